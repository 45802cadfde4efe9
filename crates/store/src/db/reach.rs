//! Is the PostgreSQL server within reach? One answer for all workers, because each of them finding out for itself heals
//! slowly: a worker in its own back-off answers "unavailable" the fastest, is back at the queue the soonest, and so eats
//! the calls that its neighbours, long connected again, could serve.
//!
//! While the last attempt failed only one worker tries at a time and the pause between attempts is bounded; the first that
//! succeeds opens the way for all. It must never make a caller wait for a server that is not there.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::fault::Fault;

/// First and longest pause between attempts to connect.
pub(crate) const BACK_OFF: (Duration, Duration) = (Duration::from_millis(25), Duration::from_millis(500));
/// How long a worker without a connection leaves the queue to the others before it looks again.
const STAND_BACK: Duration = Duration::from_millis(25);

#[derive(Debug, Clone, Copy)]
enum Way {
    /// The last attempt succeeded, or none was made.
    Open,
    /// The last attempt failed.
    Barred { until: Instant, pause: Duration, trying: bool },
}

/// Shared by the workers of one `Db`.
#[derive(Debug)]
pub(crate) struct Reach(Mutex<(Way, usize)>);

impl Reach {
    pub(crate) fn new() -> Self {
        Self(Mutex::new((Way::Open, 0)))
    }

    fn with<T>(&self, run: impl FnOnce(&mut Way, &mut usize) -> T) -> T {
        // Nothing can panic while the lock is held.
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (way, connected) = &mut *state;
        run(way, connected)
    }

    /// May this worker try to connect now? Whoever may, must report `reached` or `failed`.
    pub(crate) fn may_try(&self) -> Result<(), Fault> {
        self.with(|way, _| match way {
            Way::Open => Ok(()),
            Way::Barred { until, trying, .. } if !*trying && *until <= Instant::now() => {
                *trying = true;
                Ok(())
            }
            Way::Barred { .. } => Err(Fault::Unavailable("waiting before the next attempt to connect".into())),
        })
    }

    /// A connection stands: the way is open for all.
    pub(crate) fn reached(&self) {
        self.with(|way, connected| {
            *way = Way::Open;
            *connected += 1;
        });
    }

    /// An attempt failed: the next one after a doubled pause.
    pub(crate) fn failed(&self) {
        self.with(|way, _| {
            let pause = match *way {
                Way::Open => BACK_OFF.0,
                Way::Barred { pause, .. } => (pause * 2).min(BACK_OFF.1),
            };
            *way = Way::Barred { until: Instant::now() + pause, pause, trying: false };
        });
    }

    /// A connection that stood has died.
    pub(crate) fn lost(&self) {
        self.with(|_, connected| *connected = connected.saturating_sub(1));
    }

    /// How long a worker without a connection should leave the queue to those that have one; `None`: not at all.
    pub(crate) fn stand_back(&self) -> Option<Duration> {
        self.with(|way, connected| match *way {
            Way::Barred { until, trying, .. } if *connected > 0 && (trying || until > Instant::now()) => {
                Some(STAND_BACK)
            }
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn after_a_failure_one_tries_at_a_time_and_one_success_opens_the_way_for_all() {
        let reach = Reach::new();
        reach.may_try().unwrap();
        reach.may_try().unwrap();
        reach.failed();
        assert!(reach.may_try().is_err(), "not before the pause is over");
        while reach.may_try().is_err() {
            std::thread::yield_now();
        }
        assert!(reach.may_try().is_err(), "one is trying already");
        reach.reached();
        reach.may_try().unwrap();
    }

    #[test]
    fn the_pause_never_exceeds_half_a_second() {
        let reach = Reach::new();
        for _ in 0..40 {
            reach.failed();
        }
        reach.with(|way, _| assert!(matches!(way, Way::Barred { pause, .. } if *pause == BACK_OFF.1)));
    }

    #[test]
    fn a_worker_without_a_connection_leaves_the_queue_to_those_that_have_one() {
        let reach = Reach::new();
        reach.failed();
        reach.failed();
        assert_eq!(reach.stand_back(), None, "nobody has one: somebody must tell the callers");
        reach.reached();
        reach.failed();
        assert!(reach.stand_back().is_some());
        reach.lost();
        assert_eq!(reach.stand_back(), None);
    }
}
