//! The customer's side, under `/portal`: doors that anybody may knock at after a little work, and the one case that a key
//! opens. What is shown and what may be done is decided in `bihuan_app::portal`.

use axum::Json;
use axum::body::Body as Bytes;
use axum::extract::{DefaultBodyLimit, FromRequestParts, Multipart, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bihuan_app::Failure;
use bihuan_app::cases::files::shows_in_place;
use bihuan_app::portal::{self, Guest, NewLink, OwnCase, OwnEntry, OwnFile, Said, Solved, Submission};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::event::{Answer as ToSolution, ClosureReason, Remedy};
use bihuan_domain::case::stage::Stage;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Kind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::cases::attachments::{file, label, media_type, policy};
use super::flows::WordsView;
use crate::codes::{ClosureReasonCode, Ident, Instant, KindCode, RemedyCode, StageCode};
use crate::endpoint::{Access, Answers, Carries, Endpoint};
use crate::input::{Json as Body, Query, id};
use crate::problem::Answer;
use crate::visitor::Visitor;
use crate::web::{MOST_FILE_BYTES, Web};

impl<S: Send + Sync> FromRequestParts<S> for Opened {
    type Rejection = crate::problem::Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts.extensions.get::<Guest>().cloned().map(Self).ok_or_else(|| Failure::NotSignedIn.into())
    }
}

/// Whoever showed a good key.
pub struct Opened(Guest);

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let (anybody, guest, staff) = (Access::Public, Access::Guest, Access::May(P::CaseMessage));
    let mut attach =
        Endpoint::post("/portal/case/attachments", guest, "Adds a picture, a video or another file", attach)
            .carries(Carries::File)
            .gives::<NewFileView>(201);
    attach.run = attach.run.layer(DefaultBodyLimit::max(MOST_FILE_BYTES + (64 << 10)));
    vec![
        Endpoint::get("/portal", anybody, "What the portal's pages need to know", about).gives::<PortalView>(200),
        Endpoint::post("/portal/challenges", anybody, "A little work to be done before one of the doors", challenge)
            .gives::<ChallengeView>(201),
        Endpoint::post("/portal/cases", anybody, "Submits a case; the answer has the key to it", submit)
            .takes::<SubmissionBody>()
            .gives::<SubmittedView>(201),
        Endpoint::post(
            "/portal/codes",
            anybody,
            "Sends a code to a contact of the case; the answer is the same whether there is one or not",
            send_code,
        )
        .takes::<CodeBody>(),
        Endpoint::post("/portal/keys", anybody, "A key for a case number and its code", open)
            .takes::<OpenBody>()
            .gives::<KeyView>(201),
        Endpoint::get("/portal/case", guest, "The case as its customer sees it", own).gives::<OwnCaseView>(200),
        Endpoint::post("/portal/case/messages", guest, "Adds to the conversation", message)
            .takes::<GuestMessageBody>()
            .gives::<OwnCaseView>(201),
        attach,
        Endpoint::get("/portal/case/attachments/{attachment}", guest, "A file one may see", fetch)
            .answers(Answers::Bytes),
        Endpoint::post("/portal/case/chasers", guest, "Asks how it stands (催单)", chase).gives::<OwnCaseView>(201),
        Endpoint::post("/portal/case/answer", guest, "Accepts or rejects the solution on the table", answer)
            .takes::<AnswerBody>()
            .gives::<OwnCaseView>(201),
        Endpoint::post("/portal/case/confirmation", guest, "Says whether the result is right", confirm)
            .takes::<GuestConfirmationBody>()
            .gives::<OwnCaseView>(201),
        Endpoint::post("/portal/case/rating", guest, "Rates the service, once (S0-22)", rate)
            .takes::<GuestRatingBody>()
            .gives::<OwnCaseView>(201),
        Endpoint::post("/portal/case/escalation", guest, "Demands that it goes up (S0-56, S4-23)", escalate)
            .gives::<OwnCaseView>(201),
        Endpoint::post("/portal/case/withdrawal", guest, "Takes the case back", withdraw).gives::<OwnCaseView>(201),
        Endpoint::post("/cases/{case}/portal-link", staff, "Makes a link that opens the case to its customer", link)
            .gives::<LinkView>(201),
        Endpoint::delete("/cases/{case}/portal-link", staff, "No link to the case opens it any more", revoke),
    ]
}

