//! Webhooks to other systems by the Standard Webhooks convention: how a message is signed and checked, which addresses
//! may be called, and the client that calls them. It knows messages, never what a case is.

mod address;
mod sender;
mod signature;

pub use address::is_public;
pub use sender::{Answer, Reach, Sender, prepare_tls};
pub use signature::{BadSecret, BadSignature, Secret, verify};
