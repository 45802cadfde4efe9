//! Rows of a file, one at a time: each a row or an error that names its line, its code and why.
//!
//! Why so: an import keeps the good rows and explains the bad ones (issue item 7). Memory is constant: a text file is read
//! twice (once to learn its encoding, once for its rows) rather than held.
//! It must never stop at a bad row, never drop one silently, and never know what a column means.

use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::encoding::{self, Charset, CharsetOrigin, Narrow};
use super::json::{self, MAX_COLUMNS};
pub use super::row::{CELL_BYTES, Header, OpenError, ReadOptions, Row, RowError};
use super::split::{RawRecord, SplitError, Splitter, sniff};
use super::workbook::{self, OpenSheet, SheetPart};
use super::{guard, reject, source};

/// How far reading has come, in bytes of the file on disk (for a progress bar).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read; a workbook counts rows in proportion.
    pub bytes_read: u64,
    /// Size of the file.
    pub total_bytes: u64,
}

type Text = Splitter<Box<dyn Read + Send>>;

enum Body {
    Csv(Text),
    JsonLines(Text),
    Sheet(OpenSheet),
    Over,
}

/// The rows of a file; see the module. Header first, then iterate.
pub struct Rows {
    header: Arc<Header>,
    body: Body,
    charset: Option<Charset>,
    read: Arc<AtomicU64>,
    total_bytes: u64,
    is_reject_file: bool,
}

impl std::fmt::Debug for Rows {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Rows").field("header", &self.header.names).field("charset", &self.charset).finish()
    }
}

