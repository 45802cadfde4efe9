//! Waiting: only for a listed reason, only so long, for the customer only after a question (C.4).
use super::kit::*;
use crate::case::CaseCommand;
use crate::case::event::{CaseEvent, ResumeCause};
use crate::case::stage::{Stage, WaitReason};
use crate::trade::Severity;

fn asked() -> Story {
    given("general").registered(complaint()).done(classify(Severity::General)).done(question())
}

fn cause(story: &Story) -> Option<ResumeCause> {
    story.events().iter().find_map(|e| match e {
        CaseEvent::Resumed { cause, .. } => Some(*cause),
        _ => None,
    })
}

#[test]
fn c_4_waiting_for_the_customer_needs_a_question_to_them() {
    given("general").registered(complaint()).when(pause(WaitReason::Customer)).refused("no_question_asked");
    asked().when(pause(WaitReason::Customer)).happens(&["paused"]);
    asked().done(customer_writes()).when(pause(WaitReason::Customer)).refused("no_question_asked");
}

#[test]
fn c_4_a_case_waits_for_one_thing_at_a_time() {
    asked().done(pause(WaitReason::Customer)).when(pause(WaitReason::Parts)).refused("already_waiting");
    asked().when(CaseCommand::Resume {}).refused("not_waiting");
}

#[test]
fn c_4_a_wait_ends_by_itself_at_its_longest_time_even_if_seen_late() {
    let story = asked().done(pause(WaitReason::Customer)).later(72 * HOUR - 1).ticked();
    assert!(story.case().waiting.is_some());
    let story = story.later(5 * HOUR);
    let story = story.ticked();
    assert!(story.case().waiting.is_none());
    assert_eq!(story.case().waited_ms["waiting_customer"], 72 * HOUR, "not a minute more than the rule allows");
}

#[test]
fn c_4_all_waits_for_one_reason_together_have_a_longest_time_too() {
    let mut story = asked();
    for _ in 0..5 {
        story = story.done(pause(WaitReason::Customer)).later(72 * HOUR).ticked();
    }
    story.when(pause(WaitReason::Customer)).refused("wait_used_up");
}

#[test]
fn c_4_the_customers_reply_ends_the_wait_at_once_even_at_night() {
    let story = asked().done(pause(WaitReason::Customer)).at("2026-11-03T03:12:00+08:00").done(customer_writes());
    assert_eq!(cause(&story), Some(ResumeCause::CustomerMessage));
    let story = asked().done(pause(WaitReason::Customer)).later(HOUR);
    let now = story.now;
    assert_eq!(cause(&story.done(spoken(now))), Some(ResumeCause::CustomerMessage));
}

#[test]
fn a_call_made_before_the_wait_and_written_up_later_does_not_end_it() {
    let story = asked().later(HOUR).done(pause(WaitReason::Customer)).later(HOUR);
    let before = story.now.plus_ms(-90 * MINUTE);
    story.done(spoken(before)).never("resumed");
}

#[test]
fn a_message_does_not_bring_the_parts() {
    asked().done(pause(WaitReason::Parts)).done(customer_writes()).never("resumed");
}

#[test]
fn a_case_that_moves_on_waits_no_longer() {
    let story = asked().done(pause(WaitReason::Customer)).done(CaseCommand::Investigate {}).stage(Stage::Investigating);
    assert_eq!(cause(&story), Some(ResumeCause::MovedOn));
}

#[test]
fn a_policy_names_its_waits() {
    // Every shipped template knows every reason; one that is not there is refused by name.
    for policy in TEMPLATES {
        for reason in WaitReason::ALL {
            assert!(house(policy).policy.wait(*reason).is_some(), "{policy}: {reason}");
        }
    }
}
