//! Due times. Three things are kept apart: hours run on open time from the stated moment; days are counted, the first one
//! not (art. 201), and end at 24:00 or at close of business (art. 203); months end on the corresponding day (art. 202).
//! A pause lengthens hours by its open time, and days by each midnight it crosses that ends a day that counts.

use super::day::{DayKind, RollScope};
use super::day_number::{self, DayNumber};
use super::error::ScheduleError;
use super::explain::{Left, Step, Trail};
use super::open_time::HORIZON_DAYS;
use super::pause::{Pause, Pauses};
use super::resolved::Calendar;
use super::span::Span;
use super::spec::CalendarKind;
use super::week::LocalTime;
use crate::time::UtcMs;
use jiff::ToSpan;
use serde::{Deserialize, Serialize};

/// When something is due, or that it cannot be said while a pause runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Due at this instant; in time is `actual <= at` (C, rule 8). The end of a day is the beginning of the next.
    At(UtcMs),
    /// A pause that still runs: ask again when it ends.
    Frozen {
        /// Since when.
        since: UtcMs,
        /// What is left of the span.
        left: Left,
    },
}

/// A due time with its account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// When.
    pub outcome: Outcome,
    /// A year without a notice was touched: to be computed again when it is imported (B.17).
    pub provisional: bool,
    /// How it came about; empty when no explanation was asked for.
    pub explain: Vec<Step>,
}

impl Due {
    /// The instant, or `None` while frozen.
    pub const fn at(&self) -> Option<UtcMs> {
        match self.outcome {
            Outcome::At(at) => Some(at),
            Outcome::Frozen { .. } => None,
        }
    }
}

/// A target as a policy sets it: how long, on which calendar, rolled or not, pausable or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// How long.
    pub span: Span,
    /// Name of the calendar.
    pub calendar: String,
    /// Only for statutory periods: move a last day off the rest days (art. 203).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roll: Option<RollScope>,
    /// Whether pauses stop it; a statutory clock runs on (the 15-day red line among them).
    #[serde(default = "pausable")]
    pub pausable: bool,
}

const fn pausable() -> bool {
    true
}

impl Target {
    /// The due time of this target on its calendar, explained.
    ///
    /// # Errors
    /// As `Calendar::due_rolled`.
    pub fn due(&self, calendar: &Calendar, from: UtcMs, pauses: &[Pause]) -> Result<Due, ScheduleError> {
        calendar.due_rolled(from, &self.span, if self.pausable { pauses } else { &[] }, self.roll)
    }
}

impl Calendar {
    /// When a span that starts at `from` is due, explained.
    ///
    /// # Errors
    /// A span that is not positive or too long, a reversed pause, an answer beyond the range.
    pub fn due(&self, from: UtcMs, span: &Span, pauses: &[Pause]) -> Result<Due, ScheduleError> {
        self.due_traced(from, span, pauses, None, Trail::new(true))
    }

    /// The same with statutory rolling of the last day (art. 203).
    ///
    /// # Errors
    /// As `due`, and `RollNeedsDays` for a span of hours.
    pub fn due_rolled(
        &self,
        from: UtcMs,
        span: &Span,
        pauses: &[Pause],
        roll: Option<RollScope>,
    ) -> Result<Due, ScheduleError> {
        self.due_traced(from, span, pauses, roll, Trail::new(true))
    }

    /// The same without an explanation, for replays and simulations over many cases.
    ///
    /// # Errors
    /// As `due_rolled`.
    pub fn due_brief(
        &self,
        from: UtcMs,
        span: &Span,
        pauses: &[Pause],
        roll: Option<RollScope>,
    ) -> Result<Due, ScheduleError> {
        self.due_traced(from, span, pauses, roll, Trail::new(false))
    }

