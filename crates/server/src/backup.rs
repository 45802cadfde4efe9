//! `bihuan backup` and `bihuan restore`.

use std::path::PathBuf;
use std::process::ExitCode;

use bihuan_store::backup;
use bihuan_store::vault::KEY_FILE;
use clap::Args;

use crate::place::{Answer, Place};
use crate::trouble::Trouble;

/// Copy everything into an empty directory, also while a server runs
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  bihuan backup --data ./data /backup/2026-11-22")]
pub struct Backup {
    /// The directory; missing or empty
    dir: PathBuf,
    /// Put the key that opens passwords and other secrets into the backup too; whoever has it then has them
    #[arg(long)]
    with_secret_key: bool,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    answer: Answer,
}

impl Backup {
    /// Runs it.
    ///
    /// # Errors
    /// When the directory is not empty or something cannot be read or written.
    pub async fn run(self) -> Result<ExitCode, Trouble> {
        let app = self.place.open_to_read().await?;
        let manifest = backup::backup(app.db(), app.blobs(), &self.dir).await?;
        app.db().close().await;
        if self.with_secret_key {
            copy_key(&self.place.key_file(), &self.dir.join(KEY_FILE))?;
        }
        let rows: u64 = manifest.tables.iter().map(|t| t.rows).sum();
        self.answer.give(&manifest, || {
            format!(
                "{rows} rows of {} tables and {} files in {}",
                manifest.tables.len(),
                manifest.files,
                self.dir.display()
            )
        })
    }
}

/// Put a backup into an empty place of the same engine
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  bihuan restore --data ./restored /backup/2026-11-22\n  bihuan verify --data ./restored"
)]
pub struct Restore {
    /// The directory of the backup
    dir: PathBuf,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    answer: Answer,
}

impl Restore {
    /// Runs it.
    ///
    /// # Errors
    /// When the backup was changed, the place is not empty, or something cannot be read or written.
    pub async fn run(self) -> Result<ExitCode, Trouble> {
        let manifest = backup::restore(&self.place.location(), &self.place.blobs()?, &self.dir).await?;
        let (kept, here) = (self.dir.join(KEY_FILE), self.place.key_file());
        if kept.exists() && !here.exists() {
            copy_key(&kept, &here)?;
        }
        let rows: u64 = manifest.tables.iter().map(|t| t.rows).sum();
        self.answer.give(&manifest, || format!("{rows} rows and {} files restored", manifest.files))
    }
}

/// Copies a key file; permissions go along.
fn copy_key(from: &std::path::Path, to: &std::path::Path) -> Result<(), Trouble> {
    let trouble = |e: std::io::Error| Trouble::argument("secret_key", format!("{}: {e}", from.display()));
    std::fs::copy(from, to).map(|_| ()).map_err(trouble)
}
