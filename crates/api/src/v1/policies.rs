//! Service policies: which there are, what they say, checking a text, putting a version in force.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use bihuan_app::policies::Put;
use bihuan_app::rulebook::{Difference, is_shipped};
use bihuan_app::world::{Standing, World};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::ids::Id;
use bihuan_domain::policy::{Effect, Finding, Gravity, Layer, Policy, PolicyRef, show_layer};
use bihuan_domain::time::UtcMs;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::located;
use crate::auth::Caller;
use crate::codes::{EffectCode, Ident};
use crate::endpoint::{Access, Carries, Endpoint};
use crate::input::{Query, Text};
use crate::problem::{Answer, FieldError, Problem};
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let (read, write) = (Access::May(P::PolicyRead), Access::May(P::PolicyWrite));
    let version = serde_json::json!({ "type": "integer", "minimum": 1, "maximum": 1_000_000 });
    vec![
        Endpoint::get("/policies", read, "Every policy and layer, each version", list).lists::<PolicyLine>(),
        Endpoint::post("/policies", write, "Puts a policy version in force", put)
            .carries(Carries::Text)
            .gives::<PutView>(201),
        Endpoint::post("/policies/check", read, "Everything wrong with a policy text", check)
            .carries(Carries::Text)
            .lists::<FindingView>(),
        Endpoint::get("/policies/{policy}", read, "A policy as written", show).gives::<PolicyShown>(200).query(
            "version",
            "Which version; the newest if left out",
            version.clone(),
        ),
        Endpoint::delete("/policies/{policy}", write, "Withdraws a version that has not begun", withdraw).needs(
            "version",
            "Which version",
            version.clone(),
        ),
        Endpoint::get("/policies/{policy}/diff", read, "What differs between two versions, and for whom", difference)
            .lists::<DifferenceView>()
            .needs("from", "The earlier version", version.clone())
            .needs("to", "The later version", version),
        Endpoint::get(
            "/policies/{policy}/reach",
            read,
            "Which units open cases under it, and how many are open",
            reach,
        )
        .gives::<ReachView>(200),
    ]
}

/// A policy in the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyLine {
    /// Its id.
    pub id: String,
    /// Version.
    pub version: u32,
    /// `service` or `statutory`.
    pub layer: String,
    /// Name in simplified Chinese.
    pub zh_hans: String,
    /// Name in traditional Chinese.
    pub zh_hant: String,
    /// Name in English.
    pub en: String,
    /// First day it applies.
    #[schema(value_type = String, format = Date)]
    pub effective_from: String,
    /// Last day it applies; null: open.
    #[schema(value_type = Option<String>, format = Date)]
    pub effective_to: Option<String>,
    /// New cases open under it unless their unit has another.
    pub default: bool,
    /// How it stands today in the business time zone: `in_force`, `coming`, `over`, or `superseded` by a later version.
    #[schema(value_type = PolicyStandingCode)]
    pub standing: Standing,
    /// It came with the product.
    pub shipped: bool,
}

/// Stands for the standing of a version in the document.
#[derive(Debug, ToSchema)]
#[schema(as = PolicyStanding, rename_all = "snake_case")]
#[allow(dead_code, reason = "only its schema is looked at")]
pub enum PolicyStandingCode {
    /// New cases open under it.
    InForce,
    /// It begins on a later day.
    Coming,
    /// Its last day is past.
    Over,
    /// A later version is in force; open cases may still be pinned to it.
    Superseded,
}

/// One policy or layer for a list.
pub(crate) fn line(policy: &Policy, world: &World, now: UtcMs) -> PolicyLine {
    PolicyLine {
        id: policy.id.clone(),
        version: policy.version,
        layer: policy.layer.code().to_owned(),
        zh_hans: policy.name.zh_hans.clone(),
        zh_hant: policy.name.zh_hant.clone(),
        en: policy.name.en.clone(),
        effective_from: policy.effective_from.to_string(),
        effective_to: policy.effective_to.map(|d| d.to_string()),
        default: policy.layer == Layer::Service && policy.id == world.policy_id,
        standing: world.standing(policy, now),
        shipped: is_shipped(&policy.id, policy.version),
    }
}

async fn list(State(web): State<Web>, query: Query) -> Answer<Json<Vec<PolicyLine>>> {
    query.done()?;
    let (world, now) = (web.app().world(), web.app().db().now());
    Ok(Json(world.policies.iter().map(|p| line(p, &world, now)).collect()))
}

/// A policy.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyShown {
    /// What the list says of it.
    pub policy: PolicyLine,
    /// All of it, as data.
    #[schema(value_type = BTreeMap<String, Value>)]
    pub content: Value,
    /// As a person reads it.
    pub text: String,
    /// As it was written: TOML, with its comments.
    pub source: String,
}

async fn show(State(web): State<Web>, Path(id): Path<String>, mut query: Query) -> Answer<Json<PolicyShown>> {
    let version = query.number("version", 1, 1_000_000)?;
    query.done()?;
    let world = web.app().world();
    let policy = world.policies.get(&id, version).ok_or(bihuan_app::Failure::NotFound { what: "policy" })?;
    let reference = PolicyRef { id: policy.id.clone(), version: policy.version };
    Ok(Json(PolicyShown {
        policy: line(policy, &world, web.app().db().now()),
        content: serde_json::to_value(policy).unwrap_or_default(),
        text: show_layer(policy),
        source: web.app().policy_source(&reference).await?,
    }))
}

