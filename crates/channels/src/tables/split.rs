//! Bytes to records by RFC 4180, forgiving where real exports are sloppy, bounded where they are broken.
//!
//! Why our own: one stray quote makes ordinary readers swallow the rest of a file as a single cell. Here a record has a
//! limit; beyond it the first line is rejected and reading goes on with the next one. Splitting works on bytes because the
//! delimiter bytes mean themselves in every encoding read here (UTF-16 is narrowed before), so each row is decoded alone.
//! It must never lose a byte silently and never hold more than one record and one buffer.

use std::io::{self, Read};

/// A record longer than this (bytes) is broken: the largest cell is 1 MiB.
pub(super) const RECORD_BYTES: usize = 4 << 20;
/// So many unbalanced quotes and the file is not what it claims to be.
const RECOVERIES: u32 = 100;
const CHUNK_BYTES: usize = 64 << 10;
/// What is kept of a line that is too long even to reject whole.
const EXCERPT_BYTES: usize = 1 << 10;

/// One record as bytes, with the line it starts on (1 = first line of the file).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RawRecord {
    pub line: u64,
    pub fields: Vec<Vec<u8>>,
}

/// Why no record could be read there.
#[derive(Debug)]
pub(super) enum SplitError {
    /// A quote opens in this line and never closes within the limit.
    UnclosedQuote { line: u64, text: Vec<u8> },
    /// The line itself is longer than a record may be; the text is its beginning.
    TooLarge { line: u64, text: Vec<u8> },
    /// Too many unbalanced quotes; reading stops.
    Hopeless { line: u64 },
    /// The stream broke; reading stops.
    Io { line: u64, error: io::Error },
}

/// Reads records off a stream.
pub(super) struct Splitter<R> {
    input: R,
    buffer: Vec<u8>,
    start: usize,
    line: u64,
    delimiter: u8,
    quotes: bool,
    ended: bool,
    stopped: bool,
    recoveries: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Start,
    Plain,
    Quoted,
    Closing,
}

enum Outcome {
    Record { fields: Vec<Vec<u8>>, end: usize },
    Blank { end: usize },
    Unclosed,
    TooLong,
    End,
}

impl<R: Read> Splitter<R> {
    /// Splits CSV at `delimiter`.
    pub fn new(input: R, delimiter: u8) -> Self {
        Self {
            input,
            buffer: Vec::new(),
            start: 0,
            line: 1,
            delimiter,
            quotes: true,
            ended: false,
            stopped: false,
            recoveries: 0,
        }
    }

    /// Whole lines as one field each: JSON lines.
    pub fn lines(input: R) -> Self {
        // No byte that a line may contain splits it: the newline itself never reaches the delimiter test.
        Self { quotes: false, ..Self::new(input, b'\n') }
    }

    fn fill(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        let held = self.buffer.len();
        self.buffer.resize(held + CHUNK_BYTES, 0);
        loop {
            match self.input.read(&mut self.buffer[held..]) {
                Ok(count) => {
                    self.buffer.truncate(held + count);
                    self.ended = count == 0;
                    return Ok(count > 0);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.buffer.truncate(held);
                    return Err(error);
                }
            }
        }
    }

    fn scan(&mut self) -> io::Result<Outcome> {
        let mut fields = Vec::new();
        let mut field = Vec::new();
        let mut step = Step::Start;
        let mut at = self.start;
        loop {
            if at - self.start > RECORD_BYTES {
                return Ok(if step == Step::Quoted { Outcome::Unclosed } else { Outcome::TooLong });
            }
            if at == self.buffer.len() {
                if self.fill()? {
                    continue;
                }
                if step == Step::Quoted {
                    return Ok(Outcome::Unclosed);
                }
                if at == self.start {
                    return Ok(Outcome::End);
                }
                fields.push(field);
                return Ok(Outcome::Record { fields, end: at });
            }
            let byte = self.buffer[at];
            at += 1;
            match (step, byte) {
                (Step::Quoted, b'"') => step = Step::Closing,
                (Step::Quoted, other) => field.push(other),
                (Step::Closing, b'"') => {
                    field.push(b'"');
                    step = Step::Quoted;
                }
                (Step::Start, b'"') if self.quotes => step = Step::Quoted,
                (_, b'\n' | b'\r') => {
                    let end = self.after_newline(at, byte)?;
                    if fields.is_empty() && step == Step::Start {
                        return Ok(Outcome::Blank { end });
                    }
                    fields.push(field);
                    return Ok(Outcome::Record { fields, end });
                }
                (_, other) if other == self.delimiter => {
                    fields.push(std::mem::take(&mut field));
                    step = Step::Start;
                }
                (_, other) => {
                    field.push(other);
                    step = Step::Plain;
                }
            }
        }
    }

    fn after_newline(&mut self, at: usize, byte: u8) -> io::Result<usize> {
        if byte == b'\n' {
            return Ok(at);
        }
        if at == self.buffer.len() {
            self.fill()?;
        }
        Ok(if self.buffer.get(at) == Some(&b'\n') { at + 1 } else { at })
    }

    fn take(&mut self, end: usize) -> Vec<u8> {
        let taken = self.buffer[self.start..end].to_vec();
        self.advance(end);
        taken
    }

