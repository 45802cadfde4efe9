//! Who has it: the handler, transfers with acceptance (S3-42), links and merging.

use axum::extract::{Path, State};
use bihuan_app::cases::split::Split;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseCommand as C;
use bihuan_domain::case::event::LinkKind;
use bihuan_domain::case::text::Field;
use bihuan_domain::ids::Id;
use serde::Deserialize;
use utoipa::ToSchema;

use super::judging::ReasonBody;
use super::register::{PartyBody, longest};
use super::{Change, adds, answered_meanwhile, changes, may, remembered, settle};
use crate::auth::Caller;
use crate::codes::{Ident, LinkKindCode};
use crate::endpoint::Endpoint;
use crate::input::{Json, Seen, bounded};
use crate::once::Once;
use crate::problem::Answer;
use crate::web::Web;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let (transfer, link) = (may(P::CaseTransfer), may(P::CaseLink));
    vec![
        changes(Endpoint::put(
            "/cases/{case}/handler",
            may(P::CaseTransfer),
            "Names the handler; whoever takes part in transfers may take what nobody handles",
            assign,
        ))
        .takes::<HandlerBody>(),
        adds(Endpoint::post(
            "/cases/{case}/transfer",
            transfer,
            "Offers it to somebody else; the owner stays accountable",
            offer,
        ))
        .takes::<TransferBody>(),
        changes(Endpoint::put("/cases/{case}/transfer", transfer, "Accepts the transfer on offer", accept)),
        changes(Endpoint::delete("/cases/{case}/transfer", transfer, "Does not accept it, with a reason", refuse))
            .takes::<ReasonBody>(),
        adds(Endpoint::post("/cases/{case}/links", link, "Ties it to another case", tie)).takes::<LinkBody>(),
        adds(Endpoint::post("/cases/{case}/merge", link, "Goes on in another case", merge)).takes::<MergeBody>(),
        adds(Endpoint::post("/cases/{case}/split", link, "Lets a part of it go on in a case of its own", split))
            .takes::<SplitBody>(),
    ]
}

/// A handler.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewHandler)]
pub struct HandlerBody {
    /// The user.
    #[schema(value_type = Ident)]
    handler: Id,
    /// The unit it goes into; stays if left out.
    #[schema(value_type = Option<Ident>)]
    unit: Option<Id>,
}

async fn assign(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    body: Json<HandlerBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let unit = unit_of(&change, body.value.unit).await?;
    change.make(C::Assign { handler: body.value.handler, unit }, Vec::new()).await
}

async fn unit_of(change: &Change<'_>, given: Option<Id>) -> Answer<Id> {
    match given {
        Some(unit) => Ok(unit),
        None => Ok(change.web.app().case(&change.caller.actor, change.case).await?.case.unit),
    }
}

/// A transfer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewTransfer)]
pub struct TransferBody {
    /// To whom.
    to: PartyBody,
    /// Into which unit; for a unit, itself; for a user, the case's present one if left out.
    #[schema(value_type = Option<Ident>)]
    unit: Option<Id>,
    /// Why.
    #[schema(min_length = 1, max_length = 4000)]
    reason: String,
}

async fn offer(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<TransferBody>,
) -> Answer {
    bounded("reason", &body.value.reason, 4_000)?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let unit = match body.value.to {
        PartyBody::Unit { id } => body.value.unit.unwrap_or(id),
        PartyBody::User { .. } => unit_of(&change, body.value.unit).await?,
    };
    let reason = change.words("reason", &body.value.reason)?;
    let command = C::OfferTransfer { to: body.value.to.into(), unit, reason: reason.reference.clone() };
    change.add(&once, &body.bytes, command, vec![reason]).await
}

async fn accept(State(web): State<Web>, caller: Caller, Path(case): Path<String>, seen: Seen) -> Answer {
    Change { web: &web, caller: &caller, case: &case, seen }.make(C::AcceptTransfer {}, Vec::new()).await
}

async fn refuse(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    body: Json<ReasonBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let reason = change.words("reason", body.value.checked()?)?;
    change.make(C::RefuseTransfer { reason: reason.reference.clone() }, vec![reason]).await
}

/// A link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewLink)]
pub struct LinkBody {
    /// How they belong together.
    #[schema(value_type = LinkKindCode)]
    kind: LinkKind,
    /// Identifier or number of the other case, one you may see.
    #[schema(min_length = 13, max_length = 16)]
    case: String,
}

async fn tie(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<LinkBody>,
) -> Answer {
    let other = other(&web, &caller, &body.value.case).await?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    change.add(&once, &body.bytes, C::Link { kind: body.value.kind, other }, Vec::new()).await
}

/// The other case, which the caller must be able to see: otherwise a link would tell that it exists.
async fn other(web: &Web, caller: &Caller, name: &str) -> Answer<Id> {
    Ok(web.app().case(&caller.actor, name).await?.case.id)
}

/// Where it goes on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewMerge)]
pub struct MergeBody {
    /// Identifier or number of the case it goes on in.
    #[schema(min_length = 13, max_length = 16)]
    into: String,
}

async fn merge(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<MergeBody>,
) -> Answer {
    let other = other(&web, &caller, &body.value.into).await?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    change.add(&once, &body.bytes, C::MergeInto { other }, Vec::new()).await
}

/// What becomes a case of its own.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSplit)]
pub struct SplitBody {
    /// What names the new matter.
    #[schema(min_length = 1, max_length = 1000)]
    subject: String,
    /// What the customer wants there; the first case's demand if left out.
    #[schema(min_length = 1, max_length = 262144)]
    demand: Option<String>,
    /// Messages of this case that belong to it, by the identifiers of the timeline.
    #[serde(default)]
    #[schema(value_type = Vec<Ident>, max_items = 200)]
    messages: Vec<Id>,
}

async fn split(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<SplitBody>,
) -> Answer {
    let given = &body.value;
    bounded("subject", &given.subject, longest(Field::Subject))?;
    if let Some(demand) = &given.demand {
        bounded("demand", demand, longest(Field::Demand))?;
    }
    let id = Change { web: &web, caller: &caller, case: &case, seen: Seen(None) }.id().await?;
    let ask =
        || Split { subject: given.subject.clone(), demand: given.demand.clone(), messages: given.messages.clone() };
    let again = || once.remember(&caller.actor, &body.bytes, remembered);
    let (app, actor) = (web.app(), &caller.actor);
    let mut outcome = app.split(actor, id, seen.0, ask(), again()).await;
    if matches!(&outcome, Err(failure) if answered_meanwhile(failure)) {
        outcome = app.split(actor, id, seen.0, ask(), again()).await;
    }
    settle(&web, outcome?).await
}
