//! A case of the past as one row tells it: received then, perhaps closed then. What the row says beyond the fields of a
//! case is kept in one internal note, so that nothing of the source is lost.

use bihuan_domain::actor::Who;
use bihuan_domain::case::command::{CaseCommand, Register};
use bihuan_domain::case::event::{
    AnonymousReason, Classification, ClosureReason, Complainant, Occurred, Party, Source,
};
use bihuan_domain::case::text::Field;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, Kind, Precision, Severity};
use bihuan_store::Tx;
use bihuan_store::nouns::text::NewText;

use super::annals::Annals;
use super::flow::{Historic, Taken};
use super::tally::Tally;
use crate::cases::change::fresh_number;
use crate::cases::write::Work;
use crate::customers::{self, NewCustomer};
use crate::failure::Failure;

/// The longest subject made from a verbatim, in characters.
const SUBJECT_CHARS: usize = 80;

/// How a case stood when it left the other system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// Nothing was done.
    #[default]
    New,
    /// Being worked on.
    InProgress,
    /// Done; the other system asked nobody whether it was right.
    Resolved,
    /// Over.
    Closed,
    /// Withdrawn by the customer.
    Withdrawn,
}

/// How the customer may be known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// Name.
    pub name: Option<String>,
    /// Telephone number as written.
    pub phone: Option<String>,
    /// Mail address as written.
    pub email: Option<String>,
    /// Their id in the source system.
    pub reference: Option<String>,
}

impl Contact {
    /// The customer of these data, entered when there is none; nobody when there is nothing to know them by.
    ///
    /// # Errors
    /// `Input` on data nobody can have; faults.
    pub(super) fn complainant(&self, tx: &mut Tx, who: Who, at: UtcMs) -> Result<Complainant, Failure> {
        if self.phone.is_none() && self.email.is_none() && self.reference.is_none() {
            return Ok(Complainant::Anonymous { reason: AnonymousReason::NotGiven });
        }
        let new = NewCustomer {
            name: self.name.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            external_ref: self.reference.clone(),
            ..NewCustomer::default()
        };
        Ok(Complainant::Customer { id: customers::ensure_in(tx, who, at, &new)? })
    }

    /// There is a way to reach them.
    pub const fn is_reachable(&self) -> bool {
        self.phone.is_some() || self.email.is_some()
    }
}

/// A case of the past.
#[derive(Debug, Clone)]
pub struct PastCase {
    /// Source system and id there.
    pub source: Source,
    /// When it came in.
    pub received_at: UtcMs,
    /// When the matter occurred.
    pub occurred_at: Option<UtcMs>,
    /// When it was closed there; with `received_at` if that is not told.
    pub closed_at: Option<UtcMs>,
    /// How it came in.
    pub channel: Channel,
    /// What it is.
    pub kind: Kind,
    /// Canonical category.
    pub category: Option<String>,
    /// Consequence.
    pub severity: Option<Severity>,
    /// The words by field; subject and verbatim stand in for each other.
    pub texts: Vec<(Field, String)>,
    /// The customer.
    pub contact: Contact,
    /// How it stood.
    pub standing: Standing,
    /// Code or name of the unit; the top unit if absent.
    pub unit: Option<String>,
    /// What else the row says, for a note.
    pub remark: Option<String>,
}

/// A row made ready outside the transaction: words salted, digested and cut for search.
#[derive(Debug)]
pub struct ReadyCase {
    register: Register,
    contact: Contact,
    texts: Vec<NewText>,
    remark: Option<NewText>,
    standing: Standing,
    ended_at: UtcMs,
    outcome: Option<NewText>,
}

fn completed(texts: &mut Vec<(Field, String)>) -> Result<(), Failure> {
    let of = |texts: &[(Field, String)], field| texts.iter().find(|(f, _)| *f == field).map(|(_, t)| t.clone());
    let verbatim = of(texts, Field::Verbatim);
    let subject = of(texts, Field::Subject);
    match (subject, verbatim) {
        (Some(_), Some(_)) => {}
        (Some(subject), None) => texts.push((Field::Verbatim, subject)),
        (None, Some(verbatim)) => {
            let line = verbatim.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
            texts.push((Field::Subject, line.trim().chars().take(SUBJECT_CHARS).collect()));
        }
        (None, None) => return Err(Failure::input("verbatim", "missing_value", "neither subject nor verbatim")),
    }
    Ok(())
}