    fn advance(&mut self, end: usize) {
        let passed = &self.buffer[self.start..end];
        let mut lines = passed.iter().filter(|&&byte| byte == b'\n').count();
        if lines == 0 && passed.last() == Some(&b'\r') {
            lines = 1;
        }
        self.line += lines as u64;
        self.start = end;
        if self.start >= CHUNK_BYTES {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
    }

    fn recover(&mut self) -> SplitError {
        let line = self.line;
        self.recoveries += 1;
        if self.recoveries > RECOVERIES {
            self.stopped = true;
            return SplitError::Hopeless { line };
        }
        let newline = self.buffer[self.start..].iter().position(|&byte| byte == b'\n');
        let end = newline.map_or(self.buffer.len(), |offset| self.start + offset + 1);
        if newline.is_none() && end - self.start > RECORD_BYTES {
            return self.skip();
        }
        SplitError::UnclosedQuote { line, text: trimmed(self.take(end)) }
    }

    fn skip(&mut self) -> SplitError {
        let line = self.line;
        let text = self.buffer[self.start..].iter().take(EXCERPT_BYTES).copied().collect();
        loop {
            if let Some(offset) = self.buffer[self.start..].iter().position(|&byte| byte == b'\n') {
                self.advance(self.start + offset + 1);
                return SplitError::TooLarge { line, text };
            }
            self.buffer.clear();
            self.start = 0;
            match self.fill() {
                Ok(true) => {}
                Ok(false) => return SplitError::TooLarge { line, text },
                Err(error) => {
                    self.stopped = true;
                    return SplitError::Io { line, error };
                }
            }
        }
    }
}

fn trimmed(mut text: Vec<u8>) -> Vec<u8> {
    while matches!(text.last(), Some(b'\n' | b'\r')) {
        text.pop();
    }
    text
}

impl<R: Read> Iterator for Splitter<R> {
    type Item = Result<RawRecord, SplitError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.stopped {
            let line = self.line;
            match self.scan() {
                Ok(Outcome::Record { fields, end }) => {
                    self.advance(end);
                    return Some(Ok(RawRecord { line, fields }));
                }
                Ok(Outcome::Blank { end }) => self.advance(end),
                Ok(Outcome::Unclosed) => return Some(Err(self.recover())),
                Ok(Outcome::TooLong) => return Some(Err(self.skip())),
                Ok(Outcome::End) => self.stopped = true,
                Err(error) => {
                    self.stopped = true;
                    return Some(Err(SplitError::Io { line, error }));
                }
            }
        }
        None
    }
}

/// The delimiter that cuts the first records of a sample most evenly; a comma where nothing tells.
pub(super) fn sniff(sample: &[u8], whole: bool) -> u8 {
    let mut best = (0_usize, b',');
    for delimiter in [b',', b'\t', b';', b'|'] {
        let mut widths: Vec<usize> = Splitter::new(sample, delimiter)
            .take(21)
            .filter_map(Result::ok)
            .map(|record| record.fields.len())
            .collect();
        // The last record of a cut-off sample is a torso.
        if !whole && widths.len() > 1 && widths.len() < 21 {
            widths.pop();
        }
        let Some(&first) = widths.first() else {
            continue;
        };
        if first < 2 {
            continue;
        }
        let even = widths.iter().filter(|&&width| width == first).count();
        let score = even * 1000 / widths.len() * 1000 + first.min(999);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn records(text: &str) -> Vec<(u64, Vec<String>)> {
        Splitter::new(text.as_bytes(), b',')
            .map(|record| record.unwrap())
            .map(|record| {
                (record.line, record.fields.into_iter().map(|field| String::from_utf8(field).unwrap()).collect())
            })
            .collect()
    }

    #[test]
    fn a_quoted_cell_may_hold_delimiters_quotes_and_newlines() {
        let found = records("a,b\r\n\"x,1\",\"he said \"\"no\"\"\r\nand left\"\r\n\r\nlast,5\" screen");
        assert_eq!(found[1], (2, vec!["x,1".into(), "he said \"no\"\r\nand left".into()]));
        assert_eq!(found[2], (5, vec!["last".into(), "5\" screen".into()]));
    }

    #[test]
    fn a_quote_that_never_closes_costs_one_line() {
        let mut split = Splitter::new(&b"1,a\n2,\"b\n3,c\n"[..], b',');
        assert!(split.next().unwrap().is_ok());
        assert!(matches!(split.next().unwrap(), Err(SplitError::UnclosedQuote { line: 2, text }) if text == b"2,\"b"));
        assert_eq!(split.next().unwrap().unwrap(), RawRecord { line: 3, fields: vec![b"3".to_vec(), b"c".to_vec()] });
        assert!(split.next().is_none());
    }

    #[test]
    fn an_endless_line_is_skipped_and_reading_goes_on() {
        let text = format!("1,{}\n2,b\n", "x".repeat(RECORD_BYTES + CHUNK_BYTES));
        let mut split = Splitter::new(text.as_bytes(), b',');
        assert!(matches!(split.next().unwrap(), Err(SplitError::TooLarge { line: 1, .. })));
        assert_eq!(split.next().unwrap().unwrap().line, 2);
    }

    #[test]
    fn a_file_of_unbalanced_quotes_stops_instead_of_running_for_hours() {
        let mut split = Splitter::new(&b"1,\"a\n2,b\n3,c\n"[..], b',');
        split.recoveries = RECOVERIES;
        assert!(matches!(split.next().unwrap(), Err(SplitError::Hopeless { line: 1 })));
        assert!(split.next().is_none());
    }

    #[test]
    fn the_delimiter_is_the_one_that_cuts_evenly() {
        assert_eq!(sniff(b"a;b;c\n1,5;2;3\n1,7;2;3\n", true), b';');
        assert_eq!(sniff(b"a\tb\n1,2\t3\n", true), b'\t');
        assert_eq!(sniff(b"only\none\n", true), b',');
    }
}
