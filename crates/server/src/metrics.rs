//! `bihuan metrics`: the metrics C.1-C.6 and C.16 of a period, counted from the journal and nowhere else.

use std::process::ExitCode;

use bihuan_domain::actor::Actor;
use bihuan_domain::time::UtcMs;
use clap::Args;

use crate::place::{Answer, Place};
use crate::trouble::Trouble;

/// Count the metrics C.1-C.6 and C.16 of the cases received in a period from the journal
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  bihuan metrics --data ./data --from 2026-10-01T00:00:00+08:00 --to 2026-11-01T00:00:00+08:00\n\n\
    Prints JSON. Each figure has its n; no data is null, never 0 %. The definitions are in docs/metrics.md."
)]
pub struct Metrics {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    answer: Answer,
    /// Received at or after, RFC 3339
    #[arg(long)]
    from: UtcMs,
    /// Received before, RFC 3339
    #[arg(long)]
    to: UtcMs,
}

impl Metrics {
    /// Runs it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn run(self) -> Result<ExitCode, Trouble> {
        let app = self.place.open_to_read().await?;
        let figures = app.figures(&Actor::system(), self.from, self.to).await?;
        app.db().close().await;
        self.answer.give(&figures, || serde_json::to_string_pretty(&figures).unwrap_or_default())
    }
}
