//! Changing a case: facts are gathered, `decide` is asked, what happened is recorded, the row saved, timers set, alerts
//! put in the outbox, words kept and made findable: all in one transaction.
//!
//! Deciding needs no database, only facts. So [`Work`] decides, [`Work::ready`] turns the outcome into rows, and
//! [`Ready::write`] writes them: a live command does all three in its transaction; a life told afterwards (an import, a
//! demonstration) is decided on another thread, and the writer's only writes.

use std::sync::Arc;

use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::calendar::Zone;
use bihuan_domain::case::clock::Standing;
use bihuan_domain::case::command::{CaseCommand, Register};
use bihuan_domain::case::decide::outcome;
use bihuan_domain::case::event::CaseEvent;
use bihuan_domain::case::facts::{Facts, Neighbour};
use bihuan_domain::case::timer::{Timer, timers};
use bihuan_domain::case::{Case, Refusal};
use bihuan_domain::complaint::approval::StandsInFor;
use bihuan_domain::ids::Id;
use bihuan_domain::policy::ValidComplaintRule;
use bihuan_domain::reactions::{Alert, Wake, alerts, wake};
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Role;
use bihuan_store::chain::{Chain, Head, head};
use bihuan_store::journal::Stream;
use bihuan_store::nouns::{case as row, field, text};
use bihuan_store::{Conn, Tx, Value, outbox, timers as timer_rows};

use super::{adjudications, approvals, care, evidence, loaners};
use crate::access::actor_in;
use crate::failure::Failure;
use crate::notifications;
use crate::record::{Decision, chain};
use crate::world::{Bound, World};

/// The stream kind of cases.
pub const STREAM: &str = "case";

/// The key of a case's one timer row.
pub const WAKE: &str = "next";

/// A case being changed: several decisions, one row written at the end.
pub struct Work<'w> {
    world: &'w World,
    id: Id,
    under: Option<String>,
    before: Option<Case>,
    case: Option<Case>,
    bound: Option<Arc<Bound>>,
    policy: String,
    chain: Chain,
    happened: Vec<CaseEvent>,
    /// What somebody must hear of, by the decision it came from and whose that was: a retry or a second node makes the same keys.
    told: Vec<(i64, Who, Vec<Alert>)>,
    side_rows: Vec<SideRow>,
    texts: Vec<text::NewText>,
    quiet: bool,
    who: Who,
    /// The customer wants no care contacts; looked up where the policy plans some.
    care_declined: bool,
}

/// A row beside the case's own.
pub(super) struct SideRow {
    pub(super) query: &'static bihuan_store::Query,
    pub(super) values: Vec<Value>,
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
    pub fn new(world: &'w World, id: Id) -> Self {
        Self {
            world,
            id,
            under: None,
            before: None,
            case: None,
            bound: None,
            policy: String::new(),
            chain: Chain::on(Stream::new(STREAM, id), Head::NONE),
            happened: Vec::new(),
            told: Vec::new(),
            side_rows: Vec::new(),
            texts: Vec::new(),
            quiet: false,
            who: Who::System,
            care_declined: false,
        }
    }

    /// The policy a new case opens under, if not its unit's.
    #[must_use]
    pub fn under(mut self, policy_id: &str) -> Self {
        self.under = Some(policy_id.to_owned());
        self
    }

    /// A stored case; its head is locked first, so that what is read cannot change before it is written.
    ///
    /// # Errors
    /// `NotFound`; `Stale` when the caller saw another version; faults.
    pub fn open(tx: &mut Tx, world: &'w World, id: Id, seen: Option<i64>) -> Result<Self, Failure> {
        let stream = Stream::new(STREAM, id);
        let head = head(tx, &stream)?.ok_or(Failure::NotFound { what: "case" })?;
        let stored = row::load(tx, id)?.ok_or(Failure::NotFound { what: "case" })?;
        if seen.is_some_and(|v| v != stored.version) {
            return Err(Failure::Stale { current: stored.version });
        }
        let mut work = Self::new(world, id);
        work.pin(world.pinned(&stored.case.policy, stored.case.received_at, stored.case.unit)?);
        work.care_declined = care::declined(tx, &stored.case, work.bound())?;
        work.chain = Chain::on(stream, head);
        work.before = Some(stored.case.clone());
        work.case = Some(stored.case);
        Ok(work)
    }

