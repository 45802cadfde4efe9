//! `bihuan import`: a table of complaints becomes cases. The file's words are `channels`, the cases are `app`'s; here one
//! is handed to the other, with a bar that shows how far it is.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use bihuan_app::App;
use bihuan_app::intake::{Annals, Contact, Outcome, PastCase, Standing, Tally};
use bihuan_channels::tables::{ImportRow, Mapping, Row, Rows};
use bihuan_domain::case::event::Source;
use bihuan_domain::case::text::Field;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, Kind, Severity};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use crate::place::{Answer, Place, close_sealed};
use crate::rejects::{Rejects, lasting};
use crate::trouble::Trouble;

/// How many rows are read between two looks at the bar.
const BAR_EVERY: u64 = 128;

/// Import complaints from a table: CSV, TSV, XLSX or JSON lines, plain or gzipped
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  bihuan import --mapping examples/mappings/cfpb_complaints.toml complaints.csv.gz --dry-run\n\n\
    Rows are known by source and external id: the same file imported again adds nothing. Rows that cannot be taken go to\n\
    the reject file with the reason; the others are kept. Correct the reject file and import it with the same mapping."
)]
pub struct Import {
    /// Mapping file: which column means what
    #[arg(long, value_name = "M.toml")]
    mapping: PathBuf,
    /// The table
    file: PathBuf,
    /// Do everything but keep nothing
    #[arg(long)]
    dry_run: bool,
    /// Policy the cases open under; the organisation's own if absent
    #[arg(long, value_name = "ID")]
    policy: Option<String>,
    /// Where rejected rows go [default: FILE.rejected.csv in the current directory]
    #[arg(long, value_name = "FILE")]
    reject: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    answer: Answer,
}

/// What an import came to.
#[derive(Debug, Serialize)]
pub struct Summary {
    /// The figures.
    #[serde(flatten)]
    pub tally: Tally,
    /// Nothing was kept.
    pub dry_run: bool,
    /// Where the rejected rows are.
    pub reject_file: Option<PathBuf>,
    /// How long it took.
    pub seconds: f64,
}

impl Summary {
    /// For people.
    pub fn text(&self) -> String {
        let t = &self.tally;
        let mut out = format!(
            "{} read, {} added, {} there before, {} rejected, {:.1} s",
            t.read, t.added, t.existing, t.rejected, self.seconds
        );
        if t.events > 0 {
            out.push_str(&format!(
                "\n{} events replayed: {} decisions, {} notes; {} waiting spans became pauses ({} renewed, {} on hold)",
                t.events, t.decided, t.noted, t.pauses, t.pauses_renewed, t.pauses_on_hold
            ));
        }
        if self.dry_run {
            out.push_str("\nDry run: nothing was kept");
        }
        if let Some(path) = &self.reject_file {
            out.push_str(&format!("\nRejected rows: {}", path.display()));
        }
        out
    }
}

/// A bar for a file of that size; it draws itself only on a terminal.
pub fn bar(total_bytes: u64) -> ProgressBar {
    let bar = ProgressBar::new(total_bytes);
    let style = "{elapsed_precise} [{bar:40}] {bytes}/{total_bytes} {msg}";
    bar.set_style(ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

struct Reading {
    rows: Rows,
    mapping: Mapping,
    rejects: Rejects,
    bar: ProgressBar,
    read: Arc<AtomicU64>,
}

impl Iterator for Reading {
    type Item = (Row, PastCase);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let row = self.rows.next()?;
            let read = self.read.fetch_add(1, Ordering::Relaxed) + 1;
            if read.is_multiple_of(BAR_EVERY) {
                self.bar.set_position(self.rows.progress().bytes_read);
                self.bar.set_message(format!("{read} rows"));
            }
            let taken = row.and_then(|row| {
                let past = past_case(self.mapping.row(&row)?);
                past.map_err(|(code, field)| row.reject(code, Some(field), "no such code")).map(|past| (row, past))
            });
            match taken {
                Ok(taken) => return Some(taken),
                Err(error) => self.rejects.push(&error),
            }
        }
    }
}

