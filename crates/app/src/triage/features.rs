//! From a text to its traits: words, pairs of neighbouring words, and runs of two to four characters, each as a hash with
//! the place where it stands. Runs of characters find what cutting misses: new names, typing errors, other languages.
//!
//! The words are cut by the search's own code (`store::search`), so that what is learned and what is found are the same
//! words; that is why learning lives in `app` and not in `domain`, which knows no dictionary.

use std::collections::HashMap;

use bihuan_store::search::Words;

/// Traits looked at in one text; more says nothing new.
const MOST: usize = 12_000;
/// Characters of a run.
const RUNS: std::ops::RangeInclusive<usize> = 2..=4;

/// One trait, at one place of the folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trait {
    /// Its hash: the sort and the characters.
    pub hash: u64,
    /// First byte in the folded text.
    pub from: u32,
    /// The byte after the last.
    pub to: u32,
}

/// FNV-1a with a last mixing: the same on every machine and in every version, which a model file needs.
fn hash(sort: u8, parts: &[&str]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64 ^ u64::from(sort);
    for part in parts {
        for byte in part.bytes().chain([0]) {
            h = (h ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    h ^= h >> 32;
    h = h.wrapping_mul(0xd6e8_feb8_6659_fd93);
    h ^ (h >> 32)
}

/// Every trait of a text, in no particular order, repeats included.
pub fn traits(words: &Words) -> Vec<Trait> {
    let text = words.folded.as_str();
    let mut out = Vec::with_capacity(words.at.len() * 6);
    let mut push = |sort, parts: &[&str], from: usize, to: usize| {
        if out.len() < MOST {
            out.push(Trait { hash: hash(sort, parts), from: from as u32, to: to as u32 });
        }
    };
    let mut before: Option<&std::ops::Range<usize>> = None;
    for at in &words.at {
        push(b'w', &[&text[at.clone()]], at.start, at.end);
        if let Some(before) = before {
            push(b'b', &[&text[before.clone()], &text[at.clone()]], before.start, at.end);
        }
        before = Some(at);
    }
    // A run ends where neither letters nor digits stand; punctuation that shows a mood is a trait by itself.
    let mut run: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() {
            run.push(at);
            continue;
        }
        run.push(at);
        for n in RUNS {
            for window in run.windows(n + 1) {
                let (from, to) = (window[0], window[n]);
                push(b'c', &[&text[from..to]], from, to);
            }
        }
        run.clear();
        if matches!(c, '!' | '?' | '~') {
            push(b'p', &[&text[at..at + c.len_utf8()]], at, at + c.len_utf8());
        }
    }
    out
}

/// How often each trait stands in a text, damped: `1 + ln(count)`. Sorted by hash, so that sums come out the same on
/// every machine.
pub fn counts(traits: &[Trait]) -> Vec<(u64, f32)> {
    let mut counted: HashMap<u64, u32> = HashMap::with_capacity(traits.len());
    for t in traits {
        *counted.entry(t.hash).or_default() += 1;
    }
    let mut out: Vec<(u64, f32)> = counted.into_iter().map(|(h, n)| (h, 1.0 + (n as f32).ln())).collect();
    out.sort_unstable_by_key(|(h, _)| *h);
    out
}
