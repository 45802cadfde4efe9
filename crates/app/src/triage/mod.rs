//! Triage: what kind of case a text is about, proposed from what people settled before. A proposal is a suggestion with
//! its reasons; severity, liability and money are decided by people alone, and accepting a proposal is an ordinary
//! command of whoever accepts it.
//!
//! The learner is a small linear model: it is learned in seconds on the machine itself, its reasons are words, and no
//! text leaves the house.

pub mod features;
pub mod file;
pub mod learn;
pub mod measure;
pub mod model;
#[cfg(test)]
mod tests;

pub use file::BadModel;
pub use learn::{Example, Prepared, Settings, TooLittle, sample};
pub use measure::{LabelQuality, Quality, cross_validate, learn_sharply, measure};
pub use model::{Model, Opinion};
