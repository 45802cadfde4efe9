//! Who caused it and what it may cost: evidence, liability, approvals, carrying out with proof (S2-17…S2-27).

use axum::Json as Out;
use axum::extract::{Path, State};
use bihuan_app::cases::approvals::{ApprovalLine, Usual};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseCommand as C;
use bihuan_domain::case::Refusal;
use bihuan_domain::case::event::Remedy;
use bihuan_domain::complaint::approval::{Approval, ApprovalStanding, Signature};
use bihuan_domain::complaint::liability::{Conduct, EvidenceSource, Liability, LiableParty, Share};
use bihuan_domain::complaint::remedy::{LegalGround, Term};
use bihuan_domain::ids::Id;
use bihuan_domain::money::{Currency, Money};
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Role;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::Words;
use super::{Change, adds, changes, may};
use crate::auth::Caller;
use crate::codes::{
    ApprovalStandingCode, ConductCode, EvidenceSourceCode, Ident, Instant, LegalGroundCode, LiablePartyCode,
    RemedyCode, RoleCode, list,
};
use crate::endpoint::Endpoint;
use crate::input::{Json, Query, Seen, bounded, id};
use crate::once::Once;
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// The longest reason or evidence in words, in characters.
const MOST: usize = 262_144;
/// Parties of a decision, terms of a solution, files of a piece of evidence, at most.
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
        Endpoint::get(
            "/cases/{case}/usual-remedies",
            may(P::CaseRead),
            "What the compensation standard proposes, what the law grants at least, and how far your authority goes",
            usual,
        )
        .gives::<UsualView>(200)
        .query(
            "price",
            "What the customer paid, in minor units of the policy's currency",
            serde_json::json!({ "type": "integer", "minimum": 1, "maximum": 9_007_199_254_740_991_i64 / 3 }),
        )
        .query("ground", "A ground in law", list::<LegalGround>()),
        adds(Endpoint::post(
            "/cases/{case}/approvals",
            may(P::CasePropose),
            "Asks for approval of what exceeds your authority",
            ask,
        ))
        .takes::<ApprovalBody>(),
        adds(Endpoint::post(
            "/cases/{case}/approvals/{approval}/decision",
            may(P::CaseApprove),
            "Signs an approval, or refuses it with the reason; never by whoever asked",
            sign,
        ))
        .takes::<DecisionBody>(),
        adds(Endpoint::post(
            "/cases/{case}/carried-out",
            may(P::CaseResolve),
            "A remedy of the accepted solution was carried out, with its proof, or failed",
            carry_out,
        ))
        .takes::<CarriedOutBody>(),
        Endpoint::get("/approvals", may(P::CaseApprove), "Approvals that wait, the most urgent first", waiting)
            .lists::<ApprovalLineView>()
            .query("mine", "Only those you may sign now", serde_json::json!({ "type": "boolean" })),
    ]
}

/// An amount of money.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Money)]
pub struct MoneyBody {
    /// Minor units: fen, cents.
    #[schema(minimum = -9007199254740991_i64, maximum = 9007199254740991_i64)]
    amount_minor: i64,
    /// Three capital letters.
    #[schema(min_length = 3, max_length = 3, pattern = "^[A-Z]{3}$")]
    currency: String,
}

impl From<&Money> for MoneyBody {
    fn from(money: &Money) -> Self {
        Self { amount_minor: money.amount_minor, currency: money.currency.code().to_owned() }
    }
}

impl MoneyBody {
    pub(super) fn money(&self) -> Result<Money, Problem> {
        let currency = Currency::new(&self.currency).map_err(|_| Problem::field("currency", "bad_value", ""))?;
        if self.amount_minor.abs() > 9_007_199_254_740_991 {
            return Err(Problem::field("amount_minor", "out_of_range", ""));
        }
        Ok(Money { amount_minor: self.amount_minor, currency })
    }
}

/// What one remedy of a solution hands over.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Term)]
pub struct TermBody {
    /// Which remedy.
    #[schema(value_type = RemedyCode)]
    remedy: Remedy,
    /// What it is worth to the customer.
    amount: Option<MoneyBody>,
    /// What the customer paid, where an amount is judged by it.
    price: Option<MoneyBody>,
    /// The ground in law.
    #[schema(value_type = Option<LegalGroundCode>)]
    ground: Option<LegalGround>,
}

