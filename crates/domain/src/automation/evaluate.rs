//! From a rule to commands. Pure: words and identifiers are drawn by whoever asks, as for every command.

use super::{Action, Happening, Rule, Verdict};
use crate::case::Case;
use crate::case::command::CaseCommand;
use crate::case::event::Party;
use crate::case::text::TextRef;
use crate::custom_field::{CustomField, FieldValue, Given};
use crate::ids::Id;

/// A rule that fires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fired<'r> {
    /// Which.
    pub rule: &'r Rule,
    /// On what.
    pub happening: Happening,
    /// Why.
    pub verdict: Verdict,
}

/// The rules that fire on what happened to a case, in their order. A rule does not fire on what it caused itself, nor on
/// what followed from that: those are `causes`.
pub fn fired<'r>(
    rules: &'r [Rule],
    happened: &[Happening],
    causes: &[Id],
    case: &Case,
    lineage: &[Id],
    fields: &[CustomField],
) -> Vec<Fired<'r>> {
    let able = rules.iter().filter(|r| r.enabled && !causes.contains(&r.id));
    able.filter_map(|rule| {
        let happening = rule.terms.hears(happened)?;
        let verdict = rule.terms.conditions.judge(case, lineage, fields);
        verdict.holds.then_some(Fired { rule, happening, verdict })
    })
    .collect()
}

impl Action {
    /// The words its command refers to; they are kept before.
    pub fn words<'a>(&'a self, rule: &'a str, fields: &[CustomField]) -> Option<&'a str> {
        match self {
            Self::OfferTransfer { reason, .. } => Some(reason),
            // A judgement that is changed says why: the rule's name.
            Self::SetPriority { .. } | Self::SetSeverity { .. } => Some(rule),
            Self::Note { text, .. } => Some(text),
            Self::SetField { field, value } => {
                let field = fields.iter().find(|f| f.id == *field)?;
                matches!(field.read(value), Ok(Given::Words(_))).then(|| value.as_str()).flatten()
            }
            Self::Assign { .. } | Self::Escalate { .. } | Self::Notify { .. } => None,
        }
    }

    /// The command it asks of a case; none for what is no business of the case. `new` is an identifier drawn for it,
    /// `words` refer to what [`Self::words`] gave.
    pub fn command(&self, case: &Case, fields: &[CustomField], new: Id, words: Option<TextRef>) -> Option<CaseCommand> {
        Some(match self {
            Self::Assign { handler, unit } => {
                CaseCommand::Assign { handler: *handler, unit: unit.unwrap_or(case.unit) }
            }
            Self::OfferTransfer { to, .. } => {
                let unit = if let Party::Unit(unit) = to { *unit } else { case.unit };
                CaseCommand::OfferTransfer { to: *to, unit, reason: words? }
            }
            Self::SetPriority { priority } => {
                let mut classification = case.classification.clone();
                classification.priority = Some(*priority);
                CaseCommand::Classify { classification, reason: words }
            }
            Self::SetSeverity { severity } => {
                let mut classification = case.classification.clone();
                classification.severity = Some(*severity);
                CaseCommand::Classify { classification, reason: words }
            }
            Self::Escalate { cause } => CaseCommand::Escalate { cause: *cause },
            Self::Note { mentions, .. } => {
                CaseCommand::Note { note: new, text: words?, attachments: Vec::new(), mentions: mentions.clone() }
            }
            Self::SetField { field, value } => {
                let definition = fields.iter().find(|f| f.id == *field)?;
                let value = match definition.read(value).ok()? {
                    Given::Words(_) => FieldValue::Text(words?),
                    Given::Value(value) => value,
                };
                CaseCommand::SetFields { values: [(*field, Some(value))].into() }
            }
            Self::Notify { .. } => return None,
        })
    }
}
