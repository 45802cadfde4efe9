//! A header, a row, and why there is none: the plain data that reading gives.
//!
//! Why a row error carries the row: the reject file must show it as it stood (issue item 7).
//! It must never know where a row comes from nor what a column means.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::json::MAX_COLUMNS;

/// A cell larger than this (bytes) is rejected with its row.
pub const CELL_BYTES: usize = 1 << 20;

/// What the reader should take as given instead of finding out.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Encoding name, like `gb18030`; found out if absent.
    pub encoding: Option<String>,
    /// Delimiter, one ASCII character; found out if absent.
    pub delimiter: Option<char>,
    /// Sheet of a workbook; the first one if absent.
    pub sheet: Option<String>,
}

/// Why a file could not be opened as a table.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// No row at all, not even a header.
    #[error("the file has no header row")]
    Empty,
    /// The encoding's name is unknown.
    #[error("unknown encoding {name:?}")]
    UnknownEncoding {
        /// As declared.
        name: String,
    },
    /// The delimiter is not one ASCII character other than quote and newline.
    #[error("delimiter {delimiter:?} is not a single ASCII character")]
    BadDelimiter {
        /// As declared.
        delimiter: char,
    },
    /// NUL bytes or a binary format that is not read here.
    #[error("not a text table: {detail}")]
    Binary {
        /// What was seen.
        detail: &'static str,
    },
    /// The header cannot be decoded or is wider than 4,096 columns.
    #[error("unusable header row: {detail}")]
    BadHeader {
        /// What is wrong with it.
        detail: String,
    },
    /// The workbook is damaged.
    #[error("damaged workbook: {detail}")]
    BrokenWorkbook {
        /// What the reader says.
        detail: String,
    },
    /// The workbook exceeds the bound.
    #[error("the workbook is larger than {limit_bytes} bytes")]
    WorkbookTooLarge {
        /// The bound in bytes.
        limit_bytes: u64,
    },
    /// The workbook has no sheet of that name.
    #[error("no sheet {sheet:?}; present: {present:?}")]
    NoSuchSheet {
        /// The name asked for.
        sheet: String,
        /// The names there are.
        present: Vec<String>,
    },
}

impl OpenError {
    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }

    /// The stable code of the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "unreadable_file",
            Self::Empty => "empty_file",
            Self::UnknownEncoding { .. } => "unknown_encoding",
            Self::BadDelimiter { .. } => "bad_delimiter",
            Self::Binary { .. } => "binary_file",
            Self::BadHeader { .. } => "bad_header",
            Self::BrokenWorkbook { .. } => "broken_workbook",
            Self::WorkbookTooLarge { .. } => "workbook_too_large",
            Self::NoSuchSheet { .. } => "no_such_sheet",
        }
    }
}

/// Why one row was rejected. Codes of reading: `wrong_column_count`, `invalid_bytes`, `broken_json`, `cell_too_large`,
/// `row_too_large`, `unclosed_quote`, `quotes_unbalanced`, `unreadable_file`, `broken_workbook`; a mapping adds its own.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {code}: {detail}")]
pub struct RowError {
    /// Line the row starts on, 1 = first line of the file (XLSX: row number).
    pub line: u64,
    /// Stable code.
    pub code: &'static str,
    /// The column at fault, if it is one.
    pub column: Option<String>,
    /// For people: what was found.
    pub detail: String,
    /// The row as it stood, for the reject file; undecodable bytes show as U+FFFD.
    pub original: Vec<String>,
}

/// The columns of a file: names trimmed, a repeated name gets a suffix (`Variant`, `Variant#2`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub(super) names: Vec<String>,
    index: HashMap<String, usize>,
}

impl Header {
    pub(super) fn new(raw: impl IntoIterator<Item = String>) -> Result<Self, OpenError> {
        let mut header = Self { names: Vec::new(), index: HashMap::new() };
        for name in raw {
            let trimmed = name.trim();
            let base =
                if trimmed.is_empty() { format!("column_{}", header.names.len() + 1) } else { trimmed.to_owned() };
            let mut unique = base.clone();
            let mut copy = 2_usize;
            while header.index.contains_key(&unique) {
                unique = format!("{base}#{copy}");
                copy += 1;
            }
            header.index.insert(unique.clone(), header.names.len());
            header.names.push(unique);
            if header.names.len() > MAX_COLUMNS {
                return Err(OpenError::BadHeader { detail: format!("more than {MAX_COLUMNS} columns") });
            }
        }
        if header.names.is_empty() { Err(OpenError::Empty) } else { Ok(header) }
    }

    /// The names in file order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Where a column stands.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }
}

/// One row: as many cells as the header has columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Line the row starts on, 1 = first line of the file (XLSX: row number).
    pub line_number: u64,
    pub(super) cells: Vec<String>,
    pub(super) header: Arc<Header>,
}

impl Row {
    /// The cell under that name; `None` if there is no such column.
    pub fn get(&self, column: &str) -> Option<&str> {
        self.header.position(column).and_then(|at| self.cells.get(at)).map(String::as_str)
    }

    /// All cells in file order, as they stood.
    pub fn cells(&self) -> &[String] {
        &self.cells
    }

    /// This row rejected, its text kept for the reject file.
    pub fn reject(&self, code: &'static str, column: Option<&str>, detail: impl Into<String>) -> RowError {
        RowError {
            line: self.line_number,
            code,
            column: column.map(str::to_owned),
            detail: detail.into(),
            original: self.cells.clone(),
        }
    }
}
