//! Talking: messages in and out, attempts to reach the customer, internal notes, chasers (催单), waiting.

use axum::extract::{Path, State};
use bihuan_app::cases::written::Written;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseCommand as C;
use bihuan_domain::case::event::{ContactResult, Direction, MessageRole};
use bihuan_domain::case::stage::WaitReason;
use bihuan_domain::case::text::{TextFormat, WritingSort};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, EmotionalState};
use serde::Deserialize;
use utoipa::ToSchema;

use super::writing::plain;
use super::{Change, adds, changes, may};
use crate::auth::Caller;
use crate::codes::{
    ChannelCode, ContactResultCode, DirectionCode, EmotionalStateCode, Ident, Instant, MessageRoleCode, TextFormatCode,
    WaitReasonCode,
};
use crate::endpoint::Endpoint;
use crate::input::{Json, Seen, bounded};
use crate::once::Once;
use crate::problem::Answer;
use crate::web::Web;

/// The longest message or note, in characters.
const MOST: usize = 262_144;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let (talk, wait) = (may(P::CaseMessage), may(P::CaseWait));
    vec![
        adds(Endpoint::post("/cases/{case}/messages", talk, "Records a message in or out", message))
            .takes::<MessageBody>(),
        adds(Endpoint::post("/cases/{case}/contacts", talk, "Records an attempt to reach the customer", contact))
            .takes::<ContactBody>(),
        adds(Endpoint::post("/cases/{case}/notes", may(P::CaseNote), "Writes an internal note", note))
            .takes::<NoteBody>(),
        adds(Endpoint::post("/cases/{case}/chasers", talk, "The customer asks how it stands (催单)", chase))
            .takes::<ChaserBody>(),
        adds(Endpoint::post("/cases/{case}/pause", wait, "Lets it wait", pause)).takes::<PauseBody>(),
        changes(Endpoint::delete("/cases/{case}/pause", wait, "Goes on", resume)),
    ]
}

/// A message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewMessage)]
pub struct MessageBody {
    /// Which way.
    #[schema(value_type = DirectionCode)]
    direction: Direction,
    /// By which channel; the case's own if left out.
    #[schema(value_type = Option<ChannelCode>)]
    channel: Option<Channel>,
    /// Its words.
    #[schema(min_length = 1, max_length = 262144)]
    text: String,
    /// A human wrote it and it says something (C.1); yes if left out.
    substantive: Option<bool>,
    /// What it is beyond its words; clocks stop on these.
    #[serde(default)]
    #[schema(value_type = Vec<MessageRoleCode>, max_items = 6)]
    roles: Vec<MessageRole>,
    /// A time promised in it.
    #[schema(value_type = Option<Instant>)]
    promised_at: Option<UtcMs>,
    /// How the customer felt.
    #[schema(value_type = Option<EmotionalStateCode>)]
    emotional_state: Option<EmotionalState>,
    /// `plain` if left out; HTML is cleaned to a small, safe part.
    #[serde(default = "plain")]
    #[schema(value_type = TextFormatCode, required = false)]
    format: TextFormat,
    /// Files of the case that go with it.
    #[serde(default)]
    #[schema(value_type = Vec<Ident>, max_items = 20)]
    attachments: Vec<Id>,
    /// The version of the case one saw; an outbound message is refused as `newer_events` when something happened since
    /// that matters to it.
    #[schema(minimum = 1)]
    seen: Option<i64>,
}

async fn message(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<MessageBody>,
) -> Answer {
    let (given, bytes) = (body.value, body.bytes);
    bounded("text", &given.text, MOST)?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let channel = channel_of(&change, given.channel).await?;
    let direction = given.direction;
    let answering = given.seen.filter(|_| direction == Direction::Outbound);
    let written = Written {
        format: given.format,
        text: given.text,
        attachments: given.attachments,
        mentions: Vec::new(),
        channel: Some(channel),
        roles: given.roles,
        substantive: given.substantive,
        promised_at: given.promised_at,
        emotional_state: given.emotional_state,
    }
    .checked(WritingSort::Reply)?;
    let text = written.words(web.app())?;
    let mut command = written.command(WritingSort::Reply, web.app().db().new_id(), text.reference.clone(), channel);
    if let C::RecordMessage(message) = &mut command {
        message.direction = direction;
    }
    change.add_answering(answering, &once, &bytes, command, vec![text]).await
}

/// The channel given, or the case's own.
pub(super) async fn channel_of(change: &Change<'_>, given: Option<Channel>) -> Answer<Channel> {
    match given {
        Some(channel) => Ok(channel),
        None => Ok(change.web.app().case(&change.caller.actor, change.case).await?.case.channel),
    }
}

/// An attempt to reach the customer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewContact)]
pub struct ContactBody {
    /// By which channel.
    #[schema(value_type = ChannelCode)]
    channel: Channel,
    /// How it ended; only `reached` is two-way contact (S3-10).
    #[schema(value_type = ContactResultCode)]
    result: ContactResult,
    /// When; now if left out.
    #[schema(value_type = Option<Instant>)]
    at: Option<UtcMs>,
}

async fn contact(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<ContactBody>,
) -> Answer {
    let db = web.app().db();
    let at = body.value.at.unwrap_or_else(|| db.now());
    let command = C::LogContact { contact: db.new_id(), channel: body.value.channel, result: body.value.result, at };
    Change { web: &web, caller: &caller, case: &case, seen }.add(&once, &body.bytes, command, Vec::new()).await
}

/// A note for colleagues.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewNote)]
pub struct NoteBody {
    /// Its words.
    #[schema(min_length = 1, max_length = 262144)]
    text: String,
    /// `plain` if left out; HTML is cleaned to a small, safe part.
    #[serde(default = "plain")]
    #[schema(value_type = TextFormatCode, required = false)]
    format: TextFormat,
    /// Files of the case that go with it.
    #[serde(default)]
    #[schema(value_type = Vec<Ident>, max_items = 20)]
    attachments: Vec<Id>,
    /// People it calls; each must be able to read the case.
    #[serde(default)]
    #[schema(value_type = Vec<Ident>, max_items = 50)]
    mentions: Vec<Id>,
}

async fn note(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<NoteBody>,
) -> Answer {
    let (given, bytes) = (body.value, body.bytes);
    bounded("text", &given.text, MOST)?;
    let written = Written {
        format: given.format,
        attachments: given.attachments,
        mentions: given.mentions,
        ..Written::plain(given.text)
    }
    .checked(WritingSort::Note)?;
    let text = written.words(web.app())?;
    let command = C::Note {
        note: web.app().db().new_id(),
        text: text.reference.clone(),
        attachments: written.attachments,
        mentions: written.mentions,
    };
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    change.add(&once, &bytes, command, vec![text]).await
}

/// A chaser.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = NewChaser)]
pub struct ChaserBody {
    /// The case by which they asked, if it came as one.
    #[schema(value_type = Option<Ident>)]
    by: Option<Id>,
}

async fn chase(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<ChaserBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    change.add(&once, &body.bytes, C::Chase { by: body.value.by }, Vec::new()).await
}

/// A wait.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPause)]
pub struct PauseBody {
    /// Why (C.4: only listed reasons pause a clock).
    #[schema(value_type = WaitReasonCode)]
    reason: WaitReason,
}

async fn pause(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<PauseBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    change.add(&once, &body.bytes, C::Pause { reason: body.value.reason }, Vec::new()).await
}

async fn resume(State(web): State<Web>, caller: Caller, Path(case): Path<String>, seen: Seen) -> Answer {
    Change { web: &web, caller: &caller, case: &case, seen }.make(C::Resume {}, Vec::new()).await
}
