//! Proving the record: one ordered walk over the journal recomputes every hash, checks that versions and links are
//! without a gap and that the heads are the last rows; then every seal's file outside the database is held against the
//! journal. The caller's `fold` compares each current row with what its decisions give.
//!
//! The first broken link of each stream is named; memory is bounded by the longest stream. It only reads.

use crate::blobs::{BlobError, Blobs};
use crate::db::{Conn, Db};
use crate::fault::Fault;
use crate::journal::{EntryRow, GENESIS, PAGE, Stream};
use crate::queries;
use crate::seals::{self, Head, Seal};

queries! { pub(crate) mod sql = "verify.sql"; scan, bare_heads }

/// Findings kept; the count goes on.
const MOST: usize = 1_000;

/// One thing that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// `changed_row`, `deleted_row`, `reordered_row`, `deleted_stream`, `forged_head`, `broken_link`, `rewritten_stream`,
    /// `row_differs`, `seal_missing`, `seal_forged`, `seal_chain`.
    pub code: &'static str,
    /// Whose, if it concerns a stream.
    pub stream: Option<Stream>,
    /// At which version.
    pub version: Option<i64>,
    /// For the person who looks into it.
    pub detail: String,
}

/// What was looked at and found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// Streams walked.
    pub streams: u64,
    /// Decisions walked.
    pub entries: u64,
    /// Seal files held against the journal.
    pub seals: u64,
    /// How many findings there are.
    pub found: u64,
    /// The first thousand.
    pub findings: Vec<Finding>,
}

impl Verified {
    fn add(&mut self, finding: Finding) {
        self.found += 1;
        if self.findings.len() < MOST {
            self.findings.push(finding);
        }
    }

    fn stream(&mut self, code: &'static str, stream: &Stream, version: i64, detail: impl Into<String>) {
        self.add(Finding { code, stream: Some(stream.clone()), version: Some(version), detail: detail.into() });
    }

    fn seal(&mut self, code: &'static str, detail: String) {
        self.add(Finding { code, stream: None, version: None, detail });
    }
}

/// Verifies everything on one snapshot. `fold` gets each intact stream's decisions and the connection, and answers how
/// the current row differs (`row_differs`).
///
/// # Errors
/// `BlobError::Fault` when the database or the files cannot be read at all.
pub async fn verify<F>(db: &Db, blobs: &Blobs, fold: F) -> Result<Verified, BlobError>
where
    F: FnMut(&mut Conn, &Stream, &[EntryRow]) -> Result<Vec<String>, Fault> + Send + 'static,
{
    let walk = move |c: &mut Conn| {
        c.lenient = true;
        let walked = journal(c, fold);
        c.lenient = false;
        walked
    };
    let (mut verified, rows) = db.read(walk).await?;
    chain(&rows, &mut verified);
    files(db, blobs, &rows, &mut verified).await?;
    Ok(verified)
}

fn journal<F>(c: &mut Conn, mut fold: F) -> Result<(Verified, Vec<Seal>), Fault>
where
    F: FnMut(&mut Conn, &Stream, &[EntryRow]) -> Result<Vec<String>, Fault>,
{
    let mut verified = Verified::default();
    let mut after = (String::new(), i64::MIN, i64::MIN);
    let mut open: Vec<EntryRow> = Vec::new();
    let mut head = None;
    loop {
        let values = [after.0.clone().into(), after.1.into(), after.2.into(), PAGE.into()];
        let page = c.query(&sql::scan, &values)?;
        let full = page.len() == PAGE as usize;
        for row in page {
            let entry = EntryRow::from_row(&row)?;
            after = (entry.stream.kind.to_string(), entry.stream.id.as_i64(), entry.version);
            if open.first().is_some_and(|first| first.stream != entry.stream) {
                one_stream(c, &mut fold, &open, head, &mut verified)?;
                open.clear();
            }
            head = row.opt_int(13)?.zip(row.opt_bytes(14)?.and_then(|b| b.try_into().ok()));
            open.push(entry);
        }
        if !full {
            break;
        }
    }
    if !open.is_empty() {
        one_stream(c, &mut fold, &open, head, &mut verified)?;
    }
    for row in c.query(&sql::bare_heads, &[(MOST as i64).into()])? {
        let stream = Stream { kind: row.text(0)?.into(), id: row.id(1)? };
        verified.stream("deleted_stream", &stream, row.int(2)?, "the head is there, its decisions are not");
    }
    Ok((verified, seals::all(c)?))
}

