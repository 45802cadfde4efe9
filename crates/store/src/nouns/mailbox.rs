//! Mailboxes that are read and sent from. Their secrets are sealed ([`crate::vault`]); they leave the
//! store only towards the servers that ask for them, and with their mailbox they are gone.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use serde::{Deserialize, Serialize};

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::Row;

queries! { pub mod sql = "mailbox.sql"; insert, change, delete, load, all, failing_of_unit, looked, came, failed, tested, renewed }

/// Characters of an error that are kept.
const ERROR: usize = 500;

/// What renews an access token (RFC 6749 §6), and the token itself; empty where a mailbox has none.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Renewal {
    /// Secret of the client; empty: a public client.
    pub client_secret: String,
    /// The refresh token; empty: nothing is renewed.
    pub refresh_token: String,
    /// The access token as it was answered last.
    pub access_token: String,
}

impl Renewal {
    fn stored(&self) -> Result<String, Fault> {
        if *self == Self::default() {
            return Ok(String::new());
        }
        serde_json::to_string(self).map_err(|e| Fault::Sql(e.to_string()))
    }

    fn read(kept: &str) -> Result<Self, Fault> {
        if kept.is_empty() {
            return Ok(Self::default());
        }
        serde_json::from_str(kept).map_err(|e| Fault::Corrupt(format!("mailbox renewal: {e}")))
    }
}

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
    /// What renews its access token, and that token.
    pub renewal: Renewal,
    /// Until when the token is good; none: it is to be renewed.
    pub access_until: Option<UtcMs>,
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
            renewal: Renewal::read(&conn.unsealed(&at(row.id(0)?, "renewal"), row.str(17)?)?)?,
            access_until: row.opt_at(18)?,
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
        tx.sealed(&at(m.id, "renewal"), &m.renewal.stored()?)?.into(),
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
        tx.sealed(&at(m.id, "renewal"), &m.renewal.stored()?)?.into(),
        m.access_until.into(),
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

/// Why mailboxes of a unit that are to be read fail now; empty: none does. No secret is opened.
///
/// # Errors
/// `Fault`.
pub fn failing_of_unit(conn: &mut Conn, unit: Id) -> Result<Vec<String>, Fault> {
    conn.query(&sql::failing_of_unit, &[unit.into()])?.iter().map(|row| row.text(0)).collect()
}

/// Its access token was renewed; working state, like a look into it.
///
/// # Errors
/// `Fault`.
pub fn renewed(tx: &mut Tx, id: Id, renewal: &Renewal, until: Option<UtcMs>) -> Result<(), Fault> {
    let kept = tx.sealed(&at(id, "renewal"), &renewal.stored()?)?;
    tx.execute(&sql::renewed, &[id.into(), kept.into(), until.into()]).map(|_| ())
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
