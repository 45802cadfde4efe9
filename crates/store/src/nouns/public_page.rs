//! Pages that anybody may read, in their published versions and as drafts; and whether entries helped.

use bihuan_domain::ids::Id;
use bihuan_domain::public_page::PageKind;
use bihuan_domain::time::UtcMs;

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::{Row, Value};

queries! { pub mod sql = "public_page.sql"; insert, withdraw, versions, put_draft, drop_draft, draft, helped, answers }

/// Versions of a page looked at, at most.
const MOST_VERSIONS: u32 = 500;

/// A published version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageVersion {
    /// From 1.
    pub version: i64,
    /// First day, `YYYY-MM-DD`.
    pub effective_from: String,
    /// What it says, as JSON.
    pub body: String,
    /// When it was published.
    pub published_at: UtcMs,
    /// By whom.
    pub published_by: Option<Id>,
    /// When it was withdrawn, before its first day.
    pub withdrawn_at: Option<UtcMs>,
}

impl PageVersion {
    fn from_row(r: &Row) -> Result<Self, Fault> {
        Ok(Self {
            version: r.int(0)?,
            effective_from: r.text(1)?,
            body: r.text(2)?,
            published_at: r.at(3)?,
            published_by: r.opt_id(4)?,
            withdrawn_at: r.opt_at(5)?,
        })
    }
}

/// Publishes a version; its draft is gone.
///
/// # Errors
/// `Fault`.
pub fn publish(tx: &mut Tx, _: &Appended, kind: PageKind, page: &PageVersion) -> Result<(), Fault> {
    let values: [Value; 6] = [
        kind.code().into(),
        page.version.into(),
        page.effective_from.as_str().into(),
        page.body.as_str().into(),
        page.published_at.into(),
        page.published_by.into(),
    ];
    tx.execute(&sql::insert, &values)?;
    tx.execute(&sql::drop_draft, &[kind.code().into()]).map(|_| ())
}

/// Withdraws a version.
///
/// # Errors
/// `Fault`.
pub fn withdraw(tx: &mut Tx, _: &Appended, kind: PageKind, version: i64) -> Result<(), Fault> {
    let now = tx.now();
    tx.execute(&sql::withdraw, &[kind.code().into(), version.into(), now.into()]).map(|_| ())
}

/// Every version, the newest first.
///
/// # Errors
/// `Fault`.
pub fn versions(conn: &mut Conn, kind: PageKind) -> Result<Vec<PageVersion>, Fault> {
    conn.query(&sql::versions, &[kind.code().into(), MOST_VERSIONS.into()])?.iter().map(PageVersion::from_row).collect()
}

/// Keeps a draft.
///
/// # Errors
/// `Fault`.
pub fn put_draft(tx: &mut Tx, kind: PageKind, body: &str) -> Result<(), Fault> {
    let now = tx.now();
    tx.execute(&sql::put_draft, &[kind.code().into(), body.into(), now.into()]).map(|_| ())
}

/// The draft, with when it was last changed.
///
/// # Errors
/// `Fault`.
pub fn draft(conn: &mut Conn, kind: PageKind) -> Result<Option<(String, UtcMs)>, Fault> {
    conn.query_one_opt(&sql::draft, &[kind.code().into()])?.map(|r| Ok((r.text(0)?, r.at(1)?))).transpose()
}

/// An entry helped somebody, or did not.
///
/// # Errors
/// `Fault`.
pub fn helped(tx: &mut Tx, entry: &str, did: bool) -> Result<(), Fault> {
    let (yes, no) = (i64::from(did), i64::from(!did));
    tx.execute(&sql::helped, &[entry.into(), yes.into(), no.into()]).map(|_| ())
}

/// How often each entry helped, and did not.
///
/// # Errors
/// `Fault`.
pub fn answers(conn: &mut Conn) -> Result<Vec<(String, i64, i64)>, Fault> {
    conn.query(&sql::answers, &[])?.iter().map(|r| Ok((r.text(0)?, r.int(1)?, r.int(2)?))).collect()
}
