//! Words about a subject that is no case, such as why somebody saw a telephone number. As with a case's words the journal
//! has the id and a salted digest, so that the words can be erased and a change of them shows.

use bihuan_domain::case::text::TextRef;
use bihuan_domain::ids::Id;
use rand::Rng as _;

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::{Appended, Stream};
use crate::queries;

queries! { pub mod sql = "note.sql"; insert, of_subject }

/// Words to be kept.
#[derive(Debug, Clone)]
pub struct NewNote {
    /// Its reference for the journal.
    pub reference: TextRef,
    body: String,
    salt: [u8; 16],
}

impl NewNote {
    /// Prepares words.
    pub fn new(id: Id, body: impl Into<String>) -> Self {
        let body = body.into();
        let mut salt = [0u8; 16];
        rand::rng().fill_bytes(&mut salt);
        let reference = TextRef { id, digest: super::text::digest(&salt, &body) };
        Self { reference, body, salt }
    }
}

/// Keeps words about the proof's subject.
///
/// # Errors
/// `Fault`.
pub fn save(tx: &mut Tx, proof: &Appended, note: &NewNote) -> Result<(), Fault> {
    let Stream { kind, id } = proof.stream();
    let values = [
        note.reference.id.into(),
        kind.as_ref().into(),
        (*id).into(),
        note.body.as_str().into(),
        (&note.salt[..]).into(),
    ];
    tx.execute(&sql::insert, &values).map(|_| ())
}

/// Words about a subject, oldest first; `None` for erased ones.
///
/// # Errors
/// `Fault`.
pub fn of_subject(
    conn: &mut Conn,
    subject: &Stream,
    after: Option<Id>,
    limit: u32,
) -> Result<Vec<(Id, Option<String>)>, Fault> {
    let values = [subject.kind.as_ref().into(), subject.id.into(), after.map_or(0, Id::as_i64).into(), limit.into()];
    conn.query(&sql::of_subject, &values)?.iter().map(|row| Ok((row.id(0)?, row.opt_text(1)?))).collect()
}
