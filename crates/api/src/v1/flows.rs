//! The flow of a policy in force or of a draft: what a flow chart is drawn from and a step manual is printed from. Codes
//! and the policy's own words only; the sentences around them are the client's.

use axum::Json;
use axum::extract::{Path, State};
use bihuan_app::rulebook::Draft;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::stage::{Signal, Stage, WaitReason};
use bihuan_domain::complaint::dispute::DisputeWay;
use bihuan_domain::policy::flow::{EdgeKind, StepKind, aims, edge, steps};
use bihuan_domain::policy::{
    ClockRule, CloseNeeds, CloseRule, Condition, Flow, Milestone, Period, Resolved, WaitRule, Words,
};
use bihuan_domain::trade::{Channel, Complexity, Kind, Priority, Role, Severity};
use serde::Serialize;
use utoipa::ToSchema;

use super::policies::{PolicyLine, flawed, line};
use crate::auth::Caller;
use crate::codes::{
    ChannelCode, CloseNeedsCode, ComplexityCode, DisputeWayCode, EdgeKindCode, KindCode, MilestoneCode, PeriodCode,
    PriorityCode, RoleCode, SeverityCode, SignalCode, StageCode, StepKindCode, WaitReasonCode,
};
use crate::endpoint::{Access, Carries, Endpoint};
use crate::input::{Query, Text};
use crate::problem::Answer;
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let read = Access::May(P::PolicyRead);
    let version = serde_json::json!({ "type": "integer", "minimum": 1, "maximum": 1_000_000 });
    vec![
        Endpoint::get("/policies/{policy}/flow", read, "Its ways, steps and deadlines, to draw and to print", flow)
            .gives::<FlowView>(200)
            .query("version", "Which version; the one in force if left out", version),
        Endpoint::post("/policies/flow", read, "The same of a draft text", draft)
            .carries(Carries::Text)
            .gives::<FlowView>(200),
    ]
}

/// Words in the three languages.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Words)]
pub struct WordsView {
    /// 简体中文.
    pub zh_hans: String,
    /// 繁體中文.
    pub zh_hant: String,
    /// English.
    pub en: String,
}

impl From<&Words> for WordsView {
    fn from(w: &Words) -> Self {
        Self { zh_hans: w.zh_hans.clone(), zh_hant: w.zh_hant.clone(), en: w.en.clone() }
    }
}

/// When a rule applies: every part given must hold; none given is always.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Condition)]
pub struct ConditionView {
    /// One of these kinds; empty: any.
    #[schema(value_type = Vec<KindCode>)]
    pub kinds: Vec<Kind>,
    /// One of these channels; empty: any.
    #[schema(value_type = Vec<ChannelCode>)]
    pub channels: Vec<Channel>,
    /// At least this severe.
    #[schema(value_type = Option<SeverityCode>)]
    pub severity_at_least: Option<Severity>,
    /// At most this severe.
    #[schema(value_type = Option<SeverityCode>)]
    pub severity_at_most: Option<Severity>,
    /// At least this urgent.
    #[schema(value_type = Option<PriorityCode>)]
    pub priority_at_least: Option<Priority>,
    /// At most this urgent.
    #[schema(value_type = Option<PriorityCode>)]
    pub priority_at_most: Option<Priority>,
    /// This complexity.
    #[schema(value_type = Option<ComplexityCode>)]
    pub complexity: Option<Complexity>,
    /// One of these categories or a child of one; empty: any.
    pub categories: Vec<String>,
    /// Received in this part of the channel's day.
    #[schema(value_type = Option<PeriodCode>)]
    pub period: Option<Period>,
    /// Whether a repair, exchange, return or refund is demanded.
    pub remedy_demanded: Option<bool>,
}

impl From<&Condition> for ConditionView {
    fn from(c: &Condition) -> Self {
        Self {
            kinds: c.kinds.clone(),
            channels: c.channels.clone(),
            severity_at_least: c.severity_at_least,
            severity_at_most: c.severity_at_most,
            priority_at_least: c.priority_at_least,
            priority_at_most: c.priority_at_most,
            complexity: c.complexity,
            categories: c.categories.clone(),
            period: c.period,
            remedy_demanded: c.remedy_demanded,
        }
    }
}

