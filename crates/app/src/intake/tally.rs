//! What an import came to, in figures: for the person who started it and for scripts that count again.

use serde::Serialize;

/// Figures of one import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Rows of the file (of a log: events), rejected ones included.
    pub read: u64,
    /// Cases that were added.
    pub added: u64,
    /// Cases that were there before.
    pub existing: u64,
    /// Rows that were not taken.
    pub rejected: u64,
    /// Events of the log that are in the record now; each is a decision or a note.
    pub events: u64,
    /// Of these, events that became the decision they name.
    pub decided: u64,
    /// Of these, events that became an internal note, because a rule refuses the decision or nothing changes by it.
    pub noted: u64,
    /// Waiting spans that became pauses.
    pub pauses: u64,
    /// Pauses set again because the policy's longest wait ended one while the log still waits.
    pub pauses_renewed: u64,
    /// Pauses as "on hold", which stops no clock, because the policy's total for the reason was used up.
    pub pauses_on_hold: u64,
}

impl Tally {
    /// Adds the figures of another.
    pub const fn add(&mut self, other: &Self) {
        self.read += other.read;
        self.added += other.added;
        self.existing += other.existing;
        self.rejected += other.rejected;
        self.events += other.events;
        self.decided += other.decided;
        self.noted += other.noted;
        self.pauses += other.pauses;
        self.pauses_renewed += other.pauses_renewed;
        self.pauses_on_hold += other.pauses_on_hold;
    }
}
