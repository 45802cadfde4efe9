//! What is owed besides a solution: something lent, an alternative for what cannot be repaired, the plan of an escalation, the
//! steps of a solution, and a follow-up for whatever was carried out.
use super::kit::*;
use crate::actor::{Actor, Scope, Who};
use crate::case::CaseCommand as C;
use crate::case::actions::actions;
use crate::case::event::{Classification, ClosureReason, EscalationCause, RejectionGround, Remedy};
use crate::case::pending::{DecisionDue, Due, pending};
use crate::complaint::loaner::{Lending, LoanerKind};
use crate::ids::Id;
use crate::policy::Milestone;
use crate::time::UtcMs;
use crate::trade::{Role, Severity};

const LENT: Id = Id::from_i64(800);

fn lend(out_at: UtcMs, due_at: UtcMs) -> Lending {
    Lending {
        loaner: LENT,
        kind: LoanerKind::Vehicle,
        item: text(80),
        serial: Some(text(81)),
        out_at,
        due_at,
        condition: text(82),
        repair_since: None,
    }
}
fn hand_out(lending: Lending) -> C {
    C::HandOutLoaner(Box::new(lending))
}
fn back(in_at: UtcMs) -> C {
    C::TakeBackLoaner { loaner: LENT, in_at, condition: text(83) }
}
fn owes(what: DecisionDue) -> impl Fn(&crate::case::Case) -> Option<Due> {
    move |c| pending(c).into_iter().find(|d| d.what == what)
}
fn as_role(user: Id, role: Role) -> Actor {
    with_role(user, STATION, role, Scope::All)
}
fn unsafe_goods() -> Classification {
    Classification { safety_risk: true, ..judged(Severity::Critical) }
}

#[test]
fn s0_55_a_loaner_goes_out_is_due_back_and_comes_back_with_its_condition() {
    let story = given("general").registered(complaint()).done(judge(unsafe_goods()));
    let now = story.now;
    story
        .when(hand_out(lend(now.plus_ms(1), now.plus_ms(DAY))))
        .refused("in_future")
        .when(hand_out(lend(now, now)))
        .refused("before")
        .done(hand_out(lend(now, now.plus_ms(DAY))))
        .when(back(now.plus_ms(-1)))
        .refused("before")
        .later(HOUR)
        .done(back(now.plus_ms(HOUR)))
        .so(|c| {
            let lent = &c.course.loaners[0];
            assert_eq!((lent.by, lent.out_at, lent.in_at), (Some(AGENT), now, Some(now.plus_ms(HOUR))));
            assert_eq!((&lent.condition_out, &lent.condition_in), (&text(82), &Some(text(83))));
        })
        .when(back(now))
        .refused("part_over");
}

#[test]
fn s0_55_an_overdue_loaner_rings_once_after_closing_too_and_keeps_the_case_out_of_the_file() {
    let story = given("general").registered(complaint()).done(judge(unsafe_goods()));
    let now = story.now;
    let assess = C::AssessSafety { report: false, reason: text(72), document: None };
    let story = story.done(hand_out(lend(now, now.plus_ms(DAY)))).done(assess).done(close(ClosureReason::Withdrawn));
    let story = story.later(DAY).ticked().so(|c| assert!(!c.course.loaners[0].overdue, "in time while not later"));
    let story = story.later(1).ticked().so(|c| {
        let due = owes(DecisionDue::TakeBackLoaner)(c).unwrap();
        assert_eq!((due.due_at, due.overdue), (Some(now.plus_ms(DAY)), true));
        assert_eq!(due.action, format!("take_back_loaner.{LENT}"));
    });
    let story = story.later(10 * DAY).ticked();
    let rang =
        story.events().iter().filter(|e| matches!(e, crate::case::event::CaseEvent::LoanerOverdue { .. })).count();
    assert_eq!(rang, 1);
    let at = story.now;
    story
        .when(C::Archive {})
        .refused("loaner_out")
        .done(back(at))
        .so(|c| assert!(owes(DecisionDue::TakeBackLoaner)(c).is_none()))
        .done(C::Archive {});
}

#[test]
fn a_policy_may_let_a_loaner_ring_later() {
    let house = own_house("general", "[loaner]\noutside_emergencies = true\noverdue_after = \"PT2H\"\n");
    let story = given_house(house).registered(complaint());
    let now = story.now;
    let story = story.done(hand_out(lend(now, now.plus_ms(DAY)))).later(DAY + 2 * HOUR).ticked();
    let story = story.so(|c| assert!(!c.course.loaners[0].overdue)).later(1).ticked();
    story.so(|c| assert!(c.course.loaners[0].overdue));
}

