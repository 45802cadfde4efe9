//! The figures of metrics.md C.1-C.6.

use serde::Serialize;

use super::course::CaseCourse;
use super::proportion::Proportion;
use crate::case::clock::Standing;
use crate::case::event::ClosureReason;
use crate::policy::Milestone;
use crate::time::UtcMs;
use crate::trade::Kind;

const DAY_MS: i64 = 86_400_000;

/// First response times (C.1), in milliseconds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Responses {
    /// Answered cases.
    pub answered: u64,
    /// Received but not answered yet: censored, not forgotten.
    pub waiting: u64,
    /// Left out by rule.
    pub excluded: u64,
    /// Mean.
    pub mean_ms: Option<i64>,
    /// Median.
    pub median_ms: Option<i64>,
    /// 90th percentile (nearest rank).
    pub p90_ms: Option<i64>,
}

/// **C.1 First response time (首次响应时长).** From receipt to the first human, substantive answer or live two-way
/// contact; automatic and holding texts, notes and attempts do not count. Population: cases received in the period;
/// clock: 24×7 (the customer's). Unanswered cases are counted as waiting.
pub fn first_response_time<'a>(cases: impl IntoIterator<Item = &'a CaseCourse>) -> Responses {
    let mut out = Responses::default();
    let mut times = Vec::new();
    for case in cases {
        match (case.excluded, case.first_response_at) {
            (true, _) => out.excluded += 1,
            (false, None) => out.waiting += 1,
            (false, Some(at)) => times.push(at.since(case.received_at).max(0)),
        }
    }
    times.sort_unstable();
    out.answered = times.len() as u64;
    (out.mean_ms, out.median_ms, out.p90_ms) = (mean(&times), rank(&times, 0.5), rank(&times, 0.9));
    out
}

/// Response times of chats.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ChatResponses {
    /// Answered turns.
    pub answered: u64,
    /// Turns that nobody answered yet.
    pub waiting: u64,
    /// Mean: what the target is judged by (S0-26).
    pub mean_ms: Option<i64>,
    /// Median.
    pub median_ms: Option<i64>,
    /// 90th percentile (nearest rank).
    pub p90_ms: Option<i64>,
    /// The longest.
    pub longest_ms: Option<i64>,
    /// Answered within three minutes, of those answered.
    pub within_three_minutes: Proportion,
}

/// **C.16 Chat response (平均响应).** Over the customer's turns: the first answer of a human after a turn less the last
/// message of the turn. A turn is consecutive messages of the customer by chat or app; machines' answers do not count.
/// Population: cases received in the period that are not left out by rule; clock: 24×7. Turns without an answer are counted
/// as waiting. Average and first response are told apart: C.1 is the first.
pub fn chat_response<'a>(cases: impl IntoIterator<Item = &'a CaseCourse>) -> ChatResponses {
    const THREE_MINUTES_MS: i64 = 180_000;
    let turns = cases.into_iter().filter(|c| !c.excluded).flat_map(|c| c.chat_turns.iter());
    let (mut out, mut times) = (ChatResponses::default(), Vec::new());
    for turn in turns {
        match turn.answered_at {
            Some(at) => times.push(at.since(turn.said_at).max(0)),
            None => out.waiting += 1,
        }
    }
    times.sort_unstable();
    out.answered = times.len() as u64;
    (out.mean_ms, out.median_ms, out.p90_ms) = (mean(&times), rank(&times, 0.5), rank(&times, 0.9));
    out.longest_ms = times.last().copied();
    let quick = times.iter().filter(|t| **t <= THREE_MINUTES_MS).count() as u64;
    out.within_three_minutes = Proportion { hits: quick, of: out.answered, ..Proportion::default() };
    out
}

/// Nearest rank of sorted times.
fn rank(times: &[i64], share: f64) -> Option<i64> {
    let n = (share * times.len() as f64).ceil() as usize;
    times.get(n.saturating_sub(1)).copied()
}

fn mean(times: &[i64]) -> Option<i64> {
    let sum: i128 = times.iter().map(|t| i128::from(*t)).sum();
    (!times.is_empty()).then(|| (sum / times.len() as i128) as i64)
}

