//! Finding cases. Finding is authorising: every finder takes the actor and looks only where a grant of theirs reaches;
//! a case outside is "no such case", never "forbidden". Pages are by key, so the millionth row costs what the first does.
//!
//! A page is found along one index for each place the actor may look at. What no index answers is asked of a bounded
//! window of rows; where nothing more was found in it the page ends early and says where to go on.

use std::collections::BTreeSet;

use bihuan_domain::actor::{Actor, Permission, Scope};
use bihuan_domain::case::Case;
use bihuan_domain::case::event::Party;
use bihuan_domain::ids::{CaseNumber, Id};
use bihuan_domain::time::UtcMs;
use bihuan_store::nouns::case as row;
use bihuan_store::{Conn, Engine, Fault, Query, Value, search};

pub use super::filter::{Filter, Sort, Whom};
use super::filter::{Where, numbered};
pub use super::line::{Line, Preview};
use super::line::{cases_of_texts, furnish, states};
use crate::app::App;
use crate::failure::Failure;
use crate::world::World;

/// The longest page.
pub const MOST_ROWS: u32 = 200;
/// Subtrees up to this size are read unit by unit, each by its own index; larger ones by the queue's.
pub(super) const FEW_UNITS: usize = 16;
/// Rows of an index that are looked at for one page, over all places.
const WINDOW: usize = 20_000;
/// Rows that are looked at for a count, over all places.
const COUNTED: usize = 50_000;
/// Pages that are looked at closer: 2,000 cases.
const SIFTED_PAGES: usize = 10;
/// Cases that hold the words asked for, the latest first.
const WORDED: usize = 1_000;

/// The place after which the next page begins: the sort value and id of the last row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// Sort value.
    pub key: i64,
    /// Case.
    pub id: Id,
}

/// A page of a list.
#[derive(Debug, Clone)]
pub struct Page {
    /// The rows.
    pub lines: Vec<Line>,
    /// Where the next page begins, if there is one.
    pub next: Option<After>,
}

/// Refuses a case the actor may not see, as if it were not there.
///
/// # Errors
/// `NotFound`.
pub fn permit_read(world: &World, actor: &Actor, case: &Case) -> Result<(), Failure> {
    let lineage = world.lineage(case.unit);
    let place = bihuan_domain::actor::Place {
        owner: case.owner.user(),
        handler: case.handler,
        unit: case.unit,
        lineage: &lineage,
    };
    let offered = case.transfer.as_ref().is_some_and(|t| match t.to {
        Party::User(user) => actor.user() == Some(user),
        Party::Unit(unit) => actor.unit == Some(unit),
    });
    let may = actor.may(Permission::CaseRead, &place) || (offered && actor.may_somewhere(Permission::CaseRead));
    if may { Ok(()) } else { Err(Failure::NotFound { what: "case" }) }
}

/// The places an actor may look at, each a condition with an index of its own.
fn reach(world: &World, actor: &Actor) -> Vec<Where> {
    let mut out = Vec::new();
    let mut push = |sql: &str, values: Vec<Value>| out.push(Where::of(sql, values));
    let mut somewhere = false;
    for scope in actor.scopes(Permission::CaseRead) {
        somewhere = true;
        match scope {
            Scope::All => return vec![Where::default()],
            Scope::Own => {
                if let Some(me) = actor.user() {
                    push("handler_id = ?", vec![me.into()]);
                    push("owner_id = ?", vec![me.into()]);
                }
            }
            Scope::Unit(unit) => push("unit_id = ?", vec![unit.into()]),
            Scope::Subtree(top) => {
                let units: Vec<Id> = world.subtree(top);
                if units.len() <= FEW_UNITS {
                    for unit in units {
                        push("unit_id = ?", vec![unit.into()]);
                    }
                } else {
                    push("unit_id IN (SELECT descendant FROM unit_closure WHERE ancestor = ?)", vec![top.into()]);
                }
            }
        }
    }
    if somewhere {
        if let Some(me) = actor.user() {
            push("transfer_to_user = ?", vec![me.into()]);
        }
        if let Some(unit) = actor.unit {
            push("transfer_to_unit = ?", vec![unit.into()]);
        }
    }
    out
}

