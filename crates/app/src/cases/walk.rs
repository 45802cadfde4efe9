//! Walking to the rows of a list. An actor may look at several places (units, what they handle, what was offered to them),
//! each with an index of its own in each order; a page is merged from walks along these, a few rows of each at a time, so
//! that a station network of a hundred units costs a hundred short walks and not a hundred pages. What no index answers is
//! asked of a bounded window of rows; where nothing more was found in it the page ends early and says where to go on.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use bihuan_domain::actor::{Actor, Permission, Scope};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::{Conn, Engine, Fault, Query, Value};

use super::filter::{Filter, Sort, Whom};
use super::filter::{Where, numbered};
use super::find::{After, Counted, Worded};
use crate::world::World;

/// Subtrees up to this size are walked unit by unit; larger ones along the order itself, where most rows are theirs.
pub(super) const MOST_UNITS: usize = 128;
/// Places that are sorted together where no index has their order.
const FEW: usize = 16;
/// Rows of an index that are looked at for one page, over all places; and for one place at least.
const WINDOW: usize = 20_000;
const LEAST_WINDOW: usize = 200;
/// Rows that are looked at for a count, over all places.
const COUNTED: usize = 50_000;

/// Where an actor may look.
struct Reach {
    /// Each place as an index answers it; none when they are too many to walk.
    walks: Option<Vec<Where>>,
    /// The same, to be asked of a row; empty: everywhere.
    within: Where,
}

/// `None`: nowhere.
fn reach(world: &World, actor: &Actor) -> Option<Reach> {
    let (mut walks, mut within, mut walkable) = (Vec::new(), Vec::new(), true);
    for scope in actor.scopes(Permission::CaseRead) {
        match scope {
            Scope::All => return Some(Reach { walks: None, within: Where::default() }),
            Scope::Own => {
                if let Some(me) = actor.user() {
                    for column in ["handler_id", "owner_id"] {
                        walks.push(Where::of(&format!("{column} = ?"), [me.into()]));
                    }
                    within.push(Where::of("(handler_id = ? OR owner_id = ?)", [me.into(), me.into()]));
                }
            }
            Scope::Unit(unit) => {
                walks.push(Where::of("unit_id = ?", [unit.into()]));
                within.push(Where::of("unit_id = ?", [unit.into()]));
            }
            Scope::Subtree(top) => {
                let units = world.subtree(top);
                walkable &= units.len() <= MOST_UNITS;
                walks.extend(units.into_iter().map(|unit| Where::of("unit_id = ?", [unit.into()])));
                within.push(below(top));
            }
        }
    }
    if !actor.may_somewhere(Permission::CaseRead) {
        return None;
    }
    let offered = [("transfer_to_user = ?", actor.user()), ("transfer_to_unit = ?", actor.unit)];
    for (sql, to) in offered {
        if let Some(to) = to {
            walks.push(Where::of(sql, [to.into()]));
            within.push(Where::of(sql, [to.into()]));
        }
    }
    (!within.is_empty()).then(|| Reach { walks: walkable.then_some(walks), within: Where::either(&within) })
}

/// In a unit or below it.
fn below(top: Id) -> Where {
    Where::of("unit_id IN (SELECT descendant FROM unit_closure WHERE ancestor = ?)", [top.into()])
}

/// Where an actor may look, as text: two actors with the same may share a count.
pub(crate) fn reached(world: &World, actor: &Actor) -> String {
    match reach(world, actor) {
        Some(reach) if reach.within.is_empty() => "all".to_owned(),
        reach => format!("{:?}", reach.map(|r| r.within)),
    }
}

/// Where rows are looked for: along one index, with conditions on each row.
pub(super) struct Path {
    /// What an index answers.
    base: Where,
    /// What is asked of each row of the window.
    rest: Where,
    /// The index SQLite is told to take, where its planner, which keeps no statistics, would guess.
    index: Option<&'static str>,
}

