//! Sheets out: CSV, JSON lines and XLSX with the same typed cells and stable columns.
//!
//! Why so: an export is opened in Excel by somebody who trusts it. CSV carries a byte-order mark so that Chinese shows,
//! text that looks like a formula is kept text, instants carry their offset, and a workbook goes on in a further sheet when
//! one is full. Everything is streamed: a million rows need no million rows of memory.
//! It must never leave half a file under the name that was asked for: it is renamed when finished.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Workbook, XlsxError};

use super::guard::guarded;

/// Rows of data in one sheet of a workbook, the header row not counted.
pub const SHEET_ROWS: u32 = 1_048_575;
/// Characters (UTF-16 units) that one cell of a workbook can hold.
const CELL_UNITS: usize = 32_767;
/// Above this a spreadsheet's numbers lose digits.
const EXACT_INT: u64 = 1 << 53;

/// One typed cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Somebody's words or a code.
    Text(&'a str),
    /// A whole number.
    Int(i64),
    /// UTC milliseconds, written in the sheet's zone.
    Instant(i64),
    /// Nothing.
    Empty,
}

/// The format of an export (issue item 7: `--format csv|jsonl|xlsx`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180 with a UTF-8 byte-order mark.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// A workbook.
    Xlsx,
}

impl std::str::FromStr for Format {
    type Err = SheetError;

    fn from_str(name: &str) -> Result<Self, SheetError> {
        match name {
            "csv" => Ok(Self::Csv),
            "jsonl" => Ok(Self::Jsonl),
            "xlsx" => Ok(Self::Xlsx),
            other => Err(SheetError::UnknownFormat { name: other.to_owned() }),
        }
    }
}

/// Why a sheet could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The file cannot be written.
    #[error("cannot write: {0}")]
    Io(#[from] io::Error),
    /// The workbook cannot be written.
    #[error("cannot write the workbook: {0}")]
    Workbook(#[from] XlsxError),
    /// A row has another number of cells than the sheet has columns.
    #[error("a row has {found} cells, the sheet {expected} columns")]
    WrongWidth {
        /// Columns of the sheet.
        expected: usize,
        /// Cells of the row.
        found: usize,
    },
    /// An instant outside the years 1900-9999.
    #[error("{at_ms} ms is no instant that a sheet can show")]
    BadInstant {
        /// UTC milliseconds.
        at_ms: i64,
    },
    /// No such format.
    #[error("unknown format {name:?}; csv, jsonl or xlsx")]
    UnknownFormat {
        /// As asked for.
        name: String,
    },
    /// A workbook needs a file, it cannot be piped.
    #[error("a workbook can only be written to a file")]
    NeedsFile,
}

impl SheetError {
    /// The stable code of the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "unwritable_file",
            Self::Workbook(_) => "unwritable_workbook",
            Self::WrongWidth { .. } => "wrong_width",
            Self::BadInstant { .. } => "bad_instant",
            Self::UnknownFormat { .. } => "unknown_format",
            Self::NeedsFile => "needs_file",
        }
    }
}

type Out = BufWriter<Box<dyn Write + Send>>;

enum Body {
    Csv(Out),
    Jsonl(Out),
    Xlsx(Box<Book>),
}

struct Book {
    workbook: Workbook,
    sheet: usize,
    row: u32,
    capacity: u32,
    instant: CellFormat,
}

/// A sheet being written; nothing counts until [`Sheet::finish`].
pub struct Sheet {
    body: Body,
    columns: Vec<String>,
    zone: TimeZone,
    rename: Option<(PathBuf, PathBuf)>,
    shortened: u64,
}

impl Sheet {
    /// Creates `path` in that format; instants are shown in `zone`.
    ///
    /// # Errors
    /// [`SheetError`] if the file cannot be created.
    pub fn create(path: &Path, format: Format, columns: &[&str], zone: TimeZone) -> Result<Self, SheetError> {
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let file = File::create(&part)?;
        let mut sheet = match format {
            Format::Csv => Self::csv(file, columns)?,
            Format::Jsonl => Self::jsonl(file, columns),
            Format::Xlsx => Self::xlsx(columns, SHEET_ROWS)?,
        };
        sheet.zone = zone;
        sheet.rename = Some((part, path.to_owned()));
        Ok(sheet)
    }

    /// Writes to a stream, standard output for example; instants in UTC until [`Sheet::in_zone`].
    ///
    /// # Errors
    /// [`SheetError::NeedsFile`] for a workbook, or if the header cannot be written.
    pub fn to_writer(
        writer: impl Write + Send + 'static,
        format: Format,
        columns: &[&str],
    ) -> Result<Self, SheetError> {
        match format {
            Format::Csv => Self::csv(writer, columns),
            Format::Jsonl => Ok(Self::jsonl(writer, columns)),
            Format::Xlsx => Err(SheetError::NeedsFile),
        }
    }

