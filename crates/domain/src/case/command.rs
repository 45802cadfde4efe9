//! What one may ask of a case. A command is a wish with all its data; whether it comes true is `decide`'s answer.
//! Identifiers, numbers and text references are drawn before, because drawing needs a clock and chance.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::event::{
    Answer, Carried, Classification, ClosureReason, Complainant, ContactResult, Direction, EscalationCause,
    FollowUpResult, LinkKind, MessageRole, Occurred, Party, RejectionGround, Remedy, Source,
};
use super::stage::WaitReason;
use super::text::{Field, TextRef};
use crate::complaint::adjudication::Judgement;
use crate::complaint::care::CareResult;
use crate::complaint::dispute::{Opening, Round, Step};
use crate::complaint::liability::{EvidenceSource, Share};
use crate::complaint::loaner::Lending;
use crate::complaint::remedy::Term;
use crate::complaint::result::FollowUpVisit;
use crate::custom_field::FieldValue;
use crate::ids::{CaseNumber, Id};
use crate::money::Money;
use crate::public_page::PageKind;
use crate::time::UtcMs;
use crate::trade::{BehaviouralCause, Channel, EmotionalState, Kind};

/// A new case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// Number drawn for it.
    pub number: CaseNumber,
    /// What it is.
    pub kind: Kind,
    /// How it came in.
    pub channel: Channel,
    /// Whose it is.
    pub complainant: Complainant,
    /// At least one contact of the customer is known and usable.
    pub reachable: bool,
    /// When it came in; not after now.
    pub received_at: UtcMs,
    /// When the matter occurred; not after `received_at` (S0-12).
    pub occurred: Option<Occurred>,
    /// Unit it comes into.
    pub unit: Id,
    /// First owner (首问负责): the person who took it, or the unit of the channel.
    pub owner: Party,
    /// Texts: at least subject and verbatim.
    pub texts: Vec<(Field, TextRef)>,
    /// Where it was imported from.
    pub source: Option<Source>,
    /// First judgement, as far as known.
    pub classification: Classification,
    /// What the customer wishes for, as remedies (S2-21); empty = not said.
    pub wished: Vec<Remedy>,
}

/// A message in or out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its row.
    pub message: Id,
    /// Which way.
    pub direction: Direction,
    /// By which channel.
    pub channel: Channel,
    /// Its words.
    pub text: TextRef,
    /// A human wrote it and it says something (C.1).
    pub substantive: bool,
    /// What it is.
    pub roles: Vec<MessageRole>,
    /// A time promised in it.
    pub promised_at: Option<UtcMs>,
    /// How the customer felt.
    pub emotional_state: Option<EmotionalState>,
    /// Files of the case that go with it.
    pub attachments: Vec<Id>,
}

impl Message {
    /// What a customer wrote, with the files of the case that go with it.
    pub const fn inbound(message: Id, channel: Channel, text: TextRef, attachments: Vec<Id>) -> Self {
        Self {
            message,
            direction: Direction::Inbound,
            channel,
            text,
            substantive: true,
            roles: Vec::new(),
            promised_at: None,
            emotional_state: None,
            attachments,
        }
    }
}