    fn due_traced(
        &self,
        from: UtcMs,
        span: &Span,
        pauses: &[Pause],
        roll: Option<RollScope>,
        mut trail: Trail,
    ) -> Result<Due, ScheduleError> {
        let span = span.checked()?;
        let pauses = Pauses::union(pauses)?;
        let (first, _) = self.zone.local(from.ms());
        trail.push(|| Some(Step::Start { at: from, date: day_number::date(first).ok()? }));
        trail.push(|| {
            let (region, version) = self.day_table_version()?;
            Some(Step::DayTable { region: region.to_owned(), version: version.to_owned() })
        });
        let (outcome, last) = match span {
            Span::Duration(_) if roll.is_some() => return Err(ScheduleError::RollNeedsDays),
            Span::Duration(ms) => {
                let outcome = self.due_after(from.ms(), ms, &pauses, &mut trail)?;
                // Ending at 24:00 touches no further day.
                (outcome, outcome.instant().map_or(first, |at| self.zone.local((at.ms() - 1).max(0)).0))
            }
            Span::EndOfCivilDay { cutoff, then } => self.due_same_day(from, cutoff, then, roll, &pauses, &mut trail)?,
            Span::Days(n) => self.due_day(first, n, roll, &pauses, |d| self.counts(d), &mut trail)?,
            Span::Months(n) => {
                let days = self.days_of_months(first, n, &mut trail)?;
                self.due_day(first, days, roll, &pauses, |_| true, &mut trail)?
            }
        };
        // The first day of a count of days is not counted, so its year does not matter.
        let counted = if matches!(span, Span::Days(_) | Span::Months(_)) { (first + 1).min(last) } else { first };
        let uncovered = self.uncovered(counted, last, roll.is_some());
        let explain = trail.finish(|| {
            let mut steps: Vec<Step> = uncovered.clone().map(|year| Step::YearNotCovered { year }).collect();
            steps.push(match outcome {
                Outcome::At(at) => Step::DueAt { at },
                Outcome::Frozen { since, left } => Step::Frozen { since, left },
            });
            steps
        });
        Ok(Due { outcome, provisional: uncovered.clone().next().is_some(), explain })
    }

    /// Years between two days whose notice is missing, where this calendar depends on notices.
    fn uncovered(&self, first: DayNumber, last: DayNumber, rolled: bool) -> impl Iterator<Item = i16> + Clone {
        let depends = matches!(self.kind, CalendarKind::WorkingDay | CalendarKind::BusinessHours);
        let year = |day| day_number::date(day).map_or(i16::MAX, |d| d.year());
        let years = match self.table() {
            Some(_) if depends => year(first)..=year(last),
            Some(_) if rolled => year(last)..=year(last),
            #[allow(clippy::reversed_empty_ranges)]
            _ => 1..=0,
        };
        years.filter(|y| self.table().is_some_and(|t| !t.covers(*y)))
    }

    /// Years touched by `[from, to]` whose notice is missing: an elapsed time over them is provisional too.
    pub fn years_not_covered(&self, from: UtcMs, to: UtcMs) -> Vec<i16> {
        self.uncovered(self.zone.local(from.ms()).0, self.zone.local(to.ms()).0, false).take(200).collect()
    }

    /// Counts `n` days after the first; then rolls, then ends the last day. Returns the last day too.
    fn due_day(
        &self,
        first: DayNumber,
        n: u32,
        roll: Option<RollScope>,
        pauses: &Pauses,
        counts: impl Fn(DayNumber) -> bool,
        trail: &mut Trail,
    ) -> Result<(Outcome, DayNumber), ScheduleError> {
        trail.push(|| Some(Step::FirstDayNotCounted { date: day_number::date(first).ok()? }));
        let mut left = n;
        for day in first + 1..first.saturating_add(HORIZON_DAYS) {
            if !counts(day) {
                trail.push(|| self.skipped(day, self.kind_of(day)));
                continue;
            }
            if !pauses.is_empty()
                && let Some(pause) = pauses.crossing(self.zone.start_ms(day + 1)?)
            {
                trail.push(|| {
                    let date = day_number::date(day).ok()?;
                    Some(Step::PausedDays { from: date, to: date, reasons: pause.reasons.clone() })
                });
                if pause.to == i64::MAX {
                    let since = UtcMs::new(pause.from);
                    return Ok((Outcome::Frozen { since, left: Left::Days(left) }, day));
                }
                continue;
            }
            left -= 1;
            trail.push(|| {
                let date = day_number::date(day).ok()?;
                let makeup = self.kind_of(day) == DayKind::MakeupWorkday;
                Some(Step::CountedDays { from: date, to: date, count: 1, makeup })
            });
            if left == 0 {
                let last = self.roll(day, roll, trail)?;
                return Ok((Outcome::At(self.end_of(last)?), last));
            }
        }
        Err(ScheduleError::BeyondRange)
    }

