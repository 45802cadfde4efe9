//! Changing the category tree (S1-14): leaves of one's own, words, order, what is hidden, what is suggested. The list
//! itself stands in [`lists`](super::lists).

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use bihuan_app::categories::CategoryTerms;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::ids::Id;
use bihuan_domain::policy::Words;
use bihuan_domain::trade::Severity;
use serde::Deserialize;
use utoipa::ToSchema;

use super::lists::{CategoryView, one_category};
use super::located;
use crate::auth::Caller;
use crate::codes::{Ident, SeverityCode};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query};
use crate::problem::Answer;
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let write = Access::May(P::PolicyWrite);
    vec![
        Endpoint::post("/categories", write, "Adds a leaf under a canonical category", create)
            .takes::<NewCategoryBody>()
            .gives::<CategoryView>(201),
        Endpoint::put("/categories/{category}", write, "Words, order, hiding and suggestions of a category", change)
            .takes::<CategoryBody>()
            .gives::<CategoryView>(200),
    ]
}

/// Words in the three languages.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CategoryName)]
pub struct NameBody {
    /// 简体中文.
    #[schema(min_length = 1, max_length = 200)]
    zh_hans: String,
    /// 繁體中文.
    #[schema(min_length = 1, max_length = 200)]
    zh_hant: String,
    /// English.
    #[schema(min_length = 1, max_length = 200)]
    en: String,
}

impl From<NameBody> for Words {
    fn from(n: NameBody) -> Self {
        Self { zh_hans: n.zh_hans, zh_hant: n.zh_hant, en: n.en }
    }
}

/// What the organisation makes of a category; what is left out falls back to the canonical.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CategoryTerms)]
pub struct CategoryBody {
    /// Its words; a leaf of one's own needs them.
    name: Option<NameBody>,
    /// Not offered for new cases; no if left out.
    hidden: Option<bool>,
    /// Its place among its siblings.
    #[schema(minimum = 0, maximum = 1_000_000)]
    place: Option<u32>,
    /// Severity suggested for it.
    #[schema(value_type = Option<SeverityCode>)]
    severity: Option<Severity>,
    /// Unit suggested for it.
    #[schema(value_type = Option<Ident>)]
    unit: Option<Id>,
}

/// A leaf to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCategory)]
pub struct NewCategoryBody {
    /// Code of the canonical category it stands under.
    #[schema(min_length = 1, max_length = 200)]
    parent: String,
    /// The last part of its code; never used again.
    #[schema(min_length = 1, max_length = 60, pattern = "^[a-z0-9_]{1,60}$")]
    code: String,
    /// Its words.
    name: NameBody,
    /// Its place among its siblings.
    #[schema(minimum = 0, maximum = 1_000_000)]
    place: Option<u32>,
    /// Severity suggested for it.
    #[schema(value_type = Option<SeverityCode>)]
    severity: Option<Severity>,
    /// Unit suggested for it.
    #[schema(value_type = Option<Ident>)]
    unit: Option<Id>,
}

fn place(given: Option<u32>) -> Answer<Option<i64>> {
    match given {
        Some(n) if n > 1_000_000 => Err(crate::problem::Problem::field("place", "out_of_bounds", "0–1000000")),
        other => Ok(other.map(i64::from)),
    }
}

async fn create(State(web): State<Web>, caller: Caller, query: Query, body: Body<NewCategoryBody>) -> Answer {
    query.done()?;
    let NewCategoryBody { parent, code, name, place: at, severity, unit } = body.value;
    let terms = CategoryTerms { name: Some(name.into()), hidden: false, place: place(at)?, severity, unit };
    let code = web.app().create_category(&caller.actor, &parent, &code, terms).await?;
    let view = one_category(&web, &caller, &code)?;
    Ok(located((StatusCode::CREATED, Json(view)).into_response(), &format!("/categories/{code}")))
}

async fn change(
    State(web): State<Web>,
    caller: Caller,
    Path(code): Path<String>,
    query: Query,
    body: Body<CategoryBody>,
) -> Answer<Json<CategoryView>> {
    query.done()?;
    let CategoryBody { name, hidden, place: at, severity, unit } = body.value;
    let terms = CategoryTerms {
        name: name.map(Into::into),
        hidden: hidden.unwrap_or(false),
        place: place(at)?,
        severity,
        unit,
    };
    web.app().change_category(&caller.actor, &code, terms).await?;
    Ok(Json(one_category(&web, &caller, &code)?))
}
