//! Mailboxes that are read and sent from. Their secrets are sealed ([`crate::vault`]); they leave the
//! store only towards the servers that ask for them, and with their mailbox they are gone.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::Row;

queries! { pub mod sql = "mailbox.sql"; insert, change, delete, load, all, looked, came, failed, tested }

/// Characters of an error that are kept.
const ERROR: usize = 500;

/// A mailbox as kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// Identifier.
    pub id: Id,
    /// Version of its stream.
    pub version: i64,
    /// What it is for.
    pub name: String,
    /// Its own address, which customers write to.
    pub address: String,
    /// The unit its cases come into.
    pub unit: Id,
    /// Whether it is read and sent from.
    pub enabled: bool,
    /// How it is reached and what is done, as JSON.
    pub terms: String,
    /// Password or token for reading; empty: none.
    pub incoming_secret: String,
    /// Password or token for sending; empty: none.
    pub outgoing_secret: String,
    /// Since when.
    pub created_at: UtcMs,
    /// When it was last looked into with success.
    pub looked_at: Option<UtcMs>,
    /// When the last message came.
    pub came_at: Option<UtcMs>,
    /// When it last failed.
    pub failed_at: Option<UtcMs>,
    /// Why, while that holds.
    pub last_error: Option<String>,
    /// When it was last tried.
    pub tested_at: Option<UtcMs>,
    /// Why reading did not work then.
    pub test_incoming: Option<String>,
    /// Why sending did not work then.
    pub test_outgoing: Option<String>,
}

impl std::fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Mailbox({})", self.id)
    }
}

fn at(id: Id, column: &str) -> String {
    format!("mailbox:{id}:{column}")
}

impl Mailbox {
    fn from_row(conn: &Conn, row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            version: row.int(1)?,
            name: row.text(2)?,
            address: row.text(3)?,
            unit: row.id(4)?,
            enabled: row.bool(5)?,
            terms: row.text(6)?,
            incoming_secret: conn.unsealed(&at(row.id(0)?, "incoming_secret"), row.str(7)?)?,
            outgoing_secret: conn.unsealed(&at(row.id(0)?, "outgoing_secret"), row.str(8)?)?,
            created_at: row.at(9)?,
            looked_at: row.opt_at(10)?,
            came_at: row.opt_at(11)?,
            failed_at: row.opt_at(12)?,
            last_error: row.opt_text(13)?,
            tested_at: row.opt_at(14)?,
            test_incoming: row.opt_text(15)?,
            test_outgoing: row.opt_text(16)?,
        })
    }
}

/// A new mailbox.
///
/// # Errors
/// `Fault`.
pub fn insert(tx: &mut Tx, proof: &Appended, m: &Mailbox) -> Result<(), Fault> {
    let values = [
        m.id.into(),
        proof.version().into(),
        m.name.as_str().into(),
        m.address.as_str().into(),
        m.unit.into(),
        m.enabled.into(),
        m.terms.as_str().into(),
        tx.sealed(&at(m.id, "incoming_secret"), &m.incoming_secret)?.into(),
        tx.sealed(&at(m.id, "outgoing_secret"), &m.outgoing_secret)?.into(),
        m.created_at.into(),
    ];
    tx.execute(&sql::insert, &values).map(|_| ())
}

/// Saves what may change of it; its unit stays.
///
/// # Errors
/// `Fault`.
pub fn change(tx: &mut Tx, proof: &Appended, m: &Mailbox) -> Result<(), Fault> {
    let values = [
        m.id.into(),
        proof.version().into(),
        m.name.as_str().into(),
        m.address.as_str().into(),
        m.enabled.into(),
        m.terms.as_str().into(),
        tx.sealed(&at(m.id, "incoming_secret"), &m.incoming_secret)?.into(),
        tx.sealed(&at(m.id, "outgoing_secret"), &m.outgoing_secret)?.into(),
    ];
    tx.execute(&sql::change, &values).map(|_| ())
}

/// It is gone; its secrets too.
///
/// # Errors
/// `Fault`.
pub fn delete(tx: &mut Tx, proof: &Appended) -> Result<(), Fault> {
    tx.execute(&sql::delete, &[proof.stream().id.into(), proof.version().into(), proof.at().into()]).map(|_| ())
}

/// One, whoever asks.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<Mailbox>, Fault> {
    let found = conn.query_one_opt(&sql::load, &[id.into()])?;
    found.map(|row| Mailbox::from_row(conn, &row)).transpose()
}

/// All of them, 200 at most.
///
/// # Errors
/// `Fault`.
pub fn all(conn: &mut Conn) -> Result<Vec<Mailbox>, Fault> {
    let rows = conn.query(&sql::all, &[])?;
    rows.iter().map(|row| Mailbox::from_row(conn, row)).collect()
}

/// It was looked into with success.
///
/// # Errors
/// `Fault`.
pub fn looked(tx: &mut Tx, id: Id) -> Result<(), Fault> {
    let now = tx.now();
    tx.execute(&sql::looked, &[id.into(), now.into()]).map(|_| ())
}

/// A message came.
///
/// # Errors
/// `Fault`.
pub fn came(tx: &mut Tx, id: Id) -> Result<(), Fault> {
    let now = tx.now();
    tx.execute(&sql::came, &[id.into(), now.into()]).map(|_| ())
}

/// It could not be reached.
///
/// # Errors
/// `Fault`.
pub fn failed(tx: &mut Tx, id: Id, error: &str) -> Result<(), Fault> {
    let now = tx.now();
    let short: String = error.chars().filter(|c| *c != '\0').take(ERROR).collect();
    tx.execute(&sql::failed, &[id.into(), now.into(), short.into()]).map(|_| ())
}

/// How a test went: why reading and sending do not work.
///
/// # Errors
/// `Fault`.
pub fn tested(tx: &mut Tx, id: Id, incoming: Option<&str>, outgoing: Option<&str>) -> Result<(), Fault> {
    let now = tx.now();
    let short = |error: Option<&str>| error.map(|e| e.chars().filter(|c| *c != '\0').take(ERROR).collect::<String>());
    let values = [id.into(), now.into(), short(incoming).into(), short(outgoing).into()];
    tx.execute(&sql::tested, &values).map(|_| ())
}
