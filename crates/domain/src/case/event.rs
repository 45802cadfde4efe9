//! What happened in a case. These rows are the journal: ids, codes, instants and digests, never people's words. They
//! are read for years, so variants and fields are only ever added.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use super::lists::{
    Answer, CancelReason, ClosureReason, ContactResult, Direction, EscalationCause, FollowUpResult, LinkKind,
    MessageRole, RejectionGround, Remedy, ResumeCause,
};
use super::stage::{Stage, WaitReason};
use super::state::is_zero;
use super::text::{Field, TextRef};
use crate::channel::ChannelLimit;
use crate::code::codes;
use crate::complaint::adjudication::ReversalCause;
use crate::complaint::approval::ApprovalStanding;
use crate::complaint::care::CareResult;
use crate::complaint::dispute::{Opening, Round, Step};
use crate::complaint::liability::{EvidenceSource, Share};
use crate::complaint::loaner::LoanerKind;
use crate::complaint::remedy::Term;
use crate::complaint::result::FollowUpVisit;
use crate::custom_field::FieldValue;
use crate::ids::{CaseNumber, Id};
use crate::money::Money;
use crate::policy::{Milestone, Period, PolicyRef};
use crate::public_page::PageKind;
use crate::time::UtcMs;
use crate::trade::{BehaviouralCause, Channel, Complexity, EmotionalState, Kind, Precision, Priority, Role, Severity};

/// Who is accountable: exactly one, at any second (S1-05).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Party {
    /// A person.
    User(Id),
    /// A unit; its head answers until somebody takes the case.
    Unit(Id),
}

impl Party {
    /// The user, if it is one.
    pub const fn user(self) -> Option<Id> {
        match self {
            Self::User(id) => Some(id),
            Self::Unit(_) => None,
        }
    }
}

/// When the matter occurred, and how exactly that is known (S0-12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Occurred {
    /// The instant; for a day or month, its beginning.
    pub at: UtcMs,
    /// How exact.
    pub precision: Precision,
}

/// Where an imported case comes from; unique together (S1-13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Name of the source system.
    pub system: String,
    /// Its id there.
    pub external_id: String,
}

/// The customer, or why there is none (S0-11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Complainant {
    /// A known customer.
    Customer {
        /// The customer.
        id: Id,
    },
    /// Nobody to answer to.
    Anonymous {
        /// Why.
        reason: AnonymousReason,
    },
}

codes! {
    /// Why a case has no customer to answer to.
    pub enum AnonymousReason {
        /// They did not want to say.
        Refused = "refused",
        /// The source does not tell.
        NotGiven = "not_given",
        /// Found by ourselves, e.g. a public review.
        PublicSource = "public_source",
    }
}

/// What a case is about and how serious it is. All of it is set in one decision, so that history reads as judgements.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Classification {
    /// Canonical category with dots.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Consequence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// Urgency, when set by hand; otherwise it follows from severity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// How involved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complexity: Option<Complexity>,
    /// The customer's state in this contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emotional_state: Option<EmotionalState>,
    /// Behavioural causes (S3-06).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<BehaviouralCause>,
    /// Somebody may be hurt (S0-52); only upward.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub safety_risk: bool,
    /// A gross failure of ours (S0-53).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub gross_service_failure: bool,
    /// May harm the brand (S3-07).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub brand_risk: bool,
    /// Press or social media are involved (S3-07).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub media_involved: bool,
    /// Repair, exchange, return or refund is demanded (starts the legal red line).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub remedy_demanded: bool,
}

/// A message carried over into the case that was split off: what it was there, and a copy of its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    /// The message in the first case.
    pub message: Id,
    /// Which way it went.
    pub direction: Direction,
    /// By which channel.
    pub channel: Channel,
    /// When.
    pub at: UtcMs,
    /// The copy of its words.
    pub text: TextRef,
}

/// A due time as it was computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DueTime {
    /// The instant; in time while not later.
    pub at: UtcMs,
    /// When to warn, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warn: Vec<UtcMs>,
    /// Computed over a year whose holidays are not known yet (B.17).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
}

