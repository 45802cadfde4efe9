//! The agents' side: who is there, what waits, taking a visit, asking whether it may end, handing one off.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use bihuan_app::chat::{AgentPatch, Attended, Reported};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::chat::{ChatEnd, ChatState, ClosingQuestion, Content, Handoff, HandoffReason};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::nouns::chat::ChatAgent;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::Caller;
use crate::codes::{
    ChatContentCode, ChatEndCode, ChatStateCode, ClosingQuestionCode, HandoffReasonCode, Ident, Instant,
};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query, id};
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// The endpoints.
pub(super) fn endpoints() -> Vec<Endpoint> {
    let (read, answer) = (Access::May(P::CaseRead), Access::May(P::CaseMessage));
    vec![
        Endpoint::get("/chats", read, "What you serve, and what waits where you may read", list)
            .gives::<ChatsView>(200),
        Endpoint::get("/cases/{case}/chat", read, "The latest visit of a case", of_case)
            .gives::<CaseChatView>(200)
            .tag("chats"),
        Endpoint::put("/chats/{chat}/agent", answer, "Takes it; you handle its case when nobody does", take),
        Endpoint::post("/chats/{chat}/closing-question", answer, "Asks the visitor whether it may end", ask)
            .takes::<ClosingQuestionBody>(),
        Endpoint::post(
            "/chats/{chat}/ending",
            answer,
            "Ends it, once the visitor was asked and had time to answer",
            end,
        ),
        Endpoint::put("/chats/{chat}/read", read, "You have seen its case up to a version", agent_read)
            .takes::<AgentReadBody>(),
        Endpoint::post(
            "/chats/{chat}/handoff",
            answer,
            "For a machine: whether it must hand off; if so, it is done",
            hand_off,
        )
        .takes::<HandoffBody>()
        .gives::<HandoffView>(200),
        Endpoint::get("/me/chat", answer, "Whether you take visits, and how many", own)
            .gives::<SwitchView>(200)
            .tag("chats"),
        Endpoint::put(
            "/me/chat",
            answer,
            "Switches yourself on or off; renew it every minute while you are there",
            switch,
        )
        .takes::<SwitchBody>()
        .gives::<SwitchView>(200)
        .tag("chats"),
    ]
}

/// A visit as an agent sees it.
#[derive(Serialize, ToSchema)]
#[schema(as = Chat)]
pub struct AttendedView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// Its case.
    #[schema(value_type = Ident)]
    case: Id,
    /// Number of the case.
    number: String,
    /// The words it began with, shortened.
    subject: Option<String>,
    /// The unit whose team answers.
    #[schema(value_type = Ident)]
    unit: Id,
    /// Where it stands.
    #[schema(value_type = ChatStateCode)]
    state: ChatState,
    /// Who serves it, or did.
    #[schema(value_type = Option<Ident>)]
    agent: Option<Id>,
    /// Who is asked to take it.
    #[schema(value_type = Option<Ident>)]
    offered_to: Option<Id>,
    /// Until when.
    #[schema(value_type = Option<Instant>)]
    offered_until: Option<UtcMs>,
    /// A machine handed it off: it comes first.
    handed_off: bool,
    /// Why it did (B.8).
    #[schema(value_type = Vec<HandoffReasonCode>)]
    handed_off_for: Vec<HandoffReason>,
    /// When they came.
    #[schema(value_type = Instant)]
    began_at: UtcMs,
    /// When it was first taken.
    #[schema(value_type = Option<Instant>)]
    served_at: Option<UtcMs>,
    /// Its place, while it waits.
    position: Option<u32>,
    /// What the visitor is told of how long it will take; null: unknown.
    expected_wait_ms: Option<i64>,
    /// What the visitor was asked.
    #[schema(value_type = Option<ClosingQuestionCode>)]
    asked: Option<ClosingQuestion>,
    /// Until when they have time to answer; then it ends.
    #[schema(value_type = Option<Instant>)]
    answer_until: Option<UtcMs>,
    /// When it ended.
    #[schema(value_type = Option<Instant>)]
    ended_at: Option<UtcMs>,
    /// How.
    #[schema(value_type = Option<ChatEndCode>)]
    ended: Option<ChatEnd>,
    /// The visitor types until then.
    #[schema(value_type = Option<Instant>)]
    visitor_typing_until: Option<UtcMs>,
    /// The version of the case that the visitor has seen.
    visitor_read: i64,
    /// The visitor's page is gone since then.
    #[schema(value_type = Option<Instant>)]
    visitor_away_since: Option<UtcMs>,
}

