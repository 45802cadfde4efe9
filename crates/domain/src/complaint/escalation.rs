//! An escalation as a record (S0-56…58, S3-14, S3-15, S4-23): who wanted it and why, to which level of the ladder, until
//! when somebody there must take it up, who did, and how it ended. Whoever takes it up is accountable or names who is; a
//! level that stays silent loses it to the next. A major case has a leader of its own: a named sponsor (S3-29).

use serde::{Deserialize, Serialize};

use super::plan::{self, RemedyPlan};
use crate::actor::{Permission, Who};
use crate::calendar::Span;
use crate::case::event::{CaseEvent, EscalationCause, Party};
use crate::case::evolve::Decided;
use crate::case::facts::Facts;
use crate::case::refusal::Refusal;
use crate::case::state::{Case, is_zero_u8};
use crate::case::text::TextRef;
use crate::code::codes;
use crate::ids::Id;
use crate::policy::EscalationRule;
use crate::time::UtcMs;
use crate::trade::{Role, Severity};

/// How often the last level is told again, at most.
pub const MOST_REMINDERS: u8 = 3;

codes! {
    /// Who wanted a case to go up: the split of the escalation rate (C.7).
    pub enum EscalationOrigin {
        /// The customer asked for it.
        Customer = "customer",
        /// A rule of the policy, or a clock.
        Rule = "rule",
        /// An authority, the press, the public.
        Outside = "outside",
        /// Whoever works on it needs help.
        Staff = "staff",
    }
}

codes! {
    /// How the escalation in force stands, for lists.
    pub enum EscalationStanding {
        /// Somebody of the level must take it up.
        Waiting = "waiting",
        /// Somebody did.
        TakenUp = "taken_up",
    }
}

codes! {
    /// How an escalation ended.
    pub enum EscalationEnd {
        /// Nobody took it up in time: the next level has it.
        NotTakenUp = "not_taken_up",
        /// It went up further for another reason.
        Raised = "raised",
        /// The case was closed.
        CaseClosed = "case_closed",
    }
}

impl EscalationCause {
    /// Who wanted it (C.7).
    pub const fn origin(self) -> EscalationOrigin {
        match self {
            Self::CustomerDemand => EscalationOrigin::Customer,
            Self::Publicity => EscalationOrigin::Outside,
            Self::Difficult => EscalationOrigin::Staff,
            Self::RejectedSolutions
            | Self::Breach
            | Self::Severity
            | Self::SeveralDepartments
            | Self::SecondFailure
            | Self::NotTakenUp
            | Self::EvidenceOverdue => EscalationOrigin::Rule,
        }
    }
}

/// An escalation taken up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakenUp {
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// When.
    pub at: UtcMs,
    /// Who is accountable from then on.
    pub owner: Id,
    /// In whose absence, if whoever took it up stands in for somebody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_user: Option<Id>,
}

/// An escalation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// The level it went to.
    pub level: u8,
    /// The role of that level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Role>,
    /// Why.
    pub cause: EscalationCause,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<TextRef>,
    /// The user who raised it; none if a rule or the customer did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// When.
    pub at: UtcMs,
    /// Who was accountable then.
    pub from: Party,
    /// The unit it was in.
    pub unit: Id,
    /// Until when somebody of the level must take it up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<UtcMs>,
    /// How often the last level was told again.
    #[serde(default, skip_serializing_if = "is_zero_u8")]
    pub reminders: u8,
    /// Taken up by whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<TakenUp>,
    /// Whoever takes it up owes a remedy plan (S0-58).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub owes_plan: bool,
    /// The plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<RemedyPlan>,
    /// How it ended, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<(UtcMs, EscalationEnd)>,
}

impl Escalation {
    /// Somebody must still take it up.
    pub const fn waits(&self) -> bool {
        self.taken.is_none() && self.ended.is_none()
    }

