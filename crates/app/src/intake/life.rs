//! The life of a case as an event log tells it: each event becomes the decision it names, at its own instant, with the
//! timers that fell due in between fired at theirs. What a rule refuses is kept as an internal note: every event lands.

use bihuan_domain::case::command::{CaseCommand, Message, Register};
use bihuan_domain::case::event::{
    AnonymousReason, Classification, ClosureReason, Complainant, ContactResult, Direction, EscalationCause,
    MessageRole, Party, Source,
};
use bihuan_domain::case::stage::WaitReason;
use bihuan_domain::case::text::{Field, TextRef};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, Kind, Severity};
use bihuan_store::Tx;
use bihuan_store::nouns::text::NewText;

use super::annals::Annals;
use super::case::Contact;
use super::flow::{Historic, Taken};
use super::tally::Tally;
use crate::cases::change::fresh_number;
use crate::cases::write::Work;
use crate::failure::Failure;

/// What an event of a log is, in our words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// It came in.
    Register,
    /// A handler took it.
    Assign,
    /// It was judged.
    Classify,
    /// Somebody spoke with the customer.
    Contact,
    /// It waits.
    Wait(WaitReason),
    /// It goes on.
    Resume,
    /// Somebody looks into it.
    Investigate,
    /// A solution was offered.
    Propose,
    /// Done.
    Resolve,
    /// Over.
    Close,
    /// Opened again.
    Reopen,
    /// A remark.
    Note,
    /// Gone up.
    Escalate,
    /// Gone to another unit.
    Transfer,
}

/// One event of a log.
#[derive(Debug, Clone)]
pub struct Deed {
    /// When.
    pub at: UtcMs,
    /// What it is.
    pub act: Act,
    /// What the log calls it.
    pub activity: String,
    /// Who did it, as the log calls them.
    pub resource: Option<String>,
    /// Unit it went to, as the log calls it.
    pub unit: Option<String>,
    /// Consequence, if the log tells.
    pub severity: Option<Severity>,
    /// Canonical category, if the log tells.
    pub category: Option<String>,
    /// A wait before it is over by now.
    pub resumes: bool,
    /// The case was over before and is open again by now.
    pub reopens: bool,
}

/// One case of a log.
#[derive(Debug, Clone)]
pub struct PastLife {
    /// Source system and id there.
    pub source: Source,
    /// When it came in; not after the first event.
    pub received_at: UtcMs,
    /// How it came in.
    pub channel: Channel,
    /// What it is.
    pub kind: Kind,
    /// The words by field: subject and verbatim at least.
    pub texts: Vec<(Field, String)>,
    /// The customer.
    pub contact: Contact,
    /// What happened, in order of time.
    pub deeds: Vec<Deed>,
}

/// A life made ready outside the transaction.
#[derive(Debug)]
pub struct ReadyLife {
    register: Register,
    texts: Vec<NewText>,
    contact: Contact,
    deeds: Vec<ReadyDeed>,
}

#[derive(Debug)]
struct ReadyDeed {
    deed: Deed,
    handler: Option<Id>,
    unit: Option<Id>,
    words: NewText,
}

impl Historic for PastLife {
    type Ready = ReadyLife;
    // A life has about five events and as many timers.
    const PER_WRITE: usize = 8;

    fn key(&self) -> &Source {
        &self.source
    }

    fn ready(self, annals: &Annals) -> Result<ReadyLife, Failure> {
        let mut texts = Vec::with_capacity(self.texts.len());
        let mut fields = Vec::with_capacity(self.texts.len());
        for (field, body) in self.texts {
            let text = annals.words(field.code(), body)?;
            fields.push((field, text.reference.clone()));
            texts.push(text);
        }
        let mut deeds = Vec::with_capacity(self.deeds.len());
        for deed in self.deeds {
            if let Some(category) = &deed.category {
                annals.check_category(category, annals.unit, self.received_at)?;
            }
            let words = match &deed.resource {
                Some(resource) => format!("{} ({resource})", deed.activity),
                None => deed.activity.clone(),
            };
            let handler = match (deed.act, &deed.resource) {
                (Act::Assign, Some(name)) => Some(annals.person(&self.source.system, name)?),
                _ => None,
            };
            let unit = deed.unit.as_deref().map(|name| annals.unit_named(name)).transpose()?;
            deeds.push(ReadyDeed { deed, handler, unit, words: annals.words("activity", words)? });
        }
        let unit = deeds.iter().find_map(|d| d.unit).unwrap_or(annals.unit);
        let register = Register {
            number: annals.number(self.received_at),
            kind: self.kind,
            channel: self.channel,
            complainant: Complainant::Anonymous { reason: AnonymousReason::NotGiven },
            reachable: self.contact.is_reachable(),
            received_at: self.received_at,
            occurred: None,
            unit,
            owner: Party::Unit(unit),
            texts: fields,
            source: Some(self.source),
            classification: Classification::default(),
            wished: Vec::new(),
        };
        Ok(ReadyLife { register, texts, contact: self.contact, deeds })
    }

