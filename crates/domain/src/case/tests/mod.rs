//! The case machine as a specification: given what happened, when somebody asks for something, then this follows or is
//! refused. One file per noun; each test names the requirement it proves. `kit` holds the words they are written in.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod actions;
mod adjudication;
mod approval;
mod classify;
mod clocks;
mod closing;
mod dispute;
mod emergency;
mod escalating;
mod investigating;
mod investigation;
mod kit;
mod liability;
mod links;
mod own_fields;
mod owner;
mod pauses;
mod permissions;
mod promise;
mod properties;
mod proposal;
mod reactions;
mod register;
mod remedies;
mod reopening;
mod result;
mod rules;
mod speed;
mod talk;
mod timers;
mod waiting;
mod walks;
mod watch;
