//! The service policy: rules as data. Loaded from TOML, checked, resolved over the statutory layer, pinned by cases.
//!
//! A policy never holds code, and no case ever looks at a file: the case machine asks a [`Resolved`] policy, which was
//! checked before it existed. The law comes first: a service policy may refine and tighten it, never loosen or drop it.

pub mod categories;
pub mod category_search;
pub mod condition;
pub mod diff;
pub mod effect;
pub mod flaw;
pub mod flow;
mod law;
pub mod load;
mod merge;
mod own;
pub mod policies;
pub mod position;
pub mod promised;
pub mod resolved;
pub mod shape;
pub mod show;
mod whole;

pub use categories::{Categories, Category, CategoryEvent, OwnCategories, canonical};
pub use category_search::{SearchKeys, fit, search_keys};
pub use condition::{ConditionFacts, PeriodSet, is_within};
pub use diff::{Change, diff, diff_text};
pub use effect::{Effect, effect};
pub use flaw::{Finding, Flaw, Gravity, Loosening};
pub(crate) use law::not_longer;
pub use load::{Loaded, load};
pub use policies::{Policies, builtin, check};
pub use position::KeyPath;
pub use promised::{KindPromise, Promised, promised};
pub use resolved::Resolved;
pub use shape::*;
pub use show::{show, show_layer};

#[cfg(test)]
mod tests;
