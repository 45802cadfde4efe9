//! The shape of a service policy: what stands in `policies/*.toml`. A policy is data, versioned with effective dates;
//! a case pins the version it opened under, so these types only ever grow. Every number here has a source; one that
//! is ours says `default = true` ("default, not from the source", A.8).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::calendar::{CalendarSpec, PeakSpec, Span};
use crate::case::stage::{Signal, Stage, WaitReason};
use crate::chat::ChatRule;
use crate::code::codes;
use crate::complaint::authority::RemedyRule;
use crate::complaint::checklist::InvestigationRule;
use crate::complaint::dispute::DisputeRule;
use crate::complaint::emergency::EmergencyRule;
use crate::complaint::investigation::PreliminaryRule;
use crate::complaint::loaner::LoanerRule;
use crate::complaint::proposal::ProposalRule;
use crate::trade::{Channel, Complexity, Kind, Priority, Role, Severity};

/// Words a person reads, in the three languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// 简体中文.
    pub zh_hans: String,
    /// 繁體中文.
    pub zh_hant: String,
    /// English.
    pub en: String,
}

/// Which version of which policy: pinned by each case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyRef {
    /// Identifier of the policy, e.g. `auto_station`.
    pub id: String,
    /// Version, from 1.
    pub version: u32,
}

codes! {
    /// What a policy file is.
    pub enum Layer {
        /// The law: hard clocks that no template can loosen.
        Statutory = "statutory",
        /// A template or an organisation's own policy.
        Service = "service",
    }
}

/// A service policy or the statutory layer, as written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Identifier, `snake_case` with dots.
    pub id: String,
    /// Version, from 1.
    pub version: u32,
    /// Statutory or service.
    #[serde(default = "service")]
    pub layer: Layer,
    /// What people call it.
    pub name: Words,
    /// First day it applies (business time zone).
    pub effective_from: jiff::civil::Date,
    /// Last day it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_to: Option<jiff::civil::Date>,
    /// Ids (with or without `@version`) of the layers and templates this one builds on; later ones refine earlier.
    #[serde(default)]
    pub inherits: Vec<String>,
    /// Why this version exists (S1-39).
    #[serde(default)]
    pub reason: String,
    /// Business time zone and named calendars.
    #[serde(default)]
    pub calendars: BTreeMap<String, CalendarSpec>,
    /// Busy hours, by name (S0-27).
    #[serde(default)]
    pub peak: BTreeMap<String, PeakSpec>,
    /// Ways through the stages; each kind of case is in exactly one.
    #[serde(default, rename = "flow")]
    pub flows: Vec<Flow>,
    /// The deadlines.
    #[serde(default, rename = "clock")]
    pub clocks: Vec<ClockRule>,
    /// Owner, backup and limit of each channel (S2-09).
    #[serde(default, rename = "channel")]
    pub channels: Vec<ChannelDuty>,
    /// The template's own names for canonical categories (A.7 no. 7).
    #[serde(default, rename = "category")]
    pub categories: Vec<CategoryName>,
    /// The template's own labels for severities 1-4 (A.7 no. 1), by severity code.
    #[serde(default)]
    pub severity_labels: BTreeMap<String, Words>,
    /// Priority that follows from a severity (S0-13), by severity code.
    #[serde(default)]
    pub priority_by_severity: BTreeMap<String, Priority>,
    /// What intake asks for.
    #[serde(default)]
    pub intake: Intake,
    /// Which reasons to wait there are, and for how long.
    #[serde(default, rename = "wait")]
    pub waits: Vec<WaitRule>,
    /// What closing needs; the first rule whose condition holds applies.
    #[serde(default, rename = "close")]
    pub closes: Vec<CloseRule>,
    /// Transfer with acceptance.
    #[serde(default)]
    pub transfer: TransferRule,
    /// When a case goes up by itself.
    #[serde(default)]
    pub escalation: EscalationRule,
    /// Money in remedies: who may promise how much, and what is usual (S2-20, S2-23).
    #[serde(default)]
    pub remedy: RemedyRule,
    /// What a preliminary finding must name (S4-21).
    #[serde(default)]
    pub preliminary: PreliminaryRule,
    /// How solutions are offered: what must stand in them, what each remedy means (S2-22, S2-26).
    #[serde(default)]
    pub proposal: ProposalRule,
    /// How what happened is found out: checklist, requests for evidence, visits, support (S1-17, S2-17, S3-18, S3-26).
    #[serde(default)]
    pub investigation: InvestigationRule,
    /// Who is asked in an emergency, and how far back its like are looked for (S0-52…55).
    #[serde(default)]
    pub emergency: EmergencyRule,
    /// What may be lent to a customer for the time being (S0-55, 家用汽车三包 art. 21).
    #[serde(default)]
    pub loaner: LoanerRule,
    /// In which order a dispute goes further (S0-63).
    #[serde(default)]
    pub dispute: DisputeRule,
    /// Live chat: when a visit may end, when a machine must give it to a human (GB/T 47746).
    #[serde(default)]
    pub chat: ChatRule,
    /// Reopening.
    #[serde(default)]
    pub reopen: ReopenRule,
    /// Follow-up after completion.
    #[serde(default)]
    pub follow_up: Option<FollowUpRule>,
    /// Watch period after closing (S3-30).
    #[serde(default)]
    pub watch: Option<WatchRule>,
    /// When an earlier complaint makes this one a repeat (C.6).
    #[serde(default)]
    pub repeat: RepeatRule,
    /// Valid complaints of stations (S3-19…23).
    #[serde(default)]
    pub valid_complaint: Option<ValidComplaintRule>,
    /// How long records are kept, by record class.
    #[serde(default)]
    pub retention: BTreeMap<String, Retention>,
    /// What is due in every period, by name: `summary_report`, `practical_exam` (A.7).
    #[serde(default)]
    pub cadence: BTreeMap<String, Cadence>,
}

