//! Where in a file a key stands: a finding without a line is a riddle. Paths are built by the checks, lines come from
//! the spans of the parsed document; a path that does not exist is answered with its nearest existing ancestor.

use std::fmt;

use toml_edit::{Document, Item, TableLike, Value};

/// One step of a key path.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(String),
    Index(usize),
}

/// A key path inside a policy file, e.g. `clock[2].target` (counted from 0).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyPath(Vec<Step>);

impl KeyPath {
    /// The file itself.
    pub fn root() -> Self {
        Self::default()
    }

    /// A top-level key.
    pub fn of(key: &str) -> Self {
        Self::root().key(key)
    }

    /// The path of a key below this one.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Key(key.to_owned()));
        Self(steps)
    }

    /// The path of an element of this list, counted from 0.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Index(index));
        Self(steps)
    }
}

impl fmt::Display for KeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if n == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Line and column, both from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Line.
    pub line: u32,
    /// Column in characters.
    pub column: u32,
}

/// The places of all keys of one file.
#[derive(Debug, Clone)]
pub struct Places {
    text: String,
    document: Option<Document<String>>,
}

impl Places {
    /// Reads the places; a text that is no TOML has only offsets.
    pub fn of(text: &str) -> Self {
        Self { text: text.to_owned(), document: Document::parse(text.to_owned()).ok() }
    }

    /// Line and column of a byte offset.
    pub fn at_offset(&self, offset: usize) -> Place {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &self.text[..end];
        let line_start = before.rfind('\n').map_or(0, |n| n + 1);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Place {
            line: count(before.matches('\n').count()).saturating_add(1),
            column: count(before[line_start..].chars().count()).saturating_add(1),
        }
    }

    /// Where a key path stands, or its nearest existing ancestor.
    pub fn locate(&self, path: &KeyPath) -> Place {
        let mut offset = 0;
        if let Some(document) = &self.document {
            let mut node = Node::Table(document.as_table());
            for step in &path.0 {
                let Some((next, start)) = node.step(step) else { break };
                offset = start.unwrap_or(offset);
                node = next;
            }
        }
        self.at_offset(offset)
    }

    /// The deepest key whose name or value covers a byte offset.
    pub fn path_at(&self, offset: usize) -> KeyPath {
        let mut path = KeyPath::root();
        if let Some(document) = &self.document {
            let mut node = Node::Table(document.as_table());
            while let Some((step, next)) = node.child_at(offset) {
                path.0.push(step);
                node = next;
            }
        }
        path
    }

    /// The top-level keys that are written in the file.
    pub fn top_level(&self) -> impl Iterator<Item = &str> {
        self.document.iter().flat_map(|d| d.as_table().iter().map(|(key, _)| key))
    }
}

enum Node<'a> {
    Table(&'a dyn TableLike),
    Item(&'a Item),
    Value(&'a Value),
}

impl<'a> Node<'a> {
    fn table(&self) -> Option<&'a dyn TableLike> {
        match self {
            Self::Table(table) => Some(*table),
            Self::Item(item) => item.as_table_like(),
            Self::Value(value) => value.as_inline_table().map(|t| t as &dyn TableLike),
        }
    }

    fn step(&self, step: &Step) -> Option<(Node<'a>, Option<usize>)> {
        match step {
            Step::Key(key) => {
                let (name, item) = self.table()?.get_key_value(key)?;
                let start = name.span().or_else(|| item.span()).map(|s| s.start);
                Some((Node::Item(item), start))
            }
            Step::Index(index) => {
                let (node, span) = self.elements().into_iter().nth(*index)?;
                Some((node, span.map(|s| s.start)))
            }
        }
    }

    fn elements(&self) -> Vec<(Node<'a>, Option<std::ops::Range<usize>>)> {
        let array = match self {
            Self::Item(item) => {
                if let Some(tables) = item.as_array_of_tables() {
                    return tables.iter().map(|t| (Node::Table(t), t.span())).collect();
                }
                item.as_array()
            }
            Self::Value(value) => value.as_array(),
            Self::Table(_) => None,
        };
        array.map(|a| a.iter().map(|v| (Node::Value(v), v.span())).collect()).unwrap_or_default()
    }

    /// The last child that starts at or before the offset and, where its end is known, covers it.
    fn child_at(&self, offset: usize) -> Option<(Step, Node<'a>)> {
        let mut best: Option<(usize, Step, Node<'a>)> = None;
        let mut offer = |start: usize, step: Step, node: Node<'a>| {
            if start <= offset && best.as_ref().is_none_or(|(s, ..)| *s <= start) {
                best = Some((start, step, node));
            }
        };
        if let Some(table) = self.table() {
            for (key, _) in table.iter() {
                let Some((name, item)) = table.get_key_value(key) else { continue };
                let name_span = name.span();
                let start = name_span.clone().or_else(|| item.span()).map(|s| s.start);
                let start = start.into_iter().chain(deepest_start(item)).min();
                let covered = item.as_value().is_none_or(|v| {
                    v.span().is_none_or(|s| offset <= s.end) || name_span.as_ref().is_some_and(|s| s.contains(&offset))
                });
                if let (Some(start), true) = (start, covered) {
                    offer(start, Step::Key(key.to_owned()), Node::Item(item));
                }
            }
        }
        for (index, (node, span)) in self.elements().into_iter().enumerate() {
            let Some(span) = span else { continue };
            let inside = matches!(node, Node::Table(_)) || offset <= span.end;
            if inside {
                offer(span.start, Step::Index(index), node);
            }
        }
        best.map(|(_, step, node)| (step, node))
    }
}

fn deepest_start(item: &Item) -> Option<usize> {
    item.as_array_of_tables().and_then(|a| a.iter().filter_map(|t| t.span()).map(|s| s.start).min())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "id = \"x\"\n\n[[clock]]\nid = \"a\"\n\n[[clock]]\nid = \"b\"\nwhen = { \"分\" = 1, kinds = [\"c\"] }\n";

    #[test]
    fn a_key_path_is_found_by_line_and_column() {
        let places = Places::of(TEXT);
        let path = KeyPath::of("clock").index(1).key("when").key("kinds").index(0);
        assert_eq!(path.to_string(), "clock[1].when.kinds[0]");
        assert_eq!(places.locate(&KeyPath::of("clock").index(1)), Place { line: 6, column: 1 });
        assert_eq!(places.locate(&path).line, 8);
        assert_eq!(places.locate(&KeyPath::of("clock").index(0).key("absent")).line, 3);
        assert_eq!(places.locate(&KeyPath::of("nothing")), Place { line: 1, column: 1 });
    }

    #[test]
    fn an_offset_is_named_by_its_key_path() {
        let places = Places::of(TEXT);
        for (needle, path) in [("\"b\"", "clock[1].id"), ("\"c\"", "clock[1].when.kinds[0]"), ("\"a\"", "clock[0].id")]
        {
            let offset = TEXT.find(needle).unwrap_or_default();
            assert_eq!(places.path_at(offset).to_string(), path);
        }
    }
}
