//! The case: its stages, owner, waits, clocks and closing. `decide` says what a command makes happen, `evolve` what
//! that makes of the state; both are pure.

pub mod actions;
mod actions_investigation;
pub mod classify;
pub mod clock;
pub mod clocks;
mod clocks_reopened;
pub mod closing;
pub mod command;
pub mod decide;
pub mod due;
pub mod event;
pub mod evolve;
mod evolve_clock;
mod evolve_investigation;
pub mod facts;
pub mod links;
pub mod lists;
pub mod own_fields;
pub mod owner;
pub mod pending;
mod promise;
pub mod refusal;
pub mod register;
pub mod signals;
pub mod stage;
pub mod state;
pub mod talk;
pub mod text;
pub mod timer;
pub mod waiting;

pub use command::CaseCommand;
pub use decide::decide;
pub use event::CaseEvent;
pub use facts::Facts;
pub use refusal::Refusal;
pub use state::Case;

#[cfg(test)]
mod tests;
