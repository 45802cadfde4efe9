//! Which signals an event gives. Clocks start and stop on signals, never on events, so that a policy can be read
//! without knowing the journal.

use super::event::{Answer, CaseEvent, ContactResult, Direction, FollowUpResult, MessageRole};
use super::stage::{Signal, Stage};
use super::state::Case;
use crate::complaint::dispute::{DisputeStanding, DisputeWay, Step};
use crate::trade::Channel;

/// The signals of an event, seen on the state after it.
pub fn signals(case: &Case, event: &CaseEvent) -> Vec<Signal> {
    use CaseEvent as E;
    let mut out = match event {
        E::Registered { channel, .. } => match channel {
            Channel::Voicemail => vec![Signal::Received, Signal::VoicemailLeft],
            Channel::WalkIn => vec![Signal::Received, Signal::Arrived],
            // What came in writing is the customer's first message: its answer is awaited like any other (S0-26).
            Channel::Email | Channel::Web | Channel::Chat | Channel::App | Channel::SocialMedia | Channel::Letter => {
                vec![Signal::Received, Signal::CustomerMessage]
            }
            _ => vec![Signal::Received],
        },
        E::StageEntered { stage: Stage::Triaged } => vec![Signal::Triaged],
        E::Assigned { .. } => vec![Signal::HandlerAssigned],
        E::TransferAccepted { owner, .. } if owner.user().is_some() => vec![Signal::HandlerAssigned],
        E::ContactLogged { result: ContactResult::Reached, channel, .. } => match channel {
            Channel::WalkIn => vec![Signal::TwoWayContact, Signal::Served],
            Channel::Phone => vec![Signal::TwoWayContact, Signal::CallAnswered],
            _ => vec![Signal::TwoWayContact],
        },
        E::MessageRecorded { direction: Direction::Inbound, .. } => vec![Signal::CustomerMessage],
        E::MessageRecorded { substantive, roles, .. } => outbound(*substantive, roles),
        E::Verified { .. } => {
            // A full finding includes the preliminary one (S4-21).
            vec![Signal::PreliminaryFinding]
        }
        E::SolutionProposed { .. } => vec![Signal::SolutionProposed, Signal::DefiniteAnswer],
        E::SolutionAnswered { answer: Answer::Accepted, .. } => vec![Signal::SolutionAgreed],
        E::SolutionAnswered { answer: Answer::Rejected, .. } => vec![Signal::SolutionRejected],
        E::Resolved { .. } => vec![Signal::Resolved],
        E::ReportedToHq { .. } => vec![Signal::ReportedToHq],
        E::FollowedUp { result: FollowUpResult::Satisfied, .. } => {
            vec![Signal::FollowedUp, Signal::TwoWayContact, Signal::ConfirmedSatisfied]
        }
        E::FollowedUp { result: FollowUpResult::Dissatisfied, .. } => vec![Signal::FollowedUp, Signal::TwoWayContact],
        E::ResultConfirmed { satisfied: true, .. } => vec![Signal::ConfirmedSatisfied],
        E::EmergencyDeclared { .. } => vec![Signal::EmergencyDeclared],
        E::SafetyAssessed { .. } => vec![Signal::SafetyAssessed],
        E::Escalated { .. } => vec![Signal::Escalated],
        E::DisputeOpened(o) if o.way == DisputeWay::Authority => vec![Signal::AuthorityFiled],
        E::DisputeMoved { step, .. } => authority(case, step),
        E::Reopened { .. } => vec![Signal::Reopened],
        E::Closed { .. } => vec![Signal::Closed],
        _ => Vec::new(),
    };
    // Handled = verified, contacted and proposed (S1-17…19): whichever of the three comes last gives it.
    let third = matches!(event, E::Verified { .. } | E::ContactLogged { .. } | E::SolutionProposed { .. });
    if third && case.course.verified && case.course.contacted && !case.course.proposals.is_empty() {
        out.push(Signal::Handled);
    }
    out
}

/// What an authority did: only its steps have clocks in law.
fn authority(case: &Case, step: &Step) -> Vec<Signal> {
    let ours = case.course.disputes.iter().any(|d| d.id == step.dispute && d.way == DisputeWay::Authority);
    match step.standing {
        _ if !ours => Vec::new(),
        DisputeStanding::Accepted => vec![Signal::AuthorityAccepted],
        standing if standing.is_end() => vec![Signal::AuthorityEnded],
        _ => Vec::new(),
    }
}

fn outbound(substantive: bool, roles: &[MessageRole]) -> Vec<Signal> {
    let mut out = Vec::new();
    // A holding text or an automatic reply is no answer (C.1), whatever else it claims to be.
    let real = substantive && !roles.contains(&MessageRole::Holding);
    if roles.contains(&MessageRole::Acknowledgement) {
        out.push(Signal::Acknowledged);
    }
    if real {
        out.push(Signal::SubstantiveReply);
        out.push(Signal::ProgressUpdate);
    }
    if real && roles.contains(&MessageRole::DefiniteAnswer) {
        out.push(Signal::DefiniteAnswer);
    }
    if roles.contains(&MessageRole::Result) {
        out.push(Signal::CustomerInformed);
    }
    out
}
