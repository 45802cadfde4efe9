//! Resolved, told, followed up, confirmed, or looked at again.
use super::kit::*;
use crate::actor::{Actor, Who};
use crate::case::CaseCommand;
use crate::case::clock::Standing;
use crate::case::event::{ClosureReason, FollowUpResult};
use crate::case::stage::Stage;
use crate::complaint::result::FollowUpVisit;
use crate::trade::{Channel, Kind, Severity};

#[test]
fn s2_15_a_complaint_is_judged_before_it_is_resolved_history_is_taken_as_it_comes() {
    let story = given("general").registered(complaint());
    let now = story.now;
    let story = story.done(spoken(now)).when(resolve()).refused("not_triaged");
    story.by(Actor::everything(Who::Import(AGENT))).when(resolve()).happens(&["resolved"]);
}

#[test]
fn s1_18_nobody_resolves_a_complaint_without_a_word_to_the_customer_and_please_wait_is_no_word() {
    let story = || given("general").registered(complaint()).done(classify(Severity::General));
    story().when(resolve()).refused("step_missing");
    story().done(holding_reply()).done(acknowledge()).when(resolve()).refused("step_missing");
    story().done(reply()).when(resolve()).happens(&["resolved"]);
}

#[test]
fn s0_14_a_question_answered_on_the_phone_is_done_in_one_contact_in_every_template() {
    for policy in TEMPLATES {
        let story = given(policy).registered(of_kind(Kind::Inquiry));
        let now = story.now;
        story
            .all_done([spoken(now), resolve(), confirm(true), close(ClosureReason::Completed)])
            .stage(Stage::Closed)
            .so(|c| assert!(c.closure.is_some(), "{policy}"));
    }
}

#[test]
fn a_remedy_is_named_and_resolved_is_resolved_once() {
    let none = CaseCommand::Resolve { remedies: vec![], text: text(1) };
    let story = given("general").registered(complaint()).done(classify(Severity::General)).done(reply());
    story.when(none).refused("no_remedy");
    resolved("general", Severity::General).when(resolve()).refused("already_resolved");
}

#[test]
fn s3_16_follow_up_is_due_three_days_after_completion_and_by_phone() {
    let story = resolved("auto_station", Severity::General).due("auto_station.follow_up", "2026-11-06T00:00:00+08:00");
    story
        .when(CaseCommand::FollowUp { channel: Channel::Email, result: FollowUpResult::Satisfied, visit: None })
        .refused("follow_up_channel")
        .done(follow_up(FollowUpResult::Satisfied))
        .stage(Stage::FollowUp)
        .standing("auto_station.follow_up", Standing::Met);
}

#[test]
fn s3_17_a_visit_counts_as_follow_up_where_the_policy_has_visits() {
    let visit = |record| CaseCommand::FollowUp {
        channel: Channel::WalkIn,
        result: FollowUpResult::Satisfied,
        visit: Some(Box::new(record)),
    };
    let story = resolved("auto_station", Severity::General);
    let record = visit_record(story.now);
    let unsigned = FollowUpVisit { attachments: vec![], ..record.clone() };
    let tomorrow = FollowUpVisit { at: story.now.plus_ms(DAY), ..record.clone() };
    story
        .when(visit(unsigned))
        .refused("visit_record_needed")
        .when(visit(tomorrow))
        .refused("in_future")
        .done(visit(record.clone()))
        .standing("auto_station.follow_up", Standing::Met)
        .so(|c| assert_eq!(c.course.follow_up_visit, Some(record)));
    let story = resolved("apparel", Severity::General);
    let record = visit_record(story.now);
    story.when(visit(record)).refused("no_visits");
}

#[test]
fn c_12_an_attempt_is_not_a_follow_up() {
    resolved("auto_station", Severity::General)
        .done(follow_up(FollowUpResult::NotReached))
        .standing("auto_station.follow_up", Standing::Running)
        .so(|c| assert!(c.course.followed_up_at.is_none() && c.course.failed_attempts.len() == 1))
        .when(close(ClosureReason::Completed))
        .refused("close_needs");
}

#[test]
fn c_12_a_dissatisfied_customer_always_leads_to_reassessment_and_the_first_resolution_time_stays() {
    let story = resolved("auto_station", Severity::General);
    let first = story.case().course.first_resolved_at;
    let story = story.later(DAY).done(follow_up(FollowUpResult::Dissatisfied)).stage(Stage::Reassessment);
    let story = story.happens(&["followed_up", "reassessment_started", "stage_entered"]);
    let story = story.when(close(ClosureReason::Completed)).refused("not_resolved").later(DAY).done(resolve());
    assert_eq!(story.case().course.first_resolved_at, first);
    assert_ne!(story.case().course.resolved_at, first);
}

#[test]
fn after_a_new_result_the_old_dissatisfaction_is_history_and_silence_may_close() {
    let story = resolved("apparel", Severity::General).done(confirm(false)).stage(Stage::Reassessment).later(DAY);
    let story = story.all_done([resolve(), tell_result()]).later(8 * DAY);
    story.done(close(ClosureReason::CustomerSilent)).stage(Stage::Closed);
}

#[test]
fn s0_21_the_customer_who_says_no_is_looked_at_again() {
    resolved("general", Severity::General)
        .done(confirm(false))
        .happens(&["result_confirmed", "reassessment_started"])
        .stage(Stage::Reassessment)
        .when(confirm(true))
        .refused("not_resolved");
}

#[test]
fn s0_22_a_case_is_rated_once_when_there_is_a_result_also_after_closing() {
    resolved("general", Severity::General).done(confirm(false)).when(rate(5)).refused("not_resolved");
    let story = resolved("general", Severity::General);
    for none in [0, 6] {
        resolved("general", Severity::General).when(rate(none)).refused("no_such_rating");
    }
    let story = story.done(confirm(true)).done(close(ClosureReason::Confirmed)).done(rate(2));
    let story = story.happens(&["rated"]).stage(Stage::Closed);
    assert_eq!(story.case().course.stars, Some(2));
    story.when(rate(5)).refused("already_rated");
}

#[test]
fn a_follow_up_of_a_confirmed_case_does_not_take_it_back() {
    resolved("general", Severity::General)
        .done(confirm(true))
        .done(follow_up(FollowUpResult::Satisfied))
        .stage(Stage::Confirmed);
}

#[test]
fn nothing_is_followed_up_or_confirmed_before_it_is_resolved() {
    let story = given("general").registered(complaint());
    story
        .when(follow_up(FollowUpResult::Satisfied))
        .refused("not_resolved")
        .when(confirm(true))
        .refused("not_resolved");
}
