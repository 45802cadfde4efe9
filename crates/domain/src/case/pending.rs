//! What somebody must decide now, for the war room and whoever opens a case: each with the action that decides it, whose
//! turn it is and until when. The order is that of the harm in waiting.

use super::state::Case;
use crate::code::codes;
use crate::complaint::adjudication::AdjudicationStanding;
use crate::complaint::{care, failure, plan};
use crate::policy::Milestone;
use crate::time::UtcMs;
use crate::trade::Role;

codes! {
    /// What is to be decided.
    pub enum DecisionDue {
        /// Somebody on duty must accept the emergency (S0-52).
        AcceptEmergency = "accept_emergency",
        /// Whether the risk of the product is reported (B.16).
        AssessSafety = "assess_safety",
        /// Somebody of the level must take the escalation up (S0-56).
        TakeUp = "take_up",
        /// Who leads a major case (S3-29).
        NameSponsor = "name_sponsor",
        /// The remedy plan of an escalation (S0-58).
        PlanRemedy = "plan_remedy",
        /// Why a remedy failed twice (S2-27).
        ReviewFailure = "review_failure",
        /// Something lent that did not come back (S0-55).
        TakeBackLoaner = "take_back_loaner",
        /// Asking the customer whether it is settled (S2-29).
        FollowUp = "follow_up",
        /// Asking in the watch period how the customer fares (S3-49).
        CareContact = "record_care",
        /// Signing what exceeds the asker's authority (S2-23).
        SignApproval = "sign_approval",
        /// A station's appeal against a judgement (S3-21).
        DecideAppeal = "decide_appeal",
        /// The customer's answer to a solution offered (S2-25).
        AnswerProposal = "answer_proposal",
    }
}

/// One decision somebody owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What.
    pub what: DecisionDue,
    /// The name it has among [`super::actions::actions`]; a variant may follow after a dot.
    pub action: String,
    /// The role whose turn it is; none where it is nobody's in particular, or the customer's.
    pub role: Option<Role>,
    /// Until when.
    pub due_at: Option<UtcMs>,
    /// Its time has passed.
    pub overdue: bool,
}

/// What is to be decided on a case, the most pressing first. A case that is over owes what concerns its danger and its
/// judgement, nothing else.
pub fn pending(case: &Case) -> Vec<Due> {
    let (course, is_over) = (&case.course, case.stage.is_over());
    let of = |what: DecisionDue| Due { what, action: what.code().to_owned(), role: None, due_at: None, overdue: false };
    let mut out = Vec::new();
    if let Some(on) = course.emergency.as_ref().filter(|e| e.accepted.is_none() && !is_over) {
        // Whoever is asked lets it pass to the next; only the first is in time.
        out.push(Due { due_at: Some(on.until), overdue: on.turn > 1, ..of(DecisionDue::AcceptEmergency) });
    }
    if case.classification.safety_risk && course.safety.is_none() {
        let clock = case.clocks.iter().find(|c| c.milestone == Milestone::SafetyReport);
        let due_at = clock.and_then(|c| c.due.as_ref()).map(|d| d.at);
        let overdue = clock.is_some_and(|c| c.breached_at.is_some());
        out.push(Due { due_at, overdue, ..of(DecisionDue::AssessSafety) });
    }
    if let Some(waits) = case.waiting_escalation() {
        let overdue = waits.reminders > 0;
        out.push(Due { role: waits.to, due_at: waits.due_at, overdue, ..of(DecisionDue::TakeUp) });
    }
    if let Some(asked) = course.sponsorship.filter(|s| s.sponsor.is_none() && !is_over) {
        out.push(Due { due_at: Some(asked.due_at), overdue: asked.overdue, ..of(DecisionDue::NameSponsor) });
    }
    if let Some(on) = plan::owed(case).filter(|e| e.taken.is_some() && !is_over) {
        out.push(Due { role: on.to, ..of(DecisionDue::PlanRemedy) });
    }
    if let Some(asked) = failure::owed(case).filter(|_| !is_over) {
        let overdue = asked.overdue;
        out.push(Due { due_at: Some(asked.due_at), overdue, ..of(DecisionDue::ReviewFailure) });
    }
    for lent in course.loaners.iter().filter(|l| l.overdue && l.in_at.is_none()) {
        let action = format!("take_back_loaner.{}", lent.id);
        let (what, due_at) = (DecisionDue::TakeBackLoaner, Some(lent.due_at));
        out.push(Due { what, action, role: None, due_at, overdue: true });
    }
    for asked in course.approvals.iter().filter(|_| !is_over) {
        let Some(role) = asked.needs() else { continue };
        let action = format!("decide_approval.{}", asked.id);
        let (due_at, overdue) = (Some(asked.due_at), asked.overdue);
        out.push(Due { what: DecisionDue::SignApproval, action, role: Some(role), due_at, overdue });
    }
    if course.adjudication.as_ref().is_some_and(|a| a.standing == AdjudicationStanding::Appealed) {
        out.push(of(DecisionDue::DecideAppeal));
    }
    if let Some(offered) = course.proposals.last().filter(|p| p.answer.is_none() && !is_over) {
        out.push(Due { due_at: Some(offered.promised_at), ..of(DecisionDue::AnswerProposal) });
    }
    if let Some(contact) = care::owed(case) {
        out.push(Due { due_at: Some(contact.due_at), ..of(DecisionDue::CareContact) });
    }
    // An executed solution is asked about by whoever works on it, within the policy's time (S2-29).
    let unasked = course.followed_up_at.is_none() && course.confirmed_at.is_none();
    if course.resolved_at.is_some() && unasked && !is_over {
        let clock = case.clocks.iter().rfind(|c| c.milestone == Milestone::FollowUp && c.is_open());
        let due_at = clock.and_then(|c| c.due.as_ref()).map(|d| d.at);
        let overdue = clock.is_some_and(|c| c.breached_at.is_some());
        out.push(Due { due_at, overdue, ..of(DecisionDue::FollowUp) });
    }
    out
}
