//! Triage: what kind of case a text is about, proposed from what people settled before. A proposal is a suggestion with
//! its reasons; severity, liability and money are decided by people alone, and accepting a proposal is an ordinary
//! command of whoever accepts it.
//!
//! The learner is a small linear model: it is learned in seconds on the machine itself, its reasons are words, and no
//! text leaves the house.

pub mod features;
pub mod file;
pub mod learn;
mod lessons;
pub mod measure;
pub mod model;
mod propose;
pub mod rules;
#[cfg(test)]
mod tests;
mod versions;

use bihuan_store::nouns::policy;
use bihuan_store::{Conn, Fault};

pub use file::BadModel;
pub use learn::{Example, Prepared, Settings, TooLittle, sample};
pub use lessons::learn_for;
pub use measure::{LabelQuality, Quality, cross_validate, learn_sharply, measure};
pub use model::{Model, Opinion};
pub(crate) use propose::Models;
pub use versions::{LEARN, LEAST_CASES, Overview, Seen};

/// The setting that says whether proposals are made; they are, unless somebody switched them off.
const SWITCH: &str = "triage.on";

fn switched_on(conn: &mut Conn) -> Result<bool, Fault> {
    Ok(policy::setting(conn, SWITCH)?.is_none_or(|on| on != "false"))
}
