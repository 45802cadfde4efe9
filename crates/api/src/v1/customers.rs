//! Customers, masked by default (S4-32): contact data in full only for a reason, which is recorded.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::Response;
use bihuan_app::customers::{CustomerKey, CustomerPatch, Entered, MaskedCustomer, NewCustomer, Revealed};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{CustomerField, CustomerKind};
use bihuan_domain::time::UtcMs;
use bihuan_store::Fault;
use bihuan_store::nouns::customer;
use bihuan_store::nouns::policy::Remembered;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::cases::answered_meanwhile;
use super::{located, page, page_ask, paged, tagged};
use crate::auth::Caller;
use crate::codes::{CustomerFieldCode, CustomerKindCode, Ident, Instant};
use crate::endpoint::{Access, Endpoint, text};
use crate::input::{Json as Body, Query, Seen, id};
use crate::once::{Once, reused};
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let (read, write) = (Access::May(P::CustomerRead), Access::May(P::CustomerWrite));
    vec![
        paged(Endpoint::get("/customers", read, "Customers by what somebody may mean, by one exact key, or all", list))
            .lists::<CustomerView>()
            .query(
                "q",
                "A telephone, e-mail or reference exactly, or the beginning of a name (two characters)",
                text(320),
            )
            .query("phone", "Exactly this telephone, in any writing", text(100))
            .query("email", "Exactly this e-mail", text(320))
            .query("external_ref", "Exactly this reference", text(200)),
        Endpoint::post("/customers", write, "Enters a customer", create)
            .takes::<CustomerBody>()
            .gives::<CustomerView>(201)
            .once(),
        Endpoint::get("/customers/{customer}", read, "A customer, masked", show).gives::<CustomerView>(200),
        Endpoint::put(
            "/customers/{customer}",
            write,
            "Changes a customer; what is left out stays, empty takes away",
            update,
        )
        .takes::<CustomerPatchBody>()
        .gives::<CustomerView>(200)
        .versioned(),
        Endpoint::post(
            "/customers/{customer}/reveal",
            Access::May(P::CustomerReveal),
            "Contact data in full, for a recorded reason",
            reveal,
        )
        .takes::<RevealBody>()
        .gives::<RevealedView>(200),
        Endpoint::post(
            "/customers/{customer}/erasure",
            Access::May(P::CustomerErase),
            "Erases personal data for good",
            erase,
        )
        .gives::<CustomerView>(200)
        .versioned(),
    ]
}

/// A customer, masked.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Customer)]
pub struct CustomerView {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Version; also the ETag.
    #[schema(minimum = 1)]
    pub version: i64,
    /// Person or company.
    #[schema(value_type = CustomerKindCode)]
    pub kind: CustomerKind,
    /// `王*`; a company's name in full.
    pub name: Option<String>,
    /// `138****5678`.
    pub phone: Option<String>,
    /// `a***@b.com`.
    pub email: Option<String>,
    /// Reference in another system.
    pub external_ref: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// When they were entered.
    #[schema(value_type = Instant)]
    pub created_at: UtcMs,
    /// When their data were erased.
    #[schema(value_type = Option<Instant>)]
    pub erased_at: Option<UtcMs>,
    /// Since when they want no care contacts (S3-49).
    #[schema(value_type = Option<Instant>)]
    pub care_declined_at: Option<UtcMs>,
}

impl From<MaskedCustomer> for CustomerView {
    fn from(c: MaskedCustomer) -> Self {
        let MaskedCustomer { id, version, kind, name, phone, email, external_ref, language, .. } = c;
        let MaskedCustomer { created_at, erased_at, care_declined_at, .. } = c;
        Self { id, version, kind, name, phone, email, external_ref, language, created_at, erased_at, care_declined_at }
    }
}

fn tag(status: StatusCode, customer: MaskedCustomer) -> Response {
    let view = CustomerView::from(customer);
    tagged(status, view.version, &view)
}

async fn list(State(web): State<Web>, caller: Caller, uri: Uri, mut query: Query) -> Answer {
    let ask = page_ask(&mut query)?;
    let asked = query.short("q", 320)?;
    let keys = [
        query.short("phone", 100)?.map(CustomerKey::Phone),
        query.short("email", 320)?.map(CustomerKey::Email),
        query.short("external_ref", 200)?.map(CustomerKey::ExternalRef),
    ];
    query.done()?;
    let mut keys = keys.into_iter().flatten();
    let found = match (keys.next(), keys.next()) {
        (Some(_), _) if asked.is_some() => return Err(Problem::field("q", "one_key_only", "q or one exact key")),
        (None, _) if asked.is_some() => web.customers().search(&caller.actor, &asked.unwrap_or_default(), ask).await?,
        (None, _) => web.customers().list(&caller.actor, ask).await?,
        (Some(key), None) => web.customers().find(&caller.actor, key, ask).await?,
        (Some(_), Some(_)) => return Err(Problem::field("phone", "one_key_only", "phone, email or external_ref")),
    };
    Ok(page(&uri, found.map(CustomerView::from)))
}

/// A customer to be entered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCustomer)]
pub struct CustomerBody {
    /// Person or company; a person if left out.
    #[schema(value_type = Option<CustomerKindCode>)]
    kind: Option<CustomerKind>,
    /// Name.
    #[schema(max_length = 200)]
    name: Option<String>,
    /// Telephone.
    #[schema(max_length = 100)]
    phone: Option<String>,
    /// E-mail.
    #[schema(max_length = 320)]
    email: Option<String>,
    /// Reference in another system, unique.
    #[schema(max_length = 200)]
    external_ref: Option<String>,
    /// BCP 47 tag.
    #[schema(min_length = 2, max_length = 35, pattern = "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$")]
    language: Option<String>,
}

