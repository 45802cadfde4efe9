//! Whatever anybody asks in whatever order: no panic, one owner, one history. The kit checks after every accepted
//! command that the journal folds to the row, that both survive JSON, that no clock is met and cancelled or open after
//! closing, that the verbatim stays and safety only rises; here the commands are drawn by chance, sensible or not.
use proptest::prelude::*;

use super::kit::*;
use crate::actor::{Actor, Scope};
use crate::case::command::{CaseCommand, Register};
use crate::case::event::{
    Answer, Classification, ClosureReason, ContactResult, Direction, EscalationCause, FollowUpResult, LinkKind,
    MessageRole, Party, RejectionGround, Remedy, Source,
};
use crate::case::facts::{Facts, Neighbour};
use crate::case::stage::WaitReason;
use crate::case::text::Field;
use crate::case::timer::timers;
use crate::case::{Refusal, decide};
use crate::complaint::care::CareResult;
use crate::complaint::escalation::{EscalationEnd, MOST_REMINDERS};
use crate::complaint::liability::EvidenceSource;
use crate::complaint::loaner::{Lending, LoanerKind};
use crate::ids::Id;
use crate::trade::{Channel, Complexity, Kind, Priority, Role, Severity};

fn any<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> + Clone {
    proptest::sample::select(all)
}

fn classification() -> impl Strategy<Value = Classification> {
    let flags = (any_bool(), any_bool(), any_bool(), any_bool());
    let scales = (
        proptest::option::of(any(Severity::ALL)),
        proptest::option::weighted(0.2, any(Priority::ALL)),
        proptest::option::of(any(Complexity::ALL)),
    );
    let category = proptest::option::weighted(0.8, any(&["product_quality", "logistics", "moon"]));
    (flags, scales, category).prop_map(
        |((safety, gross, brand, remedy), (severity, priority, complexity), category)| Classification {
            category: category.map(str::to_owned),
            severity,
            priority,
            complexity,
            safety_risk: safety,
            gross_service_failure: gross,
            brand_risk: brand,
            remedy_demanded: remedy,
            ..Classification::default()
        },
    )
}

fn any_bool() -> impl Strategy<Value = bool> {
    proptest::bool::weighted(0.3)
}

fn person() -> impl Strategy<Value = Id> {
    any(&[AGENT, LEAD, COLLEAGUE, STRANGER])
}

fn unit() -> impl Strategy<Value = Id> {
    any(&[STATION, OTHER_STATION])
}

fn party() -> impl Strategy<Value = Party> {
    prop_oneof![person().prop_map(Party::User), unit().prop_map(Party::Unit)]
}

/// What an investigation and an emergency are asked.
fn investigating() -> impl Strategy<Value = CaseCommand> {
    let id = Id::from_i64;
    prop_oneof![
        (1..3_i64, any(EvidenceSource::ALL)).prop_map(move |(n, source)| CaseCommand::RequestEvidence {
            request: id(n),
            source,
            unit: Some(STATION),
            outside: None,
            language: None,
            text: text(6)
        }),
        (1..3_i64, 1..9_i64).prop_map(move |(n, e)| CaseCommand::AnswerEvidence {
            request: id(n),
            evidence: id(e),
            text: text(6),
            attachments: vec![],
            by: None
        }),
        (1..3_i64).prop_map(move |n| CaseCommand::DeclineEvidence { request: id(n), reason: text(6), by: None }),
        (1..3_i64).prop_map(move |n| CaseCommand::WithdrawEvidenceRequest { request: id(n), reason: text(6) }),
        (1..3_i64, person()).prop_map(move |(n, visitor)| CaseCommand::PlanVisit {
            visit: id(n),
            at: t("2099-01-01T00:00:00Z"),
            place: text(6),
            visitor
        }),
        (1..3_i64).prop_map(move |n| CaseCommand::MissVisit { visit: id(n), reason: text(6) }),
        any(Remedy::ALL).prop_map(|wished| CaseCommand::RecordWish { wished: vec![wished] }),
        any(CareResult::ALL).prop_map(|result| CaseCommand::RecordCare { channel: Channel::Phone, result, text: None }),
        (1..3_i64).prop_map(move |n| CaseCommand::RequestSupport { support: id(n), text: text(6) }),
        (1..3_i64).prop_map(move |n| CaseCommand::AnswerSupport { support: id(n), text: text(6) }),
        Just(CaseCommand::SkipStep { step: "evidence".into(), reason: text(6) }),
        Just(CaseCommand::AcceptEmergency {}),
        any_bool().prop_map(|report| CaseCommand::AssessSafety { report, reason: text(6), document: None }),
        any_bool().prop_map(|offered| CaseCommand::RecordSubstitute { offered, text: text(6) }),
        (1..3_i64, any_bool()).prop_map(move |(n, now)| CaseCommand::HandOutLoaner(Box::new(Lending {
            loaner: id(n),
            kind: LoanerKind::Device,
            item: text(6),
            serial: now.then(|| text(7)),
            out_at: t("2000-01-01T00:00:00Z"),
            due_at: t("2026-11-05T00:00:00Z"),
            condition: text(6),
            repair_since: None,
        }))),
        (1..3_i64).prop_map(move |n| CaseCommand::TakeBackLoaner {
            loaner: id(n),
            in_at: t("2000-01-02T00:00:00Z"),
            condition: text(6)
        }),
        Just(CaseCommand::FindIrreparable { reason: text(6) }),
        Just(CaseCommand::PlanRemedy { text: text(6), finish_at: t("2099-01-01T00:00:00Z") }),
        Just(CaseCommand::ReviewFailure { finding: text(6) }),
    ]
}

