//! Stations: the month board, a station's year, orders, penalties, circulars (S3-21…S3-24).

use axum::Json as Out;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::Uri;
use bihuan_app::stations::orders_file::{Flaw, MOST_BYTES, OrdersFile, OrdersLine};
use bihuan_app::stations::{Circular, PenaltyLine, StationHandling, StationMonth};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::complaint::adjudication::AdjudicationStanding;
use bihuan_domain::ids::Id;
use bihuan_domain::station::PenaltyState;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::BehaviouralCause;
use bihuan_store::nouns::station::{CircularReader, Judged, PenaltyRow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::Caller;
use crate::codes::{AdjudicationStandingCode, BehaviouralCauseCode, Ident, Instant, PenaltyStateCode, list};
use crate::endpoint::{Access, Carries, Endpoint};
use crate::input::{Json, Query, bounded, fields, id};
use crate::language::Language;
use crate::problem::{Answer, FieldError, Problem};
use crate::v1::cases::attachments::file;
use crate::v1::{queue_ask, queue_page, queued};
use crate::web::Web;

/// The longest circular, in characters.
const MOST: usize = 20_000;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let (read, manage) = (Access::May(P::StationRead), Access::May(P::StationManage));
    let room = || DefaultBodyLimit::max(MOST_BYTES + (64 << 10));
    let month = |endpoint: Endpoint| {
        endpoint.carries(Carries::File).needs("month", "`YYYY-MM`, in the business time zone", month_schema())
    };
    let mut check = month(Endpoint::post(
        "/stations/orders/check",
        manage,
        "What a table of station codes and orders would change, with every line's flaw; nothing is changed",
        check_file,
    ))
    .gives::<OrdersFileView>(200);
    check.run = check.run.layer(room());
    let mut import = month(Endpoint::post(
        "/stations/orders/import",
        manage,
        "Takes such a table in, as a whole or not at all; again it replaces the same month of its stations",
        import_file,
    ))
    .gives::<OrdersFileView>(200);
    import.run = import.run.layer(room());
    vec![
        Endpoint::get(
            "/stations",
            read,
            "The stations you may see in a month, those with most valid complaints first",
            board,
        )
        .lists::<StationMonthView>()
        .needs("month", "`YYYY-MM`, in the business time zone", month_schema()),
        Endpoint::get(
            "/stations/handling",
            read,
            "How the stations you may see took in a month's complaints: completeness beside time to first contact, causes",
            handled,
        )
        .lists::<StationHandlingView>()
        .needs("month", "`YYYY-MM`, in the business time zone", month_schema()),
        Endpoint::get(
            "/stations/{station}/years/{year}",
            read,
            "A station's year: the appraisal with each deduction's case",
            year,
        )
        .gives::<StationYearView>(200),
        Endpoint::put(
            "/stations/orders",
            manage,
            "Gives the orders of a month by station; given again they are replaced",
            give,
        )
        .takes::<OrdersBody>(),
        check,
        import,
        queued(Endpoint::get("/penalties", read, "Penalties at the stations you may see, the latest first", penalties))
            .lists::<PenaltyView>()
            .query("state", "Where they stand; proposed if not given", list::<PenaltyState>()),
        Endpoint::get(
            "/penalties/{penalty}/draft",
            manage,
            "The circular of a proposed penalty as it is worded from data, in the reader's language",
            draft,
        )
        .gives::<DraftView>(200),
        Endpoint::put(
            "/penalties/{penalty}/circular",
            manage,
            "Signs a proposed penalty with the text of its circular",
            issue,
        )
        .takes::<WordsBody>()
        .gives::<PenaltyView>(200),
        Endpoint::put(
            "/penalties/{penalty}/dismissal",
            manage,
            "Dismisses a proposed penalty with the reason",
            dismiss,
        )
        .takes::<WordsBody>()
        .gives::<PenaltyView>(200),
        queued(Endpoint::get("/circulars", read, "Circulars of the whole network, the latest first", circulars))
            .lists::<CircularView>(),
        Endpoint::put("/circulars/{circular}/reading", read, "You have read it as it stands now", have_read),
        Endpoint::get(
            "/circulars/{circular}/readers",
            manage,
            "Who of the network has read it as it stands now",
            readers,
        )
        .gives::<ReadersView>(200),
    ]
}

