//! What came in by mail and what goes out: the thread of a case, working state beside its journal. No address and no words
//! are here; both are in the case and in the raw message.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use sha2::{Digest as _, Sha256};

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::queries;
use crate::value::Row;

queries! { pub mod sql = "mail.sql"; known, take_in, cases_of_id, of_case, of_mailbox, load, ask_pictures, pictures_stand,
raw_of_customer, forget_raw, erase_raw, raw_is_kept, new_cases_since, send,
out_of_message, out, out_by_message_id, out_of_case, went, forget_failing, mark_failing, failing }

/// Characters of an error that are kept.
const ERROR: usize = 500;

/// A message that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// Identifier.
    pub id: Id,
    /// Into which mailbox.
    pub mailbox: Id,
    /// Its own id, with brackets.
    pub message_id: Option<String>,
    /// The raw message in the files; none when it was too large.
    pub digest: Option<String>,
    /// What it is: `message`, `bounce` …
    pub kind: String,
    /// What became of it: `new_case`, `message`, `set_aside` …
    pub outcome: String,
    /// The case it is in.
    pub case: Option<Id>,
    /// The message of the case; none where it began the case.
    pub message: Option<Id>,
    /// When it was taken in.
    pub at: UtcMs,
    /// Pictures it names that lie elsewhere.
    pub pictures: i64,
    /// Whether they were asked for: `waiting`, `shown`, `failed`; none: not yet.
    pub pictures_standing: Option<String>,
    /// Who wrote it.
    pub customer: Option<Id>,
    /// Ids of the files its pictures became, as JSON.
    pub picture_files: String,
    /// Why the last picture that did not come failed.
    pub pictures_trouble: Option<String>,
    /// When the raw message was erased; without it a missing `digest` means that it was too large to be kept.
    pub erased_at: Option<UtcMs>,
}

impl Came {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            mailbox: row.id(1)?,
            message_id: row.opt_text(2)?,
            digest: row.opt_text(3)?,
            kind: row.text(4)?,
            outcome: row.text(5)?,
            case: row.opt_id(6)?,
            message: row.opt_id(7)?,
            at: row.at(8)?,
            pictures: row.int(9)?,
            pictures_standing: row.opt_text(10)?,
            customer: row.opt_id(11)?,
            picture_files: row.text(12)?,
            pictures_trouble: row.opt_text(13)?,
            erased_at: row.opt_at(14)?,
        })
    }
}

/// A message on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goes {
    /// Identifier.
    pub id: Id,
    /// Of which case.
    pub case: Id,
    /// Which message of it.
    pub message: Id,
    /// Its words.
    pub text: Id,
    /// From which mailbox.
    pub mailbox: Id,
    /// Its Message-ID, with brackets; the same at each attempt.
    pub message_id: String,
    /// A machine wrote it.
    pub automatic: bool,
    /// Files of the case that go along, as JSON.
    pub files: String,
    /// `waiting`, `sent`, `failed`, `bounced`.
    pub standing: String,
    /// Attempts so far.
    pub attempts: i64,
    /// Why the last one failed.
    pub last_error: Option<String>,
    /// Since when it stands so.
    pub changed_at: UtcMs,
}

impl Goes {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            case: row.id(1)?,
            message: row.id(2)?,
            text: row.id(3)?,
            mailbox: row.id(4)?,
            message_id: row.text(5)?,
            automatic: row.bool(6)?,
            files: row.text(7)?,
            standing: row.text(8)?,
            attempts: row.int(9)?,
            last_error: row.opt_text(10)?,
            changed_at: row.at(11)?,
        })
    }
}

/// Whether a message was taken in before.
///
/// # Errors
/// `Fault`.
pub fn known(conn: &mut Conn, key: &str) -> Result<bool, Fault> {
    Ok(conn.query_one_opt(&sql::known, &[key.into()])?.is_some())
}