impl From<&Term> for TermBody {
    fn from(term: &Term) -> Self {
        Self {
            remedy: term.remedy,
            amount: term.amount.as_ref().map(Into::into),
            price: term.price.as_ref().map(Into::into),
            ground: term.ground,
        }
    }
}

/// The terms of a body.
pub(super) fn terms(given: &[TermBody]) -> Result<Vec<Term>, Problem> {
    if given.len() > MOST_PARTS {
        return Err(Problem::field("terms", "too_many", MOST_PARTS.to_string()));
    }
    let money = |m: &Option<MoneyBody>| m.as_ref().map(MoneyBody::money).transpose();
    let term = |t: &TermBody| {
        Ok(Term { remedy: t.remedy, amount: money(&t.amount)?, price: money(&t.price)?, ground: t.ground })
    };
    given.iter().map(term).collect()
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
    bounded("text", &body.value.text, MOST)?;
    if body.value.attachments.len() > MOST_PARTS {
        return Err(Problem::field("attachments", "too_many", MOST_PARTS.to_string()));
    }
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let text = change.words("text", &body.value.text)?;
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
    let reason = reason(&change, body.value.reason.as_deref())?;
    let command = C::DecideLiability { shares, reason: reason.as_ref().map(|t| t.reference.clone()) };
    change.make(command, reason.into_iter().collect()).await
}

/// Words that may be left out; blank ones are.
fn reason(change: &Change<'_>, given: Option<&str>) -> Result<Option<bihuan_store::nouns::text::NewText>, Problem> {
    let Some(given) = given.filter(|g| !g.trim().is_empty()) else { return Ok(None) };
    bounded("reason", given, MOST)?;
    change.words("reason", given).map(Some)
}

/// What is asked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewApproval)]
pub struct ApprovalBody {
    /// Exactly what is to be promised; another amount needs another approval.
    #[schema(min_items = 1, max_items = 50)]
    terms: Vec<TermBody>,
    /// Why.
    #[schema(min_length = 1, max_length = 262144)]
    reason: String,
}

async fn ask(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<ApprovalBody>,
) -> Answer {
    bounded("reason", &body.value.reason, MOST)?;
    let terms = terms(&body.value.terms)?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let reason = change.words("reason", &body.value.reason)?;
    let command = C::RequestApproval { approval: web.app().db().new_id(), terms, reason: reason.reference.clone() };
    change.add(&once, &body.bytes, command, vec![reason]).await
}

/// Yes or no.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewDecision)]
pub struct DecisionBody {
    /// Signed, or refused.
    granted: bool,
    /// Why; a refusal needs it.
    #[schema(max_length = 262144)]
    reason: Option<String>,
}

async fn sign(
    State(web): State<Web>,
    caller: Caller,
    Path((case, approval)): Path<(String, String)>,
    seen: Seen,
    once: Once,
    body: Json<DecisionBody>,
) -> Answer {
    let approval = id(&approval, "approval")?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let reason = reason(&change, body.value.reason.as_deref())?;
    let command = C::DecideApproval {
        approval,
        granted: body.value.granted,
        reason: reason.as_ref().map(|t| t.reference.clone()),
    };
    change.add(&once, &body.bytes, command, reason.into_iter().collect()).await
}

/// Done, or failed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCarriedOut)]
pub struct CarriedOutBody {
    /// Which remedy.
    #[schema(value_type = RemedyCode)]
    remedy: Remedy,
    /// The proof (refund reference, parcel number, coupon code), or why it failed.
    #[schema(max_length = 262144)]
    reference: Option<String>,
    /// It failed.
    #[serde(default)]
    failed: bool,
}

async fn carry_out(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<CarriedOutBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let reference = reason(&change, body.value.reference.as_deref())?;
    let command = C::CarryOut {
        remedy: body.value.remedy,
        reference: reference.as_ref().map(|t| t.reference.clone()),
        failed: body.value.failed,
    };
    change.add(&once, &body.bytes, command, reference.into_iter().collect()).await
}

/// Who signed.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignatureView {
    /// Who.
    #[schema(value_type = Ident)]
    by: Id,
    /// When.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// In whose absence.
    #[schema(value_type = Option<Ident>)]
    for_user: Option<Id>,
}

