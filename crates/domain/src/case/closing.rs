//! Closing, reopening, archiving (S0-20, S0-21, A.7 no. 6, C.5). No closing without the customer knowing; every other
//! reason is listed, checked, and counted.

use super::event::{CaseEvent, CancelReason, ClosureReason, RejectionGround};
use super::facts::Facts;
use super::refusal::{Refusal, Step};
use super::stage::Stage;
use super::state::Case;
use super::text::TextRef;
use crate::complaint::watch;
use crate::policy::{CloseNeeds, CloseRule};

/// Closes a case.
pub fn close(
    case: &Case,
    reason: ClosureReason,
    ground: Option<RejectionGround>,
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    match reason {
        ClosureReason::Confirmed | ClosureReason::Completed => completed(case, reason, facts)?,
        ClosureReason::Unreachable => unreachable(case, facts)?,
        ClosureReason::CustomerSilent => silent(case, facts)?,
        ClosureReason::Withdrawn => {
            if case.classification.safety_risk && !case.course.verified {
                return Err(Refusal::SafetyUnassessed);
            }
        }
        ClosureReason::Rejected => {
            if ground.is_none() {
                return Err(Refusal::GroundNeeded);
            }
            if case.course.informed_at.is_none() && ground != Some(RejectionGround::Spam) && case.reachable {
                return Err(Refusal::StepMissing { step: Step::Inform });
            }
        }
        // Merging has its own command; only an import closes without more.
        ClosureReason::Merged => return Err(Refusal::ReasonNotAllowed { reason }),
        ClosureReason::Imported => {
            if case.source.is_none() {
                return Err(Refusal::ReasonNotAllowed { reason });
            }
        }
    }
    let mut events = vec![CaseEvent::StageEntered { stage: Stage::Closed }, CaseEvent::Closed { reason, ground }];
    if matches!(reason, ClosureReason::Confirmed | ClosureReason::Completed | ClosureReason::CustomerSilent) {
        events.extend(watch::start(case, facts)?);
    }
    Ok(events)
}

/// Why a clock that still runs is cancelled when the case closes for a reason.
pub const fn cancel_reason(reason: ClosureReason) -> CancelReason {
    match reason {
        ClosureReason::Withdrawn => CancelReason::Withdrawn,
        ClosureReason::Merged => CancelReason::Merged,
        ClosureReason::Rejected => CancelReason::Rejected,
        _ => CancelReason::Closed,
    }
}

fn rule<'a>(case: &Case, facts: &'a Facts<'_>) -> Option<&'a CloseRule> {
    facts.policy.close_rule(&case.condition_facts())
}

fn completed(case: &Case, reason: ClosureReason, facts: &Facts<'_>) -> Result<(), Refusal> {
    if !facts.policy.allows(case.kind, case.stage, Stage::Closed) {
        return Err(Refusal::NotInFlow { from: case.stage, to: Stage::Closed });
    }
    let c = &case.course;
    if c.resolved_at.is_none() {
        return Err(Refusal::NotResolved);
    }
    if c.satisfied == Some(false) {
        return Err(Refusal::CustomerDissatisfied);
    }
    let needs = match (reason, rule(case, facts)) {
        (ClosureReason::Confirmed, _) => CloseNeeds::Confirmed,
        (_, Some(rule)) => rule.needs,
        (_, None) => CloseNeeds::Confirmed,
    };
    // The customer knows the result whichever way it is closed (S1-27): telling, following up and confirming all do.
    let knows = c.informed_at.is_some() || c.followed_up_at.is_some() || c.confirmed_at.is_some();
    let confirmed = c.confirmed_at.is_some() || (c.followed_up_at.is_some() && c.satisfied == Some(true));
    let done = match needs {
        CloseNeeds::Informed => knows,
        CloseNeeds::FollowedUp => c.followed_up_at.is_some() || c.confirmed_at.is_some(),
        CloseNeeds::Confirmed => confirmed,
        CloseNeeds::Satisfied => confirmed && c.satisfied == Some(true),
    };
    if done { Ok(()) } else { Err(Refusal::CloseNeeds { needs }) }
}

fn unreachable(case: &Case, facts: &Facts<'_>) -> Result<(), Refusal> {
    let (attempts_needed, days_needed) = rule(case, facts).map_or((3, 2), |r| (r.unreachable_attempts, r.unreachable_days));
    let attempts = case.course.failed_attempts.len() as u32;
    let mut days: Vec<_> = case.course.failed_attempts.iter().map(|t| facts.zone.business_date(*t)).collect();
    days.dedup();
    let days = days.len() as u32;
    if case.reachable && (attempts < attempts_needed || days < days_needed) {
        return Err(Refusal::NotUnreachable {
            reason: ClosureReason::Unreachable,
            attempts,
            days,
            attempts_needed,
            days_needed,
        });
    }
    Ok(())
}

fn silent(case: &Case, facts: &Facts<'_>) -> Result<(), Refusal> {
    let reason = ClosureReason::CustomerSilent;
    let span = rule(case, facts).and_then(|r| r.silent_after.as_ref()).ok_or(Refusal::ReasonNotAllowed { reason })?;
    if case.course.resolved_at.is_none() {
        return Err(Refusal::NotResolved);
    }
    if case.course.satisfied == Some(false) {
        return Err(Refusal::CustomerDissatisfied);
    }
    let informed = case.course.informed_at.ok_or(Refusal::StepMissing { step: Step::Inform })?;
    let from = facts.end_of("24x7", informed, span)?;
    if facts.now < from { Err(Refusal::NotSilentYet { from }) } else { Ok(()) }
}

/// Opens a closed case again within the policy's days; the first resolution time is kept (S0-21, C.4).
pub fn reopen(case: &Case, reason: &TextRef, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let closure = case.closure.ok_or(Refusal::NotClosed)?;
    if closure.reason == ClosureReason::Merged {
        return Err(Refusal::ReasonNotAllowed { reason: closure.reason });
    }
    let days = facts.policy.policy.reopen.within_days;
    if facts.now.since(closure.at) > i64::from(days) * 86_400_000 {
        return Err(Refusal::TooLateToReopen { days });
    }
    if !facts.policy.allows(case.kind, Stage::Closed, Stage::Reopened) {
        return Err(Refusal::NotInFlow { from: Stage::Closed, to: Stage::Reopened });
    }
    let mut events = Vec::new();
    if case.watch.as_ref().is_some_and(|w| w.ended.is_none()) {
        events.push(CaseEvent::WatchEnded { relapsed: true });
    }
    events.push(CaseEvent::Reopened { reason: reason.clone(), count: case.reopen_count + 1 });
    events.push(CaseEvent::StageEntered { stage: Stage::Reopened });
    Ok(events)
}

/// Files a closed case, once its watch period is over (S2-31).
pub fn archive(case: &Case, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    if !facts.policy.allows(case.kind, Stage::Closed, Stage::Archived) {
        return Err(Refusal::NotInFlow { from: Stage::Closed, to: Stage::Archived });
    }
    if let Some(watch) = case.watch.as_ref().filter(|w| w.ended.is_none()) {
        return Err(Refusal::Watched { until: watch.until });
    }
    Ok(vec![CaseEvent::Archived {}, CaseEvent::StageEntered { stage: Stage::Archived }])
}
