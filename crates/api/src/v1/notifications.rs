//! What one is told, and how one wants to be told. One's own only.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse;
use bihuan_app::notifications::{MOST_CONSOLE_BYTES, Preferences, Read, Told};
use bihuan_domain::contact::{email_key, phone_key};
use bihuan_domain::ids::Id;
use bihuan_domain::notification::{Digest, NotificationKind, Outside, QuietHours, Wish};
use bihuan_domain::time::UtcMs;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::{next_link, page_ask, paged};
use crate::auth::Caller;
use crate::codes::{DigestCode, Ident, Instant, NotificationKindCode};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query};
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let known = Access::SignedIn;
    vec![
        paged(Endpoint::get("/me/notifications", known, "What one was told, newest first", list))
            .query("unread", "Only what is unread", json!({ "type": "boolean" }))
            .gives::<NotificationPage>(200)
            .tag("notifications"),
        Endpoint::put("/me/notifications/read", known, "Marks some as read", read)
            .takes::<ReadBody>()
            .tag("notifications"),
        Endpoint::get("/me/preferences", known, "One's own preferences", preferences)
            .gives::<PreferencesView>(200)
            .tag("notifications"),
        Endpoint::put("/me/preferences", known, "Keeps one's own preferences, all of them anew", prefer)
            .takes::<PreferencesBody>()
            .gives::<PreferencesView>(200)
            .tag("notifications"),
    ]
}

/// A page of notifications.
#[derive(Debug, Serialize, ToSchema)]
pub struct NotificationPage {
    /// How many are unread, counted up to 1,000.
    #[schema(minimum = 0, maximum = 1000)]
    pub unread: i64,
    /// Newest first.
    pub items: Vec<NotificationView>,
}

/// A notification.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Notification)]
pub struct NotificationView {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Of what it tells.
    #[schema(value_type = NotificationKindCode)]
    pub kind: NotificationKind,
    /// Of which case.
    #[schema(value_type = Option<Ident>)]
    pub case: Option<Id>,
    /// Its number; null when one may no longer see it.
    pub number: Option<String>,
    /// Its subject; null when one may no longer see it.
    pub subject: Option<String>,
    /// Who did it, of a user.
    #[schema(value_type = Option<Ident>)]
    pub by: Option<Id>,
    /// Their name.
    pub by_name: Option<String>,
    /// Codes, ids and numbers: the clock, the level, why it was refused.
    #[schema(value_type = BTreeMap<String, Value>)]
    pub data: Value,
    /// When.
    #[schema(value_type = Instant)]
    pub at: UtcMs,
    /// It was read.
    pub read: bool,
}

impl From<Told> for NotificationView {
    fn from(told: Told) -> Self {
        Self {
            id: told.row.id,
            kind: told.row.kind,
            case: told.row.case,
            number: told.number,
            subject: told.subject,
            by: told.row.by,
            by_name: told.by,
            data: serde_json::from_str(&told.row.data).unwrap_or_else(|_| json!({})),
            at: told.row.created_at,
            read: told.row.read_at.is_some(),
        }
    }
}

async fn list(State(web): State<Web>, caller: Caller, uri: Uri, mut query: Query) -> Answer {
    let ask = page_ask(&mut query)?;
    let unread = query.parsed::<bool>("unread")?.unwrap_or(false);
    query.done()?;
    let page = web.app().notifications(&caller.actor, ask, unread).await?;
    let view = NotificationPage { unread: page.unread, items: page.items.into_iter().map(Into::into).collect() };
    let mut response = Json(view).into_response();
    if let Some(next) = page.next {
        next_link(&mut response, &uri, &next.to_string());
    }
    Ok(response)
}

/// What is read: exactly one of the three.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = ReadNotifications)]
pub struct ReadBody {
    /// Everything up to this one.
    #[schema(value_type = Option<Ident>)]
    up_to: Option<Id>,
    /// Everything about this case.
    #[schema(value_type = Option<Ident>)]
    case: Option<Id>,
    /// These.
    #[schema(value_type = Option<Vec<Ident>>, max_items = 200)]
    ids: Option<Vec<Id>>,
}

async fn read(State(web): State<Web>, caller: Caller, query: Query, body: Body<ReadBody>) -> Answer<StatusCode> {
    query.done()?;
    let what = match body.value {
        ReadBody { up_to: Some(last), case: None, ids: None } => Read::UpTo(last),
        ReadBody { up_to: None, case: Some(case), ids: None } => Read::OfCase(case),
        ReadBody { up_to: None, case: None, ids: Some(ids) } if ids.len() <= 200 => Read::These(ids),
        ReadBody { ids: Some(_), .. } => return Err(Problem::field("ids", "too_many", "200")),
        _ => return Err(Problem::field("up_to", "missing_field", "exactly one of up_to, case, ids")),
    };
    web.app().read_notifications(&caller.actor, what).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How one wants to be told of one kind.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NotificationWish)]
