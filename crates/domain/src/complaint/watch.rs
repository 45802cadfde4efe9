//! The watch period after closing (S3-30): three months with checkpoints; if the issue comes back within it, the case
//! counts as relapsed and the newcomer as a repeat.

use crate::calendar::Span;
use crate::case::event::CaseEvent;
use crate::case::facts::Facts;
use crate::case::refusal::Refusal;
use crate::case::state::Case;
use crate::complaint::care;
use crate::ids::Id;

/// Begins the watch period, if the policy has one for this case, with the care contacts it plans.
pub fn start(case: &Case, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let Some(rule) = facts.policy.watch(&case.condition_facts()) else { return Ok(Vec::new()) };
    let at = |span: &Span| facts.end_of("civil_day", facts.now, span);
    let until = at(&rule.length)?;
    let checkpoints = rule.checkpoint_days.iter().map(|d| at(&Span::Days(*d))).collect::<Result<Vec<_>, _>>()?;
    Ok(std::iter::once(CaseEvent::WatchStarted { until, checkpoints }).chain(care::plan(case, facts)?).collect())
}

/// The issue came back within the watch period.
pub fn relapse(case: &Case, by: Option<Id>) -> Option<CaseEvent> {
    case.watch.as_ref().filter(|w| w.ended.is_none()).map(|_| CaseEvent::WatchEnded { relapsed: true, by })
}
