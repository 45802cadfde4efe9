//! The duty roster, in the journal: who is asked in an emergency, at which unit, from when until when (S0-54).

use serde::{Deserialize, Serialize};

use crate::ids::Id;
use crate::time::UtcMs;

/// Of a shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum DutyEvent {
    /// Somebody is on duty.
    Planned {
        /// For which unit and all below it.
        unit: Id,
        /// Who.
        user: Id,
        /// Asked as the how-manyeth, from 1.
        place: u32,
        /// From.
        from: UtcMs,
        /// Until; not included.
        until: UtcMs,
    },
    /// They are not.
    Cancelled {},
}
