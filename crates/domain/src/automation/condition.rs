//! On which cases a rule holds, with an account of each condition: what was asked, what was found, whether it fits.

use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::case::event::Complainant;
use crate::code::codes;
use crate::custom_field::{CustomField, FieldSort, FieldValue, Given};
use crate::ids::Id;
use crate::policy::is_within;
use crate::trade::Priority;

codes! {
    /// What a condition looks at.
    pub enum Subject {
        /// What it is.
        Kind = "kind",
        /// How it came in.
        Channel = "channel",
        /// Its category, or one above it.
        Category = "category",
        /// Consequence.
        Severity = "severity",
        /// Urgency.
        Priority = "priority",
        /// Where it stands.
        Stage = "stage",
        /// What it waits for; where it stands if it does not wait.
        Status = "status",
        /// The unit it is in, or one above it.
        Unit = "unit",
        /// Who works on it; `none`: nobody.
        Handler = "handler",
        /// Whose it is.
        Customer = "customer",
        /// The customer's state in the last contact.
        EmotionalState = "emotional_state",
        /// May harm the brand: `yes`, `no`.
        BrandRisk = "brand_risk",
        /// An emergency: `yes`, `no`.
        Emergency = "emergency",
        /// Past due: `yes`, `no`.
        Overdue = "overdue",
        /// Reopened at least once: `yes`, `no`.
        Reopened = "reopened",
        /// At least this level.
        EscalationLevel = "escalation_level",
        /// What was said: the words it was told with, and the customer's last message. Any of these words stands there.
        Words = "words",
        /// One of the organisation's own fields: an option, `yes`, `no`, or `from..to`; `none`: empty.
        OwnField = "own_field",
    }
}

impl Subject {
    /// It is yes or no.
    pub const fn is_flag(self) -> bool {
        matches!(self, Self::BrandRisk | Self::Emergency | Self::Overdue | Self::Reopened)
    }
}

/// One condition: the subject is any of these values, or none of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleCondition {
    /// What it looks at.
    pub on: Subject,
    /// Which own field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Id>,
    /// Any of these: codes or identifiers.
    pub any_of: Vec<String>,
    /// It must be none of them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not: bool,
}

/// All of some, and at least one of others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Conditions {
    /// All must hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<RuleCondition>,
    /// At least one must hold, if there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<RuleCondition>,
}

/// A condition with what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    /// What was asked.
    #[serde(flatten)]
    pub asked: RuleCondition,
    /// What the case had; empty: nothing.
    pub found: Vec<String>,
    /// Whether it fits.
    pub holds: bool,
}

/// What came of all conditions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The rule holds.
    pub holds: bool,
    /// Those that must all hold.
    pub all: Vec<Explained>,
    /// Those of which one must hold.
    pub any: Vec<Explained>,
}

/// What a rule looks at.
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations, reason = "a part of it is a question")]
pub struct Ground<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its unit and everything above it.
    pub lineage: &'a [Id],
    /// The organisation's own fields.
    pub fields: &'a [CustomField],
    /// Whether a word stands in what was said. Words lie outside the case, folded as the search folds them.
    pub says: &'a dyn Fn(&str) -> bool,
}

impl Conditions {
    /// Whether any of them asks what was said: only then must the words be read.
    pub fn ask_words(&self) -> bool {
        self.all.iter().chain(&self.any).any(|c| c.on == Subject::Words)
    }

    /// Looks at a case.
    pub fn judge(&self, ground: &Ground<'_>) -> Verdict {
        let look = |list: &[RuleCondition]| list.iter().map(|c| c.explain(ground)).collect::<Vec<_>>();
        let (all, any) = (look(&self.all), look(&self.any));
        let holds = all.iter().all(|e| e.holds) && (any.is_empty() || any.iter().any(|e| e.holds));
        Verdict { holds, all, any }
    }
}

