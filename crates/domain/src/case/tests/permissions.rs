//! Who may do what where.
use super::kit::*;
use crate::actor::{Permission, Scope};
use crate::case::CaseCommand;
use crate::case::command::Register;
use crate::case::decide::permission;
use crate::case::event::Party;
use crate::trade::{Role, Severity};

#[test]
fn s3_38_every_employee_takes_a_complaint_for_any_unit() {
    let story = given("auto_station").by(with_role(STRANGER, OTHER_STATION, Role::Trainer, Scope::Unit(OTHER_STATION)));
    story.registered(complaint()).happens(&["registered"]).when(reply()).refused("not_permitted");
    let story = given("auto_station").by(with_role(STRANGER, OTHER_STATION, Role::Auditor, Scope::All));
    let received_at = story.now;
    story.when(CaseCommand::Register(Box::new(Register { received_at, ..complaint() }))).refused("not_permitted");
}

#[test]
fn s3_48_rights_end_at_the_station_and_reach_down_from_the_region() {
    let case = || given("auto_station").registered(complaint());
    case()
        .by(with_role(STRANGER, OTHER_STATION, Role::StationManager, Scope::Unit(OTHER_STATION)))
        .when(reply())
        .refused("not_permitted");
    case()
        .by(with_role(LEAD, REGION, Role::ServiceManagement, Scope::Subtree(REGION)))
        .when(reply())
        .happens(&["message_recorded"]);
    case()
        .by(with_role(LEAD, REGION, Role::ServiceManagement, Scope::Unit(REGION)))
        .when(reply())
        .refused("not_permitted");
    case().by(with_role(AGENT, STATION, Role::Agent, Scope::Own)).when(reply()).happens(&["message_recorded"]);
    case().by(with_role(COLLEAGUE, STATION, Role::Agent, Scope::Own)).when(reply()).refused("not_permitted");
}

#[test]
fn an_offer_lets_the_receiver_in_to_take_it_and_to_nothing_else() {
    let receiver = || with_role(STRANGER, OTHER_STATION, Role::StationStaff, Scope::Unit(OTHER_STATION));
    offered(Party::User(STRANGER)).by(receiver()).when(classify(Severity::Major)).refused("not_permitted");
    offered(Party::User(STRANGER)).by(receiver()).when(CaseCommand::AcceptTransfer {}).happens(&["transfer_accepted"]);
    offered(Party::User(STRANGER))
        .by(with_only(STRANGER, OTHER_STATION, &[], Scope::All))
        .when(CaseCommand::AcceptTransfer {})
        .refused("not_permitted");
}

#[test]
fn each_command_asks_for_its_own_permission_alone() {
    let case = || given("general").registered(complaint());
    let all_but = |p: Permission| -> Vec<Permission> { Permission::ALL.iter().copied().filter(|q| *q != p).collect() };
    let now = case().now;
    for command in
        [classify(Severity::General), reply(), spoken(now), verify(), pause(crate::case::stage::WaitReason::Parts)]
    {
        let needed = permission(&command).unwrap();
        case().by(with_only(AGENT, STATION, &[needed], Scope::All)).done(command.clone());
        case().by(with_only(AGENT, STATION, &all_but(needed), Scope::All)).when(command).refused("not_permitted");
    }
}

#[test]
fn history_is_not_written_behind_what_is_written() {
    given("general").registered(complaint()).later(-1).when(reply()).refused("before");
}
