//! What an event makes of a case. No rule is in here: an event has happened, and this says what that means for the
//! state. Unknown clocks or proposals in an event are passed over, so that any journal folds without a panic.

use super::event::{Answer, CaseEvent, ContactResult, Direction, FollowUpResult, MessageRole};
use super::evolve_clock::clock;
use super::evolve_investigation::{self, investigation};
use super::signals::signals;
use super::stage::Stage;
use super::state::{
    Case, Closure, Counts, Course, LastMessage, Link, Proposal, TermsShown, TransferOffer, Waiting, Watch,
};
use crate::actor::Who;
use crate::complaint::adjudication::{Adjudication, AdjudicationStanding, Appeal};
use crate::complaint::approval::{Approval, ApprovalStanding, Signature};
use crate::complaint::care;
use crate::complaint::checklist::StepSort;
use crate::complaint::dispute;
use crate::complaint::escalation::{self, EscalationEnd};
use crate::complaint::failure::FailureReview;
use crate::complaint::irreparable::Irreparable;
use crate::complaint::liability::Liability;
use crate::complaint::loaner;
use crate::ids::Id;
use crate::time::UtcMs;
use crate::trade::Priority;

/// When and by whom an event's decision was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// The case.
    pub case: Id,
    /// When.
    pub at: UtcMs,
    /// By whom.
    pub by: Who,
}

/// The state after an event. `None` stays `None` until `Registered` comes.
pub fn evolve(case: Option<Case>, event: &CaseEvent, when: &Decided) -> Option<Case> {
    match (case, event) {
        (None, CaseEvent::Registered { .. }) => register(event, when),
        (None, _) => None,
        (Some(mut case), event) => {
            apply(&mut case, event, when);
            for signal in signals(&case, event) {
                let at = event.happened_at().unwrap_or(when.at);
                // Told afterwards is no reason to forget what came later, nor what came before.
                if let Some(last) = case.signals.get_mut(signal.code()) {
                    let first = case.first_signals.entry(signal.code().to_owned()).or_insert(*last);
                    *first = at.min(*first);
                    *last = at.max(*last);
                } else {
                    case.signals.insert(signal.code().to_owned(), at);
                }
            }
            case.news += u32::from(is_news(event, when));
            if !when.by.is_nobody() {
                case.touched_at = case.touched_at.max(when.at);
                case.stalled = false;
            }
            Some(case)
        }
    }
}

/// Whether somebody who read the case before would want to look again: what people and customers do, not what the
/// system counts.
fn is_news(event: &CaseEvent, when: &Decided) -> bool {
    when.by != Who::System && event.clock().is_none()
}

/// The state after several events of one decision.
pub fn fold(case: Option<Case>, events: &[CaseEvent], when: &Decided) -> Option<Case> {
    events.iter().fold(case, |case, event| evolve(case, event, when))
}

fn register(event: &CaseEvent, when: &Decided) -> Option<Case> {
    let CaseEvent::Registered {
        number,
        kind,
        channel,
        complainant,
        policy,
        received_at,
        occurred,
        unit,
        owner,
        texts,
        source,
        periods,
        completeness_percent,
        reachable,
    } = event
    else {
        return None;
    };
    let mut case = Case {
        id: when.case,
        number: number.clone(),
        kind: *kind,
        channel: *channel,
        complainant: complainant.clone(),
        reachable: *reachable,
        policy: policy.clone(),
        received_at: *received_at,
        periods: periods.clone(),
        occurred: *occurred,
        source: source.clone(),
        stage: Stage::New,
        waiting: None,
        waited_ms: Default::default(),
        unit: *unit,
        owner: *owner,
        handler: None,
        transfer: None,
        transfers: 0,
        classification: Default::default(),
        priority: Priority::Normal,
        texts: texts.iter().map(|(f, t)| (f.code().to_owned(), t.clone())).collect(),
        fields: Default::default(),
        completeness_percent: *completeness_percent,
        signals: Default::default(),
        first_signals: Default::default(),
        clocks: Vec::new(),
        course: Course::default(),
        escalation_level: 0,
        past_owners: Vec::new(),
        returns: 0,
        closure: None,
        reopen_count: 0,
        chasers: 0,
        links: Vec::new(),
        watch: None,
        touched_at: when.at,
        stalled: false,
        counts: Counts::default(),
        last_message: None,
        promised_at: None,
        news: u32::from(is_news(event, when)),
    };
    for signal in signals(&case, event) {
        case.signals.insert(signal.code().to_owned(), *received_at);
    }
    Some(case)
}

