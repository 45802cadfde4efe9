//! What may be done now, and why not: the same rules, run dry.
use super::kit::*;
use crate::actor::{Actor, Scope};
use crate::case::actions::actions;
use crate::case::event::ClosureReason;
use crate::trade::{Role, Severity};

fn answer_of(story: &Story, name: &str) -> Result<(), String> {
    let all = actions(story.case(), &story.facts());
    let action = all.iter().find(|a| a.name == name).unwrap_or_else(|| panic!("{name}: {:?}", all));
    assert_eq!(action.allowed, action.reason.is_none());
    action.reason.as_ref().map_or(Ok(()), |r| Err(r.code()))
}

#[test]
fn a_grey_button_says_why() {
    let story = given("general").registered(complaint());
    assert_eq!(answer_of(&story, "classify"), Ok(()));
    assert_eq!(answer_of(&story, "reopen"), Err("not_closed".into()));
    assert_eq!(answer_of(&story, "pause.waiting_customer"), Err("no_question_asked".into()));
    assert_eq!(answer_of(&story, "close.completed"), Err("not_resolved".into()));
    assert_eq!(answer_of(&story, "close.withdrawn"), Ok(()));
    assert_eq!(answer_of(&story, "merge_into"), Ok(()));
    assert_eq!(answer_of(&story, "convert.inquiry"), Ok(()));
}

#[test]
fn s3_42_taking_and_naming_are_two_buttons() {
    let mut story = given("auto_station").registered(complaint());
    story.actor = with_role(COLLEAGUE, STATION, Role::StationStaff, Scope::Unit(STATION));
    assert_eq!(answer_of(&story, "assign.self"), Ok(()));
    assert_eq!(answer_of(&story, "assign"), Err("not_permitted".into()));
}

#[test]
fn a_reader_is_told_that_everything_needs_a_permission() {
    let mut story = resolved("ecommerce", Severity::General);
    story.actor = Actor { grants: vec![], ..with_role(STRANGER, STATION, Role::Auditor, Scope::All) };
    let all = actions(story.case(), &story.facts());
    assert!(all.len() > 40);
    for action in all {
        let reason = action.reason.expect("not allowed");
        assert!(reason.is_permission(), "{}: {reason}", action.name);
    }
}

#[test]
fn what_actions_allow_comes_true() {
    let story = resolved("apparel", Severity::General).done(tell_result());
    assert_eq!(answer_of(&story, "close.completed"), Ok(()));
    let story = story.done(close(ClosureReason::Completed));
    assert_eq!(answer_of(&story, "archive"), Ok(()));
    assert_eq!(answer_of(&story, "resolve"), Err("closed".into()));
}
