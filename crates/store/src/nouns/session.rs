//! Sessions, failed tries and the set-up link. These are no domain rows and not journalled (a sign-in is an event of its
//! user): they come and go with a browser. Only digests of secrets lie here.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::queries;
use crate::value::Row;

queries! { pub mod sql = "session.sql"; insert, by_hash, of_user, seen, end, end_one, end_all, forget, try_in, forgive,
forget_tries, offer_setup, spend_setup, give_back, setup_good, know_device, is_known, forget_devices, forget_old_devices }

/// A session as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Identifier, for lists; it opens nothing.
    pub id: Id,
    /// Whose.
    pub user: Id,
    /// What a form must send back.
    pub csrf: String,
    /// The browser, shortened.
    pub user_agent: String,
    /// Since when.
    pub created_at: UtcMs,
    /// Last use, to a few minutes.
    pub last_seen_at: UtcMs,
    /// When it ends whatever happens.
    pub expires_at: UtcMs,
}

impl SessionRow {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            user: row.id(1)?,
            csrf: row.text(2)?,
            user_agent: row.text(3)?,
            created_at: row.at(4)?,
            last_seen_at: row.at(5)?,
            expires_at: row.at(6)?,
        })
    }
}

/// A new session.
///
/// # Errors
/// `Fault`.
pub fn insert(tx: &mut Tx, hash: &[u8; 32], session: &SessionRow) -> Result<(), Fault> {
    let values = [
        hash.into(),
        session.id.into(),
        session.user.into(),
        session.csrf.as_str().into(),
        session.user_agent.as_str().into(),
        session.created_at.into(),
        session.expires_at.into(),
    ];
    tx.execute(&sql::insert, &values).map(|_| ())
}

/// The session of a cookie's digest.
///
/// # Errors
/// `Fault`.
pub fn by_hash(conn: &mut Conn, hash: &[u8; 32]) -> Result<Option<SessionRow>, Fault> {
    conn.query_one_opt(&sql::by_hash, &[hash.into()])?.map(|row| SessionRow::from_row(&row)).transpose()
}

/// Somebody's sessions, the newest first, at most 200.
///
/// # Errors
/// `Fault`.
pub fn of_user(conn: &mut Conn, user: Id) -> Result<Vec<SessionRow>, Fault> {
    conn.query(&sql::of_user, &[user.into()])?.iter().map(SessionRow::from_row).collect()
}

/// Notes a use.
///
/// # Errors
/// `Fault`.
pub fn seen(tx: &mut Tx, hash: &[u8; 32], at: UtcMs) -> Result<(), Fault> {
    tx.execute(&sql::seen, &[hash.into(), at.into()]).map(|_| ())
}

/// Ends the session of a cookie's digest.
///
/// # Errors
/// `Fault`.
pub fn end(tx: &mut Tx, hash: &[u8; 32]) -> Result<bool, Fault> {
    Ok(tx.execute(&sql::end, &[hash.into()])? == 1)
}

/// Ends one of somebody's sessions.
///
/// # Errors
/// `Fault`.
pub fn end_one(tx: &mut Tx, user: Id, session: Id) -> Result<bool, Fault> {
    Ok(tx.execute(&sql::end_one, &[user.into(), session.into()])? == 1)
}

/// Ends all of somebody's sessions; answers how many.
///
/// # Errors
/// `Fault`.
pub fn end_all(tx: &mut Tx, user: Id) -> Result<u64, Fault> {
    tx.execute(&sql::end_all, &[user.into()])
}

/// Removes sessions that ended by age or by rest.
///
/// # Errors
/// `Fault`.
pub fn forget(tx: &mut Tx, now: UtcMs, seen_before: UtcMs) -> Result<u64, Fault> {
    tx.execute(&sql::forget, &[now.into(), seen_before.into()])
}

/// Counts a try for a name's digest before it is judged, so that parallel tries cannot pass together. Answers how many
/// there were since the first of the window, and when that was. Windows that began at or before `stale` are forgotten.
///
/// # Errors
/// `Fault`.
pub fn count_try(tx: &mut Tx, login: &[u8; 32], now: UtcMs, stale: UtcMs) -> Result<(i64, UtcMs), Fault> {
    tx.execute(&sql::forget_tries, &[stale.into()])?;
    let row = tx.query_one(&sql::try_in, &[login.into(), now.into(), stale.into()])?;
    Ok((row.int(0)?, row.at(1)?))
}

/// Forgets the tries of a name that got in.
///
/// # Errors
/// `Fault`.
pub fn forgive(tx: &mut Tx, login: &[u8; 32]) -> Result<(), Fault> {
    tx.execute(&sql::forgive, &[login.into()]).map(|_| ())
}

/// Keeps the one set-up link; an older one is no longer good.
///
/// # Errors
/// `Fault`.
pub fn offer_setup(tx: &mut Tx, hash: &[u8; 32], at: UtcMs) -> Result<(), Fault> {
    tx.execute(&sql::offer_setup, &[hash.into(), at.into()]).map(|_| ())
}

/// Uses the link up; false when it is not the one or was made at or before `stale`.
///
/// # Errors
/// `Fault`.
pub fn spend_setup(tx: &mut Tx, hash: &[u8; 32], stale: UtcMs) -> Result<bool, Fault> {
    Ok(tx.execute(&sql::spend_setup, &[hash.into(), stale.into()])? == 1)
}

/// Whether the link is the one and was made after `stale`; it is not used up.
///
/// # Errors
/// `Fault`.
pub fn setup_good(conn: &mut Conn, hash: &[u8; 32], stale: UtcMs) -> Result<bool, Fault> {
    Ok(conn.query_one_opt(&sql::setup_good, &[hash.into(), stale.into()])?.is_some())
}

/// Takes one counted try back: it was a good one.
///
/// # Errors
/// `Fault`.
pub fn give_back(tx: &mut Tx, counted: &[u8; 32]) -> Result<(), Fault> {
    tx.execute(&sql::give_back, &[counted.into()]).map(|_| ())
}

/// Notes that somebody signed in from a device; devices not seen since `stale` are forgotten.
///
/// # Errors
/// `Fault`.
pub fn know_device(tx: &mut Tx, hash: &[u8; 32], user: Id, now: UtcMs, stale: UtcMs) -> Result<(), Fault> {
    tx.execute(&sql::forget_old_devices, &[stale.into()])?;
    tx.execute(&sql::know_device, &[hash.into(), user.into(), now.into()]).map(|_| ())
}

/// Whether whoever has this folded sign-in name signed in from the device after `stale`.
///
/// # Errors
/// `Fault`.
pub fn is_known(conn: &mut Conn, hash: &[u8; 32], login_key: &str, stale: UtcMs) -> Result<bool, Fault> {
    Ok(conn.query_one_opt(&sql::is_known, &[hash.into(), login_key.into(), stale.into()])?.is_some())
}

/// Forgets the devices of somebody: their password was changed.
///
/// # Errors
/// `Fault`.
pub fn forget_devices(tx: &mut Tx, user: Id) -> Result<(), Fault> {
    tx.execute(&sql::forget_devices, &[user.into()]).map(|_| ())
}
