//! Valid complaints on a case: the judgement, the station's appeal, the decision about it (S3-19…S3-22).

use axum::extract::{Path, State};
use axum::http::Uri;
use bihuan_app::cases::adjudications::AppealLine;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseCommand as C;
use bihuan_domain::case::Refusal;
use bihuan_domain::complaint::adjudication::{Adjudication, AdjudicationStanding, Appeal, Judgement};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::Words;
use super::{Change, adds, may};
use crate::auth::Caller;
use crate::codes::{AdjudicationStandingCode, Ident, Instant};
use crate::endpoint::Endpoint;
use crate::input::{Json, Query, Seen, bounded, id};
use crate::once::Once;
use crate::problem::Answer;
use crate::v1::{queue_ask, queue_page, queued};
use crate::web::Web;

/// The longest reason, in characters.
const MOST: usize = 262_144;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        adds(Endpoint::post(
            "/cases/{case}/adjudications",
            may(P::CaseAdjudicate),
            "Judges whether a complaint is valid against a station; the policy's classes count on confirmation",
            judge,
        ))
        .takes::<JudgementBody>(),
        adds(Endpoint::post(
            "/cases/{case}/adjudications/{adjudication}/appeal",
            may(P::CaseAppeal),
            "Appeals for the station, within the policy's working days",
            appeal,
        ))
        .takes::<AppealBody>(),
        adds(Endpoint::post(
            "/cases/{case}/adjudications/{adjudication}/appeal/decision",
            may(P::CaseAdjudicate),
            "Decides an appeal; never by whoever judged or appealed",
            decide,
        ))
        .takes::<AppealDecisionBody>(),
        queued(Endpoint::get("/appeals", may(P::CaseAdjudicate), "Appeals that wait, the longest first", waiting))
            .lists::<AppealLineView>()
            .query("mine", "Only those you may decide now", serde_json::json!({ "type": "boolean" })),
    ]
}

/// A judgement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewAdjudication)]
pub struct JudgementBody {
    /// What the customer complained of is confirmed.
    confirmed: bool,
    /// The reason class: one of the policy's, or a category.
    #[schema(min_length = 1, max_length = 100)]
    class: String,
    /// The finding that makes a category count (S3-20).
    #[schema(max_length = 100)]
    finding: Option<String>,
    /// The station.
    #[schema(value_type = Ident)]
    station: Id,
    /// The station caused it; it must be liable.
    station_caused: bool,
    /// Why.
    #[schema(min_length = 1, max_length = 262144)]
    reason: String,
}

async fn judge(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<JudgementBody>,
) -> Answer {
    let given = body.value;
    bounded("class", &given.class, 100)?;
    bounded("finding", given.finding.as_deref().unwrap_or("-"), 100)?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let reason = change.must("reason", &given.reason, MOST)?;
    let judgement = Judgement {
        confirmed: given.confirmed,
        class: given.class,
        finding: given.finding,
        station: given.station,
        station_caused: given.station_caused,
        reason: reason.reference.clone(),
    };
    let command = C::Adjudicate { adjudication: web.app().db().new_id(), judgement: Box::new(judgement) };
    change.add(&once, &body.bytes, command, vec![reason]).await
}

/// An appeal.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewAppeal)]
pub struct AppealBody {
    /// Why.
    #[schema(min_length = 1, max_length = 262144)]
    reason: String,
}

async fn appeal(
    State(web): State<Web>,
    caller: Caller,
    Path((case, adjudication)): Path<(String, String)>,
    seen: Seen,
    once: Once,
    body: Json<AppealBody>,
) -> Answer {
    let adjudication = id(&adjudication, "adjudication")?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let reason = change.must("reason", &body.value.reason, MOST)?;
    let command = C::AppealAdjudication { adjudication, reason: reason.reference.clone() };
    change.add(&once, &body.bytes, command, vec![reason]).await
}

/// The decision about an appeal.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewAppealDecision)]
pub struct AppealDecisionBody {
    /// The valid complaint is taken back, or stands.
    granted: bool,
    /// Why.
    #[schema(min_length = 1, max_length = 262144)]
    reason: String,
}