fn apply(case: &mut Case, event: &CaseEvent, when: &Decided) {
    use CaseEvent as E;
    match event {
        E::FieldsSet { set, cleared } => {
            case.fields.extend(set.iter().map(|(id, value)| (*id, value.clone())));
            case.fields.retain(|id, _| !cleared.contains(id));
        }
        E::PortalLinkMade { .. } | E::PortalLinksRevoked {} => {}
        E::Registered { .. } | E::PingPongAlerted { .. } | E::Noted { .. } | E::Attached { .. } => {
            case.counts.notes += u32::from(matches!(event, E::Noted { .. }));
            case.counts.attachments += u32::from(matches!(event, E::Attached { .. }));
        }
        E::TextSet { field, text, completeness_percent } => {
            case.texts.insert(field.code().to_owned(), text.clone());
            case.completeness_percent = *completeness_percent;
        }
        E::WishRecorded { wished } => case.course.wished.clone_from(wished),
        E::Classified { classification, priority, .. } => {
            case.classification = classification.clone();
            case.priority = *priority;
        }
        E::Converted { to, completeness_percent, .. } => {
            case.kind = *to;
            case.completeness_percent = completeness_percent.unwrap_or(case.completeness_percent);
        }
        E::EmergencyDeclared { safety_risk, gross_service_failure } => {
            case.classification.safety_risk |= *safety_risk;
            case.classification.gross_service_failure |= *gross_service_failure;
            case.priority = Priority::Emergency;
        }
        E::EmergencyLowered { .. } => {
            case.classification.safety_risk = false;
            case.classification.gross_service_failure = false;
            case.priority = case.classification.priority.unwrap_or(Priority::High);
            case.course.emergency = None;
        }
        E::StageEntered { stage } => case.stage = *stage,
        E::Assigned { handler, owner, unit, from } => {
            case.handler = Some(*handler);
            case.pass_to(*owner, *from);
            case.unit = *unit;
        }
        E::TransferOffered { to, unit, .. } => {
            case.transfer = Some(TransferOffer { to: *to, unit: *unit, by: when.by.id(), since: when.at });
        }
        E::TransferAccepted { owner, unit, from } => {
            case.transfer = None;
            case.transfers += 1;
            case.pass_to(*owner, *from);
            case.handler = owner.user();
            case.unit = *unit;
        }
        E::TransferRefused { .. } => case.transfer = None,
        E::Chased { .. } => case.chasers += 1,
        E::Paused { reason, until } => {
            case.waiting = Some(Waiting { reason: *reason, since: when.at, until: *until });
        }
        E::Resumed { reason, .. } => {
            if let Some(wait) = case.waiting.take() {
                // It ended at its longest time, however late that was noticed.
                let end = when.at.min(wait.until);
                *case.waited_ms.entry(reason.code().to_owned()).or_insert(0) += end.since(wait.since).max(0);
            }
        }
        E::Escalated { .. }
        | E::EscalationTakenUp { .. }
        | E::EscalationOverdue { .. }
        | E::SponsorAsked { .. }
        | E::SponsorOverdue {}
        | E::SponsorNamed { .. }
        | E::RemedyPlanned { .. } => escalation::evolve(case, event, when),
        E::Closed { reason, ground } => {
            case.closure = Some(Closure { at: when.at, reason: *reason, ground: *ground });
            case.waiting = None;
            case.transfer = None;
            // What nobody signed is asked for anew, should the case come back.
            for open in case.course.approvals.iter_mut().filter(|a| a.standing == ApprovalStanding::Pending) {
                open.standing = ApprovalStanding::Superseded;
            }
            escalation::close(case, EscalationEnd::CaseClosed, when.at);
            evolve_investigation::ended(&mut case.course);
        }
        E::Reopened { count, .. } => {
            case.closure = None;
            case.reopen_count = *count;
            case.watch = None;
            case.course.resolved_at = None;
            case.course.informed_at = None;
            case.course.followed_up_at = None;
            case.course.confirmed_at = None;
            case.course.satisfied = None;
        }
        E::WatchStarted { until, checkpoints } => {
            let checkpoints = checkpoints.clone();
            let (care, care_declined) = (Vec::new(), false);
            case.watch = Some(Watch { until: *until, checkpoints, reached: 0, ended: None, care, care_declined });
        }
        E::WatchCheckpointReached { number } => {
            if let Some(watch) = &mut case.watch {
                watch.reached = *number;
            }
        }
        E::CarePlanned { .. } | E::CareDue { .. } | E::CareContacted { .. } | E::CareDeclined {} => {
            if let Some(watch) = &mut case.watch {
                care::evolve(watch, event, when.at, when.by.id());
            }
        }
        E::WatchEnded { relapsed, .. } => {
            if let Some(watch) = &mut case.watch {
                watch.ended = Some(*relapsed);
            }
        }
        E::Archived {} | E::SplitOff { .. } => {}
        E::SplitFrom { messages, .. } => {
            for m in messages {
                let inbound = m.direction == Direction::Inbound;
                *if inbound { &mut case.counts.inbound } else { &mut case.counts.outbound } += 1;
            }
            let last = messages.iter().max_by_key(|m| m.at);
            case.last_message = last.map(|m| LastMessage { direction: m.direction, text: m.text.id, at: m.at });
        }
        E::StepDone { .. }
        | E::StepSkipped { .. }
        | E::Contained { .. }
        | E::EvidenceRequested { .. }
        | E::EvidenceLinkMade { .. }
        | E::EvidenceReminded { .. }
        | E::EvidenceOverdue { .. }
        | E::EvidenceAnswered { .. }
        | E::EvidenceDeclined { .. }
        | E::EvidenceRequestWithdrawn { .. }
        | E::VisitPlanned { .. }
        | E::VisitDone { .. }
        | E::VisitMissed { .. }
        | E::VisitOverdue { .. }
        | E::SupportRequested { .. }
        | E::SupportAnswered { .. }
        | E::SupportOverdue { .. }
        | E::DutyAsked { .. }
        | E::EmergencyAccepted {}
        | E::SafetyAssessed { .. }
        | E::SubstituteRecorded { .. } => investigation(case, event, when),
        E::LoanerHandedOut { .. } | E::LoanerTakenBack { .. } | E::LoanerOverdue { .. } => {
            loaner::evolve(&mut case.course.loaners, event, when.by.id());
        }
        E::FoundIrreparable { reason } => {
            case.course.irreparable = Some(Irreparable { reason: reason.clone(), by: when.by.id(), at: when.at });
        }
        E::FailureReviewAsked { due_at } => {
            let (asked_at, due_at) = (when.at, *due_at);
            let asked = FailureReview { asked_at, due_at, overdue: false, finding: None, reviewed: None };
            case.course.failure_review = Some(asked);
        }
        E::FailureReviewOverdue {} => {
            if let Some(asked) = &mut case.course.failure_review {
                asked.overdue = true;
            }
        }
        E::FailureReviewed { finding } => {
            if let Some(asked) = &mut case.course.failure_review {
                (asked.finding, asked.reviewed) = (Some(finding.clone()), Some((when.at, when.by.id())));
            }
        }
        E::Linked { kind, other } => case.links.push(Link { kind: *kind, other: *other }),
        E::Stalled { .. } => case.stalled = true,
        E::MessageRecorded { .. }
        | E::ContactLogged { .. }
        | E::Verified { .. }
        | E::SolutionProposed { .. }
        | E::EvidenceRecorded { .. }
        | E::LiabilityDecided { .. }
        | E::ApprovalRequested { .. }
        | E::ApprovalDecided { .. }
        | E::ApprovalOverdue { .. }
        | E::RemedyCarriedOut { .. }
        | E::SolutionAnswered { .. }
        | E::Resolved { .. }
        | E::ReportedToHq { .. }
        | E::FollowedUp { .. }
        | E::ResultConfirmed { .. }
        | E::Rated { .. }
        | E::ReassessmentStarted { .. } => course(case, event, when),
        E::DisputeOpened(_) | E::DisputeRoundHeld { .. } | E::DisputeMoved { .. } => {
            dispute::evolve(&mut case.course.disputes, event);
        }
        E::TermsShown { page, version, .. } => {
            case.course.terms_shown.push(TermsShown { page: *page, version: *version, at: when.at });
        }
        E::EvidencePackMade { .. } => {}
        E::ComplaintAdjudicated { .. }
        | E::AdjudicationAppealed { .. }
        | E::AppealDecided { .. }
        | E::AdjudicationReversed { .. } => adjudication(&mut case.course.adjudication, event, when),
        E::ClockStarted { .. }
        | E::ClockRescheduled { .. }
        | E::ClockPaused { .. }
        | E::ClockResumed { .. }
        | E::ClockMet { .. }
        | E::ClockWarned { .. }
        | E::ClockBreached { .. }
        | E::ClockCancelled { .. }
        | E::ClockContinued { .. } => clock(case, event, when),
    }
}

