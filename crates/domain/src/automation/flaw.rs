//! What is wrong with a rule, each finding with the field it is about. People and units are looked up by whoever asks:
//! what is judged here is what the rule says.

use super::condition::span;
use super::{Action, Conditions, Moment, RuleCondition, RuleTerms, Subject, Trigger};
use crate::case::stage::{Stage, WaitReason};
use crate::code::UnknownCode;
use crate::custom_field::{CustomField, FieldSort};
use crate::ids::Id;
use crate::trade::{Channel, EmotionalState, Kind, Priority, Severity};

/// Conditions of one rule, of both lists together.
pub const MOST_CONDITIONS: usize = 20;
/// Values of one condition.
pub const MOST_VALUES: usize = 50;
/// Actions of one rule.
pub const MOST_ACTIONS: usize = 10;
/// People and roles of one action.
pub const MOST_PEOPLE: usize = 20;
/// Characters of a note or reason.
pub const MOST_WORDS: usize = 4_000;
/// Characters of one word that a condition looks for.
pub const MOST_WORD: usize = 100;
/// The longest time: a year.
pub const MOST_MINUTES: u32 = 525_600;

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFlaw {
    /// Which field, as the caller names it.
    pub at: String,
    /// Stable code.
    pub code: &'static str,
}

/// What a rule may name.
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations, reason = "it is made of questions")]
pub struct Named<'a> {
    /// The organisation's own fields.
    pub fields: &'a [CustomField],
    /// Whether there is such a category.
    pub is_category: &'a dyn Fn(&str) -> bool,
    /// Whether there is such a unit.
    pub is_unit: &'a dyn Fn(Id) -> bool,
}

/// Everything that is wrong; empty when the rule may stand.
pub fn flaws(terms: &RuleTerms, named: &Named<'_>) -> Vec<RuleFlaw> {
    let mut out = Vec::new();
    let mut say = |at: String, code: &'static str| out.push(RuleFlaw { at, code });
    match &terms.trigger {
        Trigger::Event { happenings } if happenings.is_empty() => say("trigger.happenings".into(), "empty"),
        Trigger::Time { minutes, moment } => {
            let least = u32::from(*moment != Moment::AfterDue);
            if !(least..=MOST_MINUTES).contains(minutes) {
                say("trigger.minutes".into(), "out_of_range");
            }
        }
        Trigger::Event { .. } => {}
    }
    if terms.otherwise && terms.time().is_some() {
        // Rules of time are not looked at together, so none is before another.
        say("otherwise".into(), "only_on_events");
    }
    for flaw in condition_flaws(&terms.conditions, named) {
        say(flaw.at, flaw.code);
    }
    if terms.actions.is_empty() {
        say("actions".into(), "empty");
    }
    if terms.actions.len() > MOST_ACTIONS {
        say("actions".into(), "too_many");
    }
    for (n, action) in terms.actions.iter().enumerate() {
        if let Some((part, code)) = action_flaw(action, named) {
            say(format!("actions.{n}.{part}"), code);
        }
    }
    out
}

/// What is wrong with conditions alone: a preview has no actions yet.
pub fn condition_flaws(conditions: &Conditions, named: &Named<'_>) -> Vec<RuleFlaw> {
    let mut out = Vec::new();
    if conditions.all.len() + conditions.any.len() > MOST_CONDITIONS {
        out.push(RuleFlaw { at: "conditions".into(), code: "too_many" });
    }
    for (list, given) in [("all", &conditions.all), ("any", &conditions.any)] {
        for (n, condition) in given.iter().enumerate() {
            if let Some((part, code)) = condition_flaw(condition, named) {
                out.push(RuleFlaw { at: format!("conditions.{list}.{n}.{part}"), code });
            }
        }
    }
    out
}

type Part = Option<(&'static str, &'static str)>;

