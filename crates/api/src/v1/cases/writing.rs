//! What somebody writes and has not said yet: drafts on the server, and what is held back for a moment so that it may
//! still be taken back.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use bihuan_app::cases::drafts::DraftShown;
use bihuan_app::cases::sending::{Held, LONGEST_HOLD_S, NewHold};
use bihuan_app::cases::written::Written;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::event::MessageRole;
use bihuan_domain::case::text::{TextFormat, WritingSort};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, EmotionalState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::may;
use crate::auth::Caller;
use crate::codes::{ChannelCode, EmotionalStateCode, Ident, Instant, MessageRoleCode, TextFormatCode, WritingSortCode};
use crate::endpoint::Endpoint;
use crate::input::{Json as Body, Query, id};
use crate::problem::{Answer, Problem};
use crate::v1::located;
use crate::web::Web;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let read = may(P::CaseRead);
    vec![
        Endpoint::get("/cases/{case}/drafts/{sort}", read, "One's own draft; null when none was begun", draft)
            .gives::<OneDraft>(200),
        Endpoint::put("/cases/{case}/drafts/{sort}", read, "Saves one's own draft; the highest counter wins", save)
            .takes::<DraftBody>()
            .gives::<DraftView>(200),
        Endpoint::delete("/cases/{case}/drafts/{sort}", read, "Throws one's own draft away", drop_draft).query(
            "counter",
            "Saves up to this counter come too late from now on",
            serde_json::json!({ "type": "integer", "minimum": 0, "maximum": MOST_COUNTER }),
        ),
        Endpoint::get("/cases/{case}/sending", read, "What one holds back", sending).lists::<SendingView>(),
        Endpoint::post(
            "/cases/{case}/sending",
            read,
            "Says something after a moment in which it may be taken back",
            hold,
        )
        .takes::<SendingBody>()
        .gives::<SendingView>(201),
        Endpoint::delete("/cases/{case}/sending/{sending}", read, "Takes it back into the draft", take_back)
            .gives::<DraftView>(200),
    ]
}

/// The highest counter of a draft: what JavaScript counts exactly.
const MOST_COUNTER: i64 = 9_007_199_254_740_991;

/// What was written.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Written)]
pub struct WrittenBody {
    /// `plain` if left out; HTML is cleaned to a small, safe part.
    #[serde(default = "plain")]
    #[schema(value_type = TextFormatCode, required = false)]
    pub format: TextFormat,
    /// The words.
    #[schema(max_length = 262144)]
    pub text: String,
    /// Files of the case that go with it.
    #[serde(default)]
    #[schema(value_type = Vec<Ident>, max_items = 20)]
    pub attachments: Vec<Id>,
    /// People a note calls.
    #[serde(default)]
    #[schema(value_type = Vec<Ident>, max_items = 50)]
    pub mentions: Vec<Id>,
    /// By which channel a reply goes; the case's own if left out.
    #[schema(value_type = Option<ChannelCode>)]
    pub channel: Option<Channel>,
    /// What a reply is beyond its words.
    #[serde(default)]
    #[schema(value_type = Vec<MessageRoleCode>, max_items = 6)]
    pub roles: Vec<MessageRole>,
    /// A human wrote it and it says something (C.1).
    pub substantive: Option<bool>,
    /// A time promised in it.
    #[schema(value_type = Option<Instant>)]
    pub promised_at: Option<UtcMs>,
    /// How the customer felt.
    #[schema(value_type = Option<EmotionalStateCode>)]
    pub emotional_state: Option<EmotionalState>,
}

pub(super) const fn plain() -> TextFormat {
    TextFormat::Plain
}

impl From<WrittenBody> for Written {
    fn from(w: WrittenBody) -> Self {
        let WrittenBody { format, text, attachments, mentions, channel, roles, .. } = w;
        let (substantive, promised_at, emotional_state) = (w.substantive, w.promised_at, w.emotional_state);
        Self { format, text, attachments, mentions, channel, roles, substantive, promised_at, emotional_state }
    }
}

impl From<Written> for WrittenBody {
    fn from(w: Written) -> Self {
        let Written { format, text, attachments, mentions, channel, roles, .. } = w;
        let (substantive, promised_at, emotional_state) = (w.substantive, w.promised_at, w.emotional_state);
        Self { format, text, attachments, mentions, channel, roles, substantive, promised_at, emotional_state }
    }
}

/// A draft to be saved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewDraft)]
pub struct DraftBody {
    /// What was written.
    written: WrittenBody,
    /// Rises with each save; the time in milliseconds will do.
    #[schema(minimum = 1, maximum = 9007199254740991i64)]
    counter: i64,
}

/// A draft.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Draft)]
pub struct DraftView {
    /// What was written; HTML as it was cleaned.
    pub written: WrittenBody,
    /// The next save must have a higher one.
    #[schema(minimum = 1)]
    pub counter: i64,
    /// When it was saved.
    #[schema(value_type = Instant)]
    pub updated_at: UtcMs,
}

/// A draft, or null when none was begun.
#[derive(Debug, Serialize, ToSchema)]
pub struct OneDraft(Option<DraftView>);

impl From<DraftShown> for DraftView {
    fn from(d: DraftShown) -> Self {
        Self { written: d.written.into(), counter: d.counter, updated_at: d.updated_at }
    }
}

