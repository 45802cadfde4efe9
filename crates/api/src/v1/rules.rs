//! Rules that act by themselves: their list in order, what one would hold for now, and the log of what fired. Shapes stand
//! in `rule_shapes`; what a body says is the domain's own.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use bihuan_app::rules::{NewRule, RunShown, Seen as Found};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::automation::{Action, Conditions, RuleTerms, Trigger};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::cases::find::CaseLine;
use super::rule_shapes::{ActionShape, ConditionsShape, ExplainedShape, TriggerShape};
use super::{located, page, page_ask, paged, tagged};
use crate::auth::Caller;
use crate::codes::{Ident, Instant};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query, Seen, id};
use crate::problem::Answer;
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let admin = Access::May(P::AutomationAdmin);
    vec![
        Endpoint::get("/rules", admin, "The rules, in the order in which they act", list).lists::<RuleView>(),
        Endpoint::post("/rules", admin, "Writes a rule; it comes last", create)
            .takes::<RuleBody>()
            .gives::<RuleView>(201),
        Endpoint::put("/rules/order", admin, "Puts the rules in order, every one of them", order)
            .takes::<OrderBody>()
            .lists::<RuleView>(),
        Endpoint::post(
            "/rules/preview",
            admin,
            "Which cases open now fit; for a time rule those on which it would act at once",
            preview,
        )
        .takes::<PreviewBody>()
        .gives::<PreviewView>(200),
        Endpoint::get("/rules/{rule}", admin, "A rule", show).gives::<RuleView>(200),
        Endpoint::put("/rules/{rule}", admin, "Changes a rule, or switches it on or off", change)
            .takes::<RuleBody>()
            .gives::<RuleView>(200)
            .versioned(),
        Endpoint::delete("/rules/{rule}", admin, "Ends a rule; its log stays", remove),
        paged(Endpoint::get("/rules/{rule}/runs", admin, "What it did, newest first, with why", runs))
            .lists::<RunView>(),
        Endpoint::get("/cases/{case}/runs", Access::May(P::CaseRead), "What rules did here, the latest 100", of_case)
            .lists::<RunView>(),
    ]
}

/// A rule.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Rule)]
pub struct RuleView {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Version; also the ETag.
    #[schema(minimum = 1)]
    pub version: i64,
    /// What it is called; shown wherever it acted.
    pub name: String,
    /// It acts.
    pub enabled: bool,
    /// When it is looked at.
    #[schema(value_type = TriggerShape)]
    pub trigger: Trigger,
    /// On which cases it holds.
    pub conditions: ConditionsShape,
    /// What it asks for.
    #[schema(value_type = Vec<ActionShape>)]
    pub actions: Vec<Action>,
    /// Only where no rule before it assigned the case or offered it to somebody: the fallback queue.
    pub otherwise: bool,
    /// Since when it is there.
    #[schema(value_type = Instant)]
    pub created_at: UtcMs,
    /// When it last fired.
    #[schema(value_type = Option<Instant>)]
    pub last_run_at: Option<UtcMs>,
}

impl From<Found> for RuleView {
    fn from(Found { stored, last_run }: Found) -> Self {
        let RuleTerms { trigger, conditions, actions, otherwise } = stored.rule.terms;
        Self {
            id: stored.rule.id,
            version: stored.version,
            name: stored.rule.name,
            enabled: stored.rule.enabled,
            trigger,
            conditions: conditions.into(),
            actions,
            otherwise,
            created_at: stored.created_at,
            last_run_at: last_run,
        }
    }
}

/// A rule to be written or changed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRule)]
pub struct RuleBody {
    /// What it is called; shown wherever it acted.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// It acts.
    #[serde(default = "yes")]
    #[schema(default = true)]
    enabled: bool,
    /// When it is looked at.
    #[schema(value_type = TriggerShape)]
    trigger: Trigger,
    /// On which cases it holds; left out: on all.
    #[serde(default)]
    conditions: ConditionsShape,
    /// What it asks for, in this order.
    #[schema(value_type = Vec<ActionShape>, min_items = 1, max_items = 10)]
    actions: Vec<Action>,
    /// Only where no rule before it assigned the case or offered it to somebody; not for rules of time.
    #[serde(default)]
    #[schema(default = false)]
    otherwise: bool,
}

const fn yes() -> bool {
    true
}

impl From<RuleBody> for NewRule {
    fn from(RuleBody { name, enabled, trigger, conditions, actions, otherwise }: RuleBody) -> Self {
        Self { name, enabled, terms: RuleTerms { trigger, conditions: conditions.into(), actions, otherwise } }
    }
}

/// An order.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RuleOrder)]
pub struct OrderBody {
    /// Every rule once, first to last.
    #[schema(value_type = Vec<Ident>, max_items = 100)]
    rules: Vec<Id>,
}

/// What is to be looked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RulePreviewAsked)]
pub struct PreviewBody {
    /// When it is looked at; a time narrows the cases to those whose moment has come.
    #[serde(default)]
    #[schema(value_type = Option<TriggerShape>)]
    trigger: Option<Trigger>,
    /// On which cases it holds.
    #[serde(default)]
    conditions: ConditionsShape,
}

/// The open cases that fit now.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RulePreview)]
pub struct PreviewView {
    /// How many of those looked at.
    #[schema(minimum = 0, maximum = 2_000)]
    pub count: u32,
    /// There may be more: the first 2,000 of the queue were looked at.
    pub more: bool,
    /// The first 20 of them.
    pub cases: Vec<CaseLine>,
}

