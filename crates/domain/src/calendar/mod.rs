//! Calendars and the arithmetic of deadlines: when something is due, how much time it took, and why.
//!
//! One place for all of it, because two places would disagree by a holiday. A calendar is data (`CalendarSpec`), resolved
//! once (`Calendars`) into something that counts (`Calendar`); `due` and `elapsed` are pure functions of instants, spans
//! and pauses. A due time explains itself in steps that are data, not sentences. Nothing here reads a clock, guesses a
//! year without a notice, or searches without end.

pub mod ask;
mod day;
mod day_number;
mod day_table;
mod due;
mod error;
mod explain;
mod holiday_names;
mod open_time;
mod pause;
mod peak;
mod resolved;
mod span;
mod spec;
#[cfg(test)]
mod tests;
mod week;
mod zone;

pub use day::{DayKind, DayView, RollScope};
pub use day_table::{DayMark, DayTable};
pub use due::{Due, Outcome, Target};
pub use error::ScheduleError;
pub use explain::{Left, Step};
pub use holiday_names::holiday_names;
pub use pause::Pause;
pub use peak::{PeakSpec, PeakWindows};
pub use resolved::{Calendar, Calendars};
pub use span::Span;
pub use spec::{CalendarKind, CalendarSpec, Closure};
pub use week::{LocalTime, Period, Week};
pub use zone::Zone;

/// Repair days of 三包 (令43 art. 40): each full 24 hours is a day and a remainder counts as one; milliseconds in, days out.
pub const fn repair_days(ms: i64) -> i64 {
    if ms <= 0 { 0 } else { (ms - 1) / day_number::DAY_MS + 1 }
}
