//! The shop counter (S0-10): whoever comes in is taken in as an ordinary case of the channel walk-in, in the same
//! transaction in which they get the next number of the day; calling, serving and going are decisions of a noun of their own.
//! Arrival is the case's receipt and being served its first contact, so that the clock of five minutes (S0-28) is the case's.
//! Whoever works at a counter may write to customers there; the display of numbers opens by a key and shows numbers alone.

mod arriving;
mod board;
mod display;

use bihuan_domain::actor::{Actor, Permission, Place};
use bihuan_domain::counter::{CounterRefusal, has_counter};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::Conn;
use bihuan_store::nouns::unit::{self, Unit};

use crate::access::Access;
use crate::app::App;
use crate::failure::Failure;
use crate::world::World;

pub use arriving::{Arrival, Arrived, Taken};
pub use board::{AtCounter, Board, CounterOf};
pub use display::{Display, NewDisplay};

/// The stream kind of visits to a counter.
pub const KIND: &str = "counter_visit";

/// The counter's use cases; cheap to clone.
#[derive(Clone)]
pub struct Counter {
    app: App,
    access: Access,
}

crate::secrets::discreet!(Counter);

impl Counter {
    /// Over the application.
    pub const fn new(app: App, access: Access) -> Self {
        Self { app, access }
    }
}

/// A unit with a counter at which the actor works.
fn workplace(conn: &mut Conn, world: &World, actor: &Actor, id: Id) -> Result<Unit, Failure> {
    let found = unit::load(conn, id)?.filter(|u| u.archived_at.is_none() && works_at(world, actor, id));
    let found = found.ok_or(Failure::NotFound { what: "unit" })?;
    if has_counter(found.kind) { Ok(found) } else { Err(CounterRefusal::NoCounter.into()) }
}

/// Whether somebody works at a unit's counter.
fn works_at(world: &World, actor: &Actor, unit: Id) -> bool {
    let lineage = world.lineage(unit);
    actor.may(Permission::CaseMessage, &Place { owner: None, handler: None, unit, lineage: &lineage })
}

/// The business day of an instant.
fn day_of(world: &World, at: UtcMs) -> String {
    world.zone.business_date(at).to_string()
}
