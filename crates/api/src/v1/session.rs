//! Signing in and out, and who one is.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use bihuan_app::Failure;
use bihuan_app::sign_in::Session;
use bihuan_domain::actor::Permission;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::{COOKIE, Caller};
use crate::codes::{Ident, Instant, PermissionCode};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query, id};
use crate::problem::Answer;
use crate::visitor::{DEVICE, Visitor};
use crate::web::Web;

/// How long a browser keeps the cookie by which it is known, in seconds.
const DEVICE_S: i64 = 180 * 24 * 3_600;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/session", Access::Public, "Signs in; the answer sets the session cookie", sign_in)
            .takes::<SignInBody>()
            .gives::<SessionView>(201),
        Endpoint::delete("/session", Access::SignedIn, "Signs out", sign_out),
        Endpoint::get("/me", Access::SignedIn, "Who one is and what one may", me).gives::<Me>(200).tag("session"),
        Endpoint::put(
            "/me/password",
            Access::SignedIn,
            "Changes one's own password; other sessions end",
            change_password,
        )
        .takes::<PasswordBody>()
        .gives::<SessionView>(200)
        .tag("session"),
        Endpoint::get("/me/sessions", Access::SignedIn, "One's own sessions", sessions)
            .lists::<SessionLine>()
            .tag("session"),
        Endpoint::delete("/me/sessions/{session}", Access::SignedIn, "Ends one of one's own sessions", end)
            .tag("session"),
    ]
}

/// Name and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSession)]
pub struct SignInBody {
    /// Sign-in name.
    #[schema(max_length = 1024)]
    login: String,
    /// Password.
    #[schema(max_length = 1024)]
    password: String,
}

/// A session just begun.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Session)]
pub struct SessionView {
    /// Repeat it in `X-CSRF-Token` with every unsafe request.
    pub csrf: String,
    /// The user.
    #[schema(value_type = Ident)]
    pub user: Id,
    /// Choose a password first (`PUT /me/password`); until then nothing else is allowed.
    pub must_change_password: bool,
    /// Set up a second factor first (`POST /me/second-factor`), because a role asks for one; until then nothing else is
    /// allowed.
    pub must_enrol: bool,
    /// It ends then whatever happens.
    #[schema(value_type = Instant)]
    pub expires_at: UtcMs,
}

async fn sign_in(State(web): State<Web>, visitor: Visitor, query: Query, body: Body<SignInBody>) -> Answer {
    query.done()?;
    let session = web.access().sign_in(&body.value.login, &body.value.password, visitor.0).await?;
    Ok(begun(&web, StatusCode::CREATED, session))
}

/// The answer to a sign-in, with its cookies.
pub(super) fn begun(web: &Web, status: StatusCode, session: Session) -> Response {
    let left = session.expires_at.since(web.app().db().now()).max(0) / 1_000;
    // In this order, the session's own first: a jar keeps none.
    let mut cookies = vec![cookie(web, COOKIE, session.cookie.reveal().to_owned(), left)];
    if let Some(device) = &session.device {
        cookies.push(cookie(web, DEVICE, device.reveal().to_owned(), DEVICE_S));
    }
    let cookies = AppendHeaders(cookies.into_iter().map(|c| (SET_COOKIE, c.to_string())).collect::<Vec<_>>());
    let view = SessionView {
        csrf: session.csrf,
        user: session.user,
        must_change_password: session.must_change_password,
        must_enrol: session.must_enrol,
        expires_at: session.expires_at,
    };
    (status, cookies, Json(view)).into_response()
}

fn cookie(web: &Web, name: &'static str, value: String, seconds: i64) -> Cookie<'static> {
    let mut cookie = Cookie::new(name, value);
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(web.https());
    cookie.set_path("/");
    // As text, because the crate's own duration type is not ours.
    let mut text = cookie.to_string();
    text.push_str(&format!("; Max-Age={seconds}"));
    Cookie::parse(text).unwrap_or(cookie)
}

async fn sign_out(State(web): State<Web>, caller: Caller, query: Query) -> Answer {
    query.done()?;
    let cookie_value = caller.cookie.as_deref().ok_or(Failure::NotSignedIn)?;
    web.access().sign_out(cookie_value).await?;
    let jar = CookieJar::new().add(cookie(&web, COOKIE, String::new(), 0));
    Ok((StatusCode::NO_CONTENT, jar).into_response())
}

/// Who one is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// The user.
    #[schema(value_type = Ident)]
    pub user: Id,
    /// Their unit.
    #[schema(value_type = Option<Ident>)]
    pub unit: Option<Id>,
    /// Name; null for whoever has none here.
    pub name: Option<String>,
    /// What they may somewhere.
    #[schema(value_type = Vec<PermissionCode>)]
    pub permissions: Vec<Permission>,
    /// Repeat it in `X-CSRF-Token`; null with a token.
    pub csrf: Option<String>,
    /// Choose a password first.
    pub must_change_password: bool,
    /// Set up a second factor first.
    pub must_enrol: bool,
}

async fn me(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<Me>> {
    query.done()?;
    let mut permissions: Vec<Permission> = caller.actor.grants.iter().map(|g| g.permission).collect();
    permissions.sort_unstable();
    permissions.dedup();
    let names = web.access().user_names(vec![caller.known.user]).await?;
    Ok(Json(Me {
        user: caller.known.user,
        unit: caller.actor.unit,
        name: names.into_iter().next().map(|(_, name)| name),
        permissions,
        csrf: caller.known.csrf.as_deref().map(str::to_owned),
        must_change_password: caller.known.must_change_password,
        must_enrol: caller.known.must_enrol,
    }))
}

/// The old and the new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPassword)]
pub struct PasswordBody {
    /// The present one.
    #[schema(max_length = 1024)]
    current: String,
    /// The new one.
    #[schema(min_length = 12, max_length = 256)]
    new: String,
}

async fn change_password(
    State(web): State<Web>,
    caller: Caller,
    visitor: Visitor,
    query: Query,
    body: Body<PasswordBody>,
) -> Answer {
    query.done()?;
    let PasswordBody { current, new } = body.value;
    let session = web.access().change_password(&caller.known, &current, &new, visitor.0).await?;
    Ok(begun(&web, StatusCode::OK, session))
}

/// One of one's sessions.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionLine {
    /// Identifier; it opens nothing.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// The browser.
    pub user_agent: String,
    /// Since when.
    #[schema(value_type = Instant)]
    pub created_at: UtcMs,
    /// Last use, to a few minutes.
    #[schema(value_type = Instant)]
    pub last_seen_at: UtcMs,
    /// It ends then.
    #[schema(value_type = Instant)]
    pub expires_at: UtcMs,
    /// This very session.
    pub current: bool,
}

async fn sessions(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<Vec<SessionLine>>> {
    query.done()?;
    let rows = web.access().sessions(&caller.actor).await?;
    let line = |s: bihuan_store::nouns::session::SessionRow| SessionLine {
        current: caller.known.session == Some(s.id),
        id: s.id,
        user_agent: s.user_agent,
        created_at: s.created_at,
        last_seen_at: s.last_seen_at,
        expires_at: s.expires_at,
    };
    Ok(Json(rows.into_iter().map(line).collect()))
}

async fn end(State(web): State<Web>, caller: Caller, Path(session): Path<String>, query: Query) -> Answer<StatusCode> {
    query.done()?;
    web.access().end_session(&caller.actor, id(&session, "session")?).await?;
    Ok(StatusCode::NO_CONTENT)
}
