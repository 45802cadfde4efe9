//! Holidays and make-up working days of a region, as data, **with the years it covers** (B.17). A year without a notice
//! is not guessed: whoever asks about it learns that it is not covered. The table's version goes into every explanation,
//! so that a due time can name the data it was computed with and be recomputed when a notice is imported.

use super::day_number::{self, DayNumber};
use super::error::ScheduleError;
use jiff::civil::Date;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::{Arc, LazyLock};

/// More rows than this are a mistake; two centuries have about 7,000.
const MOST_ROWS: usize = 20_000;

/// Years a table may cover.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2199;

/// What a notice says about one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayMark {
    /// A day of the holiday as announced.
    Off,
    /// A working day on a weekend (调休上班日).
    Work,
}

/// The announced days of one region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayTable {
    rows: BTreeMap<DayNumber, (DayMark, String)>,
    covered: BTreeSet<i16>,
    version: String,
    first: DayNumber,
    /// One byte a day from `first`: 0 ordinary, 1 off, 2 work. Asked for every day of every count.
    dense: Vec<u8>,
}

/// The shape of `NateScarlet/holiday-cn`, one file a year.
#[derive(Deserialize)]
struct YearNotice {
    year: i16,
    days: Vec<NoticeDay>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NoticeDay {
    name: String,
    date: Date,
    is_off_day: bool,
}

static CN: LazyLock<Arc<DayTable>> = LazyLock::new(|| {
    // The embedded table is proved readable by a test; were it not, every year would simply be uncovered.
    Arc::new(DayTable::parse(include_str!("../../data/cn_days.tsv")).unwrap_or_else(|_| DayTable::empty()))
});

impl DayTable {
    /// The embedded table of China, 2004-2026.
    pub fn cn() -> Arc<Self> {
        Arc::clone(&CN)
    }

    /// A table that covers no year.
    pub fn empty() -> Self {
        Self::build(BTreeMap::new(), BTreeSet::new())
    }

    /// Reads an administrator's import: either lines `date TAB off|work TAB name` with a line `# covers 2027 2028`, or
    /// one year as JSON, `{"year":2027,"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}`.
    ///
    /// # Errors
    /// `BadDayTable` with the line; a year without a single row is refused, since that is how a year without a notice
    /// looks in the sources.
    pub fn parse(text: &str) -> Result<Self, ScheduleError> {
        let text = text.trim_start_matches('\u{feff}');
        if text.trim_start().starts_with('{') { Self::parse_json(text) } else { Self::parse_lines(text) }
    }

    fn parse_json(text: &str) -> Result<Self, ScheduleError> {
        let notice: YearNotice = serde_json::from_str(text)
            .map_err(|e| ScheduleError::BadDayTable { line: e.line(), why: "not the JSON of a year's notice" })?;
        let mut rows = BTreeMap::new();
        for day in notice.days {
            let mark = if day.is_off_day { DayMark::Off } else { DayMark::Work };
            insert(&mut rows, 0, day.date, mark, &day.name)?;
        }
        Self::checked(rows, BTreeSet::from([notice.year]))
    }

    fn parse_lines(text: &str) -> Result<Self, ScheduleError> {
        let (mut rows, mut covered) = (BTreeMap::new(), BTreeSet::new());
        for (line, content) in (1..).zip(text.lines()) {
            let bad = |why| ScheduleError::BadDayTable { line, why };
            let content = content.trim_end();
            if let Some(years) = content.strip_prefix("# covers ") {
                for year in years.split_whitespace() {
                    covered.insert(year.parse().map_err(|_| bad("covers something that is not a year"))?);
                }
            } else if !(content.is_empty() || content.starts_with('#') || content.starts_with("date\t")) {
                let mut fields = content.splitn(3, '\t');
                let date = fields.next().and_then(|d| d.parse().ok()).ok_or_else(|| bad("not a date"))?;
                let mark = match fields.next() {
                    Some("off") => DayMark::Off,
                    Some("work") => DayMark::Work,
                    _ => return Err(bad("neither off nor work")),
                };
                insert(&mut rows, line, date, mark, fields.next().unwrap_or_default())?;
            }
        }
        Self::checked(rows, covered)
    }

