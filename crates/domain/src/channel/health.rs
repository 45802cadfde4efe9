//! Whether a channel still hears anything: how long it is usually silent, and how one tries it (S0-08, S1-12, S4-05). Told
//! from what it heard in recent weeks, in open time: nights and holidays are no silence. With too little to go by the
//! answer is "unknown", never a guess.

use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, ScheduleError, Span};
use crate::code::codes;
use crate::ids::Id;
use crate::time::UtcMs;
use crate::trade::Channel;

/// Arrivals within this are one: what belongs to one conversation says little about the next. A default.
pub const SLOT_MS: i64 = 10 * 60_000;
/// How far back one looks. A default.
pub const LOOK_BACK_MS: i64 = 28 * 24 * 3_600_000;
/// Silences between arrivals that are needed to say anything. A default.
pub const FEWEST: usize = 20;
/// Time they must cover. A default.
const LEAST_COVERED_MS: i64 = 7 * 24 * 3_600_000;
/// No silence shorter than this is unusual. A default.
pub const SHORTEST_MS: i64 = 30 * 60_000;

/// The slot an instant lies in.
pub const fn slot(at: UtcMs) -> i64 {
    at.ms() / SLOT_MS
}

/// The longest a channel is usually silent, in milliseconds of open time: twice the longest silence between two arrivals,
/// the longest one in a hundred (one at least) left out, so that an outage of last week does not hide today's. `arrivals`
/// are in order. None: there is too little to go by.
///
/// # Errors
/// As the calendar's.
pub fn usual_silence(arrivals: &[UtcMs], calendar: &Calendar) -> Result<Option<i64>, ScheduleError> {
    let (Some(first), Some(last)) = (arrivals.first(), arrivals.last()) else { return Ok(None) };
    if last.since(*first) < LEAST_COVERED_MS {
        return Ok(None);
    }
    let mut silences = Vec::with_capacity(arrivals.len());
    for pair in arrivals.windows(2) {
        let [from, to] = pair else { continue };
        let silence = calendar.elapsed(*from, *to, &[])?;
        // Both while it was closed: that says nothing of its open hours.
        if silence > 0 {
            silences.push(silence);
        }
    }
    if silences.len() < FEWEST {
        return Ok(None);
    }
    silences.sort_unstable();
    let left_out = (silences.len() / 100).max(1);
    let longest = silences.get(silences.len() - 1 - left_out).copied().unwrap_or(SHORTEST_MS);
    Ok(Some(longest.saturating_mul(2).max(SHORTEST_MS)))
}

/// When the silence after an arrival becomes unusual.
///
/// # Errors
/// As the calendar's.
pub fn unusual_at(last: UtcMs, usual_ms: i64, calendar: &Calendar) -> Result<Option<UtcMs>, ScheduleError> {
    Ok(calendar.due(last, &Span::Duration(usual_ms), &[])?.at())
}

codes! {
    /// How a channel is tried from inside.
    pub enum ChannelTestWay {
        /// A message of ours through its mailbox, recognised when it arrives.
        Mail = "mail",
        /// An inbound of ours through the same doors, undone before it is kept.
        Rehearsal = "rehearsal",
        /// Somebody tried it and says so: no program can call a telephone or walk into a shop.
        Confirmation = "confirmation",
    }
}

impl ChannelTestWay {
    /// How a channel is tried.
    pub const fn of(channel: Channel) -> Self {
        match channel {
            Channel::Email => Self::Mail,
            Channel::Web | Channel::Chat | Channel::App => Self::Rehearsal,
            Channel::Phone
            | Channel::Voicemail
            | Channel::SocialMedia
            | Channel::WalkIn
            | Channel::Letter
            | Channel::Regulator
            | Channel::Proactive => Self::Confirmation,
        }
    }
}

codes! {
    /// How a test stands.
    pub enum ChannelTestStanding {
        /// It is on its way.
        Running = "running",
        /// It came in.
        Passed = "passed",
        /// It did not.
        Failed = "failed",
    }
}

