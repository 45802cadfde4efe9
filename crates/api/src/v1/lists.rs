//! Closed lists: every code of the product, and the canonical categories with the names a policy gives them.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use bihuan_domain::ids::Id;
use bihuan_domain::policy::canonical;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::Caller;
use crate::codes;
use crate::endpoint::{Access, Endpoint};
use crate::input::Query;
use crate::problem::Answer;
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/codes", Access::SignedIn, "Every closed list with its codes", all_codes)
            .gives::<Codes>(200)
            .tag("lists"),
        Endpoint::get(
            "/categories",
            Access::SignedIn,
            "The canonical categories, named as the policy in force names them",
            categories,
        )
        .lists::<CategoryView>()
        .tag("lists"),
    ]
}

/// Codes by the name of their list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Codes {
    /// List name to codes, in the order of the list.
    pub lists: BTreeMap<String, Vec<String>>,
}

async fn all_codes(query: Query) -> Answer<Json<Codes>> {
    query.done()?;
    let owned = |codes: Vec<&'static str>| codes.into_iter().map(str::to_owned).collect();
    Ok(Json(Codes { lists: codes::all().into_iter().map(|(name, codes)| (name.to_owned(), owned(codes))).collect() }))
}

/// A category.
#[derive(Debug, Serialize, ToSchema)]
pub struct CategoryView {
    /// Canonical code with dots.
    pub code: String,
    /// Code of its parent.
    pub parent: Option<String>,
    /// Name in simplified Chinese.
    pub zh_hans: String,
    /// Name in traditional Chinese.
    pub zh_hant: String,
    /// Name in English.
    pub en: String,
    /// The policy in force uses it.
    pub in_policy: bool,
    /// The policy no longer uses it for new cases.
    pub retired: bool,
}

async fn categories(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<Vec<CategoryView>>> {
    query.done()?;
    let world = web.app().world();
    let unit = caller.actor.unit.or_else(|| world.top()).unwrap_or(Id::from_i64(0));
    let bound = world.for_new(world.policy_of(unit), web.app().db().now(), unit)?;
    let view = |c: &bihuan_domain::policy::Category| {
        let own = bound.policy.category(&c.code);
        // The look-up answers the nearest ancestor too; its name is not this one's.
        let name = own.filter(|o| o.code == c.code).map_or(&c.name, |o| &o.name);
        CategoryView {
            code: c.code.clone(),
            parent: c.parent().map(str::to_owned),
            zh_hans: name.zh_hans.clone(),
            zh_hant: name.zh_hant.clone(),
            en: name.en.clone(),
            in_policy: own.is_some(),
            retired: own.is_some_and(|o| o.retired),
        }
    };
    Ok(Json(canonical().iter().map(view).collect()))
}
