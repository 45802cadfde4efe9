//! What the product does: one file per noun with its use cases. Facts are gathered here, the pure rules of `domain`
//! decide, and `record` writes. Nothing here knows HTTP, mail or a screen.

pub mod app;
pub mod cases;
pub mod failure;
pub mod intake;
pub mod record;
pub mod verified;
pub mod work;
pub mod world;

pub use app::App;
pub use failure::Failure;
