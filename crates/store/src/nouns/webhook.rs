//! Subscriptions of other systems. The secret is sealed ([`crate::vault`]); each message is signed with it; it leaves the
//! store only towards the sender, and with its webhook it is gone.

use bihuan_domain::automation::Happening;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use super::unit::corrupt;
use crate::db::{Conn, Query, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::Row;

queries! { pub mod sql = "webhook.sql"; insert, change, delete, load, page, enabled }

/// A webhook as kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Identifier.
    pub id: Id,
    /// Version of its stream.
    pub version: i64,
    /// What it is for, in its maker's words.
    pub name: String,
    /// Where to.
    pub url: String,
    /// To what; empty: to everything.
    pub events: Vec<Happening>,
    /// What messages are signed with.
    pub secret: String,
    /// Whether it is sent to.
    pub enabled: bool,
    /// Who answers for it.
    pub owner: Id,
    /// Since when.
    pub created_at: UtcMs,
}

impl std::fmt::Debug for Webhook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Webhook({})", self.id)
    }
}

fn at(id: Id) -> String {
    format!("webhook:{id}:secret")
}

impl Webhook {
    fn from_row(conn: &Conn, row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            version: row.int(1)?,
            name: row.text(2)?,
            url: row.text(3)?,
            events: serde_json::from_str(row.str(4)?).map_err(corrupt)?,
            secret: conn.unsealed(&at(row.id(0)?), row.str(5)?)?,
            enabled: row.bool(6)?,
            owner: row.id(7)?,
            created_at: row.at(8)?,
        })
    }

    /// Whether it wants to hear of this.
    pub fn wants(&self, happening: Happening) -> bool {
        self.events.is_empty() || self.events.contains(&happening)
    }

    fn list(&self) -> Result<String, Fault> {
        serde_json::to_string(&self.events).map_err(|e| Fault::Sql(e.to_string()))
    }
}

/// A new webhook.
///
/// # Errors
/// `Fault`.
pub fn insert(tx: &mut Tx, proof: &Appended, webhook: &Webhook) -> Result<(), Fault> {
    let values = [
        webhook.id.into(),
        proof.version().into(),
        webhook.name.as_str().into(),
        webhook.url.as_str().into(),
        webhook.list()?.into(),
        tx.sealed(&at(webhook.id), &webhook.secret)?.into(),
        webhook.enabled.into(),
        webhook.owner.into(),
        webhook.created_at.into(),
    ];
    tx.execute(&sql::insert, &values).map(|_| ())
}

/// Saves what may change of it: name, address, events, whether it is sent to.
///
/// # Errors
/// `Fault`.
pub fn change(tx: &mut Tx, proof: &Appended, webhook: &Webhook) -> Result<(), Fault> {
    let values = [
        webhook.id.into(),
        proof.version().into(),
        webhook.name.as_str().into(),
        webhook.url.as_str().into(),
        webhook.list()?.into(),
        webhook.enabled.into(),
    ];
    tx.execute(&sql::change, &values).map(|_| ())
}

/// It is gone; its secret too.
///
/// # Errors
/// `Fault`.
pub fn delete(tx: &mut Tx, proof: &Appended) -> Result<(), Fault> {
    let values = [proof.stream().id.into(), proof.version().into(), proof.at().into()];
    tx.execute(&sql::delete, &values).map(|_| ())
}

/// One, whoever asks.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<Webhook>, Fault> {
    let found = conn.query_one_opt(&sql::load, &[id.into()])?;
    found.map(|row| Webhook::from_row(conn, &row)).transpose()
}

/// A page of them, by id.
///
/// # Errors
/// `Fault`.
pub fn page(conn: &mut Conn, after: Option<Id>, limit: u32) -> Result<Vec<Webhook>, Fault> {
    rows(conn, &sql::page, &[after.map_or(0, Id::as_i64).into(), limit.into()])
}

/// Those that are sent to.
///
/// # Errors
/// `Fault`.
pub fn enabled(conn: &mut Conn) -> Result<Vec<Webhook>, Fault> {
    rows(conn, &sql::enabled, &[])
}

fn rows(conn: &mut Conn, query: &Query, values: &[crate::value::Value]) -> Result<Vec<Webhook>, Fault> {
    let rows = conn.query(query, values)?;
    rows.iter().map(|row| Webhook::from_row(conn, row)).collect()
}
