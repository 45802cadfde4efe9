//! From text to words. Folding makes 繁體 and 简体, full-width and half-width, upper and lower case one; jieba cuts the
//! Chinese. Unknown names are cut into characters (no guessing), the same on both sides, so that they are found.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use jieba_rs::{Jieba, TokenizeMode};
use unicode_normalization::{IsNormalized, UnicodeNormalization};

/// Loaded at the first use: the dictionary costs a tenth of a second and tens of megabytes, which a
/// command that cuts no text should not pay.
static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Characters of a text that are indexed, characters of a word, words of a text, words of a question.
const TEXT: usize = 60_000;
const WORD: usize = 48;
const WORDS: usize = 6_000;
const ASKED: usize = 16;

/// Words of a text, cut before the transaction that saves them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tokens(String);

impl Tokens {
    /// Cuts a text.
    pub fn of(text: &str) -> Self {
        let mut out = String::with_capacity(text.len() * 2);
        cut(text, true, WORDS, |word| {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        });
        Self(out)
    }

    /// The words of a text made of pieces that were cut before; an end of a piece counts as an end of a word. For texts
    /// made by the thousand from the same phrases.
    pub fn of_pieces<'a>(pieces: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut seen = Vec::with_capacity(32);
        let mut out = String::with_capacity(160);
        for word in pieces.into_iter().flat_map(|p| p.0.split(' ')).filter(|w| !w.is_empty()).take(WORDS) {
            if !seen.contains(&word) {
                seen.push(word);
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(word);
            }
        }
        Self(out)
    }

    /// One word that needs no cutting: an order number, a batch.
    pub fn word(word: &str) -> Self {
        Self(fold(word).chars().filter(|c| c.is_alphanumeric()).take(WORD).collect())
    }

    pub(crate) fn joined(&self) -> &str {
        &self.0
    }
}

/// Full-width to half-width and other compatibility forms (NFKC), lower case, traditional to simplified.
pub fn fold(text: &str) -> String {
    let text = text.char_indices().nth(TEXT).map_or(text, |(end, _)| &text[..end]);
    // Most texts are in the composed form already, which a table tells without composing.
    let plain: String = if unicode_normalization::is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        text.chars().flat_map(char::to_lowercase).collect()
    } else {
        text.nfkc().flat_map(char::to_lowercase).collect()
    };
    fast2s::convert(&plain)
}

/// Whether a folded word stands in a folded text: Chinese anywhere, a Latin word or number only whole.
pub fn stands(text: &str, word: &str) -> bool {
    let latin = word.is_ascii();
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        !latin || (!joins(before) && !joins(after))
    })
}

/// The words a text is found by, once each, in order of appearance; long words also by their parts.
pub fn tokens(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    cut(text, true, WORDS, |word| out.push(word.to_owned()));
    out
}

/// The words a person asks for.
pub(crate) fn asked(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    cut(&text.chars().take(400).collect::<String>(), false, ASKED, |word| out.push(word.to_owned()));
    out
}

/// A text folded, and where its words stand in it: in order, repeats included, each word whole. For whoever learns from
/// texts; what is found by search is [`tokens`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The folded text.
    pub folded: String,
    /// Bytes of each word in the folded text; a word holds letters and digits only.
    pub at: Vec<Range<usize>>,
}

impl Words {
    /// Folds and cuts a text.
    pub fn of(text: &str) -> Self {
        let folded = fold(text);
        let mut at = Vec::with_capacity(folded.len() / 5);
        let mut start = 0;
        for token in JIEBA.cut(&folded, false) {
            let mut from = None;
            for (offset, c) in token.word.char_indices().chain([(token.word.len(), ' ')]) {
                match (c.is_alphanumeric(), from) {
                    (true, None) => from = Some(offset),
                    (false, Some(begin)) => {
                        at.push(start + begin..start + offset);
                        from = None;
                    }
                    _ => {}
                }
            }
            start += token.word.len();
            if at.len() >= WORDS {
                break;
            }
        }
        Self { folded, at }
    }
}

fn cut(text: &str, with_parts: bool, most: usize, mut each: impl FnMut(&str)) {
    let folded = fold(text);
    let mode = if with_parts { TokenizeMode::Search } else { TokenizeMode::Default };
    let mut seen: HashSet<&str> = HashSet::new();
    for token in JIEBA.tokenize(&folded, mode, false) {
        for piece in token.word.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()) {
            let word = piece.char_indices().nth(WORD).map_or(piece, |(end, _)| &piece[..end]);
            if seen.insert(word) {
                each(word);
            }
            if seen.len() == most {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_full_width_and_case_fold_to_one() {
        assert_eq!(fold("ＡＢＣ１２３"), "abc123");
        assert_eq!(fold("產品質量問題"), "产品质量问题");
        assert_eq!(tokens("退貨退款"), tokens("退货退款"));
    }

    #[test]
    fn long_words_are_found_by_their_parts_and_every_asked_word_is_among_them() {
        let words = tokens("客户投诉产品质量问题，要求退货退款，订单号 GB-18030！");
        for word in ["投诉", "产品", "质量", "退货", "退款", "gb", "18030"] {
            assert!(words.iter().any(|w| w == word), "{word} in {words:?}");
        }
        for word in asked("產品質量 退款") {
            assert!(words.contains(&word), "{word} in {words:?}");
        }
    }

    #[test]
    fn a_text_of_pieces_is_found_by_the_words_of_each_piece_once() {
        let pieces = ["昨天收到的洗衣机", "，", "洗衣机漏水", "，要求退货"].map(Tokens::of);
        let words = Tokens::of_pieces(&pieces);
        assert_eq!(words.joined().split(' ').filter(|w| *w == "洗衣机").count(), 1);
        for word in ["昨天", "漏水", "退货"] {
            assert!(words.joined().split(' ').any(|w| w == word), "{word} in {}", words.joined());
        }
        assert_eq!(Tokens::of_pieces(&[]), Tokens::default());
    }

    #[test]
    fn words_stand_where_they_are_in_the_folded_text_and_are_searchable() {
        let words = Words::of("退貨，退货！ＡＢＣ-1 太慢了，太慢了");
        let cut: Vec<&str> = words.at.iter().map(|at| &words.folded[at.clone()]).collect();
        assert_eq!(cut.iter().filter(|w| **w == "退货").count(), 2, "{cut:?}");
        assert!(cut.contains(&"abc") && cut.contains(&"1"), "{cut:?}");
        let found = tokens("退貨，退货！ＡＢＣ-1 太慢了，太慢了");
        assert!(cut.iter().all(|w| found.iter().any(|f| f == w)), "{cut:?} {found:?}");
        assert_eq!(Words::of(" ，。").at, []);
    }

    #[test]
    fn quotes_and_operators_never_reach_an_engine() {
        let words = asked("\" OR 1=1 -- ' & | ! () : * NEAR");
        assert!(words.iter().all(|w| w.chars().all(char::is_alphanumeric)), "{words:?}");
        assert_eq!(asked(" 　，。！"), Vec::<String>::new());
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_bounded_words_of_letters_and_digits(text in ".{0,200}") {
            for word in tokens(&text) {
                proptest::prop_assert!(!word.is_empty() && word.chars().count() <= WORD);
                proptest::prop_assert!(word.chars().all(char::is_alphanumeric));
            }
        }
    }
}
