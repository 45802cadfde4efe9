//! Talking: messages in and out, attempts to reach the customer, internal notes, chasers (催单), waiting.

use axum::extract::{Path, State};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseCommand as C;
use bihuan_domain::case::command::Message;
use bihuan_domain::case::event::{ContactResult, Direction, MessageRole};
use bihuan_domain::case::stage::WaitReason;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, EmotionalState};
use serde::Deserialize;
use utoipa::ToSchema;

use super::judging::TextBody;
use super::{Change, adds, changes, may};
use crate::auth::Caller;
use crate::codes::{
    ChannelCode, ContactResultCode, DirectionCode, EmotionalStateCode, Ident, Instant, MessageRoleCode, WaitReasonCode,
};
use crate::endpoint::Endpoint;
use crate::input::{Json, Seen, bounded};
use crate::once::Once;
use crate::problem::{Answer, Problem};
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
            .takes::<TextBody>(),
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
}

async fn message(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<MessageBody>,
) -> Answer {
    let (mut given, bytes) = (body.value, body.bytes);
    bounded("text", &given.text, MOST)?;
    let count = given.roles.len();
    given.roles.sort_unstable();
    given.roles.dedup();
    if given.roles.len() != count {
        return Err(Problem::field("roles", "given_twice", ""));
    }
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let channel = channel_of(&change, given.channel).await?;
    let text = change.words("text", &given.text)?;
    let command = C::RecordMessage(Box::new(Message {
        message: web.app().db().new_id(),
        direction: given.direction,
        channel,
        text: text.reference.clone(),
        substantive: given.substantive.unwrap_or(!given.roles.contains(&MessageRole::Holding)),
        roles: given.roles,
        promised_at: given.promised_at,
        emotional_state: given.emotional_state,
    }));
    change.add(&once, &bytes, command, vec![text]).await
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

async fn note(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<TextBody>,
) -> Answer {
    bounded("text", &body.value.text, MOST)?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let text = change.words("text", &body.value.text)?;
    let command = C::Note { note: web.app().db().new_id(), text: text.reference.clone() };
    change.add(&once, &body.bytes, command, vec![text]).await
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