/// A wait that pauses a clock.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClockPauseRule)]
pub struct PauseRuleView {
    /// The reason.
    #[schema(value_type = WaitReasonCode)]
    pub reason: WaitReason,
    /// At most this long altogether, e.g. `PT72H`; null: as long as the wait may last.
    pub max: Option<String>,
}

/// A deadline.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClockTerms)]
pub struct ClockTermsView {
    /// Id of the rule.
    pub id: String,
    /// What it is about.
    #[schema(value_type = MilestoneCode)]
    pub milestone: Milestone,
    /// Of the law: no template loosens it.
    pub statutory: bool,
    /// When it applies.
    pub when: ConditionView,
    /// How long, as the policy writes it: `PT30M`, `P3D`, `end_of_civil_day`.
    pub target: String,
    /// The calendar it runs on.
    pub calendar: String,
    /// What starts it.
    #[schema(value_type = SignalCode)]
    pub start: Signal,
    /// What stops it: any of these.
    #[schema(value_type = Vec<SignalCode>)]
    pub stop: Vec<Signal>,
    /// Starts again each time.
    pub repeats: bool,
    /// Which waits pause it.
    pub pauses: Vec<PauseRuleView>,
    /// Shares of the target at which it warns.
    pub warn_at: Vec<f64>,
    /// Days after the start on which it warns.
    pub warn_days: Vec<u32>,
    /// A last day that is a rest day moves on.
    pub roll: bool,
    /// `each` or `mean`.
    pub judged: String,
    /// Requirement ids or articles.
    pub basis: String,
    /// A default of ours, not from the source.
    pub default: bool,
}

impl From<&ClockRule> for ClockTermsView {
    fn from(c: &ClockRule) -> Self {
        let pause = |p: &bihuan_domain::policy::PauseRule| PauseRuleView {
            reason: p.reason,
            max: p.max.map(|m| m.to_string()),
        };
        Self {
            id: c.id.clone(),
            milestone: c.milestone,
            statutory: c.statutory,
            when: (&c.when).into(),
            target: c.target.to_string(),
            calendar: c.calendar.clone(),
            start: c.start,
            stop: c.stop.clone(),
            repeats: c.repeats,
            pauses: c.pause.iter().map(pause).collect(),
            warn_at: c.warn_at.clone(),
            warn_days: c.warn_days.clone(),
            roll: c.roll,
            judged: c.judged.code().to_owned(),
            basis: c.basis.clone(),
            default: c.default,
        }
    }
}

/// The law that stands behind a step.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LawBehind)]
pub struct LawView {
    /// `clock` or `retention`.
    pub what: String,
    /// Id of the clock, or class of records.
    pub id: String,
    /// Articles.
    pub basis: String,
}

/// A step: a node of the chart, a page of the manual.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FlowStep)]
pub struct StepView {
    /// Its number in the way, from 1.
    pub number: usize,
    /// The stage.
    #[schema(value_type = StageCode)]
    pub stage: Stage,
    /// What it is in the chart.
    #[schema(value_type = StepKindCode)]
    pub kind: StepKind,
    /// The template's own name for it; null: the stage's.
    pub name: Option<WordsView>,
    /// Who is accountable.
    #[schema(value_type = RoleCode)]
    pub accountable: Role,
    /// Who does the work, if others.
    #[schema(value_type = Vec<RoleCode>)]
    pub responsible: Vec<Role>,
    /// What to do.
    pub step: WordsView,
    /// What the customer is told of what comes next.
    pub next_for_customer: Option<WordsView>,
    /// What the work here has to bring about.
    #[schema(value_type = Vec<SignalCode>)]
    pub brings_about: Vec<Signal>,
    /// Ids of the deadlines to be met here.
    pub due_here: Vec<String>,
    /// Ids of all deadlines that run while a case stands here.
    pub running: Vec<String>,
    /// The law behind it.
    pub law: Vec<LawView>,
    /// Stages that may follow.
    #[schema(value_type = Vec<StageCode>)]
    pub next: Vec<Stage>,
}

