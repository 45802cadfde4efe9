//! How long: hours, days, months or "today". A span says what it counts (conflict 2 of A.7: `3日`, `3个工作日` and `24小时`
//! are three different things), so hours and days are never mixed in one.

use super::error::{ScheduleError, short};
use super::week::LocalTime;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A hundred years, the longest span, in days.
const MOST_DAYS: u64 = 36_525;

/// A positive length of time, in JSON and TOML a string: `PT10M`, `PT24H`, `P3D`, `P2W`, `P3M`, `P1Y`, `end_of_civil_day`
/// or `end_of_civil_day/20:00/12:00` (received at 20:00 or later: the next day at 12:00).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Span {
    /// Milliseconds of open time, counted from the stated moment (art. 201).
    Duration(i64),
    /// Days the calendar counts; the first day is not counted (art. 201).
    Days(u32),
    /// Months: the corresponding day, or the last day of the month (art. 202).
    Months(u32),
    /// 当日 (S3-11, conflict 3 of A.7): 24:00 of the day of receipt.
    EndOfCivilDay {
        /// Received at this local time or later, it is due the next day; `None` is the strict, literal reading.
        cutoff: Option<LocalTime>,
        /// Local time on the next day, once the cut-off has passed.
        then: LocalTime,
    },
}

impl Span {
    /// The strict reading of 当日: 24:00 of the day of receipt.
    pub const SAME_DAY: Self = Self::EndOfCivilDay { cutoff: None, then: LocalTime::NOON };

    /// 当日 with a cut-off as a policy writes it; a cut-off of 24:00 is none.
    pub fn same_day(cutoff: Option<LocalTime>, then: Option<LocalTime>) -> Self {
        Self::EndOfCivilDay {
            cutoff: cutoff.filter(|c| *c < LocalTime::END_OF_DAY),
            then: then.unwrap_or(LocalTime::NOON),
        }
    }

    /// The same rules for a span made in code as for one that was read.
    ///
    /// # Errors
    /// `SpanNotPositive`, `SpanTooLong`.
    pub fn checked(self) -> Result<Self, ScheduleError> {
        let (amount, most) = match self {
            Self::Duration(ms) => (i128::from(ms), i128::from(MOST_DAYS) * 86_400_000),
            Self::Days(n) => (i128::from(n), i128::from(MOST_DAYS)),
            Self::Months(n) => (i128::from(n), 1200),
            Self::EndOfCivilDay { .. } => (1, 1),
        };
        if amount <= 0 {
            Err(ScheduleError::SpanNotPositive(self.to_string()))
        } else if amount > most {
            Err(ScheduleError::SpanTooLong(self.to_string()))
        } else {
            Ok(self)
        }
    }
}

impl FromStr for Span {
    type Err = ScheduleError;

    fn from_str(given: &str) -> Result<Self, ScheduleError> {
        let bad = || ScheduleError::BadSpan(short(given));
        if given.len() > 64 {
            return Err(bad());
        }
        if let Some(rest) = given.strip_prefix("end_of_civil_day") {
            if rest.is_empty() {
                return Ok(Self::SAME_DAY);
            }
            let (cutoff, then) = rest.strip_prefix('/').and_then(|r| r.split_once('/')).ok_or_else(bad)?;
            return Ok(Self::same_day(Some(cutoff.parse()?), Some(then.parse()?)));
        }
        if given.contains('-') {
            return Err(ScheduleError::SpanNotPositive(short(given)));
        }
        let body = given.strip_prefix('P').ok_or_else(bad)?;
        let (days, hours) = body.split_once('T').map_or((body, None), |(d, t)| (d, Some(t)));
        match hours {
            Some(hours) if days.is_empty() => {
                let ms = sum(given, hours, &[('H', 3_600_000), ('M', 60_000), ('S', 1000)])?;
                Self::Duration(i64::try_from(ms).map_err(|_| ScheduleError::SpanTooLong(short(given)))?).checked()
            }
            Some(_) => Err(ScheduleError::MixedSpan(short(given))),
            None => {
                let months = days.contains(['Y', 'M']);
                if months && days.contains(['D', 'W']) {
                    return Err(ScheduleError::MixedSpan(short(given)));
                }
                let units: &[(char, u64)] = if months { &[('Y', 12), ('M', 1)] } else { &[('W', 7), ('D', 1)] };
                let n =
                    u32::try_from(sum(given, days, units)?).map_err(|_| ScheduleError::SpanTooLong(short(given)))?;
                (if months { Self::Months(n) } else { Self::Days(n) }).checked()
            }
        }
    }
}

