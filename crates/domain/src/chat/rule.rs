//! What a policy says of live chat: `[chat]` and `[chat.handoff]`.

use serde::{Deserialize, Serialize};

/// When a visit may end, and how long one waits for an agent to take it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChatRule {
    /// Seconds without a new need after the agent asked whether all is done (GB/T 47746: 60).
    pub after_completion_s: u32,
    /// Seconds of silence after the agent asked whether somebody is there (GB/T 47746: 60).
    pub silence_s: u32,
    /// Seconds an agent has to take a visit before it is offered to the next; ours.
    pub offer_s: u32,
    /// Seconds a waiting visitor may be away before the visit counts as abandoned; ours.
    pub away_s: u32,
    /// When a machine must give it to a human.
    pub handoff: HandoffRule,
}

impl Default for ChatRule {
    fn default() -> Self {
        Self { after_completion_s: 60, silence_s: 60, offer_s: 30, away_s: 180, handoff: HandoffRule::default() }
    }
}

/// When a machine must give a chat to a human (GB/T 47746, 5.1.3 and 5.2.2.6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HandoffRule {
    /// So many times not understood; the standard asks for a threshold, this one is ours.
    pub recognition_failures: u32,
    /// More seconds than this without an answer (3 minutes).
    pub unanswered_s: u32,
    /// So many visits (3) …
    pub visits: u32,
    /// … within so many hours (24), and clearly dissatisfied.
    pub visits_within_h: u32,
}

impl Default for HandoffRule {
    fn default() -> Self {
        Self { recognition_failures: 3, unanswered_s: 180, visits: 3, visits_within_h: 24 }
    }
}