/// A way from one step to another.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FlowEdge)]
pub struct EdgeView {
    /// From.
    #[schema(value_type = StageCode)]
    pub from: Stage,
    /// To.
    #[schema(value_type = StageCode)]
    pub to: Stage,
    /// What it is in the chart.
    #[schema(value_type = EdgeKindCode)]
    pub kind: EdgeKind,
}

/// The deadlines that may apply to a milestone of a severity.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FlowAim)]
pub struct AimView {
    /// What they are about.
    #[schema(value_type = MilestoneCode)]
    pub milestone: Milestone,
    /// What starts them.
    #[schema(value_type = SignalCode)]
    pub start: Signal,
    /// For which severity.
    #[schema(value_type = SeverityCode)]
    pub severity: Severity,
    /// Ids in the order in which they are asked: the first whose condition holds; of the law every one that holds.
    pub clocks: Vec<String>,
}

/// A way through the stages.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FlowWay)]
pub struct WayView {
    /// Kinds of case that go it.
    #[schema(value_type = Vec<KindCode>)]
    pub kinds: Vec<Kind>,
    /// Its steps in order: the nodes of the chart, the pages of the manual.
    pub steps: Vec<StepView>,
    /// Its edges.
    pub edges: Vec<EdgeView>,
    /// Deadlines by milestone and severity.
    pub aims: Vec<AimView>,
}

/// A reason to wait.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WaitTerms)]
pub struct WaitView {
    /// The reason.
    #[schema(value_type = WaitReasonCode)]
    pub reason: WaitReason,
    /// One wait lasts at most this long.
    pub max: String,
    /// All waits for it in one case.
    pub max_total: Option<String>,
    /// Only after the customer was asked something.
    pub needs_question: bool,
    /// A message of the customer ends it.
    pub customer_resumes: bool,
}

impl From<&WaitRule> for WaitView {
    fn from(w: &WaitRule) -> Self {
        Self {
            reason: w.reason,
            max: w.max.to_string(),
            max_total: w.max_total.map(|m| m.to_string()),
            needs_question: w.needs_question,
            customer_resumes: w.customer_resumes,
        }
    }
}

/// What closing needs; the first rule whose condition holds applies.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CloseTerms)]
pub struct CloseView {
    /// When it applies.
    pub when: ConditionView,
    /// What must have happened.
    #[schema(value_type = CloseNeedsCode)]
    pub needs: CloseNeeds,
    /// Unreachable counts after so many attempts …
    pub unreachable_attempts: u32,
    /// … on so many days.
    pub unreachable_days: u32,
    /// A silent customer counts after this long; null: never.
    pub silent_after: Option<String>,
    /// Requirement ids.
    pub basis: String,
}

impl From<&CloseRule> for CloseView {
    fn from(c: &CloseRule) -> Self {
        Self {
            when: (&c.when).into(),
            needs: c.needs,
            unreachable_attempts: c.unreachable_attempts,
            unreachable_days: c.unreachable_days,
            silent_after: c.silent_after.map(|s| s.to_string()),
            basis: c.basis.clone(),
        }
    }
}

/// A severity as this policy names it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SeverityTerms)]
pub struct SeverityView {
    /// The severity.
    #[schema(value_type = SeverityCode)]
    pub severity: Severity,
    /// The template's own label.
    pub label: Option<WordsView>,
    /// The priority that follows from it.
    #[schema(value_type = PriorityCode)]
    pub priority: Priority,
}

/// Who answers for a channel.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChannelDuty)]
pub struct DutyView {
    /// The channel.
    #[schema(value_type = ChannelCode)]
    pub channel: Channel,
    /// Who answers for it.
    #[schema(value_type = RoleCode)]
    pub owner: Role,
    /// Who stands in.
    #[schema(value_type = RoleCode)]
    pub backup: Role,
    /// Id of the clock that is its response limit.
    pub limit: String,
}

/// How long a class of records is kept.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RetentionTerms)]
pub struct RetentionView {
    /// The class.
    pub class: String,
    /// Years after closing.
    pub years: u32,
    /// Article or requirement id.
    pub basis: String,
}

