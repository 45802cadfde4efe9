//! Splitting: when one telling holds two matters, the second goes on in a case of its own. The first keeps every word it
//! has; the new one gets copies, the verbatim among them, and counts from when the customer first told it.

use std::collections::BTreeMap;

use bihuan_domain::actor::Actor;
use bihuan_domain::case::command::CaseCommand;
use bihuan_domain::case::event::{Carried, CaseEvent, Classification};
use bihuan_domain::case::text::Field;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::{self, Stream};
use bihuan_store::nouns::policy::{Remembered, remember, remembered};

use super::change::{NewCase, Registered, Remember, fresh_number, prepare};
use super::find::permit_read;
use super::kin::words_by_field;
use super::parties;
use super::write::{STREAM, Work};
use crate::app::App;
use crate::failure::Failure;

/// What becomes a case of its own.
#[derive(Debug, Clone)]
pub struct Split {
    /// What names the new matter.
    pub subject: String,
    /// What the customer wants there; the first case's demand if not given.
    pub demand: Option<String>,
    /// Messages that belong to it.
    pub messages: Vec<Id>,
}

/// Messages carried over at most.
pub const MOST_MESSAGES: usize = 200;

struct Said {
    event: CaseEvent,
    at: UtcMs,
}

impl App {
    /// Splits a case; answers the new one.
    ///
    /// # Errors
    /// The rule's refusal; `NotFound`, `Stale`, `Input` (`unknown_message`); faults.
    pub async fn split(
        &self,
        actor: &Actor,
        id: Id,
        seen: Option<i64>,
        split: Split,
        again: Option<Remember>,
    ) -> Result<Registered, Failure> {
        if split.messages.len() > MOST_MESSAGES {
            return Err(Failure::input("messages", "out_of_bounds", MOST_MESSAGES.to_string()));
        }
        let shown = self.case(actor, &id.to_string()).await?;
        if seen.is_some_and(|v| v != shown.version) {
            return Err(Failure::Stale { current: shown.version });
        }
        let first = shown.case.clone();
        let (mut fields, said) = self
            .db()
            .read(move |c| {
                let fields = words_by_field(c, &first)?;
                let mut said: BTreeMap<Id, Said> = BTreeMap::new();
                for entry in journal::read(c, &Stream::new(STREAM, first.id))? {
                    let events: Vec<CaseEvent> = serde_json::from_str(&entry.body)
                        .map_err(|e| bihuan_store::Fault::Corrupt(format!("case events: {e}")))?;
                    for event in events {
                        if let CaseEvent::MessageRecorded { message, .. } = &event {
                            said.insert(*message, Said { at: UtcMs::new(entry.at_ms), event });
                        }
                    }
                }
                Ok::<_, bihuan_store::Fault>((fields, said))
            })
            .await?;
        fields.retain(|(field, _)| !matches!(field, Field::Subject | Field::Summary | Field::Expectation));
        if let Some(demand) = &split.demand {
            fields.retain(|(field, _)| *field != Field::Demand);
            fields.push((Field::Demand, demand.clone()));
        }
        fields.push((Field::Subject, split.subject.clone()));
        let (mut carried, mut copies) = (Vec::new(), Vec::new());
        for id in &split.messages {
            let Some(Said { event: CaseEvent::MessageRecorded { direction, channel, text, .. }, at }) = said.get(id)
            else {
                return Err(Failure::input("messages", "unknown_message", id.to_string()));
            };
            // Erased meanwhile: there is nothing to carry over.
            let Some(body) = shown.words.get(&text.id) else { continue };
            let copy = self.words("messages", body)?;
            carried.push(Carried {
                message: *id,
                direction: *direction,
                channel: *channel,
                at: *at,
                text: copy.reference.clone(),
            });
            copies.push(copy);
        }
        let case = shown.case;
        let new = NewCase {
            kind: case.kind,
            channel: case.channel,
            complainant: case.complainant.clone(),
            reachable: case.reachable,
            received_at: Some(case.received_at),
            occurred: case.occurred,
            unit: case.unit,
            owner: Some(case.owner),
            texts: fields,
            source: None,
            classification: Classification::default(),
            wished: Vec::new(),
            fields: std::collections::BTreeMap::new(),
            terms: None,
        };
        let (command, texts) = prepare(self, actor, new, self.db().now())?;
        let (world, actor, into, version) = (self.world(), actor.clone(), self.db().new_id(), shown.version);
        self.db()
            .write("case.split", move |tx| {
                if let Some(again) = &again
                    && let Some(answer) = remembered(tx, &again.key)?
                {
                    return Ok(Registered::Before(answer, again.request_digest.clone()));
                }
                let now = tx.now();
                let mut first = Work::open(tx, &world, id, None)?;
                if let Some(case) = first.case() {
                    permit_read(&world, &actor, case)?;
                }
                if first.version() != version {
                    return Err(Failure::Stale { current: first.version() });
                }
                let read = first.case().map_or(0, |c| c.news);
                let off = CaseCommand::SplitOff { into, messages: carried.iter().map(|m| m.message).collect() };
                first.step(tx, &actor, now, &off)?;
                let done = first.finish(tx)?;
                super::read_mark::own_act(tx, &actor, read, &done.case)?;
                let mut work = Work::new(&world, into);
                work.keep(texts);
                work.keep(copies);
                let command = fresh_number(tx, command)?;
                parties::check(tx, &world, &actor, None, &command, now)?;
                work.step(tx, &actor, now, &command)?;
                work.step(tx, &actor, now, &CaseCommand::CarryOver { from: id, messages: carried })?;
                let done = work.finish(tx)?;
                super::read_mark::taken_in(tx, actor.who, &done.case)?;
                if let Some(again) = again {
                    let (status, body) = (again.answer)(&done);
                    remember(tx, &again.key, &Remembered { request_digest: again.request_digest, status, body }, now)?;
                }
                Ok(Registered::Now(Box::new(done)))
            })
            .await
    }
}
