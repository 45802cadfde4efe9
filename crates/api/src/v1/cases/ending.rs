//! The end of a case: follow-ups, the customer's confirmation, closing, reopening, filing.

use axum::extract::{Path, State};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseCommand as C;
use bihuan_domain::case::event::{ClosureReason, FollowUpResult, RejectionGround};
use bihuan_domain::complaint::care::CareResult;
use bihuan_domain::complaint::result::FollowUpVisit;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Channel;
use serde::Deserialize;
use utoipa::ToSchema;

use super::judging::ReasonBody;
use super::talking::channel_of;
use super::{Change, adds, changes, may};
use crate::auth::Caller;
use crate::codes::{
    CareResultCode, ChannelCode, ClosureReasonCode, FollowUpResultCode, Ident, Instant, RejectionGroundCode,
};
use crate::endpoint::Endpoint;
use crate::input::{Json, Seen, bounded};
use crate::once::Once;
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// Files of a visit, at most.
const MOST_FILES: usize = 50;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let confirm = may(P::CaseConfirm);
    vec![
        adds(Endpoint::post("/cases/{case}/follow-ups", confirm, "Records a follow-up", follow_up))
            .takes::<FollowUpBody>(),
        adds(Endpoint::post(
            "/cases/{case}/care-contacts",
            confirm,
            "Records a care contact of the watch period, or an attempt, or that the customer wants no more (S3-49)",
            care,
        ))
        .takes::<CareBody>(),
        adds(Endpoint::post(
            "/cases/{case}/confirmation",
            confirm,
            "The customer says whether the result is right",
            confirmation,
        ))
        .takes::<ConfirmationBody>(),
        adds(Endpoint::post("/cases/{case}/rating", confirm, "Takes down how the customer rates the service", rating))
            .takes::<RatingBody>(),
        adds(Endpoint::post("/cases/{case}/closure", may(P::CaseClose), "Closes it", close)).takes::<ClosureBody>(),
        changes(Endpoint::delete("/cases/{case}/closure", may(P::CaseReopen), "Opens it again, with a reason", reopen))
            .takes::<ReasonBody>(),
        adds(Endpoint::post(
            "/cases/{case}/archive",
            may(P::CaseArchive),
            "Files it; nothing changes any more",
            archive,
        )),
    ]
}

/// A follow-up.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewFollowUp)]
pub struct FollowUpBody {
    /// By which channel.
    #[schema(value_type = ChannelCode)]
    channel: Channel,
    /// How it ended.
    #[schema(value_type = FollowUpResultCode)]
    result: FollowUpResult,
    /// Somebody went there, and what that brought back (S3-17).
    visit: Option<FollowUpVisitBody>,
}

/// A visit to ask about the result.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewFollowUpVisit)]
pub struct FollowUpVisitBody {
    /// When somebody was there; now if not given.
    #[schema(value_type = Option<Instant>)]
    at: Option<UtcMs>,
    /// Who; the caller if not given.
    #[schema(value_type = Option<Ident>)]
    visitor: Option<Id>,
    /// What was found.
    #[schema(min_length = 1, max_length = 10000)]
    finding: String,
    /// The customer's signature, photos: files of the case added before.
    #[schema(value_type = Vec<Ident>, max_items = 50)]
    attachments: Vec<Id>,
}

async fn follow_up(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<FollowUpBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let (mut visit, mut words) = (None, Vec::new());
    if let Some(given) = body.value.visit {
        if given.attachments.len() > MOST_FILES {
            return Err(Problem::field("attachments", "too_many", MOST_FILES.to_string()));
        }
        let finding = change.must("finding", &given.finding, 10_000)?;
        let visitor = given.visitor.or(caller.actor.user());
        visit = Some(Box::new(FollowUpVisit {
            at: given.at.unwrap_or_else(|| web.app().db().now()),
            visitor: visitor.ok_or_else(|| Problem::field("visitor", "missing_field", ""))?,
            finding: finding.reference.clone(),
            attachments: given.attachments,
        }));
        words.push(finding);
    }
    let command = C::FollowUp { channel: body.value.channel, result: body.value.result, visit };
    change.add(&once, &body.bytes, command, words).await
}

