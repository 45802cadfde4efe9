//! Drawing ids: 41 bits of milliseconds, 10 of node, 12 of sequence, never going back even when the clock does, never
//! waiting: a full sequence borrows the next millisecond. The node number is what keeps two processes apart; PostgreSQL
//! nodes hold theirs by an advisory lock, SQLite needs none (0), because its directory is locked.

use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

/// Where "now" comes from; tests give a fake.
pub type Clock = Arc<dyn Fn() -> UtcMs + Send + Sync>;

/// No node number is held at the moment (the connection that held it is gone).
pub(crate) const NO_NODE: u16 = u16::MAX;

pub(crate) struct Draw {
    clock: Clock,
    pub(crate) node: AtomicU16,
    last: Mutex<(i64, u16)>,
}

impl Draw {
    pub(crate) fn new(clock: Clock) -> Self {
        Self { clock, node: AtomicU16::new(0), last: Mutex::new((0, 0)) }
    }

    pub(crate) fn now(&self) -> UtcMs {
        (self.clock)()
    }

    pub(crate) fn id(&self) -> Id {
        let now = self.now().ms();
        // Nothing can panic while the lock is held, so a poisoned lock still holds a whole pair.
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = match *last {
            (ms, _) if now > ms => (now, 0),
            (ms, 0xfff) => (ms + 1, 0),
            (ms, sequence) => (ms, sequence + 1),
        };
        Id::from_parts(last.0, self.node.load(Ordering::Acquire), last.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_only_rise_also_when_the_sequence_is_used_up_or_the_clock_goes_back() {
        let ms = Arc::new(std::sync::atomic::AtomicI64::new(1_800_000_000_000));
        let at = Arc::clone(&ms);
        let draw = Draw::new(Arc::new(move || UtcMs::new(at.load(Ordering::Relaxed))));
        let mut before = draw.id();
        for i in 0..10_000 {
            if i == 5_000 {
                ms.fetch_sub(60_000, Ordering::Relaxed);
            }
            let id = draw.id();
            assert!(id > before);
            before = id;
        }
    }
}
