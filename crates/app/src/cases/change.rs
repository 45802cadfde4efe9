//! The use cases that change one case, as the edge calls them.

use std::collections::BTreeMap;
use std::sync::Arc;

use bihuan_domain::actor::Actor;
use bihuan_domain::case::command::{CaseCommand, Register};
use bihuan_domain::case::event::{
    Classification, ClosureReason, Complainant, Direction, LinkKind, Occurred, Party, Remedy, Source,
};
use bihuan_domain::case::text::Field;
use bihuan_domain::ids::{CaseNumber, Id};
use bihuan_domain::public_page::PageKind;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, Kind};
use bihuan_store::journal::{self, Stream};
use bihuan_store::nouns::case as row;
use bihuan_store::nouns::policy::{Remembered, remember, remembered};
use bihuan_store::nouns::text::NewText;
use rand::Rng as _;

use super::parties;
use super::write::{Beside, Done, Ready, STREAM, Work, is_history};
use crate::app::App;
use crate::channels;
use crate::failure::Failure;
use crate::world::World;

/// The longest text of one field or message, in bytes.
pub const MOST_TEXT_BYTES: usize = 1 << 20;

/// A case to take in, with its words.
#[derive(Debug, Clone)]
pub struct NewCase {
    /// What it is.
    pub kind: Kind,
    /// How it came in.
    pub channel: Channel,
    /// Whose it is.
    pub complainant: Complainant,
    /// The customer can be reached.
    pub reachable: bool,
    /// When it came in; now if not given.
    pub received_at: Option<UtcMs>,
    /// When the matter occurred.
    pub occurred: Option<Occurred>,
    /// Unit it comes into.
    pub unit: Id,
    /// First owner; the person who takes it if not given.
    pub owner: Option<Party>,
    /// The words by field.
    pub texts: Vec<(Field, String)>,
    /// Where it was imported from.
    pub source: Option<Source>,
    /// First judgement.
    pub classification: Classification,
    /// What the customer wishes for, as remedies (S2-21); empty = not said.
    pub wished: Vec<Remedy>,
    /// The organisation's own fields by code, as they are given.
    pub fields: BTreeMap<String, serde_json::Value>,
    /// Version of the promise page with its prices that the customer saw when they told of it (S0-60).
    pub terms: Option<i64>,
}

/// Numbers drawn again when one is taken; a hundred million a month make even the second draw rare.
const DRAWS: usize = 3;

/// What a caller saw of a case before they changed it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Saw {
    /// Nothing may have changed since this version (`If-Match`).
    pub exactly: Option<i64>,
    /// Nothing that matters to an answer may have happened since this version (the traffic cop).
    pub answering: Option<i64>,
}

impl From<Option<i64>> for Saw {
    fn from(exactly: Option<i64>) -> Self {
        Self { exactly, answering: None }
    }
}

/// An answer to be remembered under an Idempotency-Key, made from what was done: to a case, or to another noun.
#[derive(Clone)]
pub struct Remember<T = Done> {
    /// The key, already bound to the caller.
    pub key: String,
    /// Digest of the request.
    pub request_digest: Vec<u8>,
    /// Status and body from the result.
    pub answer: fn(&T) -> (u16, String),
}

/// Draws a case number nobody has; eight random digits a month make a repeat rare, the constraint makes it impossible.
pub fn draw_number(app: &App, received_at: UtcMs) -> CaseNumber {
    let day = app.world().zone.business_date(received_at);
    CaseNumber::draw(day.year(), day.month(), rand::rng().next_u64())
}

/// Refuses words that cannot be kept.
///
/// # Errors
/// `Input`: empty, too long, or with a NUL, which PostgreSQL cannot store.
pub fn check_text(field: &'static str, body: &str) -> Result<(), Failure> {
    if body.trim().is_empty() {
        return Err(Failure::input(field, "empty", ""));
    }
    if body.len() > MOST_TEXT_BYTES {
        return Err(Failure::input(field, "too_long", MOST_TEXT_BYTES.to_string()));
    }
    if body.contains('\0') {
        return Err(Failure::input(field, "nul_character", ""));
    }
    Ok(())
}

/// Characters of the words that name a matter nobody named.
const SUBJECT_CHARS: usize = 60;

