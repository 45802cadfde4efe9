//! What the one who runs the server asks: is it alive, can it serve, what are its figures.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use bihuan_app::Failure;
use bihuan_domain::actor::Permission;
use bihuan_store::{Fault, timers};
use serde_json::json;

use crate::auth::caller;
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// The process answers.
pub async fn healthz() -> Response {
    axum::Json(json!({ "status": "alive" })).into_response()
}

/// The store answers, and the server is not stopping.
///
/// # Errors
/// 503.
pub async fn readyz(State(web): State<Web>) -> Answer {
    if *web.closing().borrow() {
        return Err(Problem::of(StatusCode::SERVICE_UNAVAILABLE, "stopping"));
    }
    web.app().db().read(|c| timers::next_due(c).map(|_| ())).await?;
    Ok(axum::Json(json!({ "status": "ready" })).into_response())
}

/// Figures for Prometheus: for whoever may read them, and for a scraper on the same machine.
///
/// # Errors
/// 401, 403; 404 when this process keeps no figures.
pub async fn metrics(State(web): State<Web>, request: Request) -> Answer {
    let local = request.extensions().get::<ConnectInfo<SocketAddr>>().is_some_and(|peer| peer.0.ip().is_loopback());
    let (parts, _) = request.into_parts();
    // A proxy on the same machine also comes from loopback, and then it is not the scraper who asks.
    let proxied = parts.headers.contains_key("x-forwarded-for") || parts.headers.contains_key("forwarded");
    if !local || proxied {
        let caller = caller(&web, &parts.method, &parts.headers).await?.ok_or(Failure::NotSignedIn)?;
        if !caller.actor.may_somewhere(Permission::MetricsRead) {
            return Err(Failure::NotPermitted(Permission::MetricsRead).into());
        }
    }
    let figures = web.metrics().ok_or(Failure::NotFound { what: "metrics" })?;
    let (timers, outbox) = web
        .app()
        .db()
        .read(|c| Ok::<_, Fault>((bihuan_store::timers::waiting(c)?, bihuan_store::outbox::waiting(c)?)))
        .await?;
    metrics::gauge!("bihuan_timers_open").set(timers.open as f64);
    metrics::gauge!("bihuan_timers_parked").set(timers.parked as f64);
    metrics::gauge!("bihuan_outbox_open").set(outbox.open as f64);
    metrics::gauge!("bihuan_outbox_parked").set(outbox.parked as f64);
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], figures.render()).into_response())
}
