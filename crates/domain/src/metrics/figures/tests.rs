//! The figures by hand, on small cohorts.
#![allow(clippy::unwrap_used)]

use super::super::course::{ChatTurn, ClockResult};
use super::super::kit::{LATER, at, case};
use super::*;

#[test]
fn c1_an_unanswered_case_waits_and_does_not_improve_the_mean() {
    let silent = CaseCourse { first_response_at: None, ..case() };
    let slow = CaseCourse { first_response_at: Some(at(9)), ..case() };
    let out = first_response_time([&case(), &slow, &silent]);
    assert_eq!((out.answered, out.waiting), (2, 1));
    assert_eq!(out.mean_ms, Some(5 * 3_600_000));
    assert_eq!(out.median_ms, Some(3_600_000));
    assert_eq!(out.p90_ms, Some(9 * 3_600_000));
    assert_eq!(first_response_time([]).mean_ms, None);
}

#[test]
fn c2_coming_back_within_the_window_is_no_first_contact_resolution() {
    let back = CaseCourse { came_back_at: vec![at(2 + 24 * 6)], ..case() };
    let later = CaseCourse { came_back_at: vec![at(2 + 24 * 8)], ..case() };
    let parts = CaseCourse { beyond_a_contact: true, ..case() };
    let out = first_contact_resolution([&case(), &back, &later, &parts], 7, at(LATER), |_| true);
    assert_eq!((out.hits, out.of, out.excluded), (2, 3, 1));
    let young = first_contact_resolution([&case()], 7, at(24), |_| true);
    assert_eq!((young.of, young.maturing), (0, 1));
    assert_eq!(first_contact_resolution([&case()], 7, at(LATER), |c| c == Some("logistics")).share(), None);
}

#[test]
fn c3_closed_without_a_solution_is_not_resolved() {
    let withdrawn = CaseCourse { closed: Some((at(3), ClosureReason::Withdrawn)), ..case() };
    let reopened = CaseCourse { reopened_at: vec![at(5)], ..case() };
    let out = resolution_rate_of_cohort([&case(), &withdrawn, &reopened], 30, at(LATER));
    assert_eq!((out.hits, out.of), (1, 3));
    let old = CaseCourse { received_at: at(-100), ..case() };
    assert_eq!(resolution_rate_of_flow([&case(), &old], at(0), at(24)), (2, 1), "a flow may exceed 100 %");
}

#[test]
fn c4_open_and_overdue_is_a_breach_now_and_cancelled_is_left_out() {
    let clock = |standing, deviation_ms| ClockResult {
        milestone: Milestone::ContactCustomer,
        statutory: false,
        standing,
        started_at: at(0),
        deviation_ms,
        paused_ms: 0,
    };
    let case = CaseCourse {
        clocks: vec![
            clock(Standing::Met, Some(-3_000)),
            clock(Standing::MetLate, Some(1_000)),
            clock(Standing::Overdue, None),
            clock(Standing::Running, None),
            clock(Standing::Cancelled, None),
        ],
        ..case()
    };
    let out = sla_attainment([&case], Milestone::ContactCustomer);
    assert_eq!((out.share.hits, out.share.of, out.share.excluded), (1, 3, 1));
    assert_eq!((out.late, out.overdue, out.running, out.mean_deviation_ms), (1, 1, 1, Some(-1_000)));
    assert_eq!(sla_attainment([&case], Milestone::Handled).share.share(), None);
}

#[test]
fn c5_and_c6_count_cases_once_and_tell_chasers_from_repeats() {
    let twice = CaseCourse { reopened_at: vec![at(5), at(50)], ..case() };
    let out = reopen_rate([&case(), &twice], 30, at(LATER));
    assert_eq!((out.hits, out.of), (1, 2));
    let repeat = CaseCourse { repeats: true, ..case() };
    let chased = CaseCourse { chasers: 2, ..case() };
    let inquiry = CaseCourse { kind: Kind::Inquiry, repeats: true, ..case() };
    let (out, chasers) = repeat_complaint_rate([&case(), &repeat, &chased, &inquiry]);
    assert_eq!((out.hits, out.of, chasers), (1, 3, 1));
}

#[test]
fn c16_s0_26_chats_are_judged_on_the_mean_over_turns_and_a_turn_without_an_answer_waits() {
    let turn = |said: i64, answered: Option<i64>| ChatTurn {
        said_at: at(0).plus_ms(said * 60_000),
        answered_at: answered.map(|m| at(0).plus_ms(m * 60_000)),
    };
    let quick = CaseCourse { chat_turns: vec![turn(0, Some(1)), turn(5, Some(8)), turn(9, None)], ..case() };
    let slow = CaseCourse { chat_turns: vec![turn(0, Some(5))], ..case() };
    let spam = CaseCourse { chat_turns: vec![turn(0, Some(60))], excluded: true, ..case() };
    let out = chat_response([&quick, &slow, &spam, &case()]);
    assert_eq!((out.answered, out.waiting), (3, 1));
    assert_eq!((out.mean_ms, out.median_ms, out.p90_ms), (Some(180_000), Some(180_000), Some(300_000)));
    assert_eq!(out.longest_ms, Some(300_000), "in time on the mean although one turn was not");
    assert_eq!((out.within_three_minutes.hits, out.within_three_minutes.of), (2, 3));
    assert_eq!(chat_response([&case()]), ChatResponses::default(), "no chats are no data");
}

#[test]
fn s3_34_restored_trust_counts_who_was_asked_and_s2_30_outcome_and_handling_apart() {
    let said = |stars, process, returns| CaseCourse {
        outcome_stars: Some(stars),
        process_stars: process,
        would_return: returns,
        ..case()
    };
    let question = CaseCourse { kind: Kind::Inquiry, ..said(5, Some(5), Some(true)) };
    let spam = CaseCourse { excluded: true, ..said(5, Some(5), Some(true)) };
    let all =
        [said(5, Some(2), Some(true)), said(3, Some(4), Some(false)), said(4, None, None), case(), question, spam];
    let trust = restored_trust(&all);
    assert_eq!((trust.hits, trust.of, trust.excluded), (1, 2, 1));
    let (outcome, process) = satisfaction(&all);
    assert_eq!((outcome.hits, outcome.of), (2, 3));
    assert_eq!((process.hits, process.of), (1, 2));
    assert_eq!(restored_trust(&[case()]).share(), None, "nobody asked is no data");
}
