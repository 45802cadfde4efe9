//! Who looks at a case and who types in it. Nobody's business tomorrow, so it is not journaled; it lies in a table so
//! that every node sees the same. A row ends by its own time when nobody renews it.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::queries;
use crate::value::Row;

queries! { pub mod sql = "presence.sql"; here, left, of_case, changed_since, prune }

/// Somebody at a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// The case.
    pub case: Id,
    /// Who.
    pub user: Id,
    /// `viewing`, `typing`, `gone`.
    pub state: String,
    /// Since when it is so.
    pub changed_at: UtcMs,
    /// Until when, unless renewed.
    pub until: UtcMs,
    /// Their name.
    pub name: String,
}

impl Presence {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            case: row.id(0)?,
            user: row.id(1)?,
            state: row.text(2)?,
            changed_at: row.at(3)?,
            until: row.at(4)?,
            name: row.text(5)?,
        })
    }
}

/// Somebody is here until an instant; whether that is news to others.
///
/// # Errors
/// `Fault`.
pub fn here(tx: &mut Tx, case: Id, user: Id, state: &str, until: UtcMs) -> Result<bool, Fault> {
    let now = tx.now();
    let row = tx.query_one(&sql::here, &[case.into(), user.into(), state.into(), now.into(), until.into()])?;
    Ok(row.at(0)? == now)
}

/// Somebody left; whether they were here.
///
/// # Errors
/// `Fault`.
pub fn left(tx: &mut Tx, case: Id, user: Id) -> Result<bool, Fault> {
    let now = tx.now().into();
    Ok(tx.execute(&sql::left, &[case.into(), user.into(), now])? == 1)
}

/// Who is at a case, at most 100.
///
/// # Errors
/// `Fault`.
pub fn of_case(conn: &mut Conn, case: Id, now: UtcMs) -> Result<Vec<Presence>, Fault> {
    conn.query(&sql::of_case, &[case.into(), now.into()])?.iter().map(Presence::from_row).collect()
}

/// What changed after an instant, at most 2,000 rows.
///
/// # Errors
/// `Fault`.
pub fn changed_since(conn: &mut Conn, since: UtcMs) -> Result<Vec<Presence>, Fault> {
    conn.query(&sql::changed_since, &[since.into()])?.iter().map(Presence::from_row).collect()
}

/// Forgets who was here before an instant.
///
/// # Errors
/// `Fault`.
pub fn prune(tx: &mut Tx, before: UtcMs) -> Result<(), Fault> {
    tx.execute(&sql::prune, &[before.into()]).map(|_| ())
}
