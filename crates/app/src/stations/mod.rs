//! Stations and what they are charged with: the month board, a station's year, orders, penalties and circulars. A station
//! sees its own; circulars are for the whole network (S3-21…S3-24).

mod board;
mod handling;
pub mod orders_file;
mod penalties;
mod telling;

pub use board::{StationMonth, StationYear};
pub use handling::StationHandling;
pub use penalties::{Circular, CircularReading, PenaltyLine};
pub(crate) use penalties::{PENALTY, recount};
pub(crate) use telling::TELL_NETWORK;

use bihuan_domain::actor::{Actor, Permission, Place};
use bihuan_domain::ids::Id;
use bihuan_domain::policy::ValidComplaintRule;
use bihuan_domain::time::UtcMs;

use crate::failure::Failure;
use crate::world::World;

/// Whether an actor holds a permission at a station.
fn may(world: &World, actor: &Actor, permission: Permission, station: Id) -> bool {
    let lineage = world.lineage(station);
    actor.may(permission, &Place { owner: None, handler: None, unit: station, lineage: &lineage })
}

/// The counting rule of the policy in force at a station now.
fn rule(world: &World, station: Id, now: UtcMs) -> Result<Option<ValidComplaintRule>, Failure> {
    let bound = world.for_new(world.policy_of(station), now, station)?;
    Ok(bound.policy.policy.valid_complaint.clone())
}

/// A year and month of `YYYY-MM`, of a year one can count in.
fn month_of(given: &str) -> Result<(i16, i8), Failure> {
    let bad = || Failure::input("month", "bad_value", given.chars().take(20).collect::<String>());
    let (year, month) = given.split_once('-').ok_or_else(bad)?;
    if year.len() != 4 || month.len() != 2 {
        return Err(bad());
    }
    match (year.parse::<i16>(), month.parse::<i8>()) {
        (Ok(year), Ok(month)) if (1970..=9998).contains(&year) && (1..=12).contains(&month) => Ok((year, month)),
        _ => Err(bad()),
    }
}
