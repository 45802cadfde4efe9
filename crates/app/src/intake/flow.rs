//! The way of many rows: read on one thread, made ready on others, written a few dozen to a transaction. A row that a
//! rule refuses is undone alone; a fault of the machine ends the import, and starting it again goes on where it ended.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError};

use bihuan_domain::case::event::Source;
use bihuan_store::nouns::case as row;
use bihuan_store::{Fault, Tx};
use futures::StreamExt as _;
use futures::stream::FuturesOrdered;
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc;

use super::annals::Annals;
use super::tally::Tally;
use crate::failure::Failure;

/// Transactions under way at once: enough that the writer always finds the next one waiting.
const IN_FLIGHT: usize = 6;
/// How often a transaction is tried again that the engine asked us to repeat.
const TRIES: u32 = 5;

/// What became of a row that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// It is a case now.
    Added(Tally),
    /// It was there.
    Existing,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is a case now.
    Added,
    /// It was there: by source and external id.
    Existing,
    /// It was not taken.
    Rejected {
        /// Stable code of the refusal or of what is wrong with the input.
        code: String,
        /// For people.
        detail: String,
    },
}

/// Something of the past that becomes a case.
pub trait Historic: Send + Sized + 'static {
    /// Made ready outside the transaction.
    type Ready: Send + Sync + 'static;

    /// How many are written in one transaction; a slow one makes everybody wait.
    const PER_WRITE: usize;

    /// By what it is known (S1-13).
    fn key(&self) -> &Source;

    /// Everything that needs no transaction.
    ///
    /// # Errors
    /// `Input` rejects it; a fault ends the import.
    fn ready(self, annals: &Annals) -> Result<Self::Ready, Failure>;

    /// By what the ready one is known.
    fn source(ready: &Self::Ready) -> Option<&Source>;

    /// Makes it a case.
    ///
    /// # Errors
    /// `Refused` and `Input` reject it; a fault ends the import.
    fn write(ready: &Self::Ready, tx: &mut Tx, annals: &Annals) -> Result<Taken, Failure>;
}

enum Chunk<T, H> {
    /// Each known by a key not met before.
    Fresh(Vec<(T, H)>),
    /// Keys met before in this file: they wait until the first of their kind is decided.
    Again(Vec<(T, H)>),
}

type Settled<T> = (Vec<(T, Outcome)>, Tally);

enum Undone {
    Dry(Taken),
    Failed(Failure),
}

impl From<Fault> for Undone {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault.into())
    }
}

fn rejection(failure: Failure) -> Result<Outcome, Failure> {
    match failure {
        Failure::Refused(refusal) => Ok(Outcome::Rejected { code: refusal.code(), detail: refusal.to_string() }),
        Failure::Input { field, code, detail } => {
            Ok(Outcome::Rejected { code: code.to_owned(), detail: format!("{field}: {detail}") })
        }
        other => Err(other),
    }
}

fn read<T, H: Historic>(rows: impl Iterator<Item = (T, H)>, send: &mpsc::Sender<Chunk<T, H>>) {
    let mut met: HashSet<[u8; 16]> = HashSet::new();
    let (mut fresh, mut again) = (Vec::new(), Vec::new());
    for (ticket, row) in rows {
        let digest = Sha256::digest(row.key().external_id.as_bytes());
        let mut short = [0; 16];
        short.copy_from_slice(&digest[..16]);
        if met.insert(short) {
            fresh.push((ticket, row));
            if fresh.len() >= H::PER_WRITE && send.blocking_send(Chunk::Fresh(std::mem::take(&mut fresh))).is_err() {
                return;
            }
            continue;
        }
        again.push((ticket, row));
        if again.len() >= H::PER_WRITE {
            // The first of their kind may still be in `fresh`.
            let first = Chunk::Fresh(std::mem::take(&mut fresh));
            let then = Chunk::Again(std::mem::take(&mut again));
            if send.blocking_send(first).is_err() || send.blocking_send(then).is_err() {
                return;
            }
        }
    }
    let _ = send.blocking_send(Chunk::Fresh(fresh));
    let _ = send.blocking_send(Chunk::Again(again));
}

impl Annals {
    /// Takes in rows; `tell` hears what became of each, in the order of the file but for rows that come again.
    ///
    /// # Errors
    /// Faults of the store; what was written before stays.
    pub async fn take_in<T, H>(
        &self,
        rows: impl Iterator<Item = (T, H)> + Send + 'static,
        mut tell: impl FnMut(T, Outcome),
    ) -> Result<Tally, Failure>
    where
        T: Send + 'static,
        H: Historic,
    {
        let (send, mut chunks) = mpsc::channel(2);
        let reader = tokio::task::spawn_blocking(move || read(rows, &send));
        let mut running = FuturesOrdered::new();
        let mut tally = Tally::default();
        let mut settle = |(outcomes, part): Settled<T>| {
            tally.add(&part);
            for (ticket, outcome) in outcomes {
                tell(ticket, outcome);
            }
        };
        while let Some(chunk) = chunks.recv().await {
            let (rows, most) = match chunk {
                Chunk::Fresh(rows) => (rows, IN_FLIGHT),
                Chunk::Again(rows) => (rows, 1),
            };
            while running.len() >= most {
                settle(joined(running.next().await)?);
            }
            running.push_back(tokio::spawn(self.clone().chunk(rows)));
            if most == 1 {
                settle(joined(running.next().await)?);
            }
        }
        while !running.is_empty() {
            settle(joined(running.next().await)?);
        }
        reader.await.map_err(|e| Fault::Panicked(e.to_string()))?;
        Ok(tally)
    }

