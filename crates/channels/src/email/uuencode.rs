//! uuencode, as old programs still send it: as a transfer encoding, or as blocks in the middle of a plain text.

/// A file found in a text.
pub(super) struct Found {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The bytes of a part with the transfer encoding `x-uuencode`; lines before `begin` do not matter.
pub(super) fn decode_part(text: &[u8]) -> Option<Found> {
    let text = String::from_utf8_lossy(text);
    let (mut rest, mut found) = (String::new(), Vec::new());
    take_blocks(&text, &mut rest, &mut found, 1);
    found.pop()
}

/// Takes the blocks out of a text; a mark stays where each was.
pub(super) fn blocks(text: &str, most: usize) -> (String, Vec<Found>) {
    let (mut rest, mut found) = (String::with_capacity(text.len()), Vec::new());
    take_blocks(text, &mut rest, &mut found, most);
    (rest, found)
}

fn take_blocks(text: &str, rest: &mut String, found: &mut Vec<Found>, most: usize) {
    let mut lines = text.split_inclusive('\n');
    // What looks like a beginning but has no end stays text.
    let mut held = String::new();
    let mut open: Option<Found> = None;
    for line in lines.by_ref() {
        let bare = line.trim_end_matches(['\r', '\n']);
        match &mut open {
            None => match begins(bare) {
                Some(name) if found.len() < most => {
                    held.push_str(line);
                    open = Some(Found { name, bytes: Vec::new() });
                }
                _ => rest.push_str(line),
            },
            Some(block) => {
                held.push_str(line);
                if bare.trim_end() == "end" {
                    held.clear();
                    found.extend(open.take());
                } else if !decode_line(bare, &mut block.bytes) {
                    rest.push_str(&held);
                    held.clear();
                    open = None;
                }
            }
        }
    }
    rest.push_str(&held);
}

fn begins(line: &str) -> Option<String> {
    let mut words = line.strip_prefix("begin ")?.splitn(2, ' ');
    let mode = words.next()?;
    let octal = (3..=4).contains(&mode.len()) && mode.bytes().all(|b| (b'0'..=b'7').contains(&b));
    let name = words.next()?.trim();
    (octal && !name.is_empty()).then(|| name.to_owned())
}

fn decode_line(line: &str, out: &mut Vec<u8>) -> bool {
    let value = |b: u8| if (32..=96).contains(&b) { Some((b - 32) & 63) } else { None };
    let Some((&first, data)) = line.as_bytes().split_first() else { return true };
    let Some(count) = value(first).map(usize::from) else { return false };
    let from = out.len();
    for four in data.chunks(4) {
        let mut v = [0u8; 4];
        for (slot, b) in v.iter_mut().zip(four) {
            let Some(x) = value(*b) else { return false };
            *slot = x;
        }
        out.extend([v[0] << 2 | v[1] >> 4, v[1] << 4 | v[2] >> 2, v[2] << 6 | v[3]]);
    }
    let enough = out.len() - from >= count;
    out.truncate(from + count);
    enough
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_becomes_a_file_and_what_only_looks_like_one_stays() {
        let (rest, found) = blocks("hello\nbegin 644 cat.txt\n#0V%T\n`\nend\nbye\n", 9);
        assert_eq!(rest, "hello\nbye\n");
        assert_eq!((found[0].name.as_str(), found[0].bytes.as_slice()), ("cat.txt", b"Cat".as_slice()));
        for text in ["begin 644 notes\nthis is prose, not code\n", "begin 644 x\n#0V%T\n", "begin at eight\n"] {
            let (rest, found) = blocks(text, 9);
            assert_eq!((rest.as_str(), found.len()), (text, 0));
        }
    }
}
