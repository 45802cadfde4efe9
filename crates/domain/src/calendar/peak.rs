//! Peak windows (S0-27): at peak a message may be answered in five minutes instead of three, judged by when it arrived.
//! Campaign days such as 11.11 have windows of their own and replace those of their weekday.

use super::day_number;
use super::error::ScheduleError;
use super::week::{Period, Week, tidy};
use super::zone::Zone;
use crate::time::UtcMs;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Peak windows as written in a policy or at a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeakSpec {
    /// Time zone.
    pub zone: Zone,
    /// Windows by weekday.
    #[serde(default)]
    pub week: Week,
    /// Windows of campaign dates.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub campaigns: BTreeMap<Date, Vec<Period>>,
}

/// Checked peak windows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeakWindows {
    zone: Zone,
    week: [Vec<Period>; 7],
    campaigns: BTreeMap<Date, Vec<Period>>,
}

impl PeakWindows {
    /// Checks and tidies the windows.
    ///
    /// # Errors
    /// `BadPeriod`, `TooMany`.
    pub fn resolve(spec: &PeakSpec) -> Result<Self, ScheduleError> {
        if spec.campaigns.len() > 1000 {
            return Err(ScheduleError::TooMany { what: "campaign dates", count: spec.campaigns.len(), most: 1000 });
        }
        let campaigns = spec.campaigns.iter().map(|(d, p)| Ok((*d, tidy(p)?))).collect::<Result<_, ScheduleError>>()?;
        Ok(Self { zone: spec.zone.clone(), week: spec.week.tidied()?, campaigns })
    }

    /// The windows of a date.
    pub fn on(&self, date: Date) -> &[Period] {
        self.campaigns.get(&date).unwrap_or_else(|| &self.week[day_number::index(date.weekday())])
    }

    /// Whether an instant of arrival is at peak.
    pub fn is_peak(&self, at: UtcMs) -> bool {
        let (_, time) = self.zone.local(at.ms());
        let date = self.zone.business_date(at);
        self.on(date).iter().any(|w| (w.0.ms()..w.1.ms()).contains(&time))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_message_is_at_peak_by_its_arrival_and_a_campaign_day_has_its_own_windows() {
        let spec: PeakSpec = toml::from_str(
            "zone = \"Asia/Shanghai\"\n[week]\nmon = [[\"19:00\", \"22:00\"]]\n[campaigns]\n\
             2026-11-11 = [[\"00:00\", \"24:00\"]]\n",
        )
        .unwrap();
        let peak = PeakWindows::resolve(&spec).unwrap();
        let at = |s: &str| peak.is_peak(s.parse().unwrap());
        assert!(at("2026-11-09T19:00:00+08:00"));
        assert!(!at("2026-11-09T18:59:59.999+08:00"));
        assert!(!at("2026-11-09T22:00:00+08:00"), "half-open");
        assert!(!at("2026-11-10T20:00:00+08:00"), "Tuesday has no window");
        assert!(at("2026-11-11T03:00:00+08:00"), "11.11");
    }
}
