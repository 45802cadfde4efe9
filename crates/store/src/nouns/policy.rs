//! Policies and calendar years put in force by an administrator, settings, and what a creation answered. Policy and
//! calendar texts are only ever added: a case may have pinned any of them.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;

queries! { pub mod sql = "policy.sql"; add_policy, all_policies, policy_row, withdraw_policy, add_day_table, all_day_tables, setting, settings_under, set, draw,
remember, remembered, forget_before }

/// Keeps the text of a policy version.
///
/// # Errors
/// `Constraint` when the version is there; `Fault`.
pub fn add_policy(tx: &mut Tx, proof: &Appended, policy: &str, version: u32, body: &str) -> Result<(), Fault> {
    let values = [proof.stream().id.into(), policy.into(), version.into(), body.into(), proof.at().into()];
    tx.execute(&sql::add_policy, &values).map(|_| ())
}

/// All policy texts: id, version, text; oldest first.
///
/// # Errors
/// `Fault`.
pub fn all_policies(conn: &mut Conn) -> Result<Vec<(String, u32, String)>, Fault> {
    let rows = conn.query(&sql::all_policies, &[])?;
    rows.iter().map(|r| Ok((r.text(0)?, u32::try_from(r.int(1)?).unwrap_or(0), r.text(2)?))).collect()
}

/// The row of a policy version that was not withdrawn.
///
/// # Errors
/// `Fault`.
pub fn policy_row(conn: &mut Conn, policy: &str, version: u32) -> Result<Option<Id>, Fault> {
    conn.query_one_opt(&sql::policy_row, &[policy.into(), version.into()])?.map(|r| r.id(0)).transpose()
}

/// Withdraws a policy version; its row stays, so that the number is never used again.
///
/// # Errors
/// `Fault`.
pub fn withdraw_policy(tx: &mut Tx, proof: &Appended) -> Result<(), Fault> {
    tx.execute(&sql::withdraw_policy, &[proof.stream().id.into(), proof.at().into()]).map(|_| ())
}

/// Keeps the text of calendar years.
///
/// # Errors
/// `Fault`.
pub fn add_day_table(tx: &mut Tx, proof: &Appended, id: Id, region: &str, body: &str) -> Result<(), Fault> {
    tx.execute(&sql::add_day_table, &[id.into(), region.into(), body.into(), proof.at().into()]).map(|_| ())
}

/// All calendar texts: region, text; oldest first, later ones refine earlier.
///
/// # Errors
/// `Fault`.
pub fn all_day_tables(conn: &mut Conn) -> Result<Vec<(String, String)>, Fault> {
    let rows = conn.query(&sql::all_day_tables, &[])?;
    rows.iter().map(|r| Ok((r.text(0)?, r.text(1)?))).collect()
}

/// A setting.
///
/// # Errors
/// `Fault`.
pub fn setting(conn: &mut Conn, key: &str) -> Result<Option<String>, Fault> {
    conn.query_one_opt(&sql::setting, &[key.into()])?.map(|r| r.text(0)).transpose()
}

/// The settings whose key begins with a prefix, with the rest of the key.
///
/// # Errors
/// `Fault`.
pub fn settings_under(conn: &mut Conn, prefix: &str) -> Result<Vec<(String, String)>, Fault> {
    let rows = conn.query(&sql::settings_under, &[prefix.into()])?;
    rows.iter().map(|r| Ok((r.text(0)?.split_off(prefix.len()), r.text(1)?))).collect()
}

/// Changes a setting.
///
/// # Errors
/// `Fault`.
pub fn set(tx: &mut Tx, _proof: &Appended, key: &str, value: &str) -> Result<(), Fault> {
    tx.execute(&sql::set, &[key.into(), value.into()]).map(|_| ())
}

/// Keeps what a node drew for itself and all others, unless another was first: a random key, no decision of anybody's.
///
/// # Errors
/// `Fault`.
pub fn draw(tx: &mut Tx, key: &str, value: &str) -> Result<(), Fault> {
    tx.execute(&sql::draw, &[key.into(), value.into()]).map(|_| ())
}

/// An answer given before under an Idempotency-Key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// Digest of the request.
    pub request_digest: Vec<u8>,
    /// HTTP status.
    pub status: u16,
    /// Body.
    pub body: String,
}

/// What was answered under a key.
///
/// # Errors
/// `Fault`.
pub fn remembered(conn: &mut Conn, key: &str) -> Result<Option<Remembered>, Fault> {
    let Some(row) = conn.query_one_opt(&sql::remembered, &[key.into()])? else { return Ok(None) };
    let status = u16::try_from(row.int(1)?).unwrap_or(500);
    Ok(Some(Remembered { request_digest: row.bytes(0)?, status, body: row.text(2)? }))
}

/// Remembers an answer; in the transaction of the creation itself, so that both are there or neither.
///
/// # Errors
/// `Constraint` when the key is taken; `Fault`.
pub fn remember(tx: &mut Tx, key: &str, answer: &Remembered, at: UtcMs) -> Result<(), Fault> {
    let values = [
        key.into(),
        answer.request_digest.as_slice().into(),
        i64::from(answer.status).into(),
        answer.body.as_str().into(),
        at.into(),
    ];
    tx.execute(&sql::remember, &values).map(|_| ())
}

/// Forgets answers older than an instant.
///
/// # Errors
/// `Fault`.
pub fn forget_before(tx: &mut Tx, at: UtcMs) -> Result<u64, Fault> {
    tx.execute(&sql::forget_before, &[at.into()])
}