    fn checked(rows: BTreeMap<DayNumber, (DayMark, String)>, covered: BTreeSet<i16>) -> Result<Self, ScheduleError> {
        let bad = |why| Err(ScheduleError::BadDayTable { line: 0, why });
        if covered.is_empty() {
            return bad("does not say which years it covers");
        }
        let mut seen = BTreeSet::new();
        for day in rows.keys() {
            seen.insert(day_number::date(*day)?.year());
        }
        if covered.iter().any(|y| !YEARS.contains(y)) {
            return bad("covers a year outside 1970-2199");
        }
        if !covered.is_subset(&seen) {
            return bad("covers a year of which it has no day");
        }
        Ok(Self::build(rows, covered))
    }

    fn build(rows: BTreeMap<DayNumber, (DayMark, String)>, covered: BTreeSet<i16>) -> Self {
        let first = rows.keys().next().copied().unwrap_or(0);
        let length = rows.keys().next_back().map_or(0, |last| last - first + 1);
        let mut dense = vec![0; usize::try_from(length).unwrap_or(0)];
        let mut text = format!("{covered:?}\n");
        for (day, (mark, name)) in &rows {
            if let Some(cell) = usize::try_from(day - first).ok().and_then(|i| dense.get_mut(i)) {
                *cell = if *mark == DayMark::Off { 1 } else { 2 };
            }
            // Writing into a String cannot fail.
            let _ = writeln!(text, "{day}\t{mark:?}\t{name}");
        }
        let mut version = String::with_capacity(16);
        for byte in Sha256::digest(text.as_bytes()).iter().take(8) {
            let _ = write!(version, "{byte:02x}");
        }
        Self { rows, covered, version, first, dense }
    }

    /// This table with a newer one laid over it: the newer one replaces the years it covers and adds its other days
    /// (a notice may change days of the December before).
    #[must_use]
    pub fn with(&self, newer: &Self) -> Self {
        let replaced = |day: &DayNumber| day_number::date(*day).is_ok_and(|d| newer.covered.contains(&d.year()));
        let mut rows: BTreeMap<_, _> =
            self.rows.iter().filter(|(day, _)| !replaced(day)).map(|(d, r)| (*d, r.clone())).collect();
        rows.extend(newer.rows.iter().map(|(d, r)| (*d, r.clone())));
        Self::build(rows, self.covered.union(&newer.covered).copied().collect())
    }

    /// First and last date on which this table and another answer differently, coverage included: only due times whose
    /// count touches these years need to be computed again after an import.
    pub fn difference(&self, other: &Self) -> Option<(Date, Date)> {
        let mut days: Vec<Date> = Vec::new();
        for (a, b) in [(self, other), (other, self)] {
            let changed = a.rows.iter().filter(|(day, row)| b.rows.get(day).map(|r| r.0) != Some(row.0));
            days.extend(changed.filter_map(|(day, _)| day_number::date(*day).ok()));
        }
        for year in self.covered.symmetric_difference(&other.covered) {
            days.extend(Date::new(*year, 1, 1).ok());
            days.extend(Date::new(*year, 12, 31).ok());
        }
        Some((*days.iter().min()?, *days.iter().max()?))
    }

    /// 16 hexadecimal digits over the content; equal content, equal version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Whether a year's notice is in the table.
    pub fn covers(&self, year: i16) -> bool {
        self.covered.contains(&year)
    }

    /// The years whose notices are in the table, ascending.
    pub fn years(&self) -> impl Iterator<Item = i16> {
        self.covered.iter().copied()
    }

    /// Every announced day in order: date, mark, name of the holiday.
    pub fn days(&self) -> impl Iterator<Item = (Date, DayMark, &str)> {
        self.rows.iter().filter_map(|(day, (mark, name))| Some((day_number::date(*day).ok()?, *mark, name.as_str())))
    }

    /// What the notice says about a date, with the holiday's name; `None` for an ordinary day.
    pub fn day(&self, date: Date) -> Option<(DayMark, &str)> {
        self.row(day_number::of(date))
    }

