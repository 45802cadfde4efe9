//! The duty roster: who is asked first in an emergency, planned by whoever administers the unit (S0-54).

use axum::Json as Out;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::Caller;
use crate::codes::{Ident, Instant};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json, Query, id};
use crate::problem::Answer;
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let admin = Access::May(P::UserAdmin);
    vec![
        Endpoint::get("/units/{unit}/duty-shifts", admin, "Who is on duty for a unit, now and later", list)
            .lists::<ShiftView>(),
        Endpoint::post("/units/{unit}/duty-shifts", admin, "Plans somebody's time on duty", plan)
            .takes::<ShiftBody>()
            .gives::<ShiftView>(201),
        Endpoint::delete("/duty-shifts/{shift}", admin, "Takes a time on duty away", cancel),
    ]
}

/// Somebody's time on duty.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DutyShift)]
pub struct ShiftView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// Who.
    #[schema(value_type = Ident)]
    user: Id,
    /// Their name.
    user_name: String,
    /// Asked as the how-manyeth, from 1.
    place: u32,
    /// From.
    #[schema(value_type = Instant)]
    from: UtcMs,
    /// Until; not included.
    #[schema(value_type = Instant)]
    until: UtcMs,
    /// They are on duty now.
    now: bool,
}

/// Somebody's time on duty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewDutyShift)]
pub struct ShiftBody {
    /// Who.
    #[schema(value_type = Ident)]
    user: Id,
    /// Asked as the how-manyeth, from 1.
    #[schema(minimum = 1, maximum = 20)]
    place: u32,
    /// From.
    #[schema(value_type = Instant)]
    from: UtcMs,
    /// Until; not included, a month later at most.
    #[schema(value_type = Instant)]
    until: UtcMs,
}

async fn views(web: &Web, caller: &Caller, unit: Id) -> Answer<Vec<ShiftView>> {
    let now = web.app().db().now();
    let view = |(s, user_name): (bihuan_store::nouns::duty::Shift, String)| ShiftView {
        id: s.id,
        user: s.user,
        user_name,
        place: s.place,
        from: s.from,
        until: s.until,
        now: s.from <= now && now < s.until,
    };
    Ok(web.app().duty_shifts(&caller.actor, unit).await?.into_iter().map(view).collect())
}

async fn list(
    State(web): State<Web>,
    caller: Caller,
    Path(unit): Path<String>,
    query: Query,
) -> Answer<Out<Vec<ShiftView>>> {
    query.done()?;
    Ok(Out(views(&web, &caller, id(&unit, "unit")?).await?))
}

async fn plan(State(web): State<Web>, caller: Caller, Path(unit): Path<String>, body: Json<ShiftBody>) -> Answer {
    let (unit, b) = (id(&unit, "unit")?, body.value);
    let shift = web.app().plan_duty(&caller.actor, unit, b.user, b.place, b.from, b.until).await?;
    let view = views(&web, &caller, unit).await?.into_iter().find(|v| v.id == shift.id);
    Ok((StatusCode::CREATED, Out(view)).into_response())
}

async fn cancel(State(web): State<Web>, caller: Caller, Path(shift): Path<String>) -> Answer<StatusCode> {
    web.app().cancel_duty(&caller.actor, id(&shift, "duty_shift")?).await?;
    Ok(StatusCode::NO_CONTENT)
}
