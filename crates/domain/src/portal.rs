//! What a customer may do by themselves in the portal: on their own case, and nothing that is ours to judge. Which case it
//! is, the key they hold says.

use crate::case::CaseCommand;
use crate::case::event::{ClosureReason, Direction, EscalationCause};

/// Whether a command is a customer's to give (A.6: answer the solution, confirm the result, add to the conversation, chase,
/// withdraw, rate, demand that it goes up).
pub fn is_theirs(command: &CaseCommand) -> bool {
    match command {
        CaseCommand::RecordMessage(message) => message.direction == Direction::Inbound,
        CaseCommand::Close { reason, ground } => *reason == ClosureReason::Withdrawn && ground.is_none(),
        CaseCommand::Escalate { cause, .. } => *cause == EscalationCause::CustomerDemand,
        CaseCommand::Attach { .. }
        | CaseCommand::Chase { .. }
        | CaseCommand::AnswerProposal { .. }
        | CaseCommand::ConfirmResult { .. }
        | CaseCommand::Rate { .. } => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::event::RejectionGround;
    use crate::trade::Channel;

    #[test]
    fn a_customer_answers_confirms_withdraws_and_rates_and_closes_for_no_other_reason() {
        let theirs = [
            CaseCommand::ConfirmResult { satisfied: false, channel: Channel::Web },
            CaseCommand::Rate {
                stars: 4,
                process: Some(5),
                would_return: Some(true),
                channel: Channel::Web,
                text: None,
            },
            CaseCommand::Chase { by: None },
            CaseCommand::Close { reason: ClosureReason::Withdrawn, ground: None },
            CaseCommand::Escalate { cause: EscalationCause::CustomerDemand, reason: None },
        ];
        let ours = [
            CaseCommand::Close { reason: ClosureReason::Confirmed, ground: None },
            CaseCommand::Close { reason: ClosureReason::Withdrawn, ground: Some(RejectionGround::Spam) },
            CaseCommand::Archive {},
            CaseCommand::Investigate {},
            CaseCommand::Resume {},
            CaseCommand::Escalate { cause: EscalationCause::RejectedSolutions, reason: None },
        ];
        assert!(theirs.iter().all(is_theirs));
        assert!(!ours.iter().any(is_theirs));
    }
}
