//! The people and units a command names: they exist, they are active, and the actor reaches them. The pure rules judge
//! the case; whether a user is still employed is a fact of the organisation.

use bihuan_domain::actor::{Actor, Permission, Place};
use bihuan_domain::case::CaseCommand;
use bihuan_domain::case::event::{Direction, Party};
use bihuan_domain::case::state::Case;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::Conn;
use bihuan_store::nouns::{case as row, user};

use super::find::permit_read;
use crate::access::actor_in;
use crate::failure::Failure;
use crate::messaging::answers::permit;
use crate::world::World;

/// Refuses a command that names nobody, a file of another case, somebody who may not read what calls them, somebody who left, or a unit beyond the actor's reach.
///
/// # Errors
/// `Input` (`unknown_unit`, `unknown_user`, `inactive_user`); `NotPermitted` when a case would be pushed into a unit
/// where the actor may not assign (a transfer is the way there); faults.
pub fn check(
    conn: &mut Conn,
    world: &World,
    actor: &Actor,
    case: Option<&Case>,
    command: &CaseCommand,
    now: UtcMs,
) -> Result<(), Failure> {
    match command {
        CaseCommand::Register(new) => {
            unit(world, new.unit)?;
            party(conn, world, new.owner)
        }
        CaseCommand::Assign { handler, unit: into } => {
            unit(world, *into)?;
            person(conn, *handler)?;
            let lineage = world.lineage(*into);
            let there = Place { owner: None, handler: None, unit: *into, lineage: &lineage };
            let stays = case.is_some_and(|c| c.unit == *into);
            if stays || actor.may(Permission::CaseAssign, &there) {
                Ok(())
            } else {
                Err(Failure::NotPermitted(Permission::CaseAssign))
            }
        }
        CaseCommand::OfferTransfer { to, unit: into, .. } => {
            unit(world, *into)?;
            party(conn, world, *to)
        }
        CaseCommand::Adjudicate { judgement, .. } => unit(world, judgement.station),
        CaseCommand::RecordMessage(message) => {
            files(conn, case, &message.attachments)?;
            match case {
                Some(case) if message.direction == Direction::Outbound => permit(conn, case, message.channel, now),
                _ => Ok(()),
            }
        }
        CaseCommand::RequestEvidence { unit: Some(asked), .. } => unit(world, *asked),
        CaseCommand::PlanVisit { visitor: named, .. }
        | CaseCommand::TakeUp { owner: Some(named) }
        | CaseCommand::NameSponsor { sponsor: named } => person(conn, *named),
        CaseCommand::RecordEvidence { attachments, .. } | CaseCommand::CompleteVisit { attachments, .. } => {
            files(conn, case, attachments)
        }
        CaseCommand::HoldRound { round, .. } => {
            files(conn, case, &round.participants.iter().filter_map(|p| p.authority).collect::<Vec<_>>())
        }
        CaseCommand::Note { attachments, mentions, .. } => {
            files(conn, case, attachments)?;
            mentions.iter().try_for_each(|id| called(conn, world, case, *id))
        }
        _ => Ok(()),
    }
}

/// Files that go with words lie in the same case.
fn files(conn: &mut Conn, case: Option<&Case>, ids: &[Id]) -> Result<(), Failure> {
    for id in ids {
        let place = conn.query_one_opt(&row::sql::attachment, &[(*id).into()])?.map(|r| r.id(0)).transpose()?;
        if place.is_none() || place != case.map(|c| c.id) {
            return Err(Failure::input("attachments", "unknown_attachment", id.to_string()));
        }
    }
    Ok(())
}

/// Who is called in a note must be able to read it.
fn called(conn: &mut Conn, world: &World, case: Option<&Case>, id: Id) -> Result<(), Failure> {
    let Some(actor) = actor_in(conn, id)? else {
        return Err(Failure::input("mentions", "unknown_user", id.to_string()));
    };
    match case {
        Some(case) if permit_read(world, &actor, case).is_err() => {
            Err(Failure::input("mentions", "cannot_read", id.to_string()))
        }
        _ => Ok(()),
    }
}

fn party(conn: &mut Conn, world: &World, party: Party) -> Result<(), Failure> {
    match party {
        Party::User(id) => person(conn, id),
        Party::Unit(id) => unit(world, id),
    }
}

fn unit(world: &World, id: Id) -> Result<(), Failure> {
    if world.lineages.contains_key(&id) { Ok(()) } else { Err(Failure::input("unit", "unknown_unit", id.to_string())) }
}

fn person(conn: &mut Conn, id: Id) -> Result<(), Failure> {
    match user::load(conn, id)? {
        None => Err(Failure::input("user", "unknown_user", id.to_string())),
        Some(user) if !user.active => Err(Failure::input("user", "inactive_user", id.to_string())),
        Some(_) => Ok(()),
    }
}
