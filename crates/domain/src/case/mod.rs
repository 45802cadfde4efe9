//! The case: its stages, owner, waits, clocks and closing.

pub mod stage;
