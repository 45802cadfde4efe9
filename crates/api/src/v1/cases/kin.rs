//! Cases that belong to one: earlier ones with the link that would fit, similar ones by their words; and what somebody may
//! mean who types into the palette.

use axum::Json;
use axum::extract::{Path, State};
use bihuan_app::cases::kin::{EarlierCase, Known, SimilarCase, Tie};
use bihuan_app::palette::MOST_FOUND;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::event::LinkKind;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::line::CaseLine;
use super::may;
use crate::auth::Caller;
use crate::codes::LinkKindCode;
use crate::endpoint::{Endpoint, ident, text};
use crate::input::{Query, bounded};
use crate::problem::{Answer, Problem};
use crate::v1::customers::CustomerView;
use crate::web::Web;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let read = may(P::CaseRead);
    vec![
        Endpoint::get(
            "/cases/{case}/earlier",
            read,
            "Earlier cases of the same customer, contact, order or piece, with the link that would fit",
            earlier,
        )
        .lists::<EarlierView>(),
        Endpoint::get("/cases/{case}/similar", read, "Cases with the most words in common", similar)
            .lists::<SimilarView>(),
        Endpoint::get("/earlier", read, "Earlier cases of one that is just being told", earlier_than_now)
            .lists::<EarlierView>()
            .query("customer", "The customer", ident())
            .query("phone", "Telephone in any writing", text(60))
            .query("email", "E-mail", text(254))
            .query("order_ref", "Order number", text(200))
            .query("serial", "Serial number, VIN, batch", text(200))
            .query("verbatim", "What the customer says, so far", text(2_000))
            .tag("cases"),
        Endpoint::get("/find", read, "The few cases and customers somebody may mean: for the palette", find)
            .gives::<FoundView>(200)
            .needs(
                "q",
                "Words, the beginning of a number, a name, a telephone number or an address",
                json!({ "type": "string", "minLength": 1, "maxLength": 200 }),
            )
            .tag("cases"),
    ]
}

/// By what two cases belong together.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Tie)]
pub enum TieCode {
    /// The same customer.
    Customer,
    /// Another customer with the same telephone or e-mail.
    Contact,
    /// The same order.
    OrderRef,
    /// The same piece.
    Serial,
}

impl From<&Tie> for TieCode {
    fn from(tie: &Tie) -> Self {
        match tie {
            Tie::Customer => Self::Customer,
            Tie::Contact => Self::Contact,
            Tie::Order => Self::OrderRef,
            Tie::Serial => Self::Serial,
        }
    }
}

/// An earlier case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EarlierCase)]
pub struct EarlierView {
    /// The case.
    pub case: CaseLine,
    /// By what it belongs here.
    pub ties: Vec<TieCode>,
    /// The link that would fit: chaser of an open one, repeat of one closed lately, duplicate of the same words within a
    /// day.
    #[schema(value_type = Option<LinkKindCode>)]
    pub suggested_link: Option<LinkKind>,
}

/// A similar case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SimilarCase)]
pub struct SimilarView {
    /// The case.
    pub case: CaseLine,
    /// Share of the words they have in common, in per cent.
    #[schema(maximum = 100)]
    pub score_percent: u8,
}

/// What somebody may mean.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Found)]
pub struct FoundView {
    /// Cases.
    #[schema(max_items = 10)]
    pub cases: Vec<CaseLine>,
    /// Customers, masked.
    #[schema(max_items = 10)]
    pub customers: Vec<CustomerView>,
}

fn earlier_views(found: Vec<EarlierCase>, web: &Web, caller: &Caller) -> Json<Vec<EarlierView>> {
    let world = web.app().world();
    let view = |e: EarlierCase| EarlierView {
        ties: e.ties.iter().map(Into::into).collect(),
        suggested_link: e.link,
        case: CaseLine::of(e.line, &caller.actor, &world),
    };
    Json(found.into_iter().map(view).collect())
}

async fn earlier(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    query: Query,
) -> Answer<Json<Vec<EarlierView>>> {
    query.done()?;
    Ok(earlier_views(web.app().earlier(&caller.actor, &case).await?, &web, &caller))
}

async fn earlier_than_now(State(web): State<Web>, caller: Caller, mut query: Query) -> Answer<Json<Vec<EarlierView>>> {
    let known = Known {
        customer: query.parsed("customer")?,
        phone: query.short("phone", 60)?,
        email: query.short("email", 254)?,
        order_ref: query.short("order_ref", 200)?,
        serial: query.short("serial", 200)?,
        verbatim: query.short("verbatim", 2_000)?,
    };
    query.done()?;
    Ok(earlier_views(web.app().earlier_than_now(&caller.actor, known).await?, &web, &caller))
}

async fn similar(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    query: Query,
) -> Answer<Json<Vec<SimilarView>>> {
    query.done()?;
    let found = web.app().similar(&caller.actor, &case).await?;
    let world = web.app().world();
    let view =
        |s: SimilarCase| SimilarView { score_percent: s.score, case: CaseLine::of(s.line, &caller.actor, &world) };
    Ok(Json(found.into_iter().map(view).collect()))
}

async fn find(State(web): State<Web>, caller: Caller, mut query: Query) -> Answer<Json<FoundView>> {
    let asked = query.one("q")?.ok_or_else(|| Problem::field("q", "missing_field", ""))?;
    query.done()?;
    bounded("q", &asked, 200)?;
    let found = web.app().palette(&caller.actor, &asked).await?;
    let world = web.app().world();
    let cases = found.cases.into_iter().take(MOST_FOUND).map(|l| CaseLine::of(l, &caller.actor, &world)).collect();
    Ok(Json(FoundView { cases, customers: found.customers.into_iter().map(CustomerView::from).collect() }))
}
