//! What the product does: one file per noun with its use cases. Facts are gathered here, the pure rules of `domain`
//! decide, and `record` writes. Nothing here knows HTTP, mail or a screen.

pub mod failure;
pub mod record;

pub use failure::Failure;
