//! Rules that act by themselves, in their order, and the log of what fired. A run's key is unique: a rule fires once on a
//! decision, or once for a moment, on any number of nodes.

use bihuan_domain::automation::{Rule, RuleTerms};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use super::unit::corrupt;
use crate::db::{Conn, Query, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::{Row, Value};

queries! {
    pub mod sql = "rule.sql"; insert, change, move_to, delete, all, enabled, lock_all, names, last_run, add_run, ran,
    run_behind, since, of_rule, of_case, prune, open_after
}

/// A rule as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The rule.
    pub rule: Rule,
    /// Version of its stream.
    pub version: i64,
    /// Its place in the order, from 0.
    pub place: u32,
    /// Since when.
    pub created_at: UtcMs,
}

impl Stored {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            rule: Rule {
                id: row.id(0)?,
                name: row.text(2)?,
                terms: serde_json::from_str(row.str(3)?).map_err(corrupt)?,
                enabled: row.bool(5)?,
            },
            version: row.int(1)?,
            place: u32::try_from(row.int(4)?).map_err(corrupt)?,
            created_at: row.at(6)?,
        })
    }
}

/// One firing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Identifier.
    pub id: Id,
    /// Which rule.
    pub rule: Id,
    /// On which case.
    pub case: Id,
    /// What it fired on: a code.
    pub cause: String,
    /// How many rules led to it, itself among them.
    pub depth: u32,
    /// Its decisions are the case's versions above this one …
    pub before_version: i64,
    /// … up to this one.
    pub after_version: i64,
    /// What came of it: a code.
    pub outcome: String,
    /// Conditions and actions with what came of each, JSON.
    pub detail: String,
    /// When.
    pub at: UtcMs,
    /// Commands that came true.
    pub commands: u32,
}

impl Run {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            rule: row.id(1)?,
            case: row.id(2)?,
            cause: row.text(3)?,
            depth: u32::try_from(row.int(4)?).map_err(corrupt)?,
            before_version: row.int(5)?,
            after_version: row.int(6)?,
            outcome: row.text(7)?,
            detail: row.text(8)?,
            at: row.at(9)?,
            commands: u32::try_from(row.int(10)?).map_err(corrupt)?,
        })
    }
}

/// What a rule says, as it is kept; its digest stands in the journal.
///
/// # Errors
/// `Fault`.
pub fn text(terms: &RuleTerms) -> Result<String, Fault> {
    serde_json::to_string(terms).map_err(|e| Fault::Sql(e.to_string()))
}

/// A new rule.
///
/// # Errors
/// `Fault`.
pub fn insert(tx: &mut Tx, proof: &Appended, new: &Stored) -> Result<(), Fault> {
    let values = [
        new.rule.id.into(),
        proof.version().into(),
        new.rule.name.as_str().into(),
        text(&new.rule.terms)?.into(),
        new.place.into(),
        new.rule.enabled.into(),
        new.created_at.into(),
    ];
    tx.execute(&sql::insert, &values).map(|_| ())
}

/// A changed rule: name, what it says, whether it acts.
///
/// # Errors
/// `Fault`.
pub fn change(tx: &mut Tx, proof: &Appended, rule: &Rule) -> Result<(), Fault> {
    let values = [
        rule.id.into(),
        proof.version().into(),
        rule.name.as_str().into(),
        text(&rule.terms)?.into(),
        rule.enabled.into(),
    ];
    tx.execute(&sql::change, &values).map(|_| ())
}

/// It stands elsewhere.
///
/// # Errors
/// `Fault`.
pub fn move_to(tx: &mut Tx, proof: &Appended, place: u32) -> Result<(), Fault> {
    tx.execute(&sql::move_to, &[proof.stream().id.into(), proof.version().into(), place.into()]).map(|_| ())
}

/// It is gone; its log stays.
///
/// # Errors
/// `Fault`.
pub fn delete(tx: &mut Tx, proof: &Appended) -> Result<(), Fault> {
    let values = [proof.stream().id.into(), proof.version().into(), proof.at().into()];
    tx.execute(&sql::delete, &values).map(|_| ())
}

/// All of them, in their order.
///
/// # Errors
/// `Fault`.
pub fn all(conn: &mut Conn) -> Result<Vec<Stored>, Fault> {
    conn.query(&sql::all, &[])?.iter().map(Stored::from_row).collect()
}

