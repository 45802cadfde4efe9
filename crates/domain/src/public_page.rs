//! Pages that anybody may read: what service one is promised, and questions often asked (S0-07, S1-31). A page is written as
//! a draft and published as a version with its first day; a version never changes, so that it can be shown to a customer
//! afterwards as they saw it.

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::money::Money;
use crate::policy::Words;
use crate::trade::Kind;

codes! {
    /// Which page.
    pub enum PageKind {
        /// Process, promised times and prices.
        Promise = "promise",
        /// Questions often asked.
        Faq = "faq",
    }
}

/// Of a page, in the journal; what it says lies in its row, the journal has a digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum PageEvent {
    /// A version was published.
    Published {
        /// Which page.
        page: PageKind,
        /// From 1.
        version: i64,
        /// First day, `YYYY-MM-DD`.
        effective_from: String,
        /// sha256 of what it says, in hex.
        digest: String,
    },
    /// A version that had not begun was withdrawn.
    Withdrawn {
        /// Which page.
        page: PageKind,
        /// Which version.
        version: i64,
    },
}

codes! {
    /// What a price is for.
    pub enum PriceSort {
        /// Work: inspection, repair, installation.
        Service = "service",
        /// A spare part.
        Part = "part",
        /// Coming to the customer.
        Visit = "visit",
    }
}

fn service() -> PriceSort {
    PriceSort::Service
}

/// A row of the price list (S0-34). A price is an amount, or words where there is none: `by quotation`. Beside an amount
/// the words say what it does not: `and up`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// What it is for. Versions published before prices were data have service only.
    #[serde(default = "service")]
    pub sort: PriceSort,
    /// Which service, part or visit.
    pub service: Words,
    /// Under warranty.
    pub in_warranty: bool,
    /// Minor units and currency, 0 = free of charge; none: the words say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// For how much of it: `次`, `per hour`.
    #[serde(default)]
    pub unit: Words,
    /// The price in words: `按报价`, `起`.
    pub price: Words,
    /// On which conditions: `市区内`, `not on Sundays`.
    #[serde(default)]
    pub conditions: Words,
    /// How long it takes.
    pub duration: Words,
    /// For cases of these kinds; empty: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
}

impl Price {
    /// Whether it is for cases of a kind.
    pub fn is_for(&self, kind: Kind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }
}

/// Since which day a price has been as it is: the first day of the earliest version, going back from the newest without a
/// gap, that has it word for word. `versions` are those that held or hold, the newest first; none: not even the newest.
pub fn unchanged_since<'a>(
    price: &Price,
    versions: impl IntoIterator<Item = (&'a str, &'a [Price])>,
) -> Option<&'a str> {
    versions.into_iter().take_while(|(_, prices)| prices.contains(price)).map(|(from, _)| from).last()
}

/// What an administrator writes of the promise page; process and times are the policy's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PromisePage {
    /// Some words at the top.
    pub intro: Words,
    /// The price list (S0-34).
    pub prices: Vec<Price>,
}

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaqEntry {
    /// Stays the same through all versions: what helped is counted by it.
    pub id: String,
    /// Under which heading.
    pub group: Words,
    /// The question.
    pub question: Words,
    /// The answer, plain.
    pub answer: Words,
}

/// The questions, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FaqPage {
    /// All of them.
    pub entries: Vec<FaqEntry>,
}

/// Words in a language. Where they were not written in it, a reader of Chinese gets the other Chinese script, then English;
/// a reader of English gets 简体中文, then 繁體中文. Empty only when nothing was written at all.
pub fn said<'a>(words: &'a Words, language: &str) -> &'a str {
    let Words { zh_hans, zh_hant, en } = words;
    let order = match language {
        "en" => [en, zh_hans, zh_hant],
        "zh-Hant" => [zh_hant, zh_hans, en],
        _ => [zh_hans, zh_hant, en],
    };
    order.into_iter().map(|w| w.trim()).find(|w| !w.is_empty()).unwrap_or_default()
}

/// Which version holds on a day: the latest of those that have begun and were not withdrawn. Each is its number, its first
/// day, and whether it was withdrawn; days are compared as written, `YYYY-MM-DD`.
pub fn in_effect<'a>(versions: impl IntoIterator<Item = (i64, &'a str, bool)>, today: &str) -> Option<i64> {
    let begun = versions.into_iter().filter(|(_, from, withdrawn)| !withdrawn && *from <= today);
    begun.map(|(version, ..)| version).max()
}

