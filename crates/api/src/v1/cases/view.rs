//! A case as the API shows it: the state with its words in place, so that a reader needs no second request.

use std::collections::BTreeMap;

use bihuan_app::custom_fields::{ShownValue, shown_values};
use bihuan_domain::actor::Actor;
use bihuan_domain::case::Case;
use bihuan_domain::case::clock::{Clock, Standing};
use bihuan_domain::case::event::{
    Answer, Classification, ClosureReason, Complainant, LinkKind, Party, RejectionGround, Remedy,
};
use bihuan_domain::case::pending::{DecisionDue, Due, pending};
use bihuan_domain::case::stage::{Stage, WaitReason};
use bihuan_domain::complaint::care::CareContact;
use bihuan_domain::complaint::liability::EvidenceSource;
use bihuan_domain::ids::Id;
use bihuan_domain::policy::{Milestone, Period};
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{
    BehaviouralCause, Channel, Complexity, EmotionalState, Kind, Precision, Priority, Role, Severity,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::adjudicating::AdjudicationView;
use super::approving::ApprovalView;
use super::disputing::{DisputeView, TermsShownView};
use super::escalating::{EscalationView, SponsorshipView};
use super::liability::LiabilityView;
use super::loaning::LoanerView;
use super::owing::{FollowUpVisitView, IrreparableView, RatingView, ReviewView};
use super::remedying::{MoneyBody, TermBody};
use crate::codes::{
    AnswerCode, BehaviouralCauseCode, ChannelCode, ClosureReasonCode, ComplexityCode, DecisionDueCode,
    EmotionalStateCode, EvidenceSourceCode, Ident, Instant, KindCode, LinkKindCode, MilestoneCode, PeriodCode,
    PrecisionCode, PriorityCode, RejectionGroundCode, RemedyCode, RoleCode, SeverityCode, StageCode, StandingCode,
    WaitReasonCode,
};
use crate::v1::flows::{SeverityView, WordsView, severities};
use crate::web::Web;

/// Words by their id.
pub type Words = BTreeMap<Id, String>;

/// A case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Case)]
pub struct CaseView {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Number people use, e.g. `2611-4830-5172-9`.
    pub number: String,
    /// Rises with every change; also the ETag.
    #[schema(minimum = 1)]
    pub version: i64,
    /// What it is.
    #[schema(value_type = KindCode)]
    pub kind: Kind,
    /// How it came in.
    #[schema(value_type = ChannelCode)]
    pub channel: Channel,
    /// Where it stands.
    #[schema(value_type = StageCode)]
    pub stage: Stage,
    /// The stage, or what it waits for.
    pub status: &'static str,
    /// A wait that is on.
    pub waiting: Option<WaitingView>,
    /// Urgency.
    #[schema(value_type = PriorityCode)]
    pub priority: Priority,
    /// The judgement in force.
    pub classification: ClassificationView,
    /// The severities as its policy names them.
    pub severities: Vec<SeverityView>,
    /// The one currency of its policy's amounts (ISO 4217).
    pub currency: String,
    /// Whose it is.
    pub complainant: ComplainantView,
    /// The customer can be reached.
    pub reachable: bool,
    /// The words by field; null once erased.
    pub texts: BTreeMap<String, Option<String>>,
    /// The organisation's own fields by code.
    pub fields: BTreeMap<String, OwnFieldView>,
    /// Share of what intake should know, in per cent (S2-14).
    #[schema(maximum = 100)]
    pub completeness_percent: u8,
    /// When it came in.
    #[schema(value_type = Instant)]
    pub received_at: UtcMs,
    /// The channel period it came in.
    #[schema(value_type = Vec<PeriodCode>)]
    pub periods: Vec<Period>,
    /// When the matter occurred.
    pub occurred: Option<OccurredView>,
    /// Where it was imported from.
    pub source: Option<SourceView>,
    /// The policy it opened under.
    pub policy: PolicyView,
    /// Its unit.
    #[schema(value_type = Ident)]
    pub unit: Id,
    /// Who is accountable (S1-05).
    pub owner: PartyView,
    /// Who works on it.
    #[schema(value_type = Option<Ident>)]
    pub handler: Option<Id>,
    /// A transfer on offer.
    pub transfer: Option<TransferView>,
    /// Accepted transfers.
    pub transfers: u32,
    /// How often it came back to somebody who had it before (S2-02).
    pub returns: u32,
    /// Its clocks.
    pub clocks: Vec<ClockLine>,
    /// The earliest due time of its open clocks.
    #[schema(value_type = Option<Instant>)]
    pub next_due_at: Option<UtcMs>,
    /// Some open clock is past due.
    pub overdue: bool,
    /// How the dissatisfaction is being dealt with.
    pub course: CourseView,
    /// What somebody must decide now, the most pressing first.
    pub pending: Vec<OwedView>,
    /// Escalation level; 0 = none.
    pub escalation_level: u8,
    /// Closed, and why.
    pub closure: Option<ClosureView>,
    /// Times reopened.
    pub reopen_count: u32,
    /// Times the customer asked about the open case (催单).
    pub chasers: u32,
    /// Links to other cases.
    pub links: Vec<LinkView>,
    /// Links from other cases, when asked for with the case itself.
    pub linked_from: Vec<LinkView>,
    /// Watch period (S3-30).
    pub watch: Option<WatchView>,
    /// When each signal last came.
    #[schema(value_type = BTreeMap<String, Instant>)]
    pub signals: BTreeMap<String, UtcMs>,
    /// Time waited so far by reason, in milliseconds.
    pub waited_ms: BTreeMap<String, i64>,
    /// Last time anybody did anything.
    #[schema(value_type = Instant)]
    pub touched_at: UtcMs,
    /// Untouched for longer than the policy allows (S3-43).
    pub stalled: bool,
    /// Counts.
    pub counts: CountsView,
}

macro_rules! view {
    ($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident: $type:ty),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Serialize, ToSchema)]
        pub struct $name { $($(#[$fmeta])* pub $field: $type),+ }
    };
}

view! {
    /// A value of an own field.
    OwnFieldView {
        /// As it is given; null when masked or erased.
        value: Option<serde_json::Value>,
        /// It is there, but not for you; the answer to a change masks every sensitive value.
        masked: bool,
    }
}
view! {
    /// A wait.
    WaitingView {
        /// Why.
        #[schema(value_type = WaitReasonCode)] reason: WaitReason,
        /// Since when.
        #[schema(value_type = Instant)] since: UtcMs,
        /// It ends by itself then.
        #[schema(value_type = Instant)] until: UtcMs,
    }
}
view! {
    /// The judgement.
    ClassificationView {
        /// Canonical category.
        category: Option<String>,
        /// Consequence.
        #[schema(value_type = Option<SeverityCode>)] severity: Option<Severity>,
        /// Urgency set by hand.
        #[schema(value_type = Option<PriorityCode>)] priority: Option<Priority>,
        /// How involved.
        #[schema(value_type = Option<ComplexityCode>)] complexity: Option<Complexity>,
        /// The customer's state.
        #[schema(value_type = Option<EmotionalStateCode>)] emotional_state: Option<EmotionalState>,
        /// Behavioural causes (S3-06).
        #[schema(value_type = Vec<BehaviouralCauseCode>)] causes: Vec<BehaviouralCause>,
        /// Somebody may be hurt (S0-52).
        safety_risk: bool,
        /// A gross failure of ours (S0-53).
        gross_service_failure: bool,
        /// May harm the brand.
        brand_risk: bool,
        /// Press or social media are involved.
        media_involved: bool,
        /// Repair, exchange, return or refund is demanded.
        remedy_demanded: bool,
    }
}
view! {
    /// Whose it is: a customer, or why there is none.
    ComplainantView {
        /// `customer` or `anonymous`.
        kind: &'static str,
        /// The customer.
        #[schema(value_type = Option<Ident>)] id: Option<Id>,
        /// Why anonymous.
        reason: Option<&'static str>,
    }
}
view! {
    /// When the matter occurred.
    OccurredView {
        /// The instant.
        #[schema(value_type = Instant)] at: UtcMs,
        /// How exact.
        #[schema(value_type = PrecisionCode)] precision: Precision,
    }
}
view! {
    /// Where it was imported from.
    SourceView {
        /// Source system.
        system: String,
        /// Its id there.
        external_id: String,
    }
}
view! {
    /// A policy version.
    PolicyView {
        /// Its id.
        id: String,
        /// Its version.
        version: u32,
    }
}
view! {
    /// A user or a unit.
    PartyView {
        /// `user` or `unit`.
        kind: &'static str,
        /// Which.
        #[schema(value_type = Ident)] id: Id,
    }
}
view! {
    /// A transfer on offer.
    TransferView {
        /// To whom.
        to: PartyView,
        /// Into which unit.
        #[schema(value_type = Ident)] unit: Id,
        /// By whom.
        #[schema(value_type = Option<Ident>)] by: Option<Id>,
        /// Since when.
        #[schema(value_type = Instant)] since: UtcMs,
    }
}
view! {
    /// A decision somebody owes.
    OwedView {
        /// What is to be decided.
        #[schema(value_type = DecisionDueCode)] what: DecisionDue,
        /// The action that decides it; a variant may follow after a dot.
        action: String,
        /// The role whose turn it is; null where it is nobody's in particular, or the customer's.
        #[schema(value_type = Option<RoleCode>)] role: Option<Role>,
        /// Until when.
        #[schema(value_type = Option<Instant>)] due_at: Option<UtcMs>,
        /// Its time has passed.
        overdue: bool,
    }
}
view! {
    /// A clock in short; `…/clocks` explains it.
    ClockLine {
        /// Its name in the case.
        name: String,
        /// The rule it runs on.
        rule: String,
        /// What it is about.
        #[schema(value_type = MilestoneCode)] milestone: Milestone,
        /// From the law.
        statutory: bool,
        /// How it stands.
        #[schema(value_type = StandingCode)] standing: Standing,
        /// When it began.
        #[schema(value_type = Instant)] started_at: UtcMs,
        /// When it is due; none while it stands still.
        #[schema(value_type = Option<Instant>)] due_at: Option<UtcMs>,
        /// When it was reached.
        #[schema(value_type = Option<Instant>)] met_at: Option<UtcMs>,
        /// Since when it is past due.
        #[schema(value_type = Option<Instant>)] breached_at: Option<UtcMs>,
        /// Computed over a year whose holidays are not known yet.
        provisional: bool,
    }
}
view! {
    /// How the dissatisfaction is dealt with.
    CourseView {
        /// Facts verified.
        verified: bool,
        /// Spoken with the customer.
        contacted: bool,
        /// A question to the customer is open.
        question_open: bool,
        /// Attempts that failed since we last spoke.
        #[schema(value_type = Vec<Instant>)] failed_attempts: Vec<UtcMs>,
        /// Solutions offered.
        proposals: Vec<ProposalView>,
        /// Solutions rejected.
        rejected: u32,
        /// First resolution.
        #[schema(value_type = Option<Instant>)] first_resolved_at: Option<UtcMs>,
        /// Resolution that stands.
        #[schema(value_type = Option<Instant>)] resolved_at: Option<UtcMs>,
        /// The customer was told the result.
        #[schema(value_type = Option<Instant>)] informed_at: Option<UtcMs>,
        /// Followed up.
        #[schema(value_type = Option<Instant>)] followed_up_at: Option<UtcMs>,
        /// What the customer said of the result.
        satisfied: Option<bool>,
        /// The customer confirmed it.
        #[schema(value_type = Option<Instant>)] confirmed_at: Option<UtcMs>,
        /// Rounds of reassessment.
        reassessments: u32,
        /// What the customer wishes for, as remedies; empty = not said.
        #[schema(value_type = Vec<RemedyCode>)] wished: Vec<Remedy>,
        /// Where evidence came from, in the order it came.
        #[schema(value_type = Vec<EvidenceSourceCode>)] evidence: Vec<EvidenceSource>,
        /// Who is liable, as last decided.
        liability: Option<LiabilityView>,
        /// Whether it is a valid complaint against a station, as judged last.
        adjudication: Option<AdjudicationView>,
        /// Approvals asked for, in order.
        approvals: Vec<ApprovalView>,
        /// Remedies that failed when carried out.
        failures: u32,
        /// Escalations, in order.
        escalations: Vec<EscalationView>,
        /// Who leads it, once it is major.
        sponsorship: Option<SponsorshipView>,
        /// Disputes, in the order they began.
        disputes: Vec<DisputeView>,
        /// Which of our terms the customer was shown.
        terms_shown: Vec<TermsShownView>,
        /// What the customer was lent, in order.
        loaners: Vec<LoanerView>,
        /// It cannot be repaired.
        irreparable: Option<IrreparableView>,
        /// The review of a remedy that failed twice.
        failure_review: Option<ReviewView>,
        /// What the last visit to ask about the result brought back.
        follow_up_visit: Option<FollowUpVisitView>,
        /// Departments contacted with a finding.
        #[schema(value_type = Vec<Ident>)] departments: Vec<Id>,
        /// What the customer said of us.
        rating: Option<RatingView>,
    }
}
view! {
    /// A solution offered.
    ProposalView {
        /// Identifier.
        #[schema(value_type = Ident)] id: Id,
        /// What it consists of.
        #[schema(value_type = Vec<RemedyCode>)] remedies: Vec<Remedy>,
        /// By when it will be done.
        #[schema(value_type = Instant)] promised_at: UtcMs,
        /// Its words; null once erased.
        text: Option<String>,
        /// What each remedy hands over.
        terms: Vec<TermBody>,
        /// The steps of carrying it out; null without, or once erased.
        steps: Option<String>,
        /// What the customer pays for it.
        fee: Option<MoneyBody>,
        /// Remedies carried out.
        #[schema(value_type = Vec<RemedyCode>)] carried_out: Vec<Remedy>,
        /// The customer's last word on it.
        #[schema(value_type = Option<AnswerCode>)] answer: Option<Answer>,
        /// What each remedy means, in the policy's words (S2-22).
        explained: Vec<WordsView>,
    }
}
view! {
    /// Closed, and why.
    ClosureView {
        /// When.
        #[schema(value_type = Instant)] at: UtcMs,
        /// Why.
        #[schema(value_type = ClosureReasonCode)] reason: ClosureReason,
        /// Ground of a rejection.
        #[schema(value_type = Option<RejectionGroundCode>)] ground: Option<RejectionGround>,
    }
}
view! {
    /// A link.
    LinkView {
        /// How they belong together.
        #[schema(value_type = LinkKindCode)] kind: LinkKind,
        /// The other case.
        #[schema(value_type = Ident)] case: Id,
    }
}
view! {
    /// Watch period.
    WatchView {
        /// End.
        #[schema(value_type = Instant)] until: UtcMs,
        /// Checkpoints.
        #[schema(value_type = Vec<Instant>)] checkpoints: Vec<UtcMs>,
        /// Checkpoints reached.
        reached: u32,
        /// Ended, and whether the issue came back.
        relapsed: Option<bool>,
        /// Care contacts, in order (S3-49).
        care: Vec<CareContactView>,
        /// The customer wants no more of them.
        care_declined: bool,
    }
}
view! {
    /// A care contact.
    CareContactView {
        /// From when on it is owed.
        #[schema(value_type = Instant)] due_at: UtcMs,
        /// Attempts that did not reach the customer.
        attempts: u32,
        /// When they were reached.
        #[schema(value_type = Option<Instant>)] reached_at: Option<UtcMs>,
        /// By whom.
        #[schema(value_type = Option<Ident>)] by: Option<Id>,
        /// What they said, as noted last; null without, or once erased.
        text: Option<String>,
    }
}
view! {
    /// Counts.
    CountsView {
        /// Messages from the customer.
        inbound: u32,
        /// Messages to the customer.
        outbound: u32,
        /// Notes.
        notes: u32,
        /// Files.
        attachments: u32,
        /// Contacts with two sides.
        contacts: u32,
    }
}

impl From<Party> for PartyView {
    fn from(party: Party) -> Self {
        match party {
            Party::User(id) => Self { kind: "user", id },
            Party::Unit(id) => Self { kind: "unit", id },
        }
    }
}

impl From<Due> for OwedView {
    fn from(due: Due) -> Self {
        Self { what: due.what, action: due.action, role: due.role, due_at: due.due_at, overdue: due.overdue }
    }
}

impl From<&Classification> for ClassificationView {
    fn from(c: &Classification) -> Self {
        Self {
            category: c.category.clone(),
            severity: c.severity,
            priority: c.priority,
            complexity: c.complexity,
            emotional_state: c.emotional_state,
            causes: c.causes.clone(),
            safety_risk: c.safety_risk,
            gross_service_failure: c.gross_service_failure,
            brand_risk: c.brand_risk,
            media_involved: c.media_involved,
            remedy_demanded: c.remedy_demanded,
        }
    }
}

impl From<&Clock> for ClockLine {
    fn from(clock: &Clock) -> Self {
        Self {
            name: clock.name.clone(),
            rule: clock.rule.clone(),
            milestone: clock.milestone,
            statutory: clock.statutory,
            standing: clock.standing(),
            started_at: clock.started_at,
            due_at: clock.due.as_ref().map(|d| d.at),
            met_at: clock.met_at,
            breached_at: clock.breached_at,
            provisional: clock.due.as_ref().is_some_and(|d| d.provisional),
        }
    }
}

fn complainant(c: &Complainant) -> ComplainantView {
    match c {
        Complainant::Customer { id } => ComplainantView { kind: "customer", id: Some(*id), reason: None },
        Complainant::Anonymous { reason } => {
            ComplainantView { kind: "anonymous", id: None, reason: Some(reason.code()) }
        }
    }
}

fn course(case: &Case, words: &Words) -> CourseView {
    let c = &case.course;
    let proposals = c.proposals.iter().map(|p| ProposalView {
        id: p.id,
        remedies: p.remedies.clone(),
        promised_at: p.promised_at,
        text: words.get(&p.text.id).cloned(),
        terms: p.terms.iter().map(Into::into).collect(),
        steps: p.steps.as_ref().and_then(|t| words.get(&t.id).cloned()),
        fee: p.fee.as_ref().map(Into::into),
        carried_out: p.carried_out.clone(),
        answer: p.answer,
        explained: Vec::new(),
    });
    CourseView {
        verified: c.verified,
        contacted: c.contacted,
        question_open: c.question_open,
        failed_attempts: c.failed_attempts.clone(),
        proposals: proposals.collect(),
        rejected: c.rejected,
        first_resolved_at: c.first_resolved_at,
        resolved_at: c.resolved_at,
        informed_at: c.informed_at,
        followed_up_at: c.followed_up_at,
        satisfied: c.satisfied,
        confirmed_at: c.confirmed_at,
        reassessments: c.reassessments,
        wished: c.wished.clone(),
        evidence: c.evidence.clone(),
        liability: c.liability.as_ref().map(Into::into),
        adjudication: c.adjudication.as_ref().map(|a| AdjudicationView::of(a, words)),
        approvals: c.approvals.iter().map(|a| ApprovalView::of(a, words)).collect(),
        failures: c.failures,
        escalations: c.escalations.iter().map(|e| EscalationView::of(e, words)).collect(),
        sponsorship: c.sponsorship.as_ref().map(Into::into),
        disputes: c.disputes.iter().map(|d| DisputeView::of(d, words)).collect(),
        terms_shown: c.terms_shown.iter().map(Into::into).collect(),
        loaners: c.loaners.iter().map(|l| LoanerView::of(l, words)).collect(),
        irreparable: c.irreparable.as_ref().map(|i| IrreparableView::of(i, words)),
        failure_review: c.failure_review.as_ref().map(|r| ReviewView::of(r, words)),
        follow_up_visit: c.follow_up_visit.as_ref().map(|v| FollowUpVisitView::of(v, words)),
        departments: c.departments.clone(),
        rating: c.stars.map(|stars| RatingView { stars, process: c.process_stars, would_return: c.would_return }),
    }
}

fn care(c: &CareContact, words: &Words) -> CareContactView {
    let text = c.text.as_ref().and_then(|t| words.get(&t.id).cloned());
    CareContactView { due_at: c.due_at, attempts: c.attempts, reached_at: c.reached_at, by: c.by, text }
}

impl CaseView {
    /// With what the world says of it: the severities of its policy, and the values of own fields as a reader may see them.
    pub fn in_world(mut self, web: &Web, reader: Option<&Actor>, case: &Case, words: &Words) -> Self {
        let bound = web.app().world().pinned(&case.policy, case.received_at, case.unit);
        if let Ok(bound) = &bound {
            let rule = &bound.policy.policy.proposal;
            for (shown, offered) in self.course.proposals.iter_mut().zip(&case.course.proposals) {
                shown.explained = rule.explained(&offered.remedies).map(|e| (&e.words).into()).collect();
            }
        }
        if let Ok(bound) = bound {
            self.severities = severities(&bound.policy);
            self.currency.clone_from(&bound.policy.policy.remedy.currency);
        }
        if !case.fields.is_empty() {
            let shown = shown_values(&web.app().world(), reader, case, words).into_iter();
            let view = |v: ShownValue| OwnFieldView { value: Some(v.value).filter(|v| !v.is_null()), masked: v.masked };
            self.fields = shown.map(|v| (v.code.clone(), view(v))).collect();
        }
        self
    }

    /// Of a case with its words and the links of others to it; the rest comes with [`Self::in_world`].
    pub fn of(case: &Case, version: i64, words: &Words, linked_from: &[(Id, String)]) -> Self {
        let from = linked_from.iter().filter_map(|(id, kind)| Some(LinkView { kind: kind.parse().ok()?, case: *id }));
        Self {
            id: case.id,
            number: case.number.to_string(),
            version,
            kind: case.kind,
            channel: case.channel,
            stage: case.stage,
            status: case.waiting.map_or(case.stage.code(), |w| w.reason.code()),
            waiting: case.waiting.map(|w| WaitingView { reason: w.reason, since: w.since, until: w.until }),
            priority: case.priority,
            classification: (&case.classification).into(),
            severities: Vec::new(),
            currency: String::new(),
            complainant: complainant(&case.complainant),
            reachable: case.reachable,
            texts: case.texts.iter().map(|(field, t)| (field.clone(), words.get(&t.id).cloned())).collect(),
            fields: BTreeMap::new(),
            completeness_percent: case.completeness_percent,
            received_at: case.received_at,
            periods: case.periods.clone(),
            occurred: case.occurred.map(|o| OccurredView { at: o.at, precision: o.precision }),
            source: case.source.clone().map(|s| SourceView { system: s.system, external_id: s.external_id }),
            policy: PolicyView { id: case.policy.id.clone(), version: case.policy.version },
            unit: case.unit,
            owner: case.owner.into(),
            handler: case.handler,
            transfer: case.transfer.as_ref().map(|t| TransferView {
                to: t.to.into(),
                unit: t.unit,
                by: t.by,
                since: t.since,
            }),
            transfers: case.transfers,
            returns: case.returns,
            clocks: case.clocks.iter().map(Into::into).collect(),
            next_due_at: case.next_due(),
            overdue: case.is_overdue(),
            course: course(case, words),
            pending: pending(case).into_iter().map(Into::into).collect(),
            escalation_level: case.escalation_level,
            closure: case.closure.map(|c| ClosureView { at: c.at, reason: c.reason, ground: c.ground }),
            reopen_count: case.reopen_count,
            chasers: case.chasers,
            links: case.links.iter().map(|l| LinkView { kind: l.kind, case: l.other }).collect(),
            linked_from: from.collect(),
            watch: case.watch.as_ref().map(|w| WatchView {
                until: w.until,
                checkpoints: w.checkpoints.clone(),
                reached: w.reached,
                relapsed: w.ended,
                care: w.care.iter().map(|c| care(c, words)).collect(),
                care_declined: w.care_declined,
            }),
            signals: case.signals.clone(),
            waited_ms: case.waited_ms.clone(),
            touched_at: case.touched_at,
            stalled: case.stalled,
            counts: CountsView {
                inbound: case.counts.inbound,
                outbound: case.counts.outbound,
                notes: case.counts.notes,
                attachments: case.counts.attachments,
                contacts: case.counts.contacts,
            },
        }
    }
}