impl Historic for PastCase {
    type Ready = ReadyCase;
    // About 20 ms of writing.
    const PER_WRITE: usize = 50;

    fn key(&self) -> &Source {
        &self.source
    }

    fn ready(mut self, annals: &Annals) -> Result<ReadyCase, Failure> {
        let unit = self.unit.as_deref().map_or(Ok(annals.unit), |code| annals.unit_named(code))?;
        if let Some(category) = &self.category {
            annals.check_category(category, unit, self.received_at)?;
        }
        completed(&mut self.texts)?;
        let mut texts = Vec::with_capacity(self.texts.len());
        let mut fields = Vec::with_capacity(self.texts.len());
        for (field, body) in self.texts {
            let text = annals.words(field.code(), body)?;
            fields.push((field, text.reference.clone()));
            texts.push(text);
        }
        let remark = self.remark.map(|body| annals.words("remark", body)).transpose()?;
        let outcome = match self.standing {
            Standing::Resolved => Some(annals.words("status", format!("{}: resolved", self.source.system))?),
            _ => None,
        };
        let register = Register {
            number: annals.number(self.received_at),
            kind: self.kind,
            channel: self.channel,
            complainant: Complainant::Anonymous { reason: AnonymousReason::NotGiven },
            reachable: self.contact.is_reachable(),
            received_at: self.received_at,
            occurred: self.occurred_at.map(|at| Occurred { at, precision: Precision::Day }),
            unit,
            owner: Party::Unit(unit),
            texts: fields,
            source: Some(self.source),
            classification: Classification { category: self.category, severity: self.severity, ..Default::default() },
            wished: Vec::new(),
        };
        let ended_at = self.closed_at.unwrap_or(self.received_at).max(self.received_at);
        Ok(ReadyCase { register, contact: self.contact, texts, remark, standing: self.standing, ended_at, outcome })
    }

    fn source(ready: &ReadyCase) -> Option<&Source> {
        ready.register.source.as_ref()
    }

    fn write(ready: &ReadyCase, tx: &mut Tx, annals: &Annals) -> Result<Taken, Failure> {
        let actor = &annals.actor;
        let received_at = ready.register.received_at;
        let mut work = Work::new(&annals.world, tx.new_id()).quietly();
        work.keep(ready.texts.iter().cloned());
        let complainant = ready.contact.complainant(tx, actor.who, tx.now())?;
        let register = Register { complainant, ..ready.register.clone() };
        let command = fresh_number(tx, CaseCommand::Register(Box::new(register)))?;
        work.step(tx, actor, received_at, &command)?;
        if let Some(remark) = &ready.remark {
            work.keep([remark.clone()]);
            let note = CaseCommand::Note {
                note: tx.new_id(),
                text: remark.reference.clone(),
                attachments: Vec::new(),
                mentions: Vec::new(),
            };
            work.step(tx, actor, received_at, &note)?;
        }
        match ready.standing {
            Standing::New => {}
            Standing::InProgress => match work.step(tx, actor, received_at, &CaseCommand::Investigate {}) {
                // Not judged yet, or a flow without that stage: it is open, more is not known.
                Ok(()) | Err(Failure::Refused(_)) => {}
                Err(other) => return Err(other),
            },
            Standing::Resolved | Standing::Closed | Standing::Withdrawn => end(&mut work, ready, tx, annals)?,
        }
        // What was due since then has been due: the ticker is not to find years of it.
        let now = tx.now();
        work.advance(tx, now)?;
        work.finish(tx)?;
        Ok(Taken::Added(Tally::default()))
    }
}

fn end(work: &mut Work<'_>, ready: &ReadyCase, tx: &mut Tx, annals: &Annals) -> Result<(), Failure> {
    work.advance(tx, ready.ended_at)?;
    if let Some(outcome) = &ready.outcome {
        let resolve = CaseCommand::Resolve { remedies: Vec::new(), text: outcome.reference.clone() };
        match work.step(tx, &annals.actor, ready.ended_at, &resolve) {
            Ok(()) => work.keep([outcome.clone()]),
            Err(Failure::Refused(_)) => {}
            Err(other) => return Err(other),
        }
    }
    let reason = match ready.standing {
        Standing::Withdrawn => ClosureReason::Withdrawn,
        _ => ClosureReason::Imported,
    };
    work.step(tx, &annals.actor, ready.ended_at, &CaseCommand::Close { reason, ground: None })
}
