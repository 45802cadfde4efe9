//! The organisation's own fields of a case: setting them, and the step that waits for one.

use std::collections::BTreeMap;

use super::command::CaseCommand;
use super::event::CaseEvent;
use super::facts::Facts;
use super::refusal::Refusal;
use super::state::Case;
use crate::actor::Who;
use crate::custom_field::{CustomField, FieldValue, Gate};
use crate::ids::Id;

/// Sets values, or takes them away; only fields that are shown once all of them are set.
pub fn set(
    case: &Case,
    values: &BTreeMap<Id, Option<FieldValue>>,
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let mut after = case.clone();
    let (mut set, mut cleared) = (BTreeMap::new(), Vec::new());
    for (id, value) in values {
        match value {
            Some(value) if case.fields.get(id) != Some(value) => {
                after.fields.insert(*id, value.clone());
                set.insert(*id, value.clone());
            }
            None if case.fields.contains_key(id) => {
                after.fields.remove(id);
                cleared.push(*id);
            }
            _ => {}
        }
    }
    for (id, value) in &set {
        let field = facts.fields.iter().find(|f| f.id == *id);
        let shown = field.is_some_and(|f| f.is_shown(&after, facts.lineage) && f.fits(value));
        if !shown {
            return Err(Refusal::FieldNotHere { field: field.map_or_else(|| id.to_string(), |f| f.code.clone()) });
        }
    }
    if set.is_empty() && cleared.is_empty() {
        return Err(Refusal::NothingChanges);
    }
    Ok(vec![CaseEvent::FieldsSet { set, cleared }])
}

/// Setting the first field that is shown, for trying whether one may; `None` where no field is shown.
pub fn probe(case: &Case, facts: &Facts<'_>) -> Option<CaseCommand> {
    let shown = facts.fields.iter().filter(|f| f.is_shown(case, facts.lineage));
    let one = |f: &CustomField| {
        // Taking a value away is always a change; where there is none, any value is.
        let value = if case.fields.contains_key(&f.id) { None } else { Some(f.plausible()?) };
        Some(CaseCommand::SetFields { values: BTreeMap::from([(f.id, value)]) })
    };
    shown.filter_map(one).next()
}

/// Refuses a step for which fields are missing. History that is told afterwards knew nothing of them.
pub fn complete(case: &Case, command: &CaseCommand, facts: &Facts<'_>) -> Result<(), Refusal> {
    let (Some(gate), false) = (Gate::of(command), matches!(facts.actor.who, Who::Import(_))) else { return Ok(()) };
    let fields = CustomField::missing(facts.fields, gate, case, facts.lineage);
    if fields.is_empty() { Ok(()) } else { Err(Refusal::FieldsMissing { fields }) }
}
