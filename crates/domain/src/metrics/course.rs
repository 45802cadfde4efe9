//! What a case's journal says for the metrics: the instants that matter, found by folding its decisions once.

use serde::Serialize;

use crate::actor::Who;
use crate::case::clock::Standing;
use crate::case::event::{
    CaseEvent, ClosureReason, ContactResult, Direction, FollowUpResult, LinkKind, MessageRole, RejectionGround, Remedy,
};
use crate::case::evolve::{Decided, evolve};
use crate::case::{Case, event};
use crate::complaint::escalation::EscalationOrigin;
use crate::money::Money;
use crate::policy::Milestone;
use crate::time::UtcMs;
use crate::trade::{BehaviouralCause, Channel, Kind};

/// One clock's result (C.4): a case has many clocks, never one "SLA met" flag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClockResult {
    /// What it was about.
    pub milestone: Milestone,
    /// From the statutory layer.
    pub statutory: bool,
    /// How it stands.
    pub standing: Standing,
    /// When it began.
    pub started_at: UtcMs,
    /// Milliseconds past the due time: negative is early; `None` while it is open or cancelled (S0-41).
    pub deviation_ms: Option<i64>,
    /// It stood still for this long altogether, in milliseconds.
    pub paused_ms: i64,
}

/// A turn of a chat (C.16): messages of the customer without an answer between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ChatTurn {
    /// The last of them.
    pub said_at: UtcMs,
    /// The first answer of a human after it.
    pub answered_at: Option<UtcMs>,
}

/// What the metrics look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseCourse {
    /// What it is.
    pub kind: Kind,
    /// Canonical category.
    pub category: Option<String>,
    /// When it came in.
    pub received_at: UtcMs,
    /// First human, substantive answer or live contact (C.1).
    pub first_response_at: Option<UtcMs>,
    /// First resolution.
    pub first_resolved_at: Option<UtcMs>,
    /// Resolutions in order.
    pub resolutions: Vec<UtcMs>,
    /// Two-way contacts and answers of the customer until the first resolution.
    pub contacts_until_resolved: u32,
    /// Needed parts, a visit or goods: not eligible for first-contact resolution (C.2).
    pub beyond_a_contact: bool,
    /// The customer came back on it: message, chaser, dissatisfied follow-up, reopening; in order.
    pub came_back_at: Vec<UtcMs>,
    /// Reopenings and reassessments, in order.
    pub reopened_at: Vec<UtcMs>,
    /// Marked as a repeat of an earlier complaint (C.6).
    pub repeats: bool,
    /// Marked as a chaser, or chased while open (催单, told apart from repeats).
    pub chasers: u32,
    /// Closed, and why.
    pub closed: Option<(UtcMs, ClosureReason)>,
    /// Left out of every metric: merged, duplicate, spam (rule 5).
    pub excluded: bool,
    /// Turns of its chat, in order.
    pub chat_turns: Vec<ChatTurn>,
    /// The customer would use us again; none: not said (S3-34).
    pub would_return: Option<bool>,
    /// How they rated the outcome, 1 to 5.
    pub outcome_stars: Option<u8>,
    /// How they rated the handling, 1 to 5 (S2-30).
    pub process_stars: Option<u8>,
    /// What the customer wished for, as remedies; empty: not said (S2-21).
    pub wished: Vec<Remedy>,
    /// What they were granted: the remedies of the last resolution.
    pub granted: Vec<Remedy>,
    /// Who wanted it to go up, each once (C.7); empty: it did not.
    pub escalated: Vec<EscalationOrigin>,
    /// The customer was dissatisfied with a result.
    pub dissatisfied: bool,
    /// And satisfied after it was looked at again (C.23).
    pub recovered: bool,
    /// What carried-out remedies were worth (C.24).
    pub handed_over: Vec<Money>,
    /// The behaviour that caused it (S3-06).
    pub causes: Vec<BehaviouralCause>,
    /// Its clocks.
    pub clocks: Vec<ClockResult>,
}

