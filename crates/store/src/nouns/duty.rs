//! The duty roster: who is asked first, second … in an emergency, at which unit, from when until when.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::Row;

queries! { pub mod sql = "duty.sql"; put, remove, load, of_unit, on_duty }

/// Somebody's time on duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// Identifier.
    pub id: Id,
    /// For which unit and all below it.
    pub unit: Id,
    /// Who.
    pub user: Id,
    /// Asked as the how-manyeth, from 1.
    pub place: u32,
    /// From.
    pub from: UtcMs,
    /// Until; not included.
    pub until: UtcMs,
}

fn read(row: &Row) -> Result<Shift, Fault> {
    let place = u32::try_from(row.int(3)?).unwrap_or(u32::MAX);
    Ok(Shift { id: row.id(0)?, unit: row.id(1)?, user: row.id(2)?, place, from: row.at(4)?, until: row.at(5)? })
}

/// Plans a shift.
///
/// # Errors
/// `Fault`.
pub fn put(tx: &mut Tx, proof: &Appended, shift: &Shift) -> Result<(), Fault> {
    let values = [
        shift.id.into(),
        proof.version().into(),
        shift.unit.into(),
        shift.user.into(),
        i64::from(shift.place).into(),
        shift.from.into(),
        shift.until.into(),
    ];
    tx.execute(&sql::put, &values).map(|_| ())
}

/// Takes a shift away.
///
/// # Errors
/// `Fault`.
pub fn remove(tx: &mut Tx, proof: &Appended) -> Result<(), Fault> {
    tx.execute(&sql::remove, &[proof.stream().id.into()]).map(|_| ())
}

/// A shift.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<Shift>, Fault> {
    conn.query_one_opt(&sql::load, &[id.into()])?.as_ref().map(read).transpose()
}

/// The shifts of a unit that have not ended.
///
/// # Errors
/// `Fault`.
pub fn of_unit(conn: &mut Conn, unit: Id, now: UtcMs) -> Result<Vec<Shift>, Fault> {
    conn.query(&sql::of_unit, &[unit.into(), now.into()])?.iter().map(read).collect()
}

/// Who is on duty for a unit at an instant, in the order in which they are asked: its own people, then those above.
///
/// # Errors
/// `Fault`.
pub fn on_duty(conn: &mut Conn, unit: Id, at: UtcMs) -> Result<Vec<Id>, Fault> {
    conn.query(&sql::on_duty, &[unit.into(), at.into()])?.iter().map(|r| r.id(0)).collect()
}
