//! Somebody comes in. A tablet without network tells of it later: when they came is given, and the number is of that day.

use std::collections::BTreeMap;

use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::case::command::CaseCommand;
use bihuan_domain::case::event::{AnonymousReason, Classification, Complainant};
use bihuan_domain::case::text::Field;
use bihuan_domain::contact::phone_key;
use bihuan_domain::counter::{CounterEvent, Departure, Visit, next_number};
use bihuan_domain::ids::{CaseNumber, Id};
use bihuan_domain::public_page::PageKind;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, Kind};
use bihuan_store::Tx;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::counter::{self as rows, VisitRow};
use bihuan_store::nouns::policy::{Remembered, remember, remembered};

use super::{Counter, KIND, day_of, workplace};
use crate::cases::change::{NewCase, Remember, prepare, register_in, subject_of};
use crate::cases::write::Work;
use crate::channels;
use crate::customers::{NewCustomer, ensure_in};
use crate::failure::Failure;
use crate::portal::{KINDS, MOST_CHARS};
use crate::record::record;
use crate::sign_in::{decision, first, lock_version};
use crate::world::World;

/// A clock of a tablet may be ahead of ours by this much.
const AHEAD_MS: i64 = 5 * 60_000;
/// A tablet may tell of somebody this long afterwards.
const LATEST_MS: i64 = 7 * 24 * 3_600_000;
/// Visits of earlier days ended in one go.
const ENDED_AT_ONCE: u32 = 200;

/// Somebody who came in.
#[derive(Clone, PartialEq, Eq)]
pub struct Arrival {
    /// What it is.
    pub kind: Kind,
    /// Name, if they gave one.
    pub name: Option<String>,
    /// Telephone; without one they are anonymous.
    pub phone: Option<String>,
    /// What they said, in a line.
    pub text: String,
    /// What they want; a complaint needs it (S2-13).
    pub demand: Option<String>,
    /// When they came; now if not given.
    pub arrived_at: Option<UtcMs>,
    /// They were told our terms: the version of the promise page that holds is kept (S0-60).
    pub told_terms: bool,
}

crate::secrets::discreet!(Arrival);

/// Somebody who has a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// The visit.
    pub row: VisitRow,
    /// The number of their case.
    pub case_number: CaseNumber,
}

/// Taken in now, or before under the same key.
#[derive(Debug)]
pub enum Taken {
    /// Now.
    Now(Box<Arrived>),
    /// Before: what was answered then, and the digest of this request to compare.
    Before(Remembered, Vec<u8>),
}

impl Counter {
    /// Takes somebody in, once a key.
    ///
    /// # Errors
    /// `NotFound` for a unit where the actor does not work; `NoCounter`; `Input`; the rule's refusal; faults.
    pub async fn arrive(
        &self,
        actor: &Actor,
        unit: Id,
        given: Arrival,
        again: Option<Remember<Arrived>>,
    ) -> Result<Taken, Failure> {
        let (app, world, actor, now) = (self.app.clone(), self.app.world(), actor.clone(), self.app.db().now());
        let given = checked(given)?;
        let arrived_at = given.arrived_at.unwrap_or(now).min(now);
        if given.arrived_at.is_some_and(|at| at > now.plus_ms(AHEAD_MS) || at < now.plus_ms(-LATEST_MS)) {
            return Err(Failure::input("arrived_at", "out_of_bounds", "the last seven days"));
        }
        let terms = match given.told_terms {
            true => Some(self.app.version_shown(PageKind::Promise, None).await?),
            false => None,
        };
        self.app
            .db()
            .write("counter.arrive", move |tx| {
                if let Some(again) = &again
                    && let Some(answer) = remembered(tx, &again.key)?
                {
                    return Ok(Taken::Before(answer, again.request_digest.clone()));
                }
                let unit = workplace(tx, &world, &actor, unit)?.id;
                let complainant = complainant(tx, actor.who, now, &given)?;
                let new = NewCase {
                    kind: given.kind,
                    channel: Channel::WalkIn,
                    reachable: matches!(complainant, Complainant::Customer { .. }),
                    complainant,
                    received_at: Some(arrived_at),
                    occurred: None,
                    unit,
                    owner: channels::starts_with(tx, &world, unit, Channel::WalkIn, now)?,
                    texts: texts(&given),
                    source: None,
                    classification: Classification::default(),
                    wished: Vec::new(),
                    fields: BTreeMap::new(),
                    terms: None,
                };
                let (command, words) = prepare(&app, &actor, new, now)?;
                let done = register_in(tx, &world, &actor, command, words)?;
                if let Some(version) = terms {
                    let mut work = Work::open(tx, &world, done.case.id, None)?;
                    let shown = CaseCommand::ShowTerms { page: PageKind::Promise, version, channel: Channel::WalkIn };
                    // Not before the registration, which has the transaction's time.
                    let at = tx.now();
                    work.step(tx, &actor, at, &shown)?;
                    work.finish(tx)?;
                }
                end_earlier_days(tx, unit, &day_of(&world, now))?;
                let row = enter(tx, &world, actor.who, done.case.id, unit, arrived_at)?;
                let arrived = Arrived { row, case_number: done.case.number };
                if let Some(again) = again {
                    let (status, body) = (again.answer)(&arrived);
                    let request_digest = again.request_digest;
                    remember(tx, &again.key, &Remembered { request_digest, status, body }, now)?;
                }
                Ok(Taken::Now(Box::new(arrived)))
            })
            .await
    }
}

