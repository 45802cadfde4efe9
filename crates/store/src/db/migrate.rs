//! Numbered, forward-only migrations, embedded in the binary. One text serves both engines: a few tokens are replaced
//! and `-- only: sqlite` … `-- end` blocks keep what is truly different (triggers, full-text search). The digest of each
//! applied text is kept, so that a migration changed after the fact is refused, not silently different from site to site.

use sha2::{Digest as _, Sha256};

use super::conn::Conn;
use super::queries::{Engine, Query};
use crate::fault::Fault;
use crate::value::Value;
use bihuan_domain::time::UtcMs;

/// A migration: its number is its place in the list, from 1.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// File name without the number and `.sql`.
    pub name: &'static str,
    /// The text with tokens.
    pub text: &'static str,
}

/// All migrations, in order; add at the end, never change one that was released.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "engine", text: include_str!("../../migrations/0001_engine.sql") },
    Migration { name: "case", text: include_str!("../../migrations/0002_case.sql") },
    Migration { name: "people", text: include_str!("../../migrations/0003_people.sql") },
    Migration { name: "desk", text: include_str!("../../migrations/0004_desk.sql") },
    Migration { name: "talk", text: include_str!("../../migrations/0005_talk.sql") },
    Migration { name: "automation", text: include_str!("../../migrations/0006_automation.sql") },
    Migration { name: "people", text: include_str!("../../migrations/0007_people.sql") },
    Migration { name: "rulebook", text: include_str!("../../migrations/0008_rulebook.sql") },
    Migration { name: "portal", text: include_str!("../../migrations/0009_portal.sql") },
    Migration { name: "triage", text: include_str!("../../migrations/0010_triage.sql") },
    Migration { name: "mail", text: include_str!("../../migrations/0011_mail.sql") },
    Migration { name: "messaging", text: include_str!("../../migrations/0012_messaging.sql") },
    Migration { name: "gateway", text: include_str!("../../migrations/0013_gateway.sql") },
    Migration { name: "field_place", text: include_str!("../../migrations/0014_field_place.sql") },
    Migration { name: "chat", text: include_str!("../../migrations/0015_chat.sql") },
    Migration { name: "counter", text: include_str!("../../migrations/0016_counter.sql") },
    Migration { name: "ways", text: include_str!("../../migrations/0017_ways.sql") },
    Migration { name: "approval", text: include_str!("../../migrations/0018_approval.sql") },
    Migration { name: "station", text: include_str!("../../migrations/0019_station.sql") },
    Migration { name: "investigation", text: include_str!("../../migrations/0020_investigation.sql") },
    Migration { name: "dispute", text: include_str!("../../migrations/0021_dispute.sql") },
    Migration { name: "escalation", text: include_str!("../../migrations/0022_escalation.sql") },
    Migration { name: "mail_way", text: include_str!("../../migrations/0023_mail_way.sql") },
    Migration { name: "mail_and_chat", text: include_str!("../../migrations/0024_mail_and_chat.sql") },
    Migration { name: "network", text: include_str!("../../migrations/0025_network.sql") },
    Migration { name: "loaner", text: include_str!("../../migrations/0026_loaner.sql") },
    Migration { name: "rank", text: include_str!("../../migrations/0027_rank.sql") },
    Migration { name: "territory", text: include_str!("../../migrations/0028_territory.sql") },
    Migration { name: "care", text: include_str!("../../migrations/0029_care.sql") },
    Migration { name: "circular", text: include_str!("../../migrations/0030_circular.sql") },
];

const TOKENS: &[(&str, &str, &str)] = &[
    ("{{id}}", "INTEGER PRIMARY KEY", "BIGINT PRIMARY KEY"),
    ("{{clustered}}", " WITHOUT ROWID", ""),
    ("{{serial}}", "INTEGER PRIMARY KEY", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"),
    ("{{txid}}", "BIGINT NOT NULL DEFAULT 0", "BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint)"),
];
/// Held on PostgreSQL while migrating, so that two nodes may start together.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7089069961412968449)";

/// The text for an engine.
pub fn render(text: &str, engine: Engine) -> String {
    let mut out = String::new();
    let mut skipping = false;
    for line in text.lines() {
        if let Some(only) = line.strip_prefix("-- only:") {
            skipping = only.trim() != engine.tag();
        } else if line.trim_end() == "-- end" {
            skipping = false;
        } else if !skipping {
            out.push_str(line);
            out.push('\n');
        }
    }
    for (token, sqlite, postgres) in TOKENS {
        out = out.replace(token, if engine == Engine::Sqlite { sqlite } else { postgres });
    }
    out
}

/// Applies what is missing. Each migration is one transaction.
///
/// # Errors
/// `Fault::Migration` when an applied one differs from ours or the database is newer than this release.
pub(crate) fn migrate(conn: &mut Conn, list: &[Migration], now: UtcMs) -> Result<(), Fault> {
    let begin = match conn.engine() {
        Engine::Sqlite => "BEGIN IMMEDIATE".to_owned(),
        Engine::Postgres => format!("BEGIN; {LOCK}"),
    };
    for number in 0..list.len().max(1) {
        conn.control(&begin)?;
        let done = one(conn, list, number, now);
        let ended = conn.control(if done.is_ok() { "COMMIT" } else { "ROLLBACK" });
        conn.poison = None;
        done?;
        ended?;
    }
    Ok(())
}

fn one(conn: &mut Conn, list: &[Migration], index: usize, now: UtcMs) -> Result<(), Fault> {
    conn.execute_batch(
        "CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL, sha256 BYTEA NOT NULL,
         applied_at BIGINT NOT NULL)",
    )?;
    let rows = conn.query(&Query::dynamic("SELECT number, name, sha256 FROM migration ORDER BY number".into()), &[])?;
    if rows.len() > list.len() {
        return Err(Fault::Migration(format!(
            "the database has {} migrations, this release {}",
            rows.len(),
            list.len()
        )));
    }
    for (row, ours) in rows.iter().zip(list) {
        if row.hash(2)? != digest(ours) {
            return Err(Fault::Migration(format!("{:04}_{} was changed after it was applied", row.int(0)?, ours.name)));
        }
    }
    let Some(next) = list.get(index).filter(|_| index >= rows.len()) else { return Ok(()) };
    conn.execute_batch(&render(next.text, conn.engine()))?;
    let insert =
        Query::dynamic("INSERT INTO migration (number, name, sha256, applied_at) VALUES ($1, $2, $3, $4)".into());
    conn.execute(&insert, &[Value::Int(index as i64 + 1), next.name.into(), digest(next).into(), now.into()])?;
    tracing::info!(number = index + 1, name = next.name, "migrated");
    Ok(())
}

fn digest(migration: &Migration) -> [u8; 32] {
    Sha256::digest(migration.text.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_serves_both_engines() {
        let text = "CREATE TABLE a (id {{id}});\n-- only: sqlite\nS;\n-- end\n-- only: postgres\nP;\n-- end\n";
        assert_eq!(render(text, Engine::Sqlite), "CREATE TABLE a (id INTEGER PRIMARY KEY);\nS;\n");
        assert_eq!(render(text, Engine::Postgres), "CREATE TABLE a (id BIGINT PRIMARY KEY);\nP;\n");
    }
}
