//! Webhooks: subscriptions of other systems, and the log of what was sent to them. A secret is shown once.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use bihuan_app::webhooks::{NewWebhook, Seen as Found};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::automation::Happening;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::deliveries::{Delivery, Standing};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{located, page, page_ask, paged, tagged};
use crate::auth::Caller;
use crate::codes::{HappeningCode, Ident, Instant};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query, Seen, id};
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let admin = Access::May(P::AutomationAdmin);
    vec![
        paged(Endpoint::get("/webhooks", admin, "The webhooks", list)).lists::<WebhookView>(),
        Endpoint::post("/webhooks", admin, "Makes a webhook; its secret is shown once", create)
            .takes::<WebhookBody>()
            .gives::<NewWebhookView>(201),
        Endpoint::get("/webhooks/{webhook}", admin, "A webhook", show).gives::<WebhookView>(200),
        Endpoint::put("/webhooks/{webhook}", admin, "Changes a webhook", change)
            .takes::<WebhookBody>()
            .gives::<WebhookView>(200)
            .versioned(),
        Endpoint::delete("/webhooks/{webhook}", admin, "Ends a webhook; its log stays for 30 days", remove),
        Endpoint::post("/webhooks/{webhook}/test", admin, "Sends a message that only tries the other side", test)
            .gives::<DeliveryView>(201),
        paged(Endpoint::get(
            "/webhooks/{webhook}/deliveries",
            admin,
            "What was sent, newest first, with how the last attempt went",
            deliveries,
        ))
        .lists::<DeliveryView>()
        .query("standing", "Only those that stand so", standings()),
        Endpoint::post(
            "/webhooks/{webhook}/deliveries/{delivery}/again",
            admin,
            "Sends a message once more, with the same id",
            again,
        )
        .gives::<DeliveryView>(200),
    ]
}

fn standings() -> Value {
    serde_json::json!({ "type": "string", "enum": Standing::ALL.map(Standing::code) })
}

/// A webhook, without its secret.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Webhook)]
pub struct WebhookView {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Version; also the ETag.
    #[schema(minimum = 1)]
    pub version: i64,
    /// What it is for.
    pub name: String,
    /// Where to.
    pub url: String,
    /// To what; empty: to everything.
    #[schema(value_type = Vec<HappeningCode>)]
    pub events: Vec<Happening>,
    /// Whether it is sent to.
    pub enabled: bool,
    /// Who answers for it.
    #[schema(value_type = Ident)]
    pub owner: Id,
    /// Since when.
    #[schema(value_type = Instant)]
    pub created_at: UtcMs,
    /// Messages that wait, counted up to 10,000; then it is no longer sent to.
    #[schema(minimum = 0, maximum = 10_000)]
    pub waiting: i64,
    /// Messages given up, counted up to 10,000.
    #[schema(minimum = 0, maximum = 10_000)]
    pub parked: i64,
}

impl From<Found> for WebhookView {
    fn from(Found { webhook, waiting, parked }: Found) -> Self {
        Self {
            id: webhook.id,
            version: webhook.version,
            name: webhook.name,
            url: webhook.url,
            events: webhook.events,
            enabled: webhook.enabled,
            owner: webhook.owner,
            created_at: webhook.created_at,
            waiting,
            parked,
        }
    }
}

/// A webhook just made.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhookSecret)]
pub struct NewWebhookView {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// The secret its messages are signed with; shown this once.
    pub secret: String,
}

/// A webhook to be made or changed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewWebhook)]
pub struct WebhookBody {
    /// What it is for.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Where to: https, or http.
    #[schema(min_length = 10, max_length = 2_000)]
    url: String,
    /// To what; empty: to everything.
    #[serde(default)]
    #[schema(value_type = Vec<HappeningCode>, max_items = 100)]
    events: Vec<Happening>,
    /// Whether it is sent to.
    #[serde(default = "yes")]
    #[schema(default = true)]
    enabled: bool,
}

const fn yes() -> bool {
    true
}

impl From<WebhookBody> for NewWebhook {
    fn from(WebhookBody { name, url, events, enabled }: WebhookBody) -> Self {
        Self { name, url, events, enabled }
    }
}

