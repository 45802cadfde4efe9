//! The service policy: rules as data. Loaded from TOML, checked, resolved over the statutory layer, pinned by cases.

pub mod shape;

pub use shape::*;
