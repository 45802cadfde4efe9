//! What it may cost: what is usual and what the law grants at least, and carrying out with proof (S2-20, S2-24…S2-27).

use axum::Json as Out;
use axum::extract::{Path, State};
use bihuan_app::cases::approvals::Usual;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseCommand as C;
use bihuan_domain::case::event::Remedy;
use bihuan_domain::complaint::damages;
use bihuan_domain::complaint::remedy::{LegalGround, Term};
use bihuan_domain::money::{Currency, Money};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Change, adds, may};
use crate::auth::Caller;
use crate::codes::{LegalGroundCode, RemedyCode, list};
use crate::endpoint::Endpoint;
use crate::input::{Json, Query, Seen};
use crate::once::Once;
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// The longest reason or evidence in words, in characters.
const MOST: usize = 262_144;
/// Terms of a solution, at most.
const MOST_PARTS: usize = 50;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
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
        Endpoint::get(
            "/cases/{case}/car-use",
            may(P::CaseRead),
            "What the buyer of a car owes for its use and what is left to refund: price × km/1000 × n (art. 27)",
            car_use,
        )
        .gives::<CarUseView>(200)
        .query(
            "price",
            "What the customer paid, in minor units of the policy's currency",
            serde_json::json!({ "type": "integer", "minimum": 1, "maximum": 9_007_199_254_740_991_i64 / 3 }),
        )
        .query(
            "kilometres",
            "How far it was driven",
            serde_json::json!({ "type": "integer", "minimum": 0, "maximum": 10_000_000 }),
        )
        .query(
            "rate_ppm",
            "The n of the article, in millionths: 5000 is 0.5 %, the most",
            serde_json::json!({ "type": "integer", "minimum": 0, "maximum": damages::CAR_RATE_MOST_PPM }),
        ),
        adds(Endpoint::post(
            "/cases/{case}/carried-out",
            may(P::CaseResolve),
            "A remedy of the accepted solution was carried out, with its proof, or failed",
            carry_out,
        ))
        .takes::<CarriedOutBody>(),
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
    pub(crate) fn money(&self) -> Result<Money, Problem> {
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
    let reference = change.may("reference", body.value.reference.as_deref(), MOST)?;
    let command = C::CarryOut {
        remedy: body.value.remedy,
        reference: reference.as_ref().map(|t| t.reference.clone()),
        failed: body.value.failed,
    };
    change.add(&once, &body.bytes, command, reference.into_iter().collect()).await
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

/// What the use of a car comes to.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CarUse)]
pub struct CarUseView {
    /// The article.
    article: &'static str,
    /// What the customer owes for the use.
    owed: MoneyBody,
    /// What is left of the price.
    refund: MoneyBody,
}

async fn car_use(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    mut query: Query,
) -> Answer<Out<CarUseView>> {
    let missing = |field| Problem::field(field, "missing_field", "");
    let price = query.parsed::<i64>("price")?.ok_or_else(|| missing("price"))?;
    let kilometres = query.parsed::<u32>("kilometres")?.ok_or_else(|| missing("kilometres"))?;
    let rate_ppm = query.parsed::<u32>("rate_ppm")?.ok_or_else(|| missing("rate_ppm"))?;
    query.done()?;
    let (owed, refund) = web.app().car_use(&caller.actor, &case, (price, kilometres, rate_ppm)).await?;
    Ok(Out(CarUseView { article: damages::CAR_ARTICLE, owed: (&owed).into(), refund: (&refund).into() }))
}
