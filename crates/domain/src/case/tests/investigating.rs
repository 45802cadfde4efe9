//! Finding out what happened: the checklist that bars a stage, evidence asked of others and its reminders, visits that are
//! never silently missing, head office's help.
use super::kit::*;
use crate::actor::{Actor, Who};
use crate::case::CaseCommand as C;
use crate::case::event::{CaseEvent, ClosureReason, ContactResult, EscalationCause};
use crate::case::stage::Stage;
use crate::complaint::checklist::{StepStanding, progress};
use crate::complaint::evidence_request::RequestStanding;
use crate::complaint::liability::{EvidenceSource, LiableParty, Share};
use crate::complaint::visit::VisitStanding;
use crate::ids::Id;
use crate::trade::{BehaviouralCause, Role, Severity};

const REQUEST: Id = Id::from_i64(40);
const VISIT: Id = Id::from_i64(41);
const SUPPORT: Id = Id::from_i64(42);

fn judged(policy: &str) -> Story {
    given(policy).registered(complaint()).done(classify(Severity::General))
}

fn ask(source: EvidenceSource) -> C {
    C::RequestEvidence {
        request: REQUEST,
        source,
        unit: Some(OTHER_STATION),
        outside: None,
        language: None,
        text: text(90),
    }
}

fn reply(evidence: i64) -> C {
    C::AnswerEvidence {
        request: REQUEST,
        evidence: Id::from_i64(evidence),
        text: text(91),
        attachments: vec![Id::from_i64(7)],
        by: None,
    }
}

fn standing(story: &Story, step: &str) -> StepStanding {
    let all = progress(story.case(), &story.house.policy);
    all.into_iter().find(|p| p.rule.id == step).unwrap_or_else(|| panic!("no step {step}")).standing
}

fn until(story: Story, at: crate::time::UtcMs) -> Story {
    let ms = at.since(story.now);
    story.later(ms)
}

#[test]
fn s1_17_a_required_step_bars_the_stage_and_is_named() {
    let over = "[investigation]\n[[investigation.step]]\nid = \"asked\"\n\
        name = { zh_hans = \"问\", zh_hant = \"問\", en = \"Asked\" }\nsort = \"by_hand\"\nbefore = \"solution_proposed\"\n\
        basis = \"S1-17\"\n";
    let story = given_house(own_house("ecommerce", over)).registered(complaint()).done(classify(Severity::General));
    let soon = story.now.plus_ms(DAY);
    let story = story.when(propose(1, soon)).refused("steps_open");
    let refusal = serde_json::to_value(story.refusal()).unwrap();
    assert_eq!(refusal["data"], serde_json::json!({ "before": "solution_proposed", "steps": ["asked"] }));
    let tick = |step: &str| C::CompleteStep { step: step.into(), result: Some(text(92)) };
    story
        .when(C::SkipStep { step: "asked".into(), reason: text(93) })
        .refused("step_not_skipped")
        .when(tick("moon"))
        .refused("no_such_step")
        .done(tick("asked"))
        .happens(&["step_done"])
        .when(tick("asked"))
        .refused("step_taken")
        .so(|c| {
            let mark = &c.course.investigation.steps["asked"];
            assert_eq!((mark.by, mark.text.clone()), (Some(AGENT), Some(text(92))));
        })
        .done(propose(1, soon));
}

#[test]
fn s1_17_to_19_steps_with_a_record_are_done_by_it_alone_and_attempts_count() {
    let story = judged("quality_feedback");
    let story =
        story.when(C::CompleteStep { step: "verify".into(), result: None }).refused("step_by_record").done(C::Verify {
            finding: text(60),
            preliminary: false,
            causes: vec![BehaviouralCause::ALL[3]],
            departments: vec![],
        });
    assert_eq!(standing(&story, "verify"), StepStanding::Done);
    assert_eq!(story.case().classification.causes, [BehaviouralCause::ALL[3]], "S3-06 on the finding");
    let mut story = story;
    for _ in 0..3 {
        assert_eq!(standing(&story, "contact_customer"), StepStanding::Open);
        let now = story.now;
        story = story.done(call(now, ContactResult::NoAnswer));
    }
    assert_eq!(standing(&story, "contact_customer"), StepStanding::Done, "three attempts count (S1-18)");
    let story = story.done(C::SkipStep { step: "both_sides".into(), reason: text(94) });
    assert_eq!(standing(&story, "both_sides"), StepStanding::Skipped);
}