fn service() -> Layer {
    Layer::Service
}

/// When a rule applies. Every field given must hold; none given = always.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Condition {
    /// One of these kinds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// One of these channels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// At least this severe.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity_at_least: Option<Severity>,
    /// At most this severe.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity_at_most: Option<Severity>,
    /// At least this urgent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority_at_least: Option<Priority>,
    /// At most this urgent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority_at_most: Option<Priority>,
    /// This complexity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complexity: Option<Complexity>,
    /// One of these canonical categories or a child of one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// Received in this period of the channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The customer asked for repair, exchange, return or a refund (art. 56 (8) consumer law).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy_demanded: Option<bool>,
}

codes! {
    /// The part of the day a case came in (S0-24…27).
    pub enum Period {
        /// In business hours.
        InHours = "in_hours",
        /// Outside business hours.
        AfterHours = "after_hours",
        /// In a peak window.
        Peak = "peak",
        /// In business hours but not in a peak window.
        OffPeak = "off_peak",
    }
}

codes! {
    /// What a deadline is about (A.7): start and stop are the rule's; this is its name in reports.
    pub enum Milestone {
        /// A call is answered (S0-24).
        AnswerCall = "answer_call",
        /// A voicemail is answered (S0-25).
        VoicemailReply = "voicemail_reply",
        /// Chat response; judged on the mean (S0-26).
        ChatResponse = "chat_response",
        /// A visitor is served (S0-28).
        WalkinConsult = "walkin_consult",
        /// The customer has a number and a promised time (S2-03).
        Acknowledge = "acknowledge",
        /// First human, substantive answer (C.1).
        FirstResponse = "first_response",
        /// A handler is named (S3-41).
        AssignHandler = "assign_handler",
        /// First two-way contact (S0-54, S3-10).
        ContactCustomer = "contact_customer",
        /// Preliminary investigation (S4-21).
        PreliminaryInvestigation = "preliminary_investigation",
        /// Definite answer (S3-12).
        DefiniteAnswer = "definite_answer",
        /// Feedback to an urgent case (S4-07, S4-22).
        Feedback = "feedback",
        /// A clear solution (S0-30).
        SolutionProposed = "solution_proposed",
        /// Verified, contacted, proposed (S1-16).
        Handled = "handled",
        /// Resolved.
        Resolved = "resolved",
        /// Resolved and the customer satisfied (S3-13).
        ResolvedConfirmed = "resolved_confirmed",
        /// Result told to head office (S3-11).
        ReportToHq = "report_to_hq",
        /// Progress told on long cases (S2-28).
        ProgressUpdate = "progress_update",
        /// Followed up after completion (S3-16).
        FollowUp = "follow_up",
        /// The 15-day red line (处罚办法 8-10).
        LegalRedline = "legal_redline",
        /// A statutory answer (e.g. 三包 art. 28: 10 working days).
        StatutoryAnswer = "statutory_answer",
        /// A statutory completion (e.g. 三包 art. 28: 20 working days).
        StatutoryCompletion = "statutory_completion",
        /// Refund within 7 days of receiving the goods (consumer law art. 25).
        Refund = "refund",
        /// Acceptance by the authority (实施条例 46).
        RegulatorAcceptance = "regulator_acceptance",
        /// Mediation by the authority (令121 art. 23).
        RegulatorMediation = "regulator_mediation",
        /// Whether a product risk must be reported (recall rules).
        SafetyReport = "safety_report",
    }
}

