//! The definition of a field, what is wrong with one, and whether it stands for a case.

use serde::{Deserialize, Serialize};

use super::FieldValue;
use crate::case::Case;
use crate::case::command::CaseCommand;
use crate::case::event::ClosureReason;
use crate::case::text::TextRef;
use crate::code::codes;
use crate::ids::Id;
use crate::money::Currency;
use crate::policy::Condition;
use crate::time::UtcMs;

/// Most options a choice has.
pub const MOST_OPTIONS: usize = 500;
/// Characters of a name.
const LONGEST_NAME: usize = 200;

codes! {
    /// What a field holds.
    pub enum FieldSort {
        /// Words.
        Text = "text",
        /// A number with up to six decimals.
        Number = "number",
        /// An amount of the field's currency.
        Money = "money",
        /// A day.
        Date = "date",
        /// An instant.
        Instant = "instant",
        /// One of its options.
        Choice = "choice",
        /// Some of its options.
        MultiChoice = "multi_choice",
        /// Yes or no.
        YesNo = "yes_no",
        /// A user.
        User = "user",
        /// A unit.
        Unit = "unit",
    }
}

codes! {
    /// A step before which a field must be filled.
    pub enum Gate {
        /// Begin to investigate.
        Investigate = "investigate",
        /// Record what was found.
        Verify = "verify",
        /// Offer a solution.
        Propose = "propose",
        /// Begin to carry it out.
        Execute = "execute",
        /// Say that it is done.
        Resolve = "resolve",
        /// Close; a case that is withdrawn, rejected, merged or whose customer cannot be reached closes without.
        Close = "close",
        /// Offer it to somebody else.
        OfferTransfer = "offer_transfer",
        /// Take it a level up.
        Escalate = "escalate",
    }
}

impl Gate {
    /// The gate a command goes through.
    pub const fn of(command: &CaseCommand) -> Option<Self> {
        use ClosureReason as R;
        Some(match command {
            CaseCommand::Investigate {} => Self::Investigate,
            CaseCommand::Verify { .. } => Self::Verify,
            CaseCommand::Propose { .. } => Self::Propose,
            CaseCommand::Execute {} => Self::Execute,
            CaseCommand::Resolve { .. } => Self::Resolve,
            CaseCommand::Close { reason: R::Confirmed | R::Completed | R::CustomerSilent, .. } => Self::Close,
            CaseCommand::OfferTransfer { .. } => Self::OfferTransfer,
            CaseCommand::Escalate { .. } => Self::Escalate,
            _ => return None,
        })
    }
}

/// A name in the three languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldNames {
    /// Simplified Chinese.
    pub zh_hans: String,
    /// Traditional Chinese.
    pub zh_hant: String,
    /// English.
    pub en: String,
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldOption {
    /// Stable code.
    pub code: String,
    /// Names.
    pub names: FieldNames,
    /// No longer to be chosen; cases keep it.
    #[serde(default)]
    pub retired: bool,
}

/// Another field has one of these values: options of a choice, or `yes` and `no`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldIs {
    /// The other field.
    pub field: Id,
    /// Any of these.
    pub any_of: Vec<String>,
}

/// A field of the organisation's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomField {
    /// Identifier.
    pub id: Id,
    /// Stable code, unique; never changed.
    pub code: String,
    /// What it holds; never changed.
    pub sort: FieldSort,
    /// Names.
    pub names: FieldNames,
    /// The options of a choice.
    #[serde(default)]
    pub options: Vec<FieldOption>,
    /// Decimals of a number, 0 to 6; never changed.
    #[serde(default)]
    pub decimals: u8,
    /// Currency of an amount; never changed.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// For which cases it stands and is shown, in the policies' own condition language: kinds, categories, severity ….
    #[serde(default)]
    pub when: Condition,
    /// Only in these units and those below; empty: everywhere.
    #[serde(default)]
    pub units: Vec<Id>,
    /// Only when these other fields say so.
    #[serde(default)]
    pub fields: Vec<FieldIs>,
    /// Must be filled before these steps, where it is shown.
    #[serde(default)]
    pub required_before: Vec<Gate>,
    /// Masked for whoever may not see sensitive values.
    #[serde(default)]
    pub sensitive: bool,
    /// No longer used; values stay.
    #[serde(default)]
    pub archived: bool,
}

/// What is wrong with a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flaw {
    /// Which part.
    pub part: &'static str,
    /// Stable code.
    pub code: &'static str,
}

fn is_code(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    (1..=40).contains(&text.len()) && text.as_bytes()[0].is_ascii_lowercase() && text.bytes().all(plain)
}

fn are_names(names: &FieldNames) -> bool {
    [&names.zh_hans, &names.zh_hant, &names.en]
        .iter()
        .all(|n| (1..=LONGEST_NAME).contains(&n.trim().chars().count()) && !n.chars().any(char::is_control))
}

