//! When a time rule comes to hold for a case. A moment is derived from the case, so a lost timer can always be made
//! again, and it names the firing: once for each time that it comes.

use super::Moment;
use crate::case::Case;
use crate::ids::Id;
use crate::time::UtcMs;

const MINUTE_MS: i64 = 60_000;

/// A stretch in which a time rule holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// From this instant.
    pub from: UtcMs,
    /// Not any more from this one.
    pub until: Option<UtcMs>,
}

/// Where a time rule stands on a case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// It holds since then.
    pub since: Option<UtcMs>,
    /// It comes to hold then, if nothing happens meanwhile.
    pub next: Option<UtcMs>,
}

/// The stretches of a case; none for one that is closed. `stage_since` is when it entered the stage it is in.
pub fn windows(case: &Case, stage_since: Option<UtcMs>, moment: Moment, minutes: u32) -> Vec<Window> {
    if case.stage.is_over() {
        return Vec::new();
    }
    let ms = i64::from(minutes) * MINUTE_MS;
    let after = |at: UtcMs| Window { from: at.plus_ms(ms), until: None };
    // What is past due is breached; a clock that stands still has no due time.
    let due = || case.open_clocks().filter_map(|c| c.due.as_ref().map(|d| d.at));
    match moment {
        Moment::AfterReceived => vec![after(case.received_at)],
        Moment::Untouched => vec![after(case.touched_at)],
        Moment::InStage => stage_since.map(after).into_iter().collect(),
        Moment::Waiting => case.waiting.map(|w| after(w.since)).into_iter().collect(),
        Moment::BeforeDue => due().map(|at| Window { from: at.plus_ms(-ms), until: Some(at.plus_ms(1)) }).collect(),
        Moment::AfterDue => due().map(|at| after(at.plus_ms(1))).collect(),
    }
}

/// Where a rule stands at an instant: of several stretches the latest counts, so that a case with three late clocks is
/// acted on once.
pub fn standing(windows: &[Window], now: UtcMs) -> Standing {
    let on = windows.iter().filter(|w| w.from <= now && w.until.is_none_or(|end| now < end));
    Standing { since: on.map(|w| w.from).max(), next: windows.iter().map(|w| w.from).filter(|from| *from > now).min() }
}

/// The name of one firing of a time rule.
pub fn key(rule: Id, case: Id, since: UtcMs) -> String {
    format!("t:{rule}:{case}:{}", since.ms())
}