    /// CSV with byte-order mark and header.
    ///
    /// # Errors
    /// [`SheetError::Io`] if the header cannot be written.
    pub fn csv(writer: impl Write + Send + 'static, columns: &[&str]) -> Result<Self, SheetError> {
        let mut out: Out = BufWriter::new(Box::new(writer));
        out.write_all(b"\xEF\xBB\xBF")?;
        for (at, name) in columns.iter().enumerate() {
            write_csv(&mut out, at, name)?;
        }
        out.write_all(b"\r\n")?;
        Ok(Self::new(Body::Csv(out), columns))
    }

    /// JSON lines: one object a row, keys in column order, empty cells as null.
    pub fn jsonl(writer: impl Write + Send + 'static, columns: &[&str]) -> Self {
        Self::new(Body::Jsonl(BufWriter::new(Box::new(writer))), columns)
    }

    fn xlsx(columns: &[&str], capacity: u32) -> Result<Self, SheetError> {
        let instant = CellFormat::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        let mut book = Book { workbook: Workbook::new(), sheet: 0, row: 0, capacity, instant };
        let columns: Vec<String> = columns.iter().map(|&name| name.to_owned()).collect();
        book.begin(&columns)?;
        let names: Vec<&str> = columns.iter().map(String::as_str).collect();
        Ok(Self::new(Body::Xlsx(Box::new(book)), &names))
    }

    fn new(body: Body, columns: &[&str]) -> Self {
        let columns = columns.iter().map(|&name| name.to_owned()).collect();
        Self { body, columns, zone: TimeZone::UTC, rename: None, shortened: 0 }
    }

    /// Shows instants in `zone`.
    #[must_use]
    pub fn in_zone(mut self, zone: TimeZone) -> Self {
        self.zone = zone;
        self
    }

    /// Texts that a workbook cell could not hold whole (over 32,767 characters); tell whoever asked for the export.
    pub fn shortened(&self) -> u64 {
        self.shortened
    }

    /// Writes one row, its cells in column order.
    ///
    /// # Errors
    /// [`SheetError`] if the row does not fit the columns or cannot be written.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), SheetError> {
        if cells.len() != self.columns.len() {
            return Err(SheetError::WrongWidth { expected: self.columns.len(), found: cells.len() });
        }
        match &mut self.body {
            Body::Csv(out) => {
                for (at, cell) in cells.iter().enumerate() {
                    match cell {
                        Cell::Text(text) => write_csv(out, at, text)?,
                        Cell::Int(number) => write!(out, "{}{number}", comma(at))?,
                        Cell::Instant(at_ms) => write!(out, "{}{}", comma(at), local(*at_ms, &self.zone)?)?,
                        Cell::Empty => write!(out, "{}", comma(at))?,
                    }
                }
                // A line that is nothing but one empty cell would be a blank line, which readers skip.
                if let [Cell::Empty | Cell::Text("")] = cells {
                    out.write_all(b"\"\"")?;
                }
                out.write_all(b"\r\n")?;
            }
            Body::Jsonl(out) => write_json(out, &self.columns, cells, &self.zone)?,
            Body::Xlsx(book) => self.shortened += book.row(&self.columns, cells, &self.zone)?,
        }
        Ok(())
    }

    /// Writes what is left and gives the file its name.
    ///
    /// # Errors
    /// [`SheetError`] if the last bytes cannot be written; the file then does not appear under its name.
    pub fn finish(self) -> Result<(), SheetError> {
        match self.body {
            Body::Csv(mut out) | Body::Jsonl(mut out) => out.flush()?,
            Body::Xlsx(mut book) => {
                if let Some((part, _)) = &self.rename {
                    book.workbook.save_to_writer(BufWriter::new(File::create(part)?))?;
                }
            }
        }
        if let Some((part, path)) = self.rename {
            File::open(&part)?.sync_all()?;
            std::fs::rename(part, path)?;
        }
        Ok(())
    }
}

fn comma(at: usize) -> &'static str {
    if at == 0 { "" } else { "," }
}

fn write_csv(out: &mut Out, at: usize, text: &str) -> io::Result<()> {
    let text = guarded(text);
    out.write_all(comma(at).as_bytes())?;
    // A leading or trailing blank is quoted too: some readers trim it.
    let quote = text.contains([',', '"', '\n', '\r', ';', '\t']) || text.starts_with(' ') || text.ends_with(' ');
    if quote { write!(out, "\"{}\"", text.replace('"', "\"\"")) } else { out.write_all(text.as_bytes()) }
}

