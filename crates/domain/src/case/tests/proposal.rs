//! Proposing a solution and the customer's answer.
use super::kit::*;
use crate::case::CaseCommand;
use crate::case::event::{Answer, EscalationCause, Remedy};
use crate::case::stage::Stage;
use crate::case::state::Case;
use crate::case::text::Field;
use crate::complaint::escalation::EscalationEnd;
use crate::ids::Id;
use crate::money::Money;
use crate::trade::{Kind, Severity};

fn ready(policy: &str) -> Story {
    let story = given(policy).registered(complaint()).done(classify(Severity::General));
    let now = story.now;
    story.all_done([spoken(now), verify()])
}

fn proposed(policy: &str) -> Story {
    let story = ready(policy);
    let promise = story.now.plus_ms(DAY);
    story.done(propose(1, promise))
}

#[test]
fn s1_19_a_proposal_has_remedies_and_a_promised_time_ahead() {
    let story = ready("general");
    let now = story.now;
    let none = CaseCommand::Propose {
        proposal: Id::from_i64(1),
        text: text(1),
        remedies: vec![],
        promised_at: now,
        terms: vec![],
        steps: Some(text(63)),
        fee: None,
    };
    story.when(none).refused("no_remedy").when(propose(1, now.plus_ms(-1))).refused("promise_in_past");
    proposed("general")
        .stage(Stage::SolutionProposed)
        .so(|c| assert_eq!(c.proposal().unwrap().remedies[0], Remedy::Repair));
}

#[test]
fn s2_21_what_the_customer_wants_is_known_before_something_is_offered() {
    let mut new = complaint();
    new.texts.retain(|(f, _)| *f != Field::Demand);
    let story = given("general").registered(new).done(classify(Severity::General)).done(CaseCommand::Investigate {});
    let promise = story.now.plus_ms(DAY);
    story
        .when(propose(1, promise))
        .refused("step_missing")
        .done(CaseCommand::SetText { field: Field::Expectation, text: text(2) })
        .done(propose(1, promise))
        .happens(&["solution_proposed"]);
}

#[test]
fn s0_61_a_fee_is_told_with_its_time_and_nothing_is_done_for_it_before_the_customer_accepts() {
    let story =
        given("general").registered(complaint()).done(classify(Severity::General)).done(CaseCommand::Investigate {});
    let soon = story.now.plus_ms(DAY);
    let asks = |amount, currency: &str| CaseCommand::Propose {
        proposal: Id::from_i64(1),
        text: text(62),
        remedies: vec![Remedy::Repair],
        promised_at: soon,
        terms: vec![],
        steps: Some(text(63)),
        fee: Some(Money::new(amount, currency).unwrap()),
    };
    story
        .when(asks(0, "CNY"))
        .refused("fee_unusable")
        .when(asks(8_000, "EUR"))
        .refused("fee_unusable")
        .done(asks(8_000, "CNY"))
        .so(|c| assert_eq!(c.proposal().unwrap().fee, Some(yuan(80))))
        .when(CaseCommand::Execute {})
        .refused("step_missing")
        .when(resolve())
        .refused("step_missing")
        .done(answer(1, Answer::Accepted))
        .done(CaseCommand::Execute {});
}

#[test]
fn s2_21_a_wish_is_a_list_of_remedies_that_stands_beside_the_words() {
    let mut new = complaint();
    new.texts.retain(|(f, _)| *f != Field::Demand);
    let wished = vec![Remedy::Coupon, Remedy::Apology, Remedy::Coupon];
    let story = given("general")
        .registered(crate::case::command::Register { wished, ..new })
        .so(|c| assert_eq!(c.course.wished, [Remedy::Apology, Remedy::Coupon]))
        .done(classify(Severity::General))
        .done(CaseCommand::Investigate {});
    let promise = story.now.plus_ms(DAY);
    story
        .when(CaseCommand::RecordWish { wished: vec![Remedy::Coupon, Remedy::Apology] })
        .refused("nothing_changes")
        .done(CaseCommand::RecordWish { wished: vec![Remedy::Exchange] })
        .happens(&["wish_recorded"])
        // What is wished for is known, though nobody wrote it in words.
        .done(propose(1, promise))
        .done(CaseCommand::RecordWish { wished: vec![] })
        .so(|c| assert_eq!(c.course.wished, []));
}

