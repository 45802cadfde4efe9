//! What follows outside the case: timers and alerts.
use super::kit::*;
use crate::case::CaseCommand;
use crate::case::event::{Classification, Party};
use crate::case::timer::timers;
use crate::reactions::{Alert, Wake, alerts, wake};
use crate::trade::Severity;

fn codes(story: &Story) -> Vec<&'static str> {
    alerts(story.events()).iter().map(Alert::code).collect()
}

#[test]
fn s0_54_the_duty_manager_hears_of_an_emergency_with_its_declaration() {
    let urgent = Classification { gross_service_failure: true, ..judged(Severity::General) };
    assert_eq!(codes(&given("general").registered(complaint()).done(judge(urgent))), ["emergency", "duty_asked"]);
}

#[test]
fn s3_42_the_receiver_hears_of_an_offer_and_the_owner_that_it_was_not_taken() {
    let story = offered(Party::User(STRANGER));
    assert_eq!(codes(&story), ["transfer_offered"]);
    assert_eq!(codes(&story.done(CaseCommand::RefuseTransfer { reason: text(1) })), ["transfer_refused"]);
}

#[test]
fn s3_07_publicity_is_told_upward() {
    let public = Classification { brand_risk: true, ..judged(Severity::General) };
    assert_eq!(codes(&given("auto_station").registered(complaint()).done(judge(public))), ["escalated"]);
}

#[test]
fn a_case_is_woken_for_the_first_of_its_timers_and_the_row_moves_only_when_that_one_does() {
    let before = given("auto_station").registered(complaint());
    let old = before.case().clone();
    let first = timers(&old, 24)[0].at;
    assert_eq!(wake(None, &old, 24), Wake::At(first));
    assert_eq!(wake(Some(&old), &old, 24), Wake::Unchanged);
    let now = before.now;
    let after = before.later(MINUTE).done(spoken(now));
    let next = timers(after.case(), 24)[0].at;
    assert_ne!(next, first, "the first contact met the first clock");
    assert_eq!(wake(Some(&old), after.case(), 24), Wake::At(next));
}
