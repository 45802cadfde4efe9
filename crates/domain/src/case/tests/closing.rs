//! Closing: never without the customer knowing; every other reason is listed, checked and counted (S0-20).
use super::kit::*;
use crate::case::CaseCommand;
use crate::case::command::Register;
use crate::case::event::{ClosureReason, ContactResult, FollowUpResult, RejectionGround, Source};
use crate::case::stage::Stage;
use crate::trade::Severity;

const COMPLETED: ClosureReason = ClosureReason::Completed;

#[test]
fn s0_20_in_s0_only_a_confirmation_closes() {
    let story = resolved("general", Severity::General).when(close(COMPLETED)).refused("close_needs");
    let story = story.done(tell_result()).when(close(COMPLETED)).refused("close_needs");
    story
        .done(confirm(true))
        .done(close(ClosureReason::Confirmed))
        .happens(&["stage_entered", "closed"])
        .stage(Stage::Closed);
}

#[test]
fn s1_21_in_s1_and_s2_a_follow_up_with_a_result_closes() {
    for policy in ["quality_feedback", "ecommerce"] {
        let story =
            resolved(policy, Severity::General).done(tell_result()).when(close(COMPLETED)).refused("close_needs");
        story.done(follow_up(FollowUpResult::Satisfied)).done(close(COMPLETED)).stage(Stage::Closed);
    }
}

#[test]
fn s3_13_a_major_case_closes_only_with_a_satisfied_customer() {
    let story = resolved("auto_station", Severity::Critical).done(tell_result());
    let story = story
        .when(close(ClosureReason::Confirmed))
        .refused("close_needs")
        .when(close(COMPLETED))
        .refused("close_needs");
    story
        .done(follow_up(FollowUpResult::Satisfied))
        .when(close(ClosureReason::Confirmed))
        .refused("sponsor_missing")
        .done(CaseCommand::NameSponsor { sponsor: LEAD })
        .done(close(ClosureReason::Confirmed))
        .stage(Stage::Closed);
}

#[test]
fn s1_27_in_s4_telling_the_result_closes() {
    let story = resolved("apparel", Severity::General).when(close(COMPLETED)).refused("close_needs");
    story.done(tell_result()).done(close(COMPLETED)).stage(Stage::Closed);
}

#[test]
fn nothing_closes_as_done_before_it_is_resolved() {
    given("apparel").registered(complaint()).done(tell_result()).when(close(COMPLETED)).refused("not_resolved");
}

#[test]
fn c_12_unreachable_takes_three_attempts_on_two_days_in_whatever_order_they_were_written_up() {
    let story = resolved("general", Severity::General).later(2 * DAY);
    let now = story.now;
    let attempt = |ago: i64| call(now.plus_ms(-ago), ContactResult::NoAnswer);
    let unreachable = || close(ClosureReason::Unreachable);
    let story = story.done(attempt(0)).done(attempt(HOUR)).when(unreachable()).refused("not_unreachable");
    let story = story.done(attempt(2 * HOUR)).when(unreachable()).refused("not_unreachable");
    story.done(attempt(26 * HOUR)).done(attempt(0)).done(unreachable()).stage(Stage::Closed);
}

#[test]
fn c_12_days_are_counted_once_each() {
    let story = resolved("general", Severity::General).later(2 * DAY);
    let now = story.now;
    let attempt = |ago: i64| call(now.plus_ms(-ago), ContactResult::NoAnswer);
    // Monday, Tuesday, Monday: two days, not three.
    let story = story.all_done([attempt(0), attempt(24 * HOUR), attempt(0)]);
    story.done(close(ClosureReason::Unreachable)).stage(Stage::Closed);
}

#[test]
fn one_conversation_and_the_attempts_count_anew() {
    let story = resolved("general", Severity::General).later(2 * DAY);
    let now = story.now;
    let attempt = |ago: i64| call(now.plus_ms(-ago), ContactResult::NoAnswer);
    let story = story.all_done([attempt(0), attempt(26 * HOUR), attempt(1), spoken(now), attempt(0)]);
    story.when(close(ClosureReason::Unreachable)).refused("not_unreachable");
}

#[test]
fn s0_20_silence_counts_from_the_result_and_from_the_customers_last_word() {
    let silent = || close(ClosureReason::CustomerSilent);
    let story = resolved("general", Severity::General).when(silent()).refused("step_missing").done(tell_result());
    let story = story.later(7 * DAY - 1).when(silent()).refused("not_silent_yet").later(-DAY).done(customer_writes());
    let story = story.later(DAY + 1).when(silent()).refused("not_silent_yet");
    story.later(6 * DAY).done(silent()).stage(Stage::Closed);
}

#[test]
fn a_rejection_has_its_ground_and_the_customer_is_told() {
    let reject = |ground| CaseCommand::Close { reason: ClosureReason::Rejected, ground };
    given("general")
        .registered(complaint())
        .when(reject(None))
        .refused("ground_needed")
        .when(reject(Some(RejectionGround::OutsideRemit)))
        .refused("step_missing")
        .done(tell_result())
        .done(reject(Some(RejectionGround::OutsideRemit)))
        .so(|c| assert_eq!(c.closure.unwrap().ground, Some(RejectionGround::OutsideRemit)));
    given("general").registered(complaint()).done(reject(Some(RejectionGround::Spam))).stage(Stage::Closed);
}

#[test]
fn only_what_was_imported_closes_as_imported_and_merging_has_its_own_command() {
    let imported = || close(ClosureReason::Imported);
    given("general").registered(complaint()).when(imported()).refused("reason_not_allowed");
    given("general").registered(complaint()).when(close(ClosureReason::Merged)).refused("reason_not_allowed");
    let source = Some(Source { system: "old".into(), external_id: "1".into() });
    given("general").registered(Register { source, ..complaint() }).done(imported()).stage(Stage::Closed);
}

#[test]
fn a_closed_case_takes_notes_files_and_links_and_nothing_else() {
    closed("general")
        .done(CaseCommand::Note {
            note: crate::ids::Id::from_i64(3),
            text: text(3),
            attachments: vec![],
            mentions: vec![],
        })
        .when(classify(Severity::Major))
        .refused("closed")
        .when(resolve())
        .refused("closed")
        .when(assign(LEAD))
        .refused("closed")
        .when(close(ClosureReason::Withdrawn))
        .refused("closed");
}

#[test]
fn a_link_to_the_portal_stands_in_the_record_after_closing_too_and_moves_nothing() {
    let story = closed("general");
    let until = story.now.plus_ms(1);
    story
        .when(CaseCommand::MakePortalLink { until, text: Some(text(4)) })
        .happens(&["portal_link_made"])
        .when(CaseCommand::RevokePortalLinks {})
        .happens(&["portal_links_revoked"])
        .stage(Stage::Closed)
        .done(CaseCommand::Archive {})
        .when(CaseCommand::MakePortalLink { until, text: None })
        .refused("archived");
}

#[test]
fn s2_31_archived_nothing_changes_any_more() {
    closed("general")
        .done(CaseCommand::Archive {})
        .stage(Stage::Archived)
        .when(CaseCommand::Note {
            note: crate::ids::Id::from_i64(3),
            text: text(3),
            attachments: vec![],
            mentions: vec![],
        })
        .refused("archived")
        .when(reopen())
        .refused("archived");
    resolved("general", Severity::General).when(CaseCommand::Archive {}).refused("not_closed");
}
