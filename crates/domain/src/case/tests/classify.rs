//! Judging a case: category, severity, priority, kind, texts.
use super::kit::*;
use crate::case::CaseCommand;
use crate::case::command::Register;
use crate::case::event::{AnonymousReason, CaseEvent, Classification, Complainant};
use crate::case::stage::Stage;
use crate::case::text::Field;
use crate::trade::{Complexity, EmotionalState, Kind, Priority, Severity};

fn triaged() -> Story {
    given("general").registered(complaint()).done(classify(Severity::General))
}

#[test]
fn s2_15_category_and_severity_make_it_triaged_and_give_its_priority() {
    triaged()
        .happens(&["classified", "stage_entered"])
        .stage(Stage::Triaged)
        .so(|c| assert_eq!(c.priority, Priority::Normal));
    given("general")
        .registered(complaint())
        .done(classify(Severity::Major))
        .so(|c| assert_eq!(c.priority, Priority::High));
}

#[test]
fn s0_13_a_changed_judgement_needs_a_reason_and_the_reason_is_kept() {
    let changed = judged(Severity::Minor);
    let story = triaged().when(judge(changed.clone())).refused("reason_needed").done(judge_because(changed));
    let reason = story.events().iter().find_map(|e| match e {
        CaseEvent::Classified { reason, .. } => reason.clone(),
        _ => None,
    });
    assert_eq!(reason, Some(text(77)));
}

#[test]
fn s0_13_a_priority_against_the_policys_own_needs_a_reason_the_policys_own_does_not() {
    let with = |p| Classification { priority: Some(p), ..judged(Severity::General) };
    triaged().when(judge(with(Priority::Low))).refused("reason_needed");
    triaged().when(judge(with(Priority::Normal))).happens(&["classified"]);
    triaged()
        .when(judge_because(with(Priority::Low)))
        .happens(&["classified"])
        .so(|c| assert_eq!(c.priority, Priority::Low));
}

#[test]
fn the_clock_of_the_law_is_not_stopped_by_unticking_the_demand_without_a_reason() {
    let demanded = Classification { remedy_demanded: true, ..judged(Severity::General) };
    let story = triaged().done(judge(demanded));
    assert!(story.has_clock("law.redline_15d"));
    story
        .when(judge(judged(Severity::General)))
        .refused("reason_needed")
        .when(judge_because(judged(Severity::General)))
        .happens(&["classified", "clock_cancelled"]);
}

#[test]
fn a_changed_complexity_needs_a_reason() {
    let with = |c| Classification { complexity: Some(c), ..judged(Severity::General) };
    triaged().done(judge(with(Complexity::Complex))).when(judge(with(Complexity::Simple))).refused("reason_needed");
}

#[test]
fn s2_14_too_little_known_blocks_triage_but_never_an_emergency() {
    let mut bare = complaint();
    bare.texts.retain(|(f, _)| matches!(f, Field::Subject | Field::Verbatim | Field::Demand));
    let story = given("ecommerce").registered(bare).when(classify(Severity::General)).refused("incomplete");
    let urgent = Classification { safety_risk: true, ..judged(Severity::General) };
    story
        .when(judge(urgent))
        .happens(&["emergency_declared", "classified"])
        .stage(Stage::New)
        .so(|c| assert_eq!(c.priority, Priority::Emergency));
}

#[test]
fn s2_14_completeness_grows_with_what_is_written_for_the_anonymous_too() {
    let mut bare = Register {
        complainant: Complainant::Anonymous { reason: AnonymousReason::NotGiven },
        reachable: false,
        ..complaint()
    };
    bare.texts.retain(|(f, _)| matches!(f, Field::Subject | Field::Verbatim | Field::Demand));
    let story = given("general").registered(bare);
    assert_eq!(story.case().completeness_percent, 57, "contact, subject, verbatim, demand of 7");
    story
        .done(CaseCommand::SetText { field: Field::Symptom, text: text(31) })
        .so(|c| assert_eq!(c.completeness_percent, 71));
}

#[test]
fn s3_45_the_verbatim_is_never_changed_the_summary_stands_beside_it() {
    let story =
        triaged().when(CaseCommand::SetText { field: Field::Verbatim, text: text(32) }).refused("verbatim_immutable");
    let verbatim = story.case().text(Field::Verbatim).cloned();
    story
        .when(CaseCommand::SetText { field: Field::Summary, text: text(33) })
        .happens(&["text_set"])
        .so(|c| assert_eq!(c.text(Field::Verbatim), verbatim.as_ref()))
        .when(CaseCommand::SetText { field: Field::Summary, text: text(33) })
        .refused("nothing_changes");
}

#[test]
fn s2_13_the_emotional_state_is_kept_with_the_judgement_and_needs_no_reason() {
    let upset = Classification { emotional_state: Some(EmotionalState::Upset), ..judged(Severity::General) };
    triaged().when(judge(upset)).happens(&["classified"]);
    triaged().when(judge(judged(Severity::General))).refused("nothing_changes");
}

#[test]
fn s1_01_a_review_counts_as_a_complaint_only_when_converted_and_then_its_clocks_begin_from_receipt() {
    let story = given("auto_station").at("2026-11-02T10:00:00+08:00").registered(of_kind(Kind::ServiceReview));
    assert!(!story.has_clock("auto_station.contact"));
    story
        .later(MINUTE)
        .when(CaseCommand::Convert { to: Kind::Complaint, reason: text(40) })
        .happens(&["converted", "clock_started"])
        .due("auto_station.contact", "2026-11-02T10:10:00+08:00");
}

#[test]
fn s3_04_a_complaint_found_to_be_an_inquiry_says_why_and_its_own_clocks_end() {
    given("auto_station")
        .registered(complaint())
        .when(CaseCommand::Convert { to: Kind::Complaint, reason: text(40) })
        .refused("nothing_changes")
        .when(CaseCommand::Convert { to: Kind::Inquiry, reason: text(40) })
        .happens(&["converted", "clock_cancelled"])
        .so(|c| assert_eq!(c.completeness_percent, 83, "the demand no longer counts"));
}

#[test]
fn s3_07_s3_15_what_is_public_or_grave_goes_to_head_office_where_the_ladder_has_it() {
    let public = Classification { media_involved: true, ..judged(Severity::General) };
    let level = |policy: &str, c| given(policy).registered(complaint()).done(judge(c)).case().escalation_level;
    assert_eq!(level("auto_station", public.clone()), 2, "station manager, head office");
    assert_eq!(level("auto_station", judged(Severity::Critical)), 2);
    assert_eq!(level("ecommerce", public), 1);
    assert_eq!(level("auto_station", judged(Severity::Major)), 0);
}
