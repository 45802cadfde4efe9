//! Taking a case in.
use super::kit::*;
use crate::case::command::Register;
use crate::case::event::{AnonymousReason, Classification, Complainant, Occurred, Source};
use crate::case::stage::{Signal, Stage};
use crate::case::text::Field;
use crate::case::{CaseCommand, Refusal};
use crate::policy::Period;
use crate::trade::{Channel, Kind, Precision, Priority, Severity};

fn asked(new: Register) -> Story {
    let story = given("auto_station");
    let received_at = story.now;
    story.when(CaseCommand::Register(Box::new(Register { received_at, ..new })))
}

fn without(field: Field) -> Register {
    let mut new = complaint();
    new.texts.retain(|(f, _)| *f != field);
    new
}

#[test]
fn s1_05_a_new_case_has_its_owner_at_once_and_its_policy_pinned() {
    let story = asked(complaint()).happens(&["registered"]).stage(Stage::New);
    assert_eq!(story.case().owner, complaint().owner);
    assert_eq!(story.case().policy, story.house.policy.reference);
}

#[test]
fn s2_13_a_complaint_without_its_demand_is_refused_an_inquiry_is_not() {
    asked(without(Field::Demand)).refused("text_missing");
    asked(Register { kind: Kind::Inquiry, ..without(Field::Demand) }).happens(&["registered"]);
}

#[test]
fn s4_06_subject_and_the_customers_own_words_are_needed() {
    asked(without(Field::Subject)).refused("text_missing");
    asked(without(Field::Verbatim)).refused("text_missing");
}

#[test]
fn s0_11_no_reachable_contact_is_refused_unless_anonymous_with_a_reason() {
    asked(Register { reachable: false, ..complaint() }).refused("no_contact");
    let complainant = Complainant::Anonymous { reason: AnonymousReason::Refused };
    asked(Register { reachable: false, complainant, ..complaint() }).happens(&["registered"]);
}

#[test]
fn s0_12_the_time_of_occurrence_may_be_approximate_but_not_in_the_future() {
    let occurred = |at: &str, precision| Some(Occurred { at: t(at), precision });
    let new = Register { occurred: occurred("2026-11-03T00:00:00+08:00", Precision::Day), ..complaint() };
    asked(new).refused("in_future");
    let new = Register { occurred: occurred("2026-10-01T00:00:00+08:00", Precision::Month), ..complaint() };
    asked(new).happens(&["registered"]).so(|c| assert_ne!(c.occurred.unwrap().at, c.received_at));
}

#[test]
fn a_case_is_not_received_in_the_future() {
    let story = given("general");
    let received_at = story.now.plus_ms(1);
    story.when(CaseCommand::Register(Box::new(Register { received_at, ..complaint() }))).refused("in_future");
}

#[test]
fn s2_14_completeness_is_rule_based_and_the_demand_counts_only_for_complaints() {
    asked(complaint()).happens(&["registered"]).so(|c| assert_eq!(c.completeness_percent, 85, "6 of 7: no occurrence"));
    let new = Register { kind: Kind::Inquiry, ..without(Field::Demand) };
    asked(new).happens(&["registered"]).so(|c| assert_eq!(c.completeness_percent, 83, "5 of 6"));
}

#[test]
fn s2_15_judged_fully_at_intake_it_is_triaged_at_once() {
    let new = Register { classification: judged(Severity::General), ..complaint() };
    asked(new).happens(&["registered", "classified", "stage_entered"]).stage(Stage::Triaged);
    let new =
        Register { classification: Classification { severity: None, ..judged(Severity::General) }, ..complaint() };
    asked(new).happens(&["classified"]).stage(Stage::New);
}

#[test]
fn s1_14_an_unknown_category_is_refused() {
    let classification = Classification { category: Some("moon".into()), ..Classification::default() };
    let story = asked(Register { classification, ..complaint() }).refused("unknown_category");
    assert_eq!(story.refusal(), &Refusal::UnknownCategory { category: "moon".into() });
}

#[test]
fn s0_25_a_voicemail_at_night_starts_its_clock_at_the_end_of_the_message() {
    given("general")
        .at("2026-10-03T03:00:00+08:00")
        .registered(by_channel(Channel::Voicemail))
        .due("general.voicemail_reply", "2026-10-03T03:10:00+08:00")
        .so(|c| assert_eq!(c.periods, [Period::AfterHours]));
}

#[test]
fn s0_26_s0_27_the_first_chat_message_is_answered_like_any_other_in_3_minutes_or_5_at_peak_by_its_arrival() {
    let chat = || by_channel(Channel::Chat);
    given("general")
        .at("2026-11-02T09:59:59+08:00")
        .registered(chat())
        .due("general.chat_response", "2026-11-02T10:02:59+08:00");
    given("general")
        .at("2026-11-02T10:00:00+08:00")
        .registered(chat())
        .due("general.chat_response_peak", "2026-11-02T10:05:00+08:00")
        .so(|c| assert!(c.signal(Signal::CustomerMessage).is_some()));
}

#[test]
fn s0_28_a_visitor_is_served_within_five_minutes_of_arrival() {
    let story = given("general").registered(by_channel(Channel::WalkIn));
    let arrived = story.now;
    story
        .due("general.walkin_consult", "2026-11-02T10:05:00+08:00")
        .later(5 * MINUTE)
        .done(CaseCommand::LogContact {
            contact: crate::ids::Id::from_i64(1),
            channel: Channel::WalkIn,
            result: crate::case::event::ContactResult::Reached,
            at: arrived.plus_ms(5 * MINUTE),
        })
        .happens(&["clock_met"])
        .standing("general.walkin_consult", crate::case::clock::Standing::Met);
}

#[test]
fn s1_13_an_import_may_lack_contact_and_demand_and_keeps_its_source() {
    let source = Source { system: "old".into(), external_id: "4711".into() };
    let new = Register { source: Some(source.clone()), reachable: false, ..without(Field::Demand) };
    asked(new).happens(&["registered"]).so(|c| assert_eq!(c.source.as_ref(), Some(&source)));
}

#[test]
fn a_case_is_registered_once_and_nothing_is_done_to_none() {
    given("general").when(reply()).refused("no_such_case");
    let story = given("general").registered(complaint());
    let received_at = story.now;
    story.when(CaseCommand::Register(Box::new(Register { received_at, ..complaint() }))).refused("already_registered");
}

#[test]
fn s0_52_safety_known_at_intake_is_an_emergency_at_intake() {
    let classification = Classification { safety_risk: true, ..judged(Severity::Minor) };
    asked(Register { classification, ..complaint() }).happens(&["emergency_declared", "classified"]).so(|c| {
        assert_eq!(c.priority, Priority::Emergency);
        assert_eq!(c.classification.severity, Some(Severity::Critical));
    });
}
