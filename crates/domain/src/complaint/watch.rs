//! The watch period after closing (S3-30): three months with checkpoints; if the issue comes back within it, the case
//! counts as relapsed and the newcomer as a repeat.

use crate::calendar::Span;
use crate::case::event::CaseEvent;
use crate::case::facts::Facts;
use crate::case::refusal::Refusal;
use crate::case::state::Case;
use crate::ids::Id;

/// Begins the watch period, if the policy has one for this case.
pub fn start(case: &Case, facts: &Facts<'_>) -> Result<Option<CaseEvent>, Refusal> {
    let Some(rule) = facts.policy.watch(&case.condition_facts()) else { return Ok(None) };
    let at = |span: &Span| facts.end_of("civil_day", facts.now, span);
    let until = at(&rule.length)?;
    let checkpoints = rule.checkpoint_days.iter().map(|d| at(&Span::Days(*d))).collect::<Result<Vec<_>, _>>()?;
    Ok(Some(CaseEvent::WatchStarted { until, checkpoints }))
}

/// The issue came back within the watch period.
pub fn relapse(case: &Case, by: Option<Id>) -> Option<CaseEvent> {
    case.watch.as_ref().filter(|w| w.ended.is_none()).map(|_| CaseEvent::WatchEnded { relapsed: true, by })
}
