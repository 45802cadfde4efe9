//! One row a decision, in the order of the feed, with its hash: enough to prove the chain elsewhere. All that was committed
//! when it began is in it.

use bihuan_app::App;
use bihuan_domain::time::UtcMs;
use bihuan_store::Fault;
use bihuan_store::journal::{self, Cursor};

use super::{Own, PAGE, Table};
use crate::trouble::Trouble;

/// The columns in order.
pub const COLUMNS: &[&str] = &[
    "cursor",
    "stream_kind",
    "stream",
    "decision",
    "at",
    "at_ms",
    "actor_kind",
    "actor",
    "command",
    "decided_under",
    "events",
    "prev_hash",
    "hash",
];

/// Writes them all.
///
/// # Errors
/// Faults; when the sheet cannot be written.
pub async fn write(app: &App, table: &mut Table) -> Result<(), Trouble> {
    let to = app.db().read(journal::committed).await.map_err(|f: Fault| f)?;
    let mut cursor = Cursor::default();
    loop {
        let rows = app.db().read(move |c| journal::between(c, cursor, to, PAGE)).await.map_err(|f: Fault| f)?;
        for entry in &rows {
            table.row(&[
                Own::text(entry.cursor.to_string()),
                Own::text(entry.stream.kind.clone()),
                Own::text(entry.stream.id.to_string()),
                Own::Int(entry.version),
                Own::At(UtcMs::new(entry.at_ms)),
                Own::Int(entry.at_ms),
                Own::text(&*entry.actor_kind),
                Own::maybe(entry.actor_id.map(|id| id.to_string())),
                Own::text(&*entry.command),
                Own::maybe(entry.policy.clone()),
                Own::text(&*entry.body),
                Own::text(hex(&entry.prev_hash)),
                Own::text(hex(&entry.hash)),
            ])?;
            cursor = entry.cursor;
        }
        if rows.len() < PAGE as usize {
            return Ok(());
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
