//! The nouns' tables: one file each, SQL beside it. A `save` demands the journal's proof; a finder takes what the actor
//! may see.

pub mod case;
pub mod policy;
pub mod text;