impl RuleCondition {
    fn explain(&self, &Ground { case, lineage, fields, says }: &Ground<'_>) -> Explained {
        let own = self.own(case, fields);
        let found = match own {
            Some((field, value)) => shown(field, value),
            // Of what was said, the log keeps only the words the rule itself asks for.
            None if self.on == Subject::Words => self.any_of.iter().filter(|w| says(w)).cloned().collect(),
            None => found(self.on, case),
        };
        let fits = self.any_of.iter().any(|wanted| match self.on {
            Subject::Category => found.iter().any(|code| is_within(code, wanted)) || none(wanted, &found),
            Subject::Unit => lineage.iter().any(|unit| unit.to_string() == *wanted),
            Subject::Words => found.contains(wanted),
            Subject::EscalationLevel => wanted.parse().is_ok_and(|least: u8| case.escalation_level >= least),
            _ if wanted == "none" => found.is_empty(),
            Subject::OwnField => own.is_some_and(|(field, value)| fits(field, value, wanted)),
            _ => found.contains(wanted),
        });
        Explained { asked: self.clone(), holds: fits != self.not, found }
    }

    fn own<'a>(&self, case: &'a Case, fields: &'a [CustomField]) -> Option<(&'a CustomField, &'a FieldValue)> {
        let id = self.field?;
        Some((fields.iter().find(|f| f.id == id)?, case.fields.get(&id)?))
    }
}

fn none(wanted: &str, found: &[String]) -> bool {
    wanted == "none" && found.is_empty()
}

fn found(on: Subject, case: &Case) -> Vec<String> {
    let c = &case.classification;
    let one = |code: &str| vec![code.to_owned()];
    let flag = |yes: bool| one(if yes { "yes" } else { "no" });
    match on {
        Subject::Kind => one(case.kind.code()),
        Subject::Channel => one(case.channel.code()),
        Subject::Category => c.category.iter().cloned().collect(),
        Subject::Severity => c.severity.iter().map(|s| s.code().to_owned()).collect(),
        Subject::Priority => one(case.priority.code()),
        Subject::Stage => one(case.stage.code()),
        Subject::Status => one(case.waiting.map_or(case.stage.code(), |w| w.reason.code())),
        Subject::Unit => vec![case.unit.to_string()],
        Subject::Handler => case.handler.iter().map(Id::to_string).collect(),
        Subject::Customer => match case.complainant {
            Complainant::Customer { id } => vec![id.to_string()],
            Complainant::Anonymous { .. } => Vec::new(),
        },
        Subject::EmotionalState => c.emotional_state.iter().map(|s| s.code().to_owned()).collect(),
        Subject::BrandRisk => flag(c.brand_risk),
        Subject::Emergency => flag(case.priority == Priority::Emergency),
        Subject::Overdue => flag(case.is_overdue()),
        Subject::Reopened => flag(case.reopen_count > 0),
        Subject::EscalationLevel => vec![case.escalation_level.to_string()],
        Subject::OwnField | Subject::Words => Vec::new(),
    }
}

fn fits(field: &CustomField, value: &FieldValue, wanted: &str) -> bool {
    match value {
        // Words are for whoever may read the case; a rule asks only whether there are any.
        FieldValue::Text(_) => wanted == "filled",
        _ => match (value.number(), span(field, wanted)) {
            (Some(number), Some((from, to))) => from <= number && number <= to,
            _ => value.codes().contains(&wanted),
        },
    }
}

/// One value of a field that is a number underneath, or `from..to` as bounds; an end that is left out is open.
pub(super) fn span(field: &CustomField, text: &str) -> Option<(i64, i64)> {
    let end = |text: &str, open: i64| {
        if text.is_empty() {
            return Some(open);
        }
        let given = match field.sort {
            FieldSort::Number | FieldSort::Money => serde_json::from_str(text).ok()?,
            _ => serde_json::Value::from(text),
        };
        match field.read(&given) {
            Ok(Given::Value(value)) => value.number(),
            _ => None,
        }
    };
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    Some((end(from, i64::MIN)?, end(to, i64::MAX)?)).filter(|_| !(from.is_empty() && to.is_empty()))
}

fn shown(field: &CustomField, value: &FieldValue) -> Vec<String> {
    match field.write(value, |_| None) {
        // A log is read by more people than may see this.
        _ if field.sensitive || matches!(value, FieldValue::Text(_)) => vec!["filled".to_owned()],
        serde_json::Value::Array(codes) => codes.iter().filter_map(|c| c.as_str().map(str::to_owned)).collect(),
        serde_json::Value::Bool(yes) => vec![if yes { "yes" } else { "no" }.to_owned()],
        serde_json::Value::String(text) => vec![text],
        other => vec![other.to_string()],
    }
}
