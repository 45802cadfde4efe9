//! Why a rule says no. Data, not sentences: the catalogue has the words, the console shows them beside the button.

use serde::Serialize;

use super::event::{ClosureReason, Remedy};
use super::stage::{Stage, WaitReason};
use super::text::Field;
use crate::actor::Permission;
use crate::code::codes;
use crate::complaint::approval::ApprovalStanding;
use crate::complaint::dispute::{DisputeStanding, DisputeWay};
use crate::money::Money;
use crate::policy::CloseNeeds;
use crate::station::PenaltyState;
use crate::time::UtcMs;
use crate::trade::{Channel, Role};

/// Why a command did not come true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", content = "data", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the data of the sentence in #[error]")]
pub enum Refusal {
    /// Not registered.
    #[error("there is no such case")]
    NoSuchCase,
    /// Nothing waits to be taken up.
    #[error("there is no escalation that waits to be taken up")]
    NoEscalation,
    /// Of a lower level than the one that is asked.
    #[error("only somebody of level {level} or above takes this up")]
    NotOfThisLevel { level: u8 },
    /// Of no level of the ladder: leads no major case (S3-29).
    #[error("whoever leads a major case is of its ladder")]
    NoLeader,
    /// A major case nobody leads does not end (S3-29).
    #[error("a major case needs a named leader first")]
    SponsorMissing,
    /// Not a major case.
    #[error("the case is not major and needs no leader")]
    NotMajor,
    /// Registered already.
    #[error("the case exists already")]
    AlreadyRegistered,
    /// No grant for it here.
    #[error("needs the permission {permission} here")]
    NotPermitted { permission: Permission },
    /// The flow does not lead there.
    #[error("the policy's flow does not lead from {from} to {to}")]
    NotInFlow { from: Stage, to: Stage },
    /// Closed: reopen first.
    #[error("the case is closed")]
    Closed,
    /// Archived: nothing changes any more.
    #[error("the case is archived")]
    Archived,
    /// Not closed.
    #[error("the case is not closed")]
    NotClosed,
    /// A text that must be there is missing.
    #[error("{field} is missing")]
    TextMissing { field: Field },
    /// Fields of the organisation's own that must be filled first.
    #[error("fill in first: {}", .fields.join(", "))]
    FieldsMissing { fields: Vec<String> },
    /// A field that does not stand for this case, or a value that is none of it.
    #[error("the field {field} does not stand for this case")]
    FieldNotHere { field: String },
    /// The verbatim never changes (S3-45).
    #[error("the customer's own words are never changed")]
    VerbatimImmutable,
    /// Neither a contact nor a reason for none (S0-11).
    #[error("no contact of the customer is known, and no reason is given why")]
    NoContact,
    /// A time in the future.
    #[error("{what} lies in the future")]
    InFuture { what: TimeField },
    /// Two times in the wrong order.
    #[error("{what} lies before {than}")]
    Before { what: TimeField, than: TimeField },
    /// A category the policy does not know.
    #[error("the policy has no category {category}")]
    UnknownCategory { category: String },
    /// A retired category.
    #[error("the category {category} is no longer used")]
    RetiredCategory { category: String },
    /// A kind the policy has no flow for.
    #[error("the policy has no flow for this kind")]
    KindNotInPolicy,
    /// Too little is known to triage (S2-14).
    #[error("{percent} % of what is needed is known, {needed} % is asked")]
    Incomplete { percent: u8, needed: u8 },
    /// Category and severity are both needed (S2-15).
    #[error("category and severity are both needed")]
    NotTriaged,
    /// A change that needs a reason has none.
    #[error("this change needs a reason")]
    ReasonNeeded,
    /// Safety goes only upward here (S0-52).
    #[error("a safety risk or a gross failure is lowered by a supervisor with a reason")]
    OnlyUpward,
    /// No emergency to lower.
    #[error("the case is no emergency")]
    NoEmergency,
    /// A transfer is on offer already.
    #[error("a transfer is on offer already")]
    TransferPending,
    /// No transfer on offer.
    #[error("no transfer is on offer")]
    NoTransfer,
    /// The transfer is not offered to you.
    #[error("the transfer is offered to somebody else")]
    TransferNotForYou,
    /// It would go to the present owner.
    #[error("it is theirs already")]
    SameOwner,
    /// The case waits already.
    #[error("the case waits already: {reason}")]
    AlreadyWaiting { reason: WaitReason },
    /// It does not wait.
    #[error("the case does not wait")]
    NotWaiting,
    /// The policy has no such wait.
    #[error("the policy does not know the wait {reason}")]
    WaitNotInPolicy { reason: WaitReason },
    /// Waiting for the customer needs a question to them (C.4).
    #[error("ask the customer something first")]
    NoQuestionAsked,
    /// It has waited as long as it may.
    #[error("it has waited as long as the policy allows for {reason}")]
    WaitUsedUp { reason: WaitReason },
    /// Steps that come first (S1-17…19, S3-27).
    #[error("{step} comes first")]
    StepMissing { step: Step },
    /// A promised time must lie ahead.
    #[error("the promised time has passed")]
    PromiseInPast,
    /// No remedy.
    #[error("a solution has at least one remedy")]
    NoRemedy,
    /// No such proposal, or not the latest.
    #[error("that proposal is not on the table")]
    NotOnTheTable,
    /// Answered for good already.
    #[error("that proposal has been answered")]
    AlreadyAnswered,
    /// The last proposal waits for an answer.
    #[error("the customer has not answered the last proposal")]
    AnswerPending,
    /// Steps of the investigation that come before a stage (S1-17).
    #[error("do these steps before {before}: {}", .steps.join(", "))]
    StepsOpen { before: Stage, steps: Vec<String> },
    /// No such step in this case.
    #[error("this case has no step {step}")]
    NoSuchStep { step: String },
    /// Done or left out already.
    #[error("the step {step} is done or left out")]
    StepTaken { step: String },
    /// Done by its own record, not by hand.
    #[error("the step {step} is done by its own record")]
    StepByRecord { step: String },
    /// The policy does not let it be left out.
    #[error("the step {step} is not left out")]
    StepNotSkipped { step: String },
    /// A request names either a unit or somebody outside.
    #[error("ask either a unit or somebody outside")]
    NobodyAsked,
    /// More than a case may have.
    #[error("at most {most}")]
    TooManyParts { most: u32 },
    /// No such part of the case.
    #[error("there is no such {part}")]
    NoSuchPart { part: CasePart },
    /// It is over: answered, made, or taken back.
    #[error("the {part} is over")]
    PartOver { part: CasePart },
    /// Somebody accepted it already.
    #[error("the emergency has been accepted")]
    EmergencyAccepted,
    /// Nothing to assess.
    #[error("no safety risk was found")]
    NoSafetyRisk,
    /// The shares of liability do not make a whole.
    #[error("the shares are whole per cent of different parties and make 100, not {percent}")]
    SharesNotWhole { percent: u8 },
    /// Only the customer was heard (S2-18).
    #[error("only the customer was heard: hear another side, or give the reason")]
    OneSided,
    /// A term for a remedy that is not in the solution, or a second one for it.
    #[error("{remedy} is not in the solution, or is there twice")]
    TermMisplaced { remedy: Remedy },
    /// A remedy that is nothing without an amount.
    #[error("{remedy} needs an amount, a legal ground the price too")]
    AmountMissing { remedy: Remedy },
    /// Not above zero, or in another currency than the policy's.
    #[error("amounts are above zero and in {currency}")]
    AmountUnusable { remedy: Remedy, currency: String },
    /// Less than the law grants.
    #[error("{article} grants at least {} {}", minimum.currency.code(), minimum.amount_minor)]
    BelowLaw { article: String, minimum: Money },
    /// More than one may promise (S2-23).
    #[error("{} {} exceeds your authority: ask for approval", total.currency.code(), total.amount_minor)]
    BeyondAuthority { total: Money, needs: Option<Role> },
    /// Nothing to ask for.
    #[error("it is within your authority")]
    WithinAuthority,
    /// The same approval was asked for already.
    #[error("approval of exactly this was asked for or granted already")]
    ApprovalAsked,
    /// No such approval.
    #[error("there is no such approval")]
    NoSuchApproval,
    /// It no longer waits.
    #[error("the approval is {standing}")]
    ApprovalDecided { standing: ApprovalStanding },
    /// Whoever asked, or signed already, does not sign (四眼).
    #[error("somebody else signs: not whoever asked, and nobody twice")]
    FourEyes,
    /// The policy lends for a repair that takes too long, and this one has not.
    #[error("a loaner is lent once the repair has taken more than {days} days")]
    RepairTooShort { days: u32, from: Option<UtcMs> },
    /// Something lent is still out.
    #[error("something lent is not back: take it back first")]
    LoanerOut,
    /// It cannot be repaired: the customer is owed another thing or money (S4-19).
    #[error("it cannot be repaired: offer an alternative or a compensation")]
    AlternativeOwed,
    /// Nobody took the escalation up: nobody owes its plan yet.
    #[error("somebody of level {level} takes the escalation up first")]
    NotTakenUp { level: u8 },
    /// The remedy plan of the escalation is missing (S0-58).
    #[error("the escalation to level {level} owes a remedy plan")]
    PlanOwed { level: u8 },
    /// A preliminary finding names whom it was coordinated with (S4-21).
    #[error("name the departments that were contacted")]
    DepartmentsNeeded,
    /// A visit as follow-up keeps its record (S3-17).
    #[error("say when the visit was and what was found, and attach the customer's signature or a photo")]
    VisitRecordNeeded,
    /// A solution needs the steps of carrying it out (S2-26).
    #[error("say in which steps it is carried out")]
    StepsNeeded,
    /// A remedy failed twice: why is found out first (S2-27).
    #[error("a remedy failed twice: its review is owed until {due_at}")]
    ReviewOwed { due_at: UtcMs },
    /// No review is owed.
    #[error("no review is owed")]
    NoReviewOwed,
    /// A fee is money, more than none (S0-61).
    #[error("a fee must be an amount above zero in {currency}")]
    FeeUnusable { currency: String },
    /// No care contact is planned (S3-49).
    #[error("no care contact is planned")]
    NoCareContact,
    /// The customer wants none.
    #[error("the customer wants no care contacts: record that they declined")]
    CareDeclined,
    /// Carried out already.
    #[error("{remedy} has been carried out")]
    CarriedOut { remedy: Remedy },
    /// No proof that it was carried out (S2-24, S2-27).
    #[error("{remedy} needs its proof: a reference, a parcel number, a code")]
    ProofMissing { remedy: Remedy },
    /// Not resolved yet.
    #[error("the case is not resolved")]
    NotResolved,
    /// Resolved already.
    #[error("the case is resolved")]
    AlreadyResolved,
    /// Rated already: one survey a case (S0-22).
    #[error("the customer rated the case already")]
    AlreadyRated,
    /// No such rating.
    #[error("a rating is 1 to 5")]
    NoSuchRating,
    /// A follow-up by this channel does not count (S3-16).
    #[error("the policy does not count a follow-up by this channel")]
    FollowUpChannel,
    /// Visits are not in the policy (S3-17).
    #[error("the policy has no visits")]
    NoVisits,
    /// Closing needs more (S0-20, S1-27).
    #[error("closing needs: {needs}")]
    CloseNeeds { needs: CloseNeeds },
    /// This reason to close does not hold.
    #[error(
        "the reason {reason} does not hold: {attempts} attempts on {days} days, needed {attempts_needed} on {days_needed}"
    )]
    NotUnreachable { reason: ClosureReason, attempts: u32, days: u32, attempts_needed: u32, days_needed: u32 },
    /// The customer has not been silent long enough.
    #[error("the customer counts as silent from {from}")]
    NotSilentYet { from: UtcMs },
    /// The policy knows no such reason.
    #[error("{reason} is not given as a reason by hand")]
    ReasonNotAllowed { reason: ClosureReason },
    /// A rejection needs its ground.
    #[error("a rejection needs its ground")]
    GroundNeeded,
    /// The customer is not satisfied: reassess, do not close (S0-21).
    #[error("the customer is not satisfied")]
    CustomerDissatisfied,
    /// Safety: a withdrawn case stays open for the assessment.
    #[error("a safety risk is assessed even if the complaint is withdrawn")]
    SafetyUnassessed,
    /// Too late to reopen: make a new, linked case (C.5).
    #[error("cases are reopened within {days} days; make a new, linked case")]
    TooLateToReopen { days: u32 },
    /// The watch period is on.
    #[error("the watch period lasts until {until}")]
    Watched { until: UtcMs },
    /// No watch period is on.
    #[error("the case is not being watched")]
    NotWatched,
    /// Linked to itself.
    #[error("a case is not linked to itself")]
    SelfLink,
    /// Linked so already.
    #[error("the cases are linked already")]
    AlreadyLinked,
    /// A chaser belongs to an open case (催单 ≠ 重复).
    #[error("a chaser asks about an open case; this is a repeat")]
    ChaserOfClosed,
    /// A repeat follows an earlier case.
    #[error("the other case came later")]
    RepeatOfLater,
    /// No such dispute.
    #[error("there is no such dispute")]
    NoSuchDispute,
    /// One goes on already, or must end first.
    #[error("a dispute goes on: {way}")]
    DisputeGoesOn { way: DisputeWay },
    /// It has ended.
    #[error("the dispute has ended: {standing}")]
    DisputeOver { standing: DisputeStanding },
    /// No step of this dispute.
    #[error("a dispute does not go from {from} to {to} this way")]
    DisputeStep { from: DisputeStanding, to: DisputeStanding },
    /// Nobody outside is named.
    #[error("name the body it was brought to")]
    BodyMissing,
    /// A round has two sides.
    #[error("a round needs somebody of ours, and the customer or whoever speaks for them")]
    SideMissing,
    /// An amount below zero or in another currency.
    #[error("amounts are not below zero and in {currency}")]
    OtherCurrency { currency: String },
    /// Whoever agreed for the customer has shown no authority (S0-59).
    #[error("whoever agrees for the customer shows their authority: attach the file")]
    AuthorityNotShown,
    /// A settlement is a solution the customer accepted.
    #[error("the customer has accepted no solution: propose what was agreed and record their answer")]
    NothingAgreed,
    /// They were shown it already.
    #[error("this version was shown to the customer already")]
    TermsShownAlready,
    /// The highest level is reached.
    #[error("the ladder has no higher level")]
    TopOfLadder,
    /// No such clock, or it has ended.
    #[error("no such running clock")]
    NoSuchClock,
    /// A due time by hand is only ever earlier (A.7).
    #[error("a due time by hand is only ever earlier than {due_at}")]
    OnlyEarlier { due_at: UtcMs },
    /// The platform by which the customer wrote takes no more answers: they last wrote too long ago.
    #[error("the platform takes no more answers since {closed_at}")]
    ReplyWindowClosed { closed_at: UtcMs, other_ways: Vec<Channel> },
    /// Nothing would change.
    #[error("nothing would change")]
    NothingChanges,
    /// A timer that is not due or not set.
    #[error("that timer is not due")]
    TimerNotDue,
    /// A calendar that cannot answer (no open day, unknown zone).
    #[error("the calendar {calendar} cannot answer: {detail}")]
    Calendar { calendar: String, detail: String },
    /// The policy knows no valid complaints.
    #[error("the policy counts no valid complaints of stations")]
    NoValidComplaints,
    /// Only complaints are judged so.
    #[error("only a complaint can be a valid complaint")]
    NotAComplaint,
    /// The same event counts once (C.11).
    #[error("the case goes on in another: the complaint counts there")]
    CountedElsewhere,
    /// Judged already; the station's way is the appeal.
    #[error("it was adjudicated already")]
    AdjudicatedAlready,
    /// No such adjudication, or not the latest.
    #[error("there is no such adjudication")]
    NoSuchAdjudication,
    /// Neither a class nor a category of the policy.
    #[error("the policy has no reason class {class}")]
    UnknownClass { class: String },
    /// A finding the policy does not know.
    #[error("the policy has no finding {finding}")]
    UnknownFinding { finding: String },
    /// Caused by a station that has no share of the liability.
    #[error("decide first that this station is liable")]
    StationNotLiable,
    /// Not valid, or taken back.
    #[error("there is no valid complaint to appeal against")]
    NothingToAppeal,
    /// One appeal each.
    #[error("the station has appealed already")]
    AppealedAlready,
    /// The days to appeal are over.
    #[error("the time to appeal ended {until}")]
    AppealTooLate { until: UtcMs },
    /// Nothing to decide.
    #[error("no appeal waits")]
    NoAppeal,
    /// A penalty that no longer waits.
    #[error("the penalty is {state}")]
    PenaltyDecided { state: PenaltyState },
}

