//! Disputes: rounds of negotiation, the ways outside the house, which terms the customer saw, and everything about a case
//! in one file for somebody outside (S0-59, S0-60, S0-62, B.6).

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseCommand as C;
use bihuan_domain::case::state::TermsShown;
use bihuan_domain::case::text::TextRef;
use bihuan_domain::complaint::dispute::{
    Dispute, DisputeGround, DisputeSide, DisputeStanding, DisputeWay, Opening, Participant, Round, RoundResult, Step,
};
use bihuan_domain::ids::Id;
use bihuan_domain::public_page::PageKind;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Channel;
use bihuan_store::nouns::text::NewText;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::attachments::{label, policy};
use super::remedying::MoneyBody;
use super::view::Words;
use super::{Change, adds, may};
use crate::auth::Caller;
use crate::codes::{
    ChannelCode, DisputeGroundCode, DisputeSideCode, DisputeStandingCode, DisputeWayCode, Ident, Instant, PageKindCode,
    RoundResultCode,
};
use crate::endpoint::{Answers, Endpoint};
use crate::input::{Json, Seen, id};
use crate::language::Language;
use crate::once::Once;
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// The longest minutes, in characters.
const MOST: usize = 262_144;
/// The longest name of a body, of a person, or number of papers, in characters.
const NAME: usize = 200;
/// People at a table, at most.
const MOST_PEOPLE: usize = 50;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let go = may(P::CaseEscalate);
    vec![
        adds(Endpoint::post(
            "/cases/{case}/disputes",
            go,
            "Begins a dispute, or says that it was brought outside",
            begin,
        ))
        .takes::<DisputeBody>(),
        adds(Endpoint::post(
            "/cases/{case}/disputes/{dispute}/rounds",
            go,
            "Writes down a round: who, what was offered and asked, what was said, how it ended",
            hold,
        ))
        .takes::<RoundBody>(),
        adds(Endpoint::post(
            "/cases/{case}/disputes/{dispute}/steps",
            go,
            "Moves a dispute on, by the dates of its papers; a settlement is the solution the customer accepted",
            step,
        ))
        .takes::<StepBody>(),
        adds(Endpoint::post(
            "/cases/{case}/terms-shown",
            may(P::CaseMessage),
            "The customer was shown a version of a public page",
            show,
        ))
        .takes::<TermsBody>(),
        Endpoint::post(
            "/cases/{case}/evidence-pack",
            may(P::CustomerReveal),
            "Everything about the case as a ZIP with an index and digests; recorded with its reason and its own digest",
            pack,
        )
        .takes::<PackBody>()
        .answers(Answers::Bytes)
        .versioned(),
    ]
}

/// A dispute.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewDispute)]
pub struct DisputeBody {
    /// Which way.
    #[schema(value_type = DisputeWayCode)]
    way: DisputeWay,
    /// The body outside; needed for every way but negotiation.
    #[schema(max_length = 200)]
    body: Option<String>,
    /// The number of its papers.
    #[schema(max_length = 200)]
    reference: Option<String>,
    /// What it is about.
    #[schema(min_length = 1, max_length = 262144)]
    matter: String,
    /// When it began or was filed, as the papers say; now if not given.
    #[schema(value_type = Option<Instant>)]
    filed_at: Option<UtcMs>,
}

/// Words of a body as they are read, kept in order for the command's transaction.
struct Kept<'a> {
    change: &'a Change<'a>,
    texts: Vec<NewText>,
}

impl<'a> Kept<'a> {
    const fn of(change: &'a Change<'a>) -> Self {
        Self { change, texts: Vec::new() }
    }

    fn must(&mut self, field: &'static str, given: &str, most: usize) -> Result<TextRef, Problem> {
        let text = self.change.must(field, given, most)?;
        let reference = text.reference.clone();
        self.texts.push(text);
        Ok(reference)
    }

    fn may(&mut self, field: &'static str, given: Option<&str>, most: usize) -> Result<Option<TextRef>, Problem> {
        given.filter(|g| !g.trim().is_empty()).map(|g| self.must(field, g, most)).transpose()
    }
}

async fn begin(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<DisputeBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let given = body.value;
    let mut kept = Kept::of(&change);
    let opening = Opening {
        dispute: web.app().db().new_id(),
        way: given.way,
        body: kept.may("body", given.body.as_deref(), NAME)?,
        reference: kept.may("reference", given.reference.as_deref(), NAME)?,
        matter: kept.must("matter", &given.matter, MOST)?,
        filed_at: given.filed_at.unwrap_or_else(|| web.app().db().now()),
    };
    let texts = kept.texts;
    change.add(&once, &body.bytes, C::OpenDispute(Box::new(opening)), texts).await
}

