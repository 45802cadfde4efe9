//! Files in and out: CSV, TSV, XLSX and JSON lines, each optionally gzipped, read as rows and written as sheets.
//!
//! Why so: a newcomer's first act is to bring yesterday's complaints along, in whatever encoding and date habit the old
//! system had. One bad row must cost one row and say why; a wrong guess must be visible.
//! It must never know what a case is, never hold a whole file in memory (an event log excepted, and bounded), and never
//! turn undecodable bytes into plausible text.

pub mod dates;
pub mod encoding;
pub mod event_row;
pub mod events;
mod fields;
pub use bihuan_domain::formula as guard;
pub mod import_row;
mod json;
pub mod mapping;
pub mod read;
pub mod reject;
pub mod row;
mod source;
mod split;
mod workbook;
pub mod write;

pub use dates::{DateFormats, DateProblem, Moment};
pub use encoding::{Charset, CharsetOrigin};
pub use events::{EventCase, EventLog, EventMapping, EventRow, Implied, read_events};
pub use mapping::{ImportRow, Mapping, MappingError};
pub use read::{Header, OpenError, Progress, ReadOptions, Row, RowError, Rows};
pub use reject::RejectFile;
pub use write::{Cell, Format, Sheet, SheetError};