/// What one may ask of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
#[allow(missing_docs, reason = "each field is named after the glossary; the variants say what is asked")]
pub enum CaseCommand {
    /// Take a case in.
    Register(Box<Register>),
    /// Write or correct a text beside the verbatim.
    SetText { field: Field, text: TextRef },
    /// Record what the customer wishes for, as remedies; none = not said.
    RecordWish { wished: Vec<Remedy> },
    /// Set the organisation's own fields; none takes a value away.
    SetFields { values: BTreeMap<Id, Option<FieldValue>> },
    /// Judge it; a change of an earlier judgement needs a reason.
    Classify { classification: Classification, reason: Option<TextRef> },
    /// Change the kind (S1-01, S3-04).
    Convert { to: Kind, reason: TextRef },
    /// Lower an emergency (S0-52).
    LowerEmergency { reason: TextRef },
    /// Name the handler.
    Assign { handler: Id, unit: Id },
    /// Offer it to somebody else.
    OfferTransfer { to: Party, unit: Id, reason: TextRef },
    /// Take it.
    AcceptTransfer {},
    /// Do not take it.
    RefuseTransfer { reason: TextRef },
    /// Write to the customer, or record what they wrote.
    RecordMessage(Box<Message>),
    /// Record an attempt to reach the customer.
    LogContact { contact: Id, channel: Channel, result: ContactResult, at: UtcMs },
    /// Write an internal note.
    Note { note: Id, text: TextRef, attachments: Vec<Id>, mentions: Vec<Id> },
    /// Attach a file.
    Attach { attachment: Id, digest: String, bytes: u64, media_type: String, name: TextRef },
    /// The customer asks how it stands (催单).
    Chase { by: Option<Id> },
    /// Make a link that opens the case to its customer; the words are the contact it is meant for, masked.
    MakePortalLink { until: UtcMs, text: Option<TextRef> },
    /// No such link is good any more.
    RevokePortalLinks {},
    /// Wait.
    Pause { reason: WaitReason },
    /// Go on.
    Resume {},
    /// Begin to investigate.
    Investigate {},
    /// Record what was found.
    Verify { finding: TextRef, preliminary: bool, causes: Vec<BehaviouralCause>, departments: Vec<Id> },
    /// Offer a solution.
    Propose {
        proposal: Id,
        text: TextRef,
        remedies: Vec<Remedy>,
        promised_at: UtcMs,
        terms: Vec<Term>,
        steps: Option<TextRef>,
        /// What the customer pays for it.
        fee: Option<Money>,
    },
    /// Record a piece of evidence.
    RecordEvidence { evidence: Id, source: EvidenceSource, text: TextRef, attachments: Vec<Id> },
    /// Tick a step of the checklist off.
    CompleteStep { step: String, result: Option<TextRef> },
    /// Leave a step of the checklist out.
    SkipStep { step: String, reason: TextRef },
    /// Record what keeps the damage from growing.
    Contain { measure: Id, text: TextRef },
    /// Ask a unit or somebody outside for evidence.
    RequestEvidence {
        request: Id,
        source: EvidenceSource,
        unit: Option<Id>,
        outside: Option<TextRef>,
        /// The language of who is asked outside.
        language: Option<String>,
        text: TextRef,
    },
    /// Make a link by which a request is answered.
    MakeEvidenceLink { request: Id, until: UtcMs },
    /// Answer a request for evidence.
    AnswerEvidence { request: Id, evidence: Id, text: TextRef, attachments: Vec<Id>, by: Option<TextRef> },
    /// Say why a request is not answered.
    DeclineEvidence { request: Id, reason: TextRef, by: Option<TextRef> },
    /// Take a request for evidence back.
    WithdrawEvidenceRequest { request: Id, reason: TextRef },
    /// Plan a visit on site.
    PlanVisit { visit: Id, at: UtcMs, place: TextRef, visitor: Id },
    /// Record what was found on site.
    CompleteVisit { visit: Id, at: UtcMs, finding: TextRef, attachments: Vec<Id> },
    /// Say why a visit did not take place.
    MissVisit { visit: Id, reason: TextRef },
    /// Ask head office for help.
    RequestSupport { support: Id, text: TextRef },
    /// Answer as head office.
    AnswerSupport { support: Id, text: TextRef },
    /// Accept an emergency, on duty.
    AcceptEmergency {},
    /// Decide whether a product risk is reported.
    AssessSafety { report: bool, reason: TextRef, document: Option<TextRef> },
    /// Record a substitute offered, or why none.
    RecordSubstitute { offered: bool, text: TextRef },
    /// Lend something for the time being.
    HandOutLoaner(Box<Lending>),
    /// Take it back.
    TakeBackLoaner { loaner: Id, in_at: UtcMs, condition: TextRef },
    /// Record that it cannot be repaired.
    FindIrreparable { reason: TextRef },
    /// Plan how an escalation is got out of.
    PlanRemedy { text: TextRef, finish_at: UtcMs },
    /// Review why a remedy failed twice.
    ReviewFailure { finding: TextRef },
    /// Decide who is liable; no shares = undetermined.
    DecideLiability { shares: Vec<Share>, reason: Option<TextRef> },
    /// Ask for what exceeds one's authority.
    RequestApproval { approval: Id, terms: Vec<Term>, reason: TextRef },
    /// Sign an approval, or refuse it.
    DecideApproval { approval: Id, granted: bool, reason: Option<TextRef> },
    /// A remedy of the accepted solution was carried out, or failed.
    CarryOut { remedy: Remedy, reference: Option<TextRef>, failed: bool },
    /// Record the customer's answer.
    AnswerProposal { proposal: Id, answer: Answer, channel: Channel },
    /// Begin to carry it out.
    Execute {},
    /// It is done.
    Resolve { remedies: Vec<Remedy>, text: TextRef },
    /// Told head office.
    ReportToHq { text: TextRef },
    /// Follow up.
    FollowUp { channel: Channel, result: FollowUpResult, visit: Option<Box<FollowUpVisit>> },
    /// Ask in the watch period how the customer fares.
    RecordCare { channel: Channel, result: CareResult, text: Option<TextRef> },
    /// The customer says whether the result is right.
    ConfirmResult { satisfied: bool, channel: Channel },
    /// The customer rates outcome and handling, 1 to 5 (S0-22, S0-43, S2-30), says what could be better and whether they would
    /// use us again (S3-34).
    Rate { stars: u8, process: Option<u8>, would_return: Option<bool>, channel: Channel, text: Option<TextRef> },
    /// Escalate.
    Escalate { cause: EscalationCause, reason: Option<TextRef> },
    /// Take an escalation up; none named = whoever takes it up is accountable.
    TakeUp { owner: Option<Id> },
    /// Name the leader of a major case.
    NameSponsor { sponsor: Id },
    /// Begin a dispute.
    OpenDispute(Box<Opening>),
    /// Write down a round of it.
    HoldRound { dispute: Id, round: Box<Round> },
    /// Move it on.
    MoveDispute(Box<Step>),
    /// The customer was shown a version of our terms.
    ShowTerms { page: PageKind, version: i64, channel: Channel },
    /// Everything about it was put together for somebody outside.
    MakeEvidencePack { digest: String, files: u32, reason: TextRef, dispute: Option<Id> },
    /// Close.
    Close { reason: ClosureReason, ground: Option<RejectionGround> },
    /// Open again.
    Reopen { reason: TextRef },
    /// File.
    Archive {},
    /// Tie to another case.
    Link { kind: LinkKind, other: Id },
    /// Go on in another case.
    MergeInto { other: Id },
    /// Let a part of it go on in a case of its own.
    SplitOff { into: Id, messages: Vec<Id> },
    /// Take over what was split off another case; the first thing after it was registered.
    CarryOver { from: Id, messages: Vec<Carried> },
    /// The issue came back while this closed case was being watched, in another case (S3-30).
    MarkRelapsed { by: Id },
    /// Promise an earlier due time by hand (A.7: earlier only).
    BringForward { clock: String, due_at: UtcMs },
    /// Compute provisional due times again after a calendar import.
    Recompute {},
    /// A timer is due.
    Timer { key: String },
    /// Judge whether it is a valid complaint against a station.
    Adjudicate { adjudication: Id, judgement: Box<Judgement> },
    /// Appeal for the station.
    AppealAdjudication { adjudication: Id, reason: TextRef },
    /// Decide the appeal.
    DecideAppeal { adjudication: Id, granted: bool, reason: TextRef },
}

