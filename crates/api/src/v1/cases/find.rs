//! Lists of cases, their counts, and the search for words.

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use bihuan_app::cases::find::{After, FieldFilter, Filter, Line, MOST_ROWS, Sort};
use bihuan_app::world::World;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::stage::{Stage, WaitReason};
use bihuan_domain::custom_field::{FieldSort, Given};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, Kind, Priority};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::may;
use super::view::PartyView;
use crate::auth::Caller;
use crate::codes::{self, ChannelCode, Coded, Ident, Instant, KindCode, PriorityCode, StageCode};
use crate::endpoint::{Endpoint, ident, text};
use crate::input::Query;
use crate::problem::{Answer, Problem};
use crate::web::Web;

const PAGE: u32 = 50;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let limit = json!({ "type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": PAGE });
    let list = Endpoint::get("/cases", may(P::CaseRead), "A page of the cases you may see", find)
        .lists::<CaseLine>()
        .query("sort", "In which order", json!({ "type": "string", "enum": ["queue", "newest", "oldest"] }))
        .query("limit", "Rows at most", limit.clone())
        .query(
            "after",
            "Where the page begins: from the Link header of the page before",
            json!({ "type": "string", "maxLength": 33, "pattern": "^[0-9]{1,18}[.][0-7][0-9A-HJKMNP-TV-Z]{12}$" }),
        );
    let count = Endpoint::get("/cases/count", may(P::CaseRead), "How many cases fit, up to a bound", count)
        .gives::<Count>(200)
        .query(
            "up_to",
            "Counts no further",
            json!({ "type": "integer", "minimum": 1, "maximum": 10_000, "default": 1_000 }),
        );
    let search = Endpoint::get(
        "/search",
        may(P::CaseRead),
        "Cases that hold every word, newest first; a number finds its case",
        search,
    )
    .lists::<CaseLine>()
    .needs("q", "Words, or a case number", json!({ "type": "string", "minLength": 1, "maxLength": 200 }))
    .query("limit", "Rows at most", limit)
    .tag("cases");
    vec![filters(list), filters(count), search]
}

fn filters(endpoint: Endpoint) -> Endpoint {
    let truth = || json!({ "type": "boolean" });
    let instant = || json!({ "type": "string", "format": "date-time", "maxLength": 40 });
    let many =
        |item: Value, most: usize| json!({ "type": "array", "items": item, "maxItems": most, "uniqueItems": true });
    endpoint
        .query("open", "Open, or not", truth())
        .query("overdue", "Past due", truth())
        .query("emergency", "Emergencies", truth())
        .query("unassigned", "Nobody handles it", truth())
        .query("kind", "Any of these kinds", many(codes::list::<Kind>(), Kind::ALL.len()))
        .query("channel", "Any of these channels", many(codes::list::<Channel>(), Channel::ALL.len()))
        .query("stage", "Any of these stages", many(codes::list::<Stage>(), Stage::ALL.len()))
        .query(
            "status",
            "Any of these stages or waits",
            many(json!({ "type": "string", "enum": statuses() }), statuses().len()),
        )
        .query("priority", "Any of these priorities", many(codes::list::<Priority>(), Priority::ALL.len()))
        .query("severity_at_least", "At least this severe", json!({ "type": "integer", "minimum": 1, "maximum": 4 }))
        .query("category", "A category or its children", text(200))
        .query("unit", "In this unit", ident())
        .query("handler", "Handled by", ident())
        .query("owner", "Owned by", ident())
        .query("customer", "Of this customer", ident())
        .query("offered_to", "Offered to this user", ident())
        .query("received_from", "Received at or after", instant())
        .query("received_before", "Received before", instant())
        .query("due_before", "Due before", instant())
        .query("escalated_at_least", "At least this level", json!({ "type": "integer", "minimum": 0, "maximum": 9 }))
        .query(
            "field",
            "Values of own fields: `code:option`, `code:yes`, `code:2026-01-01..2026-01-31`, `code:10..20`; all must fit",
            many(json!({ "type": "string", "maxLength": 120, "pattern": "^[a-z][a-z0-9_]{0,39}:.+$" }), 10),
        )
        .query("source", "Imported from this system", text(100))
}

struct Status;

