//! When a clock of a case is due: the rule's target on its calendar from the clock's start, with the pauses that the
//! rule allows and no more, never later than what was promised by hand. Writes no event by itself except where a
//! command asks for exactly that: bringing forward, recomputing, going on.

use std::collections::BTreeMap;

use super::clock::Clock;
use super::event::{CaseEvent, DueTime, RescheduleWhy};
use super::facts::Facts;
use super::refusal::Refusal;
use super::state::Case;
use crate::calendar::{Pause, RollScope, Span};
use crate::channel::ChannelLimit;
use crate::policy::ClockRule;
use crate::time::UtcMs;

/// The pauses of a clock as the calendar wants them; the open one ended now, or when its longest time was used up.
pub fn ended_pauses(clock: &Clock, now: UtcMs) -> Vec<Pause> {
    clock
        .pauses
        .iter()
        .map(|p| Pause {
            from: p.from,
            to: Some(p.from.plus_ms(p.length_ms(now))),
            reason: p.reason.map(|r| r.code().to_owned()),
        })
        .collect()
}

/// The due time of a rule from a start, with its warnings. Errors: `calendar` when the calendar cannot answer.
pub fn due(
    rule: &ClockRule,
    limit: Option<&ChannelLimit>,
    from: UtcMs,
    pauses: &[Pause],
    facts: &Facts<'_>,
) -> Result<DueTime, Refusal> {
    let no = |detail: &str| Refusal::Calendar { calendar: rule.calendar.clone(), detail: detail.to_owned() };
    let roll = rule.roll.then_some(RollScope::AllRestDays);
    let pauses = allowed(rule, pauses);
    let due = facts
        .calendar(&rule.calendar)?
        .due_brief(from, target(rule, limit), &pauses, roll)
        .map_err(|e| no(e.code()))?;
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

/// How long a rule gives: its own target, or the channel's limit where that tightens it (S2-09).
pub fn target<'a>(rule: &'a ClockRule, limit: Option<&'a ChannelLimit>) -> &'a Span {
    limit.filter(|l| l.tightens(rule)).map_or(&rule.target, |l| &l.target)
}

/// The due time of a clock computed again under a rule; a time promised by hand still holds (A.7: earlier only).
pub fn renewed(clock: &Clock, rule: &ClockRule, pauses: &[Pause], facts: &Facts<'_>) -> Result<DueTime, Refusal> {
    let mut due = due(rule, clock.limit.as_ref(), clock.started_at, pauses, facts)?;
    if let Some(promised) = clock.promised_at.filter(|p| *p < due.at) {
        due.at = promised;
        due.warn.retain(|w| *w < promised);
        due.provisional = false;
    }
    Ok(due)
}

/// The event with which a clock that stands still goes on; none if its rule is gone or it does not stand still.
pub fn resumption(clock: &Clock, facts: &Facts<'_>) -> Result<Option<CaseEvent>, Refusal> {
    let Some(rule) = facts.policy.clock(&clock.rule).filter(|_| clock.is_paused()) else { return Ok(None) };
    let due = renewed(clock, rule, &ended_pauses(clock, facts.now), facts)?;
    Ok(Some(CaseEvent::ClockResumed { clock: clock.name.clone(), due }))
}

/// The pauses a rule allows, each reason cut at its longest total: beyond it the clock ran on.
fn allowed(rule: &ClockRule, pauses: &[Pause]) -> Vec<Pause> {
    let mut used: BTreeMap<&str, i64> = BTreeMap::new();
    let mut out = Vec::with_capacity(pauses.len());
    for pause in pauses {
        let Some(to) = pause.to else { continue };
        let Some(reason) = &pause.reason else {
            out.push(pause.clone());
            continue;
        };
        let Some(by) = rule.pause.iter().find(|p| p.reason.code() == reason) else { continue };
        let used = used.entry(by.reason.code()).or_insert(0);
        let left = by.max.as_ref().map_or(i64::MAX, |m| nominal_ms(m) - *used);
        let length = to.since(pause.from).clamp(0, left.max(0));
        *used += length;
        out.push(Pause { from: pause.from, to: Some(pause.from.plus_ms(length)), reason: pause.reason.clone() });
    }
    out
}

/// A span as plain milliseconds, for a cap on pauses: days of 24 hours, months of 30 days.
pub const fn nominal_ms(span: &Span) -> i64 {
    const DAY_MS: i64 = 86_400_000;
    match span {
        Span::Duration(ms) => *ms,
        Span::Days(n) => *n as i64 * DAY_MS,
        Span::Months(n) => *n as i64 * 30 * DAY_MS,
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
    let warn = due.warn.iter().copied().filter(|w| *w < due_at).collect();
    let due = DueTime { at: due_at, warn, provisional: false };
    let why = RescheduleWhy::EarlierByHand;
    Ok(vec![CaseEvent::ClockRescheduled { clock: name.to_owned(), rule: clock.rule.clone(), due, why }])
}

/// Computes provisional due times again (B.17); nothing happens to the others, nor to a breach that has been seen.
pub fn recompute(case: &Case, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let mut out = Vec::new();
    for clock in case.open_clocks().filter(|c| c.breached_at.is_none()) {
        let (Some(rule), Some(old)) = (facts.policy.clock(&clock.rule), clock.due.as_ref()) else { continue };
        if !old.provisional {
            continue;
        }
        let due = renewed(clock, rule, &ended_pauses(clock, facts.now), facts)?;
        if due != *old {
            let why = RescheduleWhy::CalendarImported;
            out.push(CaseEvent::ClockRescheduled { clock: clock.name.clone(), rule: clock.rule.clone(), due, why });
        }
    }
    Ok(out)
}