/// Those that act, in their order.
///
/// # Errors
/// `Fault`.
pub fn enabled(conn: &mut Conn) -> Result<Vec<Stored>, Fault> {
    conn.query(&sql::enabled, &[])?.iter().map(Stored::from_row).collect()
}

/// Locks the list, so that two who put it in order do so one after the other.
///
/// # Errors
/// `Fault`.
pub fn lock_all(tx: &mut Tx) -> Result<Vec<Id>, Fault> {
    tx.query(&sql::lock_all, &[])?.iter().map(|row| row.id(0)).collect()
}

/// Names of all, those that are gone too.
///
/// # Errors
/// `Fault`.
pub fn names(conn: &mut Conn) -> Result<Vec<(Id, String)>, Fault> {
    conn.query(&sql::names, &[])?.iter().map(|row| Ok((row.id(0)?, row.text(1)?))).collect()
}

/// When it last fired.
///
/// # Errors
/// `Fault`.
pub fn last_run(conn: &mut Conn, rule: Id) -> Result<Option<UtcMs>, Fault> {
    conn.query_one_opt(&sql::last_run, &[rule.into()])?.map(|row| row.at(0)).transpose()
}

/// Writes a firing down; false when its key was there already.
///
/// # Errors
/// `Fault`.
pub fn add_run(tx: &mut Tx, run: &Run, key: &str) -> Result<bool, Fault> {
    let values: [Value; 12] = [
        run.id.into(),
        run.rule.into(),
        run.case.into(),
        run.cause.as_str().into(),
        run.depth.into(),
        run.before_version.into(),
        run.after_version.into(),
        run.outcome.as_str().into(),
        run.detail.as_str().into(),
        run.at.into(),
        run.commands.into(),
        key.into(),
    ];
    Ok(tx.execute(&sql::add_run, &values)? == 1)
}

/// Whether a key is there.
///
/// # Errors
/// `Fault`.
pub fn ran(conn: &mut Conn, key: &str) -> Result<bool, Fault> {
    Ok(conn.query_one_opt(&sql::ran, &[key.into()])?.is_some())
}

/// The firing that made a decision of a case.
///
/// # Errors
/// `Fault`.
pub fn run_behind(conn: &mut Conn, case: Id, rule: Id, version: i64) -> Result<Option<Run>, Fault> {
    let values = [case.into(), rule.into(), version.into()];
    conn.query_one_opt(&sql::run_behind, &values)?.map(|row| Run::from_row(&row)).transpose()
}

/// How often a rule fired on a case after an instant.
///
/// # Errors
/// `Fault`.
pub fn runs_since(conn: &mut Conn, case: Id, rule: Id, after: UtcMs) -> Result<i64, Fault> {
    conn.query_one(&sql::since, &[case.into(), after.into(), rule.into()])?.int(0)
}

/// A page of a rule's firings, newest first.
///
/// # Errors
/// `Fault`.
pub fn of_rule(conn: &mut Conn, rule: Id, before: Option<Id>, limit: u32) -> Result<Vec<Run>, Fault> {
    runs(conn, &sql::of_rule, &[rule.into(), before.map_or(i64::MAX, Id::as_i64).into(), limit.into()])
}

/// The latest firings on a case.
///
/// # Errors
/// `Fault`.
pub fn of_case(conn: &mut Conn, case: Id, limit: u32) -> Result<Vec<Run>, Fault> {
    runs(conn, &sql::of_case, &[case.into(), limit.into()])
}

fn runs(conn: &mut Conn, query: &Query, values: &[Value]) -> Result<Vec<Run>, Fault> {
    conn.query(query, values)?.iter().map(Run::from_row).collect()
}

/// Forgets firings from before an instant on cases that are closed, among the `limit` oldest.
///
/// # Errors
/// `Fault`.
pub fn prune(tx: &mut Tx, before: UtcMs, limit: u32) -> Result<u64, Fault> {
    tx.execute(&sql::prune, &[before.into(), limit.into()])
}

/// Open cases after an id.
///
/// # Errors
/// `Fault`.
pub fn open_after(conn: &mut Conn, after: Id, limit: u32) -> Result<Vec<Id>, Fault> {
    conn.query(&sql::open_after, &[after.into(), limit.into()])?.iter().map(|row| row.id(0)).collect()
}