impl From<Attended> for AttendedView {
    fn from(a: Attended) -> Self {
        let chat = a.row.chat;
        let live = a.live.as_ref();
        Self {
            id: a.row.id,
            case: chat.case,
            number: a.number.to_string(),
            subject: a.subject,
            unit: chat.unit,
            state: chat.state,
            agent: chat.agent,
            offered_to: chat.offered.map(|(agent, _)| agent),
            offered_until: chat.offered.map(|(_, until)| until),
            handed_off: chat.handed_off,
            handed_off_for: a.handed_off_for,
            began_at: chat.began_at,
            served_at: chat.served_at,
            position: a.position,
            expected_wait_ms: a.expected_wait_ms,
            asked: chat.asked.map(|q| q.why),
            answer_until: a.answer_until,
            ended_at: chat.ended.map(|(at, _)| at),
            ended: chat.ended.map(|(_, how)| how),
            visitor_typing_until: live.map(|l| l.typing_until),
            visitor_read: live.map_or(0, |l| l.visitor_read),
            visitor_away_since: live.and_then(|l| l.away_since),
        }
    }
}

/// Visits that want an agent.
#[derive(Serialize, ToSchema)]
#[schema(as = Chats)]
pub struct ChatsView {
    /// Those you serve, then those that wait in their order; at most 50 of each.
    chats: Vec<AttendedView>,
}

