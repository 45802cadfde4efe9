//! What people write, from a grammar: phrases of each trade put together by chance. The segmenter is slow, so each
//! phrase is cut once and a text takes the words of its phrases; that is as good for finding as cutting the whole,
//! except across the seam of two phrases.

pub mod apparel;
pub mod appliances;
pub mod common;
pub mod feedback;
pub mod online_shop;
pub mod stations;

use std::collections::HashMap;

use bihuan_domain::case::event::Remedy;
use bihuan_domain::ids::Id;
use bihuan_store::nouns::text::NewText;
use bihuan_store::search::Tokens;

/// In which language somebody writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// 简体.
    Simplified,
    /// 繁體.
    Traditional,
    /// English.
    English,
}

/// A sort of trouble of a trade: what is wrong and what people then want.
#[derive(Debug)]
pub struct Trouble {
    /// Canonical category.
    pub category: &'static str,
    /// How often, against the trade's other troubles.
    pub weight: u32,
    /// One line that names the matter.
    pub subject: &'static str,
    /// What is wrong, as customers say it.
    pub symptoms: &'static [&'static str],
    /// What they want.
    pub demands: &'static [&'static str],
    /// What it usually ends with.
    pub remedies: &'static [Remedy],
}

/// The words of a trade in a language.
#[derive(Debug)]
pub struct Lexicon {
    /// What it sells or does.
    pub products: &'static [&'static str],
    /// What goes wrong.
    pub troubles: &'static [Trouble],
    /// What people ask, with the answers.
    pub questions: &'static [(&'static str, &'static str)],
    /// What people praise or suggest.
    pub praise: &'static [&'static str],
}

/// A text in the making.
#[derive(Debug, Default)]
pub struct Saying {
    body: String,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    Phrase(&'static str),
    Word(Tokens),
}

impl Saying {
    /// Begins with a phrase.
    pub fn of(phrase: &'static str) -> Self {
        Self::default().then(phrase)
    }

    /// Goes on with a phrase.
    #[must_use]
    pub fn then(mut self, phrase: &'static str) -> Self {
        self.body.push_str(phrase);
        self.pieces.push(Piece::Phrase(phrase));
        self
    }

    /// Goes on with punctuation, which nobody searches for.
    #[must_use]
    pub fn mark(mut self, mark: &str) -> Self {
        self.body.push_str(mark);
        self
    }

    /// Goes on with a number or a name that needs no cutting.
    #[must_use]
    pub fn word(mut self, word: &str) -> Self {
        self.body.push_str(word);
        self.pieces.push(Piece::Word(Tokens::word(word)));
        self
    }
}

/// Phrases cut so far; each teller has its own.
#[derive(Debug, Default)]
pub struct Cutter(HashMap<&'static str, Tokens>);

impl Cutter {
    /// The text, salted and ready to be kept.
    pub fn text(&mut self, id: Id, saying: Saying) -> NewText {
        for piece in &saying.pieces {
            if let Piece::Phrase(phrase) = piece {
                self.0.entry(phrase).or_insert_with(|| Tokens::of(phrase));
            }
        }
        let tokens = Tokens::of_pieces(saying.pieces.iter().filter_map(|piece| match piece {
            Piece::Phrase(phrase) => self.0.get(phrase),
            Piece::Word(word) => Some(word),
        }));
        NewText::cut(id, saying.body, tokens)
    }
}

#[cfg(test)]
mod tests {
    use super::super::trade::Trade;

    #[test]
    fn every_trade_has_words_in_each_language_it_speaks() {
        for trade in Trade::ALL {
            for (language, _) in trade.languages() {
                let lexicon = trade.lexicon(*language);
                assert!(lexicon.products.len() >= 4 && lexicon.troubles.len() >= 4, "{trade:?} {language:?}");
                assert!(!lexicon.questions.is_empty() && !lexicon.praise.is_empty(), "{trade:?} {language:?}");
                for trouble in lexicon.troubles {
                    let whole =
                        !trouble.symptoms.is_empty() && !trouble.demands.is_empty() && !trouble.remedies.is_empty();
                    assert!(whole, "{}", trouble.category);
                }
            }
        }
    }
}
