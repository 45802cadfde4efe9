//! Lists of cases, their counts, and the search for words.

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use bihuan_app::cases::find::{MOST_ROWS, Sort};
use bihuan_app::cases::own_field_filter;
use bihuan_domain::actor::Permission as P;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::filter::{filter, filters};
pub use super::line::CaseLine;
use super::may;
use crate::auth::Caller;
use crate::endpoint::Endpoint;
use crate::input::Query;
use crate::problem::{Answer, Problem};
use crate::web::Web;

const PAGE: u32 = 50;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let limit = json!({ "type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": PAGE });
    let list = Endpoint::get("/cases", may(P::CaseRead), "A page of the cases you may see", find)
        .lists::<CaseLine>()
        .query("sort", "In which order", sort_schema())
        .query("limit", "Rows at most", limit.clone())
        .query("after", "Where the page begins: from the Link header of the page before", crate::v1::place_schema());
    let count = Endpoint::get("/cases/count", may(P::CaseRead), "How many cases fit, up to a bound", count)
        .gives::<Count>(200)
        .query(
            "up_to",
            "Counts no further",
            json!({ "type": "integer", "minimum": 1, "maximum": 10_000, "default": 1_000 }),
        );
    let search = Endpoint::get(
        "/search",
        may(P::CaseRead),
        "Cases that hold every word, newest first; a number finds its case",
        search,
    )
    .lists::<CaseLine>()
    .needs("q", "Words, or a case number", json!({ "type": "string", "minLength": 1, "maxLength": 200 }))
    .query("limit", "Rows at most", limit)
    .tag("cases");
    vec![filters(list), filters(count), search]
}

/// How many.
#[derive(Debug, Serialize, ToSchema)]
pub struct Count {
    /// Cases that fit, not more than `up_to`.
    pub count: u32,
    /// There are more, or may be: only so many rows are looked at.
    pub more: bool,
}

/// The orders of a list.
pub(crate) fn sort_schema() -> Value {
    json!({ "type": "string", "enum": Sort::ALL.map(Sort::code) })
}

async fn find(State(web): State<Web>, caller: Caller, uri: axum::http::Uri, mut query: Query) -> Answer {
    let filter = filter(&mut query)?;
    own_field_filter::check(&web.app().world(), &filter.fields)?;
    let sort = match query.one("sort")? {
        None => Sort::default(),
        Some(given) => given.parse().map_err(|()| Problem::field("sort", "unknown_code", given))?,
    };
    let after = crate::v1::after(&mut query)?;
    let limit = query.number("limit", 1, MOST_ROWS)?.unwrap_or(PAGE);
    query.done()?;
    let page = web.app().find(&caller.actor, filter, sort, after, limit).await?;
    let world = web.app().world();
    let lines: Vec<CaseLine> = page.lines.into_iter().map(|l| CaseLine::of(l, &caller.actor, &world)).collect();
    let mut response = Json(lines).into_response();
    if let Some(next) = page.next {
        crate::v1::next_link(&mut response, &uri, &format!("{}.{}", next.key, next.id));
    }
    Ok(response)
}

async fn count(State(web): State<Web>, caller: Caller, mut query: Query) -> Answer<Json<Count>> {
    let filter = filter(&mut query)?;
    own_field_filter::check(&web.app().world(), &filter.fields)?;
    let up_to = query.number("up_to", 1, 10_000)?.unwrap_or(1_000);
    query.done()?;
    let found = web.app().count(&caller.actor, filter, up_to).await?;
    Ok(Json(Count { count: found.count, more: found.more }))
}

async fn search(State(web): State<Web>, caller: Caller, mut query: Query) -> Answer<Json<Vec<CaseLine>>> {
    let asked = query.one("q")?.ok_or_else(|| Problem::field("q", "missing_field", ""))?;
    let limit = query.number("limit", 1, MOST_ROWS)?.unwrap_or(PAGE);
    query.done()?;
    crate::input::bounded("q", &asked, 200)?;
    let lines = web.app().search(&caller.actor, &asked, limit).await?;
    let world = web.app().world();
    Ok(Json(lines.into_iter().map(|l| CaseLine::of(l, &caller.actor, &world)).collect()))
}
