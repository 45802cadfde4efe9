//! What a person is told of, and how they want to be told. The lists are closed: a client has a word and a picture for
//! each. Who is told of what stands in the app, because it asks the organisation.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use crate::calendar::Zone;
use crate::code::codes;
use crate::time::UtcMs;

codes! {
    /// What a person is told of.
    pub enum NotificationKind {
        /// A case was given to them.
        Assigned = "assigned",
        /// A transfer is offered to them.
        TransferOffered = "transfer_offered",
        /// A transfer they offered was not taken.
        TransferRefused = "transfer_refused",
        /// Somebody called them in a note.
        Mentioned = "mentioned",
        /// The customer wrote in a case of theirs, or asked how it stands.
        CustomerWrote = "customer_wrote",
        /// A clock of a case of theirs is soon due.
        DueSoon = "due_soon",
        /// A clock is past due.
        Breached = "breached",
        /// A case went up.
        Escalated = "escalated",
        /// Somebody above took up what they raised, or what they work on.
        EscalationTakenUp = "escalation_taken_up",
        /// At the top of the ladder nobody took a case up.
        EscalationOverdue = "escalation_overdue",
        /// A major case needs a named leader (S3-29).
        SponsorAsked = "sponsor_asked",
        /// They lead a major case from now on.
        SponsorNamed = "sponsor_named",
        /// An emergency began (S0-54).
        Emergency = "emergency",
        /// A case was passed around too often (S2-02).
        PingPong = "ping_pong",
        /// A case lies untouched (S3-43).
        Stalled = "stalled",
        /// A watch checkpoint came (S3-30).
        WatchCheckpoint = "watch_checkpoint",
        /// The day of a care contact came (S3-49).
        CareDue = "care_due",
        /// What they held back could not leave; it is their draft again.
        HeldRefused = "held_refused",
        /// A rule that acts by itself tells them of a case.
        RuleFired = "rule_fired",
        /// A signature is asked for, or its time has passed (S2-23).
        ApprovalAsked = "approval_asked",
        /// What they asked for was granted or refused.
        ApprovalDecided = "approval_decided",
        /// Evidence is asked of their unit (S2-17).
        EvidenceAsked = "evidence_asked",
        /// Evidence they asked for, or answer for, is overdue.
        EvidenceOverdue = "evidence_overdue",
        /// Evidence they asked for came, or was declined.
        EvidenceCame = "evidence_came",
        /// They are to go there (S3-26).
        VisitPlanned = "visit_planned",
        /// A visit has no record.
        VisitOverdue = "visit_overdue",
        /// Head office is asked for help, or has not answered in time (S3-18).
        SupportAsked = "support_asked",
        /// Head office answered what they asked.
        SupportAnswered = "support_answered",
        /// Something lent to a customer of theirs is not back in time (S0-55).
        LoanerOverdue = "loaner_overdue",
        /// A remedy failed twice and its review is owed (S2-27).
        FailureReviewAsked = "failure_review_asked",
        /// They are on duty and an emergency waits to be accepted (S0-54).
        DutyAsked = "duty_asked",
        /// A valid complaint was counted against their station (S3-19).
        ComplaintAdjudicated = "complaint_adjudicated",
        /// A station appealed.
        AppealMade = "appeal_made",
        /// An appeal was decided.
        AppealDecided = "appeal_decided",
        /// A valid complaint against their station was taken back.
        ComplaintReversed = "complaint_reversed",
        /// Counting proposes a penalty of their station, or one that they may sign (S3-22).
        PenaltyProposed = "penalty_proposed",
        /// A penalty of their station was issued or dismissed.
        PenaltyDecided = "penalty_decided",
        /// A penalty of their station was taken back.
        PenaltyReversed = "penalty_reversed",
        /// A circular was published to the network (S3-21).
        CircularPublished = "circular_published",
        /// A circular was taken back: its correction is to be read.
        CircularRetracted = "circular_retracted",
        /// A channel they answer for is silent beyond its usual.
        ChannelSilent = "channel_silent",
    }
}

codes! {
    /// A way in which a person is told outside the console.
    pub enum NoticeWay {
        /// A letter to their mailbox.
        Email = "email",
        /// A text message to their telephone.
        Sms = "sms",
    }
}

codes! {
    /// How letters are gathered.
    pub enum Digest {
        /// Each leaves at once.
        AtOnce = "at_once",
        /// One an hour, at the full hour.
        Hourly = "hourly",
        /// One a day, at the hour one has chosen.
        Daily = "daily",
    }
}

/// How somebody wants to be told of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// In the console's list.
    pub in_app: bool,
    /// On the desktop too.
    pub desktop: bool,
    /// With a sound.
    pub sound: bool,
    /// By e-mail too.
    #[serde(default)]
    pub email: bool,
    /// By text message too.
    #[serde(default)]
    pub sms: bool,
}

impl Default for Wish {
    fn default() -> Self {
        Self { in_app: true, desktop: true, sound: false, email: false, sms: false }
    }
}

impl Wish {
    /// Whether one is told in this way.
    pub const fn by(self, way: NoticeWay) -> bool {
        match way {
            NoticeWay::Email => self.email,
            NoticeWay::Sms => self.sms,
        }
    }
}

/// Hours in which nothing leaves, by the clock on the wall of the business time zone; over midnight when they end before
/// they begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuietHours {
    /// Their beginning, included.
    pub from: Time,
    /// Their end, not included.
    pub to: Time,
}

impl QuietHours {
    fn holds(self, at: Time) -> bool {
        if self.from <= self.to { self.from <= at && at < self.to } else { self.from <= at || at < self.to }
    }
}

