//! Accounts at messaging platforms, with the secrets their requests are checked by.

use bihuan_domain::ids::Id;
use bihuan_domain::messaging::MessagingPlatform;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Channel;
use serde::{Deserialize, Serialize};

use super::unit::corrupt;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::Row;

queries! { pub mod sql = "messaging.sql"; insert, change, end_account, load, page, open_case }

/// What an account's requests are checked by; each platform needs its own of them.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Secrets {
    /// Token.
    pub token: Option<String>,
    /// Key of the envelope.
    pub aes_key: Option<String>,
    /// Encrypt key.
    pub encrypt_key: Option<String>,
    /// App secret.
    pub app_secret: Option<String>,
    /// Shared secret of the generic webhook.
    pub secret: Option<String>,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}

/// An account as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Identifier.
    pub id: Id,
    /// Version of its stream.
    pub version: i64,
    /// Where it is.
    pub platform: MessagingPlatform,
    /// What it is for.
    pub name: String,
    /// The unit its cases come into.
    pub unit: Id,
    /// App id, corporation id or app key; empty where the platform has none.
    pub receiver: String,
    /// Its secrets.
    pub secrets: Secrets,
    /// Whether messages are taken.
    pub enabled: bool,
    /// Since when.
    pub created_at: UtcMs,
}

impl Account {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            version: row.int(1)?,
            platform: row.str(2)?.parse().map_err(corrupt)?,
            name: row.text(3)?,
            unit: row.id(4)?,
            receiver: row.text(5)?,
            secrets: serde_json::from_str(row.str(6)?).map_err(corrupt)?,
            enabled: row.bool(7)?,
            created_at: row.at(8)?,
        })
    }

    fn kept(&self) -> Result<String, Fault> {
        serde_json::to_string(&self.secrets).map_err(|e| Fault::Sql(e.to_string()))
    }
}

/// A new account.
///
/// # Errors
/// `Fault`.
pub fn insert(tx: &mut Tx, proof: &Appended, account: &Account) -> Result<(), Fault> {
    let values = [
        account.id.into(),
        proof.version().into(),
        account.platform.code().into(),
        account.name.as_str().into(),
        account.unit.into(),
        account.receiver.as_str().into(),
        account.kept()?.into(),
        account.enabled.into(),
        account.created_at.into(),
    ];
    tx.execute(&sql::insert, &values).map(|_| ())
}

/// Saves what may change of it.
///
/// # Errors
/// `Fault`.
pub fn change(tx: &mut Tx, proof: &Appended, account: &Account) -> Result<(), Fault> {
    let values = [
        account.id.into(),
        proof.version().into(),
        account.name.as_str().into(),
        account.unit.into(),
        account.receiver.as_str().into(),
        account.kept()?.into(),
        account.enabled.into(),
    ];
    tx.execute(&sql::change, &values).map(|_| ())
}

/// It is gone; its secrets too.
///
/// # Errors
/// `Fault`.
pub fn end(tx: &mut Tx, proof: &Appended) -> Result<(), Fault> {
    let values = [proof.stream().id.into(), proof.version().into(), proof.at().into()];
    tx.execute(&sql::end_account, &values).map(|_| ())
}

/// One, whoever asks.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<Account>, Fault> {
    conn.query_one_opt(&sql::load, &[id.into()])?.map(|row| Account::from_row(&row)).transpose()
}

/// A page of them, by id.
///
/// # Errors
/// `Fault`.
pub fn page(conn: &mut Conn, after: Option<Id>, limit: u32) -> Result<Vec<Account>, Fault> {
    let rows = conn.query(&sql::page, &[after.map_or(0, Id::as_i64).into(), limit.into()])?;
    rows.iter().map(Account::from_row).collect()
}

/// The newest open case of a customer in a unit by a channel: where their next words belong.
///
/// # Errors
/// `Fault`.
pub fn open_case(conn: &mut Conn, customer: Id, unit: Id, channel: Channel) -> Result<Option<Id>, Fault> {
    let values = [customer.into(), unit.into(), channel.code().into()];
    conn.query_one_opt(&sql::open_case, &values)?.map(|row| row.id(0)).transpose()
}
