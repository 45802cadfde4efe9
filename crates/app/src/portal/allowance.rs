//! How often anybody may knock who did not sign in: so much from one network and, where there is one, by one visit, within the
//! window of tries (15 minutes). Numbers are our own defaults, wide enough for a shop or an office behind one address and
//! for a telephone on a bad line, and narrow enough that nobody fills the record or counts for others. What solving a
//! challenge costs already (a case, a code, a visit) is counted in `code.rs`.

use std::net::IpAddr;

use bihuan_domain::ids::Id;

use super::Portal;
use crate::failure::Failure;
use crate::sign_in::{Counted, network};

/// What is counted, and how often it may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// What it is counted under.
    pub name: &'static str,
    /// How often within the window.
    pub most: i64,
}

/// Messages of one visit; who writes more is a machine.
pub const SAID_IN_A_VISIT: Allowance = Allowance { name: "chat", most: 200 };
/// Messages of all visits from one network.
pub const SAID_FROM_A_PLACE: Allowance = Allowance { name: "chat-said", most: 1_000 };
/// Streams that one visit opens: a stream lives a quarter of an hour, so there are no more at a time either.
pub const STREAMS_OF_A_VISIT: Allowance = Allowance { name: "chat-stream", most: 120 };
/// Streams that all visits open from one network.
pub const STREAMS_FROM_A_PLACE: Allowance = Allowance { name: "chat-streams", most: 1_200 };
/// Codes scanned from one network: a scan is counted for the shop.
pub const SCANS_FROM_A_PLACE: Allowance = Allowance { name: "scan", most: 240 };
/// Answers whether a question helped, from one network.
pub const VOTES_FROM_A_PLACE: Allowance = Allowance { name: "faq-vote", most: 60 };

impl Allowance {
    pub(crate) fn by(self, which: &[u8]) -> Counted {
        Counted::new(self.name, which, self.most)
    }
}

impl Portal {
    /// Counts it from a network; an address that is not known is not counted.
    ///
    /// # Errors
    /// `TooMany` with the seconds to wait; faults.
    pub async fn allow(&self, what: Allowance, address: Option<IpAddr>) -> Result<(), Failure> {
        let Some(address) = address else { return Ok(()) };
        self.access.count(&[what.by(&network(address))]).await
    }

    /// Counts that a visit opens a stream.
    ///
    /// # Errors
    /// `TooMany` with the seconds to wait; faults.
    pub(crate) async fn allow_stream(&self, case: Id, address: Option<IpAddr>) -> Result<(), Failure> {
        self.access.count(&of_visit(STREAMS_OF_A_VISIT, case, STREAMS_FROM_A_PLACE, address)).await
    }
}

/// What a visit does, counted by its case and from its network.
pub(crate) fn of_visit(own: Allowance, case: Id, place: Allowance, address: Option<IpAddr>) -> Vec<Counted> {
    let mut counted = vec![own.by(case.to_string().as_bytes())];
    counted.extend(address.map(|a| place.by(&network(a))));
    counted
}
