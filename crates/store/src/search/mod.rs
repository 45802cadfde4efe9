//! Full-text search in the same transaction as the data: what was saved is found, at once, with no second service.
//!
//! The engines index *our* tokens (see [`tokens`]), so both find the same. Newest first, by id; no ranking: an agent looks
//! for the case of yesterday, not for the most similar one. The segmenter takes time and memory, so a text becomes
//! [`Tokens`] before the write closure.

mod tokens;

use bihuan_domain::ids::Id;

pub use tokens::{Tokens, Words, fold, stands, tokens};

use crate::db::{Conn, Engine, Tx};
use crate::fault::Fault;
use crate::queries;

queries! { pub(crate) mod sql = "search.sql"; add_doc, add_tokens, put_doc, put_tokens, drop_tokens, drop_doc, find, find_recent }

/// Newest documents that PostgreSQL looks through before it asks the index of words, which fetches every document that ever
/// held the word.
const RECENT: i64 = 10_000;
/// Documents looked through at most, once the newest have shown how common a word is.
const MOST_RECENT: i64 = 50_000;

/// How many of the newest documents to look through instead, after so many of `limit` wanted were found in [`RECENT`]: a
/// quarter more than it takes if the word goes on being as common; none where the index of words is sooner done.
fn wider(found: usize, limit: u32) -> Option<i64> {
    let (found, limit) = (i64::try_from(found).unwrap_or(i64::MAX), i64::from(limit));
    let needed = (RECENT * limit).checked_div(found)?.saturating_mul(5) / 4;
    (found < limit && needed <= MOST_RECENT).then_some(needed)
}

/// A change of the index. On SQLite the changes of a whole group of commands are made just before its COMMIT: FTS5 writes
/// what it gathered at every end of a savepoint, so a change inside a command cost each command a segment of its own.
pub(crate) enum Change {
    Add(Id, String, Tokens),
    Put(Id, String, Tokens),
    Drop(Id),
}

/// Makes a new subject findable by these tokens. It must not be there yet: replacing costs a look and a statement
/// journal for each text, which is a quarter of a new case's writing.
///
/// # Errors
/// `Constraint` when it is there (on SQLite at the commit, for the whole group: an id is drawn once, so this is a defect);
/// `Fault`.
pub fn add(tx: &mut Tx, id: Id, kind: &str, tokens: &Tokens) -> Result<(), Fault> {
    tx.make_findable(Change::Add(id, kind.to_owned(), tokens.clone()))
}

/// Makes a subject findable by these tokens, replacing earlier ones. Ids are unique across kinds.
///
/// # Errors
/// `Fault`.
pub fn index(tx: &mut Tx, id: Id, kind: &str, tokens: &Tokens) -> Result<(), Fault> {
    tx.make_findable(Change::Put(id, kind.to_owned(), tokens.clone()))
}

/// Makes a subject unfindable (privacy erasure, withdrawal).
///
/// # Errors
/// `Fault`.
pub fn remove(tx: &mut Tx, id: Id) -> Result<(), Fault> {
    tx.make_findable(Change::Drop(id))
}

/// Writes a change.
pub(crate) fn apply(conn: &mut Conn, change: &Change) -> Result<(), Fault> {
    match (conn.engine(), change) {
        (Engine::Sqlite, Change::Add(id, kind, tokens)) => {
            conn.execute(&sql::add_doc, &[(*id).into(), kind.as_str().into()])?;
            conn.execute(&sql::add_tokens, &[(*id).into(), tokens.joined().into()])?;
        }
        (Engine::Sqlite, Change::Put(id, kind, tokens)) => {
            conn.execute(&sql::put_doc, &[(*id).into(), kind.as_str().into()])?;
            conn.execute(&sql::put_tokens, &[(*id).into(), tokens.joined().into()])?;
        }
        (Engine::Sqlite, Change::Drop(id)) => {
            conn.execute(&sql::drop_tokens, &[(*id).into()])?;
            conn.execute(&sql::drop_doc, &[(*id).into()])?;
        }
        (Engine::Postgres, Change::Add(id, kind, tokens)) => {
            conn.execute(&sql::add_doc, &[(*id).into(), kind.as_str().into(), tokens.joined().into()])?;
        }
        (Engine::Postgres, Change::Put(id, kind, tokens)) => {
            conn.execute(&sql::put_doc, &[(*id).into(), kind.as_str().into(), tokens.joined().into()])?;
        }
        (Engine::Postgres, Change::Drop(id)) => {
            conn.execute(&sql::drop_doc, &[(*id).into()])?;
        }
    }
    Ok(())
}

/// Subjects of a kind that hold every word asked for, newest first, older than `before`. Nothing to look for (empty,
/// punctuation only) finds nothing.
///
/// # Errors
/// `Fault`.
pub fn find(conn: &mut Conn, kind: &str, asked: &str, limit: u32, before: Option<Id>) -> Result<Vec<Id>, Fault> {
    let words = tokens::asked(asked);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    // Words hold letters and digits only (see `tokens`), so quoting needs no escapes on either engine.
    let expression = match conn.engine() {
        Engine::Sqlite => words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(" AND "),
        Engine::Postgres => words.iter().map(|w| format!("'{w}'")).collect::<Vec<_>>().join(" & "),
    };
    let before = before.map_or(i64::MAX, Id::as_i64);
    let values = [kind.into(), expression.into(), before.into(), limit.into()];
    let mut rows = Vec::new();
    if conn.engine() == Engine::Postgres {
        let mut recent = |most: i64| conn.query(&sql::find_recent, &[&values[..], &[most.into()]].concat());
        rows = recent(RECENT)?;
        if let Some(most) = wider(rows.len(), limit) {
            rows = recent(most)?;
        }
    }
    if rows.len() < limit as usize {
        rows = conn.query(&sql::find, &values)?;
    }
    rows.iter().map(|r| r.id(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_goes_on_being_as_common_is_found_among_the_newest_and_a_rare_one_by_its_index() {
        assert_eq!(wider(93, 200), Some(26_881));
        assert_eq!(wider(50, 200), Some(50_000));
        assert_eq!(wider(49, 200), None, "the index of words has few to fetch");
        assert_eq!(wider(0, 200), None);
        assert_eq!(wider(200, 200), None, "enough already");
    }
}
