//! Gateways: providers of text messages, and robots in groups of staff. Addresses and secrets go in and never come out.

use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use bihuan_app::notices::{GatewayShown, GatewayTerms, HowAsked, NewGateway};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::gateway::{GatewayKind, GatewayWording};
use bihuan_domain::ids::Id;
use bihuan_domain::notification::NotificationKind;
use bihuan_domain::time::UtcMs;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{located, page, page_ask, paged, tagged};
use crate::auth::Caller;
use crate::codes::{GatewayKindCode, GatewayWordingCode, Ident, Instant, NotificationKindCode};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query, Seen, id};
use crate::problem::Answer;
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let admin = Access::May(P::AutomationAdmin);
    vec![
        paged(Endpoint::get("/gateways", admin, "The gateways", list)).lists::<GatewayView>(),
        Endpoint::post("/gateways", admin, "Sets a gateway up", create)
            .takes::<GatewayBody>()
            .gives::<GatewayView>(201),
        Endpoint::get("/gateways/{gateway}", admin, "A gateway, without its address and secret", show)
            .gives::<GatewayView>(200),
        Endpoint::put("/gateways/{gateway}", admin, "Changes a gateway; an address left out stays", change)
            .takes::<GatewayBody>()
            .gives::<GatewayView>(200)
            .versioned(),
        Endpoint::delete("/gateways/{gateway}", admin, "Ends a gateway; its address and secret go with it", end),
        Endpoint::post(
            "/gateways/{gateway}/try",
            admin,
            "Says something through a gateway, soon and once; how it went then stands at the gateway",
            attempt,
        )
        .takes::<TryBody>(),
    ]
}

/// A gateway, without its address and secret.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Gateway)]
pub struct GatewayView {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Version; also the ETag.
    #[schema(minimum = 1)]
    pub version: i64,
    /// What it speaks to.
    #[schema(value_type = GatewayKindCode)]
    pub kind: GatewayKind,
    /// What it is for.
    pub name: String,
    /// The unit whose cases a group hears of, with those below it.
    #[schema(value_type = Ident)]
    pub unit: Id,
    /// Host of its address.
    pub host: String,
    /// How the body is written.
    #[schema(value_type = GatewayWordingCode)]
    pub wording: GatewayWording,
    /// The body with its places.
    pub body: String,
    /// One header with its places; empty: none.
    pub header: String,
    /// What an answer contains that means "taken"; empty: any 2xx.
    pub success: String,
    /// Of what a group hears.
    #[schema(value_type = Vec<NotificationKindCode>)]
    pub hears: Vec<NotificationKind>,
    /// In which language a group is spoken to.
    pub language: String,
    /// Whether it is used.
    pub enabled: bool,
    /// Since when.
    #[schema(value_type = Instant)]
    pub created_at: UtcMs,
    /// When it last took something.
    #[schema(value_type = Option<Instant>)]
    pub sent_at: Option<UtcMs>,
    /// When it last failed.
    #[schema(value_type = Option<Instant>)]
    pub failed_at: Option<UtcMs>,
    /// Why, while that holds.
    pub last_error: Option<String>,
}

impl From<GatewayShown> for GatewayView {
    fn from(shown: GatewayShown) -> Self {
        let (g, terms) = (shown.gateway, shown.terms);
        Self {
            id: g.id,
            version: g.version,
            kind: g.kind,
            name: g.name,
            unit: g.unit,
            host: terms.host,
            wording: terms.wording,
            body: terms.body,
            header: terms.header,
            success: terms.success,
            hears: terms.hears,
            language: terms.language,
            enabled: g.enabled,
            created_at: g.created_at,
            sent_at: g.sent_at,
            failed_at: g.failed_at,
            last_error: g.last_error,
        }
    }
}