    pub(super) fn row(&self, day: DayNumber) -> Option<(DayMark, &str)> {
        self.rows.get(&day).map(|(mark, name)| (*mark, name.as_str()))
    }

    pub(super) fn mark(&self, day: DayNumber) -> Option<DayMark> {
        match day.checked_sub(self.first).and_then(|i| usize::try_from(i).ok()).and_then(|i| self.dense.get(i)) {
            Some(1) => Some(DayMark::Off),
            Some(2) => Some(DayMark::Work),
            _ => None,
        }
    }
}

fn insert(
    rows: &mut BTreeMap<DayNumber, (DayMark, String)>,
    line: usize,
    date: Date,
    mark: DayMark,
    name: &str,
) -> Result<(), ScheduleError> {
    let bad = |why| Err(ScheduleError::BadDayTable { line, why });
    if !YEARS.contains(&date.year()) {
        return bad("a date outside 1970-2199");
    }
    if rows.len() >= MOST_ROWS {
        return bad("too many rows");
    }
    let name = name.chars().take(60).collect();
    match rows.insert(day_number::of(date), (mark, name)) {
        Some((before, _)) if before != mark => bad("one date is both off and work"),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_embedded_table_covers_2004_to_2026_and_knows_the_make_up_days_of_2026() {
        let cn = DayTable::parse(include_str!("../../data/cn_days.tsv")).unwrap();
        assert_eq!(cn.years().collect::<Vec<_>>(), (2004..=2026).collect::<Vec<_>>());
        assert_eq!(*DayTable::cn(), cn);
        let makeup: Vec<_> = cn
            .rows
            .iter()
            .filter(|(d, r)| r.0 == DayMark::Work && day_number::date(**d).unwrap().year() == 2026)
            .map(|(d, _)| day_number::date(*d).unwrap().to_string())
            .collect();
        assert_eq!(makeup, ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]);
        assert_eq!(cn.day("2026-10-03".parse().unwrap()), Some((DayMark::Off, "国庆节")));
        let working = (0..365)
            .map(|i| day_number::of("2026-01-01".parse().unwrap()) + i)
            .filter(|d| cn.mark(*d).map_or(!day_number::is_weekend(*d), |m| m == DayMark::Work))
            .count();
        assert_eq!(working, 248, "B.17: 248 working days in 2026");
    }

    #[test]
    fn an_imported_notice_covers_its_year_and_changes_the_version() {
        let cn = DayTable::cn();
        let notice = r#"{"year":2027,"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true},
            {"name":"元旦","date":"2026-12-27","isOffDay":false}]}"#;
        let newer = cn.with(&DayTable::parse(notice).unwrap());
        assert!(newer.covers(2027) && newer.covers(2026) && !newer.covers(2028));
        assert_eq!(newer.day("2026-12-27".parse().unwrap()), Some((DayMark::Work, "元旦")));
        assert_ne!(newer.version(), cn.version());
        let changed = cn.difference(&newer).unwrap();
        assert_eq!((changed.0.to_string(), changed.1.to_string()), ("2026-12-27".into(), "2027-12-31".into()));
        assert_eq!(cn.difference(&cn), None);
    }

    #[test]
    fn a_table_that_cannot_be_trusted_is_refused_with_its_line() {
        let refused = |text: &str| DayTable::parse(text).unwrap_err();
        assert_eq!(
            refused("# covers 2027\n2027-13-01\toff\tx"),
            ScheduleError::BadDayTable { line: 2, why: "not a date" }
        );
        for text in [
            "2027-01-01\toff\tx",
            "# covers 2027\n",
            "# covers 2027\n2027-01-01\tmaybe\tx",
            "# covers 2027\n2027-01-01\toff\tx\n2027-01-01\twork\tx",
            "# covers 30000\n2027-01-01\toff\tx",
            r#"{"year":2027,"days":[]}"#,
            "{",
        ] {
            assert_eq!(refused(text).code(), "bad_day_table", "{text}");
        }
    }
}
