//! What may be wrong with a policy, each with the data that explains it. The codes are stable; the English sentence is
//! for the command line, and a console translates by code.

use std::fmt;

use serde::Serialize;

use super::position::{KeyPath, Place};
use crate::case::stage::{Signal, Stage, WaitReason};
use crate::code::codes;
use crate::trade::{Channel, Kind, Severity};

codes! {
    /// Whether a policy with this finding may be used.
    pub enum Gravity {
        /// The policy cannot be used.
        Error = "error",
        /// It can be used, but somebody should look.
        Warning = "warning",
    }
}

codes! {
    /// In which way a rule would loosen the law.
    pub enum Loosening {
        /// The time is longer, or not comparable.
        LongerTarget = "longer_target",
        /// It counts on another calendar, or the law's calendar is redefined.
        OtherCalendar = "other_calendar",
        /// A wait pauses it that does not pause the law's clock, or for longer.
        AddedPause = "added_pause",
        /// It stops on something the law does not accept.
        OtherStop = "other_stop",
        /// It starts on something else.
        OtherStart = "other_start",
        /// It applies to fewer cases.
        NarrowerCondition = "narrower_condition",
        /// It is about something else.
        OtherMilestone = "other_milestone",
        /// It rolls over rest days and the law's does not.
        AddedRoll = "added_roll",
        /// It drops warnings the law's clock has.
        FewerWarnings = "fewer_warnings",
        /// It is judged otherwise.
        OtherJudgement = "other_judgement",
        /// Records are kept for less time.
        ShorterRetention = "shorter_retention",
    }
}

/// One thing wrong, with its data.
#[derive(Debug, Clone, PartialEq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
#[allow(missing_docs)] // the sentence above each variant is its documentation
pub enum Flaw {
    #[error("not TOML: {detail}")]
    Syntax { detail: String },
    #[error("unknown key: {detail}")]
    UnknownKey { detail: String },
    #[error("missing key: {detail}")]
    MissingKey { detail: String },
    #[error("wrong value: {detail}")]
    WrongValue { detail: String },
    #[error("words in {language} are missing")]
    MissingWords { language: String },
    #[error("{what} {id} is defined twice")]
    DuplicateId { what: String, id: String },
    #[error("kind {kind} is in two flows")]
    KindInTwoFlows { kind: Kind },
    #[error("kind {kind} is in no flow")]
    KindWithoutFlow { kind: Kind },
    #[error("a flow begins with stage new, not {stage}")]
    FirstNotNew { stage: Stage },
    #[error("stage {stage} of the flow for {kind} cannot be reached")]
    UnreachableState { kind: Kind, stage: Stage },
    #[error("stage {stage} of the flow for {kind} has no way to archived")]
    DeadEnd { kind: Kind, stage: Stage },
    #[error("stage {stage} may be followed by {next}, which is not in the flow")]
    NextNotInFlow { stage: Stage, next: Stage },
    #[error("a flow without stages")]
    EmptyFlow,
    #[error("clock {clock} has an absurd target {target}")]
    AbsurdTarget { clock: String, target: String },
    #[error("clock {clock} runs on calendar {calendar}, which does not exist")]
    UnknownCalendar { clock: String, calendar: String },
    #[error("level {level} is beyond the escalation ladder, which has {levels}")]
    BeyondLadder { level: usize, levels: usize },
    #[error("step {step} of the investigation cannot be: {detail}")]
    InvestigationStep { step: String, detail: String },
    #[error("{what} of money in remedies cannot be: {detail}")]
    RemedyMoney { what: String, detail: String },
    #[error("calendar {calendar} cannot be used: {detail}")]
    ImpossibleCalendar { calendar: String, detail: String },
    #[error("clock {clock} can never stop")]
    ClockNeverStops { clock: String },
    #[error("clock {clock} starts and stops on {signal}")]
    StartsAndStops { clock: String, signal: Signal },
    #[error("clock {clock} warns at {share}, which is not a share between 0 and 1")]
    WarnShare { clock: String, share: f64 },
    #[error("clock {clock} warns on day {day}, when it is already due")]
    WarnAfterDue { clock: String, day: u32 },
    #[error("clock {clock} rolls over rest days; only statutory clocks may")]
    RollNotStatutory { clock: String },
    #[error("clock {clock} is shadowed by {by}, which comes first and always applies")]
    ClockShadowed { clock: String, by: String },
    #[error("clock {clock} for emergencies is slower than {than} for ordinary cases")]
    EmergencySlower { clock: String, than: String },
    #[error("clock {clock} is paused by {reason}, for which there is no wait rule")]
    PauseWithoutWait { clock: String, reason: WaitReason },
    #[error("clock {clock} is paused by on_hold, which stops no clock")]
    PauseOnHold { clock: String },
    #[error("statutory is set by the loader and cannot be written (clock {clock})")]
    StatutoryWritten { clock: String },
    #[error("{what} names no source in basis")]
    NoBasis { what: String },
    #[error("channel {channel} has no response limit: no clock {limit:?}")]
    LimitNamesNoClock { channel: Channel, limit: String },
    #[error("clock {limit} does not apply to channel {channel}")]
    LimitNotForChannel { channel: Channel, limit: String },
    #[error("channel {channel} has the same owner and backup")]
    BackupIsOwner { channel: Channel },
    #[error("no canonical category {category}")]
    UnknownCategory { category: String },
    #[error("category {category} has no parent {parent}")]
    UnknownParentCategory { category: String, parent: String },
    #[error("severity {severity} has no label")]
    SeverityWithoutLabel { severity: Severity },
    #[error("severity {severity} has no priority")]
    SeverityWithoutPriority { severity: Severity },
    #[error("no severity {given}; one of minor, general, major, critical")]
    UnknownSeverity { given: String },
    #[error("all waits for {reason} together may not last less than one")]
    WaitTotalBelowMax { reason: WaitReason },
    #[error("no close rule applies to every case; the last one must have no condition")]
    CloseWithoutCatchAll,
    #[error("close rule {index} can never apply: rule {by} comes first")]
    CloseShadowed { index: usize, by: usize },
    #[error("watch checkpoint on day {day} is beyond the watch period")]
    CheckpointBeyondWatch { day: u32 },
    #[error("window {given}; one of calendar_month, rolling_30d")]
    UnknownWindow { given: String },
    #[error("a threshold of 0 would penalise everybody")]
    ZeroThreshold,
    #[error("ends on {to} before it begins on {from}")]
    DatesReversed { from: jiff::civil::Date, to: jiff::civil::Date },
    #[error("{id} version {version} is defined twice")]
    DuplicateVersion { id: String, version: u32 },
    #[error("{id} version {version} is in force at the same time as version {other}")]
    OverlappingVersions { id: String, version: u32, other: u32 },
    #[error("no policy {id}")]
    UnknownPolicy { id: String },
    #[error("{id} has no version {version}")]
    UnknownVersion { id: String, version: u32 },
    #[error("{id} has no version in force on {on}")]
    NotInForce { id: String, on: jiff::civil::Date },
    #[error("inherits {inherited}, which does not exist")]
    UnknownInherited { inherited: String },
    #[error("inherits itself through {through}")]
    CyclicInheritance { through: String },
    #[error("statutory layer inherits the service policy {inherited}")]
    LawInheritsService { inherited: String },
    #[error("{id} is a statutory layer; only service policies are resolved")]
    NotAServicePolicy { id: String },
    #[error("inherits no statutory layer")]
    NoStatutoryLayer,
    #[error("the layer {layer} was not in force on {on}")]
    LayerNotInForce { layer: String, on: jiff::civil::Date },
    #[error("{rule} loosens the law: {how}")]
    LoosensLaw { rule: String, how: Loosening },
}

