//! What opens a case to its customer: keys, the codes that buy them, challenges answered. Only digests are kept.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::queries;

queries! { pub mod sql = "portal.sql"; add_key, by_hash, used, revoke, put_code, try_code, spend_code, spend_challenge, forget_challenges, forget_keys }

/// A key about to be kept.
#[derive(Debug, Clone)]
pub struct NewKey {
    /// Of which case.
    pub case: Id,
    /// Digest of the key.
    pub hash: [u8; 32],
    /// How it came about: `intake`, `code`, `staff`.
    pub origin: &'static str,
    /// Which member of staff made it.
    pub user: Option<Id>,
    /// Until when it is good.
    pub expires_at: UtcMs,
}

/// Keeps a key; what has expired is forgotten.
///
/// # Errors
/// `Fault`.
pub fn add_key(tx: &mut Tx, key: &NewKey) -> Result<Id, Fault> {
    let (id, now) = (tx.new_id(), tx.now());
    tx.execute(&sql::forget_keys, &[now.into()])?;
    let values = [
        id.into(),
        key.case.into(),
        (&key.hash).into(),
        key.origin.into(),
        key.user.into(),
        now.into(),
        key.expires_at.into(),
    ];
    tx.execute(&sql::add_key, &values)?;
    Ok(id)
}

/// The key with a digest that is still good, and its case.
///
/// # Errors
/// `Fault`.
pub fn by_hash(conn: &mut Conn, hash: &[u8; 32], now: UtcMs) -> Result<Option<(Id, Id)>, Fault> {
    conn.query_one_opt(&sql::by_hash, &[hash.into(), now.into()])?.map(|r| Ok((r.id(0)?, r.id(1)?))).transpose()
}

/// It was used; written at most every few minutes.
///
/// # Errors
/// `Fault`.
pub fn used(tx: &mut Tx, key: Id, unless_since: UtcMs) -> Result<(), Fault> {
    let now = tx.now();
    tx.execute(&sql::used, &[key.into(), now.into(), unless_since.into()]).map(|_| ())
}

/// No key of a case is good any more; how many there were.
///
/// # Errors
/// `Fault`.
pub fn revoke(tx: &mut Tx, case: Id) -> Result<u64, Fault> {
    tx.execute(&sql::spend_code, &[case.into()])?;
    tx.execute(&sql::revoke, &[case.into()])
}

/// Keeps the code that was sent for a case, in place of the one before.
///
/// # Errors
/// `Fault`.
pub fn put_code(tx: &mut Tx, case: Id, hash: &[u8; 32], expires_at: UtcMs) -> Result<(), Fault> {
    let now = tx.now();
    tx.execute(&sql::put_code, &[case.into(), hash.into(), now.into(), expires_at.into()]).map(|_| ())
}

/// Counts a try at the code of a case; its digest and how often it was tried, if there is one.
///
/// # Errors
/// `Fault`.
pub fn try_code(tx: &mut Tx, case: Id) -> Result<Option<([u8; 32], i64)>, Fault> {
    let now = tx.now();
    tx.query_one_opt(&sql::try_code, &[case.into(), now.into()])?.map(|r| Ok((r.hash(0)?, r.int(1)?))).transpose()
}

/// The code is used up.
///
/// # Errors
/// `Fault`.
pub fn spend_code(tx: &mut Tx, case: Id) -> Result<(), Fault> {
    tx.execute(&sql::spend_code, &[case.into()]).map(|_| ())
}

/// Takes a challenge once; false when it was taken before. Those from before `old` are forgotten: they are past their time.
///
/// # Errors
/// `Fault`.
pub fn spend_challenge(tx: &mut Tx, hash: &[u8; 32], old: UtcMs) -> Result<bool, Fault> {
    let now = tx.now();
    tx.execute(&sql::forget_challenges, &[old.into()])?;
    Ok(tx.execute(&sql::spend_challenge, &[hash.into(), now.into()])? == 1)
}
