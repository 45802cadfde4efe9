//! The shop counter (S0-10): who came, whose turn it is, and the display of numbers that anybody with its address may see.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bihuan_app::counter::{Arrival, Arrived, AtCounter, Board, CounterOf, Display, Taken};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::counter::{CounterState, Move};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Kind;
use bihuan_store::Fault;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::cases::answered_meanwhile;
use crate::auth::Caller;
use crate::codes::{CounterMoveCode, CounterStateCode, Ident, Instant, KindCode};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query, id};
use crate::once::{Once, reused};
use crate::problem::Answer;
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let staff = Access::May(P::CaseMessage);
    vec![
        Endpoint::get("/counters", staff, "The counters at which you work", list).lists::<CounterView>(),
        Endpoint::get("/counters/{unit}", staff, "A counter today: who waits, is served, went", board)
            .gives::<BoardView>(200),
        Endpoint::post("/counters/{unit}/visits", staff, "Takes somebody in and gives them a number", arrive)
            .takes::<ArrivalBody>()
            .gives::<AtCounterView>(201)
            .once(),
        Endpoint::post("/counters/{unit}/calls", staff, "Calls whoever has waited longest", call_next)
            .gives::<AtCounterView>(200),
        Endpoint::put("/counters/{unit}/display", staff, "Gives the number display an address; it is shown once", open)
            .gives::<NewDisplayView>(200),
        Endpoint::delete("/counters/{unit}/display", staff, "The number display has no address any more", shut),
        Endpoint::post("/counter-visits/{visit}/call", staff, "Calls a number, perhaps again", call)
            .gives::<AtCounterView>(200)
            .tag("counters"),
        Endpoint::post(
            "/counter-visits/{visit}/service",
            staff,
            "Begins to serve somebody; their case knows it",
            serve,
        )
        .gives::<AtCounterView>(200)
        .tag("counters"),
        Endpoint::post("/counter-visits/{visit}/ending", staff, "They were served", finish)
            .gives::<AtCounterView>(200)
            .tag("counters"),
        Endpoint::post("/counter-visits/{visit}/departure", staff, "They went away without being served", leave)
            .gives::<AtCounterView>(200)
            .tag("counters"),
        Endpoint::get(
            "/cases/{case}/counter-visit",
            Access::May(P::CaseRead),
            "When they came to the counter",
            of_case,
        )
        .gives::<CaseVisitView>(200)
        .tag("counters"),
        Endpoint::get("/displays/{display}", Access::Public, "What a number display shows: numbers alone", display)
            .gives::<DisplayView>(200)
            .tag("counters"),
    ]
}

/// A counter.
#[derive(Serialize, ToSchema)]
#[schema(as = Counter)]
pub struct CounterView {
    /// Its unit.
    #[schema(value_type = Ident)]
    unit: Id,
    /// Name of the unit.
    name: String,
    /// Since when its number display has an address; null: it has none.
    #[schema(value_type = Option<Instant>)]
    display_since: Option<UtcMs>,
}

impl From<CounterOf> for CounterView {
    fn from(c: CounterOf) -> Self {
        Self { unit: c.unit, name: c.name, display_since: c.display_since }
    }
}

/// Somebody at the counter.
#[derive(Serialize, ToSchema)]
#[schema(as = CounterVisit)]
pub struct AtCounterView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// Their number of the day.
    number: u32,
    /// The business day, `YYYY-MM-DD`.
    day: String,
    /// The unit of the counter.
    #[schema(value_type = Ident)]
    unit: Id,
    /// Their case.
    #[schema(value_type = Ident)]
    case: Id,
    /// Its number.
    case_number: String,
    /// What it is.
    #[schema(value_type = KindCode)]
    kind: Kind,
    /// One line that names it.
    subject: Option<String>,
    /// Where they stand.
    #[schema(value_type = CounterStateCode)]
    state: CounterState,
    /// When they came.
    #[schema(value_type = Instant)]
    arrived_at: UtcMs,
    /// When they were called last.
    #[schema(value_type = Option<Instant>)]
    called_at: Option<UtcMs>,
    /// When somebody began to serve them.
    #[schema(value_type = Option<Instant>)]
    served_at: Option<UtcMs>,
    /// Who.
    #[schema(value_type = Option<Ident>)]
    served_by: Option<Id>,
    /// When they went.
    #[schema(value_type = Option<Instant>)]
    ended_at: Option<UtcMs>,
    /// How long they waited, or have waited until now, in milliseconds.
    waited_ms: i64,
    /// What may be done now.
    #[schema(value_type = Vec<CounterMoveCode>)]
    actions: Vec<Move>,
}