/// Notes what became of a message.
///
/// # Errors
/// `Constraint` when another node was quicker; `Fault`.
pub fn take_in(tx: &mut Tx, key: &str, came: &Came) -> Result<(), Fault> {
    let values = [
        came.id.into(),
        key.into(),
        came.mailbox.into(),
        came.message_id.clone().into(),
        came.digest.clone().into(),
        came.kind.as_str().into(),
        came.outcome.as_str().into(),
        came.case.into(),
        came.message.into(),
        came.customer.into(),
        came.at.into(),
        came.pictures.into(),
    ];
    tx.execute(&sql::take_in, &values).map(|_| ())
}

/// Cases a Message-ID leads to: by what we sent and by what came.
///
/// # Errors
/// `Fault`.
pub fn cases_of(conn: &mut Conn, message_id: &str) -> Result<Vec<Id>, Fault> {
    let mut cases = Vec::new();
    if let Some(sent) = by_message_id(conn, message_id)? {
        cases.push(sent.case);
    }
    for row in conn.query(&sql::cases_of_id, &[message_id.into()])? {
        cases.push(row.id(0)?);
    }
    Ok(cases)
}

/// What came into a case, newest first, 100 at most.
///
/// # Errors
/// `Fault`.
pub fn of_case(conn: &mut Conn, case: Id) -> Result<Vec<Came>, Fault> {
    conn.query(&sql::of_case, &[case.into()])?.iter().map(Came::from_row).collect()
}

/// What came into a mailbox, newest first, 100 at most.
///
/// # Errors
/// `Fault`.
pub fn of_mailbox(conn: &mut Conn, mailbox: Id) -> Result<Vec<Came>, Fault> {
    conn.query(&sql::of_mailbox, &[mailbox.into()])?.iter().map(Came::from_row).collect()
}

/// One that came.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<Came>, Fault> {
    conn.query_one_opt(&sql::load, &[id.into()])?.map(|row| Came::from_row(&row)).transpose()
}

/// Somebody asks for its pictures; false when they were asked for before and are there or on their way.
///
/// # Errors
/// `Fault`.
pub fn ask_pictures(tx: &mut Tx, id: Id, by: Id) -> Result<bool, Fault> {
    let now = tx.now();
    Ok(tx.execute(&sql::ask_pictures, &[id.into(), by.into(), now.into()])? == 1)
}

/// How its pictures stand: `shown` as these files, or `failed`; and why some did not come.
///
/// # Errors
/// `Fault`.
pub fn pictures_stand(
    tx: &mut Tx,
    id: Id,
    standing: &str,
    files_json: &str,
    trouble: Option<&str>,
) -> Result<(), Fault> {
    let short = trouble.map(|t| t.chars().filter(|c| *c != '\0').take(ERROR).collect::<String>());
    tx.execute(&sql::pictures_stand, &[id.into(), standing.into(), files_json.into(), short.into()]).map(|_| ())
}

/// Forgets where the raw messages of a customer are kept; answers their digests, whose files are to go.
///
/// # Errors
/// `Fault`.
pub fn forget_raw(tx: &mut Tx, customer: Id) -> Result<Vec<String>, Fault> {
    let (digests, now) = (tx.query(&sql::raw_of_customer, &[customer.into()])?, tx.now());
    tx.execute(&sql::forget_raw, &[customer.into(), now.into()])?;
    digests.iter().map(|row| row.text(0)).collect()
}

/// Forgets where one raw message is kept; false when it is not kept any more.
///
/// # Errors
/// `Fault`.
pub fn erase_raw(tx: &mut Tx, id: Id) -> Result<bool, Fault> {
    let now = tx.now();
    Ok(tx.execute(&sql::erase_raw, &[id.into(), now.into()])? == 1)
}

/// Whether a raw message is still kept for somebody.
///
/// # Errors
/// `Fault`.
pub fn raw_is_kept(conn: &mut Conn, digest: &str) -> Result<bool, Fault> {
    Ok(conn.query_one_opt(&sql::raw_is_kept, &[digest.into()])?.is_some())
}