/// Something that happened. `#[serde(tag = "event")]`: the code stands first in the journal row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[allow(missing_docs, reason = "each field is named after the glossary; the variants say what happened")]
pub enum CaseEvent {
    /// A case came in.
    Registered {
        number: CaseNumber,
        kind: Kind,
        channel: Channel,
        complainant: Complainant,
        policy: PolicyRef,
        received_at: UtcMs,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        occurred: Option<Occurred>,
        unit: Id,
        owner: Party,
        texts: Vec<(Field, TextRef)>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<Source>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        periods: Vec<Period>,
        completeness_percent: u8,
        reachable: bool,
    },
    /// A text beside the verbatim was written or corrected.
    TextSet { field: Field, text: TextRef, completeness_percent: u8 },
    /// What the customer wishes for, as remedies (S2-21); none = not said.
    WishRecorded { wished: Vec<Remedy> },
    /// The organisation's own fields were set or taken away.
    FieldsSet {
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        set: BTreeMap<Id, FieldValue>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        cleared: Vec<Id>,
    },
    /// Judged: category, severity and the rest.
    Classified {
        classification: Classification,
        priority: Priority,
        /// Why an earlier judgement was changed (S0-13).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<TextRef>,
    },
    /// The kind was changed, e.g. a review turned complaint.
    Converted {
        from: Kind,
        to: Kind,
        reason: TextRef,
        /// The new kind asks for other things (S2-14).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        completeness_percent: Option<u8>,
    },
    /// Safety risk or gross failure.
    EmergencyDeclared { safety_risk: bool, gross_service_failure: bool },
    /// An emergency lowered by somebody who may (S0-52).
    EmergencyLowered { reason: TextRef },
    /// The stage changed.
    StageEntered { stage: Stage },
    /// A handler is named.
    Assigned {
        handler: Id,
        owner: Party,
        unit: Id,
        /// Who was accountable before; an event written before returns were counted does not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Party>,
    },
    /// A transfer is offered; the owner stays accountable (S3-42).
    TransferOffered { to: Party, unit: Id, reason: TextRef },
    /// Taken: the owner changes now.
    TransferAccepted {
        owner: Party,
        unit: Id,
        /// As above.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Party>,
    },
    /// Not taken.
    TransferRefused { reason: TextRef },
    /// Too many transfers.
    PingPongAlerted {
        transfers: u32,
        /// How often it came back to somebody who had it before; events written before returns were counted have none.
        #[serde(default, skip_serializing_if = "is_zero")]
        returns: u32,
    },
    /// A message in or out.
    MessageRecorded {
        message: Id,
        direction: Direction,
        channel: Channel,
        text: TextRef,
        substantive: bool,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        roles: Vec<MessageRole>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promised_at: Option<UtcMs>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        emotional_state: Option<EmotionalState>,
        /// Files of the case that go with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<Id>,
    },
    /// An attempt to reach the customer.
    ContactLogged { contact: Id, channel: Channel, result: ContactResult, at: UtcMs },
    /// An internal note.
    Noted {
        note: Id,
        text: TextRef,
        /// Files of the case that go with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<Id>,
        /// People it calls.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        mentions: Vec<Id>,
    },
    /// A file.
    Attached { attachment: Id, digest: String, bytes: u64, media_type: String, name: TextRef },
    /// The customer asked about the open case (催单).
    Chased { by: Option<Id> },
    /// A link that opens the case to its customer was made; the words are the contact it is meant for, masked.
    PortalLinkMade {
        until: UtcMs,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<TextRef>,
    },
    /// No such link is good any more.
    PortalLinksRevoked {},
    /// The case waits.
    Paused { reason: WaitReason, until: UtcMs },
    /// It goes on.
    Resumed { reason: WaitReason, cause: ResumeCause },
    /// The facts are verified (S1-17).
    Verified {
        finding: TextRef,
        preliminary: bool,
        /// The behaviour that caused it (S3-06).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        causes: Vec<BehaviouralCause>,
        /// Departments contacted about it (S4-21).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        departments: Vec<Id>,
    },
    /// A solution is offered (S1-19).
    SolutionProposed {
        proposal: Id,
        text: TextRef,
        remedies: Vec<Remedy>,
        promised_at: UtcMs,
        /// What each remedy hands over.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        terms: Vec<Term>,
        /// The steps of carrying it out (S2-26).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        steps: Option<TextRef>,
        /// What the customer pays for it, told beside its time before anything is done (S0-61).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fee: Option<Money>,
    },
    /// A piece of evidence came in (S2-17).
    EvidenceRecorded {
        evidence: Id,
        source: EvidenceSource,
        text: TextRef,
        /// Files of the case that belong to it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<Id>,
    },
    /// A step of the checklist was ticked off.
    StepDone {
        step: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        result: Option<TextRef>,
    },
    /// A step of the checklist was left out.
    StepSkipped { step: String, reason: TextRef },
    /// The damage was kept from growing (S3-18).
    Contained { measure: Id, text: TextRef },
    /// Evidence was asked for (S2-17).
    EvidenceRequested {
        request: Id,
        source: EvidenceSource,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Id>,
        /// Who is asked outside.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outside: Option<TextRef>,
        /// Their language, `zh-Hans`, `zh-Hant` or `en`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        text: TextRef,
        due_at: UtcMs,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        remind_at: Option<UtcMs>,
    },
    /// A link by which it is answered was made.
    EvidenceLinkMade { request: Id, until: UtcMs },
    /// Whoever is to answer was reminded.
    EvidenceReminded { request: Id },
    /// Not answered in time: up to this level of the ladder.
    EvidenceOverdue {
        request: Id,
        level: u8,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rises_at: Option<UtcMs>,
    },
    /// Answered; it is evidence of the case.
    EvidenceAnswered {
        request: Id,
        evidence: Id,
        source: EvidenceSource,
        text: TextRef,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<Id>,
        /// The name they gave, outside.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<TextRef>,
    },
    /// They said why they do not answer.
    EvidenceDeclined {
        request: Id,
        reason: TextRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<TextRef>,
    },
    /// The request was taken back.
    EvidenceRequestWithdrawn { request: Id, reason: TextRef },
    /// Somebody will go there (S3-26).
    VisitPlanned { visit: Id, at: UtcMs, report_at: UtcMs, place: TextRef, visitor: Id },
    /// Somebody was there.
    VisitDone {
        visit: Id,
        at: UtcMs,
        finding: TextRef,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<Id>,
    },
    /// The visit did not take place.
    VisitMissed { visit: Id, reason: TextRef },
    /// Its time passed without a record.
    VisitOverdue { visit: Id },
    /// Head office was asked for help (S3-18).
    SupportRequested { support: Id, text: TextRef, due_at: UtcMs },
    /// Head office answered.
    SupportAnswered { support: Id, text: TextRef },
    /// Head office did not answer in time.
    SupportOverdue { support: Id },
    /// The next on duty was asked (S0-54).
    DutyAsked { turn: u32, until: UtcMs },
    /// Somebody accepted the emergency.
    EmergencyAccepted {},
    /// Whether a product risk is reported was decided (B.16).
    SafetyAssessed {
        report: bool,
        reason: TextRef,
        /// Number of the report.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<TextRef>,
    },
    /// A substitute was offered for the time being (S0-55), or it was said why not.
    SubstituteRecorded { offered: bool, text: TextRef },
    /// Something was lent to the customer (S0-55).
    LoanerHandedOut {
        loaner: Id,
        kind: LoanerKind,
        item: TextRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        serial: Option<TextRef>,
        out_at: UtcMs,
        due_at: UtcMs,
        rings_at: UtcMs,
        condition: TextRef,
        /// Since when the customer's own is in repair, where that is the reason.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        repair_since: Option<UtcMs>,
    },
    /// It came back.
    LoanerTakenBack { loaner: Id, in_at: UtcMs, condition: TextRef },
    /// Its time passed and it was not back.
    LoanerOverdue { loaner: Id },
    /// It cannot be repaired: an alternative or a compensation is owed (S4-19).
    FoundIrreparable { reason: TextRef },
    /// How an escalation is to be got out of was planned (S0-58), in words or by a solution offered.
    RemedyPlanned {
        level: u8,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<TextRef>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        finish_at: Option<UtcMs>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposal: Option<Id>,
    },
    /// A remedy failed again: somebody must find out why (S2-27).
    FailureReviewAsked { due_at: UtcMs },
    /// Nobody did in time.
    FailureReviewOverdue {},
    /// Somebody did.
    FailureReviewed { finding: TextRef },
    /// Who is liable was decided (S2-19); no shares = undetermined.
    LiabilityDecided {
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        shares: Vec<Share>,
        /// On the customer's word alone (S2-18).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        one_sided: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<TextRef>,
    },
    /// An approval was asked for (S2-23).
    ApprovalRequested {
        approval: Id,
        terms: Vec<Term>,
        total: Money,
        reason: TextRef,
        signers: Vec<Role>,
        due_at: UtcMs,
    },
    /// Signed or refused; `pending` while others must sign too.
    ApprovalDecided {
        approval: Id,
        standing: ApprovalStanding,
        /// In whose absence.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        for_user: Option<Id>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<TextRef>,
        /// By when the next signature is due.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due_at: Option<UtcMs>,
    },
    /// Its time passed unsigned.
    ApprovalOverdue { approval: Id },
    /// A remedy of the accepted solution was carried out, or failed (S2-27).
    RemedyCarriedOut {
        proposal: Id,
        remedy: Remedy,
        /// The proof, or why it failed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<TextRef>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        failed: bool,
    },
    /// The customer answered it.
    SolutionAnswered { proposal: Id, answer: Answer, channel: Channel },
    /// Carried out.
    Resolved { remedies: Vec<Remedy>, text: TextRef },
    /// Told head office (S3-11).
    ReportedToHq { text: TextRef },
    /// Followed up.
    FollowedUp {
        channel: Channel,
        result: FollowUpResult,
        visit: bool,
        /// What a visit brought back (S3-17).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        record: Option<Box<FollowUpVisit>>,
    },
    /// The customer said whether the result is right.
    ResultConfirmed { satisfied: bool, channel: Channel },
    /// The customer rated the service, 1 to 5; who wrote it down is the actor, so a rating taken by telephone shows (S0-22).
    Rated {
        stars: u8,
        channel: Channel,
        /// In the customer's own words: what could be better (S2-30).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<TextRef>,
        /// How it was handled, 1 to 5; the stars are the outcome (S2-30). None in what was written before both were asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        process: Option<u8>,
        /// They would use us again (S3-34).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        would_return: Option<bool>,
    },
    /// To be looked at again (S0-21).
    ReassessmentStarted { round: u32 },
    /// Gone up: to whom, why, in which words, and until when somebody there must take it up.
    Escalated {
        level: u8,
        cause: EscalationCause,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<Role>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<TextRef>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due_at: Option<UtcMs>,
        /// Whoever takes it up owes a remedy plan (S0-58).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        owes_plan: bool,
    },
    /// Somebody of the level took it up: who is accountable now.
    EscalationTakenUp {
        level: u8,
        owner: Id,
        /// In whose absence, if whoever took it up stands in for somebody.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        for_user: Option<Id>,
    },
    /// At the top of the ladder nobody took it up; until when they are waited for again, if so.
    EscalationOverdue {
        level: u8,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due_at: Option<UtcMs>,
    },
    /// The case is major: it needs a named leader by then (S3-29).
    SponsorAsked { due_at: UtcMs },
    /// Nobody was named in time.
    SponsorOverdue {},
    /// The leader of a major case was named.
    SponsorNamed { sponsor: Id },
    /// A dispute began, or was brought to somebody outside (S0-59, S0-62, consumer law art. 39).
    DisputeOpened(Box<Opening>),
    /// A round was held.
    DisputeRoundHeld { dispute: Id, round: Box<Round> },
    /// It went on, or ended.
    DisputeMoved {
        step: Box<Step>,
        /// The accepted solution it was settled with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        settlement: Option<Id>,
    },
    /// The customer was shown a version of our terms (S0-60).
    TermsShown { page: PageKind, version: i64, channel: Channel },
    /// Everything about the case was put together for somebody outside, with this digest of the whole (sha256, hex).
    EvidencePackMade {
        digest: String,
        files: u32,
        reason: TextRef,
        /// For which dispute.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dispute: Option<Id>,
    },
    /// Closed.
    Closed {
        reason: ClosureReason,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ground: Option<RejectionGround>,
    },
    /// Opened again.
    Reopened {
        /// In somebody's words; none when a dissatisfied follow-up says it all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<TextRef>,
        count: u32,
    },
    /// The watch period began (S3-30).
    WatchStarted { until: UtcMs, checkpoints: Vec<UtcMs> },
    /// A watch checkpoint came.
    WatchCheckpointReached { number: u32 },
    /// Care contacts were planned for the watch period (S3-49).
    CarePlanned { contacts: Vec<UtcMs> },
    /// The day of one came.
    CareDue { number: u32 },
    /// The customer was asked how they fare, or was not reached.
    CareContacted {
        number: u32,
        channel: Channel,
        result: CareResult,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<TextRef>,
    },
    /// The customer wants no more of them.
    CareDeclined {},
    /// The watch period ended.
    WatchEnded {
        relapsed: bool,
        /// The case that brought the issue again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Id>,
    },
    /// Filed.
    Archived {},
    /// Belongs to another case.
    Linked { kind: LinkKind, other: Id },
    /// A part of it goes on in a case of its own.
    SplitOff { into: Id, messages: Vec<Id> },
    /// It was a part of another case; the messages are copies.
    SplitFrom { from: Id, messages: Vec<Carried> },
    /// Stalled: untouched for the policy's time (S3-43).
    Stalled { since: UtcMs },
    /// A clock began.
    ClockStarted {
        clock: String,
        rule: String,
        milestone: Milestone,
        statutory: bool,
        started_at: UtcMs,
        due: DueTime,
        /// The limit of the channel, where that is stricter than the rule (S2-09).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<ChannelLimit>,
    },
    /// A clock's target or due time changed.
    ClockRescheduled { clock: String, rule: String, due: DueTime, why: RescheduleWhy },
    /// A clock stands still.
    ClockPaused {
        clock: String,
        reason: WaitReason,
        /// Since when, if the wait began before this decision.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<UtcMs>,
        /// When it goes on by itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<UtcMs>,
    },
    /// A clock goes on.
    ClockResumed { clock: String, due: DueTime },
    /// Reached; late if after its due time.
    ClockMet { clock: String, at: UtcMs, late: bool },
    /// Soon due.
    ClockWarned { clock: String, number: u32 },
    /// Past its due time.
    ClockBreached { clock: String },
    /// Counts no longer.
    ClockCancelled { clock: String, reason: CancelReason },
    /// A met clock counts again because the case was reopened; the time between does not count (C.4).
    ClockContinued { clock: String, due: DueTime },
    /// It was judged whether this is a valid complaint against a station (S3-19, S3-20).
    ComplaintAdjudicated {
        adjudication: Id,
        valid: bool,
        class: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        finding: Option<String>,
        station: Id,
        station_caused: bool,
        /// Month of receipt in the business time zone, `YYYY-MM`.
        month: String,
        reason: TextRef,
        appeal_until: UtcMs,
    },
    /// The station appealed.
    AdjudicationAppealed { adjudication: Id, reason: TextRef },
    /// The appeal was decided.
    AppealDecided { adjudication: Id, granted: bool, reason: TextRef },
    /// A valid complaint was taken back.
    AdjudicationReversed { adjudication: Id, cause: ReversalCause },
}

