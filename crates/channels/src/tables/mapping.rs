//! The mapping file of `bihuan import`: which column means what, in which words.
//!
//! Why data and not code: every old system has its own columns, and whoever knows them can write TOML. The same file and
//! mapping give the same rows, so a second import adds nothing (issue item 8).
//! It must never know the domain's types: it produces plain data; the app turns it into commands.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::dates::{DateFormats, DateProblem, Moment};
pub use super::fields::{ColumnRule, FileRule, MappingError};
use super::fields::{Place, check_column, text_of};
pub use super::import_row::ImportRow;
use super::read::{Header, Row, RowError};

/// Channel codes (glossary: channel).
pub const CHANNELS: [&str; 11] = [
    "phone",
    "voicemail",
    "email",
    "web",
    "chat",
    "app",
    "social_media",
    "walk_in",
    "letter",
    "regulator",
    "proactive",
];
/// Kinds of case (glossary: feedback and its kinds).
pub const KINDS: [&str; 8] =
    ["complaint", "service_review", "quality_issue", "suggestion", "inquiry", "praise", "rma", "repair"];
/// Status codes that a mapping may translate to.
pub const STATUSES: [&str; 5] = ["new", "in_progress", "resolved", "closed", "withdrawn"];
/// Roots of the canonical category tree; children are dotted (`product_quality.defect`).
pub const CATEGORY_ROOTS: [&str; 9] = [
    "product_quality",
    "logistics",
    "after_sales",
    "service_attitude",
    "billing",
    "account",
    "information",
    "safety",
    "other",
];
const SEVERITIES: [&str; 4] = ["1", "2", "3", "4"];

/// The `[columns]` section: one rule a field.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Columns {
    external_id: Option<ColumnRule>,
    received_at: Option<ColumnRule>,
    received_date: Option<ColumnRule>,
    received_time: Option<ColumnRule>,
    occurred_at: Option<ColumnRule>,
    closed_at: Option<ColumnRule>,
    channel: Option<ColumnRule>,
    kind: Option<ColumnRule>,
    category: Option<ColumnRule>,
    subject: Option<ColumnRule>,
    verbatim: Option<ColumnRule>,
    symptom: Option<ColumnRule>,
    demand: Option<ColumnRule>,
    customer_name: Option<ColumnRule>,
    customer_phone: Option<ColumnRule>,
    customer_email: Option<ColumnRule>,
    customer_ref: Option<ColumnRule>,
    order_ref: Option<ColumnRule>,
    product: Option<ColumnRule>,
    serial: Option<ColumnRule>,
    severity: Option<ColumnRule>,
    status: Option<ColumnRule>,
    unit: Option<ColumnRule>,
    tags: Option<ColumnRule>,
    custom: BTreeMap<String, ColumnRule>,
}

impl Columns {
    fn all(&self) -> Vec<(Vec<&str>, &ColumnRule)> {
        let fixed = [
            ("external_id", &self.external_id),
            ("received_at", &self.received_at),
            ("received_date", &self.received_date),
            ("received_time", &self.received_time),
            ("occurred_at", &self.occurred_at),
            ("closed_at", &self.closed_at),
            ("channel", &self.channel),
            ("kind", &self.kind),
            ("category", &self.category),
            ("subject", &self.subject),
            ("verbatim", &self.verbatim),
            ("symptom", &self.symptom),
            ("demand", &self.demand),
            ("customer_name", &self.customer_name),
            ("customer_phone", &self.customer_phone),
            ("customer_email", &self.customer_email),
            ("customer_ref", &self.customer_ref),
            ("order_ref", &self.order_ref),
            ("product", &self.product),
            ("serial", &self.serial),
            ("severity", &self.severity),
            ("status", &self.status),
            ("unit", &self.unit),
            ("tags", &self.tags),
        ];
        let custom = self.custom.iter().map(|(name, rule)| (vec!["columns", "custom", name.as_str()], rule));
        fixed
            .into_iter()
            .filter_map(|(name, rule)| Some((vec!["columns", name], rule.as_ref()?)))
            .chain(custom)
            .collect()
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    source: String,
    zone: String,
    date_formats: Vec<String>,
    #[serde(default)]
    file: FileRule,
    columns: Columns,
    #[serde(default)]
    translate: BTreeMap<String, BTreeMap<String, String>>,
}

/// A checked mapping file.
#[derive(Debug, Clone)]
pub struct Mapping {
    name: String,
    text: String,
    body: Body,
    dates: DateFormats,
}

impl Mapping {
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
        for (path, rule) in self.body.columns.all() {
            for column in rule.columns() {
                check_column(&place, header, &path, column)?;
            }
        }
        Ok(())
    }

