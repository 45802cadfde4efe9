//! Units: head office, regions, stations, departments, teams (S3-48).

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use bihuan_app::organisation::{NewUnit, UnitView};
use bihuan_app::users::LONGEST_WORDS;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::calendar::CalendarSpec;
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::UnitKind;
use bihuan_domain::time::UtcMs;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{located, page, page_ask, paged, tagged};
use crate::auth::Caller;
use crate::codes::{Ident, Instant, UnitKindCode};
use crate::endpoint::{Access, Endpoint, text};
use crate::input::{Json as Body, Query, Seen, id};
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let (read, admin) = (Access::SignedIn, Access::May(P::UserAdmin));
    let change = |e: Endpoint| e.gives::<UnitShown>(200).versioned();
    vec![
        paged(Endpoint::get("/units", read, "The units you may know of", list))
            .query("q", "Part of name or code, or the beginning of the name's initials", text(LONGEST_WORDS))
            .lists::<UnitShown>(),
        Endpoint::post("/units", admin, "Makes a unit", create).takes::<UnitBody>().gives::<UnitShown>(201),
        Endpoint::get("/units/{unit}", read, "A unit", show).gives::<UnitShown>(200),
        change(Endpoint::put("/units/{unit}/name", admin, "Renames it", rename)).takes::<UnitNameBody>(),
        change(Endpoint::put(
            "/units/{unit}/parent",
            admin,
            "Puts it under another unit, with all below it",
            put_under,
        ))
        .takes::<ParentBody>(),
        change(Endpoint::put(
            "/units/{unit}/calendar",
            admin,
            "Gives it its own calendar, or takes it away",
            set_calendar,
        ))
        .takes::<UnitCalendarBody>(),
        change(Endpoint::put(
            "/units/{unit}/territory",
            admin,
            "Sets the serial numbers a station answers for: complaints taken in above the stations are offered to it",
            set_territory,
        ))
        .takes::<UnitTerritoryBody>(),
        Endpoint::get("/units/{unit}/policy", read, "Which policy its new cases open under", policy)
            .gives::<UnitPolicyView>(200),
        Endpoint::put(
            "/units/{unit}/policy",
            Access::May(P::PolicyWrite),
            "Gives it a policy of its own, or takes it away",
            set_policy,
        )
        .takes::<UnitPolicyBody>()
        .gives::<UnitPolicyView>(200),
        change(Endpoint::post("/units/{unit}/archive", admin, "Archives it", archive)),
    ]
}

/// A unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Unit)]
pub struct UnitShown {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Version; also the ETag.
    #[schema(minimum = 1)]
    pub version: i64,
    /// The unit above.
    #[schema(value_type = Option<Ident>)]
    pub parent: Option<Id>,
    /// What it is.
    #[schema(value_type = UnitKindCode)]
    pub kind: UnitKind,
    /// The organisation's own code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Its own calendar.
    #[schema(value_type = Option<BTreeMap<String, Value>>)]
    pub calendar: Option<CalendarSpec>,
    /// Beginnings of the serial numbers or VINs a station answers for.
    pub territory: Vec<String>,
    /// When it was archived.
    #[schema(value_type = Option<Instant>)]
    pub archived_at: Option<UtcMs>,
}

impl From<UnitView> for UnitShown {
    fn from(u: UnitView) -> Self {
        let UnitView { id, version, parent, kind, code, name, calendar, territory, archived_at } = u;
        Self { id, version, parent, kind, code, name, calendar, territory, archived_at }
    }
}

/// Answers the unit after a change; the world learns of it at once.
async fn changed(web: &Web, caller: &Caller, unit: Id, status: StatusCode) -> Answer {
    web.app().refresh().await?;
    answer(web, caller, unit, status).await
}

async fn answer(web: &Web, caller: &Caller, unit: Id, status: StatusCode) -> Answer {
    let view: UnitShown = web.access().unit(&caller.actor, unit).await?.into();
    Ok(tagged(status, view.version, &view))
}

async fn list(State(web): State<Web>, caller: Caller, uri: Uri, mut query: Query) -> Answer {
    let ask = page_ask(&mut query)?;
    let words = query.short("q", LONGEST_WORDS)?;
    query.done()?;
    let found = match words.as_deref().map(str::trim).filter(|w| !w.is_empty()) {
        Some(words) => web.access().find_units(&caller.actor, words, ask).await?,
        None => web.access().units(&caller.actor, ask).await?,
    };
    Ok(page(&uri, found.map(UnitShown::from)))
}

/// A unit to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewUnit)]
pub struct UnitBody {
    /// The unit above.
    #[schema(value_type = Ident)]
    parent: Id,
    /// What it is.
    #[schema(value_type = UnitKindCode)]
    kind: UnitKind,
    /// The organisation's own code, unique.
    #[schema(min_length = 1, max_length = 40)]
    code: String,
    /// Name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Its own calendar.
    #[schema(value_type = Option<BTreeMap<String, Value>>)]
    calendar: Option<Value>,
}

fn calendar(given: Option<Value>) -> Result<Option<CalendarSpec>, Problem> {
    let Some(given) = given else { return Ok(None) };
    serde_json::from_value(given).map(Some).map_err(|e| Problem::field("calendar", "bad_value", e.to_string()))
}

