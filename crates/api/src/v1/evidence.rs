//! Answering a request for evidence without a right to its case (S2-17): at the unit asked, or by a link.

use axum::Json as Out;
use axum::extract::{DefaultBodyLimit, FromRequestParts, Multipart, Path, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse;
use bihuan_app::Failure;
use bihuan_app::cases::evidence::{Reply, RequestShown, Respondent};
use bihuan_app::portal::OwnFile;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::complaint::evidence_request::RequestStanding;
use bihuan_domain::complaint::liability::EvidenceSource;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::Caller;
use crate::codes::{EvidenceSourceCode, Ident, Instant, RequestStandingCode};
use crate::endpoint::{Access, Carries, Endpoint};
use crate::input::{Json, Query, bounded, id};
use crate::problem::{Answer, Problem};
use crate::v1::cases::attachments::{file, media_type};
use crate::v1::portal::NewFileView;
use crate::v1::{queue_ask, queue_page, queued};
use crate::web::{MOST_FILE_BYTES, Web};

/// Characters of an answer.
const MOST: usize = 10_000;
/// Files of an answer.
const MOST_FILES: usize = 20;

impl<S: Send + Sync> FromRequestParts<S> for Linked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts.extensions.get::<Respondent>().cloned().map(Self).ok_or_else(|| Failure::NotSignedIn.into())
    }
}

/// Whoever showed a good link.
pub struct Linked(Respondent);

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let (unit, link) = (Access::May(P::EvidenceAnswer), Access::Respondent);
    let room = DefaultBodyLimit::max(MOST_FILE_BYTES + (64 << 10));
    let mut attach =
        Endpoint::post("/evidence-requests/{request}/attachments", unit, "Adds a file to an answer", attach)
            .carries(Carries::File)
            .gives::<NewFileView>(201);
    attach.run = attach.run.layer(room);
    let mut attach_by_link =
        Endpoint::post("/portal/request/attachments", link, "Adds a file to an answer", attach_linked)
            .carries(Carries::File)
            .gives::<NewFileView>(201);
    attach_by_link.run = attach_by_link.run.layer(room);
    vec![
        queued(Endpoint::get(
            "/evidence-requests",
            unit,
            "Requests for evidence to your units that wait, the most urgent first",
            waiting,
        ))
        .lists::<AskedView>(),
        Endpoint::get("/evidence-requests/{request}", unit, "A request for evidence to one of your units", show)
            .gives::<AskedView>(200),
        attach,
        Endpoint::post(
            "/evidence-requests/{request}/answer",
            unit,
            "Answers; a second answer stands beside the first",
            answer,
        )
        .takes::<ReplyBody>()
        .gives::<AskedView>(201),
        Endpoint::post("/evidence-requests/{request}/refusal", unit, "Says why there is no answer", refuse)
            .takes::<RefusalBody>()
            .gives::<AskedView>(201),
        Endpoint::get("/portal/request", link, "The request for evidence that a link opens", show_linked)
            .gives::<AskedView>(200),
        attach_by_link,
        Endpoint::post(
            "/portal/request/answer",
            link,
            "Answers; a second answer stands beside the first",
            answer_linked,
        )
        .takes::<ReplyBody>()
        .gives::<AskedView>(201),
        Endpoint::post("/portal/request/refusal", link, "Says why there is no answer", refuse_linked)
            .takes::<RefusalBody>()
            .gives::<AskedView>(201),
    ]
}

/// A request for evidence as whoever answers sees it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AskedEvidence)]
pub struct AskedView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// Number of its case.
    number: String,
    /// The case, where you may see it.
    #[schema(value_type = Option<Ident>)]
    case_number: Option<String>,
    /// Whose evidence.
    #[schema(value_type = EvidenceSourceCode)]
    source: EvidenceSource,
    /// The unit asked.
    unit_name: Option<String>,
    /// What is asked; null once erased.
    text: Option<String>,
    /// Who asked; null outside.
    by_name: Option<String>,
    /// When.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// By when.
    #[schema(value_type = Instant)]
    due_at: UtcMs,
    /// Its time has passed.
    overdue: bool,
    /// How it stands.
    #[schema(value_type = RequestStandingCode)]
    standing: RequestStanding,
    /// Answers that came.
    answers: u32,
    /// Until when the link is good.
    #[schema(value_type = Option<Instant>)]
    expires_at: Option<UtcMs>,
}

impl From<RequestShown> for AskedView {
    fn from(line: RequestShown) -> Self {
        let r = line.request;
        Self {
            id: r.id,
            case_number: line.sees_case.then(|| line.number.clone()),
            number: line.number,
            source: r.source,
            unit_name: line.unit_name,
            text: line.text,
            by_name: line.by_name,
            at: r.at,
            due_at: r.due_at,
            overdue: r.level > 0,
            standing: r.standing,
            answers: r.answers,
            expires_at: line.until,
        }
    }
}