codes! {
    /// Why a due time changed.
    pub enum RescheduleWhy {
        /// Severity, priority or another fact changed.
        Reclassified = "reclassified",
        /// A year's holidays became known (B.17).
        CalendarImported = "calendar_imported",
        /// Promised earlier to the customer by hand.
        EarlierByHand = "earlier_by_hand",
    }
}

impl CaseEvent {
    /// The words an event refers to.
    pub fn texts(&self) -> Vec<&TextRef> {
        match self {
            Self::Registered { texts, .. } => texts.iter().map(|(_, t)| t).collect(),
            Self::TextSet { text, .. }
            | Self::Noted { text, .. }
            | Self::MessageRecorded { text, .. }
            | Self::EvidenceRecorded { text, .. }
            | Self::Contained { text, .. }
            | Self::SupportRequested { text, .. }
            | Self::SupportAnswered { text, .. }
            | Self::SubstituteRecorded { text, .. }
            | Self::Resolved { text, .. }
            | Self::ReportedToHq { text } => vec![text],
            Self::SolutionProposed { text, steps, .. } => std::iter::once(text).chain(steps).collect(),
            Self::Converted { reason, .. }
            | Self::ApprovalRequested { reason, .. }
            | Self::EmergencyLowered { reason }
            | Self::StepSkipped { reason, .. }
            | Self::EvidenceRequestWithdrawn { reason, .. }
            | Self::VisitMissed { reason, .. }
            | Self::FoundIrreparable { reason }
            | Self::TransferOffered { reason, .. }
            | Self::ComplaintAdjudicated { reason, .. }
            | Self::AdjudicationAppealed { reason, .. }
            | Self::AppealDecided { reason, .. }
            | Self::TransferRefused { reason } => vec![reason],
            Self::Reopened { reason, .. }
            | Self::Classified { reason, .. }
            | Self::LiabilityDecided { reason, .. }
            | Self::Escalated { reason, .. }
            | Self::ApprovalDecided { reason, .. } => reason.iter().collect(),
            Self::RemedyCarriedOut { reference, .. } => reference.iter().collect(),
            Self::FollowedUp { record, .. } => record.iter().map(|r| &r.finding).collect(),
            Self::RemedyPlanned { text, .. } | Self::CareContacted { text, .. } => text.iter().collect(),
            Self::FailureReviewed { finding } => vec![finding],
            Self::LoanerHandedOut { item, serial, condition, .. } => {
                std::iter::once(item).chain(serial).chain([condition]).collect()
            }
            Self::LoanerTakenBack { condition, .. } => vec![condition],
            Self::Rated { text, .. } | Self::PortalLinkMade { text, .. } => text.iter().collect(),
            Self::Attached { name, .. } => vec![name],
            Self::FieldsSet { set, .. } => {
                set.values().filter_map(|v| if let FieldValue::Text(text) = v { Some(text) } else { None }).collect()
            }
            Self::Verified { finding, .. } | Self::VisitDone { finding, .. } => vec![finding],
            Self::StepDone { result, .. } => result.iter().collect(),
            Self::EvidenceRequested { text, outside, .. } => std::iter::once(text).chain(outside).collect(),
            Self::EvidenceAnswered { text, by, .. } => std::iter::once(text).chain(by).collect(),
            Self::EvidenceDeclined { reason, by, .. } => std::iter::once(reason).chain(by).collect(),
            Self::VisitPlanned { place, .. } => vec![place],
            Self::SafetyAssessed { reason, document, .. } => std::iter::once(reason).chain(document).collect(),
            Self::SplitFrom { messages, .. } => messages.iter().map(|m| &m.text).collect(),
            _ => Vec::new(),
        }
    }

