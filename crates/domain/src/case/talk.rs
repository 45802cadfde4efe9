//! Talking with the customer: messages, contact attempts (S1-18, S2-03, S2-28). What is said is kept as said; what it
//! *is* (an answer, a question, a result) are codes, so that clocks can stop on it.

use super::command::Message;
use super::decide::enter_if_in_flow;
use super::event::{CaseEvent, ContactResult, Direction, MessageRole, ResumeCause};
use super::facts::Facts;
use super::refusal::{Refusal, TimeField};
use super::stage::Stage;
use super::state::Case;
use crate::ids::Id;
use crate::public_page::PageKind;
use crate::time::UtcMs;
use crate::trade::Channel;

/// Records a message in or out; one from the customer ends a wait for them at once, even at night (C.4).
pub fn record_message(case: &Case, message: &Message, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    if message.promised_at.is_some_and(|p| p < facts.now) {
        return Err(Refusal::PromiseInPast);
    }
    let mut events = vec![CaseEvent::MessageRecorded {
        message: message.message,
        direction: message.direction,
        channel: message.channel,
        text: message.text.clone(),
        substantive: message.substantive,
        roles: message.roles.clone(),
        promised_at: message.promised_at,
        emotional_state: message.emotional_state,
        attachments: message.attachments.clone(),
    }];
    match message.direction {
        Direction::Inbound => events.extend(resume_for_customer(case, facts)),
        Direction::Outbound => {
            if message.roles.contains(&MessageRole::Acknowledgement) && case.stage == Stage::New {
                events.extend(enter_if_in_flow(case, Stage::Acknowledged, facts));
            }
        }
    }
    Ok(events)
}

/// Records an attempt to reach the customer; only two-way contact counts as contact (S3-10).
pub fn log_contact(
    case: &Case,
    contact: Id,
    channel: Channel,
    result: ContactResult,
    at: UtcMs,
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    if at > facts.now {
        return Err(Refusal::InFuture { what: TimeField::ContactedAt });
    }
    if at < case.received_at {
        return Err(Refusal::Before { what: TimeField::ContactedAt, than: TimeField::ReceivedAt });
    }
    let mut events = vec![CaseEvent::ContactLogged { contact, channel, result, at }];
    if result == ContactResult::Reached {
        // A call made before the wait began and written up later answers nothing that was asked since.
        if case.waiting.is_some_and(|w| at < w.since) {
            return Ok(events);
        }
        events.extend(resume_for_customer(case, facts));
        let early =
            matches!(case.stage, Stage::New | Stage::Acknowledged | Stage::Triaged | Stage::Assigned | Stage::Reopened);
        if early {
            events.extend(enter_if_in_flow(case, Stage::InContact, facts));
        }
    }
    Ok(events)
}

/// The customer was shown a version of our terms (S0-60); each once.
pub fn show_terms(case: &Case, page: PageKind, version: i64, channel: Channel) -> Result<Vec<CaseEvent>, Refusal> {
    if case.course.terms_shown.iter().any(|t| t.page == page && t.version == version) {
        return Err(Refusal::TermsShownAlready);
    }
    Ok(vec![CaseEvent::TermsShown { page, version, channel }])
}

/// The customer asks how it stands (催单): they are heard, so nobody waits for them any longer.
pub fn chase(case: &Case, by: Option<Id>, facts: &Facts<'_>) -> Vec<CaseEvent> {
    let mut events = vec![CaseEvent::Chased { by }];
    events.extend(resume_for_customer(case, facts));
    events
}

fn resume_for_customer(case: &Case, facts: &Facts<'_>) -> Option<CaseEvent> {
    let wait = case.waiting?;
    let resumes = facts.policy.wait(wait.reason).is_some_and(|w| w.customer_resumes);
    resumes.then_some(CaseEvent::Resumed { reason: wait.reason, cause: ResumeCause::CustomerMessage })
}