codes! {
    /// How a deadline is judged.
    pub enum Judged {
        /// Each occurrence by itself.
        Each = "each",
        /// The mean over the period (S0-26).
        Mean = "mean",
    }
}

/// One deadline: milestone × condition, with its own start, stop, calendar and pauses (A.7).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockRule {
    /// Identifier, unique in the resolved policy; stands in every explanation.
    pub id: String,
    /// What it is about.
    pub milestone: Milestone,
    /// When it applies.
    #[serde(default)]
    pub when: Condition,
    /// How long.
    pub target: Span,
    /// Name of the calendar it runs on (a key of `calendars`).
    pub calendar: String,
    /// What starts it.
    pub start: Signal,
    /// What stops it: any of these.
    pub stop: Vec<Signal>,
    /// Starts again each time the start signal comes (S2-28: each update starts the next).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeats: bool,
    /// Which waits pause it, and for how long at most altogether.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pause: Vec<PauseRule>,
    /// Share of the target used at which to warn, 0 to 1, several allowed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warn_at: Vec<f64>,
    /// Days after the start at which to warn (statutory: 7, 10, 13).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warn_days: Vec<u32>,
    /// Roll a last day that is a rest day to the next working day (B.1; only statutory clocks).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub roll: bool,
    /// How it is judged.
    #[serde(default = "each")]
    pub judged: Judged,
    /// Set by the loader for rules of the statutory layer; cannot be written.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub statutory: bool,
    /// Requirement ids or articles.
    pub basis: String,
    /// "Default, not from the source" (A.8).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub default: bool,
}

fn each() -> Judged {
    Judged::Each
}

/// A wait that pauses a clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PauseRule {
    /// The reason.
    pub reason: WaitReason,
    /// At most this long altogether on this clock; then it runs on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Span>,
}

/// A way through the stages for some kinds of case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// Kinds that go this way.
    pub kinds: Vec<Kind>,
    /// The stages; the first is where a case begins.
    #[serde(rename = "state")]
    pub states: Vec<State>,
}

/// One stage of a flow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// The stage.
    pub stage: Stage,
    /// The template's own name for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Words>,
    /// Who is accountable (S0-04).
    pub accountable: Role,
    /// Who does the work, if others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responsible: Vec<Role>,
    /// What to do here (S1-30).
    pub step: Words,
    /// What the customer is told about what comes next (S0-15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_for_customer: Option<Words>,
    /// Stages that may follow.
    pub next: Vec<Stage>,
}

