//! What acts by itself: what happens to a case as others may hear of it, and the subscriptions to that. Pure; nothing is
//! sent from here.

mod happening;
mod webhook;

pub use happening::Happening;
pub use webhook::WebhookEvent;