/// One line that names a matter nobody named: the beginning of what was told. Empty when nothing was.
pub fn subject_of(words: &str) -> String {
    let line = words.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or_default();
    if line.chars().count() <= SUBJECT_CHARS {
        return line.to_owned();
    }
    line.chars().take(SUBJECT_CHARS).chain(['…']).collect()
}

/// Makes the words of a new case ready, and the command that refers to them.
///
/// # Errors
/// `Input` on unusable words.
pub fn prepare(app: &App, actor: &Actor, new: NewCase, now: UtcMs) -> Result<(CaseCommand, Vec<NewText>), Failure> {
    let received_at = new.received_at.unwrap_or(now);
    let mut texts = Vec::with_capacity(new.texts.len());
    let mut fields = Vec::with_capacity(new.texts.len());
    for (field, body) in new.texts {
        check_text(field.code(), &body)?;
        let text = NewText::new(app.db().new_id(), body);
        fields.push((field, text.reference.clone()));
        texts.push(text);
    }
    let owner = new.owner.unwrap_or_else(|| actor.user().map_or(Party::Unit(new.unit), Party::User));
    let command = CaseCommand::Register(Box::new(Register {
        number: draw_number(app, received_at),
        kind: new.kind,
        channel: new.channel,
        complainant: new.complainant,
        reachable: new.reachable,
        received_at,
        occurred: new.occurred,
        unit: new.unit,
        owner,
        texts: fields,
        source: new.source,
        classification: new.classification,
        wished: new.wished,
    }));
    Ok((command, texts))
}

impl App {
    /// Takes a case in. What is decided of a case nobody has yet depends on no row, so it is decided here and the
    /// transaction only writes; a number that somebody drew in the same instant is drawn again.
    ///
    /// # Errors
    /// The rule's refusal; `Input`; faults.
    pub async fn register(&self, actor: &Actor, new: NewCase, again: Option<Remember>) -> Result<Registered, Failure> {
        let mut outcome = self.register_as_drawn(actor, new.clone(), again.clone()).await;
        for _ in 0..DRAWS {
            if !matches!(&outcome, Err(Failure::Fault(fault)) if fault.is_unique("case_row", "number")) {
                break;
            }
            outcome = self.register_as_drawn(actor, new.clone(), again.clone()).await;
        }
        outcome
    }

    async fn register_as_drawn(
        &self,
        actor: &Actor,
        new: NewCase,
        again: Option<Remember>,
    ) -> Result<Registered, Failure> {
        let now = self.db().now();
        let (world, actor) = (self.world(), actor.clone());
        let mut new = new;
        // History names whom it had; a case of today starts with whoever answers for its channel (S2-09).
        let (unit, channel, terms) = (new.unit, new.channel, new.terms);
        if new.owner.is_none() && !is_history(actor.who) && world.channel(unit, channel).is_some() {
            let world = Arc::clone(&world);
            new.owner = self.db().read(move |c| channels::starts_with(c, &world, unit, channel, now)).await?;
        }
        let (values, said) = self.read_fields(std::mem::take(&mut new.fields)).await?;
        let (command, texts) = prepare(self, &actor, new, now)?;
        let mut work = Work::new(&world, self.db().new_id());
        if is_history(actor.who) {
            work = work.quietly();
        }
        work.keep(texts);
        work.keep(said);
        // A key that was answered before is answered so again, whatever today's rules say: they are heard after it.
        let mut decided = work.decide(&actor, now, &command, Beside::default());
        if decided.is_ok() && !values.is_empty() {
            decided = work.decide(&actor, now, &CaseCommand::SetFields { values }, Beside::default());
        }
        if let (Ok(()), Some(version)) = (&decided, terms) {
            let shown = CaseCommand::ShowTerms { page: PageKind::Promise, version, channel };
            decided = work.decide(&actor, now, &shown, Beside::default());
        }
        if decided.is_ok() {
            decided = super::territory::offer(&mut work, &actor, now, self.db().new_id());
        }
        let ready = decided.and_then(|()| work.ready());
        let (world, keyed) = (Arc::clone(&world), again.clone());
        let before = move |tx: &mut bihuan_store::Tx| -> Result<Option<(Remembered, Vec<u8>)>, Failure> {
            if let Some(keyed) = &keyed
                && let Some(answer) = remembered(tx, &keyed.key)?
            {
                return Ok(Some((answer, keyed.request_digest.clone())));
            }
            parties::check(tx, &world, &actor, None, &command, now)?;
            Ok(None)
        };
        let ready = match ready {
            Ok(ready) => Arc::new(ready),
            Err(refused) => {
                return match self.db().write("case.register", before).await? {
                    Some((answer, digest)) => Ok(Registered::Before(answer, digest)),
                    None => Err(refused),
                };
            }
        };
        let writing = Arc::clone(&ready);
        let answered = self
            .db()
            .write_repeatable("case.register", move |tx| {
                if let Some(answered) = before(tx)? {
                    return Ok(Some(answered));
                }
                writing.write(tx)?;
                super::read_mark::taken_in(tx, writing.who(), &writing.done().case)?;
                if let Some(again) = &again {
                    let (status, body) = (again.answer)(writing.done());
                    let request_digest = again.request_digest.clone();
                    remember(tx, &again.key, &Remembered { request_digest, status, body }, now)?;
                }
                Ok::<_, Failure>(None)
            })
            .await?;
        Ok(match answered {
            Some((answer, digest)) => Registered::Before(answer, digest),
            None => {
                // The closure and its share are gone before the answer comes.
                let done = Arc::try_unwrap(ready).map_or_else(|shared| shared.done().clone(), Ready::into_done);
                Registered::Now(Box::new(done))
            }
        })
    }

