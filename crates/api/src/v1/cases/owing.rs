//! What is owed before a case may end: an alternative for what cannot be repaired, the remedy plan of an escalation, the
//! review of a remedy that failed twice (S4-19, S0-58, S2-27).

use axum::extract::{Path, State};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseCommand as C;
use bihuan_domain::complaint::failure::FailureReview;
use bihuan_domain::complaint::irreparable::Irreparable;
use bihuan_domain::complaint::plan::RemedyPlan;
use bihuan_domain::complaint::result::FollowUpVisit;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::Words;
use super::{Change, adds, may};
use crate::auth::Caller;
use crate::codes::{Ident, Instant};
use crate::endpoint::Endpoint;
use crate::input::{Json, Seen};
use crate::once::Once;
use crate::problem::Answer;
use crate::web::Web;

/// The longest words, in characters.
const MOST: usize = 262_144;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        adds(Endpoint::post(
            "/cases/{case}/irreparability",
            may(P::CaseInvestigate),
            "Records that it cannot be repaired: an alternative or a compensation is owed from then on (S4-19)",
            irreparable,
        ))
        .takes::<IrreparableBody>(),
        adds(Endpoint::post(
            "/cases/{case}/escalation/plan",
            may(P::CaseNote),
            "Writes the remedy plan of the escalation that was taken up (S0-58)",
            plan,
        ))
        .takes::<PlanBody>(),
        adds(Endpoint::post(
            "/cases/{case}/failure-review",
            may(P::CaseApprove),
            "Reviews why a remedy failed twice (S2-27)",
            review,
        ))
        .takes::<ReviewBody>(),
    ]
}

/// Why it cannot be repaired.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewIrreparability)]
pub struct IrreparableBody {
    /// The reason.
    #[schema(min_length = 1, max_length = 262144)]
    reason: String,
}

async fn irreparable(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<IrreparableBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let reason = change.must("reason", &body.value.reason, MOST)?;
    let command = C::FindIrreparable { reason: reason.reference.clone() };
    change.add(&once, &body.bytes, command, vec![reason]).await
}

/// A remedy plan.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRemedyPlan)]
pub struct PlanBody {
    /// Its steps with their times.
    #[schema(min_length = 1, max_length = 262144)]
    text: String,
    /// By when all of it is done.
    #[schema(value_type = Instant)]
    finish_at: UtcMs,
}

async fn plan(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<PlanBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let text = change.must("text", &body.value.text, MOST)?;
    let command = C::PlanRemedy { text: text.reference.clone(), finish_at: body.value.finish_at };
    change.add(&once, &body.bytes, command, vec![text]).await
}

/// Why it failed, and what is done about it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewFailureReview)]
pub struct ReviewBody {
    /// In words.
    #[schema(min_length = 1, max_length = 262144)]
    finding: String,
}

async fn review(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<ReviewBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let finding = change.must("finding", &body.value.finding, MOST)?;
    let command = C::ReviewFailure { finding: finding.reference.clone() };
    change.add(&once, &body.bytes, command, vec![finding]).await
}

/// That it cannot be repaired.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Irreparability)]
pub struct IrreparableView {
    /// Why; null once erased.
    reason: Option<String>,
    /// Who found it.
    #[schema(value_type = Option<Ident>)]
    by: Option<Id>,
    /// When.
    #[schema(value_type = Instant)]
    at: UtcMs,
}

impl IrreparableView {
    pub(super) fn of(i: &Irreparable, words: &Words) -> Self {
        Self { reason: words.get(&i.reason.id).cloned(), by: i.by, at: i.at }
    }
}

/// How an escalation is to be got out of.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RemedyPlan)]
pub struct PlanView {
    /// Its steps; null where a solution offered is the plan, or once erased.
    text: Option<String>,
    /// By when all of it is done.
    #[schema(value_type = Option<Instant>)]
    finish_at: Option<UtcMs>,
    /// The solution offered.
    #[schema(value_type = Option<Ident>)]
    proposal: Option<Id>,
    /// By whom.
    #[schema(value_type = Option<Ident>)]
    by: Option<Id>,
    /// When.
    #[schema(value_type = Instant)]
    at: UtcMs,
}

impl PlanView {
    pub(super) fn of(p: &RemedyPlan, words: &Words) -> Self {
        let text = p.text.as_ref().and_then(|t| words.get(&t.id).cloned());
        Self { text, finish_at: p.finish_at, proposal: p.proposal, by: p.by, at: p.at }
    }
}

/// The review of a remedy that failed twice.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FailureReview)]
pub struct ReviewView {
    /// Since when it is owed.
    #[schema(value_type = Instant)]
    asked_at: UtcMs,
    /// By when.
    #[schema(value_type = Instant)]
    due_at: UtcMs,
    /// Its time has passed.
    overdue: bool,
    /// What was found; null while it is owed, or once erased.
    finding: Option<String>,
    /// When it was made.
    #[schema(value_type = Option<Instant>)]
    reviewed_at: Option<UtcMs>,
    /// By whom.
    #[schema(value_type = Option<Ident>)]
    by: Option<Id>,
}

impl ReviewView {
    pub(super) fn of(r: &FailureReview, words: &Words) -> Self {
        Self {
            asked_at: r.asked_at,
            due_at: r.due_at,
            overdue: r.overdue,
            finding: r.finding.as_ref().and_then(|t| words.get(&t.id).cloned()),
            reviewed_at: r.reviewed.map(|(at, _)| at),
            by: r.reviewed.and_then(|(_, by)| by),
        }
    }
}

/// What a visit to ask about the result brought back (S3-17).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FollowUpVisit)]
pub struct FollowUpVisitView {
    /// When somebody was there.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// Who.
    #[schema(value_type = Ident)]
    visitor: Id,
    /// What was found; null once erased.
    finding: Option<String>,
    /// The customer's signature, photos: files of the case.
    #[schema(value_type = Vec<Ident>)]
    files: Vec<Id>,
}

impl FollowUpVisitView {
    pub(super) fn of(v: &FollowUpVisit, words: &Words) -> Self {
        let finding = words.get(&v.finding.id).cloned();
        Self { at: v.at, visitor: v.visitor, finding, files: v.attachments.clone() }
    }
}

/// What the customer said of us when it was over (S2-30, S3-34).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseRating)]
pub struct RatingView {
    /// The outcome, 1 to 5.
    pub(super) stars: u8,
    /// How it was handled, 1 to 5; null if not asked.
    pub(super) process: Option<u8>,
    /// They would use us again; null if not said.
    pub(super) would_return: Option<bool>,
}
