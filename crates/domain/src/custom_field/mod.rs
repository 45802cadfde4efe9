//! Fields of an organisation's own: what they are, for which cases they stand, when they are shown and before which step
//! they must be filled. Defined by an administrator; archived, never deleted, because cases hold their values. Pure.
//!
//! A case keeps codes, numbers, instants and references to words; never words themselves.

mod definition;
mod value;

pub use definition::{CustomField, FieldEvent, FieldIs, FieldNames, FieldOption, FieldSort, Flaw, Gate};
pub use value::{FieldValue, Given, Misfit};
