//! Live chat (在线客服, S0-09): a visit waits, is served, and ends. What is said in it stands in its case, like every other
//! message; here stands who serves it, who comes next, when it may end, and when a machine must give it to a human
//! (GB/T 47746—2026). Pure: who is present and what time it is are told.

mod handoff;
mod queue;
mod route;
mod rule;
mod visit;

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::ids::Id;
use crate::time::UtcMs;

pub use handoff::{Content, Handoff, HandoffReason, Signs, must_hand_off};
pub use queue::{FEWEST_TIMES, expected_wait_ms, in_order};
pub use route::{Present, again_at, choose};
pub use rule::{ChatRule, HandoffRule};
pub use visit::{Asked, Chat, ChatRefusal};

codes! {
    /// Where a visit stands.
    pub enum ChatState {
        /// Nobody has taken it yet.
        Waiting = "waiting",
        /// An agent serves it.
        Served = "served",
        /// It is over; what was said stays in the case.
        Ended = "ended",
    }
}

codes! {
    /// Why an agent asks whether the chat may end.
    pub enum ClosingQuestion {
        /// What was wanted is done.
        Completed = "completed",
        /// The visitor says nothing any more.
        Silent = "silent",
    }
}

codes! {
    /// How a visit ended (B.8: with permission, 60 s after completion without a new need, or 60 s of silence once asked).
    pub enum ChatEnd {
        /// The visitor ended it.
        Visitor = "visitor",
        /// The visitor was asked and permitted it.
        Permitted = "permitted",
        /// Done, and no new need within the time.
        Completed = "completed",
        /// Asked, and silent for the time.
        Silent = "silent",
        /// The visitor left while waiting.
        Abandoned = "abandoned",
        /// Outside business hours: a message was left, with a promised time.
        MessageLeft = "message_left",
    }
}

/// Of a visit, in the journal: never what was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum ChatEvent {
    /// Somebody came.
    Began {
        /// The case that holds what is said.
        case: Id,
        /// Whose team answers.
        unit: Id,
    },
    /// An agent was chosen and is asked to take it.
    Offered {
        /// Whom.
        agent: Id,
        /// Until when; then somebody else is asked.
        until: UtcMs,
    },
    /// The agent who was asked did not take it in time.
    OfferLapsed {
        /// Who.
        agent: Id,
    },
    /// An agent serves it.
    Taken {
        /// Who.
        agent: Id,
    },
    /// The agent asks whether it may end.
    Asked {
        /// Why.
        why: ClosingQuestion,
    },
    /// The visitor has more to say.
    Continued {},
    /// A machine gave it to a human; it waits before the others.
    HandedOff {
        /// Why.
        reasons: Vec<HandoffReason>,
    },
    /// It is over.
    Ended {
        /// How.
        how: ChatEnd,
    },
    /// The visitor rated how they were served; how the matter itself ended is rated in the case.
    Rated {
        /// 1 to 5.
        stars: u8,
    },
}
