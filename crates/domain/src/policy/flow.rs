//! The flow of a policy as somebody draws or prints it: for each way the steps in their order, what each step has to
//! bring about, which clock falls due there and which runs on, and for each severity the deadlines that may apply. Made
//! from the resolved policy, so that the drawing and the manual say what the machine does. It never decides anything.

use super::resolved::Resolved;
use super::shape::{ClockRule, Flow, Milestone, State};
use crate::case::stage::{Signal, Stage};
use crate::code::codes;
use crate::trade::Severity;

codes! {
    /// What a step is in the drawing.
    pub enum StepKind {
        /// Where a case begins.
        Start = "start",
        /// Work.
        Work = "work",
        /// Somebody with more authority says yes or no (S2-23).
        Approval = "approval",
        /// A loop that leads back into the work: reassessment, reopening (S0-21).
        Loop = "loop",
        /// Nobody works on it any more.
        End = "end",
    }
}

codes! {
    /// What a way from one step to the next is in the drawing.
    pub enum EdgeKind {
        /// Onward.
        Forward = "forward",
        /// Back to an earlier step.
        Back = "back",
        /// Into reassessment, when the customer is not satisfied (S0-21).
        Reassess = "reassess",
        /// Closing.
        Close = "close",
        /// Opening again (C.5).
        Reopen = "reopen",
    }
}

/// One step of a way.
#[derive(Debug, Clone)]
pub struct Step<'a> {
    /// The stage as the policy writes it.
    pub state: &'a State,
    /// What it is in the drawing.
    pub kind: StepKind,
    /// What the work here has to bring about.
    pub brings_about: &'static [Signal],
    /// Deadlines that this step has to meet.
    pub due_here: Vec<&'a ClockRule>,
    /// Deadlines that run while a case stands here, those due here among them.
    pub running: Vec<&'a ClockRule>,
}

/// The deadlines that may apply to one milestone of one severity, in the order in which they are asked: the first whose
/// condition holds applies; of the law every one that holds.
#[derive(Debug, Clone)]
pub struct Aim<'a> {
    /// What it is about.
    pub milestone: Milestone,
    /// What starts it.
    pub start: Signal,
    /// For which severity.
    pub severity: Severity,
    /// The rules, first one first.
    pub clocks: Vec<&'a ClockRule>,
}

/// What work at a stage has to bring about, as clocks hear of it.
pub const fn brings_about(stage: Stage) -> &'static [Signal] {
    use Signal as S;
    match stage {
        Stage::New => &[S::CallAnswered, S::Served, S::Acknowledged, S::SubstantiveReply],
        Stage::Acknowledged => &[S::Triaged],
        Stage::Triaged => &[S::HandlerAssigned],
        Stage::Assigned => &[S::TwoWayContact],
        Stage::InContact => &[S::TwoWayContact, S::SubstantiveReply, S::DefiniteAnswer],
        Stage::Investigating => &[S::PreliminaryFinding, S::ProgressUpdate],
        Stage::SolutionProposed => &[S::SolutionProposed, S::SolutionAgreed, S::SolutionRejected, S::Handled],
        Stage::Approval => &[],
        Stage::Agreed => &[S::SolutionAgreed],
        Stage::Executing => &[S::Resolved, S::ProgressUpdate],
        Stage::Resolved => &[S::CustomerInformed, S::ReportedToHq],
        Stage::FollowUp => &[S::FollowedUp],
        Stage::Confirmed => &[S::ConfirmedSatisfied],
        Stage::Closed => &[S::Closed],
        Stage::Archived => &[],
        Stage::Reassessment => &[S::SolutionProposed],
        Stage::Reopened => &[S::TwoWayContact],
    }
}

/// Where a stage stands on the main path; the loops lead back to the talk with the customer.
const fn place(stage: Stage) -> usize {
    match stage {
        Stage::Reassessment | Stage::Reopened => Stage::InContact as usize,
        other => other as usize,
    }
}

