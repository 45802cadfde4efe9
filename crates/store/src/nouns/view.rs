//! Saved views: what somebody looks for again and again, their own or shared. The filter and the columns are JSON of our
//! own making and are never searched in.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::{Row, Value};

queries! { pub mod sql = "view.sql"; insert, update, remove, load, of_user, shared }

/// A view as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Identifier.
    pub id: Id,
    /// Version of its stream.
    pub version: i64,
    /// Whose.
    pub user: Id,
    /// Shared with this unit and all below it; with everybody when shared without one.
    pub unit: Option<Id>,
    /// Others see it.
    pub shared: bool,
    /// Its name, in its maker's words.
    pub name: String,
    /// The filter as JSON.
    pub filter: String,
    /// Code of the order.
    pub sort: String,
    /// The columns of its table as JSON.
    pub columns: String,
    /// Its place among the views, ascending.
    pub position: i64,
    /// Since when.
    pub created_at: UtcMs,
}

impl SavedView {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            version: row.int(1)?,
            user: row.id(2)?,
            unit: row.opt_id(3)?,
            shared: row.bool(4)?,
            name: row.text(5)?,
            filter: row.text(6)?,
            sort: row.text(7)?,
            columns: row.text(8)?,
            position: row.int(9)?,
            created_at: row.at(10)?,
        })
    }

    fn values(&self, version: i64) -> Vec<Value> {
        vec![
            self.id.into(),
            version.into(),
            self.user.into(),
            self.unit.into(),
            self.shared.into(),
            self.name.as_str().into(),
            self.filter.as_str().into(),
            self.sort.as_str().into(),
            self.columns.as_str().into(),
            self.position.into(),
            self.created_at.into(),
        ]
    }
}

/// A new view.
///
/// # Errors
/// `Fault`.
pub fn insert(tx: &mut Tx, proof: &Appended, view: &SavedView) -> Result<(), Fault> {
    tx.execute(&sql::insert, &view.values(proof.version())).map(|_| ())
}

/// A changed view.
///
/// # Errors
/// `Fault`.
pub fn update(tx: &mut Tx, proof: &Appended, view: &SavedView) -> Result<(), Fault> {
    let mut values = view.values(proof.version());
    values.truncate(10);
    tx.execute(&sql::update, &values).map(|_| ())
}

/// It is no more; the record of it stays.
///
/// # Errors
/// `Fault`.
pub fn remove(tx: &mut Tx, proof: &Appended) -> Result<(), Fault> {
    tx.execute(&sql::remove, &[proof.stream().id.into()]).map(|_| ())
}

/// One view, whoever asks.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<SavedView>, Fault> {
    conn.query_one_opt(&sql::load, &[id.into()])?.map(|row| SavedView::from_row(&row)).transpose()
}

/// Somebody's own views, in their order.
///
/// # Errors
/// `Fault`.
pub fn of_user(conn: &mut Conn, user: Id, limit: u32) -> Result<Vec<SavedView>, Fault> {
    conn.query(&sql::of_user, &[user.into(), limit.into()])?.iter().map(SavedView::from_row).collect()
}

/// Views somebody shared, in their order; for whom is asked by the caller.
///
/// # Errors
/// `Fault`.
pub fn shared(conn: &mut Conn, limit: u32) -> Result<Vec<SavedView>, Fault> {
    conn.query(&sql::shared, &[limit.into()])?.iter().map(SavedView::from_row).collect()
}