/// What the pages need to know.
#[derive(Serialize, ToSchema)]
#[schema(as = Portal)]
pub struct PortalView {
    /// Name of the organisation.
    company: Option<String>,
    /// Business time zone, an IANA name.
    time_zone: String,
    /// What may be submitted.
    #[schema(value_type = Vec<KindCode>)]
    kinds: Vec<Kind>,
    /// The largest file in bytes.
    most_file_bytes: usize,
}

async fn about(State(web): State<Web>, query: Query) -> Answer<Json<PortalView>> {
    query.done()?;
    let known = web.access().about().await?;
    Ok(Json(PortalView {
        company: known.company,
        time_zone: web.app().world().zone.name().to_owned(),
        kinds: portal::KINDS.to_vec(),
        most_file_bytes: MOST_FILE_BYTES,
    }))
}

/// A little work.
#[derive(Serialize, ToSchema)]
#[schema(as = PortalChallenge)]
pub struct ChallengeView {
    /// Find a text so that SHA-256 of `challenge:answer` begins with `bits` zero bits.
    challenge: String,
    /// Zero bits.
    bits: u32,
}

async fn challenge(State(web): State<Web>) -> Answer {
    let made = web.portal().challenge().await?;
    Ok((StatusCode::CREATED, Json(ChallengeView { challenge: made.text, bits: made.bits })).into_response())
}

/// A challenge with its answer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PortalSolved)]
pub struct SolvedBody {
    /// The challenge as it was given; good once, for an hour.
    #[schema(min_length = 1, max_length = 200)]
    challenge: String,
    /// What was found.
    #[schema(min_length = 1, max_length = 200)]
    answer: String,
}

impl From<SolvedBody> for Solved {
    fn from(body: SolvedBody) -> Self {
        Self { challenge: body.challenge, answer: body.answer }
    }
}

/// A submission.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PortalSubmission)]
pub struct SubmissionBody {
    /// What it is.
    #[schema(value_type = KindCode)]
    kind: Kind,
    /// What happened, in their own words.
    #[schema(min_length = 1, max_length = 10000)]
    text: String,
    /// What they want.
    #[schema(max_length = 10000)]
    demand: Option<String>,
    /// Name.
    #[schema(max_length = 200)]
    name: Option<String>,
    /// Telephone; this or an e-mail address is needed.
    #[schema(max_length = 100)]
    phone: Option<String>,
    /// E-mail address.
    #[schema(max_length = 254)]
    email: Option<String>,
    /// Order number.
    #[schema(max_length = 1000)]
    order_ref: Option<String>,
    /// Product or service.
    #[schema(max_length = 1000)]
    product: Option<String>,
    /// Serial number.
    #[schema(max_length = 1000)]
    serial: Option<String>,
    /// Code of the unit whose leaflet or counter was scanned.
    #[schema(max_length = 40)]
    unit: Option<String>,
    /// Language of the page, a BCP 47 tag.
    #[schema(max_length = 35)]
    language: String,
    /// The work done.
    challenge: SolvedBody,
}

/// What came of it.
#[derive(Serialize, ToSchema)]
#[schema(as = PortalSubmitted)]
pub struct SubmittedView {
    /// The case number.
    number: String,
    /// The key to it; shown once.
    key: String,
    /// By when something is to be heard.
    #[schema(value_type = Option<Instant>)]
    expected_at: Option<UtcMs>,
}

fn of_bounds(field: &'static str, text: &Option<String>, longest: usize) -> Answer<()> {
    match text {
        Some(text) if text.chars().count() > longest => {
            Err(crate::problem::Problem::field(field, "too_long", longest.to_string()))
        }
        _ => Ok(()),
    }
}

