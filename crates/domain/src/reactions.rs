//! What follows from a decision outside the case: when to wake it next, and messages for the outbox. Derived from
//! state and events by pure functions, so that `record` can do it for every command alike.

use crate::case::Case;
use crate::case::event::{CaseEvent, Direction, EscalationCause};
use crate::case::timer::timers;
use crate::complaint::adjudication::ReversalCause;
use crate::complaint::approval::ApprovalStanding;
use crate::ids::Id;
use crate::time::UtcMs;

/// What becomes of a case's one timer row. A case has half a dozen moments it waits for, but only the next can come: when
/// it rings, all that are due are taken and the row is set to the one after. Six rows a case made half of what taking a
/// case in wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    /// The row stays as it is, or there is none.
    Unchanged,
    /// It rings at this instant.
    At(UtcMs),
    /// It is taken away.
    Never,
}

/// When a case wants to be woken next; `None` when it waits for nothing.
pub fn next_wake(case: &Case, stalled_after_hours: u32) -> Option<UtcMs> {
    timers(case, stalled_after_hours).first().map(|t| t.at)
}

/// What becomes of the timer row when a case changes.
pub fn wake(before: Option<&Case>, after: &Case, stalled_after_hours: u32) -> Wake {
    let old = before.and_then(|c| next_wake(c, stalled_after_hours));
    match next_wake(after, stalled_after_hours) {
        new if new == old => Wake::Unchanged,
        Some(at) => Wake::At(at),
        None => Wake::Never,
    }
}

/// Something somebody must hear of; the app makes an outbox row of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alert {
    /// An emergency began: the duty manager at once (S0-54).
    Emergency,
    /// A clock will soon be due.
    DueSoon(String),
    /// A clock is past due.
    Breached(String),
    /// Gone up.
    Escalated(u8, EscalationCause),
    /// Somebody above took it up: whoever raised it and works on it knows.
    EscalationTakenUp,
    /// Nobody at the top took it up.
    EscalationOverdue(u8),
    /// A major case needs a leader; overdue if its time has passed (S3-29).
    SponsorAsked {
        /// Its time has passed.
        overdue: bool,
    },
    /// Somebody leads a major case now.
    SponsorNamed(Id),
    /// Passed around too often (S2-02).
    PingPong(u32),
    /// Untouched for too long (S3-43).
    Stalled,
    /// A watch checkpoint (S3-30).
    WatchCheckpoint(u32),
    /// The day of a care contact (S3-49).
    CareDue(u32),
    /// Offered to somebody.
    TransferOffered,
    /// An offer was not taken: whoever made it still has the case (S3-42).
    TransferRefused,
    /// Given to somebody.
    Assigned,
    /// Called in a note.
    Mentioned(Vec<Id>),
    /// The customer wrote, or asked how it stands.
    CustomerWrote,
    /// A signature is asked for; overdue if its time has passed.
    ApprovalAsked {
        /// The approval.
        approval: Id,
        /// Its time has passed.
        overdue: bool,
    },
    /// An approval was granted or refused: whoever asked goes on.
    ApprovalDecided(Id),
    /// Evidence is asked for, or its time comes near.
    EvidenceAsked(Id),
    /// Evidence was not given in time; the level of the ladder.
    EvidenceOverdue(Id, u8),
    /// Evidence came, or it was said why not.
    EvidenceCame(Id),
    /// Somebody is to go there.
    VisitPlanned(Id),
    /// A visit has no record.
    VisitOverdue(Id),
    /// Head office is asked for help; overdue if its time has passed.
    SupportAsked {
        /// The question.
        support: Id,
        /// Its time has passed.
        overdue: bool,
    },
    /// Head office answered.
    SupportAnswered(Id),
    /// Something lent is not back in time (S0-55).
    LoanerOverdue(Id),
    /// A remedy failed twice: somebody must find out why; overdue if its time has passed (S2-27).
    FailureReviewAsked {
        /// Its time has passed.
        overdue: bool,
    },
    /// The next on duty is asked.
    DutyAsked(u32),
    /// A valid complaint was counted against a station: it may appeal.
    Adjudicated,
    /// It was taken back, because the case goes on in another.
    AdjudicationReversed,
    /// A station appealed: somebody else than the adjudicator decides.
    AppealMade,
    /// An appeal was decided.
    AppealDecided {
        /// The valid complaint is taken back.
        granted: bool,
    },
}

