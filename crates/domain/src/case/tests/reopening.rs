//! Opening again: the first resolution stays, the resolution clock counts on, an answer is owed again (C.4, C.5).
use super::kit::*;
use crate::case::CaseCommand;
use crate::case::clock::Standing;
use crate::case::event::{CaseEvent, Classification, ClosureReason, FollowUpResult};
use crate::case::stage::Stage;
use crate::trade::Severity;

fn demanded() -> Classification {
    Classification { remedy_demanded: true, ..judged(Severity::General) }
}

/// Resolved after two days, closed, opened again after ten.
fn reopened() -> Story {
    let story = given("general").registered(complaint()).done(judge(demanded())).later(2 * DAY);
    let now = story.now;
    story
        .all_done([spoken(now), resolve(), confirm(true), close(ClosureReason::Confirmed)])
        .later(10 * DAY)
        .done(reopen())
}

#[test]
fn s0_21_reopening_counts_and_keeps_the_first_resolution() {
    reopened().happens(&["stage_entered", "reopened", "clock_continued"]).stage(Stage::Reopened).so(|c| {
        assert_eq!(c.reopen_count, 1);
        assert_eq!(c.course.first_resolved_at, Some(t("2026-11-04T10:00:00+08:00")));
        assert!(c.course.resolved_at.is_none() && c.closure.is_none());
    });
}

#[test]
fn c_4_the_resolution_clock_counts_on_cumulatively() {
    // 15 days from receipt, of which the 10 between resolution and reopening do not count.
    reopened().standing("law.redline_15d", Standing::Running).due("law.redline_15d", "2026-11-28T00:00:00+08:00");
}

#[test]
fn c_4_a_resolution_clock_that_closing_cancelled_counts_on_too() {
    given("general")
        .registered(complaint())
        .done(judge(demanded()))
        .done(close(ClosureReason::Withdrawn))
        .standing("law.redline_15d", Standing::Cancelled)
        // Four days that count end while it is closed; the first day does not count anyway (art. 201).
        .later(5 * DAY)
        .done(reopen())
        .due("law.redline_15d", "2026-11-22T00:00:00+08:00");
}

#[test]
fn c_4_a_first_answer_given_is_not_taken_back_but_a_new_one_is_owed() {
    reopened()
        .standing("base.first_response", Standing::MetLate)
        .due("base.first_response#2", "2026-11-15T10:00:00+08:00")
        .later(HOUR)
        .done(reply())
        .standing("base.first_response#2", Standing::Met);
}

#[test]
fn a_follow_up_that_finds_the_customer_dissatisfied_opens_the_case_without_a_made_up_reason() {
    let story = closed("auto_station").later(40 * DAY).done(follow_up(FollowUpResult::Dissatisfied));
    let story = story.stage(Stage::Reassessment);
    let story = story.happens(&[
        "followed_up",
        "watch_ended",
        "stage_entered",
        "reopened",
        "reassessment_started",
        "stage_entered",
    ]);
    assert!(story.events().iter().any(|e| matches!(e, CaseEvent::Reopened { reason: None, count: 1 })));
    assert!(!story.has_clock("auto_station.contact#2"), "we are speaking with them now");
}

#[test]
fn c_5_after_thirty_days_it_is_a_new_linked_case() {
    closed("general").later(30 * DAY).when(reopen()).happens(&["reopened"]);
    closed("general").later(30 * DAY + 1).when(reopen()).refused("too_late_to_reopen");
}

#[test]
fn only_what_is_closed_is_reopened() {
    given("general").registered(complaint()).when(reopen()).refused("not_closed");
}

#[test]
fn c_5_each_reopening_is_counted_and_the_case_closes_again() {
    let story = reopened();
    let now = story.now;
    let story = story.all_done([spoken(now), resolve(), confirm(true), close(ClosureReason::Confirmed)]);
    story.later(DAY).done(reopen()).so(|c| assert_eq!(c.reopen_count, 2));
}

#[test]
fn a_reopened_case_stands_still_nowhere() {
    let story = given("general").registered(complaint()).done(judge(demanded())).done(question());
    let story = story.done(CaseCommand::Pause { reason: crate::case::stage::WaitReason::Customer }).later(HOUR);
    let story = story.done(close(ClosureReason::Withdrawn)).later(HOUR).done(reopen());
    assert!(story.case().open_clocks().all(|c| !c.is_paused()));
}
