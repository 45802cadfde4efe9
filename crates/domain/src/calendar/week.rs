//! Opening hours: times of day, periods and the week. Periods are half-open `[start, end)`, several a day (a lunch break
//! is two periods), sorted, and merged where they touch or overlap. A period never runs past 24:00: an overnight opening
//! is refused with the way to write it, because a period that belongs to two dates makes holidays ambiguous.

use super::day_number::DAY_MS;
use super::error::{ScheduleError, short};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A time of day, `00:00` to `24:00`, to the second; in JSON and TOML a string `HH:MM` or `HH:MM:SS`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime(u32);

impl LocalTime {
    /// 00:00.
    pub const MIDNIGHT: Self = Self(0);
    /// 12:00, the default answer time after a cut-off (A.7 no. 3).
    pub const NOON: Self = Self(43_200);
    /// 24:00, the end of the day.
    pub const END_OF_DAY: Self = Self(86_400);

    /// Milliseconds since 00:00.
    pub const fn ms(self) -> i64 {
        self.0 as i64 * 1000
    }

    /// From milliseconds since 00:00, cut to whole seconds and to the day.
    pub const fn from_ms(ms: i64) -> Self {
        if ms <= 0 {
            Self(0)
        } else if ms >= DAY_MS {
            Self::END_OF_DAY
        } else {
            Self((ms / 1000) as u32)
        }
    }
}

impl FromStr for LocalTime {
    type Err = ScheduleError;
    fn from_str(given: &str) -> Result<Self, ScheduleError> {
        let bad = || ScheduleError::BadTime(short(given));
        let mut seconds = 0;
        let mut parts = 0;
        for (part, (most, unit)) in given.split(':').zip([(24, 3600), (59, 60), (59, 1)]) {
            if part.len() != 2 || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(bad());
            }
            let n: u32 = part.parse().map_err(|_| bad())?;
            if n > most {
                return Err(bad());
            }
            seconds += n * unit;
            parts += 1;
        }
        let whole = given.len() == 3 * parts - usize::from(parts > 0);
        if parts < 2 || !whole || seconds > 86_400 { Err(bad()) } else { Ok(Self(seconds)) }
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (h, m, s) = (self.0 / 3600, self.0 / 60 % 60, self.0 % 60);
        write!(f, "{h:02}:{m:02}")?;
        if s > 0 { write!(f, ":{s:02}") } else { Ok(()) }
    }
}

impl Serialize for LocalTime {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for LocalTime {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// An open period `[start, end)` of one day; in JSON and TOML `["09:00", "12:00"]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period(pub LocalTime, pub LocalTime);

/// The whole day.
pub(super) const WHOLE_DAY: &[Period] = &[Period(LocalTime::MIDNIGHT, LocalTime::END_OF_DAY)];

/// More periods than this in one day are a mistake.
const MOST_PERIODS: usize = 48;

/// Checks, sorts and merges the periods of one day.
///
/// # Errors
/// `BadPeriod` (ends at or before its start, which is how an overnight opening looks), `TooMany`.
pub(super) fn tidy(periods: &[Period]) -> Result<Vec<Period>, ScheduleError> {
    if periods.len() > MOST_PERIODS {
        return Err(ScheduleError::TooMany { what: "periods a day", count: periods.len(), most: MOST_PERIODS });
    }
    if let Some(p) = periods.iter().find(|p| p.1 <= p.0) {
        return Err(ScheduleError::BadPeriod { start: p.0.to_string(), end: p.1.to_string() });
    }
    let mut sorted = periods.to_vec();
    sorted.sort_by_key(|p| p.0);
    let mut merged: Vec<Period> = Vec::with_capacity(sorted.len());
    for p in sorted {
        match merged.last_mut() {
            Some(last) if p.0 <= last.1 => last.1 = last.1.max(p.1),
            _ => merged.push(p),
        }
    }
    Ok(merged)
}

/// Opening hours by weekday; a weekday that is not named is closed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Week {
    /// Monday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mon: Vec<Period>,
    /// Tuesday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tue: Vec<Period>,
    /// Wednesday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wed: Vec<Period>,
    /// Thursday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub thu: Vec<Period>,
    /// Friday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fri: Vec<Period>,
    /// Saturday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sat: Vec<Period>,
    /// Sunday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sun: Vec<Period>,
}

impl Week {
    /// Monday first, checked, sorted and merged.
    ///
    /// # Errors
    /// As `tidy`.
    pub(super) fn tidied(&self) -> Result<[Vec<Period>; 7], ScheduleError> {
        let [mon, tue, wed, thu, fri, sat, sun] =
            [&self.mon, &self.tue, &self.wed, &self.thu, &self.fri, &self.sat, &self.sun].map(|d| tidy(d));
        Ok([mon?, tue?, wed?, thu?, fri?, sat?, sun?])
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn p(start: &str, end: &str) -> Period {
        Period(start.parse().unwrap(), end.parse().unwrap())
    }

    #[test]
    fn times_of_day_run_from_00_00_to_24_00() {
        for good in ["00:00", "09:30", "23:59:59", "24:00"] {
            assert_eq!(good.parse::<LocalTime>().unwrap().to_string(), good);
        }
        for bad in ["", "9:30", "24:01", "12:60", "12", "12:00:00:00", "12:00:", "-1:00", "１2:00", "24:00:01"] {
            assert_eq!(bad.parse::<LocalTime>().unwrap_err().code(), "bad_time", "{bad}");
        }
    }

    #[test]
    fn overlapping_and_touching_periods_merge_and_a_lunch_break_stays() {
        let day = tidy(&[p("13:00", "18:00"), p("09:00", "11:00"), p("11:00", "12:00"), p("17:00", "19:00")]).unwrap();
        assert_eq!(day, [p("09:00", "12:00"), p("13:00", "19:00")]);
    }

    #[test]
    fn an_overnight_period_is_refused_and_the_refusal_says_how_to_write_it() {
        let refusal = tidy(&[p("22:00", "06:00")]).unwrap_err();
        assert_eq!(refusal.code(), "bad_period");
        assert!(refusal.to_string().contains("22:00-24:00"));
        assert_eq!(tidy(&[p("09:00", "09:00")]).unwrap_err().code(), "bad_period");
        assert_eq!(tidy(&[p("09:00", "10:00"); 49]).unwrap_err().code(), "too_many");
    }
}
