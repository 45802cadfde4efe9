//! Which clocks follow from what happened. After each event the signals it gives stop and start clocks by the policy's
//! rules; a changed judgement re-aims running clocks; waits pause those that may be paused. The result is events, so
//! that a due time is written down once and never guessed again.

use super::clock::Clock;
use super::closing::cancel_reason;
use super::event::{CancelReason, CaseEvent, DueTime, RescheduleWhy};
use super::evolve::{Decided, evolve};
use super::facts::Facts;
use super::refusal::Refusal;
use super::signals::signals;
use super::stage::{Signal, WaitReason};
use super::state::Case;
use crate::calendar::{Pause, RollScope, Span};
use crate::policy::ClockRule;
use crate::time::UtcMs;

/// The events of a decision with the clock events that follow from them, in order, and the state after them.
pub fn follow(
    case: Option<&Case>,
    events: Vec<CaseEvent>,
    facts: &Facts<'_>,
) -> Result<(Vec<CaseEvent>, Option<Case>), Refusal> {
    let when = Decided { case: facts.case, at: facts.now, by: facts.actor.who };
    let mut out = Vec::with_capacity(events.len() * 2);
    let mut state = case.cloned();
    for event in events {
        state = evolve(state, &event, &when);
        out.push(event);
        let Some(current) = &state else { continue };
        let Some(event) = out.last() else { continue };
        let follow = after_event(current, event, facts)?;
        for event in follow {
            state = evolve(state, &event, &when);
            out.push(event);
        }
    }
    Ok((out, state))
}

fn after_event(case: &Case, event: &CaseEvent, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let at = event.happened_at().unwrap_or(facts.now);
    let mut out = Vec::new();
    for signal in signals(case, event) {
        stop(case, signal, at, facts, &mut out);
        start(case, signal, at, facts, &mut out)?;
    }
    match event {
        CaseEvent::Classified { .. } | CaseEvent::Converted { .. } | CaseEvent::EmergencyDeclared { .. }
        | CaseEvent::EmergencyLowered { .. } => reaim(case, facts, &mut out)?,
        CaseEvent::Paused { reason, .. } => pause(case, *reason, facts, &mut out),
        CaseEvent::Resumed { .. } => resume(case, facts, &mut out)?,
        CaseEvent::Closed { reason, .. } => {
            let reason = cancel_reason(*reason);
            for clock in case.open_clocks() {
                out.push(CaseEvent::ClockCancelled { clock: clock.name.clone(), reason });
            }
        }
        CaseEvent::Reopened { .. } | CaseEvent::ReassessmentStarted { .. } => go_on(case, facts, &mut out)?,
        _ => {}
    }
    Ok(out)
}

fn stop(case: &Case, signal: Signal, at: UtcMs, facts: &Facts<'_>, out: &mut Vec<CaseEvent>) {
    for clock in case.open_clocks() {
        let Some(rule) = facts.policy.clock(&clock.rule) else { continue };
        if !rule.stop.contains(&signal) || at < clock.started_at {
            continue;
        }
        out.extend(met(clock, at));
    }
}

/// Met; and if its due time has passed unseen (a slow ticker), breached first: the record says both.
fn met(clock: &Clock, at: UtcMs) -> Vec<CaseEvent> {
    let late = clock.breached_at.is_some() || clock.due.as_ref().is_some_and(|d| at > d.at);
    let mut out = Vec::with_capacity(2);
    if late && clock.breached_at.is_none() {
        out.push(CaseEvent::ClockBreached { clock: clock.name.clone() });
    }
    out.push(CaseEvent::ClockMet { clock: clock.name.clone(), at, late });
    out
}

/// Whether a clock is a run of this rule, or of the rule that held its place before a changed judgement: service rules
/// hold one place per milestone and start signal, each statutory rule its own.
fn kin(clock: &Clock, rule: &ClockRule, facts: &Facts<'_>) -> bool {
    if clock.statutory || rule.statutory {
        return clock.rule == rule.id;
    }
    clock.milestone == rule.milestone && facts.policy.clock(&clock.rule).is_some_and(|r| r.start == rule.start)
}

fn start(case: &Case, signal: Signal, at: UtcMs, facts: &Facts<'_>, out: &mut Vec<CaseEvent>) -> Result<(), Refusal> {
    if case.stage.is_over() {
        return Ok(());
    }
    let seen_as = case.condition_facts();
    for rule in facts.policy.starting(signal, &seen_as) {
        match case.clocks.iter().rfind(|c| kin(c, rule, facts)) {
            Some(open) if open.is_open() && rule.repeats => {
                // Its own stop signal may have met it just now; otherwise the next run takes over.
                let met_now = out.iter().any(|e| matches!(e, CaseEvent::ClockMet { clock, .. } if *clock == open.name));
                if !met_now {
                    out.push(CaseEvent::ClockCancelled { clock: open.name.clone(), reason: CancelReason::Superseded });
                }
                out.push(started(case, rule, at, facts)?);
            }
            Some(open) if open.is_open() => {}
            Some(_) if !rule.repeats && signal != Signal::Reopened && !again(signal) => {}
            _ => out.push(started(case, rule, at, facts)?),
        }
    }
    Ok(())
}

