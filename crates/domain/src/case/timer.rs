//! What a case wants to be woken for, and what happens then. Timers are derived from the state, so a lost timer can
//! always be made again and one that no longer fits does nothing.

use super::due::resumption;
use super::event::{CaseEvent, ResumeCause};
use super::facts::Facts;
use super::refusal::Refusal;
use super::state::Case;
use crate::complaint::emergency::Emergency;
use crate::complaint::escalation::{Escalation, Sponsorship};
use crate::complaint::failure::FailureReview;
use crate::complaint::visit::VisitStanding;
use crate::complaint::{care, emergency, escalation, evidence_request};
use crate::time::UtcMs;

/// A wish to be woken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timer {
    /// Name within the case: `warn:CLOCK`, `due:CLOCK`, `run:CLOCK`, `approval:ID`, `request:ID`,
    /// `visit:ID`, `support:ID`, `loaner:ID`, `duty`, `escalation`, `sponsor`, `review`, `wait`, `checkpoint`, `care`, `watch`, `stalled`.
    pub key: String,
    /// When.
    pub at: UtcMs,
}

/// All the timers a case wants, in order of time.
pub fn timers(case: &Case, stalled_after_hours: u32) -> Vec<Timer> {
    let mut out = Vec::new();
    if !case.stage.is_over() {
        for clock in case.open_clocks() {
            // Paused as long as its rule allows: it runs on before the wait ends (C.4: maximum per reason).
            let pause = clock.pauses.last().filter(|p| p.to.is_none()).and_then(|p| p.until);
            if let Some(at) = pause.filter(|at| case.waiting.is_none_or(|w| *at < w.until)) {
                out.push(Timer { key: format!("run:{}", clock.name), at });
            }
            let Some(due) = &clock.due else { continue };
            if clock.breached_at.is_some() {
                continue;
            }
            if let Some(warn) = due.warn.get(clock.warned as usize) {
                out.push(Timer { key: format!("warn:{}", clock.name), at: *warn });
            }
            // In time while not later: the breach is one millisecond after.
            out.push(Timer { key: format!("due:{}", clock.name), at: due.at.plus_ms(1) });
        }
        for asked in case.course.approvals.iter().filter(|a| a.needs().is_some() && !a.overdue) {
            out.push(Timer { key: format!("approval:{}", asked.id), at: asked.due_at.plus_ms(1) });
        }
        investigating(case, &mut out);
        if let Some(at) = case.waiting_escalation().and_then(Escalation::wakes_at) {
            out.push(Timer { key: "escalation".into(), at });
        }
        if let Some(at) = case.course.sponsorship.as_ref().and_then(Sponsorship::wakes_at) {
            out.push(Timer { key: "sponsor".into(), at });
        }
        if let Some(at) = case.course.failure_review.as_ref().and_then(FailureReview::wakes_at) {
            out.push(Timer { key: "review".into(), at });
        }
        if let Some(wait) = &case.waiting {
            out.push(Timer { key: "wait".into(), at: wait.until });
        } else if !case.stalled && stalled_after_hours > 0 {
            out.push(Timer {
                key: "stalled".into(),
                at: case.touched_at.plus_ms(i64::from(stalled_after_hours) * 3_600_000),
            });
        }
    }
    // What is lent rings after closing too.
    for (loaner, at) in case.course.loaners.iter().filter_map(|l| Some((l.id, l.wakes_at()?))) {
        out.push(Timer { key: format!("loaner:{loaner}"), at });
    }
    if let Some(watch) = case.watch.as_ref().filter(|w| w.ended.is_none()) {
        if let Some(at) = watch.checkpoints.get(watch.reached as usize) {
            out.push(Timer { key: "checkpoint".into(), at: *at });
        }
        if let Some((_, contact)) = care::next(case).filter(|(_, c)| !c.rung) {
            out.push(Timer { key: "care".into(), at: contact.due_at });
        }
        out.push(Timer { key: "watch".into(), at: watch.until });
    }
    out.sort_by(|a, b| (a.at, &a.key).cmp(&(b.at, &b.key)));
    out
}