    /// The last day moved off the rest days, if the span is statutory.
    fn roll(&self, day: DayNumber, scope: Option<RollScope>, trail: &mut Trail) -> Result<DayNumber, ScheduleError> {
        let Some((scope, reason)) = scope.and_then(|s| Some((s, self.rest(day, s)?))) else {
            return Ok(day);
        };
        let rolled = self.rolled(day, scope)?;
        trail.push(|| {
            let (from, to) = (day_number::date(day).ok()?, day_number::date(rolled).ok()?);
            Some(Step::Rolled { from, to, reason, name: self.name_of(day) })
        });
        Ok(rolled)
    }

    /// 24:00 of a day, or close of business where there are business hours (art. 203).
    fn end_of(&self, day: DayNumber) -> Result<UtcMs, ScheduleError> {
        let close = match self.periods(day).last() {
            Some(last) if self.kind == CalendarKind::BusinessHours => last.1,
            _ => LocalTime::END_OF_DAY,
        };
        self.zone.wall_ms(day, close.ms()).map(UtcMs::new)
    }

    /// How many civil days `n` months from a day are (art. 202).
    fn days_of_months(&self, first: DayNumber, n: u32, trail: &mut Trail) -> Result<u32, ScheduleError> {
        let beyond = |_| ScheduleError::BeyondRange;
        let start = day_number::date(first)?;
        let target = start.checked_add(i64::from(n).months()).map_err(beyond)?;
        if target.day() != start.day() {
            trail.push(|| Some(Step::LastDayOfMonth { date: target }));
        }
        u32::try_from(day_number::of(target) - first).map_err(|_| ScheduleError::BeyondRange)
    }

    /// 当日: 24:00 of the day of receipt (of the next day that counts, if that one does not), or after a cut-off a time
    /// of the next day that counts.
    fn due_same_day(
        &self,
        from: UtcMs,
        cutoff: Option<LocalTime>,
        then: LocalTime,
        roll: Option<RollScope>,
        pauses: &Pauses,
        trail: &mut Trail,
    ) -> Result<(Outcome, DayNumber), ScheduleError> {
        let (received, time) = self.zone.local(from.ms());
        let opening = self.next_open(from)?;
        let late = cutoff.filter(|c| time >= c.ms() && self.counts(received));
        let (earliest, ends) = match late {
            Some(cutoff) => {
                trail.push(|| Some(Step::CutoffPassed { cutoff }));
                (received + 1, then)
            }
            None => (self.zone.local(opening.ms()).0, LocalTime::END_OF_DAY),
        };
        for day in earliest..earliest.saturating_add(HORIZON_DAYS) {
            if !self.counts(day) {
                trail.push(|| self.skipped(day, self.kind_of(day)));
                continue;
            }
            let end = self.zone.wall_ms(day, ends.ms())?;
            let Some(pause) = pauses.crossing(end) else {
                let last = self.roll(day, roll, trail)?;
                return Ok((Outcome::At(UtcMs::new(self.zone.wall_ms(last, ends.ms())?)), last));
            };
            trail.push(|| {
                let date = day_number::date(day).ok()?;
                Some(Step::PausedDays { from: date, to: date, reasons: pause.reasons.clone() })
            });
            if pause.to == i64::MAX {
                let since = UtcMs::new(pause.from.max(from.ms()));
                return Ok((Outcome::Frozen { since, left: Left::Days(1) }, day));
            }
        }
        Err(ScheduleError::BeyondRange)
    }

    /// Days this calendar counts after the date of `from` up to and including the date of `to`.
    ///
    /// # Errors
    /// `ReversedInterval`; `BeyondRange` over more than two hundred years.
    pub fn days_between(&self, from: UtcMs, to: UtcMs) -> Result<u32, ScheduleError> {
        let (first, last) = (self.zone.local(from.ms()).0, self.zone.local(to.ms()).0);
        if to < from {
            return Err(ScheduleError::ReversedInterval);
        }
        if last - first > HORIZON_DAYS {
            return Err(ScheduleError::BeyondRange);
        }
        let days = (first + 1..=last).filter(|d| self.counts(*d)).count();
        u32::try_from(days).map_err(|_| ScheduleError::BeyondRange)
    }
}

impl Outcome {
    const fn instant(self) -> Option<UtcMs> {
        match self {
            Self::At(at) => Some(at),
            Self::Frozen { .. } => None,
        }
    }
}
