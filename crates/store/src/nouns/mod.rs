//! The nouns' tables: one file each, SQL beside it. A `save` demands the journal's proof; a finder takes what the actor
//! may see.

pub mod case;
pub mod customer;
pub mod field;
pub mod note;
pub mod policy;
pub mod second_factor;
pub mod session;
pub mod text;
pub mod token;
pub mod unit;
pub mod user;
pub mod webhook;