/// Adds up `1H30M` by its units, each at most once and in their order.
fn sum(given: &str, text: &str, units: &[(char, u64)]) -> Result<u64, ScheduleError> {
    let bad = || ScheduleError::BadSpan(short(given));
    let too_long = || ScheduleError::SpanTooLong(short(given));
    let (mut rest, mut total) = (text, 0_u64);
    for (letter, size) in units {
        let Some((digits, after)) = rest.split_once(*letter) else {
            continue;
        };
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(bad());
        }
        let n: u64 = digits.parse().map_err(|_| too_long())?;
        total = n.checked_mul(*size).and_then(|n| total.checked_add(n)).ok_or_else(too_long)?;
        rest = after;
    }
    if rest.is_empty() && !text.is_empty() { Ok(total) } else { Err(bad()) }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Duration(ms) if ms % 3_600_000 == 0 => write!(f, "PT{}H", ms / 3_600_000),
            Self::Duration(ms) if ms % 60_000 == 0 => write!(f, "PT{}M", ms / 60_000),
            Self::Duration(ms) if ms % 1000 == 0 => write!(f, "PT{}S", ms / 1000),
            // Only a span made in code has milliseconds.
            Self::Duration(ms) => write!(f, "PT{}.{:03}S", ms / 1000, (ms % 1000).abs()),
            Self::Days(n) => write!(f, "P{n}D"),
            Self::Months(n) => write!(f, "P{n}M"),
            Self::EndOfCivilDay { cutoff: None, .. } => f.write_str("end_of_civil_day"),
            Self::EndOfCivilDay { cutoff: Some(cutoff), then } => write!(f, "end_of_civil_day/{cutoff}/{then}"),
        }
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_span_says_whether_it_counts_hours_days_or_months() {
        let span = |s: &str| s.parse::<Span>().unwrap();
        assert_eq!(span("PT10M"), Span::Duration(600_000));
        assert_eq!(span("PT1H30M"), Span::Duration(5_400_000));
        assert_eq!(span("PT30S"), Span::Duration(30_000));
        assert_eq!(span("P3D"), Span::Days(3));
        assert_eq!(span("P2W"), Span::Days(14));
        assert_eq!(span("P3M"), Span::Months(3));
        assert_eq!(span("P1Y6M"), Span::Months(18));
        assert_eq!(span("end_of_civil_day"), Span::SAME_DAY);
        assert_eq!(span("end_of_civil_day/24:00/12:00"), Span::SAME_DAY);
        for text in ["PT10M", "PT24H", "PT45S", "P3D", "P3M", "end_of_civil_day", "end_of_civil_day/20:00/12:00"] {
            assert_eq!(span(text).to_string(), text);
        }
    }

    #[test]
    fn spans_that_mean_nothing_are_refused_by_code() {
        let code = |s: &str| s.parse::<Span>().unwrap_err().code();
        for s in ["P1DT2H", "P1M2D", "P1DT"] {
            assert_eq!(code(s), "mixed_span", "{s}");
        }
        for s in ["PT0S", "P0D", "P0M", "-PT1H", "P-3D"] {
            assert_eq!(code(s), "span_not_positive", "{s}");
        }
        for s in ["P1000000000000Y", "PT99999999999999999999999H", "P101Y", "P36526D", "PT18446744073709551615S"] {
            assert_eq!(code(s), "span_too_long", "{s}");
        }
        for s in ["", "P", "PT", "3D", "PT1.5H", "PT1M1H", "P1D1D", "PTH", "p3d", &"9".repeat(1_000_000)] {
            assert_eq!(code(s), "bad_span", "{}", short(s));
        }
    }
}