/// Signals that may rightly come several times and start a fresh run each time.
const fn again(signal: Signal) -> bool {
    matches!(signal, Signal::CustomerMessage | Signal::CallOffered | Signal::VoicemailLeft | Signal::Resolved | Signal::Escalated)
}

fn started(case: &Case, rule: &ClockRule, at: UtcMs, facts: &Facts<'_>) -> Result<CaseEvent, Refusal> {
    let runs = case.clocks.iter().filter(|c| c.rule == rule.id || c.name == rule.id).count();
    let clock = if runs == 0 { rule.id.clone() } else { format!("{}#{}", rule.id, runs + 1) };
    let due = due(rule, at, &[], facts)?;
    Ok(CaseEvent::ClockStarted {
        clock,
        rule: rule.id.clone(),
        milestone: rule.milestone,
        statutory: rule.statutory,
        started_at: at,
        due,
    })
}

/// A changed judgement: running clocks keep their start and get the new target; what newly applies starts from its own
/// signal; what applies no longer is cancelled (C.4: keep start, new target, never later once breached).
fn reaim(case: &Case, facts: &Facts<'_>, out: &mut Vec<CaseEvent>) -> Result<(), Refusal> {
    let seen_as = case.condition_facts();
    let rules: Vec<&ClockRule> = facts.policy.matching(&seen_as).collect();
    for clock in case.open_clocks() {
        match rules.iter().find(|r| kin(clock, r, facts)) {
            None => out.push(CaseEvent::ClockCancelled { clock: clock.name.clone(), reason: CancelReason::NoLongerApplies }),
            Some(rule) if rule.id == clock.rule => {}
            Some(_) if clock.breached_at.is_some() => {}
            Some(rule) => {
                let due = due(rule, clock.started_at, &ended_pauses(clock, facts.now), facts)?;
                let (clock, rule) = (clock.name.clone(), rule.id.clone());
                out.push(CaseEvent::ClockRescheduled { clock, rule, due, why: RescheduleWhy::Reclassified });
            }
        }
    }
    for rule in rules {
        let runs =
            case.clocks.iter().any(|c| kin(c, rule, facts) && c.cancelled != Some(CancelReason::NoLongerApplies));
        // The signal of this very event may have started it just now (an emergency declared starts and re-aims).
        let begun = out.iter().any(|e| matches!(e, CaseEvent::ClockStarted { rule: r, .. } if *r == rule.id));
        let Some(began) = case.signal(rule.start) else { continue };
        let stopped = rule.stop.iter().filter_map(|s| case.signal(*s)).any(|t| t >= began);
        if !runs && !begun && !stopped {
            out.push(started(case, rule, began, facts)?);
        }
    }
    Ok(())
}

fn pause(case: &Case, reason: WaitReason, facts: &Facts<'_>, out: &mut Vec<CaseEvent>) {
    for clock in case.open_clocks() {
        // A breach stays a breach: standing still does not undo it (C.4).
        let past = clock.breached_at.is_some() || clock.due.as_ref().is_some_and(|d| facts.now > d.at);
        let pausable = facts.policy.clock(&clock.rule).is_some_and(|r| r.pause.iter().any(|p| p.reason == reason));
        if pausable && !past && !clock.is_paused() {
            out.push(CaseEvent::ClockPaused { clock: clock.name.clone(), reason });
        }
    }
}

fn resume(case: &Case, facts: &Facts<'_>, out: &mut Vec<CaseEvent>) -> Result<(), Refusal> {
    for clock in case.open_clocks().filter(|c| c.is_paused()) {
        let Some(rule) = facts.policy.clock(&clock.rule) else { continue };
        let due = due(rule, clock.started_at, &ended_pauses(clock, facts.now), facts)?;
        out.push(CaseEvent::ClockResumed { clock: clock.name.clone(), due });
    }
    Ok(())
}

/// Clocks that a resolution had met count on after a reopening; the time between does not count (C.4: cumulative).
fn go_on(case: &Case, facts: &Facts<'_>, out: &mut Vec<CaseEvent>) -> Result<(), Refusal> {
    for clock in &case.clocks {
        let Some(rule) = facts.policy.clock(&clock.rule) else { continue };
        let about_result = rule.stop.iter().any(|s| matches!(s, Signal::Resolved | Signal::ConfirmedSatisfied));
        let latest = case.clocks.iter().rfind(|c| kin(c, rule, facts));
        let is_latest = latest.is_some_and(|l| l.name == clock.name);
        let Some(met_at) = clock.met_at.filter(|_| about_result && is_latest && clock.cancelled.is_none()) else { continue };
        let mut pauses = ended_pauses(clock, facts.now);
        pauses.push(Pause { from: met_at, to: Some(facts.now), reason: None });
        let due = due(rule, clock.started_at, &pauses, facts)?;
        out.push(CaseEvent::ClockContinued { clock: clock.name.clone(), due });
    }
    Ok(())
}