/// A command, and how far in the past what it tells of lies, in milliseconds.
fn command() -> impl Strategy<Value = (CaseCommand, i64)> {
    let told = prop_oneof![3 => Just(0_i64), 1 => 0..3 * HOUR];
    let talk = prop_oneof![
        (any(Direction::ALL), any_bool(), proptest::collection::vec(any(MessageRole::ALL), 0..3))
            .prop_map(|(d, s, roles)| message(d, s, &roles)),
        any(ContactResult::ALL).prop_map(|r| call(t("2000-01-01T00:00:00Z"), r)),
        Just(CaseCommand::Chase { by: None }),
    ];
    let judge = prop_oneof![
        (classification(), any_bool())
            .prop_map(|(classification, why)| CaseCommand::Classify { classification, reason: why.then(|| text(7)) }),
        any(Severity::ALL).prop_map(classify),
        (any(Field::ALL), 30..40_i64).prop_map(|(field, n)| CaseCommand::SetText { field, text: text(n) }),
        any(Kind::ALL).prop_map(|to| CaseCommand::Convert { to, reason: text(7) }),
        Just(CaseCommand::LowerEmergency { reason: text(7) }),
    ];
    let hand = prop_oneof![
        (person(), unit()).prop_map(|(handler, unit)| CaseCommand::Assign { handler, unit }),
        (party(), unit()).prop_map(|(to, unit)| offer(to, unit)),
        Just(CaseCommand::AcceptTransfer {}),
        Just(CaseCommand::RefuseTransfer { reason: text(7) }),
        any(EscalationCause::ALL).prop_map(|cause| CaseCommand::Escalate { cause, reason: None }),
        person().prop_map(|owner| CaseCommand::TakeUp { owner: Some(owner) }),
        person().prop_map(|sponsor| CaseCommand::NameSponsor { sponsor }),
    ];
    let work = prop_oneof![
        Just(question()),
        any(WaitReason::ALL).prop_map(pause),
        Just(CaseCommand::Resume {}),
        Just(CaseCommand::Investigate {}),
        any_bool().prop_map(|preliminary| CaseCommand::Verify {
            finding: text(6),
            preliminary,
            causes: vec![],
            departments: vec![]
        }),
        (1..4_i64).prop_map(|n| propose(n, t("2099-01-01T00:00:00Z"))),
        (1..4_i64, any(Answer::ALL)).prop_map(|(n, a)| answer(n, a)),
        (1..4_i64, 1..4_i64).prop_map(|(n, k)| offer_money(n, k * 1_000, t("2099-01-01T00:00:00Z"))),
        (1..4_i64, 1..4_i64).prop_map(|(n, k)| ask_money(n, k * 1_000)),
        (1..4_i64, any_bool()).prop_map(|(n, no)| CaseCommand::DecideApproval {
            approval: Id::from_i64(n),
            granted: !no,
            reason: no.then(|| text(7))
        }),
        investigating(),
        (any(Remedy::ALL), any_bool()).prop_map(|(remedy, failed)| CaseCommand::CarryOut {
            remedy,
            reference: Some(text(6)),
            failed
        }),
        Just(CaseCommand::Execute {}),
        any(Remedy::ALL).prop_map(|r| CaseCommand::Resolve { remedies: vec![r], text: text(6) }),
        Just(tell_result()),
        (any(FollowUpResult::ALL), any_bool()).prop_map(|(result, visit)| CaseCommand::FollowUp {
            channel: Channel::Phone,
            result,
            visit: visit.then(|| Box::new(visit_record(t("2000-01-01T00:00:00Z"))))
        }),
        proptest::bool::ANY.prop_map(confirm),
        Just(CaseCommand::ReportToHq { text: text(6) }),
    ];
    let end = prop_oneof![
        (any(ClosureReason::ALL), proptest::option::of(any(RejectionGround::ALL)))
            .prop_map(|(reason, ground)| CaseCommand::Close { reason, ground }),
        Just(reopen()),
        any_bool().prop_map(|archive| if archive { CaseCommand::Archive {} } else { reopen() }),
        any(LinkKind::ALL).prop_map(|kind| CaseCommand::Link { kind, other: OTHER_CASE }),
        any_bool().prop_map(|merge| if merge { CaseCommand::MergeInto { other: OTHER_CASE } } else { reopen() }),
        Just(CaseCommand::MarkRelapsed { by: OTHER_CASE }),
        Just(CaseCommand::Recompute {}),
        (0..6_usize, 0..10 * DAY).prop_map(|(n, ms)| CaseCommand::BringForward {
            clock: format!("nth:{n}"),
            due_at: t("2026-11-02T00:00:00Z").plus_ms(ms)
        }),
        Just(CaseCommand::Timer { key: "moon".into() }),
    ];
    (prop_oneof![3 => talk, 3 => judge, 2 => hand, 6 => work, 2 => end], told)
}