fn month_schema() -> serde_json::Value {
    serde_json::json!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" })
}

/// A station's month.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StationMonth)]
pub struct StationMonthView {
    /// The station.
    #[schema(value_type = Ident)]
    station: Id,
    /// Its code.
    code: String,
    /// Its name.
    name: String,
    /// Complaints received in the month that are with it.
    complaints: u32,
    /// Valid complaints it caused.
    valid: u32,
    /// Judgements of the month whose appeal waits.
    appealed: u32,
    /// Orders of the month; null = nobody gave them.
    orders: Option<u32>,
    /// Valid complaints per 1,000 orders, in thousandths; null without orders.
    per_thousand_milli: Option<u64>,
    /// Work but not one complaint; null = not known.
    silent: Option<bool>,
    /// Cases open now.
    open: u32,
    /// Of them with a clock overdue.
    overdue: u32,
    /// Of them of the highest severity.
    major: u32,
    /// When the next clock is due.
    #[schema(value_type = Option<Instant>)]
    next_due_at: Option<UtcMs>,
}

async fn board(State(web): State<Web>, caller: Caller, mut query: Query) -> Answer<Out<Vec<StationMonthView>>> {
    let month = query.parsed::<String>("month")?.unwrap_or_default();
    query.done()?;
    let view = |m: StationMonth| StationMonthView {
        station: m.station,
        code: m.code,
        name: m.name,
        complaints: m.complaints,
        valid: m.valid,
        appealed: m.appealed,
        orders: m.orders,
        per_thousand_milli: m.per_thousand_milli,
        silent: m.silent,
        open: m.load.open,
        overdue: m.load.overdue,
        major: m.load.major,
        next_due_at: m.load.next_due_at,
    };
    Ok(Out(web.app().station_board(&caller.actor, &month).await?.into_iter().map(view).collect()))
}

/// How often a behaviour was a cause.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CauseCount)]
pub struct CauseCountView {
    /// The behaviour.
    #[schema(value_type = BehaviouralCauseCode)]
    cause: BehaviouralCause,
    /// Complaints it caused.
    count: u32,
}

/// How a station took in a month's complaints; a station without a complaint is not there.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StationHandling)]
pub struct StationHandlingView {
    /// The station.
    #[schema(value_type = Ident)]
    station: Id,
    /// Complaints looked at.
    complaints: u32,
    /// There are more complaints than were looked at.
    more: bool,
    /// Mean share of what intake should know that was written down, in per cent.
    completeness_percent: Option<u8>,
    /// Those whose customer was reached.
    contacted: u32,
    /// Median time from receipt to the first two-way contact of those, in milliseconds; null where nobody was reached.
    first_contact_ms: Option<i64>,
    /// Behavioural causes; a complaint may have several.
    causes: Vec<CauseCountView>,
}

async fn handled(State(web): State<Web>, caller: Caller, mut query: Query) -> Answer<Out<Vec<StationHandlingView>>> {
    let month = query.parsed::<String>("month")?.unwrap_or_default();
    query.done()?;
    let view = |s: StationHandling| StationHandlingView {
        station: s.station,
        complaints: s.handling.complaints,
        more: s.more,
        completeness_percent: s.handling.completeness_percent,
        contacted: s.handling.contacted,
        first_contact_ms: s.handling.first_contact_ms,
        causes: s.handling.causes.into_iter().map(|(cause, count)| CauseCountView { cause, count }).collect(),
    };
    Ok(Out(web.app().station_handling(&caller.actor, &month).await?.into_iter().map(view).collect()))
}

/// What was judged of one case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StationJudgement)]
pub struct JudgedView {
    /// The case.
    #[schema(value_type = Ident)]
    case: Id,
    /// Its number.
    number: String,
    /// Month of receipt.
    month: String,
    /// The reason class.
    class: String,
    /// The finding.
    finding: Option<String>,
    /// The station caused it.
    station_caused: bool,
    /// How it stands.
    #[schema(value_type = AdjudicationStandingCode)]
    standing: AdjudicationStanding,
    /// Points it takes off.
    deduction: u32,
    /// When it was judged.
    #[schema(value_type = Instant)]
    judged_at: UtcMs,
    /// Until when the station may appeal.
    #[schema(value_type = Instant)]
    appeal_until: UtcMs,
    /// When the case came in.
    #[schema(value_type = Instant)]
    received_at: UtcMs,
}

