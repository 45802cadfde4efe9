//! Days as whole numbers since 1970-01-01. Counting working days is a walk over days, and a number steps, compares and
//! indexes a table faster than a date does. It never leaves this module: outside, a day is a `jiff::civil::Date`.

use super::error::ScheduleError;
use jiff::civil::{Date, Weekday};

/// A day: 0 is 1970-01-01.
pub(super) type DayNumber = i32;

/// Milliseconds of a day of 24 hours.
pub(super) const DAY_MS: i64 = 86_400_000;

/// The number of a date (Hinnant's `days_from_civil`).
pub(super) fn of(date: Date) -> DayNumber {
    let (m, d) = (i32::from(date.month()), i32::from(date.day()));
    let y = i32::from(date.year()) - i32::from(m <= 2);
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * (if m > 2 { m - 3 } else { m + 9 }) + 2) / 5 + d - 1;
    era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
}

/// The date of a number.
///
/// # Errors
/// `BeyondRange` outside the years the time library handles.
pub(super) fn date(day: DayNumber) -> Result<Date, ScheduleError> {
    let z = day.checked_add(719_468).ok_or(ScheduleError::BeyondRange)?;
    let (era, doe) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let m = if mp < 10 { mp + 3 } else { mp - 9 };
    let narrow = |n: i32| i8::try_from(n).map_err(|_| ScheduleError::BeyondRange);
    let year = i16::try_from(yoe + era * 400 + i32::from(m <= 2)).map_err(|_| ScheduleError::BeyondRange)?;
    Date::new(year, narrow(m)?, narrow(doy - (153 * mp + 2) / 5 + 1)?).map_err(|_| ScheduleError::BeyondRange)
}

/// 0 = Monday … 6 = Sunday; 1970-01-01 was a Thursday.
pub(super) fn weekday(day: DayNumber) -> usize {
    // Always 0..7, so the conversion cannot fail.
    usize::try_from((i64::from(day) + 3).rem_euclid(7)).unwrap_or(0)
}

/// Saturday or Sunday.
pub(super) fn is_weekend(day: DayNumber) -> bool {
    weekday(day) >= 5
}

/// 0 = Monday … 6 = Sunday.
pub(super) fn index(weekday: Weekday) -> usize {
    usize::try_from(weekday.to_monday_zero_offset()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_day_of_four_centuries_has_its_date_and_weekday() {
        let mut d = Date::new(1969, 12, 31).unwrap();
        for n in -1..150_000 {
            assert_eq!((of(d), date(n).unwrap(), weekday(n)), (n, d, index(d.weekday())));
            d = d.tomorrow().unwrap();
        }
        assert!(date(i32::MAX).is_err());
    }
}
