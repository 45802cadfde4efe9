//! Escalations as a record: the ladder, the time to take one up, who does, the leader of a major case, and ping-pong.
use super::kit::*;
use crate::actor::{Actor, Scope, Who};
use crate::case::CaseCommand as C;
use crate::case::event::{Answer, CaseEvent, Classification, ClosureReason, EscalationCause, Party};
use crate::case::evolve::{Decided, evolve};
use crate::case::pending::{DecisionDue, pending};
use crate::case::stage::WaitReason;
use crate::complaint::approval::StandsInFor;
use crate::complaint::escalation::{EscalationEnd, EscalationOrigin, MOST_REMINDERS};
use crate::complaint::liability::{LiableParty, Share};
use crate::trade::{Role, Severity};

fn up(cause: EscalationCause) -> C {
    C::Escalate { cause, reason: Some(text(90)) }
}
fn as_role(user: crate::ids::Id, role: Role) -> Actor {
    with_role(user, STATION, role, Scope::All)
}
/// Demanded by the customer on Monday at ten.
fn demanded(policy: &str) -> Story {
    given(policy).registered(complaint()).done(up(EscalationCause::CustomerDemand))
}
/// The first solution is offered and rejected.
fn rejected(policy: &str) -> Story {
    let story = given(policy).registered(complaint()).done(classify(Severity::General));
    let (now, soon) = (story.now, story.now.plus_ms(DAY));
    story.all_done([spoken(now), verify(), propose(1, soon), answer(1, Answer::Rejected)])
}
fn levels(story: &Story) -> Vec<(u8, EscalationCause)> {
    story.case().course.escalations.iter().map(|e| (e.level, e.cause)).collect()
}

#[test]
fn s4_23_an_escalation_says_who_why_to_whom_and_until_when() {
    let story = demanded("general").happens(&["escalated"]);
    let on = story.case().waiting_escalation().unwrap();
    assert_eq!((on.level, on.to, on.by), (1, Some(Role::Supervisor), Some(AGENT)));
    assert_eq!((on.from, on.unit, on.reason.clone()), (Party::User(AGENT), STATION, Some(text(90))));
    assert_eq!(on.due_at, Some(t("2026-11-02T14:00:00+08:00")));
    assert_eq!(story.case().escalation_origin(), Some(EscalationOrigin::Customer));
}

#[test]
fn who_takes_it_up_is_of_the_level_or_above_and_accountable_or_names_who_is() {
    let take = |owner| C::TakeUp { owner };
    demanded("general")
        .by(as_role(COLLEAGUE, Role::Agent))
        .when(take(None))
        .refused("not_of_this_level")
        .by(as_role(LEAD, Role::Supervisor))
        .done(take(None))
        .happens(&["escalation_taken_up"])
        .so(|c| assert_eq!((c.owner, c.past_owners.clone()), (Party::User(LEAD), vec![Party::User(AGENT)])))
        .when(take(None))
        .refused("no_escalation")
        .done(up(EscalationCause::Difficult))
        .when(take(None))
        .refused("not_of_this_level")
        .by(as_role(STRANGER, Role::Management))
        .done(take(Some(COLLEAGUE)))
        .so(|c| {
            let taken = c.course.escalations[1].taken.unwrap();
            assert_eq!((taken.by, taken.owner, c.owner), (Some(STRANGER), COLLEAGUE, Party::User(COLLEAGUE)));
            assert_eq!(c.course.escalations[0].ended.map(|e| e.1), Some(EscalationEnd::Raised));
            assert_eq!(c.escalation_origin(), Some(EscalationOrigin::Customer), "who asked first (C.7)");
        });
}

#[test]
fn s2_23_a_deputy_takes_up_in_the_absence_of_a_superior_and_the_record_says_for_whom() {
    let deputy = as_role(COLLEAGUE, Role::Agent);
    let mut story = demanded("general").by(deputy).when(C::TakeUp { owner: None }).refused("not_of_this_level");
    story.stands_in_for = vec![StandsInFor { user: STRANGER, roles: vec![Role::Agent] }];
    story = story.when(C::TakeUp { owner: None }).refused("not_of_this_level");
    story.stands_in_for = vec![StandsInFor { user: LEAD, roles: vec![Role::Supervisor] }];
    story.done(C::TakeUp { owner: None }).so(|c| {
        let taken = c.course.escalations[0].taken.unwrap();
        assert_eq!((taken.by, taken.for_user, c.owner), (Some(COLLEAGUE), Some(LEAD), Party::User(COLLEAGUE)));
    });
}