/// In which order a dispute goes further (S0-63).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DisputeLadder)]
pub struct LadderView {
    /// Every way, first to last.
    #[schema(value_type = Vec<DisputeWayCode>)]
    pub ways: Vec<DisputeWay>,
    /// Requirement ids or articles.
    pub basis: String,
    /// A default of ours, not from the source.
    pub default: bool,
}

/// What a policy calls a canonical category (S2-16).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PolicyCategory)]
pub struct PolicyCategoryView {
    /// The canonical code, by which figures of different policies compare.
    pub code: String,
    /// The template's own name.
    pub name: WordsView,
    /// Who gets it.
    #[schema(value_type = RoleCode)]
    pub route: Role,
}

/// The flow of a policy.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PolicyFlow)]
pub struct FlowView {
    /// Which policy.
    pub policy: PolicyLine,
    /// Digest of the merged rules.
    pub digest: String,
    /// The layers it was merged from, `id@version`, itself last.
    pub layers: Vec<String>,
    /// Its ways.
    pub ways: Vec<WayView>,
    /// Its deadlines, those of the law first.
    pub clocks: Vec<ClockTermsView>,
    /// Its reasons to wait.
    pub waits: Vec<WaitView>,
    /// What closing needs.
    pub closing: Vec<CloseView>,
    /// Its severities.
    pub severities: Vec<SeverityView>,
    /// Who answers for which channel.
    pub channels: Vec<DutyView>,
    /// Who is asked at levels 1, 2, 3 ….
    #[schema(value_type = Vec<RoleCode>)]
    pub escalation_ladder: Vec<Role>,
    /// Goes up by itself after so many refused solutions; 0: never.
    pub escalates_after_rejections: u32,
    /// Goes up by itself from this severity.
    #[schema(value_type = Option<SeverityCode>)]
    pub escalates_from: Option<Severity>,
    /// Days after closing in which a case may be opened again.
    pub reopen_within_days: u32,
    /// How a closed case is watched; null: not at all.
    pub watch: Option<WatchTermsView>,
    /// How long records are kept.
    pub retention: Vec<RetentionView>,
    /// In which order a dispute goes further.
    pub dispute_ladder: LadderView,
    /// Its names of canonical categories, those it still offers.
    pub categories: Vec<PolicyCategoryView>,
}

/// How a policy has closed cases watched (S3-30).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WatchTerms)]
pub struct WatchTermsView {
    /// Which cases.
    pub when: ConditionView,
    /// How long after closing, e.g. `P3M`.
    pub length: String,
    /// Days after closing at which somebody looks.
    pub checkpoint_days: Vec<u32>,
    /// Days after closing at which the customer is asked how they fare (S3-49).
    pub care_days: Vec<u32>,
    /// From which severity on they are asked; null: nobody is.
    #[schema(value_type = Option<SeverityCode>)]
    pub care_severity: Option<Severity>,
    /// Requirement ids.
    pub basis: String,
}

fn way(resolved: &Resolved, flow: &Flow) -> WayView {
    let ids = |clocks: &[&ClockRule]| clocks.iter().map(|c| c.id.clone()).collect::<Vec<_>>();
    let found = steps(resolved, flow);
    let edges = flow.states.iter().flat_map(|s| {
        let from = s.stage;
        s.next.iter().map(move |to| EdgeView { from, to: *to, kind: edge(from, *to) })
    });
    let step = |(n, s): (usize, &bihuan_domain::policy::flow::Step<'_>)| {
        let clocks = s.running.iter().filter(|c| c.statutory);
        let mut law: Vec<LawView> =
            clocks.map(|c| LawView { what: "clock".to_owned(), id: c.id.clone(), basis: c.basis.clone() }).collect();
        if s.state.stage.is_over() {
            law.extend(resolved.policy.retention.iter().map(|(class, r)| LawView {
                what: "retention".to_owned(),
                id: class.clone(),
                basis: r.basis.clone(),
            }));
        }
        StepView {
            number: n + 1,
            stage: s.state.stage,
            kind: s.kind,
            name: s.state.name.as_ref().map(Into::into),
            accountable: s.state.accountable,
            responsible: s.state.responsible.clone(),
            step: (&s.state.step).into(),
            next_for_customer: s.state.next_for_customer.as_ref().map(Into::into),
            brings_about: s.brings_about.to_vec(),
            due_here: ids(&s.due_here),
            running: ids(&s.running),
            law,
            next: s.state.next.clone(),
        }
    };
    let aim = |a: bihuan_domain::policy::flow::Aim<'_>| AimView {
        milestone: a.milestone,
        start: a.start,
        severity: a.severity,
        clocks: ids(&a.clocks),
    };
    WayView {
        kinds: flow.kinds.clone(),
        edges: edges.collect(),
        aims: aims(resolved, flow).into_iter().map(aim).collect(),
        steps: found.iter().enumerate().map(step).collect(),
    }
}