#[test]
fn s1_17_where_the_source_asks_for_it_verifying_comes_before_proposing() {
    let story = given("quality_feedback").registered(complaint());
    let now = story.now;
    let story = story.done(spoken(now)).done(preliminary());
    story
        .when(propose(1, now))
        .refused("step_missing")
        .done(verify())
        .done(propose(1, now))
        .happens(&["solution_proposed"]);
}

#[test]
fn s2_25_understood_and_accepted_are_two_answers() {
    let last = |c: &Case| c.proposal().unwrap().answer;
    proposed("general")
        .done(answer(1, Answer::Understood))
        .stage(Stage::SolutionProposed)
        .so(|c| assert_eq!(last(c), Some(Answer::Understood)))
        .when(answer(1, Answer::Understood))
        .refused("nothing_changes")
        .done(answer(1, Answer::Accepted))
        .stage(Stage::Agreed)
        .when(answer(1, Answer::Rejected))
        .refused("already_answered");
}

#[test]
fn only_the_proposal_on_the_table_is_answered_and_the_next_waits_for_that_answer() {
    let story = proposed("general").when(answer(2, Answer::Accepted)).refused("not_on_the_table");
    let promise = story.now.plus_ms(DAY);
    story.when(propose(2, promise)).refused("answer_pending");
}

#[test]
fn s0_56_in_s0_the_first_rejected_solution_goes_up() {
    proposed("general")
        .done(answer(1, Answer::Rejected))
        .happens(&["solution_answered", "reassessment_started", "stage_entered", "escalated"])
        .stage(Stage::Reassessment)
        .so(|c| assert_eq!((c.escalation_level, c.course.rejected, c.course.reassessments), (1, 1, 1)));
}

#[test]
fn s3_15_in_s3_the_second_failed_attempt_goes_up() {
    let story = proposed("auto_station").done(answer(1, Answer::Rejected)).never("escalated");
    let promise = story.now.plus_ms(DAY);
    let story = story.done(propose(2, promise)).done(answer(2, Answer::Rejected)).happens(&["escalated"]);
    let cause = story.events().iter().find_map(|e| match e {
        crate::case::CaseEvent::Escalated { cause, .. } => Some(*cause),
        _ => None,
    });
    assert_eq!(cause, Some(EscalationCause::RejectedSolutions));
}

#[test]
fn a_solution_rejected_three_times_is_counted_each_time_and_goes_up_a_level_at_a_time_from_where_the_policy_says() {
    let mut story = proposed("auto_station");
    let mut stood = Vec::new();
    for n in 1..=3 {
        if n > 1 {
            let promise = story.now.plus_ms(DAY);
            story = story.done(propose(n, promise));
        }
        story = story.done(answer(n, Answer::Rejected)).stage(Stage::Reassessment);
        let c = story.case();
        stood.push((c.course.rejected, c.course.reassessments, c.escalation_level, c.course.escalations.len()));
    }
    assert_eq!(stood, [(1, 1, 0, 0), (2, 2, 1, 1), (3, 3, 2, 2)]);
    let ends: Vec<_> = story.case().course.escalations.iter().map(|e| e.ended.map(|end| end.1)).collect();
    assert_eq!(ends, [Some(EscalationEnd::Raised), None], "one waits to be taken up, not two");
}

#[test]
fn nothing_is_carried_out_that_was_not_agreed() {
    proposed("general").when(CaseCommand::Execute {}).refused("step_missing");
    proposed("general").when(resolve()).refused("step_missing");
    proposed("general").done(answer(1, Answer::Rejected)).when(resolve()).refused("step_missing");
    proposed("general")
        .done(answer(1, Answer::Accepted))
        .done(CaseCommand::Execute {})
        .stage(Stage::Executing)
        .when(CaseCommand::Execute {})
        .refused("nothing_changes");
}

#[test]
fn a_question_needs_no_proposal() {
    let story = given("general").registered(of_kind(Kind::Inquiry));
    let promise = story.now.plus_ms(DAY);
    story.when(propose(1, promise)).refused("not_in_flow").done(resolve()).stage(Stage::Resolved);
}
