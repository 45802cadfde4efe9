//! XLSX as rows: one sheet, streamed cell by cell on its own thread through a bounded queue.
//!
//! Why a thread: the cell reader borrows the workbook, and a row iterator that owns both cannot be written without
//! `unsafe`. The queue holds a few hundred rows; dropping the rows ends the thread. The shared strings of a workbook live
//! in memory, as its format demands, therefore its size is bounded.
//! It must never evaluate a formula: the cached value counts.

use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use calamine::{DataRef, Reader, Xlsx};

use super::read::OpenError;
use super::source::Stream;

/// The largest workbook, bytes unzipped from gzip but still zipped as XLSX.
pub(super) const WORKBOOK_BYTES: u64 = 256 << 20;
const QUEUE_ROWS: usize = 512;

/// What the reading thread sends.
#[derive(Debug)]
pub(super) enum SheetPart {
    /// Row number as the spreadsheet shows it (1 = first) and its cells.
    Row { line: u64, cells: Vec<String> },
    /// The workbook is damaged from here on.
    Broken { detail: String },
    /// The regular end: a queue that closes without it means the reader died.
    End,
}

/// An open sheet: its parts and how many rows it declares.
#[derive(Debug)]
pub(super) struct OpenSheet {
    pub parts: Receiver<SheetPart>,
    pub declared_rows: u64,
    /// The reading thread; it ends by itself when the parts are read or dropped.
    pub reader: Option<JoinHandle<()>>,
}

impl OpenSheet {
    /// The next part; a queue that closes without an end is a reader that died.
    pub fn next_part(&mut self) -> SheetPart {
        let part = self.parts.recv().unwrap_or(SheetPart::Broken { detail: "the reader stopped".into() });
        if !matches!(part, SheetPart::Row { .. })
            && let Some(reader) = self.reader.take()
        {
            // It has sent its last part; a panic of it is already told as a broken workbook.
            let _ = reader.join();
        }
        part
    }
}

/// Opens `sheet`, or the first one.
pub(super) fn open(path: &Path, stream: Stream, sheet: Option<&str>) -> Result<OpenSheet, OpenError> {
    let mut bytes = Vec::new();
    stream.take(WORKBOOK_BYTES + 1).read_to_end(&mut bytes).map_err(|source| OpenError::io(path, source))?;
    if bytes.len() as u64 > WORKBOOK_BYTES {
        return Err(OpenError::WorkbookTooLarge { limit_bytes: WORKBOOK_BYTES });
    }
    let broken = |error: calamine::XlsxError| OpenError::BrokenWorkbook { detail: error.to_string() };
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let names = book.sheet_names();
    let name = match sheet {
        Some(wanted) if names.iter().any(|name| name == wanted) => wanted.to_owned(),
        Some(wanted) => {
            return Err(OpenError::NoSuchSheet { sheet: wanted.to_owned(), present: names });
        }
        None => names.first().cloned().ok_or(OpenError::Empty)?,
    };
    let declared_rows = u64::from(book.worksheet_cells_reader(&name).map_err(broken)?.dimensions().end.0) + 1;
    let (sender, parts) = sync_channel(QUEUE_ROWS);
    let reader = std::thread::Builder::new()
        .name("sheet".into())
        .spawn(move || {
            let end = match rows(&mut book, &name, &sender) {
                Ok(()) => SheetPart::End,
                Err(error) => SheetPart::Broken { detail: error.to_string() },
            };
            // Whoever stopped listening needs no end.
            let _ = sender.send(end);
        })
        .map_err(|source| OpenError::io(path, source))?;
    Ok(OpenSheet { parts, declared_rows, reader: Some(reader) })
}

fn rows(
    book: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
    sender: &SyncSender<SheetPart>,
) -> Result<(), calamine::XlsxError> {
    let mut reader = book.worksheet_cells_reader(name)?;
    let mut current: Option<(u32, Vec<String>)> = None;
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        if current.as_ref().is_none_or(|(held, _)| *held != row) {
            if let Some((held, cells)) = current.take()
                && sender.send(SheetPart::Row { line: u64::from(held) + 1, cells }).is_err()
            {
                return Ok(());
            }
            current = Some((row, Vec::new()));
        }
        if let Some((_, cells)) = current.as_mut() {
            // A sheet has 16,384 columns at most; calamine has checked the reference.
            let column = column as usize;
            let text = text(cell.get_value());
            if text.is_empty() {
                continue;
            }
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            cells[column] = text;
        }
    }
    if let Some((held, cells)) = current {
        let _ = sender.send(SheetPart::Row { line: u64::from(held) + 1, cells });
    }
    Ok(())
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::DateTime(moment) => {
            let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
            if moment.is_duration() || moment.as_f64() < 1.0 {
                return format!("{hour:02}:{minute:02}:{second:02}");
            }
            match (hour, minute, second, milli) {
                (0, 0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                (_, _, _, 0) => {
                    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
                }
                _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}.{milli:03}"),
            }
        }
        DataRef::Error(error) => error.to_string(),
    }
}
