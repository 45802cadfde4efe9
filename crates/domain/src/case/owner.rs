//! Exactly one accountable owner at any second (S1-05), transfer only with acceptance (首问负责, S3-42).

use super::decide::enter_if_in_flow;
use super::event::{CaseEvent, Party};
use super::facts::Facts;
use super::refusal::Refusal;
use super::stage::Stage;
use super::state::Case;
use super::text::TextRef;
use crate::actor::{Permission, Place};
use crate::ids::Id;

/// Names the handler, who becomes accountable. Assigning to oneself what nobody handles needs no leave of a lead.
pub fn assign(case: &Case, handler: Id, unit: Id, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    if case.handler == Some(handler) && case.unit == unit {
        return Err(Refusal::NothingChanges);
    }
    if case.transfer.is_some() {
        return Err(Refusal::TransferPending);
    }
    if !may_name(case, handler, unit, facts) {
        return Err(Refusal::NotPermitted { permission: Permission::CaseAssign });
    }
    let mut events = vec![CaseEvent::Assigned { handler, owner: Party::User(handler), unit, from: Some(case.owner) }];
    events.extend(
        enter_if_in_flow(case, Stage::Assigned, facts)
            .filter(|_| matches!(case.stage, Stage::New | Stage::Acknowledged | Stage::Triaged | Stage::Reopened)),
    );
    Ok(events)
}

/// A lead names whom they like; anybody who takes part in transfers here may take what nobody handles (首问负责: a case
/// is pulled, never pushed).
fn may_name(case: &Case, handler: Id, unit: Id, facts: &Facts<'_>) -> bool {
    let pulls = case.handler.is_none() && facts.actor.user() == Some(handler) && unit == case.unit;
    facts.permit(Permission::CaseAssign, case).is_ok()
        || (pulls && facts.permit(Permission::CaseTransfer, case).is_ok())
}

/// Offers the case to somebody else; the owner stays accountable until they take it.
pub fn offer_transfer(case: &Case, to: Party, unit: Id, reason: &TextRef) -> Result<Vec<CaseEvent>, Refusal> {
    // A unit takes a case into itself, whatever else was said.
    let unit = if let Party::Unit(unit) = to { unit } else { unit };
    if case.transfer.is_some() {
        return Err(Refusal::TransferPending);
    }
    if case.owner == to {
        return Err(Refusal::SameOwner);
    }
    Ok(vec![CaseEvent::TransferOffered { to, unit, reason: reason.clone() }])
}

fn receiver(case: &Case, facts: &Facts<'_>) -> Result<(Party, Id), Refusal> {
    let offer = case.transfer.as_ref().ok_or(Refusal::NoTransfer)?;
    let me = facts.actor.user();
    let mine = match offer.to {
        Party::User(user) => me == Some(user),
        Party::Unit(unit) => facts.actor.unit == Some(unit),
    };
    // A lead of the receiving unit may take it for the receiver (absence); whoever offers it may not, or a case could be
    // pushed away (S3-42).
    let own_lineage = [offer.unit];
    let lineage = if offer.unit == case.unit { facts.lineage } else { &own_lineage };
    let there = Place { owner: offer.to.user(), handler: None, unit: offer.unit, lineage };
    let offers = offer.by.is_some() && offer.by == facts.actor.who.id();
    let leads = !offers && facts.actor.may(Permission::CaseAssign, &there);
    if mine || leads { Ok((offer.to, offer.unit)) } else { Err(Refusal::TransferNotForYou) }
}

/// Takes an offered case: from now on the receiver is accountable.
pub fn accept_transfer(case: &Case, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let (to, unit) = receiver(case, facts)?;
    // A person of the unit who takes it becomes the owner themselves.
    let owner = match (to, facts.actor.user()) {
        (Party::Unit(_), Some(me)) if facts.actor.unit == Some(unit) => Party::User(me),
        _ => to,
    };
    let mut events = vec![CaseEvent::TransferAccepted { owner, unit, from: Some(case.owner) }];
    let transfers = case.transfers + 1;
    let rule = &facts.policy.policy.transfer;
    let back = case.owner != owner && case.past_owners.contains(&owner);
    let returns = case.returns + u32::from(back);
    if transfers > rule.ping_pong_after || (back && rule.returns_after > 0 && returns >= rule.returns_after) {
        events.push(CaseEvent::PingPongAlerted { transfers, returns });
    }
    Ok(events)
}

/// Does not take it, with a reason; nothing changes for the owner. Whoever offered it takes it back in the same way; what the
/// system offered, whoever still answers for the case.
pub fn refuse_transfer(case: &Case, reason: &TextRef, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let answers = match case.owner {
        Party::User(user) => facts.actor.user() == Some(user),
        Party::Unit(unit) => facts.actor.unit == Some(unit),
    };
    let by_offerer = case.transfer.as_ref().is_some_and(|t| match t.by {
        Some(by) => facts.actor.user() == Some(by),
        None => answers,
    });
    if !by_offerer {
        receiver(case, facts)?;
    }
    Ok(vec![CaseEvent::TransferRefused { reason: reason.clone() }])
}
