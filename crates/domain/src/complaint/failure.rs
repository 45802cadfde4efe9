//! A remedy that failed twice (S2-27): the case is flagged and owes an emergency review of why, by somebody who may
//! approve, before it can be resolved. Each failure after that owes one again.

use serde::{Deserialize, Serialize};

use crate::actor::Who;
use crate::case::event::CaseEvent;
use crate::case::facts::Facts;
use crate::case::refusal::Refusal;
use crate::case::state::Case;
use crate::case::text::TextRef;
use crate::ids::Id;
use crate::time::UtcMs;

/// The review that is owed, or was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FailureReview {
    /// Since when it is owed.
    pub asked_at: UtcMs,
    /// By when.
    pub due_at: UtcMs,
    /// Its time has passed, and whoever owes it was told.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
    /// Why it failed and what is done about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<TextRef>,
    /// Who reviewed, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<(UtcMs, Option<Id>)>,
}

/// Asks for the review.
pub fn ask(facts: &Facts<'_>) -> Result<Option<CaseEvent>, Refusal> {
    if matches!(facts.actor.who, Who::Import(_)) {
        return Ok(None);
    }
    let rule = &facts.policy.policy.remedy;
    Ok(Some(CaseEvent::FailureReviewAsked { due_at: facts.end_of("24x7", facts.now, &rule.review_within)? }))
}

/// The review that waits.
pub fn owed(case: &Case) -> Option<&FailureReview> {
    case.course.failure_review.as_ref().filter(|r| r.reviewed.is_none())
}

impl FailureReview {
    /// When it rings: once, as soon as it is late.
    pub fn wakes_at(&self) -> Option<UtcMs> {
        (self.reviewed.is_none() && !self.overdue).then(|| self.due_at.plus_ms(1))
    }
}

/// Reviews it.
pub fn review(case: &Case, finding: &TextRef) -> Result<Vec<CaseEvent>, Refusal> {
    owed(case).ok_or(Refusal::NoReviewOwed)?;
    Ok(vec![CaseEvent::FailureReviewed { finding: finding.clone() }])
}

/// Refuses to call it done while the review is owed.
pub fn reviewed(case: &Case) -> Result<(), Refusal> {
    owed(case).map_or(Ok(()), |r| Err(Refusal::ReviewOwed { due_at: r.due_at }))
}