impl From<AtCounter> for AtCounterView {
    fn from(a: AtCounter) -> Self {
        let v = a.row.visit;
        Self {
            id: a.row.id,
            number: v.number,
            day: v.day,
            unit: v.unit,
            case: v.case,
            case_number: a.case_number.to_string(),
            kind: a.kind,
            subject: a.subject,
            state: v.state,
            arrived_at: v.arrived_at,
            called_at: v.called_at,
            served_at: v.served_at,
            served_by: v.served_by,
            ended_at: v.ended_at,
            waited_ms: a.waited_ms,
            actions: a.may,
        }
    }
}

/// A counter today.
#[derive(Serialize, ToSchema)]
#[schema(as = CounterBoard)]
pub struct BoardView {
    /// The counter.
    counter: CounterView,
    /// The business day, `YYYY-MM-DD`.
    day: String,
    /// Those that wait in their order, then those called, served and gone; at most 300.
    visits: Vec<AtCounterView>,
}

/// The latest visit of a case.
#[derive(Serialize, ToSchema)]
#[schema(as = CaseCounterVisit)]
pub struct CaseVisitView {
    /// Null where nobody came to a counter.
    visit: Option<AtCounterView>,
}

/// Somebody who comes in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CounterArrival)]
pub struct ArrivalBody {
    /// What it is.
    #[schema(value_type = KindCode)]
    kind: Kind,
    /// What they say, in a line.
    #[schema(min_length = 1, max_length = 10000)]
    text: String,
    /// What they want; a complaint needs it.
    #[schema(max_length = 10000)]
    demand: Option<String>,
    /// Name, together with a telephone.
    #[schema(max_length = 200)]
    name: Option<String>,
    /// Telephone; without one nobody can call them back.
    #[schema(max_length = 100)]
    phone: Option<String>,
    /// When they came, when that is told afterwards; within the last seven days.
    #[schema(value_type = Option<Instant>)]
    arrived_at: Option<UtcMs>,
    /// They were told our terms: the version of the promise page that holds today is kept (S0-60).
    #[serde(default)]
    told_terms: bool,
}

/// An address for a display.
#[derive(Serialize, ToSchema)]
#[schema(as = NewCounterDisplay)]
pub struct NewDisplayView {
    /// Below this server's own address; shown once.
    path: String,
}

/// A number that was called.
#[derive(Serialize, ToSchema)]
#[schema(as = CounterCalled)]
pub struct CalledView {
    /// The number.
    number: u32,
    /// When it was called last.
    #[schema(value_type = Instant)]
    called_at: UtcMs,
}

/// What a display shows.
#[derive(Serialize, ToSchema)]
#[schema(as = CounterDisplay)]
pub struct DisplayView {
    /// Name of the organisation.
    company: Option<String>,
    /// Name of the shop.
    shop: String,
    /// Numbers whose turn it is, the latest first.
    called: Vec<CalledView>,
    /// Numbers that come next.
    next: Vec<u32>,
    /// How many wait.
    waiting: usize,
    /// When this was so.
    #[schema(value_type = Instant)]
    at: UtcMs,
}

impl From<Display> for DisplayView {
    fn from(d: Display) -> Self {
        let called = d.called.into_iter().map(|(number, called_at)| CalledView { number, called_at }).collect();
        Self { company: d.company, shop: d.shop, called, next: d.next, waiting: d.waiting, at: d.at }
    }
}