impl CustomField {
    /// What is wrong with it, beside the other fields; `None` when it may stand.
    pub fn flaw(&self, others: &[Self]) -> Option<Flaw> {
        let flaw = |part, code| Some(Flaw { part, code });
        let is_choice = matches!(self.sort, FieldSort::Choice | FieldSort::MultiChoice);
        if !is_code(&self.code) {
            return flaw("code", "bad_code");
        }
        if !are_names(&self.names) {
            return flaw("names", "bad_name");
        }
        if is_choice == self.options.is_empty() || self.options.len() > MOST_OPTIONS {
            return flaw("options", if is_choice { "empty" } else { "not_a_choice" });
        }
        for (n, option) in self.options.iter().enumerate() {
            if !is_code(&option.code) || self.options[..n].iter().any(|o| o.code == option.code) {
                return flaw("options", "bad_code");
            }
            if !are_names(&option.names) {
                return flaw("options", "bad_name");
            }
        }
        if self.decimals > 6 || (self.decimals > 0 && self.sort != FieldSort::Number) {
            return flaw("decimals", "bad_value");
        }
        if self.currency.is_some() != (self.sort == FieldSort::Money) {
            return flaw("currency", "bad_value");
        }
        if self.fields.iter().any(|f| !self.may_hang_on(f, others)) {
            return flaw("fields", "bad_reference");
        }
        None
    }

    /// Fields hang on earlier ones only, so that no circle can arise: what is shown is told in one walk.
    fn may_hang_on(&self, on: &FieldIs, others: &[Self]) -> bool {
        let Some(other) = others.iter().find(|o| o.id == on.field && o.id < self.id) else { return false };
        let known = |given: &String| match other.sort {
            FieldSort::YesNo => given == "yes" || given == "no",
            FieldSort::Choice | FieldSort::MultiChoice => other.options.iter().any(|o| o.code == *given),
            _ => false,
        };
        !on.any_of.is_empty() && on.any_of.iter().all(known)
    }

    /// What may not change once cases hold values: code, sort, decimals, currency, and options already given out.
    pub fn keeps(&self, before: &Self) -> Option<Flaw> {
        let flaw = |part, code| Some(Flaw { part, code });
        if self.code != before.code {
            return flaw("code", "never_changed");
        }
        if self.sort != before.sort {
            return flaw("sort", "never_changed");
        }
        if self.decimals != before.decimals {
            return flaw("decimals", "never_changed");
        }
        if self.currency != before.currency {
            return flaw("currency", "never_changed");
        }
        if before.options.iter().any(|o| !self.options.iter().any(|n| n.code == o.code)) {
            return flaw("options", "retired_not_removed");
        }
        None
    }

    /// Whether it is shown for a case; `lineage` is the case's unit and everything above it.
    pub fn is_shown(&self, case: &Case, lineage: &[Id]) -> bool {
        !self.archived
            && self.when.holds(&case.condition_facts())
            && (self.units.is_empty() || self.units.iter().any(|u| lineage.contains(u)))
            && self.fields.iter().all(|f| case.fields.get(&f.field).is_some_and(|v| v.is_any_of(&f.any_of)))
    }

    /// A value that may be tried where nobody has chosen one yet: only its shape counts.
    pub fn plausible(&self) -> Option<FieldValue> {
        let nobody = Id::from_i64(i64::MAX);
        Some(match self.sort {
            FieldSort::Text => FieldValue::Text(TextRef { id: nobody, digest: String::new() }),
            FieldSort::Number => FieldValue::Number(0),
            FieldSort::Money => FieldValue::Money(0),
            FieldSort::Date => FieldValue::Date(jiff::civil::Date::constant(1970, 1, 1)),
            FieldSort::Instant => FieldValue::Instant(UtcMs::new(0)),
            FieldSort::Choice => FieldValue::Choice(self.options.iter().find(|o| !o.retired)?.code.clone()),
            FieldSort::MultiChoice => {
                FieldValue::MultiChoice(vec![self.options.iter().find(|o| !o.retired)?.code.clone()])
            }
            FieldSort::YesNo => FieldValue::YesNo(true),
            FieldSort::User => FieldValue::User(nobody),
            FieldSort::Unit => FieldValue::Unit(nobody),
        })
    }

    /// The codes of fields that must be filled before a step and are not.
    pub fn missing(all: &[Self], gate: Gate, case: &Case, lineage: &[Id]) -> Vec<String> {
        let wanted = |f: &&Self| f.required_before.contains(&gate) && !case.fields.contains_key(&f.id);
        all.iter().filter(wanted).filter(|f| f.is_shown(case, lineage)).map(|f| f.code.clone()).collect()
    }

    /// Whether a value of this sort stands in a side table by which lists are filtered.
    pub const fn is_filterable(&self) -> bool {
        !matches!(self.sort, FieldSort::Text)
    }

    /// Whether a value is one of this field's.
    pub fn fits(&self, value: &FieldValue) -> bool {
        let option = |code: &String| self.options.iter().any(|o| o.code == *code && !o.retired);
        match (self.sort, value) {
            (FieldSort::Choice, FieldValue::Choice(code)) => option(code),
            (FieldSort::MultiChoice, FieldValue::MultiChoice(codes)) => !codes.is_empty() && codes.iter().all(option),
            (sort, value) => sort == value.sort(),
        }
    }
}

/// Of a field's definition. Names are the organisation's words: the journal has their digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum FieldEvent {
    /// It was defined.
    Defined {
        /// Its code.
        code: String,
        /// What it holds.
        sort: FieldSort,
        /// sha256 of the definition as kept, in hex.
        digest: String,
    },
    /// The definition was changed.
    Changed {
        /// sha256 of the definition as kept, in hex.
        digest: String,
        /// No longer used.
        archived: bool,
    },
    /// It stands elsewhere in the order.
    Moved {
        /// Place, from 0.
        place: u32,
    },
}
