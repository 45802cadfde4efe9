//! A penalty (处罚): proposed by counting, issued or dismissed by a person, taken back when what it rests on falls. An
//! issued one is reversed with a correcting circular, so that the network that read the one reads the other.

use serde::{Deserialize, Serialize};

use crate::case::Refusal;
use crate::code::codes;
use crate::ids::Id;

codes! {
    /// Where a penalty stands.
    pub enum PenaltyState {
        /// A person must sign or dismiss it.
        Proposed = "proposed",
        /// Issued, with its circular.
        Issued = "issued",
        /// Dismissed with a reason.
        Dismissed = "dismissed",
        /// Taken back before anybody signed.
        Withdrawn = "withdrawn",
        /// Taken back after it was issued, with a correcting circular.
        Reversed = "reversed",
    }
}

impl PenaltyState {
    /// It waits or holds.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Proposed | Self::Issued)
    }
}

/// What happened to a penalty. Words lie beside it, the journal has their digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the variants say it")]
pub enum PenaltyEvent {
    /// So many valid complaints came together.
    PenaltyProposed { station: Id, cases: Vec<Id>, policy: String },
    /// It rests on other complaints than before.
    PenaltyRestated { cases: Vec<Id> },
    /// Signed; the circular goes to the network (S3-21).
    PenaltyIssued { digest: String },
    /// Dismissed.
    PenaltyDismissed { digest: String },
    /// Too few complaints are left, nobody had signed.
    PenaltyWithdrawn {},
    /// Too few complaints are left of an issued one.
    PenaltyReversed {},
    /// Somebody of the network has read the circular, or its correction: whoever says so says who (S3-21).
    CircularRead { is_reversal: bool },
}

/// A penalty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Penalty {
    /// The station.
    pub station: Id,
    /// Where it stands.
    pub state: PenaltyState,
    /// The cases it rests on, in order of receipt.
    pub cases: Vec<Id>,
}

impl Penalty {
    /// Refuses a decision about one that no longer waits.
    ///
    /// # Errors
    /// `PenaltyDecided`.
    pub const fn waits(&self) -> Result<(), Refusal> {
        match self.state {
            PenaltyState::Proposed => Ok(()),
            state => Err(Refusal::PenaltyDecided { state }),
        }
    }

    /// The penalty that an event proposes.
    pub fn proposed(event: &PenaltyEvent) -> Option<Self> {
        let PenaltyEvent::PenaltyProposed { station, cases, .. } = event else { return None };
        Some(Self { station: *station, state: PenaltyState::Proposed, cases: cases.clone() })
    }

    /// After an event.
    #[must_use]
    pub fn after(mut self, event: &PenaltyEvent) -> Self {
        match event {
            PenaltyEvent::PenaltyProposed { .. } | PenaltyEvent::CircularRead { .. } => {}
            PenaltyEvent::PenaltyRestated { cases } => self.cases.clone_from(cases),
            PenaltyEvent::PenaltyIssued { .. } => self.state = PenaltyState::Issued,
            PenaltyEvent::PenaltyDismissed { .. } => self.state = PenaltyState::Dismissed,
            PenaltyEvent::PenaltyWithdrawn {} => self.state = PenaltyState::Withdrawn,
            PenaltyEvent::PenaltyReversed {} => self.state = PenaltyState::Reversed,
        }
        self
    }
}
