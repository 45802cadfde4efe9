//! Valid complaints of stations (有效投诉, S3-19…S3-22): a person confirms what happened, the policy's lists make it count,
//! the station may appeal in time, and somebody else decides the appeal. Station and month of receipt are fixed here: a
//! case that moves on to another station counts where it was caused, once.

use serde::{Deserialize, Serialize};

use crate::actor::Permission;
use crate::calendar::Span;
use crate::case::event::CaseEvent;
use crate::case::facts::Facts;
use crate::case::refusal::{Refusal, Step};
use crate::case::state::Case;
use crate::case::text::TextRef;
use crate::code::codes;
use crate::ids::Id;
use crate::policy::ValidComplaintRule;
use crate::time::UtcMs;
use crate::trade::Kind;

use super::liability::LiableParty;

codes! {
    /// How an adjudication stands.
    pub enum AdjudicationStanding {
        /// Not a valid complaint.
        NotValid = "not_valid",
        /// Valid; the station may appeal in time.
        Valid = "valid",
        /// The station appealed; it counts until somebody decides.
        Appealed = "appealed",
        /// The appeal was refused.
        Upheld = "upheld",
        /// Taken back with everything that followed from it.
        Reversed = "reversed",
    }
}

impl AdjudicationStanding {
    /// Whether it counts as a valid complaint.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Valid | Self::Appealed | Self::Upheld)
    }
}

codes! {
    /// Why a valid complaint was taken back.
    pub enum ReversalCause {
        /// The appeal was granted.
        Appeal = "appeal",
        /// The case goes on in another: the same event counts once (C.11).
        Merged = "merged",
    }
}

/// What a person judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// What the customer complained of is confirmed.
    pub confirmed: bool,
    /// The reason class: one of the policy's, or a category of its own.
    pub class: String,
    /// The finding that makes any other class count.
    pub finding: Option<String>,
    /// The station.
    pub station: Id,
    /// The station caused it.
    pub station_caused: bool,
    /// Why.
    pub reason: TextRef,
}

/// The station's appeal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appeal {
    /// Who appealed.
    pub by: Id,
    /// When.
    pub at: UtcMs,
    /// Why.
    pub reason: TextRef,
    /// Who decided it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<Id>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<UtcMs>,
    /// Why so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<TextRef>,
}

/// A judgement as it stands in the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjudication {
    /// Identifier.
    pub id: Id,
    /// How it stands.
    pub standing: AdjudicationStanding,
    /// The reason class.
    pub class: String,
    /// The finding, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    /// The station.
    pub station: Id,
    /// The station caused it: only then it counts against it.
    pub station_caused: bool,
    /// The month of receipt in the business time zone, `YYYY-MM`.
    pub month: String,
    /// Why.
    pub reason: TextRef,
    /// Who judged.
    pub by: Id,
    /// When.
    pub at: UtcMs,
    /// Until when the station may appeal.
    pub appeal_until: UtcMs,
    /// The station's appeal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<Appeal>,
}

impl Adjudication {
    /// Whether it counts against its station (C.11).
    pub const fn counts(&self) -> bool {
        self.standing.counts() && self.station_caused
    }
}

fn rule<'a>(facts: &'a Facts<'_>) -> Result<&'a ValidComplaintRule, Refusal> {
    facts.policy.policy.valid_complaint.as_ref().ok_or(Refusal::NoValidComplaints)
}

