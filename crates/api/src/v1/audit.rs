//! The audit log, for whoever may read the journal of all units: every decision, with names, by many filters, as pages or
//! as one table.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use bihuan_app::App;
use bihuan_app::audit::{Audited, MOST_ENTRIES};
use bihuan_domain::actor::{Actor, Permission as P};
use bihuan_domain::formula::guarded;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::Cursor;
use bihuan_store::journal_search::Asked;
use futures::stream;
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::Arc;
use utoipa::ToSchema;

use super::next_link;
use crate::auth::Caller;
use crate::codes::{Ident, Instant};
use crate::endpoint::{Access, Answers, Endpoint, cursor, ident};
use crate::input::Query;
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// A code as the journal has them.
const CODE: &str = "^[a-z_]{1,40}$";

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let may = Access::May(P::AuditRead);
    vec![
        filtered(Endpoint::get(
            "/audit",
            may,
            "The journal with names, by filters; a page may be short or empty",
            list,
        ))
        .lists::<AuditEntry>()
        .query("after", "Begins after this place: from the Link header", cursor())
        .query(
            "limit",
            "Rows at most",
            json!({ "type": "integer", "minimum": 1, "maximum": 200, "default": 50 }),
        ),
        filtered(Endpoint::get("/audit/export", may, "The same as one table, all of it", export)).answers(Answers::Csv),
    ]
}

fn filtered(endpoint: Endpoint) -> Endpoint {
    let code = || json!({ "type": "string", "pattern": CODE, "maxLength": 40 });
    let instant = || json!({ "type": "string", "format": "date-time", "maxLength": 40 });
    endpoint
        .query("stream", "Kind of stream: case, customer, user …", code())
        .query("id", "Identifier of one stream, with its kind", ident())
        .query("actor", "Who decided", ident())
        .query("command", "Code of the command", code())
        .query("event", "Code of an event among those of the decision", code())
        .query("from", "Decided at or after", instant())
        .query("to", "Decided before", instant())
        .query("reveals", "Only where contacts were seen in full", json!({ "type": "boolean" }))
        .query(
            "order",
            "`oldest` first (if left out) or `newest`",
            json!({ "type": "string", "enum": ["oldest", "newest"] }),
        )
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
    /// Number or name of what it is about; null where there is none to be told.
    pub subject: Option<String>,
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
    /// Their name, for users.
    pub actor_name: Option<String>,
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

fn hex(hash: &[u8; 32]) -> String {
    hash.iter().map(|b| format!("{b:02x}")).collect()
}

impl From<Audited> for AuditEntry {
    fn from(audited: Audited) -> Self {
        let Audited { row, actor_name, subject } = audited;
        Self {
            cursor: row.cursor.to_string(),
            stream: row.stream.kind.into_owned(),
            id: row.stream.id,
            subject,
            version: row.version,
            at: UtcMs::new(row.at_ms),
            actor_kind: row.actor_kind,
            actor: row.actor_id,
            actor_name,
            command: row.command,
            policy: row.policy,
            events: serde_json::from_str(&row.body).unwrap_or_default(),
            hash: hex(&row.hash),
        }
    }
}

fn code(query: &mut Query, name: &str) -> Result<Option<String>, Problem> {
    let Some(given) = query.short(name, 40)? else { return Ok(None) };
    let plain = !given.is_empty() && given.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if plain { Ok(Some(given)) } else { Err(Problem::field(name, "bad_value", given)) }
}

fn asked(query: &mut Query) -> Result<Asked, Problem> {
    let asked = Asked {
        actor: query.parsed("actor")?,
        kind: code(query, "stream")?,
        stream: query.parsed("id")?,
        command: code(query, "command")?,
        event: code(query, "event")?,
        from: query.parsed("from")?,
        to: query.parsed("to")?,
        reveals: query.parsed("reveals")?.unwrap_or(false),
        newest_first: match query.one("order")?.as_deref() {
            None | Some("oldest") => false,
            Some("newest") => true,
            Some(other) => return Err(Problem::field("order", "unknown_code", other)),
        },
    };
    if asked.stream.is_some() && asked.kind.is_none() {
        return Err(Problem::field("stream", "missing_field", "id goes with stream"));
    }
    Ok(asked)
}

async fn list(State(web): State<Web>, caller: Caller, uri: Uri, mut query: Query) -> Answer {
    let asked = asked(&mut query)?;
    let after = query.parsed::<Cursor>("after")?;
    let limit = query.number("limit", 1, 200)?.unwrap_or(50);
    query.done()?;
    let page = web.app().audit(&caller.actor, asked, after, limit).await?;
    let entries: Vec<AuditEntry> = page.entries.into_iter().map(Into::into).collect();
    let mut response = Json(entries).into_response();
    if let Some(next) = page.next {
        next_link(&mut response, &uri, &next.to_string());
    }
    Ok(response)
}

const COLUMNS: &str = "at,actor_kind,actor,actor_name,stream,id,subject,version,command,policy,events,hash\r\n";

/// The walk of an export: what was asked, and how far it came.
struct Walk {
    app: App,
    actor: Arc<Actor>,
    asked: Asked,
    after: Option<Cursor>,
    begun: bool,
    ended: bool,
}

async fn export(State(web): State<Web>, caller: Caller, mut query: Query) -> Answer<Response> {
    let asked = asked(&mut query)?;
    query.done()?;
    // Whether it may be read at all is told before the table begins.
    web.app().audit(&caller.actor, asked.clone(), None, 1).await?;
    let walk = Walk {
        app: web.app().clone(),
        actor: Arc::clone(&caller.actor),
        asked,
        after: None,
        begun: false,
        ended: false,
    };
    let pages = stream::try_unfold(walk, |mut walk| async move {
        if walk.ended {
            return Ok::<_, std::io::Error>(None);
        }
        let page = walk.app.audit(&walk.actor, walk.asked.clone(), walk.after, MOST_ENTRIES).await;
        let page = page.map_err(|failure| {
            tracing::error!(%failure, "export of the audit log");
            std::io::Error::other("the export broke off")
        })?;
        // A byte order mark, so that spreadsheets read it as UTF-8.
        let mut out = if walk.begun { String::new() } else { format!("\u{feff}{COLUMNS}") };
        page.entries.iter().for_each(|entry| line(&mut out, entry));
        walk.begun = true;
        walk.after = page.next;
        walk.ended = page.next.is_none();
        Ok(Some((out, walk)))
    });
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""),
    ];
    Ok((headers, Body::from_stream(pages)).into_response())
}

fn line(out: &mut String, entry: &Audited) {
    let row = &entry.row;
    let id = |id: Option<Id>| id.map(|id| id.to_string()).unwrap_or_default();
    let cells = [
        UtcMs::new(row.at_ms).to_string(),
        row.actor_kind.clone(),
        id(row.actor_id),
        entry.actor_name.clone().unwrap_or_default(),
        row.stream.kind.to_string(),
        row.stream.id.to_string(),
        entry.subject.clone().unwrap_or_default(),
        row.version.to_string(),
        row.command.clone(),
        row.policy.clone().unwrap_or_default(),
        row.body.clone(),
        hex(&row.hash),
    ];
    for (n, cell) in cells.iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        let safe = guarded(cell);
        if safe.contains([',', '"', '\r', '\n']) {
            out.push('"');
            out.push_str(&safe.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&safe);
        }
    }
    out.push_str("\r\n");
}
