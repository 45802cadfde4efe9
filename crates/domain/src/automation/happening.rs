//! What happens to a case, as rules and webhooks name it: the journal's own event codes, a message told apart by its
//! direction. Closed: a code may be added, none renamed or removed.

use serde_json::Value;

use crate::code::codes;

codes! {
    /// Something that happened to a case.
    pub enum Happening {
        /// It came in.
        Registered = "registered",
        /// Own fields were set.
        FieldsSet = "fields_set",
        /// A text beside the verbatim was written.
        TextSet = "text_set",
        /// It was judged.
        Classified = "classified",
        /// Its kind was changed.
        Converted = "converted",
        /// Safety risk or gross failure.
        EmergencyDeclared = "emergency_declared",
        /// An emergency was lowered.
        EmergencyLowered = "emergency_lowered",
        /// It entered a stage.
        StageEntered = "stage_entered",
        /// A handler was named.
        Assigned = "assigned",
        /// A transfer was offered.
        TransferOffered = "transfer_offered",
        /// A transfer was taken: the owner changed.
        TransferAccepted = "transfer_accepted",
        /// A transfer was not taken.
        TransferRefused = "transfer_refused",
        /// Transferred too often.
        PingPongAlerted = "ping_pong_alerted",
        /// The customer wrote.
        MessageIn = "message_in",
        /// We wrote to the customer.
        MessageOut = "message_out",
        /// An attempt to reach the customer.
        ContactLogged = "contact_logged",
        /// An internal note.
        Noted = "noted",
        /// A file.
        Attached = "attached",
        /// The customer asked how it stands (催单).
        Chased = "chased",
        /// It waits.
        Paused = "paused",
        /// It goes on.
        Resumed = "resumed",
        /// Something was found.
        Verified = "verified",
        /// A solution was offered.
        SolutionProposed = "solution_proposed",
        /// The customer answered it.
        SolutionAnswered = "solution_answered",
        /// Carried out.
        Resolved = "resolved",
        /// Head office was told.
        ReportedToHq = "reported_to_hq",
        /// Followed up.
        FollowedUp = "followed_up",
        /// The customer said whether the result is right.
        ResultConfirmed = "result_confirmed",
        /// The customer rated the service.
        Rated = "rated",
        /// To be looked at again.
        ReassessmentStarted = "reassessment_started",
        /// Gone up.
        Escalated = "escalated",
        /// Closed.
        Closed = "closed",
        /// Opened again.
        Reopened = "reopened",
        /// The watch period began.
        WatchStarted = "watch_started",
        /// A watch checkpoint came.
        WatchCheckpointReached = "watch_checkpoint_reached",
        /// The watch period ended.
        WatchEnded = "watch_ended",
        /// Filed.
        Archived = "archived",
        /// Tied to another case.
        Linked = "linked",
        /// Untouched for too long.
        Stalled = "stalled",
        /// A clock began.
        ClockStarted = "clock_started",
        /// A due time changed.
        ClockRescheduled = "clock_rescheduled",
        /// A clock stands still.
        ClockPaused = "clock_paused",
        /// A clock goes on.
        ClockResumed = "clock_resumed",
        /// A clock was met.
        ClockMet = "clock_met",
        /// A clock is due soon.
        ClockWarned = "clock_warned",
        /// A clock is past due.
        ClockBreached = "clock_breached",
        /// A clock counts no longer.
        ClockCancelled = "clock_cancelled",
        /// A met clock counts again.
        ClockContinued = "clock_continued",
    }
}

impl Happening {
    /// Of an event as it stands in the journal; `None` for what nobody can subscribe to.
    pub fn of(event: &Value) -> Option<Self> {
        match event.get("event")?.as_str()? {
            "message_recorded" => match event.get("direction")?.as_str()? {
                "inbound" => Some(Self::MessageIn),
                _ => Some(Self::MessageOut),
            },
            code => code.parse().ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_message_is_told_apart_by_its_direction_and_the_unknown_is_nobodys() {
        let message = |direction: &str| Happening::of(&json!({ "event": "message_recorded", "direction": direction }));
        assert_eq!(
            (message("inbound"), message("outbound")),
            (Some(Happening::MessageIn), Some(Happening::MessageOut))
        );
        assert_eq!(Happening::of(&json!({ "event": "clock_breached", "clock": "c" })), Some(Happening::ClockBreached));
        assert_eq!(Happening::of(&json!({ "event": "nobody_knows" })), None);
        assert_eq!(Happening::of(&json!({})), None);
    }
}