impl CaseCommand {
    /// Its code, as it stands in the journal and in `actions`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Register(_) => "register",
            Self::SetText { .. } => "set_text",
            Self::RecordWish { .. } => "record_wish",
            Self::SetFields { .. } => "set_fields",
            Self::Classify { .. } => "classify",
            Self::Convert { .. } => "convert",
            Self::LowerEmergency { .. } => "lower_emergency",
            Self::Assign { .. } => "assign",
            Self::OfferTransfer { .. } => "offer_transfer",
            Self::AcceptTransfer {} => "accept_transfer",
            Self::RefuseTransfer { .. } => "refuse_transfer",
            Self::RecordMessage(_) => "record_message",
            Self::LogContact { .. } => "log_contact",
            Self::Note { .. } => "note",
            Self::Attach { .. } => "attach",
            Self::Chase { .. } => "chase",
            Self::MakePortalLink { .. } => "make_portal_link",
            Self::RevokePortalLinks {} => "revoke_portal_links",
            Self::Pause { .. } => "pause",
            Self::Resume {} => "resume",
            Self::Investigate {} => "investigate",
            Self::Verify { .. } => "verify",
            Self::Propose { .. } => "propose",
            Self::RecordEvidence { .. } => "record_evidence",
            Self::CompleteStep { .. } => "complete_step",
            Self::SkipStep { .. } => "skip_step",
            Self::Contain { .. } => "contain",
            Self::RequestEvidence { .. } => "request_evidence",
            Self::MakeEvidenceLink { .. } => "make_evidence_link",
            Self::AnswerEvidence { .. } => "answer_evidence",
            Self::DeclineEvidence { .. } => "decline_evidence",
            Self::WithdrawEvidenceRequest { .. } => "withdraw_evidence_request",
            Self::PlanVisit { .. } => "plan_visit",
            Self::CompleteVisit { .. } => "complete_visit",
            Self::MissVisit { .. } => "miss_visit",
            Self::RequestSupport { .. } => "request_support",
            Self::AnswerSupport { .. } => "answer_support",
            Self::AcceptEmergency {} => "accept_emergency",
            Self::AssessSafety { .. } => "assess_safety",
            Self::RecordSubstitute { .. } => "record_substitute",
            Self::HandOutLoaner(_) => "hand_out_loaner",
            Self::TakeBackLoaner { .. } => "take_back_loaner",
            Self::FindIrreparable { .. } => "find_irreparable",
            Self::PlanRemedy { .. } => "plan_remedy",
            Self::ReviewFailure { .. } => "review_failure",
            Self::DecideLiability { .. } => "decide_liability",
            Self::RequestApproval { .. } => "request_approval",
            Self::DecideApproval { .. } => "decide_approval",
            Self::CarryOut { .. } => "carry_out",
            Self::AnswerProposal { .. } => "answer_proposal",
            Self::Execute {} => "execute",
            Self::Resolve { .. } => "resolve",
            Self::ReportToHq { .. } => "report_to_hq",
            Self::FollowUp { .. } => "follow_up",
            Self::RecordCare { .. } => "record_care",
            Self::ConfirmResult { .. } => "confirm_result",
            Self::Rate { .. } => "rate",
            Self::Escalate { .. } => "escalate",
            Self::TakeUp { .. } => "take_up",
            Self::NameSponsor { .. } => "name_sponsor",
            Self::OpenDispute(_) => "open_dispute",
            Self::HoldRound { .. } => "hold_round",
            Self::MoveDispute(_) => "move_dispute",
            Self::ShowTerms { .. } => "show_terms",
            Self::MakeEvidencePack { .. } => "make_evidence_pack",
            Self::Close { .. } => "close",
            Self::Reopen { .. } => "reopen",
            Self::Archive {} => "archive",
            Self::Link { .. } => "link",
            Self::MergeInto { .. } => "merge_into",
            Self::SplitOff { .. } => "split_off",
            Self::CarryOver { .. } => "carry_over",
            Self::MarkRelapsed { .. } => "mark_relapsed",
            Self::BringForward { .. } => "bring_forward",
            Self::Recompute {} => "recompute",
            Self::Timer { .. } => "timer",
            Self::Adjudicate { .. } => "adjudicate",
            Self::AppealAdjudication { .. } => "appeal_adjudication",
            Self::DecideAppeal { .. } => "decide_appeal",
        }
    }
}
