//! Gateways: providers of text messages, and robots in groups of staff; with the secrets they are asked with.

use bihuan_domain::gateway::GatewayKind;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use super::unit::corrupt;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::Row;

queries! { pub mod sql = "gateway.sql"; insert, change, end_gateway, load, page, in_use, sent, failed }

/// Characters of an error that are kept.
const ERROR: usize = 500;

/// A gateway as kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Gateway {
    /// Identifier.
    pub id: Id,
    /// Version of its stream.
    pub version: i64,
    /// What it speaks to; does not change.
    pub kind: GatewayKind,
    /// What it is for.
    pub name: String,
    /// The unit whose cases a group hears of, with those below it.
    pub unit: Id,
    /// How it is asked, as JSON, without its secret.
    pub terms: String,
    /// What it is asked with; empty: nothing.
    pub secret: String,
    /// Whether it is used.
    pub enabled: bool,
    /// Since when.
    pub created_at: UtcMs,
    /// When it last took something.
    pub sent_at: Option<UtcMs>,
    /// When it last failed.
    pub failed_at: Option<UtcMs>,
    /// Why, while that holds.
    pub last_error: Option<String>,
}

impl std::fmt::Debug for Gateway {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gateway({})", self.id)
    }
}

fn at(id: Id) -> String {
    format!("gateway:{id}:secret")
}

impl Gateway {
    fn from_row(conn: &Conn, row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            version: row.int(1)?,
            kind: row.str(2)?.parse().map_err(corrupt)?,
            name: row.text(3)?,
            unit: row.id(4)?,
            terms: row.text(5)?,
            secret: conn.unsealed(&at(row.id(0)?), row.str(6)?)?,
            enabled: row.bool(7)?,
            created_at: row.at(8)?,
            sent_at: row.opt_at(9)?,
            failed_at: row.opt_at(10)?,
            last_error: row.opt_text(11)?,
        })
    }
}

/// A new gateway.
///
/// # Errors
/// `Fault`.
pub fn insert(tx: &mut Tx, proof: &Appended, gateway: &Gateway) -> Result<(), Fault> {
    let values = [
        gateway.id.into(),
        proof.version().into(),
        gateway.kind.code().into(),
        gateway.name.as_str().into(),
        gateway.unit.into(),
        gateway.terms.as_str().into(),
        tx.sealed(&at(gateway.id), &gateway.secret)?.into(),
        gateway.enabled.into(),
        gateway.created_at.into(),
    ];
    tx.execute(&sql::insert, &values).map(|_| ())
}

/// Saves what may change of it.
///
/// # Errors
/// `Fault`.
pub fn change(tx: &mut Tx, proof: &Appended, gateway: &Gateway) -> Result<(), Fault> {
    let values = [
        gateway.id.into(),
        proof.version().into(),
        gateway.name.as_str().into(),
        gateway.unit.into(),
        gateway.terms.as_str().into(),
        tx.sealed(&at(gateway.id), &gateway.secret)?.into(),
        gateway.enabled.into(),
    ];
    tx.execute(&sql::change, &values).map(|_| ())
}

/// It is gone; its secret too.
///
/// # Errors
/// `Fault`.
pub fn end(tx: &mut Tx, proof: &Appended) -> Result<(), Fault> {
    let values = [proof.stream().id.into(), proof.version().into(), proof.at().into()];
    tx.execute(&sql::end_gateway, &values).map(|_| ())
}

/// One, whoever asks.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<Gateway>, Fault> {
    let found = conn.query_one_opt(&sql::load, &[id.into()])?;
    found.map(|row| Gateway::from_row(conn, &row)).transpose()
}

/// A page of them, in the order of entering.
///
/// # Errors
/// `Fault`.
pub fn page(conn: &mut Conn, after: Option<Id>, limit: u32) -> Result<Vec<Gateway>, Fault> {
    let values = [after.map_or(0, Id::as_i64).into(), limit.into()];
    let rows = conn.query(&sql::page, &values)?;
    rows.iter().map(|row| Gateway::from_row(conn, row)).collect()
}

/// Those that are used.
///
/// # Errors
/// `Fault`.
pub fn in_use(conn: &mut Conn) -> Result<Vec<Gateway>, Fault> {
    let rows = conn.query(&sql::in_use, &[])?;
    rows.iter().map(|row| Gateway::from_row(conn, row)).collect()
}

/// How the last message went; no decision, working state.
///
/// # Errors
/// `Fault`.
pub fn went(tx: &mut Tx, id: Id, error: Option<&str>) -> Result<(), Fault> {
    let now = tx.now();
    match error {
        None => tx.execute(&sql::sent, &[id.into(), now.into()])?,
        Some(error) => {
            let short: String = error.chars().take(ERROR).collect();
            tx.execute(&sql::failed, &[id.into(), now.into(), short.into()])?
        }
    };
    Ok(())
}
