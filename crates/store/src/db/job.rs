//! One closure on its way to a worker thread and its answer on the way back. Answering is separate from running,
//! because with group commit the answer waits for the COMMIT that covers the whole group.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use tokio::sync::oneshot;

use super::conn::{Conn, Tx};
use crate::fault::Fault;

/// A write closure above this is logged: it stalls everybody behind it.
const BUDGET_MS: u128 = 20;

/// A closure with its caller; `C` is [`Tx`] for writes, [`Conn`] for reads.
pub(crate) trait Job<C>: Send {
    /// Runs the closure, catching a panic. True: it wants to be kept.
    fn run(&mut self, on: &mut C) -> bool;
    /// Answers the caller; a kept result becomes `outcome`'s fault when the commit failed.
    fn answer(self: Box<Self>, outcome: Result<(), Fault>);
}

pub(crate) struct Call<F, T, E> {
    label: &'static str,
    closure: Option<F>,
    result: Option<Result<T, E>>,
    caller: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Call<F, T, E> {
    pub(crate) fn new(label: &'static str, closure: F) -> (Self, oneshot::Receiver<Result<T, E>>) {
        let (caller, answer) = oneshot::channel();
        (Self { label, closure: Some(closure), result: None, caller }, answer)
    }
}

/// What both sorts of connection can tell a job.
pub(crate) trait Runs {
    fn poison(&self) -> Option<Fault>;
    const BUDGETED: bool;
}

impl Runs for Tx {
    fn poison(&self) -> Option<Fault> {
        self.poison.clone()
    }
    const BUDGETED: bool = true;
}

impl Runs for Conn {
    fn poison(&self) -> Option<Fault> {
        self.poison.clone()
    }
    const BUDGETED: bool = false;
}

impl<C, F, T, E> Job<C> for Call<F, T, E>
where
    C: Runs,
    F: FnOnce(&mut C) -> Result<T, E> + Send,
    T: Send,
    E: From<Fault> + Send,
{
    fn run(&mut self, on: &mut C) -> bool {
        let Some(closure) = self.closure.take() else { return false };
        let began = Instant::now();
        let mut result = catch_unwind(AssertUnwindSafe(|| closure(on)))
            .unwrap_or_else(|panic| Err(Fault::Panicked(format!("{}: {}", self.label, words(&*panic))).into()));
        let took = began.elapsed().as_millis();
        if C::BUDGETED && took > BUDGET_MS {
            tracing::warn!(label = self.label, took_ms = took as u64, "slow write closure");
        }
        // A statement failed and the closure went on as if not: never keep half a command.
        if result.is_ok()
            && let Some(fault) = on.poison()
        {
            result = Err(fault.into());
        }
        let keep = result.is_ok();
        self.result = Some(result);
        keep
    }

    fn answer(self: Box<Self>, outcome: Result<(), Fault>) {
        let result = match (self.result, outcome) {
            (Some(Ok(_)) | None, Err(fault)) => Err(fault.into()),
            (Some(result), _) => result,
            (None, Ok(())) => Err(Fault::Closed.into()),
        };
        // The caller may have gone away; its command stands all the same.
        let _ = self.caller.send(result);
    }
}

pub(crate) fn words(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|s| (*s).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".into())
}

pub(crate) type WriteJob = Box<dyn Job<Tx>>;
pub(crate) type ReadJob = Box<dyn Job<Conn>>;
