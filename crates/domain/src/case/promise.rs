//! By when a customer hears from us again, in one place: the acknowledgement, the portal and whatever else tells them a time
//! must not tell two.

use super::clock::{Clock, Standing};
use super::stage::Stage;
use super::state::Case;
use crate::policy::Milestone;
use crate::time::UtcMs;

impl Case {
    /// What was promised, until it is resolved, else the clock that runs out first among those whose milestone the customer
    /// notices; where nothing else is promised, what the law allows at the most. None once the case is over, and where no such
    /// clock runs (S0-15, S2-03, S2-28). It may have passed: then we are late.
    pub fn answer_due_at(&self) -> Option<UtcMs> {
        if self.closure.is_some() {
            return None;
        }
        let running = || self.clocks.iter().filter(|c| matches!(c.standing(), Standing::Running | Standing::Overdue));
        let noticed = first_due(running().filter(|c| is_noticed(c.milestone)));
        // What was promised has been done once it is resolved.
        let done = matches!(self.stage, Stage::Resolved | Stage::FollowUp | Stage::Confirmed);
        self.promised_at
            .filter(|_| !done)
            .into_iter()
            .chain(noticed)
            .min()
            .or_else(|| first_due(running().filter(|c| c.statutory)))
    }
}

fn first_due<'a>(clocks: impl Iterator<Item = &'a Clock>) -> Option<UtcMs> {
    clocks.filter_map(|c| c.promised_at.or_else(|| c.due.as_ref().map(|d| d.at))).min()
}

/// An acknowledgement is no answer, and what we do among ourselves is not noticed.
const fn is_noticed(milestone: Milestone) -> bool {
    use Milestone as M;
    matches!(
        milestone,
        M::FirstResponse
            | M::ContactCustomer
            | M::DefiniteAnswer
            | M::Feedback
            | M::SolutionProposed
            | M::Handled
            | M::Resolved
            | M::ResolvedConfirmed
            | M::ProgressUpdate
            | M::StatutoryAnswer
            | M::StatutoryCompletion
    )
}
