//! Version 1 of the API: one file a resource, and here the table of all endpoints.

pub mod cases;
pub mod events;
pub mod lists;

use crate::endpoint::Endpoint;

/// Every endpoint.
pub fn endpoints() -> Vec<Endpoint> {
    let mut all = Vec::new();
    all.extend(cases::endpoints());
    all.extend(events::endpoints());
    all.extend(lists::endpoints());
    all
}
