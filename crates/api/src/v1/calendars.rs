//! Calendars: which years of which region are known, their days, and importing a year's notice (B.17).

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use bihuan_app::rulebook::{DayChange, MonthDay, NoticeFinding};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::calendar::{DayKind, DayMark, DayTable, Period, RollScope, holiday_names};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::flows::WordsView;
use crate::auth::Caller;
use crate::codes::{DayKindCode, GravityCode, Ident, Instant, RollScopeCode};
use crate::endpoint::{Access, Carries, Endpoint, ident};
use crate::input::{Json as Body, Query, Text};
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let year = serde_json::json!({ "type": "integer", "minimum": 1970, "maximum": 2199 });
    vec![
        Endpoint::get("/calendars", Access::SignedIn, "The regions and the years known of each", list)
            .lists::<RegionView>(),
        Endpoint::get("/calendars/{region}", Access::SignedIn, "The days of a year that differ from its week", show)
            .gives::<YearView>(200)
            .needs("year", "Which year", year),
        Endpoint::post(
            "/calendars/{region}",
            Access::May(P::CalendarWrite),
            "Imports a year; provisional due times are computed again",
            import,
        )
        .carries(Carries::Text)
        .gives::<RegionView>(201),
        Endpoint::post(
            "/calendars/{region}/check",
            Access::May(P::CalendarWrite),
            "What importing a year's notice would change",
            check,
        )
        .carries(Carries::Text)
        .gives::<NoticeView>(200),
        Endpoint::get("/calendars/{region}/preview", Access::SignedIn, "Each day of a month, for a unit too", preview)
            .gives::<MonthView>(200)
            .needs("month", "Which month, as 2026-02", json!({ "type": "string", "pattern": MONTH }))
            .query("unit", "With the hours and busy hours of this unit", ident()),
        Endpoint::post("/calendars/ask", Access::SignedIn, "A question to the arithmetic of deadlines", ask)
            .takes::<QuestionBody>()
            .gives::<QuestionAnswer>(200),
    ]
}

/// A month from 1970 to 2199.
const MONTH: &str = "^(19[7-9][0-9]|20[0-9]{2}|21[0-9]{2})-(0[1-9]|1[0-2])$";

/// A region.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegionView {
    /// Its code.
    pub region: String,
    /// Version of its data: equal content, equal version.
    pub version: String,
    /// Years with a notice; due times over others are provisional.
    pub years: Vec<i16>,
}

fn region(code: &str, table: &DayTable) -> RegionView {
    RegionView { region: code.to_owned(), version: table.version().to_owned(), years: table.years().collect() }
}

async fn list(State(web): State<Web>, query: Query) -> Answer<Json<Vec<RegionView>>> {
    query.done()?;
    Ok(Json(web.app().world().tables().map(|(code, table)| region(code, table)).collect()))
}

/// The special days of a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct YearView {
    /// Region.
    pub region: String,
    /// Version of its data.
    pub version: String,
    /// Year.
    pub year: i16,
    /// There is a notice for it.
    pub covered: bool,
    /// The days.
    pub days: Vec<DayView>,
}

/// A special day.
#[derive(Debug, Serialize, ToSchema)]
pub struct DayView {
    /// The date.
    #[schema(value_type = String, format = Date)]
    pub date: String,
    /// A day off; otherwise a make-up working day.
    pub off: bool,
    /// Name.
    pub name: String,
}

async fn show(State(web): State<Web>, Path(code): Path<String>, mut query: Query) -> Answer<Json<YearView>> {
    let year = query.number("year", 1970, 2199)?.ok_or_else(|| Problem::field("year", "missing_field", ""))?;
    query.done()?;
    let year = i16::try_from(year).unwrap_or(i16::MAX);
    let table = web.app().world().table(&code).ok_or(bihuan_app::Failure::NotFound { what: "calendar" })?;
    let first = Date::new(year, 1, 1).map_err(|_| Problem::field("year", "bad_value", ""))?;
    let special = |date: Date| {
        let (mark, name) = table.day(date)?;
        let off = mark == bihuan_domain::calendar::DayMark::Off;
        Some(DayView { date: date.to_string(), off, name: name.to_owned() })
    };
    let days = first.series(jiff::Span::new().days(1)).take_while(|d| d.year() == year).filter_map(special).collect();
    Ok(Json(YearView { region: code, version: table.version().to_owned(), year, covered: table.covers(year), days }))
}

async fn import(State(web): State<Web>, caller: Caller, Path(code): Path<String>, query: Query, body: Text) -> Answer {
    query.done()?;
    let table = web.app().import_days(&caller.actor, &code, &body.0).await?;
    Ok((StatusCode::CREATED, Json(region(&code, &table))).into_response())
}

/// An open or busy period on the wall clock.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DayPeriod)]
pub struct PeriodView {
    /// `HH:MM`.
    pub from: String,
    /// `HH:MM`, `24:00` at most; not included.
    pub to: String,
}

