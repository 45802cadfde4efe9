//! Who is at a case. Working state: renewed by who is there, gone by itself, never in the journal.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::text::PresenceState;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::may;
use crate::auth::Caller;
use crate::codes::{Ident, Instant, PresenceStateCode};
use crate::endpoint::Endpoint;
use crate::input::{Json as Body, Query};
use crate::problem::Answer;
use crate::web::Web;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let read = may(P::CaseRead);
    vec![
        Endpoint::get("/cases/{case}/presence", read, "Who is at the case", present).lists::<PresenceView>(),
        Endpoint::put("/cases/{case}/presence", read, "One is there; renew it every 15 seconds", here)
            .takes::<PresenceBody>(),
        Endpoint::delete("/cases/{case}/presence", read, "One has left", gone),
    ]
}

/// What one does there.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPresence)]
pub struct PresenceBody {
    /// Looks at it, or types.
    #[schema(value_type = PresenceStateCode)]
    state: PresenceState,
}

/// Somebody at a case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Presence)]
pub struct PresenceView {
    /// Who.
    #[schema(value_type = Ident)]
    pub user: Id,
    /// Their name.
    pub name: String,
    /// `viewing` or `typing`.
    #[schema(value_type = PresenceStateCode)]
    pub state: String,
    /// Since when.
    #[schema(value_type = Instant)]
    pub since: UtcMs,
    /// Until when, unless renewed.
    #[schema(value_type = Instant)]
    pub until: UtcMs,
}

async fn present(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    query: Query,
) -> Answer<Json<Vec<PresenceView>>> {
    query.done()?;
    let case = web.app().case_id(&caller.actor, &case).await?;
    let there = web.app().present(&caller.actor, case).await?;
    let view = there.into_iter().map(|p| PresenceView {
        user: p.user,
        name: p.name,
        state: p.state,
        since: p.changed_at,
        until: p.until,
    });
    Ok(Json(view.collect()))
}

async fn here(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    body: Body<PresenceBody>,
) -> Answer<StatusCode> {
    let case = web.app().case_id(&caller.actor, &case).await?;
    web.app().be_present(&caller.actor, case, body.value.state.code()).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn gone(State(web): State<Web>, caller: Caller, Path(case): Path<String>, query: Query) -> Answer<StatusCode> {
    query.done()?;
    let case = web.app().case_id(&caller.actor, &case).await?;
    web.app().be_gone(&caller.actor, case).await?;
    Ok(StatusCode::NO_CONTENT)
}
