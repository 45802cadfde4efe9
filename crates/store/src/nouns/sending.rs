//! What was written and is held back for a moment, so that its writer may still take it back. A row here is not said
//! yet: it leaves through the ordinary command, in the transaction that takes the row away, so it is said exactly once.
//! Until then it is working state and has no journal.

use bihuan_domain::case::text::WritingSort;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use super::unit::corrupt;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::queries;
use crate::value::Row;

queries! { pub mod sql = "sending.sql"; insert, load, due, of_user, count_of_user, take, later, next_due }

/// Something held back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// Identifier.
    pub id: Id,
    /// Its writer.
    pub user: Id,
    /// The case.
    pub case: Id,
    /// Reply or note.
    pub sort: WritingSort,
    /// JSON of what was written.
    pub content: String,
    /// The version of the case its writer saw, if they said.
    pub seen: Option<i64>,
    /// Since when.
    pub held_at: UtcMs,
    /// When it leaves.
    pub leaves_at: UtcMs,
    /// How often the machine failed at it.
    pub attempts: i64,
}

impl Sending {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            user: row.id(1)?,
            case: row.id(2)?,
            sort: row.str(3)?.parse().map_err(corrupt)?,
            content: row.text(4)?,
            seen: row.opt_int(5)?,
            held_at: row.at(6)?,
            leaves_at: row.at(7)?,
            attempts: row.int(8)?,
        })
    }
}

/// Holds something back.
///
/// # Errors
/// `Fault`.
pub fn insert(tx: &mut Tx, held: &Sending) -> Result<(), Fault> {
    let values = [
        held.id.into(),
        held.user.into(),
        held.case.into(),
        held.sort.code().into(),
        held.content.as_str().into(),
        held.seen.into(),
        held.held_at.into(),
        held.leaves_at.into(),
    ];
    tx.execute(&sql::insert, &values).map(|_| ())
}

/// One, whoever asks.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<Sending>, Fault> {
    conn.query_one_opt(&sql::load, &[id.into()])?.map(|row| Sending::from_row(&row)).transpose()
}

/// Those that leave now, oldest first.
///
/// # Errors
/// `Fault`.
pub fn due(conn: &mut Conn, now: UtcMs, limit: u32) -> Result<Vec<Sending>, Fault> {
    conn.query(&sql::due, &[now.into(), limit.into()])?.iter().map(Sending::from_row).collect()
}

/// Those of one writer in one case, oldest first; at most 100.
///
/// # Errors
/// `Fault`.
pub fn of_user(conn: &mut Conn, user: Id, case: Id) -> Result<Vec<Sending>, Fault> {
    conn.query(&sql::of_user, &[user.into(), case.into()])?.iter().map(Sending::from_row).collect()
}

/// How many a writer holds back.
///
/// # Errors
/// `Fault`.
pub fn count_of_user(conn: &mut Conn, user: Id) -> Result<i64, Fault> {
    conn.query_one(&sql::count_of_user, &[user.into()])?.int(0)
}

/// Takes it away; false when somebody else did. Whoever takes it must say it or give it back in the same transaction.
///
/// # Errors
/// `Fault`.
pub fn take(tx: &mut Tx, id: Id) -> Result<bool, Fault> {
    Ok(tx.execute(&sql::take, &[id.into()])? == 1)
}

/// The machine failed at it: again later.
///
/// # Errors
/// `Fault`.
pub fn later(tx: &mut Tx, id: Id, leaves_at: UtcMs) -> Result<(), Fault> {
    tx.execute(&sql::later, &[id.into(), leaves_at.into()]).map(|_| ())
}

/// When the next one leaves.
///
/// # Errors
/// `Fault`.
pub fn next_due(conn: &mut Conn) -> Result<Option<UtcMs>, Fault> {
    conn.query_one(&sql::next_due, &[])?.opt_at(0)
}
