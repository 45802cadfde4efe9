//! Changing a case: facts are gathered, `decide` is asked, what happened is recorded, the row saved, timers set, alerts
//! put in the outbox, words kept and made findable: all in one transaction.

use std::sync::Arc;

use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::case::clock::Standing;
use bihuan_domain::case::command::{CaseCommand, Register};
use bihuan_domain::case::decide::{after, decide};
use bihuan_domain::case::event::CaseEvent;
use bihuan_domain::case::facts::{Facts, Neighbour};
use bihuan_domain::case::timer::timers;
use bihuan_domain::case::{Case, Refusal};
use bihuan_domain::ids::Id;
use bihuan_domain::reactions::{alerts, timer_changes};
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::{Appended, Stream};
use bihuan_store::nouns::{case as row, text};
use bihuan_store::{Conn, Tx, outbox, timers as timer_rows};

use crate::failure::Failure;
use crate::record::{Decision, append};
use crate::world::{Bound, World};

/// The stream kind of cases.
pub const STREAM: &str = "case";

/// A case being changed in a transaction: several decisions, one row written at the end.
pub struct Work<'w> {
    world: &'w World,
    id: Id,
    before: Option<Case>,
    case: Option<Case>,
    version: i64,
    bound: Option<Arc<Bound>>,
    proof: Option<Appended>,
    happened: Vec<CaseEvent>,
    texts: Vec<text::NewText>,
    quiet: bool,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Done {
    /// The case now.
    pub case: Case,
    /// Its version now.
    pub version: i64,
    /// What happened.
    pub events: Vec<CaseEvent>,
}

impl<'w> Work<'w> {
    /// A case that is not there yet.
    pub const fn new(world: &'w World, id: Id) -> Self {
        Self {
            world,
            id,
            before: None,
            case: None,
            version: 0,
            bound: None,
            proof: None,
            happened: Vec::new(),
            texts: Vec::new(),
            quiet: false,
        }
    }

    /// A stored case; its head is locked first, so that what is read cannot change before it is written.
    ///
    /// # Errors
    /// `NotFound`; `Stale` when the caller saw another version; faults.
    pub fn open(tx: &mut Tx, world: &'w World, id: Id, seen: Option<i64>) -> Result<Self, Failure> {
        bihuan_store::journal::lock(tx, &[Stream::new(STREAM, id)])?;
        let stored = row::load(tx, id)?.ok_or(Failure::NotFound { what: "case" })?;
        if seen.is_some_and(|v| v != stored.version) {
            return Err(Failure::Stale { current: stored.version });
        }
        let mut work = Self::new(world, id);
        work.bound = Some(world.pinned(&stored.case.policy, stored.case.received_at)?);
        work.version = stored.version;
        work.before = Some(stored.case.clone());
        work.case = Some(stored.case);
        Ok(work)
    }

    /// No alerts: history that comes in long after, and demonstrations.
    pub const fn quietly(mut self) -> Self {
        self.quiet = true;
        self
    }

    /// The case as it is now.
    pub const fn case(&self) -> Option<&Case> {
        self.case.as_ref()
    }

    /// Its version now.
    pub const fn version(&self) -> i64 {
        self.version
    }

    /// Keeps words that the next commands refer to.
    pub fn keep(&mut self, texts: impl IntoIterator<Item = text::NewText>) {
        self.texts.extend(texts);
    }

    /// Decides one command at an instant and records it.
    ///
    /// # Errors
    /// The rule's refusal; faults.
    pub fn step(&mut self, tx: &mut Tx, actor: &Actor, at: UtcMs, command: &CaseCommand) -> Result<(), Failure> {
        let bound = match (&self.bound, command) {
            (Some(bound), _) => Arc::clone(bound),
            (None, CaseCommand::Register(new)) => self.world.for_new(new.received_at)?,
            (None, _) => return Err(Refusal::NoSuchCase.into()),
        };
        let unit = match (command, &self.case) {
            (CaseCommand::Register(new), _) => new.unit,
            (_, Some(case)) => case.unit,
            (_, None) => return Err(Refusal::NoSuchCase.into()),
        };
        let lineage = self.world.lineage(unit);
        let facts = Facts {
            case: self.id,
            now: at,
            actor,
            policy: &bound.policy,
            calendars: &bound.calendars,
            peaks: &bound.peaks,
            zone: &self.world.zone,
            lineage: &lineage,
            neighbour: neighbour(tx, command)?,
        };
        let events = decide(self.case.as_ref(), command, &facts)?;
        let policy = format!("{}@{}", bound.policy.reference.id, bound.policy.reference.version);
        let stream = Stream::new(STREAM, self.id);
        let proof = append(
            tx,
            &Decision {
                stream: &stream,
                expected_version: self.case.as_ref().map(|_| self.version),
                at,
                who: actor.who,
                command: command.code(),
                policy: Some(&policy),
                events: &events,
            },
        )?;
        self.version = proof.version();
        self.proof = Some(proof);
        self.case = after(self.case.take(), &events, &facts);
        self.bound = Some(bound);
        self.side_rows(tx, command, &events)?;
        self.happened.extend(events);
        Ok(())
    }

