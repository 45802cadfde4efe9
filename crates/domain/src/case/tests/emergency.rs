//! Emergencies: safety overrides, and only upward.
use super::kit::*;
use crate::actor::{Actor, Scope, Who};
use crate::case::CaseCommand;
use crate::case::clock::Standing;
use crate::case::command::Register;
use crate::case::event::{CaseEvent, Classification, ContactResult, Source};
use crate::trade::{Priority, Role, Severity};

fn unsafe_goods() -> Classification {
    Classification { safety_risk: true, ..judged(Severity::Critical) }
}

fn lower() -> CaseCommand {
    CaseCommand::LowerEmergency { reason: text(80) }
}

#[test]
fn s0_52_a_safety_risk_forces_emergency_and_the_gravest_severity() {
    given("general")
        .registered(complaint())
        .when(judge(Classification { safety_risk: true, ..judged(Severity::Minor) }))
        .happens(&["emergency_declared", "classified", "escalated"])
        .so(|c| assert_eq!((c.priority, c.classification.severity), (Priority::Emergency, Some(Severity::Critical))));
}

#[test]
fn s0_52_judging_never_takes_a_safety_risk_away_a_supervisor_does_with_a_reason() {
    let agent = with_role(AGENT, STATION, Role::Agent, Scope::Unit(STATION));
    let supervisor = with_role(LEAD, STATION, Role::Supervisor, Scope::Unit(STATION));
    given("general")
        .registered(complaint())
        .done(judge(unsafe_goods()))
        .when(judge_because(judged(Severity::Critical)))
        .refused("only_upward")
        .by(agent)
        .when(lower())
        .refused("not_permitted")
        .by(supervisor)
        .when(lower())
        .happens(&["emergency_lowered", "clock_cancelled"])
        .so(|c| assert!(!c.classification.safety_risk && c.priority < Priority::Emergency))
        .when(lower())
        .refused("no_emergency");
}

#[test]
fn s0_53_a_gross_failure_raises_the_priority_and_starts_the_24_hours() {
    given("general")
        .at("2026-10-01T23:30:00+08:00")
        .registered(complaint())
        .when(judge(Classification { gross_service_failure: true, ..judged(Severity::General) }))
        .happens(&["emergency_declared", "clock_started"])
        .due("general.emergency_contact", "2026-10-02T23:30:00+08:00")
        .so(|c| assert_eq!(c.priority, Priority::Emergency));
}

#[test]
fn s0_54_one_declaration_starts_one_clock_on_nights_and_holidays_and_an_attempt_does_not_stop_it() {
    let story = given("general").at("2026-10-01T23:00:00+08:00").registered(complaint()).done(judge(unsafe_goods()));
    let started = story
        .events()
        .iter()
        .filter(|e| matches!(e, CaseEvent::ClockStarted { rule, .. } if rule == "general.emergency_contact"));
    assert_eq!(started.count(), 1);
    let story = story.later(HOUR);
    let now = story.now;
    let story = story.done(call(now, ContactResult::NoAnswer)).standing("general.emergency_contact", Standing::Running);
    story
        .at("2026-10-02T23:00:00+08:00")
        .done(spoken(t("2026-10-02T23:00:00+08:00")))
        .standing("general.emergency_contact", Standing::Met);
}

#[test]
fn s0_54_declared_again_after_lowering_the_24_hours_run_again() {
    let story = given("general").registered(complaint()).done(judge(unsafe_goods())).done(lower()).later(HOUR);
    story
        .done(judge(unsafe_goods()))
        .happens(&["emergency_declared", "clock_started"])
        .due("general.emergency_contact#2", "2026-11-03T11:00:00+08:00")
        .standing("general.emergency_contact", Standing::Cancelled);
}

#[test]
fn s4_07_an_urgent_case_gets_its_feedback_within_24_hours_of_receipt() {
    given("apparel")
        .registered(complaint())
        .due("apparel.feedback", "2026-11-04T10:00:00+08:00")
        .later(HOUR)
        .done(classify(Severity::Major))
        .happens(&["clock_rescheduled"])
        .due("apparel.feedback", "2026-11-03T10:00:00+08:00")
        .so(|c| assert_eq!(c.clock("apparel.feedback").unwrap().rule, "apparel.feedback_urgent"));
}

#[test]
fn a_safety_risk_is_looked_into_before_any_way_out() {
    use crate::case::event::{ClosureReason, RejectionGround};
    let story = || given("general").registered(complaint()).done(judge(unsafe_goods()));
    story().when(close(ClosureReason::Withdrawn)).refused("safety_unassessed");
    story().when(close(ClosureReason::Unreachable)).refused("safety_unassessed");
    story()
        .when(CaseCommand::Close { reason: ClosureReason::Rejected, ground: Some(RejectionGround::Spam) })
        .refused("safety_unassessed");
    // What was found is not yet what is decided about the risk.
    let assess = CaseCommand::AssessSafety { report: false, reason: text(72), document: None };
    story()
        .done(verify())
        .when(close(ClosureReason::Withdrawn))
        .refused("safety_unassessed")
        .done(assess)
        .when(close(ClosureReason::Withdrawn))
        .happens(&["closed"]);
}

#[test]
fn s0_54_whoever_is_on_duty_is_asked_one_after_the_other_until_somebody_accepts() {
    let turn = |s: &Story| s.case().course.emergency.as_ref().map(|e| (e.turn, e.accepted.is_some()));
    let story = given("general").registered(complaint()).when(judge(unsafe_goods()));
    let story = story.happens(&["emergency_declared", "duty_asked"]);
    let story = story.later(10 * MINUTE - 1).ticked();
    assert_eq!(turn(&story), Some((1, false)));
    let story = story.later(1).ticked().later(10 * MINUTE).ticked();
    assert_eq!(turn(&story), Some((3, false)));
    let story = story.done(CaseCommand::AcceptEmergency {}).later(HOUR).ticked();
    assert_eq!(turn(&story), Some((3, true)), "nobody is asked any more");
    story
        .when(CaseCommand::AcceptEmergency {})
        .refused("emergency_accepted")
        .done(lower())
        .when(CaseCommand::AcceptEmergency {})
        .refused("no_emergency");
}

#[test]
fn b_16_whether_a_risk_is_reported_is_decided_within_two_working_days() {
    let assess = |report| CaseCommand::AssessSafety { report, reason: text(72), document: report.then(|| text(73)) };
    given("general")
        .registered(complaint())
        .when(assess(true))
        .refused("no_safety_risk")
        .done(judge(unsafe_goods()))
        .due("law.safety_report", "2026-11-05T00:00:00+08:00")
        .done(assess(true))
        .standing("law.safety_report", Standing::Met)
        .so(|c| assert!(c.course.safety.as_ref().unwrap().report));
}

#[test]
fn s0_55_a_substitute_is_offered_or_it_is_said_why_not() {
    let none = || CaseCommand::RecordSubstitute { offered: false, text: text(74) };
    let story = given("general").registered(complaint()).when(none()).refused("no_emergency");
    story.done(judge(unsafe_goods())).done(none()).so(|c| assert!(!c.course.substitute.as_ref().unwrap().offered));
}

#[test]
fn history_rings_nobody() {
    let by = Actor::everything(Who::Import(AGENT));
    let told = Register { source: Some(Source { system: "old".into(), external_id: "1".into() }), ..complaint() };
    let story = given("general").by(by).registered(told).when(judge(unsafe_goods()));
    story.never("duty_asked");
}
