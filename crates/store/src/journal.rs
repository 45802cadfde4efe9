//! The journal: what was decided, by whom, under which policy. One row is one decision (a command's events together).
//! Rows of a stream are chained by hash, heads stand in `stream`, triggers refuse change (requirements REC).
//!
//! It holds ids, codes, amounts, instants and digests, never people's text, so that an erasure does not break the chain.
//! It never updates or deletes, and nothing else in the product writes here: nouns save their row only against the
//! [`Appended`] proof.

use std::borrow::Cow;

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use sha2::{Digest as _, Sha256};

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::queries;
use crate::value::{Row, Value};

queries! { pub(crate) mod sql = "journal.sql"; head, head_locked, head_new, head_move, head_begin,
head_advance, append, append_row, of_stream, page_up, page_down, after, latest, committed, between }

/// The hash before a stream's first row.
pub const GENESIS: [u8; 32] = [0; 32];

/// Which aggregate: kind as in the glossary (`case`, `complaint` …) and id. Its order is the order of locking.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stream {
    /// Glossary code of the noun.
    pub kind: Cow<'static, str>,
    /// The aggregate's id.
    pub id: Id,
}

impl Stream {
    /// A stream of a noun known at compile time.
    pub const fn new(kind: &'static str, id: Id) -> Self {
        Self { kind: Cow::Borrowed(kind), id }
    }
}

/// One decision to be written.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Where it belongs.
    pub stream: &'a Stream,
    /// The version the decision was made on; `None`: the stream must be new.
    pub expected_version: Option<i64>,
    /// When it was decided; usually `tx.now()`.
    pub at: UtcMs,
    /// `agent`, `customer`, `system` …
    pub actor_kind: &'a str,
    /// Who, if a person or token.
    pub actor_id: Option<Id>,
    /// The command's code.
    pub command: &'a str,
    /// Policy id and version the rules looked at.
    pub policy: Option<&'a str>,
    /// JSON array of events.
    pub body: &'a str,
}

/// Proof that a decision is in the journal of this transaction. Only [`append`] and
/// [`crate::chain::Chain::write`] make one; saving a row demands it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    pub(crate) stream: Stream,
    pub(crate) version: i64,
    pub(crate) hash: [u8; 32],
    pub(crate) position: i64,
    pub(crate) txid: i64,
    pub(crate) at: UtcMs,
}

impl Appended {
    /// Whose decision.
    pub const fn stream(&self) -> &Stream {
        &self.stream
    }
    /// The stream's version now; 1 for a new one.
    pub const fn version(&self) -> i64 {
        self.version
    }
    /// The chain's hash now.
    pub const fn hash(&self) -> &[u8; 32] {
        &self.hash
    }
    /// Place in the feed.
    pub const fn cursor(&self) -> Cursor {
        Cursor { txid: self.txid, position: self.position }
    }
    /// The journal position: unique, rising within a stream.
    pub const fn position(&self) -> i64 {
        self.position
    }
    /// When it was decided.
    pub const fn at(&self) -> UtcMs {
        self.at
    }
}

/// Why a decision was not written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// Somebody else decided first; `current` is the version now (0: no such stream).
    #[error("the version is stale, it is {current} now")]
    Stale {
        /// The stream's version.
        current: i64,
    },
    /// The store failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// A stored decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// Place in the feed.
    pub cursor: Cursor,
    /// Whose.
    pub stream: Stream,
    /// 1, 2, 3 … without a gap.
    pub version: i64,
    /// When, UTC milliseconds as stored.
    pub at_ms: i64,
    /// By what sort of actor.
    pub actor_kind: String,
    /// By whom.
    pub actor_id: Option<Id>,
    /// The command's code.
    pub command: String,
    /// Policy id and version.
    pub policy: Option<String>,
    /// JSON array of events.
    pub body: String,
    /// Hash of the row before.
    pub prev_hash: [u8; 32],
    /// Hash of this row.
    pub hash: [u8; 32],
}

impl EntryRow {
    /// From the columns of the queries here.
    pub(crate) fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            cursor: Cursor { position: row.int(0)?, txid: row.int(1)? },
            stream: Stream { kind: Cow::Owned(row.text(2)?), id: row.id(3)? },
            version: row.int(4)?,
            at_ms: row.int(5)?,
            actor_kind: row.text(6)?,
            actor_id: row.opt_id(7)?,
            command: row.text(8)?,
            policy: row.opt_text(9)?,
            body: row.text(10)?,
            prev_hash: row.hash(11)?,
            hash: row.hash(12)?,
        })
    }

    /// The hash this row ought to have.
    pub fn computed_hash(&self) -> [u8; 32] {
        self.computed_hash_at(self.version)
    }

    /// The hash it would have at another version; finds rows that were moved.
    pub(crate) fn computed_hash_at(&self, version: i64) -> [u8; 32] {
        hash(&Hashed {
            prev: &self.prev_hash,
            stream: &self.stream,
            version,
            at_ms: self.at_ms,
            actor_kind: &self.actor_kind,
            actor_id: self.actor_id,
            command: &self.command,
            policy: self.policy.as_deref(),
            body: &self.body,
        })
    }
}

