//! The watch period: three months after closing somebody looks (S3-30).
use super::kit::*;
use crate::case::CaseCommand;
use crate::case::event::{CaseEvent, ClosureReason};
use crate::case::pending::DecisionDue;
use crate::case::state::Case;
use crate::case::timer::timers;
use crate::complaint::care::CareResult;
use crate::time::UtcMs;
use crate::trade::{Channel, Severity};

#[test]
fn s3_30_three_months_with_looks_after_30_60_and_90_days() {
    let story = closed("auto_station").happens(&["closed", "watch_started"]);
    let watch = story.case().watch.clone().unwrap();
    assert_eq!(watch.until, t("2027-02-03T00:00:00+08:00"), "three months, to the end of the corresponding day");
    assert_eq!(watch.checkpoints[0], t("2026-12-03T00:00:00+08:00"));
    let story = story.later(62 * DAY).ticked();
    assert_eq!(story.case().watch.as_ref().unwrap().reached, 2);
    story.later(32 * DAY).ticked().so(|c| assert_eq!(c.watch.as_ref().unwrap().ended, Some(false)));
}

#[test]
fn a_watched_case_is_not_filed_yet() {
    let story = closed("auto_station").when(CaseCommand::Archive {}).refused("watched");
    story.later(93 * DAY).ticked().done(CaseCommand::Archive {});
}

#[test]
fn s3_30_a_relapse_in_another_case_ends_the_watch_and_names_it() {
    let relapsed = || CaseCommand::MarkRelapsed { by: OTHER_CASE };
    let story = closed("auto_station").later(40 * DAY).done(relapsed());
    assert!(matches!(story.events(), [CaseEvent::WatchEnded { relapsed: true, by: Some(OTHER_CASE) }]));
    story.when(relapsed()).refused("not_watched");
    closed("auto_station").when(CaseCommand::MarkRelapsed { by: CASE }).refused("self_link");
    given("auto_station").registered(complaint()).when(relapsed()).refused("not_watched");
}

#[test]
fn what_was_withdrawn_or_has_no_watch_in_its_policy_is_not_watched() {
    given("auto_station")
        .registered(complaint())
        .done(close(ClosureReason::Withdrawn))
        .so(|c| assert!(c.watch.is_none()));
    closed("general").so(|c| assert!(c.watch.is_none() && timers(c, 24).is_empty()));
}

#[test]
fn reopening_within_the_watch_is_a_relapse_and_closing_again_watches_again() {
    let story = closed("auto_station").later(5 * DAY).done(reopen()).happens(&["watch_ended", "reopened"]);
    let now = story.now;
    let story = story.all_done([spoken(now), resolve(), confirm(true), close(ClosureReason::Confirmed)]);
    story.so(|c| assert_eq!(c.watch.as_ref().unwrap().reached, 0));
    assert_eq!(resolved("auto_station", Severity::General).case().watch, None);
}

/// A serious matter of the trade that watches, closed.
fn seriously_closed() -> Story {
    let story = resolved("auto_station", Severity::Major);
    // A plan or a leader may be owed for what is serious; that is another matter here.
    story.later(MINUTE).all_done([confirm(true), close(ClosureReason::Confirmed)])
}

fn care(result: CareResult) -> CaseCommand {
    CaseCommand::RecordCare { channel: Channel::Phone, result, text: Some(text(91)) }
}

fn owes(case: &Case) -> bool {
    crate::case::pending::pending(case).iter().any(|d| d.what == DecisionDue::CareContact)
}

#[test]
fn s3_49_from_severity_three_the_customer_is_asked_how_they_fare_on_the_days_of_the_policy() {
    closed("auto_station").never("care_planned").when(care(CareResult::Reached)).refused("no_care_contact");
    let story = seriously_closed().happens(&["closed", "watch_started", "care_planned"]);
    story
        .so(|c| {
            let days: Vec<UtcMs> = c.watch.as_ref().unwrap().care.iter().map(|k| k.due_at).collect();
            assert_eq!(days[0], t("2026-11-10T00:00:00+08:00"), "a week, to the end of the day");
            assert_eq!(days.len(), 3);
            assert!(!owes(c));
        })
        .later(8 * DAY)
        .ticked()
        .so(|c| assert!(owes(c)))
        .done(care(CareResult::NotReached))
        .so(|c| assert!(owes(c), "an attempt is no contact"))
        .done(care(CareResult::Reached))
        .so(|c| {
            let first = &c.watch.as_ref().unwrap().care[0];
            assert_eq!((first.attempts, first.reached_at.is_some(), first.by), (1, true, Some(AGENT)));
            assert!(!owes(c));
        })
        .later(38 * DAY)
        .ticked()
        .rang("care_due", 2)
        .so(|c| assert!(owes(c)))
        // The issue came back: the watch is over, and nobody is asked how they fare with it.
        .done(CaseCommand::MarkRelapsed { by: OTHER_CASE })
        .so(|c| assert!(!owes(c)));
}

#[test]
fn s3_49_whoever_wants_no_care_contact_gets_none_here_and_in_later_cases() {
    let story = seriously_closed()
        .later(8 * DAY)
        .ticked()
        .done(care(CareResult::Declined))
        .happens(&["care_contacted", "care_declined"]);
    story
        .so(|c| assert!(!owes(c)))
        .later(60 * DAY)
        .ticked()
        .rang("care_due", 1)
        .when(care(CareResult::Reached))
        .refused("no_care_contact");
    // They said so in another case, after this one was closed: the day comes and nobody is told to call.
    let mut story = seriously_closed();
    story.care_declined = true;
    let story = story.when(care(CareResult::Reached)).refused("care_declined");
    story.later(8 * DAY).ticked().rang("care_due", 0).rang("care_declined", 1).so(|c| assert!(!owes(c)));
    // And before: none is planned.
    let mut story = resolved("auto_station", Severity::Major);
    story.care_declined = true;
    story.later(MINUTE).all_done([confirm(true), close(ClosureReason::Confirmed)]).never("care_planned");
}
