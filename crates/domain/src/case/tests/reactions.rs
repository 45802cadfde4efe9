//! What follows outside the case: timers and alerts.
use super::kit::*;
use crate::case::CaseCommand;
use crate::case::event::{Classification, Party};
use crate::case::timer::timers;
use crate::reactions::{Alert, alerts, timer_changes};
use crate::trade::Severity;

fn codes(story: &Story) -> Vec<&'static str> {
    alerts(story.events()).iter().map(Alert::code).collect()
}

#[test]
fn s0_54_the_duty_manager_hears_of_an_emergency_with_its_declaration() {
    let urgent = Classification { gross_service_failure: true, ..judged(Severity::General) };
    assert_eq!(codes(&given("general").registered(complaint()).done(judge(urgent))), ["emergency"]);
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
fn the_difference_of_timers_makes_the_old_set_into_the_new_one() {
    let before = given("auto_station").registered(complaint());
    let old = before.case().clone();
    let now = before.now;
    let after = before.later(MINUTE).done(spoken(now));
    let changes = timer_changes(Some(&old), after.case(), 24);
    let mut set: Vec<_> = timers(&old, 24).into_iter().filter(|t| !changes.cancel.contains(&t.key)).collect();
    for timer in changes.set {
        set.retain(|t| t.key != timer.key);
        set.push(timer);
    }
    set.sort_by(|a, b| (a.at, &a.key).cmp(&(b.at, &b.key)));
    assert_eq!(set, timers(after.case(), 24));
}
