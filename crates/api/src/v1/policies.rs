//! Service policies: which there are, what they say, checking a text, putting a version in force.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use bihuan_app::policies::Put;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::policy::{Finding, Gravity, Layer, Policy, show_layer};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::located;
use crate::auth::Caller;
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
            version,
        ),
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
}

fn line(policy: &Policy, default: &str) -> PolicyLine {
    PolicyLine {
        id: policy.id.clone(),
        version: policy.version,
        layer: policy.layer.code().to_owned(),
        zh_hans: policy.name.zh_hans.clone(),
        zh_hant: policy.name.zh_hant.clone(),
        en: policy.name.en.clone(),
        effective_from: policy.effective_from.to_string(),
        effective_to: policy.effective_to.map(|d| d.to_string()),
        default: policy.layer == Layer::Service && policy.id == default,
    }
}

async fn list(State(web): State<Web>, query: Query) -> Answer<Json<Vec<PolicyLine>>> {
    query.done()?;
    let world = web.app().world();
    Ok(Json(world.policies.iter().map(|p| line(p, &world.policy_id)).collect()))
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
}

async fn show(State(web): State<Web>, Path(id): Path<String>, mut query: Query) -> Answer<Json<PolicyShown>> {
    let version = query.number("version", 1, 1_000_000)?;
    query.done()?;
    let world = web.app().world();
    let policy = world.policies.get(&id, version).ok_or(bihuan_app::Failure::NotFound { what: "policy" })?;
    Ok(Json(PolicyShown {
        policy: line(policy, &world.policy_id),
        content: serde_json::to_value(policy).unwrap_or_default(),
        text: show_layer(policy),
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

fn flawed(findings: &[Finding]) -> Problem {
    let errors = findings.iter().filter(|f| f.gravity() == Gravity::Error).take(100);
    crate::input::fields(
        errors
            .map(|f| FieldError {
                field: format!("{}:{} {}", f.line, f.column, f.key),
                code: f.code(),
                detail: f.flaw.to_string(),
            })
            .collect(),
    )
}
