//! Finding out what happened, and what an emergency asks for: checklist, containment, requests for evidence, visits,
//! support by head office, acceptance, assessment, substitute (S0-52…55, S1-17, S2-17, S3-18, S3-26).

use axum::Json as Out;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use bihuan_app::portal::NewLink;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseCommand as C;
use bihuan_domain::complaint::liability::EvidenceSource;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use serde::Deserialize;
use utoipa::ToSchema;

use super::investigated;
use super::portal_link::LinkView;
use super::{Change, adds, may};
use crate::auth::Caller;
use crate::codes::{EvidenceSourceCode, Ident, Instant};
use crate::endpoint::Endpoint;
use crate::input::{Json, Seen, id};
use crate::once::Once;
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// The longest words, in characters.
const MOST: usize = 262_144;
/// The longest name and address of somebody outside.
const MOST_NAME: usize = 400;
/// The languages we write in.
const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];
/// Files of a visit, at most.
const MOST_FILES: usize = 50;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let look = may(P::CaseInvestigate);
    vec![
        Endpoint::get(
            "/cases/{case}/investigation",
            may(P::CaseRead),
            "The investigation: checklist, attempts, requests, visits, support, emergency",
            investigated::show,
        )
        .gives::<investigated::InvestigationView>(200),
        Endpoint::get(
            "/cases/{case}/cluster",
            may(P::CaseRead),
            "Who else: cases of the same product, batch or serial number in the policy's days",
            investigated::cluster,
        )
        .gives::<investigated::ClusterView>(200),
        adds(Endpoint::post(
            "/cases/{case}/steps/{step}/completion",
            look,
            "Ticks a step of the checklist off",
            complete,
        ))
        .takes::<ResultBody>(),
        adds(Endpoint::post(
            "/cases/{case}/steps/{step}/omission",
            look,
            "Leaves a step of the checklist out, with the reason",
            omit,
        ))
        .takes::<ReasonBody>(),
        adds(Endpoint::post("/cases/{case}/containments", look, "Records what keeps the damage from growing", contain))
            .takes::<WordsBody>(),
        adds(Endpoint::post(
            "/cases/{case}/evidence-requests",
            look,
            "Asks a unit, or somebody outside, for evidence; due as the policy says",
            ask,
        ))
        .takes::<RequestBody>(),
        Endpoint::post(
            "/cases/{case}/evidence-requests/{request}/link",
            look,
            "Makes a link by which a request is answered without an account; the one before is void",
            link,
        )
        .gives::<LinkView>(201),
        Endpoint::post(
            "/cases/{case}/evidence-requests/{request}/sendings",
            look,
            "Sends the link again to whoever is asked outside, by the address their words name",
            send_again,
        ),
        adds(Endpoint::post(
            "/cases/{case}/evidence-requests/{request}/withdrawal",
            look,
            "Takes a request back; its link is void",
            withdraw,
        ))
        .takes::<ReasonBody>(),
        adds(Endpoint::post("/cases/{case}/visits", look, "Plans a visit on site", plan)).takes::<VisitBody>(),
        adds(Endpoint::post(
            "/cases/{case}/visits/{visit}/record",
            look,
            "Records what was found on site; its photos are attached before",
            visited,
        ))
        .takes::<VisitRecordBody>(),
        adds(Endpoint::post(
            "/cases/{case}/visits/{visit}/cancellation",
            look,
            "Says why a visit did not take place",
            missed,
        ))
        .takes::<ReasonBody>(),
        adds(Endpoint::post("/cases/{case}/support-requests", look, "Asks head office for help (S3-18)", support))
            .takes::<WordsBody>(),
        adds(Endpoint::post(
            "/cases/{case}/support-requests/{support}/answer",
            look,
            "Answers as head office",
            answer_support,
        ))
        .takes::<WordsBody>(),
        adds(Endpoint::post(
            "/cases/{case}/emergency/acceptance",
            may(P::CaseNote),
            "Accepts an emergency; nobody else is asked any more",
            accept,
        )),
        adds(Endpoint::post(
            "/cases/{case}/safety-assessment",
            look,
            "Decides whether a product risk is reported to the authority (B.16)",
            assess,
        ))
        .takes::<AssessmentBody>(),
        adds(Endpoint::post(
            "/cases/{case}/substitute",
            look,
            "Records a substitute offered for the time being, or why none (S0-55)",
            substitute,
        ))
        .takes::<SubstituteBody>(),
    ]
}

