//! One owner at any second; transfer with acceptance; escalation.
use super::kit::*;
use crate::actor::{Actor, Permission, Scope};
use crate::case::CaseCommand;
use crate::case::clock::Standing;
use crate::case::event::{EscalationCause, Party};
use crate::case::stage::Stage;
use crate::trade::{Role, Severity};

fn agent(user: crate::ids::Id, unit: crate::ids::Id) -> Actor {
    with_role(user, unit, Role::StationStaff, Scope::Unit(unit))
}

#[test]
fn s3_41_naming_a_handler_makes_them_accountable_and_stops_the_one_hour_clock() {
    given("auto_station")
        .registered(complaint())
        .due("auto_station.assign", "2026-11-02T11:00:00+08:00")
        .done(assign(COLLEAGUE))
        .happens(&["assigned", "clock_met", "stage_entered"])
        .stage(Stage::Assigned)
        .standing("auto_station.assign", Standing::Met)
        .so(|c| assert_eq!((c.owner, c.handler), (Party::User(COLLEAGUE), Some(COLLEAGUE))))
        .when(assign(COLLEAGUE))
        .refused("nothing_changes");
}

#[test]
fn s3_42_an_agent_takes_what_nobody_handles_but_gives_to_nobody_and_takes_from_nobody() {
    given("auto_station")
        .registered(complaint())
        .by(agent(COLLEAGUE, STATION))
        .when(assign(AGENT))
        .refused("not_permitted")
        .when(assign(COLLEAGUE))
        .happens(&["assigned"])
        .by(agent(STRANGER, STATION))
        .when(assign(STRANGER))
        .refused("not_permitted");
    given("auto_station")
        .registered(complaint())
        .by(agent(STRANGER, OTHER_STATION))
        .when(assign(STRANGER))
        .refused("not_permitted");
}

#[test]
fn s3_42_an_offered_case_stays_with_its_owner_until_it_is_taken() {
    let story = offered(Party::Unit(OTHER_STATION)).so(|c| assert_eq!(c.owner, Party::User(AGENT)));
    story
        .by(agent(STRANGER, OTHER_STATION))
        .when(CaseCommand::AcceptTransfer {})
        .happens(&["transfer_accepted"])
        .so(|c| assert_eq!((c.owner, c.unit, c.transfers), (Party::User(STRANGER), OTHER_STATION, 1)));
}

#[test]
fn s3_42_whoever_offers_a_case_does_not_take_it_for_the_other_side() {
    offered(Party::Unit(OTHER_STATION)).when(CaseCommand::AcceptTransfer {}).refused("transfer_not_for_you");
    offered(Party::User(STRANGER))
        .by(with_role(LEAD, STATION, Role::StationManager, Scope::Unit(STATION)))
        .when(CaseCommand::AcceptTransfer {})
        .refused("transfer_not_for_you");
    offered(Party::User(STRANGER))
        .by(with_role(LEAD, OTHER_STATION, Role::StationManager, Scope::Unit(OTHER_STATION)))
        .when(CaseCommand::AcceptTransfer {})
        .happens(&["transfer_accepted"])
        .so(|c| assert_eq!(c.owner, Party::User(STRANGER), "the lead of the receiving unit, for the absent receiver"));
}

#[test]
fn s3_42_not_taken_it_stays_and_the_one_who_offered_may_take_the_offer_back() {
    let refuse = || CaseCommand::RefuseTransfer { reason: text(71) };
    offered(Party::User(STRANGER))
        .by(agent(STRANGER, OTHER_STATION))
        .when(refuse())
        .happens(&["transfer_refused"])
        .so(|c| assert_eq!((c.owner, c.transfer.is_none()), (Party::User(AGENT), true)));
    offered(Party::User(STRANGER)).when(refuse()).happens(&["transfer_refused"]).when(refuse()).refused("no_transfer");
}

#[test]
fn s3_09_what_the_system_offered_is_taken_back_by_whoever_still_answers_for_it() {
    let refuse = || CaseCommand::RefuseTransfer { reason: text(71) };
    let routed = || {
        given("auto_station")
            .registered(complaint())
            .by(Actor::system())
            .done(offer(Party::Unit(OTHER_STATION), OTHER_STATION))
    };
    let elsewhere = with_only(STRANGER, REGION, &[Permission::CaseTransfer], Scope::All);
    routed().by(elsewhere).when(refuse()).refused("transfer_not_for_you");
    routed().by(agent(AGENT, STATION)).when(refuse()).happens(&["transfer_refused"]);
}

#[test]
fn a_transfer_is_offered_once_and_not_to_the_present_owner() {
    offered(Party::User(STRANGER)).when(offer(Party::User(LEAD), STATION)).refused("transfer_pending");
    offered(Party::User(STRANGER)).when(assign(LEAD)).refused("transfer_pending");
    given("general").registered(complaint()).when(offer(Party::User(AGENT), STATION)).refused("same_owner");
}

#[test]
fn a_case_offered_to_a_unit_goes_into_that_unit() {
    given("general")
        .registered(complaint())
        .done(offer(Party::Unit(OTHER_STATION), STATION))
        .so(|c| assert_eq!(c.transfer.as_ref().unwrap().unit, OTHER_STATION));
}

#[test]
fn s0_16_a_transfer_stops_and_pauses_no_clock_of_the_customer() {
    let story = offered(Party::User(STRANGER));
    let before = story.clock("auto_station.contact").clone();
    let story = story.by(agent(STRANGER, OTHER_STATION)).done(CaseCommand::AcceptTransfer {});
    assert_eq!(story.clock("auto_station.contact"), &before);
}

#[test]
fn s2_02_passed_around_too_often_raises_an_alert() {
    let mut story = given("general").registered(complaint());
    let mut actor = story.actor.clone();
    for (n, user) in [LEAD, COLLEAGUE, STRANGER].into_iter().enumerate() {
        story = story
            .done(offer(Party::User(user), STATION))
            .by(Actor { who: crate::actor::Who::User(user), ..actor.clone() });
        story = story.done(CaseCommand::AcceptTransfer {});
        story = if n < 2 { story.never("ping_pong_alerted") } else { story.happens(&["ping_pong_alerted"]) };
        actor = story.actor.clone();
    }
}

#[test]
fn an_escalation_goes_up_level_by_level_to_the_top() {
    let up = || CaseCommand::Escalate { cause: EscalationCause::Difficult, reason: None };
    given("apparel")
        .registered(complaint())
        .done(up())
        .done(up())
        .so(|c| assert_eq!(c.escalation_level, 2))
        .when(up())
        .refused("top_of_ladder");
}

#[test]
fn s1_05_no_command_leaves_a_case_without_an_owner() {
    // Owner is a value, not an option: what can be checked is that it is always somebody who agreed or was named.
    let story = closed("auto_station").so(|c| assert_eq!(c.owner, Party::User(AGENT)));
    story.done(reopen()).so(|c| assert_eq!(c.owner, Party::User(AGENT)));
    resolved("general", Severity::General).so(|c| assert_eq!(c.owner, Party::User(AGENT)));
}