/// The ways to all rows that fit a filter within an actor's reach. None: there is nothing to see.
pub(super) fn paths(
    world: &World,
    actor: &Actor,
    filter: &Filter,
    sort: Sort,
    now: UtcMs,
    worded: Option<&[Id]>,
) -> Vec<Path> {
    let Some(Reach { walks, within }) = reach(world, actor) else { return Vec::new() };
    let mut rest = filter.rest(actor, now).with(super::own_field_filter::conditions(world, &filter.fields));
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
    let by_queue = matches!(sort, Sort::Queue | Sort::Priority) && filter.open == Some(true);
    let along = |base: Where, rest: &Where| Path { base: base.with(open()), rest: rest.clone(), index: None };
    // An index a place exists for the queue and for what came in; in other orders a few places are sorted, many are not.
    let walkable = |places: &[Where]| places.len() <= FEW || by_queue || matches!(sort, Sort::Newest | Sort::Oldest);
    if let Some(narrow) = filter.narrow(actor, world).filter(|n| walkable(n)) {
        let rest = rest.with(within);
        return narrow.into_iter().map(|base| along(base, &rest)).collect();
    }
    if let Some(places) = walks.filter(|w| walkable(w)) {
        return places.into_iter().map(|base| along(base, &rest)).collect();
    }
    // Everywhere, or a large subtree: along the order itself, or along the few that stand out.
    let mut base = open();
    let index = match (by_queue, sort) {
        (true, _) => Some(if filter.emergency == Some(true) {
            base.and("is_emergency", []);
            "case_row_emergency"
        } else if filter.escalated_at_least.is_some_and(|level| level > 0) {
            base.and("escalation_level > 0", []);
            "case_row_escalated"
        } else if !filter.escalations.is_empty() {
            base.and("escalation IS NOT NULL", []);
            "case_row_escalation"
        } else if !filter.disputes.is_empty() {
            base.and("dispute IS NOT NULL", []);
            "case_row_disputed"
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
const ASKED: [&str; 31] = [
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
    "dispute",
    "escalated_by",
    "escalation",
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

/// A path being walked, a few rows at a time.
struct Walk<'p> {
    path: &'p Path,
    /// Where the next rows begin.
    last: Option<After>,
    state: State,
}

#[derive(PartialEq, Eq)]
enum State {
    /// There may be more after the last row.
    Goes,
    /// The window ended at the last place: there may be more, but this page looks no further.
    Cut,
    /// There is no more.
    Over,
}

impl Walk<'_> {
    fn on(
        &mut self,
        conn: &mut Conn,
        sort: Sort,
        some: usize,
        window: usize,
        keys: &mut Vec<After>,
    ) -> Result<(), Fault> {
        let (found, ended) = self.path.walk(conn, sort, self.last, some, window)?;
        (self.state, self.last) = match (found.len() >= some, ended) {
            (true, _) => (State::Goes, found.last().copied()),
            (false, Some(end)) => (State::Cut, Some(end)),
            (false, None) => (State::Over, None),
        };
        keys.extend(found);
        Ok(())
    }
}

/// A page of keys over all paths, and where to go on if there is more. Each path gives a few rows; the one that ends
/// nearest is walked further until the page is full of rows that no path can still come before.
pub(super) fn page(
    conn: &mut Conn,
    paths: &[Path],
    sort: Sort,
    after: Option<After>,
    limit: usize,
) -> Result<(Vec<After>, Option<After>), Fault> {
    let order = |a: &After, b: &After| -> Ordering {
        let order = (a.key, a.id).cmp(&(b.key, b.id));
        if sort.descending() { order.reverse() } else { order }
    };
    let (enough, many) = (limit + 1, paths.len().max(1));
    let some = if many == 1 { enough } else { (2 * enough / many).clamp(4, enough) };
    let window = (WINDOW / many).max(LEAST_WINDOW);
    let mut keys = Vec::new();
    let mut walks: Vec<Walk<'_>> = paths.iter().map(|path| Walk { path, last: after, state: State::Goes }).collect();
    for walk in &mut walks {
        walk.on(conn, sort, some, window, &mut keys)?;
    }
    loop {
        keys.sort_by(order);
        keys.dedup();
        let nearest = walks.iter_mut().filter(|w| w.state != State::Over).filter_map(|w| w.last.map(|at| (at, w)));
        let Some((horizon, walk)) = nearest.min_by(|a, b| order(&a.0, &b.0)) else { break };
        let known = keys.partition_point(|k| order(k, &horizon).is_le());
        if known >= enough {
            break;
        }
        if walk.state == State::Cut {
            // Beyond the end of a window something may have been passed over.
            keys.truncate(known);
            return Ok((keys, Some(horizon)));
        }
        walk.on(conn, sort, some, window, &mut keys)?;
    }
    if keys.len() > limit {
        keys.truncate(limit);
        let last = keys.last().copied();
        return Ok((keys, last));
    }
    Ok((keys, None))
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
    let words = filter.q.as_deref().map(|q| Worded::of(q).all(conn)).transpose()?;
    let paths = paths(world, actor, filter, filter.counted_along(), now, words.as_deref());
    let window = (COUNTED / paths.len().max(1)).max(LEAST_WINDOW);
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