/// An approval.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Approval)]
pub struct ApprovalView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// What is to be promised.
    terms: Vec<TermBody>,
    /// Its sum.
    total: MoneyBody,
    /// Why; null once erased.
    reason: Option<String>,
    /// Who asked.
    #[schema(value_type = Ident)]
    by: Id,
    /// When.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// Whose signature is due.
    #[schema(value_type = Option<RoleCode>)]
    needs: Option<Role>,
    /// By when.
    #[schema(value_type = Instant)]
    due_at: UtcMs,
    /// Its time has passed.
    overdue: bool,
    /// How it stands.
    #[schema(value_type = ApprovalStandingCode)]
    standing: ApprovalStanding,
    /// Who signed so far.
    signed: Vec<SignatureView>,
}

impl ApprovalView {
    pub(super) fn of(a: &Approval, words: &Words) -> Self {
        let signed = |s: &Signature| SignatureView { by: s.by, at: s.at, for_user: s.for_user };
        Self {
            id: a.id,
            terms: a.terms.iter().map(Into::into).collect(),
            total: (&a.total).into(),
            reason: words.get(&a.reason.id).cloned(),
            by: a.by,
            at: a.at,
            needs: a.needs(),
            due_at: a.due_at,
            overdue: a.overdue,
            standing: a.standing,
            signed: a.signed.iter().map(signed).collect(),
        }
    }
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

/// An approval that waits.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ApprovalLine)]
pub struct ApprovalLineView {
    /// The case.
    #[schema(value_type = Ident)]
    case: Id,
    /// Its number.
    number: String,
    /// Its subject; null once erased.
    subject: Option<String>,
    /// Its version, for `If-Match`.
    version: i64,
    /// The approval.
    approval: ApprovalView,
    /// Name of whoever asked.
    by_name: String,
    /// Whether you may sign it now.
    allowed: bool,
    /// Code of the reason why not.
    why_not: Option<String>,
}

async fn waiting(State(web): State<Web>, caller: Caller, mut query: Query) -> Answer<Out<Vec<ApprovalLineView>>> {
    let mine = query.parsed::<bool>("mine")?.unwrap_or(false);
    query.done()?;
    let lines = web.app().approvals(&caller.actor, mine).await?;
    let view = |line: ApprovalLine| ApprovalLineView {
        case: line.case.id,
        number: line.case.number.to_string(),
        subject: line.subject,
        version: line.version,
        approval: ApprovalView::of(&line.approval, &line.words),
        by_name: line.by_name,
        allowed: line.refused.is_none(),
        why_not: line.refused.as_ref().map(Refusal::code),
    };
    Ok(Out(lines.into_iter().map(view).collect()))
}

/// What is usual in a case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = UsualRemedies)]
pub struct UsualView {
    /// The currency of all amounts.
    currency: String,
    /// What the standard proposes.
    suggestions: Vec<SuggestionView>,
    /// What the law grants at least, on the ground asked for.
    least: Option<LeastView>,
    /// How much more you may promise in this case by yourself, in minor units; null = without limit.
    mine_minor: Option<i64>,
}

/// What the standard proposes for a remedy.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RemedySuggestion)]
pub struct SuggestionView {
    /// Which standard.
    standard: String,
    /// Which remedy.
    #[schema(value_type = RemedyCode)]
    remedy: Remedy,
    /// How much.
    amount: MoneyBody,
    /// Where it stands.
    basis: String,
}

/// What the law grants at least.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LegalLeast)]
pub struct LeastView {
    /// The article.
    article: &'static str,
    /// How much.
    amount: MoneyBody,
}

async fn usual(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    mut query: Query,
) -> Answer<Out<UsualView>> {
    let price = query.parsed::<i64>("price")?;
    let ground = query.parsed::<LegalGround>("ground")?;
    query.done()?;
    let Usual { currency, suggestions, least, mine_minor } =
        web.app().usual_remedies(&caller.actor, &case, price, ground).await?;
    let money = |amount_minor| MoneyBody { amount_minor, currency: currency.clone() };
    Ok(Out(UsualView {
        suggestions: suggestions
            .into_iter()
            .map(|s| SuggestionView {
                standard: s.standard,
                remedy: s.remedy,
                amount: money(s.amount_minor),
                basis: s.basis,
            })
            .collect(),
        least: least.map(|(article, amount)| LeastView { article, amount: (&amount).into() }),
        mine_minor,
        currency: currency.clone(),
    }))
}
