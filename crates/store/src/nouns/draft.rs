//! Drafts: what somebody has begun to write in a case. One person's working state and no business fact, so there is no
//! journal; what was sent is recorded by its command. The last write wins by the writer's own counter, so that a save
//! which arrives late neither undoes a later one nor brings back a draft that is gone.

use bihuan_domain::case::text::WritingSort;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::queries;
use crate::value::Value;

queries! { pub mod sql = "draft.sql"; load, last_counter, save, remove, gone, beyond, prune, prune_gone }

/// Drafts a person keeps at most; the oldest go.
pub const MOST: u32 = 500;

/// Whose draft, of which case, of which sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The writer.
    pub user: Id,
    /// The case.
    pub case: Id,
    /// Reply or note.
    pub sort: WritingSort,
}

impl Place {
    fn key(self) -> [Value; 3] {
        [self.user.into(), self.case.into(), self.sort.code().into()]
    }
}

/// A draft as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// JSON of what was written.
    pub content: String,
    /// The writer's counter.
    pub counter: i64,
    /// When it was saved.
    pub updated_at: UtcMs,
}

/// The draft at a place.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, place: Place) -> Result<Option<Draft>, Fault> {
    let Some(row) = conn.query_one_opt(&sql::load, &place.key())? else { return Ok(None) };
    Ok(Some(Draft { content: row.text(0)?, counter: row.int(1)?, updated_at: row.at(2)? }))
}

/// The highest counter known of a place, of a draft there or of one that is gone; 0 when there was none.
///
/// # Errors
/// `Fault`.
pub fn last_counter(conn: &mut Conn, place: Place) -> Result<i64, Fault> {
    Ok(conn.query_one(&sql::last_counter, &place.key())?.opt_int(0)?.unwrap_or(0))
}

/// Saves a draft whose counter is higher than the last; false when it is not.
///
/// # Errors
/// `Fault`.
pub fn save(tx: &mut Tx, place: Place, draft: &Draft) -> Result<bool, Fault> {
    if draft.counter <= last_counter(tx, place)? {
        return Ok(false);
    }
    let [user, case, sort] = place.key();
    let values =
        [user.clone(), case, sort, draft.content.as_str().into(), draft.counter.into(), draft.updated_at.into()];
    let saved = tx.execute(&sql::save, &values)? == 1;
    tx.execute(&sql::beyond, &[user, MOST.into()])?;
    Ok(saved)
}

/// Takes a draft away; saves with a counter up to its own, or up to `counter`, come too late from now on.
///
/// # Errors
/// `Fault`.
pub fn remove(tx: &mut Tx, place: Place, counter: i64) -> Result<(), Fault> {
    let last = last_counter(tx, place)?.max(counter);
    tx.execute(&sql::remove, &place.key())?;
    let [user, case, sort] = place.key();
    let now = tx.now().into();
    tx.execute(&sql::gone, &[user, case, sort, last.into(), now]).map(|_| ())
}

/// Forgets drafts last saved before one instant and the memory of those gone before another.
///
/// # Errors
/// `Fault`.
pub fn prune(tx: &mut Tx, saved_before: UtcMs, gone_before: UtcMs) -> Result<(), Fault> {
    tx.execute(&sql::prune, &[saved_before.into()])?;
    tx.execute(&sql::prune_gone, &[gone_before.into()]).map(|_| ())
}
