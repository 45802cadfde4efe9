//! The journal, for whoever may read it: every decision in the order of the feed.

use axum::Json;
use axum::extract::State;
use axum::http::Uri;
use axum::response::IntoResponse;
use bihuan_domain::actor::{Permission as P, Scope};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::{self, Cursor, EntryRow, Stream};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::next_link;
use crate::auth::Caller;
use crate::codes::{Ident, Instant};
use crate::endpoint::{Access, Endpoint, cursor, ident};
use crate::input::Query;
use crate::problem::{Answer, Problem};
use crate::web::Web;

const STREAMS: [&str; 10] =
    ["case", "customer", "user", "unit", "token", "policy", "calendar", "webhook", "field", "rule"];

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/audit", Access::May(P::AuditRead), "The journal: all of it, or one stream", list)
            .lists::<AuditEntry>()
            .query("stream", "Kind of one stream", json!({ "type": "string", "enum": STREAMS }))
            .query("id", "Identifier of that stream", ident())
            .query("after", "Begins after this place: from the Link header", cursor())
            .query("limit", "Rows at most", json!({ "type": "integer", "minimum": 1, "maximum": 200, "default": 50 })),
    ]
}

/// A row of the journal.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEntry {
    /// Its place in the feed.
    pub cursor: String,
    /// Kind of the stream.
    pub stream: String,
    /// Its identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// 1, 2, 3 … in the stream.
    #[schema(minimum = 1)]
    pub version: i64,
    /// When it was decided.
    #[schema(value_type = Instant)]
    pub at: UtcMs,
    /// Kind of actor.
    pub actor_kind: String,
    /// Which.
    #[schema(value_type = Option<Ident>)]
    pub actor: Option<Id>,
    /// Code of the command.
    pub command: String,
    /// `id@version` of the policy it was decided under.
    pub policy: Option<String>,
    /// What happened: codes, ids, digests, never people's words.
    #[schema(value_type = Vec<BTreeMap<String, Value>>)]
    pub events: Value,
    /// Hash of this row, in hexadecimal; the next row of the stream builds on it.
    pub hash: String,
}

impl From<EntryRow> for AuditEntry {
    fn from(row: EntryRow) -> Self {
        Self {
            cursor: row.cursor.to_string(),
            stream: row.stream.kind.into_owned(),
            id: row.stream.id,
            version: row.version,
            at: UtcMs::new(row.at_ms),
            actor_kind: row.actor_kind,
            actor: row.actor_id,
            command: row.command,
            policy: row.policy,
            events: serde_json::from_str(&row.body).unwrap_or_default(),
            hash: row.hash.iter().map(|b| format!("{b:02x}")).collect(),
        }
    }
}

async fn list(State(web): State<Web>, caller: Caller, uri: Uri, mut query: Query) -> Answer {
    // The feed goes over all units: whoever may read only some of them uses the timelines of their cases.
    if !caller.actor.scopes(P::AuditRead).any(|s| s == Scope::All) {
        return Err(bihuan_app::Failure::NotPermitted(P::AuditRead).into());
    }
    let (kind, id) = (query.one("stream")?, query.parsed::<Id>("id")?);
    let after = query.parsed::<Cursor>("after")?.unwrap_or_default();
    let limit = query.number("limit", 1, 200)?.unwrap_or(50);
    query.done()?;
    let stream = match (kind, id) {
        (None, None) => None,
        (Some(kind), Some(id)) => {
            let kind = STREAMS
                .into_iter()
                .find(|k| *k == kind)
                .ok_or_else(|| Problem::field("stream", "unknown_code", kind))?;
            Some(Stream::new(kind, id))
        }
        _ => return Err(Problem::field("stream", "missing_field", "stream and id go together")),
    };
    let rows = web.app().db().read(move |c| match stream {
        None => journal::after(c, after, limit),
        Some(stream) => {
            let rows = journal::read(c, &stream)?;
            Ok(rows.into_iter().filter(|r| r.cursor > after).take(limit as usize).collect())
        }
    });
    let rows = rows.await?;
    let next = rows.last().filter(|_| rows.len() == limit as usize).map(|r| r.cursor.to_string());
    let entries: Vec<AuditEntry> = rows.into_iter().map(Into::into).collect();
    let mut response = Json(entries).into_response();
    if let Some(next) = next {
        next_link(&mut response, &uri, &next);
    }
    Ok(response)
}