impl Coded for Status {
    const NAME: &'static str = "Status";
    fn codes() -> Vec<&'static str> {
        statuses()
    }
}

fn statuses() -> Vec<&'static str> {
    Stage::ALL.iter().map(|s| s.code()).chain(WaitReason::ALL.iter().map(|w| w.code())).collect()
}

/// How many.
#[derive(Debug, Serialize, ToSchema)]
pub struct Count {
    /// Cases that fit, not more than `up_to`.
    pub count: u32,
    /// There are more.
    pub more: bool,
}

/// A case in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseLine {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Number people use.
    pub number: String,
    /// Version.
    #[schema(minimum = 1)]
    pub version: i64,
    /// What it is.
    #[schema(value_type = KindCode)]
    pub kind: Kind,
    /// How it came in.
    #[schema(value_type = ChannelCode)]
    pub channel: Channel,
    /// Where it stands.
    #[schema(value_type = StageCode)]
    pub stage: Stage,
    /// The stage, or what it waits for.
    pub status: &'static str,
    /// Urgency.
    #[schema(value_type = PriorityCode)]
    pub priority: Priority,
    /// Severity, 1-4.
    #[schema(minimum = 1, maximum = 4)]
    pub severity: Option<u8>,
    /// Canonical category.
    pub category: Option<String>,
    /// One line that names the matter; null once erased.
    pub subject: Option<String>,
    /// Its unit.
    #[schema(value_type = Ident)]
    pub unit: Id,
    /// Who is accountable.
    pub owner: PartyView,
    /// Who works on it.
    #[schema(value_type = Option<Ident>)]
    pub handler: Option<Id>,
    /// When it came in.
    #[schema(value_type = Instant)]
    pub received_at: UtcMs,
    /// The earliest due time of its open clocks.
    #[schema(value_type = Option<Instant>)]
    pub next_due_at: Option<UtcMs>,
    /// Some open clock is past due.
    pub overdue: bool,
    /// Escalation level.
    pub escalation_level: u8,
}

impl From<Line> for CaseLine {
    fn from(line: Line) -> Self {
        let case = line.case;
        Self {
            id: case.id,
            number: case.number.to_string(),
            version: line.version,
            kind: case.kind,
            channel: case.channel,
            stage: case.stage,
            status: case.waiting.map_or(case.stage.code(), |w| w.reason.code()),
            priority: case.priority,
            severity: case.classification.severity.map(|s| s.level()),
            next_due_at: case.next_due(),
            overdue: case.is_overdue(),
            category: case.classification.category,
            subject: line.subject,
            unit: case.unit,
            owner: case.owner.into(),
            handler: case.handler,
            received_at: case.received_at,
            escalation_level: case.escalation_level,
        }
    }
}

fn filter(world: &World, query: &mut Query) -> Result<Filter, Problem> {
    let level = |n: Option<u32>| n.and_then(|n| u8::try_from(n).ok());
    Ok(Filter {
        open: query.parsed("open")?,
        overdue: query.parsed("overdue")?,
        emergency: query.parsed("emergency")?,
        kinds: query.codes::<Kind>("kind")?,
        channels: query.codes::<Channel>("channel")?,
        stages: query.codes::<Stage>("stage")?,
        statuses: query.codes::<Status>("status")?,
        priorities: query.codes::<Priority>("priority")?,
        severity_at_least: level(query.number("severity_at_least", 1, 4)?),
        category: query.short("category", 200)?,
        unit: query.parsed("unit")?,
        handler: query.parsed("handler")?,
        owner: query.parsed("owner")?,
        unassigned: query.parsed("unassigned")?.unwrap_or(false),
        customer: query.parsed("customer")?,
        received_from: query.parsed("received_from")?,
        received_before: query.parsed("received_before")?,
        due_before: query.parsed("due_before")?,
        escalated_at_least: level(query.number("escalated_at_least", 0, 9)?),
        offered_to: query.parsed("offered_to")?,
        fields: own_fields(world, query)?,
        source: query.short("source", 100)?,
    })
}