fn condition_flaw(condition: &RuleCondition, named: &Named<'_>) -> Part {
    if (condition.on == Subject::OwnField) != condition.field.is_some() {
        return Some(("field", if condition.field.is_some() { "not_expected" } else { "missing" }));
    }
    let field = condition.field.map(|id| named.fields.iter().find(|f| f.id == id && !f.archived));
    if let Some(None) = field {
        return Some(("field", "unknown_field"));
    }
    if condition.any_of.is_empty() {
        return Some(("any_of", "empty"));
    }
    if condition.any_of.len() > MOST_VALUES {
        return Some(("any_of", "too_many"));
    }
    let known = |value: &String| is_value(condition.on, field.flatten(), value, named);
    (!condition.any_of.iter().all(known)).then_some(("any_of", "bad_value"))
}

fn is_value(on: Subject, field: Option<&CustomField>, value: &str, named: &Named<'_>) -> bool {
    fn code<T: std::str::FromStr<Err = UnknownCode>>(value: &str) -> bool {
        value.parse::<T>().is_ok()
    }
    let id = |value: &str| value.parse::<Id>();
    match on {
        Subject::Kind => code::<Kind>(value),
        Subject::Channel => code::<Channel>(value),
        Subject::Category => value == "none" || (named.is_category)(value),
        Subject::Severity => value == "none" || code::<Severity>(value),
        Subject::Priority => code::<Priority>(value),
        Subject::Stage => code::<Stage>(value),
        Subject::Status => code::<Stage>(value) || code::<WaitReason>(value),
        Subject::Unit => id(value).is_ok_and(|unit| (named.is_unit)(unit)),
        Subject::Handler | Subject::Customer => value == "none" || id(value).is_ok(),
        Subject::EmotionalState => value == "none" || code::<EmotionalState>(value),
        Subject::Words => value.chars().count() <= MOST_WORD && value.chars().any(char::is_alphanumeric),
        Subject::EscalationLevel => value.parse::<u8>().is_ok_and(|level| (1..=9).contains(&level)),
        flag if flag.is_flag() => matches!(value, "yes" | "no"),
        _ => value == "none" || field.is_some_and(|f| is_field_value(f, value)),
    }
}

fn is_field_value(field: &CustomField, value: &str) -> bool {
    match field.sort {
        FieldSort::Text => value == "filled",
        FieldSort::YesNo => matches!(value, "yes" | "no"),
        FieldSort::Choice | FieldSort::MultiChoice => field.options.iter().any(|o| o.code == value),
        _ => span(field, value).is_some(),
    }
}

fn are_words(text: &str) -> bool {
    (1..=MOST_WORDS).contains(&text.trim().chars().count()) && !text.contains('\0')
}

fn action_flaw(action: &Action, named: &Named<'_>) -> Part {
    match action {
        Action::Assign { unit: Some(unit), .. } if !(named.is_unit)(*unit) => Some(("unit", "unknown_unit")),
        Action::OfferTransfer { to: crate::case::event::Party::Unit(unit), .. } if !(named.is_unit)(*unit) => {
            Some(("to", "unknown_unit"))
        }
        Action::OfferTransfer { reason, .. } if !are_words(reason) => Some(("reason", "bad_text")),
        Action::Note { text, .. } if !are_words(text) => Some(("text", "bad_text")),
        Action::Note { mentions, .. } if mentions.len() > MOST_PEOPLE => Some(("mentions", "too_many")),
        Action::SetField { field, value } => {
            let Some(field) = named.fields.iter().find(|f| f.id == *field && !f.archived) else {
                return Some(("field", "unknown_field"));
            };
            let words = |given: &str| field.sort != FieldSort::Text || are_words(given);
            (field.read(value).is_err() || value.as_str().is_some_and(|v| !words(v))).then_some(("value", "bad_value"))
        }
        Action::Notify { users, roles } if users.is_empty() && roles.is_empty() => Some(("users", "empty")),
        Action::Notify { users, roles } if users.len() + roles.len() > MOST_PEOPLE => Some(("users", "too_many")),
        _ => None,
    }
}
