//! What valid complaints lead to at a station (S3-21…S3-24): counting them in the policy's window, the penalty that two of
//! them propose, and the year's appraisal. Pure; the rows are derived from the cases' own decisions.

pub mod circular;
mod counting;
pub mod handling;
mod penalty;

pub use counting::{Consequence, Counted, consequences};
pub use penalty::{Penalty, PenaltyEvent, PenaltyState};

use crate::policy::ValidComplaintRule;

/// Points left of a year: each valid complaint the station caused takes the policy's deduction, never below nothing; none
/// where the policy says they do not count (S3-23).
pub fn points(rule: &ValidComplaintRule, valid: u32) -> Option<u32> {
    rule.affects_annual.then(|| rule.annual_points.saturating_sub(valid.saturating_mul(rule.annual_deduction)))
}

/// Valid complaints per 1,000 orders, in thousandths, so that no fraction is lost on the way; none without orders: what is
/// not known is never guessed (S3-24).
pub fn per_thousand(count: u32, orders: Option<u32>) -> Option<u64> {
    orders.filter(|n| *n > 0).map(|n| u64::from(count) * 1_000_000 / u64::from(n))
}

/// A month with work but not one complaint: somebody looks whether complaints are kept quiet (S3-24). Without orders it is
/// not known.
pub fn is_silent(rule: &ValidComplaintRule, complaints: u32, orders: Option<u32>) -> Option<bool> {
    orders.map(|n| complaints == 0 && n >= rule.silent_from_orders)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn rule() -> ValidComplaintRule {
        crate::policy::Policies::with_builtin([])
            .unwrap()
            .resolve("auto_station", "2026-11-01".parse().unwrap())
            .unwrap()
            .policy
            .valid_complaint
            .unwrap()
    }

    #[test]
    fn s3_24_a_rate_needs_orders_and_a_station_is_silent_only_where_work_is_known() {
        assert_eq!(per_thousand(2, Some(800)), Some(2_500));
        assert_eq!((per_thousand(2, None), per_thousand(2, Some(0))), (None, None));
        assert_eq!(is_silent(&rule(), 0, None), None, "unknown is not silent");
        assert_eq!((is_silent(&rule(), 0, Some(100)), is_silent(&rule(), 0, Some(99))), (Some(true), Some(false)));
        assert_eq!(is_silent(&rule(), 1, Some(5_000)), Some(false));
    }

    #[test]
    fn s3_23_each_valid_complaint_takes_points_of_the_year_where_the_policy_says_so() {
        assert_eq!((points(&rule(), 3), points(&rule(), 999)), (Some(94), Some(0)));
        assert_eq!(points(&ValidComplaintRule { affects_annual: false, ..rule() }, 3), None);
    }
}