    /// Changes a case. `seen` is the version the caller saw, if they say.
    ///
    /// # Errors
    /// The rule's refusal; `Stale`; `NotFound` also when the actor may not see the case; `Input`; faults.
    pub async fn change(
        &self,
        actor: &Actor,
        id: Id,
        seen: Option<i64>,
        command: CaseCommand,
        texts: Vec<NewText>,
    ) -> Result<Done, Failure> {
        match self.change_once(actor, id, seen, command, texts, None).await? {
            Registered::Now(done) => Ok(*done),
            Registered::Before(..) => Err(bihuan_store::Fault::Corrupt("remembered without a key".into()).into()),
        }
    }

    /// Changes a case once a key, having seen what the caller says: the same key again changes nothing and answers what the first attempt did.
    ///
    /// # Errors
    /// As [`Self::change`], and `Newer`.
    pub async fn change_once(
        &self,
        actor: &Actor,
        id: Id,
        saw: impl Into<Saw>,
        command: CaseCommand,
        texts: Vec<NewText>,
        again: Option<Remember>,
    ) -> Result<Registered, Failure> {
        let (world, actor, saw) = (self.world(), actor.clone(), saw.into());
        self.db()
            .write("case.change", move |tx| {
                if let Some(again) = &again
                    && let Some(answer) = remembered(tx, &again.key)?
                {
                    return Ok(Registered::Before(answer, again.request_digest.clone()));
                }
                let now = tx.now();
                let asked = id;
                let id = onward(tx, &world, &actor, asked, &command)?;
                let saw = if id == asked { saw } else { Saw::default() };
                if let CaseCommand::Link { other, .. } = &command {
                    // Two heads, locked in one order by everybody.
                    journal::lock(tx, &[Stream::new(STREAM, id), Stream::new(STREAM, *other)])?;
                }
                let mut work = Work::open(tx, &world, id, None)?;
                if let Some(case) = work.case() {
                    super::find::permit_read(&world, &actor, case)?;
                }
                parties::check(tx, &world, &actor, work.case(), &command, now)?;
                if saw.exactly.is_some_and(|v| v != work.version()) {
                    return Err(Failure::Stale { current: work.version() });
                }
                super::newer::check(tx, &actor, id, saw.answering)?;
                let read = work.case().map_or(0, |c| c.news);
                work.keep(texts);
                work.step(tx, &actor, now, &command)?;
                if let CaseCommand::SetText { field: Field::Serial, .. } = &command {
                    super::territory::offer(&mut work, &actor, now, tx.new_id())?;
                }
                let done = work.finish(tx)?;
                super::read_mark::own_act(tx, &actor, read, &done.case)?;
                if let CaseCommand::Link { kind: LinkKind::Repeat, other } = &command {
                    mark_relapsed(tx, &world, &actor, *other, id)?;
                }
                if let Some(again) = again {
                    let (status, body) = (again.answer)(&done);
                    remember(tx, &again.key, &Remembered { request_digest: again.request_digest, status, body }, now)?;
                }
                Ok(Registered::Now(Box::new(done)))
            })
            .await
    }

