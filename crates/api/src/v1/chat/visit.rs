//! The visitor's side.

use axum::Json;
use axum::body::Body as Bytes;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bihuan_app::chat::{Beginning, Shown, VisitEntry};
use bihuan_domain::chat::{ChatEnd, ChatState, ClosingQuestion};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use crate::codes::{ChatEndCode, ChatStateCode, ClosingQuestionCode, Ident, Instant};
use crate::endpoint::{Access, Answers, Carries, Endpoint, text};
use crate::input::{Json as Body, Query};
use crate::problem::{Answer, Problem};
use crate::v1::portal::{self, FileView, NewFileView, Opened, SolvedBody, of_bounds};
use crate::visitor::Visitor;
use crate::web::{MOST_FILE_BYTES, Web};

/// The endpoints.
pub(super) fn endpoints() -> Vec<Endpoint> {
    let (anybody, guest) = (Access::Public, Access::Guest);
    let mut attach = Endpoint::post("/chat/visit/attachments", guest, "Adds a file to be named in a message", attach)
        .carries(Carries::File)
        .gives::<NewFileView>(201);
    attach.run = attach.run.layer(DefaultBodyLimit::max(MOST_FILE_BYTES + (64 << 10)));
    vec![
        Endpoint::get("/chat", anybody, "Whether somebody is there, and what the widget needs to know", about)
            .query("unit", "Code of the unit the page belongs to", text(40))
            .gives::<ChatAboutView>(200),
        Endpoint::post("/chat/challenges", anybody, "A little work to be done before a visit", portal::challenge)
            .gives::<portal::ChallengeView>(201),
        Endpoint::post(
            "/chat/visits",
            anybody,
            "Begins a visit with its first message; the same key begins it once",
            begin,
        )
        .takes::<BeginningBody>()
        .limited()
        .gives::<BegunView>(201),
        Endpoint::get("/chat/visit", guest, "The visit, with what was said after a version", visit)
            .query("after", "Only what was said after this version", json!({ "type": "integer", "minimum": 0 }))
            .gives::<VisitView>(200),
        Endpoint::post("/chat/visit/messages", guest, "Says something; the same id says it once", say)
            .takes::<SayBody>()
            .limited()
            .gives::<SentView>(201),
        attach,
        Endpoint::get("/chat/visit/attachments/{attachment}", guest, "A file one may see", fetch)
            .answers(Answers::Bytes),
        Endpoint::put("/chat/visit/moment", guest, "Types, or has read up to a version; kept nowhere", moment)
            .takes::<MomentBody>(),
        Endpoint::post("/chat/visit/rating", guest, "Rates how one was served, once it is over", rate)
            .takes::<RatingBody>(),
        Endpoint::delete("/chat/visit", guest, "Ends the visit; what was said stays", leave),
    ]
}

/// What the widget needs to know.
#[derive(Serialize, ToSchema)]
#[schema(as = ChatAbout)]
pub struct ChatAboutView {
    /// Name of the organisation.
    company: Option<String>,
    /// Business time zone, an IANA name.
    time_zone: String,
    /// Business hours run; else a message can be left.
    open: bool,
    /// When they begin next, while they do not.
    #[schema(value_type = Option<Instant>)]
    opens_at: Option<UtcMs>,
    /// An agent is there.
    attended: bool,
    /// The largest file in bytes.
    most_file_bytes: usize,
}

async fn about(State(web): State<Web>, mut query: Query) -> Answer<Json<ChatAboutView>> {
    let unit = query.one("unit")?;
    query.done()?;
    let about = web.chats().about(unit.as_deref()).await?;
    Ok(Json(ChatAboutView {
        company: web.access().about().await?.company,
        time_zone: web.app().world().zone.name().to_owned(),
        open: about.is_open,
        opens_at: about.opens_at,
        attended: about.is_attended,
        most_file_bytes: MOST_FILE_BYTES,
    }))
}

