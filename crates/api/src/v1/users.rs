//! Users and their roles. Nobody gives more than they hold; nothing is deleted, people are deactivated.

use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use bihuan_app::users::{LONGEST_WORDS, NewUser, UserPatch, UserView};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{Reach, RoleAt, RoleKey};
use bihuan_domain::time::UtcMs;
use bihuan_store::nouns::user::Filter;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{located, page, page_ask, paged, tagged};
use crate::auth::Caller;
use crate::codes::{Ident, Instant, ROLE_KEY, ReachCode, RoleName};
use crate::endpoint::{Access, Endpoint, ident, text};
use crate::input::{Json as Body, Query, Seen, id};
use crate::problem::Answer;
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let admin = Access::May(P::UserAdmin);
    let change = |e: Endpoint| e.gives::<UserShown>(200).versioned();
    vec![
        paged(Endpoint::get("/users", admin, "The users of your units", list))
            .query("q", "Part of name or sign-in name, or the beginning of the name's initials", text(LONGEST_WORDS))
            .query("unit", "In this unit or below it", ident())
            .query("role", "Who hold this role", json!({ "type": "string", "maxLength": 40, "pattern": ROLE_KEY }))
            .query("active", "Who may sign in, or may not", json!({ "type": "boolean" }))
            .lists::<UserShown>(),
        Endpoint::post("/users", admin, "Enters a user", create).takes::<UserBody>().gives::<UserShown>(201),
        Endpoint::get("/users/{user}", admin, "A user with their roles", show).gives::<UserShown>(200),
        change(Endpoint::put("/users/{user}", admin, "Changes name, language or unit; what is left out stays", update))
            .takes::<UserPatchBody>(),
        change(Endpoint::put("/users/{user}/roles", admin, "Sets the roles they hold", set_roles)).takes::<RolesBody>(),
        change(Endpoint::put(
            "/users/{user}/password",
            admin,
            "Sets a first password, to be changed at sign-in",
            set_password,
        ))
        .takes::<FirstPasswordBody>(),
        change(Endpoint::delete(
            "/users/{user}/second-factor",
            admin,
            "Takes their second factor away, as for a lost telephone; sessions end",
            reset_second_factor,
        )),
        change(Endpoint::post("/users/{user}/deactivation", admin, "Deactivates; the history stays", deactivate)),
        change(Endpoint::delete("/users/{user}/deactivation", admin, "Activates again", reactivate)),
        paged(Endpoint::get("/people", Access::SignedIn, "People you may hand cases to", people))
            .query("q", "Part of the name, or the beginning of its initials: zw finds 张伟", text(LONGEST_WORDS))
            .lists::<Person>()
            .tag("users"),
    ]
}

/// A user.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = User)]
pub struct UserShown {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Version; also the ETag.
    #[schema(minimum = 1)]
    pub version: i64,
    /// Sign-in name.
    pub login: String,
    /// Name.
    pub name: String,
    /// Their unit.
    #[schema(value_type = Ident)]
    pub unit: Id,
    /// BCP 47 tag.
    pub language: String,
    /// May sign in.
    pub active: bool,
    /// Must choose a password at the next sign-in.
    pub must_change_password: bool,
    /// A second factor is asked of them at sign-in.
    pub second_factor: bool,
    /// When they were entered.
    #[schema(value_type = Instant)]
    pub created_at: UtcMs,
    /// The roles they hold; null in lists.
    pub roles: Option<Vec<RoleHeld>>,
}

/// A role as somebody holds it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleHeld {
    /// Which.
    #[schema(value_type = RoleName)]
    pub role: RoleKey,
    /// How far.
    #[schema(value_type = ReachCode)]
    pub reach: Reach,
    /// At which unit, for `unit` and `subtree`; null: the user's own, also after a move.
    #[schema(value_type = Option<Ident>)]
    pub unit: Option<Id>,
}

impl From<RoleHeld> for RoleAt {
    fn from(held: RoleHeld) -> Self {
        Self { role: held.role, reach: held.reach, unit: held.unit }
    }
}

impl From<UserView> for UserShown {
    fn from(u: UserView) -> Self {
        let held = |r: RoleAt| RoleHeld { role: r.role, reach: r.reach, unit: r.unit };
        Self {
            id: u.id,
            version: u.version,
            login: u.login,
            name: u.name,
            unit: u.unit,
            language: u.language,
            active: u.active,
            must_change_password: u.must_change_password,
            second_factor: u.second_factor,
            created_at: u.created_at,
            roles: u.roles.map(|roles| roles.into_iter().map(held).collect()),
        }
    }
}

async fn answer(web: &Web, caller: &Caller, user: Id, status: StatusCode) -> Answer {
    let view: UserShown = web.access().user(&caller.actor, user).await?.into();
    Ok(tagged(status, view.version, &view))
}

async fn list(State(web): State<Web>, caller: Caller, uri: Uri, mut query: Query) -> Answer {
    let ask = page_ask(&mut query)?;
    let filter = Filter {
        words: query.short("q", LONGEST_WORDS)?,
        unit: query.parsed("unit")?,
        role: query.parsed("role")?,
        active: query.parsed("active")?,
    };
    query.done()?;
    let found = web.access().find_users(&caller.actor, P::UserAdmin, filter, ask).await?;
    Ok(page(&uri, found.map(UserShown::from)))
}

