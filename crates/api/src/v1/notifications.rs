//! What one is told, and how one wants to be told. One's own only.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse;
use bihuan_app::notifications::{MOST_CONSOLE_BYTES, Preferences, Read, Told};
use bihuan_domain::ids::Id;
use bihuan_domain::notification::{NotificationKind, Wish};
use bihuan_domain::time::UtcMs;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::{next_link, page_ask, paged};
use crate::auth::Caller;
use crate::codes::{Ident, Instant, NotificationKindCode};
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
}

/// Preferences to keep.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = NewPreferences)]
pub struct PreferencesBody {
    /// How to be told, by kind; what is left out is as by default.
    #[schema(max_items = 50)]
    events: Vec<WishBody>,
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
    /// What the console keeps for itself.
    #[schema(value_type = BTreeMap<String, Value>)]
    pub console: Map<String, Value>,
}

impl From<Preferences> for PreferencesView {
    fn from(p: Preferences) -> Self {
        let wish = |kind: &NotificationKind| {
            let Wish { in_app, desktop, sound } = p.wish(*kind);
            WishBody { kind: *kind, in_app, desktop, sound }
        };
        Self { events: NotificationKind::ALL.iter().map(wish).collect(), console: p.console }
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
    for WishBody { kind, in_app, desktop, sound } in body.value.events {
        if events.insert(kind, Wish { in_app, desktop, sound }).is_some() {
            return Err(Problem::field("events", "given_twice", kind.code()));
        }
    }
    if body.bytes.len() > 4 * MOST_CONSOLE_BYTES {
        return Err(Problem::field("console", "too_long", MOST_CONSOLE_BYTES.to_string()));
    }
    let wanted = Preferences { events, console: body.value.console };
    web.app().prefer(&caller.actor, wanted.clone()).await?;
    Ok(Json(wanted.into()))
}
