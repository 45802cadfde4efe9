//! The reject file: every row that was not taken, as it stood, with its line, code and reason.
//!
//! Why so: whoever imports corrects these rows and imports the file again; the three added columns disturb no mapping,
//! and the formula guard is taken off on reading because the header says whose file it is.
//! It must never leave out part of a row: surplus cells go into the reason.

use std::io::Write;

use super::read::{Header, RowError};
use super::write::{Cell, Sheet, SheetError};

const COLUMNS: [&str; 3] = ["reject_line", "reject_code", "reject_reason"];

pub(super) fn is_reject_header(names: &[String]) -> bool {
    names.len() >= COLUMNS.len() && names[names.len() - COLUMNS.len()..] == COLUMNS
}

/// Writes rejected rows as CSV: the original columns, then `reject_line`, `reject_code`, `reject_reason`.
pub struct RejectFile {
    sheet: Sheet,
    width: usize,
    again: bool,
    count: u64,
}

impl RejectFile {
    /// Begins a reject file for a table with this header.
    ///
    /// # Errors
    /// [`SheetError`] if the header cannot be written.
    pub fn new(writer: impl Write + Send + 'static, header: &Header) -> Result<Self, SheetError> {
        // Rejects of a reject file keep its columns instead of growing three more each time.
        let again = is_reject_header(header.names());
        let width = header.names().len() - if again { COLUMNS.len() } else { 0 };
        let names: Vec<&str> = header.names()[..width].iter().map(String::as_str).chain(COLUMNS).collect();
        Ok(Self { sheet: Sheet::csv(writer, &names)?, width, again, count: 0 })
    }

    /// Adds one rejected row.
    ///
    /// # Errors
    /// [`SheetError`] if it cannot be written.
    pub fn push(&mut self, error: &RowError) -> Result<(), SheetError> {
        let mut reason = match &error.column {
            Some(column) => format!("{column}: {}", error.detail),
            None => error.detail.clone(),
        };
        let known = self.width + if self.again { COLUMNS.len() } else { 0 };
        if let Some(surplus) = error.original.get(known..).filter(|surplus| !surplus.is_empty()) {
            reason.push_str(&format!("; surplus cells: {surplus:?}"));
        }
        let line = i64::try_from(error.line).unwrap_or(i64::MAX);
        let mut cells: Vec<Cell<'_>> =
            (0..self.width).map(|at| error.original.get(at).map_or(Cell::Empty, |text| Cell::Text(text))).collect();
        cells.extend([Cell::Int(line), Cell::Text(error.code), Cell::Text(&reason)]);
        self.count += 1;
        self.sheet.row(&cells)
    }

    /// How many rows were rejected.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Flushes the file.
    ///
    /// # Errors
    /// [`SheetError`] if the last bytes cannot be written.
    pub fn finish(self) -> Result<(), SheetError> {
        self.sheet.finish()
    }
}
