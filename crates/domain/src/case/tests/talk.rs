//! Messages, calls and chasers.
use super::kit::*;
use crate::case::CaseCommand;
use crate::case::clock::Standing;
use crate::case::event::ContactResult;
use crate::case::stage::{Stage, WaitReason};
use crate::trade::{Channel, Severity};

#[test]
fn s3_10_ten_minutes_stop_only_on_two_way_contact() {
    let story = given("auto_station").at("2026-11-02T23:55:00+08:00").registered(complaint());
    let story = story.due("auto_station.contact", "2026-11-03T00:05:00+08:00").later(4 * MINUTE);
    let now = story.now;
    story
        .done(reply())
        .done(call(now, ContactResult::NoAnswer))
        .done(call(now, ContactResult::Wrong))
        .standing("auto_station.contact", Standing::Running)
        .done(spoken(now))
        .happens(&["contact_logged", "clock_met", "stage_entered"])
        .stage(Stage::InContact)
        .standing("auto_station.contact", Standing::Met);
}

#[test]
fn s3_10_a_call_made_in_time_and_written_up_late_was_in_time() {
    let story = given("auto_station").registered(complaint()).later(12 * MINUTE).ticked();
    let story = story.standing("auto_station.contact", Standing::Overdue);
    let at = story.now.plus_ms(-4 * MINUTE);
    story.done(spoken(at)).standing("auto_station.contact", Standing::Met).so(|c| assert!(!c.is_overdue()));
}

#[test]
fn a_call_is_not_logged_in_the_future_nor_before_receipt() {
    let story = given("general").registered(complaint());
    let now = story.now;
    story.when(spoken(now.plus_ms(1))).refused("in_future").when(spoken(now.plus_ms(-1))).refused("before");
}

#[test]
fn s2_03_the_acknowledgement_tells_number_and_time_and_stops_its_clock_only() {
    given("ecommerce")
        .registered(complaint())
        .done(acknowledge())
        .happens(&["message_recorded", "clock_met", "stage_entered"])
        .stage(Stage::Acknowledged)
        .standing("ecommerce.acknowledge", Standing::Met)
        .standing("base.first_response", Standing::Running);
}

#[test]
fn c_1_a_holding_reply_stops_nothing() {
    let story = given("auto_station").registered(complaint()).done(classify(Severity::General));
    let before = story.case().clocks.clone();
    let story = story.done(holding_reply()).never("clock_met");
    assert_eq!(story.case().clocks, before);
}

#[test]
fn s3_12_a_general_complaint_without_definite_answer_is_breached_after_24_hours_and_no_millisecond_before() {
    let story = given("auto_station").registered(complaint()).done(classify(Severity::General)).done(reply());
    let story = story.later(24 * HOUR).ticked().standing("auto_station.definite_answer", Standing::Running);
    let story = story.later(1).ticked().standing("auto_station.definite_answer", Standing::Overdue);
    story.done(definite_answer()).standing("auto_station.definite_answer", Standing::MetLate);
    given("auto_station")
        .registered(complaint())
        .done(classify(Severity::General))
        .later(24 * HOUR)
        .done(definite_answer())
        .standing("auto_station.definite_answer", Standing::Met);
}

#[test]
fn c_6_a_chaser_is_counted_and_ends_a_wait_for_the_customer() {
    given("general")
        .registered(complaint())
        .done(question())
        .done(pause(WaitReason::Customer))
        .when(CaseCommand::Chase { by: Some(OTHER_CASE) })
        .happens(&["chased", "resumed"])
        .so(|c| assert_eq!((c.chasers, c.waiting), (1, None)));
}

#[test]
fn c_5_a_customer_who_writes_to_a_closed_case_is_heard_and_a_person_decides_whether_it_reopens() {
    closed("general")
        .when(customer_writes())
        .happens(&["message_recorded"])
        .never("clock_started")
        .stage(Stage::Closed);
    closed("general").when(CaseCommand::Chase { by: None }).refused("closed");
}

#[test]
fn a_promise_in_a_message_lies_ahead() {
    let mut promise = reply();
    if let CaseCommand::RecordMessage(m) = &mut promise {
        m.promised_at = Some(t("2020-01-01T00:00:00Z"));
    }
    given("general").registered(complaint()).when(promise).refused("promise_in_past");
}

#[test]
fn c_16_of_several_chat_messages_the_last_one_starts_the_clock_and_each_turn_has_its_own() {
    let story = given("general").at("2026-11-02T12:30:00+08:00").registered(by_channel(Channel::Chat));
    let story = story.later(MINUTE).done(customer_writes());
    let story = story
        .standing("general.chat_response", Standing::Cancelled)
        .due("general.chat_response#2", "2026-11-02T12:34:00+08:00")
        .later(MINUTE)
        .done(reply())
        .standing("general.chat_response#2", Standing::Met);
    story.later(MINUTE).done(customer_writes()).due("general.chat_response#3", "2026-11-02T12:36:00+08:00");
}

#[test]
fn c_4_a_turn_that_was_overdue_stays_a_breach_when_the_customer_writes_again() {
    given("general")
        .at("2026-11-02T12:30:00+08:00")
        .registered(by_channel(Channel::Chat))
        .later(10 * MINUTE)
        .done(customer_writes())
        .happens(&["clock_breached", "clock_cancelled", "clock_started"])
        .standing("general.chat_response", Standing::Missed);
}