async fn submit(State(web): State<Web>, visitor: Visitor, body: Body<SubmissionBody>) -> Answer {
    let given = body.value;
    for (field, text, longest) in [
        ("demand", &given.demand, 10_000),
        ("name", &given.name, 200),
        ("phone", &given.phone, 100),
        ("email", &given.email, 254),
        ("order_ref", &given.order_ref, 1_000),
        ("product", &given.product, 1_000),
        ("serial", &given.serial, 1_000),
        ("unit", &given.unit, 40),
    ] {
        of_bounds(field, text, longest)?;
    }
    let submission = Submission {
        kind: Some(given.kind),
        name: given.name,
        phone: given.phone,
        email: given.email,
        order_ref: given.order_ref,
        product: given.product,
        serial: given.serial,
        text: given.text,
        demand: given.demand,
        language: given.language,
        unit: given.unit,
    };
    let made = web.portal().submit(submission, &given.challenge.into(), visitor.0.address).await?;
    let view = SubmittedView {
        number: made.number.to_string(),
        key: made.link.key.reveal().to_owned(),
        expected_at: made.expected_at,
    };
    Ok((StatusCode::CREATED, Json(view)).into_response())
}

/// For whom a code is asked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PortalCodeAsked)]
pub struct CodeBody {
    /// Case number.
    #[schema(min_length = 1, max_length = 40)]
    number: String,
    /// Telephone or e-mail address given with the case.
    #[schema(min_length = 1, max_length = 254)]
    contact: String,
    /// Language of the message.
    #[schema(max_length = 35)]
    language: String,
    /// The work done.
    challenge: SolvedBody,
}

async fn send_code(State(web): State<Web>, visitor: Visitor, body: Body<CodeBody>) -> Answer<StatusCode> {
    let given = body.value;
    let solved = given.challenge.into();
    web.portal().send_code(&given.number, &given.contact, &given.language, &solved, visitor.0.address).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A number and its code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PortalOpening)]
pub struct OpenBody {
    /// Case number.
    #[schema(min_length = 1, max_length = 40)]
    number: String,
    /// The six digits.
    #[schema(min_length = 1, max_length = 20)]
    code: String,
}

/// A key.
#[derive(Serialize, ToSchema)]
#[schema(as = PortalKey)]
pub struct KeyView {
    /// For `X-Portal-Key`.
    key: String,
    /// Until when it is good.
    #[schema(value_type = Instant)]
    expires_at: UtcMs,
}

async fn open(State(web): State<Web>, visitor: Visitor, body: Body<OpenBody>) -> Answer {
    let NewLink { key, expires_at } =
        web.portal().open(&body.value.number, &body.value.code, visitor.0.address).await?;
    Ok((StatusCode::CREATED, Json(KeyView { key: key.reveal().to_owned(), expires_at })).into_response())
}

/// A link for the customer.
#[derive(Serialize, ToSchema)]
#[schema(as = PortalLink)]
pub struct LinkView {
    /// Below this server's own address; the key stands behind `#`, so that no log of a proxy holds it.
    path: String,
    /// Until when it is good.
    #[schema(value_type = Instant)]
    expires_at: UtcMs,
}

async fn link(State(web): State<Web>, caller: crate::auth::Caller, Path(case): Path<String>) -> Answer {
    let NewLink { key, expires_at } = web.portal().link(&caller.actor, &case).await?;
    let view = LinkView { path: format!("/portal/case#{}", key.reveal()), expires_at };
    Ok((StatusCode::CREATED, Json(view)).into_response())
}

async fn revoke(State(web): State<Web>, caller: crate::auth::Caller, Path(case): Path<String>) -> Answer<StatusCode> {
    web.portal().revoke(&caller.actor, &case).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A file one may see.
#[derive(Serialize, ToSchema)]
#[schema(as = PortalFile)]
pub struct FileView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// Its name.
    name: String,
    /// Its type, read from its bytes.
    media_type: String,
    /// Bytes.
    bytes: i64,
}

impl From<OwnFile> for FileView {
    fn from(file: OwnFile) -> Self {
        Self { id: file.id, name: file.name, media_type: file.media_type, bytes: file.bytes }
    }
}

