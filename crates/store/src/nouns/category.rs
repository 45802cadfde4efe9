//! What an organisation makes of the category tree (S1-14). A row stands for a leaf of its own, or for its words, order
//! and suggestions for a canonical category; rows are never deleted, so that a code is never used twice.

use bihuan_domain::ids::Id;
use bihuan_domain::trade::Severity;

use super::unit::corrupt;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::{Row, Value};

queries! { pub mod sql = "category.sql"; insert, save, all }

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryRow {
    /// Code with dots; the parent is what stands before the last one.
    pub code: String,
    /// Version of its stream.
    pub version: i64,
    /// A leaf of the organisation's own.
    pub own: bool,
    /// Its words; none: the canonical ones.
    pub zh_hans: Option<String>,
    /// As above.
    pub zh_hant: Option<String>,
    /// As above.
    pub en: Option<String>,
    /// Not offered for new cases.
    pub hidden: bool,
    /// Its place among its siblings.
    pub place: Option<i64>,
    /// Severity suggested for it.
    pub severity: Option<Severity>,
    /// Unit suggested for it.
    pub unit: Option<Id>,
}

impl CategoryRow {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            code: row.text(0)?,
            version: row.int(1)?,
            own: row.bool(2)?,
            zh_hans: row.opt_text(3)?,
            zh_hant: row.opt_text(4)?,
            en: row.opt_text(5)?,
            hidden: row.bool(6)?,
            place: row.opt_int(7)?,
            severity: row.opt_text(8)?.map(|s| s.parse().map_err(corrupt)).transpose()?,
            unit: row.opt_id(9)?,
        })
    }

    fn values(&self, proof: &Appended) -> [Value; 10] {
        [
            self.code.as_str().into(),
            proof.version().into(),
            self.own.into(),
            self.zh_hans.clone().into(),
            self.zh_hant.clone().into(),
            self.en.clone().into(),
            self.hidden.into(),
            self.place.into(),
            self.severity.map(|s| s.code().to_owned()).into(),
            self.unit.into(),
        ]
    }
}

/// A new leaf.
///
/// # Errors
/// `Constraint` when the code is there, in use or not; `Fault`.
pub fn insert(tx: &mut Tx, proof: &Appended, category: &CategoryRow) -> Result<(), Fault> {
    tx.execute(&sql::insert, &category.values(proof)).map(|_| ())
}

/// A changed category.
///
/// # Errors
/// `Fault`.
pub fn save(tx: &mut Tx, proof: &Appended, category: &CategoryRow) -> Result<(), Fault> {
    tx.execute(&sql::save, &category.values(proof)).map(|_| ())
}

/// All of them, for the world in memory.
///
/// # Errors
/// `Fault`.
pub fn all(conn: &mut Conn) -> Result<Vec<CategoryRow>, Fault> {
    conn.query(&sql::all, &[])?.iter().map(CategoryRow::from_row).collect()
}
