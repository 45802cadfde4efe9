//! `bihuan export`: cases, the journal or the customers as a table, page by page, so that a million rows need no more
//! memory than a hundred. The columns are stable and described in docs/export.md; words and contacts leave only when asked
//! for by name.

mod cases;
mod customers;
mod journal;

use std::path::PathBuf;
use std::process::ExitCode;

use bihuan_app::App;
use bihuan_channels::tables::{Cell, Format, Sheet, SheetError};
use bihuan_domain::time::UtcMs;
use clap::{Args, ValueEnum};
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::place::{Answer, Place};
use crate::trouble::Trouble;

/// Rows read in one look at the store.
const PAGE: u32 = 500;

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// One row a case
    Cases,
    /// One row a decision
    Journal,
    /// One row a customer
    Customers,
}

/// Export cases, the journal or customers as CSV, JSON lines or a workbook
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  bihuan export cases --format xlsx -o cases.xlsx --with-words\n  \
    bihuan export customers --format csv -o c.csv --reveal --reason \"recall letter 17\" --user chen\n\n\
    Cells that a spreadsheet would take for a formula are made harmless. Without -o, csv and jsonl go to standard output.")]
pub struct Export {
    /// What
    what: What,
    /// csv, jsonl or xlsx
    #[arg(long, default_value = "csv")]
    format: String,
    /// The file
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    output: Option<PathBuf>,
    /// With people's words: subject, verbatim, demand …
    #[arg(long)]
    with_words: bool,
    /// Contacts in full instead of masked; each is recorded with the reason
    #[arg(long, requires = "reason", requires = "user")]
    reveal: bool,
    /// Why contacts are to be seen in full
    #[arg(long)]
    reason: Option<String>,
    /// Sign-in name of the user who sees them; they need the permission
    #[arg(long, value_name = "LOGIN")]
    user: Option<String>,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    answer: Answer,
}

#[derive(Debug, Serialize)]
struct Written {
    rows: u64,
    file: Option<PathBuf>,
    shortened: u64,
}

/// One cell that owns its text.
pub(crate) enum Own {
    Text(String),
    Int(i64),
    At(UtcMs),
    Nothing,
}

impl Own {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Nothing, |t| Self::Text(t.into()))
    }

    pub(crate) fn at(at: Option<UtcMs>) -> Self {
        at.map_or(Self::Nothing, Self::At)
    }

    pub(crate) fn yes(yes: bool) -> Self {
        Self::text(if yes { "true" } else { "false" })
    }

    pub(crate) fn count(n: impl TryInto<i64>) -> Self {
        n.try_into().map_or(Self::Nothing, Self::Int)
    }
}

/// A sheet being filled.
pub(crate) struct Table {
    sheet: Sheet,
    rows: u64,
}

impl Table {
    pub(crate) fn row(&mut self, cells: &[Own]) -> Result<(), SheetError> {
        let cells: Vec<Cell<'_>> = cells
            .iter()
            .map(|cell| match cell {
                Own::Text(text) => Cell::Text(text),
                Own::Int(n) => Cell::Int(*n),
                Own::At(at) => Cell::Instant(at.ms()),
                Own::Nothing => Cell::Empty,
            })
            .collect();
        self.rows += 1;
        self.sheet.row(&cells)
    }
}

impl Export {
    /// Runs it.
    ///
    /// # Errors
    /// When the store cannot be read or the file cannot be written; the file then does not appear under its name.
    pub async fn run(self) -> Result<ExitCode, Trouble> {
        // A reveal is part of the record, so it writes.
        let app = if self.reveal { self.place.open().await? } else { self.place.open_to_read().await? };
        let written = self.write(&app).await;
        app.db().close().await;
        let written = written?;
        let text = || format!("{} rows", written.rows);
        if self.output.is_none() {
            return Ok(ExitCode::SUCCESS);
        }
        self.answer.give(&written, text)
    }

    async fn write(&self, app: &App) -> Result<Written, Trouble> {
        let columns: Vec<&str> = match self.what {
            What::Cases => cases::columns(self.with_words),
            What::Journal => journal::COLUMNS.to_vec(),
            What::Customers => customers::COLUMNS.to_vec(),
        };
        let zone = TimeZone::get(app.world().zone.name()).unwrap_or(TimeZone::UTC);
        let format: Format = self.format.parse()?;
        let sheet = match &self.output {
            Some(path) => Sheet::create(path, format, &columns, zone)?,
            None => Sheet::to_writer(std::io::stdout(), format, &columns)?.in_zone(zone),
        };
        let mut table = Table { sheet, rows: 0 };
        match self.what {
            What::Cases => cases::write(app, &mut table, self.with_words).await?,
            What::Journal => journal::write(app, &mut table).await?,
            What::Customers => {
                let reveal = match (&self.reason, &self.user) {
                    (Some(reason), Some(user)) if self.reveal => Some(customers::Reveal::by(app, user, reason).await?),
                    _ => None,
                };
                customers::write(app, &mut table, reveal).await?;
            }
        }
        let shortened = table.sheet.shortened();
        table.sheet.finish()?;
        Ok(Written { rows: table.rows, file: self.output.clone(), shortened })
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_column_is_described() {
        let page = include_str!("../../../docs/export.md");
        let all = super::cases::columns(true);
        for column in all.iter().chain(super::journal::COLUMNS).chain(super::customers::COLUMNS) {
            assert!(page.contains(&format!("| `{column}` |")), "docs/export.md does not describe {column}");
        }
    }
}
