//! Timers are derived from the state: what is wanted is what fires.
use super::kit::*;
use crate::actor::Actor;
use crate::case::CaseCommand;
use crate::case::clock::Standing;
use crate::case::event::ClosureReason;
use crate::case::stage::WaitReason;
use crate::case::timer::timers;
use crate::trade::Severity;

fn fire(key: &str) -> CaseCommand {
    CaseCommand::Timer { key: key.into() }
}

fn keys(story: &Story) -> Vec<String> {
    timers(story.case(), 24).into_iter().map(|t| t.key).collect()
}

#[test]
fn a_warning_comes_once_a_breach_one_millisecond_after_the_due_time() {
    let story = given("auto_station").registered(complaint()).by(Actor::system());
    let story = story.when(fire("warn:auto_station.contact")).refused("timer_not_due").later(5 * MINUTE);
    let story =
        story.done(fire("warn:auto_station.contact")).when(fire("warn:auto_station.contact")).refused("timer_not_due");
    let story = story.later(5 * MINUTE).when(fire("due:auto_station.contact")).refused("timer_not_due");
    let story =
        story.later(1).done(fire("due:auto_station.contact")).standing("auto_station.contact", Standing::Overdue);
    story.when(fire("due:auto_station.contact")).refused("timer_not_due");
}

#[test]
fn a_server_that_slept_rings_once_for_all_the_warnings_it_missed() {
    let story = given("apparel").registered(complaint()).later(40 * HOUR).by(Actor::system());
    story.done(fire("warn:apparel.feedback")).so(|c| assert_eq!(c.clock("apparel.feedback").unwrap().warned, 2));
}

#[test]
fn s3_43_untouched_for_a_day_is_stalled_once_until_somebody_does_something() {
    let story = given("general").registered(complaint()).later(24 * HOUR).ticked().so(|c| assert!(c.stalled));
    assert!(!keys(&story).contains(&"stalled".to_owned()));
    let story = story.done(reply()).so(|c| assert!(!c.stalled));
    assert!(keys(&story).contains(&"stalled".to_owned()));
}

#[test]
fn a_case_that_waits_is_not_stalled() {
    let story = given("general").registered(complaint()).done(pause(WaitReason::Parts));
    assert!(!keys(&story).contains(&"stalled".to_owned()));
}

#[test]
fn a_timer_nobody_wants_does_nothing() {
    let story = given("general").registered(complaint()).by(Actor::system()).later(DAY);
    for key in ["", "moon", "due:moon", "run:base.first_response", "wait", "watch", "checkpoint", "warn:"] {
        assert_eq!(
            crate::case::decide(story.case.as_ref(), &fire(key), &story.facts()),
            Err(crate::case::Refusal::TimerNotDue),
            "{key}"
        );
    }
}

#[test]
fn a_closed_case_wants_no_clock_to_ring() {
    let story = given("general").registered(complaint()).done(close(ClosureReason::Withdrawn));
    assert!(keys(&story).is_empty());
}

#[test]
fn timers_come_in_order_of_time() {
    let story = resolved("ecommerce", Severity::General);
    let all = timers(story.case(), 24);
    assert!(all.len() > 3 && all.is_sorted_by_key(|t| t.at));
}