async fn create(State(web): State<Web>, caller: Caller, once: Once, query: Query, body: Body<CustomerBody>) -> Answer {
    query.done()?;
    let CustomerBody { kind, name, phone, email, external_ref, language } = body.value;
    let kind = kind.unwrap_or(CustomerKind::Person);
    let new = NewCustomer { kind, name, phone, email, external_ref, language };
    let again = || once.remember(&caller.actor, &body.bytes, kept);
    let mut outcome = web.customers().create_once(&caller.actor, new.clone(), again()).await;
    if matches!(&outcome, Err(failure) if answered_meanwhile(failure)) {
        outcome = web.customers().create_once(&caller.actor, new, again()).await;
    }
    match outcome? {
        Entered::Now(made) => Ok(entered(made)),
        Entered::Before(answered, digest) => before(&web, &answered, &digest).await,
    }
}

fn entered(made: MaskedCustomer) -> Response {
    let place = format!("/customers/{}", made.id);
    located(tag(StatusCode::CREATED, made), &place)
}

/// What is remembered under an Idempotency-Key: who it was, nothing about them.
#[derive(Serialize, Deserialize)]
struct Kept {
    customer: Id,
}

fn kept(made: &MaskedCustomer) -> (u16, String) {
    (201, serde_json::json!({ "customer": made.id }).to_string())
}

/// The answer to the same request again: the customer as they are now, also for whoever may enter and not read.
async fn before(web: &Web, answered: &Remembered, digest: &[u8]) -> Answer {
    if answered.request_digest != digest {
        return Err(reused());
    }
    let Kept { customer: id } =
        serde_json::from_str(&answered.body).map_err(|e| Fault::Corrupt(format!("idempotency: {e}")))?;
    let found = web.app().db().read(move |c| customer::load(c, id)).await?;
    let found = found.ok_or_else(|| Fault::Corrupt("idempotency without its customer".into()))?;
    let mut response = entered(found.into());
    response.headers_mut().insert("idempotency-replayed", HeaderValue::from_static("true"));
    Ok(response)
}

async fn show(State(web): State<Web>, caller: Caller, Path(customer): Path<String>, query: Query) -> Answer {
    query.done()?;
    Ok(tag(StatusCode::OK, web.customers().get(&caller.actor, id(&customer, "customer")?).await?))
}

/// What changes of a customer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CustomerPatch)]
pub struct CustomerPatchBody {
    /// Person or company.
    #[schema(value_type = Option<CustomerKindCode>)]
    kind: Option<CustomerKind>,
    /// Name.
    #[schema(max_length = 200)]
    name: Option<String>,
    /// Telephone.
    #[schema(max_length = 100)]
    phone: Option<String>,
    /// E-mail.
    #[schema(max_length = 320)]
    email: Option<String>,
    /// Reference in another system.
    #[schema(max_length = 200)]
    external_ref: Option<String>,
    /// BCP 47 tag.
    #[schema(min_length = 2, max_length = 35, pattern = "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$")]
    language: Option<String>,
    /// Whether they may be asked how they fare after a complaint (S3-49).
    care_contacts: Option<bool>,
}

async fn update(
    State(web): State<Web>,
    caller: Caller,
    Path(customer): Path<String>,
    seen: Seen,
    query: Query,
    body: Body<CustomerPatchBody>,
) -> Answer {
    query.done()?;
    let customer = id(&customer, "customer")?;
    let CustomerPatchBody { kind, name, phone, email, external_ref, language, care_contacts } = body.value;
    let patch = CustomerPatch { kind, name, phone, email, external_ref, language, care_contacts };
    Ok(tag(StatusCode::OK, web.customers().change(&caller.actor, customer, seen.0, patch).await?))
}

/// Which fields, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewReveal)]
pub struct RevealBody {
    /// Name, phone, e-mail.
    #[schema(value_type = Vec<CustomerFieldCode>, min_items = 1, max_items = 6)]
    fields: Vec<CustomerField>,
    /// Why; it is recorded.
    #[schema(min_length = 4, max_length = 500)]
    reason: String,
}

/// The fields asked for, in full.
#[derive(Serialize, ToSchema)]
#[schema(as = Revealed)]
pub struct RevealedView {
    /// Version: the reveal is part of the record.
    #[schema(minimum = 1)]
    pub version: i64,
    /// Name.
    pub name: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
}

async fn reveal(
    State(web): State<Web>,
    caller: Caller,
    Path(customer): Path<String>,
    query: Query,
    body: Body<RevealBody>,
) -> Answer<Json<RevealedView>> {
    query.done()?;
    let customer = id(&customer, "customer")?;
    let shown = web.customers().reveal(&caller.actor, customer, &body.value.fields, &body.value.reason).await?;
    let Revealed { version, name, phone, email } = shown;
    Ok(Json(RevealedView { version, name, phone, email }))
}

async fn erase(
    State(web): State<Web>,
    caller: Caller,
    Path(customer): Path<String>,
    seen: Seen,
    query: Query,
) -> Answer {
    query.done()?;
    let customer = id(&customer, "customer")?;
    Ok(tag(StatusCode::OK, web.customers().erase(&caller.actor, customer, seen.0).await?))
}
