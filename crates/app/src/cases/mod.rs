//! Cases: taking in, changing, finding, showing.

pub mod change;
pub mod drafts;
pub mod files;
pub mod find;
pub(crate) mod newer;
pub mod parties;
pub mod presence;
pub mod sending;
pub mod show;
pub mod timeline;
pub mod write;
pub mod written;