#[test]
fn car_21_a_car_is_lent_from_the_sixth_day_of_a_repair_and_elsewhere_in_emergencies_only() {
    let story = given("general").registered(complaint());
    let now = story.now;
    story.when(hand_out(lend(now, now.plus_ms(DAY)))).refused("no_emergency");
    let story = given("auto_station").registered(complaint());
    let since = story.now;
    let repair = |now: UtcMs| Lending { repair_since: Some(since), ..lend(now, now.plus_ms(DAY)) };
    let story = story.when(hand_out(lend(since, since.plus_ms(DAY)))).refused("repair_too_short");
    // Five days to the millisecond are five; what is begun of the sixth counts.
    let story = story.later(5 * DAY);
    let five = story.now;
    let story = story.when(hand_out(repair(five))).refused("repair_too_short").later(1);
    let sixth = story.now;
    story.done(hand_out(repair(sixth)));
}

#[test]
fn s4_19_what_cannot_be_repaired_is_not_resolved_without_an_alternative_or_a_compensation() {
    let story = given("apparel").registered(complaint()).done(classify(Severity::General));
    let (now, soon) = (story.now, story.now.plus_ms(DAY));
    let resolve = |remedy| C::Resolve { remedies: vec![remedy], text: text(67) };
    let offer = |n, remedy| C::Propose {
        proposal: Id::from_i64(n),
        text: text(62),
        remedies: vec![remedy],
        promised_at: soon,
        terms: vec![],
        steps: Some(text(63)),
        fee: None,
    };
    let irreparable = || C::FindIrreparable { reason: text(84) };
    story
        .all_done([spoken(now), verify(), irreparable()])
        .so(|c| assert_eq!(c.course.irreparable.as_ref().map(|i| i.by), Some(Some(AGENT))))
        .when(irreparable())
        .refused("nothing_changes")
        .when(offer(1, Remedy::Repair))
        .refused("alternative_owed")
        .when(C::Close { reason: ClosureReason::Rejected, ground: Some(RejectionGround::Spam) })
        .refused("alternative_owed")
        .done(offer(1, Remedy::Exchange))
        .done(answer(1, crate::case::event::Answer::Accepted))
        .done(C::Execute {})
        .when(resolve(Remedy::Apology))
        .refused("alternative_owed")
        .done(resolve(Remedy::Exchange));
    resolved("apparel", Severity::General).when(irreparable()).refused("already_resolved");
}

#[test]
fn s4_19_what_the_dry_run_offers_for_what_cannot_be_repaired_is_an_alternative() {
    let story = given("apparel").registered(complaint()).done(classify(Severity::General));
    let now = story.now;
    let story = story.all_done([spoken(now), verify(), C::FindIrreparable { reason: text(84) }]);
    for name in ["propose", "resolve"] {
        let may = actions(story.case(), &story.facts()).into_iter().find(|a| a.name == name).unwrap();
        assert!(may.reason.as_ref().is_none_or(|r| r.code() != "alternative_owed"), "{name}: {may:?}");
    }
}

/// Taken up to the second level, where a plan is owed.
fn second_level() -> Story {
    let up = || C::Escalate { cause: EscalationCause::CustomerDemand, reason: None };
    given("general")
        .registered(complaint())
        .done(classify(Severity::General))
        .done(up())
        .by(as_role(LEAD, Role::Supervisor))
        .done(C::TakeUp { owner: None })
        .so(|c| assert!(owes(DecisionDue::PlanRemedy)(c).is_none(), "the first level owes none"))
        .done(up())
}

#[test]
fn s0_58_from_the_second_level_whoever_took_it_up_owes_a_plan_before_it_is_left() {
    let story = second_level();
    let soon = story.now.plus_ms(DAY);
    let plan = |at| C::PlanRemedy { text: text(85), finish_at: at };
    let (early, spam) = (story.now.plus_ms(-1), Some(RejectionGround::Spam));
    let reject = || C::Close { reason: ClosureReason::Rejected, ground: spam };
    story
        .when(plan(soon))
        .refused("not_taken_up")
        .by(as_role(STRANGER, Role::Management))
        .done(C::TakeUp { owner: Some(COLLEAGUE) })
        .so(|c| assert_eq!(owes(DecisionDue::PlanRemedy)(c).unwrap().role, Some(Role::Department)))
        .by(Actor::everything(Who::User(AGENT)))
        .when(reject())
        .refused("plan_owed")
        .when(C::Escalate { cause: EscalationCause::Difficult, reason: None })
        .refused("plan_owed")
        .by(as_role(AGENT, Role::Agent))
        .when(plan(soon))
        .refused("not_of_this_level")
        .by(as_role(COLLEAGUE, Role::Agent))
        .when(plan(early))
        .refused("promise_in_past")
        .done(plan(soon))
        .so(|c| {
            let written = c.course.escalations[1].plan.as_ref().unwrap();
            assert_eq!((written.by, written.finish_at), (Some(COLLEAGUE), Some(soon)));
            assert!(owes(DecisionDue::PlanRemedy)(c).is_none());
        })
        .by(Actor::everything(Who::User(AGENT)))
        .done(reject());
}