/// Words.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewWords)]
pub struct WordsBody {
    /// What is said.
    #[schema(min_length = 1, max_length = 262144)]
    text: String,
}

/// A result.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewStepResult)]
pub struct ResultBody {
    /// What came of it.
    #[schema(max_length = 262144)]
    result: Option<String>,
}

/// A reason.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewReason)]
pub struct ReasonBody {
    /// Why.
    #[schema(min_length = 1, max_length = 262144)]
    reason: String,
}

/// A request for evidence.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewEvidenceRequest)]
pub struct RequestBody {
    /// Whose evidence.
    #[schema(value_type = EvidenceSourceCode)]
    source: EvidenceSource,
    /// The unit asked; or `outside`.
    #[schema(value_type = Option<Ident>)]
    unit: Option<Id>,
    /// Name and address of who is asked outside.
    #[schema(max_length = 400)]
    outside: Option<String>,
    /// Their language, in which the link is sent where `outside` names an e-mail address or a mobile number: `zh-Hans`
    /// (if not given), `zh-Hant` or `en`.
    #[schema(max_length = 10)]
    language: Option<String>,
    /// What is asked.
    #[schema(min_length = 1, max_length = 262144)]
    text: String,
}

/// A visit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSiteVisit)]
pub struct VisitBody {
    /// When.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// Where.
    #[schema(min_length = 1, max_length = 262144)]
    place: String,
    /// Who goes.
    #[schema(value_type = Ident)]
    visitor: Id,
}

/// What was found.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSiteVisitRecord)]
pub struct VisitRecordBody {
    /// When they were there.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// What was found.
    #[schema(min_length = 1, max_length = 262144)]
    finding: String,
    /// Files of the case that belong to it.
    #[serde(default)]
    #[schema(value_type = Vec<Ident>, max_items = 50)]
    attachments: Vec<Id>,
}

/// Reported or not.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSafetyAssessment)]
pub struct AssessmentBody {
    /// It is reported.
    report: bool,
    /// Why, or why not.
    #[schema(min_length = 1, max_length = 262144)]
    reason: String,
    /// Number of the report.
    #[schema(max_length = 400)]
    document: Option<String>,
}

/// A substitute.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSubstitute)]
pub struct SubstituteBody {
    /// One was offered.
    offered: bool,
    /// Which, or why none.
    #[schema(min_length = 1, max_length = 262144)]
    text: String,
}

async fn complete(
    State(web): State<Web>,
    caller: Caller,
    Path((case, step)): Path<(String, String)>,
    seen: Seen,
    once: Once,
    body: Json<ResultBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let result = change.may("result", body.value.result.as_deref(), MOST)?;
    let command = C::CompleteStep { step, result: result.as_ref().map(|t| t.reference.clone()) };
    change.add(&once, &body.bytes, command, result.into_iter().collect()).await
}

async fn omit(
    State(web): State<Web>,
    caller: Caller,
    Path((case, step)): Path<(String, String)>,
    seen: Seen,
    once: Once,
    body: Json<ReasonBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let reason = change.must("reason", &body.value.reason, MOST)?;
    let command = C::SkipStep { step, reason: reason.reference.clone() };
    change.add(&once, &body.bytes, command, vec![reason]).await
}

async fn contain(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<WordsBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let text = change.must("text", &body.value.text, MOST)?;
    let command = C::Contain { measure: web.app().db().new_id(), text: text.reference.clone() };
    change.add(&once, &body.bytes, command, vec![text]).await
}

async fn ask(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<RequestBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let text = change.must("text", &body.value.text, MOST)?;
    let outside = change.may("outside", body.value.outside.as_deref(), MOST_NAME)?;
    if let Some(given) = body.value.language.as_deref().filter(|l| !LANGUAGES.contains(l)) {
        return Err(Problem::field("language", "unknown_code", given));
    }
    let command = C::RequestEvidence {
        request: web.app().db().new_id(),
        source: body.value.source,
        unit: body.value.unit,
        outside: outside.as_ref().map(|t| t.reference.clone()),
        language: body.value.language,
        text: text.reference.clone(),
    };
    change.add(&once, &body.bytes, command, std::iter::once(text).chain(outside).collect()).await
}