    fn source(ready: &ReadyLife) -> Option<&Source> {
        ready.register.source.as_ref()
    }

    fn write(ready: &ReadyLife, tx: &mut Tx, annals: &Annals) -> Result<Taken, Failure> {
        let mut work = Work::new(&annals.world, tx.new_id()).quietly();
        work.keep(ready.texts.iter().cloned());
        let mut told = Told { work, annals, span: None, tally: Tally::default() };
        let mut deeds = ready.deeds.iter();
        let complainant = ready.contact.complainant(tx, annals.actor.who, tx.now())?;
        let register = Register { complainant, ..ready.register.clone() };
        let command = fresh_number(tx, CaseCommand::Register(Box::new(register)))?;
        // Without a registration of its own the log begins somewhere in the middle.
        let first = ready.deeds.first().filter(|ready| ready.deed.act == Act::Register);
        let at = first.map_or(ready.register.received_at, |ready| ready.deed.at);
        told.work.step(tx, &annals.actor, at, &command)?;
        if first.is_some() {
            deeds.next();
            told.tally.events += 1;
            told.tally.decided += 1;
        }
        for deed in deeds {
            told.live(tx, deed)?;
        }
        let now = tx.now();
        told.work.advance(tx, now)?;
        let tally = told.tally;
        told.work.finish(tx)?;
        Ok(Taken::Added(tally))
    }
}

/// A life being told.
struct Told<'w> {
    work: Work<'w>,
    annals: &'w Annals,
    /// The wait the log is in, whatever the policy made of it.
    span: Option<WaitReason>,
    tally: Tally,
}

