//! The current state of a case: what `evolve` makes of its events, and nothing else. The stored row is this value;
//! a checker folds the journal and compares.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::clock::Clock;
use super::event::{
    Answer, Classification, ClosureReason, Complainant, Direction, LinkKind, Occurred, Party, RejectionGround, Remedy,
    Source,
};
use super::stage::{Signal, Stage, WaitReason};
use super::text::{Field, TextRef};
use crate::complaint::adjudication::Adjudication;
use crate::complaint::approval::Approval;
use crate::complaint::care::CareContact;
use crate::complaint::checklist::Mark;
use crate::complaint::dispute::Dispute;
use crate::complaint::emergency::{Emergency, SafetyAssessment, Substitute};
use crate::complaint::escalation::{Escalation, Sponsorship};
use crate::complaint::evidence_request::EvidenceRequest;
use crate::complaint::failure::FailureReview;
use crate::complaint::irreparable::Irreparable;
use crate::complaint::liability::{EvidenceSource, Liability};
use crate::complaint::loaner::Loaner;
use crate::complaint::remedy::Term;
use crate::complaint::result::FollowUpVisit;
use crate::complaint::visit::{Containment, SupportRequest, Visit};
use crate::custom_field::FieldValue;
use crate::ids::{CaseNumber, Id};
use crate::money::Money;
use crate::policy::{Period, PolicyRef};
use crate::public_page::PageKind;
use crate::time::UtcMs;
use crate::trade::{Channel, Kind, Priority};

/// A case that has been registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Identifier.
    pub id: Id,
    /// Number people use.
    pub number: CaseNumber,
    /// What it is.
    pub kind: Kind,
    /// How it came in.
    pub channel: Channel,
    /// Whose it is.
    pub complainant: Complainant,
    /// The customer can be reached.
    pub reachable: bool,
    /// The policy it opened under.
    pub policy: PolicyRef,
    /// When it came in.
    pub received_at: UtcMs,
    /// The channel period it came in (S0-24…27).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<Period>,
    /// When the matter occurred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred: Option<Occurred>,
    /// Where it came from, if imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// Where it stands.
    pub stage: Stage,
    /// What it waits for, if it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Waiting>,
    /// How long it has waited so far, by reason, in milliseconds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub waited_ms: BTreeMap<String, i64>,
    /// The unit it is in.
    pub unit: Id,
    /// Who is accountable.
    pub owner: Party,
    /// Who works on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handler: Option<Id>,
    /// A transfer on offer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<TransferOffer>,
    /// Who was accountable before, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub past_owners: Vec<Party>,
    /// How often it came back to one of them.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub returns: u32,
    /// Accepted transfers.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub transfers: u32,
    /// The judgement in force.
    #[serde(default)]
    pub classification: Classification,
    /// Urgency in force.
    pub priority: Priority,
    /// Texts by field; the verbatim never changes.
    pub texts: BTreeMap<String, TextRef>,
    /// The organisation's own fields, by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<Id, FieldValue>,
    /// Filled share of what intake should know, in per cent (S2-14).
    pub completeness_percent: u8,
    /// When each signal last came.
    pub signals: BTreeMap<String, UtcMs>,
    /// When a signal that came more than once came first.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub first_signals: BTreeMap<String, UtcMs>,
    /// Clocks, running and ended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clocks: Vec<Clock>,
    /// How the dissatisfaction is being dealt with.
    #[serde(default)]
    pub course: Course,
    /// Escalation level; 0 = none.
    #[serde(default, skip_serializing_if = "is_zero_u8")]
    pub escalation_level: u8,
    /// Closed, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closure: Option<Closure>,
    /// Times reopened after closing.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub reopen_count: u32,
    /// Customer's questions about the open case (催单).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub chasers: u32,
    /// Links to other cases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Watch period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub watch: Option<Watch>,
    /// Last time anybody did anything.
    pub touched_at: UtcMs,
    /// Stalled since it was last touched.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stalled: bool,
    /// Counts for lists.
    #[serde(default)]
    pub counts: Counts,
    /// The last message in or out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_message: Option<LastMessage>,
    /// The time last promised to the customer, in a message or a proposal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_at: Option<UtcMs>,
    /// How often somebody other than the system did something: whoever has seen as many has read everything.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub news: u32,
}