/// Something that was said or done.
#[derive(Serialize, ToSchema)]
#[schema(as = PortalEntry)]
pub struct EntryView {
    /// When.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// `received`, `message`, `file`, `contact`, `chased`, `proposal`, `answered`, `resolved`, `confirmed`, `rated`,
    /// `closed`, `reopened`, `escalated`.
    what: String,
    /// The customer said or did it.
    theirs: bool,
    /// Words.
    text: Option<String>,
    /// Safe HTML, where it was written so.
    html: Option<String>,
    /// Files that go with it.
    files: Vec<FileView>,
    /// How, as a code: an answer, a channel, a reason of closing, stars.
    outcome: Option<String>,
}

impl From<OwnEntry> for EntryView {
    fn from(e: OwnEntry) -> Self {
        Self {
            at: e.at,
            what: e.what.to_owned(),
            theirs: e.is_theirs,
            text: e.text,
            html: e.html,
            files: e.files.into_iter().map(Into::into).collect(),
            outcome: e.outcome,
        }
    }
}

/// The solution on the table.
#[derive(Serialize, ToSchema)]
#[schema(as = PortalProposal)]
pub struct ProposalView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// Its words.
    text: Option<String>,
    /// What it consists of.
    #[schema(value_type = Vec<RemedyCode>)]
    remedies: Vec<Remedy>,
    /// By when it will be done.
    #[schema(value_type = Instant)]
    promised_at: UtcMs,
}

/// The case as its customer sees it.
#[derive(Serialize, ToSchema)]
#[schema(as = PortalCase)]
pub struct OwnCaseView {
    /// Case number.
    number: String,
    /// What it is.
    #[schema(value_type = KindCode)]
    kind: Kind,
    /// Where it stands.
    #[schema(value_type = StageCode)]
    stage: Stage,
    /// What comes next, in the policy's words (S0-15).
    next: Option<WordsView>,
    /// By when they hear again or it is done; none once it is over.
    #[schema(value_type = Option<Instant>)]
    expected_at: Option<UtcMs>,
    /// That time has passed.
    late: bool,
    /// We asked something and wait for them.
    waits_for_customer: bool,
    /// When it came in.
    #[schema(value_type = Instant)]
    received_at: UtcMs,
    /// One line that names it.
    subject: Option<String>,
    /// Name of the unit that has it.
    unit: Option<String>,
    /// The solution on the table.
    proposal: Option<ProposalView>,
    /// What they rated.
    stars: Option<u8>,
    /// Why it was closed.
    #[schema(value_type = Option<ClosureReasonCode>)]
    closure: Option<ClosureReason>,
    /// What was said and done, oldest first, the latest 500.
    entries: Vec<EntryView>,
    /// What they may do now: `message`, `chase`, `accept`, `reject`, `confirm`, `rate`, `escalate`, `withdraw`.
    may: Vec<String>,
    /// Its version.
    version: i64,
}

async fn shown(web: &Web, guest: &Guest, status: StatusCode) -> Answer {
    let own: OwnCase = web.portal().own(guest).await?;
    let unit = own.unit;
    let unit = web.app().db().read(move |c| bihuan_store::nouns::unit::load(c, unit)).await?;
    let view = OwnCaseView {
        number: own.number.to_string(),
        kind: own.kind,
        stage: own.stage,
        next: own.next.as_ref().map(Into::into),
        expected_at: own.expected_at,
        late: own.is_late,
        waits_for_customer: own.waits_for_customer,
        received_at: own.received_at,
        subject: own.subject,
        unit: unit.map(|u| u.name),
        proposal: own.proposal.map(|p| ProposalView {
            id: p.id,
            text: p.text,
            remedies: p.remedies,
            promised_at: p.promised_at,
        }),
        stars: own.stars,
        closure: own.closure,
        entries: own.entries.into_iter().map(Into::into).collect(),
        may: own.may.into_iter().map(str::to_owned).collect(),
        version: own.version,
    };
    Ok((status, Json(view)).into_response())
}

async fn own(State(web): State<Web>, Opened(guest): Opened, query: Query) -> Answer {
    query.done()?;
    shown(&web, &guest, StatusCode::OK).await
}

async fn say(web: &Web, guest: &Guest, said: Said) -> Answer {
    web.portal().say(guest, said).await?;
    shown(web, guest, StatusCode::CREATED).await
}