    /// No alerts: history that comes in long after, and demonstrations.
    #[must_use]
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
        self.chain.version()
    }

    /// Something was decided that [`Self::finish`] will write.
    pub fn has_decided(&self) -> bool {
        !self.chain.is_empty()
    }

    /// The policy it is under, with its calendars; `None` before registration.
    pub fn bound(&self) -> Option<&Bound> {
        self.bound.as_deref()
    }

    fn pin(&mut self, bound: Arc<Bound>) {
        self.policy = format!("{}@{}", bound.policy.reference.id, bound.policy.reference.version);
        self.bound = Some(bound);
    }

    /// Names whose doing the whole is, where the system decided after them.
    pub(super) const fn is_by(&mut self, who: Who) {
        self.who = who;
    }

    /// What every decision looks at besides the case.
    pub(super) const fn world(&self) -> &'w World {
        self.world
    }

    /// Words that are to be kept with it, before they are written.
    pub(super) fn kept(&self, text: Id) -> Option<&str> {
        self.texts.iter().find(|t| t.reference.id == text).map(text::NewText::body)
    }

    /// Keeps words that the next commands refer to.
    pub fn keep(&mut self, texts: impl IntoIterator<Item = text::NewText>) {
        self.texts.extend(texts);
    }

    /// Decides one command at an instant; what happened is recorded by [`Self::finish`].
    ///
    /// # Errors
    /// The rule's refusal; faults.
    pub fn step(&mut self, tx: &mut Tx, actor: &Actor, at: UtcMs, command: &CaseCommand) -> Result<(), Failure> {
        let beside = beside(tx, self.world, self.case.as_ref(), actor, at, command)?;
        self.decide(actor, at, command, beside)
    }

    /// As [`Self::step`], with what is known besides the case, so that no database is asked.
    ///
    /// # Errors
    /// The rule's refusal; faults of the policy.
    pub fn decide(&mut self, actor: &Actor, at: UtcMs, command: &CaseCommand, beside: Beside) -> Result<(), Failure> {
        let unit = match (command, &self.case) {
            (CaseCommand::Register(new), _) => new.unit,
            (_, Some(case)) => case.unit,
            (_, None) => return Err(Refusal::NoSuchCase.into()),
        };
        if let (None, CaseCommand::Register(new)) = (&self.bound, command) {
            let policy_id = self.under.as_deref().unwrap_or_else(|| self.world.policy_of(unit));
            self.pin(self.world.for_new(policy_id, new.received_at, unit)?);
        }
        let Some(bound) = &self.bound else { return Err(Refusal::NoSuchCase.into()) };
        let channel = match (command, &self.case) {
            (CaseCommand::Register(new), _) => self.world.channel_limit(new.unit, new.channel, new.received_at),
            (_, Some(case)) => self.world.channel_limit(case.unit, case.channel, case.received_at),
            (_, None) => None,
        };
        let lineage = self.world.lineage(unit);
        let station_lineage = adjudications::station_lineage(self.world, self.case.as_ref());
        let facts = Facts {
            case: self.id,
            now: at,
            actor,
            policy: &bound.policy,
            calendars: &bound.calendars,
            peaks: &bound.peaks,
            zone: &self.world.zone,
            lineage: &lineage,
            fields: &self.world.fields,
            neighbour: beside.neighbour,
            channel,
            categories: &self.world.own_categories,
            stands_in_for: &beside.stands_in_for,
            granted_this_year: beside.granted_this_year,
            care_declined: self.care_declined,
            named_roles: beside.named_roles.as_deref(),
            station_lineage,
        };
        let (events, after) = outcome(self.case.as_ref(), command, &facts)?;
        let decision = Decision {
            stream: &Stream::new(STREAM, self.id),
            expected_version: None,
            at,
            who: actor.who,
            command: command.code(),
            policy: Some(&self.policy),
            events: &events,
        };
        chain(&mut self.chain, &decision)?;
        self.case = after;
        self.who = actor.who;
        self.note_side_rows(at, command, &events);
        let told = alerts(&events);
        if !told.is_empty() {
            self.told.push((self.chain.version(), actor.who, told));
        }
        self.happened.extend(events);
        Ok(())
    }

    /// As [`Self::pass`], beside [`Self::step`].
    ///
    /// # Errors
    /// As [`Self::step`].
    pub fn advance(&mut self, _tx: &mut Tx, until: UtcMs) -> Result<(), Failure> {
        self.pass(until)
    }

    /// Fires every timer that was due until an instant, each at its own time: for history that is told afterwards.
    ///
    /// # Errors
    /// As [`Self::decide`].
    pub fn pass(&mut self, until: UtcMs) -> Result<(), Failure> {
        let system = Actor::system();
        // Bounded: each firing moves the case on, and a case has few clocks.
        for _ in 0..1_000 {
            let Some(timer) = self.timers().into_iter().next().filter(|t| t.at <= until) else { return Ok(()) };
            self.decide(&system, timer.at, &CaseCommand::Timer { key: timer.key }, Beside::default())?;
        }
        Ok(())
    }

    /// Takes every timer that is due at this instant, as the ticker does; answers whether any was.
    ///
    /// # Errors
    /// As [`Self::decide`].
    pub fn ring(&mut self, now: UtcMs) -> Result<bool, Failure> {
        let system = Actor::system();
        let mut rang = false;
        // Bounded: each firing moves the case on, and a case has few clocks.
        for _ in 0..1_000 {
            let Some(timer) = self.timers().into_iter().next().filter(|t| t.at <= now) else { break };
            match self.decide(&system, now, &CaseCommand::Timer { key: timer.key }, Beside::default()) {
                Ok(()) => rang = true,
                Err(Failure::Refused(Refusal::TimerNotDue | Refusal::NothingChanges)) => break,
                Err(other) => return Err(other),
            }
        }
        Ok(rang)
    }

    /// What the case waits for, soonest first.
    pub fn timers(&self) -> Vec<Timer> {
        let (Some(case), Some(bound)) = (&self.case, &self.bound) else { return Vec::new() };
        timers(case, bound.policy.policy.intake.stalled_after_hours)
    }

    fn note_side_rows(&mut self, at: UtcMs, command: &CaseCommand, events: &[CaseEvent]) {
        for event in events {
            self.side_rows.extend(self.case.as_ref().into_iter().flat_map(|case| approvals::rows(case, at, event)));
            self.side_rows.extend(self.case.as_ref().into_iter().flat_map(|case| evidence::rows(case, event)));
            self.side_rows.extend(self.case.as_ref().and_then(|case| loaners::row(case, event)));
            self.side_rows.extend(self.case.as_ref().and_then(|case| care::row(case, at, event)));
            self.side_rows.extend(self.case.as_ref().and_then(|case| adjudications::row(case, event)));
            if let CaseEvent::Linked { kind, other } = event {
                let values = vec![self.id.into(), kind.code().into(), (*other).into()];
                self.side_rows.push(SideRow { query: &row::sql::add_link, values });
            }
        }
        if let CaseCommand::Attach { attachment, digest, bytes, media_type, name } = command {
            let values = vec![
                (*attachment).into(),
                self.id.into(),
                digest.as_str().into(),
                i64::try_from(*bytes).unwrap_or(i64::MAX).into(),
                media_type.as_str().into(),
                name.id.into(),
                at.into(),
            ];
            self.side_rows.push(SideRow { query: &row::sql::add_attachment, values });
        }
    }

    /// Turns what was decided into rows.
    ///
    /// # Errors
    /// `NothingChanges` when no command came true; faults.
    pub fn ready(self) -> Result<Ready, Failure> {
        let (Some(case), Some(bound), false) = (self.case, self.bound, self.chain.is_empty()) else {
            return Err(Refusal::NothingChanges.into());
        };
        let stalled = bound.policy.policy.intake.stalled_after_hours;
        let judged = self.happened.iter().any(adjudications::is_about_counting);
        let judged = bound.policy.policy.valid_complaint.clone().filter(|_| judged);
        Ok(Ready {
            columns: row::columns(&case, self.chain.version())?,
            wake: wake(self.before.as_ref(), &case, stalled),
            is_new: self.before.is_none(),
            fields_changed: self.happened.iter().any(|e| matches!(e, CaseEvent::FieldsSet { .. })),
            done: Done { case, version: self.chain.version(), events: self.happened },
            chain: self.chain,
            told: self.told,
            side_rows: self.side_rows,
            texts: self.texts,
            quiet: self.quiet,
            who: self.who,
            ladder: bound.policy.policy.escalation.ladder.clone(),
            zone: self.world.zone.clone(),
            judged,
        })
    }

    /// Records the decisions, saves the row, timers, alerts and words.
    ///
    /// # Errors
    /// `Stale` when somebody decided meanwhile; `NothingChanges` when no command came true; faults.
    pub fn finish(self, tx: &mut Tx) -> Result<Done, Failure> {
        let ready = self.ready()?;
        ready.write(tx)?;
        Ok(ready.done)
    }
}

