//! Care contacts in the watch period (S3-49): after a serious matter somebody asks how the customer fares, on the days the
//! policy names, until the period ends or the customer has had enough. Whoever wants no such contact gets none, in this case
//! and in any later one, until they say otherwise.

use serde::{Deserialize, Serialize};

use crate::calendar::Span;
use crate::case::event::CaseEvent;
use crate::case::facts::Facts;
use crate::case::refusal::Refusal;
use crate::case::state::{Case, Watch};
use crate::case::text::TextRef;
use crate::code::codes;
use crate::ids::Id;
use crate::time::UtcMs;
use crate::trade::Channel;

codes! {
    /// What came of a care contact.
    pub enum CareResult {
        /// They were spoken to.
        Reached = "reached",
        /// They were not reached: the contact is still owed.
        NotReached = "not_reached",
        /// They want no more such contacts.
        Declined = "declined",
    }
}

/// A care contact that is planned, or was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CareContact {
    /// From when on it is owed.
    pub due_at: UtcMs,
    /// Whoever owes it was told.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rung: bool,
    /// Attempts that did not reach the customer.
    #[serde(default, skip_serializing_if = "crate::case::state::is_zero")]
    pub attempts: u32,
    /// When the customer was reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached_at: Option<UtcMs>,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// What they said, as noted last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRef>,
}

/// Plans the contacts of a watch period that begins now; none where the policy has none for this severity, or where there is
/// nobody who wants to be asked.
pub fn plan(case: &Case, facts: &Facts<'_>) -> Result<Option<CaseEvent>, Refusal> {
    let Some(rule) = facts.policy.watch(&case.condition_facts()) else { return Ok(None) };
    let serious = rule.care_severity.is_some_and(|least| case.classification.severity.is_some_and(|s| s >= least));
    if !serious || rule.care_days.is_empty() || !case.reachable || facts.care_declined {
        return Ok(None);
    }
    let at = |days: &u32| facts.end_of("civil_day", facts.now, &Span::Days(*days));
    Ok(Some(CaseEvent::CarePlanned { contacts: rule.care_days.iter().map(at).collect::<Result<_, _>>()? }))
}

/// The next contact that was not made, while the case is watched and the customer has not declined.
pub fn next(case: &Case) -> Option<(u32, &CareContact)> {
    let watch = case.watch.as_ref().filter(|w| w.ended.is_none() && !w.care_declined)?;
    watch.care.iter().zip(1..).find(|(c, _)| c.reached_at.is_none()).map(|(c, number)| (number, c))
}

/// The contact that is owed now: its time has come.
pub fn owed(case: &Case) -> Option<&CareContact> {
    next(case).map(|(_, contact)| contact).filter(|c| c.rung)
}

/// A contact's time has come: whoever answers for the case is told, unless the customer declined meanwhile.
pub fn ring(case: &Case, facts: &Facts<'_>) -> Result<CaseEvent, Refusal> {
    let (number, _) = next(case).ok_or(Refusal::TimerNotDue)?;
    Ok(if facts.care_declined { CaseEvent::CareDeclined {} } else { CaseEvent::CareDue { number } })
}

/// Records a contact, or an attempt; also one made before its day.
pub fn record(
    case: &Case,
    channel: Channel,
    result: CareResult,
    text: Option<&TextRef>,
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let (number, _) = next(case).ok_or(Refusal::NoCareContact)?;
    if facts.care_declined && result != CareResult::Declined {
        return Err(Refusal::CareDeclined);
    }
    let mut events = vec![CaseEvent::CareContacted { number, channel, result, text: text.cloned() }];
    if result == CareResult::Declined {
        events.push(CaseEvent::CareDeclined {});
    }
    Ok(events)
}

/// Folds what happened into the watch period.
pub(crate) fn evolve(watch: &mut Watch, event: &CaseEvent, at: UtcMs, by: Option<Id>) {
    let of = |number: u32| usize::try_from(number).unwrap_or(0).wrapping_sub(1);
    match event {
        CaseEvent::CarePlanned { contacts } => {
            let planned = |due_at: &UtcMs| CareContact {
                due_at: *due_at,
                rung: false,
                attempts: 0,
                reached_at: None,
                by: None,
                text: None,
            };
            watch.care = contacts.iter().map(planned).collect();
        }
        CaseEvent::CareDue { number } => {
            if let Some(contact) = watch.care.get_mut(of(*number)) {
                contact.rung = true;
            }
        }
        CaseEvent::CareContacted { number, result, text, .. } => {
            let Some(contact) = watch.care.get_mut(of(*number)) else { return };
            contact.text = text.clone().or(contact.text.take());
            if *result == CareResult::NotReached {
                contact.attempts += 1;
            } else {
                (contact.reached_at, contact.by) = (Some(at), by);
            }
        }
        CaseEvent::CareDeclined {} => watch.care_declined = true,
        _ => {}
    }
}
