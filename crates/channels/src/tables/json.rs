//! JSON lines as rows: each line an object, nested names joined with dots.
//!
//! Why two passes: objects name their own columns and a rare key may first appear in the last line, so the header is the
//! union over the file, in order of appearance.
//! It must never accept half a line or a number with lost digits: numbers keep their own spelling where JSON has one.

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;

/// No sensible table is wider.
pub(super) const MAX_COLUMNS: usize = 4096;

struct Pairs(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Pairs;
            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a JSON object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// Name and text of each value of one line, in the line's order.
pub(super) fn pairs(line: &str) -> Result<Vec<(String, String)>, serde_json::Error> {
    let Pairs(pairs) = serde_json::from_str(line)?;
    let mut flat = Vec::with_capacity(pairs.len());
    for (name, value) in pairs {
        flatten(name, value, &mut flat);
    }
    Ok(flat)
}

fn flatten(name: String, value: Value, into: &mut Vec<(String, String)>) {
    match value {
        Value::Null => into.push((name, String::new())),
        Value::String(text) => into.push((name, text)),
        Value::Object(inner) => {
            for (key, value) in inner {
                flatten(format!("{name}.{key}"), value, into);
            }
        }
        other => into.push((name, other.to_string())),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn nested_names_are_joined_and_order_is_kept() {
        let found = pairs(r#"{"z":1,"customer":{"name":"王小明"},"tags":["a"],"none":null}"#).unwrap();
        let expected = [("z", "1"), ("customer.name", "王小明"), ("tags", "[\"a\"]"), ("none", "")];
        assert_eq!(found, expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
    }

    #[test]
    fn half_a_line_is_refused() {
        assert!(pairs(r#"{"a":1"#).is_err());
        assert!(pairs("[1]").is_err());
    }
}