/// A changed case as rows, to be written in one transaction.
pub struct Ready {
    done: Done,
    columns: Vec<Value>,
    is_new: bool,
    fields_changed: bool,
    chain: Chain,
    wake: Wake,
    /// What somebody must hear of, by the decision it came from and whose that was: a retry or a second node makes the same keys.
    told: Vec<(i64, Who, Vec<Alert>)>,
    side_rows: Vec<SideRow>,
    texts: Vec<text::NewText>,
    quiet: bool,
    who: Who,
    ladder: Vec<Role>,
    zone: Zone,
    /// The rule by which a station's valid complaints are counted again, if one came or went.
    judged: Option<ValidComplaintRule>,
}

impl Ready {
    /// The case as it will stand, with what happened.
    pub const fn done(&self) -> &Done {
        &self.done
    }

    /// The same, when it was written.
    pub fn into_done(self) -> Done {
        self.done
    }

    /// Who decided last.
    pub const fn who(&self) -> Who {
        self.who
    }

    /// The version it will have.
    pub const fn version(&self) -> i64 {
        self.done.version
    }

    /// Writes it; in another transaction again, if that one was taken back.
    ///
    /// # Errors
    /// `Stale` when somebody decided meanwhile; faults.
    pub fn write(&self, tx: &mut Tx) -> Result<(), Failure> {
        let case = &self.done.case;
        let proof = self.chain.write(tx)?.ok_or(Refusal::NothingChanges)?;
        row::save(tx, &proof, self.is_new, &self.columns)?;
        if self.fields_changed {
            field::save_values(tx, &proof, case)?;
        }
        for side in &self.side_rows {
            tx.execute(side.query, &side.values)?;
        }
        if let Some(rule) = &self.judged {
            crate::stations::recount(tx, &self.zone, case, rule, proof.at())?;
        }
        let stream = proof.stream();
        match self.wake {
            Wake::Unchanged => {}
            Wake::At(at) if self.is_new => timer_rows::begin(tx, stream, WAKE, at)?,
            Wake::At(at) => timer_rows::set(tx, stream, WAKE, at)?,
            Wake::Never => {
                timer_rows::cancel(tx, stream, WAKE)?;
            }
        }
        // Before anybody is told: who is told outside is named in the words.
        text::save(tx, &proof, &self.texts)?;
        let told = if self.quiet { &[][..] } else { &self.told };
        for (version, who, alerts) in told {
            notifications::tell_of(tx, &self.zone, case, *version, *who, &self.ladder, alerts)?;
            for (n, alert) in alerts.iter().enumerate() {
                let key = format!("{}:{version}:{n}", case.id);
                let payload = serde_json::json!({
                    "alert": alert.code(), "case": case.id, "number": case.number, "data": notifications::data_of(alert),
                });
                outbox::enqueue(tx, alert.code(), &key, &payload.to_string(), proof.at())?;
            }
        }
        Ok(())
    }
}