/// A station's year.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StationYear)]
pub struct StationYearView {
    /// The station.
    #[schema(value_type = Ident)]
    station: Id,
    /// Its name.
    name: String,
    /// Points at the beginning; null where valid complaints do not count.
    points_begun: Option<u32>,
    /// Points left.
    points_left: Option<u32>,
    /// What was judged, in order of receipt.
    judged: Vec<JudgedView>,
    /// Its penalties, the latest first; words of a circular are among the circulars.
    penalties: Vec<StationPenaltyView>,
}

/// A penalty of a station's year.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StationPenalty)]
pub struct StationPenaltyView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// Where it stands.
    #[schema(value_type = PenaltyStateCode)]
    state: PenaltyState,
    /// The cases it rests on.
    #[schema(value_type = Vec<Ident>)]
    cases: Vec<Id>,
    /// When it was proposed.
    #[schema(value_type = Instant)]
    proposed_at: UtcMs,
    /// When a person decided.
    #[schema(value_type = Option<Instant>)]
    decided_at: Option<UtcMs>,
    /// When it was taken back.
    #[schema(value_type = Option<Instant>)]
    reversed_at: Option<UtcMs>,
}

impl From<PenaltyRow> for StationPenaltyView {
    fn from(row: PenaltyRow) -> Self {
        Self {
            id: row.id,
            state: row.penalty.state,
            cases: row.penalty.cases,
            proposed_at: row.proposed_at,
            decided_at: row.decided_at,
            reversed_at: row.reversed_at,
        }
    }
}

async fn year(
    State(web): State<Web>,
    caller: Caller,
    Path((station, year)): Path<(String, String)>,
) -> Answer<Out<StationYearView>> {
    let station = id(&station, "station")?;
    let year = year.parse::<i16>().ok().filter(|y| (1970..=9998).contains(y));
    let year = year.ok_or_else(|| Problem::field("year", "out_of_range", "1970-9998"))?;
    let found = web.app().station_year(&caller.actor, station, year).await?;
    let each = found.points.map_or(0, |(_, each, _)| each);
    let view = |j: Judged| JudgedView {
        deduction: if j.standing.counts() && j.station_caused { each } else { 0 },
        case: j.case,
        number: j.number,
        month: j.month,
        class: j.class,
        finding: j.finding,
        station_caused: j.station_caused,
        standing: j.standing,
        judged_at: j.judged_at,
        appeal_until: j.appeal_until,
        received_at: j.received_at,
    };
    Ok(Out(StationYearView {
        station: found.station,
        name: found.name,
        points_begun: found.points.map(|(begun, ..)| begun),
        points_left: found.points.map(|(.., left)| left),
        judged: found.judged.into_iter().map(view).collect(),
        penalties: found.penalties.into_iter().map(Into::into).collect(),
    }))
}

/// Orders of a month.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewStationOrders)]
pub struct OrdersBody {
    /// `YYYY-MM`.
    #[schema(pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$")]
    month: String,
    /// By station.
    #[schema(min_items = 1, max_items = 5000)]
    orders: Vec<OrdersOf>,
}

/// A station's orders of a month.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StationOrders)]
pub struct OrdersOf {
    /// The station.
    #[schema(value_type = Ident)]
    station: Id,
    /// How many.
    #[schema(minimum = 0, maximum = 100000000)]
    count: u32,
}

async fn give(State(web): State<Web>, caller: Caller, body: Json<OrdersBody>) -> Answer<axum::http::StatusCode> {
    if body.value.orders.iter().any(|o| o.count > 100_000_000) {
        return Err(Problem::field("orders", "out_of_range", "100000000"));
    }
    let orders = body.value.orders.iter().map(|o| (o.station, o.count)).collect();
    web.app().give_orders(&caller.actor, &body.value.month, orders).await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}

/// A good line of a table of orders.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StationOrdersLine)]
pub struct OrdersLineView {
    /// Its number in the file, from 1.
    line: u64,
    /// The station.
    #[schema(value_type = Ident)]
    station: Id,
    /// Its code.
    code: String,
    /// Its name.
    name: String,
    /// Its orders.
    count: u32,
    /// What is known until now; null = nothing.
    before: Option<u32>,
}

