//! How a due time came about, as data: the console and the reports put it into words (A.7: every computed due time must
//! be able to explain itself). Long runs of days are one step; after 200 steps the rest is counted, not listed.

use super::day::DayKind;
use super::day_number::{self, DayNumber};
use crate::time::UtcMs;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Steps listed before the explanation is abridged.
const MOST_STEPS: usize = 200;

/// One step of a count. Dates are civil dates in the calendar's zone, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// The count starts.
    Start {
        /// Stated moment.
        at: UtcMs,
        /// Its date in the calendar's zone.
        date: Date,
    },
    /// The announced holidays that were used.
    DayTable {
        /// Region.
        region: String,
        /// Version of the table.
        version: String,
    },
    /// A start in closed time moves to the next opening (C.4).
    MovedToOpening {
        /// The opening.
        at: UtcMs,
    },
    /// The first day is not counted (art. 201).
    FirstDayNotCounted {
        /// That day.
        date: Date,
    },
    /// Days that count.
    CountedDays {
        /// First.
        from: Date,
        /// Last.
        to: Date,
        /// How many.
        count: u32,
        /// Whether they are make-up working days.
        makeup: bool,
    },
    /// Days that do not count.
    SkippedDays {
        /// First.
        from: Date,
        /// Last.
        to: Date,
        /// Why.
        reason: DayKind,
        /// Name of the holiday.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// Days that would have counted but ended within a pause.
    PausedDays {
        /// First.
        from: Date,
        /// Last.
        to: Date,
        /// Codes of the reasons.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        reasons: Vec<String>,
    },
    /// Open time that was used up.
    OpenPeriod {
        /// Beginning.
        from: UtcMs,
        /// End.
        to: UtcMs,
        /// Milliseconds used.
        used_ms: i64,
    },
    /// Open time that did not count.
    PausedFor {
        /// Beginning.
        from: UtcMs,
        /// End; none while the pause runs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<UtcMs>,
        /// Codes of the reasons.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        reasons: Vec<String>,
    },
    /// The month has no such day (art. 202).
    LastDayOfMonth {
        /// The day used instead.
        date: Date,
    },
    /// Received at or after the cut-off of 当日.
    CutoffPassed {
        /// The cut-off, local time.
        cutoff: super::week::LocalTime,
    },
    /// The last day was a rest day (art. 203).
    Rolled {
        /// From this last day.
        from: Date,
        /// To this one.
        to: Date,
        /// What the first was.
        reason: DayKind,
        /// Name of the holiday.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// No notice for a year that was touched: weekends alone were taken as rest days, and the result is provisional.
    YearNotCovered {
        /// The year.
        year: i16,
    },
    /// Steps that are not listed.
    Abridged {
        /// How many.
        steps: u32,
    },
    /// The result.
    DueAt {
        /// Due at this instant; in time is `actual <= at` (C, rule 8).
        at: UtcMs,
    },
    /// A pause that still runs keeps the due time open.
    Frozen {
        /// Since.
        since: UtcMs,
        /// What is left.
        left: Left,
    },
}

/// What is left of a span while a pause runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Left {
    /// Milliseconds of open time.
    Ms(i64),
    /// Days to be counted.
    Days(u32),
}

/// Collects steps, or nothing at all on the fast path.
pub(super) struct Trail {
    steps: Option<Vec<Step>>,
    dropped: u32,
}

impl Trail {
    pub(super) fn new(wanted: bool) -> Self {
        Self { steps: wanted.then(Vec::new), dropped: 0 }
    }

    /// Adds a step, made only if an explanation is wanted; a step that continues the last one lengthens it.
    pub(super) fn push(&mut self, step: impl FnOnce() -> Option<Step>) {
        let Some(steps) = &mut self.steps else { return };
        let Some(step) = step() else { return };
        if steps.last_mut().is_some_and(|last| lengthen(last, &step)) {
            return;
        }
        if steps.len() < MOST_STEPS {
            steps.push(step);
        } else {
            self.dropped += 1;
        }
    }

    /// Closes the trail; the last steps are always listed.
    pub(super) fn finish(self, last: impl FnOnce() -> Vec<Step>) -> Vec<Step> {
        let Some(mut steps) = self.steps else {
            return Vec::new();
        };
        if self.dropped > 0 {
            steps.push(Step::Abridged { steps: self.dropped });
        }
        steps.extend(last());
        steps
    }
}

/// Whether a step only prolongs the one before, in which case it is merged into it.
fn lengthen(last: &mut Step, next: &Step) -> bool {
    match (last, next) {
        (
            Step::CountedDays { to, count, makeup, .. },
            Step::CountedDays { from, to: new_to, count: more, makeup: same },
        ) if makeup == same && follows(*to, *from) => {
            *to = *new_to;
            *count += more;
            true
        }
        (Step::SkippedDays { to, reason, name, .. }, Step::SkippedDays { from, to: new_to, reason: r, name: n })
            if reason == r && name == n && follows(*to, *from) =>
        {
            *to = *new_to;
            true
        }
        (Step::PausedDays { to, reasons, .. }, Step::PausedDays { from, to: new_to, reasons: r })
            if reasons == r && follows(*to, *from) =>
        {
            *to = *new_to;
            true
        }
        (Step::OpenPeriod { to, used_ms, .. }, Step::OpenPeriod { from, to: new_to, used_ms: more }) if to == from => {
            *to = *new_to;
            *used_ms += more;
            true
        }
        _ => false,
    }
}

fn follows(day: Date, next: Date) -> bool {
    let number: DayNumber = day_number::of(day);
    number + 1 == day_number::of(next)
}
