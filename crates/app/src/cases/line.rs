//! A row of a list with all that its three lines show: names, preview, what is unread, the clock that is due next. A page
//! is one look-up a table for all its rows, never one a row.

use std::collections::{BTreeSet, HashMap};

use bihuan_domain::actor::{Actor, Permission};
use bihuan_domain::case::Case;
use bihuan_domain::case::clock::Clock;
use bihuan_domain::case::event::{Complainant, Direction, Party};
use bihuan_domain::case::text::Field;
use bihuan_domain::ids::Id;
use bihuan_domain::masking;
use bihuan_domain::organisation::CustomerKind;
use bihuan_domain::time::UtcMs;
use bihuan_store::{Conn, Fault, Query, Row, Value};

/// The longest preview, in characters.
pub const MOST_PREVIEW: usize = 140;
/// What is read of a text for a subject or preview, in characters; blanks are taken out of it.
const READ_CHARS: usize = 400;

/// The last message in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Its beginning without line breaks; `None` once erased.
    pub text: Option<String>,
    /// Which way it went.
    pub direction: Direction,
    /// When.
    pub at: UtcMs,
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
    /// The last message; the customer's own words while there is none.
    pub preview: Option<Preview>,
    /// Something happened that whoever asks has not read.
    pub unread: bool,
    /// Whoever asks has begun to write something here.
    pub draft: bool,
    /// The customer's name, masked; `None` without one or without the permission to see customers.
    pub customer_name: Option<String>,
    /// Name of the owner: a person or a unit.
    pub owner_name: Option<String>,
    /// Name of the handler.
    pub handler_name: Option<String>,
    /// Name of the unit.
    pub unit_name: Option<String>,
}

impl Line {
    pub(super) fn bare(case: Case, version: i64) -> Self {
        Self {
            case,
            version,
            subject: None,
            preview: None,
            unread: false,
            draft: false,
            customer_name: None,
            owner_name: None,
            handler_name: None,
            unit_name: None,
        }
    }

    /// The customer, if it is one.
    pub const fn customer(&self) -> Option<Id> {
        match self.case.complainant {
            Complainant::Customer { id } => Some(id),
            Complainant::Anonymous { .. } => None,
        }
    }

    /// The open clock that is due first.
    pub fn next_clock(&self) -> Option<&Clock> {
        let due = |c: &&Clock| c.due.as_ref().map(|d| d.at);
        self.case.open_clocks().filter(|c| due(c).is_some()).min_by_key(due)
    }
}

/// One query for many ids: `marks` of its text is replaced by as many places as there are, rounded up, so that few
/// different statements are prepared.
fn by_ids(conn: &mut Conn, sql: &str, before: &[Value], ids: &BTreeSet<Id>) -> Result<Vec<Row>, Fault> {
    let mut out = Vec::new();
    let all: Vec<Id> = ids.iter().copied().collect();
    for some in all.chunks(256) {
        let places = some.len().next_power_of_two().max(8);
        let marks: Vec<String> = (1..=places).map(|n| format!("${}", n + before.len())).collect();
        let mut values = before.to_vec();
        let last = some.last().copied().unwrap_or(Id::from_i64(0));
        values.extend(some.iter().copied().chain(std::iter::repeat(last)).take(places).map(Value::from));
        out.extend(conn.query(&Query::dynamic(sql.replace("marks", &marks.join(", "))), &values)?);
    }
    Ok(out)
}

/// The states of cases by id, in no order.
pub(super) fn states(conn: &mut Conn, ids: &BTreeSet<Id>) -> Result<Vec<(Case, i64)>, Fault> {
    let rows = by_ids(conn, "SELECT version, state FROM case_row WHERE id IN (marks)", &[], ids)?;
    rows.iter().map(|r| Ok((bihuan_store::nouns::case::parse(r.str(1)?)?, r.int(0)?))).collect()
}

/// Which case each text belongs to.
pub(super) fn cases_of_texts(conn: &mut Conn, texts: &BTreeSet<Id>) -> Result<HashMap<Id, Id>, Fault> {
    let rows = by_ids(conn, "SELECT id, case_id FROM case_text WHERE id IN (marks)", &[], texts)?;
    rows.iter().map(|r| Ok((r.id(0)?, r.id(1)?))).collect()
}

fn names(conn: &mut Conn, sql: &str, ids: &BTreeSet<Id>) -> Result<HashMap<Id, String>, Fault> {
    by_ids(conn, sql, &[], ids)?.iter().map(|r| Ok((r.id(0)?, r.text(1)?))).collect()
}

/// Names of users by id.
///
/// # Errors
/// Faults.
pub fn user_names(conn: &mut Conn, ids: &BTreeSet<Id>) -> Result<HashMap<Id, String>, Fault> {
    names(conn, "SELECT id, name FROM users WHERE id IN (marks)", ids)
}

/// Names of units by id.
///
/// # Errors
/// Faults.
pub fn unit_names(conn: &mut Conn, ids: &BTreeSet<Id>) -> Result<HashMap<Id, String>, Fault> {
    names(conn, "SELECT id, name FROM unit WHERE id IN (marks)", ids)
}

