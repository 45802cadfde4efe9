//! The arithmetic proved: the golden clock tests, the vectors of our peers, and properties over random calendars.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod golden;
mod peers;
mod properties;
mod rules;
mod speed;

use super::*;
use crate::time::UtcMs;

fn at(text: &str) -> UtcMs {
    text.parse().unwrap()
}

/// A local time in Shanghai, `2026-02-13 16:00`.
fn cst(text: &str) -> UtcMs {
    let seconds = if text.len() == 16 { ":00" } else { "" };
    at(&format!("{}{seconds}+08:00", text.replace(' ', "T")))
}

fn span(text: &str) -> Span {
    text.parse().unwrap()
}

fn shanghai() -> Zone {
    Zone::named("Asia/Shanghai").unwrap()
}

fn china(kind: CalendarKind) -> Calendar {
    Calendars::embedded().resolve(&CalendarSpec::new(kind, shanghai()).in_region("CN")).unwrap()
}

fn hours(zone: &str, week: &str) -> Calendar {
    let week: Week = serde_json::from_str(week).unwrap();
    Calendars::embedded()
        .resolve(&CalendarSpec::new(CalendarKind::BusinessHours, Zone::named(zone).unwrap()).open(week))
        .unwrap()
}

fn pause(from: UtcMs, to: UtcMs) -> Pause {
    Pause { from, to: Some(to), reason: None }
}

fn running(from: UtcMs) -> Pause {
    Pause { from, to: None, reason: Some("waiting_customer".to_owned()) }
}

fn due(calendar: &Calendar, from: UtcMs, length: &str, pauses: &[Pause]) -> UtcMs {
    calendar.due(from, &span(length), pauses).unwrap().at().unwrap()
}
