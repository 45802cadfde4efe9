//! API tokens. Only the digest of a token is kept; the token itself is shown once.

use bihuan_domain::actor::Permission;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use super::unit::corrupt;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::Row;

queries! { pub mod sql = "token.sql"; insert, revoke, load, by_hash, of_user, used }

/// A token as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Identifier.
    pub id: Id,
    /// Version of its stream.
    pub version: i64,
    /// Whose.
    pub user: Id,
    /// What it is for, in its maker's words.
    pub name: String,
    /// What it is narrowed to; none: all its user may.
    pub permissions: Option<Vec<Permission>>,
    /// Since when.
    pub created_at: UtcMs,
    /// Until when it is good.
    pub expires_at: Option<UtcMs>,
    /// When it was revoked.
    pub revoked_at: Option<UtcMs>,
    /// Last use, to a few minutes.
    pub last_used_at: Option<UtcMs>,
}

impl Token {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        let permissions = row.opt_text(4)?.map(|text| serde_json::from_str(&text)).transpose().map_err(corrupt)?;
        Ok(Self {
            id: row.id(0)?,
            version: row.int(1)?,
            user: row.id(2)?,
            name: row.text(3)?,
            permissions,
            created_at: row.at(5)?,
            expires_at: row.opt_at(6)?,
            revoked_at: row.opt_at(7)?,
            last_used_at: row.opt_at(8)?,
        })
    }
}

/// A new token.
///
/// # Errors
/// `Fault`.
pub fn insert(tx: &mut Tx, proof: &Appended, token: &Token, hash: &[u8; 32]) -> Result<(), Fault> {
    let permissions = token.permissions.as_ref().map(serde_json::to_string).transpose();
    let values = [
        token.id.into(),
        proof.version().into(),
        token.user.into(),
        token.name.as_str().into(),
        hash.into(),
        permissions.map_err(|e| Fault::Sql(e.to_string()))?.into(),
        token.created_at.into(),
        token.expires_at.into(),
    ];
    tx.execute(&sql::insert, &values).map(|_| ())
}

/// It is no longer good.
///
/// # Errors
/// `Fault`.
pub fn revoke(tx: &mut Tx, proof: &Appended) -> Result<bool, Fault> {
    let values = [proof.stream().id.into(), proof.version().into(), proof.at().into()];
    Ok(tx.execute(&sql::revoke, &values)? == 1)
}

/// One token, whoever asks.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<Token>, Fault> {
    conn.query_one_opt(&sql::load, &[id.into()])?.map(|row| Token::from_row(&row)).transpose()
}

/// The token of a digest.
///
/// # Errors
/// `Fault`.
pub fn by_hash(conn: &mut Conn, hash: &[u8; 32]) -> Result<Option<Token>, Fault> {
    conn.query_one_opt(&sql::by_hash, &[hash.into()])?.map(|row| Token::from_row(&row)).transpose()
}

/// A page of somebody's tokens, by id.
///
/// # Errors
/// `Fault`.
pub fn of_user(conn: &mut Conn, user: Id, after: Option<Id>, limit: u32) -> Result<Vec<Token>, Fault> {
    let values = [user.into(), after.map_or(0, Id::as_i64).into(), limit.into()];
    conn.query(&sql::of_user, &values)?.iter().map(Token::from_row).collect()
}

/// Notes a use; no decision, so no journal row.
///
/// # Errors
/// `Fault`.
pub fn used(tx: &mut Tx, id: Id, at: UtcMs) -> Result<(), Fault> {
    tx.execute(&sql::used, &[id.into(), at.into()]).map(|_| ())
}
