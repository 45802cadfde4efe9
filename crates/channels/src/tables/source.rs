//! The stream beneath a file: counted for the progress bar, unzipped if its first bytes say gzip.
//!
//! Why so: names lie (`export.csv` that is gzip, `data.gz` that is not); the first bytes do not.
//! It must never read a whole file into memory, a zipped workbook excepted, which is bounded.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

const BUFFER_BYTES: usize = 64 << 10;

/// Counts the bytes that leave the disk.
pub(super) struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// A stream that can move to another thread.
pub(super) type Stream = Box<dyn BufRead + Send>;

/// Opens the file, unzips it where its first two bytes are gzip's, and counts raw bytes into `read`.
pub(super) fn open(path: &Path, read: &Arc<AtomicU64>) -> io::Result<Stream> {
    let counted = Counted { inner: File::open(path)?, read: Arc::clone(read) };
    let mut buffered = BufReader::with_capacity(BUFFER_BYTES, counted);
    if buffered.fill_buf()?.starts_with(&[0x1F, 0x8B]) {
        let unzipped = MultiGzDecoder::new(buffered);
        return Ok(Box::new(BufReader::with_capacity(BUFFER_BYTES, unzipped)));
    }
    Ok(Box::new(buffered))
}
