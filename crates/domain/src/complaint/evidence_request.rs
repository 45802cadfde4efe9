//! Asking others for evidence (S2-17): a department, a store, a station, or somebody outside. Each request has its due
//! time; who does not answer is reminded, then the case goes up the ladder a level at a time, by an escalation that
//! somebody must take up like any other. What is answered becomes evidence of the case by its party; a second answer
//! stands beside the first.

use serde::{Deserialize, Serialize};

use super::escalation;
use super::liability::EvidenceSource;
use crate::calendar::Span;
use crate::case::event::{CaseEvent, EscalationCause};
use crate::case::facts::Facts;
use crate::case::refusal::{CasePart, Refusal};
use crate::case::state::Case;
use crate::case::text::TextRef;
use crate::code::codes;
use crate::ids::Id;
use crate::time::UtcMs;

/// Requests of one case, at most.
const MOST: usize = 100;
/// Answers to one request, at most.
const MOST_ANSWERS: u32 = 20;

codes! {
    /// How a request for evidence stands.
    pub enum RequestStanding {
        /// Not answered.
        Open = "open",
        /// Answered at least once.
        Answered = "answered",
        /// They said why they do not.
        Declined = "declined",
        /// Taken back, or the case ended.
        Withdrawn = "withdrawn",
    }
}

/// By when somebody is to answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestRule {
    /// Whose evidence is asked for; empty = anybody's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<EvidenceSource>,
    /// How long they have.
    pub within: Span,
    /// After how long they are reminded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remind_after: Option<Span>,
    /// Once overdue, after how long it goes a level further up; none = it stays at the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalate_every: Option<Span>,
    /// On which calendar.
    pub calendar: String,
    /// Requirement ids.
    pub basis: String,
    /// "Default, not from the source" (A.8).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub default: bool,
}

/// A request for evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceRequest {
    /// Identifier.
    pub id: Id,
    /// Whose evidence.
    pub source: EvidenceSource,
    /// The unit asked, if it is one of ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Id>,
    /// Who is asked outside: their name and address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<TextRef>,
    /// Their language, `zh-Hans`, `zh-Hant` or `en`; none = the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What is asked.
    pub text: TextRef,
    /// Who asked; none: the system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// When.
    pub at: UtcMs,
    /// By when.
    pub due_at: UtcMs,
    /// When they are reminded; none once they were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remind_at: Option<UtcMs>,
    /// When it goes up next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rises_at: Option<UtcMs>,
    /// How far up the ladder it went, overdue; 0 = in time.
    #[serde(default)]
    pub level: u8,
    /// How it stands.
    pub standing: RequestStanding,
    /// Answers that came.
    #[serde(default)]
    pub answers: u32,
}

/// Whom is asked.
#[derive(Debug, Clone, Copy)]
pub enum Whom<'a> {
    /// A unit of ours.
    Unit(Id),
    /// Somebody outside, and their language.
    Outside(&'a TextRef, Option<&'a str>),
}

impl<'a> Whom<'a> {
    /// One of the two, and not both.
    pub fn of(unit: Option<Id>, outside: Option<&'a TextRef>, language: Option<&'a str>) -> Result<Self, Refusal> {
        match (unit, outside) {
            (Some(unit), None) => Ok(Self::Unit(unit)),
            (None, Some(outside)) => Ok(Self::Outside(outside, language)),
            _ => Err(Refusal::NobodyAsked),
        }
    }
}

codes! {
    /// How the sending of a request's link stands.
    pub enum LinkStanding {
        /// On its way.
        Waiting = "waiting",
        /// Handed over.
        Sent = "sent",
        /// It could not be sent.
        Failed = "failed",
        /// The request was over before it was sent.
        NotNeeded = "not_needed",
    }
}

/// Asks.
pub fn ask(
    case: &Case,
    request: Id,
    source: EvidenceSource,
    whom: Whom<'_>,
    text: &TextRef,
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    if case.course.investigation.requests.len() >= MOST {
        return Err(Refusal::TooManyParts { most: MOST as u32 });
    }
    let rules = &facts.policy.policy.investigation.requests;
    let rule = rules.iter().find(|r| r.sources.is_empty() || r.sources.contains(&source));
    let end = |span: &Span| facts.end_of(rule.map_or("civil_day", |r| r.calendar.as_str()), facts.now, span);
    let due_at = end(rule.map_or(&Span::Days(2), |r| &r.within))?;
    let remind_at = rule.and_then(|r| r.remind_after.as_ref()).map(end).transpose()?.filter(|at| *at < due_at);
    let (unit, outside, language) = match whom {
        Whom::Unit(unit) => (Some(unit), None, None),
        Whom::Outside(outside, language) => (None, Some(outside.clone()), language.map(str::to_owned)),
    };
    let text = text.clone();
    Ok(vec![CaseEvent::EvidenceRequested { request, source, unit, outside, language, text, due_at, remind_at }])
}