fn course(case: &mut Case, event: &CaseEvent, when: &Decided) {
    use CaseEvent as E;
    if let E::MessageRecorded { direction, text, promised_at, .. } = event {
        case.last_message = Some(LastMessage { direction: *direction, text: text.id, at: when.at });
        case.promised_at = promised_at.or(case.promised_at);
    }
    if let E::SolutionProposed { promised_at, .. } = event {
        case.promised_at = Some(*promised_at);
    }
    match event {
        E::MessageRecorded { direction: Direction::Inbound, emotional_state, .. } => {
            case.counts.inbound += 1;
            case.course.question_open = false;
            case.course.failed_attempts.clear();
            if emotional_state.is_some() {
                case.classification.emotional_state = *emotional_state;
            }
        }
        E::MessageRecorded { roles, .. } => {
            case.counts.outbound += 1;
            case.course.question_open |= roles.contains(&MessageRole::Question);
            if roles.contains(&MessageRole::Result) {
                case.course.informed_at = Some(when.at);
            }
        }
        E::ContactLogged { result: ContactResult::Reached, .. } => {
            case.counts.contacts += 1;
            case.course.contacted = true;
            evolve_investigation::mark(case, StepSort::ContactCustomer, None, when);
            evolve_investigation::sides(case, when);
            case.course.failed_attempts.clear();
        }
        E::ContactLogged { at, .. } => case.course.failed_attempts.push(*at),
        E::Verified { preliminary, finding, causes, departments } => {
            case.course.departments.extend(departments);
            case.course.departments.sort_unstable();
            case.course.departments.dedup();
            case.course.verified |= !preliminary;
            if !preliminary {
                evolve_investigation::mark(case, StepSort::Verify, Some(finding), when);
            }
            let known = &mut case.classification.causes;
            known.extend(causes);
            known.sort_unstable();
            known.dedup();
        }
        E::SolutionProposed { proposal, text, remedies, promised_at, terms, steps, fee } => {
            case.course.proposals.push(Proposal {
                id: *proposal,
                remedies: remedies.clone(),
                promised_at: *promised_at,
                text: text.clone(),
                terms: terms.clone(),
                steps: steps.clone(),
                fee: fee.clone(),
                answer: None,
                carried_out: Vec::new(),
            });
        }
        E::EvidenceRecorded { source, text, .. } => evolve_investigation::evidence(case, *source, text, when),
        E::LiabilityDecided { shares, one_sided, .. } => {
            case.course.liability = Some(Liability { shares: shares.clone(), one_sided: *one_sided });
        }
        E::ApprovalRequested { .. } | E::ApprovalDecided { .. } | E::ApprovalOverdue { .. } => {
            approval(&mut case.course.approvals, event, when);
        }
        E::RemedyCarriedOut { proposal, remedy, failed, .. } => {
            if *failed {
                case.course.failures += 1;
            } else if let Some(p) = case.course.proposals.iter_mut().rfind(|p| p.id == *proposal) {
                p.carried_out.push(*remedy);
            }
        }
        E::SolutionAnswered { proposal, answer, .. } => {
            if let Some(p) = case.course.proposals.iter_mut().rfind(|p| p.id == *proposal) {
                p.answer = Some(*answer);
            }
            case.course.rejected += u32::from(*answer == Answer::Rejected);
        }
        E::Resolved { .. } => {
            case.course.resolved_at = Some(when.at);
            case.course.first_resolved_at.get_or_insert(when.at);
            // What the customer said was about the result before this one.
            case.course.satisfied = None;
        }
        E::FollowedUp { result, record, .. } => {
            if let Some(record) = record {
                case.course.follow_up_visit = Some((**record).clone());
            }
            match result {
                FollowUpResult::NotReached => case.course.failed_attempts.push(when.at),
                FollowUpResult::Satisfied | FollowUpResult::Dissatisfied => {
                    case.course.followed_up_at = Some(when.at);
                    case.course.satisfied = Some(*result == FollowUpResult::Satisfied);
                }
            }
        }
        E::ResultConfirmed { satisfied, .. } => {
            case.course.confirmed_at = Some(when.at);
            case.course.satisfied = Some(*satisfied);
        }
        E::Rated { stars, process, would_return, .. } => {
            (case.course.stars, case.course.process_stars) = (Some(*stars), *process);
            case.course.would_return = *would_return;
        }
        E::ReassessmentStarted { round } => {
            case.course.reassessments = *round;
            case.course.resolved_at = None;
            case.course.informed_at = None;
            case.course.followed_up_at = None;
            case.course.confirmed_at = None;
        }
        _ => {}
    }
}

