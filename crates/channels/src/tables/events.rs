//! The mapping file of `bihuan import-events`: an event log as lives of cases, in time order.
//!
//! Two kinds of log are read. `activity`: each row is something that was done. `state`: each row is a snapshot after an
//! update, and what was done follows from what changed since the case's row before.
//! A log is sorted by case and time, so it is held in memory, at most [`MAX_EVENTS`] rows; more is an error, not a slow
//! death. Equal times keep the file's order.
//! It must never invent an event: every row gives exactly one. What a row merely implies (that a wait is over, that a
//! closed case is open again) stands beside it in [`EventRow::implies`].

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use serde::Deserialize;

use super::dates::DateFormats;
pub use super::event_row::{EventCase, EventLog, EventRow, Implied};
use super::fields::{FileRule, MappingError, Place, check_column, text_of};
use super::mapping::{dates, objection};
use super::read::{Header, Row, RowError, Rows};

/// Most rows of one log; about 1 KiB each in memory.
pub const MAX_EVENTS: usize = 2_000_000;

/// Action codes that an activity, state or change may stand for; the app makes commands of them.
pub const ACTIONS: [&str; 16] = [
    "register",
    "assign",
    "classify",
    "contact",
    "wait_customer",
    "wait_third_party",
    "wait_parts",
    "resume",
    "investigate",
    "propose",
    "resolve",
    "close",
    "reopen",
    "note",
    "escalate",
    "transfer",
];

/// Whether rows tell what was done or how things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// A row is an activity.
    Activity,
    /// A row is a snapshot with a state.
    State,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventColumns {
    case_id: String,
    activity: Option<String>,
    state: Option<String>,
    at: String,
    resource: Option<String>,
    opened_at: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    column: String,
    action: String,
}

fn note() -> String {
    "note".to_owned()
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    source: String,
    zone: String,
    date_formats: Vec<String>,
    mode: Mode,
    #[serde(default = "note")]
    unchanged: String,
    #[serde(default)]
    file: FileRule,
    events: EventColumns,
    #[serde(default)]
    activities: BTreeMap<String, String>,
    #[serde(default)]
    states: BTreeMap<String, String>,
    #[serde(default)]
    changes: Vec<Change>,
    #[serde(default)]
    attributes: BTreeMap<String, String>,
    #[serde(default)]
    translate: BTreeMap<String, BTreeMap<String, String>>,
}

/// A checked event mapping.
#[derive(Debug, Clone)]
pub struct EventMapping {
    name: String,
    text: String,
    body: Body,
    dates: DateFormats,
}

struct Seen {
    row: EventRow,
    watched: Vec<Option<String>>,
    opened_at_ms: Option<i64>,
}