/// A message and how its last attempt went.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WebhookDelivery)]
pub struct DeliveryView {
    /// Identifier; also the `webhook-id` outside.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// What it tells: a code of what happened, or `test`.
    pub topic: String,
    /// `waiting`, `taken` or `parked`.
    pub standing: &'static str,
    /// The body that is sent.
    #[schema(value_type = BTreeMap<String, Value>)]
    pub request: Value,
    /// When it was made.
    #[schema(value_type = Instant)]
    pub created_at: UtcMs,
    /// Attempts so far.
    #[schema(minimum = 0)]
    pub attempts: i64,
    /// When it is tried next.
    #[schema(value_type = Option<Instant>)]
    pub next_at: Option<UtcMs>,
    /// When it was last sent.
    #[schema(value_type = Option<Instant>)]
    pub sent_at: Option<UtcMs>,
    /// HTTP status of the last attempt.
    pub status: Option<u16>,
    /// Milliseconds the last attempt took.
    pub duration_ms: Option<i64>,
    /// The beginning of the last answer, 1,024 characters at most.
    pub answer: Option<String>,
    /// Why the last attempt failed.
    pub error: Option<String>,
}

impl From<Delivery> for DeliveryView {
    fn from(d: Delivery) -> Self {
        let standing = d.standing();
        let went = d.went.as_ref();
        Self {
            id: d.id,
            topic: d.topic,
            standing: standing.code(),
            request: serde_json::from_str(&d.payload).unwrap_or_default(),
            created_at: d.created_at,
            attempts: d.attempts,
            next_at: (standing == Standing::Waiting).then_some(d.next_at),
            sent_at: went.map(|w| w.at),
            status: went.and_then(|w| w.status),
            duration_ms: went.map(|w| w.duration_ms),
            answer: went.map(|w| w.answer.clone()),
            error: d.last_error,
        }
    }
}

async fn list(State(web): State<Web>, caller: Caller, uri: Uri, mut query: Query) -> Answer {
    let ask = page_ask(&mut query)?;
    query.done()?;
    Ok(page(&uri, web.app().webhooks(&caller.actor, ask).await?.map(WebhookView::from)))
}

async fn create(State(web): State<Web>, caller: Caller, query: Query, body: Body<WebhookBody>) -> Answer {
    query.done()?;
    let (made, secret) = web.app().create_webhook(&caller.actor, body.value.into()).await?;
    let id = made.webhook.id;
    let view = NewWebhookView { id, secret };
    Ok(located((StatusCode::CREATED, Json(view)).into_response(), &format!("/webhooks/{id}")))
}

fn answer(found: Found) -> Response {
    let view = WebhookView::from(found);
    tagged(StatusCode::OK, view.version, &view)
}

async fn show(State(web): State<Web>, caller: Caller, Path(webhook): Path<String>, query: Query) -> Answer {
    query.done()?;
    Ok(answer(web.app().webhook(&caller.actor, id(&webhook, "webhook")?).await?))
}

async fn change(
    State(web): State<Web>,
    caller: Caller,
    Path(webhook): Path<String>,
    seen: Seen,
    query: Query,
    body: Body<WebhookBody>,
) -> Answer {
    query.done()?;
    let webhook = id(&webhook, "webhook")?;
    Ok(answer(web.app().change_webhook(&caller.actor, webhook, seen.0, body.value.into()).await?))
}

async fn remove(
    State(web): State<Web>,
    caller: Caller,
    Path(webhook): Path<String>,
    query: Query,
) -> Answer<StatusCode> {
    query.done()?;
    web.app().delete_webhook(&caller.actor, id(&webhook, "webhook")?).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn test(State(web): State<Web>, caller: Caller, Path(webhook): Path<String>, query: Query) -> Answer {
    query.done()?;
    let made = web.app().test_webhook(&caller.actor, id(&webhook, "webhook")?).await?;
    Ok((StatusCode::CREATED, Json(DeliveryView::from(made))).into_response())
}

async fn deliveries(
    State(web): State<Web>,
    caller: Caller,
    Path(webhook): Path<String>,
    uri: Uri,
    mut query: Query,
) -> Answer {
    let ask = page_ask(&mut query)?;
    let standing = match query.one("standing")? {
        None => None,
        Some(given) => {
            let known = Standing::ALL.into_iter().find(|s| s.code() == given);
            Some(known.ok_or_else(|| Problem::field("standing", "unknown_code", given))?)
        }
    };
    query.done()?;
    let found = web.app().deliveries(&caller.actor, id(&webhook, "webhook")?, standing, ask).await?;
    Ok(page(&uri, found.map(DeliveryView::from)))
}

async fn again(
    State(web): State<Web>,
    caller: Caller,
    Path((webhook, delivery)): Path<(String, String)>,
    query: Query,
) -> Answer<Json<DeliveryView>> {
    query.done()?;
    let (webhook, delivery) = (id(&webhook, "webhook")?, id(&delivery, "delivery")?);
    Ok(Json(web.app().deliver_again(&caller.actor, webhook, delivery).await?.into()))
}