/// A place in the feed, `txid.position`; opaque outside. On PostgreSQL positions are handed out before commits, so the
/// transaction leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Cursor {
    pub(crate) txid: i64,
    pub(crate) position: i64,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.txid, self.position)
    }
}

/// A text that is not a cursor.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a journal cursor")]
pub struct BadCursor;

impl std::str::FromStr for Cursor {
    type Err = BadCursor;
    fn from_str(s: &str) -> Result<Self, BadCursor> {
        let (txid, position) = s.split_once('.').ok_or(BadCursor)?;
        let number = |t: &str| t.parse::<i64>().ok().filter(|n| *n >= 0).ok_or(BadCursor);
        Ok(Self { txid: number(txid)?, position: number(position)? })
    }
}

pub(crate) struct Hashed<'a> {
    pub(crate) prev: &'a [u8; 32],
    pub(crate) stream: &'a Stream,
    pub(crate) version: i64,
    pub(crate) at_ms: i64,
    pub(crate) actor_kind: &'a str,
    pub(crate) actor_id: Option<Id>,
    pub(crate) command: &'a str,
    pub(crate) policy: Option<&'a str>,
    pub(crate) body: &'a str,
}

/// SHA-256 over length-prefixed parts, so that no two different rows have the same bytes. Never change this: it would
/// break every chain ever written; a new form needs a new leading tag.
pub(crate) fn hash(row: &Hashed<'_>) -> [u8; 32] {
    let mut digest = Sha256::new();
    let mut part = |bytes: &[u8]| {
        digest.update((bytes.len() as u64).to_be_bytes());
        digest.update(bytes);
    };
    part(b"bihuan.journal.1");
    part(row.prev);
    part(row.stream.kind.as_bytes());
    part(&row.stream.id.as_i64().to_be_bytes());
    part(&row.version.to_be_bytes());
    part(&row.at_ms.to_be_bytes());
    part(row.actor_kind.as_bytes());
    part(row.actor_id.map(|id| id.as_i64().to_be_bytes()).as_ref().map_or(&[], |b| b.as_slice()));
    part(row.command.as_bytes());
    part(&[u8::from(row.policy.is_some())]);
    part(row.policy.unwrap_or_default().as_bytes());
    part(row.body.as_bytes());
    digest.finalize().into()
}

/// Locks the heads of several streams, always in the same order, so that two commands never wait for each other.
/// Nothing to do on SQLite, whose writer is alone.
///
/// # Errors
/// `Fault`.
pub fn lock(tx: &mut Tx, streams: &[Stream]) -> Result<(), Fault> {
    let mut sorted: Vec<&Stream> = streams.iter().collect();
    sorted.sort();
    sorted.dedup();
    for stream in sorted {
        tx.query(&sql::head_locked, &key(stream))?;
    }
    Ok(())
}

/// The version of a stream, 0 when there is none.
///
/// # Errors
/// `Fault`.
pub fn version(conn: &mut Conn, stream: &Stream) -> Result<i64, Fault> {
    conn.query_one_opt(&sql::head, &key(stream))?.map_or(Ok(0), |row| row.int(0))
}

/// Writes one decision: checks the version, chains the hash, moves the head.
///
/// # Errors
/// `Stale` when the version is not the expected one; `Fault`.
pub fn append(tx: &mut Tx, entry: &Entry<'_>) -> Result<Appended, AppendError> {
    let (prev, version) = match entry.expected_version {
        None => (GENESIS, 1),
        Some(expected) => {
            let head = tx.query_one_opt(&sql::head_locked, &key(entry.stream))?;
            let Some(head) = head else { return Err(AppendError::Stale { current: 0 }) };
            let current = head.int(0)?;
            if current != expected {
                return Err(AppendError::Stale { current });
            }
            (head.hash(1)?, current + 1)
        }
    };
    let hash = hash(&Hashed {
        prev: &prev,
        stream: entry.stream,
        version,
        at_ms: entry.at.ms(),
        actor_kind: entry.actor_kind,
        actor_id: entry.actor_id,
        command: entry.command,
        policy: entry.policy,
        body: entry.body,
    });
    let [kind, id] = key(entry.stream);
    if entry.expected_version.is_none() {
        if tx.execute(&sql::head_new, &[kind.clone(), id.clone(), hash.into()])? == 0 {
            let current = self::version(tx, entry.stream)?;
            return Err(AppendError::Stale { current });
        }
    } else {
        tx.execute(&sql::head_move, &[kind.clone(), id.clone(), version.into(), hash.into()])?;
    }
    let values = [
        kind,
        id,
        version.into(),
        entry.at.into(),
        entry.actor_kind.into(),
        entry.actor_id.into(),
        entry.command.into(),
        entry.policy.into(),
        entry.body.into(),
        prev.into(),
        hash.into(),
    ];
    let row = tx.query_one(&sql::append, &values)?;
    tx.journalled = true;
    Ok(Appended { stream: entry.stream.clone(), version, hash, position: row.int(0)?, txid: row.int(1)?, at: entry.at })
}

