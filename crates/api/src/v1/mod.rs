//! Version 1 of the API: one file a resource, and here the table of all endpoints.

pub mod absences;
pub mod audit;
pub mod bulk;
pub mod calendars;
pub mod canned_texts;
pub mod cases;
pub mod categories;
pub mod channels;
pub mod chat;
pub mod counters;
pub mod customers;
pub mod duty;
pub mod events;
pub mod evidence;
pub mod fields;
pub mod flows;
pub mod gateways;
pub mod intake_codes;
pub mod lists;
pub mod mailboxes;
pub mod messaging;
pub mod notifications;
pub mod policies;
pub mod portal;
pub mod public_pages;
pub mod roles;
pub mod rule_shapes;
pub mod rules;
pub mod second_factor;
pub mod session;
pub mod setup;
pub mod stations;
pub mod tokens;
pub mod triage;
pub mod units;
pub mod users;
pub mod views;
pub mod waiting;
pub mod webhooks;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use bihuan_app::cases::find::After;
use bihuan_app::paging::{MAX_PAGE, Page, PageAsk, QueueAsk, QueuePage};
use serde::Serialize;
use serde_json::json;

use crate::endpoint::Endpoint;
use crate::input::Query;
use crate::problem::Problem;

/// Every endpoint.
pub fn endpoints() -> Vec<Endpoint> {
    let mut all = Vec::new();
    all.extend(setup::endpoints());
    all.extend(session::endpoints());
    all.extend(second_factor::endpoints());
    all.extend(cases::endpoints());
    all.extend(portal::endpoints());
    all.extend(chat::endpoints());
    all.extend(counters::endpoints());
    all.extend(evidence::endpoints());
    all.extend(waiting::endpoints());
    all.extend(duty::endpoints());
    all.extend(intake_codes::endpoints());
    all.extend(public_pages::endpoints());
    all.extend(bulk::endpoints());
    all.extend(views::endpoints());
    all.extend(customers::endpoints());
    all.extend(events::endpoints());
    all.extend(lists::endpoints());
    all.extend(categories::endpoints());
    all.extend(channels::endpoints());
    all.extend(canned_texts::endpoints());
    all.extend(notifications::endpoints());
    all.extend(policies::endpoints());
    all.extend(flows::endpoints());
    all.extend(calendars::endpoints());
    all.extend(units::endpoints());
    all.extend(users::endpoints());
    all.extend(absences::endpoints());
    all.extend(roles::endpoints());
    all.extend(stations::endpoints());
    all.extend(tokens::endpoints());
    all.extend(fields::endpoints());
    all.extend(rules::endpoints());
    all.extend(webhooks::endpoints());
    all.extend(triage::endpoints());
    all.extend(mailboxes::endpoints());
    all.extend(messaging::endpoints());
    all.extend(gateways::endpoints());
    all.extend(audit::endpoints());
    all
}

/// The parameters of a list that is paged by identifier.
pub(crate) fn paged(endpoint: Endpoint) -> Endpoint {
    endpoint
        .query("limit", "Rows at most", json!({ "type": "integer", "minimum": 1, "maximum": MAX_PAGE, "default": 50 }))
        .query("after", "Begins after this identifier: from the Link header", crate::endpoint::ident())
}

/// The page asked for.
///
/// # Errors
/// 422.
pub(crate) fn page_ask(query: &mut Query) -> Result<PageAsk, Problem> {
    Ok(PageAsk { after: query.parsed("after")?, limit: query.number("limit", 1, MAX_PAGE)?.unwrap_or(50) })
}

/// The parameters of a queue that is paged by its place in time. Left without a limit it is the longest page.
pub(crate) fn queued(endpoint: Endpoint) -> Endpoint {
    endpoint
        .query(
            "limit",
            "Rows at most; a page may be shorter and still have a next one",
            json!({ "type": "integer", "minimum": 1, "maximum": MAX_PAGE, "default": MAX_PAGE }),
        )
        .query("after", "Where the page begins: from the Link header of the page before", place_schema())
}

/// A place: a number and an identifier.
pub(crate) fn place_schema() -> serde_json::Value {
    json!({ "type": "string", "maxLength": 33, "pattern": "^[0-9]{1,18}[.][0-7][0-9A-HJKMNP-TV-Z]{12}$" })
}

/// The place after which a page begins.
///
/// # Errors
/// 422.
pub(crate) fn after(query: &mut Query) -> Result<Option<After>, Problem> {
    let Some(given) = query.one("after")? else { return Ok(None) };
    let bad = || Problem::field("after", "bad_value", "as the Link header of the page before gave it");
    let (key, id) = given.split_once('.').ok_or_else(bad)?;
    Ok(Some(After { key: key.parse().map_err(|_| bad())?, id: id.parse().map_err(|_| bad())? }))
}

/// The page of a queue asked for.
///
/// # Errors
/// 422.
pub(crate) fn queue_ask(query: &mut Query) -> Result<QueueAsk, Problem> {
    Ok(QueueAsk { after: after(query)?, limit: query.number("limit", 1, MAX_PAGE)?.unwrap_or(MAX_PAGE) })
}

/// A page of a queue, with the address of the next in its Link header.
pub(crate) fn queue_page<T, V: Serialize>(uri: &Uri, page: QueuePage<T>, view: impl FnMut(T) -> V) -> Response {
    let mut response = Json(page.items.into_iter().map(view).collect::<Vec<V>>()).into_response();
    if let Some(next) = page.next {
        next_link(&mut response, uri, &format!("{}.{}", next.key, next.id));
    }
    response
}

/// A page, with the address of the next in its Link header.
pub(crate) fn page<T: Serialize>(uri: &Uri, page: Page<T>) -> Response {
    let next = page.next;
    let mut response = Json(page.items).into_response();
    if let Some(next) = next {
        next_link(&mut response, uri, &next.to_string());
    }
    response
}

/// `Link: <…>; rel="next"`: the same address with another `after`.
pub(crate) fn next_link(response: &mut Response, uri: &Uri, after: &str) {
    let asked = uri.query().unwrap_or_default();
    let rest: String =
        asked.split('&').filter(|p| !p.is_empty() && !p.starts_with("after=")).map(|p| format!("{p}&")).collect();
    if let Ok(value) = HeaderValue::from_str(&format!("<{}?{rest}after={after}>; rel=\"next\"", uri.path())) {
        response.headers_mut().insert(header::LINK, value);
    }
}

/// A thing with its version as ETag.
pub(crate) fn tagged<T: Serialize>(status: StatusCode, version: i64, view: &T) -> Response {
    let mut response = (status, Json(view)).into_response();
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// `Location` of something made.
pub(crate) fn located(mut response: Response, place: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(&format!("/api/v1{place}")) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}