fn sort_of(given: &str) -> Answer<WritingSort> {
    given.parse().map_err(|_| Problem::field("sort", "unknown_code", given))
}

async fn draft(
    State(web): State<Web>,
    caller: Caller,
    Path((case, sort)): Path<(String, String)>,
    query: Query,
) -> Answer<Json<OneDraft>> {
    query.done()?;
    let sort = sort_of(&sort)?;
    let case = web.app().case_id(&caller.actor, &case).await?;
    Ok(Json(OneDraft(web.app().draft(&caller.actor, case, sort).await?.map(Into::into))))
}

async fn save(
    State(web): State<Web>,
    caller: Caller,
    Path((case, sort)): Path<(String, String)>,
    body: Body<DraftBody>,
) -> Answer<Json<DraftView>> {
    let (sort, DraftBody { written, counter }) = (sort_of(&sort)?, body.value);
    if !(1..=MOST_COUNTER).contains(&counter) {
        return Err(Problem::field("counter", "out_of_bounds", format!("1–{MOST_COUNTER}")));
    }
    let case = web.app().case_id(&caller.actor, &case).await?;
    Ok(Json(web.app().save_draft(&caller.actor, case, sort, written.into(), counter).await?.into()))
}

async fn drop_draft(
    State(web): State<Web>,
    caller: Caller,
    Path((case, sort)): Path<(String, String)>,
    mut query: Query,
) -> Answer<StatusCode> {
    let counter = query.parsed::<i64>("counter")?.unwrap_or(0);
    query.done()?;
    if !(0..=MOST_COUNTER).contains(&counter) {
        return Err(Problem::field("counter", "out_of_bounds", format!("0–{MOST_COUNTER}")));
    }
    let sort = sort_of(&sort)?;
    let case = web.app().case_id(&caller.actor, &case).await?;
    web.app().drop_draft(&caller.actor, case, sort, counter).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A reply or note to be said after a moment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSending)]
pub struct SendingBody {
    /// Reply or note.
    #[schema(value_type = WritingSortCode)]
    sort: WritingSort,
    /// What is said.
    written: WrittenBody,
    /// For how long it may be taken back.
    #[schema(minimum = 1, maximum = 60)]
    hold_seconds: u32,
    /// The version of the case one saw; refused as `newer_events` when something happened since that matters.
    #[schema(minimum = 1)]
    seen: Option<i64>,
    /// The draft of that sort goes, with saves up to this counter.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    draft_counter: Option<i64>,
}

/// Something held back.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Sending)]
pub struct SendingView {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Reply or note.
    #[schema(value_type = WritingSortCode)]
    pub sort: WritingSort,
    /// What is said.
    pub written: WrittenBody,
    /// Its plain words.
    pub text: String,
    /// Since when.
    #[schema(value_type = Instant)]
    pub held_at: UtcMs,
    /// When it leaves.
    #[schema(value_type = Instant)]
    pub leaves_at: UtcMs,
}

impl From<Held> for SendingView {
    fn from(h: Held) -> Self {
        let Held { id, sort, written, plain, held_at, leaves_at } = h;
        Self { id, sort, written: written.into(), text: plain, held_at, leaves_at }
    }
}

async fn sending(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    query: Query,
) -> Answer<Json<Vec<SendingView>>> {
    query.done()?;
    let case = web.app().case_id(&caller.actor, &case).await?;
    Ok(Json(web.app().held(&caller.actor, case).await?.into_iter().map(Into::into).collect()))
}

async fn hold(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    query: Query,
    body: Body<SendingBody>,
) -> Answer {
    query.done()?;
    let SendingBody { sort, written, hold_seconds, seen, draft_counter } = body.value;
    if !(1..=LONGEST_HOLD_S).contains(&hold_seconds) {
        return Err(Problem::field("hold_seconds", "out_of_bounds", format!("1–{LONGEST_HOLD_S}")));
    }
    if draft_counter.is_some_and(|c| !(0..=MOST_COUNTER).contains(&c)) {
        return Err(Problem::field("draft_counter", "out_of_bounds", format!("0–{MOST_COUNTER}")));
    }
    let case = web.app().case_id(&caller.actor, &case).await?;
    let new = NewHold { sort, written: written.into(), hold_seconds, seen: answering(seen)?, draft_counter };
    let view: SendingView = web.app().hold(&caller.actor, case, new).await?.into();
    let place = format!("/cases/{case}/sending/{}", view.id);
    Ok(located((StatusCode::CREATED, Json(view)).into_response(), &place))
}

/// A version that was seen.
pub(super) fn answering(seen: Option<i64>) -> Answer<Option<i64>> {
    match seen {
        Some(version) if version < 1 => Err(Problem::field("seen", "out_of_bounds", "≥ 1")),
        other => Ok(other),
    }
}

async fn take_back(
    State(web): State<Web>,
    caller: Caller,
    Path((case, sending)): Path<(String, String)>,
    query: Query,
) -> Answer<Json<DraftView>> {
    query.done()?;
    let sending = id(&sending, "sending")?;
    let case = web.app().case_id(&caller.actor, &case).await?;
    Ok(Json(web.app().take_back(&caller.actor, case, sending).await?.into()))
}