fn write_json(out: &mut Out, columns: &[String], cells: &[Cell<'_>], zone: &TimeZone) -> Result<(), SheetError> {
    let json = |text: &str| serde_json::to_string(text).map_err(io::Error::from);
    for (at, (name, cell)) in columns.iter().zip(cells).enumerate() {
        write!(out, "{}{}:", if at == 0 { "{" } else { "," }, json(name)?)?;
        match cell {
            Cell::Text(text) => out.write_all(json(text)?.as_bytes())?,
            Cell::Int(number) => write!(out, "{number}")?,
            Cell::Instant(at_ms) => write!(out, "\"{}\"", local(*at_ms, zone)?)?,
            Cell::Empty => out.write_all(b"null")?,
        }
    }
    out.write_all(if columns.is_empty() { b"{}\n" } else { b"}\n" })?;
    Ok(())
}

fn local(at_ms: i64, zone: &TimeZone) -> Result<String, SheetError> {
    let bad = SheetError::BadInstant { at_ms };
    let Ok(instant) = Timestamp::from_millisecond(at_ms) else {
        return Err(bad);
    };
    let offset = zone.to_offset(instant);
    Ok(instant.display_with_offset(offset).to_string())
}

impl Book {
    fn begin(&mut self, columns: &[String]) -> Result<(), SheetError> {
        let bold = CellFormat::new().set_bold();
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_freeze_panes(1, 0)?;
        for (at, name) in (0_u16..).zip(columns) {
            sheet.write_string_with_format(0, at, name, &bold)?;
        }
        self.row = 0;
        Ok(())
    }

    fn row(&mut self, columns: &[String], cells: &[Cell<'_>], zone: &TimeZone) -> Result<u64, SheetError> {
        if self.row == self.capacity {
            self.begin(columns)?;
            self.sheet += 1;
        }
        self.row += 1;
        let row = self.row;
        let mut shortened = 0;
        let sheet = self.workbook.worksheet_from_index(self.sheet)?;
        for (at, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text("") | Cell::Empty => {}
                Cell::Text(text) => {
                    let (kept, cut) = fitting(text);
                    shortened += u64::from(cut);
                    sheet.write_string(row, at, kept)?;
                }
                Cell::Int(number) if number.unsigned_abs() <= EXACT_INT => {
                    #[allow(clippy::cast_precision_loss, reason = "bounded by EXACT_INT")]
                    let exact = *number as f64;
                    sheet.write_number(row, at, exact)?;
                }
                Cell::Int(number) => {
                    sheet.write_string(row, at, number.to_string())?;
                }
                Cell::Instant(at_ms) => {
                    let moment = wall_clock(*at_ms, zone)?;
                    sheet.write_datetime_with_format(row, at, &moment, &self.instant)?;
                }
            }
        }
        Ok(shortened)
    }
}

fn wall_clock(at_ms: i64, zone: &TimeZone) -> Result<ExcelDateTime, SheetError> {
    let bad = || SheetError::BadInstant { at_ms };
    let instant = Timestamp::from_millisecond(at_ms).map_err(|_| bad())?;
    let civil = zone.to_datetime(instant);
    let (Ok(year), Ok(month), Ok(day), Ok(hour)) = (
        u16::try_from(civil.year()),
        u8::try_from(civil.month()),
        u8::try_from(civil.day()),
        u16::try_from(civil.hour()),
    ) else {
        return Err(bad());
    };
    let (Ok(minute), Ok(second)) = (u8::try_from(civil.minute()), u16::try_from(civil.second())) else {
        return Err(bad());
    };
    let seconds = f64::from(second) + f64::from(civil.millisecond()) / 1000.0;
    ExcelDateTime::from_ymd(year, month, day).and_then(|date| date.and_hms(hour, minute, seconds)).map_err(|_| bad())
}

fn fitting(text: &str) -> (String, bool) {
    // Every UTF-8 byte is at most one UTF-16 unit, so a short text needs no count.
    if text.len() <= CELL_UNITS {
        return (text.to_owned(), false);
    }
    if text.encode_utf16().count() <= CELL_UNITS {
        return (text.to_owned(), false);
    }
    let mut units = 0;
    let mut kept: String = text
        .chars()
        .take_while(|letter| {
            units += letter.len_utf16();
            units < CELL_UNITS
        })
        .collect();
    kept.push('…');
    (kept, true)
}

#[cfg(test)]
#[path = "write_tests.rs"]
mod tests;
