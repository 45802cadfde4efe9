//! Waiting (C.4): only for a listed reason, only so long, and for the customer only after we asked them something.

use super::event::{CaseEvent, ResumeCause};
use super::facts::Facts;
use super::refusal::Refusal;
use super::stage::WaitReason;
use super::state::Case;

/// Begins a wait, which ends by itself at the policy's maximum.
pub fn pause(case: &Case, reason: WaitReason, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    if let Some(wait) = case.waiting {
        return Err(Refusal::AlreadyWaiting { reason: wait.reason });
    }
    let rule = facts.policy.wait(reason).ok_or(Refusal::WaitNotInPolicy { reason })?;
    if rule.needs_question && !case.course.question_open {
        return Err(Refusal::NoQuestionAsked);
    }
    let end = |span| facts.end_of("24x7", facts.now, span);
    let mut until = end(&rule.max)?;
    if let Some(total) = &rule.max_total {
        let used = case.waited_ms.get(reason.code()).copied().unwrap_or(0);
        let left = end(total)?.since(facts.now) - used;
        if left <= 0 {
            return Err(Refusal::WaitUsedUp { reason });
        }
        until = until.min(facts.now.plus_ms(left));
    }
    Ok(vec![CaseEvent::Paused { reason, until }])
}

/// Ends a wait by hand.
pub fn resume(case: &Case) -> Result<Vec<CaseEvent>, Refusal> {
    let wait = case.waiting.ok_or(Refusal::NotWaiting)?;
    Ok(vec![CaseEvent::Resumed { reason: wait.reason, cause: ResumeCause::Actor }])
}