#[test]
fn s4_23_who_is_still_not_satisfied_is_heard_by_management_and_staff_who_need_help_by_the_next_level() {
    let first = |story: &Story| (levels(story)[0].0, story.case().course.escalations[0].to);
    let management = (2, Some(Role::Management));
    assert_eq!(first(&demanded("apparel")), management, "the customer demands it");
    assert_eq!(first(&rejected("apparel")), management, "the customer rejects the solution");
    let help = given("apparel").registered(complaint()).done(up(EscalationCause::Difficult));
    assert_eq!(first(&help), (1, Some(Role::Supervisor)));
    assert_eq!(first(&demanded("general")).0, 1, "one up where the policy says no more");
}

#[test]
fn what_must_be_decided_is_named_with_its_action_whose_turn_it_is_and_until_when() {
    let due = |c: &crate::case::Case| pending(c).into_iter().map(|d| (d.what, d.role, d.overdue)).collect::<Vec<_>>();
    let story = given("auto_station").registered(complaint()).so(|c| assert!(pending(c).is_empty()));
    let story = story.done(assign(AGENT)).done(classify(Severity::Critical)).done(up(EscalationCause::Publicity));
    let story = story.so(|c| {
        let takes = c.waiting_escalation().unwrap();
        assert_eq!(
            due(c),
            [(DecisionDue::TakeUp, takes.to, false), (DecisionDue::NameSponsor, None, false)],
            "{:?}",
            pending(c)
        );
        assert_eq!(pending(c)[0].due_at, takes.due_at);
    });
    // Each names an action that the dry run knows, alone or with a variant.
    let known: Vec<String> =
        crate::case::actions::actions(story.case(), &story.facts()).into_iter().map(|a| a.name).collect();
    assert!(
        pending(story.case()).iter().all(|d| known.iter().any(|n| n.split('.').next() == d.action.split('.').next()))
    );
    let mut story = story;
    for _ in 0..20 {
        story = story.later(12 * HOUR).ticked();
    }
    assert!(due(story.case()).contains(&(DecisionDue::NameSponsor, None, true)));
    story
        .by(as_role(STRANGER, Role::Management))
        .done(C::TakeUp { owner: None })
        .done(C::NameSponsor { sponsor: LEAD })
        .so(|c| assert_eq!(due(c), []));
}

#[test]
fn a_danger_that_nobody_assessed_is_owed_even_after_the_complaint_is_withdrawn() {
    let danger = |c: &crate::case::Case| pending(c).iter().any(|d| d.what == DecisionDue::AssessSafety);
    let risky = Classification { safety_risk: true, ..judged(Severity::Critical) };
    let judged = C::Classify { classification: risky, reason: None };
    let story = given("general").registered(complaint()).done(judged).so(|c| assert!(danger(c)));
    story.done(C::AssessSafety { report: false, reason: text(7), document: None }).so(|c| assert!(!danger(c)));
}

#[test]
fn a_level_that_stays_silent_loses_it_to_the_next_and_the_top_is_told_a_few_times() {
    // A wait for the customer does not stop it: somebody must look whatever the customer does. The night does not count.
    let story = demanded("general").all_done([question(), pause(WaitReason::Customer)]);
    let story = story.at("2026-11-02T14:00:00+08:00").ticked();
    assert_eq!(levels(&story).len(), 1, "exactly due is in time");
    let story = story.later(1).ticked();
    assert_eq!(levels(&story)[1], (2, EscalationCause::NotTakenUp));
    let on = story.case().waiting_escalation().unwrap();
    assert!(on.due_at.unwrap() > t("2026-11-03T08:00:00+08:00"), "into the next working day: {:?}", on.due_at);
    assert_eq!(story.case().course.escalations[0].ended.map(|e| e.1), Some(EscalationEnd::NotTakenUp));
    let mut story = story;
    for _ in 0..40 {
        story = story.later(12 * HOUR).ticked();
    }
    assert_eq!(levels(&story).iter().map(|l| l.0).collect::<Vec<_>>(), [1, 2, 3]);
    let last = story.case().course.escalations.last().unwrap();
    assert_eq!((last.reminders, last.due_at, last.waits()), (MOST_REMINDERS, None, true));
    story.by(as_role(STRANGER, Role::Management)).done(C::TakeUp { owner: None });
}

