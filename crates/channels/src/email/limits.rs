//! Bounds, looked at before anything is parsed: a cheap pass over the lines cuts off what would make the parser build a
//! thousand parts or a hundred levels. What was cut is noted as a defect; the raw message is whole.

use std::borrow::Cow;

/// The largest message that is parsed, in bytes; more is refused before it is read.
pub const MOST_BYTES: usize = 50 << 20;
/// Parts of one message, and so its deepest level too.
pub const MOST_PARTS: usize = 250;
/// Lines that look like a boundary.
const MOST_BOUNDARIES: usize = 5_000;
/// Bytes of all headers of the message.
pub(super) const MOST_HEADER_BYTES: usize = 256 << 10;
/// Words of one body that are read on; the rest is in the raw message.
pub(super) const MOST_TEXT: usize = 4 << 20;
/// Addresses of one header.
pub(super) const MOST_ADDRESSES: usize = 500;
/// References of one message.
pub(super) const MOST_REFERENCES: usize = 100;
/// Characters of a subject or name.
pub(super) const MOST_LINE: usize = 2_000;

/// The message as far as it is parsed, and what was cut.
pub(super) fn bounded(raw: &[u8]) -> (Cow<'_, [u8]>, Vec<&'static str>) {
    let mut defects = Vec::new();
    let mut raw = if raw.len() > MOST_BYTES {
        defects.push("too_large");
        Cow::Borrowed(raw.get(..MOST_BYTES).unwrap_or(raw))
    } else {
        Cow::Borrowed(raw)
    };
    let head = head_end(&raw);
    if head > MOST_HEADER_BYTES {
        defects.push("header_too_long");
        let keep = line_start(&raw, MOST_HEADER_BYTES);
        let mut cut = raw.get(..keep).unwrap_or_default().to_vec();
        cut.extend_from_slice(raw.get(head..).unwrap_or_default());
        raw = Cow::Owned(cut);
    }
    if let Some(at) = too_many(&raw) {
        defects.push("too_many_parts");
        raw = match raw {
            Cow::Borrowed(whole) => Cow::Borrowed(whole.get(..at).unwrap_or(whole)),
            Cow::Owned(mut whole) => {
                whole.truncate(at);
                Cow::Owned(whole)
            }
        };
    }
    (raw, defects)
}

/// Where the headers end: the offset of the empty line, or the end.
pub(super) fn head_end(raw: &[u8]) -> usize {
    let mut at = 0;
    for line in raw.split_inclusive(|b| *b == b'\n') {
        if line == b"\n" || line == b"\r\n" {
            return at;
        }
        at += line.len();
    }
    raw.len()
}

fn line_start(raw: &[u8], before: usize) -> usize {
    raw.iter().take(before).rposition(|b| *b == b'\n').map_or(0, |at| at + 1)
}

/// The offset of the first line too many.
fn too_many(raw: &[u8]) -> Option<usize> {
    let (mut types, mut boundaries, mut at) = (0, 0, 0);
    for line in raw.split_inclusive(|b| *b == b'\n') {
        if line.len() > 13 && line.get(..13).is_some_and(|b| b.eq_ignore_ascii_case(b"content-type:")) {
            types += 1;
        } else if line.starts_with(b"--") && line.len() > 4 && !line.get(..10).is_some_and(|b| b.contains(&b' ')) {
            boundaries += 1;
        }
        if types > MOST_PARTS || boundaries > MOST_BOUNDARIES {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// A text of at most so many bytes, cut between characters.
pub(super) fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}