fn intake() -> impl Strategy<Value = Register> {
    (any(Kind::ALL), any(Channel::ALL), classification(), any_bool(), party(), any_bool()).prop_map(
        |(kind, channel, classification, reachable, owner, imported)| Register {
            kind,
            channel,
            classification: Classification { category: Some("product_quality".into()), ..classification },
            reachable: reachable || !imported,
            owner,
            source: imported.then(|| Source { system: "old".into(), external_id: "1".into() }),
            ..complaint()
        },
    )
}

/// Fits what only the present state can say: when a call was, which clock is meant, an identifier that is not given yet.
fn fitted(command: CaseCommand, told: i64, story: &Story) -> CaseCommand {
    let course = &story.case().course;
    let next = |known: usize| Id::from_i64(known as i64 + 1);
    match command {
        CaseCommand::RequestEvidence { source, unit, outside, language, text, .. } => {
            let request = next(course.investigation.requests.len());
            CaseCommand::RequestEvidence { request, source, unit, outside, language, text }
        }
        CaseCommand::PlanVisit { at, place, visitor, .. } => {
            CaseCommand::PlanVisit { visit: next(course.investigation.visits.len()), at, place, visitor }
        }
        CaseCommand::RequestSupport { text, .. } => {
            CaseCommand::RequestSupport { support: next(course.investigation.supports.len()), text }
        }
        CaseCommand::HandOutLoaner(lending) => {
            CaseCommand::HandOutLoaner(Box::new(Lending { loaner: next(course.loaners.len()), ..*lending }))
        }
        CaseCommand::LogContact { contact, channel, result, .. } => {
            CaseCommand::LogContact { contact, channel, result, at: story.now.plus_ms(-told) }
        }
        CaseCommand::BringForward { clock, due_at } => {
            let n: usize = clock.trim_start_matches("nth:").parse().unwrap_or(0);
            let clock = story.case().clocks.get(n).map_or(clock, |c| c.name.clone());
            CaseCommand::BringForward { clock, due_at }
        }
        other => other,
    }
}

fn steps() -> impl Strategy<Value = Vec<((CaseCommand, i64), i64, bool, Id)>> {
    let wait = prop_oneof![2 => Just(0_i64), 3 => 0..6 * HOUR, 2 => 0..4 * DAY, 1 => 0..40 * DAY];
    proptest::collection::vec((command(), wait, proptest::bool::weighted(0.7), person()), 1..40)
}

