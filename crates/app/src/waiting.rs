//! How much waits for one's own decision: the numbers beside the entries of the console's navigation. Each is counted by
//! the very queue that shows it, up to a bound.

use bihuan_domain::actor::{Actor, Permission};
use bihuan_domain::station::PenaltyState;

use crate::app::App;
use crate::failure::Failure;
use crate::paging::{MAX_PAGE, QueueAsk};

/// How many wait, counted up to a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waits {
    /// How many.
    pub count: u32,
    /// There are, or may be, more.
    pub more: bool,
}

/// What waits for somebody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WaitingForMe {
    /// Approvals they may sign now.
    pub approvals: Waits,
    /// Appeals they may decide now.
    pub appeals: Waits,
    /// Penalties they may sign or dismiss now.
    pub penalties: Waits,
    /// Requests for evidence to units where they may answer.
    pub evidence_requests: Waits,
}

fn waits(count: usize, more: bool) -> Waits {
    Waits { count: u32::try_from(count).unwrap_or(u32::MAX), more }
}

impl App {
    /// What waits for an actor.
    ///
    /// # Errors
    /// Faults.
    pub async fn waiting_for(&self, actor: &Actor) -> Result<WaitingForMe, Failure> {
        let first = QueueAsk { after: None, limit: MAX_PAGE };
        let approvals = self.approvals(actor, true, first).await?;
        let appeals = self.appeals(actor, true, first).await?;
        let mut found = WaitingForMe {
            approvals: waits(approvals.items.len(), approvals.next.is_some()),
            appeals: waits(appeals.items.len(), appeals.next.is_some()),
            ..WaitingForMe::default()
        };
        if actor.may_somewhere(Permission::EvidenceAnswer) {
            let asked = self.evidence_requests(actor, first).await?;
            found.evidence_requests = waits(asked.items.len(), asked.next.is_some());
        }
        if actor.may_somewhere(Permission::StationManage) {
            let proposed = self.penalties(actor, PenaltyState::Proposed, first).await?;
            found.penalties = waits(proposed.items.iter().filter(|p| p.allowed).count(), proposed.next.is_some());
        }
        Ok(found)
    }
}
