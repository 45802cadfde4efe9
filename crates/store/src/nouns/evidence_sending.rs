//! Links of requests for evidence that were sent to somebody outside: how each sending stands. Working state beside the case;
//! the address is in the request's words and the secret of a link nowhere.

use bihuan_domain::complaint::evidence_request::LinkStanding;
use bihuan_domain::ids::Id;
use bihuan_domain::notification::NoticeWay;
use bihuan_domain::time::UtcMs;

use super::unit::corrupt;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::queries;
use crate::value::{Row, Value};

queries! { pub mod sql = "evidence_sending.sql"; insert, load, of_case, waits, stand, drop_key }

/// A sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// Identifier.
    pub id: Id,
    /// The request.
    pub request: Id,
    /// Its case.
    pub case: Id,
    /// By which way.
    pub way: NoticeWay,
    /// They were asked before.
    pub is_reminder: bool,
    /// How it stands.
    pub standing: LinkStanding,
    /// Why it could not be sent, the last time.
    pub fault: Option<String>,
    /// Since when.
    pub asked_at: UtcMs,
    /// When it was handed over, or given up.
    pub done_at: Option<UtcMs>,
}

fn read(r: &Row) -> Result<Sending, Fault> {
    Ok(Sending {
        id: r.id(0)?,
        request: r.id(1)?,
        case: r.id(2)?,
        way: r.str(3)?.parse().map_err(corrupt)?,
        is_reminder: r.bool(4)?,
        standing: r.str(5)?.parse().map_err(corrupt)?,
        fault: r.opt_text(6)?,
        asked_at: r.at(7)?,
        done_at: r.opt_at(8)?,
    })
}

/// A sending begins.
///
/// # Errors
/// `Fault`.
pub fn insert(tx: &mut Tx, id: Id, request: Id, case: Id, way: NoticeWay, is_reminder: bool) -> Result<(), Fault> {
    let now = tx.now();
    let values: [Value; 6] =
        [id.into(), request.into(), case.into(), way.code().into(), is_reminder.into(), now.into()];
    tx.execute(&sql::insert, &values).map(|_| ())
}

/// One.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<Sending>, Fault> {
    conn.query_one_opt(&sql::load, &[id.into()])?.as_ref().map(read).transpose()
}

/// Those of a case, in order.
///
/// # Errors
/// `Fault`.
pub fn of_case(conn: &mut Conn, case: Id) -> Result<Vec<Sending>, Fault> {
    conn.query(&sql::of_case, &[case.into()])?.iter().map(read).collect()
}

/// Whether one of a request is on its way.
///
/// # Errors
/// `Fault`.
pub fn waits(conn: &mut Conn, case: Id, request: Id) -> Result<bool, Fault> {
    Ok(conn.query_one_opt(&sql::waits, &[case.into(), request.into()])?.is_some())
}

/// How it stands now.
///
/// # Errors
/// `Fault`.
pub fn stand(tx: &mut Tx, id: Id, standing: LinkStanding, fault: Option<&str>) -> Result<(), Fault> {
    let done_at = (standing != LinkStanding::Waiting).then(|| tx.now());
    tx.execute(&sql::stand, &[id.into(), standing.code().into(), fault.into(), done_at.into()]).map(|_| ())
}

/// A link that reached nobody is none.
///
/// # Errors
/// `Fault`.
pub fn drop_key(tx: &mut Tx, hash: &[u8; 32]) -> Result<(), Fault> {
    tx.execute(&sql::drop_key, &[hash.into()]).map(|_| ())
}