codes! {
    /// A time a refusal names.
    pub enum TimeField {
        /// When it came in.
        ReceivedAt = "received_at",
        /// When it occurred.
        OccurredAt = "occurred_at",
        /// When the customer was contacted.
        ContactedAt = "contacted_at",
        /// When a dispute began, a round was held or a step was taken.
        DisputeAt = "dispute_at",
        /// When somebody means to go there.
        PlannedAt = "planned_at",
        /// When somebody was there.
        VisitedAt = "visited_at",
        /// When something was lent.
        OutAt = "out_at",
        /// When it is due back.
        DueBackAt = "due_back_at",
        /// When it came back.
        InAt = "in_at",
        /// Since when something is in repair.
        RepairSince = "repair_since",
        /// Now.
        Now = "now",
        /// The case's last event.
        LastEvent = "last_event",
    }
}

codes! {
    /// A part of a case that a refusal names.
    pub enum CasePart {
        /// A request for evidence.
        EvidenceRequest = "evidence_request",
        /// A visit on site.
        Visit = "visit",
        /// A question to head office.
        SupportRequest = "support_request",
        /// Something lent.
        Loaner = "loaner",
    }
}

codes! {
    /// A step a refusal names.
    pub enum Step {
        /// Facts verified.
        Verify = "verify",
        /// Customer contacted.
        Contact = "contact_customer",
        /// Demand recorded (S2-13).
        Demand = "demand",
        /// Solution proposed.
        Propose = "propose",
        /// Customer's acceptance.
        Agree = "agree",
        /// Customer informed.
        Inform = "inform",
    }
}

impl Refusal {
    /// The stable code.
    pub fn code(&self) -> String {
        // The serde tag is the code: one list, not two.
        serde_json::to_value(self)
            .ok()
            .and_then(|v| v.get("code").and_then(|c| c.as_str().map(str::to_owned)))
            .unwrap_or_else(|| "refused".to_owned())
    }

    /// Whether the answer is "not allowed" rather than "not now".
    pub const fn is_permission(&self) -> bool {
        matches!(
            self,
            Self::NotPermitted { .. }
                | Self::TransferNotForYou
                | Self::NotOfThisLevel { .. }
                | Self::FourEyes
                | Self::BeyondAuthority { .. }
        )
    }
}
