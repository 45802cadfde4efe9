//! Registering a case (S0-11…13, S2-11…14): what must be known, and what follows at once.

use super::classify;
use super::command::Register;
use super::event::{CaseEvent, Complainant};
use super::facts::Facts;
use super::refusal::{Refusal, TimeField};
use super::stage::Stage;
use super::text::Field;
use crate::actor::{Permission, Place};
use crate::trade::Kind;

/// Takes a case in.
pub fn register(new: &Register, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let place = Place { owner: new.owner.user(), handler: None, unit: new.unit, lineage: facts.lineage };
    // Anybody may take a complaint for any unit (S3-38); handling it is another matter.
    if !facts.actor.may(Permission::CaseRegister, &place) && !facts.actor.may_somewhere(Permission::CaseRegister) {
        return Err(Refusal::NotPermitted { permission: Permission::CaseRegister });
    }
    for field in [Field::Subject, Field::Verbatim] {
        if !new.texts.iter().any(|(f, _)| *f == field) {
            return Err(Refusal::TextMissing { field });
        }
    }
    let demand = new.texts.iter().any(|(f, _)| *f == Field::Demand);
    if new.kind == Kind::Complaint && facts.policy.policy.intake.demand_required && !demand && new.source.is_none() {
        return Err(Refusal::TextMissing { field: Field::Demand });
    }
    if matches!(new.complainant, Complainant::Customer { .. }) && !new.reachable && new.source.is_none() {
        return Err(Refusal::NoContact);
    }
    if new.received_at > facts.now {
        return Err(Refusal::InFuture { what: TimeField::ReceivedAt });
    }
    if new.occurred.is_some_and(|o| o.at > new.received_at) {
        return Err(Refusal::InFuture { what: TimeField::OccurredAt });
    }
    let completeness_percent = completeness(new);
    let mut events = vec![CaseEvent::Registered {
        number: new.number.clone(),
        kind: new.kind,
        channel: new.channel,
        complainant: new.complainant.clone(),
        policy: facts.policy.reference.clone(),
        received_at: new.received_at,
        occurred: new.occurred,
        unit: new.unit,
        owner: new.owner,
        texts: new.texts.clone(),
        source: new.source.clone(),
        periods: facts.periods(new.received_at),
        completeness_percent,
        reachable: new.reachable,
    }];
    let judged = new.classification != Default::default();
    if judged {
        events.extend(classify::judged(new.kind, None, &new.classification, None, facts)?);
    }
    if !new.wished.is_empty() {
        events.push(CaseEvent::WishRecorded { wished: classify::each_once(&new.wished) });
    }
    // Judged completely at intake: triaged at once, if the flow has it so.
    let c = &new.classification;
    let enough = completeness_percent >= facts.policy.policy.intake.triage_completeness_percent;
    let judged_fully = c.category.is_some() && (c.severity.is_some() || c.safety_risk);
    if judged_fully && enough && facts.policy.allows(new.kind, Stage::New, Stage::Triaged) {
        events.push(CaseEvent::StageEntered { stage: Stage::Triaged });
    }
    Ok(events)
}

/// Filled share of what intake should know (S2-14): contact, subject, verbatim, occurrence, symptom, product or
/// order, and for complaints the demand. In per cent, rounded down.
pub fn completeness(new: &Register) -> u8 {
    let has = |fields: &[Field]| fields.iter().any(|f| new.texts.iter().any(|(g, _)| f == g));
    let contact = new.reachable || matches!(new.complainant, Complainant::Anonymous { .. });
    share(new.kind, contact, new.occurred.is_some(), has)
}

/// The share, from whatever has the texts.
pub fn share(kind: Kind, contact: bool, occurred: bool, has: impl Fn(&[Field]) -> bool) -> u8 {
    let mut asked = vec![
        contact,
        has(&[Field::Subject]),
        has(&[Field::Verbatim]),
        occurred,
        has(&[Field::Symptom, Field::Summary]),
        has(&[Field::OrderRef, Field::Product, Field::Serial]),
    ];
    if kind == Kind::Complaint {
        asked.push(has(&[Field::Demand]));
    }
    let filled = asked.iter().filter(|a| **a).count();
    (filled * 100 / asked.len()) as u8
}
