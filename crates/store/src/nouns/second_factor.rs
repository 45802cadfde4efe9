//! Second factors with their recovery codes, and the tickets between password and second factor. That a factor was set
//! up, taken away or reset is a decision in its user's history; secret, last step, codes and tickets are working state
//! that no history may hold. The secret is sealed ([`crate::vault`]) wherever there is a key.
//!
//! It must never answer a secret to anybody but whoever checks a code.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;

queries! { pub mod sql = "second_factor.sql"; put, of_user, confirm, step_on, remove, add_code, spend_code, clear_codes,
codes_left, add_ticket, ticket, spend_ticket, void_tickets, forget_tickets }

/// A second factor as kept.
#[derive(Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// The shared secret.
    pub secret: Vec<u8>,
    /// When its set-up began.
    pub began_at: UtcMs,
    /// When it was proved with a code; none: it does not count yet.
    pub confirmed_at: Option<UtcMs>,
    /// Time step of the last code taken; 0: none.
    pub last_step: i64,
}

impl std::fmt::Debug for SecondFactor {
    // Never a secret in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SecondFactor").field("confirmed_at", &self.confirmed_at).finish_non_exhaustive()
    }
}

fn place(user: Id) -> String {
    format!("second_factor:{user}:secret")
}

/// Begins a set-up; an unconfirmed one is replaced. False when there is a confirmed one.
///
/// # Errors
/// `Fault`.
pub fn put(tx: &mut Tx, user: Id, secret: &[u8], at: UtcMs) -> Result<bool, Fault> {
    let (clear, sealed) = tx.sealed_bytes(&place(user), secret)?;
    Ok(tx.execute(&sql::put, &[user.into(), clear.into(), at.into(), sealed.into()])? == 1)
}

/// Somebody's second factor, confirmed or not.
///
/// # Errors
/// `Fault`.
pub fn of_user(conn: &mut Conn, user: Id) -> Result<Option<SecondFactor>, Fault> {
    let Some(row) = conn.query_one_opt(&sql::of_user, &[user.into()])? else { return Ok(None) };
    Ok(Some(SecondFactor {
        secret: conn.unsealed_bytes(&place(user), row.bytes(0)?, row.str(4)?)?,
        began_at: row.at(1)?,
        confirmed_at: row.opt_at(2)?,
        last_step: row.int(3)?,
    }))
}

/// It was proved with the code of a step.
///
/// # Errors
/// `Fault`.
pub fn confirm(tx: &mut Tx, proof: &Appended, step: i64) -> Result<bool, Fault> {
    Ok(tx.execute(&sql::confirm, &[proof.stream().id.into(), proof.at().into(), step.into()])? == 1)
}

/// Takes the code of a step; false when that step or a later one was taken before.
///
/// # Errors
/// `Fault`.
pub fn step_on(tx: &mut Tx, user: Id, step: i64) -> Result<bool, Fault> {
    Ok(tx.execute(&sql::step_on, &[user.into(), step.into()])? == 1)
}

/// Takes it away with its recovery codes and open tickets.
///
/// # Errors
/// `Fault`.
pub fn remove(tx: &mut Tx, proof: &Appended) -> Result<(), Fault> {
    let user = proof.stream().id;
    tx.execute(&sql::clear_codes, &[user.into()])?;
    void_tickets(tx, user)?;
    tx.execute(&sql::remove, &[user.into()]).map(|_| ())
}

/// Replaces the recovery codes.
///
/// # Errors
/// `Fault`.
pub fn set_codes(tx: &mut Tx, proof: &Appended, hashes: &[[u8; 32]]) -> Result<(), Fault> {
    let user = proof.stream().id;
    tx.execute(&sql::clear_codes, &[user.into()])?;
    for hash in hashes {
        tx.execute(&sql::add_code, &[user.into(), hash.into()])?;
    }
    Ok(())
}

/// Uses a recovery code up; false when it is none of theirs.
///
/// # Errors
/// `Fault`.
pub fn spend_code(tx: &mut Tx, user: Id, hash: &[u8; 32]) -> Result<bool, Fault> {
    Ok(tx.execute(&sql::spend_code, &[user.into(), hash.into()])? == 1)
}

/// How many recovery codes somebody has left.
///
/// # Errors
/// `Fault`.
pub fn codes_left(conn: &mut Conn, user: Id) -> Result<u64, Fault> {
    Ok(conn.query_one(&sql::codes_left, &[user.into()])?.int(0)?.unsigned_abs())
}

/// Keeps a ticket; those made at or before `stale` are forgotten.
///
/// # Errors
/// `Fault`.
pub fn add_ticket(tx: &mut Tx, hash: &[u8; 32], user: Id, now: UtcMs, stale: UtcMs) -> Result<(), Fault> {
    tx.execute(&sql::forget_tickets, &[stale.into()])?;
    tx.execute(&sql::add_ticket, &[hash.into(), user.into(), now.into()]).map(|_| ())
}

/// Whose ticket this is, if it was made after `stale`.
///
/// # Errors
/// `Fault`.
pub fn ticket(conn: &mut Conn, hash: &[u8; 32], stale: UtcMs) -> Result<Option<Id>, Fault> {
    conn.query_one_opt(&sql::ticket, &[hash.into(), stale.into()])?.map(|row| row.id(0)).transpose()
}

/// Uses a ticket up; false when it is not there.
///
/// # Errors
/// `Fault`.
pub fn spend_ticket(tx: &mut Tx, hash: &[u8; 32]) -> Result<bool, Fault> {
    Ok(tx.execute(&sql::spend_ticket, &[hash.into()])? == 1)
}

/// Makes somebody's open tickets void: another password, another factor.
///
/// # Errors
/// `Fault`.
pub fn void_tickets(tx: &mut Tx, user: Id) -> Result<(), Fault> {
    tx.execute(&sql::void_tickets, &[user.into()]).map(|_| ())
}
