//! What one has read of a case: one's own working state, seen by nobody else.

use axum::Json;
use axum::extract::{Path, State};
use bihuan_app::cases::read_mark::ReadMark;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::ids::Id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::may;
use crate::auth::Caller;
use crate::codes::Ident;
use crate::endpoint::Endpoint;
use crate::input::{Json as Body, Query};
use crate::problem::Answer;
use crate::web::Web;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/cases/{case}/read", may(P::CaseRead), "How far you have read it", how_far)
            .gives::<ReadMarkView>(200),
        Endpoint::put("/cases/{case}/read", may(P::CaseRead), "Notes how far you have read it", read)
            .takes::<ReadBody>()
            .gives::<ReadMarkView>(200),
    ]
}

/// How far.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Read)]
pub struct ReadBody {
    /// The version you saw; left out: as it stands now; 0: unread again.
    #[schema(minimum = 0)]
    version: Option<u32>,
}

/// How far you have read a case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReadMark)]
pub struct ReadMarkView {
    /// The case.
    #[schema(value_type = Ident)]
    pub case: Id,
    /// Something happened since.
    pub unread: bool,
    /// The last version you have read everything of; null: none, or unread again.
    #[schema(minimum = 1)]
    pub version: Option<i64>,
}

impl From<ReadMark> for ReadMarkView {
    fn from(ReadMark { case, unread, version }: ReadMark) -> Self {
        Self { case, unread, version }
    }
}

async fn how_far(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    query: Query,
) -> Answer<Json<ReadMarkView>> {
    query.done()?;
    Ok(Json(web.app().how_far_read(&caller.actor, &case).await?.into()))
}

async fn read(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    query: Query,
    body: Body<ReadBody>,
) -> Answer<Json<ReadMarkView>> {
    query.done()?;
    let mark = web.app().mark_read(&caller.actor, &case, body.value.version.map(i64::from)).await?;
    Ok(Json(mark.into()))
}
