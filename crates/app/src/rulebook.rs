//! Looking at the rules without changing them: a policy in force or a draft as it resolves, what differs between two
//! versions, whom a policy concerns, the month of a calendar, a year's notice before it is imported, and questions to the
//! arithmetic of deadlines. Everything here reads; nothing is decided or kept.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use bihuan_domain::actor::{Actor, Permission, Place};
use bihuan_domain::calendar::{CalendarKind, CalendarSpec, Calendars, DayMark, DayTable, DayView, Period, ask};
use bihuan_domain::ids::Id;
use bihuan_domain::policy::{
    Change, Effect, Finding, Gravity, Layer, Policies, PolicyRef, Resolved, builtin, diff, effect, load,
};
use bihuan_store::nouns::{case, policy as row};
use jiff::civil::Date;
use serde_json::Value;

use crate::app::App;
use crate::failure::Failure;
use crate::policies::MOST_POLICY_BYTES;

/// One difference between two versions, and what it does to what the customer may expect.
#[derive(Debug, Clone)]
pub struct Difference {
    /// The change.
    pub change: Change,
    /// What it does.
    pub effect: Effect,
}

/// A draft as it would resolve, or what is wrong with it.
#[derive(Debug)]
pub enum Draft {
    /// It resolves.
    Resolved(Box<Resolved>),
    /// It does not.
    Flawed(Vec<Finding>),
}

/// Open cases of a unit, and how the policy looked at concerns it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitUnder {
    /// The unit.
    pub unit: Id,
    /// Its new cases open under the policy.
    pub opens_under: bool,
    /// Its open cases.
    pub open_cases: i64,
    /// Of these, pinned to the policy, whatever version: they keep their version.
    pub pinned: i64,
}

/// A day that a notice would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayChange {
    /// The date.
    pub date: Date,
    /// What the table says of it now: `off`, `work` or nothing.
    pub before: Option<DayMark>,
    /// What it would say.
    pub after: Option<DayMark>,
    /// The holiday's name.
    pub name: String,
}

/// What somebody should look at in a notice before it is imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeFinding {
    /// Stable code.
    pub code: &'static str,
    /// Line, from 1; 0 where it has none.
    pub line: usize,
    /// The date, where it is about one.
    pub date: Option<Date>,
    /// What is wrong, in English.
    pub detail: String,
    /// The notice cannot be imported.
    pub is_error: bool,
}

/// A year's notice looked at before it is imported.
#[derive(Debug, Clone, Default)]
pub struct NoticeChecked {
    /// The years it covers.
    pub years: Vec<i16>,
    /// Days it would change.
    pub changes: Vec<DayChange>,
    /// What to look at.
    pub findings: Vec<NoticeFinding>,
    /// Open cases whose due times are provisional and would be computed again.
    pub provisional_cases: i64,
}

/// One day of a month on a calendar.
#[derive(Debug, Clone)]
pub struct MonthDay {
    /// The day.
    pub day: DayView,
    /// Busy hours on it.
    pub peaks: Vec<Period>,
}

/// A month on a calendar.
#[derive(Debug, Clone)]
pub struct Month {
    /// Version of the day table, where there is one.
    pub version: Option<String>,
    /// Its days.
    pub days: Vec<MonthDay>,
}

/// Who may look at the policies.
fn permit(actor: &Actor) -> Result<(), Failure> {
    if actor.may_somewhere(Permission::PolicyRead) {
        Ok(())
    } else {
        Err(Failure::NotPermitted(Permission::PolicyRead))
    }
}

impl App {
    /// A policy as it resolves: the version named, or the one in force today, over the law of the day it is looked at.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; `Input` for a layer of the law, which is no policy by itself; faults.
    pub fn resolved(&self, actor: &Actor, id: &str, version: Option<u32>) -> Result<Resolved, Failure> {
        permit(actor)?;
        let world = self.world();
        let today = world.zone.business_date(self.db().now());
        resolve(&world.policies, id, version, today)
    }