/// Where an actor may look, as text: two actors with the same may share a count.
pub(crate) fn reached(world: &World, actor: &Actor) -> String {
    let places = reach(world, actor);
    if places.iter().any(Where::is_empty) { "all".to_owned() } else { format!("{places:?}") }
}

/// Where rows are looked for: along one index, with conditions on each row.
struct Path {
    /// What an index answers.
    base: Where,
    /// What is asked of each row of the window.
    rest: Where,
    /// The index SQLite is told to take, where its planner, which keeps no statistics, would guess.
    index: Option<&'static str>,
}

/// The ways to all rows that fit a filter within an actor's reach. None: there is nothing to see.
fn paths(world: &World, actor: &Actor, filter: &Filter, sort: Sort, now: UtcMs, worded: Option<&[Id]>) -> Vec<Path> {
    let places = reach(world, actor);
    if places.is_empty() {
        return Vec::new();
    }
    let everywhere = places.iter().any(Where::is_empty);
    let mut rest = filter.rest(actor, now).with(super::own_field_filter::conditions(world, &filter.fields));
    let within = if everywhere { Where::default() } else { Where::either(&places) };
    let open = || {
        let open = if filter.open == Some(true) { Where::of("is_open", []) } else { Where::default() };
        open.with(filter.bounds(sort, now))
    };
    if let Some(ids) = worded {
        // Ids are numbers of our own: written out, so that a thousand of them make no thousand parameters.
        let list = ids.iter().map(|id| id.as_i64().to_string()).collect::<Vec<_>>().join(", ");
        let base = Where::of(&format!("id IN ({})", if list.is_empty() { "NULL" } else { &list }), []);
        return vec![Path { base, rest: rest.with(open()).with(within), index: None }];
    }
    if let Some(narrow) = filter.narrow(actor, world) {
        let path = |base: Where| Path { base: base.with(open()), rest: rest.clone().with(within.clone()), index: None };
        return narrow.into_iter().map(path).collect();
    }
    if !everywhere && places.iter().all(|p| p.sql.iter().all(|s| !s.contains(" IN "))) {
        let path = |base: Where| Path { base: base.with(open()), rest: rest.clone(), index: None };
        return places.into_iter().map(path).collect();
    }
    // Everywhere, or a large subtree: along the order itself, or along the few that stand out.
    let mut base = open();
    let by_queue = matches!(sort, Sort::Queue | Sort::Priority);
    let index = match (by_queue && filter.open == Some(true), sort) {
        (true, _) => Some(if filter.emergency == Some(true) {
            base.and("is_emergency", []);
            "case_row_emergency"
        } else if filter.escalated_at_least.is_some_and(|level| level > 0) {
            base.and("escalation_level > 0", []);
            "case_row_escalated"
        } else if filter.overdue == Some(true) {
            base.and("is_overdue", []);
            "case_row_overdue"
        } else if filter.unassigned == Some(true) || filter.handler == Some(Whom::Nobody) {
            base.and("handler_id IS NULL", []);
            "case_row_unassigned"
        } else if let [status] = filter.statuses.as_slice() {
            base.and("status = ?", [status.into()]);
            "case_row_status"
        } else {
            "case_row_queue"
        }),
        (false, Sort::Newest | Sort::Oldest) => Some("case_row_received"),
        (false, Sort::Touched) => Some("case_row_touched"),
        (false, Sort::Due) if filter.open == Some(true) => Some("case_row_due"),
        (false, _) => None,
    };
    rest = rest.with(within);
    vec![Path { base, rest, index }]
}

/// Columns a condition may ask about.
const ASKED: [&str; 28] = [
    "due_key",
    "kind",
    "channel",
    "stage",
    "status",
    "severity",
    "priority",
    "category",
    "unit_id",
    "owner_id",
    "handler_id",
    "customer_id",
    "received_at",
    "touched_at",
    "next_due_at",
    "is_open",
    "is_overdue",
    "is_emergency",
    "escalation_level",
    "transfer_to_user",
    "transfer_to_unit",
    "closed_at",
    "reopen_count",
    "satisfied",
    "policy_id",
    "source_system",
    "emotional_state",
    "brand_risk",
];