/// What came of one action.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RuleActionOutcome)]
pub struct OutcomeView {
    /// The action's kind.
    pub action: String,
    /// `done`, `nothing` (it was so already) or `refused`.
    pub outcome: String,
    /// Code of the refusal.
    pub refusal: Option<String>,
    /// What explains the refusal.
    #[schema(value_type = Option<BTreeMap<String, Value>>)]
    pub data: Option<Value>,
}

/// One firing.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RuleRun)]
pub struct RunView {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Which rule.
    #[schema(value_type = Ident)]
    pub rule: Id,
    /// Its name, also when it is gone.
    pub rule_name: String,
    /// On which case.
    #[schema(value_type = Ident)]
    pub case: Id,
    /// Number of the case, if the reader may see it.
    pub number: Option<String>,
    /// What it fired on: a code of what happened, or of the moment that came.
    pub cause: String,
    /// How many rules led to it, itself among them.
    #[schema(minimum = 1)]
    pub depth: u32,
    /// `done`, `part` (some actions were refused), `nothing` (all was so already), `refused`, `too_deep` (rules led to
    /// rules) or `too_often` (20 times within a day on this case).
    pub outcome: String,
    /// When.
    #[schema(value_type = Instant)]
    pub at: UtcMs,
    /// Commands that came true.
    #[schema(minimum = 0)]
    pub commands: u32,
    /// Its decisions are the case's versions above this one.
    #[schema(minimum = 0)]
    pub before_version: i64,
    /// And up to this one.
    #[schema(minimum = 0)]
    pub after_version: i64,
    /// Conditions that must all hold, with what was found.
    pub all: Vec<ExplainedShape>,
    /// Conditions of which one must hold, with what was found.
    pub any: Vec<ExplainedShape>,
    /// Each action with what came of it.
    pub actions: Vec<OutcomeView>,
}

impl From<RunShown> for RunView {
    fn from(RunShown { run, account, rule_name, number }: RunShown) -> Self {
        let explained = |list: Vec<bihuan_domain::automation::Explained>| list.into_iter().map(Into::into).collect();
        Self {
            id: run.id,
            rule: run.rule,
            rule_name,
            case: run.case,
            number,
            cause: run.cause,
            depth: run.depth,
            outcome: run.outcome,
            at: run.at,
            commands: run.commands,
            before_version: run.before_version,
            after_version: run.after_version,
            all: explained(account.conditions.all),
            any: explained(account.conditions.any),
            actions: account
                .actions
                .into_iter()
                .map(|a| OutcomeView {
                    action: a.action,
                    outcome: a.outcome,
                    refusal: a.refusal,
                    data: Some(a.data).filter(Value::is_object),
                })
                .collect(),
        }
    }
}

async fn list(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<Vec<RuleView>>> {
    query.done()?;
    Ok(Json(web.app().rules(&caller.actor).await?.into_iter().map(Into::into).collect()))
}

async fn create(State(web): State<Web>, caller: Caller, query: Query, body: Body<RuleBody>) -> Answer {
    query.done()?;
    let view = RuleView::from(web.app().create_rule(&caller.actor, body.value.into()).await?);
    Ok(located(tagged(StatusCode::CREATED, view.version, &view), &format!("/rules/{}", view.id)))
}

async fn order(
    State(web): State<Web>,
    caller: Caller,
    query: Query,
    body: Body<OrderBody>,
) -> Answer<Json<Vec<RuleView>>> {
    query.done()?;
    Ok(Json(web.app().order_rules(&caller.actor, body.value.rules).await?.into_iter().map(Into::into).collect()))
}

async fn preview(
    State(web): State<Web>,
    caller: Caller,
    query: Query,
    body: Body<PreviewBody>,
) -> Answer<Json<PreviewView>> {
    query.done()?;
    let PreviewBody { trigger, conditions } = body.value;
    let found = web.app().preview_rule(&caller.actor, trigger, Conditions::from(conditions)).await?;
    let world = web.app().world();
    let cases = found.lines.into_iter().map(|l| CaseLine::of(l, &caller.actor, &world)).collect();
    Ok(Json(PreviewView { count: found.count, more: found.more, cases }))
}

fn answer(found: Found) -> Response {
    let view = RuleView::from(found);
    tagged(StatusCode::OK, view.version, &view)
}

async fn show(State(web): State<Web>, caller: Caller, Path(rule): Path<String>, query: Query) -> Answer {
    query.done()?;
    Ok(answer(web.app().rule(&caller.actor, id(&rule, "rule")?).await?))
}

async fn change(
    State(web): State<Web>,
    caller: Caller,
    Path(rule): Path<String>,
    seen: Seen,
    query: Query,
    body: Body<RuleBody>,
) -> Answer {
    query.done()?;
    let rule = id(&rule, "rule")?;
    Ok(answer(web.app().change_rule(&caller.actor, rule, seen.0, body.value.into()).await?))
}

async fn remove(State(web): State<Web>, caller: Caller, Path(rule): Path<String>, query: Query) -> Answer<StatusCode> {
    query.done()?;
    web.app().delete_rule(&caller.actor, id(&rule, "rule")?).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn runs(State(web): State<Web>, caller: Caller, Path(rule): Path<String>, uri: Uri, mut query: Query) -> Answer {
    let ask = page_ask(&mut query)?;
    query.done()?;
    let found = web.app().rule_runs(&caller.actor, id(&rule, "rule")?, ask).await?;
    Ok(page(&uri, found.map(RunView::from)))
}

async fn of_case(State(web): State<Web>, caller: Caller, Path(case): Path<String>, query: Query) -> Answer {
    query.done()?;
    let found = web.app().case_runs(&caller.actor, &case).await?;
    Ok(Json(found.into_iter().map(RunView::from).collect::<Vec<_>>()).into_response())
}
