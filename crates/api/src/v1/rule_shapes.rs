//! The shapes of a rule in the document: when, if and then. The enumerations stand for the domain's own types, which read
//! and write the same JSON; a test holds them together.

use bihuan_domain::automation::{Conditions, Explained, Happening, Moment, RuleCondition, Subject};
use bihuan_domain::case::event::EscalationCause;
use bihuan_domain::case::stage::WaitReason;
use bihuan_domain::ids::Id;
use bihuan_domain::trade::{Priority, Role, Severity};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::cases::register::PartyBody;
use crate::codes::{
    EscalationCauseCode, HappeningCode, Ident, PriorityCode, RoleCode, RuleMomentCode, RuleSubjectCode, SeverityCode,
    WaitReasonCode,
};

/// When a rule is looked at.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = RuleTrigger)]
pub enum TriggerShape {
    /// When one of these happens.
    Event {
        /// Which.
        #[schema(value_type = Vec<HappeningCode>, min_items = 1, max_items = 100)]
        happenings: Vec<Happening>,
    },
    /// When so much time has passed, once for each time it does.
    Time {
        /// From when it counts.
        #[schema(value_type = RuleMomentCode)]
        moment: Moment,
        /// Minutes; none only after a due time.
        #[schema(minimum = 0, maximum = 525_600)]
        minutes: u32,
    },
}

/// One condition: the subject is any of these values, or none of them.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RuleCondition)]
pub struct ConditionShape {
    /// What it looks at.
    #[schema(value_type = RuleSubjectCode)]
    on: Subject,
    /// Which own field, for `own_field`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Ident>)]
    field: Option<Id>,
    /// Any of these: codes, identifiers, words that stand in what was said, `yes` and `no`, a level at least, `from..to`; `none` for nothing.
    #[schema(min_items = 1, max_items = 50)]
    any_of: Vec<String>,
    /// It must be none of them.
    #[serde(default)]
    #[schema(default = false)]
    not: bool,
}

impl From<ConditionShape> for RuleCondition {
    fn from(ConditionShape { on, field, any_of, not }: ConditionShape) -> Self {
        Self { on, field, any_of, not }
    }
}

impl From<RuleCondition> for ConditionShape {
    fn from(RuleCondition { on, field, any_of, not }: RuleCondition) -> Self {
        Self { on, field, any_of, not }
    }
}

/// All of some, and at least one of others; 20 together.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = RuleConditions)]
pub struct ConditionsShape {
    /// All must hold.
    #[schema(max_items = 20)]
    all: Vec<ConditionShape>,
    /// At least one must hold, if there are any.
    #[schema(max_items = 20)]
    any: Vec<ConditionShape>,
}

impl From<ConditionsShape> for Conditions {
    fn from(ConditionsShape { all, any }: ConditionsShape) -> Self {
        let read = |list: Vec<ConditionShape>| list.into_iter().map(Into::into).collect();
        Self { all: read(all), any: read(any) }
    }
}

impl From<Conditions> for ConditionsShape {
    fn from(Conditions { all, any }: Conditions) -> Self {
        let show = |list: Vec<RuleCondition>| list.into_iter().map(Into::into).collect();
        Self { all: show(all), any: show(any) }
    }
}

/// A condition with what was found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RuleExplanation)]
pub struct ExplainedShape {
    /// What was asked.
    asked: ConditionShape,
    /// What the case had; empty: nothing. `filled` for what only some may see.
    found: Vec<String>,
    /// Whether it fits.
    holds: bool,
}

impl From<Explained> for ExplainedShape {
    fn from(Explained { asked, found, holds }: Explained) -> Self {
        Self { asked: asked.into(), found, holds }
    }
}

/// What a rule asks for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = RuleAction)]
pub enum ActionShape {
    /// Names the handler.
    Assign {
        /// The user.
        #[schema(value_type = Ident)]
        handler: Id,
        /// The unit it goes into; stays if left out.
        #[serde(default)]
        #[schema(value_type = Option<Ident>)]
        unit: Option<Id>,
    },
    /// Offers it to somebody else.
    OfferTransfer {
        /// To whom.
        to: PartyBody,
        /// Why.
        #[schema(min_length = 1, max_length = 4000)]
        reason: String,
    },
    /// Sets the urgency; the rule's name is the reason.
    SetPriority {
        /// To this.
        #[schema(value_type = PriorityCode)]
        priority: Priority,
    },
    /// Sets the consequence; the rule's name is the reason.
    SetSeverity {
        /// To this.
        #[schema(value_type = SeverityCode)]
        severity: Severity,
    },
    /// Takes it a level up.
    Escalate {
        /// Why.
        #[schema(value_type = EscalationCauseCode)]
        cause: EscalationCause,
    },
    /// Writes an internal note.
    Note {
        /// Its words.
        #[schema(min_length = 1, max_length = 4000)]
        text: String,
        /// People it calls.
        #[serde(default)]
        #[schema(value_type = Vec<Ident>, max_items = 20)]
        mentions: Vec<Id>,
    },
    /// Sets one of the organisation's own fields.
    SetField {
        /// Which.
        #[schema(value_type = Ident)]
        field: Id,
        /// The value as one would give it.
        value: Value,
    },
    /// Lets it wait, where the case's policy allows it.
    Pause {
        /// For what.
        #[schema(value_type = WaitReasonCode)]
        reason: WaitReason,
    },
    /// Says a shared canned text: to the customer where a channel carries it (e-mail of a thread, the portal), else, or
    /// where a place has no value, as an internal note. Once a day on one case.
    SendText {
        /// Which.
        #[schema(value_type = Ident)]
        text: Id,
    },
    /// Tells people in the console, as far as they may read the case.
    Notify {
        /// These.
        #[serde(default)]
        #[schema(value_type = Vec<Ident>, max_items = 20)]
        users: Vec<Id>,
        /// Whoever holds one of these roles where the case is.
        #[serde(default)]
        #[schema(value_type = Vec<RoleCode>, max_items = 20)]
        roles: Vec<Role>,
    },
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use bihuan_domain::automation::{Action, Trigger};
    use bihuan_domain::case::event::Party;
    use serde_json::json;

    #[test]
    fn the_document_and_the_domain_read_the_same() {
        let id = Id::from_i64(7);
        let actions = [
            Action::Assign { handler: id, unit: Some(id) },
            Action::OfferTransfer { to: Party::Unit(id), reason: "r".into() },
            Action::SetPriority { priority: Priority::High },
            Action::SetSeverity { severity: Severity::Major },
            Action::Escalate { cause: EscalationCause::Breach },
            Action::Note { text: "n".into(), mentions: vec![id] },
            Action::SetField { field: id, value: json!(1) },
            Action::Pause { reason: WaitReason::Parts },
            Action::SendText { text: id },
            Action::Notify { users: vec![id], roles: vec![Role::Supervisor] },
        ];
        for action in actions {
            let told = serde_json::to_value(&action).unwrap();
            assert!(serde_json::from_value::<ActionShape>(told.clone()).is_ok(), "{told}");
        }
        for trigger in [
            Trigger::Event { happenings: vec![Happening::Closed] },
            Trigger::Time { moment: Moment::Untouched, minutes: 5 },
        ] {
            let told = serde_json::to_value(&trigger).unwrap();
            assert!(serde_json::from_value::<TriggerShape>(told.clone()).is_ok(), "{told}");
        }
    }
}
