//! What a clock event makes of a clock. A pause never grows beyond its longest time, however late its end is noticed.

use super::clock::{Clock, ClockPause};
use super::event::{CaseEvent, RescheduleWhy};
use super::evolve::Decided;
use super::state::Case;
use crate::time::UtcMs;

/// Applies a clock event; one about an unknown clock is passed over.
pub(super) fn clock(case: &mut Case, event: &CaseEvent, when: &Decided) {
    use CaseEvent as E;
    if let E::ClockStarted { clock, rule, milestone, statutory, started_at, due, limit } = event {
        case.clocks.push(Clock {
            name: clock.clone(),
            rule: rule.clone(),
            milestone: *milestone,
            statutory: *statutory,
            started_at: *started_at,
            due: Some(due.clone()),
            pauses: Vec::new(),
            warned: 0,
            breached_at: None,
            met_at: None,
            cancelled: None,
            cancelled_at: None,
            promised_at: None,
            limit: *limit,
        });
        return;
    }
    let Some(name) = event.clock() else { return };
    let Some(clock) = case.clocks.iter_mut().find(|c| c.name == name) else { return };
    match event {
        E::ClockRescheduled { rule, due, why, .. } => {
            clock.rule = rule.clone();
            if *why == RescheduleWhy::EarlierByHand {
                clock.promised_at = Some(due.at);
            }
            // Warnings already given stay given; those of the new target count from those still ahead.
            clock.warned = due.warn.iter().filter(|w| **w <= when.at).count() as u32;
            clock.due = (!clock.is_paused()).then(|| due.clone());
        }
        E::ClockPaused { reason, from, until, .. } => {
            clock.pauses.push(ClockPause {
                reason: Some(*reason),
                from: from.unwrap_or(when.at),
                to: None,
                until: *until,
            });
            clock.due = None;
        }
        E::ClockResumed { due, .. } => {
            end_pause(clock, when.at);
            clock.due = Some(due.clone());
        }
        E::ClockMet { at, late, .. } => {
            end_pause(clock, when.at);
            clock.met_at = Some(*at);
            if !late {
                // A call made in time and written up after the due time was no breach after all; the journal keeps both.
                clock.breached_at = None;
            }
        }
        E::ClockWarned { number, .. } => clock.warned = *number,
        E::ClockBreached { .. } => clock.breached_at = clock.breached_at.or(Some(when.at)),
        E::ClockCancelled { reason, .. } => {
            end_pause(clock, when.at);
            clock.cancelled = Some(*reason);
            clock.cancelled_at = Some(when.at);
        }
        E::ClockContinued { due, .. } => {
            let cancelled = clock.cancelled_at.take();
            clock.cancelled = None;
            if let Some(ended) = clock.met_at.take().or(cancelled) {
                clock.pauses.push(ClockPause { reason: None, from: ended, to: Some(when.at.max(ended)), until: None });
            }
            clock.due = Some(due.clone());
        }
        _ => {}
    }
}

fn end_pause(clock: &mut Clock, at: UtcMs) {
    if let Some(pause) = clock.pauses.last_mut().filter(|p| p.to.is_none()) {
        pause.to = Some(pause.end(at));
    }
}
