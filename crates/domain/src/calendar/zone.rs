//! Time zones and the civil days in them. Every day and month of the product (reports, timers, `same_day`) is computed
//! here, in Rust, in the zone of the site; never in SQL, and never by adding 24 hours.

use super::day_number::{self, DAY_MS, DayNumber};
use super::error::{ScheduleError, short};
use crate::time::UtcMs;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A time zone of the IANA database, by name (`Asia/Shanghai`); in JSON and TOML a string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone with this IANA name.
    ///
    /// # Errors
    /// `UnknownZone`.
    pub fn named(name: &str) -> Result<Self, ScheduleError> {
        let unknown = || ScheduleError::UnknownZone(short(name));
        if name.len() > 64 {
            return Err(unknown());
        }
        TimeZone::get(name).map(Self).map_err(|_| unknown())
    }

    /// Coordinated universal time.
    pub const fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// The IANA name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The civil date and time at an instant, for writing it down.
    pub fn civil(&self, at: UtcMs) -> jiff::civil::DateTime {
        self.0.to_datetime(at.timestamp())
    }

    /// The civil date at an instant.
    pub fn business_date(&self, at: UtcMs) -> Date {
        self.0.to_datetime(at.timestamp()).date()
    }

    /// The instant a civil day begins; where midnight does not exist (a change to summer time), the first instant after.
    ///
    /// # Errors
    /// `BeyondRange` before 1970 or after 9999.
    pub fn day_start(&self, date: Date) -> Result<UtcMs, ScheduleError> {
        self.start_ms(day_number::of(date)).map(UtcMs::new)
    }

    /// 24:00 of a civil day, which is the beginning of the next (art. 203).
    ///
    /// # Errors
    /// `BeyondRange` before 1970 or after 9999.
    pub fn day_end(&self, date: Date) -> Result<UtcMs, ScheduleError> {
        self.start_ms(day_number::of(date) + 1).map(UtcMs::new)
    }

    /// The instant of a time on the wall; in a gap moved on by the gap, in a fold the first of the two.
    ///
    /// # Errors
    /// `BeyondRange` before 1970 or after 9999.
    pub fn instant(&self, date: Date, time: Time) -> Result<UtcMs, ScheduleError> {
        let seconds = (i64::from(time.hour()) * 60 + i64::from(time.minute())) * 60 + i64::from(time.second());
        self.wall_ms(day_number::of(date), seconds * 1_000).map(UtcMs::new)
    }

    /// The instant a month begins.
    ///
    /// # Errors
    /// `BeyondRange` where there is no such month in 1970-9999.
    pub fn month_start(&self, year: i16, month: i8) -> Result<UtcMs, ScheduleError> {
        self.day_start(Date::new(year, month, 1).map_err(|_| ScheduleError::BeyondRange)?)
    }

    /// The instant a month ends, which is the beginning of the next.
    ///
    /// # Errors
    /// `BeyondRange` where there is no such month in 1970-9999.
    pub fn month_end(&self, year: i16, month: i8) -> Result<UtcMs, ScheduleError> {
        self.day_end(Date::new(year, month, 1).map_err(|_| ScheduleError::BeyondRange)?.last_of_month())
    }

    /// An instant written with the offset this zone had, RFC 3339: `2026-02-26T00:00:00+08:00`.
    pub fn written(&self, at: UtcMs) -> String {
        let stamp = at.timestamp();
        stamp.display_with_offset(self.0.to_offset(stamp)).to_string()
    }

    /// Day and milliseconds of the clock on the wall at an instant.
    pub(super) fn local(&self, at: i64) -> (DayNumber, i64) {
        let offset = i64::from(self.0.to_offset(UtcMs::new(at).timestamp()).seconds()) * 1000;
        let wall = at + offset;
        (i32::try_from(wall.div_euclid(DAY_MS)).unwrap_or(i32::MAX), wall.rem_euclid(DAY_MS))
    }

    /// UTC milliseconds at which a day begins.
    pub(super) fn start_ms(&self, day: DayNumber) -> Result<i64, ScheduleError> {
        self.wall_ms(day, 0)
    }

    /// UTC milliseconds of a time on the wall: in a gap the instant after it, in a fold the first of the two.
    pub(super) fn wall_ms(&self, day: DayNumber, ms_of_day: i64) -> Result<i64, ScheduleError> {
        let beyond = |_| ScheduleError::BeyondRange;
        let (day, ms_of_day) = if ms_of_day >= DAY_MS { (day + 1, 0) } else { (day, ms_of_day) };
        let time =
            jiff::civil::Time::midnight().checked_add(jiff::SignedDuration::from_millis(ms_of_day)).map_err(beyond)?;
        let stamp = self.0.to_timestamp(day_number::date(day)?.to_datetime(time)).map_err(beyond)?;
        let ms = stamp.as_millisecond();
        // The first day of 1970 begins a little earlier in zones east of Greenwich.
        if (-2 * DAY_MS..=crate::time::LATEST.ms()).contains(&ms) { Ok(ms) } else { Err(ScheduleError::BeyondRange) }
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let name = std::borrow::Cow::<'de, str>::deserialize(d)?;
        Self::named(&name).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_day_in_shanghai_begins_at_16_00_utc_the_day_before() {
        let zone = Zone::named("Asia/Shanghai").unwrap();
        let day = Date::new(2026, 3, 1).unwrap();
        assert_eq!(zone.day_start(day).unwrap().to_string(), "2026-02-28T16:00:00.000Z");
        assert_eq!(zone.day_end(day).unwrap().to_string(), "2026-03-01T16:00:00.000Z");
        assert_eq!(zone.month_end(2026, 2).unwrap(), zone.day_start(day).unwrap());
        assert_eq!(zone.business_date("2026-02-28T16:00:00Z".parse().unwrap()), day);
        assert_eq!(zone.business_date("2026-02-28T15:59:59.999Z".parse().unwrap()), day.yesterday().unwrap());
    }

    #[test]
    fn a_day_with_a_missing_midnight_begins_after_the_gap() {
        let zone = Zone::named("America/Sao_Paulo").unwrap();
        let day = Date::new(2018, 11, 4).unwrap();
        assert_eq!(zone.written(zone.day_start(day).unwrap()), "2018-11-04T01:00:00-02:00");
        assert_eq!(zone.day_end(day).unwrap().since(zone.day_start(day).unwrap()), 23 * 3_600_000);
    }

    #[test]
    fn unknown_zones_are_refused_by_code() {
        for name in ["Asia/Atlantis", "", "x".repeat(1_000_000).as_str()] {
            assert_eq!(Zone::named(name).unwrap_err().code(), "unknown_zone");
        }
    }
}
