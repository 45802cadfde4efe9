//! Whether a change of a policy is to the customer's good: it tightens what we owe, loosens it, or neither. For whoever
//! reads a difference before it is put in force; the floor of the law is held elsewhere and by force. Where two values
//! cannot be compared the answer is "loosens": doubt is on the customer's side.

use serde_json::Value;

use super::diff::Change;
use super::law::not_longer;
use super::shape::{CloseNeeds, Condition, Policy};
use crate::calendar::Span;
use crate::code::codes;

codes! {
    /// What a change does to what the customer may expect.
    pub enum Effect {
        /// Sooner, more, stricter.
        Tightens = "tightens",
        /// Later, less, laxer; or not comparable.
        Loosens = "loosens",
        /// Names, routes, reasons, and what does not bear on it.
        Neutral = "neutral",
    }
}

/// The effect of one change between two policies as merged.
pub fn effect(change: &Change, before: &Policy, after: &Policy) -> Effect {
    let path: Vec<&str> = change.path.split('.').collect();
    match path.first() {
        Some(&"clock") => clock(change, before, after),
        Some(&"wait") => wait(change, path.last().copied().unwrap_or_default()),
        Some(&"close") => close(change, path.last().copied().unwrap_or_default()),
        Some(&"retention") => match path.last() {
            Some(&"years") => number(change, More::Tightens),
            Some(&"basis") => Effect::Neutral,
            _ => presence(change, Effect::Tightens),
        },
        Some(&"watch") => match path.last() {
            Some(&"length") => span(change).flipped(),
            Some(&"watch") => presence(change, Effect::Tightens),
            _ => Effect::Neutral,
        },
        _ => match change.path.as_str() {
            "reopen.within_days" | "repeat.within_days" => number(change, More::Tightens),
            "chat.after_completion_s"
            | "chat.silence_s"
            | "chat.handoff.visits_within_h"
            | "chat.handoff.rare_cases"
            | "chat.handoff.minor_under" => number(change, More::Tightens),
            // Over a longer time fewer problems are rare.
            "chat.handoff.rare_within_d" | "chat.offer_again_s" => number(change, More::Loosens),
            // 0 is never: the laxest of all.
            "chat.handoff.unknown_answers" | "chat.handoff.elderly_from" => nought_is_never(change),
            "chat.handoff.recognition_failures"
            | "chat.handoff.unanswered_s"
            | "chat.handoff.visits"
            | "chat.offer_s" => number(change, More::Loosens),
            "transfer.ping_pong_after" | "transfer.returns_after" | "intake.stalled_after_hours" => {
                number(change, More::Loosens)
            }
            "intake.triage_completeness_percent" => number(change, More::Tightens),
            // 0 is never: the laxest of all.
            "escalation.rejected_solutions" => nought_is_never(change),
            _ => Effect::Neutral,
        },
    }
}

/// More is later and so laxer, but for 0, which is never.
fn nought_is_never(change: &Change) -> Effect {
    match (as_number(&change.before), as_number(&change.after)) {
        (_, Some(0.0)) => Effect::Loosens,
        (Some(0.0), _) => Effect::Tightens,
        _ => number(change, More::Loosens),
    }
}

/// The ids of clocks hold dots, so the clock is found by its id and not by cutting the path.
fn clock(change: &Change, before: &Policy, after: &Policy) -> Effect {
    let rest = change.path.strip_prefix("clock.").unwrap_or_default();
    let named = |p: &Policy| {
        let ids = p.clocks.iter().map(|c| c.id.clone());
        ids.filter(|id| rest == id || rest.strip_prefix(id.as_str()).is_some_and(|r| r.starts_with('.')))
            .max_by_key(String::len)
    };
    let Some(id) = named(after).or_else(|| named(before)) else { return Effect::Neutral };
    let key = rest[id.len()..].trim_start_matches('.');
    let of = |p: &Policy| p.clocks.iter().find(|c| c.id == id).cloned();
    match key.split('.').collect::<Vec<_>>().as_slice() {
        [""] => presence(change, Effect::Tightens),
        ["target"] => span(change),
        ["stop"] => set(change, Effect::Loosens),
        ["warn_at" | "warn_days"] => set(change, Effect::Tightens),
        ["roll"] => presence(change, Effect::Loosens),
        ["pause", ..] if !key.ends_with(".max") => presence(change, Effect::Loosens),
        ["pause", ..] => match (&change.before, &change.after) {
            (None, Some(_)) => Effect::Tightens,
            (Some(_), None) => Effect::Loosens,
            _ => span(change),
        },
        ["when", ..] => match (of(before), of(after)) {
            (Some(b), Some(a)) => condition(&b.when, &a.when),
            _ => Effect::Neutral,
        },
        ["calendar"] => calendar(change),
        ["start" | "milestone" | "judged" | "repeats"] => Effect::Loosens,
        _ => Effect::Neutral,
    }
}

fn condition(before: &Condition, after: &Condition) -> Effect {
    match (after.covers(before), before.covers(after)) {
        (true, true) => Effect::Neutral,
        (true, false) => Effect::Tightens,
        _ => Effect::Loosens,
    }
}

/// Calendars from the one that never stands still to the one that stands still most.
fn calendar(change: &Change) -> Effect {
    let rank = |v: &Option<Value>| match v.as_ref().and_then(Value::as_str) {
        Some("24x7" | "civil_day") => Some(0),
        Some("working_day" | "business_hours") => Some(1),
        _ => None,
    };
    match (rank(&change.before), rank(&change.after)) {
        (Some(b), Some(a)) if a < b => Effect::Tightens,
        (Some(b), Some(a)) if a == b => Effect::Neutral,
        _ => Effect::Loosens,
    }
}

