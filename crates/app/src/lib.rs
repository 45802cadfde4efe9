//! What the product does: one file per noun with its use cases. Facts are gathered here, the pure rules of `domain`
//! decide, and `record` writes. Nothing here knows HTTP, mail or a screen.

pub mod absences;
pub mod access;
pub mod app;
pub mod audit;
pub mod calendars;
pub mod canned_texts;
pub mod cases;
pub mod categories;
pub mod channels;
pub mod custom_fields;
pub mod customers;
pub mod demo;
pub mod failure;
pub mod figures;
mod hearing;
pub mod intake;
pub mod live;
pub mod mail;
pub mod messaging;
pub mod notifications;
pub mod organisation;
pub mod paging;
pub mod palette;
pub mod policies;
pub mod portal;
pub mod record;
pub mod rich;
pub mod roles;
pub mod rulebook;
pub mod rules;
pub mod second_factor;
pub mod secrets;
pub mod set_up;
pub mod settings;
pub mod sign_in;
pub mod tokens;
pub mod triage;
pub mod users;
pub mod verified;
pub mod views;
pub mod webhooks;
pub mod work;
pub mod world;

pub use app::App;
pub use failure::Failure;