#[test]
fn taken_up_or_closed_it_rings_no_more() {
    let taken = demanded("auto_station").by(as_role(LEAD, Role::StationManager)).done(C::TakeUp { owner: None });
    let taken = taken.later(20 * DAY).ticked();
    assert_eq!(levels(&taken).len(), 1);
    demanded("auto_station")
        .done(close(ClosureReason::Withdrawn))
        .later(20 * DAY)
        .ticked()
        .so(|c| assert_eq!(c.course.escalations[0].ended.map(|e| e.1), Some(EscalationEnd::CaseClosed)));
}

#[test]
fn s0_56_a_rejected_first_solution_goes_up_with_a_time_to_take_it_up() {
    rejected("general").so(|c| {
        let on = c.waiting_escalation().unwrap();
        assert_eq!((on.cause, on.by, on.to), (EscalationCause::RejectedSolutions, None, Some(Role::Supervisor)));
        assert!(on.due_at.is_some());
    });
}

#[test]
fn s0_57_a_second_responsible_department_takes_it_up_once() {
    let share = |unit, percent| Share { party: LiableParty::Station, percent, unit: Some(unit) };
    let decide = |shares| C::DecideLiability { shares, reason: Some(text(91)) };
    given("general")
        .registered(complaint())
        .done(decide(vec![share(STATION, 100)]))
        .never("escalated")
        .done(decide(vec![share(STATION, 50), share(OTHER_STATION, 50)]))
        .happens(&["escalated"])
        .so(|c| assert_eq!(c.course.escalations[0].cause, EscalationCause::SeveralDepartments))
        .done(decide(vec![share(STATION, 40), share(OTHER_STATION, 60)]))
        .never("escalated");
}

#[test]
fn s3_29_a_major_case_is_not_over_before_it_has_a_named_leader() {
    let name = |sponsor| C::NameSponsor { sponsor };
    given("auto_station")
        .registered(complaint())
        .when(name(LEAD))
        .refused("not_major")
        .done(assign(AGENT))
        .done(classify(Severity::Critical))
        .happens(&["sponsor_asked"])
        .when(close(ClosureReason::Withdrawn))
        .refused("sponsor_missing")
        .when(name(AGENT))
        .refused("four_eyes")
        .names_somebody_with(Role::Agent)
        .when(name(LEAD))
        .refused("no_leader")
        .names_somebody_with(Role::ServiceManagement)
        .later(2 * DAY)
        .ticked()
        .so(|c| assert!(c.course.sponsorship.unwrap().overdue))
        .done(name(LEAD))
        .when(name(LEAD))
        .refused("nothing_changes")
        .done(close(ClosureReason::Withdrawn));
}

#[test]
fn s2_02_what_comes_back_to_somebody_who_had_it_is_ping_pong() {
    let story = given("general").registered(complaint());
    let everything = story.actor.clone();
    let me = |user| Actor { who: Who::User(user), ..everything.clone() };
    story
        .done(offer(Party::User(LEAD), STATION))
        .by(me(LEAD))
        .done(C::AcceptTransfer {})
        .never("ping_pong_alerted")
        .done(offer(Party::User(AGENT), STATION))
        .by(me(AGENT))
        .done(C::AcceptTransfer {})
        .happens(&["ping_pong_alerted"])
        .so(|c| assert_eq!((c.transfers, c.returns), (2, 1)));
}

#[test]
fn what_was_written_before_escalations_were_records_folds_as_it_did_then() {
    let story = given("general").registered(complaint());
    let (case, at) = (story.case().clone(), t("2026-11-02T10:00:00+08:00"));
    let when = Decided { case: case.id, at, by: Who::User(AGENT) };
    let old = |event: &str| serde_json::from_str::<CaseEvent>(event).unwrap();
    let gone_up = evolve(Some(case), &old(r#"{"event":"escalated","level":1,"cause":"difficult"}"#), &when).unwrap();
    assert_eq!((gone_up.escalation_level, gone_up.course.escalations.len()), (1, 0));
    let owner = serde_json::to_string(&Party::User(LEAD)).unwrap();
    let accepted = format!(r#"{{"event":"transfer_accepted","owner":{owner},"unit":"{STATION}"}}"#);
    let passed = evolve(Some(gone_up), &old(&accepted), &when).unwrap();
    assert_eq!((passed.owner, passed.past_owners.len(), passed.returns), (Party::User(LEAD), 0, 0));
}
