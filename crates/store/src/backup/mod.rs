//! Backup while serving, restore into an empty place of the same engine. A backup is a directory: the database at one
//! instant, the files, and a manifest with counts and digests that restore checks before it believes anything.
//!
//! The database is copied first and the files after it, so every file a copied row points to is there. A backup never
//! waits for writers and never makes them wait.

mod postgres;
mod sqlite;

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::blobs::{Blobs, Digest};
use crate::db::{Db, Location, aside};
use crate::fault::Fault;

const MANIFEST: &str = "manifest.json";
const FILES: &str = "files";

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// `sqlite` or `postgres`.
    pub engine: String,
    /// When it was made, UTC milliseconds.
    pub made_at_ms: i64,
    /// How many migrations the database had.
    pub migrations: usize,
    /// Every table.
    pub tables: Vec<Table>,
    /// SQLite: the digest of the database file.
    pub database: Option<String>,
    /// Files outside the database.
    pub files: u64,
}

/// A table in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: u64,
    /// PostgreSQL: its columns in the order of the file.
    #[serde(default)]
    pub columns: Vec<String>,
    /// PostgreSQL: the digest of its file.
    #[serde(default)]
    pub digest: Option<String>,
}

/// Copies everything into `dir`, which must be missing or empty.
///
/// # Errors
/// `Fault::File` when the directory is not empty or cannot be written, `DiskFull`, engine faults.
pub async fn backup(db: &Db, blobs: &Blobs, dir: &Path) -> Result<Manifest, Fault> {
    std::fs::create_dir_all(dir)?;
    if std::fs::read_dir(dir)?.next().is_some() {
        return Err(Fault::File(format!("{} is not empty", dir.display())));
    }
    let (to, now) = (dir.to_owned(), db.now());
    let mut manifest = match db.location().clone() {
        Location::Sqlite { dir: from } => aside("bihuan-backup", move || sqlite::backup(&from, &to, now)).await?,
        Location::Postgres { .. } => db.read(move |c| postgres::backup(c, &to, now)).await?,
    };
    for name in blobs.list_named("").await? {
        // A file taken away meanwhile (erasure) is not missed.
        let Ok(bytes) = blobs.get_named(&name).await else { continue };
        let path = dir.join(FILES).join(&name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        let mut file = File::create(&path)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        manifest.files += 1;
    }
    // Last: a directory without a manifest is not a backup.
    let text = serde_json::to_vec_pretty(&manifest).map_err(|e| Fault::File(e.to_string()))?;
    let mut file = File::create(dir.join(MANIFEST))?;
    file.write_all(&text)?;
    file.sync_all()?;
    Ok(manifest)
}

/// Puts a backup into an empty place of the same engine. Later releases migrate it when it is opened.
///
/// On PostgreSQL the journal gets new feed places, so that it goes on with the new server's transaction numbers;
/// readers of the feed begin anew.
///
/// # Errors
/// `Fault::Corrupt` when a digest or count does not fit, `Fault::File` when the place is not empty or of the other
/// engine, engine faults.
pub async fn restore(location: &Location, blobs: &Blobs, dir: &Path) -> Result<Manifest, Fault> {
    let text = std::fs::read(dir.join(MANIFEST))?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|e| Fault::Corrupt(format!("{MANIFEST}: {e}")))?;
    let (from, wanted, place) = (dir.to_owned(), manifest.clone(), location.clone());
    aside("bihuan-restore", move || match (&place, wanted.engine.as_str()) {
        (Location::Sqlite { dir: to }, "sqlite") => sqlite::restore(&from, to, &wanted),
        (Location::Postgres { url }, "postgres") => postgres::restore(&from, url, &wanted),
        _ => Err(Fault::File(format!("this is a backup of {}", wanted.engine))),
    })
    .await?;
    let mut files = 0;
    let root = dir.join(FILES);
    for path in walk(&root)? {
        let relative = path.strip_prefix(&root).map_err(|e| Fault::File(e.to_string()))?;
        let name = relative.to_string_lossy().replace('\\', "/");
        blobs.put_named(&name, Bytes::from(std::fs::read(&path)?)).await?;
        files += 1;
    }
    if files != manifest.files {
        return Err(Fault::Corrupt(format!("{} files expected, {files} found", manifest.files)));
    }
    Ok(manifest)
}

fn walk(dir: &Path) -> Result<Vec<PathBuf>, Fault> {
    let mut out = Vec::new();
    let mut open = vec![dir.to_owned()];
    while let Some(dir) = open.pop() {
        if !dir.exists() {
            continue;
        }
        for entry in std::fs::read_dir(dir)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() { open.push(entry.path()) } else { out.push(entry.path()) }
        }
    }
    out.sort();
    Ok(out)
}

/// Copies a stream to a file, synced; answers its digest.
fn write_hashed(mut from: impl Read, path: &Path) -> Result<Digest, Fault> {
    let mut file = BufWriter::new(File::create(path)?);
    let digest = pump(&mut from, &mut file)?;
    file.into_inner().map_err(|e| Fault::from(e.into_error()))?.sync_all()?;
    Ok(digest)
}

/// The digest of a file.
fn digest_of(path: &Path) -> Result<Digest, Fault> {
    pump(&mut BufReader::new(File::open(path)?), &mut std::io::sink())
}

fn pump(from: &mut impl Read, to: &mut impl Write) -> Result<Digest, Fault> {
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let n = from.read(&mut buffer)?;
        let Some(chunk) = buffer.get(..n).filter(|c| !c.is_empty()) else { break };
        digest.update(chunk);
        to.write_all(chunk)?;
    }
    Ok(Digest(digest.finalize().into()))
}

fn expect_digest(path: &Path, wanted: Option<&String>) -> Result<(), Fault> {
    let found = digest_of(path)?.to_string();
    if wanted == Some(&found) { Ok(()) } else { Err(Fault::Corrupt(format!("{} was changed", path.display()))) }
}
