//! A rule that acts by itself: when it is looked at, on which cases it holds, and what it then asks for. It is data of the
//! organisation's; the commands it leads to go through the same door as everybody's.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Conditions, Happening};
use crate::case::event::{EscalationCause, Party};
use crate::case::stage::WaitReason;
use crate::code::codes;
use crate::ids::Id;
use crate::trade::{Priority, Role, Severity};

/// Most rules an organisation keeps: every decision on a case looks at them.
pub const MOST_RULES: usize = 100;
/// A rule that follows from a rule that follows from a rule: no deeper (ours, a default).
pub const MOST_DEPTH: u32 = 3;
/// How often a rule acts on one case within a day (ours, a default): beyond that something goes round in circles.
pub const MOST_A_DAY: u32 = 20;

codes! {
    /// From when a time rule counts.
    pub enum Moment {
        /// So long after the case came in.
        AfterReceived = "after_received",
        /// So long after anybody did anything.
        Untouched = "untouched",
        /// So long after it entered the stage it is in.
        InStage = "in_stage",
        /// So long after it began to wait.
        Waiting = "waiting",
        /// So long before a clock is due.
        BeforeDue = "before_due",
        /// So long after a clock was due.
        AfterDue = "after_due",
    }
}

/// When a rule is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Trigger {
    /// When one of these happens.
    Event {
        /// Which.
        happenings: Vec<Happening>,
    },
    /// When so much time has passed, once for each time it does.
    Time {
        /// From when it counts.
        moment: Moment,
        /// Minutes.
        minutes: u32,
    },
}

/// What a rule asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// Names the handler.
    Assign {
        /// The user.
        handler: Id,
        /// The unit it goes into; stays if not given.
        #[serde(default)]
        unit: Option<Id>,
    },
    /// Offers it to somebody else.
    OfferTransfer {
        /// To whom.
        to: Party,
        /// Why, in the rule's words.
        reason: String,
    },
    /// Sets the urgency.
    SetPriority {
        /// To this.
        priority: Priority,
    },
    /// Sets the consequence.
    SetSeverity {
        /// To this.
        severity: Severity,
    },
    /// Takes it a level up.
    Escalate {
        /// Why.
        cause: EscalationCause,
    },
    /// Writes an internal note.
    Note {
        /// Its words.
        text: String,
        /// People it calls.
        #[serde(default)]
        mentions: Vec<Id>,
    },
    /// Sets one of the organisation's own fields.
    SetField {
        /// Which.
        field: Id,
        /// The value as one would give it.
        value: Value,
    },
    /// Lets it wait.
    Pause {
        /// For what.
        reason: WaitReason,
    },
    /// Says a canned text: to the customer where a channel carries it, else as an internal note.
    SendText {
        /// Which; one that is shared.
        text: Id,
    },
    /// Tells people in the console.
    Notify {
        /// These.
        #[serde(default)]
        users: Vec<Id>,
        /// Whoever holds one of these roles where the case is.
        #[serde(default)]
        roles: Vec<Role>,
    },
}

impl Action {
    /// Its code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Assign { .. } => "assign",
            Self::OfferTransfer { .. } => "offer_transfer",
            Self::SetPriority { .. } => "set_priority",
            Self::SetSeverity { .. } => "set_severity",
            Self::Escalate { .. } => "escalate",
            Self::Note { .. } => "note",
            Self::SetField { .. } => "set_field",
            Self::Pause { .. } => "pause",
            Self::SendText { .. } => "send_text",
            Self::Notify { .. } => "notify",
        }
    }

    /// It brings the case to somebody (S1-15).
    pub const fn routes(&self) -> bool {
        matches!(self, Self::Assign { .. } | Self::OfferTransfer { .. })
    }
}

/// What a rule says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleTerms {
    /// When it is looked at.
    pub trigger: Trigger,
    /// On which cases it holds; none: on all.
    #[serde(default)]
    pub conditions: Conditions,
    /// What it asks for, in this order.
    pub actions: Vec<Action>,
    /// Only where no rule before it brought the case to somebody: the fallback queue (S1-15).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub otherwise: bool,
}

impl RuleTerms {
    /// Whether it is looked at when one of these happens.
    pub fn hears(&self, happened: &[Happening]) -> Option<Happening> {
        match &self.trigger {
            Trigger::Event { happenings } => happened.iter().copied().find(|h| happenings.contains(h)),
            Trigger::Time { .. } => None,
        }
    }

    /// The moment and minutes of a time rule.
    pub const fn time(&self) -> Option<(Moment, u32)> {
        match self.trigger {
            Trigger::Time { moment, minutes } => Some((moment, minutes)),
            Trigger::Event { .. } => None,
        }
    }
}

/// A rule as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Identifier.
    pub id: Id,
    /// What it is called; shown wherever it acted.
    pub name: String,
    /// It acts.
    pub enabled: bool,
    /// What it says.
    pub terms: RuleTerms,
}

/// Of a rule. Names and notes are the organisation's words: the journal has their digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum RuleEvent {
    /// It was written.
    Created {
        /// sha256 of name and terms as kept, in hex.
        digest: String,
        /// It acts.
        enabled: bool,
    },
    /// It was changed.
    Changed {
        /// sha256 of name and terms as kept, in hex.
        digest: String,
        /// It acts.
        enabled: bool,
    },
    /// It stands elsewhere in the order.
    Moved {
        /// Place, from 0.
        place: u32,
    },
    /// It is gone; its log stays.
    Deleted {},
}