/// A care contact.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCareContact)]
pub struct CareBody {
    /// By which channel; the case's own if left out.
    #[schema(value_type = Option<ChannelCode>)]
    channel: Option<Channel>,
    /// What came of it.
    #[schema(value_type = CareResultCode)]
    result: CareResult,
    /// What they said.
    #[schema(min_length = 1, max_length = 10000)]
    text: Option<String>,
}

async fn care(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<CareBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let channel = channel_of(&change, body.value.channel).await?;
    let text = body.value.text.as_deref().map(|said| change.must("text", said, 10_000)).transpose()?;
    let reference = text.as_ref().map(|t| t.reference.clone());
    let command = C::RecordCare { channel, result: body.value.result, text: reference };
    change.add(&once, &body.bytes, command, text.into_iter().collect()).await
}

/// What the customer says of the result.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewConfirmation)]
pub struct ConfirmationBody {
    /// Whether they are satisfied.
    satisfied: bool,
    /// By which channel; the case's own if left out.
    #[schema(value_type = Option<ChannelCode>)]
    channel: Option<Channel>,
}

async fn confirmation(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<ConfirmationBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let channel = channel_of(&change, body.value.channel).await?;
    let command = C::ConfirmResult { satisfied: body.value.satisfied, channel };
    change.add(&once, &body.bytes, command, Vec::new()).await
}

/// A rating the customer gave somebody, by telephone for instance; the record says who took it down (S0-22).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRating)]
pub struct RatingBody {
    /// The outcome, 1 to 5 (S2-30).
    #[schema(minimum = 1, maximum = 5)]
    stars: u8,
    /// How it was handled, 1 to 5.
    #[schema(minimum = 1, maximum = 5)]
    process: Option<u8>,
    /// They would use us again (S3-34).
    would_return: Option<bool>,
    /// What could be better, in the customer's own words.
    #[schema(min_length = 1, max_length = 2000)]
    text: Option<String>,
    /// By which channel; the case's own if left out.
    #[schema(value_type = Option<ChannelCode>)]
    channel: Option<Channel>,
}

async fn rating(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<RatingBody>,
) -> Answer {
    let given = body.value;
    if !(1..=5).contains(&given.stars) {
        return Err(Problem::field("stars", "out_of_bounds", "1–5"));
    }
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let channel = channel_of(&change, given.channel).await?;
    let words = match &given.text {
        Some(text) => {
            bounded("text", text, 2_000)?;
            Some(change.words("text", text)?)
        }
        None => None,
    };
    let text = words.as_ref().map(|w| w.reference.clone());
    let command =
        C::Rate { stars: given.stars, process: given.process, would_return: given.would_return, channel, text };
    change.add(&once, &body.bytes, command, words.into_iter().collect()).await
}

/// A closure.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewClosure)]
pub struct ClosureBody {
    /// Why.
    #[schema(value_type = ClosureReasonCode)]
    reason: ClosureReason,
    /// Ground of a rejection.
    #[schema(value_type = Option<RejectionGroundCode>)]
    ground: Option<RejectionGround>,
    /// The version of the case one saw; refused as `newer_events` when something happened since that matters.
    #[schema(minimum = 1)]
    seen: Option<i64>,
}

async fn close(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<ClosureBody>,
) -> Answer {
    let command = C::Close { reason: body.value.reason, ground: body.value.ground };
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    change.add_answering(body.value.seen, &once, &body.bytes, command, Vec::new()).await
}

async fn reopen(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    body: Json<ReasonBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let reason = change.words("reason", body.value.checked()?)?;
    change.make(C::Reopen { reason: reason.reference.clone() }, vec![reason]).await
}

async fn archive(State(web): State<Web>, caller: Caller, Path(case): Path<String>, seen: Seen, once: Once) -> Answer {
    Change { web: &web, caller: &caller, case: &case, seen }.add(&once, b"", C::Archive {}, Vec::new()).await
}
