//! The timeline as it is drawn: each entry with its words, names and files, so that no second request follows. Newest
//! first on request, by pages, so that a case of thousands of entries opens at once.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::IntoResponse;
use bihuan_app::cases::files::{has_thumbnail, shows_in_place};
use bihuan_app::cases::sending::Held;
use bihuan_app::cases::timeline::{Ask, FileShown, Item};
use bihuan_app::mail::Delivery;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseEvent;
use bihuan_domain::case::text::{TextFormat, WritingSort};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Role;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::may;
use crate::auth::Caller;
use crate::codes::{Ident, Instant, RoleCode};
use crate::endpoint::Endpoint;
use crate::input::Query;
use crate::problem::{Answer, Problem};
use crate::v1::next_link;
use crate::web::Web;

/// Entries a page holds at most, and when nothing is said.
const MOST: u32 = 200;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get(
            "/cases/{case}/timeline",
            may(P::CaseRead),
            "What happened, with all that is needed to draw it; oldest first unless `order=desc`",
            timeline,
        )
        .lists::<TimelineEntry>()
        .query("order", "asc: oldest first; desc: newest first", json!({ "type": "string", "enum": ["asc", "desc"] }))
        .query("limit", "Entries at most", json!({ "type": "integer", "minimum": 1, "maximum": MOST, "default": MOST }))
        .query(
            "after",
            "Goes on after the entry of this version: from the Link header",
            json!({ "type": "integer", "minimum": 1 }),
        ),
    ]
}

/// One decision.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimelineEntry {
    /// 1, 2, 3 …; of what is held back, the next one.
    #[schema(minimum = 1)]
    pub version: i64,
    /// Its place in the journal: the id of its live event. Null for what is held back.
    pub position: Option<String>,
    /// When it was decided.
    #[schema(value_type = Instant)]
    pub at: UtcMs,
    /// `user`, `customer`, `system`, `import` or `rule`.
    pub actor_kind: String,
    /// Which of them.
    #[schema(value_type = Option<Ident>)]
    pub actor: Option<Id>,
    /// Their name; a customer's is masked.
    pub actor_name: Option<String>,
    /// Their first role, of a user.
    #[schema(value_type = Option<RoleCode>)]
    pub actor_role: Option<Role>,
    /// Code of the command.
    pub command: String,
    /// `id@version` of the policy it was decided under.
    pub policy: Option<String>,
    /// What happened: each has `event`, its code, and the data of it.
    #[schema(value_type = Vec<BTreeMap<String, Value>>)]
    pub events: Vec<Value>,
    /// The words the events refer to, plain, by id; an erased text is not there.
    pub words: BTreeMap<String, String>,
    /// The safe HTML of those that were written so, by id.
    pub html: BTreeMap<String, String>,
    /// The files that go with it.
    pub attachments: Vec<FileView>,
    /// Names of the people the events name, by id.
    pub people: BTreeMap<String, String>,
    /// It is held back by the reader and not said yet.
    pub pending: Option<PendingView>,
}

/// A file of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileView {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Its name; null once erased.
    pub name: Option<String>,
    /// Its type, read from its bytes.
    pub media_type: String,
    /// Its size in bytes.
    #[schema(minimum = 0)]
    pub bytes: i64,
    /// It may be shown in place (`GET /attachments/{attachment}/content`).
    pub shows_in_place: bool,
    /// There may be a small picture of it (`GET /attachments/{attachment}/thumbnail`).
    pub has_thumbnail: bool,
}

/// Held back, and until when.
#[derive(Debug, Serialize, ToSchema)]
pub struct PendingView {
    /// Take it back by this id.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// When it leaves.
    #[schema(value_type = Instant)]
    pub leaves_at: UtcMs,
}

impl From<FileShown> for FileView {
    fn from(file: FileShown) -> Self {
        let (shows_in_place, has_thumbnail) = (shows_in_place(&file.media_type), has_thumbnail(&file.media_type));
        Self {
            id: file.id,
            name: file.name,
            media_type: file.media_type,
            bytes: file.bytes,
            shows_in_place,
            has_thumbnail,
        }
    }
}