/// Somebody at the table.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewParticipant)]
pub struct ParticipantBody {
    /// For whom.
    #[schema(value_type = DisputeSideCode)]
    side: DisputeSide,
    /// Their name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// A file of the case that says they may speak for the customer.
    #[schema(value_type = Option<Ident>)]
    authority: Option<Id>,
}

/// A round.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRound)]
pub struct RoundBody {
    /// When it was held; now if not given.
    #[schema(value_type = Option<Instant>)]
    held_at: Option<UtcMs>,
    /// Who sat there: somebody of ours, and the customer or whoever speaks for them.
    #[schema(min_items = 2, max_items = 50)]
    participants: Vec<ParticipantBody>,
    /// What was offered.
    offer: Option<MoneyBody>,
    /// What was asked instead.
    counter_offer: Option<MoneyBody>,
    /// What was said.
    #[schema(min_length = 1, max_length = 262144)]
    minutes: String,
    /// The customer reads the minutes in the portal.
    #[serde(default)]
    shared: bool,
    /// How it ended.
    #[schema(value_type = RoundResultCode)]
    result: RoundResult,
}

async fn hold(
    State(web): State<Web>,
    caller: Caller,
    Path((case, dispute)): Path<(String, String)>,
    seen: Seen,
    once: Once,
    body: Json<RoundBody>,
) -> Answer {
    let dispute = id(&dispute, "dispute")?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let given = body.value;
    if given.participants.len() > MOST_PEOPLE {
        return Err(Problem::field("participants", "too_many", MOST_PEOPLE.to_string()));
    }
    let mut kept = Kept::of(&change);
    let mut participants = Vec::with_capacity(given.participants.len());
    for p in &given.participants {
        participants.push(Participant {
            side: p.side,
            name: kept.must("participants", &p.name, NAME)?,
            authority: p.authority,
        });
    }
    let money = |m: &Option<MoneyBody>| m.as_ref().map(MoneyBody::money).transpose();
    let round = Round {
        held_at: given.held_at.unwrap_or_else(|| web.app().db().now()),
        participants,
        offer: money(&given.offer)?,
        counter_offer: money(&given.counter_offer)?,
        minutes: kept.must("minutes", &given.minutes, MOST)?,
        shared: given.shared,
        result: given.result,
    };
    let texts = kept.texts;
    change.add(&once, &body.bytes, C::HoldRound { dispute, round: Box::new(round) }, texts).await
}

/// A step.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewDisputeStep)]
pub struct StepBody {
    /// How it stands now.
    #[schema(value_type = DisputeStandingCode)]
    standing: DisputeStanding,
    /// Since when, as the papers say; now if not given.
    #[schema(value_type = Option<Instant>)]
    at: Option<UtcMs>,
    /// Why it was not taken on, or ended without agreement.
    #[schema(value_type = Option<DisputeGroundCode>)]
    ground: Option<DisputeGround>,
    /// How it ended, in words; a ruling needs them.
    #[schema(max_length = 262144)]
    outcome: Option<String>,
    /// The number of the papers, once known.
    #[schema(max_length = 200)]
    reference: Option<String>,
    /// Whether the authority may publish it, once known.
    published: Option<bool>,
}

async fn step(
    State(web): State<Web>,
    caller: Caller,
    Path((case, dispute)): Path<(String, String)>,
    seen: Seen,
    once: Once,
    body: Json<StepBody>,
) -> Answer {
    let dispute = id(&dispute, "dispute")?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let given = body.value;
    let mut kept = Kept::of(&change);
    let step = Step {
        dispute,
        standing: given.standing,
        at: given.at.unwrap_or_else(|| web.app().db().now()),
        ground: given.ground,
        outcome: kept.may("outcome", given.outcome.as_deref(), MOST)?,
        reference: kept.may("reference", given.reference.as_deref(), NAME)?,
        published: given.published,
    };
    let texts = kept.texts;
    change.add(&once, &body.bytes, C::MoveDispute(Box::new(step)), texts).await
}

/// Which terms.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewTermsShown)]
pub struct TermsBody {
    /// Which page.
    #[schema(value_type = PageKindCode)]
    page: PageKind,
    /// Which version of it; the one that holds today if not given.
    #[schema(minimum = 1)]
    version: Option<i64>,
    /// How.
    #[schema(value_type = ChannelCode)]
    channel: Channel,
}

async fn show(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<TermsBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let TermsBody { page, version, channel } = body.value;
    let version = web.app().version_shown(page, version).await?;
    change.add(&once, &body.bytes, C::ShowTerms { page, version, channel }, Vec::new()).await
}

