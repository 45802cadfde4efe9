//! Full-text search in the same transaction as the data: what was saved is found, at once, with no second service.
//!
//! The engines index *our* tokens (see [`tokens`]), so both find the same. Newest first, by id; no ranking: an agent looks
//! for the case of yesterday, not for the most similar one. The segmenter takes time and memory, so a text becomes
//! [`Tokens`] before the write closure.

mod tokens;

use bihuan_domain::ids::Id;

pub use tokens::{Tokens, fold, tokens};

use crate::db::{Conn, Engine, Tx};
use crate::fault::Fault;
use crate::queries;
use crate::value::Value;

queries! { pub(crate) mod sql = "search.sql"; add_doc, add_tokens, put_doc, put_tokens, drop_tokens, drop_doc, find, find_recent }

/// Makes a new subject findable by these tokens. It must not be there yet: replacing costs a look and a statement
/// journal for each text, which is a quarter of a new case's writing.
///
/// # Errors
/// `Constraint` when it is there; `Fault`.
pub fn add(tx: &mut Tx, id: Id, kind: &str, tokens: &Tokens) -> Result<(), Fault> {
    match tx.engine() {
        Engine::Sqlite => {
            tx.execute(&sql::add_doc, &[id.into(), kind.into()])?;
            tx.execute(&sql::add_tokens, &[id.into(), tokens.joined().into()])?;
        }
        Engine::Postgres => {
            tx.execute(&sql::add_doc, &[id.into(), kind.into(), tokens.joined().into()])?;
        }
    }
    Ok(())
}

/// Makes a subject findable by these tokens, replacing earlier ones. Ids are unique across kinds.
///
/// # Errors
/// `Fault`.
pub fn index(tx: &mut Tx, id: Id, kind: &str, tokens: &Tokens) -> Result<(), Fault> {
    let text: Value = tokens.joined().into();
    match tx.engine() {
        Engine::Sqlite => {
            tx.execute(&sql::put_doc, &[id.into(), kind.into()])?;
            tx.execute(&sql::put_tokens, &[id.into(), text])?;
        }
        Engine::Postgres => {
            tx.execute(&sql::put_doc, &[id.into(), kind.into(), text])?;
        }
    }
    Ok(())
}

/// Makes a subject unfindable (privacy erasure, withdrawal).
///
/// # Errors
/// `Fault`.
pub fn remove(tx: &mut Tx, id: Id) -> Result<(), Fault> {
    if tx.engine() == Engine::Sqlite {
        tx.execute(&sql::drop_tokens, &[id.into()])?;
    }
    tx.execute(&sql::drop_doc, &[id.into()]).map(|_| ())
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
        rows = conn.query(&sql::find_recent, &values)?;
    }
    if rows.len() < limit as usize {
        rows = conn.query(&sql::find, &values)?;
    }
    rows.iter().map(|r| r.id(0)).collect()
}