/// Where and when somebody is told outside the console.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Outside {
    /// Mailbox.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// When one is left in peace.
    pub quiet: Option<QuietHours>,
    /// How letters are gathered; a text message is never.
    pub digest: Digest,
    /// When the day's letter leaves.
    pub daily_at: Time,
}

impl Default for Outside {
    fn default() -> Self {
        Self { email: None, phone: None, quiet: None, digest: Digest::AtOnce, daily_at: Time::constant(9, 0, 0, 0) }
    }
}

/// When something leaves, and whether it leaves together with all that leaves then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaving {
    /// Not before.
    pub at: UtcMs,
    /// In one message with everything else of that instant.
    pub together: bool,
}

impl Outside {
    /// When a notification of a kind leaves. An emergency waits for nothing (S0-54): neither for the morning nor for others.
    pub fn leaving(&self, kind: NotificationKind, way: NoticeWay, now: UtcMs, zone: &Zone) -> Leaving {
        let at_once = Leaving { at: now, together: false };
        if matches!(kind, NotificationKind::Emergency | NotificationKind::DutyAsked) {
            return at_once;
        }
        let digest = if way == NoticeWay::Email { self.digest } else { Digest::AtOnce };
        let slot = match digest {
            Digest::AtOnce => None,
            Digest::Hourly => Some(next_hour(zone, now)),
            Digest::Daily => Some(next(zone, now, self.daily_at)),
        };
        let at = slot.unwrap_or(now);
        match self.quiet.filter(|q| q.holds(zone.civil(at).time())) {
            Some(quiet) => {
                let until = next(zone, at, quiet.to);
                Leaving { at: until, together: true }
            }
            None => Leaving { at, together: slot.is_some() },
        }
    }
}

/// The next instant at which the clock on the wall shows a time; where that morning does not exist (a change to summer time),
/// moved on by as much as the clocks were.
fn next(zone: &Zone, after: UtcMs, time: Time) -> UtcMs {
    let today = zone.business_date(after);
    let days = std::iter::once(today).chain(today.tomorrow());
    days.filter_map(|day| zone.instant(day, time).ok()).find(|at| *at > after).unwrap_or(after)
}

/// The next full hour on the wall.
fn next_hour(zone: &Zone, after: UtcMs) -> UtcMs {
    const HOUR_MS: i64 = 3_600_000;
    let wall = zone.civil(after).time();
    let past = (i64::from(wall.minute()) * 60 + i64::from(wall.second())) * 1_000 + i64::from(wall.millisecond());
    after.plus_ms(HOUR_MS - past)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(text: &str) -> UtcMs {
        text.parse().unwrap()
    }

    fn shanghai() -> Zone {
        Zone::named("Asia/Shanghai").unwrap()
    }

    fn leaves(outside: &Outside, kind: NotificationKind, way: NoticeWay, now: &str) -> (String, bool) {
        let leaving = outside.leaving(kind, way, at(now), &shanghai());
        (shanghai().written(leaving.at), leaving.together)
    }

    #[test]
    fn given_quiet_hours_over_midnight_when_something_happens_in_them_then_it_waits_for_the_morning() {
        let quiet = Some(QuietHours { from: Time::constant(22, 0, 0, 0), to: Time::constant(7, 30, 0, 0) });
        let outside = Outside { quiet, ..Outside::default() };
        use NoticeWay::Sms;
        use NotificationKind::{Breached, Emergency};
        assert_eq!(
            leaves(&outside, Breached, Sms, "2026-11-03T23:10:00+08:00"),
            ("2026-11-04T07:30:00+08:00".into(), true)
        );
        assert_eq!(
            leaves(&outside, Breached, Sms, "2026-11-04T07:29:59+08:00"),
            ("2026-11-04T07:30:00+08:00".into(), true)
        );
        assert_eq!(
            leaves(&outside, Breached, Sms, "2026-11-04T07:30:00+08:00"),
            ("2026-11-04T07:30:00+08:00".into(), false)
        );
        assert_eq!(
            leaves(&outside, Breached, Sms, "2026-11-04T21:59:59+08:00"),
            ("2026-11-04T21:59:59+08:00".into(), false)
        );
        assert_eq!(
            leaves(&outside, Emergency, Sms, "2026-11-03T23:10:00+08:00"),
            ("2026-11-03T23:10:00+08:00".into(), false)
        );
    }

    #[test]
    fn given_a_digest_then_letters_gather_to_the_hour_or_the_day_and_text_messages_do_not() {
        use NotificationKind::Assigned;
        let hourly = Outside { digest: Digest::Hourly, ..Outside::default() };
        let daily = Outside { digest: Digest::Daily, daily_at: Time::constant(8, 30, 0, 0), ..Outside::default() };
        let now = "2026-11-03T10:15:00+08:00";
        assert_eq!(leaves(&hourly, Assigned, NoticeWay::Email, now), ("2026-11-03T11:00:00+08:00".into(), true));
        assert_eq!(leaves(&daily, Assigned, NoticeWay::Email, now), ("2026-11-04T08:30:00+08:00".into(), true));
        assert_eq!(leaves(&daily, Assigned, NoticeWay::Sms, now), ("2026-11-03T10:15:00+08:00".into(), false));
    }

    #[test]
    fn given_a_morning_that_does_not_exist_then_the_letter_leaves_when_the_clocks_have_gone_on() {
        // 2:30 of 28 March 2027 is not on the clocks of Rome.
        let rome = Zone::named("Europe/Rome").unwrap();
        let outside = Outside { digest: Digest::Daily, daily_at: Time::constant(2, 30, 0, 0), ..Outside::default() };
        let leaving =
            outside.leaving(NotificationKind::Assigned, NoticeWay::Email, at("2027-03-28T00:30:00+01:00"), &rome);
        assert_eq!(rome.written(leaving.at), "2027-03-28T03:30:00+02:00");
    }
}