async fn list(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<Vec<CounterView>>> {
    query.done()?;
    let found = web.counter().counters(&caller.actor).await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

async fn board(
    State(web): State<Web>,
    caller: Caller,
    Path(unit): Path<String>,
    query: Query,
) -> Answer<Json<BoardView>> {
    query.done()?;
    let Board { counter, day, visits } = web.counter().board(&caller.actor, id(&unit, "unit")?).await?;
    Ok(Json(BoardView { counter: counter.into(), day, visits: visits.into_iter().map(Into::into).collect() }))
}

/// What is remembered under an Idempotency-Key: which visit, nothing about them.
#[derive(Serialize, Deserialize)]
struct Kept {
    visit: Id,
}

fn kept(arrived: &Arrived) -> (u16, String) {
    (201, serde_json::json!({ "visit": arrived.row.id }).to_string())
}

async fn arrive(
    State(web): State<Web>,
    caller: Caller,
    Path(unit): Path<String>,
    once: Once,
    body: Body<ArrivalBody>,
) -> Answer<Response> {
    let unit = id(&unit, "unit")?;
    let ArrivalBody { kind, text, demand, name, phone, arrived_at, told_terms } = body.value;
    for (field, given, longest) in [("name", &name, 200), ("phone", &phone, 100)] {
        super::portal::of_bounds(field, given, longest)?;
    }
    let arrival = Arrival { kind, name, phone, text, demand, arrived_at, told_terms };
    let again = || once.remember(&caller.actor, &body.bytes, kept);
    let mut outcome = web.counter().arrive(&caller.actor, unit, arrival.clone(), again()).await;
    if matches!(&outcome, Err(failure) if answered_meanwhile(failure)) {
        outcome = web.counter().arrive(&caller.actor, unit, arrival, again()).await;
    }
    let (visit, is_again) = match outcome? {
        Taken::Now(arrived) => (arrived.row.id, false),
        Taken::Before(answered, digest) if answered.request_digest == digest => {
            let Kept { visit } =
                serde_json::from_str(&answered.body).map_err(|e| Fault::Corrupt(format!("idempotency: {e}")))?;
            (visit, true)
        }
        Taken::Before(..) => return Err(reused()),
    };
    let shown: AtCounterView = web.counter().visit(&caller.actor, visit).await?.into();
    let mut response = (StatusCode::CREATED, Json(shown)).into_response();
    if is_again {
        response.headers_mut().insert("idempotency-replayed", HeaderValue::from_static("true"));
    }
    Ok(response)
}

async fn call_next(State(web): State<Web>, caller: Caller, Path(unit): Path<String>) -> Answer<Json<AtCounterView>> {
    Ok(Json(web.counter().call_next(&caller.actor, id(&unit, "unit")?).await?.into()))
}

async fn act(web: &Web, caller: &Caller, visit: &str, what: Move) -> Answer<Json<AtCounterView>> {
    Ok(Json(web.counter().act(&caller.actor, id(visit, "counter_visit")?, what).await?.into()))
}

async fn call(State(web): State<Web>, caller: Caller, Path(visit): Path<String>) -> Answer<Json<AtCounterView>> {
    act(&web, &caller, &visit, Move::Call).await
}

async fn serve(State(web): State<Web>, caller: Caller, Path(visit): Path<String>) -> Answer<Json<AtCounterView>> {
    act(&web, &caller, &visit, Move::Serve).await
}

async fn finish(State(web): State<Web>, caller: Caller, Path(visit): Path<String>) -> Answer<Json<AtCounterView>> {
    act(&web, &caller, &visit, Move::Finish).await
}

async fn leave(State(web): State<Web>, caller: Caller, Path(visit): Path<String>) -> Answer<Json<AtCounterView>> {
    act(&web, &caller, &visit, Move::Leave).await
}

async fn of_case(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    query: Query,
) -> Answer<Json<CaseVisitView>> {
    query.done()?;
    let found = web.counter().of_case(&caller.actor, &case).await?;
    Ok(Json(CaseVisitView { visit: found.map(Into::into) }))
}

async fn open(State(web): State<Web>, caller: Caller, Path(unit): Path<String>) -> Answer<Json<NewDisplayView>> {
    let made = web.counter().open_display(&caller.actor, id(&unit, "unit")?).await?;
    Ok(Json(NewDisplayView { path: format!("/display/{}", made.key.reveal()) }))
}

async fn shut(State(web): State<Web>, caller: Caller, Path(unit): Path<String>) -> Answer<StatusCode> {
    web.counter().shut_display(&caller.actor, id(&unit, "unit")?).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn display(State(web): State<Web>, Path(key): Path<String>, query: Query) -> Answer<Response> {
    query.done()?;
    let shown: DisplayView = web.counter().display(&key).await?.into();
    let mut response = Json(shown).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