/// How a visit begins.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChatBeginning)]
pub struct BeginningBody {
    /// The key that opens it from now on, drawn by the visitor's browser.
    #[schema(min_length = 67, max_length = 67, pattern = "^bh_[0-9a-f]{64}$")]
    key: String,
    /// The key of an earlier visit, so that they are known again.
    #[schema(max_length = 100)]
    earlier: Option<String>,
    /// The first message.
    #[schema(min_length = 1, max_length = 10000)]
    text: String,
    /// Name.
    #[schema(max_length = 200)]
    name: Option<String>,
    /// Telephone.
    #[schema(max_length = 100)]
    phone: Option<String>,
    /// E-mail address.
    #[schema(max_length = 254)]
    email: Option<String>,
    /// Language of the page, a BCP 47 tag; also a skill that is wished for.
    #[schema(min_length = 2, max_length = 30, pattern = "^[A-Za-z0-9-]{2,30}$")]
    language: String,
    /// A skill the page asks for.
    #[schema(max_length = 30)]
    skill: Option<String>,
    /// Code of the unit the page belongs to.
    #[schema(max_length = 40)]
    unit: Option<String>,
    /// The work done.
    challenge: SolvedBody,
}

/// A visit that began.
#[derive(Serialize, ToSchema)]
#[schema(as = ChatBegun)]
pub struct BegunView {
    /// The visit.
    #[schema(value_type = Ident)]
    chat: Id,
    /// Number of its case.
    number: String,
}

async fn begin(State(web): State<Web>, visitor: Visitor, body: Body<BeginningBody>) -> Answer {
    let given = body.value;
    for (field, text, longest) in [
        ("earlier", &given.earlier, 100),
        ("name", &given.name, 200),
        ("phone", &given.phone, 100),
        ("email", &given.email, 254),
        ("unit", &given.unit, 40),
    ] {
        of_bounds(field, text, longest)?;
    }
    let beginning = Beginning {
        key: given.key,
        earlier: given.earlier,
        text: given.text,
        name: given.name,
        phone: given.phone,
        email: given.email,
        language: given.language,
        skill: given.skill,
        unit: given.unit,
    };
    let begun = web.chats().begin(beginning, &given.challenge.into(), visitor.0.address).await?;
    let view = BegunView { chat: begun.chat, number: begun.number.to_string() };
    Ok((StatusCode::CREATED, Json(view)).into_response())
}

/// Something that was said or done.
#[derive(Serialize, ToSchema)]
#[schema(as = ChatEntry)]
pub struct VisitEntryView {
    /// The version of the case with it.
    version: i64,
    /// The message, where it is one.
    #[schema(value_type = Option<Ident>)]
    message: Option<Id>,
    /// When.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// `received`, `message`, `contact`, `chased`, `proposal`, `answered`, `resolved`, `confirmed`, `rated`, `closed`,
    /// `reopened`, `escalated`.
    what: String,
    /// The visitor said or did it.
    theirs: bool,
    /// Words.
    text: Option<String>,
    /// Files that go with it.
    files: Vec<FileView>,
    /// How, as a code.
    outcome: Option<String>,
}

impl From<VisitEntry> for VisitEntryView {
    fn from(e: VisitEntry) -> Self {
        Self {
            version: e.version,
            message: e.message,
            at: e.entry.at,
            what: e.entry.what.to_owned(),
            theirs: e.entry.is_theirs,
            text: e.entry.text,
            files: e.entry.files.into_iter().map(Into::into).collect(),
            outcome: e.entry.outcome,
        }
    }
}

/// A visit as the visitor sees it.
#[derive(Serialize, ToSchema)]
#[schema(as = ChatVisit)]
pub struct VisitView {
    /// The visit; another one in the same case begins when something is said after the end.
    #[schema(value_type = Ident)]
    chat: Id,
    /// Number of its case.
    number: String,
    /// Where it stands.
    #[schema(value_type = ChatStateCode)]
    state: ChatState,
    /// Their place, while they wait.
    position: Option<u32>,
    /// How long that will take in milliseconds; null: unknown, never guessed.
    expected_wait_ms: Option<i64>,
    /// The agent asks whether it may end.
    #[schema(value_type = Option<ClosingQuestionCode>)]
    asked: Option<ClosingQuestion>,
    /// Until when there is time to say no.
    #[schema(value_type = Option<Instant>)]
    answer_until: Option<UtcMs>,
    /// The agent types.
    agent_typing: bool,
    /// The version of the case that the agent has seen.
    agent_read: i64,
    /// How it ended.
    #[schema(value_type = Option<ChatEndCode>)]
    ended: Option<ChatEnd>,
    /// By when something is to be heard.
    #[schema(value_type = Option<Instant>)]
    expected_at: Option<UtcMs>,
    /// What they rated.
    stars: Option<u8>,
    /// Nothing more is taken.
    archived: bool,
    /// What was said and done after the version asked for, oldest first.
    pub(super) entries: Vec<VisitEntryView>,
    /// The version reached: what to name next.
    pub(super) version: i64,
}

