//! Claiming work: what timers, outbox and jobs share. A claim is a lease: the row's `next_at` moves to its end, and the
//! attempt number is the token with which its holder reports. A holder that comes back after its lease was given to
//! somebody else changes nothing. Attempts are bounded; then the row is parked (`dead_at`) for a person to look at.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use crate::db::{Conn, Query, Tx};
use crate::fault::Fault;
use crate::value::Value;

/// Attempts before a row is parked; with the back-off here about half a day.
pub const ATTEMPTS: i64 = 15;
const FIRST_PAUSE_MS: i64 = 2_000;
const LONGEST_PAUSE_MS: i64 = 3_600_000;
/// Characters of an error that are kept.
const ERROR: usize = 500;

/// Milliseconds to wait after attempt `n` (from 1) failed: doubling, at most an hour.
pub const fn back_off_ms(n: i64) -> i64 {
    let doublings = if n < 1 {
        0
    } else if n > 12 {
        11
    } else {
        n - 1
    };
    let pause = FIRST_PAUSE_MS << doublings;
    if pause > LONGEST_PAUSE_MS { LONGEST_PAUSE_MS } else { pause }
}

/// What becomes of a failed row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failed {
    /// It is tried again at this instant.
    Again(UtcMs),
    /// Attempts are used up: parked.
    Parked,
    /// The lease had ended; somebody else has it, or it is done or gone.
    Lost,
}

pub(crate) fn failed(tx: &mut Tx, query: &Query, id: Id, attempt: i64, error: &str) -> Result<Failed, Fault> {
    let now = tx.now();
    let parked = attempt >= ATTEMPTS;
    let next = now.plus_ms(back_off_ms(attempt));
    let short: String = error.chars().filter(|c| *c != '\0').take(ERROR).collect();
    let dead = parked.then_some(now);
    let changed = tx.execute(query, &[id.into(), attempt.into(), next.into(), short.into(), dead.into()])?;
    Ok(match (changed, parked) {
        (0, _) => Failed::Lost,
        (_, true) => Failed::Parked,
        _ => Failed::Again(next),
    })
}

/// Rows waiting and rows parked, for health and metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Not yet done.
    pub open: i64,
    /// Given up.
    pub parked: i64,
}

pub(crate) fn waiting(conn: &mut Conn, query: &Query) -> Result<Waiting, Fault> {
    let row = conn.query_one(query, &[])?;
    Ok(Waiting { open: row.int(0)?, parked: row.int(1)? })
}

pub(crate) fn next_due(conn: &mut Conn, query: &Query) -> Result<Option<UtcMs>, Fault> {
    conn.query_one_opt(query, &[])?.map(|r| r.at(0)).transpose()
}

/// A row of the outbox or of the jobs, claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Its id; also the idempotency key of the outside effect.
    pub id: Id,
    /// Which worker it is for.
    pub topic: String,
    /// The key under which it was enqueued once.
    pub key: String,
    /// JSON.
    pub payload: String,
    /// When it was enqueued.
    pub created_at: UtcMs,
    /// This attempt, from 1.
    pub attempt: i64,
}

/// The queries of one such table.
pub(crate) struct Desk {
    pub(crate) enqueue: &'static Query,
    pub(crate) claim: &'static Query,
    pub(crate) done: &'static Query,
    pub(crate) failed: &'static Query,
    pub(crate) revive: &'static Query,
    pub(crate) prune: &'static Query,
}

impl Desk {
    pub(crate) fn enqueue(
        &self,
        tx: &mut Tx,
        topic: &str,
        key: &str,
        payload: &str,
        not_before: UtcMs,
    ) -> Result<Option<Id>, Fault> {
        let (id, now) = (tx.new_id(), tx.now());
        let values = [id.into(), topic.into(), key.into(), payload.into(), now.into(), not_before.into()];
        Ok((tx.execute(self.enqueue, &values)? == 1).then_some(id))
    }

    pub(crate) fn claim(&self, tx: &mut Tx, limit: u32, lease_ms: i64) -> Result<Vec<Claimed>, Fault> {
        let now: Value = tx.now().into();
        let rows = tx.query(self.claim, &[now, lease_ms.into(), limit.into()])?;
        let claimed: Result<Vec<_>, Fault> = rows
            .iter()
            .map(|r| {
                Ok(Claimed {
                    id: r.id(0)?,
                    topic: r.text(1)?,
                    key: r.text(2)?,
                    payload: r.text(3)?,
                    created_at: r.at(4)?,
                    attempt: r.int(5)?,
                })
            })
            .collect();
        let mut claimed = claimed?;
        claimed.sort_by_key(|c| c.id);
        Ok(claimed)
    }

    pub(crate) fn done(&self, tx: &mut Tx, id: Id, attempt: i64) -> Result<bool, Fault> {
        let now: Value = tx.now().into();
        Ok(tx.execute(self.done, &[id.into(), attempt.into(), now])? == 1)
    }

    pub(crate) fn failed(&self, tx: &mut Tx, id: Id, attempt: i64, error: &str) -> Result<Failed, Fault> {
        failed(tx, self.failed, id, attempt, error)
    }

    pub(crate) fn revive(&self, tx: &mut Tx, id: Id) -> Result<bool, Fault> {
        let now: Value = tx.now().into();
        Ok(tx.execute(self.revive, &[id.into(), now])? == 1)
    }

    pub(crate) fn prune(&self, tx: &mut Tx, before: UtcMs, limit: u32) -> Result<u64, Fault> {
        tx.execute(self.prune, &[before.into(), limit.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_doubles_up_to_an_hour() {
        assert_eq!((back_off_ms(1), back_off_ms(2), back_off_ms(5)), (2_000, 4_000, 32_000));
        assert_eq!((back_off_ms(12), back_off_ms(i64::MAX), back_off_ms(0)), (3_600_000, 3_600_000, 2_000));
    }
}