/// The alerts of a decision.
pub fn alerts(events: &[CaseEvent]) -> Vec<Alert> {
    events
        .iter()
        .filter_map(|e| match e {
            CaseEvent::EmergencyDeclared { .. } => Some(Alert::Emergency),
            CaseEvent::ClockWarned { clock, .. } => Some(Alert::DueSoon(clock.clone())),
            CaseEvent::ClockBreached { clock } => Some(Alert::Breached(clock.clone())),
            CaseEvent::Escalated { level, cause, .. } => Some(Alert::Escalated(*level, *cause)),
            CaseEvent::PingPongAlerted { transfers, .. } => Some(Alert::PingPong(*transfers)),
            CaseEvent::EscalationTakenUp { .. } => Some(Alert::EscalationTakenUp),
            CaseEvent::EscalationOverdue { level, .. } => Some(Alert::EscalationOverdue(*level)),
            CaseEvent::SponsorAsked { .. } => Some(Alert::SponsorAsked { overdue: false }),
            CaseEvent::SponsorOverdue {} => Some(Alert::SponsorAsked { overdue: true }),
            CaseEvent::SponsorNamed { sponsor } => Some(Alert::SponsorNamed(*sponsor)),
            CaseEvent::Stalled { .. } => Some(Alert::Stalled),
            CaseEvent::CareDue { number } => Some(Alert::CareDue(*number)),
            CaseEvent::WatchCheckpointReached { number } => Some(Alert::WatchCheckpoint(*number)),
            CaseEvent::ApprovalRequested { approval, .. } => {
                Some(Alert::ApprovalAsked { approval: *approval, overdue: false })
            }
            CaseEvent::ApprovalOverdue { approval } => {
                Some(Alert::ApprovalAsked { approval: *approval, overdue: true })
            }
            CaseEvent::ApprovalDecided { approval, standing: ApprovalStanding::Pending, .. } => {
                Some(Alert::ApprovalAsked { approval: *approval, overdue: false })
            }
            CaseEvent::ApprovalDecided { approval, .. } => Some(Alert::ApprovalDecided(*approval)),
            CaseEvent::EvidenceRequested { request, .. } | CaseEvent::EvidenceReminded { request } => {
                Some(Alert::EvidenceAsked(*request))
            }
            CaseEvent::EvidenceOverdue { request, level, .. } => Some(Alert::EvidenceOverdue(*request, *level)),
            CaseEvent::EvidenceAnswered { request, .. } | CaseEvent::EvidenceDeclined { request, .. } => {
                Some(Alert::EvidenceCame(*request))
            }
            CaseEvent::VisitPlanned { visit, .. } => Some(Alert::VisitPlanned(*visit)),
            CaseEvent::VisitOverdue { visit } => Some(Alert::VisitOverdue(*visit)),
            CaseEvent::SupportRequested { support, .. } => {
                Some(Alert::SupportAsked { support: *support, overdue: false })
            }
            CaseEvent::SupportOverdue { support } => Some(Alert::SupportAsked { support: *support, overdue: true }),
            CaseEvent::SupportAnswered { support, .. } => Some(Alert::SupportAnswered(*support)),
            CaseEvent::LoanerOverdue { loaner } => Some(Alert::LoanerOverdue(*loaner)),
            CaseEvent::FailureReviewAsked { .. } => Some(Alert::FailureReviewAsked { overdue: false }),
            CaseEvent::FailureReviewOverdue {} => Some(Alert::FailureReviewAsked { overdue: true }),
            CaseEvent::DutyAsked { turn, .. } => Some(Alert::DutyAsked(*turn)),
            CaseEvent::ComplaintAdjudicated { valid: true, .. } => Some(Alert::Adjudicated),
            // Of an appeal its decision tells.
            CaseEvent::AdjudicationReversed { cause: ReversalCause::Merged, .. } => Some(Alert::AdjudicationReversed),
            CaseEvent::AdjudicationAppealed { .. } => Some(Alert::AppealMade),
            CaseEvent::AppealDecided { granted, .. } => Some(Alert::AppealDecided { granted: *granted }),
            CaseEvent::TransferOffered { .. } => Some(Alert::TransferOffered),
            CaseEvent::TransferRefused { .. } => Some(Alert::TransferRefused),
            CaseEvent::Assigned { .. } => Some(Alert::Assigned),
            CaseEvent::Noted { mentions, .. } if !mentions.is_empty() => Some(Alert::Mentioned(mentions.clone())),
            CaseEvent::MessageRecorded { direction: Direction::Inbound, .. } | CaseEvent::Chased { .. } => {
                Some(Alert::CustomerWrote)
            }
            _ => None,
        })
        .collect()
}

impl Alert {
    /// Its stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::DueSoon(_) => "due_soon",
            Self::Breached(_) => "breached",
            Self::Escalated(..) => "escalated",
            Self::EscalationTakenUp => "escalation_taken_up",
            Self::EscalationOverdue(_) => "escalation_overdue",
            Self::SponsorAsked { .. } => "sponsor_asked",
            Self::SponsorNamed(_) => "sponsor_named",
            Self::PingPong(_) => "ping_pong",
            Self::Stalled => "stalled",
            Self::WatchCheckpoint(_) => "watch_checkpoint",
            Self::CareDue(_) => "care_due",
            Self::TransferOffered => "transfer_offered",
            Self::TransferRefused => "transfer_refused",
            Self::Assigned => "assigned",
            Self::Mentioned(_) => "mentioned",
            Self::CustomerWrote => "customer_wrote",
            Self::ApprovalAsked { .. } => "approval_asked",
            Self::ApprovalDecided(_) => "approval_decided",
            Self::EvidenceAsked(_) => "evidence_asked",
            Self::EvidenceOverdue(..) => "evidence_overdue",
            Self::EvidenceCame(_) => "evidence_came",
            Self::VisitPlanned(_) => "visit_planned",
            Self::VisitOverdue(_) => "visit_overdue",
            Self::SupportAsked { .. } => "support_asked",
            Self::SupportAnswered(_) => "support_answered",
            Self::LoanerOverdue(_) => "loaner_overdue",
            Self::FailureReviewAsked { .. } => "failure_review_asked",
            Self::DutyAsked(_) => "duty_asked",
            Self::Adjudicated => "complaint_adjudicated",
            Self::AdjudicationReversed => "complaint_reversed",
            Self::AppealMade => "appeal_made",
            Self::AppealDecided { .. } => "appeal_decided",
        }
    }
}
