//! The journal asked by actor, kind, command, event and time. A look examines a bounded number of rows, whatever is asked:
//! the sharpest filter that has an index chooses them, the others are held against what it found, and the answer says how
//! far it came, so that ten million rows are walked in steps and never in one.
//!
//! It only reads.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use crate::db::{Conn, Engine, Query};
use crate::fault::Fault;
use crate::journal::{Cursor, EntryRow};
use crate::value::Value;

/// Rows examined in one look.
pub const EXAMINED: u32 = 20_000;

/// What is asked; what is left out is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Who decided.
    pub actor: Option<Id>,
    /// Kind of the stream.
    pub kind: Option<String>,
    /// The stream; with `kind`.
    pub stream: Option<Id>,
    /// Code of the command.
    pub command: Option<String>,
    /// Code of an event among those of the decision.
    pub event: Option<String>,
    /// Decided at or after.
    pub from: Option<UtcMs>,
    /// Decided before.
    pub to: Option<UtcMs>,
    /// Only where contacts were seen in full (S4-32).
    pub reveals: bool,
    /// The newest first.
    pub newest_first: bool,
}

/// What a look found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The decisions.
    pub rows: Vec<EntryRow>,
    /// Where to look on; none: that was all.
    pub next: Option<Cursor>,
}

/// A condition with a question mark for each value.
struct Condition(String, Vec<Value>);

impl Condition {
    fn of(text: &str, values: impl IntoIterator<Item = Value>) -> Self {
        Self(text.to_owned(), values.into_iter().collect())
    }
}

/// All of them, numbered from where the values end.
fn joined(conditions: &[Condition], values: &mut Vec<Value>) -> String {
    let mut out = String::from("1 = 1");
    for Condition(text, theirs) in conditions {
        out.push_str(" AND ");
        let mut theirs = theirs.iter();
        for c in text.chars() {
            match (c, c == '?') {
                (_, true) => {
                    values.extend(theirs.next().cloned());
                    out.push_str(&format!("${}", values.len()));
                }
                (plain, false) => out.push(plain),
            }
        }
    }
    out
}

/// Which conditions choose the rows by an index, and which are held against what was chosen.
fn conditions(asked: &Asked) -> (Option<Condition>, Vec<Condition>) {
    let mut sharpest_first = Vec::new();
    if let (Some(kind), Some(stream)) = (&asked.kind, asked.stream) {
        let values = [kind.as_str().into(), stream.into()];
        sharpest_first.push(Condition::of("stream_kind = ? AND stream_id = ?", values));
    }
    if asked.reveals {
        sharpest_first.push(Condition::of("command = 'reveal_customer'", []));
    }
    if let Some(actor) = asked.actor {
        sharpest_first.push(Condition::of("actor_id = ?", [actor.into()]));
    }
    let mut held = Vec::new();
    if let (Some(kind), None) = (&asked.kind, asked.stream) {
        // The index leaves cases out, so the question must say that it is not about them.
        match kind.as_str() {
            "case" => held.push(Condition::of("stream_kind = 'case'", [])),
            other => sharpest_first.push(Condition::of("stream_kind = ? AND stream_kind <> 'case'", [other.into()])),
        }
    }
    if let Some(command) = &asked.command {
        held.push(Condition::of("command = ?", [command.as_str().into()]));
    }
    if let Some(event) = &asked.event {
        let part = format!("%\"event\":\"{}\"%", crate::nouns::user::escaped(event));
        held.push(Condition::of("body LIKE ? ESCAPE '!'", [part.into()]));
    }
    if let Some(from) = asked.from {
        held.push(Condition::of("at_ms >= ?", [from.into()]));
    }
    if let Some(to) = asked.to {
        held.push(Condition::of("at_ms < ?", [to.into()]));
    }
    let mut by_index = sharpest_first.into_iter();
    let chosen = by_index.next();
    held.extend(by_index);
    (chosen, held)
}

/// Looks from a place on; at most `limit` decisions.
///
/// # Errors
/// `Fault`.
pub fn look(conn: &mut Conn, asked: &Asked, after: Option<Cursor>, limit: u32) -> Result<Found, Fault> {
    let postgres = conn.engine() == Engine::Postgres;
    let (order, beyond) = if asked.newest_first { ("DESC", "<") } else { ("ASC", ">") };
    let (chosen, held) = conditions(asked);
    let mut walked: Vec<Condition> = chosen.into_iter().collect();
    if let Some(Cursor { txid, position }) = after {
        walked.push(if postgres {
            Condition::of(&format!("(txid, position) {beyond} (?, ?)"), [txid.into(), position.into()])
        } else {
            Condition::of(&format!("position {beyond} ?"), [position.into()])
        });
    }
    if postgres && !asked.newest_first {
        // As the feed: nothing of a transaction that a running one may still be placed before, or who reads on would miss
        // it. Who reads back sees what is committed at once; a transaction elsewhere on the server holds nothing back.
        walked.push(Condition::of("txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint", []));
    }
    let by = if postgres { format!("txid {order}, position {order}") } else { format!("position {order}") };
    let mut values = Vec::new();
    let some = joined(&walked, &mut values);
    let some = format!("SELECT * FROM journal WHERE {some} ORDER BY {by} LIMIT {EXAMINED}");
    let held = joined(&held, &mut values);
    let query = Query::dynamic(format!(
        "SELECT position, txid, stream_kind, stream_id, version, at_ms, actor_kind, actor_id, command, policy, body,
             prev_hash, hash
         FROM ({some}) examined WHERE {held} ORDER BY {by} LIMIT {}",
        limit.saturating_add(1)
    ));
    let mut rows: Vec<EntryRow> =
        conn.query(&query, &values)?.iter().map(EntryRow::from_row).collect::<Result<_, _>>()?;
    if rows.len() > limit as usize {
        rows.truncate(limit as usize);
        let next = rows.last().map(|r| r.cursor);
        return Ok(Found { rows, next });
    }
    // Fewer than asked for: the walk came to the end, or it examined as many as it may.
    let mut values = Vec::new();
    let some = joined(&walked, &mut values);
    let last = Query::dynamic(format!(
        "SELECT txid, position FROM journal WHERE {some} ORDER BY {by} LIMIT 1 OFFSET {}",
        EXAMINED - 1
    ));
    let last = conn.query_one_opt(&last, &values)?;
    let next = last.map(|r| Ok::<_, Fault>(Cursor { txid: r.int(0)?, position: r.int(1)? })).transpose()?;
    Ok(Found { rows, next })
}
