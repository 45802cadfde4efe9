//! The nouns' tables: one file each, SQL beside it. A `save` demands the journal's proof; a finder takes what the actor
//! may see.

pub mod absence;
pub mod canned_text;
pub mod case;
pub mod category;
pub mod channel;
pub mod customer;
pub mod draft;
pub mod field;
pub mod messaging;
pub mod note;
pub mod notification;
pub mod policy;
pub mod presence;
pub mod role;
pub mod rule;
pub mod second_factor;
pub mod sending;
pub mod session;
pub mod text;
pub mod token;
pub mod triage;
pub mod unit;
pub mod user;
pub mod view;
pub mod webhook;
