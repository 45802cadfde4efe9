//! Cases for the tests of the figures.

use super::course::CaseCourse;
use crate::case::event::ClosureReason;
use crate::time::UtcMs;
use crate::trade::Kind;

/// So many hours after the new year of 2026.
pub fn at(hours: i64) -> UtcMs {
    UtcMs::new(1_767_225_600_000 + hours * 3_600_000)
}

/// A complaint that was answered, resolved and closed.
pub fn case() -> CaseCourse {
    CaseCourse {
        kind: Kind::Complaint,
        category: Some("product_quality".into()),
        received_at: at(0),
        first_response_at: Some(at(1)),
        first_resolved_at: Some(at(2)),
        resolutions: vec![at(2)],
        contacts_until_resolved: 1,
        beyond_a_contact: false,
        came_back_at: vec![],
        reopened_at: vec![],
        repeats: false,
        chasers: 0,
        closed: Some((at(3), ClosureReason::Confirmed)),
        excluded: false,
        chat_turns: vec![],
        would_return: None,
        outcome_stars: None,
        process_stars: None,
        wished: vec![],
        granted: vec![],
        escalated: vec![],
        dissatisfied: false,
        recovered: false,
        handed_over: vec![],
        causes: vec![],
        clocks: vec![],
    }
}

/// Hours, long after every window.
pub const LATER: i64 = 24 * 100;
