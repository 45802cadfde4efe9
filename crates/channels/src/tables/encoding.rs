//! Which bytes mean which letters: a byte-order mark, strict UTF-8 over the whole stream, and only then a guess.
//!
//! Why so: a GBK file read as Latin-1 is nonsense that nobody notices until a customer does. UTF-8 is checked over the
//! whole stream, not a prefix, because the first accent may stand in row 900,000.
//! It must never replace what it cannot decode: such a row becomes an error, and a guess is reported as a guess.

use std::io::{self, BufRead, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes from the first non-ASCII one onwards the guess may look at.
const GUESS_BYTES: usize = 4 << 20;
/// How many bytes of the start are kept for sniffing the shape of the file.
const SAMPLE_BYTES: usize = 64 << 10;
/// One broken byte among this many good UTF-8 letters is damage in a UTF-8 file, not another encoding.
const GOOD_PER_BROKEN: u64 = 20;

/// How an encoding became known (issue item 7: detected, never silently wrong).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CharsetOrigin {
    /// The mapping or the command line names it.
    Declared,
    /// The file begins with a byte-order mark.
    Mark,
    /// The whole stream is UTF-8 (a damaged row apart).
    Utf8,
    /// Statistics of letters: show it to the person who imports.
    Guessed,
}

/// An encoding and how it became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charset {
    /// The encoding that cells are decoded with.
    pub encoding: &'static Encoding,
    /// How it became known.
    pub origin: CharsetOrigin,
}

impl Charset {
    /// Its WHATWG name, like `UTF-8` or `gb18030`.
    pub fn name(&self) -> &'static str {
        self.encoding.name()
    }

    /// True where cells must be transcoded before they can be split: UTF-16 has no ASCII delimiter bytes.
    pub(super) fn is_wide(&self) -> bool {
        self.encoding == UTF_16LE || self.encoding == UTF_16BE
    }
}

/// What one pass over the whole stream tells.
#[derive(Debug)]
pub(super) struct Scan {
    /// The first bytes, for sniffing.
    pub sample: Vec<u8>,
    /// The verdict on the encoding.
    pub charset: Charset,
    /// True if a NUL byte occurs although the file is not UTF-16: no text file.
    pub binary: bool,
}

/// Finds an encoding by a name that people write (`gbk`, `gb18030`, `latin-1`, `utf-16le` …).
pub fn named(label: &str) -> Option<&'static Encoding> {
    let folded = label.trim().to_ascii_lowercase();
    let label = match folded.as_str() {
        "latin-1" | "latin_1" => "latin1",
        "utf_8" | "utf-8-sig" | "utf8-sig" => "utf-8",
        other => other,
    };
    let encoding = Encoding::for_label(label.as_bytes())?;
    // GB18030 is a superset of GBK and decodes the rare letters of names as well.
    Some(if encoding == GBK { GB18030 } else { encoding })
}

/// Reads the stream once and says what it is written in.
pub(super) fn scan(input: &mut dyn BufRead, declared: Option<&'static Encoding>) -> io::Result<Scan> {
    let mut tally = Tally::new();
    loop {
        let chunk = input.fill_buf()?;
        if chunk.is_empty() {
            break;
        }
        let taken = chunk.len();
        tally.take(chunk);
        input.consume(taken);
    }
    Ok(tally.verdict(declared))
}

struct Tally {
    sample: Vec<u8>,
    carry: Vec<u8>,
    good: u64,
    broken: u64,
    nul: bool,
    fed: usize,
    detector: EncodingDetector,
}

impl Tally {
    fn new() -> Self {
        Self {
            sample: Vec::new(),
            carry: Vec::new(),
            good: 0,
            broken: 0,
            nul: false,
            fed: 0,
            detector: EncodingDetector::new(Iso2022JpDetection::Deny),
        }
    }

    fn take(&mut self, chunk: &[u8]) {
        if self.sample.len() < SAMPLE_BYTES {
            let room = SAMPLE_BYTES - self.sample.len();
            self.sample.extend_from_slice(&chunk[..chunk.len().min(room)]);
        }
        if !self.nul && chunk.contains(&0) {
            self.nul = true;
        }
        if self.fed > 0 || !chunk.is_ascii() {
            let room = GUESS_BYTES.saturating_sub(self.fed);
            let part = &chunk[..chunk.len().min(room)];
            if !part.is_empty() {
                self.detector.feed(part, false);
                self.fed += part.len();
            }
        }
        if self.carry.is_empty() {
            self.check(chunk);
        } else {
            let mut joined = std::mem::take(&mut self.carry);
            joined.extend_from_slice(chunk);
            self.check(&joined);
        }
    }

    fn check(&mut self, mut bytes: &[u8]) {
        loop {
            match std::str::from_utf8(bytes) {
                Ok(text) => {
                    self.good += letters(text.as_bytes());
                    return;
                }
                Err(error) => {
                    let (sound, rest) = bytes.split_at(error.valid_up_to());
                    self.good += letters(sound);
                    match error.error_len() {
                        None => {
                            self.carry = rest.to_vec();
                            return;
                        }
                        Some(length) => {
                            self.broken += 1;
                            bytes = &rest[length..];
                        }
                    }
                }
            }
        }
    }