    /// A draft as it would resolve on its first day, or today if that is past.
    ///
    /// # Errors
    /// `NotPermitted`; `Input` when it is too long.
    pub fn draft_policy(&self, actor: &Actor, text: &str) -> Result<Draft, Failure> {
        permit(actor)?;
        if text.len() > MOST_POLICY_BYTES {
            return Err(Failure::input("policy", "too_long", MOST_POLICY_BYTES.to_string()));
        }
        let draft = match load("policy.toml", text) {
            Ok(draft) => draft,
            Err(finding) => return Ok(Draft::Flawed(vec![finding])),
        };
        let world = self.world();
        let on = world.zone.business_date(self.db().now()).max(draft.policy.effective_from);
        let (id, version) = (draft.policy.id.clone(), draft.policy.version);
        match world.policies.with_draft(draft).resolve_version(&id, version, on) {
            Ok(resolved) => Ok(Draft::Resolved(Box::new(resolved))),
            Err(findings) => {
                Ok(Draft::Flawed(findings.into_iter().filter(|f| f.gravity() == Gravity::Error).collect()))
            }
        }
    }

    /// What differs between two versions of a policy as they resolve, or as written for a layer of the law.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub fn policy_diff(&self, actor: &Actor, id: &str, from: u32, to: u32) -> Result<Vec<Difference>, Failure> {
        permit(actor)?;
        let world = self.world();
        let today = world.zone.business_date(self.db().now());
        let merged = |version: u32| {
            let written = world.policies.get(id, Some(version)).ok_or(Failure::NotFound { what: "policy" })?;
            match written.layer {
                Layer::Statutory => Ok(written.clone()),
                Layer::Service => resolve(&world.policies, id, Some(version), today).map(|r| r.policy),
            }
        };
        let (before, after) = (merged(from)?, merged(to)?);
        let changes = diff(&before, &after);
        // The list of layers and the version itself differ by being two versions.
        let told = changes.into_iter().filter(|c| c.path != "version");
        Ok(told.map(|change| Difference { effect: effect(&change, &before, &after), change }).collect())
    }

    /// The text of a policy as somebody wrote it.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn policy_source(&self, reference: &PolicyRef) -> Result<String, Failure> {
        if let Some(text) = shipped(reference) {
            return Ok(text.to_owned());
        }
        let (id, version) = (reference.id.clone(), reference.version);
        let kept = self.db().read(row::all_policies).await?;
        let found = kept.into_iter().find(|(i, v, _)| *i == id && *v == version);
        found.map(|(_, _, text)| text).ok_or(Failure::NotFound { what: "policy" })
    }

    /// Whom a policy concerns: each unit with open cases or opening under it, so far as the actor reads its cases.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub async fn policy_reach(&self, actor: &Actor, id: &str) -> Result<Vec<UnitUnder>, Failure> {
        permit(actor)?;
        let world = self.world();
        world.policies.get(id, None).ok_or(Failure::NotFound { what: "policy" })?;
        let rows = self.db().read(case::open_by_unit_and_policy).await?;
        let mut units: BTreeMap<Id, UnitUnder> = BTreeMap::new();
        let under = |unit: Id| UnitUnder { unit, opens_under: world.policy_of(unit) == id, open_cases: 0, pinned: 0 };
        for unit in world.lineages.keys().filter(|u| world.policy_of(**u) == id) {
            units.insert(*unit, under(*unit));
        }
        for (unit, policy, count) in rows {
            let line = units.entry(unit).or_insert_with(|| under(unit));
            line.open_cases += count;
            line.pinned += if policy == id { count } else { 0 };
        }
        // How many cases a unit has is for those who may read them.
        let mine = |unit: Id| {
            let lineage = world.lineage(unit);
            actor.may(Permission::CaseRead, &Place { owner: None, handler: None, unit, lineage: &lineage })
        };
        Ok(units.into_values().filter(|u| (u.opens_under || u.pinned > 0) && mine(u.unit)).collect())
    }

    /// A month on a region's calendar, or at a site with its own hours and busy hours.
    ///
    /// # Errors
    /// `NotFound` without such a region or unit; `Input` for a month that is none, or a unit that follows another
    /// region; faults.
    pub fn month(&self, region: &str, unit: Option<Id>, year: i16, month: i8) -> Result<Month, Failure> {
        let world = self.world();
        let table = world.table(region).ok_or(Failure::NotFound { what: "calendar" })?;
        let bad = |e: bihuan_domain::calendar::ScheduleError| Failure::input("month", e.code(), e.to_string());
        let Some(unit) = unit else {
            let spec = CalendarSpec::new(CalendarKind::WorkingDay, world.zone.clone()).in_region(region);
            let mut calendars = Calendars::embedded();
            calendars.set_table(region, Arc::clone(&table));
            let days = calendars.resolve(&spec).and_then(|c| c.month_preview(year, month)).map_err(bad)?;
            let days = days.into_iter().map(|day| MonthDay { day, peaks: Vec::new() }).collect();
            return Ok(Month { version: Some(table.version().to_owned()), days });
        };
        if !world.lineages.contains_key(&unit) {
            return Err(Failure::NotFound { what: "unit" });
        }
        let bound = world.for_new(world.policy_of(unit), self.db().now(), unit)?;
        let calendar = bound.calendars.named("business_hours").map_err(bad)?;
        let version = calendar.day_table_version();
        if let Some((other, _)) = version.filter(|(r, _)| *r != region) {
            return Err(Failure::input("unit", "other_region", other));
        }
        let days = calendar.month_preview(year, month).map_err(bad)?;
        let peaks = |date: Date| {
            let mut all: Vec<Period> = bound.peaks.iter().flat_map(|p| p.on(date)).copied().collect();
            all.sort_by_key(|p| (p.0, p.1));
            all.dedup();
            all
        };
        let days = days.into_iter().map(|day| MonthDay { peaks: peaks(day.date), day }).collect();
        Ok(Month { version: version.map(|(_, v)| v.to_owned()), days })
    }

    /// A year's notice looked at before it is imported.
    ///
    /// # Errors
    /// `NotPermitted`; faults. What is wrong with the notice is in the answer.
    pub async fn check_days(&self, actor: &Actor, region: &str, text: &str) -> Result<NoticeChecked, Failure> {
        if !actor.may_somewhere(Permission::CalendarWrite) {
            return Err(Failure::NotPermitted(Permission::CalendarWrite));
        }
        let newer = match DayTable::parse(text) {
            Ok(newer) => newer,
            Err(error) => {
                let line = match &error {
                    bihuan_domain::calendar::ScheduleError::BadDayTable { line, .. } => *line,
                    _ => 0,
                };
                let detail = error.to_string();
                let finding = NoticeFinding { code: "bad_day_table", line, date: None, detail, is_error: true };
                return Ok(NoticeChecked { findings: vec![finding], ..NoticeChecked::default() });
            }
        };
        let before = self.world().table(region).unwrap_or_else(|| Arc::new(DayTable::empty()));
        let after = before.with(&newer);
        let changes = changes(&before, &after);
        let mut findings = suspicious(&newer);
        if changes.is_empty() && newer.years().all(|y| before.covers(y)) {
            let detail = "the table says so already".to_owned();
            findings.push(NoticeFinding { code: "nothing_changes", line: 0, date: None, detail, is_error: true });
        }
        let provisional_cases = self.db().read(case::provisional_count).await?;
        Ok(NoticeChecked { years: newer.years().collect(), changes, findings, provisional_cases })
    }

    /// A question to the arithmetic of deadlines, answered with the calendars of a unit (or of the top) as they are now.
    ///
    /// # Errors
    /// `NotFound` without such a unit; `Input` with the code of what is wrong with the question; faults.
    pub fn ask_calendar(&self, question: &Value, unit: Option<Id>) -> Result<Value, Failure> {
        let world = self.world();
        if unit.is_some_and(|u| !world.lineages.contains_key(&u)) {
            return Err(Failure::NotFound { what: "unit" });
        }
        let unit = unit.or_else(|| world.top()).unwrap_or(Id::from_i64(0));
        let bound = world.for_new(world.policy_of(unit), self.db().now(), unit)?;
        let line = ask::answer(question.to_string().as_bytes(), &bound.calendars);
        serde_json::from_str(&line).map_err(|e| bihuan_store::Fault::Corrupt(e.to_string()).into())
    }
}

