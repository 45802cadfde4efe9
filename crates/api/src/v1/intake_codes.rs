//! Codes to scan: made and withdrawn by administrators; scanned by anybody at `POST /portal/scans`.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use bihuan_app::intake_codes::{Listed, NewCode, Scanned};
use bihuan_app::portal::allowance;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::Caller;
use crate::codes::{Ident, Instant};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query, bounded, id};
use crate::problem::Answer;
use crate::visitor::Visitor;
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let admin = Access::May(P::UserAdmin);
    vec![
        Endpoint::get("/intake-codes", admin, "The codes to scan, with the scans of the last 30 days", list)
            .lists::<CodeView>(),
        Endpoint::post("/intake-codes", admin, "Makes a code of a unit", make)
            .takes::<CodeBody>()
            .gives::<CodeView>(201),
        Endpoint::delete(
            "/intake-codes/{code}",
            admin,
            "Withdraws a code; it opens an empty form from then on",
            withdraw,
        ),
        Endpoint::get("/intake-codes/{code}/scans", admin, "How often it was scanned, by day", scans)
            .lists::<ScansView>(),
        Endpoint::post("/portal/scans", Access::Public, "A code was scanned: what it fills in", scan)
            .takes::<ScanBody>()
            .limited()
            .gives::<ScannedView>(201),
    ]
}

/// A code.
#[derive(Serialize, ToSchema)]
#[schema(as = IntakeCode)]
pub struct CodeView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// The unit that what it brings comes into.
    #[schema(value_type = Ident)]
    unit: Id,
    /// Below this server's own address: what the code holds.
    path: String,
    /// What stands under it on the sheet.
    label: String,
    /// Product it fills in.
    product: Option<String>,
    /// Serial number it fills in.
    serial: Option<String>,
    /// When it was made.
    #[schema(value_type = Instant)]
    made_at: UtcMs,
    /// When it was withdrawn.
    #[schema(value_type = Option<Instant>)]
    withdrawn_at: Option<UtcMs>,
    /// Scans of the last 30 days.
    scans: u32,
}

impl From<Listed> for CodeView {
    fn from(l: Listed) -> Self {
        let c = l.code;
        Self {
            id: c.id,
            unit: c.unit,
            path: format!("/portal/new?c={}", c.token),
            label: c.label,
            product: c.product,
            serial: c.serial,
            made_at: c.made_at,
            withdrawn_at: c.withdrawn_at,
            scans: l.scans,
        }
    }
}

/// A code to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewIntakeCode)]
pub struct CodeBody {
    /// The unit that what it brings comes into.
    #[schema(value_type = Ident)]
    unit: Id,
    /// What stands under it on the sheet.
    #[schema(min_length = 1, max_length = 100)]
    label: String,
    /// Product it fills in.
    #[schema(max_length = 200)]
    product: Option<String>,
    /// Serial number it fills in.
    #[schema(max_length = 200)]
    serial: Option<String>,
}

/// Scans of a day.
#[derive(Serialize, ToSchema)]
#[schema(as = IntakeScans)]
pub struct ScansView {
    /// The business day, `YYYY-MM-DD`.
    day: String,
    /// How often.
    scans: u32,
}

/// A scanned code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PortalScan)]
pub struct ScanBody {
    /// What stood in its address.
    #[schema(min_length = 1, max_length = 60)]
    code: String,
}

/// What a scanned code fills in.
#[derive(Serialize, ToSchema)]
#[schema(as = PortalScanned)]
pub struct ScannedView {
    /// Name of the shop.
    unit: String,
    /// Product.
    product: Option<String>,
    /// Serial number.
    serial: Option<String>,
    /// It was withdrawn and fills in nothing.
    withdrawn: bool,
}

impl From<Scanned> for ScannedView {
    fn from(s: Scanned) -> Self {
        Self { unit: s.unit, product: s.product, serial: s.serial, withdrawn: s.is_withdrawn }
    }
}

async fn list(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<Vec<CodeView>>> {
    query.done()?;
    Ok(Json(web.app().intake_codes(&caller.actor).await?.into_iter().map(Into::into).collect()))
}

async fn make(State(web): State<Web>, caller: Caller, body: Body<CodeBody>) -> Answer {
    let CodeBody { unit, label, product, serial } = body.value;
    let made = web.app().make_intake_code(&caller.actor, unit, NewCode { label, product, serial }).await?;
    Ok((StatusCode::CREATED, Json(CodeView::from(made))).into_response())
}

async fn withdraw(State(web): State<Web>, caller: Caller, Path(code): Path<String>) -> Answer<StatusCode> {
    web.app().withdraw_intake_code(&caller.actor, id(&code, "intake_code")?).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn scans(
    State(web): State<Web>,
    caller: Caller,
    Path(code): Path<String>,
    query: Query,
) -> Answer<Json<Vec<ScansView>>> {
    query.done()?;
    let found = web.app().intake_scans(&caller.actor, id(&code, "intake_code")?).await?;
    Ok(Json(found.into_iter().map(|(day, scans)| ScansView { day, scans }).collect()))
}

async fn scan(State(web): State<Web>, visitor: Visitor, body: Body<ScanBody>) -> Answer {
    bounded("code", &body.value.code, 60)?;
    web.portal().allow(allowance::SCANS_FROM_A_PLACE, visitor.0.address).await?;
    let scanned: ScannedView = web.app().scan(&body.value.code).await?.into();
    Ok((StatusCode::CREATED, Json(scanned)).into_response())
}
