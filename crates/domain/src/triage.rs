//! Triage: of what proposals are made, and what the journal keeps of the learner. Proposals themselves are in no journal:
//! they decide nothing. Severity, liability and money are no subjects, so none of them can be proposed as decided.

use serde::{Deserialize, Serialize};

use crate::code::codes;

codes! {
    /// What is proposed for a case.
    pub enum TriageSubject {
        /// Its category.
        Category = "category",
        /// Its priority.
        Priority = "priority",
        /// The customer's state in the last contact.
        EmotionalState = "emotional_state",
        /// The unit that answers for the matter.
        ResponsibleDepartment = "responsible_department",
        /// Somebody may be hurt; by words alone, never learned.
        SafetyRisk = "safety_risk",
    }
}

impl TriageSubject {
    /// Those that are learned.
    pub const LEARNED: [Self; 4] = [Self::Category, Self::Priority, Self::EmotionalState, Self::ResponsibleDepartment];
}

/// Of triage, in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum TriageEvent {
    /// Proposals are made, or not any more.
    Switched {
        /// They are made.
        on: bool,
    },
    /// Somebody wants it to learn again.
    LearningAsked {},
    /// There was too little to learn from.
    NothingLearned {},
    /// It learned a version.
    Learned {
        /// Of what.
        subject: TriageSubject,
        /// Number of the version.
        number: i64,
        /// Cases it learned from.
        texts: u32,
        /// Macro-F1 by cross-validation, in thousandths.
        macro_f1_permille: u32,
        /// It is better than always saying the most frequent label, so it is used.
        in_use: bool,
        /// sha256 of the model, in hex.
        digest: String,
    },
}
