//! Identifiers. Inside they are 64-bit and time-ordered, so that rows written together lie together; outside they are
//! 13 characters of Crockford base32, because JavaScript cannot hold 64-bit integers. People get a *case number*
//! instead: it can be read out over the phone, has a check digit, and cannot be guessed from a neighbour's.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 2020-01-01T00:00:00Z: 41 bits of milliseconds from here last until 2089.
const EPOCH_MS: i64 = 1_577_836_800_000;

/// A 64-bit, positive, time-ordered identifier (41 bits of milliseconds since 2020, 10 of node, 12 of sequence).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(i64);

/// A text that is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: {0:?}")]
pub struct BadId(pub String);

impl Id {
    /// From its parts; the callers that draw ids are in the store, because drawing needs a clock.
    pub const fn from_parts(at_ms: i64, node: u16, sequence: u16) -> Self {
        let ms = (at_ms - EPOCH_MS) & ((1 << 41) - 1);
        Self((ms << 22) | (((node & 0x3ff) as i64) << 12) | (sequence & 0xfff) as i64)
    }

    /// From the stored 64-bit value.
    pub const fn from_i64(raw: i64) -> Self {
        Self(raw)
    }

    /// The stored 64-bit value.
    pub const fn as_i64(self) -> i64 {
        self.0
    }

    /// When it was drawn, in UTC milliseconds.
    pub const fn drawn_at_ms(self) -> i64 {
        (self.0 >> 22) + EPOCH_MS
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = [0u8; 13];
        let mut rest = self.0 as u64;
        for slot in out.iter_mut().rev() {
            *slot = ALPHABET[(rest & 31) as usize];
            rest >>= 5;
        }
        f.write_str(std::str::from_utf8(&out).map_err(|_| fmt::Error)?)
    }
}

impl FromStr for Id {
    type Err = BadId;
    fn from_str(s: &str) -> Result<Self, BadId> {
        let bad = || BadId(s.chars().take(40).collect());
        if s.len() != 13 {
            return Err(bad());
        }
        let mut value: u64 = 0;
        for c in s.bytes() {
            // Crockford: people confuse I and L with 1, O with 0.
            let c = match c.to_ascii_uppercase() {
                b'I' | b'L' => b'1',
                b'O' => b'0',
                c => c,
            };
            let digit = ALPHABET.iter().position(|a| *a == c).ok_or_else(bad)? as u64;
            value = value.checked_mul(32).and_then(|v| v.checked_add(digit)).ok_or_else(bad)?;
        }
        i64::try_from(value).map(Self).map_err(|_| bad())
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s = std::borrow::Cow::<'de, str>::deserialize(d)?;
        s.parse().map_err(serde::de::Error::custom)
    }
}

/// The number people see: `YYMM` of receipt, eight random digits, a Damm check digit; written `2611-4830-5172-9`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct CaseNumber(String);

/// A text that is not a case number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadCaseNumber {
    /// Not thirteen digits.
    #[error("a case number has 13 digits")]
    Shape,
    /// Thirteen digits, but one was misread or two were swapped.
    #[error("the check digit does not fit")]
    CheckDigit,
}

// The quasigroup of H. M. Damm (2004): catches every single wrong digit and every swap of neighbours.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

fn damm(digits: impl Iterator<Item = u8>) -> u8 {
    digits.fold(0, |interim, d| DAMM[interim as usize][(d % 10) as usize])
}

impl CaseNumber {
    /// Makes a number from the month of receipt (business time zone) and a random draw; only `draw % 10^8` counts.
    pub fn draw(year: i16, month: i8, draw: u64) -> Self {
        let head = format!("{:02}{:02}{:08}", year.rem_euclid(100), month, draw % 100_000_000);
        let check = damm(head.bytes().map(|b| b - b'0'));
        Self(format!("{}-{}-{}-{}", &head[..4], &head[4..8], &head[8..12], check))
    }

    /// The written form, with hyphens.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for CaseNumber {
    type Err = BadCaseNumber;
    /// Accepts hyphens, spaces and full-width digits, as people type them.
    fn from_str(s: &str) -> Result<Self, BadCaseNumber> {
        let mut digits = Vec::with_capacity(13);
        for c in s.chars() {
            match c {
                '0'..='9' => digits.push(c as u8 - b'0'),
                '\u{ff10}'..='\u{ff19}' => digits.push((c as u32 - 0xff10) as u8),
                '-' | ' ' | '\u{2010}'..='\u{2015}' | '\u{3000}' => {}
                _ => return Err(BadCaseNumber::Shape),
            }
        }
        if digits.len() != 13 {
            return Err(BadCaseNumber::Shape);
        }
        if damm(digits.iter().copied()) != 0 {
            return Err(BadCaseNumber::CheckDigit);
        }
        let text: String = digits.iter().map(|d| char::from(b'0' + d)).collect();
        Ok(Self(format!("{}-{}-{}-{}", &text[..4], &text[4..8], &text[8..12], &text[12..])))
    }
}

impl<'de> Deserialize<'de> for CaseNumber {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s = std::borrow::Cow::<'de, str>::deserialize(d)?;
        s.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_id_survives_being_written_and_read(raw in 0..i64::MAX) {
            let id = Id::from_i64(raw);
            prop_assert_eq!(id.to_string().parse::<Id>().unwrap(), id);
        }

        #[test]
        fn ids_drawn_later_sort_later(ms in EPOCH_MS..EPOCH_MS + (1 << 40), node in 0u16..1024, seq in 0u16..4096) {
            prop_assert!(Id::from_parts(ms, node, seq) < Id::from_parts(ms + 1, 0, 0));
            prop_assert_eq!(Id::from_parts(ms, node, seq).drawn_at_ms(), ms);
        }

        #[test]
        fn any_single_wrong_digit_or_swap_is_caught(draw in 0u64..100_000_000, at in 0usize..13, by in 1u8..10) {
            let good: Vec<u8> = CaseNumber::draw(2026, 11, draw).as_str().bytes().filter(u8::is_ascii_digit).collect();
            let mut wrong = good.clone();
            wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
            prop_assert_eq!(String::from_utf8(wrong).unwrap().parse::<CaseNumber>(), Err(BadCaseNumber::CheckDigit));
            if at < 12 && good[at] != good[at + 1] {
                let mut swapped = good.clone();
                swapped.swap(at, at + 1);
                prop_assert!(String::from_utf8(swapped).unwrap().parse::<CaseNumber>().is_err());
            }
        }
    }

    #[test]
    fn a_number_read_from_paper_in_full_width_digits_is_the_same_number() {
        let n = CaseNumber::draw(2026, 11, 48_305_172);
        let wide: String = n
            .as_str()
            .chars()
            .map(|c| if c.is_ascii_digit() { char::from_u32(c as u32 - 48 + 0xff10).unwrap() } else { ' ' })
            .collect();
        assert_eq!(wide.parse::<CaseNumber>().unwrap(), n);
    }
}
