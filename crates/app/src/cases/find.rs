//! Finding cases. Finding is authorising: every finder takes the actor and looks only where a grant of theirs reaches;
//! a case outside is "no such case", never "forbidden". Pages are by key, so the millionth row costs what the first does.

use bihuan_domain::actor::{Actor, Permission, Scope};
use bihuan_domain::case::Case;
use bihuan_domain::case::event::Party;
use bihuan_domain::case::text::Field;
use bihuan_domain::ids::{CaseNumber, Id};
use bihuan_domain::time::UtcMs;
use bihuan_store::nouns::case::{self as row, Stored};
use bihuan_store::{Conn, Fault, Query, Value, search};

use crate::app::App;
use crate::failure::Failure;
use crate::world::World;

/// The longest page.
pub const MOST_ROWS: u32 = 200;
/// Subtrees up to this size are read unit by unit, each by its own index; larger ones by the queue's.
const FEW_UNITS: usize = 16;

/// Which cases. Every field given must fit.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Open, or not.
    pub open: Option<bool>,
    /// Past due.
    pub overdue: Option<bool>,
    /// Emergencies.
    pub emergency: Option<bool>,
    /// Codes of kinds.
    pub kinds: Vec<String>,
    /// Codes of channels.
    pub channels: Vec<String>,
    /// Codes of stages.
    pub stages: Vec<String>,
    /// Codes of stages or waits.
    pub statuses: Vec<String>,
    /// Codes of priorities.
    pub priorities: Vec<String>,
    /// At least this severe, 1-4.
    pub severity_at_least: Option<u8>,
    /// A category or its children.
    pub category: Option<String>,
    /// In this unit.
    pub unit: Option<Id>,
    /// Handled by.
    pub handler: Option<Id>,
    /// Owned by.
    pub owner: Option<Id>,
    /// Nobody handles it.
    pub unassigned: bool,
    /// Of this customer.
    pub customer: Option<Id>,
    /// Received at or after.
    pub received_from: Option<UtcMs>,
    /// Received before.
    pub received_before: Option<UtcMs>,
    /// Due before.
    pub due_before: Option<UtcMs>,
    /// At least this level.
    pub escalated_at_least: Option<u8>,
    /// Offered to this user.
    pub offered_to: Option<Id>,
    /// Values of own fields.
    pub fields: Vec<FieldFilter>,
    /// Imported from this system.
    pub source: Option<String>,
}

/// A value of an own field, or a span of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFilter {
    /// The field.
    pub field: Id,
    /// An option, `yes` or `no`.
    pub code: Option<String>,
    /// At least this number, as the side table has it.
    pub from: Option<i64>,
    /// At most this number.
    pub to: Option<i64>,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The agent's queue: emergencies, complaints, what is due first.
    #[default]
    Queue,
    /// Latest received first.
    Newest,
    /// Earliest received first.
    Oldest,
}

impl Sort {
    const fn column(self) -> &'static str {
        match self {
            Self::Queue => "queue_key",
            Self::Newest | Self::Oldest => "received_at",
        }
    }

    const fn descending(self) -> bool {
        matches!(self, Self::Newest)
    }
}

/// The place after which the next page begins: the sort value and id of the last row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// Sort value.
    pub key: i64,
    /// Case.
    pub id: Id,
}

/// A row of a list.
#[derive(Debug, Clone)]
pub struct Line {
    /// The case.
    pub case: Case,
    /// Its version.
    pub version: i64,
    /// The subject; `None` once erased.
    pub subject: Option<String>,
    key: i64,
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

/// One `WHERE` fragment with its values.
#[derive(Clone, Default)]
struct Where {
    sql: Vec<String>,
    values: Vec<Value>,
}

impl Where {
    fn and(&mut self, fragment: &str, values: impl IntoIterator<Item = Value>) {
        let mut sql = fragment.to_owned();
        for value in values {
            self.values.push(value);
            sql = sql.replacen('?', &format!("${}", self.values.len()), 1);
        }
        self.sql.push(sql);
    }