fn one_stream<F>(
    c: &mut Conn,
    fold: &mut F,
    entries: &[EntryRow],
    head: Option<(i64, [u8; 32])>,
    verified: &mut Verified,
) -> Result<(), Fault>
where
    F: FnMut(&mut Conn, &Stream, &[EntryRow]) -> Result<Vec<String>, Fault>,
{
    verified.streams += 1;
    verified.entries += entries.len() as u64;
    let before = verified.found;
    links(entries, verified);
    let Some(last) = entries.last() else { return Ok(()) };
    if verified.found == before {
        match head {
            None => verified.stream("forged_head", &last.stream, last.version, "decisions without a head"),
            Some((version, _)) if version > last.version => {
                let detail = format!("the head says {version}, the last decision is {}", last.version);
                verified.stream("deleted_row", &last.stream, last.version + 1, detail);
            }
            Some((version, hash)) if version != last.version || hash != last.hash => {
                verified.stream("forged_head", &last.stream, version, "the head is not the last decision");
            }
            Some(_) => {}
        }
    }
    if verified.found == before {
        for difference in fold(c, &last.stream, entries)? {
            verified.stream("row_differs", &last.stream, last.version, difference);
        }
    }
    Ok(())
}

/// The first broken link of a stream.
fn links(entries: &[EntryRow], verified: &mut Verified) {
    let mut prev = GENESIS;
    for (expected, (i, entry)) in (1..).zip(entries.iter().enumerate()) {
        let intact = entry.computed_hash() == entry.hash;
        if !intact {
            // Right at another version: it was moved there. Wrong everywhere: its content was changed.
            let home = (1..=entries.len() as i64 + 1).find(|v| entry.computed_hash_at(*v) == entry.hash);
            return match home {
                Some(home) => {
                    let detail = format!("written as {home}");
                    verified.stream("reordered_row", &entry.stream, entry.version, detail);
                }
                None => {
                    verified.stream("changed_row", &entry.stream, entry.version, "its hash is not that of its content")
                }
            };
        }
        if entry.version != expected {
            let detail = format!("expected {expected}, found {}", entry.version);
            return verified.stream("deleted_row", &entry.stream, expected, detail);
        }
        if entry.prev_hash != prev {
            let detail = "it does not follow from the decision before it";
            return verified.stream("broken_link", &entry.stream, entry.version, detail);
        }
        if i > 0 && entries.get(i - 1).is_some_and(|before| before.cursor.position >= entry.cursor.position) {
            return verified.stream(
                "reordered_row",
                &entry.stream,
                entry.version,
                "its position is before its version's",
            );
        }
        prev = entry.hash;
    }
}

/// The rows of the seals among themselves.
fn chain(rows: &[Seal], verified: &mut Verified) {
    let mut prev = GENESIS;
    for (expected, seal) in (1..).zip(rows) {
        if seal.number != expected || seal.prev_hash != prev {
            return verified
                .seal("seal_chain", format!("seal {expected} is missing or does not follow from the one before"));
        }
        prev = seal.hash;
    }
}

/// Every file outside against the journal, whether or not its row is still there: that is what they are for.
async fn files(db: &Db, blobs: &Blobs, rows: &[Seal], verified: &mut Verified) -> Result<(), BlobError> {
    let names = blobs.list_named(seals::FOLDER).await?;
    for seal in rows {
        if names.binary_search(&seal.file()).is_err() {
            verified.seal("seal_missing", format!("{} is not there", seal.file()));
        }
    }
    for name in names {
        let Some((declared, heads)) = seals::parse(&blobs.get_named(&name).await?) else {
            verified.seal("seal_forged", format!("{name} was changed"));
            continue;
        };
        verified.seals += 1;
        if rows.iter().any(|s| s.file() == name && s.hash != declared.0) {
            verified.seal("seal_forged", format!("{name} is not the seal of its row"));
        }
        for finding in db.read(move |c| against(c, &heads)).await? {
            // The walk has named deleted streams with a head already.
            if !verified.findings.iter().any(|f| f.stream == finding.stream) {
                verified.add(finding);
            }
        }
    }
    Ok(())
}

fn against(c: &mut Conn, heads: &[Head]) -> Result<Vec<Finding>, Fault> {
    let mut out = Vec::new();
    for head in heads {
        let kind: crate::value::Value = head.stream.kind.as_ref().into();
        let id = crate::value::Value::from(head.stream.id);
        let row = c.query_one_opt(&seals::sql::sealed_row, &[kind.clone(), id.clone(), head.version.into()])?;
        let code = match row {
            Some(row) if row.hash(0)? == head.hash => continue,
            Some(_) => "rewritten_stream",
            None if c.query_one_opt(&seals::sql::any_row, &[kind, id])?.is_some() => "deleted_row",
            None => "deleted_stream",
        };
        let detail = "a seal outside the database says otherwise".to_owned();
        out.push(Finding { code, stream: Some(head.stream.clone()), version: Some(head.version), detail });
    }
    Ok(out)
}
