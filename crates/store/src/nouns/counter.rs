//! The shop counter: who came, as rows saved against the journal's proof; the last number of a day; the addresses of number
//! displays, of which only the digest is kept.

use bihuan_domain::counter::Visit;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use super::unit::corrupt;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::{Row, Value};

queries! { pub mod sql = "counter.sql"; insert, save, load, of_case, of_day, unfinished_before, lock_day, set_last,
open_display, shut_display, display_since, display_unit }

/// A visit as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitRow {
    /// Identifier.
    pub id: Id,
    /// Version of its stream.
    pub version: i64,
    /// The visit.
    pub visit: Visit,
}

impl VisitRow {
    fn from_row(r: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: r.id(0)?,
            version: r.int(1)?,
            visit: Visit {
                case: r.id(2)?,
                unit: r.id(3)?,
                day: r.text(4)?,
                number: u32::try_from(r.int(5)?).map_err(corrupt)?,
                state: r.str(6)?.parse().map_err(corrupt)?,
                arrived_at: r.at(7)?,
                called_at: r.opt_at(8)?,
                served_at: r.opt_at(9)?,
                served_by: r.opt_id(10)?,
                ended_at: r.opt_at(11)?,
            },
        })
    }
}

/// Somebody who came.
///
/// # Errors
/// `Fault`.
pub fn insert(tx: &mut Tx, proof: &Appended, row: &VisitRow) -> Result<(), Fault> {
    let v = &row.visit;
    let values: [Value; 12] = [
        row.id.into(),
        proof.version().into(),
        v.case.into(),
        v.unit.into(),
        v.day.as_str().into(),
        v.number.into(),
        v.state.code().into(),
        v.arrived_at.into(),
        v.called_at.into(),
        v.served_at.into(),
        v.served_by.into(),
        v.ended_at.into(),
    ];
    tx.execute(&sql::insert, &values).map(|_| ())
}

/// Saves what changed of it.
///
/// # Errors
/// `Fault`.
pub fn save(tx: &mut Tx, proof: &Appended, row: &VisitRow) -> Result<(), Fault> {
    let v = &row.visit;
    let values: [Value; 7] = [
        row.id.into(),
        proof.version().into(),
        v.state.code().into(),
        v.called_at.into(),
        v.served_at.into(),
        v.served_by.into(),
        v.ended_at.into(),
    ];
    tx.execute(&sql::save, &values).map(|_| ())
}

/// One, whoever asks.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<VisitRow>, Fault> {
    conn.query_one_opt(&sql::load, &[id.into()])?.map(|r| VisitRow::from_row(&r)).transpose()
}

/// The latest visit of a case.
///
/// # Errors
/// `Fault`.
pub fn of_case(conn: &mut Conn, case: Id) -> Result<Option<VisitRow>, Fault> {
    conn.query_one_opt(&sql::of_case, &[case.into()])?.map(|r| VisitRow::from_row(&r)).transpose()
}

/// Those of a shop on a day, the latest numbers first.
///
/// # Errors
/// `Fault`.
pub fn of_day(conn: &mut Conn, unit: Id, day: &str, limit: u32) -> Result<Vec<VisitRow>, Fault> {
    let rows = conn.query(&sql::of_day, &[unit.into(), day.into(), limit.into()])?;
    rows.iter().map(VisitRow::from_row).collect()
}

/// Those of a shop's earlier days that nobody finished.
///
/// # Errors
/// `Fault`.
pub fn unfinished_before(conn: &mut Conn, unit: Id, day: &str, limit: u32) -> Result<Vec<VisitRow>, Fault> {
    let rows = conn.query(&sql::unfinished_before, &[unit.into(), day.into(), limit.into()])?;
    rows.iter().map(VisitRow::from_row).collect()
}

/// The last number of a shop's day, locked until the transaction ends; none when the day has none yet.
///
/// # Errors
/// `Fault`.
pub fn lock_day(tx: &mut Tx, unit: Id, day: &str) -> Result<Option<u32>, Fault> {
    let last = tx.query_one(&sql::lock_day, &[unit.into(), day.into()])?.int(0)?;
    let last = u32::try_from(last).map_err(corrupt)?;
    Ok((last > 0).then_some(last))
}

/// Keeps the last number of a day that was locked.
///
/// # Errors
/// `Fault`.
pub fn set_last(tx: &mut Tx, unit: Id, day: &str, number: u32) -> Result<(), Fault> {
    tx.execute(&sql::set_last, &[unit.into(), day.into(), number.into()]).map(|_| ())
}

/// The display of a shop has this address from now on.
///
/// # Errors
/// `Fault`.
pub fn open_display(tx: &mut Tx, _: &Appended, unit: Id, hash: &[u8; 32]) -> Result<(), Fault> {
    let now = tx.now();
    tx.execute(&sql::open_display, &[unit.into(), hash.into(), now.into()]).map(|_| ())
}

/// The display of a shop has no address any more.
///
/// # Errors
/// `Fault`.
pub fn shut_display(tx: &mut Tx, _: &Appended, unit: Id) -> Result<(), Fault> {
    tx.execute(&sql::shut_display, &[unit.into()]).map(|_| ())
}

/// Since when the display of a shop has its address.
///
/// # Errors
/// `Fault`.
pub fn display_since(conn: &mut Conn, unit: Id) -> Result<Option<UtcMs>, Fault> {
    conn.query_one_opt(&sql::display_since, &[unit.into()])?.map(|r| r.at(0)).transpose()
}

/// The shop whose display has an address.
///
/// # Errors
/// `Fault`.
pub fn display_unit(conn: &mut Conn, hash: &[u8; 32]) -> Result<Option<Id>, Fault> {
    conn.query_one_opt(&sql::display_unit, &[hash.into()])?.map(|r| r.id(0)).transpose()
}
