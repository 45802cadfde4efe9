//! Proposing a solution and the customer's answer (S1-19, S2-20…26, S0-56). The customer understands, accepts or
//! rejects; a rejection leads to reassessment, several of them upward.

use serde::{Deserialize, Serialize};

use crate::actor::Who;
use crate::case::decide::{enter, enter_if_in_flow};
use crate::case::event::{Answer, CaseEvent, EscalationCause, Remedy};
use crate::case::facts::Facts;
use crate::case::refusal::{Refusal, Step};
use crate::case::stage::Stage;
use crate::case::state::Case;
use crate::case::text::{Field, TextRef};
use crate::complaint::remedy::Term;
use crate::complaint::{approval, escalation, irreparable, plan, remedy};
use crate::ids::Id;
use crate::money::Money;
use crate::policy::{ClockRule, Milestone, Words};
use crate::time::UtcMs;
use crate::trade::{Channel, Kind};

/// How solutions are offered, as a policy writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProposalRule {
    /// With the steps of carrying it out, besides its content and its time (S2-26).
    pub steps_required: bool,
    /// What each remedy means; a layer adds to what it inherits, remedy by remedy.
    #[serde(rename = "explainer", skip_serializing_if = "Vec::is_empty")]
    pub explainers: Vec<Explainer>,
}

/// What a remedy means, in words for the customer (S2-22): stands with every solution that offers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explainer {
    /// Which remedy.
    pub remedy: Remedy,
    /// What it means, how it goes, what the customer has to do.
    pub words: Words,
}

impl ProposalRule {
    /// What remedies mean, where the policy says, in their order.
    pub fn explained<'a>(&'a self, remedies: &'a [Remedy]) -> impl Iterator<Item = &'a Explainer> {
        remedies.iter().filter_map(|r| self.explainers.iter().find(|e| e.remedy == *r))
    }
}

/// A solution as it is offered: content, what it hands over, steps and time (S2-26).
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    /// Its words.
    pub text: &'a TextRef,
    /// What it consists of.
    pub remedies: &'a [Remedy],
    /// By when it will be done.
    pub promised_at: UtcMs,
    /// What each remedy hands over.
    pub terms: &'a [Term],
    /// The steps of carrying it out.
    pub steps: Option<&'a TextRef>,
    /// What the customer pays for it: with its time it is told before anything is done, and carried out only once the
    /// customer accepted it (S0-61).
    pub fee: Option<&'a Money>,
}

/// Offers a solution. What it costs is within the authority of whoever offers it, or approved (S2-23).
pub fn propose(case: &Case, proposal: Id, offer: &Offer<'_>, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let Offer { text, remedies, promised_at, terms, steps, fee } = *offer;
    if remedies.is_empty() {
        return Err(Refusal::NoRemedy);
    }
    if promised_at < facts.now {
        return Err(Refusal::PromiseInPast);
    }
    // Content, steps and time: the customer is told all three (S2-26).
    let told = matches!(facts.actor.who, Who::Import(_));
    if facts.policy.policy.proposal.steps_required && steps.is_none() && !told {
        return Err(Refusal::StepsNeeded);
    }
    let currency = &facts.policy.policy.remedy.currency;
    if fee.is_some_and(|f| f.amount_minor <= 0 || f.currency.code() != currency) {
        return Err(Refusal::FeeUnusable { currency: currency.clone() });
    }
    irreparable::compensated(case, remedies)?;
    // What the customer wants must be known before something is offered (S2-13, S2-21).
    let said = case.text(Field::Demand).is_some() || case.text(Field::Expectation).is_some();
    if case.kind == Kind::Complaint && !said && case.course.wished.is_empty() {
        return Err(Refusal::StepMissing { step: Step::Demand });
    }
    // Where the source asks for verify, contact, propose, they come in this order (S1-17…19).
    let in_steps = |r: &ClockRule| r.milestone == Milestone::Handled && !r.default;
    if !case.course.verified && facts.policy.matching(&case.condition_facts()).any(in_steps) {
        return Err(Refusal::StepMissing { step: Step::Verify });
    }
    if case.proposal().is_some_and(|p| matches!(p.answer, None | Some(Answer::Understood))) {
        return Err(Refusal::AnswerPending);
    }
    let sum = remedy::total(terms, remedies, facts)?;
    approval::authorised(case, terms, sum.as_ref(), facts)?;
    let mut events = vec![CaseEvent::SolutionProposed {
        proposal,
        text: text.clone(),
        remedies: remedies.to_vec(),
        promised_at,
        terms: terms.to_vec(),
        steps: steps.cloned(),
        fee: fee.cloned(),
    }];
    events.extend(plan::by_offer(case, proposal, promised_at));
    events.extend(enter(case, Stage::SolutionProposed, facts)?);
    Ok(events)
}

/// Records what the customer says to the proposal on the table.
pub fn answer(
    case: &Case,
    proposal: Id,
    answer: Answer,
    channel: Channel,
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let on_table = case.proposal().filter(|p| p.id == proposal).ok_or(Refusal::NotOnTheTable)?;
    match on_table.answer {
        Some(Answer::Accepted | Answer::Rejected) => return Err(Refusal::AlreadyAnswered),
        Some(Answer::Understood) if answer == Answer::Understood => return Err(Refusal::NothingChanges),
        _ => {}
    }
    let mut events = vec![CaseEvent::SolutionAnswered { proposal, answer, channel }];
    match answer {
        Answer::Understood => {}
        Answer::Accepted => events.extend(enter_if_in_flow(case, Stage::Agreed, facts)),
        Answer::Rejected => {
            let round = case.course.reassessments + 1;
            events.push(CaseEvent::ReassessmentStarted { round });
            events.extend(enter(case, Stage::Reassessment, facts)?);
            events.extend(rise(case, facts));
        }
    }
    Ok(events)
}

/// The n-th rejected solution takes the case a level up (S0-56, S3-15).
fn rise(case: &Case, facts: &Facts<'_>) -> Option<CaseEvent> {
    let rule = &facts.policy.policy.escalation;
    let rejected = case.course.rejected + 1;
    let due = rule.rejected_solutions > 0 && rejected >= rule.rejected_solutions;
    due.then(|| escalation::up(case, EscalationCause::RejectedSolutions, None, facts).ok()).flatten()
}
