//! Channels: by which way customers reach a unit, and who answers for it there (S2-09).

use bihuan_domain::calendar::Span;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Channel;

use super::unit::corrupt;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::Row;

queries! { pub mod sql = "channel.sql"; insert, update, load, all }

/// A channel of a unit as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitChannel {
    /// Identifier.
    pub id: Id,
    /// Version of its stream.
    pub version: i64,
    /// Which channel.
    pub channel: Channel,
    /// Whose.
    pub unit: Id,
    /// The organisation's own name for it.
    pub name: String,
    /// The number or address that customers are shown.
    pub address: Option<String>,
    /// Who answers for it.
    pub owner: Option<Id>,
    /// Who stands in.
    pub backup: Option<Id>,
    /// Its own response limit, shorter than the policy's.
    pub limit: Option<Span>,
    /// Since when this limit holds: cases received earlier do not know of it.
    pub limit_since: UtcMs,
    /// It is open to customers.
    pub active: bool,
}

impl UnitChannel {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            version: row.int(1)?,
            channel: row.str(2)?.parse().map_err(corrupt)?,
            unit: row.id(3)?,
            name: row.text(4)?,
            address: row.opt_text(5)?,
            owner: row.opt_id(6)?,
            backup: row.opt_id(7)?,
            limit: row.opt_text(8)?.map(|t| t.parse().map_err(corrupt)).transpose()?,
            limit_since: row.at(9)?,
            active: row.bool(10)?,
        })
    }
}

/// A new channel.
///
/// # Errors
/// `Constraint` when the unit has this channel already; `Fault`.
pub fn insert(tx: &mut Tx, proof: &Appended, c: &UnitChannel) -> Result<(), Fault> {
    let values = [
        c.id.into(),
        proof.version().into(),
        c.channel.code().into(),
        c.unit.into(),
        c.name.as_str().into(),
        c.address.clone().into(),
        c.owner.into(),
        c.backup.into(),
        c.limit.map(|l| l.to_string()).into(),
        c.limit_since.into(),
        c.active.into(),
        proof.at().into(),
    ];
    tx.execute(&sql::insert, &values).map(|_| ())
}

/// A changed channel.
///
/// # Errors
/// As [`insert`].
pub fn update(tx: &mut Tx, proof: &Appended, c: &UnitChannel) -> Result<(), Fault> {
    let values = [
        c.id.into(),
        proof.version().into(),
        c.name.as_str().into(),
        c.address.clone().into(),
        c.owner.into(),
        c.backup.into(),
        c.limit.map(|l| l.to_string()).into(),
        c.limit_since.into(),
        c.active.into(),
    ];
    tx.execute(&sql::update, &values).map(|_| ())
}

/// One channel, whoever asks: for the write path.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<UnitChannel>, Fault> {
    conn.query_one_opt(&sql::load, &[id.into()])?.map(|row| UnitChannel::from_row(&row)).transpose()
}

/// All channels, for the world in memory.
///
/// # Errors
/// `Fault`.
pub fn all(conn: &mut Conn) -> Result<Vec<UnitChannel>, Fault> {
    conn.query(&sql::all, &[])?.iter().map(UnitChannel::from_row).collect()
}
