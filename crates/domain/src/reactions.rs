//! What follows from a decision outside the case: timers to set or cancel, and messages for the outbox. Derived from
//! state and events by pure functions, so that `record` can do it for every command alike.

use crate::case::Case;
use crate::case::event::{CaseEvent, Direction, EscalationCause};
use crate::case::timer::{Timer, timers};
use crate::ids::Id;

/// Timers to set and to cancel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimerChanges {
    /// To set, or to move.
    pub set: Vec<Timer>,
    /// Keys to cancel.
    pub cancel: Vec<String>,
}

/// The difference between the timers wanted before and after.
pub fn timer_changes(before: Option<&Case>, after: &Case, stalled_after_hours: u32) -> TimerChanges {
    let old = before.map(|c| timers(c, stalled_after_hours)).unwrap_or_default();
    let new = timers(after, stalled_after_hours);
    TimerChanges {
        set: new.iter().filter(|t| !old.contains(t)).cloned().collect(),
        cancel: old.iter().filter(|t| !new.iter().any(|n| n.key == t.key)).map(|t| t.key.clone()).collect(),
    }
}

/// Something somebody must hear of; the app makes an outbox row of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alert {
    /// An emergency began: the duty manager at once (S0-54).
    Emergency,
    /// A clock will soon be due.
    DueSoon(String),
    /// A clock is past due.
    Breached(String),
    /// Gone up.
    Escalated(u8, EscalationCause),
    /// Passed around too often (S2-02).
    PingPong(u32),
    /// Untouched for too long (S3-43).
    Stalled,
    /// A watch checkpoint (S3-30).
    WatchCheckpoint(u32),
    /// Offered to somebody.
    TransferOffered,
    /// An offer was not taken: whoever made it still has the case (S3-42).
    TransferRefused,
    /// Given to somebody.
    Assigned,
    /// Called in a note.
    Mentioned(Vec<Id>),
    /// The customer wrote, or asked how it stands.
    CustomerWrote,
}

/// The alerts of a decision.
pub fn alerts(events: &[CaseEvent]) -> Vec<Alert> {
    events
        .iter()
        .filter_map(|e| match e {
            CaseEvent::EmergencyDeclared { .. } => Some(Alert::Emergency),
            CaseEvent::ClockWarned { clock, .. } => Some(Alert::DueSoon(clock.clone())),
            CaseEvent::ClockBreached { clock } => Some(Alert::Breached(clock.clone())),
            CaseEvent::Escalated { level, cause } => Some(Alert::Escalated(*level, *cause)),
            CaseEvent::PingPongAlerted { transfers } => Some(Alert::PingPong(*transfers)),
            CaseEvent::Stalled { .. } => Some(Alert::Stalled),
            CaseEvent::WatchCheckpointReached { number } => Some(Alert::WatchCheckpoint(*number)),
            CaseEvent::TransferOffered { .. } => Some(Alert::TransferOffered),
            CaseEvent::TransferRefused { .. } => Some(Alert::TransferRefused),
            CaseEvent::Assigned { .. } => Some(Alert::Assigned),
            CaseEvent::Noted { mentions, .. } if !mentions.is_empty() => Some(Alert::Mentioned(mentions.clone())),
            CaseEvent::MessageRecorded { direction: Direction::Inbound, .. } | CaseEvent::Chased { .. } => {
                Some(Alert::CustomerWrote)
            }
            _ => None,
        })
        .collect()
}

impl Alert {
    /// Its stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::DueSoon(_) => "due_soon",
            Self::Breached(_) => "breached",
            Self::Escalated(..) => "escalated",
            Self::PingPong(_) => "ping_pong",
            Self::Stalled => "stalled",
            Self::WatchCheckpoint(_) => "watch_checkpoint",
            Self::TransferOffered => "transfer_offered",
            Self::TransferRefused => "transfer_refused",
            Self::Assigned => "assigned",
            Self::Mentioned(_) => "mentioned",
            Self::CustomerWrote => "customer_wrote",
        }
    }
}