impl Rows {
    /// Opens a table and finds out format, encoding and delimiter by content (issue item 7).
    ///
    /// # Errors
    /// [`OpenError`] if there is no readable table with a header.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, OpenError> {
        Self::open_with(path, &ReadOptions::default())
    }

    /// Opens a table; what `options` declares is taken as given.
    ///
    /// # Errors
    /// [`OpenError`] if there is no readable table with a header, or a declaration is unusable.
    pub fn open_with(path: impl AsRef<Path>, options: &ReadOptions) -> Result<Self, OpenError> {
        let path = path.as_ref();
        let io = |source| OpenError::io(path, source);
        let declared = match &options.encoding {
            Some(name) => Some(encoding::named(name).ok_or_else(|| OpenError::UnknownEncoding { name: name.clone() })?),
            None => None,
        };
        let delimiter = match options.delimiter {
            Some(wanted) if wanted.is_ascii() && !matches!(wanted, '"' | '\n' | '\r' | '\0') => Some(wanted as u8),
            Some(delimiter) => return Err(OpenError::BadDelimiter { delimiter }),
            None => None,
        };
        let total_bytes = std::fs::metadata(path).map_err(io)?.len();
        let read = Arc::new(AtomicU64::new(0));
        let mut first = source::open(path, &Arc::default()).map_err(io)?;
        let start = first.fill_buf().map_err(io)?;
        if start.starts_with(b"PK\x03\x04") {
            let sheet = workbook::open(path, first, options.sheet.as_deref())?;
            return Self::sheet(sheet, read, total_bytes);
        }
        if start.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(OpenError::Binary { detail: "an old .xls workbook; save it as .xlsx" });
        }
        let scan = encoding::scan(&mut *first, declared).map_err(io)?;
        if scan.binary {
            return Err(OpenError::Binary { detail: "it holds NUL bytes and no UTF-16 mark" });
        }
        let whole = scan.sample.len() < 64 << 10;
        let sample = if scan.charset.is_wide() {
            scan.charset.encoding.decode(&scan.sample).0.into_owned().into_bytes()
        } else {
            scan.sample
        };
        let sample = sample.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&sample);
        let text = |read: &Arc<AtomicU64>| text_stream(path, read, scan.charset).map_err(io);
        let opening = sample.iter().find(|byte| !byte.is_ascii_whitespace());
        let (header, body) = match opening {
            None => return Err(OpenError::Empty),
            Some(b'[') if sample.contains(&b'{') && delimiter.is_none() => {
                return Err(OpenError::Binary { detail: "a JSON array; write one object a line (JSONL)" });
            }
            Some(b'{') if delimiter.is_none() => {
                let header = json_header(Splitter::lines(text(&Arc::default())?), scan.charset)?;
                (header, Body::JsonLines(Splitter::lines(text(&read)?)))
            }
            Some(_) => {
                let delimiter = delimiter.unwrap_or_else(|| sniff(sample, whole));
                let mut records = Splitter::new(text(&read)?, delimiter);
                (csv_header(&mut records, scan.charset)?, Body::Csv(records))
            }
        };
        Ok(Self::assemble(header, body, Some(scan.charset), read, total_bytes))
    }

    fn assemble(header: Header, body: Body, charset: Option<Charset>, read: Arc<AtomicU64>, total_bytes: u64) -> Self {
        let is_reject_file = matches!(body, Body::Csv(_)) && reject::is_reject_header(&header.names);
        Self { header: Arc::new(header), body, charset, read, total_bytes, is_reject_file }
    }

    fn sheet(mut sheet: OpenSheet, read: Arc<AtomicU64>, total_bytes: u64) -> Result<Self, OpenError> {
        match sheet.next_part() {
            SheetPart::Row { cells, .. } => {
                Ok(Self::assemble(Header::new(cells)?, Body::Sheet(sheet), None, read, total_bytes))
            }
            SheetPart::End => Err(OpenError::Empty),
            SheetPart::Broken { detail } => Err(OpenError::BrokenWorkbook { detail }),
        }
    }

    /// The columns.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The encoding and how it became known; `None` for a workbook, which has one by its format.
    pub fn charset(&self) -> Option<Charset> {
        self.charset
    }

    /// True if the encoding is only a guess that a person should look at.
    pub fn is_guess(&self) -> bool {
        self.charset.is_some_and(|charset| charset.origin == CharsetOrigin::Guessed)
    }

    /// How far reading has come.
    pub fn progress(&self) -> Progress {
        let bytes_read = self.read.load(Ordering::Relaxed).min(self.total_bytes);
        Progress { bytes_read, total_bytes: self.total_bytes }
    }

    fn row(&self, line: u64, cells: Vec<String>) -> Result<Row, RowError> {
        let bad = |code, column, detail, original| RowError { line, code, column, detail, original };
        if let Some(at) = cells.iter().position(|cell| cell.len() > CELL_BYTES) {
            let detail = format!("{} bytes, at most {CELL_BYTES}", cells[at].len());
            return Err(bad("cell_too_large", self.header.names.get(at).cloned(), detail, cells));
        }
        let expected = self.header.names.len();
        if cells.len() != expected {
            let detail = format!("{} cells, the header has {expected}", cells.len());
            return Err(bad("wrong_column_count", None, detail, cells));
        }
        let cells = if self.is_reject_file {
            cells.into_iter().map(|cell| guard::unguarded(&cell).to_owned()).collect()
        } else {
            cells
        };
        Ok(Row { line_number: line, cells, header: Arc::clone(&self.header) })
    }

    fn csv_row(&mut self, record: Result<RawRecord, SplitError>, charset: Charset) -> Result<Row, RowError> {
        let record = record.map_err(|error| self.split_error(error, charset))?;
        let cells = decoded(record, charset)?;
        self.row(cells.0, cells.1)
    }

    fn json_row(&mut self, record: Result<RawRecord, SplitError>, charset: Charset) -> Result<Row, RowError> {
        let record = record.map_err(|error| self.split_error(error, charset))?;
        let (line, cells) = decoded(record, charset)?;
        let text = cells.concat();
        let pairs = json::pairs(&text).map_err(|error| RowError {
            line,
            code: "broken_json",
            column: None,
            detail: error.to_string(),
            original: vec![text.clone()],
        })?;
        let mut cells = vec![String::new(); self.header.names.len()];
        for (name, value) in pairs {
            if let Some(at) = self.header.position(name.trim()) {
                cells[at] = value;
            }
        }
        self.row(line, cells)
    }

    fn sheet_row(&mut self, part: SheetPart, declared_rows: u64) -> Option<Result<Row, RowError>> {
        match part {
            SheetPart::Row { line, mut cells } => {
                let share = u128::from(self.total_bytes) * u128::from(line) / u128::from(declared_rows.max(1));
                self.read.store(u64::try_from(share).unwrap_or(self.total_bytes), Ordering::Relaxed);
                if cells.is_empty() {
                    return None;
                }
                // A sheet leaves out empty cells at the end of a row: that is no damage.
                if cells.len() < self.header.names.len() {
                    cells.resize(self.header.names.len(), String::new());
                }
                Some(self.row(line, cells))
            }
            SheetPart::Broken { detail } => {
                self.body = Body::Over;
                Some(Err(RowError { line: 0, code: "broken_workbook", column: None, detail, original: Vec::new() }))
            }
            SheetPart::End => {
                self.read.store(self.total_bytes, Ordering::Relaxed);
                self.body = Body::Over;
                None
            }
        }
    }

    fn split_error(&mut self, error: SplitError, charset: Charset) -> RowError {
        let bad = |line, code, detail: String, text: Vec<u8>| {
            let original =
                if text.is_empty() { Vec::new() } else { vec![charset.encoding.decode(&text).0.into_owned()] };
            RowError { line, code, column: None, detail, original }
        };
        match error {
            SplitError::UnclosedQuote { line, text } => {
                bad(line, "unclosed_quote", "a quote opens here and never closes".into(), text)
            }
            SplitError::TooLarge { line, text } => {
                bad(line, "row_too_large", "the line is longer than 4 MiB; its beginning is kept".into(), text)
            }
            SplitError::Hopeless { line } => {
                bad(line, "quotes_unbalanced", "too many unclosed quotes; the rest was not read".into(), Vec::new())
            }
            SplitError::Io { line, error } => bad(line, "unreadable_file", error.to_string(), Vec::new()),
        }
    }
}

