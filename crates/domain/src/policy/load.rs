//! Reading a policy file. What serde refuses is answered with line and key, because the person who reads it is a
//! quality manager with an editor, not a programmer.

use std::collections::BTreeSet;

use super::flaw::{Finding, Flaw};
use super::position::{KeyPath, Places};
use super::shape::Policy;

/// A policy as written, with the places of its keys.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// File name as given.
    pub file: String,
    /// The policy.
    pub policy: Policy,
    places: Places,
    written: BTreeSet<String>,
}

/// Reads one policy. Errors: syntax, unknown key, missing key, wrong value; the first one of the file.
pub fn load(file: &str, text: &str) -> Result<Loaded, Finding> {
    let places = Places::of(text);
    match toml::from_str::<Policy>(text) {
        Ok(policy) => {
            let written = places.top_level().map(str::to_owned).collect();
            Ok(Loaded { file: file.to_owned(), policy, places, written })
        }
        Err(error) => Err(refused(file, text, &places, &error)),
    }
}

impl Loaded {
    /// A finding at a key of this file.
    pub fn finding(&self, key: &KeyPath, flaw: Flaw) -> Finding {
        Finding::new(&self.file, self.places.locate(key), key, flaw)
    }

    /// Whether a top-level key is written; a table left out is inherited, a table written replaces.
    pub fn writes(&self, key: &str) -> bool {
        self.written.contains(key)
    }
}

/// Turns an error of the TOML reader into a finding (also used for the other TOML files of this house).
pub(super) fn refused(file: &str, text: &str, places: &Places, error: &toml::de::Error) -> Finding {
    let detail = error.message().to_owned();
    let offset = error.span().map_or(0, |s| s.start);
    let key = if text.parse::<toml::Table>().is_ok() { places.path_at(offset) } else { KeyPath::root() };
    let field = detail.split('`').nth(1).unwrap_or_default().to_owned();
    let flaw = if text.parse::<toml::Table>().is_err() {
        Flaw::Syntax { detail }
    } else if detail.starts_with("unknown field") {
        Flaw::UnknownKey { detail }
    } else if detail.starts_with("missing field") {
        match field.as_str() {
            "zh_hans" | "zh_hant" | "en" => Flaw::MissingWords { language: field },
            _ => Flaw::MissingKey { detail },
        }
    } else {
        Flaw::WrongValue { detail }
    };
    Finding::new(file, places.at_offset(offset), &key, flaw)
}