fn after(query: &mut Query) -> Result<Option<After>, Problem> {
    let Some(given) = query.one("after")? else { return Ok(None) };
    let bad = || Problem::field("after", "bad_value", "as the Link header of the page before gave it");
    let (key, id) = given.split_once('.').ok_or_else(bad)?;
    Ok(Some(After { key: key.parse().map_err(|_| bad())?, id: id.parse().map_err(|_| bad())? }))
}

async fn find(State(web): State<Web>, caller: Caller, uri: axum::http::Uri, mut query: Query) -> Answer {
    let filter = filter(&web.app().world(), &mut query)?;
    let sort = match query.one("sort")?.as_deref() {
        None | Some("queue") => Sort::Queue,
        Some("newest") => Sort::Newest,
        Some("oldest") => Sort::Oldest,
        Some(other) => return Err(Problem::field("sort", "unknown_code", other)),
    };
    let after = after(&mut query)?;
    let limit = query.number("limit", 1, MOST_ROWS)?.unwrap_or(PAGE);
    query.done()?;
    let page = web.app().find(&caller.actor, filter, sort, after, limit).await?;
    let lines: Vec<CaseLine> = page.lines.into_iter().map(Into::into).collect();
    let mut response = Json(lines).into_response();
    if let Some(next) = page.next {
        crate::v1::next_link(&mut response, &uri, &format!("{}.{}", next.key, next.id));
    }
    Ok(response)
}

async fn count(State(web): State<Web>, caller: Caller, mut query: Query) -> Answer<Json<Count>> {
    let filter = filter(&web.app().world(), &mut query)?;
    let up_to = query.number("up_to", 1, 10_000)?.unwrap_or(1_000);
    query.done()?;
    let found = web.app().count(&caller.actor, filter, up_to + 1).await?;
    Ok(Json(Count { count: found.min(up_to), more: found > up_to }))
}

async fn search(State(web): State<Web>, caller: Caller, mut query: Query) -> Answer<Json<Vec<CaseLine>>> {
    let asked = query.one("q")?.ok_or_else(|| Problem::field("q", "missing_field", ""))?;
    let limit = query.number("limit", 1, MOST_ROWS)?.unwrap_or(PAGE);
    query.done()?;
    crate::input::bounded("q", &asked, 200)?;
    let lines = web.app().search(&caller.actor, &asked, limit).await?;
    Ok(Json(lines.into_iter().map(Into::into).collect()))
}

/// Filters by own fields: a code or a span of the side table's numbers.
fn own_fields(world: &World, query: &mut Query) -> Result<Vec<FieldFilter>, Problem> {
    let asked = query.many("field");
    if asked.len() > 10 {
        return Err(Problem::field("field", "too_long", "10 at most"));
    }
    asked.iter().map(|asked| own_field(world, asked)).collect()
}

fn own_field(world: &World, asked: &str) -> Result<FieldFilter, Problem> {
    let bad = || Problem::field("field", "bad_value", asked);
    let (code, wanted) = asked.split_once(':').ok_or_else(bad)?;
    let field = world.fields.iter().find(|f| f.code == code && f.is_filterable());
    let field = field.ok_or_else(|| Problem::field("field", "unknown_field", code))?;
    let none = FieldFilter { field: field.id, code: None, from: None, to: None };
    let bound = |text: &str| -> Result<Option<i64>, Problem> {
        if text.is_empty() {
            return Ok(None);
        }
        let given = match field.sort {
            FieldSort::Number | FieldSort::Money => serde_json::from_str(text).map_err(|_| bad())?,
            _ => Value::from(text),
        };
        match field.read(&given) {
            Ok(Given::Value(value)) => Ok(value.number()),
            _ => Err(bad()),
        }
    };
    if matches!(field.sort, FieldSort::Choice | FieldSort::MultiChoice | FieldSort::YesNo) {
        let known = match field.sort {
            FieldSort::YesNo => matches!(wanted, "yes" | "no"),
            _ => field.options.iter().any(|o| o.code == wanted),
        };
        return if known { Ok(FieldFilter { code: Some(wanted.to_owned()), ..none }) } else { Err(bad()) };
    }
    let (from, to) = wanted.split_once("..").unwrap_or((wanted, wanted));
    let (from, to) = (bound(from)?, bound(to)?);
    if from.is_none() && to.is_none() { Err(bad()) } else { Ok(FieldFilter { from, to, ..none }) }
}
