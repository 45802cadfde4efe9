//! Judging a case: category, severity, priority, emergency (S0-13, S0-52…54, S2-15, S3-04). Severity by consequence,
//! priority by urgency; safety always overrides, and only upward.

use super::decide::enter_if_in_flow;
use super::event::{CaseEvent, Classification, Complainant, EscalationCause, Remedy};
use super::facts::Facts;
use super::refusal::Refusal;
use super::register::share;
use super::stage::Stage;
use super::state::Case;
use super::text::{Field, TextRef};
use crate::complaint::{emergency, escalation};
use crate::trade::{Kind, Priority, Role, Severity};

/// Judges a case; changing a category, severity or priority once set needs a reason.
pub fn classify(
    case: &Case,
    new: &Classification,
    reason: Option<&TextRef>,
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let old = &case.classification;
    let new = &with_safety(new);
    if new == old {
        return Err(Refusal::NothingChanges);
    }
    if (old.safety_risk && !new.safety_risk) || (old.gross_service_failure && !new.gross_service_failure) {
        return Err(Refusal::OnlyUpward);
    }
    if reason.is_none() && needs_reason(old, new, facts) {
        return Err(Refusal::ReasonNeeded);
    }
    let mut events = judged(case.kind, Some(case), new, reason, facts)?;
    if new.category.is_some() && new.severity.is_some() && matches!(case.stage, Stage::New | Stage::Acknowledged) {
        let needed = facts.policy.policy.intake.triage_completeness_percent;
        let urgent = events.iter().any(|e| matches!(e, CaseEvent::EmergencyDeclared { .. }));
        if case.completeness_percent >= needed {
            events.extend(enter_if_in_flow(case, Stage::Triaged, facts));
        } else if !urgent {
            // An emergency is declared however little is known; its triage waits for the rest (S0-52, S2-14).
            return Err(Refusal::Incomplete { percent: case.completeness_percent, needed });
        }
    }
    Ok(events)
}

/// Whether a judgement takes back or overrides an earlier one: what is set for the first time needs no reason, a
/// priority against the policy's own does (S0-13), and so does a demand that is said not to exist any more, because it
/// would stop the clock of the law.
fn needs_reason(old: &Classification, new: &Classification, facts: &Facts<'_>) -> bool {
    let derived = new.severity.map(|s| facts.policy.priority_for(s));
    let by_hand =
        new.priority.is_some() && new.priority != old.priority && derived.is_some() && new.priority != derived;
    // A safety risk found now brings its severity with it and needs no other reason.
    let safety_found = new.safety_risk && !old.safety_risk;
    (old.category.is_some() && old.category != new.category)
        || (old.severity.is_some() && old.severity != new.severity && !safety_found)
        || (old.priority.is_some() && old.priority != new.priority)
        || (old.complexity.is_some() && old.complexity != new.complexity)
        || (old.remedy_demanded && !new.remedy_demanded)
        || by_hand
}

/// Safety is severity 4 by definition (B.15), whoever judged it lower.
fn with_safety(new: &Classification) -> Classification {
    let mut new = new.clone();
    if new.safety_risk {
        new.severity = Some(Severity::Critical);
    }
    new
}

/// The events of a judgement, at intake or later.
pub fn judged(
    kind: Kind,
    case: Option<&Case>,
    new: &Classification,
    reason: Option<&TextRef>,
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    if let Some(category) = &new.category {
        let known = facts.policy.category(category);
        let unchanged = case.is_some_and(|c| c.classification.category.as_ref() == Some(category));
        let there = facts.categories.knows(category) || known.is_some_and(|c| c.code == *category);
        match known.filter(|_| there || unchanged) {
            None => return Err(Refusal::UnknownCategory { category: category.clone() }),
            Some(c) if (c.retired || facts.categories.hides(category)) && !unchanged => {
                return Err(Refusal::RetiredCategory { category: category.clone() });
            }
            Some(_) => {}
        }
    }
    let new = with_safety(new);
    let emergency = new.safety_risk || new.gross_service_failure;
    let priority = if emergency {
        Priority::Emergency
    } else {
        new.priority.or_else(|| new.severity.map(|s| facts.policy.priority_for(s))).unwrap_or(Priority::Normal)
    };
    let was = case.map(|c| (c.classification.safety_risk, c.classification.gross_service_failure)).unwrap_or_default();
    let (safety_risk, gross_service_failure) = (new.safety_risk && !was.0, new.gross_service_failure && !was.1);
    let severity = new.severity;
    let publicity = new.brand_risk || new.media_involved;
    let mut events = Vec::with_capacity(3);
    if safety_risk || gross_service_failure {
        // First, so that the judgement finds the emergency of now and not one that was lowered before.
        events.push(CaseEvent::EmergencyDeclared { safety_risk, gross_service_failure });
        events.extend(emergency::begin(facts)?);
    }
    events.push(CaseEvent::Classified { classification: new, priority, reason: reason.cloned() });
    events.extend(rise(kind, case, severity, publicity, facts));
    Ok(events)
}