    /// The files that go with an event's words.
    pub fn attachments(&self) -> &[Id] {
        match self {
            Self::MessageRecorded { attachments, .. }
            | Self::Noted { attachments, .. }
            | Self::EvidenceRecorded { attachments, .. }
            | Self::EvidenceAnswered { attachments, .. }
            | Self::VisitDone { attachments, .. } => attachments,
            Self::FollowedUp { record: Some(record), .. } => &record.attachments,
            Self::Attached { attachment, .. } => std::slice::from_ref(attachment),
            _ => &[],
        }
    }

    /// The people an event names, so that a reader can be told who they are.
    pub fn people(&self) -> Vec<Id> {
        match self {
            Self::Assigned { handler, owner, .. } => std::iter::once(*handler).chain(owner.user()).collect(),
            Self::Registered { owner, .. } | Self::TransferAccepted { owner, .. } => owner.user().into_iter().collect(),
            Self::TransferOffered { to, .. } => to.user().into_iter().collect(),
            Self::Noted { mentions, .. } => mentions.clone(),
            Self::VisitPlanned { visitor, .. } => vec![*visitor],
            Self::FollowedUp { record: Some(record), .. } => vec![record.visitor],
            Self::EscalationTakenUp { owner, .. } => vec![*owner],
            Self::SponsorNamed { sponsor } => vec![*sponsor],
            Self::ApprovalDecided { for_user, .. } => for_user.iter().copied().collect(),
            _ => Vec::new(),
        }
    }

