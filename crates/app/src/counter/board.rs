//! The counter's board: who waits, is called, is served; calling the next, serving, finishing, going away.

use bihuan_domain::actor::Actor;
use bihuan_domain::case::CaseCommand;
use bihuan_domain::case::event::ContactResult;
use bihuan_domain::case::text::Field;
use bihuan_domain::counter::{CounterRefusal, CounterState, Move, has_counter, in_order};
use bihuan_domain::ids::{CaseNumber, Id};
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, Kind};
use bihuan_store::journal::Stream;
use bihuan_store::nouns::counter::{self as rows, VisitRow};
use bihuan_store::nouns::{case as case_row, text, unit};
use bihuan_store::{Conn, Tx};

use super::{Counter, KIND, day_of, workplace, works_at};
use crate::cases::drafts::person;
use crate::cases::show::{Name, find};
use crate::cases::write::Work;
use crate::failure::Failure;
use crate::record::record;
use crate::sign_in::{decision, lock_version};
use crate::world::World;

/// Visits of a day shown at most.
const MOST_SHOWN: u32 = 300;
const NO_VISIT: Failure = Failure::NotFound { what: "counter_visit" };

/// A counter at which one works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CounterOf {
    /// Its unit.
    pub unit: Id,
    /// Name of the unit.
    pub name: String,
    /// Since when its number display has an address.
    pub display_since: Option<UtcMs>,
}

/// Somebody at the counter, as staff see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtCounter {
    /// The visit.
    pub row: VisitRow,
    /// The number of their case.
    pub case_number: CaseNumber,
    /// What their case is.
    pub kind: Kind,
    /// One line that names it.
    pub subject: Option<String>,
    /// How long they waited, or have waited until now.
    pub waited_ms: i64,
    /// What may be done now.
    pub may: Vec<Move>,
}

/// A counter today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// The counter.
    pub counter: CounterOf,
    /// The business day, `YYYY-MM-DD`.
    pub day: String,
    /// Those that wait in their order, those called and served, then those that went, the latest first.
    pub visits: Vec<AtCounter>,
}

impl Counter {
    /// The counters at which one works, by name.
    ///
    /// # Errors
    /// Faults.
    pub async fn counters(&self, actor: &Actor) -> Result<Vec<CounterOf>, Failure> {
        let (world, actor) = (self.app.world(), actor.clone());
        self.app
            .db()
            .read(move |c| {
                let all = unit::all(c)?.into_iter();
                let mut found = Vec::new();
                for u in all.filter(|u| u.archived_at.is_none() && has_counter(u.kind)) {
                    if works_at(&world, &actor, u.id) {
                        let display_since = rows::display_since(c, u.id)?;
                        found.push(CounterOf { unit: u.id, name: u.name, display_since });
                    }
                }
                found.sort_by(|a, b| a.name.cmp(&b.name));
                Ok::<_, Failure>(found)
            })
            .await
    }

    /// A counter today.
    ///
    /// # Errors
    /// `NotFound`; `NoCounter`; faults.
    pub async fn board(&self, actor: &Actor, unit: Id) -> Result<Board, Failure> {
        let (world, actor, now) = (self.app.world(), actor.clone(), self.app.db().now());
        self.app
            .db()
            .read(move |c| {
                let at = workplace(c, &world, &actor, unit)?;
                let day = day_of(&world, now);
                let found = rows::of_day(c, unit, &day, MOST_SHOWN)?;
                let waiting = found.iter().filter(|r| r.visit.state == CounterState::Waiting);
                let order = in_order(waiting.map(|r| (r.id, r.visit.arrived_at, r.visit.number)).collect());
                let place = |row: &VisitRow| order.iter().position(|id| *id == row.id).unwrap_or(usize::MAX);
                let mut visits = found;
                // Those that went stay as they came from the store: the latest numbers first.
                visits.sort_by_key(|row| (rank(row.visit.state), place(row)));
                let visits =
                    visits.into_iter().map(|row| shown(c, &actor, row, now)).collect::<Result<_, Failure>>()?;
                let display_since = rows::display_since(c, unit)?;
                Ok::<_, Failure>(Board { counter: CounterOf { unit, name: at.name, display_since }, day, visits })
            })
            .await
    }

    /// Calls whoever has waited longest.
    ///
    /// # Errors
    /// `NotFound`; `NobodyWaits`; faults.
    pub async fn call_next(&self, actor: &Actor, unit: Id) -> Result<AtCounter, Failure> {
        let (world, actor, user) = (self.app.world(), actor.clone(), person(actor)?);
        self.app
            .db()
            .write("counter.call", move |tx| {
                workplace(tx, &world, &actor, unit)?;
                let now = tx.now();
                let waiting = rows::of_day(tx, unit, &day_of(&world, now), MOST_SHOWN)?;
                let waiting = waiting.into_iter().filter(|r| r.visit.state == CounterState::Waiting);
                for id in in_order(waiting.map(|r| (r.id, r.visit.arrived_at, r.visit.number)).collect()) {
                    let mut row = locked(tx, &world, &actor, id)?;
                    // Somebody else called them in the same instant: the next one, then.
                    if row.visit.state != CounterState::Waiting {
                        continue;
                    }
                    decide(tx, &actor, user, &mut row, Move::Call)?;
                    return shown(tx, &actor, row, now);
                }
                Err(CounterRefusal::NobodyWaits.into())
            })
            .await
    }