/// By rule upward, severe enough or public: to head office at once where the ladder has it (S3-07, S3-15), otherwise
/// one level.
fn rise(
    kind: Kind,
    case: Option<&Case>,
    severity: Option<Severity>,
    publicity: bool,
    facts: &Facts<'_>,
) -> Option<CaseEvent> {
    let rule = &facts.policy.policy.escalation;
    let level = case.map_or(0, |c| c.escalation_level);
    let severe = matches!((severity, rule.severity_at_least), (Some(s), Some(from)) if s >= from);
    let head_office = rule.ladder.iter().position(|r| *r == Role::ServiceManagement).unwrap_or(0);
    let to = u8::try_from(head_office + 1).unwrap_or(u8::MAX);
    if kind != Kind::Complaint || level >= to || rule.ladder.is_empty() || !(severe || publicity) {
        return None;
    }
    let cause = if severe { EscalationCause::Severity } else { EscalationCause::Publicity };
    escalation::to(to, cause, None, facts).ok()
}

/// Writes a text beside the verbatim, which itself never changes (S3-45).
pub fn set_text(case: &Case, field: Field, text: &TextRef, _facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    if field == Field::Verbatim {
        return Err(Refusal::VerbatimImmutable);
    }
    if case.text(field) == Some(text) {
        return Err(Refusal::NothingChanges);
    }
    let has = |fields: &[Field]| fields.iter().any(|f| *f == field || case.text(*f).is_some());
    let completeness_percent = share(case.kind, has_contact(case), case.occurred.is_some(), has);
    Ok(vec![CaseEvent::TextSet { field, text: text.clone(), completeness_percent }])
}

fn has_contact(case: &Case) -> bool {
    case.reachable || matches!(case.complainant, Complainant::Anonymous { .. })
}

/// Records what the customer wishes for, as remedies: what they say is in their words beside it (S2-21).
pub fn record_wish(case: &Case, wished: &[Remedy]) -> Result<Vec<CaseEvent>, Refusal> {
    let wished = each_once(wished);
    if wished == case.course.wished {
        return Err(Refusal::NothingChanges);
    }
    Ok(vec![CaseEvent::WishRecorded { wished }])
}

/// The remedies in the order of their list, each once.
pub fn each_once(remedies: &[Remedy]) -> Vec<Remedy> {
    Remedy::ALL.iter().copied().filter(|r| remedies.contains(r)).collect()
}

/// Changes the kind: a review becomes a complaint, or a complaint is found to be an inquiry, always with a reason.
pub fn convert(case: &Case, to: Kind, reason: &TextRef, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    if to == case.kind {
        return Err(Refusal::NothingChanges);
    }
    if facts.policy.state(to, case.stage).is_none() {
        return Err(Refusal::KindNotInPolicy);
    }
    if to == Kind::Complaint && facts.policy.policy.intake.demand_required && case.text(Field::Demand).is_none() {
        return Err(Refusal::TextMissing { field: Field::Demand });
    }
    let has = |fields: &[Field]| fields.iter().any(|f| case.text(*f).is_some());
    let completeness_percent = Some(share(to, has_contact(case), case.occurred.is_some(), has));
    let mut events = vec![CaseEvent::Converted { from: case.kind, to, reason: reason.clone(), completeness_percent }];
    let c = &case.classification;
    events.extend(rise(to, Some(case), c.severity, c.brand_risk || c.media_involved, facts));
    Ok(events)
}

/// Lowers an emergency; the permission for it is a supervisor's (S0-52).
pub fn lower_emergency(case: &Case, reason: &TextRef) -> Result<Vec<CaseEvent>, Refusal> {
    let c = &case.classification;
    if !(c.safety_risk || c.gross_service_failure) {
        return Err(Refusal::NoEmergency);
    }
    Ok(vec![CaseEvent::EmergencyLowered { reason: reason.clone() }])
}