/// The version named, or the one in force, or else the newest there is.
fn resolve(policies: &Policies, id: &str, version: Option<u32>, today: Date) -> Result<Resolved, Failure> {
    let in_force = || {
        let mine = policies.iter().filter(|p| p.id == id);
        let valid = mine.filter(|p| p.effective_from <= today && p.effective_to.is_none_or(|to| today <= to));
        valid.max_by_key(|p| p.version).map(|p| p.version)
    };
    let written = policies.get(id, version.or_else(in_force)).ok_or(Failure::NotFound { what: "policy" })?;
    if written.layer == Layer::Statutory {
        return Err(Failure::input("policy", "not_a_service_policy", id));
    }
    let on = today.max(written.effective_from);
    policies.resolve_version(id, written.version, on).map_err(|findings| {
        let said = findings.first().map(ToString::to_string).unwrap_or_default();
        bihuan_store::Fault::Corrupt(format!("policy {id}: {said}")).into()
    })
}

/// The text of a policy that came with the product.
fn shipped(reference: &PolicyRef) -> Option<&'static str> {
    static TEXTS: LazyLock<Vec<(PolicyRef, &'static str)>> = LazyLock::new(|| {
        let read = |(file, text): &(&str, &'static str)| {
            let policy = load(file, text).ok()?.policy;
            Some((PolicyRef { id: policy.id, version: policy.version }, *text))
        };
        builtin().iter().filter_map(read).collect()
    });
    TEXTS.iter().find(|(r, _)| r == reference).map(|(_, text)| *text)
}