    /// When it wants to be looked at next.
    pub fn wakes_at(&self) -> Option<UtcMs> {
        self.due_at.filter(|_| self.waits()).map(|at| at.plus_ms(1))
    }
}

/// The leader of a major case (S3-29).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sponsorship {
    /// By when somebody must be named.
    pub due_at: UtcMs,
    /// Its time passed with nobody named.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
    /// Who was named, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sponsor: Option<(Id, UtcMs)>,
}

impl Sponsorship {
    /// When it wants to be looked at.
    pub fn wakes_at(&self) -> Option<UtcMs> {
        (self.sponsor.is_none() && !self.overdue).then(|| self.due_at.plus_ms(1))
    }
}

impl EscalationRule {
    /// How long a level may take to take it up; what is not written for a level is the last one's.
    pub fn take_up_within(&self, level: u8) -> Option<&Span> {
        let own = usize::from(level.max(1)) - 1;
        self.take_up_within.get(own).or_else(|| self.take_up_within.last())
    }

    /// Whether a case is major: it needs a named leader.
    pub fn is_major(&self, severity: Option<Severity>, level: u8) -> bool {
        let grave = matches!((severity, self.sponsor_severity), (Some(s), Some(from)) if s >= from);
        grave || self.sponsor_level.is_some_and(|from| level >= from)
    }

    /// Whether one of these roles stands at a level of the ladder or above it.
    pub fn reaches(&self, level: u8, roles: &[Role]) -> bool {
        let above = self.ladder.get(usize::from(level.max(1)) - 1..).unwrap_or_default();
        roles.iter().any(|r| above.contains(r) || is_at_the_top(*r))
    }

    fn role(&self, level: u8) -> Option<Role> {
        self.ladder.get(usize::from(level.max(1)) - 1).copied()
    }
}

/// To a level, with the time its people have.
pub fn to(
    level: u8,
    cause: EscalationCause,
    reason: Option<&TextRef>,
    facts: &Facts<'_>,
) -> Result<CaseEvent, Refusal> {
    let rule = &facts.policy.policy.escalation;
    // History is over: nobody is waited for.
    let span = rule.take_up_within(level).filter(|_| !matches!(facts.actor.who, Who::Import(_)));
    let due_at = span.map(|s| facts.end_of(&rule.calendar, facts.now, s)).transpose()?;
    let owes_plan = due_at.is_some() && rule.plan_level.is_some_and(|from| level >= from);
    Ok(CaseEvent::Escalated { level, cause, to: rule.role(level), reason: reason.cloned(), due_at, owes_plan })
}

/// One level up, or straight to where the policy has whoever is not satisfied heard.
pub fn up(
    case: &Case,
    cause: EscalationCause,
    reason: Option<&TextRef>,
    facts: &Facts<'_>,
) -> Result<CaseEvent, Refusal> {
    let rule = &facts.policy.policy.escalation;
    if usize::from(case.escalation_level) >= rule.ladder.len() {
        return Err(Refusal::TopOfLadder);
    }
    plan::written_to_raise(case, cause, facts)?;
    let unsatisfied = matches!(cause, EscalationCause::CustomerDemand | EscalationCause::RejectedSolutions);
    let straight = rule.unsatisfied_level.filter(|_| unsatisfied).unwrap_or_default();
    to(straight.max(case.escalation_level + 1), cause, reason, facts)
}

/// Several departments are responsible: somebody above them must decide (S0-57). Only when their number gets there.
pub fn departments(case: &Case, before: usize, now: usize, facts: &Facts<'_>) -> Option<CaseEvent> {
    let from = facts.policy.policy.escalation.departments as usize;
    let reached = from > 0 && now >= from && before < from;
    reached.then(|| up(case, EscalationCause::SeveralDepartments, None, facts).ok()).flatten()
}