impl From<Shown> for VisitView {
    fn from(s: Shown) -> Self {
        Self {
            chat: s.chat,
            number: s.number.to_string(),
            state: s.state,
            position: s.position,
            expected_wait_ms: s.expected_wait_ms,
            asked: s.asked,
            answer_until: s.answer_until,
            agent_typing: s.agent_typing,
            agent_read: s.agent_read,
            ended: s.ended,
            expected_at: s.expected_at,
            stars: s.stars,
            archived: s.is_archived,
            entries: s.entries.into_iter().map(Into::into).collect(),
            version: s.version,
        }
    }
}

async fn visit(State(web): State<Web>, Opened(guest): Opened, mut query: Query) -> Answer<Json<VisitView>> {
    let after = query.parsed::<i64>("after")?.unwrap_or(0).max(0);
    query.done()?;
    Ok(Json(web.chats().shown(&guest, after, None).await?.into()))
}

/// Something that is said.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChatSay)]
pub struct SayBody {
    /// Names this message: sent again, it is said once.
    #[schema(min_length = 8, max_length = 64, pattern = "^[A-Za-z0-9-]+$")]
    id: String,
    /// Its words.
    #[schema(min_length = 1, max_length = 10000)]
    text: String,
    /// Files added before.
    #[serde(default)]
    #[schema(value_type = Vec<Ident>, max_items = 20)]
    files: Vec<Id>,
}

/// A message that is in.
#[derive(Serialize, ToSchema)]
#[schema(as = ChatSent)]
pub struct SentView {
    /// The message.
    #[schema(value_type = Ident)]
    message: Id,
    /// The version of the case with it.
    version: i64,
}

async fn say(State(web): State<Web>, Opened(guest): Opened, visitor: Visitor, body: Body<SayBody>) -> Answer {
    let said = body.value;
    if said.files.len() > 20 {
        return Err(Problem::field("files", "too_many", "20"));
    }
    let sent = web.chats().say(&guest, (&said.id, &said.text), said.files, visitor.0.address).await?;
    Ok((StatusCode::CREATED, Json(SentView { message: sent.message, version: sent.version })).into_response())
}

async fn attach(web: State<Web>, opened: Opened, form: Multipart) -> Answer {
    portal::attach(web, opened, form).await
}

async fn fetch(web: State<Web>, opened: Opened, attachment: Path<String>) -> Answer<Response<Bytes>> {
    portal::fetch(web, opened, attachment).await
}

/// What the visitor does at this moment; what is left out is not told.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChatMoment)]
pub struct MomentBody {
    /// Types; good for some seconds.
    typing: Option<bool>,
    /// Has seen the case up to this version.
    #[schema(minimum = 0)]
    read: Option<i64>,
}

async fn moment(State(web): State<Web>, Opened(guest): Opened, body: Body<MomentBody>) -> Answer<StatusCode> {
    web.chats().moment(&guest, body.value.typing, body.value.read).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A rating.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChatRating)]
pub struct RatingBody {
    /// 1 to 5.
    #[schema(minimum = 1, maximum = 5)]
    stars: u8,
}

async fn rate(State(web): State<Web>, Opened(guest): Opened, body: Body<RatingBody>) -> Answer<StatusCode> {
    if !(1..=5).contains(&body.value.stars) {
        return Err(Problem::field("stars", "out_of_bounds", "1–5"));
    }
    web.chats().rate(&guest, body.value.stars).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn leave(State(web): State<Web>, Opened(guest): Opened) -> Answer<StatusCode> {
    web.chats().leave(&guest).await?;
    Ok(StatusCode::NO_CONTENT)
}
