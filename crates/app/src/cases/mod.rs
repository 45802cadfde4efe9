//! Cases: taking in, changing, finding, showing.

pub mod adjudications;
pub mod approvals;
pub mod bulk;
pub mod change;
pub mod cluster;
pub mod drafts;
pub mod evidence;
pub mod files;
pub mod filter;
pub mod find;
pub mod investigating;
pub mod kin;
pub mod line;
pub(crate) mod newer;
pub mod own_field_filter;
pub mod pack;
pub mod parties;
pub mod presence;
pub mod read_mark;
pub mod sending;
pub mod show;
pub mod split;
pub mod timeline;
pub(crate) mod walk;
pub mod write;
pub mod written;
