//! Approval of what exceeds one's authority (S2-23): asked for, signed or refused, and the queue of those that wait.

use axum::extract::{Path, State};
use axum::http::Uri;
use bihuan_app::cases::approvals::ApprovalLine;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseCommand as C;
use bihuan_domain::case::Refusal;
use bihuan_domain::complaint::approval::{Approval, ApprovalStanding, Signature};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Role;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::remedying::{MoneyBody, TermBody, terms};
use super::view::Words;
use super::{Change, adds, may};
use crate::auth::Caller;
use crate::codes::{ApprovalStandingCode, Ident, Instant, RoleCode};
use crate::endpoint::Endpoint;
use crate::input::{Json, Query, Seen, id};
use crate::once::Once;
use crate::problem::Answer;
use crate::v1::{queue_ask, queue_page, queued};
use crate::web::Web;

/// The longest reason, in characters.
const MOST: usize = 262_144;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        adds(Endpoint::post(
            "/cases/{case}/approvals",
            may(P::CasePropose),
            "Asks for approval of what exceeds your authority",
            ask,
        ))
        .takes::<ApprovalBody>(),
        adds(Endpoint::post(
            "/cases/{case}/approvals/{approval}/decision",
            may(P::CaseApprove),
            "Signs an approval, or refuses it with the reason; never by whoever asked",
            sign,
        ))
        .takes::<DecisionBody>(),
        queued(Endpoint::get("/approvals", may(P::CaseApprove), "Approvals that wait, the most urgent first", waiting))
            .lists::<ApprovalLineView>()
            .query("mine", "Only those you may sign now", serde_json::json!({ "type": "boolean" })),
    ]
}

/// What is asked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewApproval)]
pub struct ApprovalBody {
    /// Exactly what is to be promised; another amount needs another approval.
    #[schema(min_items = 1, max_items = 50)]
    terms: Vec<TermBody>,
    /// Why.
    #[schema(min_length = 1, max_length = 262144)]
    reason: String,
}

async fn ask(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<ApprovalBody>,
) -> Answer {
    let terms = terms(&body.value.terms)?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let reason = change.must("reason", &body.value.reason, MOST)?;
    let command = C::RequestApproval { approval: web.app().db().new_id(), terms, reason: reason.reference.clone() };
    change.add(&once, &body.bytes, command, vec![reason]).await
}

/// Yes or no.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewDecision)]
pub struct DecisionBody {
    /// Signed, or refused.
    granted: bool,
    /// Why; a refusal needs it.
    #[schema(max_length = 262144)]
    reason: Option<String>,
}

async fn sign(
    State(web): State<Web>,
    caller: Caller,
    Path((case, approval)): Path<(String, String)>,
    seen: Seen,
    once: Once,
    body: Json<DecisionBody>,
) -> Answer {
    let approval = id(&approval, "approval")?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let reason = change.may("reason", body.value.reason.as_deref(), MOST)?;
    let command = C::DecideApproval {
        approval,
        granted: body.value.granted,
        reason: reason.as_ref().map(|t| t.reference.clone()),
    };
    change.add(&once, &body.bytes, command, reason.into_iter().collect()).await
}

/// Who signed.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignatureView {
    /// Who.
    #[schema(value_type = Ident)]
    by: Id,
    /// When.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// In whose absence.
    #[schema(value_type = Option<Ident>)]
    for_user: Option<Id>,
}

/// An approval.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Approval)]
pub struct ApprovalView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// What is to be promised.
    terms: Vec<TermBody>,
    /// Its sum.
    total: MoneyBody,
    /// Why; null once erased.
    reason: Option<String>,
    /// Who asked.
    #[schema(value_type = Ident)]
    by: Id,
    /// When.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// Whose signature is due.
    #[schema(value_type = Option<RoleCode>)]
    needs: Option<Role>,
    /// By when.
    #[schema(value_type = Instant)]
    due_at: UtcMs,
    /// Its time has passed.
    overdue: bool,
    /// How it stands.
    #[schema(value_type = ApprovalStandingCode)]
    standing: ApprovalStanding,
    /// Who signed so far.
    signed: Vec<SignatureView>,
}

impl ApprovalView {
    pub(super) fn of(a: &Approval, words: &Words) -> Self {
        let signed = |s: &Signature| SignatureView { by: s.by, at: s.at, for_user: s.for_user };
        Self {
            id: a.id,
            terms: a.terms.iter().map(Into::into).collect(),
            total: (&a.total).into(),
            reason: words.get(&a.reason.id).cloned(),
            by: a.by,
            at: a.at,
            needs: a.needs(),
            due_at: a.due_at,
            overdue: a.overdue,
            standing: a.standing,
            signed: a.signed.iter().map(signed).collect(),
        }
    }
}

/// An approval that waits.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ApprovalLine)]
pub struct ApprovalLineView {
    /// The case.
    #[schema(value_type = Ident)]
    case: Id,
    /// Its number.
    number: String,
    /// Its subject; null once erased.
    subject: Option<String>,
    /// Its version, for `If-Match`.
    version: i64,
    /// The approval.
    approval: ApprovalView,
    /// Name of whoever asked.
    by_name: String,
    /// Whether you may sign it now.
    allowed: bool,
    /// Code of the reason why not.
    why_not: Option<String>,
}

async fn waiting(State(web): State<Web>, caller: Caller, uri: Uri, mut query: Query) -> Answer {
    let mine = query.parsed::<bool>("mine")?.unwrap_or(false);
    let ask = queue_ask(&mut query)?;
    query.done()?;
    let page = web.app().approvals(&caller.actor, mine, ask).await?;
    let view = |line: ApprovalLine| ApprovalLineView {
        case: line.case.id,
        number: line.case.number.to_string(),
        subject: line.subject,
        version: line.version,
        approval: ApprovalView::of(&line.approval, &line.words),
        by_name: line.by_name,
        allowed: line.refused.is_none(),
        why_not: line.refused.as_ref().map(Refusal::code),
    };
    Ok(queue_page(&uri, page, view))
}
