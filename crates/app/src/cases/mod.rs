//! Cases: taking in, changing, finding, showing.

pub mod change;
pub mod find;
pub mod parties;
pub mod show;
pub mod write;