/// A message.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PortalMessage)]
pub struct GuestMessageBody {
    /// Its words.
    #[schema(min_length = 1, max_length = 10000)]
    text: String,
    /// Files added before.
    #[serde(default)]
    #[schema(value_type = Vec<Ident>, max_items = 20)]
    files: Vec<Id>,
}

async fn message(State(web): State<Web>, Opened(guest): Opened, body: Body<GuestMessageBody>) -> Answer {
    if body.value.files.len() > 20 {
        return Err(crate::problem::Problem::field("files", "too_many", "20"));
    }
    say(&web, &guest, Said::Message { text: body.value.text, files: body.value.files }).await
}

async fn chase(State(web): State<Web>, Opened(guest): Opened) -> Answer {
    say(&web, &guest, Said::Chase).await
}

/// An answer to the solution on the table.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PortalAnswer)]
pub struct AnswerBody {
    /// Which solution.
    #[schema(value_type = Ident)]
    proposal: Id,
    /// It is accepted; else it is rejected and looked at again.
    accepted: bool,
}

async fn answer(State(web): State<Web>, Opened(guest): Opened, body: Body<AnswerBody>) -> Answer {
    let answer = if body.value.accepted { ToSolution::Accepted } else { ToSolution::Rejected };
    say(&web, &guest, Said::Answer { proposal: body.value.proposal, answer }).await
}

/// Whether the result is right.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PortalConfirmation)]
pub struct GuestConfirmationBody {
    /// It is; else it is looked at again.
    satisfied: bool,
}

async fn confirm(State(web): State<Web>, Opened(guest): Opened, body: Body<GuestConfirmationBody>) -> Answer {
    say(&web, &guest, Said::Confirm { satisfied: body.value.satisfied }).await
}

/// A rating.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PortalRating)]
pub struct GuestRatingBody {
    /// 1 to 5.
    #[schema(minimum = 1, maximum = 5)]
    stars: u8,
    /// In their own words.
    #[schema(max_length = 2000)]
    text: Option<String>,
}

async fn rate(State(web): State<Web>, Opened(guest): Opened, body: Body<GuestRatingBody>) -> Answer {
    if !(1..=5).contains(&body.value.stars) {
        return Err(crate::problem::Problem::field("stars", "out_of_bounds", "1–5"));
    }
    of_bounds("text", &body.value.text, 2_000)?;
    say(&web, &guest, Said::Rate { stars: body.value.stars, text: body.value.text }).await
}

async fn escalate(State(web): State<Web>, Opened(guest): Opened) -> Answer {
    say(&web, &guest, Said::Escalate).await
}

async fn withdraw(State(web): State<Web>, Opened(guest): Opened) -> Answer {
    say(&web, &guest, Said::Withdraw).await
}

/// A file that was added.
#[derive(Serialize, ToSchema)]
#[schema(as = PortalNewFile)]
pub struct NewFileView {
    /// Identifier, to be named in a message.
    #[schema(value_type = Ident)]
    id: Id,
}

async fn attach(State(web): State<Web>, Opened(guest): Opened, form: Multipart) -> Answer {
    let (name, bytes) = file(form).await?;
    let media_type = media_type(&bytes).to_owned();
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let digest = web.app().blobs().put(bytes).await?.to_string();
    let added = OwnFile { id: web.app().db().new_id(), name, media_type, bytes: length };
    let id = web.portal().attach(&guest, added, digest).await?;
    Ok((StatusCode::CREATED, Json(NewFileView { id })).into_response())
}

async fn fetch(State(web): State<Web>, Opened(guest): Opened, Path(attachment): Path<String>) -> Answer {
    let (digest, file) = web.portal().file(&guest, id(&attachment, "attachment")?).await?;
    let digest = digest.parse().map_err(|_| bihuan_store::Fault::Corrupt("attachment digest".into()))?;
    let mut response = Response::new(Bytes::from(web.app().blobs().get(digest).await?));
    let place = if shows_in_place(&file.media_type) { "inline" } else { "attachment" };
    label(&mut response, &file.media_type, place, &file.name);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    policy(&mut response, "default-src 'none'; sandbox");
    Ok(response)
}
