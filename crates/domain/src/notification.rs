//! What a person is told of, and how they want to be told. The lists are closed: a client has a word and a picture for
//! each. Who is told of what stands in the app, because it asks the organisation.

use serde::{Deserialize, Serialize};

use crate::code::codes;

codes! {
    /// What a person is told of.
    pub enum NotificationKind {
        /// A case was given to them.
        Assigned = "assigned",
        /// A transfer is offered to them.
        TransferOffered = "transfer_offered",
        /// A transfer they offered was not taken.
        TransferRefused = "transfer_refused",
        /// Somebody called them in a note.
        Mentioned = "mentioned",
        /// The customer wrote in a case of theirs, or asked how it stands.
        CustomerWrote = "customer_wrote",
        /// A clock of a case of theirs is soon due.
        DueSoon = "due_soon",
        /// A clock is past due.
        Breached = "breached",
        /// A case went up.
        Escalated = "escalated",
        /// An emergency began (S0-54).
        Emergency = "emergency",
        /// A case was passed around too often (S2-02).
        PingPong = "ping_pong",
        /// A case lies untouched (S3-43).
        Stalled = "stalled",
        /// A watch checkpoint came (S3-30).
        WatchCheckpoint = "watch_checkpoint",
        /// What they held back could not leave; it is their draft again.
        HeldRefused = "held_refused",
        /// A rule that acts by itself tells them of a case.
        RuleFired = "rule_fired",
    }
}

/// How somebody wants to be told of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// In the console's list.
    pub in_app: bool,
    /// On the desktop too.
    pub desktop: bool,
    /// With a sound.
    pub sound: bool,
}

impl Default for Wish {
    fn default() -> Self {
        Self { in_app: true, desktop: true, sound: false }
    }
}
