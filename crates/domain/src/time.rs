//! Instants. One type: UTC milliseconds. Days and months are computed in the business time zone by `calendar`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// An instant in UTC milliseconds since 1970, between the years 1970 and 9999. In JSON it is RFC 3339 with `Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct UtcMs(i64);

/// A text that is not an instant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an instant between 1970 and 9999 (RFC 3339, with offset): {0:?}")]
pub struct BadInstant(pub String);

/// The last instant the product handles: 9999-12-30T22:00:00Z, the limit of the time library less a day.
pub const LATEST: UtcMs = UtcMs(253_402_207_200_000);

impl UtcMs {
    /// From stored milliseconds; values outside 1970–9999 are brought to the nearest end.
    pub const fn new(ms: i64) -> Self {
        if ms < 0 {
            Self(0)
        } else if ms > LATEST.0 {
            LATEST
        } else {
            Self(ms)
        }
    }

    /// Milliseconds since 1970.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// Milliseconds from `earlier` to here; negative when `earlier` is later.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// This instant moved by milliseconds, kept within the range.
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self::new(self.0.saturating_add(ms))
    }

    /// As a jiff timestamp.
    pub fn timestamp(self) -> jiff::Timestamp {
        // Within range by construction, so the fallback cannot be reached.
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

impl fmt::Display for UtcMs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.timestamp())
    }
}

impl std::str::FromStr for UtcMs {
    type Err = BadInstant;
    fn from_str(s: &str) -> Result<Self, BadInstant> {
        let bad = || BadInstant(s.chars().take(60).collect());
        let ms = s.parse::<jiff::Timestamp>().map_err(|_| bad())?.as_millisecond();
        if (0..=LATEST.0).contains(&ms) { Ok(Self(ms)) } else { Err(bad()) }
    }
}

impl Serialize for UtcMs {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for UtcMs {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s = std::borrow::Cow::<'de, str>::deserialize(d)?;
        s.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_instant_is_written_in_utc_with_milliseconds() {
        let t: UtcMs = "2026-02-13T16:00:00+08:00".parse().unwrap();
        assert_eq!(t.to_string(), "2026-02-13T08:00:00.000Z");
        assert_eq!(serde_json::from_str::<UtcMs>("\"2026-02-13T08:00:00Z\"").unwrap(), t);
    }

    #[test]
    fn instants_before_1970_or_without_an_offset_are_refused() {
        assert!("1969-12-31T23:59:59Z".parse::<UtcMs>().is_err());
        assert!("2026-02-13T16:00:00".parse::<UtcMs>().is_err());
        assert!("9999-12-31T00:00:00Z".parse::<UtcMs>().is_err());
    }
}
