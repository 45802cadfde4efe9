//! Cases: taking in, changing, finding, showing.

pub mod bulk;
pub mod change;
pub mod filter;
pub mod find;
pub mod kin;
pub mod line;
pub mod parties;
pub mod read_mark;
pub mod show;
pub mod split;
pub mod write;
