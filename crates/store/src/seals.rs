//! Seals: at least hourly, the heads of all streams changed since the last seal are written to a file *outside* the
//! database, chained by hash. Whoever deletes or rewrites a whole stream, heads and all, must also change files that he
//! may not reach (requirement REC). A large change is sealed in several steps, so memory stays bounded.
//!
//! The file is written before the row, under a name with its hash: a crash in between leaves a file that is still true.

use std::collections::BTreeMap;

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bytes::Bytes;
use sha2::{Digest as _, Sha256};

use crate::blobs::{BlobError, Blobs, Digest};
use crate::db::{Conn, Db};
use crate::fault::Fault;
use crate::journal::{Cursor, GENESIS, Stream};
use crate::queries;
use crate::value::Row;

queries! { pub(crate) mod sql = "seals.sql"; last, all, insert, changed, sealed_row, any_row }

/// Where the files lie.
pub const FOLDER: &str = "seals";
const TAG: &str = "bihuan.seal.1";
/// Journal rows a seal covers at most.
const ROWS: u32 = 50_000;

/// A seal as its row has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// 1, 2, 3 …
    pub number: i64,
    /// When it was made, UTC milliseconds.
    pub at_ms: i64,
    /// The feed up to here is covered.
    pub up_to: Cursor,
    /// Streams in its manifest.
    pub streams: i64,
    /// SHA-256 over the previous hash and the manifest.
    pub hash: [u8; 32],
    /// The previous seal's hash; zeros for the first.
    pub prev_hash: [u8; 32],
}

impl Seal {
    fn from_row(r: &Row) -> Result<Self, Fault> {
        Ok(Self {
            number: r.int(0)?,
            at_ms: r.int(1)?,
            up_to: Cursor { txid: r.int(2)?, position: r.int(3)? },
            streams: r.int(4)?,
            hash: r.hash(5)?,
            prev_hash: r.hash(6)?,
        })
    }

    /// The name of its file.
    pub fn file(&self) -> String {
        let hex = Digest(self.hash).to_string();
        format!("{FOLDER}/{:08}-{}.seal", self.number, &hex[..16])
    }
}

/// A line of a manifest: this stream had this hash at this version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Whose.
    pub stream: Stream,
    /// Version at sealing.
    pub version: i64,
    /// Hash at sealing.
    pub hash: [u8; 32],
}

/// Seals everything committed since the last seal; none when nothing changed.
///
/// # Errors
/// `BlobError::Fault` when the database or the files fail; a seal made by another node at the same moment is a broken
/// uniqueness and may simply be left to it.
pub async fn seal(db: &Db, blobs: &Blobs, now: UtcMs) -> Result<Vec<Seal>, BlobError> {
    let mut made = Vec::new();
    loop {
        let (last, heads, up_to) = db.read(changed).await?;
        let Some(up_to) = up_to else { return Ok(made) };
        let mut seal = Seal {
            number: last.as_ref().map_or(1, |s| s.number + 1),
            at_ms: now.ms(),
            up_to,
            streams: heads.len() as i64,
            hash: GENESIS,
            prev_hash: last.map_or(GENESIS, |s| s.hash),
        };
        let manifest = manifest(&seal, &heads);
        seal.hash = hash(&seal.prev_hash, &manifest);
        let file = format!("{}\n{manifest}", Digest(seal.hash));
        blobs.put_named(&seal.file(), Bytes::from(file)).await?;
        let row = seal.clone();
        db.write("seal", move |tx| insert(tx, &row)).await?;
        made.push(seal);
    }
}

fn insert(tx: &mut Conn, s: &Seal) -> Result<(), Fault> {
    let values = [
        s.number.into(),
        s.at_ms.into(),
        s.up_to.txid.into(),
        s.up_to.position.into(),
        s.streams.into(),
        s.hash.into(),
        s.prev_hash.into(),
    ];
    tx.execute(&sql::insert, &values).map(|_| ())
}

type Changed = (Option<Seal>, Vec<Head>, Option<Cursor>);

fn changed(c: &mut Conn) -> Result<Changed, Fault> {
    let last = last(c)?;
    let from = last.as_ref().map_or(Cursor::default(), |s| s.up_to);
    let mut heads: BTreeMap<Stream, (i64, [u8; 32])> = BTreeMap::new();
    let mut up_to = None;
    c.for_each(&sql::changed, &[from.txid.into(), from.position.into(), ROWS.into()], |r| {
        up_to = Some(Cursor { position: r.int(0)?, txid: r.int(1)? });
        let (version, hash) = (r.int(4)?, r.hash(5)?);
        let head = heads.entry(Stream { kind: r.text(2)?.into(), id: r.id(3)? }).or_insert((version, hash));
        if version > head.0 {
            *head = (version, hash);
        }
        Ok::<(), Fault>(())
    })?;
    let heads = heads.into_iter().map(|(stream, (version, hash))| Head { stream, version, hash }).collect();
    Ok((last, heads, up_to))
}

/// The latest seal.
///
/// # Errors
/// `Fault`.
pub fn last(c: &mut Conn) -> Result<Option<Seal>, Fault> {
    c.query_one_opt(&sql::last, &[])?.as_ref().map(Seal::from_row).transpose()
}

/// All seals, oldest first (about nine thousand a year).
///
/// # Errors
/// `Fault`.
pub fn all(c: &mut Conn) -> Result<Vec<Seal>, Fault> {
    c.query(&sql::all, &[])?.iter().map(Seal::from_row).collect()
}

fn manifest(seal: &Seal, heads: &[Head]) -> String {
    let mut out = format!("{TAG} {} {} {} {}\n", seal.number, seal.at_ms, seal.up_to, Digest(seal.prev_hash));
    for head in heads {
        let Stream { kind, id } = &head.stream;
        out.push_str(&format!("{kind} {} {} {}\n", id.as_i64(), head.version, Digest(head.hash)));
    }
    out
}

fn hash(prev: &[u8; 32], manifest: &str) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(prev);
    digest.update(manifest.as_bytes());
    digest.finalize().into()
}

/// Reads a seal's file back: its own hash and its heads. `None` when it is not one, or was changed.
pub(crate) fn parse(file: &[u8]) -> Option<(Digest, Vec<Head>)> {
    let text = std::str::from_utf8(file).ok()?;
    let (declared, manifest) = text.split_once('\n')?;
    let declared: Digest = declared.parse().ok()?;
    let mut lines = manifest.lines();
    let header = lines.next()?;
    let prev: Digest = header.strip_prefix(TAG)?.rsplit(' ').next()?.parse().ok()?;
    if hash(&prev.0, manifest) != declared.0 {
        return None;
    }
    let heads: Option<Vec<Head>> = lines
        .map(|line| {
            let mut words = line.split(' ');
            let stream =
                Stream { kind: words.next()?.to_owned().into(), id: Id::from_i64(words.next()?.parse().ok()?) };
            let head =
                Head { stream, version: words.next()?.parse().ok()?, hash: words.next()?.parse::<Digest>().ok()?.0 };
            Some(head)
        })
        .collect();
    Some((declared, heads?))
}
