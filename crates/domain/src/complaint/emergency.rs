//! An emergency (S0-52…55): somebody on duty is asked at once, then the next, until one accepts; the risk of the product is
//! assessed, and whether it must be reported is decided within two working days; a substitute is offered or it is said
//! why not.

use serde::{Deserialize, Serialize};

use crate::actor::Who;
use crate::calendar::Span;
use crate::case::event::CaseEvent;
use crate::case::facts::Facts;
use crate::case::refusal::Refusal;
use crate::case::state::Case;
use crate::case::text::TextRef;
use crate::ids::Id;
use crate::time::UtcMs;

/// How often somebody is asked, at most: half a week at ten minutes each.
pub const MOST_TURNS: u32 = 500;

/// How a policy has emergencies handled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EmergencyRule {
    /// How long whoever is asked may take to accept, around the clock; none = nobody on duty is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accept_within: Option<Span>,
    /// Days to look back for other cases of the same product, batch or serial number.
    pub cluster_days: u32,
}

impl Default for EmergencyRule {
    fn default() -> Self {
        Self { accept_within: None, cluster_days: 90 }
    }
}

/// An emergency as it is handled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Emergency {
    /// Since when.
    pub since: UtcMs,
    /// The how-manyeth of the roster is asked.
    pub turn: u32,
    /// Until when they may accept.
    pub until: UtcMs,
    /// Who accepted, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<(UtcMs, Option<Id>)>,
}

/// Whether a product risk is reported to the authority (B.16), as decided by a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SafetyAssessment {
    /// It is.
    pub report: bool,
    /// Why, or why not.
    pub reason: TextRef,
    /// Number of the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<TextRef>,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// When.
    pub at: UtcMs,
}

/// A substitute offered for the time being (S0-55), or why none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Substitute {
    /// One was offered.
    pub offered: bool,
    /// Which, or why none.
    pub text: TextRef,
    /// When.
    pub at: UtcMs,
}

/// Asks the first on duty when an emergency is declared; history rings nobody.
pub fn begin(facts: &Facts<'_>) -> Result<Option<CaseEvent>, Refusal> {
    if matches!(facts.actor.who, Who::Import(_)) {
        return Ok(None);
    }
    turn(1, facts)
}

fn turn(turn: u32, facts: &Facts<'_>) -> Result<Option<CaseEvent>, Refusal> {
    let Some(span) = &facts.policy.policy.emergency.accept_within else { return Ok(None) };
    let until = facts.end_of("24x7", facts.now, span)?;
    Ok(Some(CaseEvent::DutyAsked { turn, until }))
}

impl Emergency {
    /// When the next is asked; never once somebody accepted.
    pub fn wakes_at(&self) -> Option<UtcMs> {
        (self.accepted.is_none() && self.turn < MOST_TURNS).then_some(self.until)
    }
}

/// Nobody accepted in time: the next is asked.
pub fn ring(case: &Case, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let on = case.course.emergency.as_ref().ok_or(Refusal::TimerNotDue)?;
    Ok(vec![turn(on.turn + 1, facts)?.ok_or(Refusal::TimerNotDue)?])
}

/// Somebody takes it.
pub fn accept(case: &Case) -> Result<Vec<CaseEvent>, Refusal> {
    match &case.course.emergency {
        None => Err(Refusal::NoEmergency),
        Some(on) if on.accepted.is_some() => Err(Refusal::EmergencyAccepted),
        Some(_) => Ok(vec![CaseEvent::EmergencyAccepted {}]),
    }
}

/// Decides whether the risk is reported. A later decision stands beside the first in the record and takes its place.
pub fn assess(
    case: &Case,
    report: bool,
    reason: &TextRef,
    document: Option<&TextRef>,
) -> Result<Vec<CaseEvent>, Refusal> {
    if !case.classification.safety_risk {
        return Err(Refusal::NoSafetyRisk);
    }
    Ok(vec![CaseEvent::SafetyAssessed { report, reason: reason.clone(), document: document.cloned() }])
}

/// Records the substitute, or why there is none.
pub fn substitute(case: &Case, offered: bool, text: &TextRef) -> Result<Vec<CaseEvent>, Refusal> {
    let c = &case.classification;
    if !(c.safety_risk || c.gross_service_failure) {
        return Err(Refusal::NoEmergency);
    }
    Ok(vec![CaseEvent::SubstituteRecorded { offered, text: text.clone() }])
}
