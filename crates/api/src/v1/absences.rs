//! Absences: when somebody is away and who stands in.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::Caller;
use crate::codes::{Ident, Instant};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query, id};
use crate::problem::Answer;
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let (me, admin) = (Access::SignedIn, Access::May(P::UserAdmin));
    vec![
        Endpoint::get("/me/absence", me, "When one is away", mine).gives::<AbsenceView>(200),
        Endpoint::put("/me/absence", me, "Says when one is away, and who stands in", set_mine)
            .takes::<AbsenceBody>()
            .gives::<AbsenceView>(200),
        Endpoint::delete("/me/absence", me, "One is here", end_mine),
        Endpoint::get("/users/{user}/absence", admin, "When somebody is away", show).gives::<AbsenceView>(200),
        Endpoint::put("/users/{user}/absence", admin, "Says when somebody is away, and who stands in", set)
            .takes::<AbsenceBody>()
            .gives::<AbsenceView>(200),
        Endpoint::delete("/users/{user}/absence", admin, "They are here", end),
    ]
}

/// When somebody is away; all null: they are not.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Absence)]
pub struct AbsenceView {
    /// From.
    #[schema(value_type = Option<Instant>)]
    pub from: Option<UtcMs>,
    /// Until; not included.
    #[schema(value_type = Option<Instant>)]
    pub until: Option<UtcMs>,
    /// Who stands in.
    #[schema(value_type = Option<Ident>)]
    pub deputy: Option<Id>,
    /// They are away now.
    pub now: bool,
}

/// An absence.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewAbsence)]
pub struct AbsenceBody {
    /// From.
    #[schema(value_type = Instant)]
    from: UtcMs,
    /// Until; not included, two years later at most.
    #[schema(value_type = Instant)]
    until: UtcMs,
    /// Who stands in.
    #[schema(value_type = Option<Ident>)]
    deputy: Option<Id>,
}

async fn answer(web: &Web, caller: &Caller, user: Id) -> Answer<Json<AbsenceView>> {
    let found = web.access().absence(&caller.actor, user).await?;
    let now = found.is_some_and(|a| a.holds(web.app().db().now()));
    Ok(Json(AbsenceView {
        from: found.map(|a| a.from),
        until: found.map(|a| a.until),
        deputy: found.and_then(|a| a.deputy),
        now,
    }))
}

async fn put(web: &Web, caller: &Caller, user: Id, body: AbsenceBody) -> Answer<Json<AbsenceView>> {
    web.access().set_absence(&caller.actor, user, body.from, body.until, body.deputy).await?;
    answer(web, caller, user).await
}

async fn mine(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<AbsenceView>> {
    query.done()?;
    answer(&web, &caller, caller.known.user).await
}

async fn set_mine(
    State(web): State<Web>,
    caller: Caller,
    query: Query,
    body: Body<AbsenceBody>,
) -> Answer<Json<AbsenceView>> {
    query.done()?;
    put(&web, &caller, caller.known.user, body.value).await
}

async fn end_mine(State(web): State<Web>, caller: Caller, query: Query) -> Answer<StatusCode> {
    query.done()?;
    web.access().end_absence(&caller.actor, caller.known.user).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn show(
    State(web): State<Web>,
    caller: Caller,
    Path(user): Path<String>,
    query: Query,
) -> Answer<Json<AbsenceView>> {
    query.done()?;
    answer(&web, &caller, id(&user, "user")?).await
}

async fn set(
    State(web): State<Web>,
    caller: Caller,
    Path(user): Path<String>,
    query: Query,
    body: Body<AbsenceBody>,
) -> Answer<Json<AbsenceView>> {
    query.done()?;
    put(&web, &caller, id(&user, "user")?, body.value).await
}

async fn end(State(web): State<Web>, caller: Caller, Path(user): Path<String>, query: Query) -> Answer<StatusCode> {
    query.done()?;
    web.access().end_absence(&caller.actor, id(&user, "user")?).await?;
    Ok(StatusCode::NO_CONTENT)
}
