//! How much waits for one's own decision: the numbers beside the entries of the console's navigation.

use axum::Json;
use axum::extract::State;
use bihuan_app::waiting::{WaitingForMe, Waits};
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::Caller;
use crate::endpoint::{Access, Endpoint};
use crate::input::Query;
use crate::problem::Answer;
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/me/waiting", Access::SignedIn, "How much waits for your own decision", waiting)
            .gives::<WaitingView>(200),
    ]
}

/// How many wait.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Waits)]
pub struct WaitsView {
    /// How many, counted up to 200.
    count: u32,
    /// There are, or may be, more.
    more: bool,
}

impl From<Waits> for WaitsView {
    fn from(w: Waits) -> Self {
        Self { count: w.count, more: w.more }
    }
}

/// What waits for you; what you may not do is none.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WaitingForMe)]
pub struct WaitingView {
    /// Approvals you may sign now.
    approvals: WaitsView,
    /// Appeals you may decide now.
    appeals: WaitsView,
    /// Penalties you may sign or dismiss now.
    penalties: WaitsView,
    /// Requests for evidence to your units.
    evidence_requests: WaitsView,
}

impl From<WaitingForMe> for WaitingView {
    fn from(w: WaitingForMe) -> Self {
        Self {
            approvals: w.approvals.into(),
            appeals: w.appeals.into(),
            penalties: w.penalties.into(),
            evidence_requests: w.evidence_requests.into(),
        }
    }
}

async fn waiting(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<WaitingView>> {
    query.done()?;
    Ok(Json(web.app().waiting_for(&caller.actor).await?.into()))
}
