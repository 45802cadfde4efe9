//! What acts by itself: what happens to a case as others may hear of it, the subscriptions to that, and rules that lead
//! from it, or from time that passed, to commands. Pure; nothing is sent from here, and a rule's commands are decided by
//! the case like everybody's.

mod condition;
mod evaluate;
mod flaw;
mod happening;
mod moment;
mod rule;
mod webhook;

pub use condition::{Conditions, Explained, Ground, RuleCondition, Subject, Verdict};
pub use evaluate::{Fired, fired};
pub use flaw::{
    MOST_ACTIONS, MOST_CONDITIONS, MOST_MINUTES, MOST_PEOPLE, MOST_VALUES, MOST_WORD, MOST_WORDS, Named, RuleFlaw,
    condition_flaws, flaws,
};
pub use happening::Happening;
pub use moment::{Standing, Window, key, standing, windows};
pub use rule::{Action, MOST_A_DAY, MOST_DEPTH, MOST_RULES, Moment, Rule, RuleEvent, RuleTerms, Trigger};
pub use webhook::WebhookEvent;
