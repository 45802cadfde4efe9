//! How a station takes complaints in (S3-37): how much of what intake should know it wrote down, beside how soon it reached
//! the customer, because each alone is easily bettered at the other's cost; and which behaviour caused them (S3-06).

use std::collections::BTreeMap;

use crate::case::Case;
use crate::case::stage::Signal;
use crate::trade::BehaviouralCause;

/// How a station's complaints of a time were taken in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Handling {
    /// Complaints looked at.
    pub complaints: u32,
    /// Mean of their completeness, in per cent; none without complaints.
    pub completeness_percent: Option<u8>,
    /// Those whose customer was reached.
    pub contacted: u32,
    /// Median time from receipt to the first two-way contact of those, in milliseconds; none where nobody was reached.
    pub first_contact_ms: Option<i64>,
    /// Behavioural causes with how many complaints have each; a complaint may have several.
    pub causes: BTreeMap<BehaviouralCause, u32>,
}

/// Counts complaints.
pub fn handling<'a>(complaints: impl IntoIterator<Item = &'a Case>) -> Handling {
    let (mut out, mut sum, mut times) = (Handling::default(), 0_u64, Vec::new());
    for case in complaints {
        out.complaints += 1;
        sum += u64::from(case.completeness_percent);
        if let Some(at) = case.signal_since(Signal::TwoWayContact, case.received_at) {
            times.push(at.since(case.received_at));
        }
        for cause in &case.classification.causes {
            *out.causes.entry(*cause).or_default() += 1;
        }
    }
    times.sort_unstable();
    out.contacted = u32::try_from(times.len()).unwrap_or(u32::MAX);
    out.first_contact_ms = match times.len() {
        0 => None,
        n if n % 2 == 1 => times.get(n / 2).copied(),
        n => Some(times.iter().skip(n / 2 - 1).take(2).sum::<i64>() / 2),
    };
    let mean = sum.checked_div(u64::from(out.complaints));
    out.completeness_percent = mean.and_then(|m| u8::try_from(m).ok());
    out
}