/// The severities as a policy names them.
pub(crate) fn severities(resolved: &Resolved) -> Vec<SeverityView> {
    let view = |s: &Severity| SeverityView {
        severity: *s,
        label: resolved.policy.severity_labels.get(s.code()).map(Into::into),
        priority: resolved.priority_for(*s),
    };
    Severity::ALL.iter().map(view).collect()
}

fn view(web: &Web, resolved: &Resolved) -> FlowView {
    let policy = &resolved.policy;
    let duty = |d: &bihuan_domain::policy::ChannelDuty| DutyView {
        channel: d.channel,
        owner: d.owner,
        backup: d.backup,
        limit: d.limit.clone(),
    };
    let kept = |(class, r): (&String, &bihuan_domain::policy::Retention)| RetentionView {
        class: class.clone(),
        years: r.years,
        basis: r.basis.clone(),
    };
    let named = |c: &bihuan_domain::policy::CategoryName| PolicyCategoryView {
        code: c.code.clone(),
        name: (&c.name).into(),
        route: c.route,
    };
    FlowView {
        policy: line(policy, &web.app().world(), web.app().db().now()),
        digest: resolved.digest.clone(),
        layers: resolved.sources.iter().map(|s| format!("{}@{}", s.id, s.version)).collect(),
        ways: policy.flows.iter().map(|f| way(resolved, f)).collect(),
        clocks: resolved.clocks().iter().map(Into::into).collect(),
        waits: policy.waits.iter().map(Into::into).collect(),
        closing: policy.closes.iter().map(Into::into).collect(),
        severities: severities(resolved),
        channels: policy.channels.iter().map(duty).collect(),
        escalation_ladder: policy.escalation.ladder.clone(),
        escalates_after_rejections: policy.escalation.rejected_solutions,
        escalates_from: policy.escalation.severity_at_least,
        reopen_within_days: policy.reopen.within_days,
        watch: policy.watch.as_ref().map(|w| WatchTermsView {
            when: (&w.when).into(),
            length: w.length.to_string(),
            checkpoint_days: w.checkpoint_days.clone(),
            care_days: w.care_days.clone(),
            care_severity: w.care_severity,
            basis: w.basis.clone(),
        }),
        retention: policy.retention.iter().map(kept).collect(),
        dispute_ladder: LadderView {
            ways: policy.dispute.ways(),
            basis: policy.dispute.basis.clone(),
            default: policy.dispute.default,
        },
        categories: policy.categories.iter().filter(|c| !c.retired).map(named).collect(),
    }
}

async fn flow(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    mut query: Query,
) -> Answer<Json<FlowView>> {
    let version = query.number("version", 1, 1_000_000)?;
    query.done()?;
    let resolved = web.app().resolved(&caller.actor, &id, version)?;
    Ok(Json(view(&web, &resolved)))
}

async fn draft(State(web): State<Web>, caller: Caller, query: Query, body: Text) -> Answer<Json<FlowView>> {
    query.done()?;
    match web.app().draft_policy(&caller.actor, &body.0)? {
        Draft::Resolved(resolved) => Ok(Json(view(&web, &resolved))),
        Draft::Flawed(findings) => Err(flawed(&findings)),
    }
}
