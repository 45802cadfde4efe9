//! Showing one case: its state with its words, what happened (the timeline is the journal), its clocks with the reason
//! for each due time, and what may be done now.

use std::collections::BTreeMap;
use std::sync::Arc;

use bihuan_domain::actor::{Actor, Permission};
use bihuan_domain::calendar::{Pause, RollScope, Step};
use bihuan_domain::case::Case;
use bihuan_domain::case::actions::{Action, actions};
use bihuan_domain::case::clock::{Clock, Standing};
use bihuan_domain::case::due::target;
use bihuan_domain::case::event::CaseEvent;
use bihuan_domain::ids::{CaseNumber, Id};
use bihuan_domain::policy::PolicyRef;
use bihuan_domain::time::UtcMs;
use bihuan_store::journal;
use bihuan_store::nouns::{case as row, text};
use bihuan_store::{Conn, Fault};

use super::approvals::beside_of;
use super::find::permit_read;
use super::write::facts;
use crate::app::App;
use crate::failure::Failure;
use crate::world::{Bound, World};

/// A case with its words.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The state.
    pub case: Case,
    /// Its version.
    pub version: i64,
    /// The words by id; an erased text is not in it.
    pub words: BTreeMap<Id, String>,
    /// Cases that point at this one.
    pub linked_from: Vec<(Id, String)>,
}

/// One decision of the timeline.
#[derive(Debug, Clone)]
pub struct Entry {
    /// 1, 2, 3 …
    pub version: i64,
    /// When.
    pub at: UtcMs,
    /// Kind of actor: user, customer, system, import.
    pub actor_kind: String,
    /// Which.
    pub actor_id: Option<Id>,
    /// Code of the command.
    pub command: String,
    /// `id@version` of the policy it was decided under.
    pub policy: Option<String>,
    /// What happened.
    pub events: Vec<CaseEvent>,
}

/// A clock and why it is due when it is.
#[derive(Debug, Clone)]
pub struct ClockShown {
    /// The clock.
    pub clock: Clock,
    /// How it stands.
    pub standing: Standing,
    /// Requirement ids or articles of its rule.
    pub basis: String,
    /// The calendar it runs on.
    pub calendar: String,
    /// The target as written, e.g. `P3D`.
    pub target: String,
    /// The target is the limit of the channel the case came by: which, and the rule's own target (S2-09).
    pub channel: Option<(Id, String)>,
    /// The rule is a default of ours, not from the source (A.8).
    pub default: bool,
    /// Time the customer lived through so far, in milliseconds.
    pub gross_ms: i64,
    /// Time that counts on the clock's calendar, without pauses, in milliseconds.
    pub net_ms: i64,
    /// How the due time came about, step by step.
    pub explain: Vec<Step>,
    /// Brought forward by hand: the explanation is of the rule, the due time is earlier.
    pub by_hand: bool,
    /// The calendar data it was computed with: region and version.
    pub day_table: Option<(String, String)>,
}

/// The id that a path names: an identifier or a case number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// Identifier.
    Id(Id),
    /// Number.
    Number(CaseNumber),
}

impl std::str::FromStr for Name {
    type Err = Failure;
    fn from_str(s: &str) -> Result<Self, Failure> {
        if let Ok(id) = s.parse::<Id>() {
            return Ok(Self::Id(id));
        }
        s.parse::<CaseNumber>().map(Self::Number).map_err(|e| Failure::input("case", "not_an_id", e.to_string()))
    }
}

pub(crate) fn find(conn: &mut Conn, world: &World, actor: &Actor, name: &Name) -> Result<row::Stored, Failure> {
    let none = Failure::NotFound { what: "case" };
    let id = match name {
        Name::Id(id) => Some(*id),
        Name::Number(number) => row::id_by_number(conn, number)?,
    };
    let Some(stored) = id.map(|id| row::load(conn, id)).transpose()?.flatten() else { return Err(none) };
    permit_read(world, actor, &stored.case)?;
    Ok(stored)
}