/// The stages on the main path at which a signal is brought about.
fn places(signal: Signal) -> impl Iterator<Item = usize> {
    Stage::ALL
        .iter()
        .filter(|s| !matches!(s, Stage::Reassessment | Stage::Reopened))
        .filter(move |s| brings_about(**s).contains(&signal))
        .map(|s| place(*s))
}

/// Where on the main path a clock begins: with the case itself, or where its start is brought about.
fn begins(rule: &ClockRule) -> usize {
    match rule.start {
        Signal::Reopened => place(Stage::Reopened),
        start => places(start).min().unwrap_or(0),
    }
}

/// Where it ends at the latest.
fn ends(rule: &ClockRule) -> usize {
    rule.stop.iter().flat_map(|s| places(*s)).max().unwrap_or(place(Stage::Closed))
}

/// The first place at which it can be met.
fn met(rule: &ClockRule) -> Option<usize> {
    let begins = begins(rule);
    rule.stop.iter().flat_map(|s| places(*s)).filter(|p| *p >= begins).min()
}

/// Whether a deadline may concern cases that go this way.
fn concerns(rule: &ClockRule, flow: &Flow) -> bool {
    rule.when.kinds.is_empty() || rule.when.kinds.iter().any(|k| flow.kinds.contains(k))
}

/// The steps of a way in the order in which the policy writes them.
pub fn steps<'a>(resolved: &'a Resolved, flow: &'a Flow) -> Vec<Step<'a>> {
    let mine: Vec<&ClockRule> = resolved.clocks().iter().filter(|c| concerns(c, flow)).collect();
    let step = |(n, state): (usize, &'a State)| {
        let at = place(state.stage);
        let kind = match state.stage {
            _ if n == 0 => StepKind::Start,
            Stage::Approval => StepKind::Approval,
            Stage::Reassessment | Stage::Reopened => StepKind::Loop,
            Stage::Closed | Stage::Archived => StepKind::End,
            _ => StepKind::Work,
        };
        let runs = |c: &&&ClockRule| !state.stage.is_over() && (begins(c)..=ends(c)).contains(&at);
        let running: Vec<&ClockRule> = mine.iter().filter(runs).copied().collect();
        let main = !matches!(kind, StepKind::Loop);
        let due_here = running.iter().filter(|c| main && met(c) == Some(at)).copied().collect();
        Step { state, kind, brings_about: brings_about(state.stage), due_here, running }
    };
    flow.states.iter().enumerate().map(step).collect()
}

/// What a way from one stage to another is.
pub const fn edge(from: Stage, to: Stage) -> EdgeKind {
    match to {
        Stage::Closed | Stage::Archived => EdgeKind::Close,
        Stage::Reassessment => EdgeKind::Reassess,
        Stage::Reopened => EdgeKind::Reopen,
        _ if matches!(from, Stage::Reassessment | Stage::Reopened) || place(to) > place(from) => EdgeKind::Forward,
        _ => EdgeKind::Back,
    }
}

/// For each milestone and severity the deadlines that may apply to cases of a way. A rule behind one that always holds
/// can never apply and is left out.
pub fn aims<'a>(resolved: &'a Resolved, flow: &'a Flow) -> Vec<Aim<'a>> {
    let mut aims: Vec<Aim<'a>> = Vec::new();
    for rule in resolved.clocks().iter().filter(|c| concerns(c, flow)) {
        for severity in Severity::ALL {
            if !may_hold(rule, *severity, resolved) {
                continue;
            }
            let same = |a: &&mut Aim<'a>| (a.milestone, a.start, a.severity) == (rule.milestone, rule.start, *severity);
            match aims.iter_mut().find(same) {
                None => {
                    let (milestone, start) = (rule.milestone, rule.start);
                    aims.push(Aim { milestone, start, severity: *severity, clocks: vec![rule] });
                }
                Some(aim) if aim.clocks.iter().any(|c| !c.statutory && settles(c, flow)) && !rule.statutory => {}
                Some(aim) => aim.clocks.push(rule),
            }
        }
    }
    aims.sort_by_key(|a| (a.milestone, a.start, a.severity));
    aims
}

