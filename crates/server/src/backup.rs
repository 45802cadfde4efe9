//! `bihuan backup` and `bihuan restore`.

use std::path::PathBuf;
use std::process::ExitCode;

use bihuan_store::backup;
use clap::Args;

use crate::place::{Answer, Place};
use crate::trouble::Trouble;

/// Copy everything into an empty directory, also while a server runs
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  bihuan backup --data ./data /backup/2026-11-22")]
pub struct Backup {
    /// The directory; missing or empty
    dir: PathBuf,
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
        let rows: u64 = manifest.tables.iter().map(|t| t.rows).sum();
        self.answer.give(&manifest, || format!("{rows} rows and {} files restored", manifest.files))
    }
}
