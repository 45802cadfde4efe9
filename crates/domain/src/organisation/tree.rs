//! The tree of units in memory. Every request asks it, so it is built once after a change and shared. It never holds a
//! cycle: a row that would make one is left at the top, and the depth of a walk is bounded.

use std::collections::HashMap;

use super::UnitKind;
use crate::ids::Id;

/// Deepest organisation we walk; deeper ones are refused when made.
pub(super) const MAX_DEPTH: usize = 32;

/// A unit as far as the tree asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitNode {
    /// Identifier.
    pub id: Id,
    /// The unit above.
    pub parent: Option<Id>,
    /// What it is.
    pub kind: UnitKind,
    /// No longer used.
    pub is_archived: bool,
}

/// All units.
#[derive(Debug, Clone, Default)]
pub struct OrgTree {
    units: HashMap<Id, UnitNode>,
    children: HashMap<Id, Vec<Id>>,
}

impl OrgTree {
    /// Deepest organisation allowed, the top counted.
    pub const MAX_DEPTH: usize = MAX_DEPTH;

    /// From all units.
    pub fn new(nodes: Vec<UnitNode>) -> Self {
        let mut children: HashMap<Id, Vec<Id>> = HashMap::new();
        for node in &nodes {
            if let Some(parent) = node.parent {
                children.entry(parent).or_default().push(node.id);
            }
        }
        for list in children.values_mut() {
            list.sort();
        }
        Self { units: nodes.into_iter().map(|n| (n.id, n)).collect(), children }
    }

    /// A unit.
    pub fn get(&self, unit: Id) -> Option<&UnitNode> {
        self.units.get(&unit)
    }

    /// The top.
    pub fn root(&self) -> Option<Id> {
        self.units.values().find(|n| n.parent.is_none()).map(|n| n.id)
    }

    /// The unit and everything above it, itself first; an unknown unit answers itself alone.
    pub fn lineage(&self, unit: Id) -> Vec<Id> {
        let mut line = vec![unit];
        let mut at = self.get(unit).and_then(|n| n.parent);
        while let Some(above) = at.filter(|_| line.len() < MAX_DEPTH) {
            line.push(above);
            at = self.get(above).and_then(|n| n.parent);
        }
        line
    }

    /// The unit and everything below it, parents before children.
    pub fn subtree(&self, unit: Id) -> Vec<Id> {
        let mut found = vec![unit];
        let mut next = 0;
        while let Some(at) = found.get(next).copied().filter(|_| found.len() <= self.units.len()) {
            found.extend(self.children.get(&at).into_iter().flatten());
            next += 1;
        }
        found
    }

    /// Whether a unit is `top` or below it.
    pub fn is_under(&self, unit: Id, top: Id) -> bool {
        self.lineage(unit).contains(&top)
    }

    /// Number of units.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// No unit yet: not set up.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(id: i64, parent: Option<i64>) -> UnitNode {
        let kind = if parent.is_none() { UnitKind::HeadOffice } else { UnitKind::Team };
        UnitNode { id: Id::from_i64(id), parent: parent.map(Id::from_i64), kind, is_archived: false }
    }

    fn ids(raw: &[i64]) -> Vec<Id> {
        raw.iter().copied().map(Id::from_i64).collect()
    }

    #[test]
    fn a_lineage_goes_up_and_a_subtree_down() {
        let tree =
            OrgTree::new(vec![node(1, None), node(2, Some(1)), node(3, Some(2)), node(4, Some(1)), node(5, Some(3))]);
        assert_eq!(tree.lineage(Id::from_i64(5)), ids(&[5, 3, 2, 1]));
        assert_eq!(tree.subtree(Id::from_i64(2)), ids(&[2, 3, 5]));
        assert_eq!(tree.subtree(Id::from_i64(1)), ids(&[1, 2, 4, 3, 5]));
        assert!(tree.is_under(Id::from_i64(5), Id::from_i64(2)));
        assert!(!tree.is_under(Id::from_i64(2), Id::from_i64(5)));
        assert_eq!(tree.root(), Some(Id::from_i64(1)));
    }

    #[test]
    fn damaged_rows_never_make_a_walk_endless() {
        let tree = OrgTree::new(vec![node(1, Some(2)), node(2, Some(1))]);
        assert_eq!(tree.lineage(Id::from_i64(1)).len(), MAX_DEPTH);
        assert!(tree.subtree(Id::from_i64(1)).len() <= 4);
    }
}