/// How well an entry answers what somebody types; none: not at all. Each word of two letters or more, and each pair of
/// Chinese characters, counts where it is found: in the question twice, in the answer once.
pub fn fits(entry: &FaqEntry, typed: &str) -> Option<u32> {
    let lower = |w: &Words| format!("{} {} {}", w.zh_hans, w.zh_hant, w.en).to_lowercase();
    let (question, answer) = (lower(&entry.question), lower(&entry.answer));
    let typed = typed.to_lowercase();
    let mut pieces: Vec<String> = Vec::new();
    for word in typed.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let letters: Vec<char> = word.chars().collect();
        if letters.iter().all(char::is_ascii) {
            if letters.len() >= 3 {
                pieces.push(word.to_owned());
            }
        } else {
            pieces.extend(letters.windows(2).map(|pair| pair.iter().collect()));
        }
    }
    pieces.sort_unstable();
    pieces.dedup();
    let mut found = 0;
    for piece in &pieces {
        found += 2 * u32::from(question.contains(piece.as_str())) + u32::from(answer.contains(piece.as_str()));
    }
    (found > 0).then_some(found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn words(zh_hans: &str, zh_hant: &str, en: &str) -> Words {
        Words { zh_hans: zh_hans.into(), zh_hant: zh_hant.into(), en: en.into() }
    }

    #[test]
    fn a_language_that_was_not_written_falls_back_to_the_nearest_that_was() {
        let simplified = words("保修期", "", "");
        assert_eq!(["zh-Hant", "en", "zh-Hans"].map(|l| said(&simplified, l)), ["保修期"; 3]);
        let english = words("", " ", "warranty");
        assert_eq!(said(&english, "zh-Hant"), "warranty");
        assert_eq!(said(&words("", "", ""), "en"), "");
    }

    #[test]
    fn s0_07_a_version_holds_from_its_first_day_until_a_later_one_begins() {
        let all =
            [(1, "2026-01-01", false), (2, "2026-06-01", false), (3, "2026-12-01", false), (4, "2026-07-01", true)];
        assert_eq!(in_effect(all, "2025-12-31"), None);
        assert_eq!(in_effect(all, "2026-05-31"), Some(1));
        assert_eq!(in_effect(all, "2026-11-30"), Some(2), "4 was withdrawn");
        assert_eq!(in_effect(all, "2026-12-01"), Some(3));
    }

    #[test]
    fn s0_34_a_price_has_been_as_it_is_since_the_version_that_changed_it_last() {
        let visit = |amount_minor| Price {
            sort: PriceSort::Visit,
            service: words("上门费", "", "Visit"),
            in_warranty: false,
            amount: Money::new(amount_minor, "CNY").ok(),
            unit: words("次", "", ""),
            price: words("", "", ""),
            conditions: words("", "", ""),
            duration: words("", "", ""),
            kinds: vec![Kind::Repair],
        };
        let (old, new) = ([visit(8_000)], [visit(10_000)]);
        let all =
            [("2026-09-01", &new[..]), ("2026-06-01", &new[..]), ("2026-03-01", &old[..]), ("2026-01-01", &new[..])];
        assert_eq!(
            unchanged_since(&new[0], all),
            Some("2026-06-01"),
            "what came back is new from the day it came back"
        );
        assert_eq!(unchanged_since(&old[0], all), None);
        assert!(new[0].is_for(Kind::Repair) && !new[0].is_for(Kind::Complaint));
    }

    #[test]
    fn a_price_list_published_in_words_alone_is_still_read() {
        let kept = r#"{"service":{"zh_hans":"上门检测","zh_hant":"","en":""},"in_warranty":false,
            "price":{"zh_hans":"80 元","zh_hant":"","en":""},"duration":{"zh_hans":"","zh_hant":"","en":""}}"#;
        let price: Price = serde_json::from_str(kept).unwrap();
        assert_eq!((price.sort, price.amount), (PriceSort::Service, None));
    }

    #[test]
    fn s1_31_what_is_typed_finds_the_entry_that_answers_it() {
        let entry = FaqEntry {
            id: "warranty".into(),
            group: words("保修", "", ""),
            question: words("保修期多长？", "", "How long is the warranty?"),
            answer: words("整机一年。", "", "One year."),
        };
        assert!(fits(&entry, "请问保修期") > fits(&entry, "整机坏了"));
        assert!(fits(&entry, "my WARRANTY ended").is_some());
        assert_eq!(fits(&entry, "漏水 it is"), None);
    }
}
