//! The units' table and its closure. The closure is kept in the same transaction as the row, so that a list by subtree is
//! one join and never disagrees with the tree.

use bihuan_domain::calendar::CalendarSpec;
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::territory::Territory;
use bihuan_domain::organisation::{UnitKind, UnitNode};
use bihuan_domain::time::UtcMs;

use crate::db::{Conn, Query, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::{Row, Value};

queries! { pub mod sql = "unit.sql"; insert, update, load, all, by_code, root, close_self, close_under, open_above, is_under, height,
depth, in_use }

/// Most units held; more are not loaded.
pub const MAX_UNITS: u32 = 50_000;

/// A unit as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Identifier.
    pub id: Id,
    /// Version of its stream.
    pub version: i64,
    /// The unit above.
    pub parent: Option<Id>,
    /// What it is.
    pub kind: UnitKind,
    /// The organisation's own code, unique.
    pub code: String,
    /// Name.
    pub name: String,
    /// Its own calendar, if it has one.
    pub calendar: Option<CalendarSpec>,
    /// Beginnings of the serial numbers a station answers for; a new unit has none (S3-09).
    pub territory: Vec<String>,
    /// When it was archived.
    pub archived_at: Option<UtcMs>,
}

impl Unit {
    /// For routing.
    pub fn routed(&self) -> Territory {
        Territory {
            unit: self.id,
            kind: self.kind,
            name: self.name.clone(),
            prefixes: self.territory.clone(),
            is_archived: self.archived_at.is_some(),
        }
    }

    /// For the tree.
    pub const fn node(&self) -> UnitNode {
        UnitNode { id: self.id, parent: self.parent, kind: self.kind, is_archived: self.archived_at.is_some() }
    }

    fn from_row(row: &Row) -> Result<Self, Fault> {
        let calendar = row.opt_text(6)?.map(|text| serde_json::from_str(&text)).transpose();
        let territory = row.opt_text(8)?.map(|text| serde_json::from_str(&text)).transpose();
        Ok(Self {
            id: row.id(0)?,
            version: row.int(1)?,
            parent: row.opt_id(2)?,
            kind: row.str(3)?.parse().map_err(corrupt)?,
            code: row.text(4)?,
            name: row.text(5)?,
            calendar: calendar.map_err(corrupt)?,
            archived_at: row.opt_at(7)?,
            territory: territory.map_err(corrupt)?.unwrap_or_default(),
        })
    }

    fn territory_text(&self) -> Result<Option<String>, Fault> {
        let own = Some(&self.territory).filter(|t| !t.is_empty());
        own.map(serde_json::to_string).transpose().map_err(|e| Fault::Sql(e.to_string()))
    }

    fn calendar_text(&self) -> Result<Option<String>, Fault> {
        self.calendar.as_ref().map(serde_json::to_string).transpose().map_err(|e| Fault::Sql(e.to_string()))
    }
}

/// A cell that is not what we write.
pub(super) fn corrupt(error: impl std::fmt::Display) -> Fault {
    Fault::Corrupt(error.to_string())
}

/// A new unit, with its place in the closure.
///
/// # Errors
/// `Constraint` on `unit.code`; `Fault`.
pub fn insert(tx: &mut Tx, proof: &Appended, unit: &Unit) -> Result<(), Fault> {
    let values = [
        unit.id.into(),
        proof.version().into(),
        unit.parent.into(),
        unit.kind.code().into(),
        unit.code.as_str().into(),
        unit.name.as_str().into(),
        unit.calendar_text()?.into(),
        proof.at().into(),
    ];
    tx.execute(&sql::insert, &values)?;
    tx.execute(&sql::close_self, &[unit.id.into()])?;
    match unit.parent {
        Some(parent) => tx.execute(&sql::close_under, &[unit.id.into(), parent.into()]).map(|_| ()),
        None => Ok(()),
    }
}

/// A changed unit; a move is [`reparent`] beside it.
///
/// # Errors
/// `Constraint` on `unit.code`; `Fault`.
pub fn update(tx: &mut Tx, proof: &Appended, unit: &Unit) -> Result<(), Fault> {
    let values = [
        unit.id.into(),
        proof.version().into(),
        unit.parent.into(),
        unit.code.as_str().into(),
        unit.name.as_str().into(),
        unit.calendar_text()?.into(),
        unit.archived_at.into(),
        unit.territory_text()?.into(),
    ];
    tx.execute(&sql::update, &values).map(|_| ())
}

/// Hangs a unit with all below it under another.
///
/// # Errors
/// `Fault`.
pub fn reparent(tx: &mut Tx, _proof: &Appended, unit: Id, parent: Id) -> Result<(), Fault> {
    tx.execute(&sql::open_above, &[unit.into()])?;
    tx.execute(&sql::close_under, &[unit.into(), parent.into()]).map(|_| ())
}

/// One unit, whoever asks: for the write path, which judges itself.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<Unit>, Fault> {
    conn.query_one_opt(&sql::load, &[id.into()])?.map(|row| Unit::from_row(&row)).transpose()
}

/// All units, for the tree in memory.
///
/// # Errors
/// `Fault`.
pub fn all(conn: &mut Conn) -> Result<Vec<Unit>, Fault> {
    conn.query(&sql::all, &[MAX_UNITS.into()])?.iter().map(Unit::from_row).collect()
}

/// Units by id, in the order of their ids; unknown ones are left out. At most 200.
///
/// # Errors
/// `Fault`.
pub fn by_ids(conn: &mut Conn, ids: &[Id]) -> Result<Vec<Unit>, Fault> {
    let ids: Vec<Value> = ids.iter().take(200).map(|id| (*id).into()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=ids.len()).map(|i| format!("${i}")).collect();
    let query = Query::dynamic(format!(
        "SELECT id, version, parent_id, kind, code, name, calendar, archived_at, territory FROM unit WHERE id IN ({}) ORDER BY id",
        places.join(", ")
    ));
    conn.query(&query, &ids)?.iter().map(Unit::from_row).collect()
}

/// The head office, once set up.
///
/// # Errors
/// `Fault`.
pub fn root(conn: &mut Conn) -> Result<Option<Id>, Fault> {
    conn.query_one_opt(&sql::root, &[])?.map(|row| row.id(0)).transpose()
}

/// The unit of a code.
///
/// # Errors
/// `Fault`.
pub fn by_code(conn: &mut Conn, code: &str) -> Result<Option<Id>, Fault> {
    conn.query_one_opt(&sql::by_code, &[code.into()])?.map(|row| row.id(0)).transpose()
}

/// Whether a unit is another or below it, in this transaction.
///
/// # Errors
/// `Fault`.
pub fn is_under(conn: &mut Conn, unit: Id, top: Id) -> Result<bool, Fault> {
    Ok(conn.query_one_opt(&sql::is_under, &[top.into(), unit.into()])?.is_some())
}

/// Levels below a unit, and levels above another.
///
/// # Errors
/// `Fault`.
pub fn height_and_depth(conn: &mut Conn, unit: Id, under: Id) -> Result<(i64, i64), Fault> {
    Ok((conn.query_one(&sql::height, &[unit.into()])?.int(0)?, conn.query_one(&sql::depth, &[under.into()])?.int(0)?))
}

/// Whether a unit has living units below it or active users.
///
/// # Errors
/// `Fault`.
pub fn is_in_use(conn: &mut Conn, unit: Id) -> Result<bool, Fault> {
    Ok(conn.query_one_opt(&sql::in_use, &[unit.into()])?.is_some())
}
