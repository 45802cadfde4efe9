//! The HTTP edge: `/api/v1`, its OpenAPI document, events as they happen, health and metrics. It turns requests into
//! commands and answers into JSON, and holds no rule: what may be done is what `actions` says.
//!
//! One table ([`v1::endpoints`]) names every endpoint with its method, path, who may call it and what it takes and
//! answers; router and document are both made from it, so that neither can say something else.

pub mod auth;
pub mod codes;
pub mod console;
mod cors;
pub mod document;
pub mod edge;
pub mod endpoint;
pub mod input;
pub mod language;
pub mod once;
pub mod operations;
pub mod problem;
pub mod v1;
pub mod visitor;
mod web;

pub use web::{Web, router};
