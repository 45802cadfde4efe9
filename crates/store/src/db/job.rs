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
    /// It may be run again, when a transaction in which it ran was taken back.
    fn is_repeatable(&self) -> bool;
    /// Answers the caller; a kept result becomes `outcome`'s fault when the commit failed.
    fn answer(self: Box<Self>, outcome: Result<(), Fault>);
}

/// How often a closure may be run.
pub(crate) trait Closure<C, T, E>: Send {
    const REPEATABLE: bool;
    /// `None` when it was used up.
    fn call(&mut self, on: &mut C) -> Option<Result<T, E>>;
}

/// A closure that is run once.
pub(crate) struct Once<F>(pub(crate) Option<F>);

/// A closure that may be run again: it changes nothing but the transaction.
pub(crate) struct Again<F>(pub(crate) F);

impl<C, T, E, F: FnOnce(&mut C) -> Result<T, E> + Send> Closure<C, T, E> for Once<F> {
    const REPEATABLE: bool = false;
    fn call(&mut self, on: &mut C) -> Option<Result<T, E>> {
        self.0.take().map(|closure| closure(on))
    }
}

impl<C, T, E, F: Fn(&mut C) -> Result<T, E> + Send> Closure<C, T, E> for Again<F> {
    const REPEATABLE: bool = true;
    fn call(&mut self, on: &mut C) -> Option<Result<T, E>> {
        Some((self.0)(on))
    }
}

pub(crate) struct Call<F, T, E> {
    label: &'static str,
    closure: F,
    result: Option<Result<T, E>>,
    caller: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Call<F, T, E> {
    pub(crate) fn new(label: &'static str, closure: F) -> (Self, oneshot::Receiver<Result<T, E>>) {
        let (caller, answer) = oneshot::channel();
        (Self { label, closure, result: None, caller }, answer)
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
    F: Closure<C, T, E>,
    T: Send,
    E: From<Fault> + Send,
{
    fn is_repeatable(&self) -> bool {
        F::REPEATABLE
    }

    fn run(&mut self, on: &mut C) -> bool {
        let began = Instant::now();
        let ran = catch_unwind(AssertUnwindSafe(|| self.closure.call(on)));
        let mut result = match ran {
            Ok(Some(result)) => result,
            Ok(None) => return false,
            Err(panic) => Err(Fault::Panicked(format!("{}: {}", self.label, words(&*panic))).into()),
        };
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
        let Self { closure, result, caller, .. } = *self;
        // What it holds is the caller's again.
        drop(closure);
        let result = match (result, outcome) {
            (Some(Ok(_)) | None, Err(fault)) => Err(fault.into()),
            (Some(result), _) => result,
            (None, Ok(())) => Err(Fault::Closed.into()),
        };
        // The caller may have gone away; its command stands all the same.
        let _ = caller.send(result);
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