async fn decide(
    State(web): State<Web>,
    caller: Caller,
    Path((case, adjudication)): Path<(String, String)>,
    seen: Seen,
    once: Once,
    body: Json<AppealDecisionBody>,
) -> Answer {
    let adjudication = id(&adjudication, "adjudication")?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let reason = change.must("reason", &body.value.reason, MOST)?;
    let command = C::DecideAppeal { adjudication, granted: body.value.granted, reason: reason.reference.clone() };
    change.add(&once, &body.bytes, command, vec![reason]).await
}

/// A station's appeal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Appeal)]
pub struct AppealView {
    /// Who appealed.
    #[schema(value_type = Ident)]
    by: Id,
    /// When.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// Why; null once erased.
    reason: Option<String>,
    /// Who decided it.
    #[schema(value_type = Option<Ident>)]
    decided_by: Option<Id>,
    /// When.
    #[schema(value_type = Option<Instant>)]
    decided_at: Option<UtcMs>,
    /// Why so.
    decision: Option<String>,
}

impl AppealView {
    fn of(a: &Appeal, words: &Words) -> Self {
        Self {
            by: a.by,
            at: a.at,
            reason: words.get(&a.reason.id).cloned(),
            decided_by: a.decided_by,
            decided_at: a.decided_at,
            decision: a.decision.as_ref().and_then(|t| words.get(&t.id).cloned()),
        }
    }
}

/// Whether it is a valid complaint against a station.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Adjudication)]
pub struct AdjudicationView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// How it stands.
    #[schema(value_type = AdjudicationStandingCode)]
    standing: AdjudicationStanding,
    /// The reason class.
    class: String,
    /// The finding.
    finding: Option<String>,
    /// The station.
    #[schema(value_type = Ident)]
    station: Id,
    /// The station caused it.
    station_caused: bool,
    /// It counts against the station.
    counts: bool,
    /// Month of receipt, `YYYY-MM`.
    month: String,
    /// Why; null once erased.
    reason: Option<String>,
    /// Who judged.
    #[schema(value_type = Ident)]
    by: Id,
    /// When.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// Until when the station may appeal.
    #[schema(value_type = Instant)]
    appeal_until: UtcMs,
    /// Its appeal.
    appeal: Option<AppealView>,
}

impl AdjudicationView {
    pub(super) fn of(a: &Adjudication, words: &Words) -> Self {
        Self {
            id: a.id,
            standing: a.standing,
            class: a.class.clone(),
            finding: a.finding.clone(),
            station: a.station,
            station_caused: a.station_caused,
            counts: a.counts(),
            month: a.month.clone(),
            reason: words.get(&a.reason.id).cloned(),
            by: a.by,
            at: a.at,
            appeal_until: a.appeal_until,
            appeal: a.appeal.as_ref().map(|p| AppealView::of(p, words)),
        }
    }
}

/// An appeal that waits.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AppealLine)]
pub struct AppealLineView {
    /// The case.
    #[schema(value_type = Ident)]
    case: Id,
    /// Its number.
    number: String,
    /// Its subject; null once erased.
    subject: Option<String>,
    /// Its version, for `If-Match`.
    version: i64,
    /// What is appealed against.
    adjudication: AdjudicationView,
    /// Name of the station.
    station_name: String,
    /// Name of whoever appealed.
    by_name: String,
    /// Whether you may decide it.
    allowed: bool,
    /// Code of the reason why not.
    why_not: Option<String>,
}

async fn waiting(State(web): State<Web>, caller: Caller, uri: Uri, mut query: Query) -> Answer {
    let mine = query.parsed::<bool>("mine")?.unwrap_or(false);
    let ask = queue_ask(&mut query)?;
    query.done()?;
    let view = |line: AppealLine| AppealLineView {
        case: line.case.id,
        number: line.case.number.to_string(),
        subject: line.subject,
        version: line.version,
        adjudication: AdjudicationView::of(&line.adjudication, &line.words),
        station_name: line.station_name,
        by_name: line.by_name,
        allowed: line.refused.is_none(),
        why_not: line.refused.as_ref().map(Refusal::code),
    };
    Ok(queue_page(&uri, web.app().appeals(&caller.actor, mine, ask).await?, view))
}
