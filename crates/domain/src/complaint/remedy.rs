//! What a solution hands over (S2-24), remedy by remedy: amounts, the ground in law where there is one, and the least
//! the law grants. Whether somebody may promise it is in `authority`.

use serde::{Deserialize, Serialize};

use super::{damages, escalation, failure};
use crate::case::event::{Answer, CaseEvent, EscalationCause, Remedy};
use crate::case::facts::Facts;
use crate::case::refusal::{Refusal, Step};
use crate::case::state::Case;
use crate::case::text::TextRef;
use crate::code::codes;
use crate::money::Money;

codes! {
    /// A ground in law that fixes a least amount.
    pub enum LegalGround {
        /// Fraud: three times the price, 500 CNY at least (消费者权益保护法 art. 55).
        Fraud = "fraud",
    }
}

/// One remedy of a solution with what it hands over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Which remedy.
    pub remedy: Remedy,
    /// What it is worth to the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// What the customer paid, where an amount is judged by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// The ground in law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<LegalGround>,
}

impl Remedy {
    /// Nothing without an amount.
    pub const fn needs_amount(self) -> bool {
        matches!(self, Self::PartialRefund | Self::Coupon | Self::Compensation)
    }

    /// Carried out only with a proof: a refund reference, a parcel number, a coupon code (S2-24, S2-27).
    pub const fn needs_proof(self) -> bool {
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

/// The least a term must grant, with its article.
pub fn least(term: &Term) -> Option<(&'static str, Money)> {
    match (term.ground?, term.price.as_ref()?) {
        (LegalGround::Fraud, price) => Some((damages::FRAUD_ARTICLE, damages::fraud(price).ok()?)),
    }
}

/// Checks the terms of a solution and adds them up, in the currency of the policy; `None` when there is no money in it.
pub fn total(terms: &[Term], remedies: &[Remedy], facts: &Facts<'_>) -> Result<Option<Money>, Refusal> {
    let currency = &facts.policy.policy.remedy.currency;
    let mut sum: Option<Money> = None;
    for (n, term) in terms.iter().enumerate() {
        let remedy = term.remedy;
        if !remedies.contains(&remedy) || terms[..n].iter().any(|t| t.remedy == remedy) {
            return Err(Refusal::TermMisplaced { remedy });
        }
        let money = [&term.amount, &term.price].into_iter().flatten();
        if money.clone().any(|m| m.amount_minor <= 0 || m.currency.code() != currency) {
            return Err(Refusal::AmountUnusable { remedy, currency: currency.clone() });
        }
        if remedy.needs_amount() && term.amount.is_none() {
            return Err(Refusal::AmountMissing { remedy });
        }
        if term.ground.is_some() && (term.price.is_none() || term.amount.is_none()) {
            return Err(Refusal::AmountMissing { remedy });
        }
        if let (Some((article, minimum)), Some(amount)) = (least(term), &term.amount)
            && amount.amount_minor < minimum.amount_minor
        {
            return Err(Refusal::BelowLaw { article: article.to_owned(), minimum });
        }
        if let Some(amount) = &term.amount {
            let unusable = |_| Refusal::AmountUnusable { remedy, currency: currency.clone() };
            sum = Some(sum.map_or_else(|| Ok(amount.clone()), |s| s.plus(amount)).map_err(unusable)?);
        }
    }
    Ok(sum)
}

/// One remedy of the accepted solution was carried out, or failed (S2-27). A second failure goes up.
pub fn carry_out(
    case: &Case,
    remedy: Remedy,
    reference: Option<&TextRef>,
    failed: bool,
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let Some(proposal) = case.proposal().filter(|p| p.answer == Some(Answer::Accepted)) else {
        return Err(Refusal::StepMissing { step: Step::Agree });
    };
    if !proposal.remedies.contains(&remedy) {
        return Err(Refusal::TermMisplaced { remedy });
    }
    if proposal.carried_out.contains(&remedy) {
        return Err(Refusal::CarriedOut { remedy });
    }
    if !failed && remedy.needs_proof() && reference.is_none() {
        return Err(Refusal::ProofMissing { remedy });
    }
    if failed && reference.is_none() {
        return Err(Refusal::ReasonNeeded);
    }
    let mut events =
        vec![CaseEvent::RemedyCarriedOut { proposal: proposal.id, remedy, reference: reference.cloned(), failed }];
    if failed && case.course.failures >= 1 {
        // Flagged, and looked into at once (S2-27).
        events.extend(failure::ask(facts)?);
        events.extend(escalation::up(case, EscalationCause::SecondFailure, None, facts).ok());
    }
    Ok(events)
}

/// The first remedy of the accepted solution that still lacks its proof. A solution without terms asks for none.
pub fn unproved(case: &Case) -> Option<Remedy> {
    let proposal = case.proposal().filter(|p| p.answer == Some(Answer::Accepted) && !p.terms.is_empty())?;
    let open = |t: &&super::remedy::Term| t.remedy.needs_proof() && !proposal.carried_out.contains(&t.remedy);
    proposal.terms.iter().find(open).map(|t| t.remedy)
}