impl App {
    /// The id behind a name the actor may see.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn case_id(&self, actor: &Actor, name: &str) -> Result<Id, Failure> {
        match name.parse::<Name>()? {
            Name::Id(id) => Ok(id),
            name @ Name::Number(_) => {
                let (world, actor) = (self.world(), actor.clone());
                self.db().read(move |c| Ok(find(c, &world, &actor, &name)?.case.id)).await
            }
        }
    }

    /// A case with its words.
    ///
    /// # Errors
    /// `NotFound` also when the actor may not see it; faults.
    pub async fn case(&self, actor: &Actor, name: &str) -> Result<Shown, Failure> {
        let (world, actor, name) = (self.world(), actor.clone(), name.parse::<Name>()?);
        self.db()
            .read(move |c| {
                let stored = find(c, &world, &actor, &name)?;
                let words = words(c, stored.case.id)?;
                let links = c.query(&row::sql::links_to, &[stored.case.id.into()])?;
                let linked_from = links.iter().map(|r| Ok((r.id(0)?, r.text(1)?))).collect::<Result<_, Fault>>()?;
                Ok(Shown { case: stored.case, version: stored.version, words, linked_from })
            })
            .await
    }

    /// The clocks of a case with their explanations.
    ///
    /// # Errors
    /// As [`Self::case`].
    pub async fn clocks(&self, actor: &Actor, name: &str) -> Result<(PolicyRef, Vec<ClockShown>), Failure> {
        let (world, now) = (self.world(), self.db().now());
        let shown = self.case(actor, name).await?;
        let bound = world.pinned(&shown.case.policy, shown.case.received_at, shown.case.unit)?;
        let clocks = shown.case.clocks.iter().filter_map(|c| explain(c, &bound, now)).collect();
        Ok((shown.case.policy, clocks))
    }

    /// What the actor may do to a case now, and why not.
    ///
    /// # Errors
    /// As [`Self::case`].
    pub async fn actions(&self, actor: &Actor, name: &str) -> Result<Vec<Action>, Failure> {
        let (world, now) = (self.world(), self.db().now());
        let shown = self.case(actor, name).await?;
        let bound = world.pinned(&shown.case.policy, shown.case.received_at, shown.case.unit)?;
        let lineage = world.lineage(shown.case.unit);
        let (of, me, then) = (Arc::clone(&world), actor.clone(), shown.case.clone());
        let beside = self.db().read(move |conn| beside_of(conn, &of, &then, &me, now)).await?;
        let mut facts = facts(&shown.case, actor, now, &world, &bound, &lineage);
        facts.stands_in_for = &beside.stands_in_for;
        facts.granted_this_year = beside.granted_this_year;
        Ok(actions(&shown.case, &facts))
    }

    /// Where an attachment's bytes are, if the actor may see its case: digest, media type, name.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn attachment(&self, actor: &Actor, id: Id) -> Result<(String, String, String), Failure> {
        let (world, actor) = (self.world(), actor.clone());
        self.db()
            .read(move |c| {
                let none = Failure::NotFound { what: "attachment" };
                let Some(found) = c.query_one_opt(&row::sql::attachment, &[id.into()])? else { return Err(none) };
                let stored = find(c, &world, &actor, &Name::Id(found.id(0)?)).map_err(|_| none)?;
                let name = words(c, stored.case.id)?.remove(&found.id(4)?).unwrap_or_default();
                Ok((found.text(1)?, found.text(3)?, name))
            })
            .await
    }
}

pub(super) fn words(conn: &mut Conn, case: Id) -> Result<BTreeMap<Id, String>, Fault> {
    Ok(text::of_case(conn, case)?.into_iter().filter_map(|t| Some((t.id, t.body?))).collect())
}

/// A journal row of a case as an entry of its timeline.
///
/// # Errors
/// `Corrupt` when the events cannot be read.
pub fn entry(row: journal::EntryRow) -> Result<Entry, Fault> {
    let events = serde_json::from_str(&row.body).map_err(|e| Fault::Corrupt(format!("case events: {e}")))?;
    Ok(Entry {
        version: row.version,
        at: UtcMs::new(row.at_ms),
        actor_kind: row.actor_kind,
        actor_id: row.actor_id,
        command: row.command,
        policy: row.policy,
        events,
    })
}

fn explain(clock: &Clock, bound: &Bound, now: UtcMs) -> Option<ClockShown> {
    let rule = bound.policy.clock(&clock.rule)?;
    let calendar = bound.calendars.named(&rule.calendar).ok()?;
    let end = clock.met_at.unwrap_or(now);
    let pauses: Vec<Pause> = clock
        .pauses
        .iter()
        .map(|p| Pause { from: p.from, to: p.to, reason: p.reason.map(|r| r.code().to_owned()) })
        .collect();
    let roll = rule.roll.then_some(RollScope::AllRestDays);
    let limit = clock.limit.filter(|l| l.tightens(rule));
    let target = target(rule, limit.as_ref());
    let due = calendar.due_rolled(clock.started_at, target, &pauses, roll).ok()?;
    let by_hand = matches!((due.at(), &clock.due), (Some(rule), Some(now)) if now.at < rule);
    let closed: Vec<Pause> = pauses.iter().map(|p| Pause { to: Some(p.to.unwrap_or(now)), ..p.clone() }).collect();
    Some(ClockShown {
        clock: clock.clone(),
        standing: clock.standing(),
        basis: rule.basis.clone(),
        calendar: rule.calendar.clone(),
        target: target.to_string(),
        channel: limit.map(|l| (l.channel, rule.target.to_string())),
        default: rule.default,
        gross_ms: end.since(clock.started_at).max(0),
        net_ms: calendar.elapsed(clock.started_at, end.max(clock.started_at), &closed).unwrap_or(0),
        explain: due.explain,
        by_hand,
        day_table: calendar.day_table_version().map(|(r, v)| (r.to_owned(), v.to_owned())),
    })
}

/// Whether an actor may read the journal at all (audit).
pub fn may_audit(actor: &Actor) -> bool {
    actor.may_somewhere(Permission::AuditRead)
}
