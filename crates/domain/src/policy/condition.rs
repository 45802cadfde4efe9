//! When a rule applies, and when one condition is wider than another. Allocation-free: the case machine asks this for
//! every clock at every signal.

use super::shape::{Condition, Period};
use crate::trade::{Channel, Complexity, Kind, Priority, Severity};

/// The parts of the day a case came in; several may hold (peak and in hours).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PeriodSet {
    in_hours: bool,
    peak: bool,
}

impl PeriodSet {
    /// From the channel's calendar and its peak windows at the moment of arrival (S0-27).
    pub const fn of(in_hours: bool, peak: bool) -> Self {
        Self { in_hours, peak }
    }

    /// Whether a period holds; off-peak means in hours and outside a peak window.
    pub const fn contains(self, period: Period) -> bool {
        match period {
            Period::InHours => self.in_hours,
            Period::AfterHours => !self.in_hours,
            Period::Peak => self.peak,
            Period::OffPeak => self.in_hours && !self.peak,
        }
    }
}

/// What a condition may look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConditionFacts<'a> {
    /// Kind of case.
    pub kind: Kind,
    /// Channel it came by.
    pub channel: Channel,
    /// Severity, once known. An unknown severity satisfies neither bound.
    pub severity: Option<Severity>,
    /// Priority.
    pub priority: Priority,
    /// Complexity, once known.
    pub complexity: Option<Complexity>,
    /// Canonical category, once known.
    pub category: Option<&'a str>,
    /// Part of the day at arrival.
    pub period: PeriodSet,
    /// The customer demands repair, exchange, return or refund.
    pub remedy_demanded: bool,
}

/// Whether a canonical category is the other one or a child of it.
pub fn is_within(category: &str, ancestor: &str) -> bool {
    category.strip_prefix(ancestor).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

impl Condition {
    /// Whether the rule applies to a case.
    pub fn holds(&self, facts: &ConditionFacts<'_>) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&facts.kind))
            && (self.channels.is_empty() || self.channels.contains(&facts.channel))
            && self.severity_at_least.is_none_or(|least| facts.severity.is_some_and(|s| s >= least))
            && self.severity_at_most.is_none_or(|most| facts.severity.is_some_and(|s| s <= most))
            && self.priority_at_least.is_none_or(|least| facts.priority >= least)
            && self.priority_at_most.is_none_or(|most| facts.priority <= most)
            && self.complexity.is_none_or(|complexity| facts.complexity == Some(complexity))
            && (self.categories.is_empty()
                || facts.category.is_some_and(|given| self.categories.iter().any(|c| is_within(given, c))))
            && self.period.is_none_or(|period| facts.period.contains(period))
            && self.remedy_demanded.is_none_or(|demanded| facts.remedy_demanded == demanded)
    }

    /// Whether nothing is asked, so that it holds for every case.
    pub fn is_always(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it holds wherever `narrower` holds. May say no where a person would say yes, never the reverse.
    pub fn covers(&self, narrower: &Self) -> bool {
        fn wider<T: PartialEq>(wide: &[T], narrow: &[T]) -> bool {
            wide.is_empty() || (!narrow.is_empty() && narrow.iter().all(|n| wide.contains(n)))
        }
        fn same<T: PartialEq + Copy>(wide: Option<T>, narrow: Option<T>) -> bool {
            wide.is_none() || wide == narrow
        }
        wider(&self.kinds, &narrower.kinds)
            && wider(&self.channels, &narrower.channels)
            && self.severity_at_least.is_none_or(|w| narrower.severity_at_least.is_some_and(|n| n >= w))
            && self.severity_at_most.is_none_or(|w| narrower.severity_at_most.is_some_and(|n| n <= w))
            && self.priority_at_least.is_none_or(|w| narrower.priority_at_least.is_some_and(|n| n >= w))
            && self.priority_at_most.is_none_or(|w| narrower.priority_at_most.is_some_and(|n| n <= w))
            && same(self.complexity, narrower.complexity)
            && (self.categories.is_empty()
                || (!narrower.categories.is_empty()
                    && narrower.categories.iter().all(|n| self.categories.iter().any(|w| is_within(n, w)))))
            && (same(self.period, narrower.period)
                || (self.period == Some(Period::InHours) && narrower.period == Some(Period::OffPeak)))
            && same(self.remedy_demanded, narrower.remedy_demanded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> ConditionFacts<'static> {
        ConditionFacts {
            kind: Kind::Complaint,
            channel: Channel::Phone,
            severity: None,
            priority: Priority::Normal,
            complexity: None,
            category: Some("logistics.delay"),
            period: PeriodSet::of(true, false),
            remedy_demanded: false,
        }
    }

    #[test]
    fn an_unknown_severity_satisfies_neither_bound() {
        let least = Condition { severity_at_least: Some(Severity::Minor), ..Condition::default() };
        let most = Condition { severity_at_most: Some(Severity::Critical), ..Condition::default() };
        assert!(!least.holds(&facts()) && !most.holds(&facts()));
        let known = ConditionFacts { severity: Some(Severity::General), ..facts() };
        assert!(least.holds(&known) && most.holds(&known));
    }

    #[test]
    fn a_child_category_matches_its_parent_but_a_namesake_does_not() {
        let logistics = Condition { categories: vec!["logistics".into()], ..Condition::default() };
        assert!(logistics.holds(&facts()));
        assert!(!logistics.holds(&ConditionFacts { category: Some("logistics_other"), ..facts() }));
        assert!(!logistics.holds(&ConditionFacts { category: None, ..facts() }));
    }

    #[test]
    fn off_peak_is_in_hours_outside_a_peak_window() {
        assert!(PeriodSet::of(true, false).contains(Period::OffPeak));
        assert!(!PeriodSet::of(true, true).contains(Period::OffPeak));
        assert!(!PeriodSet::of(false, false).contains(Period::OffPeak));
        assert!(PeriodSet::of(false, true).contains(Period::AfterHours));
    }

    #[test]
    fn the_empty_condition_covers_all_and_is_covered_by_itself_alone() {
        let always = Condition::default();
        let some = Condition { kinds: vec![Kind::Rma], ..Condition::default() };
        assert!(always.covers(&some) && !some.covers(&always) && always.covers(&always));
        let major = Condition { severity_at_least: Some(Severity::Major), ..Condition::default() };
        let critical = Condition { severity_at_least: Some(Severity::Critical), ..Condition::default() };
        assert!(major.covers(&critical) && !critical.covers(&major));
    }
}
