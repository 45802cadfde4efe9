//! Calendars: which years of which region are known, their days, and importing a year's notice (B.17).

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::calendar::DayTable;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::Caller;
use crate::endpoint::{Access, Carries, Endpoint};
use crate::input::{Query, Text};
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
    ]
}

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