/// A gateway to be set up or changed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewGateway)]
pub struct GatewayBody {
    /// What it speaks to; does not change.
    #[schema(value_type = GatewayKindCode)]
    kind: GatewayKind,
    /// What it is for.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// The unit whose cases a group hears of, with those below it.
    #[schema(value_type = Ident)]
    unit: Id,
    /// Its address, a provider's with the places `{phone}`, `{text}`, `{secret}`, `{id}`; needed for a new gateway,
    /// otherwise address and secret stay when it is left out.
    #[schema(max_length = 2000)]
    url: Option<String>,
    /// A provider's key, or what a robot signs with; goes with a new address.
    #[serde(default)]
    #[schema(max_length = 2000)]
    secret: String,
    /// How the body is written.
    #[serde(default = "json")]
    #[schema(value_type = GatewayWordingCode, default = "json")]
    wording: GatewayWording,
    /// The body with the same places.
    #[serde(default)]
    #[schema(max_length = 4000)]
    body: String,
    /// One header, `Name: value`, with the same places.
    #[serde(default)]
    #[schema(max_length = 2000)]
    header: String,
    /// What an answer contains that means "taken"; empty: any 2xx.
    #[serde(default)]
    #[schema(max_length = 2000)]
    success: String,
    /// Of what a group hears.
    #[serde(default)]
    #[schema(value_type = Vec<NotificationKindCode>, max_items = 50)]
    hears: Vec<NotificationKind>,
    /// In which language a group is spoken to: zh-Hans, zh-Hant or en.
    #[serde(default = "chinese")]
    #[schema(default = "zh-Hans")]
    language: String,
    /// Whether it is used.
    #[serde(default = "yes")]
    #[schema(default = true)]
    enabled: bool,
}

const fn yes() -> bool {
    true
}

const fn json() -> GatewayWording {
    GatewayWording::Json
}

fn chinese() -> String {
    "zh-Hans".to_owned()
}

impl From<GatewayBody> for NewGateway {
    fn from(b: GatewayBody) -> Self {
        let secret = b.secret;
        Self {
            kind: b.kind,
            name: b.name,
            unit: b.unit,
            asked: b.url.map(|url| HowAsked { url, secret }),
            terms: GatewayTerms {
                host: String::new(),
                wording: b.wording,
                body: b.body,
                header: b.header,
                success: b.success,
                hears: b.hears,
                language: b.language,
            },
            enabled: b.enabled,
        }
    }
}

/// What is tried.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TryGateway)]
pub struct TryBody {
    /// To which telephone; a group needs none.
    #[serde(default)]
    #[schema(max_length = 40)]
    phone: String,
    /// What is said.
    #[schema(min_length = 1, max_length = 200)]
    text: String,
}

fn answer(status: StatusCode, gateway: GatewayShown) -> Response {
    tagged(status, gateway.gateway.version, &GatewayView::from(gateway))
}

async fn list(State(web): State<Web>, caller: Caller, uri: Uri, mut query: Query) -> Answer<Response> {
    let ask = page_ask(&mut query)?;
    query.done()?;
    let found = web.app().gateways(&caller.actor, ask).await?;
    Ok(page(&uri, found.map(GatewayView::from)))
}

async fn create(State(web): State<Web>, caller: Caller, query: Query, body: Body<GatewayBody>) -> Answer<Response> {
    query.done()?;
    let made = web.app().create_gateway(&caller.actor, body.value.into()).await?;
    let place = format!("/gateways/{}", made.gateway.id);
    Ok(located(answer(StatusCode::CREATED, made), &place))
}

async fn show(State(web): State<Web>, caller: Caller, Path(gateway): Path<String>, query: Query) -> Answer<Response> {
    query.done()?;
    let found = web.app().gateway(&caller.actor, id(&gateway, "gateway")?).await?;
    Ok(answer(StatusCode::OK, found))
}

async fn change(
    State(web): State<Web>,
    caller: Caller,
    Path(gateway): Path<String>,
    query: Query,
    seen: Seen,
    body: Body<GatewayBody>,
) -> Answer<Response> {
    query.done()?;
    let gateway = id(&gateway, "gateway")?;
    let changed = web.app().change_gateway(&caller.actor, gateway, seen.0, body.value.into()).await?;
    Ok(answer(StatusCode::OK, changed))
}

async fn end(State(web): State<Web>, caller: Caller, Path(gateway): Path<String>, query: Query) -> Answer<StatusCode> {
    query.done()?;
    web.app().end_gateway(&caller.actor, id(&gateway, "gateway")?).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn attempt(
    State(web): State<Web>,
    caller: Caller,
    Path(gateway): Path<String>,
    query: Query,
    body: Body<TryBody>,
) -> Answer<StatusCode> {
    query.done()?;
    let gateway = id(&gateway, "gateway")?;
    web.app().try_gateway(&caller.actor, gateway, body.value.phone, body.value.text).await?;
    Ok(StatusCode::NO_CONTENT)
}