    /// Does something with one visit. Who begins to serve somebody has reached them: the case's first contact is recorded,
    /// and whoever serves becomes its handler when it has none.
    ///
    /// # Errors
    /// `NotFound`; the counter's refusal; faults.
    pub async fn act(&self, actor: &Actor, visit: Id, what: Move) -> Result<AtCounter, Failure> {
        let (world, actor, user) = (self.app.world(), actor.clone(), person(actor)?);
        self.app
            .db()
            .write("counter.act", move |tx| {
                let mut row = locked(tx, &world, &actor, visit)?;
                let happened = decide(tx, &actor, user, &mut row, what)?;
                if happened && what == Move::Serve {
                    reached(tx, &world, &actor, user, row.visit.case)?;
                }
                let now = tx.now();
                shown(tx, &actor, row, now)
            })
            .await
    }

    /// The latest visit of a case, if its customer came to a counter.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn of_case(&self, actor: &Actor, case: &str) -> Result<Option<AtCounter>, Failure> {
        let (world, actor, now) = (self.app.world(), actor.clone(), self.app.db().now());
        let name = case.parse::<Name>()?;
        self.app
            .db()
            .read(move |c| {
                let case = find(c, &world, &actor, &name)?.case;
                let Some(row) = rows::of_case(c, case.id)? else { return Ok(None) };
                let works = works_at(&world, &actor, row.visit.unit);
                let mut found = shown(c, &actor, row, now)?;
                if !works {
                    found.may.clear();
                }
                Ok(Some(found))
            })
            .await
    }

    /// One visit of a counter at which one works.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn visit(&self, actor: &Actor, visit: Id) -> Result<AtCounter, Failure> {
        let (world, actor, now) = (self.app.world(), actor.clone(), self.app.db().now());
        self.app
            .db()
            .read(move |c| {
                let row = rows::load(c, visit)?.filter(|r| works_at(&world, &actor, r.visit.unit)).ok_or(NO_VISIT)?;
                shown(c, &actor, row, now)
            })
            .await
    }
}

const fn rank(state: CounterState) -> u8 {
    match state {
        CounterState::Waiting => 0,
        CounterState::Called => 1,
        CounterState::Served => 2,
        CounterState::Done | CounterState::Gone => 3,
    }
}

/// A visit with its head locked, at a counter where the actor works.
fn locked(tx: &mut Tx, world: &World, actor: &Actor, id: Id) -> Result<VisitRow, Failure> {
    let version = lock_version(tx, &Stream::new(KIND, id))?;
    let mut row = rows::load(tx, id)?.filter(|r| works_at(world, actor, r.visit.unit)).ok_or(NO_VISIT)?;
    row.version = version;
    Ok(row)
}

/// Journals what follows and saves the row; whether anything did.
fn decide(tx: &mut Tx, actor: &Actor, user: Id, row: &mut VisitRow, what: Move) -> Result<bool, Failure> {
    let events = row.visit.decide(what, user)?;
    if events.is_empty() {
        return Ok(false);
    }
    let (now, stream) = (tx.now(), Stream::new(KIND, row.id));
    row.visit = events.iter().fold(row.visit.clone(), |visit, event| visit.after(now, event));
    let command = match what {
        Move::Call => "call_at_counter",
        Move::Serve => "serve_at_counter",
        Move::Finish => "finish_at_counter",
        Move::Leave => "leave_counter",
    };
    let decided = decision(&stream, row.version, tx, actor.who, command, &events);
    let saved = &*row;
    row.version = record(tx, &decided, |tx, proof| {
        rows::save(tx, proof, saved)?;
        Ok(proof.version())
    })?;
    Ok(true)
}

/// The case knows that its customer was reached, at the counter and now.
fn reached(tx: &mut Tx, world: &World, actor: &Actor, user: Id, case: Id) -> Result<(), Failure> {
    let (now, contact) = (tx.now(), tx.new_id());
    let mut work = Work::open(tx, world, case, None)?;
    let unhandled = work.case().filter(|c| c.handler.is_none()).map(|c| c.unit);
    let mut commands =
        vec![CaseCommand::LogContact { contact, channel: Channel::WalkIn, result: ContactResult::Reached, at: now }];
    commands.extend(unhandled.map(|unit| CaseCommand::Assign { handler: user, unit }));
    for command in &commands {
        match work.step(tx, actor, now, command) {
            // Whoever is served is served, whatever became of the case meanwhile.
            Ok(()) | Err(Failure::Refused(_)) => {}
            Err(other) => return Err(other),
        }
    }
    if work.has_decided() {
        work.finish(tx)?;
    }
    Ok(())
}

fn shown(conn: &mut Conn, actor: &Actor, row: VisitRow, now: UtcMs) -> Result<AtCounter, Failure> {
    let case = case_row::load(conn, row.visit.case)?.ok_or(Failure::NotFound { what: "case" })?.case;
    let subject = match case.text(Field::Subject).map(|t| t.id) {
        Some(id) => text::by_ids(conn, &[id])?.into_iter().next().and_then(|t| t.body),
        None => None,
    };
    Ok(AtCounter {
        case_number: case.number,
        kind: case.kind,
        subject,
        waited_ms: row.visit.waited_ms(now),
        may: actor.user().map(|user| row.visit.may(user)).unwrap_or_default(),
        row,
    })
}