impl Path {
    fn from(&self, engine: Engine) -> String {
        match self.index {
            Some(index) if engine == Engine::Sqlite => format!("case_row INDEXED BY {index}"),
            _ => "case_row".to_owned(),
        }
    }

    /// The columns its conditions ask about, beside those that are always there.
    fn columns(&self, sort: Option<&str>) -> String {
        let rest = self.rest.text();
        let asked = ASKED.iter().copied().chain(["news"]).filter(|c| Some(*c) != sort && rest.contains(c));
        asked.map(|c| format!(", {c}")).collect()
    }

    /// Keys and ids in order after a place, and where the window ended if it did.
    fn walk(
        &self,
        conn: &mut Conn,
        sort: Sort,
        after: Option<After>,
        limit: usize,
        window: usize,
    ) -> Result<(Vec<After>, Option<After>), Fault> {
        let (column, down) = (sort.column(), sort.descending());
        let (sign, way) = if down { ("<", "DESC") } else { (">", "ASC") };
        let mut base = self.base.clone();
        if let Some(after) = after {
            base.and(&format!("({column}, id) {sign} (?, ?)"), [after.key.into(), after.id.into()]);
        }
        let from = self.from(conn.engine());
        let order = format!("ORDER BY {column} {way}, id {way}");
        let read = |conn: &mut Conn, sql: &str, values: &[Value]| -> Result<Vec<After>, Fault> {
            let rows = conn.query(&Query::dynamic(numbered(sql)), values)?;
            rows.iter().map(|r| Ok(After { key: r.int(0)?, id: r.id(1)? })).collect()
        };
        if self.rest.is_empty() {
            let sql = format!("SELECT {column}, id FROM {from} WHERE {} {order} LIMIT {limit}", base.text());
            return Ok((read(conn, &sql, &base.values)?, None));
        }
        // The window is read in order; SQLite would sort it again if told so, PostgreSQL sees that it need not.
        let again = if conn.engine() == Engine::Postgres { &order } else { "" };
        let sql = format!(
            "SELECT {column}, id FROM (SELECT {column}, id{} FROM {from} WHERE {} {order} LIMIT {window}) seen WHERE {} {again} LIMIT {limit}",
            self.columns(Some(column)),
            base.text(),
            self.rest.text(),
        );
        let found = read(conn, &sql, &base.clone().with(self.rest.clone()).values)?;
        if found.len() >= limit {
            return Ok((found, None));
        }
        let end = format!(
            "SELECT {column}, id FROM {from} WHERE {} {order} LIMIT 1 OFFSET {}",
            base.text(),
            window.saturating_sub(1)
        );
        let end = read(conn, &end, &base.values)?.pop();
        Ok((found, end))
    }
}

/// A page of keys over all paths, and where to go on if there is more.
fn page(
    conn: &mut Conn,
    paths: &[Path],
    sort: Sort,
    after: Option<After>,
    limit: usize,
) -> Result<(Vec<After>, Option<After>), Fault> {
    let down = sort.descending();
    let order = |a: &After, b: &After| {
        let order = (a.key, a.id).cmp(&(b.key, b.id));
        if down { order.reverse() } else { order }
    };
    let window = (WINDOW / paths.len().max(1)).max(1_000);
    let (mut keys, mut end): (Vec<After>, Option<After>) = (Vec::new(), None);
    for path in paths {
        let (found, ended) = path.walk(conn, sort, after, limit + 1, window)?;
        keys.extend(found);
        // Beyond the nearest end of a window something may have been passed over.
        end = end.into_iter().chain(ended).min_by(order);
    }
    keys.sort_by(order);
    keys.dedup();
    if let Some(end) = &end {
        keys.retain(|k| order(k, end).is_le());
    }
    if keys.len() > limit {
        keys.truncate(limit);
        let last = keys.last().copied();
        return Ok((keys, last));
    }
    Ok((keys, end))
}

