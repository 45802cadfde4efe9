//! Cases: taking in, changing, finding, showing.

pub mod change;
pub mod filter;
pub mod find;
pub mod line;
pub mod parties;
pub mod read_mark;
pub mod show;
pub mod write;
