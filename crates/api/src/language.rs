//! The sentences of problems in three languages. One sentence a code, `{placeholders}` filled from the problem's data;
//! a test proves that no code of the product is without one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::http::{HeaderMap, header};
use serde_json::{Map, Value};

/// A language we have sentences in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// 简体中文, the default.
    #[default]
    Simplified,
    /// 繁體中文.
    Traditional,
    /// English.
    English,
}

type Catalogue = BTreeMap<String, String>;

static SIMPLIFIED: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("words/zh-Hans.toml")));
static TRADITIONAL: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("words/zh-Hant.toml")));
static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("words/en.toml")));

/// A test proves that each embedded catalogue reads; an empty one would show codes instead of sentences.
fn read(text: &str) -> Catalogue {
    toml::from_str(text).unwrap_or_default()
}

impl Language {
    /// What a reader asks for: the first language of `Accept-Language` that we have, by order; weights are ignored,
    /// because browsers send them in order.
    pub fn of(headers: &HeaderMap) -> Self {
        let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        for tag in asked.split(',').map(|t| t.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()) {
            if tag.starts_with("zh-hant")
                || tag.starts_with("zh-tw")
                || tag.starts_with("zh-hk")
                || tag.starts_with("zh-mo")
            {
                return Self::Traditional;
            }
            if tag.starts_with("zh") {
                return Self::Simplified;
            }
            if tag.starts_with("en") {
                return Self::English;
            }
        }
        Self::default()
    }

    /// Its tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Simplified => "zh-Hans",
            Self::Traditional => "zh-Hant",
            Self::English => "en",
        }
    }

    fn catalogue(self) -> &'static Catalogue {
        match self {
            Self::Simplified => &SIMPLIFIED,
            Self::Traditional => &TRADITIONAL,
            Self::English => &ENGLISH,
        }
    }

    /// The sentence of a code with its data filled in.
    pub fn sentence(self, code: &str, data: &Map<String, Value>) -> String {
        let Some(pattern) = self.catalogue().get(code) else { return code.to_owned() };
        let mut out = pattern.clone();
        for (key, value) in data {
            let shown = match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            out = out.replace(&format!("{{{key}}}"), &shown);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use std::collections::BTreeSet;

    const ALL: [Language; 3] = [Language::Simplified, Language::Traditional, Language::English];

    /// Variant names between `pub enum NAME {` and its end, as the snake-case codes serde and `code()` give them.
    fn variants(source: &str, name: &str) -> Vec<String> {
        let body = source.split(&format!("pub enum {name} {{")).nth(1).unwrap().split("\n}").next().unwrap();
        body.lines()
            .filter(|l| {
                l.starts_with("    ")
                    && l.trim_start().starts_with(|c: char| c.is_ascii_uppercase())
                    && !l.starts_with("     ")
            })
            .map(|l| l.trim().split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap())
            .map(|v| {
                let mut out = String::new();
                for (n, c) in v.chars().enumerate() {
                    if c.is_ascii_uppercase() && n > 0 {
                        out.push('_');
                    }
                    out.push(c.to_ascii_lowercase());
                }
                out
            })
            .collect()
    }

    fn codes() -> BTreeSet<String> {
        let refusals = variants(include_str!("../../domain/src/case/refusal.rs"), "Refusal");
        assert!(refusals.len() > 50 && refusals.contains(&"not_in_flow".to_owned()), "{refusals:?}");
        let mut codes: BTreeSet<String> = refusals.into_iter().collect();
        let people = variants(include_str!("../../domain/src/organisation/refusal.rs"), "Refusal");
        assert!(people.contains(&"wrong_credentials".to_owned()), "{people:?}");
        codes.extend(people);
        let fault = include_str!("../../store/src/fault.rs");
        codes.extend(fault.split("=> \"store_").skip(1).map(|s| format!("store_{}", s.split('"').next().unwrap())));
        // Codes of the edge itself: wherever a problem is made with a literal.
        let sources = [
            include_str!("problem.rs"),
            include_str!("edge.rs"),
            include_str!("web.rs"),
            include_str!("console.rs"),
            include_str!("input.rs"),
            include_str!("auth.rs"),
            include_str!("once.rs"),
            include_str!("operations.rs"),
        ];
        for source in sources {
            let source = source.replace(char::is_whitespace, "");
            for made in source.split("Problem::of(StatusCode::").chain(source.split("Self::of(StatusCode::")).skip(1) {
                let Some(code) = made.split(",\"").nth(1).and_then(|s| s.split("\")").next()) else { continue };
                if code.len() < 40 && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
                    codes.insert(code.to_owned());
                }
            }
        }
        codes
    }

    #[test]
    fn every_code_has_a_sentence_in_all_three_languages() {
        let codes = codes();
        for wanted in ["stale", "not_found", "not_signed_in", "bad_json", "too_large", "store_disk_full"] {
            assert!(codes.contains(wanted), "{wanted} is not among the codes found");
        }
        for language in ALL {
            let missing: Vec<_> = codes.iter().filter(|c| !language.catalogue().contains_key(*c)).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", language.tag());
        }
    }

    #[test]
    fn the_three_catalogues_have_the_same_codes_and_placeholders() {
        let holes = |s: &str| -> BTreeSet<String> {
            s.split('{').skip(1).filter_map(|p| Some(p.split_once('}')?.0.to_owned())).collect()
        };
        for (code, english) in ENGLISH.iter() {
            for language in ALL {
                let other = language.catalogue().get(code).unwrap_or_else(|| panic!("{} lacks {code}", language.tag()));
                assert_eq!(holes(english), holes(other), "{} {code}", language.tag());
            }
        }
        assert_eq!(ENGLISH.len(), SIMPLIFIED.len());
        assert_eq!(ENGLISH.len(), TRADITIONAL.len());
    }

    #[test]
    fn the_reader_is_answered_in_their_language() {
        let asked = |tags: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, tags.parse().unwrap());
            Language::of(&headers)
        };
        assert_eq!(asked("fr, en-GB;q=0.8"), Language::English);
        assert_eq!(asked("zh-TW"), Language::Traditional);
        assert_eq!(asked("zh-CN,en"), Language::Simplified);
        assert_eq!(asked("fr"), Language::Simplified);
        let data = serde_json::json!({ "percent": 40, "needed": 60 });
        let said = Language::English.sentence("incomplete", data.as_object().unwrap());
        assert!(said.contains("40") && said.contains("60") && !said.contains('{'), "{said}");
    }
}
