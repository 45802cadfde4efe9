//! Which clocks follow from what happened. After each event the signals it gives stop and start clocks by the policy's
//! rules; a changed judgement re-aims running clocks; waits pause those that may be paused. The result is events, so
//! that a due time is written down once and never guessed again. Each clock event is applied before the next is
//! decided: a clock met a moment ago is not cancelled, started or met a second time.

use super::clock::Clock;
use super::clocks_reopened::{about_result, is_result};
use super::closing::cancel_reason;
use super::due::{due, ended_pauses, nominal_ms, renewed, resumption};
use super::event::{CancelReason, CaseEvent, ClosureReason, RescheduleWhy};
use super::evolve::{Decided, evolve};
use super::facts::Facts;
use super::refusal::Refusal;
use super::signals::signals;
use super::stage::{Signal, WaitReason};
use super::state::Case;
use crate::policy::ClockRule;
use crate::time::UtcMs;

/// The events of a decision with the clock events that follow from them, in order, and the state after them.
pub fn follow(
    case: Option<&Case>,
    events: Vec<CaseEvent>,
    facts: &Facts<'_>,
) -> Result<(Vec<CaseEvent>, Option<Case>), Refusal> {
    let when = Decided { case: facts.case, at: facts.now, by: facts.actor.who };
    // The one copy of a decision; everything after works on it.
    let mut following = Following { case: case.cloned(), out: Vec::with_capacity(events.len() * 2), facts, when };
    for event in events {
        following.case = evolve(following.case.take(), &event, &when);
        following.out.push(event.clone());
        following.after(&event)?;
    }
    Ok((following.out, following.case))
}

/// The clocks that follow from one event.
pub(super) struct Following<'a, 'f> {
    /// The state as it is after the last event written; `None` only before registration.
    pub(super) case: Option<Case>,
    out: Vec<CaseEvent>,
    pub(super) facts: &'a Facts<'f>,
    when: Decided,
}