/// What a decision must know besides the case, fetched before it.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// The case it is tied to in this command.
    pub neighbour: Option<Neighbour>,
    /// Absent people whose deputy the actor is.
    pub stands_in_for: Vec<StandsInFor>,
    /// What the customer was granted this year in other cases, in minor units.
    pub granted_this_year: i64,
    /// The roles of whoever is named to lead, where the case is.
    pub named_roles: Option<Vec<Role>>,
}

fn beside(
    conn: &mut Conn,
    world: &World,
    case: Option<&Case>,
    actor: &Actor,
    at: UtcMs,
    command: &CaseCommand,
) -> Result<Beside, Failure> {
    let mut beside = Beside { neighbour: neighbour(conn, command)?, ..Beside::default() };
    let (Some(case), Some(me)) = (case, actor.user()) else { return Ok(beside) };
    if matches!(command, CaseCommand::DecideApproval { .. } | CaseCommand::TakeUp { .. }) {
        beside.stands_in_for = approvals::stands_in_for(conn, world, case, me, at)?;
    }
    if let CaseCommand::NameSponsor { sponsor } = command {
        let named = actor_in(conn, *sponsor)?;
        beside.named_roles = named.map(|named| approvals::roles_at(world, case, &named));
    }
    let promises = match command {
        CaseCommand::Propose { terms, .. } => !terms.is_empty(),
        CaseCommand::RequestApproval { .. } | CaseCommand::DecideApproval { .. } => true,
        _ => false,
    };
    if promises {
        beside.granted_this_year = approvals::granted_this_year(conn, world, case, at)?;
    }
    Ok(beside)
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
pub fn facts<'a>(
    case: &Case,
    actor: &'a Actor,
    now: UtcMs,
    world: &'a World,
    bound: &'a Bound,
    lineage: &'a [Id],
) -> Facts<'a> {
    Facts {
        case: case.id,
        now,
        actor,
        policy: &bound.policy,
        calendars: &bound.calendars,
        peaks: &bound.peaks,
        zone: &world.zone,
        lineage,
        fields: &world.fields,
        neighbour: None,
        channel: world.channel_limit(case.unit, case.channel, case.received_at),
        categories: &world.own_categories,
        stands_in_for: &[],
        granted_this_year: 0,
        care_declined: false,
        named_roles: None,
        station_lineage: adjudications::station_lineage(world, Some(case)),
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
