//! A value of a field: as a case keeps it, and as somebody gives it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{CustomField, FieldSort};
use crate::case::text::TextRef;
use crate::ids::Id;
use crate::time::UtcMs;

/// A value as a case keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "sort", content = "value", rename_all = "snake_case", deny_unknown_fields)]
pub enum FieldValue {
    /// Words kept elsewhere.
    Text(TextRef),
    /// In units of the field's last decimal.
    Number(i64),
    /// In minor units of the field's currency.
    Money(i64),
    /// A day.
    Date(Date),
    /// An instant.
    Instant(UtcMs),
    /// Code of an option.
    Choice(String),
    /// Codes of options, sorted.
    MultiChoice(Vec<String>),
    /// Yes or no.
    YesNo(bool),
    /// A user.
    User(Id),
    /// A unit.
    Unit(Id),
}

impl FieldValue {
    /// What it is.
    pub const fn sort(&self) -> FieldSort {
        match self {
            Self::Text(_) => FieldSort::Text,
            Self::Number(_) => FieldSort::Number,
            Self::Money(_) => FieldSort::Money,
            Self::Date(_) => FieldSort::Date,
            Self::Instant(_) => FieldSort::Instant,
            Self::Choice(_) => FieldSort::Choice,
            Self::MultiChoice(_) => FieldSort::MultiChoice,
            Self::YesNo(_) => FieldSort::YesNo,
            Self::User(_) => FieldSort::User,
            Self::Unit(_) => FieldSort::Unit,
        }
    }

    /// The codes it stands under in the side table.
    pub fn codes(&self) -> Vec<&str> {
        match self {
            Self::Choice(code) => vec![code],
            Self::MultiChoice(codes) => codes.iter().map(String::as_str).collect(),
            Self::YesNo(yes) => vec![if *yes { "yes" } else { "no" }],
            _ => Vec::new(),
        }
    }

    /// The number it stands under in the side table: units, minor units, days since 1970, milliseconds, an id.
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Number(n) | Self::Money(n) => Some(*n),
            Self::Date(day) => Some(day_number(*day)),
            Self::Instant(at) => Some(at.ms()),
            Self::User(id) | Self::Unit(id) => Some(id.as_i64()),
            _ => None,
        }
    }

    /// Whether one of its codes is among these.
    pub fn is_any_of(&self, wanted: &[String]) -> bool {
        self.codes().iter().any(|code| wanted.iter().any(|w| w == code))
    }
}

/// Days since 1970-01-01.
pub fn day_number(day: Date) -> i64 {
    day.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
}

/// A value as somebody gives it: words become a reference before anything is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// Words.
    Words(String),
    /// Anything else.
    Value(FieldValue),
}

/// A value that is none of the field's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misfit;

impl CustomField {
    /// Reads a value: a string for words, a day, an instant, an option, an id; a number; an amount in minor units; a list
    /// of options; true or false.
    ///
    /// # Errors
    /// `Misfit` when it is none of this field's.
    pub fn read(&self, given: &Value) -> Result<Given, Misfit> {
        let text = || given.as_str().ok_or(Misfit);
        let value = match self.sort {
            FieldSort::Text => return Ok(Given::Words(text()?.to_owned())),
            FieldSort::Number => FieldValue::Number(scaled(given, self.decimals)?),
            FieldSort::Money => FieldValue::Money(given.as_i64().ok_or(Misfit)?),
            FieldSort::Date => FieldValue::Date(text()?.parse().map_err(|_| Misfit)?),
            FieldSort::Instant => FieldValue::Instant(text()?.parse().map_err(|_| Misfit)?),
            FieldSort::Choice => FieldValue::Choice(text()?.to_owned()),
            FieldSort::MultiChoice => {
                let list = given.as_array().ok_or(Misfit)?;
                let mut codes: Vec<String> =
                    list.iter().map(|v| v.as_str().map(str::to_owned)).collect::<Option<_>>().ok_or(Misfit)?;
                codes.sort();
                codes.dedup();
                FieldValue::MultiChoice(codes)
            }
            FieldSort::YesNo => FieldValue::YesNo(given.as_bool().ok_or(Misfit)?),
            FieldSort::User => FieldValue::User(text()?.parse().map_err(|_| Misfit)?),
            FieldSort::Unit => FieldValue::Unit(text()?.parse().map_err(|_| Misfit)?),
        };
        if self.fits(&value) { Ok(Given::Value(value)) } else { Err(Misfit) }
    }

    /// Writes a value as [`Self::read`] takes it; words are looked up by `words`.
    pub fn write(&self, value: &FieldValue, words: impl Fn(Id) -> Option<String>) -> Value {
        match value {
            FieldValue::Text(reference) => words(reference.id).map_or(Value::Null, Value::String),
            FieldValue::Number(n) => unscaled(*n, self.decimals),
            FieldValue::Money(n) => (*n).into(),
            FieldValue::Date(day) => day.to_string().into(),
            FieldValue::Instant(at) => serde_json::to_value(at).unwrap_or_default(),
            FieldValue::Choice(code) => code.as_str().into(),
            FieldValue::MultiChoice(codes) => codes.clone().into(),
            FieldValue::YesNo(yes) => (*yes).into(),
            FieldValue::User(id) | FieldValue::Unit(id) => id.to_string().into(),
        }
    }
}

/// A JSON number in units of its last decimal, exactly: more decimals than the field has are no value of it.
fn scaled(given: &Value, decimals: u8) -> Result<i64, Misfit> {
    let text = given.as_number().ok_or(Misfit)?.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part = part.trim_end_matches('0');
    if part.len() > usize::from(decimals) || !part.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Misfit);
    }
    format!("{whole}{part:0<width$}", width = usize::from(decimals)).parse().map_err(|_| Misfit)
}

fn unscaled(units: i64, decimals: u8) -> Value {
    if decimals == 0 {
        return units.into();
    }
    // Fifteen digits survive a double; longer ones are what JSON can carry of them.
    (units as f64 / 10f64.powi(i32::from(decimals))).into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn a_number_is_exact_to_the_fields_decimals() {
        assert_eq!(scaled(&json!(12.5), 2), Ok(1250));
        assert_eq!(scaled(&json!(-0.05), 2), Ok(-5));
        assert_eq!(scaled(&json!(7), 0), Ok(7));
        assert_eq!(scaled(&json!(7.0), 0), Ok(7));
        assert_eq!(scaled(&json!(0.125), 2), Err(Misfit));
        assert_eq!(scaled(&json!(1e300), 2), Err(Misfit));
        assert_eq!(scaled(&json!("7"), 2), Err(Misfit));
        assert_eq!(unscaled(1250, 2), json!(12.5));
    }

    #[test]
    fn a_day_is_counted_from_1970() {
        assert_eq!(day_number("1970-01-01".parse().unwrap()), 0);
        assert_eq!(day_number("2026-11-22".parse().unwrap()), 20_779);
        assert_eq!(day_number("1969-12-31".parse().unwrap()), -1);
    }
}
