//! Finding out what happened (S1-17, S2-17, S4-21). A preliminary finding stops the 24-hour clock of S4-21; only the
//! full one counts as verified.

use serde::{Deserialize, Serialize};

use crate::case::decide::{enter, enter_if_in_flow};
use crate::case::event::CaseEvent;
use crate::case::facts::Facts;
use crate::case::refusal::Refusal;
use crate::case::stage::Stage;
use crate::case::state::Case;
use crate::case::text::TextRef;
use crate::ids::Id;
use crate::trade::BehaviouralCause;

/// What a policy asks of a preliminary finding.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PreliminaryRule {
    /// It names at least one department that was contacted (S4-21).
    pub departments_required: bool,
}

/// What was found.
#[derive(Debug, Clone, Copy)]
pub struct Finding<'a> {
    /// In words.
    pub text: &'a TextRef,
    /// Not the last word yet (S4-21).
    pub preliminary: bool,
    /// The behaviour that caused it (S3-06).
    pub causes: &'a [BehaviouralCause],
    /// Departments contacted about it (S4-21).
    pub departments: &'a [Id],
}

/// Begins to investigate.
pub fn investigate(case: &Case, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(enter(case, Stage::Investigating, facts)?.into_iter().collect())
}

/// Records what was found, with the behaviour that caused it (S3-06).
pub fn verify(case: &Case, found: &Finding<'_>, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let Finding { text: finding, preliminary, .. } = *found;
    let (mut causes, mut departments) = (found.causes.to_vec(), found.departments.to_vec());
    causes.sort_unstable();
    causes.dedup();
    departments.sort_unstable();
    departments.dedup();
    if preliminary && departments.is_empty() && facts.policy.policy.preliminary.departments_required {
        return Err(Refusal::DepartmentsNeeded);
    }
    let mut events = vec![CaseEvent::Verified { finding: finding.clone(), preliminary, causes, departments }];
    // A finding that comes while a solution is on the table or carried out does not throw the case back.
    let early = matches!(
        case.stage,
        Stage::New
            | Stage::Acknowledged
            | Stage::Triaged
            | Stage::Assigned
            | Stage::InContact
            | Stage::Reassessment
            | Stage::Reopened
    );
    events.extend(enter_if_in_flow(case, Stage::Investigating, facts).filter(|_| early));
    Ok(events)
}
