//! Dates as people and machines wrote them, to UTC milliseconds.
//!
//! Why so: one export holds `24-06-15` beside `24-Jun-15`, another `2020/1/6 12:09:38`, a third Excel's day numbers; the
//! mapping says which patterns to try, in which order, and in which zone a clock on the wall was meant.
//! A local time that a clock change leaves out is read as the same distance after the change (02:30 becomes 03:30); one
//! that occurs twice is the first of the two. Both are deterministic, so a second import sees the same instant.
//! It must never guess day-month order, and never accept a year before 1970 or after 9999.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::strtime::{self, BrokenDownTime};
use jiff::tz::TimeZone;

const MS_PER_DAY: f64 = 86_400_000.0;
/// 9999-12-31T23:59:59.999Z.
const LAST_MS: i64 = 253_402_300_799_999;

/// What a text meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// UTC milliseconds; for a bare date the first instant of that day in the zone.
    pub at_ms: i64,
    /// True if the text gave a day and no time.
    pub date_only: bool,
}

/// Why a text is no date, or a pattern no pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateProblem {
    /// No pattern fits.
    #[error("{text:?} fits none of the date formats")]
    NoMatch {
        /// The text.
        text: String,
    },
    /// A date outside 1970-9999.
    #[error("{text:?} is outside the years 1970 to 9999")]
    OutOfRange {
        /// The text.
        text: String,
    },
    /// No such time zone.
    #[error("unknown time zone {zone:?}")]
    UnknownZone {
        /// The name given.
        zone: String,
    },
    /// A pattern that no date can be read with.
    #[error("date format {pattern:?}: {detail}")]
    BadPattern {
        /// The pattern given.
        pattern: String,
        /// What is wrong.
        detail: String,
    },
}

impl DateProblem {
    /// The stable code of the problem.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoMatch { .. } => "bad_date",
            Self::OutOfRange { .. } => "date_out_of_range",
            Self::UnknownZone { .. } => "unknown_zone",
            Self::BadPattern { .. } => "bad_date_format",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Pattern {
    Strtime(String),
    Excel,
    Rfc3339,
    EpochSeconds,
    EpochMs,
}

/// Accepted patterns in order and the zone of local times.
#[derive(Debug, Clone)]
pub struct DateFormats {
    patterns: Vec<Pattern>,
    zone: TimeZone,
}

const TIMES: [&str; 6] = ["%I:%M:%S %p", "%I:%M %p", "%H:%M:%S%.f", "%H:%M:%S", "%H:%M", "%I:%M:%S%p"];

impl DateFormats {
    /// Patterns are strtime (`%d-%m-%y`, `%Y年%m月%d日 %H时%M分`) or `excel`, `rfc3339`, `epoch_s`, `epoch_ms`.
    ///
    /// # Errors
    /// [`DateProblem::BadPattern`] or [`DateProblem::UnknownZone`].
    pub fn new<S: AsRef<str>>(patterns: &[S], zone: &str) -> Result<Self, DateProblem> {
        let zone = TimeZone::get(zone).map_err(|_| DateProblem::UnknownZone { zone: zone.to_owned() })?;
        let patterns = patterns.iter().map(|pattern| Pattern::new(pattern.as_ref())).collect::<Result<_, _>>()?;
        Ok(Self { patterns, zone })
    }

    /// Reads a text with the first pattern that fits it whole.
    ///
    /// # Errors
    /// [`DateProblem::NoMatch`] or [`DateProblem::OutOfRange`].
    pub fn parse(&self, text: &str) -> Result<Moment, DateProblem> {
        let folded = folded(text);
        let (moment, date_only) = self
            .patterns
            .iter()
            .find_map(|pattern| self.read(pattern, &folded))
            .ok_or_else(|| DateProblem::NoMatch { text: text.to_owned() })?;
        self.bounded(text, moment, date_only)
    }

    /// Joins a date and a time that stand in two columns (`24-06-15` + `3:53:50 PM`). An empty time leaves the bare date.
    ///
    /// # Errors
    /// [`DateProblem`] naming the text that does not fit.
    pub fn parse_parts(&self, date: &str, time: &str) -> Result<Moment, DateProblem> {
        if time.trim().is_empty() {
            return self.parse(date);
        }
        let day = self.parse(date)?;
        let clock = clock(&folded(time)).ok_or_else(|| DateProblem::NoMatch { text: time.to_owned() })?;
        let start = Timestamp::from_millisecond(day.at_ms).map_err(|_| out_of_range(date))?;
        let civil = self.zone.to_datetime(start).date().to_datetime(clock);
        self.bounded(date, self.instant(civil).ok_or_else(|| out_of_range(date))?, false)
    }

    fn bounded(&self, text: &str, at: Timestamp, date_only: bool) -> Result<Moment, DateProblem> {
        let at_ms = at.as_millisecond();
        let year = self.zone.to_datetime(at).year();
        if at_ms > LAST_MS || !(1970..=9999).contains(&year) {
            return Err(out_of_range(text));
        }
        Ok(Moment { at_ms, date_only })
    }