impl Told<'_> {
    /// One event: the timers before it, what it implies, and itself as a decision or a note.
    fn live(&mut self, tx: &mut Tx, ready: &ReadyDeed) -> Result<(), Failure> {
        let ReadyDeed { deed, words, .. } = ready;
        self.work.advance(tx, deed.at)?;
        let mut used = false;
        if deed.resumes {
            self.may(tx, deed.at, &CaseCommand::Resume {})?;
        }
        let closed = self.work.case().is_some_and(|c| c.stage.is_over());
        if closed && (deed.reopens || deed.act == Act::Reopen) {
            let reopened = self.may(tx, deed.at, &CaseCommand::Reopen { reason: words.reference.clone() })?;
            used |= reopened;
        }
        let done = match deed.act {
            Act::Reopen => used,
            Act::Wait(reason) => self.wait(tx, deed, reason, words, &mut used)?,
            _ => self.act(tx, ready, &mut used)?,
        };
        if deed.act != Act::Note && !matches!(deed.act, Act::Wait(_)) {
            self.span = None;
        }
        self.tally.events += 1;
        if done {
            self.tally.decided += 1;
        } else {
            self.tally.noted += 1;
            used = true;
            let note = CaseCommand::Note {
                note: tx.new_id(),
                text: words.reference.clone(),
                attachments: Vec::new(),
                mentions: Vec::new(),
            };
            self.work.step(tx, &self.annals.actor, deed.at, &note)?;
        }
        if used {
            self.work.keep([words.clone()]);
        }
        Ok(())
    }

    /// Tries a command; a refusal leaves the case as it is.
    fn may(&mut self, tx: &mut Tx, at: UtcMs, command: &CaseCommand) -> Result<bool, Failure> {
        match self.work.step(tx, &self.annals.actor, at, command) {
            Ok(()) => Ok(true),
            Err(Failure::Refused(_)) => Ok(false),
            Err(other) => Err(other),
        }
    }

    fn act(&mut self, tx: &mut Tx, ready: &ReadyDeed, used: &mut bool) -> Result<bool, Failure> {
        let ReadyDeed { deed, words, .. } = ready;
        let (at, text) = (deed.at, &words.reference);
        let Some(case) = self.work.case() else { return Ok(false) };
        let unit = case.unit;
        let command = match deed.act {
            Act::Note | Act::Register | Act::Reopen | Act::Wait(_) => return Ok(false),
            Act::Assign => {
                let Some(handler) = ready.handler else { return Ok(false) };
                CaseCommand::Assign { handler, unit }
            }
            Act::Transfer => {
                let Some(to) = ready.unit else { return Ok(false) };
                let offer = CaseCommand::OfferTransfer { to: Party::Unit(to), unit: to, reason: text.clone() };
                *used |= self.may(tx, at, &offer)?;
                return if *used { self.may(tx, at, &CaseCommand::AcceptTransfer {}) } else { Ok(false) };
            }
            Act::Classify => {
                let mut classification = case.classification.clone();
                classification.severity = deed.severity.or(classification.severity);
                classification.category = deed.category.clone().or(classification.category);
                let reason = (case.classification != Classification::default()).then(|| text.clone());
                let done = self.may(tx, at, &CaseCommand::Classify { classification, reason: reason.clone() })?;
                *used |= done && reason.is_some();
                return Ok(done);
            }
            Act::Contact => {
                let channel = case.channel;
                CaseCommand::LogContact { contact: tx.new_id(), channel, result: ContactResult::Reached, at }
            }
            Act::Resume => CaseCommand::Resume {},
            Act::Investigate => CaseCommand::Investigate {},
            Act::Propose => CaseCommand::Propose {
                proposal: tx.new_id(),
                text: text.clone(),
                remedies: Vec::new(),
                promised_at: at,
                terms: Vec::new(),
                steps: None,
                fee: None,
            },
            Act::Resolve => CaseCommand::Resolve { remedies: Vec::new(), text: text.clone() },
            Act::Close => CaseCommand::Close { reason: ClosureReason::Imported, ground: None },
            Act::Escalate => CaseCommand::Escalate { cause: EscalationCause::Difficult, reason: None },
        };
        let done = self.may(tx, at, &command)?;
        *used |= done && matches!(deed.act, Act::Propose | Act::Resolve);
        Ok(done)
    }

    /// A wait of the log becomes a pause. The same wait told again goes on; if the policy ended it meanwhile, it is set
    /// again. A reason whose total is used up goes on as "on hold", which stops no clock.
    fn wait(
        &mut self,
        tx: &mut Tx,
        deed: &Deed,
        reason: WaitReason,
        words: &NewText,
        used: &mut bool,
    ) -> Result<bool, Failure> {
        let goes_on = self.span == Some(reason);
        self.span = Some(reason);
        if let Some(wait) = self.work.case().and_then(|c| c.waiting) {
            if goes_on {
                return Ok(false);
            }
            if wait.reason != reason {
                self.may(tx, deed.at, &CaseCommand::Resume {})?;
            }
        }
        let mut paused = self.may(tx, deed.at, &CaseCommand::Pause { reason })?;
        if !paused && reason == WaitReason::Customer && self.ask(tx, deed.at, &words.reference)? {
            *used = true;
            paused = self.may(tx, deed.at, &CaseCommand::Pause { reason })?;
        }
        let on_hold = !paused && self.may(tx, deed.at, &CaseCommand::Pause { reason: WaitReason::OnHold })?;
        if paused || on_hold {
            self.tally.pauses_on_hold += u64::from(on_hold);
            if goes_on { self.tally.pauses_renewed += 1 } else { self.tally.pauses += 1 }
        }
        Ok(paused || on_hold)
    }

    /// Who waits for the customer has asked them something; the log tells only that it waits.
    fn ask(&mut self, tx: &mut Tx, at: UtcMs, text: &TextRef) -> Result<bool, Failure> {
        let open = self.work.case().map(|c| (c.course.question_open, c.channel));
        let Some((false, channel)) = open else { return Ok(false) };
        let question = Message {
            message: tx.new_id(),
            direction: Direction::Outbound,
            channel,
            text: text.clone(),
            substantive: false,
            roles: vec![MessageRole::Question],
            promised_at: None,
            emotional_state: None,
            attachments: Vec::new(),
        };
        self.may(tx, at, &CaseCommand::RecordMessage(Box::new(question)))
    }
}