async fn create(State(web): State<Web>, caller: Caller, query: Query, body: Body<UnitBody>) -> Answer {
    query.done()?;
    let UnitBody { parent, kind, code, name, calendar: given } = body.value;
    let calendar = calendar(given)?;
    let made = web.access().create_unit(&caller.actor, NewUnit { parent, kind, code, name, calendar }).await?;
    Ok(located(changed(&web, &caller, made, StatusCode::CREATED).await?, &format!("/units/{made}")))
}

async fn show(State(web): State<Web>, caller: Caller, Path(unit): Path<String>, query: Query) -> Answer {
    query.done()?;
    answer(&web, &caller, id(&unit, "unit")?, StatusCode::OK).await
}

/// Name and code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UnitName)]
pub struct UnitNameBody {
    /// The organisation's own code.
    #[schema(min_length = 1, max_length = 40)]
    code: String,
    /// Name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
}

async fn rename(
    State(web): State<Web>,
    caller: Caller,
    Path(unit): Path<String>,
    seen: Seen,
    query: Query,
    body: Body<UnitNameBody>,
) -> Answer {
    query.done()?;
    let unit = id(&unit, "unit")?;
    web.access().rename_unit(&caller.actor, unit, seen.0, &body.value.code, &body.value.name).await?;
    changed(&web, &caller, unit, StatusCode::OK).await
}

/// A parent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UnitParent)]
pub struct ParentBody {
    /// The unit above.
    #[schema(value_type = Ident)]
    parent: Id,
}

async fn put_under(
    State(web): State<Web>,
    caller: Caller,
    Path(unit): Path<String>,
    seen: Seen,
    query: Query,
    body: Body<ParentBody>,
) -> Answer {
    query.done()?;
    let unit = id(&unit, "unit")?;
    web.access().move_unit(&caller.actor, unit, seen.0, body.value.parent).await?;
    changed(&web, &caller, unit, StatusCode::OK).await
}

/// A calendar.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UnitCalendar)]
pub struct UnitCalendarBody {
    /// Its own calendar; null takes it away.
    #[schema(value_type = Option<BTreeMap<String, Value>>)]
    calendar: Option<Value>,
}

async fn set_calendar(
    State(web): State<Web>,
    caller: Caller,
    Path(unit): Path<String>,
    seen: Seen,
    query: Query,
    body: Body<UnitCalendarBody>,
) -> Answer {
    query.done()?;
    let unit = id(&unit, "unit")?;
    let calendar = calendar(body.value.calendar)?;
    web.access().set_unit_calendar(&caller.actor, unit, seen.0, calendar).await?;
    changed(&web, &caller, unit, StatusCode::OK).await
}

/// The territory of a station.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UnitTerritory)]
pub struct UnitTerritoryBody {
    /// Beginnings of serial numbers or VINs: letters and digits, blanks and hyphens do not count. The longest that fits
    /// decides; where two stations fit alike, none is offered the complaint. Empty: no territory.
    #[schema(max_items = 500)]
    prefixes: Vec<String>,
}

async fn set_territory(
    State(web): State<Web>,
    caller: Caller,
    Path(unit): Path<String>,
    seen: Seen,
    query: Query,
    body: Body<UnitTerritoryBody>,
) -> Answer {
    query.done()?;
    let unit = id(&unit, "unit")?;
    web.access().set_unit_territory(&caller.actor, unit, seen.0, &body.value.prefixes).await?;
    changed(&web, &caller, unit, StatusCode::OK).await
}

async fn archive(State(web): State<Web>, caller: Caller, Path(unit): Path<String>, seen: Seen, query: Query) -> Answer {
    query.done()?;
    let unit = id(&unit, "unit")?;
    web.access().archive_unit(&caller.actor, unit, seen.0).await?;
    changed(&web, &caller, unit, StatusCode::OK).await
}

/// The policy of a unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = UnitPolicy)]
pub struct UnitPolicyView {
    /// The policy it was given itself; null: it follows the unit above.
    pub own: Option<String>,
    /// The policy its new cases open under.
    pub policy: String,
}

/// A policy for a unit.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewUnitPolicy)]
pub struct UnitPolicyBody {
    /// Id of a service policy in force; null takes the own one away.
    #[schema(max_length = 100)]
    policy: Option<String>,
}

fn policy_view(web: &Web, unit: Id) -> Json<UnitPolicyView> {
    let world = web.app().world();
    Json(UnitPolicyView { own: world.own_policy_of(unit).map(str::to_owned), policy: world.policy_of(unit).to_owned() })
}

async fn policy(
    State(web): State<Web>,
    caller: Caller,
    Path(unit): Path<String>,
    query: Query,
) -> Answer<Json<UnitPolicyView>> {
    query.done()?;
    let unit = id(&unit, "unit")?;
    web.access().unit(&caller.actor, unit).await?;
    Ok(policy_view(&web, unit))
}

async fn set_policy(
    State(web): State<Web>,
    caller: Caller,
    Path(unit): Path<String>,
    query: Query,
    body: Body<UnitPolicyBody>,
) -> Answer<Json<UnitPolicyView>> {
    query.done()?;
    let unit = id(&unit, "unit")?;
    web.app().choose_policy(&caller.actor, unit, body.value.policy.as_deref()).await?;
    Ok(policy_view(&web, unit))
}
