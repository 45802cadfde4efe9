//! The same change to many cases, each with its own outcome.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use bihuan_app::cases::bulk::{BulkChange, MOST_CASES};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::event::{ClosureReason, EscalationCause, LinkKind, RejectionGround};
use bihuan_domain::case::stage::WaitReason;
use bihuan_domain::ids::Id;
use bihuan_domain::trade::{Priority, Severity};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::cases::register::PartyBody;
use crate::auth::Caller;
use crate::codes::{
    ClosureReasonCode, EscalationCauseCode, Ident, LinkKindCode, PriorityCode, RejectionGroundCode, SeverityCode,
    WaitReasonCode,
};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query, bounded};
use crate::language::Language;
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post(
            "/bulk-changes",
            Access::May(P::CaseRead),
            "Changes each of many cases by the ordinary command, or says what would happen",
            change,
        )
        .takes::<BulkBody>()
        .gives::<BulkView>(200)
        .tag("cases"),
    ]
}

/// A change to many cases.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewBulkChange)]
pub struct BulkBody {
    /// Identifiers or numbers.
    #[schema(min_items = 1, max_items = 200)]
    cases: Vec<String>,
    /// What is done to each.
    change: ChangeBody,
    /// Only say what would happen.
    #[serde(default)]
    dry_run: bool,
}

/// What is done to each.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = BulkChange)]
pub enum ChangeBody {
    /// Names the handler.
    Handler {
        /// The user.
        #[schema(value_type = Ident)]
        handler: Id,
        /// The unit it goes into; stays if left out.
        #[schema(value_type = Option<Ident>)]
        unit: Option<Id>,
    },
    /// Offers it to somebody else.
    Transfer {
        /// To whom.
        to: PartyBody,
        /// Into which unit.
        #[schema(value_type = Option<Ident>)]
        unit: Option<Id>,
        /// Why.
        #[schema(min_length = 1, max_length = 4000)]
        reason: String,
    },
    /// Judges it; what is left out stays.
    Classification {
        /// Canonical category.
        #[schema(max_length = 200)]
        category: Option<String>,
        /// Consequence.
        #[schema(value_type = Option<SeverityCode>)]
        severity: Option<Severity>,
        /// Urgency.
        #[schema(value_type = Option<PriorityCode>)]
        priority: Option<Priority>,
        /// Why; needed where an earlier judgement changes.
        #[schema(min_length = 1, max_length = 4000)]
        reason: Option<String>,
    },
    /// Lets it wait.
    Pause {
        /// Why.
        #[schema(value_type = WaitReasonCode)]
        reason: WaitReason,
    },
    /// Goes on.
    Resume {},
    /// Takes it a level up.
    Escalation {
        /// Why.
        #[schema(value_type = EscalationCauseCode)]
        cause: EscalationCause,
    },
    /// Ties it to another case.
    Link {
        /// How they belong together.
        #[schema(value_type = LinkKindCode)]
        link: LinkKind,
        /// Identifier or number of the other case.
        #[schema(min_length = 13, max_length = 16)]
        case: String,
    },
    /// Goes on in another case.
    Merge {
        /// Identifier or number of the case it goes on in.
        #[schema(min_length = 13, max_length = 16)]
        into: String,
    },
    /// Closes it.
    Closure {
        /// Why.
        #[schema(value_type = ClosureReasonCode)]
        reason: ClosureReason,
        /// Ground of a rejection.
        #[schema(value_type = Option<RejectionGroundCode>)]
        ground: Option<RejectionGround>,
    },
    /// You have read it as it stands.
    Read {},
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BulkOutcomes)]
pub struct BulkView {
    /// Nothing was written.
    pub dry_run: bool,
    /// Cases done, or that would be.
    pub done: u32,
    /// Cases refused, not found or failed.
    pub not_done: u32,
    /// Each case in the order given.
    pub outcomes: Vec<OutcomeView>,
}

/// What came of one case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BulkOutcome)]
pub struct OutcomeView {
    /// The case as it was named.
    pub case: String,
    /// How it ended.
    pub outcome: OutcomeCode,
    /// Why not: the stable code of the problem.
    pub code: Option<String>,
    /// Why not, in your language.
    pub title: Option<String>,
    /// What explains it.
    #[schema(value_type = std::collections::BTreeMap<String, Value>)]
    pub data: Map<String, Value>,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeCode {
    /// Done, or it would be.
    Done,
    /// The rule says no.
    Refused,
    /// Not there, or not for you.
    NotFound,
    /// The machine failed at it; try again.
    Failed,
}

async fn named(web: &Web, caller: &Caller, name: &str) -> Answer<Id> {
    Ok(web.app().case(&caller.actor, name).await?.case.id)
}

impl ChangeBody {
    async fn checked(self, web: &Web, caller: &Caller) -> Answer<BulkChange> {
        Ok(match self {
            Self::Handler { handler, unit } => BulkChange::Handler { handler, unit },
            Self::Transfer { to, unit, reason } => {
                bounded("change.reason", &reason, 4_000)?;
                BulkChange::Transfer { to: to.into(), unit, reason }
            }
            Self::Classification { category, severity, priority, reason } => {
                if let Some(reason) = &reason {
                    bounded("change.reason", reason, 4_000)?;
                }
                if let Some(category) = &category {
                    bounded("change.category", category, 200)?;
                }
                BulkChange::Classification { category, severity, priority, reason }
            }
            Self::Pause { reason } => BulkChange::Pause { reason },
            Self::Resume {} => BulkChange::Resume,
            Self::Escalation { cause } => BulkChange::Escalation { cause },
            Self::Link { link, case } => BulkChange::Link { kind: link, other: named(web, caller, &case).await? },
            Self::Merge { into } => BulkChange::Merge { into: named(web, caller, &into).await? },
            Self::Closure { reason, ground } => BulkChange::Closure { reason, ground },
            Self::Read {} => BulkChange::Read,
        })
    }
}

async fn change(
    State(web): State<Web>,
    caller: Caller,
    headers: HeaderMap,
    query: Query,
    body: Body<BulkBody>,
) -> Answer<Json<BulkView>> {
    query.done()?;
    let given = body.value;
    if given.cases.is_empty() || given.cases.len() > MOST_CASES {
        return Err(Problem::field("cases", "out_of_bounds", format!("1–{MOST_CASES}")));
    }
    let change = given.change.checked(&web, &caller).await?;
    let language = Language::of(&headers);
    let outcomes = web.app().bulk(&caller.actor, given.cases, &change, given.dry_run).await?;
    let view = |o: bihuan_app::cases::bulk::BulkOutcome| match o.outcome {
        Ok(()) => OutcomeView { case: o.asked, outcome: OutcomeCode::Done, code: None, title: None, data: Map::new() },
        Err(failure) => {
            let problem = Problem::from(failure);
            let outcome = match problem.status.as_u16() {
                404 => OutcomeCode::NotFound,
                500.. => OutcomeCode::Failed,
                _ => OutcomeCode::Refused,
            };
            let document = problem.document(language, "");
            OutcomeView {
                case: o.asked,
                outcome,
                code: Some(document.code),
                title: Some(document.title),
                data: document.data,
            }
        }
    };
    let outcomes: Vec<OutcomeView> = outcomes.into_iter().map(view).collect();
    let done = outcomes.iter().filter(|o| o.outcome == OutcomeCode::Done).count();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Json(BulkView { dry_run: given.dry_run, done: count(done), not_done: count(outcomes.len() - done), outcomes }))
}