/// **C.2 First-contact resolution (首次解决率).** Numerator: resolved within the first contact, and the customer did not
/// come back on it within `window_days` of the resolution. Denominator: eligible resolved cases whose window has ended
/// by `now`; eligible = category accepted by `common` (S0-29), and no parts, visit, goods or wait were needed.
pub fn first_contact_resolution<'a>(
    cases: impl IntoIterator<Item = &'a CaseCourse>,
    window_days: u32,
    now: UtcMs,
    common: impl Fn(Option<&str>) -> bool,
) -> Proportion {
    let mut out = Proportion::default();
    let window = i64::from(window_days) * DAY_MS;
    for case in cases {
        let Some(resolved) = case.first_resolved_at else { continue };
        if case.excluded || case.beyond_a_contact || !common(case.category.as_deref()) {
            out.excluded += 1;
        } else if now.since(resolved) < window {
            out.maturing += 1;
        } else {
            let back = case.came_back_at.iter().any(|at| at.since(resolved) <= window && *at >= resolved);
            out.count(case.contacts_until_resolved <= 1 && !back);
        }
    }
    out
}

/// Closed without a solution: not resolved, whatever the stage says.
const fn without_solution(reason: ClosureReason) -> bool {
    matches!(
        reason,
        ClosureReason::Rejected | ClosureReason::Withdrawn | ClosureReason::Unreachable | ClosureReason::Merged
    )
}

fn resolved_by(case: &CaseCourse, until: UtcMs) -> bool {
    let unsolved = case.closed.is_some_and(|(_, reason)| without_solution(reason));
    !unsolved
        && case
            .resolutions
            .last()
            .is_some_and(|at| *at <= until && case.reopened_at.iter().all(|r| r < at || *r > until))
}

/// **C.3 Resolution rate of a cohort (解决率).** Numerator: cases of the cohort resolved within `horizon_days` of receipt
/// and not reopened by then; closed without a solution is not resolved. Denominator: cases received whose horizon has
/// ended by `now`.
pub fn resolution_rate_of_cohort<'a>(
    cases: impl IntoIterator<Item = &'a CaseCourse>,
    horizon_days: u32,
    now: UtcMs,
) -> Proportion {
    let mut out = Proportion::default();
    for case in cases {
        let until = case.received_at.plus_ms(i64::from(horizon_days) * DAY_MS);
        if case.excluded {
            out.excluded += 1;
        } else if until > now {
            out.maturing += 1;
        } else {
            out.count(resolved_by(case, until));
        }
    }
    out
}

/// **C.3 Resolution rate of the flow.** First resolutions in `[from, to)` ÷ cases received in it; may exceed 100 %, so it
/// is two counts and no proportion: (resolved, received).
pub fn resolution_rate_of_flow<'a>(
    cases: impl IntoIterator<Item = &'a CaseCourse>,
    from: UtcMs,
    to: UtcMs,
) -> (u64, u64) {
    let within = |at: UtcMs| from <= at && at < to;
    cases.into_iter().filter(|c| !c.excluded).fold((0, 0), |(resolved, received), case| {
        let unsolved = case.closed.is_some_and(|(_, reason)| without_solution(reason));
        let done = !unsolved && case.first_resolved_at.is_some_and(within);
        (resolved + u64::from(done), received + u64::from(within(case.received_at)))
    })
}

/// Attainment of one milestone (C.4).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Attainment {
    /// Met in time ÷ due.
    pub share: Proportion,
    /// Met too late.
    pub late: u64,
    /// Open and past due: a breach now.
    pub overdue: u64,
    /// Overdue and then given up: a breach for good.
    pub missed: u64,
    /// Not due yet, or standing still.
    pub running: u64,
    /// Mean of (actual − due) over the met ones, in milliseconds, signed (S0-41).
    pub mean_deviation_ms: Option<i64>,
}

