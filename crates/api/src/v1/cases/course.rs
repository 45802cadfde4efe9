//! Dealing with the matter: investigate, find out, propose, hear the answer, carry out, resolve, report.

use axum::extract::{Path, State};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseCommand as C;
use bihuan_domain::case::event::{Answer as Said, Remedy};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{BehaviouralCause, Channel};
use serde::Deserialize;
use utoipa::ToSchema;

use super::judging::TextBody;
use super::remedying::{MoneyBody, TermBody, terms};
use super::talking::channel_of;
use super::{Change, adds, may};
use crate::auth::Caller;
use crate::codes::{AnswerCode, BehaviouralCauseCode, ChannelCode, Ident, Instant, RemedyCode};
use crate::endpoint::Endpoint;
use crate::input::{Json, Seen, bounded, id};
use crate::once::Once;
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// The longest finding, proposal or result, in characters.
const MOST: usize = 262_144;

/// Departments named with a finding, at most.
const MOST_DEPARTMENTS: usize = 20;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let (look, propose, do_it) = (may(P::CaseInvestigate), may(P::CasePropose), may(P::CaseResolve));
    vec![
        adds(Endpoint::post("/cases/{case}/investigation", look, "Begins to investigate", investigate)),
        adds(Endpoint::post("/cases/{case}/findings", look, "Records what was found", find)).takes::<FindingBody>(),
        adds(Endpoint::post("/cases/{case}/proposals", propose, "Offers a solution", offer)).takes::<ProposalBody>(),
        adds(Endpoint::post(
            "/cases/{case}/proposals/{proposal}/answer",
            propose,
            "Records what the customer says to it",
            hear,
        ))
        .takes::<AnswerBody>(),
        adds(Endpoint::post("/cases/{case}/execution", do_it, "Begins to carry it out", execute)),
        adds(Endpoint::post("/cases/{case}/resolution", do_it, "It is done", resolve)).takes::<ResolutionBody>(),
        adds(Endpoint::post("/cases/{case}/hq-report", do_it, "Told head office (S3-11)", report)).takes::<TextBody>(),
    ]
}

async fn investigate(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
) -> Answer {
    Change { web: &web, caller: &caller, case: &case, seen }.add(&once, b"", C::Investigate {}, Vec::new()).await
}

/// A finding.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewFinding)]
pub struct FindingBody {
    /// What was found.
    #[schema(min_length = 1, max_length = 262144)]
    text: String,
    /// Preliminary only (S4-21).
    #[serde(default)]
    preliminary: bool,
    /// The behaviour that caused it (S3-06).
    #[serde(default)]
    #[schema(value_type = Vec<BehaviouralCauseCode>, max_items = 7)]
    causes: Vec<BehaviouralCause>,
    /// Departments contacted about it: units (S4-21).
    #[serde(default)]
    #[schema(value_type = Vec<Ident>, max_items = 20)]
    departments: Vec<Id>,
}

async fn find(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<FindingBody>,
) -> Answer {
    bounded("text", &body.value.text, MOST)?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let text = change.words("text", &body.value.text)?;
    if body.value.causes.len() > BehaviouralCause::ALL.len() {
        return Err(Problem::field("causes", "too_many", BehaviouralCause::ALL.len().to_string()));
    }
    if body.value.departments.len() > MOST_DEPARTMENTS {
        return Err(Problem::field("departments", "too_many", MOST_DEPARTMENTS.to_string()));
    }
    for department in body.value.departments.iter().copied() {
        if web.app().db().read(move |c| bihuan_store::nouns::unit::load(c, department)).await?.is_none() {
            return Err(Problem::field("departments", "unknown_unit", department.to_string()));
        }
    }
    let FindingBody { preliminary, causes, departments, .. } = body.value;
    let command = C::Verify { finding: text.reference.clone(), preliminary, causes, departments };
    change.add(&once, &body.bytes, command, vec![text]).await
}

