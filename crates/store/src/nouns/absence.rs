//! Absences: when somebody is away, and who stands in. One a person; it decides who a new case starts with, so it is
//! journaled.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;

queries! { pub mod sql = "absence.sql"; set, remove, load }

/// An absence as kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence {
    /// From.
    pub from: UtcMs,
    /// Until; not included.
    pub until: UtcMs,
    /// Who stands in.
    pub deputy: Option<Id>,
}

impl Absence {
    /// Whether somebody is away at an instant.
    pub fn holds(&self, at: UtcMs) -> bool {
        self.from <= at && at < self.until
    }
}

/// Sets somebody's absence in place of an earlier one.
///
/// # Errors
/// `Fault`.
pub fn set(tx: &mut Tx, proof: &Appended, absence: &Absence) -> Result<(), Fault> {
    let values = [
        proof.stream().id.into(),
        proof.version().into(),
        absence.from.into(),
        absence.until.into(),
        absence.deputy.into(),
    ];
    tx.execute(&sql::set, &values).map(|_| ())
}

/// Takes it away.
///
/// # Errors
/// `Fault`.
pub fn remove(tx: &mut Tx, proof: &Appended) -> Result<(), Fault> {
    tx.execute(&sql::remove, &[proof.stream().id.into()]).map(|_| ())
}

/// Somebody's absence, past, present or coming.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, user: Id) -> Result<Option<Absence>, Fault> {
    let Some(row) = conn.query_one_opt(&sql::load, &[user.into()])? else { return Ok(None) };
    Ok(Some(Absence { from: row.at(0)?, until: row.at(1)?, deputy: row.opt_id(2)? }))
}