/// Who answers for a channel (S2-09).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelDuty {
    /// The channel.
    pub channel: Channel,
    /// Who answers for it.
    pub owner: Role,
    /// Who stands in.
    pub backup: Role,
    /// Id of the clock that is its response limit.
    pub limit: String,
}

/// A template's own name for a canonical category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryName {
    /// Canonical code with dots, e.g. `product_quality.defect`.
    pub code: String,
    /// What this template calls it.
    pub name: Words,
    /// Role or department it goes to (S1-15).
    pub route: Role,
    /// Common problems count for first-contact resolution (S0-29).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub common: bool,
    /// No longer offered; stays readable (S1-14).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

/// What intake asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Intake {
    /// Completeness in per cent below which triage is refused (S2-14); 0 = never.
    pub triage_completeness_percent: u8,
    /// A demand is required for complaints (S2-13).
    pub demand_required: bool,
    /// Untouched for this long = stalled (S3-43), in hours.
    pub stalled_after_hours: u32,
}

impl Default for Intake {
    fn default() -> Self {
        Self { triage_completeness_percent: 0, demand_required: false, stalled_after_hours: 24 }
    }
}

/// A reason to wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WaitRule {
    /// The reason.
    pub reason: WaitReason,
    /// One wait lasts at most this long, then the case runs on.
    pub max: Span,
    /// All waits for this reason in one case, altogether.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_total: Option<Span>,
    /// Only after we asked the customer something (C.4).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needs_question: bool,
    /// A message of the customer ends it at once, even at night (C.4).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub customer_resumes: bool,
}

codes! {
    /// What must have happened before a case may be closed (A.7 no. 6).
    pub enum CloseNeeds {
        /// The customer was told the result.
        Informed = "informed",
        /// Followed up with a result.
        FollowedUp = "followed_up",
        /// The customer confirmed.
        Confirmed = "confirmed",
        /// The customer confirmed and is satisfied.
        Satisfied = "satisfied",
    }
}

/// What closing needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloseRule {
    /// When this rule applies.
    #[serde(default)]
    pub when: Condition,
    /// What must have happened.
    pub needs: CloseNeeds,
    /// Unreachable counts after this many attempts …
    #[serde(default = "three")]
    pub unreachable_attempts: u32,
    /// … on at least this many days (C.12).
    #[serde(default = "two")]
    pub unreachable_days: u32,
    /// A silent customer counts after this long (S0-20); none = never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silent_after: Option<Span>,
    /// Requirement ids.
    pub basis: String,
}

fn two() -> u32 {
    2
}
fn three() -> u32 {
    3
}

/// Transfer (S3-42, S2-02).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TransferRule {
    /// More transfers than this raise a ping-pong alert.
    pub ping_pong_after: u32,
    /// Coming back this often to somebody who had it before raises one too; 0 = never (S2-02).
    pub returns_after: u32,
}

impl Default for TransferRule {
    fn default() -> Self {
        Self { ping_pong_after: 2, returns_after: 1 }
    }
}

/// When a case goes up by itself (S0-56, S0-57, S3-15).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EscalationRule {
    /// After this many rejected solutions; 0 = never.
    pub rejected_solutions: u32,
    /// The level to which whoever rejects a solution or demands it goes straight (S4-23); none = one up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unsatisfied_level: Option<u8>,
    /// Severity from which head office is told at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity_at_least: Option<Severity>,
    /// The ladder: who is asked at levels 1, 2, 3 …
    pub ladder: Vec<Role>,
    /// How long levels 1, 2, 3 … may take to take it up; empty = nobody is waited for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub take_up_within: Vec<Span>,
    /// On which calendar.
    pub calendar: String,
    /// As many responsible departments take it up a level (S0-57); 0 = never.
    pub departments: u32,
    /// Severity from which a case is major and needs a named leader (S3-29).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sponsor_severity: Option<Severity>,
    /// Level from which it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sponsor_level: Option<u8>,
    /// How long until the leader is named.
    pub sponsor_within: Span,
    /// Level from which whoever took it up owes a remedy plan (S0-58); none = never.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan_level: Option<u8>,
}