/// What is wrong with a line.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StationOrdersFlaw)]
pub struct FlawView {
    /// Its number in the file, from 1.
    line: u64,
    /// `station` or `orders`.
    column: &'static str,
    /// A stable code: `missing_field`, `unknown_unit`, `not_permitted`, `twice`, `bad_number`, `out_of_range`, `bad_line`.
    code: &'static str,
    /// What was given.
    given: String,
}

/// A table of orders as it was understood.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StationOrdersFile)]
pub struct OrdersFileView {
    /// Its encoding.
    encoding: &'static str,
    /// Good lines, in order.
    lines: Vec<OrdersLineView>,
    /// Flaws, in order; with one nothing is taken in.
    flaws: Vec<FlawView>,
}

impl From<OrdersFile> for OrdersFileView {
    fn from(file: OrdersFile) -> Self {
        let line = |l: OrdersLine| {
            let OrdersLine { line, station, code, name, count, before } = l;
            OrdersLineView { line, station, code, name, count, before }
        };
        let flaw = |Flaw { line, column, code, given }| FlawView { line, column, code, given };
        Self {
            encoding: file.encoding,
            lines: file.lines.into_iter().map(line).collect(),
            flaws: file.flaws.into_iter().map(flaw).collect(),
        }
    }
}

async fn check_file(
    State(web): State<Web>,
    caller: Caller,
    mut query: Query,
    form: Multipart,
) -> Answer<Out<OrdersFileView>> {
    let month = query.parsed::<String>("month")?.unwrap_or_default();
    query.done()?;
    let (_, bytes) = file(form).await?;
    Ok(Out(web.app().orders_file(&caller.actor, &month, &bytes).await?.into()))
}

async fn import_file(
    State(web): State<Web>,
    caller: Caller,
    mut query: Query,
    form: Multipart,
) -> Answer<Out<OrdersFileView>> {
    let month = query.parsed::<String>("month")?.unwrap_or_default();
    query.done()?;
    let (_, bytes) = file(form).await?;
    let found = web.app().orders_file(&caller.actor, &month, &bytes).await?;
    if !found.flaws.is_empty() {
        let flaw = |f: &Flaw| FieldError::new(format!("lines.{}.{}", f.line, f.column), f.code, f.given.clone());
        return Err(fields(found.flaws.iter().map(flaw).collect()));
    }
    web.app().give_orders(&caller.actor, &month, found.orders()).await?;
    Ok(Out(found.into()))
}

/// A penalty.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Penalty)]
pub struct PenaltyView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// The station.
    #[schema(value_type = Ident)]
    station: Id,
    /// Its name.
    station_name: String,
    /// Where it stands.
    #[schema(value_type = PenaltyStateCode)]
    state: PenaltyState,
    /// The cases it rests on, in order of receipt.
    #[schema(value_type = Vec<Ident>)]
    cases: Vec<Id>,
    /// Their numbers.
    numbers: Vec<String>,
    /// When it was proposed.
    #[schema(value_type = Instant)]
    proposed_at: UtcMs,
    /// When a person decided.
    #[schema(value_type = Option<Instant>)]
    decided_at: Option<UtcMs>,
    /// Who.
    #[schema(value_type = Option<Ident>)]
    decided_by: Option<Id>,
    /// The circular as issued, or why it was dismissed.
    words: Option<String>,
    /// When it was taken back.
    #[schema(value_type = Option<Instant>)]
    reversed_at: Option<UtcMs>,
    /// Whether you may sign or dismiss it now.
    allowed: bool,
}

impl From<PenaltyLine> for PenaltyView {
    fn from(line: PenaltyLine) -> Self {
        let row = line.row;
        Self {
            id: row.id,
            station: row.penalty.station,
            station_name: line.station_name,
            state: row.penalty.state,
            cases: row.penalty.cases,
            numbers: line.numbers,
            proposed_at: row.proposed_at,
            decided_at: row.decided_at,
            decided_by: row.decided_by,
            words: row.words,
            reversed_at: row.reversed_at,
            allowed: line.allowed,
        }
    }
}