impl EventMapping {
    /// Reads and checks a mapping file.
    ///
    /// # Errors
    /// [`MappingError`] with file, line and key.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, MappingError> {
        let path = path.as_ref();
        Self::parse(&path.display().to_string(), &text_of(path)?)
    }

    /// Checks a mapping's text; `name` stands in errors.
    ///
    /// # Errors
    /// [`MappingError`] with file, line and key.
    pub fn parse(name: &str, text: &str) -> Result<Self, MappingError> {
        let place = Place { file: name, text };
        let body: Body = place.read()?;
        let dates = dates(&place, &body.date_formats, &body.zone)?;
        check(&place, &body)?;
        Ok(Self { name: name.to_owned(), text: text.to_owned(), body, dates })
    }

    /// Name of the source system.
    pub fn source(&self) -> &str {
        &self.body.source
    }

    /// The `[file]` section.
    pub fn file(&self) -> &FileRule {
        &self.body.file
    }

    /// Refuses a table that lacks a column which the mapping reads; call it once before the rows.
    ///
    /// # Errors
    /// [`MappingError`] with code `unknown_column`.
    pub fn check_header(&self, header: &Header) -> Result<(), MappingError> {
        let place = Place { file: &self.name, text: &self.text };
        let events = &self.body.events;
        let named = [
            ("case_id", Some(&events.case_id)),
            ("activity", events.activity.as_ref()),
            ("state", events.state.as_ref()),
            ("at", Some(&events.at)),
            ("resource", events.resource.as_ref()),
            ("opened_at", events.opened_at.as_ref()),
        ];
        for (key, column) in named {
            if let Some(column) = column {
                check_column(&place, header, &["events", key], column)?;
            }
        }
        for change in &self.body.changes {
            check_column(&place, header, &["changes"], &change.column)?;
        }
        for (name, column) in &self.body.attributes {
            check_column(&place, header, &["attributes", name], column)?;
        }
        Ok(())
    }

    fn row(&self, row: &Row) -> Result<Seen, RowError> {
        let Body { file, events, .. } = &self.body;
        let needed = |column: &str| {
            file.cell(row, column)
                .map(str::to_owned)
                .ok_or_else(|| row.reject("missing_value", Some(column), "it must not be empty"))
        };
        let (column, table) = match self.body.mode {
            Mode::Activity => (events.activity.as_deref(), &self.body.activities),
            Mode::State => (events.state.as_deref(), &self.body.states),
        };
        let column = column.unwrap_or_default();
        let activity = needed(column)?;
        let action = table.get(&activity).or_else(|| table.get("*")).cloned().ok_or_else(|| {
            let detail = format!("no action for {activity:?} and no \"*\" fallback");
            row.reject("untranslated", Some(column), detail)
        })?;
        let date = |column: &str, text: &str| {
            let moment = self.dates.parse(text);
            moment.map(|m| m.at_ms).map_err(|problem| row.reject(problem.code(), Some(column), problem.to_string()))
        };
        let at_ms = date(&events.at, &needed(&events.at)?)?;
        let opened_at_ms = match &events.opened_at {
            Some(column) => file.cell(row, column).map(|text| date(column, text)).transpose()?,
            None => None,
        };
        let cell = |column: &String| file.cell(row, column).map(str::to_owned);
        let mut attributes = BTreeMap::new();
        for (name, column) in &self.body.attributes {
            if let Some(text) = cell(column) {
                attributes.insert(name.clone(), self.translated(row, name, text)?);
            }
        }
        Ok(Seen {
            watched: self.body.changes.iter().map(|change| cell(&change.column)).collect(),
            opened_at_ms,
            row: EventRow {
                line: row.line_number,
                case_external_id: needed(&events.case_id)?,
                at_ms,
                action,
                activity,
                resource: events.resource.as_ref().and_then(cell),
                attributes,
                implies: None,
            },
        })
    }

    fn translated(&self, row: &Row, name: &str, text: String) -> Result<String, RowError> {
        let Some(table) = self.body.translate.get(name) else {
            return Ok(text);
        };
        table.get(&text).or_else(|| table.get("*")).cloned().ok_or_else(|| {
            row.reject("untranslated", Some(name), format!("no translation for {text:?} and no \"*\" fallback"))
        })
    }

    /// Sorts one case's rows and says what each did.
    fn case(&self, external_id: String, mut rows: Vec<Seen>) -> EventCase {
        rows.sort_by_key(|seen| seen.row.at_ms);
        let opened_at_ms = rows.iter().filter_map(|seen| seen.opened_at_ms).min();
        let mut standing = Standing::Open;
        let mut events: Vec<EventRow> = Vec::with_capacity(rows.len());
        let mut before: Vec<Option<String>> = Vec::new();
        for mut seen in rows {
            let same_state =
                self.body.mode == Mode::State && events.last().is_some_and(|last| last.activity == seen.row.activity);
            if same_state {
                // The state stands, so a wait goes on whoever was assigned meanwhile.
                let mut changed = self.body.changes.iter().zip(before.iter().zip(&seen.watched));
                let action = changed.find(|(_, (old, new))| old != new).map(|(change, _)| &change.action);
                seen.row.action = action.unwrap_or(&self.body.unchanged).clone();
            } else {
                let (after, implies) = standing.after(&seen.row.action);
                standing = after;
                seen.row.implies = implies;
            }
            before = seen.watched;
            events.push(seen.row);
        }
        EventCase { external_id, opened_at_ms, events }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Open,
    Waiting,
    Done,
}

