//! What cannot be repaired (S4-19): once that is found, the customer is owed an alternative or a compensation. Nothing
//! else is offered, nothing else resolves the case, and it is not closed over their head without one.

use serde::{Deserialize, Serialize};

use crate::actor::Who;
use crate::case::event::{Answer, CaseEvent, Remedy};
use crate::case::facts::Facts;
use crate::case::refusal::Refusal;
use crate::case::state::Case;
use crate::case::text::TextRef;
use crate::ids::Id;
use crate::time::UtcMs;

/// That it cannot be repaired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Irreparable {
    /// Why.
    pub reason: TextRef,
    /// Who found it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// When.
    pub at: UtcMs,
}

impl Remedy {
    /// Stands for a thing that cannot be repaired: another thing, or money.
    pub const fn is_alternative(self) -> bool {
        matches!(
            self,
            Self::Reship
                | Self::ReturnAndRefund
                | Self::RefundOnly
                | Self::PartialRefund
                | Self::Coupon
                | Self::Compensation
                | Self::Exchange
        )
    }
}

/// Records that it cannot be repaired. A case that is resolved is opened again first: its result no longer holds.
pub fn find(case: &Case, reason: &TextRef) -> Result<Vec<CaseEvent>, Refusal> {
    if case.course.irreparable.is_some() {
        return Err(Refusal::NothingChanges);
    }
    if case.course.resolved_at.is_some() {
        return Err(Refusal::AlreadyResolved);
    }
    Ok(vec![CaseEvent::FoundIrreparable { reason: reason.clone() }])
}

/// Refuses remedies that leave the customer of a thing that cannot be repaired without an alternative.
pub fn compensated(case: &Case, remedies: &[Remedy]) -> Result<(), Refusal> {
    if case.course.irreparable.is_some() && !remedies.iter().any(|r| r.is_alternative()) {
        return Err(Refusal::AlternativeOwed);
    }
    Ok(())
}

/// Refuses to end a case that was never resolved while an alternative is owed; one the customer let pass, or withdrew from,
/// ends all the same.
pub fn offered(case: &Case, facts: &Facts<'_>) -> Result<(), Refusal> {
    if case.course.irreparable.is_none() || matches!(facts.actor.who, Who::Customer(_)) {
        return Ok(());
    }
    let stands = |p: &&crate::case::state::Proposal| p.answer != Some(Answer::Rejected);
    match case.proposal().filter(stands) {
        Some(p) if p.remedies.iter().any(|r| r.is_alternative()) => Ok(()),
        _ => Err(Refusal::AlternativeOwed),
    }
}