    fn verdict(mut self, declared: Option<&'static Encoding>) -> Scan {
        if !self.carry.is_empty() {
            self.broken += 1;
        }
        let mark = Encoding::for_bom(&self.sample).map(|(encoding, _)| encoding);
        let charset = if let Some(encoding) = declared {
            Charset { encoding, origin: CharsetOrigin::Declared }
        } else if let Some(encoding) = mark {
            Charset { encoding, origin: CharsetOrigin::Mark }
        } else if self.broken == 0 || self.good >= self.broken.saturating_mul(GOOD_PER_BROKEN) {
            Charset { encoding: UTF_8, origin: CharsetOrigin::Utf8 }
        } else {
            self.detector.feed(b"", true);
            let guess = self.detector.guess(None, Utf8Detection::Deny);
            let encoding = if guess == GBK { GB18030 } else { guess };
            Charset { encoding, origin: CharsetOrigin::Guessed }
        };
        Scan { binary: self.nul && !charset.is_wide(), sample: self.sample, charset }
    }
}

fn letters(bytes: &[u8]) -> u64 {
    if bytes.is_ascii() {
        return 0;
    }
    bytes.iter().filter(|&&byte| byte >= 0xC0).count() as u64
}

/// Decodes one cell; `None` if the bytes are not text in that encoding.
pub(super) fn decode(encoding: &'static Encoding, bytes: Vec<u8>) -> Result<String, Vec<u8>> {
    if encoding == UTF_8 || bytes.is_ascii() {
        return String::from_utf8(bytes).map_err(std::string::FromUtf8Error::into_bytes);
    }
    match encoding.decode_without_bom_handling_and_without_replacement(&bytes) {
        Some(text) => Ok(text.into_owned()),
        None => Err(bytes),
    }
}

/// UTF-16 as UTF-8. What is no letter becomes the byte 0xFF, which the check of each cell then refuses.
pub(super) struct Narrow<R> {
    inner: R,
    decoder: encoding_rs::Decoder,
    out: Vec<u8>,
    at: usize,
    done: bool,
}

impl<R: BufRead> Narrow<R> {
    /// Wraps a stream of UTF-16 bytes; a byte-order mark is taken off.
    pub fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self { inner, decoder: encoding.new_decoder_with_bom_removal(), out: Vec::new(), at: 0, done: false }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.out.clear();
        self.at = 0;
        while self.out.is_empty() && !self.done {
            let chunk = self.inner.fill_buf()?;
            let last = chunk.is_empty();
            let mut space = vec![0_u8; 16 << 10];
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(chunk, &mut space, last);
            self.inner.consume(read);
            self.out.extend_from_slice(&space[..written]);
            match result {
                DecoderResult::Malformed(..) => self.out.push(0xFF),
                DecoderResult::InputEmpty => self.done = last,
                DecoderResult::OutputFull => {}
            }
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Narrow<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.out.len() {
            self.refill()?;
        }
        let count = buffer.len().min(self.out.len() - self.at);
        buffer[..count].copy_from_slice(&self.out[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn seen(bytes: &[u8]) -> Scan {
        scan(&mut io::BufReader::with_capacity(7, bytes), None).unwrap()
    }

    #[test]
    fn utf8_is_recognised_across_chunk_borders() {
        let scan = seen("客户投诉产品质量问题，要求退货".as_bytes());
        assert_eq!(scan.charset, Charset { encoding: UTF_8, origin: CharsetOrigin::Utf8 });
    }

    #[test]
    fn a_broken_byte_in_a_utf8_file_does_not_make_it_another_encoding() {
        let mut bytes = "客户投诉产品质量问题要求退货".repeat(20).into_bytes();
        bytes.push(0xFF);
        assert_eq!(seen(&bytes).charset.encoding, UTF_8);
    }

    #[test]
    fn chinese_legacy_bytes_are_guessed_and_said_to_be_guessed() {
        let (bytes, _, _) = GB18030.encode("编号,内容\n1,客户投诉产品质量问题，要求退货退款，等待处理\n");
        let scan = seen(&bytes);
        assert_eq!(scan.charset, Charset { encoding: GB18030, origin: CharsetOrigin::Guessed });
    }

    #[test]
    fn western_legacy_bytes_are_guessed() {
        let scan = seen(b"id,text\n1,Le client est tr\xe8s m\xe9content du caf\xe9 re\xe7u\n2,d\xe9j\xe0 pay\xe9\n");
        assert_eq!(scan.charset.name(), "windows-1252");
    }

    #[test]
    fn a_file_with_nul_bytes_is_no_text() {
        assert!(seen(b"id\0\0\x01\n").binary);
    }

    #[test]
    fn half_a_surrogate_pair_becomes_a_byte_that_every_cell_check_refuses() {
        let mut out = Vec::new();
        Narrow::new(&b"\xFF\xFEa\0\x00\xD8b\0"[..], UTF_16LE).read_to_end(&mut out).unwrap();
        assert_eq!(out, b"a\xFFb");
    }

    #[test]
    fn people_write_encoding_names_in_their_own_way() {
        assert_eq!(named(" GBK "), Some(GB18030));
        assert_eq!(named("latin-1").map(Encoding::name), Some("windows-1252"));
        assert_eq!(named("klingon"), None);
    }
}
