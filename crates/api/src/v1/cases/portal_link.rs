//! The customer's way into the portal, given and taken back by whoever may write to them.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use bihuan_app::portal::NewLink;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::time::UtcMs;
use serde::Serialize;
use utoipa::ToSchema;

use super::may;
use crate::auth::Caller;
use crate::codes::Instant;
use crate::endpoint::Endpoint;
use crate::problem::Answer;
use crate::web::Web;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let staff = may(P::CaseMessage);
    vec![
        Endpoint::post("/cases/{case}/portal-link", staff, "Makes a link that opens the case to its customer", link)
            .gives::<LinkView>(201),
        Endpoint::delete("/cases/{case}/portal-link", staff, "No link to the case opens it any more", revoke),
    ]
}

/// A link for the customer.
#[derive(Serialize, ToSchema)]
#[schema(as = PortalLink)]
pub struct LinkView {
    /// Below this server's own address; the key stands behind `#`, so that no log of a proxy holds it.
    path: String,
    /// Until when it is good.
    #[schema(value_type = Instant)]
    expires_at: UtcMs,
}

impl LinkView {
    /// A link below this server's own address.
    pub(super) const fn new(path: String, expires_at: UtcMs) -> Self {
        Self { path, expires_at }
    }
}

async fn link(State(web): State<Web>, caller: Caller, Path(case): Path<String>) -> Answer {
    let NewLink { key, expires_at } = web.portal().link(&caller.actor, &case).await?;
    let view = LinkView { path: format!("/portal/case#{}", key.reveal()), expires_at };
    Ok((StatusCode::CREATED, Json(view)).into_response())
}

async fn revoke(State(web): State<Web>, caller: Caller, Path(case): Path<String>) -> Answer<StatusCode> {
    web.portal().revoke(&caller.actor, &case).await?;
    Ok(StatusCode::NO_CONTENT)
}
