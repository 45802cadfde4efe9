//! The proof that rows are what the journal says: each stream's events are folded again and compared with the stored
//! row, column by column, and every text with the digest in the record (S0-47).

mod people;

use bihuan_domain::actor::Who;
use bihuan_domain::case::event::CaseEvent;
use bihuan_domain::case::evolve::{Decided, evolve};
use bihuan_domain::case::text::TextRef;
use bihuan_domain::chat::{Chat, ChatEvent};
use bihuan_domain::counter::{CounterEvent, Visit};
use bihuan_domain::ids::Id;
use bihuan_domain::station::{Penalty, PenaltyEvent};
use bihuan_domain::time::UtcMs;
use bihuan_store::blobs::BlobError;
use bihuan_store::journal::{EntryRow, Stream};
use bihuan_store::nouns::{case as row, field, text};
use bihuan_store::verify::{Verified, verify};
use bihuan_store::{Conn, Fault};

use crate::app::App;
use crate::cases::write::STREAM;
use crate::chat;

impl App {
    /// Verifies journal, heads, seals, rows and texts on one snapshot.
    ///
    /// # Errors
    /// When the database or the files cannot be read at all; what is wrong in them is in the answer.
    pub async fn verify(&self) -> Result<Verified, BlobError> {
        verify(self.db(), self.blobs(), |c, stream, entries| match stream.kind.as_ref() {
            STREAM => case(c, stream, entries),
            chat::KIND => chat_visit(c, stream.id, entries),
            crate::counter::KIND => counter_visit(c, stream.id, entries),
            crate::stations::PENALTY => penalty(c, stream.id, entries),
            "unit" => people::unit(c, stream.id, entries),
            "user" => people::user(c, stream.id, entries),
            "customer" => people::customer(c, stream.id, entries),
            _ => Ok(Vec::new()),
        })
        .await
    }
}

/// How a visit's row differs from its journal.
fn chat_visit(c: &mut Conn, id: Id, entries: &[EntryRow]) -> Result<Vec<String>, Fault> {
    let mut folded: Option<Chat> = None;
    for entry in entries {
        let events: Vec<ChatEvent> = match serde_json::from_str(&entry.body) {
            Ok(events) => events,
            Err(e) => return Ok(vec![format!("version {}: events cannot be read: {e}", entry.version)]),
        };
        let at = UtcMs::new(entry.at_ms);
        for event in &events {
            if let ChatEvent::Began { case, unit } = event {
                folded = Some(Chat::begun(*case, *unit, at));
            }
            folded = folded.map(|chat| chat.after(at, event));
        }
    }
    let stored = bihuan_store::nouns::chat::load(c, id)?;
    let version = entries.last().map_or(0, |e| e.version);
    let same = stored.is_some_and(|s| s.version == version && Some(s.chat) == folded);
    Ok(if same { Vec::new() } else { vec!["the visit's row".to_owned()] })
}

/// How the row of somebody at the counter differs from its journal.
fn counter_visit(c: &mut Conn, id: Id, entries: &[EntryRow]) -> Result<Vec<String>, Fault> {
    let mut folded: Option<Visit> = None;
    for entry in entries {
        let events: Vec<CounterEvent> = match serde_json::from_str(&entry.body) {
            Ok(events) => events,
            Err(e) => return Ok(vec![format!("version {}: events cannot be read: {e}", entry.version)]),
        };
        let at = UtcMs::new(entry.at_ms);
        for event in &events {
            folded = Visit::arrived(event).or(folded).map(|visit| visit.after(at, event));
        }
    }
    let stored = bihuan_store::nouns::counter::load(c, id)?;
    let version = entries.last().map_or(0, |e| e.version);
    let same = stored.is_some_and(|s| s.version == version && Some(s.visit) == folded);
    Ok(if same { Vec::new() } else { vec!["the row of the counter".to_owned()] })
}

/// How a penalty's row differs from its journal.
fn penalty(c: &mut Conn, id: Id, entries: &[EntryRow]) -> Result<Vec<String>, Fault> {
    let mut folded: Option<Penalty> = None;
    for entry in entries {
        let events: Vec<PenaltyEvent> = match serde_json::from_str(&entry.body) {
            Ok(events) => events,
            Err(e) => return Ok(vec![format!("version {}: events cannot be read: {e}", entry.version)]),
        };
        for event in &events {
            folded = Penalty::proposed(event).or_else(|| folded.map(|p| p.after(event)));
        }
    }
    let stored = bihuan_store::nouns::station::load(c, id)?;
    let version = entries.last().map_or(0, |e| e.version);
    let same = stored.is_some_and(|s| s.version == version && Some(s.penalty) == folded);
    Ok(if same { Vec::new() } else { vec!["the penalty's row".to_owned()] })
}

/// The actor of a journal row.
pub(crate) fn who(entry: &EntryRow) -> Who {
    match (entry.actor_kind.as_str(), entry.actor_id) {
        ("user", Some(id)) => Who::User(id),
        ("customer", Some(id)) => Who::Customer(id),
        ("import", Some(id)) => Who::Import(id),
        ("rule", Some(id)) => Who::Rule(id),
        ("respondent", Some(id)) => Who::Respondent(id),
        _ => Who::System,
    }
}

/// How a case's row differs from its journal; empty when it does not.
fn case(c: &mut Conn, stream: &Stream, entries: &[EntryRow]) -> Result<Vec<String>, Fault> {
    let mut folded = None;
    let mut referred: Vec<TextRef> = Vec::new();
    for entry in entries {
        let events: Vec<CaseEvent> = match serde_json::from_str(&entry.body) {
            Ok(events) => events,
            Err(e) => return Ok(vec![format!("version {}: events cannot be read: {e}", entry.version)]),
        };
        let when = Decided { case: stream.id, at: UtcMs::new(entry.at_ms), by: who(entry) };
        for event in &events {
            referred.extend(event.texts().into_iter().cloned());
            folded = evolve(folded, event, &when);
        }
    }
    let Some(folded) = folded else { return Ok(vec!["the journal does not begin with a registration".into()]) };
    let mut differs = Vec::new();
    let version = entries.last().map_or(0, |e| e.version);
    let expected = row::columns(&folded, version)?;
    match row::stored_columns(c, stream.id)? {
        None => differs.push("the row is missing".to_owned()),
        Some(stored) => {
            for (name, (a, b)) in row::COLUMNS.iter().zip(expected.iter().zip(stored.iter())) {
                if a != b {
                    differs.push(format!("column {name}"));
                }
            }
        }
    }
    if field::stored_rows(c, stream.id)? != field::side_rows(&folded) {
        differs.push("own fields".to_owned());
    }
    for kept in text::of_case(c, stream.id)? {
        let Some(digest) = kept.digest() else { continue };
        if let Some(reference) = referred.iter().find(|r| r.id == kept.id)
            && digest != reference.digest
        {
            differs.push(format!("text {}", kept.id));
        }
    }
    Ok(differs)
}