#[test]
fn s2_17_an_answer_becomes_evidence_of_its_party_and_a_second_one_stands_beside_it() {
    let shares = || C::DecideLiability {
        shares: vec![Share { party: LiableParty::Logistics, percent: 100, unit: None }],
        reason: None,
    };
    let respondent = Actor::answering(Who::Respondent(REQUEST));
    let agent = given("ecommerce").actor;
    let story = judged("ecommerce").done(ask(EvidenceSource::Logistics)).when(shares()).refused("one_sided");
    let story = story.by(respondent).done(reply(50)).done(reply(51)).by(agent).done(shares());
    assert_eq!(standing(&story, "evidence"), StepStanding::Done);
    story
        .so(|c| {
            assert_eq!(c.course.evidence, [EvidenceSource::Logistics; 2]);
            assert_eq!(c.course.investigation.requests[0].standing, RequestStanding::Answered);
        })
        .when(C::DeclineEvidence { request: REQUEST, reason: text(95), by: None })
        .refused("part_over")
        .done(C::WithdrawEvidenceRequest { request: REQUEST, reason: text(96) })
        .when(reply(52))
        .refused("part_over");
}

#[test]
fn s2_17_who_does_not_answer_is_reminded_then_it_goes_up_a_level_at_a_time() {
    let story = judged("ecommerce").done(ask(EvidenceSource::Logistics));
    let request = story.case().course.investigation.requests[0].clone();
    // Two working days from Monday morning; a reminder after one.
    assert_eq!(request.due_at, t("2026-11-05T00:00:00+08:00"));
    let story = until(story, request.remind_at.unwrap()).ticked();
    assert!(story.case().course.investigation.requests[0].remind_at.is_none());
    let story = until(story, request.due_at).ticked();
    assert_eq!(story.case().course.investigation.requests[0].level, 0, "exactly due is in time");
    let story = story.later(1).ticked();
    assert_eq!(story.case().course.investigation.requests[0].level, 1);
    let raised = story.case().waiting_escalation().expect("somebody must take it up");
    assert_eq!((raised.level, raised.cause, raised.by), (1, EscalationCause::EvidenceOverdue, None));
    assert!(raised.to.is_some() && raised.due_at.is_some_and(|at| at > story.now), "{raised:?}");
    let story = story.later(30 * DAY).ticked();
    let levels: Vec<u8> = (story.journal.iter().flat_map(|(_, e)| e))
        .filter_map(|e| if let CaseEvent::EvidenceOverdue { level, .. } = e { Some(*level) } else { None })
        .collect();
    let top = u8::try_from(story.house.policy.policy.escalation.ladder.len()).unwrap();
    assert_eq!(levels, (1..=top).collect::<Vec<_>>(), "each level once, then silence");
    let raised: Vec<u8> = story.case().course.escalations.iter().map(|e| e.level).collect();
    assert_eq!(raised, (1..=top).collect::<Vec<_>>(), "whoever raised it first, the case goes to a level once");
    story.done(reply(50));
}

