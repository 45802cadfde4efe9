//! What one row of an event log says, and the lives of cases it makes up, as plain data.
//!
//! Why plain: the app turns actions into commands and implied ends of waits into the ends of pauses.
//! It must never hold a domain type.

use std::collections::BTreeMap;

/// What a row says about the state before it without being that event itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Implied {
    /// The case was waiting and no longer is: the pause ends at this row's time.
    Resume,
    /// The case was resolved or closed and work goes on: it is open again at this row's time.
    Reopen,
}

/// One row of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// Line of the file it stands on.
    pub line: u64,
    /// The case's id in the source system.
    pub case_external_id: String,
    /// UTC milliseconds.
    pub at_ms: i64,
    /// One of [`ACTIONS`](super::events::ACTIONS).
    pub action: String,
    /// The activity or state as the log calls it.
    pub activity: String,
    /// Who did it.
    pub resource: Option<String>,
    /// Further columns by the mapping's names; empty cells are left out.
    pub attributes: BTreeMap<String, String>,
    /// What must have happened by then.
    pub implies: Option<Implied>,
}

/// One case: its events in time order, never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventCase {
    /// The case's id in the source system.
    pub external_id: String,
    /// When it was opened by the log's own word, UTC milliseconds; it may lie before the first event. A case whose first
    /// event is not `register` is registered at this time, or at its first event's.
    pub opened_at_ms: Option<i64>,
    /// The events.
    pub events: Vec<EventRow>,
}

/// A whole log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventLog {
    /// Cases in the order of their first events.
    pub cases: Vec<EventCase>,
    /// Rows read, rejected ones included.
    pub rows: u64,
}
