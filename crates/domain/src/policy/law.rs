//! The law is a floor. A service policy may name a statutory clock to make it stricter; every way of making it weaker
//! is refused by name. Where two rules cannot be compared the answer is "loosens": doubt is on the law's side.

use super::flaw::Loosening;
use super::shape::ClockRule;
use crate::calendar::Span;

const DAY_MS: i64 = 86_400_000;

/// Whether a span can never end later than the law's, on the same calendar.
pub(crate) fn not_longer(own: &Span, law: &Span) -> bool {
    match (own, law) {
        (Span::Duration(own), Span::Duration(law)) => own <= law,
        (Span::Days(own), Span::Days(law)) | (Span::Months(own), Span::Months(law)) => own <= law,
        // The first day is not counted, so n days are never less than n times 24 hours of that calendar.
        (Span::Duration(own), Span::Days(law)) => i128::from(*own) <= i128::from(*law) * i128::from(DAY_MS),
        (Span::Days(own), Span::Months(law)) => u64::from(*own) <= u64::from(*law) * 28,
        (Span::EndOfCivilDay { cutoff: None, .. }, Span::Days(_) | Span::Months(_)) => true,
        (own, law) => own == law,
    }
}

/// In which ways `own` would loosen the statutory rule `law`; empty = it tightens or equals it.
pub(super) fn loosenings(own: &ClockRule, law: &ClockRule) -> Vec<(&'static str, Loosening)> {
    let mut found = Vec::new();
    let mut note = |loose: bool, key: &'static str, how: Loosening| {
        if loose {
            found.push((key, how));
        }
    };
    note(own.milestone != law.milestone, "milestone", Loosening::OtherMilestone);
    note(!not_longer(&own.target, &law.target), "target", Loosening::LongerTarget);
    note(own.calendar != law.calendar, "calendar", Loosening::OtherCalendar);
    note(own.start != law.start || own.repeats != law.repeats, "start", Loosening::OtherStart);
    note(own.stop.iter().any(|s| !law.stop.contains(s)), "stop", Loosening::OtherStop);
    note(own.roll && !law.roll, "roll", Loosening::AddedRoll);
    note(own.judged != law.judged, "judged", Loosening::OtherJudgement);
    note(!own.when.covers(&law.when), "when", Loosening::NarrowerCondition);
    note(law.warn_days.iter().any(|d| !own.warn_days.contains(d)), "warn_days", Loosening::FewerWarnings);
    let more_pause = own.pause.iter().any(|pause| {
        !law.pause.iter().any(|allowed| {
            allowed.reason == pause.reason
                && match (&pause.max, &allowed.max) {
                    (_, None) => true,
                    (Some(own), Some(law)) => not_longer(own, law),
                    (None, Some(_)) => false,
                }
        })
    });
    note(more_pause, "pause", Loosening::AddedPause);
    found
}