impl CaseCourse {
    /// From the decisions of a case, oldest first; `None` when they do not begin with a registration.
    pub fn of<'a>(decisions: impl IntoIterator<Item = (&'a Decided, &'a [CaseEvent])>) -> Option<Self> {
        let mut state: Option<Case> = None;
        let mut out: Option<Self> = None;
        for (when, events) in decisions {
            for event in events {
                state = evolve(state, event, when);
                match (&mut out, event) {
                    (None, CaseEvent::Registered { kind, received_at, channel, .. }) => {
                        let mut begun = Self::begun(*kind, *received_at);
                        if is_chat(*channel) {
                            begun.said(*received_at);
                        }
                        out = Some(begun);
                    }
                    (Some(course), event) => {
                        course.take(event, when);
                        course.handed_over.extend(state.as_ref().and_then(|case| worth(case, event)));
                    }
                    (None, _) => return None,
                }
            }
        }
        let (mut out, state) = (out?, state?);
        out.kind = state.kind;
        out.category = state.classification.category.clone();
        out.wished.clone_from(&state.course.wished);
        out.causes.clone_from(&state.classification.causes);
        out.chasers = out.chasers.max(state.chasers);
        out.clocks = state.clocks.iter().map(clock_result).collect();
        Some(out)
    }

    const fn begun(kind: Kind, received_at: UtcMs) -> Self {
        Self {
            kind,
            category: None,
            received_at,
            first_response_at: None,
            first_resolved_at: None,
            resolutions: Vec::new(),
            contacts_until_resolved: 0,
            beyond_a_contact: false,
            came_back_at: Vec::new(),
            reopened_at: Vec::new(),
            repeats: false,
            chasers: 0,
            closed: None,
            excluded: false,
            chat_turns: Vec::new(),
            would_return: None,
            outcome_stars: None,
            process_stars: None,
            wished: Vec::new(),
            granted: Vec::new(),
            escalated: Vec::new(),
            dissatisfied: false,
            recovered: false,
            handed_over: Vec::new(),
            causes: Vec::new(),
            clocks: Vec::new(),
        }
    }

    fn take(&mut self, event: &CaseEvent, when: &Decided) {
        use CaseEvent as E;
        if let E::MessageRecorded { direction, channel, .. } = event {
            match direction {
                Direction::Inbound if is_chat(*channel) => self.said(when.at),
                Direction::Outbound if matches!(when.by, Who::User(_)) => self.answered(when.at),
                _ => {}
            }
        }
        match event {
            E::MessageRecorded { direction: Direction::Outbound, substantive: true, roles, .. }
                if !roles.contains(&MessageRole::Holding) =>
            {
                self.first_response_at.get_or_insert(when.at);
            }
            E::MessageRecorded { direction: Direction::Inbound, .. } => self.contact(when.at),
            E::ContactLogged { result: ContactResult::Reached, at, .. } => {
                self.first_response_at.get_or_insert(*at);
                if self.first_resolved_at.is_none() {
                    self.contacts_until_resolved += 1;
                }
            }
            E::Chased { .. } => {
                self.chasers += 1;
                self.came_back_at.push(when.at);
            }
            E::Resolved { remedies, .. } => {
                self.first_resolved_at.get_or_insert(when.at);
                self.resolutions.push(when.at);
                self.granted.clone_from(remedies);
                self.beyond_a_contact |= remedies.iter().any(|r| needs_more(*r));
            }
            E::Paused { .. } => self.beyond_a_contact = true,
            E::Reopened { .. } | E::ReassessmentStarted { .. } => {
                self.came_back_at.push(when.at);
                // A reopening for reassessment is one event of two: counted once.
                if self.reopened_at.last() != Some(&when.at) {
                    self.reopened_at.push(when.at);
                }
                self.closed = None;
            }
            E::Escalated { cause, .. } if !self.escalated.contains(&cause.origin()) => {
                self.escalated.push(cause.origin());
            }
            E::FollowedUp { result: FollowUpResult::Dissatisfied, .. }
            | E::ResultConfirmed { satisfied: false, .. } => {
                (self.dissatisfied, self.recovered) = (true, false);
            }
            E::FollowedUp { result: FollowUpResult::Satisfied, .. } | E::ResultConfirmed { satisfied: true, .. } => {
                self.recovered = self.dissatisfied;
            }
            E::Rated { stars, process, would_return, .. } => {
                (self.outcome_stars, self.process_stars) = (Some(*stars), *process);
                self.would_return = *would_return;
            }
            E::Linked { kind: LinkKind::Repeat, .. } => self.repeats = true,
            E::Linked { kind: LinkKind::Chaser, .. } => self.chasers += 1,
            E::Linked { kind: LinkKind::Duplicate, .. } => self.excluded = true,
            E::Closed { reason, ground } => {
                self.closed = Some((when.at, *reason));
                self.excluded |= *reason == ClosureReason::Merged || *ground == Some(RejectionGround::Spam);
            }
            _ => {}
        }
    }

    /// The customer says something in a chat: of several messages the last one counts.
    fn said(&mut self, at: UtcMs) {
        match self.chat_turns.last_mut() {
            Some(turn) if turn.answered_at.is_none() => turn.said_at = at,
            _ => self.chat_turns.push(ChatTurn { said_at: at, answered_at: None }),
        }
    }

    fn answered(&mut self, at: UtcMs) {
        if let Some(turn) = self.chat_turns.last_mut() {
            turn.answered_at.get_or_insert(at);
        }
    }

    fn contact(&mut self, at: UtcMs) {
        if self.first_resolved_at.is_none() {
            self.contacts_until_resolved += 1;
        } else {
            self.came_back_at.push(at);
        }
    }
}

/// What a remedy that was carried out is worth, as the solution had it.
fn worth(case: &Case, event: &CaseEvent) -> Option<Money> {
    let CaseEvent::RemedyCarriedOut { proposal, remedy, failed: false, .. } = event else { return None };
    let offered = case.course.proposals.iter().find(|p| p.id == *proposal)?;
    offered.terms.iter().find(|t| t.remedy == *remedy)?.amount.clone()
}

const fn is_chat(channel: Channel) -> bool {
    matches!(channel, Channel::Chat | Channel::App)
}

/// Remedies that no single contact can give.
const fn needs_more(remedy: Remedy) -> bool {
    !matches!(remedy, Remedy::Apology | Remedy::Explanation | Remedy::SelfHelp | event::Remedy::Coupon)
}

fn clock_result(clock: &crate::case::clock::Clock) -> ClockResult {
    let due = clock.due.as_ref().map(|d| d.at);
    ClockResult {
        milestone: clock.milestone,
        statutory: clock.statutory,
        standing: clock.standing(),
        started_at: clock.started_at,
        deviation_ms: clock.met_at.zip(due).map(|(met, due)| met.since(due)),
        paused_ms: clock.pauses.iter().filter_map(|p| p.to.map(|to| to.since(p.from))).sum(),
    }
}
