//! People's words, erasable. The journal has the id and a digest of salt and text; the salt lies here and goes with the
//! text, so that what was erased cannot be guessed back from the record.

use bihuan_domain::case::text::TextRef;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use rand::Rng as _;
use sha2::{Digest as _, Sha256};

use crate::db::{Conn, Query, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::search::Tokens;
use crate::value::{Row, Value};

queries! { pub mod sql = "text.sql"; insert, of_case, owners, erase }

/// Words to be kept, prepared outside the transaction: salted, digested, cut for search.
#[derive(Debug, Clone)]
pub struct NewText {
    /// Its reference for the journal.
    pub reference: TextRef,
    body: String,
    html: Option<String>,
    salt: [u8; 16],
    tokens: Tokens,
}

/// The digest that stands in the journal.
pub fn digest(salt: &[u8], body: &str) -> String {
    digest_rich(salt, body, None)
}

/// The digest of words with their rich form. A text holds no NUL, so it parts the two beyond doubt.
pub fn digest_rich(salt: &[u8], body: &str, html: Option<&str>) -> String {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(body.as_bytes());
    if let Some(html) = html {
        hash.update([0]);
        hash.update(html.as_bytes());
    }
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
        Self::made(id, body, None, tokens)
    }

    /// Prepares rich words with their plain projection, which is what is searched.
    pub fn rich(id: Id, body: String, html: String) -> Self {
        let tokens = Tokens::of(&body);
        Self::made(id, body, Some(html), tokens)
    }

    fn made(id: Id, body: String, html: Option<String>, tokens: Tokens) -> Self {
        let mut salt = [0u8; 16];
        rand::rng().fill_bytes(&mut salt);
        let reference = TextRef { id, digest: digest_rich(&salt, &body, html.as_deref()) };
        Self { reference, body, html, salt, tokens }
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
    /// The rich form, if it has one.
    pub html: Option<String>,
    /// The salt.
    pub salt: Vec<u8>,
}

impl Text {
    /// The digest as it ought to stand in the journal; `None` once erased.
    pub fn digest(&self) -> Option<String> {
        Some(digest_rich(&self.salt, self.body.as_deref()?, self.html.as_deref()))
    }
}

/// Keeps the words of one decision and makes them findable: as one search document under the first text's id, because a
/// document a text made search the dearest part of taking a case in, and a question in two fields found nothing.
///
/// # Errors
/// `Fault`.
pub fn save(tx: &mut Tx, proof: &Appended, texts: &[NewText]) -> Result<(), Fault> {
    let case = proof.stream().id;
    for text in texts {
        let values = [
            text.reference.id.into(),
            case.into(),
            text.body.as_str().into(),
            (&text.salt[..]).into(),
            text.html.as_deref().into(),
        ];
        tx.execute(&sql::insert, &values)?;
    }
    match texts {
        [] => Ok(()),
        [one] => crate::search::add(tx, one.reference.id, "case", &one.tokens),
        [first, ..] => {
            let together = Tokens::of_pieces(texts.iter().map(|t| &t.tokens));
            crate::search::add(tx, first.reference.id, "case", &together)
        }
    }
}

/// All the words of a case, oldest first.
///
/// # Errors
/// `Fault`.
pub fn of_case(conn: &mut Conn, case: Id) -> Result<Vec<Text>, Fault> {
    let rows = conn.query(&sql::of_case, &[case.into()])?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Text, Fault> {
    Ok(Text { id: row.id(0)?, body: row.opt_text(1)?, salt: row.bytes(2)?, html: row.opt_text(3)? })
}

/// Words by their ids, for a page of a timeline; at most 2,000.
///
/// # Errors
/// `Fault`.
pub fn by_ids(conn: &mut Conn, ids: &[Id]) -> Result<Vec<Text>, Fault> {
    let mut out = Vec::with_capacity(ids.len());
    for some in ids.chunks(200).take(10) {
        let places: Vec<String> = (1..=some.len()).map(|i| format!("${i}")).collect();
        let sql = format!("SELECT id, body, salt, html FROM case_text WHERE id IN ({})", places.join(", "));
        let values: Vec<Value> = some.iter().map(|id| (*id).into()).collect();
        for row in conn.query(&Query::dynamic(sql), &values)? {
            out.push(read(&row)?);
        }
    }
    Ok(out)
}

/// Erases words for good; the record keeps their digest. What is left of the case is indexed anew, each text by itself,
/// because the erased words shared a search document with others.
///
/// # Errors
/// `Fault`.
pub fn erase(tx: &mut Tx, proof: &Appended, id: Id, at: UtcMs) -> Result<bool, Fault> {
    // What triage proposed names words of the text.
    super::triage::forget(tx, proof.stream().id)?;
    let erased = tx.execute(&sql::erase, &[id.into(), at.into()])? == 1;
    for text in of_case(tx, proof.stream().id)? {
        crate::search::remove(tx, text.id)?;
        if let Some(body) = &text.body {
            crate::search::add(tx, text.id, "case", &Tokens::of(body))?;
        }
    }
    Ok(erased)
}
