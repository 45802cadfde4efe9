//! A resolved calendar, ready to count, and the set from which it is resolved. Everything that can be wrong with a
//! calendar is refused here, so that counting meets no surprise.

use super::day_number::{self, DayNumber};
use super::day_table::DayTable;
use super::error::{ScheduleError, short};
use super::spec::{CalendarKind, CalendarSpec};
use super::week::{Period, WHOLE_DAY, tidy};
use super::zone::Zone;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// More single dates than this in one calendar are a mistake.
const MOST_DATES: usize = 5_000;

/// What a calendar itself says about one date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Special {
    /// Hours of its own; none is closed.
    Hours(Vec<Period>),
    /// A make-up working day.
    Makeup,
    /// Closed, with a name.
    Closed(Option<String>),
    /// A holiday.
    Holiday,
}

/// A calendar that can count. Cheap to clone through an `Arc`; it never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    pub(super) kind: CalendarKind,
    pub(super) zone: Zone,
    pub(super) region: Option<(String, Arc<DayTable>)>,
    pub(super) week: [Vec<Period>; 7],
    pub(super) makeup_hours: Vec<Period>,
    pub(super) makeup_hours_given: bool,
    pub(super) special: HashMap<DayNumber, Special>,
}

impl Calendar {
    /// What it counts.
    pub const fn kind(&self) -> CalendarKind {
        self.kind
    }

    /// Its time zone.
    pub const fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Region and version of the day table it counts with.
    pub fn day_table_version(&self) -> Option<(&str, &str)> {
        self.region.as_ref().map(|(name, table)| (name.as_str(), table.version()))
    }

    pub(super) fn table(&self) -> Option<&DayTable> {
        self.region.as_ref().map(|(_, table)| table.as_ref())
    }
}

/// Day tables by region and calendars by name: what a policy's `calendar = "…"` is looked up in.
#[derive(Debug, Clone, Default)]
pub struct Calendars {
    tables: BTreeMap<String, Arc<DayTable>>,
    named: BTreeMap<String, Arc<Calendar>>,
}

impl Calendars {
    /// The embedded day tables (`CN`) and no named calendar.
    pub fn embedded() -> Self {
        Self { tables: BTreeMap::from([("CN".to_owned(), DayTable::cn())]), named: BTreeMap::new() }
    }

    /// The embedded day tables with `24x7`, `civil_day` and `working_day` named for a zone and the region `CN`;
    /// `business_hours` belongs to a site and has to be named by it.
    ///
    /// # Errors
    /// As `resolve`.
    pub fn of_china(zone: &Zone) -> Result<Self, ScheduleError> {
        let mut all = Self::embedded();
        for kind in [CalendarKind::AlwaysOpen, CalendarKind::CivilDay, CalendarKind::WorkingDay] {
            all.name(kind.code(), &CalendarSpec::new(kind, zone.clone()).in_region("CN"))?;
        }
        Ok(all)
    }

    /// Sets a region's day table. Calendars named before keep the table they were resolved with: name them again.
    pub fn set_table(&mut self, region: &str, table: Arc<DayTable>) {
        self.tables.insert(region.to_owned(), table);
    }

    /// A region's day table.
    pub fn table(&self, region: &str) -> Option<&Arc<DayTable>> {
        self.tables.get(region)
    }

    /// Resolves a calendar and keeps it under a name.
    ///
    /// # Errors
    /// As `resolve`.
    pub fn name(&mut self, name: &str, spec: &CalendarSpec) -> Result<Arc<Calendar>, ScheduleError> {
        let calendar = Arc::new(self.resolve(spec)?);
        self.named.insert(name.to_owned(), Arc::clone(&calendar));
        Ok(calendar)
    }

    /// The calendar with this name.
    ///
    /// # Errors
    /// `UnknownCalendar`.
    pub fn named(&self, name: &str) -> Result<&Arc<Calendar>, ScheduleError> {
        self.named.get(name).ok_or_else(|| ScheduleError::UnknownCalendar(short(name)))
    }