    /// Reads one row.
    ///
    /// # Errors
    /// [`RowError`] with code `missing_value`, `untranslated`, `unknown_value`, `bad_date` or `date_out_of_range`.
    pub fn row(&self, row: &Row) -> Result<ImportRow, RowError> {
        let columns = &self.body.columns;
        let text = |name: &str, rule: &Option<ColumnRule>| match rule {
            Some(rule) => self.value(row, name, rule),
            None => Ok(None),
        };
        let external_id = text("external_id", &columns.external_id)?
            .ok_or_else(|| row.reject("missing_value", Some("external_id"), "the row has no id"))?;
        let received = self.received(row)?;
        let mut custom = BTreeMap::new();
        for (name, rule) in &columns.custom {
            if let Some(value) = self.value(row, name, rule)? {
                custom.insert(name.clone(), value);
            }
        }
        Ok(ImportRow {
            line: row.line_number,
            source: self.body.source.clone(),
            external_id,
            received_at_ms: received.at_ms,
            received_date_only: received.date_only,
            occurred_at_ms: self.moment(row, "occurred_at", &columns.occurred_at)?,
            closed_at_ms: self.moment(row, "closed_at", &columns.closed_at)?,
            channel: text("channel", &columns.channel)?,
            kind: text("kind", &columns.kind)?,
            category: text("category", &columns.category)?,
            subject: text("subject", &columns.subject)?,
            verbatim: text("verbatim", &columns.verbatim)?,
            symptom: text("symptom", &columns.symptom)?,
            demand: text("demand", &columns.demand)?,
            customer_name: text("customer_name", &columns.customer_name)?,
            customer_phone: text("customer_phone", &columns.customer_phone)?,
            customer_email: text("customer_email", &columns.customer_email)?,
            customer_ref: text("customer_ref", &columns.customer_ref)?,
            order_ref: text("order_ref", &columns.order_ref)?,
            product: text("product", &columns.product)?,
            serial: text("serial", &columns.serial)?,
            severity: text("severity", &columns.severity)?,
            status: text("status", &columns.status)?,
            unit: text("unit", &columns.unit)?,
            tags: text("tags", &columns.tags)?.map(|text| split_tags(&text)).unwrap_or_default(),
            custom,
        })
    }

    fn value(&self, row: &Row, field: &str, rule: &ColumnRule) -> Result<Option<String>, RowError> {
        if let Some(constant) = &rule.constant {
            return Ok(Some(constant.clone()));
        }
        let Some(raw) = rule.raw(&self.body.file, row) else {
            return match &rule.default {
                Some(default) => Ok(Some(default.clone())),
                None if rule.required => Err(row.reject("missing_value", Some(field), "it must not be empty")),
                None => Ok(None),
            };
        };
        let value = match self.body.translate.get(rule.translate.as_deref().unwrap_or(field)) {
            None => raw,
            Some(table) => match table.get(&raw).or_else(|| table.get("*")) {
                Some(value) => value.clone(),
                None => {
                    let detail = format!("no translation for {raw:?} and no \"*\" fallback");
                    return Err(row.reject("untranslated", Some(field), detail));
                }
            },
        };
        match objection(field, &value) {
            None => Ok(Some(value)),
            Some(detail) => Err(row.reject("unknown_value", Some(field), detail)),
        }
    }

    fn received(&self, row: &Row) -> Result<Moment, RowError> {
        let columns = &self.body.columns;
        let (field, rule) = match (&columns.received_at, &columns.received_date) {
            (Some(rule), _) => ("received_at", rule),
            (None, Some(rule)) => ("received_date", rule),
            // The check of the mapping leaves no third way; a row without a time is no row.
            (None, None) => {
                return Err(row.reject("missing_value", Some("received_at"), "no time of receipt"));
            }
        };
        let date = self
            .value(row, field, rule)?
            .ok_or_else(|| row.reject("missing_value", Some(field), "no time of receipt"))?;
        let time = match &columns.received_time {
            Some(rule) => self.value(row, "received_time", rule)?.unwrap_or_default(),
            None => String::new(),
        };
        self.dates.parse_parts(&date, &time).map_err(|problem| rejected(row, field, &problem))
    }

