//! Timers: a clock's warning, due time or breach waits here, at most one a stream and key, and is found by an index,
//! never by polling cases. Firing one only sends a command; whatever it decides goes through the one write path.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use crate::db::{Conn, Engine, Tx};
use crate::fault::Fault;
use crate::journal::Stream;
use crate::lease::{self, Failed, Waiting};
use crate::queries;
use crate::value::{Row, Value};

queries! { pub(crate) mod sql = "timers.sql"; begin, set, cancel, cancel_all, of_stream, claim, done, failed, next_due, waiting }

/// A timer, claimed or listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timer {
    /// Changes each time the timer is set anew.
    pub id: Id,
    /// Whose.
    pub stream: Stream,
    /// Which of the stream's timers, e.g. milestone and stage.
    pub key: String,
    /// When it is (or was) due.
    pub due_at: UtcMs,
    /// Attempts so far; the token of a claim.
    pub attempt: i64,
}

impl Timer {
    fn from_row(r: &Row) -> Result<Self, Fault> {
        let stream = Stream { kind: r.text(1)?.into(), id: r.id(2)? };
        Ok(Self { id: r.id(0)?, stream, key: r.text(3)?, due_at: r.at(4)?, attempt: r.int(5)? })
    }
}

/// Sets the first timer of a new stream: no look for an earlier one.
///
/// # Errors
/// `Constraint` when there is one; `Fault`.
pub fn begin(tx: &mut Tx, stream: &Stream, key: &str, due_at: UtcMs) -> Result<(), Fault> {
    let id = tx.new_id();
    let values = [id.into(), stream.kind.as_ref().into(), stream.id.into(), key.into(), due_at.into()];
    tx.execute(&sql::begin, &values).map(|_| ())
}

/// Sets the stream's timer `key`, replacing an earlier one, also one claimed at this moment.
///
/// # Errors
/// `Fault`.
pub fn set(tx: &mut Tx, stream: &Stream, key: &str, due_at: UtcMs) -> Result<(), Fault> {
    let id = tx.new_id();
    let values = [id.into(), stream.kind.as_ref().into(), stream.id.into(), key.into(), due_at.into()];
    tx.execute(&sql::set, &values).map(|_| ())
}

/// Takes the stream's timer `key` away; true when there was one.
///
/// # Errors
/// `Fault`.
pub fn cancel(tx: &mut Tx, stream: &Stream, key: &str) -> Result<bool, Fault> {
    let values = [stream.kind.as_ref().into(), stream.id.into(), key.into()];
    Ok(tx.execute(&sql::cancel, &values)? == 1)
}

/// Takes all timers of a stream away; answers how many.
///
/// # Errors
/// `Fault`.
pub fn cancel_all(tx: &mut Tx, stream: &Stream) -> Result<u64, Fault> {
    tx.execute(&sql::cancel_all, &[stream.kind.as_ref().into(), stream.id.into()])
}

/// The timers of a stream, soonest first.
///
/// # Errors
/// `Fault`.
pub fn of_stream(conn: &mut Conn, stream: &Stream) -> Result<Vec<Timer>, Fault> {
    let rows = conn.query(&sql::of_stream, &[stream.kind.as_ref().into(), stream.id.into()])?;
    rows.iter().map(Timer::from_row).collect()
}

/// Claims up to `limit` timers due at `now`, for `lease_ms`; two workers never get the same.
///
/// # Errors
/// `Fault`.
pub fn claim_due(tx: &mut Tx, now: UtcMs, limit: u32, lease_ms: i64) -> Result<Vec<Timer>, Fault> {
    let values: [Value; 3] = [now.into(), lease_ms.into(), limit.into()];
    let mut timers: Vec<Timer> =
        tx.query(&sql::claim, &values)?.iter().map(Timer::from_row).collect::<Result<_, _>>()?;
    timers.sort_by_key(|t| (t.due_at, t.id));
    Ok(timers)
}

/// Before several timers of different streams are handled in one transaction: on PostgreSQL it gives up soon when another
/// command holds one of them, so that of two that wait for each other it is this one that is taken back.
///
/// # Errors
/// `Fault`.
pub fn together(tx: &mut Tx) -> Result<(), Fault> {
    match tx.engine() {
        Engine::Sqlite => Ok(()),
        Engine::Postgres => tx.execute_batch("SET LOCAL lock_timeout = '200ms'"),
    }
}

/// The claimed timer did its work: it is gone. False when it was set anew meanwhile or the lease was lost.
///
/// # Errors
/// `Fault`.
pub fn done(tx: &mut Tx, timer: &Timer) -> Result<bool, Fault> {
    Ok(tx.execute(&sql::done, &[timer.id.into(), timer.attempt.into()])? == 1)
}

/// The claimed timer failed: again later, or parked.
///
/// # Errors
/// `Fault`.
pub fn failed(tx: &mut Tx, timer: &Timer, error: &str) -> Result<Failed, Fault> {
    lease::failed(tx, &sql::failed, timer.id, timer.attempt, error)
}

/// When the next one is to be claimed: how long the ticker may sleep.
///
/// # Errors
/// `Fault`.
pub fn next_due(conn: &mut Conn) -> Result<Option<UtcMs>, Fault> {
    lease::next_due(conn, &sql::next_due)
}

/// Set and parked timers.
///
/// # Errors
/// `Fault`.
pub fn waiting(conn: &mut Conn) -> Result<Waiting, Fault> {
    lease::waiting(conn, &sql::waiting)
}