impl Import {
    /// Runs it.
    ///
    /// # Errors
    /// When the mapping, the file or the store cannot be used at all.
    pub async fn run(self) -> Result<ExitCode, Trouble> {
        let app = self.place.open().await?;
        let summary = self.take_in(&app).await;
        if self.dry_run {
            app.db().close().await
        } else {
            close_sealed(&app).await
        }
        let summary = summary?;
        self.answer.give(&summary, || summary.text())
    }

    async fn take_in(&self, app: &App) -> Result<Summary, Trouble> {
        let began = Instant::now();
        let mapping = Mapping::load(&self.mapping)?;
        let rows = Rows::open_with(&self.file, &mapping.file().read_options())?;
        mapping.check_header(rows.header())?;
        let annals = Annals::open(app, self.policy.as_deref(), self.dry_run).await?;
        let rejects = Rejects::new(self.reject.as_deref(), &self.file, rows.header());
        let bar = bar(rows.progress().total_bytes);
        let read = Arc::new(AtomicU64::new(0));
        let reading = Reading { rows, mapping, rejects: rejects.clone(), bar: bar.clone(), read: Arc::clone(&read) };
        let tally = annals
            .take_in(reading, |row, outcome| {
                if let Outcome::Rejected { code, detail } = outcome {
                    rejects.push(&row.reject(lasting(code), None, detail));
                }
            })
            .await;
        bar.finish_and_clear();
        let (rejected, reject_file) = rejects.finish()?;
        let tally = Tally { read: read.load(Ordering::Relaxed), rejected, ..tally? };
        Ok(Summary { tally, dry_run: self.dry_run, reject_file, seconds: began.elapsed().as_secs_f64() })
    }
}

/// A consequence as the mappings write it, 1 the most severe; ours has 4 for that.
pub fn severity(written: &str) -> Option<Severity> {
    written.parse::<u8>().ok().and_then(|n| Severity::from_level(5u8.checked_sub(n)?))
}

/// A row of a table in the words of the domain; the field whose code is unknown otherwise.
fn past_case(row: ImportRow) -> Result<PastCase, (&'static str, &'static str)> {
    let unknown = |field: &'static str| ("unknown_value", field);
    let remark = remark(&row);
    let texts = [
        (Field::Subject, row.subject),
        (Field::Verbatim, row.verbatim),
        (Field::Symptom, row.symptom),
        (Field::Demand, row.demand),
        (Field::OrderRef, row.order_ref),
        (Field::Product, row.product),
        (Field::Serial, row.serial),
    ];
    let standing = match row.status.as_deref() {
        None | Some("new") => Standing::New,
        Some("in_progress") => Standing::InProgress,
        Some("resolved") => Standing::Resolved,
        Some("closed") => Standing::Closed,
        Some("withdrawn") => Standing::Withdrawn,
        Some(_) => return Err(unknown("status")),
    };
    let code = |text: &Option<String>, default: &str| text.clone().unwrap_or_else(|| default.to_owned());
    Ok(PastCase {
        received_at: UtcMs::new(row.received_at_ms),
        occurred_at: row.occurred_at_ms.map(UtcMs::new),
        closed_at: row.closed_at_ms.map(UtcMs::new),
        channel: code(&row.channel, "web").parse::<Channel>().map_err(|_| unknown("channel"))?,
        kind: code(&row.kind, "complaint").parse::<Kind>().map_err(|_| unknown("kind"))?,
        category: row.category,
        severity: row.severity.map(|s| severity(&s).ok_or(unknown("severity"))).transpose()?,
        texts: texts.into_iter().filter_map(|(field, text)| Some((field, text?))).collect(),
        contact: Contact {
            name: row.customer_name,
            phone: row.customer_phone,
            email: row.customer_email,
            reference: row.customer_ref.map(|id| format!("{}:{id}", row.source)),
        },
        standing,
        unit: row.unit,
        remark,
        source: Source { system: row.source, external_id: row.external_id },
    })
}

fn remark(row: &ImportRow) -> Option<String> {
    let mut lines: Vec<String> = row.custom.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    if !row.tags.is_empty() {
        lines.push(format!("tags: {}", row.tags.join(", ")));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}
