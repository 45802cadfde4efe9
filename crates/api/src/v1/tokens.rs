//! API tokens: one's own. A token is shown once, may never more than its user, and makes no tokens.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse;
use bihuan_app::tokens::NewToken;
use bihuan_domain::actor::Permission;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::nouns::token::Token;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{located, page, page_ask, paged};
use crate::auth::Caller;
use crate::codes::{Ident, Instant, PermissionCode};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query, id};
use crate::problem::Answer;
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        paged(Endpoint::get("/tokens", Access::SignedIn, "One's own tokens", list)).lists::<TokenView>(),
        Endpoint::post("/tokens", Access::SignedIn, "Makes a token; only a session may, and it is shown once", create)
            .takes::<TokenBody>()
            .gives::<NewTokenView>(201),
        Endpoint::delete("/tokens/{token}", Access::SignedIn, "Revokes a token", revoke),
    ]
}

/// A token, without its secret.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Token)]
pub struct TokenView {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// What it is for.
    pub name: String,
    /// What it is narrowed to; null: all its user may.
    #[schema(value_type = Option<Vec<PermissionCode>>)]
    pub permissions: Option<Vec<Permission>>,
    /// Since when.
    #[schema(value_type = Instant)]
    pub created_at: UtcMs,
    /// Until when it is good.
    #[schema(value_type = Option<Instant>)]
    pub expires_at: Option<UtcMs>,
    /// When it was revoked.
    #[schema(value_type = Option<Instant>)]
    pub revoked_at: Option<UtcMs>,
    /// Last use, to a few minutes.
    #[schema(value_type = Option<Instant>)]
    pub last_used_at: Option<UtcMs>,
}

impl From<Token> for TokenView {
    fn from(t: Token) -> Self {
        Self {
            id: t.id,
            name: t.name,
            permissions: t.permissions,
            created_at: t.created_at,
            expires_at: t.expires_at,
            revoked_at: t.revoked_at,
            last_used_at: t.last_used_at,
        }
    }
}

async fn list(State(web): State<Web>, caller: Caller, uri: Uri, mut query: Query) -> Answer {
    let ask = page_ask(&mut query)?;
    query.done()?;
    let found = web.access().tokens(&caller.actor, caller.known.user, ask).await?;
    Ok(page(&uri, found.map(TokenView::from)))
}

/// A token to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewToken)]
pub struct TokenBody {
    /// What it is for.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// What it is narrowed to; null: all its user may.
    #[schema(value_type = Option<Vec<PermissionCode>>, max_items = 100)]
    permissions: Option<Vec<Permission>>,
    /// Until when it is good; null: until revoked.
    #[schema(value_type = Option<Instant>)]
    expires_at: Option<UtcMs>,
}

/// A token just made.
#[derive(Serialize, ToSchema)]
#[schema(as = TokenSecret)]
pub struct NewTokenView {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// The secret; shown this once.
    pub token: String,
}

async fn create(State(web): State<Web>, caller: Caller, query: Query, body: Body<TokenBody>) -> Answer {
    query.done()?;
    let TokenBody { name, permissions, expires_at } = body.value;
    let (id, secret) = web.access().create_token(&caller.known, NewToken { name, permissions, expires_at }).await?;
    let view = NewTokenView { id, token: secret.reveal().to_owned() };
    Ok(located((StatusCode::CREATED, Json(view)).into_response(), &format!("/tokens/{id}")))
}

async fn revoke(State(web): State<Web>, caller: Caller, Path(token): Path<String>, query: Query) -> Answer<StatusCode> {
    query.done()?;
    web.access().revoke_token(&caller.actor, id(&token, "token")?).await?;
    Ok(StatusCode::NO_CONTENT)
}