/// What an investigation and an emergency wait for.
fn investigating(case: &Case, out: &mut Vec<Timer>) {
    let found = &case.course.investigation;
    for (request, at) in found.requests.iter().filter_map(|r| Some((r.id, r.wakes_at()?))) {
        out.push(Timer { key: format!("request:{request}"), at });
    }
    for visit in found.visits.iter().filter(|v| v.standing == VisitStanding::Planned && !v.overdue) {
        out.push(Timer { key: format!("visit:{}", visit.id), at: visit.report_at.plus_ms(1) });
    }
    for asked in found.supports.iter().filter(|s| s.answered.is_none() && !s.overdue) {
        out.push(Timer { key: format!("support:{}", asked.id), at: asked.due_at.plus_ms(1) });
    }
    if let Some(at) = case.course.emergency.as_ref().and_then(Emergency::wakes_at) {
        out.push(Timer { key: "duty".into(), at });
    }
}

/// What happens when a timer is due. One that is no longer wanted, or not yet due, is refused and forgotten.
pub fn fire(case: &Case, key: &str, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let wanted = timers(case, facts.policy.policy.intake.stalled_after_hours);
    let timer = wanted.iter().find(|t| t.key == key).filter(|t| t.at <= facts.now).ok_or(Refusal::TimerNotDue)?;
    Ok(match timer.key.split_once(':') {
        Some(("warn", name)) => {
            // One warning for all that have passed: a server that slept does not ring three times.
            let passed = case.clock(name).and_then(|c| c.due.as_ref());
            let number = passed.map_or(0, |d| d.warn.iter().filter(|w| **w <= facts.now).count() as u32);
            vec![CaseEvent::ClockWarned { clock: name.to_owned(), number }]
        }
        Some(("run", name)) => {
            let clock = case.clock(name).ok_or(Refusal::TimerNotDue)?;
            vec![resumption(clock, facts)?.ok_or(Refusal::TimerNotDue)?]
        }
        Some(("approval", id)) => {
            let asked = case.course.approvals.iter().find(|a| a.id.to_string() == id).ok_or(Refusal::TimerNotDue)?;
            vec![CaseEvent::ApprovalOverdue { approval: asked.id }]
        }
        Some(("request", id)) => {
            let asked = case.course.investigation.requests.iter().find(|r| r.id.to_string() == id);
            evidence_request::ring(case, asked.ok_or(Refusal::TimerNotDue)?.id, facts)?
        }
        Some(("visit", id)) => {
            let planned = case.course.investigation.visits.iter().find(|v| v.id.to_string() == id);
            vec![CaseEvent::VisitOverdue { visit: planned.ok_or(Refusal::TimerNotDue)?.id }]
        }
        Some(("support", id)) => {
            let asked = case.course.investigation.supports.iter().find(|s| s.id.to_string() == id);
            vec![CaseEvent::SupportOverdue { support: asked.ok_or(Refusal::TimerNotDue)?.id }]
        }
        Some(("loaner", id)) => {
            let lent = case.course.loaners.iter().find(|l| l.id.to_string() == id);
            vec![CaseEvent::LoanerOverdue { loaner: lent.ok_or(Refusal::TimerNotDue)?.id }]
        }
        _ if key == "duty" => emergency::ring(case, facts)?,
        _ if key == "escalation" => escalation::ring(case, facts)?,
        _ if key == "review" => vec![CaseEvent::FailureReviewOverdue {}],
        _ if key == "care" => vec![care::ring(case, facts)?],
        _ if key == "sponsor" => vec![CaseEvent::SponsorOverdue {}],
        Some(("due", name)) => vec![CaseEvent::ClockBreached { clock: name.to_owned() }],
        _ if key == "wait" => {
            let wait = case.waiting.ok_or(Refusal::TimerNotDue)?;
            vec![CaseEvent::Resumed { reason: wait.reason, cause: ResumeCause::MaxReached }]
        }
        _ if key == "checkpoint" => {
            let reached = case.watch.as_ref().map_or(0, |w| w.reached);
            vec![CaseEvent::WatchCheckpointReached { number: reached + 1 }]
        }
        _ if key == "watch" => vec![CaseEvent::WatchEnded { relapsed: false, by: None }],
        _ if key == "stalled" => vec![CaseEvent::Stalled { since: case.touched_at }],
        _ => return Err(Refusal::TimerNotDue),
    })
}
