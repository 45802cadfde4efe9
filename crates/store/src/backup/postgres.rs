//! PostgreSQL: every table by `COPY` in one REPEATABLE READ transaction. Not `pg_dump`, which the machine may not have
//! and whose version would have to fit; the schema comes from our own migrations.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::Path;

use bihuan_domain::time::UtcMs;

use super::{Manifest, Table, expect_digest, write_hashed};
use crate::db::{Conn, Link, MIGRATIONS, Query, migrate, postgres_config, postgres_connect};
use crate::fault::Fault;

const TABLES: &str =
    "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
    ORDER BY relname";
const COLUMNS: &str = "SELECT attname::text FROM pg_attribute WHERE attrelid = to_regclass(quote_ident($1::text))
    AND attnum > 0 AND NOT attisdropped ORDER BY attnum";
const REFERENCES: &str = "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace AND conrelid <> confrelid";
const IDENTITIES: &str = "SELECT table_name::text, column_name::text FROM information_schema.columns
    WHERE table_schema = current_schema() AND is_identity = 'YES'";

fn file(dir: &Path, table: &str) -> std::path::PathBuf {
    dir.join(format!("{table}.copy"))
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|n| format!("\"{n}\"")).collect::<Vec<_>>().join(", ")
}

fn names(c: &mut Conn, sql: &str, values: &[crate::value::Value]) -> Result<Vec<String>, Fault> {
    c.query(&Query::dynamic(sql.to_owned()), values)?.iter().map(|r| r.text(0)).collect()
}

/// Transaction numbers mean nothing on another server: they become 0, before every new one, in order of position. The
/// seals' place becomes the start, so that the next seal covers everything once more.
fn selected(columns: &[String]) -> String {
    let column = |c: &String| match c.as_str() {
        "txid" | "up_to_txid" | "up_to_position" => format!("0::bigint AS {c}"),
        _ => format!("\"{c}\""),
    };
    columns.iter().map(column).collect::<Vec<_>>().join(", ")
}

pub(super) fn backup(c: &mut Conn, dir: &Path, now: UtcMs) -> Result<Manifest, Fault> {
    let mut tables = Vec::new();
    for name in names(c, TABLES, &[])? {
        let columns = names(c, COLUMNS, &[name.as_str().into()])?;
        let rows = c.query_one(&Query::dynamic(format!("SELECT count(*) FROM \"{name}\"")), &[])?.int(0)?;
        let sql = format!("COPY (SELECT {} FROM \"{name}\") TO STDOUT", selected(&columns));
        let Link::Postgres { client, .. } = &mut c.link else { return Err(Fault::File("not PostgreSQL".into())) };
        let digest = write_hashed(client.copy_out(sql.as_str())?, &file(dir, &name))?;
        tables.push(Table { name, rows: rows.unsigned_abs(), columns, digest: Some(digest.to_string()) });
    }
    let migrations = tables.iter().find(|t| t.name == "migration").map_or(0, |t| t.rows);
    Ok(Manifest {
        engine: "postgres".into(),
        made_at_ms: now.ms(),
        migrations: usize::try_from(migrations).unwrap_or_default(),
        tables,
        database: None,
        files: 0,
    })
}

pub(super) fn restore(dir: &Path, url: &str, manifest: &Manifest) -> Result<(), Fault> {
    for table in &manifest.tables {
        expect_digest(&file(dir, &table.name), table.digest.as_ref())?;
    }
    let steps = MIGRATIONS.get(..manifest.migrations).ok_or_else(|| {
        Fault::Migration(format!(
            "the backup has {} migrations, this release {}",
            manifest.migrations,
            MIGRATIONS.len()
        ))
    })?;
    let mut conn = Conn::postgres(postgres_connect(&postgres_config(url)?)?);
    if !names(&mut conn, TABLES, &[])?.is_empty() {
        return Err(Fault::File("the database is not empty".into()));
    }
    migrate(&mut conn, steps, UtcMs::new(manifest.made_at_ms))?;
    conn.control("BEGIN")?;
    let loaded = load(&mut conn, dir, manifest);
    conn.control(if loaded.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    loaded
}

fn load(c: &mut Conn, dir: &Path, manifest: &Manifest) -> Result<(), Fault> {
    let order = parents_first(c, manifest)?;
    // What migrations put into the tables comes again with the copy.
    for table in order.iter().rev() {
        c.execute_batch(&format!("DELETE FROM \"{}\"", table.name))?;
    }
    for table in &order {
        let sql = format!("COPY \"{}\" ({}) FROM STDIN", table.name, quoted(&table.columns));
        let Link::Postgres { client, .. } = &mut c.link else { return Err(Fault::File("not PostgreSQL".into())) };
        let mut writer = client.copy_in(sql.as_str())?;
        std::io::copy(&mut BufReader::new(File::open(file(dir, &table.name))?), &mut writer)?;
        writer.flush()?;
        let rows = writer.finish()?;
        if rows != table.rows {
            return Err(Fault::Corrupt(format!("{}: {} rows expected, {rows} found", table.name, table.rows)));
        }
    }
    for row in c.query(&Query::dynamic(IDENTITIES.to_owned()), &[])? {
        let (table, column) = (row.text(0)?, row.text(1)?);
        c.execute_batch(&format!(
            "SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), greatest(max(\"{column}\"), 1)) FROM \"{table}\""
        ))?;
    }
    Ok(())
}

/// Tables so that what is referred to comes before what refers.
fn parents_first<'a>(c: &mut Conn, manifest: &'a Manifest) -> Result<Vec<&'a Table>, Fault> {
    let references: Vec<(String, String)> = c
        .query(&Query::dynamic(REFERENCES.to_owned()), &[])?
        .iter()
        .map(|r| Ok((r.text(0)?, r.text(1)?)))
        .collect::<Result<_, Fault>>()?;
    let mut placed: HashSet<&str> = HashSet::new();
    let mut out: Vec<&Table> = Vec::new();
    while out.len() < manifest.tables.len() {
        let before = out.len();
        for table in &manifest.tables {
            let ready =
                references.iter().all(|(child, parent)| *child != table.name || placed.contains(parent.as_str()));
            if ready && placed.insert(&table.name) {
                out.push(table);
            }
        }
        if out.len() == before {
            return Err(Fault::Sql("tables refer to each other in a circle".into()));
        }
    }
    Ok(out)
}
