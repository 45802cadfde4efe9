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
    /// Seconds after an agent let a visit pass before the same one is asked again, when there is nobody else; ours.
    pub offer_again_s: u32,
    /// Seconds a waiting visitor may be away before the visit counts as abandoned; ours.
    pub away_s: u32,
    /// When a machine must give it to a human.
    pub handoff: HandoffRule,
}

impl Default for ChatRule {
    fn default() -> Self {
        Self {
            after_completion_s: 60,
            silence_s: 60,
            offer_s: 30,
            offer_again_s: 60,
            away_s: 180,
            handoff: HandoffRule::default(),
        }
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
    /// So many questions to which nothing known gives an answer; the standard asks for it at once (1). 0: never.
    pub unknown_answers: u32,
    /// A problem is rare that came at most so many times (3). 0: none is …
    pub rare_cases: u32,
    /// … within so many days (365).
    pub rare_within_d: u32,
    /// Younger than this is a minor (18, Civil Code art. 17). 0: nobody is.
    pub minor_under: u32,
    /// From this age on somebody is elderly (60, law on the protection of the elderly, art. 2). 0: nobody is.
    pub elderly_from: u32,
}

impl Default for HandoffRule {
    fn default() -> Self {
        Self {
            recognition_failures: 3,
            unanswered_s: 180,
            visits: 3,
            visits_within_h: 24,
            unknown_answers: 1,
            rare_cases: 3,
            rare_within_d: 365,
            minor_under: 18,
            elderly_from: 60,
        }
    }
}