/// How many cases a customer has begun by mail since.
///
/// # Errors
/// `Fault`.
pub fn new_cases_since(conn: &mut Conn, customer: Id, since: UtcMs) -> Result<i64, Fault> {
    conn.query_one(&sql::new_cases_since, &[customer.into(), since.into()])?.int(0)
}

/// Notes a message that is to go out.
///
/// # Errors
/// `Constraint` when it is noted already; `Fault`.
pub fn send(tx: &mut Tx, goes: &Goes) -> Result<(), Fault> {
    let values = [
        goes.id.into(),
        goes.case.into(),
        goes.message.into(),
        goes.text.into(),
        goes.mailbox.into(),
        goes.message_id.as_str().into(),
        goes.automatic.into(),
        goes.files.as_str().into(),
        goes.changed_at.into(),
    ];
    tx.execute(&sql::send, &values).map(|_| ())
}

/// Whether a message of a case goes or went out already.
///
/// # Errors
/// `Fault`.
pub fn goes_out(conn: &mut Conn, message: Id) -> Result<bool, Fault> {
    Ok(conn.query_one_opt(&sql::out_of_message, &[message.into()])?.is_some())
}

/// One on its way.
///
/// # Errors
/// `Fault`.
pub fn out(conn: &mut Conn, id: Id) -> Result<Option<Goes>, Fault> {
    conn.query_one_opt(&sql::out, &[id.into()])?.map(|row| Goes::from_row(&row)).transpose()
}

/// One by its Message-ID.
///
/// # Errors
/// `Fault`.
pub fn by_message_id(conn: &mut Conn, message_id: &str) -> Result<Option<Goes>, Fault> {
    conn.query_one_opt(&sql::out_by_message_id, &[message_id.into()])?.map(|row| Goes::from_row(&row)).transpose()
}

/// What goes or went out of a case, newest first, 200 at most.
///
/// # Errors
/// `Fault`.
pub fn out_of_case(conn: &mut Conn, case: Id) -> Result<Vec<Goes>, Fault> {
    conn.query(&sql::out_of_case, &[case.into()])?.iter().map(Goes::from_row).collect()
}

/// How it stands now; `tried` when there was an attempt.
///
/// # Errors
/// `Fault`.
pub fn went(tx: &mut Tx, id: Id, standing: &str, tried: bool, error: Option<&str>) -> Result<(), Fault> {
    let now = tx.now();
    let short = error.map(|e| e.chars().filter(|c| *c != '\0').take(ERROR).collect::<String>());
    let values = [id.into(), standing.into(), i64::from(tried).into(), short.into(), now.into()];
    tx.execute(&sql::went, &values).map(|_| ())
}

fn hidden(address_key: &str) -> String {
    Sha256::digest(address_key.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}

/// Marks an address (by its key) as failing for good.
///
/// # Errors
/// `Fault`.
pub fn mark_failing(tx: &mut Tx, address_key: &str) -> Result<(), Fault> {
    let now = tx.now();
    forget_failing(tx, address_key)?;
    tx.execute(&sql::mark_failing, &[hidden(address_key).into(), now.into()]).map(|_| ())
}

/// Somebody wrote from it: it works.
///
/// # Errors
/// `Fault`.
pub fn forget_failing(tx: &mut Tx, address_key: &str) -> Result<(), Fault> {
    tx.execute(&sql::forget_failing, &[hidden(address_key).into()]).map(|_| ())
}

/// Since when an address fails.
///
/// # Errors
/// `Fault`.
pub fn failing(conn: &mut Conn, address_key: &str) -> Result<Option<UtcMs>, Fault> {
    conn.query_one_opt(&sql::failing, &[hidden(address_key).into()])?.map(|row| row.at(0)).transpose()
}