impl Iterator for Rows {
    type Item = Result<Row, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let charset = self.charset.unwrap_or(Charset { encoding: encoding_rs::UTF_8, origin: CharsetOrigin::Declared });
        loop {
            match &mut self.body {
                Body::Csv(records) => {
                    let record = records.next()?;
                    return Some(self.csv_row(record, charset));
                }
                Body::JsonLines(records) => {
                    let record = records.next()?;
                    return Some(self.json_row(record, charset));
                }
                Body::Sheet(sheet) => {
                    let declared_rows = sheet.declared_rows;
                    let part = sheet.next_part();
                    if let Some(row) = self.sheet_row(part, declared_rows) {
                        return Some(row);
                    }
                }
                Body::Over => return None,
            }
        }
    }
}

fn text_stream(path: &Path, read: &Arc<AtomicU64>, charset: Charset) -> io::Result<Box<dyn Read + Send>> {
    let mut stream = source::open(path, read)?;
    if charset.is_wide() {
        return Ok(Box::new(Narrow::new(stream, charset.encoding)));
    }
    // The mark is three bytes at the very start; a buffer shorter than that is a file shorter than that.
    if stream.fill_buf()?.starts_with(b"\xEF\xBB\xBF") {
        stream.consume(3);
    }
    Ok(Box::new(BufReader::new(stream)))
}

fn decoded(record: RawRecord, charset: Charset) -> Result<(u64, Vec<String>), RowError> {
    // What was narrowed from UTF-16 is UTF-8 by now.
    let encoding = if charset.is_wide() { encoding_rs::UTF_8 } else { charset.encoding };
    let line = record.line;
    let mut bad = None;
    let mut cells = Vec::with_capacity(record.fields.len());
    for field in record.fields {
        match encoding::decode(encoding, field) {
            Ok(text) => cells.push(text),
            Err(bytes) => {
                bad.get_or_insert(cells.len());
                cells.push(encoding.decode_without_bom_handling(&bytes).0.into_owned());
            }
        }
    }
    match bad {
        None => Ok((line, cells)),
        Some(at) => Err(RowError {
            line,
            code: "invalid_bytes",
            column: None,
            detail: format!("cell {} is not {}", at + 1, encoding.name()),
            original: cells,
        }),
    }
}

fn csv_header(records: &mut Text, charset: Charset) -> Result<Header, OpenError> {
    match records.next() {
        None => Err(OpenError::Empty),
        Some(Err(_)) => Err(OpenError::BadHeader { detail: "a quote never closes, or the line has no end".into() }),
        Some(Ok(record)) => {
            let (_, names) = decoded(record, charset).map_err(|error| OpenError::BadHeader { detail: error.detail })?;
            Header::new(names)
        }
    }
}

fn json_header(lines: Text, charset: Charset) -> Result<Header, OpenError> {
    let mut names: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    // Lines that cannot be read are reported by the second pass.
    for record in lines.flatten() {
        let Ok((_, cells)) = decoded(record, charset) else {
            continue;
        };
        let Ok(pairs) = json::pairs(&cells.concat()) else {
            continue;
        };
        for (name, _) in pairs {
            let name = name.trim().to_owned();
            if seen.len() <= MAX_COLUMNS && seen.insert(name.clone()) {
                names.push(name);
            }
        }
    }
    Header::new(names)
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
