//! The result: carried out, told, followed up, confirmed, or looked at again (S0-20, S0-21, S1-21, S1-27, S3-13,
//! S3-16).

use serde::{Deserialize, Serialize};

use crate::actor::Who;
use crate::case::closing::open_again;
use crate::case::decide::{enter, enter_if_in_flow};
use crate::case::event::{Answer, CaseEvent, FollowUpResult, Remedy};
use crate::case::facts::Facts;
use crate::case::refusal::{Refusal, Step, TimeField};
use crate::case::stage::{Signal, Stage};
use crate::case::state::Case;
use crate::case::text::TextRef;
use crate::ids::Id;
use crate::time::UtcMs;
use crate::trade::{Channel, Kind};

/// Begins to carry out what was agreed.
pub fn execute(case: &Case, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    agreed(case)?;
    Ok(enter(case, Stage::Executing, facts)?.into_iter().collect())
}

/// A proposal that was made must have been accepted; without one, a question answered at once is a result too.
fn agreed(case: &Case) -> Result<(), Refusal> {
    match case.proposal().map(|p| p.answer) {
        None => Ok(()),
        Some(Some(Answer::Accepted)) => Ok(()),
        Some(Some(Answer::Rejected)) => Err(Refusal::StepMissing { step: Step::Propose }),
        Some(_) => Err(Refusal::StepMissing { step: Step::Agree }),
    }
}

/// It is done.
pub fn resolve(case: &Case, remedies: &[Remedy], text: &TextRef, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    if case.course.resolved_at.is_some() {
        return Err(Refusal::AlreadyResolved);
    }
    // Another system's history seldom tells the remedy or when the customer was spoken to.
    let imported = matches!(facts.actor.who, Who::Import(_));
    if remedies.is_empty() && !imported {
        return Err(Refusal::NoRemedy);
    }
    agreed(case)?;
    if let Some(remedy) = super::remedy::unproved(case) {
        return Err(Refusal::ProofMissing { remedy });
    }
    super::irreparable::compensated(case, remedies)?;
    super::failure::reviewed(case)?;
    super::plan::written(case, facts)?;
    if matches!(case.kind, Kind::Complaint | Kind::QualityIssue) && !imported {
        // Nature and severity are both mandatory (S2-15); history of another system is taken as it comes.
        let c = &case.classification;
        if c.category.is_none() || c.severity.is_none() {
            return Err(Refusal::NotTriaged);
        }
    }
    let contacted = case.course.contacted || case.signal(Signal::SubstantiveReply).is_some();
    if case.kind == Kind::Complaint && case.reachable && !contacted && !imported {
        // Nobody resolves a complaint without having spoken or written to the customer (S3-10, S1-18).
        return Err(Refusal::StepMissing { step: Step::Contact });
    }
    let mut events = vec![CaseEvent::Resolved { remedies: remedies.to_vec(), text: text.clone() }];
    events.extend(enter(case, Stage::Resolved, facts)?);
    Ok(events)
}

/// What a visit to ask about the result brought back (S3-17).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUpVisit {
    /// When somebody was there.
    pub at: UtcMs,
    /// Who.
    pub visitor: Id,
    /// What was found.
    pub finding: TextRef,
    /// The customer's signature, photos: files of the case.
    pub attachments: Vec<Id>,
}

fn visited(case: &Case, record: &FollowUpVisit, facts: &Facts<'_>) -> Result<(), Refusal> {
    if record.attachments.is_empty() {
        return Err(Refusal::VisitRecordNeeded);
    }
    if record.at > facts.now {
        return Err(Refusal::InFuture { what: TimeField::VisitedAt });
    }
    if record.at < case.received_at {
        return Err(Refusal::Before { what: TimeField::VisitedAt, than: TimeField::ReceivedAt });
    }
    Ok(())
}

/// Records a follow-up; a dissatisfied customer always leads to reassessment (C.12: 100 %).
pub fn follow_up(
    case: &Case,
    channel: Channel,
    result: FollowUpResult,
    visit: Option<&FollowUpVisit>,
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    if case.course.resolved_at.is_none() && case.closure.is_none() {
        return Err(Refusal::NotResolved);
    }
    if let Some(rule) = &facts.policy.policy.follow_up {
        if visit.is_some() && !rule.visit_allowed {
            return Err(Refusal::NoVisits);
        }
        if visit.is_none() && !rule.channels.is_empty() && !rule.channels.contains(&channel) {
            return Err(Refusal::FollowUpChannel);
        }
    }
    if let Some(record) = visit {
        visited(case, record, facts)?;
    }
    let record = visit.cloned().map(Box::new);
    let mut events = vec![CaseEvent::FollowedUp { channel, result, visit: visit.is_some(), record }];
    match result {
        FollowUpResult::Dissatisfied => events.extend(again(case, facts)?),
        // What is confirmed already does not fall back.
        FollowUpResult::Satisfied | FollowUpResult::NotReached if case.stage == Stage::Resolved => {
            events.extend(enter_if_in_flow(case, Stage::FollowUp, facts));
        }
        FollowUpResult::Satisfied | FollowUpResult::NotReached => {}
    }
    Ok(events)
}

/// The customer says whether the result is right.
pub fn confirm(case: &Case, satisfied: bool, channel: Channel, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    if case.course.resolved_at.is_none() {
        return Err(Refusal::NotResolved);
    }
    let mut events = vec![CaseEvent::ResultConfirmed { satisfied, channel }];
    if satisfied {
        events.extend(enter_if_in_flow(case, Stage::Confirmed, facts));
    } else {
        events.extend(again(case, facts)?);
    }
    Ok(events)
}

/// What a customer says of us when it is over (S2-30, S3-34).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rating {
    /// The outcome, 1 to 5.
    pub stars: u8,
    /// How it was handled, 1 to 5.
    pub process: Option<u8>,
    /// They would use us again.
    pub would_return: Option<bool>,
}

/// The customer rates the service: once a case, when there is a result to speak of (S0-22: one survey a case). A bad rating
/// reopens nothing: whether the result is right is asked separately ([`confirm`]).
pub fn rate(case: &Case, said: Rating, channel: Channel, text: Option<&TextRef>) -> Result<Vec<CaseEvent>, Refusal> {
    let Rating { stars, process, would_return } = said;
    if case.course.resolved_at.is_none() && case.closure.is_none() {
        return Err(Refusal::NotResolved);
    }
    if std::iter::once(stars).chain(process).any(|s| !(1..=5).contains(&s)) {
        return Err(Refusal::NoSuchRating);
    }
    if case.course.stars.is_some() {
        return Err(Refusal::AlreadyRated);
    }
    Ok(vec![CaseEvent::Rated { stars, channel, text: text.cloned(), process, would_return }])
}

/// Looked at again: an open case is reassessed; a closed one is opened for it first (S0-21).
fn again(case: &Case, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let mut events = Vec::new();
    let mut from = case.stage;
    if case.stage == Stage::Closed {
        events.extend(open_again(case, None, facts)?);
        from = Stage::Reopened;
    }
    events.push(CaseEvent::ReassessmentStarted { round: case.course.reassessments + 1 });
    if !facts.policy.allows(case.kind, from, Stage::Reassessment) {
        return Err(Refusal::NotInFlow { from, to: Stage::Reassessment });
    }
    events.push(CaseEvent::StageEntered { stage: Stage::Reassessment });
    Ok(events)
}