/// Somebody to choose.
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Name.
    pub name: String,
    /// Their unit.
    #[schema(value_type = Ident)]
    pub unit: Id,
}

async fn people(State(web): State<Web>, caller: Caller, uri: Uri, mut query: Query) -> Answer {
    let ask = page_ask(&mut query)?;
    let words = query.short("q", LONGEST_WORDS)?;
    query.done()?;
    let found = web.access().people(&caller.actor, words, ask).await?;
    Ok(page(&uri, found.map(|u| Person { id: u.id, name: u.name, unit: u.unit })))
}

/// A user to be entered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewUser)]
pub struct UserBody {
    /// Sign-in name, unique.
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\s\x00-\x1f\x7f-\x9f]+$")]
    login: String,
    /// Name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Their unit.
    #[schema(value_type = Ident)]
    unit: Id,
    /// BCP 47 tag; `zh-Hans` if left out.
    #[schema(min_length = 2, max_length = 35, pattern = "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$")]
    language: Option<String>,
    /// The roles they hold.
    #[serde(default)]
    #[schema(max_items = 50)]
    roles: Vec<RoleHeld>,
    /// A first password, to be changed at the first sign-in; without one they cannot sign in.
    #[schema(min_length = 12, max_length = 256)]
    password: Option<String>,
}

async fn create(State(web): State<Web>, caller: Caller, query: Query, body: Body<UserBody>) -> Answer {
    query.done()?;
    let UserBody { login, name, unit, language, roles, password } = body.value;
    let language = language.unwrap_or_else(|| "zh-Hans".to_owned());
    let roles = roles.into_iter().map(Into::into).collect();
    let made =
        web.access().create_user(&caller.actor, NewUser { login, name, unit, language, roles, password }).await?;
    Ok(located(answer(&web, &caller, made, StatusCode::CREATED).await?, &format!("/users/{made}")))
}

async fn show(State(web): State<Web>, caller: Caller, Path(user): Path<String>, query: Query) -> Answer {
    query.done()?;
    answer(&web, &caller, id(&user, "user")?, StatusCode::OK).await
}

/// What changes of a user.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UserPatch)]
pub struct UserPatchBody {
    /// Name.
    #[schema(min_length = 1, max_length = 200)]
    name: Option<String>,
    /// BCP 47 tag.
    #[schema(min_length = 2, max_length = 35, pattern = "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$")]
    language: Option<String>,
    /// Their unit.
    #[schema(value_type = Option<Ident>)]
    unit: Option<Id>,
}

async fn update(
    State(web): State<Web>,
    caller: Caller,
    Path(user): Path<String>,
    seen: Seen,
    query: Query,
    body: Body<UserPatchBody>,
) -> Answer {
    query.done()?;
    let user = id(&user, "user")?;
    let UserPatchBody { name, language, unit } = body.value;
    web.access().change_user(&caller.actor, user, seen.0, UserPatch { name, language, unit }).await?;
    answer(&web, &caller, user, StatusCode::OK).await
}

/// Roles.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRoles)]
pub struct RolesBody {
    /// All the roles they hold from now on.
    #[schema(max_items = 50)]
    roles: Vec<RoleHeld>,
}

async fn set_roles(
    State(web): State<Web>,
    caller: Caller,
    Path(user): Path<String>,
    seen: Seen,
    query: Query,
    body: Body<RolesBody>,
) -> Answer {
    query.done()?;
    let user = id(&user, "user")?;
    let roles: Vec<RoleAt> = body.value.roles.into_iter().map(Into::into).collect();
    web.access().set_roles(&caller.actor, user, seen.0, &roles).await?;
    answer(&web, &caller, user, StatusCode::OK).await
}

/// A first password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FirstPassword)]
pub struct FirstPasswordBody {
    /// To be changed at the next sign-in.
    #[schema(min_length = 12, max_length = 256)]
    password: String,
}

async fn set_password(
    State(web): State<Web>,
    caller: Caller,
    Path(user): Path<String>,
    seen: Seen,
    query: Query,
    body: Body<FirstPasswordBody>,
) -> Answer {
    query.done()?;
    let user = id(&user, "user")?;
    web.access().set_password(&caller.actor, user, seen.0, &body.value.password).await?;
    answer(&web, &caller, user, StatusCode::OK).await
}

async fn reset_second_factor(
    State(web): State<Web>,
    caller: Caller,
    Path(user): Path<String>,
    seen: Seen,
    query: Query,
) -> Answer<Response> {
    query.done()?;
    let user = id(&user, "user")?;
    web.access().reset_second_factor(&caller.actor, user, seen.0).await?;
    answer(&web, &caller, user, StatusCode::OK).await
}

async fn deactivate(
    State(web): State<Web>,
    caller: Caller,
    Path(user): Path<String>,
    seen: Seen,
    query: Query,
) -> Answer<Response> {
    query.done()?;
    let user = id(&user, "user")?;
    web.access().deactivate_user(&caller.actor, user, seen.0).await?;
    answer(&web, &caller, user, StatusCode::OK).await
}

async fn reactivate(
    State(web): State<Web>,
    caller: Caller,
    Path(user): Path<String>,
    seen: Seen,
    query: Query,
) -> Answer<Response> {
    query.done()?;
    let user = id(&user, "user")?;
    web.access().reactivate_user(&caller.actor, user, seen.0).await?;
    answer(&web, &caller, user, StatusCode::OK).await
}
