//! What the journal keeps of webhooks: codes, ids and digests; never the secret, never the address itself, which may hold
//! a key of somebody else's.

use serde::{Deserialize, Serialize};

use super::Happening;
use crate::ids::Id;

/// Of a webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum WebhookEvent {
    /// Somebody subscribed.
    Created {
        /// Who answers for it.
        owner: Id,
        /// sha256 of the address, in hex.
        url_digest: String,
        /// To what; empty: to everything.
        events: Vec<Happening>,
        /// Whether it is sent to.
        enabled: bool,
    },
    /// The subscription was changed.
    Changed {
        /// sha256 of the address, in hex.
        url_digest: String,
        /// To what; empty: to everything.
        events: Vec<Happening>,
        /// Whether it is sent to.
        enabled: bool,
    },
    /// More waits for it than is kept: it is no longer sent to until somebody enables it.
    Overrun {
        /// Messages that waited.
        waiting: i64,
    },
    /// It is gone; its log stays.
    Deleted {},
}
