//! A calendar as it is written: in a policy (TOML), at a site, or in a question to `bihuan clock` (JSON). It says nothing
//! until it is resolved into a `Calendar`, which is where it is checked.

use super::week::{Period, Week};
use super::zone::Zone;
use crate::code::codes;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

codes! {
    /// What a calendar counts (A.7 no. 2).
    pub enum CalendarKind {
        /// Always open: hours from the stated moment; days as civil days.
        AlwaysOpen = "24x7",
        /// Every civil day (日 without 工作, art. 201-204).
        CivilDay = "civil_day",
        /// Working days: weekends and holidays out, make-up working days in (S0-30).
        WorkingDay = "working_day",
        /// Opening hours of a site.
        BusinessHours = "business_hours",
    }
}

/// Dates on which a site is closed, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closure {
    /// First date.
    pub from: Date,
    /// Last date.
    pub to: Date,
    /// Why, for the explanation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A calendar as written. For one date the order is: `overrides`, `makeup_days`, `closures`, `holidays`, the region's day
/// table, the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarSpec {
    /// What it counts.
    pub kind: CalendarKind,
    /// Time zone; only `24x7` may leave it out and is then UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
    /// Region whose announced holidays and make-up working days apply, `CN`; without it there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Opening hours. `business_hours` needs them; on `working_day` the weekdays named are the working ones (otherwise
    /// Monday to Friday) and their hours do not matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub week: Option<Week>,
    /// Hours of a make-up working day on `business_hours`; otherwise its own weekday's hours, and if that weekday is
    /// closed those of the first open weekday.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub makeup_hours: Vec<Period>,
    /// Further holidays.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Date>,
    /// Further make-up working days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub makeup_days: Vec<Date>,
    /// Stretches of dates on which the site is closed (stock-taking, a move).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closures: Vec<Closure>,
    /// Hours of single dates; an empty list is a closed day.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub overrides: BTreeMap<Date, Vec<Period>>,
}

impl CalendarSpec {
    /// A calendar of a kind in a zone, with nothing else said.
    pub const fn new(kind: CalendarKind, zone: Zone) -> Self {
        Self {
            kind,
            zone: Some(zone),
            region: None,
            week: None,
            makeup_hours: Vec::new(),
            holidays: Vec::new(),
            makeup_days: Vec::new(),
            closures: Vec::new(),
            overrides: BTreeMap::new(),
        }
    }

    /// The same with the announced days of a region.
    #[must_use]
    pub fn in_region(self, region: &str) -> Self {
        Self { region: Some(region.to_owned()), ..self }
    }

    /// The same with opening hours.
    #[must_use]
    pub fn open(self, week: Week) -> Self {
        Self { week: Some(week), ..self }
    }
}
