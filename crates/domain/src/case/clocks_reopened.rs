//! What a reopening or a reassessment does to the clocks: those about the result count on, an answer is owed again (C.4).

use super::clock::Clock;
use super::clocks::Following;
use super::due::{ended_pauses, renewed};
use super::event::{CancelReason, CaseEvent};
use super::refusal::Refusal;
use super::stage::Signal;
use crate::calendar::Pause;
use crate::policy::Milestone;

impl Following<'_, '_> {
    /// Clocks about the result that a resolution had met, or that closing had cancelled, count on after a reopening;
    /// the time between does not count (C.4: cumulative).
    pub(super) fn go_on(&mut self) -> Result<(), Refusal> {
        let names: Vec<String> = self
            .case
            .iter()
            .flat_map(|c| c.clocks.iter().filter(|k| about_result(k.milestone)).map(|k| k.name.clone()))
            .collect();
        for name in names {
            let Some(clock) = self.clock(&name) else { continue };
            let Some(rule) = self.rule(clock) else { continue };
            let by_closing = !matches!(clock.cancelled, Some(CancelReason::NoLongerApplies | CancelReason::Superseded));
            let ended = clock.met_at.or(clock.cancelled_at).filter(|_| by_closing);
            let latest = self.latest(rule).is_some_and(|l| l.name == name);
            let Some(ended) = ended.filter(|_| latest) else { continue };
            let mut pauses = ended_pauses(clock, self.facts.now);
            pauses.push(Pause { from: ended, to: Some(self.facts.now.max(ended)), reason: None });
            let due = renewed(clock, rule, &pauses, self.facts)?;
            self.write(CaseEvent::ClockContinued { clock: name, due });
        }
        Ok(())
    }

    /// A reopened case is owed an answer again (C.4: new response clock), unless we are speaking with the customer now.
    pub(super) fn answer_anew(&mut self) -> Result<(), Refusal> {
        let now = self.facts.now;
        for rule in self.matching() {
            let response = matches!(rule.milestone, Milestone::FirstResponse | Milestone::ContactCustomer);
            let spoken = rule.stop.iter().filter_map(|s| self.case.as_ref()?.signal(*s)).any(|t| t >= now);
            let open = self.latest(rule).is_some_and(Clock::is_open);
            if response && !rule.statutory && rule.start == Signal::Received && !spoken && !open {
                self.begin(rule, now)?;
            }
        }
        Ok(())
    }
}

/// Milestones that a reopening takes back: the matter was not settled after all.
pub(super) const fn about_result(milestone: Milestone) -> bool {
    matches!(
        milestone,
        Milestone::Resolved
            | Milestone::ResolvedConfirmed
            | Milestone::LegalRedline
            | Milestone::StatutoryCompletion
            | Milestone::Refund
            | Milestone::RegulatorMediation
    )
}

/// The signals that a reopening takes back.
pub(super) const fn is_result(signal: Signal) -> bool {
    matches!(signal, Signal::Resolved | Signal::ConfirmedSatisfied)
}
