//! What time brings to a visit: an offer lapses, a question stays unanswered, somebody who waited is gone.

use bihuan_domain::actor::Who;
use bihuan_domain::ids::Id;
use bihuan_store::Tx;
use bihuan_store::nouns::chat as rows;

use super::decide::Visit;
use crate::failure::Failure;
use crate::world::World;

/// Its timer rang.
///
/// # Errors
/// Faults.
pub(crate) fn ring(tx: &mut Tx, world: &World, id: Id) -> Result<(), Failure> {
    let mut visit = Visit::open(tx, world, id)?;
    let (now, away) = (tx.now(), rows::live(tx, id)?.and_then(|l| l.away_since));
    match visit.row.chat.lapse(now, away, visit.rule()) {
        Some(event) => visit.decide(tx, Who::System, "chat_time", &[event]),
        // Not yet after all: the row that was just taken must stand for what comes.
        None => visit.wake(tx),
    }
}