    /// Whether somebody about to answer the customer must know of it first (the traffic cop): what was said, who has
    /// the case now, what was offered, done, closed, reopened, and whether it waits. Clocks do not matter here.
    pub const fn matters_to_an_answer(&self) -> bool {
        matches!(
            self,
            Self::MessageRecorded { .. }
                | Self::Noted { .. }
                | Self::Chased { .. }
                | Self::Assigned { .. }
                | Self::TransferAccepted { .. }
                | Self::EscalationTakenUp { .. }
                | Self::SolutionProposed { .. }
                | Self::SolutionAnswered { .. }
                | Self::LiabilityDecided { .. }
                | Self::ApprovalDecided { .. }
                | Self::Resolved { .. }
                | Self::ResultConfirmed { .. }
                | Self::Closed { .. }
                | Self::Reopened { .. }
                | Self::Paused { .. }
        )
    }
}

impl CaseEvent {
    /// The code of every event, as it stands in the journal and in the timeline.
    pub const KINDS: &'static [&'static str] = &[
        "registered",
        "text_set",
        "wish_recorded",
        "fields_set",
        "classified",
        "converted",
        "emergency_declared",
        "emergency_lowered",
        "stage_entered",
        "assigned",
        "transfer_offered",
        "transfer_accepted",
        "transfer_refused",
        "ping_pong_alerted",
        "message_recorded",
        "contact_logged",
        "noted",
        "attached",
        "chased",
        "portal_link_made",
        "portal_links_revoked",
        "paused",
        "resumed",
        "verified",
        "solution_proposed",
        "evidence_recorded",
        "step_done",
        "step_skipped",
        "contained",
        "evidence_requested",
        "evidence_link_made",
        "evidence_reminded",
        "evidence_overdue",
        "evidence_answered",
        "evidence_declined",
        "evidence_request_withdrawn",
        "visit_planned",
        "visit_done",
        "visit_missed",
        "visit_overdue",
        "support_requested",
        "support_answered",
        "support_overdue",
        "duty_asked",
        "emergency_accepted",
        "safety_assessed",
        "substitute_recorded",
        "loaner_handed_out",
        "loaner_taken_back",
        "loaner_overdue",
        "found_irreparable",
        "remedy_planned",
        "failure_review_asked",
        "failure_review_overdue",
        "failure_reviewed",
        "liability_decided",
        "approval_requested",
        "approval_decided",
        "approval_overdue",
        "remedy_carried_out",
        "solution_answered",
        "resolved",
        "reported_to_hq",
        "followed_up",
        "result_confirmed",
        "rated",
        "reassessment_started",
        "escalated",
        "escalation_taken_up",
        "escalation_overdue",
        "sponsor_asked",
        "sponsor_overdue",
        "sponsor_named",
        "dispute_opened",
        "dispute_round_held",
        "dispute_moved",
        "terms_shown",
        "evidence_pack_made",
        "closed",
        "reopened",
        "watch_started",
        "watch_checkpoint_reached",
        "care_planned",
        "care_due",
        "care_contacted",
        "care_declined",
        "watch_ended",
        "archived",
        "linked",
        "split_off",
        "split_from",
        "stalled",
        "clock_started",
        "clock_rescheduled",
        "clock_paused",
        "clock_resumed",
        "clock_met",
        "clock_warned",
        "clock_breached",
        "clock_cancelled",
        "clock_continued",
        "complaint_adjudicated",
        "adjudication_appealed",
        "appeal_decided",
        "adjudication_reversed",
    ];
}

#[cfg(test)]
mod kinds {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_list_of_events_is_the_one_that_is_written() {
        let refusal = serde_json::from_str::<CaseEvent>(r#"{"event":"?"}"#).unwrap_err().to_string();
        let known: Vec<&str> = refusal.split('`').skip(3).step_by(2).collect();
        assert_eq!(known, CaseEvent::KINDS, "{refusal}");
    }
}