/// Ids of the cases that hold every word, latest words first; a case number finds its case.
pub(crate) fn worded(conn: &mut Conn, asked: &str) -> Result<Vec<Id>, Fault> {
    if let Ok(number) = asked.trim().trim_start_matches('#').parse::<CaseNumber>() {
        return Ok(row::id_by_number(conn, &number)?.into_iter().collect());
    }
    let (mut out, mut seen, mut before) = (Vec::new(), BTreeSet::new(), None);
    // Bounded: several texts of a case may hold the word.
    for _ in 0..20 {
        let found = search::find(conn, "case", asked, 200, before)?;
        let owners = cases_of_texts(conn, &found.iter().copied().collect())?;
        out.extend(found.iter().filter_map(|text| owners.get(text).copied()).filter(|case| seen.insert(*case)));
        before = found.last().copied();
        if found.len() < 200 || out.len() >= WORDED {
            break;
        }
    }
    out.truncate(WORDED);
    Ok(out)
}

/// Rows of these cases in this order, furnished.
fn lines(conn: &mut Conn, actor: &Actor, keys: &[After]) -> Result<Vec<Line>, Fault> {
    let mut found: std::collections::HashMap<Id, (Case, i64)> =
        states(conn, &keys.iter().map(|k| k.id).collect())?.into_iter().map(|(c, v)| (c.id, (c, v))).collect();
    let take = |k: &After| found.remove(&k.id).map(|(case, version)| Line::bare(case, version));
    let mut lines: Vec<Line> = keys.iter().filter_map(take).collect();
    furnish(conn, actor, &mut lines)?;
    Ok(lines)
}

/// Rows of those of the cases that the actor may see, in the order given, furnished.
pub(crate) fn visible(
    conn: &mut Conn,
    world: &World,
    actor: &Actor,
    ids: &[Id],
    limit: usize,
) -> Result<Vec<Line>, Fault> {
    let mut out: Vec<Line> = Vec::new();
    for some in ids.chunks(200) {
        let mut found: std::collections::HashMap<Id, (Case, i64)> =
            states(conn, &some.iter().copied().collect())?.into_iter().map(|(c, v)| (c.id, (c, v))).collect();
        for id in some {
            let Some((case, version)) = found.remove(id) else { continue };
            if out.len() < limit && permit_read(world, actor, &case).is_ok() {
                out.push(Line::bare(case, version));
            }
        }
        if out.len() >= limit {
            break;
        }
    }
    furnish(conn, actor, &mut out)?;
    Ok(out)
}

/// How many, up to a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Cases that fit, not more than was asked for.
    pub count: u32,
    /// There are more, or there may be: not all rows were looked at.
    pub more: bool,
}

/// How many cases fit, counted up to a bound and over a bounded number of rows.
pub(crate) fn counted(
    conn: &mut Conn,
    world: &World,
    actor: &Actor,
    filter: &Filter,
    now: UtcMs,
    up_to: u32,
) -> Result<Counted, Fault> {
    let words = filter.q.as_deref().map(|q| worded(conn, q)).transpose()?;
    let paths = paths(world, actor, filter, filter.counted_along(), now, words.as_deref());
    let window = (COUNTED / paths.len().max(1)).max(1_000);
    let (mut ids, mut more) = (BTreeSet::new(), false);
    for path in &paths {
        let (from, base) = (path.from(conn.engine()), path.base.text());
        let enough = up_to.saturating_add(1);
        let sql = if path.rest.is_empty() {
            format!("SELECT id FROM {from} WHERE {base} LIMIT {enough}")
        } else {
            let (columns, rest) = (path.columns(None), path.rest.text());
            format!(
                "SELECT id FROM (SELECT id{columns} FROM {from} WHERE {base} LIMIT {window}) seen WHERE {rest} LIMIT {enough}"
            )
        };
        let values = path.base.clone().with(path.rest.clone()).values;
        let found = conn.query(&Query::dynamic(numbered(&sql)), &values)?;
        if !path.rest.is_empty() && found.len() < enough as usize {
            let beyond = format!("SELECT 1 FROM {from} WHERE {base} LIMIT 1 OFFSET {window}");
            more |= conn.query_one_opt(&Query::dynamic(numbered(&beyond)), &path.base.values)?.is_some();
        }
        for row in found {
            ids.insert(row.int(0)?);
        }
    }
    let found = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    Ok(Counted { count: found.min(up_to), more: more || found > up_to })
}

