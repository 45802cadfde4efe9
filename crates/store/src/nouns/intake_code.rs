//! Codes that open a filled-in form (S4-05), and how often each was scanned on a day.

use std::collections::BTreeMap;

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use super::unit::corrupt;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::{Row, Value};

queries! { pub mod sql = "intake_code.sql"; insert, withdraw, load, by_token, all, count, scanned, scans_since, scans_of }

/// A code as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeCode {
    /// Identifier.
    pub id: Id,
    /// Version of its stream.
    pub version: i64,
    /// The unit that what it brings comes into.
    pub unit: Id,
    /// What stands in the address.
    pub token: String,
    /// What stands under it on the sheet.
    pub label: String,
    /// Product it fills in.
    pub product: Option<String>,
    /// Serial number it fills in.
    pub serial: Option<String>,
    /// When it was made.
    pub made_at: UtcMs,
    /// When it was withdrawn.
    pub withdrawn_at: Option<UtcMs>,
}

impl IntakeCode {
    fn from_row(r: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: r.id(0)?,
            version: r.int(1)?,
            unit: r.id(2)?,
            token: r.text(3)?,
            label: r.text(4)?,
            product: r.opt_text(5)?,
            serial: r.opt_text(6)?,
            made_at: r.at(7)?,
            withdrawn_at: r.opt_at(8)?,
        })
    }
}

/// A code made now.
///
/// # Errors
/// `Constraint` on `intake_code.token`; `Fault`.
pub fn insert(tx: &mut Tx, proof: &Appended, code: &IntakeCode) -> Result<(), Fault> {
    let values: [Value; 9] = [
        code.id.into(),
        proof.version().into(),
        code.unit.into(),
        code.token.as_str().into(),
        code.label.as_str().into(),
        code.product.as_deref().into(),
        code.serial.as_deref().into(),
        code.made_at.into(),
        code.withdrawn_at.into(),
    ];
    tx.execute(&sql::insert, &values).map(|_| ())
}

/// It is withdrawn.
///
/// # Errors
/// `Fault`.
pub fn withdraw(tx: &mut Tx, proof: &Appended) -> Result<(), Fault> {
    let now = tx.now();
    tx.execute(&sql::withdraw, &[proof.stream().id.into(), proof.version().into(), now.into()]).map(|_| ())
}

/// One, whoever asks.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<IntakeCode>, Fault> {
    conn.query_one_opt(&sql::load, &[id.into()])?.map(|r| IntakeCode::from_row(&r)).transpose()
}

/// The one an address names, withdrawn or not.
///
/// # Errors
/// `Fault`.
pub fn by_token(conn: &mut Conn, token: &str) -> Result<Option<IntakeCode>, Fault> {
    conn.query_one_opt(&sql::by_token, &[token.into()])?.map(|r| IntakeCode::from_row(&r)).transpose()
}

/// Every code, the newest first.
///
/// # Errors
/// `Fault`.
pub fn all(conn: &mut Conn, limit: u32) -> Result<Vec<IntakeCode>, Fault> {
    conn.query(&sql::all, &[limit.into()])?.iter().map(IntakeCode::from_row).collect()
}

/// How many are good.
///
/// # Errors
/// `Fault`.
pub fn count(conn: &mut Conn) -> Result<i64, Fault> {
    conn.query_one(&sql::count, &[])?.int(0)
}

/// Somebody scanned it on a day.
///
/// # Errors
/// `Fault`.
pub fn scanned(tx: &mut Tx, code: Id, day: &str) -> Result<(), Fault> {
    tx.execute(&sql::scanned, &[code.into(), day.into()]).map(|_| ())
}

/// How often each was scanned since a day.
///
/// # Errors
/// `Fault`.
pub fn scans_since(conn: &mut Conn, day: &str) -> Result<BTreeMap<Id, u32>, Fault> {
    let rows = conn.query(&sql::scans_since, &[day.into()])?;
    rows.iter().map(|r| Ok((r.id(0)?, u32::try_from(r.int(1)?).map_err(corrupt)?))).collect()
}

/// How often one was scanned on each of the latest days on which it was.
///
/// # Errors
/// `Fault`.
pub fn scans_of(conn: &mut Conn, code: Id, days: u32) -> Result<Vec<(String, u32)>, Fault> {
    let rows = conn.query(&sql::scans_of, &[code.into(), days.into()])?;
    rows.iter().map(|r| Ok((r.text(0)?, u32::try_from(r.int(1)?).map_err(corrupt)?))).collect()
}
