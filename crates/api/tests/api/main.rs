//! The tests of this crate from outside, in one program: each of its own would be linked again with all libraries, which
//! takes a build machine longer than running them.

mod access;
mod allowances;
mod audit;
mod channels;
mod chat;
mod counter;
mod desk;
mod disputes;
mod escalations;
mod investigation;
mod notices;
mod owed;
mod own_fields;
mod person;
mod portal;
mod promise_page;
mod promises;
mod remedies;
mod rulebook;
mod rules;
mod stations;
mod story;
mod talk;
mod territories;
mod triage;
mod webhooks;
mod wishes;
