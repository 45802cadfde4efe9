//! Approvals that wait for a signature, and what customers were granted: rows derived from the decisions of cases.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use crate::db::Conn;
use crate::fault::Fault;
use crate::queries;

queries! { pub mod sql = "approval.sql"; ask, clear, wait_on, waiting, grant, granted, absent_for }

/// An approval that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// The approval.
    pub id: Id,
    /// Its case.
    pub case: Id,
    /// By when the next signature is due.
    pub due_at: UtcMs,
}

/// Approvals that wait, the most urgent first, after a place.
///
/// # Errors
/// `Fault`.
pub fn waiting(conn: &mut Conn, after: (UtcMs, Id), most: u32) -> Result<Vec<Waiting>, Fault> {
    let rows = conn.query(&sql::waiting, &[after.0.into(), after.1.into(), most.into()])?;
    rows.iter().map(|r| Ok(Waiting { id: r.id(0)?, case: r.id(1)?, due_at: r.at(2)? })).collect()
}

/// What a customer was granted from an instant to another, in minor units, one case left out.
///
/// # Errors
/// `Fault`.
pub fn granted(conn: &mut Conn, customer: Id, from: UtcMs, until: UtcMs, but: Id) -> Result<i64, Fault> {
    conn.query_one(&sql::granted, &[customer.into(), from.into(), until.into(), but.into()])?.int(0)
}

/// Who is absent at an instant with this person as their deputy.
///
/// # Errors
/// `Fault`.
pub fn absent_for(conn: &mut Conn, deputy: Id, at: UtcMs) -> Result<Vec<Id>, Fault> {
    conn.query(&sql::absent_for, &[deputy.into(), at.into()])?.iter().map(|r| r.id(0)).collect()
}
