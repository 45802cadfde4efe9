//! Finding out what happened (S1-17, S2-17, S4-21). A preliminary finding stops the 24-hour clock of S4-21; only the
//! full one counts as verified.

use crate::case::decide::{enter, enter_if_in_flow};
use crate::case::event::CaseEvent;
use crate::case::facts::Facts;
use crate::case::refusal::Refusal;
use crate::case::stage::Stage;
use crate::case::state::Case;
use crate::case::text::TextRef;
use crate::trade::BehaviouralCause;

/// Begins to investigate.
pub fn investigate(case: &Case, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(enter(case, Stage::Investigating, facts)?.into_iter().collect())
}

/// Records what was found, with the behaviour that caused it (S3-06).
pub fn verify(
    case: &Case,
    finding: &TextRef,
    preliminary: bool,
    causes: &[BehaviouralCause],
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let mut causes = causes.to_vec();
    causes.sort_unstable();
    causes.dedup();
    let mut events = vec![CaseEvent::Verified { finding: finding.clone(), preliminary, causes }];
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
