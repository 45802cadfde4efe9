//! Word lists: what is proposed while there is nothing to learn from, and of safety always. They are data (`words.toml`).

use std::sync::LazyLock;

use bihuan_domain::triage::TriageSubject;
use bihuan_store::search::{Words, fold, stands};
use serde::Deserialize;

/// A label with the words that propose it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Of what.
    pub subject: TriageSubject,
    /// The code that is proposed.
    pub label: String,
    /// The words.
    pub words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Rule>,
}

/// The lists, their words folded as a text is. A test reads them, so that they can be read.
static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let read: File = toml::from_str(include_str!("words.toml")).unwrap_or(File { rule: Vec::new() });
    let folded = |mut rule: Rule| {
        rule.words.iter_mut().for_each(|w| *w = fold(w));
        rule
    };
    read.rule.into_iter().map(folded).collect()
});

/// Every list.
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// What the lists propose of a subject: the label and the words that stand in the text.
pub fn found(subject: TriageSubject, words: &Words) -> Option<(&'static str, Vec<&'static str>)> {
    let mut best: Option<(&'static str, Vec<&'static str>)> = None;
    for rule in rules().iter().filter(|r| r.subject == subject) {
        let there: Vec<&str> = rule.words.iter().map(String::as_str).filter(|w| stands(&words.folded, w)).collect();
        if there.len() > best.as_ref().map_or(0, |(_, words)| words.len()) {
            best = Some((&rule.label, there));
        }
    }
    best
}