/// Whether a policy came with the product.
pub fn is_shipped(id: &str, version: u32) -> bool {
    shipped(&PolicyRef { id: id.to_owned(), version }).is_some()
}

fn changes(before: &DayTable, after: &DayTable) -> Vec<DayChange> {
    let mut days: BTreeMap<Date, DayChange> = BTreeMap::new();
    for (date, mark, name) in before.days() {
        days.insert(date, DayChange { date, before: Some(mark), after: None, name: name.to_owned() });
    }
    for (date, mark, name) in after.days() {
        let blank = || DayChange { date, before: None, after: None, name: String::new() };
        let line = days.entry(date).or_insert_with(blank);
        (line.after, line.name) = (Some(mark), name.to_owned());
    }
    days.into_values().filter(|d| d.before != d.after).collect()
}

/// What a notice of China never did so far; other regions may have their reasons.
fn suspicious(notice: &DayTable) -> Vec<NoticeFinding> {
    let mut findings = Vec::new();
    let mut note = |code, date, detail: &str| {
        findings.push(NoticeFinding { code, line: 0, date, detail: detail.to_owned(), is_error: false });
    };
    for (date, mark, name) in notice.days() {
        let weekend = matches!(date.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday);
        if mark == DayMark::Work && !weekend {
            note("workday_on_weekday", Some(date), "a make-up working day on a weekday changes nothing");
        }
        if name.is_empty() {
            note("day_without_name", Some(date), "the day has no name");
        }
        if !notice.covers(date.year()) && !notice.covers(date.year().saturating_add(1)) {
            note("day_outside_its_year", Some(date), "the day lies outside the years of the notice");
        }
    }
    for year in notice.years() {
        let off = notice.days().filter(|(d, m, _)| d.year() == year && *m == DayMark::Off).count();
        if off < 5 {
            note("few_holidays", None, &format!("{year} has {off} days off"));
        }
    }
    findings.truncate(200);
    findings
}
