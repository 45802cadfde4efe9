//! What the worker threads of both engines share: the queue, its end, the word that the journal grew.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{mpsc, watch};

use super::job::{ReadJob, WriteJob};
use crate::fault::Fault;

/// What stands in a queue.
pub(crate) enum Work {
    Write(WriteJob),
    Read(ReadJob),
    /// Takes nothing more, finishes what is queued.
    Close,
}

/// One receiver for several threads. Waiting under the lock is right here: whoever holds it is the next to work.
#[derive(Clone)]
pub(crate) struct SharedQueue(Arc<Mutex<mpsc::Receiver<Work>>>);

impl SharedQueue {
    pub(crate) fn new(queue: mpsc::Receiver<Work>) -> Self {
        Self(Arc::new(Mutex::new(queue)))
    }

    /// The next job; `None` when closed and empty.
    pub(crate) fn next(&self) -> Option<Work> {
        let mut queue = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match queue.blocking_recv()? {
                Work::Close => queue.close(),
                work => return Some(work),
            }
        }
    }
}

/// Shared by all threads of one `Db`.
pub(crate) struct Shared {
    changes: watch::Sender<u64>,
    /// PostgreSQL: wakes the thread that tells the other nodes.
    herald: Option<crossbeam_channel::Sender<()>>,
}

impl Shared {
    pub(crate) fn new(herald: Option<crossbeam_channel::Sender<()>>) -> Self {
        Self { changes: watch::Sender::new(0), herald }
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// This node's own commit.
    pub(crate) fn changed(&self) {
        self.heard();
        if let Some(herald) = &self.herald {
            // Full means that a word is already on its way.
            let _ = herald.try_send(());
        }
    }

    /// Another node's commit, or our own come back.
    pub(crate) fn heard(&self) {
        self.changes.send_modify(|n| *n = n.wrapping_add(1));
    }
}

pub(crate) fn answer_all(jobs: Vec<WriteJob>, outcome: &Result<(), Fault>) {
    for job in jobs {
        job.answer(outcome.clone());
    }
}

pub(crate) fn run_after(after: Vec<Box<dyn FnOnce() + Send>>) {
    for run in after {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(run)) {
            tracing::error!(panic = super::job::words(&*panic), "an after-commit closure panicked");
        }
    }
}