pub(crate) fn is_zero(n: &u32) -> bool {
    *n == 0
}
pub(crate) fn is_zero_u8(n: &u8) -> bool {
    *n == 0
}

/// A wait that is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    /// Why.
    pub reason: WaitReason,
    /// Since when.
    pub since: UtcMs,
    /// It ends by itself then.
    pub until: UtcMs,
}

/// A transfer on offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferOffer {
    /// To whom.
    pub to: Party,
    /// Into which unit.
    pub unit: Id,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// Since when.
    pub since: UtcMs,
}

/// How a dissatisfaction is dealt with: what `complaint` rules look at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Course {
    /// Facts verified (S1-17).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub verified: bool,
    /// Spoken with the customer (S1-18).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub contacted: bool,
    /// Attempts that failed since we last spoke, and the civil days they fell on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub failed_attempts: Vec<UtcMs>,
    /// We asked the customer something and have no answer yet.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub question_open: bool,
    /// Solutions offered, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<Proposal>,
    /// Solutions rejected.
    #[serde(skip_serializing_if = "is_zero")]
    pub rejected: u32,
    /// First resolution: kept for ever (C.4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_resolved_at: Option<UtcMs>,
    /// Latest resolution that stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolved_at: Option<UtcMs>,
    /// The customer was told the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub informed_at: Option<UtcMs>,
    /// Followed up with a result, and when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub followed_up_at: Option<UtcMs>,
    /// What the customer said of the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub satisfied: Option<bool>,
    /// The customer confirmed the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<UtcMs>,
    /// Where evidence came from, in the order it came (S2-18).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceSource>,
    /// Who is liable, as last decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub liability: Option<Liability>,
    /// Approvals asked for, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<Approval>,
    /// Remedies that failed when carried out (S2-27).
    #[serde(skip_serializing_if = "is_zero")]
    pub failures: u32,
    /// Rounds of reassessment.
    #[serde(skip_serializing_if = "is_zero")]
    pub reassessments: u32,
    /// What the customer wishes for, as remedies (S2-21); empty = not said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wished: Vec<Remedy>,
    /// How the customer rated the service, 1 to 5 (S0-43).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stars: Option<u8>,
    /// How they rated the handling, 1 to 5 (S2-30).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub process_stars: Option<u8>,
    /// They would use us again (S3-34).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub would_return: Option<bool>,
    /// What the last visit to ask about the result brought back (S3-17).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follow_up_visit: Option<FollowUpVisit>,
    /// Departments contacted with a finding (S4-21).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<Id>,
    /// Whether it is a valid complaint against a station, as judged last (S3-19).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adjudication: Option<Adjudication>,
    /// Escalations, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub escalations: Vec<Escalation>,
    /// Who leads a major case, once it needs somebody (S3-29).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sponsorship: Option<Sponsorship>,
    /// Disputes, in the order they began.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disputes: Vec<Dispute>,
    /// Which of our terms the customer was shown (S0-60).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub terms_shown: Vec<TermsShown>,
    /// How what happened is being found out.
    #[serde(skip_serializing_if = "Investigation::is_empty")]
    pub investigation: Investigation,
    /// The emergency, while it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emergency: Option<Emergency>,
    /// Whether the product risk is reported, as last decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safety: Option<SafetyAssessment>,
    /// A substitute for the time being, or why none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitute: Option<Substitute>,
    /// What the customer was lent, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub loaners: Vec<Loaner>,
    /// It cannot be repaired (S4-19).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub irreparable: Option<Irreparable>,
    /// The review of a remedy that failed twice (S2-27).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure_review: Option<FailureReview>,
}

/// How what happened is being found out: what the checklist looks at, who was asked, who went there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Investigation {
    /// What a record fulfilled, by sort of step.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<String, Mark>,
    /// Steps ticked off by hand or left out, by their id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub steps: BTreeMap<String, Mark>,
    /// Evidence asked for, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<EvidenceRequest>,
    /// Visits, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub visits: Vec<Visit>,
    /// Questions to head office, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supports: Vec<SupportRequest>,
    /// What keeps the damage from growing, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub containments: Vec<Containment>,
}

