//! Emergencies: safety overrides, and only upward.
use super::kit::*;
use crate::actor::Scope;
use crate::case::CaseCommand;
use crate::case::clock::Standing;
use crate::case::event::{CaseEvent, Classification, ContactResult};
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
    story().done(verify()).when(close(ClosureReason::Withdrawn)).happens(&["closed"]);
}
