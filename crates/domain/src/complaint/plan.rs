//! The remedy plan of an escalation (S0-58): from a level the policy names, whoever took it up owes the way out, with its
//! steps and its time, before the case is resolved, closed or handed further up. A solution offered while they are
//! accountable is such a plan.

use serde::{Deserialize, Serialize};

use super::escalation::{Escalation, EscalationOrigin};
use crate::actor::Who;
use crate::case::event::{CaseEvent, EscalationCause};
use crate::case::facts::Facts;
use crate::case::refusal::Refusal;
use crate::case::state::Case;
use crate::case::text::TextRef;
use crate::ids::Id;
use crate::time::UtcMs;

/// How an escalation is to be got out of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemedyPlan {
    /// Its steps with their times; none where it is a solution offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRef>,
    /// By when all of it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finish_at: Option<UtcMs>,
    /// The solution offered, where that is the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Id>,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// When.
    pub at: UtcMs,
}

/// The escalation in force that still owes its plan.
pub fn owed(case: &Case) -> Option<&Escalation> {
    case.course.escalations.iter().rfind(|e| e.ended.is_none() && e.owes_plan && e.plan.is_none())
}

/// Writes the plan; whoever took the escalation up, who is accountable for it, or somebody of its level or above.
pub fn write(case: &Case, text: &TextRef, finish_at: UtcMs, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let on = case.course.escalations.iter().rfind(|e| e.ended.is_none()).ok_or(Refusal::NoEscalation)?;
    let taken = on.taken.ok_or(Refusal::NotTakenUp { level: on.level })?;
    if finish_at < facts.now {
        return Err(Refusal::PromiseInPast);
    }
    let me = facts.actor.user();
    let named = me.is_some() && (me == Some(taken.owner) || me == taken.by);
    if !(named || facts.policy.policy.escalation.reaches(on.level, &facts.roles(case))) {
        return Err(Refusal::NotOfThisLevel { level: on.level });
    }
    let level = on.level;
    Ok(vec![CaseEvent::RemedyPlanned { level, text: Some(text.clone()), finish_at: Some(finish_at), proposal: None }])
}

/// A solution offered while somebody is accountable for the escalation is its plan.
pub fn by_offer(case: &Case, proposal: Id, promised_at: UtcMs) -> Option<CaseEvent> {
    let on = owed(case).filter(|e| e.taken.is_some())?;
    let (finish_at, proposal) = (Some(promised_at), Some(proposal));
    Some(CaseEvent::RemedyPlanned { level: on.level, text: None, finish_at, proposal })
}

/// Refuses to leave the escalation without its plan; the customer's own word ends it, and history is as it was.
pub fn written(case: &Case, facts: &Facts<'_>) -> Result<(), Refusal> {
    if matches!(facts.actor.who, Who::Customer(_) | Who::Import(_)) {
        return Ok(());
    }
    owed(case).map_or(Ok(()), |on| Err(Refusal::PlanOwed { level: on.level }))
}

/// The same for handing it further up because it is difficult: rules, customers and the public do not wait for a plan.
pub fn written_to_raise(case: &Case, cause: EscalationCause, facts: &Facts<'_>) -> Result<(), Refusal> {
    if cause.origin() == EscalationOrigin::Staff { written(case, facts) } else { Ok(()) }
}