impl Investigation {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A version of our terms that the customer was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermsShown {
    /// Which page.
    pub page: PageKind,
    /// Its version.
    pub version: i64,
    /// When.
    pub at: UtcMs,
}

/// A solution offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// Identifier.
    pub id: Id,
    /// What it consists of.
    pub remedies: Vec<Remedy>,
    /// By when it will be done.
    pub promised_at: UtcMs,
    /// Its words.
    pub text: TextRef,
    /// What each remedy hands over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
    /// The steps of carrying it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps: Option<TextRef>,
    /// What the customer pays for it (S0-61).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<Money>,
    /// The customer's last word on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// Remedies carried out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carried_out: Vec<Remedy>,
}

/// Closed, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closure {
    /// When.
    pub at: UtcMs,
    /// Why.
    pub reason: ClosureReason,
    /// For a rejection, its ground.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<RejectionGround>,
}

/// A link to another case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// How they belong together.
    pub kind: LinkKind,
    /// The other case.
    pub other: Id,
}

/// Watch period after closing (S3-30).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Watch {
    /// End of the period.
    pub until: UtcMs,
    /// When somebody looks.
    pub checkpoints: Vec<UtcMs>,
    /// Checkpoints reached.
    pub reached: u32,
    /// Ended, and whether the issue came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<bool>,
    /// Care contacts, in order (S3-49).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub care: Vec<CareContact>,
    /// The customer wants no more of them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub care_declined: bool,
}

/// The last message, for a list's preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastMessage {
    /// Which way it went.
    pub direction: Direction,
    /// Its words.
    pub text: Id,
    /// When.
    pub at: UtcMs,
}

/// Counts for lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Counts {
    /// Messages from the customer.
    pub inbound: u32,
    /// Messages to the customer.
    pub outbound: u32,
    /// Notes.
    pub notes: u32,
    /// Files.
    pub attachments: u32,
    /// Contacts with two sides.
    pub contacts: u32,
}

impl Course {
    /// What the accepted solutions granted, in minor units of the policy's currency.
    pub fn granted_minor(&self) -> i64 {
        let accepted = self.proposals.iter().filter(|p| p.answer == Some(Answer::Accepted));
        let amounts = accepted.flat_map(|p| &p.terms).filter_map(|t| t.amount.as_ref());
        amounts.fold(0, |sum, m| sum.saturating_add(m.amount_minor))
    }
}

impl Case {
    /// The text of a field.
    pub fn text(&self, field: Field) -> Option<&TextRef> {
        self.texts.get(field.code())
    }

    /// When a signal last came.
    pub fn signal(&self, signal: Signal) -> Option<UtcMs> {
        self.signals.get(signal.code()).copied()
    }

    /// A clock by its name in this case.
    pub fn clock(&self, name: &str) -> Option<&Clock> {
        self.clocks.iter().find(|c| c.name == name)
    }

    /// When a signal came for the first time at or after an instant, as far as the row knows: its first and last time.
    pub fn signal_since(&self, signal: Signal, from: UtcMs) -> Option<UtcMs> {
        let times = [self.first_signals.get(signal.code()), self.signals.get(signal.code())];
        times.into_iter().flatten().copied().filter(|t| *t >= from).min()
    }

    /// Clocks that have not ended.
    pub fn open_clocks(&self) -> impl Iterator<Item = &Clock> {
        self.clocks.iter().filter(|c| c.is_open())
    }

    /// The proposal the customer is asked about: the latest.
    pub fn proposal(&self) -> Option<&Proposal> {
        self.course.proposals.last()
    }

    /// The solution the customer accepted last: what they pay is its fee, and nothing without one (S0-61, S3-02).
    pub fn accepted(&self) -> Option<&Proposal> {
        self.course.proposals.iter().rev().find(|p| p.answer == Some(Answer::Accepted))
    }

    /// The earliest due time among its open clocks.
    pub fn next_due(&self) -> Option<UtcMs> {
        self.open_clocks().filter_map(|c| c.due.as_ref().map(|d| d.at)).min()
    }

    /// Some open clock is past its due time.
    pub fn is_overdue(&self) -> bool {
        self.open_clocks().any(|c| c.breached_at.is_some())
    }
}