/// Judges whether a complaint is a valid one: a class of the policy counts on confirmation (S3-19), any other with a
/// finding (S3-20).
pub fn adjudicate(
    case: &Case,
    adjudication: Id,
    judged: &Judgement,
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let rule = rule(facts)?;
    if case.kind != Kind::Complaint {
        return Err(Refusal::NotAComplaint);
    }
    if case.closure.is_some_and(|c| c.reason == crate::case::event::ClosureReason::Merged) {
        return Err(Refusal::CountedElsewhere);
    }
    let there = case.course.adjudication.as_ref();
    if there.is_some_and(|a| a.standing != AdjudicationStanding::NotValid) {
        return Err(Refusal::AdjudicatedAlready);
    }
    let automatic = rule.auto_classes.contains(&judged.class);
    if !automatic && facts.policy.category(&judged.class).is_none() {
        return Err(Refusal::UnknownClass { class: judged.class.clone() });
    }
    if let Some(finding) = judged.finding.as_ref().filter(|f| !rule.conditional_findings.contains(f)) {
        return Err(Refusal::UnknownFinding { finding: finding.clone() });
    }
    // What nobody looked into is confirmed by nobody.
    if judged.confirmed && !case.course.verified && case.course.evidence.is_empty() {
        return Err(Refusal::StepMissing { step: Step::Verify });
    }
    let shares = case.course.liability.iter().flat_map(|l| &l.shares);
    let liable =
        shares.filter(|s| s.party == LiableParty::Station).any(|s| s.unit.unwrap_or(judged.station) == judged.station);
    if judged.confirmed && judged.station_caused && !liable {
        return Err(Refusal::StationNotLiable);
    }
    let date = facts.zone.business_date(case.received_at);
    Ok(vec![CaseEvent::ComplaintAdjudicated {
        adjudication,
        valid: judged.confirmed && (automatic || judged.finding.is_some()),
        class: judged.class.clone(),
        finding: judged.finding.clone(),
        station: judged.station,
        station_caused: judged.station_caused,
        month: format!("{:04}-{:02}", date.year(), date.month()),
        reason: judged.reason.clone(),
        appeal_until: facts.end_of(&rule.appeal_calendar, facts.now, &Span::Days(rule.appeal_working_days))?,
    }])
}

fn current(case: &Case, adjudication: Id) -> Result<&Adjudication, Refusal> {
    case.course.adjudication.as_ref().filter(|a| a.id == adjudication).ok_or(Refusal::NoSuchAdjudication)
}

/// The station appeals, once and in time; the last millisecond is in time.
pub fn appeal(case: &Case, adjudication: Id, reason: &TextRef, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let judged = current(case, adjudication)?;
    if facts.actor.user().is_none() {
        return Err(Refusal::NotPermitted { permission: Permission::CaseAppeal });
    }
    match judged.standing {
        AdjudicationStanding::NotValid | AdjudicationStanding::Reversed => return Err(Refusal::NothingToAppeal),
        AdjudicationStanding::Appealed | AdjudicationStanding::Upheld => return Err(Refusal::AppealedAlready),
        AdjudicationStanding::Valid => {}
    }
    if facts.now > judged.appeal_until {
        return Err(Refusal::AppealTooLate { until: judged.appeal_until });
    }
    Ok(vec![CaseEvent::AdjudicationAppealed { adjudication, reason: reason.clone() }])
}

/// Decides an appeal: neither whoever judged nor whoever appealed, in whatever role (四眼).
pub fn decide_appeal(
    case: &Case,
    adjudication: Id,
    granted: bool,
    reason: &TextRef,
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let judged = current(case, adjudication)?;
    let waits = judged.standing == AdjudicationStanding::Appealed;
    let Some(appeal) = judged.appeal.as_ref().filter(|_| waits) else { return Err(Refusal::NoAppeal) };
    let Some(me) = facts.actor.user() else {
        return Err(Refusal::NotPermitted { permission: Permission::CaseAdjudicate });
    };
    if me == judged.by || me == appeal.by {
        return Err(Refusal::FourEyes);
    }
    let mut events = vec![CaseEvent::AppealDecided { adjudication, granted, reason: reason.clone() }];
    if granted {
        events.push(CaseEvent::AdjudicationReversed { adjudication, cause: ReversalCause::Appeal });
    }
    Ok(events)
}

/// What a merge takes back: the same event counts once.
pub fn merged(case: &Case) -> Option<CaseEvent> {
    let standing = case.course.adjudication.as_ref().filter(|a| a.standing.counts())?;
    Some(CaseEvent::AdjudicationReversed { adjudication: standing.id, cause: ReversalCause::Merged })
}
