//! What people are told of in the console, and their preferences. One person's working state: what it tells of is in the
//! journal already, so a notification has no journal row of its own. A key keeps each one single, whatever is tried
//! again on whichever node.

use bihuan_domain::ids::Id;
use bihuan_domain::notification::{NoticeWay, NotificationKind};
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Role;

use super::unit::corrupt;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::queries;
use crate::value::Row;

queries! { pub mod sql = "notification.sql"; insert, page, page_unread, unread, read_up_to, read_of_case, read_one,
created_since, prune, holders, preferences, prefer, leaves, leaving }

/// Unread ones are counted up to this.
pub const COUNTED: u32 = 1_000;

/// Something somebody is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// Identifier.
    pub id: Id,
    /// Who is told.
    pub user: Id,
    /// Of what.
    pub kind: NotificationKind,
    /// Of which case.
    pub case: Option<Id>,
    /// Who did it, when it was a user.
    pub by: Option<Id>,
    /// JSON object of codes, ids and numbers.
    pub data: String,
    /// When.
    pub created_at: UtcMs,
    /// When it was read.
    pub read_at: Option<UtcMs>,
}

impl Notification {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            user: row.id(1)?,
            kind: row.str(2)?.parse().map_err(corrupt)?,
            case: row.opt_id(3)?,
            by: row.opt_id(4)?,
            data: row.text(5)?,
            created_at: row.at(6)?,
            read_at: row.opt_at(7)?,
        })
    }
}

/// Tells somebody something once a key; false when they were told already.
///
/// # Errors
/// `Fault`.
pub fn insert(tx: &mut Tx, new: &Notification, key: &str) -> Result<bool, Fault> {
    let values = [
        new.id.into(),
        new.user.into(),
        new.kind.code().into(),
        new.case.into(),
        new.by.into(),
        new.data.as_str().into(),
        key.into(),
        new.created_at.into(),
    ];
    Ok(tx.execute(&sql::insert, &values)? == 1)
}

/// A page of somebody's, newest first, older than `before`.
///
/// # Errors
/// `Fault`.
pub fn page(
    conn: &mut Conn,
    user: Id,
    before: Option<Id>,
    unread_only: bool,
    limit: u32,
) -> Result<Vec<Notification>, Fault> {
    let query = if unread_only { &sql::page_unread } else { &sql::page };
    let values = [user.into(), before.map_or(i64::MAX, Id::as_i64).into(), limit.into()];
    conn.query(query, &values)?.iter().map(Notification::from_row).collect()
}

/// How many are unread, up to [`COUNTED`].
///
/// # Errors
/// `Fault`.
pub fn unread(conn: &mut Conn, user: Id) -> Result<i64, Fault> {
    conn.query_one(&sql::unread, &[user.into(), COUNTED.into()])?.int(0)
}

/// Everything up to one is read.
///
/// # Errors
/// `Fault`.
pub fn read_up_to(tx: &mut Tx, user: Id, last: Id) -> Result<(), Fault> {
    let now = tx.now().into();
    tx.execute(&sql::read_up_to, &[user.into(), last.into(), now]).map(|_| ())
}

/// Everything about a case is read.
///
/// # Errors
/// `Fault`.
pub fn read_of_case(tx: &mut Tx, user: Id, case: Id) -> Result<(), Fault> {
    let now = tx.now().into();
    tx.execute(&sql::read_of_case, &[user.into(), case.into(), now]).map(|_| ())
}

/// One is read.
///
/// # Errors
/// `Fault`.
pub fn read_one(tx: &mut Tx, user: Id, id: Id) -> Result<(), Fault> {
    let now = tx.now().into();
    tx.execute(&sql::read_one, &[user.into(), id.into(), now]).map(|_| ())
}

/// What was made after an instant, at most 5,000 rows.
///
/// # Errors
/// `Fault`.
pub fn created_since(conn: &mut Conn, since: UtcMs) -> Result<Vec<Notification>, Fault> {
    conn.query(&sql::created_since, &[since.into()])?.iter().map(Notification::from_row).collect()
}

/// Forgets up to `limit` made before an instant.
///
/// # Errors
/// `Fault`.
pub fn prune(tx: &mut Tx, before: UtcMs, limit: u32) -> Result<u64, Fault> {
    tx.execute(&sql::prune, &[before.into(), limit.into()])
}

/// Who holds a role that reaches a unit, at most 50 people.
///
/// # Errors
/// `Fault`.
pub fn holders(conn: &mut Conn, role: Role, unit: Id) -> Result<Vec<Id>, Fault> {
    conn.query_known(&sql::holders, &[role.code().into(), unit.into()])?.iter().map(|row| row.id(0)).collect()
}

/// Somebody's preferences, JSON; asked for once in a closure, which must not write them first.
///
/// # Errors
/// `Fault`.
pub fn preferences(conn: &mut Conn, user: Id) -> Result<Option<String>, Fault> {
    conn.query_known(&sql::preferences, &[user.into()])?.first().map(|row| row.text(0)).transpose()
}

/// Keeps somebody's preferences.
///
/// # Errors
/// `Fault`.
pub fn prefer(tx: &mut Tx, user: Id, body: &str) -> Result<(), Fault> {
    let now = tx.now().into();
    tx.execute(&sql::prefer, &[user.into(), body.into(), now]).map(|_| ())
}

/// A notification leaves in a way, at an instant; what is noted already stays.
///
/// # Errors
/// `Fault`.
pub fn leaves(tx: &mut Tx, notification: Id, way: NoticeWay, user: Id, at: UtcMs) -> Result<(), Fault> {
    tx.execute(&sql::leaves, &[notification.into(), way.code().into(), user.into(), at.into()]).map(|_| ())
}

/// What leaves for somebody in a way at an instant and is not read yet, at most 200.
///
/// # Errors
/// `Fault`.
pub fn leaving(conn: &mut Conn, user: Id, way: NoticeWay, at: UtcMs) -> Result<Vec<Notification>, Fault> {
    conn.query(&sql::leaving, &[user.into(), way.code().into(), at.into()])?
        .iter()
        .map(Notification::from_row)
        .collect()
}
