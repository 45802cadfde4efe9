//! The traffic cop: whoever answers a customer says which version of the case they saw. When something happened since
//! that matters to an answer, it is refused and shown, so that no two people answer past each other. Timers and one's
//! own acts do not matter.

use bihuan_domain::actor::Actor;
use bihuan_domain::case::CaseEvent;
use bihuan_domain::ids::Id;
use bihuan_store::Conn;
use bihuan_store::journal::{self, EntryRow, Stream};

use super::timeline::items;
use super::write::STREAM;
use crate::failure::Failure;

/// Decisions looked through at most; who is further behind is shown the newest of them.
const LOOKED: u32 = 500;
/// Decisions shown at most.
const SHOWN: usize = 20;

/// Refuses when something happened after a version that matters to an answer.
///
/// # Errors
/// `Newer` with what happened; faults.
pub(crate) fn check(conn: &mut Conn, actor: &Actor, case: Id, seen: Option<i64>) -> Result<(), Failure> {
    let Some(seen) = seen else { return Ok(()) };
    let rows = journal::page(conn, &Stream::new(STREAM, case), (seen, i64::MAX), true, LOOKED)?;
    let mut news: Vec<EntryRow> = Vec::new();
    for row in rows {
        let own = row.actor_kind == actor.who.kind() && row.actor_id == actor.who.id();
        if own || row.actor_kind == "system" {
            continue;
        }
        let events: Vec<CaseEvent> =
            serde_json::from_str(&row.body).map_err(|e| bihuan_store::Fault::Corrupt(format!("case events: {e}")))?;
        if events.iter().any(CaseEvent::matters_to_an_answer) {
            news.push(row);
        }
        if news.len() == SHOWN {
            break;
        }
    }
    if news.is_empty() { Ok(()) } else { Err(Failure::Newer { events: items(conn, case, news)? }) }
}