impl Default for EscalationRule {
    fn default() -> Self {
        Self {
            rejected_solutions: 2,
            unsatisfied_level: None,
            severity_at_least: None,
            ladder: vec![Role::Supervisor, Role::Management],
            take_up_within: Vec::new(),
            calendar: "business_hours".to_owned(),
            departments: 0,
            sponsor_severity: None,
            sponsor_level: None,
            sponsor_within: Span::Days(1),
            plan_level: None,
        }
    }
}

/// Reopening (C.5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReopenRule {
    /// Days after closing in which a case may be reopened; later it is a new, linked case.
    pub within_days: u32,
}

impl Default for ReopenRule {
    fn default() -> Self {
        Self { within_days: 30 }
    }
}

/// Follow-up after completion (S1-21, S3-16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUpRule {
    /// Channels that count; empty = any.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// A visit is allowed and counts (S3-17).
    #[serde(default)]
    pub visit_allowed: bool,
    /// Requirement ids.
    pub basis: String,
}

/// Watch period (S3-30).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WatchRule {
    /// For which cases.
    #[serde(default)]
    pub when: Condition,
    /// How long after closing, usually `P3M`.
    pub length: Span,
    /// Days after closing at which somebody looks.
    pub checkpoint_days: Vec<u32>,
    /// Days after closing at which the customer is asked how they fare (S3-49).
    #[serde(default)]
    pub care_days: Vec<u32>,
    /// From which severity on; none = nobody is.
    #[serde(default)]
    pub care_severity: Option<Severity>,
    /// Requirement ids.
    pub basis: String,
}

/// When a complaint repeats an earlier one (C.6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RepeatRule {
    /// Days to look back.
    pub within_days: u32,
}

impl Default for RepeatRule {
    fn default() -> Self {
        Self { within_days: 90 }
    }
}

/// Valid complaints of stations (S3-19…23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValidComplaintRule {
    /// Classes that count on confirmation (S3-19).
    pub auto_classes: Vec<String>,
    /// Findings that make other classes count (S3-20).
    pub conditional_findings: Vec<String>,
    /// `calendar_month` or `rolling_30d` (A.7 no. 12).
    pub window: String,
    /// So many in the window lead to a penalty proposal (S3-22).
    pub threshold: u32,
    /// Working days to appeal.
    pub appeal_working_days: u32,
    /// The calendar those days are counted on.
    #[serde(default = "working_day")]
    pub appeal_calendar: String,
    /// Counts in the annual appraisal (S3-23).
    pub affects_annual: bool,
    /// Points of a station at the beginning of a year.
    #[serde(default = "annual_points")]
    pub annual_points: u32,
    /// Points off for each valid complaint the station caused.
    #[serde(default = "annual_deduction")]
    pub annual_deduction: u32,
    /// So many orders in a month without one complaint make a station silent: somebody looks (S3-24).
    #[serde(default = "silent_from_orders")]
    pub silent_from_orders: u32,
    /// Requirement ids.
    pub basis: String,
}

fn working_day() -> String {
    "working_day".to_owned()
}

const fn annual_points() -> u32 {
    100
}

const fn annual_deduction() -> u32 {
    2
}

const fn silent_from_orders() -> u32 {
    100
}

/// How long a class of records is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Years after closing.
    pub years: u32,
    /// Article or requirement id.
    pub basis: String,
}

codes! {
    /// How often something is due.
    pub enum Every {
        /// Once a month.
        Month = "month",
        /// Once a quarter.
        Quarter = "quarter",
        /// 定期: the source names no interval, the organisation sets one.
        Unspecified = "unspecified",
    }
}

/// Something due in every period, such as the summary report (S0-50) or the practical exam (S0-39).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cadence {
    /// How often.
    pub every: Every,
    /// Requirement ids.
    pub basis: String,
}