impl Flaw {
    /// The stable code.
    pub fn code(&self) -> String {
        // The serde tag is the code, so the two can never differ.
        serde_json::to_value(self).ok().and_then(|v| v.get("code")?.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Whether a policy with this flaw may be used.
    pub fn gravity(&self) -> Gravity {
        match self {
            // Both numbers are in the sources (A.7 no. 10), so the policy stands and the editor warns.
            Self::EmergencySlower { .. }
            | Self::ClockShadowed { .. }
            | Self::CloseShadowed { .. }
            | Self::BackupIsOwner { .. }
            | Self::WarnAfterDue { .. }
            | Self::PauseWithoutWait { .. }
            | Self::LayerNotInForce { .. } => Gravity::Warning,
            _ => Gravity::Error,
        }
    }
}

/// A flaw and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// File name as given.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Key path, e.g. `clock[2].target`; empty for the whole file.
    pub key: String,
    /// What is wrong.
    #[serde(flatten)]
    pub flaw: Flaw,
}

impl Finding {
    /// A finding at a place.
    pub fn new(file: &str, place: Place, key: &KeyPath, flaw: Flaw) -> Self {
        Self { file: file.to_owned(), line: place.line, column: place.column, key: key.to_string(), flaw }
    }

    /// The stable code of the flaw.
    pub fn code(&self) -> String {
        self.flaw.code()
    }

    /// Whether the policy may be used.
    pub fn gravity(&self) -> Gravity {
        self.flaw.gravity()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}: ", self.file, self.line, self.column, self.gravity())?;
        if !self.key.is_empty() {
            write!(f, "{}: ", self.key)?;
        }
        write!(f, "{} [{}]", self.flaw, self.code())
    }
}