impl Standing {
    fn after(self, action: &str) -> (Self, Option<Implied>) {
        match action {
            // A remark changes nothing: a wait goes on, a closed case stays closed.
            "note" => (self, None),
            "resolve" | "close" => (Self::Done, (self == Self::Waiting).then_some(Implied::Resume)),
            "resume" | "reopen" => (Self::Open, (self == Self::Done && action == "resume").then_some(Implied::Reopen)),
            other => {
                let waits = other.starts_with("wait_");
                let implies = match self {
                    Self::Done => Some(Implied::Reopen),
                    Self::Waiting if !waits => Some(Implied::Resume),
                    Self::Waiting | Self::Open => None,
                };
                (if waits { Self::Waiting } else { Self::Open }, implies)
            }
        }
    }
}

/// Reads a whole log, groups it by case and sorts each case by time; bad rows go to `reject` and the rest goes on.
///
/// # Errors
/// [`RowError`] with code `too_many_events` beyond [`MAX_EVENTS`] rows.
pub fn read_events(
    rows: &mut Rows,
    mapping: &EventMapping,
    mut reject: impl FnMut(RowError),
) -> Result<EventLog, RowError> {
    let mut index: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<(String, Vec<Seen>)> = Vec::new();
    let mut log = EventLog::default();
    for row in rows.by_ref() {
        log.rows += 1;
        let seen = match row.and_then(|row| mapping.row(&row)) {
            Ok(seen) => seen,
            Err(error) => {
                reject(error);
                continue;
            }
        };
        if log.rows > MAX_EVENTS as u64 {
            return Err(RowError {
                line: seen.row.line,
                code: "too_many_events",
                column: None,
                detail: format!("a log may have {MAX_EVENTS} rows; split it by case"),
                original: Vec::new(),
            });
        }
        let at = *index.entry(seen.row.case_external_id.clone()).or_insert_with(|| {
            groups.push((seen.row.case_external_id.clone(), Vec::new()));
            groups.len() - 1
        });
        if let Some((_, rows)) = groups.get_mut(at) {
            rows.push(seen);
        }
    }
    log.cases = groups.into_iter().map(|(external_id, rows)| mapping.case(external_id, rows)).collect();
    log.cases.sort_by_key(|case| case.events.first().map(|event| event.at_ms));
    Ok(log)
}

fn check(place: &Place<'_>, body: &Body) -> Result<(), MappingError> {
    if body.source.trim().is_empty() {
        return Err(place.error(&["source"], "missing_key", "name the source system"));
    }
    let (column, key, table, name, other) = match body.mode {
        Mode::Activity => (&body.events.activity, "activity", &body.activities, "activities", &body.states),
        Mode::State => (&body.events.state, "state", &body.states, "states", &body.activities),
    };
    if column.is_none() {
        return Err(place.error(&["events", key], "missing_key", format!("mode needs the {key} column")));
    }
    if table.is_empty() {
        return Err(place.error(&[name], "missing_key", format!("[{name}] says what each {key} stands for")));
    }
    if !other.is_empty() || (body.mode == Mode::Activity && !body.changes.is_empty()) {
        return Err(place.error(&["mode"], "unused_table", "a section of the other mode is given"));
    }
    let known = |path: &[&str], action: &str| {
        if ACTIONS.contains(&action) {
            return Ok(());
        }
        Err(place.error(path, "unknown_value", format!("{action:?} is none of {ACTIONS:?}")))
    };
    known(&["unchanged"], &body.unchanged)?;
    for (from, action) in table {
        known(&[name, from], action)?;
    }
    for (name, entries) in &body.translate {
        if !body.attributes.contains_key(name) {
            return Err(place.error(&["translate", name], "unused_table", "no attribute uses this table"));
        }
        for (from, to) in entries {
            if let Some(detail) = objection(name, to) {
                return Err(place.error(&["translate", name, from], "unknown_value", detail));
            }
        }
    }
    for change in &body.changes {
        known(&["changes"], &change.action)?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "events_tests.rs"]
mod tests;