    async fn chunk<T, H>(self, rows: Vec<(T, H)>) -> Result<Settled<T>, Failure>
    where
        T: Send + 'static,
        H: Historic,
    {
        let annals = self.clone();
        let made = tokio::task::spawn_blocking(move || {
            let mut tickets = Vec::with_capacity(rows.len());
            let mut ready = Vec::with_capacity(rows.len());
            for (ticket, row) in rows {
                tickets.push(ticket);
                ready.push(match row.ready(&annals) {
                    Ok(ready) => Ok(ready),
                    Err(failure) => Err(rejection(failure)?),
                });
            }
            Ok::<_, Failure>((tickets, ready))
        });
        let (tickets, ready) = made.await.map_err(|e| Fault::Panicked(e.to_string()))??;
        let ready: Arc<Vec<Result<H::Ready, Outcome>>> = Arc::new(ready);
        let mut tries = 0;
        let (outcomes, tally) = loop {
            let (annals, rows) = (self.clone(), Arc::clone(&ready));
            let dry = self.dry_run;
            let write = move |tx: &mut Tx| write_all::<H>(&rows, tx, &annals);
            let db = self.app().db();
            // A rehearsal remembers what would be there, outside the transaction.
            let wrote = if dry { db.write("import", write).await } else { db.write_repeatable("import", write).await };
            match wrote {
                // Idempotent by source and id, so that it may be repeated blindly.
                Err(Failure::Fault(Fault::Unavailable(_))) if tries < TRIES => tries += 1,
                other => break other?,
            }
        };
        Ok((tickets.into_iter().zip(outcomes).collect(), tally))
    }
}

fn joined<T>(done: Option<Result<Result<Settled<T>, Failure>, tokio::task::JoinError>>) -> Result<Settled<T>, Failure> {
    match done {
        None => Ok((Vec::new(), Tally::default())),
        Some(Ok(settled)) => settled,
        Some(Err(e)) => Err(Fault::Panicked(e.to_string()).into()),
    }
}

fn write_all<H: Historic>(
    rows: &[Result<H::Ready, Outcome>],
    tx: &mut Tx,
    annals: &Annals,
) -> Result<(Vec<Outcome>, Tally), Failure> {
    let mut tally = Tally::default();
    let mut outcomes = Vec::with_capacity(rows.len());
    for ready in rows {
        let outcome = match ready {
            Err(rejected) => rejected.clone(),
            Ok(ready) => match write_one::<H>(ready, tx, annals) {
                Ok(Taken::Added(part)) => {
                    tally.add(&part);
                    Outcome::Added
                }
                Ok(Taken::Existing) => Outcome::Existing,
                Err(failure) => rejection(failure)?,
            },
        };
        match &outcome {
            Outcome::Added => tally.added += 1,
            Outcome::Existing => tally.existing += 1,
            Outcome::Rejected { .. } => tally.rejected += 1,
        }
        outcomes.push(outcome);
    }
    Ok((outcomes, tally))
}

fn write_one<H: Historic>(ready: &H::Ready, tx: &mut Tx, annals: &Annals) -> Result<Taken, Failure> {
    if let Some(source) = H::source(ready)
        && row::id_by_source(tx, &source.system, &source.external_id)?.is_some()
    {
        return Ok(Taken::Existing);
    }
    let key = H::source(ready).map(|s| s.external_id.clone()).filter(|_| annals.dry_run);
    if let Some(key) = &key
        && annals.would_be.lock().unwrap_or_else(PoisonError::into_inner).contains(key)
    {
        return Ok(Taken::Existing);
    }
    let written = tx.attempt(|tx| match H::write(ready, tx, annals) {
        Ok(taken) if annals.dry_run => Err(Undone::Dry(taken)),
        Ok(taken) => Ok(taken),
        Err(failure) => Err(Undone::Failed(failure)),
    });
    match written {
        Ok(taken) | Err(Undone::Dry(taken)) => {
            annals.would_be.lock().unwrap_or_else(PoisonError::into_inner).extend(key);
            Ok(taken)
        }
        // Another import of the same file was faster.
        Err(Undone::Failed(Failure::Fault(fault))) if fault.is_unique("case_row", "source") => Ok(Taken::Existing),
        Err(Undone::Failed(failure)) => Err(failure),
    }
}
