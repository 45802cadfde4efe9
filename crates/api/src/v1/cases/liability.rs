//! Who caused it: evidence from the sides, and who is liable (S2-17…S2-19).

use axum::extract::{Path, State};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseCommand as C;
use bihuan_domain::complaint::liability::{Conduct, EvidenceSource, Liability, LiableParty, Share};
use bihuan_domain::ids::Id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Change, adds, changes, may};
use crate::auth::Caller;
use crate::codes::{ConductCode, EvidenceSourceCode, Ident, LiablePartyCode};
use crate::endpoint::Endpoint;
use crate::input::{Json, Seen};
use crate::once::Once;
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// The longest reason or evidence in words, in characters.
const MOST: usize = 262_144;
/// Parties of a decision, files of a piece of evidence, at most.
const MOST_PARTS: usize = 50;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        adds(Endpoint::post(
            "/cases/{case}/evidence",
            may(P::CaseInvestigate),
            "Records a piece of evidence with where it comes from; its files are attached before",
            prove,
        ))
        .takes::<EvidenceBody>(),
        changes(Endpoint::put(
            "/cases/{case}/liability",
            may(P::CasePropose),
            "Decides who is liable, in shares of a hundred; none = undetermined",
            decide_liability,
        ))
        .takes::<LiabilityBody>(),
    ]
}

/// A piece of evidence.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewEvidence)]
pub struct EvidenceBody {
    /// Where it comes from.
    #[schema(value_type = EvidenceSourceCode)]
    source: EvidenceSource,
    /// What it says.
    #[schema(min_length = 1, max_length = 262144)]
    text: String,
    /// Files of the case that belong to it.
    #[serde(default)]
    #[schema(value_type = Vec<Ident>, max_items = 50)]
    attachments: Vec<Id>,
}

async fn prove(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<EvidenceBody>,
) -> Answer {
    if body.value.attachments.len() > MOST_PARTS {
        return Err(Problem::field("attachments", "too_many", MOST_PARTS.to_string()));
    }
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let text = change.must("text", &body.value.text, MOST)?;
    let command = C::RecordEvidence {
        evidence: web.app().db().new_id(),
        source: body.value.source,
        text: text.reference.clone(),
        attachments: body.value.attachments,
    };
    change.add(&once, &body.bytes, command, vec![text]).await
}

/// One party's share.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LiabilityShare)]
pub struct ShareBody {
    /// Who.
    #[schema(value_type = LiablePartyCode)]
    party: LiableParty,
    /// Whole per cent.
    #[schema(minimum = 1, maximum = 100)]
    percent: u8,
    /// Which station or department.
    #[schema(value_type = Option<Ident>)]
    unit: Option<Id>,
}

/// Who is liable.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewLiability)]
pub struct LiabilityBody {
    /// Shares that make a hundred; none = undetermined.
    #[schema(max_items = 50)]
    shares: Vec<ShareBody>,
    /// Why: asked when only the customer was heard, or an earlier decision changes.
    #[schema(max_length = 262144)]
    reason: Option<String>,
}

async fn decide_liability(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    body: Json<LiabilityBody>,
) -> Answer {
    if body.value.shares.len() > MOST_PARTS {
        return Err(Problem::field("shares", "too_many", MOST_PARTS.to_string()));
    }
    let shares: Vec<Share> =
        body.value.shares.iter().map(|s| Share { party: s.party, percent: s.percent, unit: s.unit }).collect();
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let reason = change.may("reason", body.value.reason.as_deref(), MOST)?;
    let command = C::DecideLiability { shares, reason: reason.as_ref().map(|t| t.reference.clone()) };
    change.make(command, reason.into_iter().collect()).await
}

/// Who is liable, and how to speak with the customer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Liability)]
pub struct LiabilityView {
    /// Shares; none = undetermined.
    shares: Vec<ShareBody>,
    /// Decided on the customer's word alone.
    one_sided: bool,
    /// How to speak with the customer (S3-44).
    #[schema(value_type = Option<ConductCode>)]
    conduct: Option<Conduct>,
}

impl From<&Liability> for LiabilityView {
    fn from(l: &Liability) -> Self {
        let share = |s: &Share| ShareBody { party: s.party, percent: s.percent, unit: s.unit };
        Self { shares: l.shares.iter().map(share).collect(), one_sided: l.one_sided, conduct: l.conduct() }
    }
}
