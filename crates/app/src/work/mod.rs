//! Work in the background: due timers, the outbox, hourly seals. Everything here only sends commands through the same
//! door as everybody else, and everything survives a crash because what is to be done stands in a table.

pub mod ticker;
