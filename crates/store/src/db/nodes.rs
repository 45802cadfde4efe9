//! PostgreSQL nodes among themselves: each holds a number (advisory lock on a connection kept open) and hears of the
//! others' commits by `LISTEN`.
//!
//! `NOTIFY` is not sent inside the transaction, because PostgreSQL then serialises the commits of all notifying
//! transactions on one lock and group commit is gone. A herald thread sends one a few milliseconds after the commits; a
//! node that dies in between loses only the word, never the row: the feed is read from its cursor.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossbeam_channel::RecvTimeoutError;
use postgres::fallible_iterator::FallibleIterator;

use super::draw::{Draw, NO_NODE};
use super::pool::Shared;
use super::postgres::connect;
use super::reach::BACK_OFF;
use crate::fault::Fault;

const CHANNEL: &str = "bihuan_journal";
/// First of 1023 advisory lock keys ("bihuan" in ASCII, shifted).
const NODE_LOCK: i64 = 0x6269_6875_616e_0000;
const HIDDEN: &str = "SELECT EXISTS (
    SELECT 1 FROM journal WHERE txid >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint)";
const TICK: Duration = Duration::from_millis(100);
const COALESCE: Duration = Duration::from_millis(5);

/// Connects, takes a node number (`preferred` if it is free) and listens.
pub(crate) fn join(config: &postgres::Config, draw: &Draw, preferred: u16) -> Result<postgres::Client, Fault> {
    let mut client = connect(config)?;
    // 1023 is never taken: it stands for "none" in an id drawn while no number is held.
    for n in 0..1023u16 {
        let node = (preferred + n) % 1023;
        let key = NODE_LOCK + i64::from(node);
        if client.query_one("SELECT pg_try_advisory_lock($1)", &[&key])?.get::<_, bool>(0) {
            client.batch_execute(&format!("LISTEN {CHANNEL}"))?;
            draw.node.store(node, Ordering::Release);
            return Ok(client);
        }
    }
    Err(Fault::Unavailable("all 1023 node numbers are taken".into()))
}

/// The listener's life; when its connection breaks nobody may draw ids until a number is held again.
pub(crate) fn listen_loop(
    mut client: postgres::Client,
    config: &postgres::Config,
    draw: &Draw,
    shared: &Shared,
    closing: &AtomicBool,
) {
    let mut pause = BACK_OFF.0;
    let mut unsettled = false;
    // Its old number before any other: with another's, two clocks that differ could draw the same id.
    let mut number = draw.node.load(Ordering::Acquire);
    while !closing.load(Ordering::Acquire) {
        if client.is_closed() {
            draw.node.store(NO_NODE, Ordering::Release);
            match join(config, draw, number) {
                Ok(joined) => {
                    (client, pause, unsettled) = (joined, BACK_OFF.0, true);
                    number = draw.node.load(Ordering::Acquire);
                }
                Err(fault) => {
                    tracing::warn!(%fault, "cannot join the other nodes");
                    std::thread::sleep(pause);
                    pause = (pause * 2).min(BACK_OFF.1);
                }
            }
            continue;
        }
        let heard = client.notifications().timeout_iter(TICK).next();
        unsettled |= matches!(heard, Ok(Some(_)));
        if unsettled {
            // A decision stays out of the feed while an older transaction runs anywhere on the server; whoever waits for
            // it must be woken again when that one has ended.
            unsettled = client.query_one(HIDDEN, &[]).map_or(true, |row| row.get(0));
            shared.heard();
        }
    }
}

/// The herald's life: until every sender of `words` is gone. A word that could not be told is told when the server is
/// back; words meanwhile are the same word.
pub(crate) fn herald_loop(words: &crossbeam_channel::Receiver<()>, config: &postgres::Config) {
    let mut client: Option<postgres::Client> = None;
    let mut pause = BACK_OFF.0;
    let mut untold = false;
    loop {
        let word =
            if untold { words.recv_timeout(pause) } else { words.recv().map_err(|_| RecvTimeoutError::Disconnected) };
        if word == Err(RecvTimeoutError::Disconnected) {
            return;
        }
        client = client.filter(|c| !c.is_closed()).or_else(|| connect(config).ok());
        untold = client.as_mut().is_none_or(|c| c.batch_execute(&format!("NOTIFY {CHANNEL}")).is_err());
        pause = if untold { (pause * 2).min(BACK_OFF.1) } else { BACK_OFF.0 };
        std::thread::sleep(COALESCE);
    }
}

/// Everything a PostgreSQL `Db` keeps beside its workers.
pub(crate) struct Neighbours {
    pub(crate) closing: Arc<AtomicBool>,
}

impl Drop for Neighbours {
    fn drop(&mut self) {
        self.closing.store(true, Ordering::Release);
    }
}