/// All decisions of a stream, oldest first.
///
/// # Errors
/// `Fault`.
pub fn read(conn: &mut Conn, stream: &Stream) -> Result<Vec<EntryRow>, Fault> {
    rows(conn, &sql::of_stream, &key(stream))
}

/// Some decisions of a stream between two versions, neither of them included: the first of them, or with `newest` the
/// last of them and newest first.
///
/// # Errors
/// `Fault`.
pub fn page(
    conn: &mut Conn,
    stream: &Stream,
    between: (i64, i64),
    newest: bool,
    limit: u32,
) -> Result<Vec<EntryRow>, Fault> {
    let [kind, id] = key(stream);
    let query = if newest { &sql::page_down } else { &sql::page_up };
    rows(conn, query, &[kind, id, between.0.into(), between.1.into(), limit.into()])
}

/// The feed: up to `limit` decisions after `cursor`, in an order in which no later commit can appear before it.
///
/// # Errors
/// `Fault`.
pub fn after(conn: &mut Conn, cursor: Cursor, limit: u32) -> Result<Vec<EntryRow>, Fault> {
    rows(conn, &sql::after, &[cursor.txid.into(), cursor.position.into(), limit.into()])
}

/// The feed's end now.
///
/// # Errors
/// `Fault`.
pub fn latest(conn: &mut Conn) -> Result<Cursor, Fault> {
    let row = conn.query_one_opt(&sql::latest, &[])?;
    row.map_or(Ok(Cursor::default()), |r| Ok(Cursor { txid: r.int(0)?, position: r.int(1)? }))
}

/// The last decision that is committed. Unlike the feed's end it waits for nobody: a transaction that runs elsewhere, even
/// in another database of the same server, holds the feed back but not this.
///
/// # Errors
/// `Fault`.
pub fn committed(conn: &mut Conn) -> Result<Cursor, Fault> {
    let row = conn.query_one_opt(&sql::committed, &[])?;
    row.map_or(Ok(Cursor::default()), |r| Ok(Cursor { txid: r.int(0)?, position: r.int(1)? }))
}

/// At most `limit` decisions after one place and up to another, in the feed's order, for a copy of what is there: what was
/// committed when [`committed`] was asked is in it. It is no feed: what commits meanwhile may be passed over.
///
/// # Errors
/// `Fault`.
pub fn between(conn: &mut Conn, after: Cursor, to: Cursor, limit: u32) -> Result<Vec<EntryRow>, Fault> {
    let values = [after.txid.into(), after.position.into(), to.txid.into(), to.position.into(), limit.into()];
    rows(conn, &sql::between, &values)
}

/// Walks the feed from `cursor` to its present end in pages, in constant memory.
///
/// # Errors
/// `Fault`, or what `each` answers.
pub fn scan<E: From<Fault>>(
    conn: &mut Conn,
    mut cursor: Cursor,
    mut each: impl FnMut(EntryRow) -> Result<(), E>,
) -> Result<Cursor, E> {
    loop {
        let page = after(conn, cursor, PAGE)?;
        let full = page.len() == PAGE as usize;
        for row in page {
            cursor = row.cursor;
            each(row)?;
        }
        if !full {
            return Ok(cursor);
        }
    }
}

/// Rows held at once by walks.
pub(crate) const PAGE: u32 = 2_000;

fn rows(conn: &mut Conn, query: &crate::db::Query, values: &[Value]) -> Result<Vec<EntryRow>, Fault> {
    let mut out = Vec::new();
    conn.for_each(query, values, |row| {
        out.push(EntryRow::from_row(&row)?);
        Ok::<(), Fault>(())
    })?;
    Ok(out)
}

pub(crate) fn key(stream: &Stream) -> [Value; 2] {
    [stream.kind.as_ref().into(), stream.id.into()]
}