    /// Fires every timer that was due until an instant, each at its own time: for history that is told afterwards.
    ///
    /// # Errors
    /// As [`Self::step`].
    pub fn advance(&mut self, tx: &mut Tx, until: UtcMs) -> Result<(), Failure> {
        let system = Actor::system();
        // Bounded: each firing moves the case on, and a case has few clocks.
        for _ in 0..1_000 {
            let (Some(case), Some(bound)) = (&self.case, &self.bound) else { return Ok(()) };
            let stalled = bound.policy.policy.intake.stalled_after_hours;
            let Some(timer) = timers(case, stalled).into_iter().next().filter(|t| t.at <= until) else { return Ok(()) };
            self.step(tx, &system, timer.at, &CaseCommand::Timer { key: timer.key })?;
        }
        Ok(())
    }

    fn side_rows(&self, tx: &mut Tx, command: &CaseCommand, events: &[CaseEvent]) -> Result<(), Failure> {
        for event in events {
            if let CaseEvent::Linked { kind, other } = event {
                tx.execute(&row::sql::add_link, &[self.id.into(), kind.code().into(), (*other).into()])?;
            }
        }
        if let CaseCommand::Attach { attachment, digest, bytes, media_type, name } = command {
            let at = self.proof.as_ref().map(Appended::at);
            let values = [
                (*attachment).into(),
                self.id.into(),
                digest.as_str().into(),
                i64::try_from(*bytes).unwrap_or(i64::MAX).into(),
                media_type.as_str().into(),
                name.id.into(),
                at.into(),
            ];
            tx.execute(&row::sql::add_attachment, &values)?;
        }
        Ok(())
    }

    /// Saves the row, timers, alerts and words.
    ///
    /// # Errors
    /// Faults; `NothingChanges` when no command came true.
    pub fn finish(self, tx: &mut Tx) -> Result<Done, Failure> {
        let (Some(case), Some(proof), Some(bound)) = (self.case, self.proof, self.bound) else {
            return Err(Refusal::NothingChanges.into());
        };
        row::save(tx, &proof, self.before.is_none(), &case)?;
        let stream = Stream::new(STREAM, self.id);
        let stalled = bound.policy.policy.intake.stalled_after_hours;
        let changes = timer_changes(self.before.as_ref(), &case, stalled);
        for key in &changes.cancel {
            timer_rows::cancel(tx, &stream, key)?;
        }
        for timer in &changes.set {
            timer_rows::set(tx, &stream, &timer.key, timer.at)?;
        }
        if !self.quiet {
            for (n, alert) in alerts(&self.happened).into_iter().enumerate() {
                let key = format!("{}:{}:{n}", self.id, self.version);
                let payload = serde_json::json!({
                    "alert": alert.code(), "case": self.id, "number": case.number, "detail": format!("{alert:?}"),
                });
                outbox::enqueue(tx, alert.code(), &key, &payload.to_string(), proof.at())?;
            }
        }
        for text in &self.texts {
            text::save(tx, &proof, text)?;
        }
        Ok(Done { case, version: self.version, events: self.happened })
    }
}

fn neighbour(conn: &mut Conn, command: &CaseCommand) -> Result<Option<Neighbour>, Failure> {
    let (CaseCommand::Link { other, .. } | CaseCommand::MergeInto { other }) = command else { return Ok(None) };
    Ok(row::load(conn, *other)?.map(|s| Neighbour {
        id: *other,
        received_at: s.case.received_at,
        over: s.case.stage.is_over(),
    }))
}

/// Facts for a dry run on a stored case (actions, explanations); `lineage` must outlive them.
pub fn facts<'a>(case: &Case, actor: &'a Actor, now: UtcMs, world: &'a World, bound: &'a Bound, lineage: &'a [Id]) -> Facts<'a> {
    Facts {
        case: case.id,
        now,
        actor,
        policy: &bound.policy,
        calendars: &bound.calendars,
        peaks: &bound.peaks,
        zone: &world.zone,
        lineage,
        neighbour: None,
    }
}

/// Whether a command comes from history (an import) and so alerts nobody.
pub const fn is_history(who: Who) -> bool {
    matches!(who, Who::Import(_))
}

/// Clocks that are past due: for the caller that wants to know at once.
pub fn overdue(case: &Case) -> usize {
    case.clocks.iter().filter(|c| c.standing() == Standing::Overdue).count()
}

/// A registration, boxed for the command.
pub fn register(new: Register) -> CaseCommand {
    CaseCommand::Register(Box::new(new))
}
