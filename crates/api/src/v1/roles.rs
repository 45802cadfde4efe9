//! Roles: what each may, as the organisation has set it.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use bihuan_app::Failure;
use bihuan_app::roles::{Names, NewRole, RolePatch, RoleView};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::organisation::RoleKey;
use bihuan_domain::trade::Role;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{located, tagged};
use crate::auth::Caller;
use crate::codes::{PermissionCode, RoleCode, RoleName};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query, Seen};
use crate::problem::Answer;
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let admin = Access::May(P::UserAdmin);
    vec![
        Endpoint::get("/roles", Access::SignedIn, "Every role with what it may and how many hold it", list)
            .lists::<RoleShown>(),
        Endpoint::post("/roles", admin, "Makes a role of one's own, also as a copy", create)
            .takes::<RoleBody>()
            .gives::<RoleShown>(201),
        Endpoint::get("/roles/{role}", Access::SignedIn, "A role", show).gives::<RoleShown>(200),
        Endpoint::put("/roles/{role}", admin, "Changes a role; what is left out stays", update)
            .takes::<RolePatchBody>()
            .gives::<RoleShown>(200)
            .versioned(),
        Endpoint::delete(
            "/roles/{role}",
            admin,
            "Takes one's own role away, or sets a delivered one back to what was delivered",
            delete,
        )
        .versioned(),
    ]
}

/// A name in three languages.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleNames {
    /// Simplified Chinese.
    #[schema(min_length = 1, max_length = 200)]
    zh_hans: String,
    /// Traditional Chinese.
    #[schema(min_length = 1, max_length = 200)]
    zh_hant: String,
    /// English.
    #[schema(min_length = 1, max_length = 200)]
    en: String,
}

impl From<RoleNames> for Names {
    fn from(n: RoleNames) -> Self {
        Self { zh_hans: n.zh_hans, zh_hant: n.zh_hant, en: n.en }
    }
}

/// A role.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = KnownRole)]
pub struct RoleShown {
    /// Code of a delivered one, identifier of one's own.
    #[schema(value_type = RoleName)]
    pub role: RoleKey,
    /// Version; also the ETag. 0: delivered and never changed.
    #[schema(minimum = 0)]
    pub version: i64,
    /// It comes with the product.
    pub delivered: bool,
    /// It comes with the product and was changed here.
    pub changed: bool,
    /// Its name.
    pub names: RoleNames,
    /// What it may.
    #[schema(value_type = Vec<PermissionCode>)]
    pub permissions: Vec<P>,
    /// What it may cannot be changed: the administrator may everything, always.
    pub permissions_fixed: bool,
    /// As which delivered role policies see whoever holds it: limits of promises, levels of the ladder, who hears of
    /// what; itself for a delivered one.
    #[schema(value_type = Option<RoleCode>)]
    pub ranks_as: Option<Role>,
    /// Whoever holds it must have a second factor.
    pub second_factor: bool,
    /// How many people hold it; who they are: `GET /users?role=`.
    pub holders: u64,
}

impl From<RoleView> for RoleShown {
    fn from(r: RoleView) -> Self {
        Self {
            role: r.key,
            version: r.version,
            delivered: r.key.delivered().is_some(),
            changed: r.changed,
            names: RoleNames { zh_hans: r.names.zh_hans, zh_hant: r.names.zh_hant, en: r.names.en },
            permissions: r.permissions,
            permissions_fixed: r.permissions_fixed,
            ranks_as: r.ranks_as,
            second_factor: r.second_factor,
            holders: r.holders,
        }
    }
}

fn key(given: &str) -> Answer<RoleKey> {
    given.parse().map_err(|_| Failure::NotFound { what: "role" }.into())
}

async fn answer(web: &Web, key: RoleKey, status: StatusCode) -> Answer {
    let view: RoleShown = web.access().role(key).await?.into();
    Ok(tagged(status, view.version, &view))
}

async fn list(State(web): State<Web>, query: Query) -> Answer<Json<Vec<RoleShown>>> {
    query.done()?;
    Ok(Json(web.access().roles().await?.into_iter().map(Into::into).collect()))
}

async fn show(State(web): State<Web>, Path(role): Path<String>, query: Query) -> Answer {
    query.done()?;
    answer(&web, key(&role)?, StatusCode::OK).await
}

/// A role to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRole)]
pub struct RoleBody {
    /// Its name.
    names: RoleNames,
    /// What it may; left out: what the copied one may, or nothing.
    #[schema(value_type = Option<Vec<PermissionCode>>, max_items = 100)]
    permissions: Option<Vec<P>>,
    /// From which role what it may is copied.
    #[schema(value_type = Option<RoleName>)]
    copy_of: Option<RoleKey>,
    /// As which delivered role policies see whoever holds it; left out: as none.
    #[schema(value_type = Option<RoleCode>)]
    ranks_as: Option<Role>,
    /// Whoever holds it must have a second factor.
    #[serde(default)]
    second_factor: bool,
}

async fn create(State(web): State<Web>, caller: Caller, query: Query, body: Body<RoleBody>) -> Answer {
    query.done()?;
    let RoleBody { names, permissions, copy_of, ranks_as, second_factor } = body.value;
    let new = NewRole { names: names.into(), permissions, copy_of, ranks_as, second_factor };
    let made = web.access().create_role(&caller.actor, new).await?;
    Ok(located(answer(&web, made, StatusCode::CREATED).await?, &format!("/roles/{made}")))
}

/// What changes of a role.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RolePatch)]
pub struct RolePatchBody {
    /// Its name; only of one's own.
    names: Option<RoleNames>,
    /// All that it may from now on.
    #[schema(value_type = Option<Vec<PermissionCode>>, max_items = 100)]
    permissions: Option<Vec<P>>,
    /// As which delivered role policies see whoever holds it, only of one's own; null: as none.
    #[serde(default, deserialize_with = "also_null")]
    #[schema(value_type = Option<RoleCode>)]
    ranks_as: Option<Option<Role>>,
    /// Whoever holds it must have a second factor.
    second_factor: Option<bool>,
}

/// Tells null from left out.
fn also_null<'de, D: serde::Deserializer<'de>>(given: D) -> Result<Option<Option<Role>>, D::Error> {
    Option::deserialize(given).map(Some)
}

async fn update(
    State(web): State<Web>,
    caller: Caller,
    Path(role): Path<String>,
    seen: Seen,
    query: Query,
    body: Body<RolePatchBody>,
) -> Answer {
    query.done()?;
    let key = key(&role)?;
    let RolePatchBody { names, permissions, ranks_as, second_factor } = body.value;
    let patch = RolePatch { names: names.map(Into::into), permissions, ranks_as, second_factor };
    web.access().change_role(&caller.actor, key, seen.0, patch).await?;
    answer(&web, key, StatusCode::OK).await
}

async fn delete(
    State(web): State<Web>,
    caller: Caller,
    Path(role): Path<String>,
    seen: Seen,
    query: Query,
) -> Answer<StatusCode> {
    query.done()?;
    web.access().delete_role(&caller.actor, key(&role)?, seen.0).await?;
    Ok(StatusCode::NO_CONTENT)
}