/// What is wanted fires, what fires was wanted.
fn timers_agree(story: &Story) {
    let hours = story.house.policy.policy.intake.stalled_after_hours;
    let system = Actor::system();
    let facts = crate::case::Facts { actor: &system, ..story.facts() };
    for timer in timers(story.case(), hours) {
        let fired = decide(story.case.as_ref(), &CaseCommand::Timer { key: timer.key.clone() }, &facts);
        assert_eq!(fired.is_ok(), timer.at <= story.now, "{timer:?} {fired:?}");
        assert!(timer.at <= story.now || fired == Err(Refusal::TimerNotDue));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_asked_the_case_stays_whole(policy in any(&TEMPLATES), new in intake(), steps in steps(), over in any_bool()) {
        let mut story = given(policy);
        let received_at = story.now;
        story = story.done(CaseCommand::Register(Box::new(Register { received_at, ..new })));
        story.neighbour = Some(Neighbour { id: OTHER_CASE, received_at, over });
        let verbatim = story.case().text(Field::Verbatim).cloned();
        for ((command, told), wait, ticks, who) in steps {
            story = story.later(wait);
            if ticks {
                story = story.ticked();
            }
            story.actor = Actor { unit: Some(STATION), ..Actor::everything(crate::actor::Who::User(who)) };
            let command = fitted(command, told, &story);
            story = story.when(command).whatever();
            timers_agree(&story);
            prop_assert_eq!(story.case().text(Field::Verbatim), verbatim.as_ref());
            prop_assert!(story.case().open_clocks().all(|c| c.is_paused() == c.due.is_none()));
            prop_assert!(!story.case().open_clocks().any(|c| c.is_paused()) || story.case().waiting.is_some());
            for action in crate::case::actions::actions(story.case(), &story.facts()) {
                prop_assert_eq!(action.allowed, action.reason.is_none());
            }
        }
        // After the ticker has been by, nothing that is due is left over.
        let story = story.ticked();
        let hours = story.house.policy.policy.intake.stalled_after_hours;
        prop_assert!(timers(story.case(), hours).iter().all(|t| t.at > story.now));
    }

    #[test]
    fn an_escalation_is_taken_up_in_time_or_goes_to_the_next_and_nothing_the_case_does_moves_its_time(
        policy in any(&TEMPLATES),
        begin in 0..20 * DAY,
        cause in any(&[EscalationCause::CustomerDemand, EscalationCause::Difficult, EscalationCause::Publicity]),
        looks in proptest::collection::vec((0..3 * DAY, any_bool(), any(WaitReason::ALL)), 1..25),
    ) {
        let escalate = CaseCommand::Escalate { cause, reason: Some(text(90)) };
        let mut story = given(policy).later(begin).registered(complaint()).done(question()).done(escalate);
        let rule = &story.house.policy.policy.escalation;
        for (wait, pauses, reason) in looks {
            let before = story.case().waiting_escalation().cloned();
            story = story.later(wait).ticked();
            story = if pauses { story.when(pause(reason)).whatever() } else { story.when(question()).whatever() };
            let Some(before) = before else { continue };
            let on = story.case().waiting_escalation().unwrap();
            let over = before.due_at.is_some_and(|due| story.now > due);
            prop_assert_eq!(&before != on, over, "{:?} became {:?} at {:?}", before, on, story.now);
        }
        let all = &story.case().course.escalations;
        for pair in all.windows(2) {
            prop_assert_eq!(pair[1].level, pair[0].level + 1, "one level at a time");
            prop_assert_eq!(pair[0].ended.map(|e| e.1), Some(EscalationEnd::NotTakenUp));
            prop_assert!(pair[1].at > pair[0].due_at.unwrap(), "not before its time is over");
        }
        for one in all.iter().filter(|e| e.reminders == 0) {
            // The whole of its time, on the calendar of the ladder, from when it came to the level.
            let facts = Facts { now: one.at, ..story.facts() };
            let due = facts.end_of(&rule.calendar, one.at, rule.take_up_within(one.level).unwrap()).unwrap();
            prop_assert_eq!(one.due_at, Some(due));
        }
        prop_assert!(all.iter().all(|e| e.reminders <= MOST_REMINDERS) && all.iter().filter(|e| e.waits()).count() == 1);
        let chief = with_role(STRANGER, STATION, Role::Management, Scope::All);
        let story = story.by(chief).done(CaseCommand::TakeUp { owner: None }).later(60 * DAY).ticked();
        prop_assert!(story.case().waiting_escalation().is_none(), "taken up, it rings no more");
    }

    #[test]
    fn a_statutory_clock_is_never_later_for_a_wait(reason in any(WaitReason::ALL), begin in 0..15 * DAY, length in 1..30 * DAY) {
        let demanded = Classification { remedy_demanded: true, ..judged(Severity::General) };
        let story = given("auto_station").registered(complaint()).done(judge(demanded)).done(question());
        let before = story.clock("law.redline_15d").due.clone();
        let story = story.later(begin).when(pause(reason)).whatever().later(length).ticked();
        prop_assert_eq!(&story.clock("law.redline_15d").due, &before);
    }
}