impl From<&Period> for PeriodView {
    fn from(p: &Period) -> Self {
        Self { from: p.0.to_string(), to: p.1.to_string() }
    }
}

/// A day of a month.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MonthDay)]
pub struct MonthDayView {
    /// The date.
    #[schema(value_type = String, format = Date)]
    pub date: String,
    /// What it is.
    #[schema(value_type = DayKindCode)]
    pub kind: DayKind,
    /// It counts as a working day, or the site is open on it.
    pub working: bool,
    /// There is no notice for its year yet: it may become another.
    pub provisional: bool,
    /// Name of the holiday or closure as announced.
    pub name: Option<String>,
    /// The name in the three languages, where we have it.
    pub names: Option<WordsView>,
    /// Open periods; empty when closed.
    pub periods: Vec<PeriodView>,
    /// Busy hours.
    pub peaks: Vec<PeriodView>,
}

impl From<MonthDay> for MonthDayView {
    fn from(d: MonthDay) -> Self {
        let name = d.day.name;
        let names = name.as_deref().and_then(|hans| {
            let (hant, en) = holiday_names(hans)?;
            Some(WordsView { zh_hans: hans.to_owned(), zh_hant: hant.to_owned(), en: en.to_owned() })
        });
        Self {
            date: d.day.date.to_string(),
            kind: d.day.kind,
            working: !d.day.periods.is_empty(),
            provisional: !d.day.covered,
            name,
            names,
            periods: d.day.periods.iter().map(Into::into).collect(),
            peaks: d.peaks.iter().map(Into::into).collect(),
        }
    }
}

/// A month.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CalendarMonth)]
pub struct MonthView {
    /// The region asked for.
    pub region: String,
    /// The month.
    pub month: String,
    /// The unit asked for.
    #[schema(value_type = Option<Ident>)]
    pub unit: Option<Id>,
    /// Version of the day table; null when the unit follows none.
    pub version: Option<String>,
    /// Its days.
    pub days: Vec<MonthDayView>,
}

async fn preview(
    State(web): State<Web>,
    caller: Caller,
    Path(region): Path<String>,
    mut query: Query,
) -> Answer<Json<MonthView>> {
    let month = query.short("month", 7)?.ok_or_else(|| Problem::field("month", "missing_field", ""))?;
    let unit: Option<Id> = query.parsed("unit")?;
    query.done()?;
    let (year, number) = month_of(&month).ok_or_else(|| Problem::field("month", "bad_value", "like 2026-02"))?;
    if let Some(unit) = unit {
        // Whose hours one may look at: the units one may know of.
        web.access().unit(&caller.actor, unit).await?;
    }
    let found = web.app().month(&region, unit, year, number)?;
    let days = found.days.into_iter().map(Into::into).collect();
    Ok(Json(MonthView { region, month, unit, version: found.version, days }))
}

fn month_of(text: &str) -> Option<(i16, i8)> {
    let (year, month) = text.split_once('-')?;
    let plain = |s: &str, length: usize| s.len() == length && s.bytes().all(|b| b.is_ascii_digit());
    let (year, month) = (Some(year).filter(|y| plain(y, 4))?, Some(month).filter(|m| plain(m, 2))?);
    let (year, month) = (year.parse().ok()?, month.parse().ok()?);
    ((1970..=2199).contains(&year) && (1..=12).contains(&month)).then_some((year, month))
}

/// A day that a notice would change.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NoticeDay)]
pub struct NoticeDayView {
    /// The date.
    #[schema(value_type = String, format = Date)]
    pub date: String,
    /// `off`, `work`, or null for a day of the ordinary week.
    pub before: Option<String>,
    /// What it would be.
    pub after: Option<String>,
    /// Name of the holiday.
    pub name: String,
}

impl From<DayChange> for NoticeDayView {
    fn from(d: DayChange) -> Self {
        let code = |mark: DayMark| if mark == DayMark::Off { "off" } else { "work" }.to_owned();
        Self { date: d.date.to_string(), before: d.before.map(code), after: d.after.map(code), name: d.name }
    }
}

/// Something to look at in a notice.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NoticeFinding)]
pub struct NoticeFindingView {
    /// Stable code.
    pub code: String,
    /// An error cannot be imported.
    #[schema(value_type = GravityCode)]
    pub gravity: String,
    /// Line, from 1; 0 where it has none.
    pub line: usize,
    /// The date it is about.
    #[schema(value_type = Option<String>, format = Date)]
    pub date: Option<String>,
    /// What is wrong, in English.
    pub detail: String,
}

impl From<NoticeFinding> for NoticeFindingView {
    fn from(f: NoticeFinding) -> Self {
        let gravity = if f.is_error { "error" } else { "warning" }.to_owned();
        Self { code: f.code.to_owned(), gravity, line: f.line, date: f.date.map(|d| d.to_string()), detail: f.detail }
    }
}

