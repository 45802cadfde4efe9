//! Pauses of a clock (C.4). Several may run at once; what counts is their union, so that two reasons at one time are not
//! paid for twice. Which reasons may pause a clock, and for how long, is the policy's matter, not the calendar's.

use super::error::ScheduleError;
use crate::time::UtcMs;
use serde::{Deserialize, Serialize};

/// More pauses than this on one clock are refused.
const MOST_PAUSES: usize = 10_000;

/// A stretch of time `[from, to)` that does not count; without `to` it still runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// Beginning.
    pub from: UtcMs,
    /// End; `None` while it runs.
    #[serde(default)]
    pub to: Option<UtcMs>,
    /// Code of the reason, shown in the explanation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Sorted, disjoint pauses.
pub(super) struct Pauses(Vec<Merged>);

/// The union of pauses that overlap or touch; `to` is `i64::MAX` while one still runs.
pub(super) struct Merged {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) reasons: Vec<String>,
}

impl Pauses {
    /// The union of pauses. One without length is dropped.
    ///
    /// # Errors
    /// `ReversedInterval`, `TooMany`.
    pub(super) fn union(pauses: &[Pause]) -> Result<Self, ScheduleError> {
        if pauses.is_empty() {
            return Ok(Self(Vec::new()));
        }
        if pauses.len() > MOST_PAUSES {
            return Err(ScheduleError::TooMany { what: "pauses", count: pauses.len(), most: MOST_PAUSES });
        }
        if pauses.iter().any(|p| p.to.is_some_and(|to| to < p.from)) {
            return Err(ScheduleError::ReversedInterval);
        }
        let mut sorted: Vec<&Pause> = pauses.iter().filter(|p| p.to != Some(p.from)).collect();
        sorted.sort_by_key(|p| p.from);
        let mut merged: Vec<Merged> = Vec::with_capacity(sorted.len());
        for pause in sorted {
            let to = pause.to.map_or(i64::MAX, UtcMs::ms);
            match merged.last_mut() {
                Some(last) if pause.from.ms() <= last.to => last.to = last.to.max(to),
                _ => merged.push(Merged { from: pause.from.ms(), to, reasons: Vec::new() }),
            }
            if let (Some(last), Some(reason)) = (merged.last_mut(), &pause.reason)
                && last.reasons.len() < 8
                && !last.reasons.contains(reason)
            {
                last.reasons.push(reason.chars().take(60).collect());
            }
        }
        Ok(Self(merged))
    }

    /// The first pause that ends after an instant: the one running then, or else the next.
    pub(super) fn running_or_next(&self, at: i64) -> Option<&Merged> {
        self.0.get(self.0.partition_point(|p| p.to <= at))
    }

    /// The pause that crosses a midnight: it began before and reaches to it or beyond.
    pub(super) fn crossing(&self, midnight: i64) -> Option<&Merged> {
        self.0.get(self.0.partition_point(|p| p.to < midnight)).filter(|p| p.from < midnight)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Milliseconds of `[from, to)` that are not paused.
    pub(super) fn net(&self, from: i64, to: i64) -> i64 {
        let first = self.0.partition_point(|p| p.to <= from);
        let paused: i64 = self
            .0
            .iter()
            .skip(first)
            .take_while(|p| p.from < to)
            .map(|p| (p.to.min(to) - p.from.max(from)).max(0))
            .sum();
        (to - from).max(0) - paused
    }
}
