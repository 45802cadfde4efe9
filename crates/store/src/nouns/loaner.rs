//! What is lent and not back: rows derived from the decisions of cases.

use bihuan_domain::ids::Id;

use crate::db::Conn;
use crate::fault::Fault;
use crate::queries;

queries! { pub mod sql = "loaner.sql"; lend, take_back, out }

/// What is out, the first due first: the loaner and its case.
///
/// # Errors
/// `Fault`.
pub fn out(conn: &mut Conn, most: u32) -> Result<Vec<(Id, Id)>, Fault> {
    conn.query(&sql::out, &[most.into()])?.iter().map(|r| Ok((r.id(0)?, r.id(1)?))).collect()
}
