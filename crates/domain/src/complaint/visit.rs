//! Going there (S3-26), asking head office for help (S3-18), and stopping the damage meanwhile. A visit that was planned
//! ends with what was found or with why it did not take place: it is never silently missing.

use serde::{Deserialize, Serialize};

use crate::actor::Permission;
use crate::case::event::CaseEvent;
use crate::case::facts::Facts;
use crate::case::refusal::{CasePart, Refusal, TimeField};
use crate::case::state::Case;
use crate::case::text::TextRef;
use crate::code::codes;
use crate::ids::Id;
use crate::time::UtcMs;

codes! {
    /// How a visit stands.
    pub enum VisitStanding {
        /// Planned.
        Planned = "planned",
        /// Done.
        Done = "done",
        /// It did not take place.
        Missed = "missed",
    }
}

/// A visit on site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// Identifier.
    pub id: Id,
    /// Planned for, or made at.
    pub at: UtcMs,
    /// When it is reported as missing.
    pub report_at: UtcMs,
    /// Where.
    pub place: TextRef,
    /// Who goes.
    pub visitor: Id,
    /// How it stands.
    pub standing: VisitStanding,
    /// What was found, or why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRef>,
    /// Photos.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Id>,
    /// Its time passed without a record.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
}

/// A question to head office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportRequest {
    /// Identifier.
    pub id: Id,
    /// What is asked.
    pub text: TextRef,
    /// Who asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// When.
    pub at: UtcMs,
    /// By when it is answered.
    pub due_at: UtcMs,
    /// The answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<TextRef>,
    /// When it was answered, by whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<(UtcMs, Option<Id>)>,
    /// Its time passed unanswered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
}

/// A measure that keeps the damage from growing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Containment {
    /// Identifier.
    pub id: Id,
    /// What was done.
    pub text: TextRef,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// When.
    pub at: UtcMs,
}

/// Plans a visit.
pub fn plan(visit: Id, at: UtcMs, place: &TextRef, visitor: Id, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    if at < facts.now {
        return Err(Refusal::Before { what: TimeField::PlannedAt, than: TimeField::Now });
    }
    let report_at = facts.end_of("24x7", at, &facts.policy.policy.investigation.visit_grace)?;
    Ok(vec![CaseEvent::VisitPlanned { visit, at, report_at, place: place.clone(), visitor }])
}

fn planned(case: &Case, visit: Id) -> Result<&Visit, Refusal> {
    let found = case.course.investigation.visits.iter().find(|v| v.id == visit);
    let found = found.ok_or(Refusal::NoSuchPart { part: CasePart::Visit })?;
    match found.standing {
        VisitStanding::Planned => Ok(found),
        _ => Err(Refusal::PartOver { part: CasePart::Visit }),
    }
}

/// It was made: when, and what was found.
pub fn complete(
    case: &Case,
    visit: Id,
    at: UtcMs,
    finding: &TextRef,
    attachments: &[Id],
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    planned(case, visit)?;
    if at > facts.now {
        return Err(Refusal::InFuture { what: TimeField::VisitedAt });
    }
    if at < case.received_at {
        return Err(Refusal::Before { what: TimeField::VisitedAt, than: TimeField::ReceivedAt });
    }
    Ok(vec![CaseEvent::VisitDone { visit, at, finding: finding.clone(), attachments: attachments.to_vec() }])
}

/// It did not take place, and why.
pub fn miss(case: &Case, visit: Id, reason: &TextRef) -> Result<Vec<CaseEvent>, Refusal> {
    planned(case, visit)?;
    Ok(vec![CaseEvent::VisitMissed { visit, reason: reason.clone() }])
}

/// Asks head office.
pub fn ask_support(support: Id, text: &TextRef, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let rule = &facts.policy.policy.investigation;
    let due_at = facts.end_of(&rule.support_calendar, facts.now, &rule.support_within)?;
    Ok(vec![CaseEvent::SupportRequested { support, text: text.clone(), due_at }])
}

/// Answers a station's question; by head office, never by whoever asked.
pub fn answer_support(case: &Case, support: Id, text: &TextRef, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let found = case.course.investigation.supports.iter().find(|s| s.id == support);
    let found = found.ok_or(Refusal::NoSuchPart { part: CasePart::SupportRequest })?;
    if found.answered.is_some() {
        return Err(Refusal::PartOver { part: CasePart::SupportRequest });
    }
    let roles = &facts.policy.policy.investigation.support_roles;
    let holds = facts.roles(case).iter().any(|r| roles.contains(r));
    if !(roles.is_empty() || holds) {
        return Err(Refusal::NotPermitted { permission: Permission::CaseInvestigate });
    }
    if found.by.is_some() && found.by == facts.actor.user() {
        return Err(Refusal::FourEyes);
    }
    Ok(vec![CaseEvent::SupportAnswered { support, text: text.clone() }])
}