    fn any_of(&mut self, column: &str, codes: &[String]) {
        if !codes.is_empty() {
            let marks = vec!["?"; codes.len()].join(", ");
            self.and(&format!("{column} IN ({marks})"), codes.iter().map(|c| c.as_str().into()));
        }
    }
}

fn filtered(filter: &Filter) -> Where {
    let mut w = Where::default();
    if let Some(open) = filter.open {
        // A partial index is chosen only for the literal condition it was made with.
        w.and(if open { "is_open" } else { "NOT is_open" }, []);
    }
    if let Some(overdue) = filter.overdue {
        w.and(if overdue { "is_overdue" } else { "NOT is_overdue" }, []);
    }
    if let Some(emergency) = filter.emergency {
        w.and(if emergency { "is_emergency" } else { "NOT is_emergency" }, []);
    }
    w.any_of("kind", &filter.kinds);
    w.any_of("channel", &filter.channels);
    w.any_of("stage", &filter.stages);
    w.any_of("status", &filter.statuses);
    w.any_of("priority", &filter.priorities);
    if let Some(level) = filter.severity_at_least {
        w.and("severity >= ?", [level.into()]);
    }
    if let Some(category) = &filter.category {
        // `a` and its children `a.…`: the dot's successor in ASCII is the slash.
        w.and(
            "(category = ? OR (category >= ? AND category < ?))",
            [category.as_str().into(), format!("{category}.").into(), format!("{category}/").into()],
        );
    }
    for (column, id) in [
        ("unit_id", filter.unit),
        ("handler_id", filter.handler),
        ("owner_id", filter.owner),
        ("customer_id", filter.customer),
        ("transfer_to_user", filter.offered_to),
    ] {
        if let Some(id) = id {
            w.and(&format!("{column} = ?"), [id.into()]);
        }
    }
    if filter.unassigned {
        w.and("handler_id IS NULL", []);
    }
    if let Some(at) = filter.received_from {
        w.and("received_at >= ?", [at.into()]);
    }
    if let Some(at) = filter.received_before {
        w.and("received_at < ?", [at.into()]);
    }
    if let Some(at) = filter.due_before {
        w.and("next_due_at < ?", [at.into()]);
    }
    if let Some(level) = filter.escalated_at_least {
        w.and("escalation_level >= ?", [level.into()]);
    }
    for f in &filter.fields {
        let id: Value = f.field.into();
        let (from, to) = (f.from.unwrap_or(i64::MIN), f.to.unwrap_or(i64::MAX));
        match &f.code {
            Some(code) => w.and(
                "id IN (SELECT case_id FROM case_field WHERE field_id = ? AND code = ?)",
                [id, code.as_str().into()],
            ),
            None => w.and(
                "id IN (SELECT case_id FROM case_field WHERE field_id = ? AND number >= ? AND number <= ?)",
                [id, from.into(), to.into()],
            ),
        }
    }
    if let Some(source) = &filter.source {
        w.and("source_system = ?", [source.as_str().into()]);
    }
    w
}

/// The places an actor may look at, each a condition with an index of its own.
fn reach(world: &World, actor: &Actor) -> Vec<Where> {
    let mut out = Vec::new();
    let mut push = |sql: &str, values: Vec<Value>| {
        let mut w = Where::default();
        w.and(sql, values);
        out.push(w);
    };
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

fn page(
    conn: &mut Conn,
    reach: &[Where],
    filter: &Filter,
    sort: Sort,
    after: Option<After>,
    limit: u32,
) -> Result<Vec<Line>, Fault> {
    let (column, down) = (sort.column(), sort.descending());
    let mut lines: Vec<Line> = Vec::new();
    for place in reach {
        let mut w = place.clone();
        // The scope's own placeholders are numbered from 1 already; the filter's follow.
        let rest = filtered(filter);
        let shift = w.values.len();
        for sql in rest.sql {
            w.sql.push(renumber(&sql, shift));
        }
        w.values.extend(rest.values);
        if let Some(after) = after {
            let sign = if down { "<" } else { ">" };
            w.and(&format!("({column}, id) {sign} (?, ?)"), [after.key.into(), after.id.into()]);
        }
        let condition = if w.sql.is_empty() { "1 = 1".to_owned() } else { w.sql.join(" AND ") };
        let way = if down { "DESC" } else { "ASC" };
        let mut values = w.values;
        values.push(i64::from(limit).into());
        let sql = format!(
            "SELECT {column}, version, state FROM case_row WHERE {condition} ORDER BY {column} {way}, id {way} LIMIT ${}",
            values.len()
        );
        for found in conn.query(&Query::dynamic(sql), &values)? {
            let case = row::parse(&found.text(2)?)?;
            if !lines.iter().any(|l| l.case.id == case.id) {
                lines.push(Line { version: found.int(1)?, case, subject: None, key: found.int(0)? });
            }
        }
    }
    lines.sort_by(|a, b| {
        let order = (a.key, a.case.id).cmp(&(b.key, b.case.id));
        if down { order.reverse() } else { order }
    });
    lines.truncate(limit as usize);
    Ok(lines)
}

fn renumber(sql: &str, shift: usize) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some(at) = rest.find('$') {
        let digits = rest[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        out.push_str(&rest[..=at]);
        let number: usize = rest[at + 1..at + 1 + digits].parse().unwrap_or(0);
        out.push_str(&(number + shift).to_string());
        rest = &rest[at + 1 + digits..];
    }
    out.push_str(rest);
    out
}

fn subjects(conn: &mut Conn, lines: &mut [Line]) -> Result<(), Fault> {
    let ids: Vec<Value> = lines.iter().filter_map(|l| l.case.text(Field::Subject)).map(|t| t.id.into()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let marks = (1..=ids.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let query = Query::dynamic(format!("SELECT case_id, body FROM case_text WHERE id IN ({marks})"));
    for found in conn.query(&query, &ids)? {
        let case = found.id(0)?;
        if let Some(line) = lines.iter_mut().find(|l| l.case.id == case) {
            line.subject = found.opt_text(1)?;
        }
    }
    Ok(())
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
        let places = reach(&self.world(), actor);
        let limit = limit.clamp(1, MOST_ROWS);
        self.db()
            .read(move |c| {
                let mut lines = page(c, &places, &filter, sort, after, limit + 1)?;
                let more = lines.len() > limit as usize;
                lines.truncate(limit as usize);
                subjects(c, &mut lines)?;
                let next = lines.last().filter(|_| more).map(|l| After { key: l.key, id: l.case.id });
                Ok::<_, Failure>(Page { lines, next })
            })
            .await
    }

    /// How many cases fit, counted up to a bound: what a view shows beside its name.
    ///
    /// # Errors
    /// Faults.
    pub async fn count(&self, actor: &Actor, filter: Filter, up_to: u32) -> Result<u32, Failure> {
        let places = reach(&self.world(), actor);
        self.db()
            .read(move |c| {
                let mut ids = std::collections::BTreeSet::new();
                for place in &places {
                    let rest = filtered(&filter);
                    let mut sql = place.sql.clone();
                    sql.extend(rest.sql.iter().map(|s| renumber(s, place.values.len())));
                    let mut values = place.values.clone();
                    values.extend(rest.values);
                    values.push(i64::from(up_to).into());
                    let condition = if sql.is_empty() { "1 = 1".to_owned() } else { sql.join(" AND ") };
                    let text = format!("SELECT id FROM case_row WHERE {condition} LIMIT ${}", values.len());
                    for found in c.query(&Query::dynamic(text), &values)? {
                        ids.insert(found.int(0)?);
                    }
                }
                Ok::<_, Failure>(u32::try_from(ids.len()).unwrap_or(u32::MAX).min(up_to))
            })
            .await
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
                let mut lines: Vec<Line> = Vec::new();
                if let Ok(number) = asked.parse::<CaseNumber>() {
                    if let Some(id) = row::id_by_number(c, &number)? {
                        take(c, &world, &actor, id, &mut lines)?;
                    }
                    subjects(c, &mut lines)?;
                    return Ok(lines);
                }
                let mut before = None;
                // Bounded: a word that is everywhere but only in cases one may not see ends after this many pages.
                for _ in 0..20 {
                    let found = search::find(c, "case", &asked, 200, before)?;
                    for text in &found {
                        let Some(case) = owner_of(c, *text)? else { continue };
                        if lines.len() < limit && !lines.iter().any(|l| l.case.id == case) {
                            take(c, &world, &actor, case, &mut lines)?;
                        }
                        if lines.len() >= limit {
                            break;
                        }
                    }
                    before = found.last().copied();
                    if found.len() < 200 || lines.len() >= limit {
                        break;
                    }
                }
                subjects(c, &mut lines)?;
                Ok::<_, Failure>(lines)
            })
            .await
    }
}

fn owner_of(conn: &mut Conn, text: Id) -> Result<Option<Id>, Fault> {
    conn.query_one_opt(&bihuan_store::nouns::text::sql::owners, &[text.into()])?.map(|r| r.id(1)).transpose()
}

fn take(conn: &mut Conn, world: &World, actor: &Actor, id: Id, lines: &mut Vec<Line>) -> Result<(), Failure> {
    if let Some(Stored { version, case }) = row::load(conn, id)?
        && permit_read(world, actor, &case).is_ok()
    {
        let key = row::queue_key(&case);
        lines.push(Line { case, version, subject: None, key });
    }
    Ok(())
}