/// One thing wrong with a policy.
#[derive(Debug, Serialize, ToSchema)]
pub struct FindingView {
    /// Stable code.
    pub code: String,
    /// `error` or `warning`.
    pub gravity: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
    /// Key path, e.g. `clock[2].target`.
    pub key: String,
    /// What is wrong, in English.
    pub detail: String,
}

impl From<&Finding> for FindingView {
    fn from(f: &Finding) -> Self {
        Self {
            code: f.code(),
            gravity: f.gravity().code().to_owned(),
            line: f.line,
            column: f.column,
            key: f.key.clone(),
            detail: f.flaw.to_string(),
        }
    }
}

async fn check(State(web): State<Web>, caller: Caller, query: Query, body: Text) -> Answer<Json<Vec<FindingView>>> {
    query.done()?;
    let findings = web.app().check_policy(&caller.actor, &body.0).await?;
    Ok(Json(findings.iter().map(Into::into).collect()))
}

/// A policy put in force.
#[derive(Debug, Serialize, ToSchema)]
pub struct PutView {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// What somebody should look at.
    pub warnings: Vec<FindingView>,
}

async fn put(State(web): State<Web>, caller: Caller, query: Query, body: Text) -> Answer {
    query.done()?;
    match web.app().put_policy(&caller.actor, &body.0).await? {
        Put::InForce(reference, findings) => {
            let place = format!("/policies/{}?version={}", reference.id, reference.version);
            let view = PutView {
                id: reference.id,
                version: reference.version,
                warnings: findings.iter().map(Into::into).collect(),
            };
            Ok(located((StatusCode::CREATED, Json(view)).into_response(), &place))
        }
        Put::Flawed(findings) => Err(flawed(&findings)),
    }
}

/// What is wrong with a policy text, as a problem.
pub(crate) fn flawed(findings: &[Finding]) -> Problem {
    let errors = findings.iter().filter(|f| f.gravity() == Gravity::Error).take(100);
    crate::input::fields(
        errors
            .map(|f| {
                let said = f.flaw.to_string();
                let at = format!("{}:{} {}", f.line, f.column, f.key);
                FieldError { field: at, code: f.code(), title: said.clone(), detail: said }
            })
            .collect(),
    )
}

/// One difference between two versions.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PolicyDifference)]
pub struct DifferenceView {
    /// Key path with ids, e.g. `clock.base.first_response.target`.
    pub path: String,
    /// Before; null: added.
    #[schema(value_type = Value)]
    pub before: Option<Value>,
    /// After; null: removed.
    #[schema(value_type = Value)]
    pub after: Option<Value>,
    /// What it does to what the customer may expect.
    #[schema(value_type = EffectCode)]
    pub effect: Effect,
}

impl From<Difference> for DifferenceView {
    fn from(d: Difference) -> Self {
        Self { path: d.change.path, before: d.change.before, after: d.change.after, effect: d.effect }
    }
}

async fn difference(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    mut query: Query,
) -> Answer<Json<Vec<DifferenceView>>> {
    let mut version =
        |name: &str| query.number(name, 1, 1_000_000)?.ok_or_else(|| Problem::field(name, "missing_field", ""));
    let (from, to) = (version("from")?, version("to")?);
    query.done()?;
    let found = web.app().policy_diff(&caller.actor, &id, from, to)?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

/// A unit that a policy concerns.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitReach {
    /// The unit.
    #[schema(value_type = Ident)]
    pub unit: Id,
    /// Its new cases open under this policy.
    pub opens_under: bool,
    /// Its open cases.
    pub open_cases: i64,
    /// Of these, pinned to this policy; they keep their version.
    pub pinned: i64,
}

/// Whom a policy concerns.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PolicyReach)]
pub struct ReachView {
    /// Units whose new cases open under it.
    pub units_opening: usize,
    /// Open cases of these units.
    pub open_cases: i64,
    /// Open cases pinned to it, in whatever unit.
    pub pinned: i64,
    /// Each unit.
    pub units: Vec<UnitReach>,
}

async fn reach(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    query: Query,
) -> Answer<Json<ReachView>> {
    query.done()?;
    let units = web.app().policy_reach(&caller.actor, &id).await?;
    Ok(Json(ReachView {
        units_opening: units.iter().filter(|u| u.opens_under).count(),
        open_cases: units.iter().filter(|u| u.opens_under).map(|u| u.open_cases).sum(),
        pinned: units.iter().map(|u| u.pinned).sum(),
        units: units
            .into_iter()
            .map(|u| UnitReach { unit: u.unit, opens_under: u.opens_under, open_cases: u.open_cases, pinned: u.pinned })
            .collect(),
    }))
}

async fn withdraw(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    mut query: Query,
) -> Answer<StatusCode> {
    let version = query.number("version", 1, 1_000_000)?;
    let version = version.ok_or_else(|| Problem::field("version", "missing_field", ""))?;
    query.done()?;
    web.app().withdraw_policy(&caller.actor, &id, version).await?;
    Ok(StatusCode::NO_CONTENT)
}
