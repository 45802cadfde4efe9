//! A.7, cell by cell: what each source demands stands in its template, and what it leaves open does not.

use super::*;
use crate::calendar::Span;
use crate::case::stage::{Signal, Stage, WaitReason};

fn span(text: &str) -> Span {
    text.parse().unwrap()
}

/// (template, milestone, facts, target, calendar, whether it is our default, requirement)
type Cell = (&'static str, Milestone, ConditionFacts<'static>, &'static str, &'static str, bool, &'static str);

fn cells() -> Vec<Cell> {
    use Milestone as M;
    let c = complaint();
    let night = PeriodSet::of(false, false);
    let chat = ConditionFacts { channel: Channel::Chat, ..c };
    let busy = ConditionFacts { period: PeriodSet::of(true, true), ..chat };
    let emergency = ConditionFacts { priority: Priority::Emergency, severity: Some(Severity::Critical), ..c };
    let urgent = ConditionFacts { priority: Priority::High, ..c };
    let voicemail = ConditionFacts { channel: Channel::Voicemail, period: night, ..c };
    let walk_in = ConditionFacts { channel: Channel::WalkIn, ..c };
    let complex = ConditionFacts { complexity: Some(Complexity::Complex), ..c };
    vec![
        ("general", M::AnswerCall, c, "PT30S", "24x7", false, "S0-24"),
        ("general", M::VoicemailReply, voicemail, "PT10M", "24x7", false, "S0-25"),
        ("general", M::ChatResponse, chat, "PT3M", "business_hours", false, "S0-26"),
        ("general", M::ChatResponse, busy, "PT5M", "business_hours", false, "S0-27"),
        ("general", M::WalkinConsult, walk_in, "PT5M", "24x7", false, "S0-28"),
        ("general", M::ContactCustomer, emergency, "PT24H", "24x7", false, "S0-54"),
        ("general", M::SolutionProposed, complex, "P3D", "working_day", false, "S0-30"),
        ("quality_feedback", M::Handled, c, "PT48H", "24x7", false, "S1-16"),
        ("quality_feedback", M::FollowUp, c, "P3D", "civil_day", true, "S1-21"),
        ("ecommerce", M::AnswerCall, c, "PT30S", "24x7", true, "A.8"),
        ("ecommerce", M::ChatResponse, chat, "PT3M", "business_hours", true, "A.8"),
        ("ecommerce", M::ChatResponse, busy, "PT5M", "business_hours", true, "A.8"),
        ("ecommerce", M::ContactCustomer, c, "PT24H", "24x7", true, "S2-03"),
        ("ecommerce", M::PreliminaryInvestigation, c, "PT24H", "24x7", true, "S2-17"),
        ("ecommerce", M::DefiniteAnswer, c, "PT48H", "24x7", true, "S2-03"),
        ("ecommerce", M::ProgressUpdate, c, "P2D", "working_day", true, "S2-28"),
        ("ecommerce", M::FollowUp, c, "P3D", "civil_day", true, "S2-29"),
        ("auto_station", M::AssignHandler, c, "PT1H", "24x7", true, "S3-41"),
        ("auto_station", M::ContactCustomer, c, "PT10M", "24x7", false, "S3-10"),
        ("auto_station", M::DefiniteAnswer, c, "PT24H", "24x7", false, "S3-12"),
        ("auto_station", M::ResolvedConfirmed, emergency, "P3D", "civil_day", false, "S3-13"),
        ("auto_station", M::ReportToHq, c, "end_of_civil_day", "civil_day", false, "S3-11"),
        ("auto_station", M::FollowUp, c, "P3D", "civil_day", false, "S3-16"),
        ("apparel", M::ContactCustomer, c, "PT24H", "24x7", true, "S4-02"),
        ("apparel", M::PreliminaryInvestigation, c, "PT24H", "24x7", false, "S4-21"),
        ("apparel", M::Feedback, urgent, "PT24H", "24x7", false, "S4-07"),
        ("apparel", M::Feedback, c, "PT48H", "24x7", true, "S4-22"),
        ("apparel", M::FollowUp, c, "P3D", "civil_day", true, "S4-22"),
    ]
}

#[test]
fn each_cell_of_the_milestone_matrix_stands_in_its_template() {
    for (id, milestone, facts, target, calendar, default, requirement) in cells() {
        let policy = shipped(id);
        let rule = policy.matching(&facts).find(|c| c.milestone == milestone && !c.statutory);
        let rule = rule.unwrap_or_else(|| panic!("{id} {milestone} {requirement}"));
        assert_eq!((rule.target, rule.calendar.as_str()), (span(target), calendar), "{id} {milestone} {requirement}");
        assert_eq!(rule.default, default, "{id} {milestone} {requirement}");
        assert!(rule.basis.contains(requirement), "{id} {milestone}: {} lacks {requirement}", rule.basis);
        assert_eq!(rule.basis.contains("default, not from the source"), default, "{id} {milestone}: {}", rule.basis);
    }
}

#[test]
fn a_cell_the_source_leaves_empty_has_no_clock() {
    use Milestone as M;
    let empty = [
        ("general", vec![M::AssignHandler, M::PreliminaryInvestigation, M::Handled, M::ReportToHq, M::FollowUp]),
        ("quality_feedback", vec![M::AnswerCall, M::ChatResponse, M::WalkinConsult, M::AssignHandler, M::ReportToHq]),
        ("ecommerce", vec![M::WalkinConsult, M::VoicemailReply, M::AssignHandler, M::SolutionProposed, M::ReportToHq]),
        ("auto_station", vec![M::AnswerCall, M::ChatResponse, M::PreliminaryInvestigation, M::Handled]),
        ("apparel", vec![M::AnswerCall, M::ChatResponse, M::AssignHandler, M::SolutionProposed, M::ReportToHq]),
    ];
    for (id, milestones) in empty {
        let policy = shipped(id);
        for milestone in milestones {
            assert!(!policy.clocks().iter().any(|c| c.milestone == milestone), "{id} {milestone}");
        }
    }
}

#[test]
fn a_chat_is_judged_on_the_mean_and_a_call_by_itself() {
    let general = shipped("general");
    assert_eq!(general.clock("general.chat_response").unwrap().judged, Judged::Mean); // S0-26
    assert_eq!(general.clock("general.answer_call").unwrap().judged, Judged::Each); // S0-24
}

#[test]
fn a_solution_clock_stops_at_the_proposal_and_a_major_complaint_only_at_satisfaction() {
    let general = shipped("general");
    assert!(general.clock("general.solution_complex").unwrap().stop.contains(&Signal::SolutionProposed)); // S0-30
    let auto = shipped("auto_station");
    let major = auto.clock("auto_station.resolved_major").unwrap();
    assert_eq!(major.stop, [Signal::ConfirmedSatisfied]); // S3-13
    assert_eq!(major.pause, [PauseRule { reason: WaitReason::Customer, max: Some(span("PT24H")) }]);
    assert_eq!(auto.clock("auto_station.contact").unwrap().stop, [Signal::TwoWayContact]); // S3-10
}

#[test]
fn closing_follows_the_rule_of_each_source() {
    let major = ConditionFacts { severity: Some(Severity::Critical), ..complaint() };
    let rules = [
        ("general", complaint(), CloseNeeds::Confirmed),           // S0-20
        ("quality_feedback", complaint(), CloseNeeds::FollowedUp), // S1-21
        ("ecommerce", complaint(), CloseNeeds::FollowedUp),        // S2-06
        ("auto_station", complaint(), CloseNeeds::FollowedUp),     // S3-16
        ("auto_station", major, CloseNeeds::Satisfied),            // S3-13
        ("apparel", complaint(), CloseNeeds::Informed),            // S4
    ];
    for (id, facts, needs) in rules {
        assert_eq!(shipped(id).close_rule(&facts).unwrap().needs, needs, "{id}");
    }
}

#[test]
fn watch_follow_up_reports_exams_and_records_are_as_the_sources_say() {
    let auto = shipped("auto_station");
    let watch = auto.watch(&complaint()).unwrap();
    assert_eq!((watch.length, watch.checkpoint_days.as_slice()), (span("P3M"), [30, 60, 90].as_slice())); // S3-30
    let follow_up = auto.policy.follow_up.as_ref().unwrap();
    assert_eq!((follow_up.channels.as_slice(), follow_up.visit_allowed), ([Channel::Phone].as_slice(), true)); // S3-16
    assert_eq!(auto.policy.retention["repair_records"].years, 6); // 令43 art. 17
    for (id, years) in [("ecommerce", 3), ("apparel", 3)] {
        assert_eq!(shipped(id).policy.retention["trade_records"].years, years, "{id}");
    }
    let general = shipped("general");
    assert_eq!(general.policy.retention["paper"].years, 3); // S0-49
    assert_eq!(general.policy.cadence["practical_exam"].every, Every::Quarter); // S0-39
    let summaries = [("general", Every::Month), ("apparel", Every::Month), ("ecommerce", Every::Unspecified)];
    for (id, every) in summaries {
        assert_eq!(shipped(id).policy.cadence["summary_report"].every, every, "{id}");
    }
    for id in ["general", "quality_feedback", "ecommerce", "apparel"] {
        assert!(shipped(id).watch(&complaint()).is_none(), "{id}");
    }
}

#[test]
fn two_valid_complaints_in_a_calendar_month_are_the_threshold() {
    let auto = shipped("auto_station");
    let valid = auto.policy.valid_complaint.as_ref().unwrap(); // S3-19, S3-20, S3-22, A.7 no. 12
    assert_eq!((valid.auto_classes.len(), valid.threshold, valid.window.as_str()), (5, 2, "calendar_month"));
    assert_eq!((valid.conditional_findings.len(), valid.appeal_working_days, valid.affects_annual), (2, 5, true));
}

#[test]
fn each_template_has_its_own_labels_for_the_four_severities() {
    let label = |id: &str, s: Severity| shipped(id).policy.severity_labels[s.code()].zh_hans.clone();
    assert_eq!(label("general", Severity::Critical), "紧急"); // S0-13, S0-52
    assert_eq!(label("auto_station", Severity::General), "一般"); // S3-12
    assert_eq!(label("auto_station", Severity::Major), "较困难"); // S3-14
    assert_eq!(label("auto_station", Severity::Critical), "重大"); // S3-13
    assert_eq!(label("apparel", Severity::Major), "紧急或特殊"); // S4-07
}

#[test]
fn a_category_has_the_templates_name_and_falls_back_to_its_parent() {
    let shop = shipped("ecommerce");
    assert_eq!(shop.category("after_sales").unwrap().name.zh_hant, "售後服務類"); // S2-16
    assert_eq!(shop.category("logistics.delay").unwrap().code, "logistics"); // S1-15
    assert!(shop.category("no_such_thing").is_none());
    let auto = shipped("auto_station");
    assert_eq!(auto.category("parts.shortage").unwrap().name.zh_hans, "配件供应不及时"); // S3-19
}

#[test]
fn the_six_steps_of_the_station_come_in_their_order() {
    let auto = shipped("auto_station"); // S3-08
    let names: Vec<_> = auto.flow(Kind::Complaint).states.iter().filter_map(|s| s.name.as_ref()).collect();
    let steps: Vec<_> = names.iter().filter_map(|n| n.en.chars().next()?.to_digit(10)).collect();
    assert_eq!(steps, [1, 2, 3, 4, 5, 6]);
}

#[test]
fn every_kind_of_every_template_begins_at_new_and_can_be_closed_reopened_and_archived() {
    for id in ["base", "general", "quality_feedback", "ecommerce", "auto_station", "apparel"] {
        let policy = shipped(id);
        for kind in Kind::ALL {
            assert_eq!(policy.first_stage(*kind), Stage::New, "{id} {kind}");
            assert!(policy.allows(*kind, Stage::New, Stage::Resolved), "{id} {kind}"); // answered on the phone
            assert!(policy.allows(*kind, Stage::Closed, Stage::Archived), "{id} {kind}");
            assert!(policy.allows(*kind, Stage::Closed, Stage::Reopened), "{id} {kind}");
            assert!(policy.allows(*kind, Stage::Resolved, Stage::Reassessment), "{id} {kind}"); // S0-21
            assert!(!policy.allows(*kind, Stage::Archived, Stage::Reopened), "{id} {kind}");
            for state in &policy.flow(*kind).states {
                let over = matches!(state.stage, Stage::Closed | Stage::Archived);
                assert!(over || state.next.contains(&Stage::Closed), "{id} {kind} {}", state.stage);
                assert!(over || state.next_for_customer.is_some(), "{id} {kind} {}", state.stage); // S0-15
            }
        }
    }
}

#[test]
fn s3_40_the_script_of_a_station_calms_the_customer_while_issue_and_demand_are_taken_down() {
    let policy = shipped("auto_station");
    let step = &policy.state(Kind::Complaint, Stage::New).unwrap().step;
    assert!(step.zh_hans.contains("问题和要求") && step.zh_hans.contains("安抚客户"), "{}", step.zh_hans);
    assert!(step.zh_hant.contains("安撫客戶") && step.en.contains("calm the customer"));
}
