//! What one imported row says, as plain data.
//!
//! Why plain: the app turns it into commands, and only the rules decide whether they are taken.
//! It must never hold a domain type, and never text that the row did not hold or the mapping did not give.

use std::collections::BTreeMap;

/// One row as plain data. Texts are without outer blanks; absent and empty are the same (`None`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportRow {
    /// Line of the file it stands on.
    pub line: u64,
    /// Name of the source system; with `external_id` the key of idempotence.
    pub source: String,
    /// The row's id in the source system.
    pub external_id: String,
    /// Received, UTC milliseconds.
    pub received_at_ms: i64,
    /// True if only the day of receipt is known.
    pub received_date_only: bool,
    /// Occurred, UTC milliseconds.
    pub occurred_at_ms: Option<i64>,
    /// Closed, UTC milliseconds.
    pub closed_at_ms: Option<i64>,
    /// One of [`CHANNELS`](super::mapping::CHANNELS).
    pub channel: Option<String>,
    /// One of [`KINDS`](super::mapping::KINDS).
    pub kind: Option<String>,
    /// A dotted category code under one of [`CATEGORY_ROOTS`](super::mapping::CATEGORY_ROOTS).
    pub category: Option<String>,
    /// Short description.
    pub subject: Option<String>,
    /// The customer's own words.
    pub verbatim: Option<String>,
    /// What goes wrong.
    pub symptom: Option<String>,
    /// The remedy sought.
    pub demand: Option<String>,
    /// Customer's name.
    pub customer_name: Option<String>,
    /// Customer's telephone number as written.
    pub customer_phone: Option<String>,
    /// Customer's mail address as written.
    pub customer_email: Option<String>,
    /// Customer's id in the source system.
    pub customer_ref: Option<String>,
    /// Order number.
    pub order_ref: Option<String>,
    /// Product name or code.
    pub product: Option<String>,
    /// Serial number.
    pub serial: Option<String>,
    /// `1` (most severe) to `4`.
    pub severity: Option<String>,
    /// One of [`STATUSES`](super::mapping::STATUSES).
    pub status: Option<String>,
    /// Responsible unit.
    pub unit: Option<String>,
    /// Tags, split at commas, semicolons and their Chinese sisters.
    pub tags: Vec<String>,
    /// Custom fields by name.
    pub custom: BTreeMap<String, String>,
}
