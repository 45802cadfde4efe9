//! Approval of what exceeds one's authority (S2-23): asked for with exactly these terms, signed by somebody else whose
//! authority reaches, in time. A changed amount is another promise and starts anew.

use serde::{Deserialize, Serialize};

use super::authority::Promise;
use super::remedy::{Term, total};
use crate::actor::Permission;
use crate::case::event::{CaseEvent, Remedy};
use crate::case::facts::Facts;
use crate::case::refusal::Refusal;
use crate::case::state::Case;
use crate::case::text::TextRef;
use crate::code::codes;
use crate::ids::Id;
use crate::money::Money;
use crate::time::UtcMs;
use crate::trade::Role;

codes! {
    /// How an approval stands.
    pub enum ApprovalStanding {
        /// Somebody must sign.
        Pending = "pending",
        /// Signed by all it needed.
        Granted = "granted",
        /// Refused.
        Refused = "refused",
        /// Another one was asked for in its place.
        Superseded = "superseded",
    }
}

/// One who signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// Who.
    pub by: Id,
    /// When.
    pub at: UtcMs,
    /// In whose absence, if they stand in for somebody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_user: Option<Id>,
}

/// An approval asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Identifier.
    pub id: Id,
    /// What is to be promised.
    pub terms: Vec<Term>,
    /// Its sum.
    pub total: Money,
    /// Why.
    pub reason: TextRef,
    /// Who asked.
    pub by: Id,
    /// When.
    pub at: UtcMs,
    /// Who must sign, in order.
    pub signers: Vec<Role>,
    /// By when the next signature is due.
    pub due_at: UtcMs,
    /// How it stands.
    pub standing: ApprovalStanding,
    /// Who signed so far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signed: Vec<Signature>,
    /// Its time has passed unsigned.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
}

impl Approval {
    /// Whose signature is due; none when it no longer waits.
    pub fn needs(&self) -> Option<Role> {
        (self.standing == ApprovalStanding::Pending).then(|| self.signers.get(self.signed.len()).copied()).flatten()
    }
}

/// Somebody absent whose deputy the actor is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandsInFor {
    /// The absent person.
    pub user: Id,
    /// Their roles where the case is.
    pub roles: Vec<Role>,
}

/// Refuses a promise that exceeds the actor's authority and has no approval of exactly these terms. History and the
/// system itself promise nothing anew.
pub fn authorised(case: &Case, terms: &[Term], sum: Option<&Money>, facts: &Facts<'_>) -> Result<(), Refusal> {
    let (Some(_), Some(sum)) = (facts.actor.user(), sum) else { return Ok(()) };
    let rule = &facts.policy.policy.remedy;
    let promise = Promise::of(case, terms, sum.amount_minor, facts);
    let roles = facts.roles(case);
    let granted = |a: &Approval| a.standing == ApprovalStanding::Granted && a.terms == terms;
    if rule.allows(&roles, &promise) || case.course.approvals.iter().any(granted) {
        return Ok(());
    }
    Err(Refusal::BeyondAuthority { total: sum.clone(), needs: rule.signers(&roles, &promise).last().copied() })
}

/// Asks for an approval.
pub fn request(
    case: &Case,
    approval: Id,
    terms: &[Term],
    reason: &TextRef,
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let remedies: Vec<Remedy> = terms.iter().map(|t| t.remedy).collect();
    let Some(sum) = total(terms, &remedies, facts)? else { return Err(Refusal::NoRemedy) };
    let rule = &facts.policy.policy.remedy;
    let roles = facts.roles(case);
    let promise = Promise::of(case, terms, sum.amount_minor, facts);
    if rule.allows(&roles, &promise) {
        return Err(Refusal::WithinAuthority);
    }
    let same = |a: &&super::approval::Approval| {
        a.terms == terms && matches!(a.standing, ApprovalStanding::Pending | ApprovalStanding::Granted)
    };
    if case.course.approvals.iter().any(|a| a.id == approval || same(&a)) {
        return Err(Refusal::ApprovalAsked);
    }
    let due_at = facts.end_of(&rule.calendar, facts.now, &rule.approve_within)?;
    let signers = rule.signers(&roles, &promise);
    Ok(vec![CaseEvent::ApprovalRequested {
        approval,
        terms: terms.to_vec(),
        total: sum,
        reason: reason.clone(),
        signers,
        due_at,
    }])
}

/// Signs or refuses. Four eyes: whoever asked does not sign, in whatever role or in whosever place; nobody signs twice.
pub fn decide(
    case: &Case,
    approval: Id,
    granted: bool,
    reason: Option<&TextRef>,
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let asked = case.course.approvals.iter().find(|a| a.id == approval).ok_or(Refusal::NoSuchApproval)?;
    let Some(needs) = asked.needs() else { return Err(Refusal::ApprovalDecided { standing: asked.standing }) };
    let Some(me) = facts.actor.user() else {
        return Err(Refusal::NotPermitted { permission: Permission::CaseApprove });
    };
    if me == asked.by || asked.signed.iter().any(|s| s.by == me) {
        return Err(Refusal::FourEyes);
    }
    let rule = &facts.policy.policy.remedy;
    let promise = Promise::of(case, &asked.terms, asked.total.amount_minor, facts);
    let reaches = |roles: &[Role]| roles.iter().any(|r| rule.reaches(*r, needs));
    let own = facts.roles(case);
    // In somebody's absence their deputy signs with their authority, but never with that of whoever asked.
    let lent = facts.stands_in_for.iter().find(|s| s.user != asked.by && reaches(&s.roles));
    let (roles, for_user) = match lent {
        _ if reaches(&own) => (own, None),
        Some(absent) => (absent.roles.clone(), Some(absent.user)),
        None => return Err(Refusal::BeyondAuthority { total: asked.total.clone(), needs: Some(needs) }),
    };
    if !granted {
        let reason = reason.ok_or(Refusal::ReasonNeeded)?.clone();
        return Ok(vec![CaseEvent::ApprovalDecided {
            approval,
            standing: ApprovalStanding::Refused,
            for_user,
            reason: Some(reason),
            due_at: None,
        }]);
    }
    // Who may promise it alone signs for all levels below.
    let last = asked.signed.len() + 1 >= asked.signers.len() || rule.allows(&roles, &promise);
    let standing = if last { ApprovalStanding::Granted } else { ApprovalStanding::Pending };
    let due_at = if last { None } else { Some(facts.end_of(&rule.calendar, facts.now, &rule.approve_within)?) };
    Ok(vec![CaseEvent::ApprovalDecided { approval, standing, for_user, reason: reason.cloned(), due_at }])
}
