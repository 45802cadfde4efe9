//! What an investigation must not forget (S1-17, S1-18, S2-17, S3-26): the policy's steps for this case, what each is
//! fulfilled by, and which of them still bar a stage. A step that has a record of its own is done by that record and by
//! nothing else; one without is ticked off by hand, with its result.

use serde::{Deserialize, Serialize};

use super::evidence_request::RequestRule;
use crate::calendar::Span;
use crate::case::event::CaseEvent;
use crate::case::facts::Facts;
use crate::case::refusal::Refusal;
use crate::case::stage::Stage;
use crate::case::state::Case;
use crate::case::text::TextRef;
use crate::code::codes;
use crate::ids::Id;
use crate::policy::{Condition, Resolved, Words};
use crate::time::UtcMs;
use crate::trade::Role;

codes! {
    /// What fulfils a step of an investigation.
    pub enum StepSort {
        /// A full finding (S1-17).
        Verify = "verify",
        /// Spoken with the customer, or tried as often as the policy asks (S1-18).
        ContactCustomer = "contact_customer",
        /// The customer and at least one other side were heard (S2-18).
        BothSides = "both_sides",
        /// Evidence that is not the customer's word.
        Evidence = "evidence",
        /// Somebody went there (S3-26).
        OnSiteVisit = "on_site_visit",
        /// Ticked off by hand.
        ByHand = "by_hand",
    }
}

codes! {
    /// How a step stands.
    pub enum StepStanding {
        /// Not done.
        Open = "open",
        /// Done.
        Done = "done",
        /// Left out, with a reason.
        Skipped = "skipped",
    }
}

/// How a policy has cases investigated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct InvestigationRule {
    /// The checklist, in order.
    #[serde(rename = "step", skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepRule>,
    /// By when whom is to answer; the first that fits applies.
    #[serde(rename = "request", skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<RequestRule>,
    /// How long after its planned time a visit without a record is reported.
    pub visit_grace: Span,
    /// How long head office may take to answer a support request (S3-18).
    pub support_within: Span,
    /// On which calendar.
    pub support_calendar: String,
    /// Who answers one; empty = whoever may investigate.
    pub support_roles: Vec<Role>,
}

impl Default for InvestigationRule {
    fn default() -> Self {
        Self {
            steps: Vec::new(),
            requests: Vec::new(),
            visit_grace: Span::Duration(24 * 3_600_000),
            support_within: Span::Days(1),
            support_calendar: "civil_day".to_owned(),
            support_roles: Vec::new(),
        }
    }
}

/// A step of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepRule {
    /// Identifier; stands in the journal.
    pub id: String,
    /// What it is called.
    pub name: Words,
    /// For which cases.
    #[serde(default)]
    pub when: Condition,
    /// What fulfils it.
    pub sort: StepSort,
    /// It bars this stage until it is done or left out; none = it only reminds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Stage>,
    /// It may be left out with a reason.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_skip: bool,
    /// So many attempts to reach the customer count as done; 0 = only a two-way contact does.
    #[serde(default)]
    pub attempts: u32,
    /// Requirement ids.
    pub basis: String,
    /// "Default, not from the source" (A.8).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub default: bool,
}

/// What is known of a step that was done or left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// By whom; none: by the system or somebody outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// When.
    pub at: UtcMs,
    /// Its result, or why it was left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRef>,
    /// Left out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub skipped: bool,
}

/// A step in one case.
#[derive(Debug, Clone)]
pub struct Progress<'p> {
    /// The step.
    pub rule: &'p StepRule,
    /// How it stands.
    pub standing: StepStanding,
    /// By whom, when, with which result.
    pub mark: Option<Mark>,
    /// Attempts to reach the customer since they were last reached.
    pub attempts: u32,
}

/// The checklist of a case, in order.
pub fn progress<'p>(case: &Case, policy: &'p Resolved) -> Vec<Progress<'p>> {
    let facts = case.condition_facts();
    let steps = policy.policy.investigation.steps.iter().filter(|s| s.when.holds(&facts));
    steps.map(|rule| of(case, rule)).collect()
}

fn of<'p>(case: &Case, rule: &'p StepRule) -> Progress<'p> {
    let found = &case.course.investigation;
    let attempts = u32::try_from(case.course.failed_attempts.len()).unwrap_or(u32::MAX);
    let own = found.steps.get(&rule.id);
    let by_record = found.marks.get(rule.sort.code());
    let tried = rule.sort == StepSort::ContactCustomer && rule.attempts > 0 && attempts >= rule.attempts;
    let (standing, mark) = match (by_record, own) {
        (Some(mark), _) => (StepStanding::Done, Some(mark.clone())),
        (None, Some(mark)) if mark.skipped => (StepStanding::Skipped, Some(mark.clone())),
        (None, Some(mark)) => (StepStanding::Done, Some(mark.clone())),
        (None, None) if tried => (StepStanding::Done, None),
        (None, None) => (StepStanding::Open, None),
    };
    Progress { rule, standing, mark, attempts }
}

/// Refuses a stage that a step bars. History and the system enter as they must; a case that ends without a result
/// (withdrawn, rejected) passes no step.
pub fn barred(case: &Case, events: &[CaseEvent], facts: &Facts<'_>) -> Result<(), Refusal> {
    if facts.actor.user().is_none() || facts.policy.policy.investigation.steps.is_empty() {
        return Ok(());
    }
    for stage in
        events.iter().filter_map(|e| if let CaseEvent::StageEntered { stage } = e { Some(*stage) } else { None })
    {
        let steps: Vec<String> = progress(case, facts.policy)
            .into_iter()
            .filter(|p| p.standing == StepStanding::Open && p.rule.before == Some(stage))
            .map(|p| p.rule.id.clone())
            .collect();
        if !steps.is_empty() {
            return Err(Refusal::StepsOpen { before: stage, steps });
        }
    }
    Ok(())
}

/// Ticks a step off, with its result.
pub fn complete(
    case: &Case,
    step: &str,
    result: Option<&TextRef>,
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let rule = open(case, step, facts)?;
    if rule.sort != StepSort::ByHand {
        return Err(Refusal::StepByRecord { step: step.to_owned() });
    }
    Ok(vec![CaseEvent::StepDone { step: step.to_owned(), result: result.cloned() }])
}

/// Leaves a step out, where the policy allows it.
pub fn skip(case: &Case, step: &str, reason: &TextRef, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let rule = open(case, step, facts)?;
    if !rule.may_skip {
        return Err(Refusal::StepNotSkipped { step: step.to_owned() });
    }
    Ok(vec![CaseEvent::StepSkipped { step: step.to_owned(), reason: reason.clone() }])
}

fn open<'p>(case: &Case, step: &str, facts: &Facts<'p>) -> Result<&'p StepRule, Refusal> {
    let found = progress(case, facts.policy).into_iter().find(|p| p.rule.id == step);
    match found {
        None => Err(Refusal::NoSuchStep { step: step.to_owned() }),
        Some(p) if p.standing != StepStanding::Open => Err(Refusal::StepTaken { step: step.to_owned() }),
        Some(p) => Ok(p.rule),
    }
}