fn known(case: &Case, request: Id) -> Result<&EvidenceRequest, Refusal> {
    let found = case.course.investigation.requests.iter().find(|r| r.id == request);
    found.ok_or(Refusal::NoSuchPart { part: CasePart::EvidenceRequest })
}

fn standing(case: &Case, request: Id) -> Result<&EvidenceRequest, Refusal> {
    let found = known(case, request)?;
    match found.standing {
        RequestStanding::Withdrawn => Err(Refusal::PartOver { part: CasePart::EvidenceRequest }),
        _ => Ok(found),
    }
}

/// Makes a link by which it is answered without an account.
pub fn make_link(case: &Case, request: Id, until: UtcMs) -> Result<Vec<CaseEvent>, Refusal> {
    standing(case, request)?;
    Ok(vec![CaseEvent::EvidenceLinkMade { request, until }])
}

/// What somebody says to a request.
#[derive(Debug, Clone, Copy)]
pub struct Reply<'a> {
    /// The piece of evidence it becomes.
    pub evidence: Id,
    /// Its words.
    pub text: &'a TextRef,
    /// Its files.
    pub attachments: &'a [Id],
    /// The name they gave, outside.
    pub by: Option<&'a TextRef>,
}

/// Answers. Who may was asked where the request was found: at its unit, or by its link.
pub fn answer(case: &Case, request: Id, reply: &Reply<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let asked = standing(case, request)?;
    if asked.answers >= MOST_ANSWERS {
        return Err(Refusal::TooManyParts { most: MOST_ANSWERS });
    }
    Ok(vec![CaseEvent::EvidenceAnswered {
        request,
        evidence: reply.evidence,
        source: asked.source,
        text: reply.text.clone(),
        attachments: reply.attachments.to_vec(),
        by: reply.by.cloned(),
    }])
}

/// Says why there is no answer.
pub fn decline(case: &Case, request: Id, reason: &TextRef, by: Option<&TextRef>) -> Result<Vec<CaseEvent>, Refusal> {
    match standing(case, request)?.standing {
        RequestStanding::Open => {
            Ok(vec![CaseEvent::EvidenceDeclined { request, reason: reason.clone(), by: by.cloned() }])
        }
        _ => Err(Refusal::PartOver { part: CasePart::EvidenceRequest }),
    }
}

/// Takes a request back; an answer that came stays.
pub fn withdraw(case: &Case, request: Id, reason: &TextRef) -> Result<Vec<CaseEvent>, Refusal> {
    standing(case, request)?;
    Ok(vec![CaseEvent::EvidenceRequestWithdrawn { request, reason: reason.clone() }])
}

impl EvidenceRequest {
    /// When it wants to be looked at next.
    pub fn wakes_at(&self) -> Option<UtcMs> {
        if self.standing != RequestStanding::Open {
            return None;
        }
        if self.level > 0 {
            return self.rises_at;
        }
        Some(self.remind_at.unwrap_or(self.due_at.plus_ms(1)))
    }
}

/// Its time has come: a reminder, then upward, with the case. Where the case already is as high as the request has come,
/// it has its escalation: two requests, or a level that stayed silent, raise it once.
pub fn ring(case: &Case, request: Id, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let asked = known(case, request)?;
    if asked.level == 0 && facts.now <= asked.due_at {
        return Ok(vec![CaseEvent::EvidenceReminded { request }]);
    }
    let rule = &facts.policy.policy;
    let level = asked.level.saturating_add(1);
    let of = rule.investigation.requests.iter().find(|r| r.sources.is_empty() || r.sources.contains(&asked.source));
    let more = usize::from(level) < rule.escalation.ladder.len();
    let next = of.filter(|_| more).and_then(|r| Some((r, r.escalate_every.as_ref()?)));
    let rises_at = next.map(|(r, every)| facts.end_of(&r.calendar, facts.now, every)).transpose()?;
    let mut events = vec![CaseEvent::EvidenceOverdue { request, level, rises_at }];
    let is_there = case.course.escalations.iter().any(|e| e.ended.is_none() && e.level >= level);
    if usize::from(level) <= rule.escalation.ladder.len() && !is_there {
        events.push(escalation::to(level, EscalationCause::EvidenceOverdue, None, facts)?);
    }
    Ok(events)
}
