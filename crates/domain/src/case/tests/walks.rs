//! Whole ways: from intake to the archive in every template, and each way beside it.
use super::kit::*;
use crate::case::CaseCommand;
use crate::case::clock::Standing;
use crate::case::event::{Answer, ClosureReason, EscalationCause, FollowUpResult, RejectionGround};
use crate::case::facts::Neighbour;
use crate::case::stage::{Stage, WaitReason};
use crate::trade::{Kind, Severity};

/// Intake, triage, assigned, spoken, verified, proposed, agreed, carried out, told.
fn through(story: Story) -> Story {
    let now = story.now.plus_ms(MINUTE);
    story
        .later(MINUTE)
        .all_done([
            acknowledge(),
            classify(Severity::General),
            assign(AGENT),
            spoken(now),
            CaseCommand::Investigate {},
            verify(),
        ])
        .stage(Stage::Investigating)
        .all_done([propose(1, now.plus_ms(DAY)), answer(1, Answer::Understood), answer(1, Answer::Accepted)])
        .stage(Stage::Agreed)
        .all_done([CaseCommand::Execute {}, resolve()])
        .stage(Stage::Resolved)
        .later(MINUTE)
        .all_done([tell_result(), CaseCommand::ReportToHq { text: text(9) }])
}

fn to_the_archive(story: Story) -> Story {
    story
        .later(DAY)
        .all_done([follow_up(FollowUpResult::Satisfied), confirm(true)])
        .stage(Stage::Confirmed)
        .done(close(ClosureReason::Confirmed))
        .later(100 * DAY)
        .ticked()
        .done(CaseCommand::Archive {})
        .stage(Stage::Archived)
}

#[test]
fn s3_08_each_template_leads_a_complaint_from_intake_to_the_archive_and_every_clock_is_met() {
    for policy in TEMPLATES {
        let story = to_the_archive(through(given(policy).registered(complaint())));
        for clock in &story.case().clocks {
            let ended = matches!(clock.standing(), Standing::Met | Standing::Cancelled);
            assert!(ended && clock.breached_at.is_none(), "{policy}: {clock:?}");
        }
    }
}

#[test]
fn s4_01_each_kind_has_its_own_way_to_the_archive_in_every_template() {
    for policy in TEMPLATES {
        for kind in Kind::ALL {
            let story = given(policy).registered(of_kind(*kind));
            let now = story.now;
            let judge = classify(Severity::General);
            let story = story.all_done([judge, assign(AGENT), spoken(now), resolve(), tell_result()]);
            to_the_archive(story);
        }
    }
}

#[test]
fn every_template_has_the_ways_out_and_back() {
    for policy in TEMPLATES {
        let open = || given(policy).registered(complaint()).done(classify(Severity::General));
        open().done(close(ClosureReason::Withdrawn)).stage(Stage::Closed);
        open()
            .done(tell_result())
            .done(CaseCommand::Close { reason: ClosureReason::Rejected, ground: Some(RejectionGround::NoMatter) })
            .stage(Stage::Closed);
        let neighbour = Neighbour { id: OTHER_CASE, received_at: t("2026-01-01T00:00:00Z"), over: false };
        open().beside(neighbour).done(CaseCommand::MergeInto { other: OTHER_CASE }).stage(Stage::Closed);
        open()
            .done(CaseCommand::Escalate { cause: EscalationCause::Difficult, reason: None })
            .so(|c| assert_eq!(c.escalation_level, 1));
        // Reopened and through once more.
        let story = through(given(policy).registered(complaint())).done(follow_up(FollowUpResult::Satisfied));
        let story = story.done(confirm(true)).done(close(ClosureReason::Confirmed)).later(DAY).done(reopen());
        let now = story.now;
        let story = story.all_done([spoken(now), verify(), resolve(), tell_result()]);
        to_the_archive(story);
    }
}

#[test]
fn s0_21_in_every_template_a_rejected_solution_and_a_dissatisfied_customer_come_round_again() {
    for policy in TEMPLATES {
        let story = given(policy).registered(complaint()).done(classify(Severity::General));
        let now = story.now;
        let story = story.all_done([spoken(now), verify(), propose(1, now.plus_ms(DAY)), answer(1, Answer::Rejected)]);
        let story =
            story.stage(Stage::Reassessment).all_done([propose(2, now.plus_ms(DAY)), answer(2, Answer::Accepted)]);
        let story = story.all_done([
            CaseCommand::Execute {},
            resolve(),
            tell_result(),
            follow_up(FollowUpResult::Dissatisfied),
        ]);
        let story = story.stage(Stage::Reassessment).all_done([resolve(), tell_result()]);
        to_the_archive(story).so(|c| assert_eq!(c.course.reassessments, 2, "{policy}"));
    }
}

#[test]
fn in_every_template_a_case_waits_for_parts_for_goods_and_for_the_customer_and_goes_on() {
    for policy in TEMPLATES {
        for reason in WaitReason::ALL {
            let story = given(policy).registered(complaint()).done(classify(Severity::General)).done(question());
            let story = story.done(pause(*reason)).later(HOUR).done(CaseCommand::Resume {});
            let now = story.now;
            story.all_done([spoken(now), verify(), resolve()]).stage(Stage::Resolved);
        }
    }
}

#[test]
fn s0_20_in_every_template_a_customer_who_cannot_be_reached_does_not_keep_a_case_open_for_ever() {
    use crate::case::event::ContactResult;
    for policy in TEMPLATES {
        let mut story = resolved(policy, Severity::General);
        for _ in 0..3 {
            story = story.later(DAY);
            let now = story.now;
            story = story.done(call(now, ContactResult::NoAnswer));
        }
        story.done(close(ClosureReason::Unreachable)).stage(Stage::Closed);
    }
}
