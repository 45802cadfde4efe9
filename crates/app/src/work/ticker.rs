//! The ticker: claims due timer rows, one a case, and sends the case a command for each timer that is due. One that no
//! longer fits is forgotten; a case that fails is tried again later, a bounded number of times. Never a scan over cases.

use bihuan_store::Tx;
use bihuan_store::timers::{self, Timer};

use crate::app::App;
use crate::cases::write::{STREAM, WAKE, Work};
use crate::failure::Failure;
use crate::world::World;
use crate::{channels, chat, rules};

/// How long a claimed timer belongs to its worker.
const LEASE_MS: i64 = 60_000;
/// Timers claimed at once.
const BATCH: u32 = 200;
/// Cases whose timers are handled in one transaction.
const TOGETHER: usize = 25;

/// A timer of a case that wakes its clocks, and no rule of the organisation.
fn is_of_a_case(timer: &Timer) -> bool {
    timer.stream.kind == STREAM && timer.key == WAKE
}

/// Handles a claimed timer.
fn ring(tx: &mut Tx, world: &World, timer: &Timer) -> Result<(), Failure> {
    let now = tx.now();
    // Done first: a lease that ran out meanwhile means that another worker has it.
    if !timers::done(tx, timer)? {
        return Ok(());
    }
    if timer.stream.kind == chat::KIND {
        return chat::ring(tx, world, timer.stream.id);
    }
    if timer.stream.kind == channels::health::KIND {
        return channels::health::ring(tx, world, timer.stream.id, &timer.key);
    }
    if timer.key == rules::WAKE {
        return rules::ring(tx, world, timer.stream.id);
    }
    let mut work = Work::open(tx, world, timer.stream.id, None)?;
    if work.ring(now)? {
        return work.finish(tx).map(|_| ());
    }
    // Nothing was due after all: the row that was just taken must stand for what comes.
    match work.timers().first() {
        Some(next) => Ok(timers::set(tx, &timer.stream, WAKE, next.at)?),
        None => Ok(()),
    }
}

impl App {
    /// Handles every timer that is due now, in batches, and says what was held back until now; answers how many.
    ///
    /// # Errors
    /// Faults of the store; a single case's trouble is noted on its timer and does not stop the rest.
    pub async fn tick(&self) -> Result<usize, Failure> {
        let (mut handled, mut chats) = (0, false);
        loop {
            let claimed = self.db().write("timers.claim", |tx| {
                let now = tx.now();
                Ok::<_, Failure>(timers::claim_due(tx, now, BATCH, LEASE_MS)?)
            });
            let claimed = claimed.await?;
            let full = claimed.len() == BATCH as usize;
            handled += claimed.len();
            chats |= claimed.iter().any(|timer| timer.stream.kind == chat::KIND);
            let (cases, others): (Vec<Timer>, Vec<Timer>) = claimed.into_iter().partition(is_of_a_case);
            // Sent at once, so that the writer can commit them as one group.
            let sent = cases.chunks(TOGETHER).map(|few| self.fire_together(few.to_vec()));
            for outcome in futures::future::join_all(sent).await {
                outcome?;
            }
            for outcome in futures::future::join_all(others.into_iter().map(|timer| self.fire(timer))).await {
                outcome?;
            }
            if !full {
                // An offer that lapsed goes to the next, and an end makes room.
                if chats {
                    self.offer_chats().await?;
                }
                return Ok(handled + self.send_held().await?);
            }
        }
    }

    /// Several cases in one transaction, which costs each of them a fraction of it; if one of them fails, each by itself.
    async fn fire_together(&self, mut few: Vec<Timer>) -> Result<(), Failure> {
        few.sort_unstable_by_key(|timer| timer.stream.id);
        let (world, claimed) = (self.world(), few.clone());
        let all = self.db().write_repeatable("timers", move |tx| {
            timers::together(tx)?;
            few.iter().try_for_each(|timer| ring(tx, &world, timer))
        });
        if all.await.is_ok() {
            return Ok(());
        }
        for outcome in futures::future::join_all(claimed.into_iter().map(|timer| self.fire(timer))).await {
            outcome?;
        }
        Ok(())
    }

    async fn fire(&self, timer: Timer) -> Result<(), Failure> {
        let world = self.world();
        let claimed = timer.clone();
        let outcome = self.db().write("timer", move |tx| ring(tx, &world, &timer)).await;
        match outcome {
            Ok(()) => Ok(()),
            Err(failure) => {
                tracing::warn!(timer = %claimed.key, case = %claimed.stream.id, %failure, "timer failed");
                let told = failure.to_string();
                self.db()
                    .write("timer.failed", move |tx| {
                        timers::failed(tx, &claimed, &told)?;
                        Ok::<_, Failure>(())
                    })
                    .await
            }
        }
    }
}