/// What a closer look at open cases found.
#[derive(Debug, Clone)]
pub struct Sifted {
    /// Cases that fit.
    pub count: u32,
    /// There may be more: not all were looked at.
    pub more: bool,
    /// The first of them.
    pub lines: Vec<Line>,
}

/// Looks closer at the open cases an actor may see, those of a filter, a bounded number in the order of the queue: for
/// questions that no index answers.
pub(crate) fn sift(
    conn: &mut Conn,
    world: &World,
    actor: &Actor,
    filter: &Filter,
    now: UtcMs,
    show: usize,
    mut fits: impl FnMut(&mut Conn, &Case) -> Result<bool, Fault>,
) -> Result<Sifted, Fault> {
    let paths = paths(world, actor, filter, Sort::Queue, now, None);
    let (mut after, mut count, mut first) = (None, 0, Vec::new());
    for _ in 0..SIFTED_PAGES {
        let (keys, next) = page(conn, &paths, Sort::Queue, after, MOST_ROWS as usize)?;
        let found: std::collections::HashMap<Id, Case> =
            states(conn, &keys.iter().map(|k| k.id).collect())?.into_iter().map(|(c, _)| (c.id, c)).collect();
        for key in keys {
            let Some(case) = found.get(&key.id) else { continue };
            if fits(conn, case)? {
                count += 1;
                if first.len() < show {
                    first.push(key);
                }
            }
        }
        after = next;
        if after.is_none() {
            break;
        }
    }
    Ok(Sifted { count, more: after.is_some(), lines: lines(conn, actor, &first)? })
}

impl App {
    /// A page of the cases an actor may see.
    ///
    /// # Errors
    /// Faults.
    pub async fn find(
        &self,
        actor: &Actor,
        filter: Filter,
        sort: Sort,
        after: Option<After>,
        limit: u32,
    ) -> Result<Page, Failure> {
        let (world, actor, now) = (self.world(), actor.clone(), self.db().now());
        let limit = limit.clamp(1, MOST_ROWS) as usize;
        self.db()
            .read(move |c| {
                let words = filter.q.as_deref().map(|q| worded(c, q)).transpose()?;
                let paths = paths(&world, &actor, &filter, sort, now, words.as_deref());
                let (keys, next) = page(c, &paths, sort, after, limit)?;
                Ok::<_, Failure>(Page { lines: lines(c, &actor, &keys)?, next })
            })
            .await
    }

    /// How many cases fit, counted up to a bound: what a view shows beside its name.
    ///
    /// # Errors
    /// Faults.
    pub async fn count(&self, actor: &Actor, filter: Filter, up_to: u32) -> Result<Counted, Failure> {
        let (world, actor, now) = (self.world(), actor.clone(), self.db().now());
        self.db().read(move |c| Ok::<_, Failure>(counted(c, &world, &actor, &filter, now, up_to)?)).await
    }

    /// Cases that hold every word asked for, newest words first; a case number finds its case.
    ///
    /// # Errors
    /// Faults.
    pub async fn search(&self, actor: &Actor, asked: &str, limit: u32) -> Result<Vec<Line>, Failure> {
        let (world, actor, asked) = (self.world(), actor.clone(), asked.to_owned());
        let limit = limit.clamp(1, MOST_ROWS) as usize;
        self.db()
            .read(move |c| {
                let ids = worded(c, &asked)?;
                Ok::<_, Failure>(visible(c, &world, &actor, &ids, limit)?)
            })
            .await
    }
}