/// What for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewEvidencePack)]
pub struct PackBody {
    /// What it is for; stands in the record.
    #[schema(min_length = 4, max_length = 500)]
    reason: String,
    /// For which dispute.
    #[schema(value_type = Option<Ident>)]
    dispute: Option<Id>,
}

async fn pack(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    headers: HeaderMap,
    body: Json<PackBody>,
) -> Answer {
    let PackBody { reason, dispute } = body.value;
    let language = Language::of(&headers).tag();
    let made = web.app().evidence_pack(&caller.actor, &case, seen.0, &reason, dispute, language).await?;
    let mut response = Response::new(Body::from(made.bytes));
    label(&mut response, "application/zip", "attachment", &format!("{}.zip", made.number));
    policy(&mut response, "default-src 'none'; sandbox");
    Ok(response)
}

/// Somebody at the table.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Participant)]
pub struct ParticipantView {
    /// For whom.
    #[schema(value_type = DisputeSideCode)]
    side: DisputeSide,
    /// Their name; null once erased.
    name: Option<String>,
    /// The file that says they may speak for the customer.
    #[schema(value_type = Option<Ident>)]
    authority: Option<Id>,
}

/// A round.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DisputeRound)]
pub struct RoundView {
    /// When it was held.
    #[schema(value_type = Instant)]
    held_at: UtcMs,
    /// Who sat there.
    participants: Vec<ParticipantView>,
    /// What was offered.
    offer: Option<MoneyBody>,
    /// What was asked instead.
    counter_offer: Option<MoneyBody>,
    /// What was said; null once erased.
    minutes: Option<String>,
    /// The customer reads the minutes in the portal.
    shared: bool,
    /// How it ended.
    #[schema(value_type = RoundResultCode)]
    result: RoundResult,
}

/// A dispute.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Dispute)]
pub struct DisputeView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// Which way it goes.
    #[schema(value_type = DisputeWayCode)]
    way: DisputeWay,
    /// The body outside.
    body: Option<String>,
    /// The number of its papers.
    reference: Option<String>,
    /// What it is about; null once erased.
    matter: Option<String>,
    /// When it began or was filed.
    #[schema(value_type = Instant)]
    filed_at: UtcMs,
    /// When the body took it on.
    #[schema(value_type = Option<Instant>)]
    accepted_at: Option<UtcMs>,
    /// When it ended.
    #[schema(value_type = Option<Instant>)]
    ended_at: Option<UtcMs>,
    /// How it stands.
    #[schema(value_type = DisputeStandingCode)]
    standing: DisputeStanding,
    /// Why it was not taken on, or ended.
    #[schema(value_type = Option<DisputeGroundCode>)]
    ground: Option<DisputeGround>,
    /// How it ended, in words.
    outcome: Option<String>,
    /// Whether the authority may publish it; null while unknown.
    published: Option<bool>,
    /// The rounds.
    rounds: Vec<RoundView>,
    /// The accepted solution it was settled with.
    #[schema(value_type = Option<Ident>)]
    settlement: Option<Id>,
}

impl DisputeView {
    pub(super) fn of(d: &Dispute, words: &Words) -> Self {
        let said = |t: &TextRef| words.get(&t.id).cloned();
        let seat = |p: &Participant| ParticipantView { side: p.side, name: said(&p.name), authority: p.authority };
        let round = |r: &Round| RoundView {
            held_at: r.held_at,
            participants: r.participants.iter().map(seat).collect(),
            offer: r.offer.as_ref().map(Into::into),
            counter_offer: r.counter_offer.as_ref().map(Into::into),
            minutes: said(&r.minutes),
            shared: r.shared,
            result: r.result,
        };
        Self {
            id: d.id,
            way: d.way,
            body: d.body.as_ref().and_then(said),
            reference: d.reference.as_ref().and_then(said),
            matter: said(&d.matter),
            filed_at: d.filed_at,
            accepted_at: d.accepted_at,
            ended_at: d.ended_at,
            standing: d.standing,
            ground: d.ground,
            outcome: d.outcome.as_ref().and_then(said),
            published: d.published,
            rounds: d.rounds.iter().map(round).collect(),
            settlement: d.settlement,
        }
    }
}

/// A version of our terms that the customer was shown.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TermsShown)]
pub struct TermsShownView {
    /// Which page.
    #[schema(value_type = PageKindCode)]
    page: PageKind,
    /// Its version.
    version: i64,
    /// When.
    #[schema(value_type = Instant)]
    at: UtcMs,
}

impl From<&TermsShown> for TermsShownView {
    fn from(t: &TermsShown) -> Self {
        Self { page: t.page, version: t.version, at: t.at }
    }
}
