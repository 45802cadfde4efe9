//! Chaser, repeat, duplicate (C.6): three different things. A chaser asks about an *open* case, a repeat brings the
//! same issue again after an earlier one, a duplicate is the same event recorded twice.

use super::event::{Carried, CaseEvent, ClosureReason, LinkKind};
use super::facts::Facts;
use super::refusal::Refusal;
use super::stage::Stage;
use super::state::{Case, Link};
use crate::complaint::{adjudication, dispute, watch};
use crate::ids::Id;
use crate::time::UtcMs;

const DAY_MS: i64 = 24 * 3_600_000;

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
    // Whoever decides outside decides about this case.
    dispute::over(case)?;
    let mut events = Vec::new();
    if !case.links.contains(&Link { kind: LinkKind::Duplicate, other }) {
        events.push(CaseEvent::Linked { kind: LinkKind::Duplicate, other });
    }
    events.extend(adjudication::merged(case));
    events.push(CaseEvent::StageEntered { stage: Stage::Closed });
    events.push(CaseEvent::Closed { reason: ClosureReason::Merged, ground: None });
    Ok(events)
}

/// A part of this case goes on in another; nothing of this one is taken away.
pub fn split_off(case: &Case, into: Id, messages: &[Id]) -> Result<Vec<CaseEvent>, Refusal> {
    if into == case.id {
        return Err(Refusal::SelfLink);
    }
    let link = CaseEvent::Linked { kind: LinkKind::Related, other: into };
    Ok(vec![CaseEvent::SplitOff { into, messages: messages.to_vec() }, link])
}

/// This case begins with what was split off another; only while nothing else has happened in it.
pub fn carry_over(case: &Case, from: Id, messages: &[Carried]) -> Result<Vec<CaseEvent>, Refusal> {
    if from == case.id {
        return Err(Refusal::SelfLink);
    }
    if !case.links.is_empty() || case.counts != Default::default() {
        return Err(Refusal::AlreadyLinked);
    }
    let link = CaseEvent::Linked { kind: LinkKind::Related, other: from };
    Ok(vec![CaseEvent::SplitFrom { from, messages: messages.to_vec() }, link])
}

/// What is known of an earlier case when somebody asks how a later one belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    /// When it came in.
    pub received_at: UtcMs,
    /// When it was closed, if it is.
    pub closed_at: Option<UtcMs>,
    /// The customer tells it in the same words.
    pub same_words: bool,
}

/// The link that would fit a case received at an instant to an earlier one: a duplicate when told in the same words within
/// a day, a chaser while that one is open, a repeat when it was closed within the policy's days (C.6). A suggestion: a
/// person says.
pub fn suggested(earlier: &Earlier, at: UtcMs, within_days: u32) -> Option<LinkKind> {
    if earlier.same_words && at.since(earlier.received_at).abs() <= DAY_MS {
        return Some(LinkKind::Duplicate);
    }
    match earlier.closed_at {
        None => Some(LinkKind::Chaser),
        Some(closed) if at.since(closed) <= i64::from(within_days) * DAY_MS => Some(LinkKind::Repeat),
        Some(_) => None,
    }
}