fn adjudication(kept: &mut Option<Adjudication>, event: &CaseEvent, when: &Decided) {
    let by = when.by.id();
    match (event, kept.as_mut(), by) {
        (
            CaseEvent::ComplaintAdjudicated {
                adjudication,
                valid,
                class,
                finding,
                station,
                station_caused,
                month,
                reason,
                appeal_until,
            },
            _,
            _,
        ) => {
            *kept = Some(Adjudication {
                id: *adjudication,
                standing: if *valid { AdjudicationStanding::Valid } else { AdjudicationStanding::NotValid },
                class: class.clone(),
                finding: finding.clone(),
                station: *station,
                station_caused: *station_caused,
                month: month.clone(),
                reason: reason.clone(),
                by: by.unwrap_or(when.case),
                at: when.at,
                appeal_until: *appeal_until,
                appeal: None,
            });
        }
        (CaseEvent::AdjudicationAppealed { reason, .. }, Some(judged), Some(by)) => {
            judged.standing = AdjudicationStanding::Appealed;
            judged.appeal = Some(Appeal {
                by,
                at: when.at,
                reason: reason.clone(),
                decided_by: None,
                decided_at: None,
                decision: None,
            });
        }
        (CaseEvent::AppealDecided { reason, .. }, Some(judged), by) => {
            judged.standing = AdjudicationStanding::Upheld;
            if let Some(appeal) = &mut judged.appeal {
                appeal.decided_by = by;
                appeal.decided_at = Some(when.at);
                appeal.decision = Some(reason.clone());
            }
        }
        (CaseEvent::AdjudicationReversed { .. }, Some(judged), _) => judged.standing = AdjudicationStanding::Reversed,
        _ => {}
    }
}