fn wait(change: &Change, key: &str) -> Effect {
    match key {
        "max" => span(change),
        "max_total" => match (&change.before, &change.after) {
            (None, Some(_)) => Effect::Tightens,
            (Some(_), None) => Effect::Loosens,
            _ => span(change),
        },
        "needs_question" | "customer_resumes" => presence(change, Effect::Tightens),
        "basis" => Effect::Neutral,
        _ => presence(change, Effect::Loosens),
    }
}

fn close(change: &Change, key: &str) -> Effect {
    match key {
        "needs" => {
            let rank = |v: &Option<Value>| {
                let code = v.as_ref()?.as_str()?.parse::<CloseNeeds>().ok()?;
                CloseNeeds::ALL.iter().position(|n| *n == code)
            };
            match (rank(&change.before), rank(&change.after)) {
                (Some(b), Some(a)) if a > b => Effect::Tightens,
                _ => Effect::Loosens,
            }
        }
        "unreachable_attempts" | "unreachable_days" => number(change, More::Tightens),
        "silent_after" => match (&change.before, &change.after) {
            (None, _) => Effect::Loosens,
            (_, None) => Effect::Tightens,
            _ => span(change).flipped(),
        },
        "basis" => Effect::Neutral,
        // A whole rule more or less, or another condition: whom it takes from whom is not told from here.
        _ => Effect::Loosens,
    }
}

impl Effect {
    /// More time is more for the customer here.
    const fn flipped(self) -> Self {
        match self {
            Self::Tightens => Self::Loosens,
            Self::Loosens => Self::Tightens,
            Self::Neutral => Self::Neutral,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum More {
    Tightens,
    Loosens,
}

fn as_number(value: &Option<Value>) -> Option<f64> {
    value.as_ref().and_then(Value::as_f64)
}

fn number(change: &Change, more: More) -> Effect {
    match (as_number(&change.before), as_number(&change.after)) {
        (Some(b), Some(a)) if (a > b) == (more == More::Tightens) => Effect::Tightens,
        _ => Effect::Loosens,
    }
}

fn span(change: &Change) -> Effect {
    let read = |v: &Option<Value>| v.as_ref().and_then(Value::as_str).and_then(|s| s.parse::<Span>().ok());
    match (read(&change.before), read(&change.after)) {
        (Some(before), Some(after)) if not_longer(&after, &before) => Effect::Tightens,
        _ => Effect::Loosens,
    }
}

/// Something that is there or not: what its coming does; its going does the reverse, its changing nothing here.
fn presence(change: &Change, coming: Effect) -> Effect {
    let there = |v: &Option<Value>| v.as_ref().is_some_and(|v| *v != Value::Bool(false));
    match (there(&change.before), there(&change.after)) {
        (false, true) => coming,
        (true, false) => coming.flipped(),
        _ => Effect::Neutral,
    }
}

/// A set of codes or numbers: what more of them do.
fn set(change: &Change, more: Effect) -> Effect {
    let items = |v: &Option<Value>| v.as_ref().and_then(Value::as_array).cloned().unwrap_or_default();
    let (before, after) = (items(&change.before), items(&change.after));
    let gained = after.iter().any(|a| !before.contains(a));
    let lost = before.iter().any(|b| !after.contains(b));
    match (gained, lost) {
        (true, false) => more,
        (false, true) => more.flipped(),
        (false, false) => Effect::Neutral,
        (true, true) => Effect::Loosens,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{Policies, diff};
    use super::*;

    fn policy(target: &str, reopen: u32, needs: &str) -> Policy {
        let text = format!(
            "id = \"t\"\nversion = 1\nname = {{ zh_hans = \"甲\", zh_hant = \"甲\", en = \"t\" }}\n\
             effective_from = \"2026-01-01\"\ninherits = [\"general\"]\n[reopen]\nwithin_days = {reopen}\n\
             [[clock]]\nid = \"t.answer\"\nmilestone = \"definite_answer\"\ntarget = \"{target}\"\ncalendar = \"24x7\"\n\
             start = \"received\"\nstop = [\"definite_answer\"]\nbasis = \"S3-12\"\n\
             [[close]]\nneeds = \"{needs}\"\nbasis = \"S0-20\"\n"
        );
        let policies = Policies::with_builtin([("t.toml", text.as_str())]).unwrap();
        policies.resolve("t", jiff::civil::date(2026, 11, 22)).unwrap().policy
    }

    fn effects(before: &Policy, after: &Policy) -> Vec<(String, Effect)> {
        diff(before, after).iter().map(|c| (c.path.clone(), effect(c, before, after))).collect()
    }

    #[test]
    fn a_shorter_target_tightens_and_a_longer_one_loosens() {
        let (day, two) = (policy("PT24H", 30, "confirmed"), policy("PT48H", 30, "confirmed"));
        assert_eq!(effects(&two, &day), [("clock.t.answer.target".to_owned(), Effect::Tightens)]);
        assert_eq!(effects(&day, &two), [("clock.t.answer.target".to_owned(), Effect::Loosens)]);
        let months = policy("P1M", 30, "confirmed");
        assert_eq!(effects(&months, &two)[0].1, Effect::Loosens, "not comparable");
    }

    #[test]
    fn closing_and_reopening_are_judged_from_the_customers_side() {
        let (before, after) = (policy("PT24H", 30, "confirmed"), policy("PT24H", 60, "informed"));
        let found = effects(&before, &after);
        assert!(found.contains(&("reopen.within_days".to_owned(), Effect::Tightens)), "{found:?}");
        assert!(found.contains(&("close.0.needs".to_owned(), Effect::Loosens)), "{found:?}");
    }
}