    /// Keeps words for a command: prepared here, saved in its transaction.
    ///
    /// # Errors
    /// `Input`.
    pub fn words(&self, field: &'static str, body: &str) -> Result<NewText, Failure> {
        check_text(field, body)?;
        Ok(NewText::new(self.db().new_id(), body))
    }
}

/// Where the customer's later words go on: a case that was merged hands them to the one it goes on in, as far as the actor
/// may see that one.
fn onward(
    tx: &mut bihuan_store::Tx,
    world: &World,
    actor: &Actor,
    asked: Id,
    command: &CaseCommand,
) -> Result<Id, Failure> {
    let theirs = match command {
        CaseCommand::RecordMessage(message) => message.direction == Direction::Inbound,
        CaseCommand::Chase { .. } | CaseCommand::Attach { .. } => true,
        _ => false,
    };
    let mut id = asked;
    if !theirs {
        return Ok(id);
    }
    // Bounded: merged into what was merged itself.
    for _ in 0..8 {
        let Some(stored) = row::load(tx, id)? else { break };
        if stored.case.closure.is_none_or(|c| c.reason != ClosureReason::Merged) {
            break;
        }
        // Who may not see the first case learns nothing of the next.
        super::find::permit_read(world, actor, &stored.case)?;
        let Some(next) = stored.case.links.iter().rev().find(|l| l.kind == LinkKind::Duplicate) else { break };
        let visible =
            row::load(tx, next.other)?.is_some_and(|next| super::find::permit_read(world, actor, &next.case).is_ok());
        if !visible {
            break;
        }
        id = next.other;
    }
    Ok(id)
}

/// The issue of a watched case came back in another (S3-30): its watch period ends as relapsed.
fn mark_relapsed(tx: &mut bihuan_store::Tx, world: &World, actor: &Actor, watched: Id, by: Id) -> Result<(), Failure> {
    let now = tx.now();
    let mut work = Work::open(tx, world, watched, None)?;
    match work.step(tx, actor, now, &CaseCommand::MarkRelapsed { by }) {
        Ok(()) => work.finish(tx).map(|_| ()),
        // Not watched, or not this actor's to say: the link stands all the same.
        Err(Failure::Refused(_)) => Ok(()),
        Err(other) => Err(other),
    }
}

/// The outcome of something done once a key.
#[derive(Debug)]
pub enum Registered {
    /// Done now.
    Now(Box<Done>),
    /// Done before under the same key: what was answered then, and the digest of this request to compare.
    Before(Remembered, Vec<u8>),
}

/// Takes a case in as a part of something larger, in its transaction.
///
/// # Errors
/// The rule's refusal; `Input`; faults.
pub(crate) fn register_in(
    tx: &mut bihuan_store::Tx,
    world: &World,
    actor: &Actor,
    command: CaseCommand,
    texts: Vec<NewText>,
) -> Result<Done, Failure> {
    let command = fresh_number(tx, command)?;
    let (now, id) = (tx.now(), tx.new_id());
    parties::check(tx, world, actor, None, &command, now)?;
    let mut work = Work::new(world, id);
    work.keep(texts);
    work.step(tx, actor, now, &command)?;
    super::territory::offer(&mut work, actor, now, tx.new_id())?;
    let done = work.finish(tx)?;
    super::read_mark::taken_in(tx, actor.who, &done.case)?;
    Ok(done)
}

/// A number that is taken is drawn again, inside the transaction.
///
/// # Errors
/// Faults.
pub fn fresh_number(tx: &mut bihuan_store::Tx, command: CaseCommand) -> Result<CaseCommand, Failure> {
    let CaseCommand::Register(mut new) = command else { return Ok(command) };
    while row::id_by_number(tx, &new.number)?.is_some() {
        let head = new.number.as_str().as_bytes();
        let (year, month) =
            (i16::from(head[0] - b'0') * 10 + i16::from(head[1] - b'0'), (head[2] - b'0') * 10 + (head[3] - b'0'));
        new.number = CaseNumber::draw(year, month as i8, rand::rng().next_u64());
    }
    Ok(CaseCommand::Register(new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matter_is_named_by_the_beginning_of_its_words() {
        assert_eq!(subject_of("\n  冰箱漏水  \n已经三天"), "冰箱漏水");
        let long = subject_of(&"字".repeat(200));
        assert_eq!((long.chars().count(), long.ends_with('…')), (61, true));
        assert_eq!(subject_of(" \n "), "");
    }
}
