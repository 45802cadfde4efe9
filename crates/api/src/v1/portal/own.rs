//! The one case that a key opens, as its customer sees it, and what they may do there.

use axum::Json;
use axum::body::Body as Bytes;
use axum::extract::{DefaultBodyLimit, FromRequestParts, Multipart, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bihuan_app::Failure;
use bihuan_app::cases::files::shows_in_place;
use bihuan_app::portal::{Guest, OwnCase, OwnEntry, OwnFile, OwnLoaner, Said};
use bihuan_domain::case::event::{Answer as ToSolution, ClosureReason, Remedy};
use bihuan_domain::case::stage::Stage;
use bihuan_domain::complaint::loaner::LoanerKind;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Kind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::of_bounds;
use crate::codes::{ClosureReasonCode, Ident, Instant, KindCode, LoanerKindCode, RemedyCode, StageCode};
use crate::endpoint::{Access, Answers, Carries, Endpoint};
use crate::input::{Json as Body, Query, id};
use crate::problem::{Answer, Problem};
use crate::v1::cases::attachments::{file, label, media_type, policy};
use crate::v1::cases::remedying::{MoneyBody, TermBody};
use crate::v1::flows::WordsView;
use crate::web::{MOST_FILE_BYTES, Web};

impl<S: Send + Sync> FromRequestParts<S> for Opened {
    type Rejection = crate::problem::Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts.extensions.get::<Guest>().cloned().map(Self).ok_or_else(|| Failure::NotSignedIn.into())
    }
}

/// Whoever showed a good key.
pub struct Opened(pub(crate) Guest);

/// The endpoints.
pub(super) fn endpoints() -> Vec<Endpoint> {
    let guest = Access::Guest;
    let mut attach =
        Endpoint::post("/portal/case/attachments", guest, "Adds a picture, a video or another file", attach)
            .carries(Carries::File)
            .gives::<NewFileView>(201);
    attach.run = attach.run.layer(DefaultBodyLimit::max(MOST_FILE_BYTES + (64 << 10)));
    vec![
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
    ]
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
    /// `closed`, `reopened`, `escalated`, `negotiated`.
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
    /// What each remedy hands over.
    terms: Vec<TermBody>,
    /// The steps of carrying it out.
    steps: Option<String>,
    /// What the customer pays for it.
    fee: Option<MoneyBody>,
    /// What each remedy means, in the policy's words.
    explained: Vec<WordsView>,
    /// By when it will be done.
    #[schema(value_type = Instant)]
    promised_at: UtcMs,
}

/// Something they were lent.
#[derive(Serialize, ToSchema)]
#[schema(as = PortalLoaner)]
pub struct OwnLoanerView {
    /// What it is.
    #[schema(value_type = LoanerKindCode)]
    kind: LoanerKind,
    /// Its name.
    item: Option<String>,
    /// Serial number.
    serial: Option<String>,
    /// When it went out.
    #[schema(value_type = Instant)]
    out_at: UtcMs,
    /// By when they bring it back.
    #[schema(value_type = Instant)]
    due_at: UtcMs,
    /// When they brought it back.
    #[schema(value_type = Option<Instant>)]
    in_at: Option<UtcMs>,
}

impl From<OwnLoaner> for OwnLoanerView {
    fn from(l: OwnLoaner) -> Self {
        let OwnLoaner { kind, item, serial, out_at, due_at, in_at } = l;
        Self { kind, item, serial, out_at, due_at, in_at }
    }
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
    /// Not before then is a resolved case closed because they say nothing; null where that is no question.
    #[schema(value_type = Option<Instant>)]
    closes_from: Option<UtcMs>,
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
    /// They have accepted a solution; until then nothing is done that costs them anything.
    accepted: bool,
    /// What they pay by the solution they accepted last; null: nothing.
    agreed_fee: Option<MoneyBody>,
    /// What they rated.
    stars: Option<u8>,
    /// What they were lent, in order.
    loaners: Vec<OwnLoanerView>,
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
        closes_from: own.closes_from,
        waits_for_customer: own.waits_for_customer,
        received_at: own.received_at,
        subject: own.subject,
        unit: unit.map(|u| u.name),
        proposal: own.proposal.map(|p| ProposalView {
            id: p.id,
            text: p.text,
            remedies: p.remedies,
            terms: p.terms.iter().map(Into::into).collect(),
            steps: p.steps,
            fee: p.fee.as_ref().map(Into::into),
            explained: p.explained.iter().map(Into::into).collect(),
            promised_at: p.promised_at,
        }),
        accepted: own.has_accepted,
        agreed_fee: own.agreed_fee.as_ref().map(Into::into),
        stars: own.stars,
        loaners: own.loaners.into_iter().map(Into::into).collect(),
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
        return Err(Problem::field("files", "too_many", "20"));
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
    /// The outcome, 1 to 5.
    #[schema(minimum = 1, maximum = 5)]
    stars: u8,
    /// How it was handled, 1 to 5 (S2-30).
    #[schema(minimum = 1, maximum = 5)]
    process: Option<u8>,
    /// They would use us again (S3-34).
    would_return: Option<bool>,
    /// What could be better, in their own words.
    #[schema(max_length = 2000)]
    text: Option<String>,
}

async fn rate(State(web): State<Web>, Opened(guest): Opened, body: Body<GuestRatingBody>) -> Answer {
    let GuestRatingBody { stars, process, would_return, text } = body.value;
    if std::iter::once(stars).chain(process).any(|s| !(1..=5).contains(&s)) {
        return Err(Problem::field("stars", "out_of_bounds", "1–5"));
    }
    of_bounds("text", &text, 2_000)?;
    say(&web, &guest, Said::Rate { stars, process, would_return, text }).await
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

impl NewFileView {
    /// Of a file.
    pub(crate) const fn of(id: Id) -> Self {
        Self { id }
    }
}

pub(crate) async fn attach(State(web): State<Web>, Opened(guest): Opened, form: Multipart) -> Answer {
    let (name, bytes) = file(form).await?;
    let media_type = media_type(&bytes).to_owned();
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let digest = web.app().blobs().put(bytes).await?.to_string();
    let added = OwnFile { id: web.app().db().new_id(), name, media_type, bytes: length };
    let id = web.portal().attach(&guest, added, digest).await?;
    Ok((StatusCode::CREATED, Json(NewFileView { id })).into_response())
}

pub(crate) async fn fetch(State(web): State<Web>, Opened(guest): Opened, Path(attachment): Path<String>) -> Answer {
    let (digest, file) = web.portal().file(&guest, id(&attachment, "attachment")?).await?;
    let digest = digest.parse().map_err(|_| bihuan_store::Fault::Corrupt("attachment digest".into()))?;
    let mut response = Response::new(Bytes::from(web.app().blobs().get(digest).await?));
    let place = if shows_in_place(&file.media_type) { "inline" } else { "attachment" };
    label(&mut response, &file.media_type, place, &file.name);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    policy(&mut response, "default-src 'none'; sandbox");
    Ok(response)
}
