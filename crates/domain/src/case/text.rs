//! References to people's words. The words themselves are in an erasable table; the journal keeps an id and a salted
//! digest, so that an erasure for privacy does not break the record and a change of the words does show.

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::ids::Id;

/// A reference to words kept elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextRef {
    /// Row in the erasable table.
    pub id: Id,
    /// sha256 of salt and text, in hex; the salt lies with the text, so an erased text cannot be guessed back.
    pub digest: String,
}

codes! {
    /// How words are written.
    pub enum TextFormat {
        /// Plain text; line ends are kept.
        Plain = "plain",
        /// A small, safe part of HTML; a plain projection lies beside it.
        Html = "html",
    }
}

codes! {
    /// What one writes in a case and may keep as a draft or hold back for a moment.
    pub enum WritingSort {
        /// To the customer.
        Reply = "reply",
        /// For colleagues only.
        Note = "note",
    }
}

codes! {
    /// What somebody does at a case.
    pub enum PresenceState {
        /// Looks at it.
        Viewing = "viewing",
        /// Writes in it.
        Typing = "typing",
    }
}

codes! {
    /// What a piece of text is, in a case.
    pub enum Field {
        /// One line that names the matter.
        Subject = "subject",
        /// The customer's own words; never changed (S3-45).
        Verbatim = "verbatim",
        /// The agent's summary, beside the verbatim.
        Summary = "summary",
        /// What is wrong with the product or service (S0-12).
        Symptom = "symptom",
        /// What the customer wants (S2-13).
        Demand = "demand",
        /// Order number (S2-12).
        OrderRef = "order_ref",
        /// Product or service.
        Product = "product",
        /// Serial number, VIN, batch.
        Serial = "serial",
        /// The customer's expectation before a proposal (S2-21).
        Expectation = "expectation",
    }
}