async fn link(State(web): State<Web>, caller: Caller, Path((case, request)): Path<(String, String)>) -> Answer {
    let request = id(&request, "evidence_request")?;
    let case = web.app().case_id(&caller.actor, &case).await?;
    let NewLink { key, expires_at } = web.app().evidence_link(&caller.actor, case, request).await?;
    let view = LinkView::new(format!("/portal/request#{}", key.reveal()), expires_at);
    Ok((StatusCode::CREATED, Out(view)).into_response())
}

async fn send_again(
    State(web): State<Web>,
    caller: Caller,
    Path((case, request)): Path<(String, String)>,
) -> Answer<StatusCode> {
    let request = id(&request, "evidence_request")?;
    let case = web.app().case_id(&caller.actor, &case).await?;
    web.app().send_evidence_link(&caller.actor, case, request).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn withdraw(
    State(web): State<Web>,
    caller: Caller,
    Path((case, request)): Path<(String, String)>,
    seen: Seen,
    once: Once,
    body: Json<ReasonBody>,
) -> Answer {
    let request = id(&request, "evidence_request")?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let reason = change.must("reason", &body.value.reason, MOST)?;
    let command = C::WithdrawEvidenceRequest { request, reason: reason.reference.clone() };
    change.add(&once, &body.bytes, command, vec![reason]).await
}

async fn plan(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<VisitBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let place = change.must("place", &body.value.place, MOST)?;
    let (visit, at, visitor) = (web.app().db().new_id(), body.value.at, body.value.visitor);
    let command = C::PlanVisit { visit, at, place: place.reference.clone(), visitor };
    change.add(&once, &body.bytes, command, vec![place]).await
}

async fn visited(
    State(web): State<Web>,
    caller: Caller,
    Path((case, visit)): Path<(String, String)>,
    seen: Seen,
    once: Once,
    body: Json<VisitRecordBody>,
) -> Answer {
    let visit = id(&visit, "visit")?;
    if body.value.attachments.len() > MOST_FILES {
        return Err(Problem::field("attachments", "too_many", MOST_FILES.to_string()));
    }
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let finding = change.must("finding", &body.value.finding, MOST)?;
    let (at, attachments) = (body.value.at, body.value.attachments);
    let command = C::CompleteVisit { visit, at, finding: finding.reference.clone(), attachments };
    change.add(&once, &body.bytes, command, vec![finding]).await
}

async fn missed(
    State(web): State<Web>,
    caller: Caller,
    Path((case, visit)): Path<(String, String)>,
    seen: Seen,
    once: Once,
    body: Json<ReasonBody>,
) -> Answer {
    let visit = id(&visit, "visit")?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let reason = change.must("reason", &body.value.reason, MOST)?;
    let command = C::MissVisit { visit, reason: reason.reference.clone() };
    change.add(&once, &body.bytes, command, vec![reason]).await
}

async fn support(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<WordsBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let text = change.must("text", &body.value.text, MOST)?;
    let command = C::RequestSupport { support: web.app().db().new_id(), text: text.reference.clone() };
    change.add(&once, &body.bytes, command, vec![text]).await
}

async fn answer_support(
    State(web): State<Web>,
    caller: Caller,
    Path((case, support)): Path<(String, String)>,
    seen: Seen,
    once: Once,
    body: Json<WordsBody>,
) -> Answer {
    let support = id(&support, "support_request")?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let text = change.must("text", &body.value.text, MOST)?;
    let command = C::AnswerSupport { support, text: text.reference.clone() };
    change.add(&once, &body.bytes, command, vec![text]).await
}

async fn accept(State(web): State<Web>, caller: Caller, Path(case): Path<String>, seen: Seen, once: Once) -> Answer {
    Change { web: &web, caller: &caller, case: &case, seen }.add(&once, b"", C::AcceptEmergency {}, Vec::new()).await
}

async fn assess(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<AssessmentBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let reason = change.must("reason", &body.value.reason, MOST)?;
    let document = change.may("document", body.value.document.as_deref(), MOST_NAME)?;
    let command = C::AssessSafety {
        report: body.value.report,
        reason: reason.reference.clone(),
        document: document.as_ref().map(|t| t.reference.clone()),
    };
    change.add(&once, &body.bytes, command, std::iter::once(reason).chain(document).collect()).await
}

async fn substitute(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<SubstituteBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let text = change.must("text", &body.value.text, MOST)?;
    let command = C::RecordSubstitute { offered: body.value.offered, text: text.reference.clone() };
    change.add(&once, &body.bytes, command, vec![text]).await
}
