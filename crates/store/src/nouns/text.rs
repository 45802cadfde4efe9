//! People's words, erasable. The journal has the id and a digest of salt and text; the salt lies here and goes with the
//! text, so that what was erased cannot be guessed back from the record.

use bihuan_domain::case::text::TextRef;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use rand::Rng as _;
use sha2::{Digest as _, Sha256};

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::search::Tokens;

queries! { pub mod sql = "text.sql"; insert, of_case, owners, erase }

/// Words to be kept, prepared outside the transaction: salted, digested, cut for search.
#[derive(Debug, Clone)]
pub struct NewText {
    /// Its reference for the journal.
    pub reference: TextRef,
    body: String,
    salt: [u8; 16],
    tokens: Tokens,
}

/// The digest that stands in the journal.
pub fn digest(salt: &[u8], body: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(body.as_bytes());
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let bytes: [u8; 32] = hash.finalize().into();
    bytes.iter().flat_map(|b| [HEX[usize::from(b >> 4)], HEX[usize::from(b & 15)]]).map(char::from).collect()
}

impl NewText {
    /// Prepares words.
    pub fn new(id: Id, body: impl Into<String>) -> Self {
        let body = body.into();
        let tokens = Tokens::of(&body);
        Self::cut(id, body, tokens)
    }

    /// Prepares words that were cut already.
    pub fn cut(id: Id, body: String, tokens: Tokens) -> Self {
        let mut salt = [0u8; 16];
        rand::rng().fill_bytes(&mut salt);
        let reference = TextRef { id, digest: digest(&salt, &body) };
        Self { reference, body, salt, tokens }
    }

    /// The words.
    pub fn body(&self) -> &str {
        &self.body
    }
}

/// Words as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Identifier.
    pub id: Id,
    /// The words; `None` once erased.
    pub body: Option<String>,
    /// The salt.
    pub salt: Vec<u8>,
}

/// Keeps words and makes them findable.
///
/// # Errors
/// `Fault`.
pub fn save(tx: &mut Tx, proof: &Appended, text: &NewText) -> Result<(), Fault> {
    let id = text.reference.id;
    tx.execute(&sql::insert, &[id.into(), proof.stream().id.into(), text.body.as_str().into(), (&text.salt[..]).into()])?;
    crate::search::add(tx, id, "case", &text.tokens)
}

/// All the words of a case, oldest first.
///
/// # Errors
/// `Fault`.
pub fn of_case(conn: &mut Conn, case: Id) -> Result<Vec<Text>, Fault> {
    let rows = conn.query(&sql::of_case, &[case.into()])?;
    rows.iter().map(|r| Ok(Text { id: r.id(0)?, body: r.opt_text(1)?, salt: r.bytes(2)? })).collect()
}

/// Erases words for good; the record keeps their digest.
///
/// # Errors
/// `Fault`.
pub fn erase(tx: &mut Tx, _proof: &Appended, id: Id, at: UtcMs) -> Result<bool, Fault> {
    crate::search::remove(tx, id)?;
    Ok(tx.execute(&sql::erase, &[id.into(), at.into()])? == 1)
}
