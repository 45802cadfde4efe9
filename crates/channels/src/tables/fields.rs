//! What import and event mappings share: the `[file]` section, column rules, and errors that name file, line and key.
//!
//! Why spans: whoever writes a mapping is rarely a programmer; "mapping.toml:14: columns.channel" is the help there is.
//! It must never accept a key it does not know: a misspelt key would silently lose a column.

use std::path::Path;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use toml::de::{DeTable, DeValue};

use super::read::{Header, ReadOptions, Row};

/// A mapping file is small; a larger one is something else.
const MAPPING_BYTES: u64 = 1 << 20;

/// What is wrong with a mapping file, and where (issue items 4 and 7: file, line and key).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {key}: {detail}")]
pub struct MappingError {
    /// The mapping file as named by the caller.
    pub file: String,
    /// Line, 1 = first; 0 if no line is at fault.
    pub line: usize,
    /// The key at fault, dotted.
    pub key: String,
    /// Stable code: `unreadable_file`, `bad_toml`, `unknown_zone`, `bad_date_format`, `missing_key`, `unknown_column`,
    /// `unknown_table`, `unused_table`, `unknown_value`, `bad_rule`.
    pub code: &'static str,
    /// For people: what to change.
    pub detail: String,
}

/// The `[file]` section: what to take as given about the table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FileRule {
    /// Encoding name; found out if absent.
    pub encoding: Option<String>,
    /// Delimiter; found out if absent.
    pub delimiter: Option<char>,
    /// Sheet of a workbook; the first if absent.
    pub sheet: Option<String>,
    /// Texts that mean "nothing", like `?` or `N/A`.
    pub empty: Vec<String>,
}

impl FileRule {
    /// As options for the reader.
    pub fn read_options(&self) -> ReadOptions {
        ReadOptions { encoding: self.encoding.clone(), delimiter: self.delimiter, sheet: self.sheet.clone() }
    }

    /// A cell's text without outer blanks; `None` if nothing or a word for nothing.
    pub(super) fn cell<'r>(&self, row: &'r Row, column: &str) -> Option<&'r str> {
        let text = row.get(column)?.trim();
        if text.is_empty() || self.empty.iter().any(|word| word == text) { None } else { Some(text) }
    }
}

/// Where a field comes from: a column's name, or a table with more to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnRule {
    /// The column it is read from.
    pub column: Option<String>,
    /// Columns that are joined, empty ones left out.
    pub join: Vec<String>,
    /// What stands between joined columns; one blank if absent.
    pub separator: Option<String>,
    /// The value if the cell is empty; it is not translated.
    pub default: Option<String>,
    /// The same value for every row.
    pub constant: Option<String>,
    /// The `[translate.…]` table; the one named like the field if absent.
    pub translate: Option<String>,
    /// An empty value rejects the row.
    pub required: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LongRule {
    column: Option<String>,
    #[serde(default)]
    join: Vec<String>,
    separator: Option<String>,
    default: Option<String>,
    constant: Option<String>,
    translate: Option<String>,
    #[serde(default)]
    required: bool,
}

impl<'de> Deserialize<'de> for ColumnRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ShortOrLong;
        impl<'de> Visitor<'de> for ShortOrLong {
            type Value = ColumnRule;
            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a column name or a table with column, join, constant, default, translate")
            }
            fn visit_str<E>(self, column: &str) -> Result<ColumnRule, E> {
                Ok(ColumnRule { column: Some(column.to_owned()), ..ColumnRule::default() })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ColumnRule, A::Error> {
                let LongRule { column, join, separator, default, constant, translate, required } =
                    LongRule::deserialize(MapAccessDeserializer::new(map))?;
                Ok(ColumnRule { column, join, separator, default, constant, translate, required })
            }
        }
        deserializer.deserialize_any(ShortOrLong)
    }
}

impl ColumnRule {
    /// All columns it reads.
    pub(super) fn columns(&self) -> impl Iterator<Item = &String> {
        self.column.iter().chain(&self.join)
    }

    /// The text before translation.
    pub(super) fn raw(&self, file: &FileRule, row: &Row) -> Option<String> {
        if let Some(column) = &self.column {
            return file.cell(row, column).map(str::to_owned);
        }
        let parts: Vec<&str> = self.join.iter().filter_map(|column| file.cell(row, column)).collect();
        if parts.is_empty() { None } else { Some(parts.join(self.separator.as_deref().unwrap_or(" "))) }
    }
}

/// A mapping's text, to say where in it something is wrong.
pub(super) struct Place<'t> {
    pub file: &'t str,
    pub text: &'t str,
}

impl Place<'_> {
    /// The error at `path`, or at the nearest table that is there.
    pub fn error(&self, path: &[&str], code: &'static str, detail: impl Into<String>) -> MappingError {
        let line = self.line_of(path);
        MappingError { file: self.file.to_owned(), line, key: path.join("."), code, detail: detail.into() }
    }

    /// Reads the text as `T`; what TOML or serde object to names its line.
    pub fn read<T: serde::de::DeserializeOwned>(&self) -> Result<T, MappingError> {
        toml::from_str(self.text).map_err(|error| MappingError {
            file: self.file.to_owned(),
            line: error.span().map_or(0, |span| self.line_at(span.start)),
            key: error.span().and_then(|span| self.key_at(span.start)).unwrap_or_default(),
            code: "bad_toml",
            detail: error.message().to_owned(),
        })
    }

    fn line_at(&self, offset: usize) -> usize {
        self.text.as_bytes().iter().take(offset).filter(|&&byte| byte == b'\n').count() + 1
    }

    fn key_at(&self, offset: usize) -> Option<String> {
        let line = self.text.lines().nth(self.line_at(offset) - 1)?;
        line.split_once('=').map(|(key, _)| key.trim().to_owned())
    }

    fn line_of(&self, path: &[&str]) -> usize {
        let Ok(table) = DeTable::parse(self.text) else {
            return 0;
        };
        let mut current = table.get_ref();
        let mut line = 1;
        for name in path {
            let Some((key, value)) = current.iter().find(|(key, _)| key.get_ref() == name) else {
                break;
            };
            line = self.line_at(key.span().start);
            match value.get_ref() {
                DeValue::Table(inner) => current = inner,
                _ => break,
            }
        }
        line
    }
}

/// Reads a mapping file whole.
pub(super) fn text_of(path: &Path) -> Result<String, MappingError> {
    let error = |detail: String| MappingError {
        file: path.display().to_string(),
        line: 0,
        key: String::new(),
        code: "unreadable_file",
        detail,
    };
    let size = std::fs::metadata(path).map_err(|source| error(source.to_string()))?.len();
    if size > MAPPING_BYTES {
        return Err(error(format!("larger than {MAPPING_BYTES} bytes")));
    }
    std::fs::read_to_string(path).map_err(|source| error(source.to_string()))
}

/// Refuses a column that the table does not have, naming those it has.
pub(super) fn check_column(
    place: &Place<'_>,
    header: &Header,
    path: &[&str],
    column: &str,
) -> Result<(), MappingError> {
    if header.position(column).is_some() {
        return Ok(());
    }
    let detail = format!("the file has no column {column:?}; it has {:?}", header.names());
    Err(place.error(path, "unknown_column", detail))
}