fn approval(approvals: &mut Vec<Approval>, event: &CaseEvent, when: &Decided) {
    match event {
        CaseEvent::ApprovalRequested { approval, terms, total, reason, signers, due_at } => {
            // One request at a time: a new one takes the place of what nobody signed yet.
            for open in approvals.iter_mut().filter(|a| a.standing == ApprovalStanding::Pending) {
                open.standing = ApprovalStanding::Superseded;
            }
            let Some(by) = when.by.id() else { return };
            approvals.push(Approval {
                id: *approval,
                terms: terms.clone(),
                total: total.clone(),
                reason: reason.clone(),
                by,
                at: when.at,
                signers: signers.clone(),
                due_at: *due_at,
                standing: ApprovalStanding::Pending,
                signed: Vec::new(),
                overdue: false,
            });
        }
        CaseEvent::ApprovalDecided { approval, standing, for_user, due_at, .. } => {
            let Some(open) = approvals.iter_mut().find(|a| a.id == *approval) else { return };
            open.standing = *standing;
            if let (Some(by), true) = (when.by.id(), *standing != ApprovalStanding::Refused) {
                open.signed.push(Signature { by, at: when.at, for_user: *for_user });
            }
            if let Some(due_at) = due_at {
                open.due_at = *due_at;
                open.overdue = false;
            }
        }
        CaseEvent::ApprovalOverdue { approval } => {
            if let Some(open) = approvals.iter_mut().find(|a| a.id == *approval) {
                open.overdue = true;
            }
        }
        _ => {}
    }
}

impl CaseEvent {
    /// The clock an event is about.
    pub fn clock(&self) -> Option<&str> {
        use CaseEvent as E;
        match self {
            E::ClockStarted { clock, .. }
            | E::ClockRescheduled { clock, .. }
            | E::ClockPaused { clock, .. }
            | E::ClockResumed { clock, .. }
            | E::ClockMet { clock, .. }
            | E::ClockWarned { clock, .. }
            | E::ClockBreached { clock }
            | E::ClockCancelled { clock, .. }
            | E::ClockContinued { clock, .. } => Some(clock),
            _ => None,
        }
    }

    /// When it happened, if it was told afterwards (a call logged later).
    pub const fn happened_at(&self) -> Option<UtcMs> {
        match self {
            Self::ContactLogged { at, .. } => Some(*at),
            Self::DisputeOpened(opening) => Some(opening.filed_at),
            Self::DisputeMoved { step, .. } => Some(step.at),
            Self::Registered { received_at, .. } => Some(*received_at),
            _ => None,
        }
    }
}