/// An answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewEvidenceAnswer)]
pub struct ReplyBody {
    /// Its words.
    #[schema(min_length = 1, max_length = 10000)]
    text: String,
    /// Files added before.
    #[serde(default)]
    #[schema(value_type = Vec<Ident>, max_items = 20)]
    files: Vec<Id>,
    /// Your name, by a link.
    #[schema(max_length = 100)]
    name: Option<String>,
}

impl ReplyBody {
    fn reply(self) -> Result<Reply, Problem> {
        bounded("text", &self.text, MOST)?;
        if self.files.len() > MOST_FILES {
            return Err(Problem::field("files", "too_many", MOST_FILES.to_string()));
        }
        Ok(Reply::Answer { text: self.text, files: self.files, name: self.name })
    }
}

/// Why there is no answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewEvidenceRefusal)]
pub struct RefusalBody {
    /// The reason.
    #[schema(min_length = 1, max_length = 10000)]
    reason: String,
    /// Your name, by a link.
    #[schema(max_length = 100)]
    name: Option<String>,
}

impl RefusalBody {
    fn reply(self) -> Result<Reply, Problem> {
        bounded("reason", &self.reason, MOST)?;
        Ok(Reply::Decline { reason: self.reason, name: self.name })
    }
}

async fn waiting(State(web): State<Web>, caller: Caller, uri: Uri, mut query: Query) -> Answer {
    let ask = queue_ask(&mut query)?;
    query.done()?;
    let page = web.app().evidence_requests(&caller.actor, ask).await?;
    Ok(queue_page(&uri, page, AskedView::from))
}

async fn of(web: &Web, caller: &Caller, request: &str) -> Answer<Respondent> {
    Ok(web.app().respondent(&caller.actor, id(request, "evidence_request")?).await?)
}

async fn seen(web: &Web, respondent: &Respondent, status: StatusCode) -> Answer {
    let view: AskedView = web.app().evidence_request(respondent).await?.into();
    Ok((status, Out(view)).into_response())
}

async fn replied(web: &Web, respondent: &Respondent, reply: Reply) -> Answer {
    web.app().reply_evidence(respondent, reply).await?;
    seen(web, respondent, StatusCode::CREATED).await
}

async fn attached(web: &Web, respondent: &Respondent, form: Multipart) -> Answer {
    // Asked before anything is kept: nobody fills the disk by a request that is not there.
    web.app().evidence_request(respondent).await?;
    let (name, bytes) = file(form).await?;
    let media_type = media_type(&bytes).to_owned();
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let digest = web.app().blobs().put(bytes).await?.to_string();
    let added = OwnFile { id: web.app().db().new_id(), name, media_type, bytes: length };
    let id = web.app().attach_evidence(respondent, added, digest).await?;
    Ok((StatusCode::CREATED, Out(NewFileView::of(id))).into_response())
}

async fn show(State(web): State<Web>, caller: Caller, Path(request): Path<String>, query: Query) -> Answer {
    query.done()?;
    seen(&web, &of(&web, &caller, &request).await?, StatusCode::OK).await
}

async fn attach(State(web): State<Web>, caller: Caller, Path(request): Path<String>, form: Multipart) -> Answer {
    attached(&web, &of(&web, &caller, &request).await?, form).await
}

async fn answer(State(web): State<Web>, caller: Caller, Path(request): Path<String>, body: Json<ReplyBody>) -> Answer {
    let reply = body.value.reply()?;
    replied(&web, &of(&web, &caller, &request).await?, reply).await
}

async fn refuse(
    State(web): State<Web>,
    caller: Caller,
    Path(request): Path<String>,
    body: Json<RefusalBody>,
) -> Answer {
    let reply = body.value.reply()?;
    replied(&web, &of(&web, &caller, &request).await?, reply).await
}

async fn show_linked(State(web): State<Web>, Linked(respondent): Linked, query: Query) -> Answer {
    query.done()?;
    seen(&web, &respondent, StatusCode::OK).await
}

async fn attach_linked(State(web): State<Web>, Linked(respondent): Linked, form: Multipart) -> Answer {
    attached(&web, &respondent, form).await
}

async fn answer_linked(State(web): State<Web>, Linked(respondent): Linked, body: Json<ReplyBody>) -> Answer {
    let reply = body.value.reply()?;
    replied(&web, &respondent, reply).await
}

async fn refuse_linked(State(web): State<Web>, Linked(respondent): Linked, body: Json<RefusalBody>) -> Answer {
    let reply = body.value.reply()?;
    replied(&web, &respondent, reply).await
}
