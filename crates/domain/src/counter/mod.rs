//! The shop counter (S0-10, S0-28): somebody comes in, gets the next number of the day, is called, served, and goes. The
//! matter itself is an ordinary case; here stands who waits and whose turn it is. Pure: the day and the hour are told.

mod queue;
mod visit;

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::ids::Id;
use crate::organisation::UnitKind;
use crate::time::UtcMs;

pub use queue::{in_order, next_number};
pub use visit::{CounterRefusal, Move, Visit};

codes! {
    /// Where somebody at the counter stands.
    pub enum CounterState {
        /// They have a number and wait.
        Waiting = "waiting",
        /// Their number was called.
        Called = "called",
        /// Somebody serves them.
        Served = "served",
        /// They were served.
        Done = "done",
        /// They went away without being served.
        Gone = "gone",
    }
}

codes! {
    /// Why somebody is gone.
    pub enum Departure {
        /// They left, or did not come when called.
        Left = "left",
        /// The day ended before they were served, or the tablet told of them only on a later day.
        DayOver = "day_over",
    }
}

/// Whether units of a kind have a counter: shops do, and the head office of a firm that is one shop.
pub const fn has_counter(kind: UnitKind) -> bool {
    matches!(kind, UnitKind::Station | UnitKind::HeadOffice)
}

/// Of somebody at the counter, in the journal: never their words or name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum CounterEvent {
    /// They came in.
    Arrived {
        /// The case that holds what they said.
        case: Id,
        /// The shop.
        unit: Id,
        /// The business day, `YYYY-MM-DD`.
        day: String,
        /// Their number of that day.
        number: u32,
        /// When they came; the decision may be later, when the tablet had no network.
        at: UtcMs,
    },
    /// Their number was called, perhaps again.
    Called {},
    /// Somebody serves them.
    Served {
        /// Who.
        by: Id,
    },
    /// They were served.
    Done {},
    /// They are gone.
    Gone {
        /// Why.
        why: Departure,
    },
}

/// Of a shop's number display.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum DisplayEvent {
    /// It got an address; the one before is void.
    Opened {
        /// The shop.
        unit: Id,
    },
    /// Its address is void.
    Shut {
        /// The shop.
        unit: Id,
    },
}