impl<'f> Following<'_, 'f> {
    fn after(&mut self, event: &CaseEvent) -> Result<(), Refusal> {
        let at = event.happened_at().unwrap_or(self.facts.now);
        let given = self.case.as_ref().map(|c| signals(c, event)).unwrap_or_default();
        for signal in given {
            self.stop(signal, at)?;
            self.start(signal, at)?;
        }
        match event {
            CaseEvent::Classified { .. }
            | CaseEvent::Converted { .. }
            | CaseEvent::EmergencyDeclared { .. }
            | CaseEvent::EmergencyLowered { .. } => self.reaim(),
            CaseEvent::Paused { reason, .. } => self.open().iter().try_for_each(|name| self.stand_still(name, *reason)),
            CaseEvent::Resumed { .. } => self.resume(),
            CaseEvent::Closed { reason, .. } => self.end_all(*reason),
            CaseEvent::Reopened { .. } => {
                self.go_on()?;
                self.answer_anew()
            }
            CaseEvent::ReassessmentStarted { .. } => self.go_on(),
            _ => Ok(()),
        }
    }

    pub(super) fn write(&mut self, event: CaseEvent) {
        self.case = evolve(self.case.take(), &event, &self.when);
        self.out.push(event);
    }

    fn open(&self) -> Vec<String> {
        self.case.iter().flat_map(|c| c.open_clocks().map(|k| k.name.clone())).collect()
    }

    pub(super) fn clock(&self, name: &str) -> Option<&Clock> {
        self.case.as_ref()?.clock(name)
    }

    pub(super) fn rule(&self, clock: &Clock) -> Option<&'f ClockRule> {
        self.facts.policy.clock(&clock.rule)
    }

    /// The policy's rules that hold for the case as it is now.
    pub(super) fn matching(&self) -> Vec<&'f ClockRule> {
        let policy = self.facts.policy;
        self.case.as_ref().map(|c| policy.matching(&c.condition_facts()).collect()).unwrap_or_default()
    }

    /// The latest clock that runs for a rule, or for the rule that held its place before a changed judgement.
    pub(super) fn latest(&self, rule: &ClockRule) -> Option<&Clock> {
        self.case.as_ref()?.clocks.iter().rfind(|c| self.kin(c, rule))
    }

    /// Service rules hold one place per milestone and start signal, each statutory rule its own.
    fn kin(&self, clock: &Clock, rule: &ClockRule) -> bool {
        if clock.statutory || rule.statutory {
            return clock.rule == rule.id;
        }
        clock.milestone == rule.milestone && self.rule(clock).is_some_and(|r| r.start == rule.start)
    }

    /// Brings a clock up to an instant that nobody has looked at yet (a slow ticker): a pause that has used up its
    /// longest time ends, a due time that has passed is a breach. The record says so before it says what ended it.
    fn settle(&mut self, name: &str, at: UtcMs) -> Result<(), Refusal> {
        if self.clock(name).is_some_and(|c| c.is_paused() && c.pauses.last().is_some_and(|p| p.is_over(at))) {
            self.resume_one(name)?;
        }
        if self.clock(name).is_some_and(|c| c.breached_at.is_none() && c.due.as_ref().is_some_and(|d| at > d.at)) {
            self.write(CaseEvent::ClockBreached { clock: name.to_owned() });
        }
        Ok(())
    }

    fn stop(&mut self, signal: Signal, at: UtcMs) -> Result<(), Refusal> {
        let Some(case) = &self.case else { return Ok(()) };
        let stops = |c: &&Clock| at >= c.started_at && self.rule(c).is_some_and(|r| r.stop.contains(&signal));
        let names: Vec<String> = case.open_clocks().filter(stops).map(|c| c.name.clone()).collect();
        names.into_iter().try_for_each(|name| self.meet(name, at))
    }

    fn meet(&mut self, name: String, at: UtcMs) -> Result<(), Refusal> {
        self.settle(&name, at)?;
        // In time is when it happened, not when somebody wrote it up; the journal keeps both (C, rule 8).
        let late = self.clock(&name).and_then(|c| c.due.as_ref()).is_some_and(|d| at > d.at);
        self.write(CaseEvent::ClockMet { clock: name, at, late });
        Ok(())
    }

    fn start(&mut self, signal: Signal, at: UtcMs) -> Result<(), Refusal> {
        if self.case.as_ref().is_none_or(|c| c.stage.is_over()) {
            return Ok(());
        }
        for rule in self.matching().into_iter().filter(|r| r.start == signal) {
            match self.latest(rule).map(|c| (c.name.clone(), c.is_open())) {
                Some((open, true)) if rule.repeats => {
                    self.settle(&open, at)?;
                    self.write(CaseEvent::ClockCancelled { clock: open, reason: CancelReason::Superseded });
                    self.begin(rule, at)?;
                }
                Some((_, true)) => {}
                Some((_, false)) if !rule.repeats && !again(signal) => {}
                _ => self.begin(rule, at)?,
            }
        }
        Ok(())
    }

    pub(super) fn begin(&mut self, rule: &ClockRule, at: UtcMs) -> Result<(), Refusal> {
        let name = self.begin_named(rule, at)?;
        // A wait that began before the clock counts for it from the clock's own beginning.
        match self.case.as_ref().and_then(|c| c.waiting) {
            Some(wait) => self.stand_still(&name, wait.reason),
            None => Ok(()),
        }
    }

    fn begin_named(&mut self, rule: &ClockRule, at: UtcMs) -> Result<String, Refusal> {
        let mut name = rule.id.clone();
        let mut run = 1;
        while self.clock(&name).is_some() {
            run += 1;
            name = format!("{}#{run}", rule.id);
        }
        let limit = self.facts.channel.filter(|l| l.tightens(rule));
        let due = due(rule, limit.as_ref(), at, &[], self.facts)?;
        self.write(CaseEvent::ClockStarted {
            clock: name.clone(),
            rule: rule.id.clone(),
            milestone: rule.milestone,
            statutory: rule.statutory,
            started_at: at,
            due,
            limit,
        });
        Ok(name)
    }

    /// A changed judgement: running clocks keep their start and get the new target; what newly applies starts from its
    /// own signal; what applies no longer is cancelled (C.4: keep start, new target, never later once breached).
    fn reaim(&mut self) -> Result<(), Refusal> {
        let rules = self.matching();
        for name in self.open() {
            let Some(clock) = self.clock(&name) else { continue };
            match rules.iter().find(|r| self.kin(clock, r)) {
                Some(rule) if rule.id == clock.rule => {}
                Some(rule) => self.retarget(&name, rule)?,
                None => {
                    self.settle(&name, self.facts.now)?;
                    self.write(CaseEvent::ClockCancelled { clock: name, reason: CancelReason::NoLongerApplies });
                }
            }
        }
        for rule in rules {
            let Some(case) = &self.case else { continue };
            let runs = |c: &Clock| self.kin(c, rule) && c.cancelled != Some(CancelReason::NoLongerApplies);
            let Some(began) = case.signal(rule.start) else { continue };
            if case.clocks.iter().any(runs) {
                continue;
            }
            // A result that was taken back by a reopening or a reassessment stops nothing.
            let stands =
                |s: &&Signal| !about_result(rule.milestone) || case.course.resolved_at.is_some() || !is_result(**s);
            let stopped = rule.stop.iter().filter(stands).filter_map(|s| case.signal_since(*s, began)).min();
            match stopped {
                None => self.begin(rule, began)?,
                Some(_) if rule.repeats => {}
                // Done before it was known to be asked for: it counts, or attainment would only see the slow (C.4).
                Some(at) => {
                    let name = self.begin_named(rule, began)?;
                    self.meet(name, at)?;
                }
            }
        }
        Ok(())
    }

    fn retarget(&mut self, name: &str, rule: &ClockRule) -> Result<(), Refusal> {
        self.settle(name, self.facts.now)?;
        let Some(clock) = self.clock(name).filter(|c| c.breached_at.is_none()) else { return Ok(()) };
        let due = renewed(clock, rule, &ended_pauses(clock, self.facts.now), self.facts)?;
        let why = RescheduleWhy::Reclassified;
        self.write(CaseEvent::ClockRescheduled { clock: name.to_owned(), rule: rule.id.clone(), due, why });
        let Some(wait) = self.case.as_ref().and_then(|c| c.waiting) else { return Ok(()) };
        let pausable = rule.pause.iter().any(|p| p.reason == wait.reason);
        match self.clock(name).map(Clock::is_paused) {
            Some(true) if !pausable => self.resume_one(name),
            Some(false) => self.stand_still(name, wait.reason),
            _ => Ok(()),
        }
    }

    /// Pauses one clock for the present wait, no longer than its rule allows altogether.
    fn stand_still(&mut self, name: &str, reason: WaitReason) -> Result<(), Refusal> {
        let Some((clock, wait)) = self.clock(name).zip(self.case.as_ref().and_then(|c| c.waiting)) else {
            return Ok(());
        };
        let rule = self.rule(clock).and_then(|r| r.pause.iter().find(|p| p.reason == reason));
        let Some(rule) = rule.filter(|_| clock.breached_at.is_none() && !clock.is_paused()) else { return Ok(()) };
        let since = wait.since.max(clock.started_at);
        // A breach stays a breach: standing still does not undo it (C.4), seen or not yet seen.
        if clock.due.as_ref().is_some_and(|d| since > d.at) {
            return Ok(());
        }
        let mut until = wait.until;
        if let Some(max) = &rule.max {
            let used: i64 = clock.pauses.iter().filter(|p| p.reason == Some(reason)).map(|p| p.length_ms(since)).sum();
            until = until.min(since.plus_ms((nominal_ms(max) - used).max(0)));
        }
        if until <= since {
            return Ok(());
        }
        let from = (since != self.facts.now).then_some(since);
        self.write(CaseEvent::ClockPaused { clock: name.to_owned(), reason, from, until: Some(until) });
        if until <= self.facts.now { self.resume_one(name) } else { Ok(()) }
    }

    fn resume(&mut self) -> Result<(), Refusal> {
        for name in self.open() {
            if self.clock(&name).is_some_and(Clock::is_paused) {
                self.resume_one(&name)?;
            }
        }
        Ok(())
    }

    fn resume_one(&mut self, name: &str) -> Result<(), Refusal> {
        if let Some(event) = self.clock(name).and_then(|c| resumption(c, self.facts).transpose()) {
            self.write(event?);
        }
        Ok(())
    }

    /// Closing ends every clock that still runs. What was overdue by then is a breach for good (C.4, survivorship);
    /// only of imported history nobody knows what was done in time.
    fn end_all(&mut self, reason: ClosureReason) -> Result<(), Refusal> {
        for name in self.open() {
            if reason != ClosureReason::Imported {
                self.settle(&name, self.facts.now)?;
            }
            self.write(CaseEvent::ClockCancelled { clock: name, reason: cancel_reason(reason) });
        }
        Ok(())
    }
}

/// Signals that may rightly come several times and start a fresh run each time.
const fn again(signal: Signal) -> bool {
    matches!(
        signal,
        Signal::CustomerMessage
            | Signal::CallOffered
            | Signal::VoicemailLeft
            | Signal::Resolved
            | Signal::Escalated
            | Signal::Reopened
    )
}
