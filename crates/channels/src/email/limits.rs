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

/// Headers that a message gains on its way and in its box: they tell nothing of what was written.
const TRACE: [&str; 12] = [
    "received",
    "return-path",
    "delivered-to",
    "x-original-to",
    "envelope-to",
    "x-delivered-to",
    "status",
    "x-status",
    "x-uid",
    "x-keywords",
    "x-received",
    "authentication-results",
];

/// What a message is known by, however often and by whatever way it comes: the SHA-256 of all but what it gains on its
/// way, with line ends made one. Two messages under one Message-ID stay two.
pub fn fingerprint(raw: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    let head = head_end(raw);
    let (block, body) = raw.split_at(head);
    let mut digest = Sha256::new();
    let mut skip = false;
    for line in block.split(|b| *b == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if !matches!(line.first(), Some(b' ' | b'\t')) {
            let name = line.split(|b| *b == b':').next().unwrap_or_default();
            skip = TRACE.iter().any(|t| t.as_bytes().eq_ignore_ascii_case(name));
        }
        if !skip {
            digest.update(line);
            digest.update(b"\n");
        }
    }
    let end = body.iter().rposition(|b| !b.is_ascii_whitespace()).map_or(0, |at| at + 1);
    for line in body.get(..end).unwrap_or_default().split(|b| *b == b'\n') {
        digest.update(line.strip_suffix(b"\r").unwrap_or(line));
        digest.update(b"\n");
    }
    digest.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_comes_by_two_ways_is_one_and_two_under_one_id_are_two() {
        let one = b"Message-ID: <1@x>\nSubject: a\n\nwords\n";
        let again =
            b"Return-Path: <a@x>\r\nReceived: from y\r\n\tby z\r\nMessage-ID: <1@x>\r\nSubject: a\r\n\r\nwords\r\n\r\n";
        assert_eq!(fingerprint(one), fingerprint(again));
        assert_ne!(fingerprint(one), fingerprint(b"Message-ID: <1@x>\nSubject: b\n\nwords\n"));
        assert_ne!(fingerprint(one), fingerprint(b"Message-ID: <1@x>\nSubject: a\n\nother\n"));
    }
}
