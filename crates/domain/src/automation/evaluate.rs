//! From a rule to commands. Pure: words and identifiers are drawn by whoever asks, as for every command.

use super::{Action, Ground, Happening, Rule, Verdict};
use crate::case::Case;
use crate::case::command::{CaseCommand, Message};
use crate::case::event::{Direction, Party};
use crate::case::text::TextRef;
use crate::custom_field::{CustomField, FieldValue, Given};
use crate::ids::Id;
use crate::trade::Channel;

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
pub fn fired<'r>(rules: &'r [Rule], happened: &[Happening], causes: &[Id], ground: &Ground<'_>) -> Vec<Fired<'r>> {
    let able = rules.iter().filter(|r| r.enabled && !causes.contains(&r.id));
    able.filter_map(|rule| {
        let happening = rule.terms.hears(happened)?;
        let verdict = rule.terms.conditions.judge(ground);
        verdict.holds.then_some(Fired { rule, happening, verdict })
    })
    .collect()
}

impl Action {
    /// The words its command refers to; they are kept before. Those of a canned text are filled in by whoever keeps them.
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
            Self::Assign { .. }
            | Self::Escalate { .. }
            | Self::Pause { .. }
            | Self::SendText { .. }
            | Self::Notify { .. } => None,
        }
    }

    /// The command it asks of a case; none for what is no business of the case. `new` is an identifier drawn for it,
    /// `words` refer to what [`Self::words`] gave, `by` is the channel that carries words to this customer, if one does.
    pub fn command(
        &self,
        case: &Case,
        fields: &[CustomField],
        new: Id,
        words: Option<TextRef>,
        by: Option<Channel>,
    ) -> Option<CaseCommand> {
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
            Self::Escalate { cause } => CaseCommand::Escalate { cause: *cause, reason: None },
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
            Self::Pause { reason } => CaseCommand::Pause { reason: *reason },
            Self::SendText { .. } => match by {
                // No human wrote it: it answers nothing, so it stops no clock (C.1).
                Some(channel) => CaseCommand::RecordMessage(Box::new(Message {
                    message: new,
                    direction: Direction::Outbound,
                    channel,
                    text: words?,
                    substantive: false,
                    roles: Vec::new(),
                    promised_at: None,
                    emotional_state: None,
                    attachments: Vec::new(),
                })),
                None => CaseCommand::Note { note: new, text: words?, attachments: Vec::new(), mentions: Vec::new() },
            },
            Self::Notify { .. } => return None,
        })
    }
}
