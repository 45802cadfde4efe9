//! The canonical category tree: one tree for all policies, so that figures of different templates can be compared;
//! each template shows its own names for the branches it uses (A.7 no. 7).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::flaw::{Finding, Flaw};
use super::load::refused;
use super::position::{KeyPath, Places};
use super::shape::Words;

/// A canonical category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Code; the parent is what stands before the last dot.
    pub code: String,
    /// What people call it.
    pub name: Words,
}

impl Category {
    /// The code of the parent; none for a root.
    pub fn parent(&self) -> Option<&str> {
        self.code.rsplit_once('.').map(|(parent, _)| parent)
    }
}

/// The leaves an organisation added, and what it does not offer for new cases: code to hidden.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnCategories(pub BTreeMap<String, bool>);

impl OwnCategories {
    /// None: every canonical category is offered, and nothing else.
    pub const NONE: &'static Self = &Self(BTreeMap::new());

    /// Whether there is such a category: canonical, or one of these.
    pub fn knows(&self, code: &str) -> bool {
        self.0.contains_key(code) || canonical().contains(code)
    }

    /// Whether a category is not offered: itself or one above it is hidden.
    pub fn hides(&self, code: &str) -> bool {
        let ends = code.match_indices('.').map(|(n, _)| n).chain([code.len()]);
        ends.into_iter().any(|n| self.0.get(&code[..n]).copied().unwrap_or(false))
    }
}

/// Of a category, in the journal; its words are not kept here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum CategoryEvent {
    /// What the organisation makes of it.
    Set {
        /// Its code.
        category: String,
        /// A leaf of its own.
        own: bool,
        /// Not offered for new cases.
        hidden: bool,
        /// Its place among its siblings.
        place: Option<i64>,
        /// Severity suggested.
        severity: Option<crate::trade::Severity>,
        /// Unit suggested.
        unit: Option<crate::ids::Id>,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    category: Vec<Category>,
}

/// The whole tree, by code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Categories(BTreeMap<String, Category>);

impl Categories {
    /// Reads a tree. Findings: what a policy file may have, `duplicate_id`, `unknown_parent_category`.
    pub fn load(file: &str, text: &str) -> Result<Self, Vec<Finding>> {
        let places = Places::of(text);
        let read: File = toml::from_str(text).map_err(|e| vec![refused(file, text, &places, &e)])?;
        let mut tree = BTreeMap::new();
        let mut findings = Vec::new();
        for (n, category) in read.category.iter().enumerate() {
            let key = KeyPath::of("category").index(n);
            let mut note = |key: &KeyPath, flaw| findings.push(Finding::new(file, places.locate(key), key, flaw));
            let name = &category.name;
            for (language, text) in [("zh_hans", &name.zh_hans), ("zh_hant", &name.zh_hant), ("en", &name.en)] {
                if text.trim().is_empty() {
                    let flaw = Flaw::MissingWords { language: language.to_owned() };
                    note(&key.key("name").key(language), flaw);
                }
            }
            if let Some(parent) = category.parent()
                && !read.category.iter().any(|c| c.code == parent)
            {
                let flaw = Flaw::UnknownParentCategory { category: category.code.clone(), parent: parent.to_owned() };
                note(&key.key("code"), flaw);
            }
            if tree.insert(category.code.clone(), category.clone()).is_some() {
                note(&key.key("code"), Flaw::DuplicateId { what: "category".to_owned(), id: category.code.clone() });
            }
        }
        if findings.is_empty() { Ok(Self(tree)) } else { Err(findings) }
    }

    /// Whether there is such a category.
    pub fn contains(&self, code: &str) -> bool {
        self.0.contains_key(code)
    }

    /// A category by code.
    pub fn get(&self, code: &str) -> Option<&Category> {
        self.0.get(code)
    }

    /// All categories by code, so that a parent comes before its children.
    pub fn iter(&self) -> impl Iterator<Item = &Category> {
        self.0.values()
    }
}

/// The tree that ships with the product.
pub fn canonical() -> &'static Categories {
    static TREE: LazyLock<Categories> = LazyLock::new(|| {
        // A test proves that the embedded file loads; an empty tree would refuse every category, never accept one.
        Categories::load("categories.toml", include_str!("../../../../policies/categories.toml")).unwrap_or_default()
    });
    &TREE
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_shipped_tree_loads_and_has_the_roots_of_the_sources() {
        let tree = Categories::load("categories.toml", include_str!("../../../../policies/categories.toml")).unwrap();
        for root in ["product_quality", "logistics", "after_sales", "service_attitude", "safety", "parts", "other"] {
            assert!(tree.get(root).unwrap().parent().is_none(), "{root}");
        }
        assert!(tree.iter().filter(|c| c.parent().is_some()).count() > 40);
    }

    #[test]
    fn a_child_without_its_parent_is_named_by_line() {
        let text = "[[category]]\ncode = \"a.b\"\nname = { zh_hans = \"甲\", zh_hant = \"甲\", en = \"a\" }\n";
        let found = Categories::load("t.toml", text).unwrap_err();
        let got = (found[0].code(), found[0].line, found[0].key.clone());
        assert_eq!(got, ("unknown_parent_category".into(), 2, "category[0].code".into()));
    }
}