/// Takes it up: whoever is of the level or above, or stands in for somebody who is. From now on they are accountable, or
/// whom they name.
pub fn take_up(case: &Case, owner: Option<Id>, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let waits = case.course.escalations.iter().rfind(|e| e.waits()).ok_or(Refusal::NoEscalation)?;
    let me = facts.actor.user().ok_or(Refusal::NotPermitted { permission: Permission::CaseNote })?;
    let reaches = |roles: &[Role]| facts.policy.policy.escalation.reaches(waits.level, roles);
    let for_user = if reaches(&facts.roles(case)) {
        None
    } else {
        let absent = facts.stands_in_for.iter().find(|s| reaches(&s.roles));
        Some(absent.ok_or(Refusal::NotOfThisLevel { level: waits.level })?.user)
    };
    Ok(vec![CaseEvent::EscalationTakenUp { level: waits.level, owner: owner.unwrap_or(me), for_user }])
}

/// Nobody took it up in time: the next level has it; at the top its people are told again, a few times.
pub fn ring(case: &Case, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let waits = case.course.escalations.iter().rfind(|e| e.waits()).ok_or(Refusal::TimerNotDue)?;
    let rule = &facts.policy.policy.escalation;
    if usize::from(waits.level) < rule.ladder.len() {
        return Ok(vec![to(waits.level + 1, EscalationCause::NotTakenUp, None, facts)?]);
    }
    let again = rule.take_up_within(waits.level).filter(|_| waits.reminders + 1 < MOST_REMINDERS);
    let due_at = again.map(|s| facts.end_of(&rule.calendar, facts.now, s)).transpose()?;
    Ok(vec![CaseEvent::EscalationOverdue { level: waits.level, due_at }])
}

/// A case that has become major by what happened asks for its leader.
pub fn sponsorship(case: Option<&Case>, events: &[CaseEvent], facts: &Facts<'_>) -> Result<Option<CaseEvent>, Refusal> {
    let rule = &facts.policy.policy.escalation;
    if case.is_some_and(|c| c.course.sponsorship.is_some()) || matches!(facts.actor.who, Who::Import(_)) {
        return Ok(None);
    }
    let major = events.iter().any(|e| match e {
        CaseEvent::Classified { classification, .. } => rule.is_major(classification.severity, 0),
        CaseEvent::Escalated { level, .. } => rule.is_major(None, *level),
        _ => false,
    });
    if !major {
        return Ok(None);
    }
    Ok(Some(CaseEvent::SponsorAsked { due_at: facts.end_of(&rule.calendar, facts.now, &rule.sponsor_within)? }))
}

/// Above every ladder.
const fn is_at_the_top(role: Role) -> bool {
    matches!(role, Role::Management | Role::Admin)
}

/// Names the leader: somebody of the ladder where the case is, who does not handle it, because nobody leads over
/// themselves.
pub fn name_sponsor(case: &Case, sponsor: Id, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let asked = case.course.sponsorship.as_ref().ok_or(Refusal::NotMajor)?;
    if facts.named_roles.is_some_and(|roles| !facts.policy.policy.escalation.reaches(1, roles)) {
        return Err(Refusal::NoLeader);
    }
    if case.handler == Some(sponsor) {
        return Err(Refusal::FourEyes);
    }
    if asked.sponsor.is_some_and(|(named, _)| named == sponsor) {
        return Err(Refusal::NothingChanges);
    }
    Ok(vec![CaseEvent::SponsorNamed { sponsor }])
}

/// Refuses to end a major case nobody leads; the customer's own word ends it all the same.
pub fn led(case: &Case, facts: &Facts<'_>) -> Result<(), Refusal> {
    let missing = case.course.sponsorship.is_some_and(|s| s.sponsor.is_none());
    if missing && !matches!(facts.actor.who, Who::Customer(_)) { Err(Refusal::SponsorMissing) } else { Ok(()) }
}

