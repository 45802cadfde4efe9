//! Requests for evidence that wait, the links by which they are answered, and the files that came: rows derived from the
//! decisions of cases. Of a link only the digest is kept.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::queries;
use crate::value::Row;

queries! { pub mod sql = "evidence_request.sql"; ask, stand, end_of_case, load, open, add_key, by_key, drop_keys, drop_keys_of_case, add_file, files, answerers }

/// A request as kept beside its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The request.
    pub id: Id,
    /// Its case.
    pub case: Id,
    /// The unit asked; none: somebody outside.
    pub unit: Option<Id>,
    /// By when.
    pub due_at: UtcMs,
}

fn read(row: &Row) -> Result<Asked, Fault> {
    Ok(Asked { id: row.id(0)?, case: row.id(1)?, unit: row.opt_id(2)?, due_at: row.at(3)? })
}

/// A request.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<Asked>, Fault> {
    conn.query_one_opt(&sql::load, &[id.into()])?.as_ref().map(read).transpose()
}

/// Requests to units of ours that nobody answered, the most urgent first, after a place.
///
/// # Errors
/// `Fault`.
pub fn open(conn: &mut Conn, after: (UtcMs, Id), most: u32) -> Result<Vec<Asked>, Fault> {
    conn.query(&sql::open, &[after.0.into(), after.1.into(), most.into()])?.iter().map(read).collect()
}

/// Keeps a link.
///
/// # Errors
/// `Fault`.
pub fn add_key(tx: &mut Tx, request: Id, hash: &[u8; 32], expires_at: UtcMs) -> Result<(), Fault> {
    let now = tx.now();
    tx.execute(&sql::add_key, &[hash.into(), request.into(), now.into(), expires_at.into()]).map(|_| ())
}

/// The request that a link opens, and until when, while it is good.
///
/// # Errors
/// `Fault`.
pub fn by_key(conn: &mut Conn, hash: &[u8; 32], now: UtcMs) -> Result<Option<(Asked, UtcMs)>, Fault> {
    let row = conn.query_one_opt(&sql::by_key, &[hash.into(), now.into()])?;
    row.map(|r| Ok((read(&r)?, r.at(4)?))).transpose()
}

/// A file came for a request.
///
/// # Errors
/// `Fault`.
pub fn add_file(tx: &mut Tx, request: Id, attachment: Id) -> Result<(), Fault> {
    tx.execute(&sql::add_file, &[attachment.into(), request.into()]).map(|_| ())
}

/// The files that came for a request.
///
/// # Errors
/// `Fault`.
pub fn files(conn: &mut Conn, request: Id) -> Result<Vec<Id>, Fault> {
    conn.query(&sql::files, &[request.into()])?.iter().map(|r| r.id(0)).collect()
}

/// Who of a unit may answer.
///
/// # Errors
/// `Fault`.
pub fn answerers(conn: &mut Conn, unit: Id) -> Result<Vec<Id>, Fault> {
    conn.query(&sql::answerers, &[unit.into()])?.iter().map(|r| r.id(0)).collect()
}
