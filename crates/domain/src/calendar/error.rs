//! What can be wrong with a calendar, a span or a question about them. Every kind has one stable code; texts that come
//! from outside are cut short, so that an error can never be larger than the mistake is worth.

use jiff::civil::Date;

/// A calendar, span or question the arithmetic refuses (A.7 no. 2, workspace vector 8). Never a panic, never a loop.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// Not a time zone of the IANA database.
    #[error("unknown time zone {0:?}")]
    UnknownZone(String),
    /// The calendar needs a zone and names none.
    #[error("this kind of calendar needs a time zone")]
    ZoneMissing,
    /// No day table is loaded for this region.
    #[error("no day table for region {0:?}")]
    UnknownRegion(String),
    /// No calendar has this name.
    #[error("no calendar named {0:?}")]
    UnknownCalendar(String),
    /// Not a time of day.
    #[error("not a time of day between 00:00 and 24:00: {0:?}")]
    BadTime(String),
    /// A period that ends where it starts, or earlier: an overnight opening is written as two periods.
    #[error(
        "period {start}-{end} does not end after it starts; write an overnight opening as {start}-24:00 and, on the next day, 00:00-{end}"
    )]
    BadPeriod {
        /// Start as given.
        start: String,
        /// End as given.
        end: String,
    },
    /// A key that this kind of calendar does not use, so that it would be ignored in silence.
    #[error("a {kind} calendar does not use {key:?}")]
    KeyNotUsed {
        /// Kind of the calendar.
        kind: &'static str,
        /// The key.
        key: &'static str,
    },
    /// A `business_hours` calendar without hours.
    #[error("a business_hours calendar needs \"week\"")]
    WeekMissing,
    /// One date is called both a holiday and a make-up working day.
    #[error("{0} is both a holiday and a make-up working day")]
    ConflictingDay(Date),
    /// A closure that ends before it begins.
    #[error("closure from {from} ends earlier, on {to}")]
    ReversedClosure {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
    /// More dates or periods than a calendar may hold.
    #[error("{what}: {count} given, {most} allowed")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How many were given.
        count: usize,
        /// How many are allowed.
        most: usize,
    },
    /// No open time at all, or none within the horizon: an error, never an endless search (vector 8).
    #[error("the calendar has no open time")]
    NoOpenTime,
    /// Not a span: `PT10M`, `P3D`, `P3M`, `end_of_civil_day`.
    #[error("not a span: {0:?}")]
    BadSpan(String),
    /// Days or months mixed with hours, or months with days.
    #[error("a span counts months, days or hours, never a mixture: {0:?}")]
    MixedSpan(String),
    /// Zero or negative (C.4: target 0 forbidden).
    #[error("a span must be positive: {0:?}")]
    SpanNotPositive(String),
    /// Longer than a hundred years.
    #[error("a span may be a hundred years at most: {0:?}")]
    SpanTooLong(String),
    /// Statutory rolling (art. 203) belongs to days and months; hours end where they end.
    #[error("rolling applies to spans of days or months")]
    RollNeedsDays,
    /// A pause or interval that ends before it begins.
    #[error("the interval ends before it begins")]
    ReversedInterval,
    /// The answer lies outside the years 1970-9999 or further away than the search may go.
    #[error("the answer lies beyond the range of the calendar")]
    BeyondRange,
    /// A day table that cannot be read.
    #[error("day table, line {line}: {why}")]
    BadDayTable {
        /// Line, from 1; 0 where a line does not apply.
        line: usize,
        /// What is wrong with it.
        why: &'static str,
    },
}

impl ScheduleError {
    /// The stable code (`snake_case`).
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownZone(_) => "unknown_zone",
            Self::ZoneMissing => "zone_missing",
            Self::UnknownRegion(_) => "unknown_region",
            Self::UnknownCalendar(_) => "unknown_calendar",
            Self::BadTime(_) => "bad_time",
            Self::BadPeriod { .. } => "bad_period",
            Self::KeyNotUsed { .. } => "key_not_used",
            Self::WeekMissing => "week_missing",
            Self::ConflictingDay(_) => "conflicting_day",
            Self::ReversedClosure { .. } => "reversed_closure",
            Self::TooMany { .. } => "too_many",
            Self::NoOpenTime => "no_open_time",
            Self::BadSpan(_) => "bad_span",
            Self::MixedSpan(_) => "mixed_span",
            Self::SpanNotPositive(_) => "span_not_positive",
            Self::SpanTooLong(_) => "span_too_long",
            Self::RollNeedsDays => "roll_needs_days",
            Self::ReversedInterval => "reversed_interval",
            Self::BeyondRange => "beyond_range",
            Self::BadDayTable { .. } => "bad_day_table",
        }
    }
}

/// The first characters of a text from outside, for an error's detail.
pub(super) fn short(text: &str) -> String {
    text.chars().take(60).collect()
}