#[test]
fn s2_17_requests_that_are_late_together_raise_the_case_once_and_in_a_raised_case_nobody_is_asked_again() {
    let second = Id::from_i64(REQUEST.as_i64() + 1);
    let another = C::RequestEvidence {
        request: second,
        source: EvidenceSource::Logistics,
        unit: Some(OTHER_STATION),
        outside: None,
        language: None,
        text: text(91),
    };
    let causes = |c: &crate::case::Case| c.course.escalations.iter().map(|e| (e.level, e.cause)).collect::<Vec<_>>();
    let late = |story: Story| {
        let due = story.case().course.investigation.requests[0].due_at;
        until(story, due).later(1).ticked()
    };
    let story = judged("ecommerce").done(ask(EvidenceSource::Logistics)).done(another);
    late(story).so(|c| {
        assert!(c.course.investigation.requests.iter().all(|r| r.level == 1));
        assert_eq!(causes(c), [(1, EscalationCause::EvidenceOverdue)]);
    });
    // The customer had it raised meanwhile: whoever has it hears of the request, nobody is asked to take it up anew.
    let story = judged("ecommerce").done(ask(EvidenceSource::Logistics));
    let due = story.case().course.investigation.requests[0].due_at;
    let story = until(story, due).done(C::Escalate { cause: EscalationCause::CustomerDemand, reason: Some(text(92)) });
    let raised = causes(story.case());
    story.later(1).ticked().so(|c| {
        assert_eq!(c.course.investigation.requests[0].level, 1);
        assert_eq!(causes(c), raised);
    });
}

#[test]
fn a_request_names_one_to_ask_and_ends_with_its_case() {
    let nobody = C::RequestEvidence {
        request: REQUEST,
        source: EvidenceSource::Supplier,
        unit: None,
        outside: None,
        language: None,
        text: text(90),
    };
    judged("ecommerce")
        .when(nobody)
        .refused("nobody_asked")
        .done(ask(EvidenceSource::Supplier))
        .done(close(ClosureReason::Withdrawn))
        .so(|c| assert_eq!(c.course.investigation.requests[0].standing, RequestStanding::Withdrawn))
        .when(reply(50))
        .refused("closed");
}

#[test]
fn s3_26_a_major_case_needs_somebody_there_or_the_reason_why_not() {
    let ready = || {
        let story = given("auto_station").registered(complaint()).done(classify(Severity::Major));
        let now = story.now;
        story.done(spoken(now)).done(verify())
    };
    let resolve = || C::Resolve { remedies: vec![crate::case::event::Remedy::Repair], text: text(67) };
    let plan = |at| C::PlanVisit { visit: VISIT, at, place: text(97), visitor: COLLEAGUE };
    let story = ready().when(resolve()).refused("steps_open");
    let (past, soon) = (story.now.plus_ms(-1), story.now.plus_ms(HOUR));
    let made = C::CompleteVisit { visit: VISIT, at: soon, finding: text(98), attachments: vec![Id::from_i64(8)] };
    story
        .when(plan(past))
        .refused("before")
        .done(plan(soon))
        .when(made.clone())
        .refused("in_future")
        .later(2 * DAY)
        .ticked()
        .so(|c| assert!(c.course.investigation.visits[0].overdue, "never silently missing"))
        .done(made)
        .so(|c| assert_eq!(c.course.investigation.visits[0].standing, VisitStanding::Done))
        .when(C::MissVisit { visit: VISIT, reason: text(99) })
        .refused("part_over")
        .done(resolve())
        .stage(Stage::Resolved);
    ready().done(C::SkipStep { step: "on_site".into(), reason: text(99) }).done(resolve());
}

#[test]
fn s3_18_head_office_answers_in_its_time_and_nobody_answers_themselves() {
    let story =
        given("auto_station").registered(complaint()).done(C::RequestSupport { support: SUPPORT, text: text(90) });
    let answer = || C::AnswerSupport { support: SUPPORT, text: text(91) };
    let station = with_role(COLLEAGUE, STATION, Role::StationStaff, crate::actor::Scope::All);
    let both = Actor { roles: vec![(Role::ServiceManagement, crate::actor::Scope::All)], ..story.actor.clone() };
    let head = with_role(LEAD, REGION, Role::ServiceManagement, crate::actor::Scope::All);
    story
        .by(station)
        .when(answer())
        .refused("not_permitted")
        .by(both)
        .when(answer())
        .refused("four_eyes")
        .later(3 * DAY)
        .ticked()
        .so(|c| assert!(c.course.investigation.supports[0].overdue))
        .by(head)
        .done(answer())
        .when(answer())
        .refused("part_over");
}
