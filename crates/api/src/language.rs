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

/// What the file holds: sentences of problems, below `[field]` those of single fields, below `[noun]` what things are called.
#[derive(serde::Deserialize, Default)]
struct File {
    field: Catalogue,
    noun: Catalogue,
    #[serde(flatten)]
    problems: Catalogue,
}

/// Field sentences are kept under `field.CODE`, nouns under `noun.CODE`. A test proves that each embedded catalogue reads; an
/// empty one would show codes instead of sentences.
fn read(text: &str) -> Catalogue {
    let File { field, noun, mut problems } = toml::from_str(text).unwrap_or_default();
    problems.extend(field.into_iter().map(|(code, sentence)| (format!("field.{code}"), sentence)));
    problems.extend(noun.into_iter().map(|(code, name)| (format!("noun.{code}"), name)));
    problems
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

    /// The sentence of a code with its data filled in; what has a name in the language is called by it.
    pub fn sentence(self, code: &str, data: &Map<String, Value>) -> String {
        let Some(pattern) = self.catalogue().get(code) else { return code.to_owned() };
        let mut out = pattern.clone();
        for (key, value) in data {
            let shown = match value {
                Value::String(text) if key == "what" => {
                    self.catalogue().get(&format!("noun.{text}")).unwrap_or(text).clone()
                }
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            out = out.replace(&format!("{{{key}}}"), &shown);
        }
        out
    }

    /// What is wrong with a field, by the code of the error; what was given or is allowed filled in.
    pub fn field(self, code: &str, detail: &str) -> String {
        let key = format!("field.{code}");
        let key = if self.catalogue().contains_key(&key) { &key } else { "field.bad_value" };
        let data = Map::from_iter([("detail".to_owned(), Value::from(detail))]);
        let said = self.sentence(key, &data);
        // Without a detail nothing stands after the colon.
        if detail.is_empty() { said.replace(": .", ".").replace("：。", "。") } else { said }
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

    /// The sources below these rooms, without their blanks.
    fn sources(rooms: &[&str]) -> Vec<String> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let (mut rooms, mut out) = (rooms.iter().map(|room| root.join(room)).collect::<Vec<_>>(), Vec::new());
        while let Some(room) = rooms.pop() {
            for entry in std::fs::read_dir(room).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    rooms.push(path);
                } else {
                    out.push(std::fs::read_to_string(path).unwrap().replace(char::is_whitespace, ""));
                }
            }
        }
        out
    }

    /// Every code that some source gives an unusable field.
    fn field_codes() -> BTreeSet<String> {
        let mut codes = BTreeSet::new();
        for source in sources(&["src", "../app/src", "../domain/src/custom_field", "../domain/src/automation"]) {
            for made in ["Problem::field(", "Failure::input(", "flaw("].iter().flat_map(|m| source.split(m).skip(1)) {
                let code = made.split_once(",\"").and_then(|(_, rest)| rest.split_once('"')).map(|(code, _)| code);
                let whole = |c: &str| {
                    !c.is_empty() && c.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
                };
                codes
                    .extend(code.filter(|c| made.find(",\"").is_some_and(|at| at < 40) && whole(c)).map(str::to_owned));
            }
        }
        codes
    }

    #[test]
    fn every_code_of_a_field_has_a_sentence() {
        let codes = field_codes();
        assert!(codes.len() > 40 && codes.contains("out_of_bounds") && codes.contains("unknown_unit"), "{codes:?}");
        let missing: Vec<_> = codes.iter().filter(|c| !ENGLISH.contains_key(&format!("field.{c}"))).collect();
        assert!(missing.is_empty(), "{missing:?}");
        assert_eq!(Language::English.field("out_of_bounds", "1–365"), "Outside what is allowed: 1–365.");
        assert_eq!(Language::Simplified.field("given_twice", ""), "重复。");
        assert_eq!(Language::English.field("of_another_release", "x"), Language::English.field("bad_value", ""));
    }

    /// Everything that some source may not find.
    fn nouns() -> BTreeSet<String> {
        let mut nouns = BTreeSet::new();
        for source in sources(&["src", "../app/src"]) {
            for before in ["NotFound{what:\"", ".with(\"what\",\""] {
                nouns.extend(source.split(before).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
            }
        }
        nouns.retain(|noun| noun.len() < 40 && noun.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
        nouns
    }

    #[test]
    fn whatever_is_not_found_has_a_name_in_the_reader_s_language() {
        let nouns = nouns();
        assert!(nouns.len() > 30 && nouns.contains("case") && nouns.contains("circular"), "{nouns:?}");
        let missing: Vec<_> = nouns.iter().filter(|n| !ENGLISH.contains_key(&format!("noun.{n}"))).collect();
        assert!(missing.is_empty(), "{missing:?}");
        let data = serde_json::json!({ "what": "penalty" });
        let said = Language::Simplified.sentence("not_found", data.as_object().unwrap());
        assert_eq!(said, "没有找到该处罚，或您无权查看。");
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
