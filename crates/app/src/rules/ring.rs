//! What time brings. A case has one timer row for all time rules, set to the next moment at which one of them may come to
//! hold; it is set anew whenever the case changes (the follower hears of it) and for every open case when a time rule
//! changes (a job). So nothing is polled: a moment that comes is found by the timers' index.

use bihuan_domain::automation::{Moment, Rule, key, standing, windows};
use bihuan_domain::case::Case;
use bihuan_domain::case::event::CaseEvent;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::{self, Stream};
use bihuan_store::nouns::case as case_row;
use bihuan_store::nouns::rule::{self, Stored};
use bihuan_store::{Conn, Fault, Tx, timers};

use super::act::{Cause, act};
use super::look::Look;
use crate::app::App;
use crate::cases::write::{STREAM, Work};
use crate::failure::Failure;
use crate::world::World;

/// The key of a case's timer row for rules.
pub(crate) const WAKE: &str = "rules";
/// The job that sets the timers of every open case.
pub(crate) const ARM: &str = "arm_rules";
/// Cases whose timers are set in one transaction.
const BATCH: u32 = 200;
/// Decisions looked back for when a case entered its stage: beyond that it counts from the oldest of them.
const LOOK_BACK: u32 = 500;

/// The rules that wait for a time.
pub(super) fn timed(all: &[Stored]) -> Vec<Rule> {
    all.iter().filter(|s| s.rule.enabled && s.rule.terms.time().is_some()).map(|s| s.rule.clone()).collect()
}

/// When a case entered the stage it is in; looked up only where a rule asks.
pub(super) fn stage_since(conn: &mut Conn, case: &Case, moment: Moment) -> Result<Option<UtcMs>, Fault> {
    if moment != Moment::InStage {
        return Ok(None);
    }
    let rows = journal::page(conn, &Stream::new(STREAM, case.id), (0, i64::MAX), true, LOOK_BACK)?;
    let enters = |body: &str| {
        let events: Vec<CaseEvent> = serde_json::from_str(body).unwrap_or_default();
        events.iter().any(|e| {
            matches!(
                e,
                CaseEvent::Registered { .. }
                    | CaseEvent::StageEntered { .. }
                    | CaseEvent::Closed { .. }
                    | CaseEvent::Reopened { .. }
                    | CaseEvent::ReassessmentStarted { .. }
            )
        })
    };
    let entered = rows.iter().find(|r| enters(&r.body)).or(rows.last());
    Ok(entered.map(|r| UtcMs::new(r.at_ms)))
}

/// Sets the timer of a case to the next moment that one of the rules waits for; at once when one holds and has not acted.
pub(super) fn arm(tx: &mut Tx, world: &World, case: &Case, rules: &[Rule]) -> Result<(), Failure> {
    let now = tx.now();
    let mut next: Option<UtcMs> = None;
    for rule in rules {
        let Some((moment, minutes)) = rule.terms.time() else { continue };
        let entered = stage_since(tx, case, moment)?;
        let stands = standing(&windows(case, entered, moment, minutes), now);
        let holds_now = match stands.since {
            Some(since) if !rule::ran(tx, &key(rule.id, case.id, since))? => {
                Look::of(tx, world, case, [&rule.terms.conditions])?.judge(case, &rule.terms.conditions).holds
            }
            _ => false,
        };
        next = next.into_iter().chain(stands.next).chain(holds_now.then_some(now)).min();
    }
    let stream = Stream::new(STREAM, case.id);
    let set = timers::of_stream(tx, &stream)?.into_iter().find(|t| t.key == WAKE).map(|t| t.due_at);
    match next {
        Some(at) if set == Some(at) => {}
        Some(at) => timers::set(tx, &stream, WAKE, at)?,
        None if set.is_none() => {}
        None => {
            timers::cancel(tx, &stream, WAKE)?;
        }
    }
    Ok(())
}

/// The timer of a case rang: rules whose moment has come act, once for each moment.
pub(crate) fn ring(tx: &mut Tx, world: &World, id: Id) -> Result<(), Failure> {
    let rules = timed(&rule::enabled(tx)?);
    if rules.is_empty() {
        return Ok(());
    }
    let now = tx.now();
    let mut work = Work::open(tx, world, id, None)?;
    work.ring(now)?;
    for rule in &rules {
        let (Some(case), Some((moment, minutes))) = (work.case().cloned(), rule.terms.time()) else { continue };
        let entered = stage_since(tx, &case, moment)?;
        let Some(since) = standing(&windows(&case, entered, moment, minutes), now).since else { continue };
        let look = Look::of(tx, world, &case, [&rule.terms.conditions])?;
        let verdict = look.judge(&case, &rule.terms.conditions);
        if verdict.holds {
            let cause = Cause { code: moment.code(), key: key(rule.id, id, since), behind: Vec::new() };
            act(tx, world, &mut work, rule, verdict, cause)?;
        }
    }
    let case = if work.has_decided() { Some(work.finish(tx)?.case) } else { work.case().cloned() };
    match case {
        Some(case) => arm(tx, world, &case, &rules),
        None => Ok(()),
    }
}

impl App {
    /// Sets the timers of every open case: after a time rule was written, changed or switched.
    ///
    /// # Errors
    /// Faults.
    pub async fn arm_rules(&self) -> Result<(), Failure> {
        let world = self.world();
        let mut after = Id::from_i64(0);
        loop {
            let world = std::sync::Arc::clone(&world);
            let last = self.db().write("rules.arm", move |tx| {
                let rules = timed(&rule::enabled(tx)?);
                let ids = rule::open_after(tx, after, BATCH)?;
                for id in &ids {
                    if let Some(stored) = case_row::load(tx, *id)? {
                        arm(tx, &world, &stored.case, &rules)?;
                    }
                }
                Ok::<_, Failure>(ids.last().copied())
            });
            match last.await? {
                Some(last) => after = last,
                None => return Ok(()),
            }
        }
    }
}