#[test]
fn s0_58_a_solution_offered_while_somebody_is_accountable_is_the_plan() {
    let story = second_level().by(as_role(STRANGER, Role::Admin)).done(C::TakeUp { owner: None });
    let (now, soon) = (story.now, story.now.plus_ms(DAY));
    story
        .all_done([spoken(now), verify()])
        .done(propose(1, soon))
        .happens(&["solution_proposed", "remedy_planned", "stage_entered"])
        .so(|c| assert_eq!(c.course.escalations[1].plan.as_ref().unwrap().proposal, Some(Id::from_i64(1))));
}

#[test]
fn s0_58_nobody_who_leaves_by_themselves_waits_for_a_plan() {
    second_level().by(Actor::everything(Who::Customer(CUSTOMER))).done(close(ClosureReason::Withdrawn));
}

#[test]
fn s2_26_a_solution_is_told_with_its_content_its_steps_and_its_time() {
    let story = given("ecommerce").registered(complaint()).done(classify(Severity::General));
    let (now, soon) = (story.now, story.now.plus_ms(DAY));
    let without = C::Propose {
        proposal: Id::from_i64(1),
        text: text(62),
        remedies: vec![Remedy::Apology],
        promised_at: soon,
        terms: vec![],
        steps: None,
        fee: None,
    };
    story.all_done([spoken(now), verify()]).when(without).refused("steps_needed").done(propose(1, soon));
}

#[test]
fn s2_22_every_remedy_that_needs_explaining_is_explained_in_three_languages() {
    for id in TEMPLATES {
        let rule = &house(id).policy.policy.proposal;
        for remedy in Remedy::ALL.iter().filter(|r| r.is_alternative() || **r == Remedy::Repair) {
            let told: Vec<_> = rule.explained(std::slice::from_ref(remedy)).collect();
            assert_eq!(told.len(), 1, "{id} {remedy}");
            let words = &told[0].words;
            assert!(![&words.zh_hans, &words.zh_hant, &words.en].iter().any(|w| w.trim().is_empty()), "{id} {remedy}");
        }
    }
}

#[test]
fn s2_29_whatever_was_carried_out_is_asked_about_and_in_time() {
    for id in TEMPLATES {
        let story = resolved(id, Severity::General);
        let due = owes(DecisionDue::FollowUp)(story.case()).unwrap_or_else(|| panic!("{id}"));
        let clock = story.case().clocks.iter().find(|c| c.milestone == Milestone::FollowUp && c.is_open());
        assert_eq!(due.due_at, clock.and_then(|c| c.due.as_ref()).map(|d| d.at), "{id}");
        // By a time in every template whose source asks for it; A.7 leaves the cell of `general` empty.
        assert_eq!(due.due_at.is_some(), id != "general", "{id}");
        let channel = house(id).policy.policy.follow_up.as_ref().and_then(|f| f.channels.first().copied());
        let asked = C::FollowUp {
            channel: channel.unwrap_or(crate::trade::Channel::Phone),
            result: crate::case::event::FollowUpResult::Satisfied,
            visit: None,
        };
        story.done(asked).so(|c| assert!(owes(DecisionDue::FollowUp)(c).is_none(), "{id}"));
    }
}

#[test]
fn s4_21_a_preliminary_finding_names_the_departments_that_were_contacted() {
    let story = given("apparel").registered(complaint()).done(classify(Severity::General));
    let found = |departments| C::Verify { finding: text(61), preliminary: true, causes: vec![], departments };
    let story = story.when(found(vec![])).refused("departments_needed").done(found(vec![REGION, STATION, REGION]));
    story.so(|c| assert_eq!(c.course.departments, [REGION, STATION]));
}

#[test]
fn s2_30_outcome_and_handling_are_rated_apart_and_s3_34_whether_they_would_return() {
    let rate = |stars, process| C::Rate {
        stars,
        process,
        would_return: Some(false),
        channel: crate::trade::Channel::Phone,
        text: Some(text(86)),
    };
    let story = resolved("general", Severity::General);
    story.when(rate(4, Some(6))).refused("no_such_rating").done(rate(4, Some(2))).so(|c| {
        assert_eq!((c.course.stars, c.course.process_stars, c.course.would_return), (Some(4), Some(2), Some(false)));
    });
}