/// A year's notice before it is imported.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Notice)]
pub struct NoticeView {
    /// It can be imported.
    pub usable: bool,
    /// The years it covers.
    pub years: Vec<i16>,
    /// Days it would change.
    pub changes: Vec<NoticeDayView>,
    /// What to look at.
    pub findings: Vec<NoticeFindingView>,
    /// Open cases with provisional due times, which an import computes again.
    pub provisional_cases: i64,
}

async fn check(
    State(web): State<Web>,
    caller: Caller,
    Path(region): Path<String>,
    query: Query,
    body: Text,
) -> Answer<Json<NoticeView>> {
    query.done()?;
    let found = web.app().check_days(&caller.actor, &region, &body.0).await?;
    Ok(Json(NoticeView {
        usable: found.findings.iter().all(|f| !f.is_error),
        years: found.years,
        changes: found.changes.into_iter().map(Into::into).collect(),
        findings: found.findings.into_iter().map(Into::into).collect(),
        provisional_cases: found.provisional_cases,
    }))
}

/// A pause in a question.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuestionPause {
    /// From.
    #[schema(value_type = Instant)]
    from: UtcMs,
    /// To; null: it still runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Instant>)]
    to: Option<UtcMs>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 100)]
    reason: Option<String>,
}

/// What is asked.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuestionOp {
    /// When a span from an instant ends: `span`.
    Due,
    /// How much time counts between two instants: `to`.
    Elapsed,
    /// Whether it is open.
    IsOpen,
    /// When it opens next.
    NextOpen,
    /// How many days count between two instants: `to`.
    BusinessDaysBetween,
}

/// A question to the arithmetic of deadlines, as `bihuan clock` takes it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CalendarQuestion)]
pub struct QuestionBody {
    /// What is asked.
    op: QuestionOp,
    /// From which instant; now if left out.
    #[serde(default)]
    #[schema(value_type = Option<Instant>)]
    from: Option<UtcMs>,
    /// Until which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Instant>)]
    to: Option<UtcMs>,
    /// How long: `PT48H`, `P3D`, `P1M`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 100)]
    span: Option<String>,
    /// Name of a calendar (`24x7`, `civil_day`, `working_day`, `business_hours`) or one written out; `business_hours` if
    /// left out.
    #[serde(default)]
    calendar: Option<Value>,
    /// Whose opening hours; the top's if left out.
    #[serde(default, skip_serializing)]
    #[schema(value_type = Option<Ident>)]
    unit: Option<Id>,
    /// Pauses.
    #[serde(default)]
    #[schema(max_items = 200)]
    pauses: Vec<QuestionPause>,
    /// Roll a last day that is a rest day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<RollScopeCode>)]
    roll: Option<RollScope>,
}

/// The answer; only what was asked for is there.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CalendarAnswer)]
pub struct QuestionAnswer {
    /// When it is due; null while it stands still.
    #[serde(default)]
    #[schema(value_type = Option<Instant>)]
    due: Option<UtcMs>,
    /// The same on the wall clock.
    #[serde(default)]
    due_local: Option<String>,
    /// It stands still: since when, and what is left.
    #[serde(default)]
    #[schema(value_type = Option<BTreeMap<String, Value>>)]
    frozen: Option<Value>,
    /// A year without a notice was touched.
    #[serde(default)]
    provisional: bool,
    /// How it came about, step by step.
    #[serde(default)]
    #[schema(value_type = Vec<BTreeMap<String, Value>>)]
    explain: Vec<Value>,
    /// Whether it is open.
    #[serde(default)]
    open: Option<bool>,
    /// When it opens next.
    #[serde(default)]
    #[schema(value_type = Option<Instant>)]
    next_open: Option<UtcMs>,
    /// Time that counts, in milliseconds.
    #[serde(default)]
    elapsed_ms: Option<i64>,
    /// Days that count.
    #[serde(default)]
    days: Option<i64>,
}

async fn ask(
    State(web): State<Web>,
    caller: Caller,
    query: Query,
    body: Body<QuestionBody>,
) -> Answer<Json<QuestionAnswer>> {
    query.done()?;
    let mut question = body.value;
    if let Some(unit) = question.unit {
        web.access().unit(&caller.actor, unit).await?;
    }
    question.from.get_or_insert_with(|| web.app().db().now());
    question.calendar.get_or_insert_with(|| "business_hours".into());
    let asked = serde_json::to_value(&question).map_err(|e| Problem::field("body", "bad_value", e.to_string()))?;
    let mut answer = web.app().ask_calendar(&asked, question.unit)?;
    if let Some(error) = answer.get("error") {
        let text = |key: &str| error.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        return Err(Problem::field("question", &text("code"), text("detail")));
    }
    if let Value::Object(fields) = &mut answer {
        fields.remove("id");
    }
    let answer = serde_json::from_value(answer).map_err(|e| Problem::field("question", "bad_value", e.to_string()))?;
    Ok(Json(answer))
}