/// An event as it is told: how a message stands that went out by mail, and own fields whose values are not for this reader are named under `masked`.
fn shown(event: &CaseEvent, masked: &[Id], deliveries: &[Delivery]) -> Option<Value> {
    let mut told = serde_json::to_value(event).ok()?;
    if let (CaseEvent::FieldsSet { .. }, false, Some(parts)) = (event, masked.is_empty(), told.as_object_mut()) {
        parts.insert("masked".into(), json!(masked));
    }
    if let (CaseEvent::MessageRecorded { message, .. }, Some(parts)) = (event, told.as_object_mut())
        && let Some(d) = deliveries.iter().find(|d| d.message == *message)
    {
        let delivery = json!({ "standing": d.standing, "at": d.at, "error": d.error });
        parts.insert("delivery".into(), delivery);
    }
    Some(told)
}

impl From<Item> for TimelineEntry {
    fn from(item: Item) -> Self {
        let words = item.words.iter().map(|(id, w)| (id.to_string(), w.text.clone())).collect();
        let html = item.words.into_iter().filter_map(|(id, w)| Some((id.to_string(), w.html?))).collect();
        Self {
            version: item.entry.version,
            position: Some(item.cursor.to_string()),
            at: item.entry.at,
            actor_kind: item.entry.actor_kind,
            actor: item.entry.actor_id,
            actor_name: item.acted.name,
            actor_role: item.acted.role,
            command: item.entry.command,
            policy: item.entry.policy,
            events: item.entry.events.iter().filter_map(|e| shown(e, &item.masked, &item.deliveries)).collect(),
            words,
            html,
            attachments: item.files.into_iter().map(Into::into).collect(),
            people: item.people.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
            pending: None,
        }
    }
}

impl TimelineEntry {
    /// What is held back, as it will look once it is said.
    fn held(held: Held, version: i64, me: Option<Id>) -> Self {
        let w = &held.written;
        let (command, event) = match held.sort {
            WritingSort::Reply => (
                "record_message",
                json!({ "event": "message_recorded", "message": held.id, "direction": "outbound", "channel": w.channel,
                    "text": { "id": held.id }, "roles": w.roles, "attachments": w.attachments }),
            ),
            WritingSort::Note => (
                "note",
                json!({ "event": "noted", "note": held.id, "text": { "id": held.id }, "mentions": w.mentions,
                    "attachments": w.attachments }),
            ),
        };
        let html = (w.format == TextFormat::Html).then(|| (held.id.to_string(), w.text.clone()));
        Self {
            version,
            position: None,
            at: held.held_at,
            actor_kind: "user".into(),
            actor: me,
            actor_name: None,
            actor_role: None,
            command: command.into(),
            policy: None,
            events: vec![event],
            words: BTreeMap::from([(held.id.to_string(), held.plain)]),
            html: html.into_iter().collect(),
            attachments: Vec::new(),
            people: BTreeMap::new(),
            pending: Some(PendingView { id: held.id, leaves_at: held.leaves_at }),
        }
    }
}

async fn timeline(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    uri: Uri,
    mut query: Query,
) -> Answer {
    let newest = match query.one("order")?.as_deref() {
        None | Some("asc") => false,
        Some("desc") => true,
        Some(other) => return Err(Problem::field("order", "unknown_code", other)),
    };
    let after = query.parsed::<i64>("after")?;
    if after.is_some_and(|v| v < 1) {
        return Err(Problem::field("after", "out_of_bounds", "≥ 1"));
    }
    let limit = query.number("limit", 1, MOST)?.unwrap_or(MOST);
    query.done()?;
    let page = web.app().timeline(&caller.actor, &case, Ask { newest, after, limit }).await?;
    let me = caller.actor.user();
    let held = page.held.into_iter().map(|h| TimelineEntry::held(h, page.version + 1, me));
    let said = page.items.into_iter().map(TimelineEntry::from);
    let all: Vec<TimelineEntry> = if newest { held.rev().chain(said).collect() } else { said.chain(held).collect() };
    let mut response = Json(all).into_response();
    if let Some(next) = page.next {
        next_link(&mut response, &uri, &next.to_string());
    }
    Ok(response)
}
