//! One clock of one case: a milestone that runs, pauses, is met, warned or breached. All that `decide` and the row
//! need is here; the arithmetic is in `calendar`, the choice of rules in `clocks`.

use serde::{Deserialize, Serialize};

use super::event::{CancelReason, DueTime};
use super::stage::WaitReason;
use crate::channel::ChannelLimit;
use crate::policy::Milestone;
use crate::time::UtcMs;

/// A clock that was started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Its name in this case: the rule id, and `#n` from the second run on.
    pub name: String,
    /// The rule whose target it runs on now.
    pub rule: String,
    /// What it is about.
    pub milestone: Milestone,
    /// From the statutory layer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub statutory: bool,
    /// When it began.
    pub started_at: UtcMs,
    /// When it is due; `None` while it stands still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DueTime>,
    /// Times it stood still, oldest first; the last may be open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<ClockPause>,
    /// Warnings given.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub warned: u32,
    /// Since when it is past due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breached_at: Option<UtcMs>,
    /// Reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met_at: Option<UtcMs>,
    /// Counts no longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<CancelReason>,
    /// Since when it counts no longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled_at: Option<UtcMs>,
    /// Promised earlier by hand; no later computation goes beyond it (A.7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_at: Option<UtcMs>,
    /// The limit of the channel it came by, where that is stricter than the rule (S2-09).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<ChannelLimit>,
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}

/// A time a clock stood still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockPause {
    /// Why; `None` for the time between a resolution and a reopening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<WaitReason>,
    /// From.
    pub from: UtcMs,
    /// To; `None` while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<UtcMs>,
    /// The longest it may last: the end of the wait, or the rule's longest total (C.4). Then the clock runs on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<UtcMs>,
}

impl ClockPause {
    /// When it ends or ended, seen from an instant: never after its longest time, however late that is noticed.
    pub fn end(&self, now: UtcMs) -> UtcMs {
        let to = self.to.unwrap_or(now);
        self.until.map_or(to, |until| to.min(until)).max(self.from)
    }

    /// How long it lasts or lasted, seen from an instant, in milliseconds.
    pub fn length_ms(&self, now: UtcMs) -> i64 {
        self.end(now).since(self.from)
    }

    /// Whether its longest time is used up at an instant.
    pub fn is_over(&self, at: UtcMs) -> bool {
        self.to.is_none() && self.until.is_some_and(|until| until <= at)
    }
}

impl Clock {
    /// Neither met nor cancelled.
    pub const fn is_open(&self) -> bool {
        self.met_at.is_none() && self.cancelled.is_none()
    }

    /// Open and standing still.
    pub fn is_paused(&self) -> bool {
        self.is_open() && self.pauses.last().is_some_and(|p| p.to.is_none())
    }

    /// Met, breached, overdue, cancelled, paused or running: one word for lists and reports (C.4).
    pub fn standing(&self) -> Standing {
        match (self.cancelled, self.met_at, self.breached_at) {
            (Some(_), _, Some(_)) => Standing::Missed,
            (Some(_), _, None) => Standing::Cancelled,
            (None, Some(_), None) => Standing::Met,
            (None, Some(_), Some(_)) => Standing::MetLate,
            (None, None, Some(_)) => Standing::Overdue,
            (None, None, None) if self.is_paused() => Standing::Paused,
            (None, None, None) => Standing::Running,
        }
    }
}

crate::code::codes! {
    /// How a clock stands (C.4: met, breached, overdue and open, not due yet, cancelled).
    pub enum Standing {
        /// Running, not due yet.
        Running = "running",
        /// Standing still.
        Paused = "paused",
        /// Open and past due: a breach now, not when it closes.
        Overdue = "overdue",
        /// Reached in time.
        Met = "met",
        /// Reached too late.
        MetLate = "met_late",
        /// Overdue and then given up (closed, no longer asked for): a breach for good, not an exclusion.
        Missed = "missed",
        /// Ended before it was due, for a reason: not counted.
        Cancelled = "cancelled",
    }
}
