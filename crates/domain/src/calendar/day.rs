//! What one day is on a calendar: working, resting and why, and its open periods. Every count, every opening and the
//! administrator's month view ask this one place.

use super::day_number::{self, DayNumber};
use super::day_table::DayMark;
use super::error::ScheduleError;
use super::resolved::{Calendar, Special};
use super::spec::CalendarKind;
use super::week::{Period, WHOLE_DAY};
use crate::code::codes;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

codes! {
    /// What a day is.
    pub enum DayKind {
        /// A day of the ordinary week.
        Ordinary = "ordinary",
        /// A make-up working day (调休上班日).
        MakeupWorkday = "makeup_workday",
        /// Hours of its own, by an override.
        SpecialHours = "special_hours",
        /// The weekly rest: Saturday, Sunday, or a weekday without hours.
        Weekend = "weekend",
        /// A holiday, by the region's notice or by the calendar's own list.
        Holiday = "statutory_holiday",
        /// The site is closed.
        Closed = "closed",
    }
}

codes! {
    /// Which days count as rest days when the last day of a statutory period falls on one (art. 203; B.1, open reading).
    pub enum RollScope {
        /// Announced holidays only.
        StatutoryHolidays = "statutory_holidays",
        /// Announced holidays and weekends: the default, never to the consumer's disadvantage.
        AllRestDays = "all_rest_days",
    }
}

/// One day for the administrator's month view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayView {
    /// The date.
    pub date: Date,
    /// What it is.
    pub kind: DayKind,
    /// Name of the holiday or closure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Open periods on the wall clock; empty when closed.
    pub periods: Vec<Period>,
    /// Whether the day table has this year's notice; true where no day table is needed.
    pub covered: bool,
}

impl Calendar {
    /// What a day is, whether or not this kind of calendar cares.
    pub(super) fn kind_of(&self, day: DayNumber) -> DayKind {
        if !self.special.is_empty()
            && let Some(special) = self.special.get(&day)
        {
            return match special {
                Special::Hours(hours) if hours.is_empty() => DayKind::Closed,
                Special::Hours(_) => DayKind::SpecialHours,
                Special::Makeup => DayKind::MakeupWorkday,
                Special::Closed(_) => DayKind::Closed,
                Special::Holiday => DayKind::Holiday,
            };
        }
        match self.table().and_then(|t| t.mark(day)) {
            Some(DayMark::Off) => DayKind::Holiday,
            Some(DayMark::Work) => DayKind::MakeupWorkday,
            None if self.week[day_number::weekday(day)].is_empty() => DayKind::Weekend,
            None => DayKind::Ordinary,
        }
    }

    /// Open periods of a day; empty when closed.
    pub(super) fn periods(&self, day: DayNumber) -> &[Period] {
        if matches!(self.kind, CalendarKind::AlwaysOpen | CalendarKind::CivilDay) {
            return WHOLE_DAY;
        }
        let working = self.kind == CalendarKind::WorkingDay;
        match self.kind_of(day) {
            DayKind::Weekend | DayKind::Holiday | DayKind::Closed => &[],
            DayKind::Ordinary | DayKind::MakeupWorkday | DayKind::SpecialHours if working => WHOLE_DAY,
            DayKind::Ordinary => &self.week[day_number::weekday(day)],
            DayKind::MakeupWorkday => {
                let own = &self.week[day_number::weekday(day)];
                if own.is_empty() || self.makeup_hours_given { &self.makeup_hours } else { own }
            }
            DayKind::SpecialHours => match self.special.get(&day) {
                Some(Special::Hours(hours)) => hours,
                _ => &[],
            },
        }
    }

    /// Whether a day counts on this calendar.
    pub(super) fn counts(&self, day: DayNumber) -> bool {
        !self.periods(day).is_empty()
    }

    /// The name of a holiday or closure.
    pub(super) fn name_of(&self, day: DayNumber) -> Option<String> {
        match self.special.get(&day) {
            Some(Special::Closed(name)) => name.clone(),
            Some(_) => None,
            None => self.table()?.row(day).map(|(_, name)| name.to_owned()).filter(|n| !n.is_empty()),
        }
    }

    /// The rest-day kind of a day under a scope, if it is one. A rest day in law is a holiday, Saturday or Sunday; the
    /// hours and closures of a site make no difference to it.
    pub(super) fn rest(&self, day: DayNumber, scope: RollScope) -> Option<DayKind> {
        let marked = match self.special.get(&day) {
            Some(Special::Holiday) => Some(DayMark::Off),
            Some(Special::Makeup) => Some(DayMark::Work),
            Some(Special::Hours(_) | Special::Closed(_)) | None => self.table().and_then(|t| t.mark(day)),
        };
        match (marked, scope) {
            (Some(DayMark::Off), _) => Some(DayKind::Holiday),
            (None, RollScope::AllRestDays) if day_number::is_weekend(day) => Some(DayKind::Weekend),
            _ => None,
        }
    }

    /// A last day moved to the first day after the rest days (art. 203; B.1); a day that is no rest day stays.
    ///
    /// # Errors
    /// `NoOpenTime` when rest days have no end, `BeyondRange`.
    pub fn roll_if_rest_day(&self, date: Date, scope: RollScope) -> Result<Date, ScheduleError> {
        day_number::date(self.rolled(day_number::of(date), scope)?)
    }

    pub(super) fn rolled(&self, day: DayNumber, scope: RollScope) -> Result<DayNumber, ScheduleError> {
        // The longest announced holiday had ten days; a calendar's own list may be longer, but not a year.
        (day..day + 366).find(|d| self.rest(*d, scope).is_none()).ok_or(ScheduleError::NoOpenTime)
    }

    /// Every day of a month, for the administrator's screen.
    ///
    /// # Errors
    /// `BeyondRange` when there is no such month.
    pub fn month_preview(&self, year: i16, month: i8) -> Result<Vec<DayView>, ScheduleError> {
        let first = Date::new(year, month, 1).map_err(|_| ScheduleError::BeyondRange)?;
        let start = day_number::of(first);
        let covered = self.table().is_none_or(|t| t.covers(year));
        (start..start + i32::from(first.days_in_month()))
            .map(|day| {
                Ok(DayView {
                    date: day_number::date(day)?,
                    kind: self.kind_of(day),
                    name: self.name_of(day),
                    periods: self.periods(day).to_vec(),
                    covered,
                })
            })
            .collect()
    }
}
