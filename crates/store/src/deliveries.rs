//! Messages to webhooks: an outbox of their own, so that an endpoint that is down for a day delays nobody's mail. The
//! lease is that of the outbox; beside it each row keeps how its last sending went, which is the log people read.
//!
//! A row's id is the idempotency key outside: whatever happens between sending and noting it, the next attempt carries
//! the same id. Sending again by hand does too.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::lease::{self, Failed};
use crate::queries;
use crate::value::{Row, Value};

queries! { pub(crate) mod sql = "deliveries.sql"; enqueue, claim, give_back, done, came_back, failed, again, drop_open,
prune, load, of_webhook, waiting, parked, next_due }

/// Characters of an answer that are kept.
pub const ANSWER_CHARS: usize = 1_024;

/// A message claimed for sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// The message's id outside.
    pub id: Id,
    /// To which webhook.
    pub webhook: Id,
    /// The body.
    pub payload: String,
    /// This attempt, from 1.
    pub attempt: i64,
}

/// How a sending went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Went {
    /// When it was sent.
    pub at: UtcMs,
    /// HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// Milliseconds until the answer or the failure.
    pub duration_ms: i64,
    /// The beginning of the answer.
    pub answer: String,
}

/// How a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is sent, or sent again, when it is due.
    Waiting,
    /// The other side took it.
    Taken,
    /// Given up.
    Parked,
}

impl Standing {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Taken, Self::Parked];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Taken => "taken",
            Self::Parked => "parked",
        }
    }
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The message's id outside.
    pub id: Id,
    /// To which webhook.
    pub webhook: Id,
    /// What it tells.
    pub topic: String,
    /// The body.
    pub payload: String,
    /// When it was enqueued.
    pub created_at: UtcMs,
    /// When it is tried next.
    pub next_at: UtcMs,
    /// Attempts so far.
    pub attempts: i64,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
    /// When it was taken.
    pub done_at: Option<UtcMs>,
    /// When it was given up.
    pub dead_at: Option<UtcMs>,
    /// How the last sending went.
    pub went: Option<Went>,
}

impl Delivery {
    /// How it stands.
    pub const fn standing(&self) -> Standing {
        match (self.done_at, self.dead_at) {
            (Some(_), _) => Standing::Taken,
            (_, Some(_)) => Standing::Parked,
            _ => Standing::Waiting,
        }
    }

    fn from_row(row: &Row) -> Result<Self, Fault> {
        let went = match row.opt_at(10)? {
            None => None,
            Some(at) => Some(Went {
                at,
                status: row.opt_int(11)?.and_then(|s| u16::try_from(s).ok()),
                duration_ms: row.opt_int(12)?.unwrap_or(0),
                answer: row.opt_text(13)?.unwrap_or_default(),
            }),
        };
        Ok(Self {
            id: row.id(0)?,
            webhook: row.id(1)?,
            topic: row.text(2)?,
            payload: row.text(3)?,
            created_at: row.at(4)?,
            next_at: row.at(5)?,
            attempts: row.int(6)?,
            last_error: row.opt_text(7)?,
            done_at: row.opt_at(8)?,
            dead_at: row.opt_at(9)?,
            went,
        })
    }
}

/// Enqueues a message once a key; `None` when it was enqueued already.
///
/// # Errors
/// `Fault`.
pub fn enqueue(tx: &mut Tx, webhook: Id, topic: &str, key: &str, payload: &str) -> Result<Option<Id>, Fault> {
    let (id, now) = (tx.new_id(), tx.now());
    let values = [id.into(), webhook.into(), topic.into(), key.into(), payload.into(), now.into()];
    Ok((tx.execute(&sql::enqueue, &values)? == 1).then_some(id))
}

/// Claims up to `limit` due messages for `lease_ms`, in the order they were enqueued.
///
/// # Errors
/// `Fault`.
pub fn claim_due(tx: &mut Tx, limit: u32, lease_ms: i64) -> Result<Vec<Claimed>, Fault> {
    let now: Value = tx.now().into();
    let mut claimed = Vec::new();
    for row in tx.query(&sql::claim, &[now, lease_ms.into(), limit.into()])? {
        claimed.push(Claimed { id: row.id(0)?, webhook: row.id(1)?, payload: row.text(2)?, attempt: row.int(3)? });
    }
    claimed.sort_by_key(|c: &Claimed| c.id);
    Ok(claimed)
}

