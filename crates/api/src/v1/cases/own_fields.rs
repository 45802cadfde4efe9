//! The values of the organisation's own fields on a case.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use bihuan_domain::actor::Permission as P;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{changes, done, may};
use crate::auth::Caller;
use crate::endpoint::Endpoint;
use crate::input::{Json as Body, Query, Seen};
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// Most values in one request.
const MOST: usize = 300;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let set =
        Endpoint::put("/cases/{case}/fields", may(P::CaseClassify), "Sets own fields; what is left out stays", set);
    vec![changes(set).takes::<ValuesBody>()]
}

/// Values of own fields.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FieldValues)]
pub struct ValuesBody {
    /// By code: words, a number, an amount in minor units, a day, an instant, an option or a list of them, true or false,
    /// an id; null takes the value away.
    #[schema(value_type = BTreeMap<String, Value>)]
    values: BTreeMap<String, Value>,
}

async fn set(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    query: Query,
    body: Body<ValuesBody>,
) -> Answer {
    query.done()?;
    if body.value.values.len() > MOST {
        return Err(Problem::field("values", "too_long", format!("{MOST} at most")));
    }
    let id = web.app().case_id(&caller.actor, &case).await?;
    let outcome = web.app().set_fields(&caller.actor, id, seen.0, body.value.values).await?;
    done(&web, StatusCode::OK, outcome).await
}