codes! {
    /// Where a test failed.
    pub enum ChannelTestStep {
        /// The unit has no mailbox that is read and sent from.
        NoMailbox = "no_mailbox",
        /// The mailbox's server did not take the message.
        Sending = "sending",
        /// It was sent and did not arrive in time.
        Arrival = "arrival",
        /// The door did not believe a request signed with the account's own secrets.
        Signature = "signature",
        /// The rules did not take the case in.
        Intake = "intake",
        /// Nobody answered.
        NotAnswered = "not_answered",
    }
}

/// Of a channel's health, in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum ChannelHealthEvent {
    /// It is silent beyond its usual.
    FellSilent {
        /// The last arrival.
        since: UtcMs,
        /// Its usual, in milliseconds of open time.
        usual_ms: i64,
    },
    /// It hears again.
    HeardAgain {
        /// Since when it had been silent.
        silent_since: UtcMs,
    },
    /// Somebody tried it; of what somebody says they tried, the outcome stands here.
    Tested {
        /// Which test.
        test: Id,
        /// How.
        way: ChannelTestWay,
        /// How it stood then.
        standing: ChannelTestStanding,
    },
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::calendar::{Calendars, Zone};

    fn at(text: &str) -> UtcMs {
        text.parse().unwrap()
    }

    /// Monday to Friday, 9 to 18 in Shanghai, with China's holidays.
    fn hours() -> std::sync::Arc<Calendar> {
        let spec: crate::calendar::CalendarSpec = serde_json::from_value(serde_json::json!({
            "kind": "business_hours", "zone": "Asia/Shanghai", "region": "CN",
            "week": { "mon": [["09:00", "18:00"]], "tue": [["09:00", "18:00"]], "wed": [["09:00", "18:00"]],
                "thu": [["09:00", "18:00"]], "fri": [["09:00", "18:00"]] }
        }))
        .unwrap();
        let _ = Zone::named("Asia/Shanghai").unwrap();
        std::sync::Arc::new(Calendars::embedded().resolve(&spec).unwrap())
    }

    /// Every full hour from 9 to 17 of three weeks in September 2026.
    fn hourly() -> Vec<UtcMs> {
        let mut all = Vec::new();
        for day in (1..=4).chain(7..=11).chain(14..=18) {
            for hour in 9..=17 {
                all.push(at(&format!("2026-09-{day:02}T{hour:02}:00:00+08:00")));
            }
        }
        all
    }

    #[test]
    fn s1_12_nights_and_weekends_are_no_silence_and_twice_the_usual_is_unusual() {
        let (hours, heard) = (hours(), hourly());
        let usual = usual_silence(&heard, &hours).unwrap().unwrap();
        assert_eq!(usual, 2 * 3_600_000, "an hour of open time lies between any two, also over a weekend");
        let last = *heard.last().unwrap();
        // Friday at 17:00: one hour until closing, the second on Sunday, which makes up for the National Day.
        assert_eq!(unusual_at(last, usual, &hours).unwrap(), Some(at("2026-09-20T10:00:00+08:00")));
    }

    #[test]
    fn s1_12_an_outage_of_last_week_does_not_make_the_next_one_usual() {
        let mut heard = hourly();
        heard.retain(|a| !(at("2026-09-08T00:00:00+08:00")..at("2026-09-10T00:00:00+08:00")).contains(a));
        assert_eq!(usual_silence(&heard, &hours()).unwrap(), Some(2 * 3_600_000));
    }

    #[test]
    fn s1_12_with_too_little_to_go_by_it_is_unknown() {
        let (hours, heard) = (hours(), hourly());
        assert_eq!(usual_silence(&[], &hours).unwrap(), None);
        assert_eq!(usual_silence(&heard[..20], &hours).unwrap(), None, "three days");
        let few: Vec<UtcMs> = heard.iter().step_by(9).copied().collect();
        assert_eq!(usual_silence(&few, &hours).unwrap(), None, "{} arrivals", few.len());
        let nights: Vec<UtcMs> = (1..=28).map(|d| at(&format!("2026-09-{d:02}T23:00:00+08:00"))).collect();
        assert!(usual_silence(&nights, &hours).unwrap().is_none_or(|u| u >= 9 * 3_600_000), "each says a whole day");
        let busy: Vec<UtcMs> = heard.iter().flat_map(|a| (0..3).map(|n| a.plus_ms(n * SLOT_MS))).collect();
        assert!(usual_silence(&busy, &hours).unwrap().unwrap() >= SHORTEST_MS);
    }
}
