//! What the organisation has set of roles: its own ones, and delivered ones it changed. What a role may lies beside
//! (`role_permission`), where the grants are read from.

use bihuan_domain::actor::Permission;
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::RoleKey;
use bihuan_domain::trade::Role;

use super::unit::corrupt;
use super::user;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::Row;

queries! { pub mod sql = "role.sql"; put, load, all, remove, clear_permissions, holders, is_held }

/// Most roles an organisation makes.
pub const MAX_ROLES: u32 = 500;

/// A role as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleSet {
    /// Id of its stream.
    pub id: Id,
    /// Version of its stream.
    pub version: i64,
    /// Which.
    pub key: RoleKey,
    /// Name in simplified Chinese.
    pub zh_hans: String,
    /// Name in traditional Chinese.
    pub zh_hant: String,
    /// Name in English.
    pub en: String,
    /// Whoever holds it must have a second factor.
    pub second_factor: bool,
    /// As which delivered role policies see whoever holds it; only of the organisation's own.
    pub ranks_as: Option<Role>,
}

impl RoleSet {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            version: row.int(1)?,
            key: row.str(2)?.parse().map_err(corrupt)?,
            zh_hans: row.text(3)?,
            zh_hant: row.text(4)?,
            en: row.text(5)?,
            second_factor: row.bool(6)?,
            ranks_as: row.opt_text(7)?.map(|r| r.parse()).transpose().map_err(corrupt)?,
        })
    }
}

/// Keeps a role, new or changed.
///
/// # Errors
/// `Fault`.
pub fn put(tx: &mut Tx, proof: &Appended, role: &RoleSet) -> Result<(), Fault> {
    let values = [
        role.id.into(),
        proof.version().into(),
        role.key.to_string().into(),
        role.zh_hans.as_str().into(),
        role.zh_hant.as_str().into(),
        role.en.as_str().into(),
        role.second_factor.into(),
        proof.at().into(),
        role.ranks_as.map(|r| r.code()).into(),
    ];
    tx.execute(&sql::put, &values).map(|_| ())
}

/// Replaces what a role may.
///
/// # Errors
/// `Fault`.
pub fn set_permissions(tx: &mut Tx, _proof: &Appended, key: RoleKey, permissions: &[Permission]) -> Result<(), Fault> {
    tx.execute(&sql::clear_permissions, &[key.to_string().into()])?;
    for permission in permissions {
        tx.execute(&user::sql::give_permission, &[key.to_string().into(), permission.code().into()])?;
    }
    Ok(())
}

/// Takes a role of the organisation's own away, with what it may.
///
/// # Errors
/// `Fault`.
pub fn remove(tx: &mut Tx, _proof: &Appended, key: RoleKey) -> Result<(), Fault> {
    tx.execute(&sql::clear_permissions, &[key.to_string().into()])?;
    tx.execute(&sql::remove, &[key.to_string().into()]).map(|_| ())
}

/// One role, if the organisation has set it.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, key: RoleKey) -> Result<Option<RoleSet>, Fault> {
    conn.query_one_opt(&sql::load, &[key.to_string().into()])?.map(|row| RoleSet::from_row(&row)).transpose()
}

/// All that the organisation has set.
///
/// # Errors
/// `Fault`.
pub fn all(conn: &mut Conn) -> Result<Vec<RoleSet>, Fault> {
    conn.query(&sql::all, &[MAX_ROLES.into()])?.iter().map(RoleSet::from_row).collect()
}

/// How many people hold each role; roles nobody holds are left out.
///
/// # Errors
/// `Fault`.
pub fn holders(conn: &mut Conn) -> Result<Vec<(RoleKey, u64)>, Fault> {
    let read = |row: &Row| Ok((row.str(0)?.parse().map_err(corrupt)?, row.int(1)?.unsigned_abs()));
    conn.query(&sql::holders, &[])?.iter().map(read).collect()
}

/// Whether somebody holds it.
///
/// # Errors
/// `Fault`.
pub fn is_held(conn: &mut Conn, key: RoleKey) -> Result<bool, Fault> {
    Ok(conn.query_one_opt(&sql::is_held, &[key.to_string().into()])?.is_some())
}
