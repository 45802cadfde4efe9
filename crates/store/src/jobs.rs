//! Jobs: work for later that stays inside (recompute, import step, seal, report). The same lease as the outbox; another
//! table, so that a flood of one does not delay the other.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::lease::{self, Claimed, Desk, Failed, Waiting};
use crate::queries;

queries! { pub(crate) mod sql = "jobs.sql"; enqueue, claim, done, failed, revive, prune, next_due, waiting, state_of }

const DESK: Desk = Desk {
    enqueue: &sql::enqueue,
    claim: &sql::claim,
    done: &sql::done,
    failed: &sql::failed,
    revive: &sql::revive,
    prune: &sql::prune,
};

/// Enqueues a job in the same transaction as the decision that wants it, not before `not_before`. `None` when `key` was
/// enqueued already: nothing happens twice.
///
/// # Errors
/// `Fault`.
pub fn enqueue(tx: &mut Tx, topic: &str, key: &str, payload: &str, not_before: UtcMs) -> Result<Option<Id>, Fault> {
    DESK.enqueue(tx, topic, key, payload, not_before)
}

/// Claims up to `limit` due rows for `lease_ms`, oldest first; two workers never get the same.
///
/// # Errors
/// `Fault`.
pub fn claim_due(tx: &mut Tx, limit: u32, lease_ms: i64) -> Result<Vec<Claimed>, Fault> {
    DESK.claim(tx, limit, lease_ms)
}

/// It is done. False when the lease was lost.
///
/// # Errors
/// `Fault`.
pub fn done(tx: &mut Tx, claimed: &Claimed) -> Result<bool, Fault> {
    DESK.done(tx, claimed.id, claimed.attempt)
}

/// It failed: again later, or parked.
///
/// # Errors
/// `Fault`.
pub fn failed(tx: &mut Tx, claimed: &Claimed, error: &str) -> Result<Failed, Fault> {
    DESK.failed(tx, claimed.id, claimed.attempt, error)
}

/// A person lets a parked one try again.
///
/// # Errors
/// `Fault`.
pub fn revive(tx: &mut Tx, id: Id) -> Result<bool, Fault> {
    DESK.revive(tx, id)
}

/// Forgets up to `limit` rows done before an instant; their keys may then be used anew.
///
/// # Errors
/// `Fault`.
pub fn prune(tx: &mut Tx, before: UtcMs, limit: u32) -> Result<u64, Fault> {
    DESK.prune(tx, before, limit)
}

/// When the next one is to be claimed.
///
/// # Errors
/// `Fault`.
pub fn next_due(conn: &mut Conn) -> Result<Option<UtcMs>, Fault> {
    lease::next_due(conn, &sql::next_due)
}

/// Open and parked rows.
///
/// # Errors
/// `Fault`.
pub fn waiting(conn: &mut Conn) -> Result<Waiting, Fault> {
    lease::waiting(conn, &sql::waiting)
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Waiting or at work.
    Open,
    /// Done.
    Done,
    /// Given up.
    Parked,
}

/// Where the job of a key stands; `None` when it was never enqueued or is forgotten.
///
/// # Errors
/// `Fault`.
pub fn state_of(conn: &mut Conn, key: &str) -> Result<Option<State>, Fault> {
    let Some(row) = conn.query_one_opt(&sql::state_of, &[key.into()])? else { return Ok(None) };
    Ok(Some(match (row.opt_at(0)?, row.opt_at(1)?) {
        (Some(_), _) => State::Done,
        (None, Some(_)) => State::Parked,
        (None, None) => State::Open,
    }))
}
