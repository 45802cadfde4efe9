//! What a policy promises a customer (S0-07): for each kind of case the steps they meet and the times they are told, in the
//! order of the way. Made from the resolved policy, so that what is published says what the machine does. It never decides
//! anything, and leaves out what cannot be said in a line that is true: what holds for some goods only, for less urgent
//! cases alone, or is our own business.

use serde::{Deserialize, Serialize};

use super::flow::{StepKind, steps};
use super::resolved::Resolved;
use super::shape::{ClockRule, Condition, Milestone, Period, Words};
use crate::case::stage::Stage;
use crate::trade::{Channel, Complexity, Kind, Priority, Severity};

/// What a customer is promised; the other milestones are our own business or the law's.
const TOLD: [Milestone; 14] = [
    Milestone::AnswerCall,
    Milestone::VoicemailReply,
    Milestone::ChatResponse,
    Milestone::WalkinConsult,
    Milestone::Acknowledge,
    Milestone::FirstResponse,
    Milestone::ContactCustomer,
    Milestone::Feedback,
    Milestone::DefiniteAnswer,
    Milestone::SolutionProposed,
    Milestone::Handled,
    Milestone::Resolved,
    Milestone::ProgressUpdate,
    Milestone::FollowUp,
];

/// A promised time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promised {
    /// What is promised.
    pub milestone: Milestone,
    /// Within which time, e.g. `PT24H`, `P3D`.
    pub target: String,
    /// Name of the calendar it runs on.
    pub calendar: String,
    /// For these kinds; empty: any.
    pub kinds: Vec<Kind>,
    /// By these channels; empty: any.
    pub channels: Vec<Channel>,
    /// At least this urgent.
    pub priority_at_least: Option<Priority>,
    /// At least this severe.
    pub severity_at_least: Option<Severity>,
    /// At most this severe.
    pub severity_at_most: Option<Severity>,
    /// This involved.
    pub complexity: Option<Complexity>,
    /// In this part of the day.
    pub period: Option<Period>,
}

/// What is promised for one kind of case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindPromise {
    /// Which kind.
    pub kind: Kind,
    /// What one meets on the way, in its order.
    pub steps: Vec<Words>,
    /// What follows when one is not satisfied (S0-21); none: the way has no such step.
    pub otherwise: Option<Words>,
    /// Promised times, in the order of the way.
    pub times: Vec<Promised>,
}

/// What is promised for a kind of case.
pub fn promised(resolved: &Resolved, kind: Kind) -> KindPromise {
    let flow = resolved.flow(kind);
    let mut told: Vec<Words> = Vec::new();
    for step in steps(resolved, flow).into_iter().filter(|s| !matches!(s.kind, StepKind::Loop | StepKind::End)) {
        if let Some(words) = &step.state.next_for_customer
            && !told.contains(words)
        {
            told.push(words.clone());
        }
    }
    let otherwise = resolved.state(kind, Stage::Reassessment).and_then(|s| s.next_for_customer.clone());
    KindPromise { kind, steps: told, otherwise, times: times(resolved, Some(kind)) }
}

/// Promised times of every kind, as the rules stand, or of one kind. Of several rules of one milestone the first that holds
/// applies, so one that an earlier one leaves nothing to is no promise.
pub fn times(resolved: &Resolved, kind: Option<Kind>) -> Vec<Promised> {
    let of_kind = |rule: &ClockRule| -> Option<Condition> {
        let mut when = rule.when.clone();
        if let Some(kind) = kind {
            if !when.kinds.is_empty() && !when.kinds.contains(&kind) {
                return None;
            }
            when.kinds.clear();
        }
        Some(when)
    };
    let ours = || resolved.clocks().iter().filter(|r| !r.statutory && TOLD.contains(&r.milestone));
    let mut found: Vec<Promised> = Vec::new();
    for (n, rule) in ours().enumerate() {
        let Some(when) = of_kind(rule).filter(plain) else { continue };
        let before = ours().take(n).filter(|r| r.milestone == rule.milestone && r.start == rule.start);
        if before.filter_map(of_kind).any(|earlier| earlier.covers(&when)) {
            continue;
        }
        found.push(Promised {
            milestone: rule.milestone,
            target: rule.target.to_string(),
            calendar: rule.calendar.clone(),
            kinds: when.kinds,
            channels: when.channels,
            priority_at_least: when.priority_at_least,
            severity_at_least: when.severity_at_least,
            severity_at_most: when.severity_at_most,
            complexity: when.complexity,
            period: when.period,
        });
    }
    found.sort_by_key(|t| TOLD.iter().position(|m| *m == t.milestone));
    found
}

/// What can be said in a line that is true.
fn plain(when: &Condition) -> bool {
    when.categories.is_empty() && when.remedy_demanded.is_none() && when.priority_at_most.is_none()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::Policies;
    use super::*;

    fn resolved(id: &str) -> Resolved {
        Policies::with_builtin([]).unwrap().resolve(id, jiff::civil::date(2026, 11, 22)).unwrap()
    }

    #[test]
    fn s0_07_every_template_tells_each_kind_its_steps_and_when_it_hears_from_us() {
        let kinds = [
            Kind::Complaint,
            Kind::Inquiry,
            Kind::Rma,
            Kind::Repair,
            Kind::QualityIssue,
            Kind::Suggestion,
            Kind::Praise,
        ];
        for id in ["general", "quality_feedback", "ecommerce", "auto_station", "apparel"] {
            let policy = resolved(id);
            for kind in kinds {
                let told = promised(&policy, kind);
                assert!(told.steps.len() >= 3, "{id} {kind}: {:?}", told.steps);
                assert!(told.otherwise.is_some(), "{id} {kind}");
                assert!(told.times.iter().any(|t| t.channels.is_empty()), "{id} {kind}: {:?}", told.times);
                assert!(told.times.iter().all(|t| t.kinds.is_empty()), "of this kind, so it is not said again");
            }
        }
    }

    #[test]
    fn each_kind_has_its_own_way_and_the_loops_are_no_steps_of_it() {
        let policy = resolved("general");
        let (complaint, rma) = (promised(&policy, Kind::Complaint), promised(&policy, Kind::Rma));
        let says = |told: &KindPromise, words: &str| told.steps.iter().any(|w| w.zh_hans.contains(words));
        assert!(says(&rma, "验货") && !says(&complaint, "验货"));
        assert!(!says(&complaint, "重开") && !says(&complaint, "重新评估，并会"));
        assert!(complaint.otherwise.unwrap().zh_hans.contains("重新评估"));
    }

    #[test]
    fn a_rule_that_an_earlier_one_leaves_nothing_to_is_no_promise() {
        let policy = resolved("general");
        let voicemail = |told: KindPromise| {
            let of = told.times.into_iter().filter(|t| t.milestone == Milestone::VoicemailReply);
            of.map(|t| t.period).collect::<Vec<_>>()
        };
        assert_eq!(voicemail(promised(&policy, Kind::Repair)), [Some(Period::AfterHours), None], "two that differ");
        let solution = |kind| promised(&policy, kind).times.iter().any(|t| t.complexity == Some(Complexity::Complex));
        assert!(solution(Kind::Complaint) && !solution(Kind::Praise), "three working days are not for praise");
        for kind in Kind::ALL {
            let told = promised(&policy, *kind).times;
            for (n, time) in told.iter().enumerate() {
                let before = &told[..n];
                let again = before.iter().any(|t| Promised { target: time.target.clone(), ..t.clone() } == *time);
                assert!(!again, "{kind}: two times for the same: {time:?}");
            }
        }
    }
}
