//! The rules of after-sales service: pure, and nothing else.
//!
//! Everything that decides lives here: the case and complaint machines, the clocks and calendars, the service
//! policy, who may do what. There is no input or output, no clock, no randomness and no translated sentence in this
//! crate; "now" and every other fact is a parameter. So each rule can be read, tested as *given / when / then*, and
//! replayed over last quarter's cases before it goes live.

mod code;

pub mod actor;
pub mod automation;
pub mod calendar;
pub mod canned_text;
pub mod case;
pub mod channel;
pub mod chat;
pub mod complaint;
pub mod contact;
pub mod counter;
pub mod custom_field;
pub mod duty;
pub mod formula;
pub mod gateway;
pub mod ids;
pub mod masking;
pub mod messaging;
pub mod metrics;
pub mod money;
pub mod notification;
pub mod organisation;
pub mod policy;
pub mod portal;
pub mod public_page;
pub mod reactions;
pub mod station;
pub mod time;
pub mod trade;
pub mod triage;
