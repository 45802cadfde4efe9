//! Followers of the journal's feed that must hear each decision exactly once, on any number of nodes: where one stands is
//! a row. Whoever works on a page holds that row's lock and moves it in the same transaction as what came of the page, so
//! a crash repeats nothing and loses nothing. A lock needs no lease to run out: it ends with its transaction.
//!
//! It never reads ahead of what the feed shows, and never moves back.

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::{self, Cursor};
use crate::queries;
use crate::value::Row;

queries! { pub(crate) mod sql = "follower.sql"; begin, take, peek, advance, stumble }

/// Where a follower stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// The last decision it heard.
    pub cursor: Cursor,
    /// How often the next one could not be worked on.
    pub failures: i64,
}

impl Stand {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self { cursor: Cursor { txid: row.int(0)?, position: row.int(1)? }, failures: row.int(2)? })
    }
}

/// Begins to follow from the feed's present end, unless it follows already.
///
/// # Errors
/// `Fault`.
pub fn begin(tx: &mut Tx, name: &str) -> Result<(), Fault> {
    let end = journal::latest(tx)?;
    tx.execute(&sql::begin, &[name.into(), end.txid.into(), end.position.into()]).map(|_| ())
}

/// Takes the follower for this transaction; `None` when it does not follow yet or another node is at it.
///
/// # Errors
/// `Fault`.
pub fn take(tx: &mut Tx, name: &str) -> Result<Option<Stand>, Fault> {
    tx.query_one_opt(&sql::take, &[name.into()])?.map(|row| Stand::from_row(&row)).transpose()
}

/// Where it stands, without taking it.
///
/// # Errors
/// `Fault`.
pub fn peek(conn: &mut Conn, name: &str) -> Result<Option<Stand>, Fault> {
    conn.query_one_opt(&sql::peek, &[name.into()])?.map(|row| Stand::from_row(&row)).transpose()
}

/// Moves it, once taken.
///
/// # Errors
/// `Fault`.
pub fn advance(tx: &mut Tx, name: &str, to: Cursor) -> Result<(), Fault> {
    tx.execute(&sql::advance, &[name.into(), to.txid.into(), to.position.into()]).map(|_| ())
}

/// Notes that what follows `at` could not be worked on.
///
/// # Errors
/// `Fault`.
pub fn stumble(tx: &mut Tx, name: &str, at: Cursor) -> Result<(), Fault> {
    tx.execute(&sql::stumble, &[name.into(), at.txid.into(), at.position.into()]).map(|_| ())
}