/// What an event makes of the escalations and their leader.
pub fn evolve(case: &mut Case, event: &CaseEvent, when: &Decided) {
    match event {
        CaseEvent::Escalated { level, cause, to, reason, due_at, owes_plan } => {
            let end = match cause {
                EscalationCause::NotTakenUp => EscalationEnd::NotTakenUp,
                _ => EscalationEnd::Raised,
            };
            close(case, end, when.at);
            case.escalation_level = case.escalation_level.max(*level);
            // An event written before escalations were records names no role: what it left is the level alone.
            if to.is_none() {
                return;
            }
            let by = match (cause.origin(), when.by) {
                (EscalationOrigin::Rule, _) => None,
                (_, Who::User(id)) => Some(id),
                _ => None,
            };
            case.course.escalations.push(Escalation {
                level: *level,
                to: *to,
                cause: *cause,
                reason: reason.clone(),
                by,
                at: when.at,
                from: case.owner,
                unit: case.unit,
                due_at: *due_at,
                reminders: 0,
                taken: None,
                owes_plan: *owes_plan,
                plan: None,
                ended: None,
            });
        }
        CaseEvent::EscalationTakenUp { owner, for_user, .. } => {
            case.pass_to(Party::User(*owner), Some(case.owner));
            if let Some(waits) = case.course.escalations.iter_mut().rfind(|e| e.waits()) {
                waits.taken = Some(TakenUp { by: when.by.id(), at: when.at, owner: *owner, for_user: *for_user });
            }
        }
        CaseEvent::RemedyPlanned { text, finish_at, proposal, .. } => {
            if let Some(on) = case.course.escalations.iter_mut().rfind(|e| e.ended.is_none()) {
                let (text, by) = (text.clone(), when.by.id());
                on.plan = Some(RemedyPlan { text, finish_at: *finish_at, proposal: *proposal, by, at: when.at });
            }
        }
        CaseEvent::EscalationOverdue { due_at, .. } => {
            if let Some(waits) = case.course.escalations.iter_mut().rfind(|e| e.waits()) {
                waits.reminders += 1;
                waits.due_at = *due_at;
            }
        }
        CaseEvent::SponsorAsked { due_at } => {
            case.course.sponsorship = Some(Sponsorship { due_at: *due_at, overdue: false, sponsor: None });
        }
        CaseEvent::SponsorOverdue {} => {
            if let Some(asked) = &mut case.course.sponsorship {
                asked.overdue = true;
            }
        }
        CaseEvent::SponsorNamed { sponsor } => {
            if let Some(asked) = &mut case.course.sponsorship {
                asked.sponsor = Some((*sponsor, when.at));
            }
        }
        _ => {}
    }
}

/// Ends what is still open.
pub fn close(case: &mut Case, end: EscalationEnd, at: UtcMs) {
    for open in case.course.escalations.iter_mut().filter(|e| e.ended.is_none()) {
        open.ended = Some((at, end));
    }
}

impl Case {
    /// Who first wanted it to go up; none if it never did (C.7).
    pub fn escalation_origin(&self) -> Option<EscalationOrigin> {
        self.course.escalations.first().map(|e| e.cause.origin())
    }

    /// How the escalation in force stands; none without one.
    pub fn escalation_standing(&self) -> Option<EscalationStanding> {
        let on = self.course.escalations.iter().rfind(|e| e.ended.is_none())?;
        Some(if on.taken.is_some() { EscalationStanding::TakenUp } else { EscalationStanding::Waiting })
    }

    /// The escalation somebody must take up.
    pub fn waiting_escalation(&self) -> Option<&Escalation> {
        self.course.escalations.iter().rfind(|e| e.waits())
    }

    /// Somebody else is accountable from now on; who was before is remembered, and whether it comes back (S2-02).
    pub fn pass_to(&mut self, owner: Party, from: Option<Party>) {
        self.owner = owner;
        let Some(before) = from.filter(|f| *f != owner) else { return };
        self.returns += u32::from(self.past_owners.contains(&owner));
        if !self.past_owners.contains(&before) {
            self.past_owners.push(before);
        }
    }
}
