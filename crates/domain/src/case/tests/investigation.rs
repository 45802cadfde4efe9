//! Finding out what happened.
use super::kit::*;
use crate::case::CaseCommand;
use crate::case::event::Answer;
use crate::case::stage::{Signal, Stage};
use crate::trade::Severity;

#[test]
fn s1_17_a_full_finding_is_verified_a_preliminary_one_is_not_yet() {
    given("apparel")
        .registered(complaint())
        .done(classify(Severity::General))
        .done(preliminary())
        .stage(Stage::Investigating)
        .so(|c| assert!(!c.course.verified && c.signal(Signal::PreliminaryFinding).is_some()))
        .done(verify())
        .so(|c| assert!(c.course.verified));
}

#[test]
fn investigating_is_begun_once() {
    given("general")
        .registered(complaint())
        .done(classify(Severity::General))
        .done(CaseCommand::Investigate {})
        .when(CaseCommand::Investigate {})
        .refused("nothing_changes");
}

#[test]
fn a_finding_that_comes_while_a_solution_is_on_the_table_does_not_throw_the_case_back() {
    let story = given("general").registered(complaint()).done(classify(Severity::General)).done(verify());
    let promise = story.now.plus_ms(DAY);
    let story = story.done(propose(1, promise)).done(verify()).stage(Stage::SolutionProposed);
    let story = story.done(answer(1, Answer::Accepted)).done(CaseCommand::Execute {});
    story.done(verify()).stage(Stage::Executing);
}

#[test]
fn where_the_way_has_no_investigation_there_is_none() {
    given("general")
        .registered(of_kind(crate::trade::Kind::Praise))
        .when(CaseCommand::Investigate {})
        .refused("not_in_flow");
}
