//! Who calls: a session cookie with its CSRF token, or a bearer token. The guard stands before every endpoint of the
//! table and asks what the table says; where a permission holds is asked again by the use case.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::CookieJar;
use bihuan_app::Failure;
use bihuan_app::access::SignedIn;
use bihuan_domain::actor::Actor;

use crate::edge::ActedBy;
use crate::endpoint::Access;
use crate::problem::Problem;
use crate::web::Web;

/// Name of the session cookie.
pub const COOKIE: &str = "bihuan_session";
/// Header with the key of a customer to their case.
pub const PORTAL_KEY: &str = "x-portal-key";
/// Header with the key of a link to a request for evidence.
pub const EVIDENCE_KEY: &str = "x-evidence-key";
/// Header that repeats the CSRF token of the session.
pub const CSRF: &str = "x-csrf-token";

/// The one who calls.
#[derive(Debug, Clone)]
pub struct Caller {
    /// With what they may.
    pub actor: Arc<Actor>,
    /// By session or token.
    pub known: SignedIn,
    /// The session cookie they came with, if any.
    pub cookie: Option<String>,
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Failure::NotSignedIn.into())
    }
}

/// Who calls, if anybody says.
///
/// # Errors
/// `not_signed_in` for a token or session that is not good; `csrf` for an unsafe method with a session but without its
/// token.
pub async fn caller(web: &Web, method: &Method, headers: &HeaderMap) -> Result<Option<Caller>, Problem> {
    if let Some(given) = headers.get(header::AUTHORIZATION) {
        let given = given.to_str().unwrap_or_default();
        let token =
            given.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map(|(_, t)| t.trim());
        let token = token.filter(|t| !t.is_empty() && t.len() <= 200).ok_or(Failure::NotSignedIn)?;
        let known = web.access().actor_by_token(token).await?;
        return Ok(Some(Caller { actor: Arc::clone(&known.actor), known, cookie: None }));
    }
    let jar = CookieJar::from_headers(headers);
    let Some(cookie) = jar.get(COOKIE).map(|c| c.value().to_owned()).filter(|v| v.len() <= 200) else {
        return Ok(None);
    };
    let known = web.access().actor_by_session(&cookie).await?;
    let safe = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
    let repeated =
        headers.get(CSRF).is_some_and(|v| known.csrf.as_ref().is_some_and(|csrf| v.as_bytes() == csrf.as_bytes()));
    if !safe && !repeated {
        return Err(Problem::of(StatusCode::FORBIDDEN, "csrf"));
    }
    Ok(Some(Caller { actor: Arc::clone(&known.actor), known, cookie: Some(cookie) }))
}

/// Stands before an endpoint.
///
/// # Errors
/// 401, 403.
pub async fn guard(
    State((web, access)): State<(Web, Access)>,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    if access == Access::Public {
        return Ok(next.run(request).await);
    }
    if access == Access::Guest {
        let key = request.headers().get(PORTAL_KEY).and_then(|v| v.to_str().ok()).ok_or(Failure::NotSignedIn)?;
        let guest = web.portal().guest(key).await?;
        let acted = guest.actor().who.id().map(|id| id.to_string()).unwrap_or_default();
        request.extensions_mut().insert(guest);
        let mut response = next.run(request).await;
        response.extensions_mut().insert(ActedBy(acted));
        return Ok(response);
    }
    if access == Access::Respondent {
        let key = request.headers().get(EVIDENCE_KEY).and_then(|v| v.to_str().ok()).ok_or(Failure::NotSignedIn)?;
        let respondent = web.app().respondent_by_key(key).await?;
        request.extensions_mut().insert(respondent);
        let mut response = next.run(request).await;
        response.extensions_mut().insert(ActedBy("respondent".to_owned()));
        return Ok(response);
    }
    let caller = caller(&web, request.method(), request.headers()).await?.ok_or(Failure::NotSignedIn)?;
    if let Access::May(permission) = access
        && !caller.actor.may_somewhere(permission)
    {
        return Err(Failure::NotPermitted(permission).into());
    }
    let acted = caller.actor.who.id().map_or_else(|| caller.actor.who.kind().to_owned(), |id| id.to_string());
    request.extensions_mut().insert(caller);
    let mut response = next.run(request).await;
    response.extensions_mut().insert(ActedBy(acted));
    Ok(response)
}