/// It was not sent after all: it is due at once, and the attempt does not count.
///
/// # Errors
/// `Fault`.
pub fn give_back(tx: &mut Tx, claimed: &Claimed) -> Result<(), Fault> {
    let now: Value = tx.now().into();
    tx.execute(&sql::give_back, &[claimed.id.into(), claimed.attempt.into(), now]).map(|_| ())
}

/// It was taken. False when the lease was lost.
///
/// # Errors
/// `Fault`.
pub fn taken(tx: &mut Tx, claimed: &Claimed, went: &Went) -> Result<bool, Fault> {
    Ok(tx.execute(&sql::done, &outcome(claimed, went))? == 1)
}

/// It was not taken: again later, or parked.
///
/// # Errors
/// `Fault`.
pub fn failed(tx: &mut Tx, claimed: &Claimed, went: &Went, error: &str) -> Result<Failed, Fault> {
    tx.execute(&sql::came_back, &outcome(claimed, went))?;
    lease::failed(tx, &sql::failed, claimed.id, claimed.attempt, error)
}

fn outcome(claimed: &Claimed, went: &Went) -> [Value; 6] {
    let answer: String = went.answer.chars().filter(|c| *c != '\0').take(ANSWER_CHARS).collect();
    [
        claimed.id.into(),
        claimed.attempt.into(),
        went.at.into(),
        went.status.into(),
        went.duration_ms.into(),
        answer.into(),
    ]
}

/// Somebody sends it again: the same id, the attempts from the beginning. False when there is no such message.
///
/// # Errors
/// `Fault`.
pub fn again(tx: &mut Tx, webhook: Id, id: Id) -> Result<bool, Fault> {
    let now: Value = tx.now().into();
    Ok(tx.execute(&sql::again, &[webhook.into(), id.into(), now])? == 1)
}

/// Parks whatever still waits for a webhook.
///
/// # Errors
/// `Fault`.
pub fn drop_open(tx: &mut Tx, webhook: Id, why: &str) -> Result<u64, Fault> {
    let now: Value = tx.now().into();
    tx.execute(&sql::drop_open, &[webhook.into(), now, why.into()])
}

/// Forgets up to `limit` messages that are over and were enqueued before an instant.
///
/// # Errors
/// `Fault`.
pub fn prune(tx: &mut Tx, before: UtcMs, limit: u32) -> Result<u64, Fault> {
    tx.execute(&sql::prune, &[Id::from_parts(before.ms(), 0, 0).into(), limit.into()])
}

/// One message of a webhook.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, webhook: Id, id: Id) -> Result<Option<Delivery>, Fault> {
    conn.query_one_opt(&sql::load, &[webhook.into(), id.into()])?.map(|row| Delivery::from_row(&row)).transpose()
}

/// A page of a webhook's log, newest first, from before an id on; of one standing, if it is named.
///
/// # Errors
/// `Fault`.
pub fn of_webhook(
    conn: &mut Conn,
    webhook: Id,
    standing: Option<Standing>,
    before: Option<Id>,
    limit: u32,
) -> Result<Vec<Delivery>, Fault> {
    let standing = standing.map_or("any", Standing::code);
    let values = [webhook.into(), before.map_or(i64::MAX, Id::as_i64).into(), standing.into(), limit.into()];
    conn.query(&sql::of_webhook, &values)?.iter().map(Delivery::from_row).collect()
}

/// How many messages wait for a webhook, and how many were given up; each counted up to a bound.
///
/// # Errors
/// `Fault`.
pub fn waiting(conn: &mut Conn, webhook: Id, up_to: i64) -> Result<(i64, i64), Fault> {
    let open = conn.query_one(&sql::waiting, &[webhook.into(), up_to.into()])?.int(0)?;
    let parked = conn.query_one(&sql::parked, &[webhook.into(), up_to.into()])?.int(0)?;
    Ok((open, parked))
}

/// When the next one is to be claimed.
///
/// # Errors
/// `Fault`.
pub fn next_due(conn: &mut Conn) -> Result<Option<UtcMs>, Fault> {
    lease::next_due(conn, &sql::next_due)
}
