//! Closing, reopening, archiving (S0-20, S0-21, A.7 no. 6, C.5). No closing without the customer knowing; every other
//! reason is listed, checked, and counted.

use super::event::{CancelReason, CaseEvent, ClosureReason, RejectionGround};
use super::facts::Facts;
use super::refusal::{Refusal, Step};
use super::stage::{Signal, Stage};
use super::state::Case;
use super::text::TextRef;
use crate::calendar::Span;
use crate::complaint::{dispute, escalation, irreparable, loaner, plan, watch};
use crate::policy::{CloseNeeds, CloseRule};
use crate::time::UtcMs;

/// Closes a case.
pub fn close(
    case: &Case,
    reason: ClosureReason,
    ground: Option<RejectionGround>,
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    if reason != ClosureReason::Imported {
        dispute::over(case)?;
    }
    match reason {
        ClosureReason::Confirmed | ClosureReason::Completed => completed(case, reason, facts)?,
        ClosureReason::Unreachable => {
            assessed(case)?;
            unreachable(case, facts)?;
        }
        ClosureReason::CustomerSilent => silent(case, facts)?,
        ClosureReason::Withdrawn => assessed(case)?,
        ClosureReason::Rejected => {
            assessed(case)?;
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
    if matches!(reason, ClosureReason::Unreachable | ClosureReason::Rejected) {
        irreparable::offered(case, facts)?;
    }
    if !matches!(reason, ClosureReason::Imported | ClosureReason::Withdrawn) {
        plan::written(case, facts)?;
    }
    if reason != ClosureReason::Imported {
        escalation::led(case, facts)?;
    }
    let mut events = vec![CaseEvent::StageEntered { stage: Stage::Closed }, CaseEvent::Closed { reason, ground }];
    if matches!(reason, ClosureReason::Confirmed | ClosureReason::Completed | ClosureReason::CustomerSilent) {
        events.extend(watch::start(case, facts)?);
    }
    Ok(events)
}

/// A safety risk is assessed whatever the customer does or whoever should have handled it (C, veteran no. 5; B.16).
const fn assessed(case: &Case) -> Result<(), Refusal> {
    if case.classification.safety_risk && case.course.safety.is_none() {
        Err(Refusal::SafetyUnassessed)
    } else {
        Ok(())
    }
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
        // "Confirmed" may ask for more than the policy, never for less (S3-13).
        (ClosureReason::Confirmed, Some(rule)) if rule.needs == CloseNeeds::Satisfied => CloseNeeds::Satisfied,
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
    let (attempts_needed, days_needed) =
        rule(case, facts).map_or((3, 2), |r| (r.unreachable_attempts, r.unreachable_days));
    let attempts = case.course.failed_attempts.len() as u32;
    let mut days: Vec<_> = case.course.failed_attempts.iter().map(|t| facts.zone.business_date(*t)).collect();
    // Attempts may be written up in any order.
    days.sort_unstable();
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
    let from = silent_since(case, informed, span, facts)?;
    if facts.now < from { Err(Refusal::NotSilentYet { from }) } else { Ok(()) }
}

/// Silent since they were told, and since they last said anything.
fn silent_since(case: &Case, told: UtcMs, span: &Span, facts: &Facts<'_>) -> Result<UtcMs, Refusal> {
    let spoke = [Signal::CustomerMessage, Signal::TwoWayContact].into_iter().filter_map(|s| case.signal(s)).max();
    facts.end_of("24x7", told.max(spoke.unwrap_or(told)), span)
}

/// Not before then is a resolved case closed because its customer says nothing; none where they have answered, and where the
/// policy does not close for silence. While nobody has told them the result, it is later (S1-27, S3-02).
pub fn silent_from(case: &Case, facts: &Facts<'_>) -> Option<UtcMs> {
    let resolved = case.course.resolved_at.filter(|_| case.closure.is_none() && case.course.satisfied.is_none())?;
    let span = rule(case, facts)?.silent_after.as_ref()?;
    silent_since(case, case.course.informed_at.unwrap_or(resolved), span, facts).ok()
}

/// Opens a closed case again within the policy's days; the first resolution time is kept (S0-21, C.4).
pub fn reopen(case: &Case, reason: &TextRef, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let closure = case.closure.ok_or(Refusal::NotClosed)?;
    let days = facts.policy.policy.reopen.within_days;
    if facts.now.since(closure.at) > i64::from(days) * 86_400_000 {
        return Err(Refusal::TooLateToReopen { days });
    }
    open_again(case, Some(reason), facts)
}

/// The events of opening a closed case again, by hand or because a follow-up found the customer dissatisfied. A merged
/// case goes on in the other one and stays closed.
pub fn open_again(case: &Case, reason: Option<&TextRef>, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let closure = case.closure.ok_or(Refusal::NotClosed)?;
    if closure.reason == ClosureReason::Merged {
        return Err(Refusal::ReasonNotAllowed { reason: closure.reason });
    }
    if !facts.policy.allows(case.kind, Stage::Closed, Stage::Reopened) {
        return Err(Refusal::NotInFlow { from: Stage::Closed, to: Stage::Reopened });
    }
    let mut events = Vec::from_iter(watch::relapse(case, None));
    // Stage first: a clock starts only in a case that is open.
    events.push(CaseEvent::StageEntered { stage: Stage::Reopened });
    events.push(CaseEvent::Reopened { reason: reason.cloned(), count: case.reopen_count + 1 });
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
    dispute::over(case)?;
    loaner::all_back(case)?;
    Ok(vec![CaseEvent::Archived {}, CaseEvent::StageEntered { stage: Stage::Archived }])
}