    fn moment(&self, row: &Row, field: &str, rule: &Option<ColumnRule>) -> Result<Option<i64>, RowError> {
        let Some(rule) = rule else { return Ok(None) };
        match self.value(row, field, rule)? {
            None => Ok(None),
            Some(text) => match self.dates.parse(&text) {
                Ok(moment) => Ok(Some(moment.at_ms)),
                Err(problem) => Err(rejected(row, field, &problem)),
            },
        }
    }
}

fn rejected(row: &Row, field: &str, problem: &DateProblem) -> RowError {
    row.reject(problem.code(), Some(field), problem.to_string())
}

fn split_tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.split([',', ';', '|', '，', '；', '、']).map(str::trim).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// What speaks against a value of a field that has a closed list.
pub(super) fn objection(field: &str, value: &str) -> Option<String> {
    let list: &[&str] = match field {
        "channel" => &CHANNELS,
        "kind" => &KINDS,
        "status" => &STATUSES,
        "severity" => &SEVERITIES,
        "category" => {
            let root = value.split('.').next().unwrap_or(value);
            let known = CATEGORY_ROOTS.contains(&root) && value.split('.').all(|part| !part.is_empty());
            let detail = format!("{value:?} is not under one of {CATEGORY_ROOTS:?}");
            return if known { None } else { Some(detail) };
        }
        _ => return None,
    };
    if list.contains(&value) { None } else { Some(format!("{value:?} is none of {list:?}")) }
}

/// Date formats and zone of a mapping, with the key at fault.
pub(super) fn dates(place: &Place<'_>, patterns: &[String], zone: &str) -> Result<DateFormats, MappingError> {
    if patterns.is_empty() {
        return Err(place.error(&["date_formats"], "missing_key", "name at least one date format"));
    }
    DateFormats::new(patterns, zone).map_err(|problem| {
        let key = if matches!(problem, DateProblem::UnknownZone { .. }) { "zone" } else { "date_formats" };
        place.error(&[key], problem.code(), problem.to_string())
    })
}

fn check(place: &Place<'_>, body: &Body) -> Result<(), MappingError> {
    if body.source.trim().is_empty() {
        return Err(place.error(&["source"], "missing_key", "name the source system"));
    }
    let columns = &body.columns;
    if columns.external_id.is_none() {
        return Err(place.error(&["columns", "external_id"], "missing_key", "a row needs an id"));
    }
    if columns.received_at.is_some() == columns.received_date.is_some() {
        let detail = "give either received_at or received_date";
        return Err(place.error(&["columns", "received_at"], "missing_key", detail));
    }
    if columns.received_time.is_some() && columns.received_date.is_none() {
        let detail = "received_time goes with received_date";
        return Err(place.error(&["columns", "received_time"], "bad_rule", detail));
    }
    let mut used = Vec::new();
    for (path, rule) in columns.all() {
        let field = path.last().copied().unwrap_or_default();
        let sources = [rule.column.is_some(), !rule.join.is_empty(), rule.constant.is_some()];
        if sources.iter().filter(|&&given| given).count() != 1 {
            return Err(place.error(&path, "bad_rule", "give exactly one of column, join, constant"));
        }
        for fixed in rule.constant.iter().chain(&rule.default) {
            if let Some(detail) = objection(field, fixed) {
                return Err(place.error(&path, "unknown_value", detail));
            }
        }
        let table = rule.translate.as_deref().unwrap_or(field);
        match body.translate.get(table) {
            Some(entries) => {
                used.push(table);
                for (from, to) in entries {
                    if let Some(detail) = objection(field, to) {
                        return Err(place.error(&["translate", table, from], "unknown_value", detail));
                    }
                }
            }
            None if rule.translate.is_some() => {
                let detail = format!("there is no [translate.{table}]");
                return Err(place.error(&path, "unknown_table", detail));
            }
            None => {}
        }
    }
    match body.translate.keys().find(|table| !used.contains(&table.as_str())) {
        Some(table) => Err(place.error(&["translate", table], "unused_table", "no field uses this table")),
        None => Ok(()),
    }
}

#[cfg(test)]
#[path = "mapping_tests.rs"]
mod tests;