async fn list(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<ChatsView>> {
    query.done()?;
    let found = web.chats().attended(&caller.actor).await?;
    Ok(Json(ChatsView { chats: found.into_iter().map(Into::into).collect() }))
}

/// The latest visit of a case.
#[derive(Serialize, ToSchema)]
#[schema(as = CaseChat)]
pub struct CaseChatView {
    /// Null where there never was one.
    chat: Option<AttendedView>,
}

async fn of_case(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    query: Query,
) -> Answer<Json<CaseChatView>> {
    query.done()?;
    let found = web.chats().of_case(&caller.actor, &case).await?;
    Ok(Json(CaseChatView { chat: found.map(Into::into) }))
}

async fn take(State(web): State<Web>, caller: Caller, Path(chat): Path<String>) -> Answer<StatusCode> {
    web.chats().take(&caller.actor, id(&chat, "chat")?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Why it might end.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChatClosingQuestion)]
pub struct ClosingQuestionBody {
    /// Done, or the visitor says nothing.
    #[schema(value_type = ClosingQuestionCode)]
    why: ClosingQuestion,
}

async fn ask(
    State(web): State<Web>,
    caller: Caller,
    Path(chat): Path<String>,
    body: Body<ClosingQuestionBody>,
) -> Answer<StatusCode> {
    web.chats().ask(&caller.actor, id(&chat, "chat")?, body.value.why).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn end(State(web): State<Web>, caller: Caller, Path(chat): Path<String>) -> Answer<StatusCode> {
    web.chats().end(&caller.actor, id(&chat, "chat")?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How far you have read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChatRead)]
pub struct AgentReadBody {
    /// Version of the case.
    #[schema(minimum = 0)]
    version: i64,
}

async fn agent_read(
    State(web): State<Web>,
    caller: Caller,
    Path(chat): Path<String>,
    body: Body<AgentReadBody>,
) -> Answer<StatusCode> {
    web.chats().agent_read(&caller.actor, id(&chat, "chat")?, body.value.version).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a machine noticed; what is left out was not noticed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
#[schema(as = ChatHandoffAsked)]
pub struct HandoffBody {
    /// How often in a row it did not understand.
    recognition_failures: u32,
    /// The customer asked for a human or refuses it.
    refuses_ai: bool,
    /// What is touched.
    #[schema(value_type = Vec<ChatContentCode>)]
    content: Vec<Content>,
    /// Negative emotion or the intent to complain.
    negative: bool,
    /// The customer was asked whether they want a human, and does.
    confirmed: bool,
    /// Clearly dissatisfied.
    dissatisfied: bool,
    /// Questions to which nothing known gave an answer.
    unknown_answers: u32,
    /// The age the customer gave, in years; it is asked of the policy and kept nowhere.
    #[schema(maximum = 150)]
    age_years: Option<u32>,
}

/// Whether it must hand off.
#[derive(Serialize, ToSchema)]
#[schema(as = ChatHandoff)]
pub struct HandoffView {
    /// It must, and has: the visit waits for a human.
    handed_off: bool,
    /// Why.
    #[schema(value_type = Vec<HandoffReasonCode>)]
    reasons: Vec<HandoffReason>,
    /// The customer is to be asked first whether they want a human.
    ask_first: bool,
}

/// The highest age somebody gives.
const MOST_YEARS: u32 = 150;

async fn hand_off(
    State(web): State<Web>,
    caller: Caller,
    Path(chat): Path<String>,
    body: Body<HandoffBody>,
) -> Answer<Json<HandoffView>> {
    let given = body.value;
    if given.age_years.is_some_and(|age| age > MOST_YEARS) {
        return Err(Problem::field("age_years", "out_of_bounds", format!("0–{MOST_YEARS}")));
    }
    let reported = Reported {
        recognition_failures: given.recognition_failures,
        refuses_ai: given.refuses_ai,
        content: given.content,
        negative: given.negative,
        confirmed: given.confirmed,
        dissatisfied: given.dissatisfied,
        unknown_answers: given.unknown_answers,
        age_years: given.age_years,
    };
    let Handoff { reasons, ask_first } = web.chats().hand_off(&caller.actor, id(&chat, "chat")?, reported).await?;
    Ok(Json(HandoffView { handed_off: !reasons.is_empty(), reasons, ask_first }))
}

/// One's own switch.
#[derive(Serialize, ToSchema)]
#[schema(as = ChatSwitch)]
pub struct SwitchView {
    /// You take visits.
    available: bool,
    /// Visits at once.
    capacity: u32,
    /// The most you may set.
    most_at_once: u32,
    /// What you can: languages and whatever else pages ask for.
    skills: Vec<String>,
    /// Until when, unless renewed.
    #[schema(value_type = Instant)]
    until: UtcMs,
}

fn shown(web: &Web, agent: ChatAgent) -> Json<SwitchView> {
    let ChatAgent { available, capacity, skills, until, .. } = agent;
    let most_at_once = web.app().world().chat.most_at_once;
    Json(SwitchView { available, capacity, most_at_once, skills: skills.into_iter().collect(), until })
}

async fn own(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<SwitchView>> {
    query.done()?;
    let agent = web.chats().own_switch(&caller.actor).await?;
    Ok(shown(&web, agent))
}

/// What changes; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChatSwitchPatch)]
pub struct SwitchBody {
    /// Take visits.
    available: Option<bool>,
    /// Visits at once.
    #[schema(minimum = 1, maximum = 20)]
    capacity: Option<u32>,
    /// Skills, all anew.
    #[schema(max_items = 20)]
    skills: Option<Vec<String>>,
}

async fn switch(State(web): State<Web>, caller: Caller, body: Body<SwitchBody>) -> Answer<Json<SwitchView>> {
    let SwitchBody { available, capacity, skills } = body.value;
    let agent = web.chats().switch(&caller.actor, AgentPatch { available, capacity, skills }).await?;
    Ok(shown(&web, agent))
}