/// Gives them the next number of the day of their arrival. Whoever was told of on a later day is gone.
fn enter(tx: &mut Tx, world: &World, who: Who, case: Id, unit: Id, arrived_at: UtcMs) -> Result<VisitRow, Failure> {
    let (id, now, day) = (tx.new_id(), tx.now(), day_of(world, arrived_at));
    let number = next_number(rows::lock_day(tx, unit, &day)?);
    rows::set_last(tx, unit, &day, number)?;
    let is_late = day != day_of(world, now);
    let came = CounterEvent::Arrived { case, unit, day, number, at: arrived_at };
    let begun = Visit::arrived(&came).ok_or_else(|| bihuan_store::Fault::Corrupt("an arrival is none".into()))?;
    let mut events = vec![came];
    if is_late {
        events.push(CounterEvent::Gone { why: Departure::DayOver });
    }
    let visit = events.iter().fold(begun, |visit, event| visit.after(now, event));
    let (row, stream) = (VisitRow { id, version: 1, visit }, Stream::new(KIND, id));
    record(tx, &first(&stream, now, who, "arrive_at_counter", &events), |tx, proof| {
        Ok(rows::insert(tx, proof, &row)?)
    })?;
    Ok(row)
}

/// Whoever still waits from earlier days does so no more.
fn end_earlier_days(tx: &mut Tx, unit: Id, today: &str) -> Result<(), Failure> {
    for mut row in rows::unfinished_before(tx, unit, today, ENDED_AT_ONCE)? {
        let stream = Stream::new(KIND, row.id);
        let version = lock_version(tx, &stream)?;
        let Some(event) = row.visit.day_over().filter(|_| version == row.version) else { continue };
        let now = tx.now();
        row.visit = row.visit.after(now, &event);
        let events = [event];
        let decided = decision(&stream, version, tx, Who::System, "end_counter_day", &events);
        record(tx, &decided, |tx, proof| Ok(rows::save(tx, proof, &row)?))?;
    }
    Ok(())
}

/// The customer by their telephone, found or entered; without one somebody whom nobody can reach.
fn complainant(tx: &mut Tx, who: Who, at: UtcMs, given: &Arrival) -> Result<Complainant, Failure> {
    if given.phone.is_none() {
        return Ok(Complainant::Anonymous { reason: AnonymousReason::Refused });
    }
    let new = NewCustomer { name: given.name.clone(), phone: given.phone.clone(), ..NewCustomer::default() };
    Ok(Complainant::Customer { id: ensure_in(tx, who, at, &new)? })
}

fn texts(given: &Arrival) -> Vec<(Field, String)> {
    let mut all = vec![(Field::Subject, subject_of(&given.text)), (Field::Verbatim, given.text.clone())];
    all.extend(given.demand.clone().map(|demand| (Field::Demand, demand)));
    all
}

fn checked(given: Arrival) -> Result<Arrival, Failure> {
    let clean = |text: Option<String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    let given = Arrival {
        name: clean(given.name),
        phone: clean(given.phone),
        text: given.text.trim().to_owned(),
        demand: clean(given.demand),
        ..given
    };
    if !KINDS.contains(&given.kind) {
        return Err(Failure::input("kind", "unknown_code", ""));
    }
    if given.text.is_empty() {
        return Err(Failure::input("text", "empty", ""));
    }
    for (field, text) in [("text", Some(&given.text)), ("demand", given.demand.as_ref())] {
        if text.is_some_and(|t| t.chars().count() > MOST_CHARS) {
            return Err(Failure::input(field, "too_long", MOST_CHARS.to_string()));
        }
    }
    match &given.phone {
        Some(phone) if phone_key(phone).is_none() => Err(Failure::input("phone", "bad_phone", "")),
        // A name alone reaches nobody, and would be kept for nothing.
        None if given.name.is_some() => Err(Failure::input("phone", "name_without_phone", "")),
        _ => Ok(given),
    }
}
