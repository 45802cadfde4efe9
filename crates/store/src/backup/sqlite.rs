//! SQLite: `VACUUM INTO` over a connection of its own: one read snapshot, a compact copy, writers go on.

use std::path::Path;

use bihuan_domain::time::UtcMs;

use super::{Manifest, Table, digest_of, expect_digest, write_hashed};
use crate::db::{Conn, Query, SqliteUse, sqlite_connect, sqlite_file, sqlite_lock};
use crate::fault::Fault;

pub(super) fn backup(from: &Path, to: &Path, now: UtcMs) -> Result<Manifest, Fault> {
    let mut source = sqlite_connect(from, SqliteUse::Write)?;
    let copy = sqlite_file(to);
    let into = copy.to_str().ok_or_else(|| Fault::File("the directory's name is not UTF-8".into()))?;
    source.execute(&Query::dynamic("VACUUM INTO $1".into()), &[into.into()])?;
    drop(source);
    std::fs::File::open(&copy)?.sync_all()?;
    // Counting opens the copy for reading only, so its digest is that of the very bytes kept.
    let digest = digest_of(&copy)?;
    let mut copied = Conn::sqlite(rusqlite::Connection::open_with_flags(
        &copy,
        rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?);
    let tables = tables(&mut copied)?;
    let migrations = copied.query_one(&Query::dynamic("SELECT count(*) FROM migration".into()), &[])?.int(0)?;
    Ok(Manifest {
        engine: "sqlite".into(),
        made_at_ms: now.ms(),
        migrations: usize::try_from(migrations).unwrap_or_default(),
        tables,
        database: Some(digest.to_string()),
        files: 0,
    })
}

fn tables(c: &mut Conn) -> Result<Vec<Table>, Fault> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        AND name NOT LIKE 'search_tokens%' ORDER BY name";
    let mut out = Vec::new();
    for row in c.query(&Query::dynamic(sql.into()), &[])? {
        let name = row.text(0)?;
        let rows = c.query_one(&Query::dynamic(format!("SELECT count(*) FROM \"{name}\"")), &[])?.int(0)?;
        out.push(Table { name, rows: rows.unsigned_abs(), columns: vec![], digest: None });
    }
    Ok(out)
}

pub(super) fn restore(from: &Path, to: &Path, manifest: &Manifest) -> Result<(), Fault> {
    let _lock = sqlite_lock(to)?;
    if sqlite_file(to).exists() {
        return Err(Fault::File(format!("{} already has a database", to.display())));
    }
    expect_digest(&sqlite_file(from), manifest.database.as_ref())?;
    // Under another name first: a restore cut short must not look like a database.
    let half = to.join("bihuan.db.restoring");
    write_hashed(std::fs::File::open(sqlite_file(from))?, &half)?;
    std::fs::rename(&half, sqlite_file(to))?;
    std::fs::File::open(to)?.sync_all()?;
    Ok(())
}