    fn instant(&self, civil: DateTime) -> Option<Timestamp> {
        // `compatible` is the rule of the module's first lines: later across a gap, the first of two in a fold.
        self.zone.to_ambiguous_timestamp(civil).compatible().ok()
    }

    fn read(&self, pattern: &Pattern, text: &str) -> Option<(Timestamp, bool)> {
        match pattern {
            Pattern::Rfc3339 => Some((text.parse::<Timestamp>().ok()?, false)),
            Pattern::EpochSeconds => Some((Timestamp::from_millisecond(digits(text)?.checked_mul(1000)?).ok()?, false)),
            Pattern::EpochMs => Some((Timestamp::from_millisecond(digits(text)?).ok()?, false)),
            Pattern::Excel => self.excel(text),
            Pattern::Strtime(pattern) => {
                let parts = strtime::parse(pattern, text).ok()?;
                self.broken_down(&parts)
            }
        }
    }

    fn broken_down(&self, parts: &BrokenDownTime) -> Option<(Timestamp, bool)> {
        if let (Some(_), Ok(at)) = (parts.offset(), parts.to_timestamp()) {
            return Some((at, false));
        }
        let date = parts.to_date().ok()?;
        match parts.hour() {
            None => Some((self.instant(date.to_datetime(Time::midnight()))?, true)),
            Some(_) => Some((self.instant(date.to_datetime(parts.to_time().ok()?))?, false)),
        }
    }

    fn excel(&self, text: &str) -> Option<(Timestamp, bool)> {
        let serial: f64 = text.parse().ok()?;
        // Day 60 is 1900-02-29, which never was; all days that we accept (from 1970) lie after it.
        if !(25_569.0..2_958_466.0).contains(&serial) {
            return None;
        }
        #[allow(clippy::cast_possible_truncation, reason = "bounded just above")]
        let (days, ms) = (serial.trunc() as i64, (serial.fract() * MS_PER_DAY).round() as i64);
        let base = Date::constant(1899, 12, 30).to_datetime(Time::midnight());
        let civil = base
            .checked_add(jiff::Span::new().days(days))
            .ok()?
            .checked_add(jiff::Span::new().milliseconds(ms))
            .ok()?;
        Some((self.instant(civil)?, ms == 0))
    }
}

impl Pattern {
    fn new(text: &str) -> Result<Self, DateProblem> {
        let bad = |detail: String| DateProblem::BadPattern { pattern: text.to_owned(), detail };
        match text {
            "excel" => return Ok(Self::Excel),
            "rfc3339" => return Ok(Self::Rfc3339),
            "epoch_s" => return Ok(Self::EpochSeconds),
            "epoch_ms" => return Ok(Self::EpochMs),
            _ => {}
        }
        if !text.contains('%') {
            return Err(bad("neither a pattern with % nor excel, rfc3339, epoch_s, epoch_ms".into()));
        }
        // A pattern that cannot read back what it writes for a sample day cannot read any date.
        let pattern = folded(text);
        let sample = Date::constant(2015, 6, 24).at(15, 53, 50, 0).to_zoned(TimeZone::UTC);
        let sample = sample.map_err(|error| bad(error.to_string()))?;
        let written = strtime::format(&pattern, &sample).map_err(|error| bad(error.to_string()))?;
        let parts = strtime::parse(&pattern, &written).map_err(|error| bad(error.to_string()))?;
        parts.to_date().map_err(|_| bad("it does not give year, month and day".into()))?;
        Ok(Self::Strtime(pattern))
    }
}

fn out_of_range(text: &str) -> DateProblem {
    DateProblem::OutOfRange { text: text.to_owned() }
}

fn digits(text: &str) -> Option<i64> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

fn clock(text: &str) -> Option<Time> {
    if let Ok(share) = text.parse::<f64>()
        && (0.0..1.0).contains(&share)
    {
        #[allow(clippy::cast_possible_truncation, reason = "a share of one day")]
        let ms = (share * MS_PER_DAY).round() as i64;
        return Time::midnight().checked_add(jiff::Span::new().milliseconds(ms)).ok();
    }
    TIMES.iter().find_map(|pattern| strtime::parse(pattern, text).ok()?.to_time().ok())
}

/// Full-width digits and signs to ASCII, the Chinese words of a date to signs, blanks to one.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        let letter = match letter {
            '０'..='９' | '：' | '／' | '－' | '．' => char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter),
            '年' | '月' => '/',
            '时' | '時' | '点' | '點' | '分' => ':',
            '日' | '号' | '號' | '\u{3000}' | '\u{A0}' | '\t' => ' ',
            '秒' => continue,
            other => other,
        };
        if letter == ' ' && out.ends_with(' ') {
            continue;
        }
        out.push(letter);
    }
    // `12时09分` ends in what became a colon.
    let end = out.trim_end_matches([' ', ':']).len();
    out.truncate(end);
    out
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
