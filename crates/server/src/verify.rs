//! `bihuan verify` proves the record; `bihuan seal` writes the seal that leaves the database.

use std::process::ExitCode;

use bihuan_store::seals;
use clap::Args;
use serde::Serialize;

use crate::place::{Answer, Place};
use crate::trouble::Trouble;

/// Prove the record: every hash, every link, every row against its journal, every seal
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  bihuan verify --data ./data --json\n\n\
    Only reads, also beside a running server. Ends with 1 when something is not as it was written.")]
pub struct Verify {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    answer: Answer,
}

#[derive(Debug, Serialize)]
struct Verdict {
    ok: bool,
    streams: u64,
    entries: u64,
    seals: u64,
    found: u64,
    findings: Vec<Found>,
}

#[derive(Debug, Serialize)]
struct Found {
    code: &'static str,
    stream: Option<String>,
    version: Option<i64>,
    detail: String,
}

impl Verify {
    /// Runs it.
    ///
    /// # Errors
    /// When the database or the files cannot be read at all.
    pub async fn run(self) -> Result<ExitCode, Trouble> {
        let app = self.place.open_to_read().await?;
        let verified = app.verify().await?;
        app.db().close().await;
        let findings = verified.findings.iter().map(|f| Found {
            code: f.code,
            stream: f.stream.as_ref().map(|s| format!("{}/{}", s.kind, s.id)),
            version: f.version,
            detail: f.detail.clone(),
        });
        let verdict = Verdict {
            ok: verified.found == 0,
            streams: verified.streams,
            entries: verified.entries,
            seals: verified.seals,
            found: verified.found,
            findings: findings.collect(),
        };
        self.answer.give(&verdict, || verdict.text())?;
        Ok(if verdict.ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

impl Verdict {
    fn text(&self) -> String {
        let mut out = format!("{} streams, {} decisions, {} seals: ", self.streams, self.entries, self.seals);
        out.push_str(if self.ok { "the record is sound" } else { "the record was changed" });
        for f in &self.findings {
            let stream = f.stream.as_deref().unwrap_or("-");
            let version = f.version.map(|v| format!(" version {v}")).unwrap_or_default();
            out.push_str(&format!("\n{}: {stream}{version}: {}", f.code, f.detail));
        }
        if self.found > self.findings.len() as u64 {
            out.push_str(&format!("\n… {} findings in all", self.found));
        }
        out
    }
}

/// Seal everything committed since the last seal
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  bihuan seal --data ./data\n\n\
    The server does this each hour. Keep copies of the files under files/seals elsewhere: they show a deleted history.")]
pub struct Seal {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    answer: Answer,
}

#[derive(Debug, Serialize)]
struct Sealed {
    seals: Vec<String>,
}

impl Seal {
    /// Runs it.
    ///
    /// # Errors
    /// When the database or the files fail.
    pub async fn run(self) -> Result<ExitCode, Trouble> {
        let app = self.place.open().await?;
        let made = seals::seal(app.db(), app.blobs(), app.db().now()).await?;
        app.db().close().await;
        let sealed = Sealed { seals: made.iter().map(seals::Seal::file).collect() };
        self.answer.give(&sealed, || match sealed.seals.is_empty() {
            true => "nothing changed since the last seal".to_owned(),
            false => sealed.seals.join("\n"),
        })
    }
}
