//! What changed between two versions, by id and not by position: moving a rule in the file is no change, except where
//! the order decides (close rules), and those are compared by their place.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::shape::Policy;

/// One changed value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Key path with ids, e.g. `clock.contact_customer.target`.
    pub path: String,
    /// Before; none = added.
    pub before: Option<Value>,
    /// After; none = removed.
    pub after: Option<Value>,
}

/// Every difference, in the order of the paths.
pub fn diff(before: &Policy, after: &Policy) -> Vec<Change> {
    let mut changes = Vec::new();
    // A policy is plain data with string keys, so writing it as JSON cannot fail.
    let json = |p: &Policy| serde_json::to_value(p).unwrap_or(Value::Null);
    compare("", Some(&json(before)), Some(&json(after)), &mut changes);
    changes
}

/// The differences as text, one a line; empty when there are none.
pub fn diff_text(before: &Policy, after: &Policy) -> String {
    let text = |v: &Option<Value>| match v {
        None => "-".to_owned(),
        Some(Value::String(s)) => s.clone(),
        Some(other) => other.to_string(),
    };
    diff(before, after).iter().map(|c| format!("{}: {} -> {}\n", c.path, text(&c.before), text(&c.after))).collect()
}

/// What names an element of a list.
fn id_of(value: &Value) -> Option<String> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let kinds = || {
        let kinds = value.get("kinds")?.as_array()?.iter().filter_map(Value::as_str);
        value.get("state").map(|_| kinds.collect::<Vec<_>>().join("+"))
    };
    text("id").or_else(|| text("code")).or_else(|| text("stage")).or_else(kinds).or_else(|| {
        // A close rule has a condition and no name: its place is its name.
        value.get("needs").is_none().then(|| text("channel").or_else(|| text("reason"))).flatten()
    })
}

fn compare(path: &str, before: Option<&Value>, after: Option<&Value>, changes: &mut Vec<Change>) {
    if before == after {
        return;
    }
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match (before, after) {
        (Some(Value::Object(b)), Some(Value::Object(a))) => {
            for key in b.keys().chain(a.keys()).collect::<BTreeSet<_>>() {
                compare(&below(key), b.get(key), a.get(key), changes);
            }
        }
        (Some(Value::Array(b)), Some(Value::Array(a))) if b.iter().chain(a).all(Value::is_object) => {
            let named = |list: &[Value]| -> Vec<(String, Value)> {
                let name = |(n, v): (usize, &Value)| (id_of(v).unwrap_or_else(|| n.to_string()), v.clone());
                list.iter().enumerate().map(name).collect()
            };
            let (b, a) = (named(b), named(a));
            let find = |list: &[(String, Value)], id: &str| list.iter().find(|(i, _)| i == id).map(|(_, v)| v.clone());
            for id in b.iter().chain(&a).map(|(id, _)| id.clone()).collect::<BTreeSet<_>>() {
                compare(&below(&id), find(&b, &id).as_ref(), find(&a, &id).as_ref(), changes);
            }
        }
        _ => changes.push(Change { path: path.to_owned(), before: before.cloned(), after: after.cloned() }),
    }
}