/// Whether a rule may hold for a case of this severity; the priority is the one that follows from it.
fn may_hold(rule: &ClockRule, severity: Severity, resolved: &Resolved) -> bool {
    let (when, priority) = (&rule.when, resolved.priority_for(severity));
    when.severity_at_least.is_none_or(|least| severity >= least)
        && when.severity_at_most.is_none_or(|most| severity <= most)
        && when.priority_at_least.is_none_or(|least| priority >= least)
        && when.priority_at_most.is_none_or(|most| priority <= most)
}

/// Whether nothing but severity and priority is asked, so that no later rule of the same place ever applies.
fn settles(rule: &ClockRule, flow: &Flow) -> bool {
    let when = &rule.when;
    (when.kinds.is_empty() || flow.kinds.iter().all(|k| when.kinds.contains(k)))
        && when.channels.is_empty()
        && when.complexity.is_none()
        && when.categories.is_empty()
        && when.period.is_none()
        && when.remedy_demanded.is_none()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::Policies;
    use super::*;
    use crate::trade::Kind;

    fn resolved(id: &str) -> Resolved {
        Policies::with_builtin([]).unwrap().resolve(id, jiff::civil::date(2026, 11, 22)).unwrap()
    }

    #[test]
    fn a_deadline_is_due_at_the_first_step_that_can_meet_it() {
        let policy = resolved("general");
        let steps = steps(&policy, policy.flow(Kind::Complaint));
        let due = |stage: Stage| -> Vec<&str> {
            let step = steps.iter().find(|s| s.state.stage == stage).unwrap();
            step.due_here.iter().map(|c| c.id.as_str()).collect()
        };
        assert!(due(Stage::New).contains(&"base.first_response"));
        assert!(due(Stage::SolutionProposed).contains(&"general.solution_complex"));
        assert!(due(Stage::Executing).contains(&"law.redline_15d"));
        assert!(due(Stage::Closed).is_empty() && due(Stage::Reassessment).is_empty());
        let investigating = steps.iter().find(|s| s.state.stage == Stage::Investigating).unwrap();
        assert!(investigating.running.iter().any(|c| c.id == "law.redline_15d"), "the red line runs all the way");
    }

    #[test]
    fn every_template_draws_with_one_start_and_every_edge_to_a_step_of_its_way() {
        for id in ["general", "quality_feedback", "ecommerce", "auto_station", "apparel"] {
            let policy = resolved(id);
            for flow in &policy.policy.flows {
                let steps = steps(&policy, flow);
                assert_eq!(steps.iter().filter(|s| s.kind == StepKind::Start).count(), 1, "{id}");
                for step in &steps {
                    for next in &step.state.next {
                        assert!(steps.iter().any(|s| s.state.stage == *next), "{id} {} -> {next}", step.state.stage);
                    }
                }
                assert!(!aims(&policy, flow).is_empty(), "{id}");
            }
        }
    }

    #[test]
    fn an_aim_lists_the_rules_in_the_order_in_which_they_are_asked() {
        let policy = resolved("auto_station");
        let aims = aims(&policy, policy.flow(Kind::Complaint));
        for aim in &aims {
            let asked: Vec<_> = policy.clocks().iter().filter(|c| aim.clocks.iter().any(|a| a.id == c.id)).collect();
            assert_eq!(asked, aim.clocks, "{} {}", aim.milestone, aim.severity);
        }
        let contact = aims.iter().find(|a| a.milestone == Milestone::ContactCustomer).unwrap();
        assert!(contact.clocks.iter().all(|c| c.milestone == Milestone::ContactCustomer));
    }

    #[test]
    fn closing_reopening_and_going_back_look_different() {
        assert_eq!(edge(Stage::Resolved, Stage::Closed), EdgeKind::Close);
        assert_eq!(edge(Stage::Closed, Stage::Reopened), EdgeKind::Reopen);
        assert_eq!(edge(Stage::Investigating, Stage::InContact), EdgeKind::Back);
        assert_eq!(edge(Stage::Reassessment, Stage::Assigned), EdgeKind::Forward);
        assert_eq!(edge(Stage::Resolved, Stage::Reassessment), EdgeKind::Reassess);
    }
}