async fn penalties(State(web): State<Web>, caller: Caller, uri: Uri, mut query: Query) -> Answer {
    let state = query.parsed::<PenaltyState>("state")?.unwrap_or(PenaltyState::Proposed);
    let ask = queue_ask(&mut query)?;
    query.done()?;
    Ok(queue_page(&uri, web.app().penalties(&caller.actor, state, ask).await?, PenaltyView::from))
}

/// The circular, or the reason.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPenaltyWords)]
pub struct WordsBody {
    /// In words.
    #[schema(min_length = 1, max_length = 20000)]
    text: String,
}

async fn decided(web: &Web, caller: &Caller, penalty: &str, issued: bool, text: String) -> Answer<Out<PenaltyView>> {
    let penalty = id(penalty, "penalty")?;
    bounded("text", &text, MOST)?;
    Ok(Out(web.app().decide_penalty(&caller.actor, penalty, issued, text).await?.into()))
}

async fn issue(
    State(web): State<Web>,
    caller: Caller,
    Path(penalty): Path<String>,
    body: Json<WordsBody>,
) -> Answer<Out<PenaltyView>> {
    decided(&web, &caller, &penalty, true, body.value.text).await
}

async fn dismiss(
    State(web): State<Web>,
    caller: Caller,
    Path(penalty): Path<String>,
    body: Json<WordsBody>,
) -> Answer<Out<PenaltyView>> {
    decided(&web, &caller, &penalty, false, body.value.text).await
}

/// A circular.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Circular)]
pub struct CircularView {
    /// Its penalty.
    #[schema(value_type = Ident)]
    id: Id,
    /// Name of the station.
    station_name: String,
    /// When it was issued.
    #[schema(value_type = Instant)]
    issued_at: UtcMs,
    /// As it was issued.
    text: String,
    /// When the correcting circular took it back.
    #[schema(value_type = Option<Instant>)]
    reversed_at: Option<UtcMs>,
    /// You have read what stands there now.
    read: bool,
    /// You may see who has read it.
    sees_readers: bool,
}

/// A circular as it is worded from data.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CircularDraft)]
pub struct DraftView {
    /// The text, to be read and changed before it is signed.
    text: String,
}

async fn draft(
    State(web): State<Web>,
    caller: Caller,
    headers: axum::http::HeaderMap,
    Path(penalty): Path<String>,
    query: Query,
) -> Answer<Out<DraftView>> {
    query.done()?;
    let text = web.app().circular_draft(&caller.actor, id(&penalty, "penalty")?, Language::of(&headers).tag()).await?;
    Ok(Out(DraftView { text }))
}

/// Somebody who has read a circular.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CircularReader)]
pub struct ReaderView {
    /// Who.
    #[schema(value_type = Ident)]
    user: Id,
    /// Their name.
    name: String,
    /// Name of their unit.
    unit_name: String,
    /// When.
    #[schema(value_type = Instant)]
    read_at: UtcMs,
}

/// Who has read a circular.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CircularReaders)]
pub struct ReadersView {
    /// Those who have, in order.
    readers: Vec<ReaderView>,
    /// How many may read it, counted up to 5,000.
    network: u32,
}

async fn have_read(
    State(web): State<Web>,
    caller: Caller,
    Path(circular): Path<String>,
) -> Answer<axum::http::StatusCode> {
    web.app().read_circular(&caller.actor, id(&circular, "circular")?).await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}

async fn readers(
    State(web): State<Web>,
    caller: Caller,
    Path(circular): Path<String>,
    query: Query,
) -> Answer<Out<ReadersView>> {
    query.done()?;
    let found = web.app().circular_reading(&caller.actor, id(&circular, "circular")?).await?;
    let view =
        |r: CircularReader| ReaderView { user: r.user, name: r.name, unit_name: r.unit_name, read_at: r.read_at };
    Ok(Out(ReadersView { readers: found.readers.into_iter().map(view).collect(), network: found.network }))
}

async fn circulars(State(web): State<Web>, caller: Caller, uri: Uri, mut query: Query) -> Answer {
    let ask = queue_ask(&mut query)?;
    query.done()?;
    let view = |c: Circular| CircularView {
        id: c.id,
        station_name: c.station_name,
        issued_at: c.issued_at,
        text: c.text,
        reversed_at: c.reversed_at,
        read: c.read,
        sees_readers: c.sees_readers,
    };
    Ok(queue_page(&uri, web.app().circulars(&caller.actor, ask).await?, view))
}