/// **C.4 SLA attainment (时限达标率).** Per milestone: clocks met in time ÷ clocks due (met, met late, overdue and open).
/// Not due yet is left out; cancelled ones are counted as excluded.
pub fn sla_attainment<'a>(cases: impl IntoIterator<Item = &'a CaseCourse>, milestone: Milestone) -> Attainment {
    let mut out = Attainment::default();
    let (mut sum, mut n) = (0i128, 0i128);
    let clocks = cases.into_iter().filter(|c| !c.excluded).flat_map(|c| &c.clocks).filter(|c| c.milestone == milestone);
    for clock in clocks {
        match clock.standing {
            Standing::Met => out.share.count(true),
            Standing::MetLate => {
                out.share.count(false);
                out.late += 1;
            }
            Standing::Missed => {
                out.share.count(false);
                out.missed += 1;
            }
            Standing::Overdue => {
                out.share.count(false);
                out.overdue += 1;
            }
            Standing::Running | Standing::Paused => out.running += 1,
            Standing::Cancelled => out.share.excluded += 1,
        }
        if let Some(deviation) = clock.deviation_ms {
            sum += i128::from(deviation);
            n += 1;
        }
    }
    out.mean_deviation_ms = (n > 0).then(|| (sum / n) as i64);
    out
}

/// **C.5 Reopen rate (重开率).** Numerator: cases reopened or reassessed within `window_days` of their first resolution.
/// Denominator: cases resolved whose window has ended by `now`.
pub fn reopen_rate<'a>(cases: impl IntoIterator<Item = &'a CaseCourse>, window_days: u32, now: UtcMs) -> Proportion {
    let mut out = Proportion::default();
    let window = i64::from(window_days) * DAY_MS;
    for case in cases {
        let Some(resolved) = case.first_resolved_at else { continue };
        if case.excluded {
            out.excluded += 1;
        } else if now.since(resolved) < window {
            out.maturing += 1;
        } else {
            out.count(case.reopened_at.iter().any(|at| *at >= resolved && at.since(resolved) <= window));
        }
    }
    out
}

/// **C.6 Repeat complaint rate (重复投诉率).** Complaints tied to an earlier complaint on the same issue ÷ complaints.
/// Chasers of an open case are told apart: the second number is complaints chased at least once (催单率's numerator).
pub fn repeat_complaint_rate<'a>(cases: impl IntoIterator<Item = &'a CaseCourse>) -> (Proportion, u64) {
    let (mut out, mut chased) = (Proportion::default(), 0);
    for case in cases.into_iter().filter(|c| c.kind == Kind::Complaint) {
        if case.excluded {
            out.excluded += 1;
        } else {
            out.count(case.repeats);
            chased += u64::from(case.chasers > 0);
        }
    }
    (out, chased)
}

/// **Restored trust (恢复信赖率, S3-34).** Complaints whose customer would use us again ÷ complaints whose customer was asked and
/// said. The other side of it is how many complaints were resolved: who says nothing is not counted as either.
pub fn restored_trust<'a>(cases: impl IntoIterator<Item = &'a CaseCourse>) -> Proportion {
    shared(cases, |c| c.would_return)
}

/// **Satisfaction with the outcome and with the handling (结果满意率, 过程满意率; S2-30, C.8).** Ratings of 4 and 5 ÷ ratings, of
/// complaints; each apart. The stars of ratings given before both were asked are the outcome's.
pub fn satisfaction<'a>(cases: impl IntoIterator<Item = &'a CaseCourse> + Copy) -> (Proportion, Proportion) {
    let good = |stars: Option<u8>| stars.map(|s| s >= 4);
    (shared(cases, |c| good(c.outcome_stars)), shared(cases, |c| good(c.process_stars)))
}

/// The share of complaints that say yes of those that say anything.
fn shared<'a>(
    cases: impl IntoIterator<Item = &'a CaseCourse>,
    said: impl Fn(&CaseCourse) -> Option<bool>,
) -> Proportion {
    let mut out = Proportion::default();
    for case in cases.into_iter().filter(|c| c.kind == Kind::Complaint) {
        match (case.excluded, said(case)) {
            (true, _) => out.excluded += 1,
            (false, Some(yes)) => out.count(yes),
            (false, None) => {}
        }
    }
    out
}

#[cfg(test)]
mod tests;
