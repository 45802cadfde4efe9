//! Chaser, repeat, duplicate (C.6): three different things. A chaser asks about an *open* case, a repeat brings the
//! same issue again after an earlier one, a duplicate is the same event recorded twice.

use super::event::{CaseEvent, ClosureReason, LinkKind};
use super::facts::Facts;
use super::refusal::Refusal;
use super::stage::Stage;
use super::state::{Case, Link};
use crate::complaint::watch;
use crate::ids::Id;

/// Ties this case to an earlier one.
pub fn link(case: &Case, kind: LinkKind, other: Id, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    if other == case.id {
        return Err(Refusal::SelfLink);
    }
    if case.links.contains(&Link { kind, other }) {
        return Err(Refusal::AlreadyLinked);
    }
    let neighbour = facts.neighbour.filter(|n| n.id == other).ok_or(Refusal::NoSuchCase)?;
    match kind {
        LinkKind::Chaser if neighbour.over => return Err(Refusal::ChaserOfClosed),
        LinkKind::Repeat if neighbour.received_at > case.received_at => return Err(Refusal::RepeatOfLater),
        _ => {}
    }
    Ok(vec![CaseEvent::Linked { kind, other }])
}

/// Ends the watch of a closed case because another case brought the issue again (S3-30).
pub fn relapsed(case: &Case, by: Id) -> Result<Vec<CaseEvent>, Refusal> {
    if by == case.id {
        return Err(Refusal::SelfLink);
    }
    let ended = watch::relapse(case, Some(by)).ok_or(Refusal::NotWatched)?;
    Ok(vec![ended])
}

/// Closes this case because it goes on in another. Its clocks are cancelled; its history stays.
pub fn merge_into(case: &Case, other: Id, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    if other == case.id {
        return Err(Refusal::SelfLink);
    }
    let neighbour = facts.neighbour.filter(|n| n.id == other).ok_or(Refusal::NoSuchCase)?;
    if neighbour.over {
        return Err(Refusal::Closed);
    }
    let mut events = Vec::new();
    if !case.links.contains(&Link { kind: LinkKind::Duplicate, other }) {
        events.push(CaseEvent::Linked { kind: LinkKind::Duplicate, other });
    }
    events.push(CaseEvent::StageEntered { stage: Stage::Closed });
    events.push(CaseEvent::Closed { reason: ClosureReason::Merged, ground: None });
    Ok(events)
}
