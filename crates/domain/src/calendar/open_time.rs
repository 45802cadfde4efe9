//! Open time: hours counted on a calendar, net of pauses. Everything here is a walk over the open stretches of a calendar
//! from an instant on; the walk is bounded, so a calendar that never opens again is an error and not a loop.

use super::day::DayKind;
use super::day_number::{self, DAY_MS, DayNumber};
use super::due::Outcome;
use super::error::ScheduleError;
use super::explain::{Left, Step, Trail};
use super::pause::{Pause, Pauses};
use super::resolved::Calendar;
use super::spec::CalendarKind;
use crate::time::{LATEST, UtcMs};
use std::ops::ControlFlow;

/// Days a search may walk: two hundred years.
pub(super) const HORIZON_DAYS: i32 = 73_050;

/// What the walk meets.
enum Met {
    /// An open stretch `[from, to)`.
    Open(i64, i64),
    /// A day without open time.
    Closed(DayNumber, DayKind),
}

impl Calendar {
    /// Whether open time knows no closed stretch at all.
    fn never_closes(&self) -> bool {
        matches!(self.kind, CalendarKind::AlwaysOpen | CalendarKind::CivilDay)
    }

    /// Walks the open stretches from an instant on until told to stop.
    fn walk(&self, from: i64, mut meet: impl FnMut(Met) -> ControlFlow<()>) -> Result<(), ScheduleError> {
        if self.never_closes() {
            return match meet(Met::Open(from, LATEST.ms())) {
                ControlFlow::Break(()) => Ok(()),
                ControlFlow::Continue(()) => Err(ScheduleError::BeyondRange),
            };
        }
        let (first, _) = self.zone.local(from);
        let mut start = self.zone.start_ms(first)?;
        for day in first..first.saturating_add(HORIZON_DAYS) {
            let end = self.zone.start_ms(day + 1)?;
            let periods = self.periods(day);
            if periods.is_empty() && meet(Met::Closed(day, self.kind_of(day))).is_break() {
                return Ok(());
            }
            for period in periods {
                let (open, close) = self.instants(day, start, end, period.0.ms(), period.1.ms())?;
                if from.max(open) < close && meet(Met::Open(from.max(open), close)).is_break() {
                    return Ok(());
                }
            }
            start = end;
        }
        Err(ScheduleError::BeyondRange)
    }

    /// Instants of a period; only on a day with a clock change does the zone have to be asked again.
    fn instants(
        &self,
        day: DayNumber,
        start: i64,
        end: i64,
        open: i64,
        close: i64,
    ) -> Result<(i64, i64), ScheduleError> {
        if end - start == DAY_MS {
            return Ok((start + open, start + close));
        }
        let close = if close >= DAY_MS { end } else { self.zone.wall_ms(day, close)? };
        Ok((self.zone.wall_ms(day, open)?.max(start), close.min(end)))
    }

    /// Whether the calendar is open at an instant; periods are half-open, so it is closed at closing time.
    ///
    /// # Errors
    /// `BeyondRange` at the end of the year 9999.
    pub fn is_open(&self, at: UtcMs) -> Result<bool, ScheduleError> {
        if self.never_closes() {
            return Ok(true);
        }
        let mut open = false;
        let day = self.zone.local(at.ms()).0;
        self.walk(at.ms(), |met| {
            open = matches!(met, Met::Open(from, _) if from == at.ms());
            let past = matches!(met, Met::Closed(d, _) if d >= day) || matches!(met, Met::Open(..));
            if past { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        Ok(open)
    }

    /// The instant itself if open, otherwise the next opening (C.4).
    ///
    /// # Errors
    /// `BeyondRange` when it does not open again within two hundred years.
    pub fn next_open(&self, at: UtcMs) -> Result<UtcMs, ScheduleError> {
        let mut next = at;
        self.walk(at.ms(), |met| match met {
            Met::Open(from, _) => {
                next = UtcMs::new(from);
                ControlFlow::Break(())
            }
            Met::Closed(..) => ControlFlow::Continue(()),
        })?;
        Ok(next)
    }

    /// Net time: open milliseconds of `[from, to)` that are not paused. Gross time is the same on a `24x7` calendar with
    /// no pauses (C.4: both are shown side by side).
    ///
    /// # Errors
    /// `ReversedInterval`; `BeyondRange` when the interval is longer than two hundred years.
    pub fn elapsed(&self, from: UtcMs, to: UtcMs, pauses: &[Pause]) -> Result<i64, ScheduleError> {
        if to < from {
            return Err(ScheduleError::ReversedInterval);
        }
        let pauses = Pauses::union(pauses)?;
        let (from, to) = (from.ms(), to.ms());
        if self.never_closes() {
            return Ok(pauses.net(from, to));
        }
        if from == to {
            return Ok(0);
        }
        let mut net = 0;
        let last_day = self.zone.local(to).0;
        self.walk(from, |met| match met {
            Met::Open(open, close) => {
                net += pauses.net(open, close.min(to));
                if close >= to { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            }
            Met::Closed(day, _) if day >= last_day => ControlFlow::Break(()),
            Met::Closed(..) => ControlFlow::Continue(()),
        })?;
        Ok(net)
    }

    /// When `span_ms` of net open time are used up: the earliest such instant, which may be closing time.
    pub(super) fn due_after(
        &self,
        from: i64,
        span_ms: i64,
        pauses: &Pauses,
        trail: &mut Trail,
    ) -> Result<Outcome, ScheduleError> {
        let mut left = span_ms;
        let mut outcome = None;
        let mut moved = None;
        self.walk(from, |met| {
            let (mut at, close) = match met {
                Met::Closed(day, kind) => {
                    trail.push(|| self.skipped(day, kind));
                    return ControlFlow::Continue(());
                }
                Met::Open(open, close) => (open, close),
            };
            if *moved.get_or_insert(at != from) {
                trail.push(|| Some(Step::MovedToOpening { at: UtcMs::new(at) }));
                moved = Some(false);
            }
            while at < close {
                let pause = pauses.running_or_next(at);
                if let Some(p) = pause.filter(|p| p.from <= at) {
                    let running = p.to == i64::MAX;
                    trail.push(|| {
                        let to = (!running).then(|| UtcMs::new(p.to));
                        Some(Step::PausedFor { from: UtcMs::new(p.from), to, reasons: p.reasons.clone() })
                    });
                    if running {
                        outcome = Some(Outcome::Frozen { since: UtcMs::new(p.from.max(from)), left: Left::Ms(left) });
                        return ControlFlow::Break(());
                    }
                    at = p.to;
                    continue;
                }
                let stop = pause.map_or(close, |p| p.from.min(close));
                let used = left.min(stop - at);
                trail
                    .push(|| Some(Step::OpenPeriod { from: UtcMs::new(at), to: UtcMs::new(at + used), used_ms: used }));
                left -= used;
                at += used;
                if left == 0 {
                    outcome = Some(Outcome::At(UtcMs::new(at)));
                    return ControlFlow::Break(());
                }
            }
            ControlFlow::Continue(())
        })?;
        outcome.ok_or(ScheduleError::BeyondRange)
    }

    /// The step of a day that does not count.
    pub(super) fn skipped(&self, day: DayNumber, reason: DayKind) -> Option<Step> {
        let date = day_number::date(day).ok()?;
        Some(Step::SkippedDays { from: date, to: date, reason, name: self.name_of(day) })
    }
}