/// A proposal.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewProposal)]
pub struct ProposalBody {
    /// What is offered.
    #[schema(min_length = 1, max_length = 262144)]
    text: String,
    /// What it consists of.
    #[schema(value_type = Vec<RemedyCode>, min_items = 1, max_items = 13)]
    remedies: Vec<Remedy>,
    /// By when it will be done.
    #[schema(value_type = Instant)]
    promised_at: UtcMs,
    /// What each remedy hands over, where it is money or goods; within your authority, or approved exactly so.
    #[serde(default)]
    #[schema(max_items = 50)]
    terms: Vec<TermBody>,
    /// The steps of carrying it out (S2-26).
    #[schema(max_length = 262144)]
    steps: Option<String>,
    /// What the customer pays for it: told with its time, and carried out only once they accepted (S0-61).
    fee: Option<MoneyBody>,
    /// The version of the case one saw; refused as `newer_events` when something happened since that matters.
    #[schema(minimum = 1)]
    seen: Option<i64>,
}

fn distinct(remedies: &[Remedy]) -> Result<(), Problem> {
    let mut seen = remedies.to_vec();
    seen.sort_unstable();
    seen.dedup();
    if seen.len() == remedies.len() { Ok(()) } else { Err(Problem::field("remedies", "given_twice", "")) }
}

async fn offer(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<ProposalBody>,
) -> Answer {
    bounded("text", &body.value.text, MOST)?;
    distinct(&body.value.remedies)?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let text = change.words("text", &body.value.text)?;
    let steps = body.value.steps.as_deref().filter(|s| !s.trim().is_empty());
    let steps = steps.map(|s| bounded("steps", s, MOST).and_then(|()| change.words("steps", s))).transpose()?;
    let command = C::Propose {
        proposal: web.app().db().new_id(),
        text: text.reference.clone(),
        remedies: body.value.remedies,
        promised_at: body.value.promised_at,
        terms: terms(&body.value.terms)?,
        steps: steps.as_ref().map(|t| t.reference.clone()),
        fee: body.value.fee.as_ref().map(MoneyBody::money).transpose()?,
    };
    let texts = std::iter::once(text).chain(steps).collect();
    change.add_answering(body.value.seen, &once, &body.bytes, command, texts).await
}

/// What the customer says to a proposal.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewAnswer)]
pub struct AnswerBody {
    /// Understood, accepted, rejected (S2-25).
    #[schema(value_type = AnswerCode)]
    answer: Said,
    /// By which channel; the case's own if left out.
    #[schema(value_type = Option<ChannelCode>)]
    channel: Option<Channel>,
}

async fn hear(
    State(web): State<Web>,
    caller: Caller,
    Path((case, proposal)): Path<(String, String)>,
    seen: Seen,
    once: Once,
    body: Json<AnswerBody>,
) -> Answer {
    let proposal = id(&proposal, "proposal")?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let channel = channel_of(&change, body.value.channel).await?;
    let command = C::AnswerProposal { proposal, answer: body.value.answer, channel };
    change.add(&once, &body.bytes, command, Vec::new()).await
}

async fn execute(State(web): State<Web>, caller: Caller, Path(case): Path<String>, seen: Seen, once: Once) -> Answer {
    Change { web: &web, caller: &caller, case: &case, seen }.add(&once, b"", C::Execute {}, Vec::new()).await
}

/// A result.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewResolution)]
pub struct ResolutionBody {
    /// What was done.
    #[schema(min_length = 1, max_length = 262144)]
    text: String,
    /// The remedies carried out.
    #[schema(value_type = Vec<RemedyCode>, min_items = 1, max_items = 13)]
    remedies: Vec<Remedy>,
    /// The version of the case one saw; refused as `newer_events` when something happened since that matters.
    #[schema(minimum = 1)]
    seen: Option<i64>,
}

async fn resolve(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<ResolutionBody>,
) -> Answer {
    bounded("text", &body.value.text, MOST)?;
    distinct(&body.value.remedies)?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let text = change.words("text", &body.value.text)?;
    let command = C::Resolve { remedies: body.value.remedies, text: text.reference.clone() };
    change.add_answering(body.value.seen, &once, &body.bytes, command, vec![text]).await
}

async fn report(
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
    change.add(&once, &body.bytes, C::ReportToHq { text: text.reference.clone() }, vec![text]).await
}