pub struct WishBody {
    /// Of what.
    #[schema(value_type = NotificationKindCode)]
    kind: NotificationKind,
    /// In the console's list.
    in_app: bool,
    /// On the desktop too.
    desktop: bool,
    /// With a sound.
    sound: bool,
    /// By e-mail too; needs `in_app`, and an address.
    #[serde(default)]
    email: bool,
    /// By text message too; needs `in_app`, and a telephone.
    #[serde(default)]
    sms: bool,
}

/// Hours in which nothing leaves, by the business time zone; an emergency does.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QuietHours)]
pub struct QuietBody {
    /// `HH:MM`, included.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    from: String,
    /// `HH:MM`, not included; over midnight when it is before `from`.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    to: String,
}

/// Where and when one is told outside the console.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = ToldOutside)]
pub struct OutsideBody {
    /// Mailbox.
    #[schema(max_length = 254)]
    email: Option<String>,
    /// Telephone.
    #[schema(max_length = 40)]
    phone: Option<String>,
    /// When one is left in peace.
    quiet: Option<QuietBody>,
    /// How letters are gathered.
    #[schema(value_type = DigestCode)]
    digest: Digest,
    /// When the day's letter leaves, `HH:MM`.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    daily_at: String,
}

fn written(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn time(field: &'static str, text: &str) -> Result<Time, Problem> {
    let bad = || Problem::field(field, "bad_value", "HH:MM");
    let (hour, minute) = text.split_once(':').filter(|(h, m)| h.len() == 2 && m.len() == 2).ok_or_else(bad)?;
    let (hour, minute) = (hour.parse().map_err(|_| bad())?, minute.parse().map_err(|_| bad())?);
    Time::new(hour, minute, 0, 0).map_err(|_| bad())
}

impl Default for OutsideBody {
    fn default() -> Self {
        Outside::default().into()
    }
}

impl From<Outside> for OutsideBody {
    fn from(o: Outside) -> Self {
        Self {
            email: o.email,
            phone: o.phone,
            quiet: o.quiet.map(|q| QuietBody { from: written(q.from), to: written(q.to) }),
            digest: o.digest,
            daily_at: written(o.daily_at),
        }
    }
}

impl TryFrom<OutsideBody> for Outside {
    type Error = Problem;
    fn try_from(b: OutsideBody) -> Result<Self, Problem> {
        let given = |text: Option<String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
        let (email, phone) = (given(b.email), given(b.phone));
        if email.as_ref().is_some_and(|e| email_key(e).is_none()) {
            return Err(Problem::field("outside.email", "bad_email", ""));
        }
        if phone.as_ref().is_some_and(|p| phone_key(p).is_none()) {
            return Err(Problem::field("outside.phone", "bad_phone", ""));
        }
        let quiet = match b.quiet {
            None => None,
            Some(q) => {
                Some(QuietHours { from: time("outside.quiet.from", &q.from)?, to: time("outside.quiet.to", &q.to)? })
            }
        };
        Ok(Self { email, phone, quiet, digest: b.digest, daily_at: time("outside.daily_at", &b.daily_at)? })
    }
}

/// Preferences to keep.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = NewPreferences)]
pub struct PreferencesBody {
    /// How to be told, by kind; what is left out is as by default.
    #[schema(max_items = 50)]
    events: Vec<WishBody>,
    /// Where and when one is told outside the console.
    outside: OutsideBody,
    /// What the console keeps for itself; at most 16 kB of JSON.
    #[schema(value_type = BTreeMap<String, Value>)]
    console: Map<String, Value>,
}

/// One's preferences.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Preferences)]
pub struct PreferencesView {
    /// How one is told, of every kind.
    pub events: Vec<WishBody>,
    /// Where and when one is told outside the console.
    pub outside: OutsideBody,
    /// What the console keeps for itself.
    #[schema(value_type = BTreeMap<String, Value>)]
    pub console: Map<String, Value>,
}

impl From<Preferences> for PreferencesView {
    fn from(p: Preferences) -> Self {
        let wish = |kind: &NotificationKind| {
            let Wish { in_app, desktop, sound, email, sms } = p.wish(*kind);
            WishBody { kind: *kind, in_app, desktop, sound, email, sms }
        };
        Self { events: NotificationKind::ALL.iter().map(wish).collect(), outside: p.outside.into(), console: p.console }
    }
}

async fn preferences(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<PreferencesView>> {
    query.done()?;
    Ok(Json(web.app().preferences(&caller.actor).await?.into()))
}

async fn prefer(
    State(web): State<Web>,
    caller: Caller,
    query: Query,
    body: Body<PreferencesBody>,
) -> Answer<Json<PreferencesView>> {
    query.done()?;
    let mut events = BTreeMap::new();
    for WishBody { kind, in_app, desktop, sound, email, sms } in body.value.events {
        if events.insert(kind, Wish { in_app, desktop, sound, email, sms }).is_some() {
            return Err(Problem::field("events", "given_twice", kind.code()));
        }
    }
    if body.bytes.len() > 4 * MOST_CONSOLE_BYTES {
        return Err(Problem::field("console", "too_long", MOST_CONSOLE_BYTES.to_string()));
    }
    let wanted = Preferences { events, outside: body.value.outside.try_into()?, console: body.value.console };
    web.app().prefer(&caller.actor, wanted.clone()).await?;
    Ok(Json(wanted.into()))
}