/// The beginnings of texts by id, on one line; an erased one is not in it.
pub(super) fn beginnings(conn: &mut Conn, ids: &BTreeSet<Id>) -> Result<HashMap<Id, String>, Fault> {
    let sql =
        format!("SELECT id, substr(body, 1, {READ_CHARS}) FROM case_text WHERE id IN (marks) AND body IS NOT NULL");
    let rows = by_ids(conn, &sql, &[], ids)?;
    rows.iter().map(|r| Ok((r.id(0)?, r.str(1)?.split_whitespace().collect::<Vec<_>>().join(" ")))).collect()
}

/// At most so many characters, with an ellipsis for what is left out.
fn short(text: &str) -> String {
    match text.char_indices().nth(MOST_PREVIEW) {
        None => text.to_owned(),
        Some(_) => text.chars().take(MOST_PREVIEW - 1).chain(['…']).collect(),
    }
}

/// Fills in what a row shows beside its state.
pub(super) fn furnish(conn: &mut Conn, actor: &Actor, lines: &mut [Line]) -> Result<(), Fault> {
    if lines.is_empty() {
        return Ok(());
    }
    let said = |line: &Line| line.case.last_message.map(|m| m.text);
    let verbatim = |line: &Line| line.case.text(Field::Verbatim).map(|t| t.id);
    let subject = |line: &Line| line.case.text(Field::Subject).map(|t| t.id);
    let texts = lines.iter().flat_map(|l| [subject(l), said(l).or_else(|| verbatim(l))]).flatten().collect();
    let texts = beginnings(conn, &texts)?;
    let mut users = BTreeSet::new();
    let mut units = BTreeSet::new();
    for line in &*lines {
        units.insert(line.case.unit);
        users.extend(line.case.handler);
        match line.case.owner {
            Party::User(id) => users.insert(id),
            Party::Unit(id) => units.insert(id),
        };
    }
    let (users, units) = (user_names(conn, &users)?, unit_names(conn, &units)?);
    let customers = if actor.may_somewhere(Permission::CustomerRead) {
        customer_names(conn, &lines.iter().filter_map(Line::customer).collect())?
    } else {
        HashMap::new()
    };
    let seen = match actor.user() {
        Some(me) => {
            let ids = lines.iter().map(|l| l.case.id).collect();
            let sql = "SELECT case_id, seen FROM case_read WHERE user_id = $1 AND case_id IN (marks)";
            by_ids(conn, sql, &[me.into()], &ids)?.iter().map(|r| Ok((r.id(0)?, r.int(1)?))).collect()
        }
        None => Ok::<HashMap<Id, i64>, Fault>(HashMap::new()),
    }?;
    let drafted: BTreeSet<Id> = match actor.user() {
        Some(me) => {
            let ids = lines.iter().map(|l| l.case.id).collect();
            let sql = "SELECT case_id FROM case_draft WHERE user_id = $1 AND case_id IN (marks)";
            by_ids(conn, sql, &[me.into()], &ids)?.iter().map(|r| r.id(0)).collect::<Result<_, Fault>>()?
        }
        None => BTreeSet::new(),
    };
    for line in lines {
        let case = &line.case;
        line.draft = drafted.contains(&case.id);
        line.subject = subject(line).and_then(|id| texts.get(&id).cloned());
        line.preview = match (case.last_message, verbatim(line)) {
            (Some(last), _) => {
                Some(Preview { text: texts.get(&last.text).map(|t| short(t)), direction: last.direction, at: last.at })
            }
            (None, Some(id)) => Some(Preview {
                text: texts.get(&id).map(|t| short(t)),
                direction: Direction::Inbound,
                at: case.received_at,
            }),
            (None, None) => None,
        };
        line.unread = match seen.get(&case.id) {
            Some(seen) => i64::from(case.news) > *seen,
            None => !case.stage.is_over() && case.news > 0,
        };
        line.customer_name = line.customer().and_then(|id| customers.get(&id).cloned());
        line.unit_name = units.get(&line.case.unit).cloned();
        line.handler_name = line.case.handler.and_then(|id| users.get(&id).cloned());
        line.owner_name = match line.case.owner {
            Party::User(id) => users.get(&id).cloned(),
            Party::Unit(id) => units.get(&id).cloned(),
        };
    }
    Ok(())
}

fn customer_names(conn: &mut Conn, ids: &BTreeSet<Id>) -> Result<HashMap<Id, String>, Fault> {
    let mut out = HashMap::new();
    let sql = "SELECT id, kind, name FROM customer WHERE id IN (marks) AND name IS NOT NULL";
    for row in by_ids(conn, sql, &[], ids)? {
        let name = row.text(2)?;
        let company = row.str(1)? == CustomerKind::Company.code();
        out.insert(row.id(0)?, if company { name } else { masking::name(&name) });
    }
    Ok(out)
}