    /// The names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.named.keys().map(String::as_str)
    }

    /// Checks a calendar and makes it ready to count.
    ///
    /// # Errors
    /// Whatever is wrong with it; `NoOpenTime` when no day could ever be open (vector 8).
    pub fn resolve(&self, spec: &CalendarSpec) -> Result<Calendar, ScheduleError> {
        let zone = match (&spec.zone, spec.kind) {
            (Some(zone), _) => zone.clone(),
            (None, CalendarKind::AlwaysOpen) => Zone::utc(),
            (None, _) => return Err(ScheduleError::ZoneMissing),
        };
        refuse_unused(spec)?;
        let region = match &spec.region {
            None => None,
            Some(name) => {
                let table = self.tables.get(name).ok_or_else(|| ScheduleError::UnknownRegion(short(name)))?;
                Some((name.clone(), Arc::clone(table)))
            }
        };
        let week = week_of(spec)?;
        let given = tidy(&spec.makeup_hours)?;
        let makeup_hours_given = !given.is_empty();
        let first_open = || week.iter().find(|d| !d.is_empty()).cloned().unwrap_or_default();
        let makeup_hours = if makeup_hours_given { given } else { first_open() };
        let calendar = Calendar {
            kind: spec.kind,
            zone,
            region,
            makeup_hours,
            makeup_hours_given,
            special: special_days(spec)?,
            week,
        };
        if calendar.week.iter().all(Vec::is_empty) {
            // Single dates alone would end some day, and then there is nothing to count any more.
            return Err(ScheduleError::NoOpenTime);
        }
        Ok(calendar)
    }
}

/// Keys that would be ignored in silence are refused.
fn refuse_unused(spec: &CalendarSpec) -> Result<(), ScheduleError> {
    let unused = |key| Err(ScheduleError::KeyNotUsed { kind: spec.kind.code(), key });
    let hours = spec.kind == CalendarKind::BusinessHours;
    let days = hours || spec.kind == CalendarKind::WorkingDay;
    match spec {
        _ if !days && spec.week.is_some() => unused("week"),
        _ if !hours && !spec.makeup_hours.is_empty() => unused("makeup_hours"),
        _ if !days && !spec.closures.is_empty() => unused("closures"),
        _ if !days && !spec.overrides.is_empty() => unused("overrides"),
        _ if hours && spec.week.is_none() => Err(ScheduleError::WeekMissing),
        _ => Ok(()),
    }
}

/// The week, Monday first: as given, or Monday to Friday. On day calendars it tells working days from the weekly rest.
fn week_of(spec: &CalendarSpec) -> Result<[Vec<Period>; 7], ScheduleError> {
    match &spec.week {
        Some(week) => week.tidied(),
        None => Ok(std::array::from_fn(|day| if day < 5 { WHOLE_DAY.to_vec() } else { Vec::new() })),
    }
}

/// Single dates, the stronger over the weaker.
fn special_days(spec: &CalendarSpec) -> Result<HashMap<DayNumber, Special>, ScheduleError> {
    let mut days = HashMap::new();
    let count = spec.holidays.len() + spec.makeup_days.len() + spec.overrides.len();
    let mut room = MOST_DATES;
    let too_many = |count| ScheduleError::TooMany { what: "single dates", count, most: MOST_DATES };
    room = room.checked_sub(count).ok_or_else(|| too_many(count))?;
    days.extend(spec.holidays.iter().map(|d| (day_number::of(*d), Special::Holiday)));
    for closure in &spec.closures {
        let (from, to) = (day_number::of(closure.from), day_number::of(closure.to));
        let length = usize::try_from(i64::from(to) - i64::from(from) + 1).unwrap_or(0);
        if length == 0 {
            return Err(ScheduleError::ReversedClosure { from: closure.from, to: closure.to });
        }
        room = room.checked_sub(length).ok_or_else(|| too_many(length))?;
        let name: Option<String> = closure.name.as_deref().map(short);
        days.extend((from..=to).map(|day| (day, Special::Closed(name.clone()))));
    }
    for date in &spec.makeup_days {
        if days.insert(day_number::of(*date), Special::Makeup) == Some(Special::Holiday) {
            return Err(ScheduleError::ConflictingDay(*date));
        }
    }
    for (date, hours) in &spec.overrides {
        days.insert(day_number::of(*date), Special::Hours(tidy(hours)?));
    }
    Ok(days)
}
