//! Canned texts as kept.

use bihuan_domain::canned_text::TextScope;
use bihuan_domain::case::text::TextFormat;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Channel;

use super::unit::corrupt;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::{Row, Value};

queries! { pub mod sql = "canned_text.sql"; insert, update, remove, load, for_user, count_of_user, count_shared }

/// A canned text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CannedText {
    /// Identifier.
    pub id: Id,
    /// Version of its stream.
    pub version: i64,
    /// Who may use it.
    pub scope: TextScope,
    /// Its writer, when it is theirs alone.
    pub user: Option<Id>,
    /// Its unit, when it is a unit's.
    pub unit: Option<Id>,
    /// Name.
    pub name: String,
    /// What one types after `/`.
    pub shortcut: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// For one channel only.
    pub channel: Option<Channel>,
    /// For one category and those below it only.
    pub category: Option<String>,
    /// Plain or HTML.
    pub format: TextFormat,
    /// Its words, with places to fill in.
    pub body: String,
    /// When it was last written.
    pub changed_at: UtcMs,
}

impl CannedText {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            version: row.int(1)?,
            scope: row.str(2)?.parse().map_err(corrupt)?,
            user: row.opt_id(3)?,
            unit: row.opt_id(4)?,
            name: row.text(5)?,
            shortcut: row.opt_text(6)?,
            language: row.text(7)?,
            channel: row.opt_text(8)?.map(|c| c.parse()).transpose().map_err(corrupt)?,
            category: row.opt_text(9)?,
            format: row.str(10)?.parse().map_err(corrupt)?,
            body: row.text(11)?,
            changed_at: row.at(12)?,
        })
    }

    fn values(&self, version: i64) -> [Value; 13] {
        [
            self.id.into(),
            version.into(),
            self.scope.code().into(),
            self.user.into(),
            self.unit.into(),
            self.name.as_str().into(),
            self.shortcut.as_deref().into(),
            self.language.as_str().into(),
            self.channel.map(Channel::code).into(),
            self.category.as_deref().into(),
            self.format.code().into(),
            self.body.as_str().into(),
            self.changed_at.into(),
        ]
    }
}

/// Saves a text written now.
///
/// # Errors
/// `Fault`.
pub fn save(tx: &mut Tx, proof: &Appended, text: &CannedText) -> Result<(), Fault> {
    let query = if proof.version() == 1 { &sql::insert } else { &sql::update };
    tx.execute(query, &text.values(proof.version())).map(|_| ())
}

/// Takes a text away.
///
/// # Errors
/// `Fault`.
pub fn remove(tx: &mut Tx, proof: &Appended) -> Result<(), Fault> {
    tx.execute(&sql::remove, &[proof.stream().id.into()]).map(|_| ())
}

/// One, whoever asks.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<CannedText>, Fault> {
    conn.query_one_opt(&sql::load, &[id.into()])?.map(|row| CannedText::from_row(&row)).transpose()
}

/// Those somebody of a unit may use: their own, their unit's and those above, everybody's; at most 2,000.
///
/// # Errors
/// `Fault`.
pub fn for_user(conn: &mut Conn, user: Id, unit: Option<Id>) -> Result<Vec<CannedText>, Fault> {
    conn.query(&sql::for_user, &[user.into(), unit.into()])?.iter().map(CannedText::from_row).collect()
}

/// How many there are of somebody's own; with `None`, of those that are shared.
///
/// # Errors
/// `Fault`.
pub fn count(conn: &mut Conn, of: Option<Id>) -> Result<i64, Fault> {
    match of {
        Some(user) => conn.query_one(&sql::count_of_user, &[user.into()])?.int(0),
        None => conn.query_one(&sql::count_shared, &[])?.int(0),
    }
}
