//! The watch period: three months after closing somebody looks (S3-30).
use super::kit::*;
use crate::case::CaseCommand;
use crate::case::event::{CaseEvent, ClosureReason};
use crate::case::timer::timers;
use crate::trade::Severity;

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