/// The pauses of a clock as the calendar wants them: capped by the rule's maxima, the open one ended now.
fn ended_pauses(clock: &Clock, now: UtcMs) -> Vec<Pause> {
    clock
        .pauses
        .iter()
        .map(|p| Pause { from: p.from, to: Some(p.to.unwrap_or(now)), reason: p.reason.map(|r| r.code().to_owned()) })
        .collect()
}

/// The due time of a rule from a start, with its warnings.
pub fn due(rule: &ClockRule, from: UtcMs, pauses: &[Pause], facts: &Facts<'_>) -> Result<DueTime, Refusal> {
    let no = |detail: &str| Refusal::Calendar { calendar: rule.calendar.clone(), detail: detail.to_owned() };
    let roll = rule.roll.then_some(RollScope::AllRestDays);
    let pauses = capped(rule, pauses);
    let due = facts.calendar(&rule.calendar)?.due_brief(from, &rule.target, &pauses, roll).map_err(|e| no(e.code()))?;
    let at = due.at().ok_or_else(|| no("frozen"))?;
    let length = at.since(from);
    let mut warn: Vec<UtcMs> = rule.warn_at.iter().map(|share| from.plus_ms((length as f64 * share) as i64)).collect();
    for days in &rule.warn_days {
        warn.push(facts.end_of(&rule.calendar, from, &Span::Days(*days))?);
    }
    warn.retain(|w| *w < at);
    warn.sort_unstable();
    warn.dedup();
    Ok(DueTime { at, warn, provisional: due.provisional })
}

/// Pauses cut at the rule's longest total: beyond it the clock ran on.
fn capped(rule: &ClockRule, pauses: &[Pause]) -> Vec<Pause> {
    let longest = rule.pause.iter().filter_map(|p| p.max.as_ref()).map(nominal_ms).max();
    let Some(mut left) = longest else { return pauses.to_vec() };
    let mut out = Vec::with_capacity(pauses.len());
    for pause in pauses {
        let Some(to) = pause.to else { continue };
        let used = to.since(pause.from).clamp(0, left);
        left -= used;
        out.push(Pause { from: pause.from, to: Some(pause.from.plus_ms(used)), reason: pause.reason.clone() });
    }
    out
}

/// A span as plain milliseconds, for a cap on pauses: days of 24 hours, months of 30 days.
fn nominal_ms(span: &Span) -> i64 {
    const DAY_MS: i64 = 86_400_000;
    match span {
        Span::Duration(ms) => *ms,
        Span::Days(n) => i64::from(*n) * DAY_MS,
        Span::Months(n) => i64::from(*n) * 30 * DAY_MS,
        Span::EndOfCivilDay { .. } => DAY_MS,
    }
}

/// A due time brought forward by hand because the customer was promised it (A.7: earlier only).
pub fn bring_forward(case: &Case, name: &str, due_at: UtcMs, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let clock = case.open_clocks().find(|c| c.name == name).ok_or(Refusal::NoSuchClock)?;
    let due = clock.due.as_ref().ok_or(Refusal::NoSuchClock)?;
    if due_at >= due.at {
        return Err(Refusal::OnlyEarlier { due_at: due.at });
    }
    if due_at <= facts.now {
        return Err(Refusal::PromiseInPast);
    }
    let due = DueTime { at: due_at, warn: due.warn.iter().copied().filter(|w| *w < due_at).collect(), provisional: false };
    let why = RescheduleWhy::EarlierByHand;
    Ok(vec![CaseEvent::ClockRescheduled { clock: name.to_owned(), rule: clock.rule.clone(), due, why }])
}

/// Computes provisional due times again (B.17); nothing happens to the others.
pub fn recompute(case: &Case, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let mut out = Vec::new();
    for clock in case.open_clocks() {
        let (Some(rule), Some(old)) = (facts.policy.clock(&clock.rule), clock.due.as_ref()) else { continue };
        if !old.provisional {
            continue;
        }
        let due = due(rule, clock.started_at, &ended_pauses(clock, facts.now), facts)?;
        if due != *old {
            let why = RescheduleWhy::CalendarImported;
            out.push(CaseEvent::ClockRescheduled { clock: clock.name.clone(), rule: clock.rule.clone(), due, why });
        }
    }
    Ok(out)
}
