//! Counting (S3-22, A.7 no. 12): the valid complaints a station caused, by calendar month of receipt in the business time
//! zone, or within any 30 days. So many together propose one penalty; one that falls away takes back what rested on it.

use super::{Penalty, PenaltyState};
use crate::ids::Id;
use crate::policy::ValidComplaintRule;
use crate::time::UtcMs;

const WINDOW_MS: i64 = 30 * 24 * 3_600_000;

/// A valid complaint that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Its case.
    pub case: Id,
    /// When it came in.
    pub received_at: UtcMs,
    /// The month of that, `YYYY-MM`.
    pub month: String,
}

/// What must happen so that the penalties are those that the counting asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Consequence {
    /// A new proposal that rests on these cases.
    Propose(Vec<Id>),
    /// A proposal rests on other cases now.
    Restate(Id, Vec<Id>),
    /// A proposal rests on too few.
    Withdraw(Id),
    /// So does an issued penalty.
    Reverse(Id),
}

/// What follows for the penalties of one station. Asked again with the same facts it follows nothing: so two who judge at
/// once make one proposal. A dismissed penalty is not proposed again for the same complaints.
pub fn consequences(rule: &ValidComplaintRule, counted: &[Counted], penalties: &[(Id, Penalty)]) -> Vec<Consequence> {
    let groups = groups(rule, counted);
    let overlaps = |penalty: &Penalty, group: &[Id]| penalty.cases.iter().any(|c| group.contains(c));
    let mut out = Vec::new();
    for (id, penalty) in penalties.iter().filter(|(_, p)| p.state.is_live()) {
        match (groups.iter().find(|g| overlaps(penalty, g)), penalty.state) {
            (None, PenaltyState::Proposed) => out.push(Consequence::Withdraw(*id)),
            (None, _) => out.push(Consequence::Reverse(*id)),
            (Some(group), PenaltyState::Proposed) if *group != penalty.cases => {
                out.push(Consequence::Restate(*id, group.clone()));
            }
            // What was issued stays as it was signed while enough of it stands.
            (Some(_), _) => {}
        }
    }
    for group in groups {
        let answered = penalties.iter().any(|(_, p)| match p.state {
            state if state.is_live() => overlaps(p, &group),
            PenaltyState::Dismissed => group.iter().all(|c| p.cases.contains(c)),
            _ => false,
        });
        if !answered {
            out.push(Consequence::Propose(group));
        }
    }
    out
}

/// Complaints that make enough together.
fn groups(rule: &ValidComplaintRule, counted: &[Counted]) -> Vec<Vec<Id>> {
    let enough = usize::try_from(rule.threshold).unwrap_or(usize::MAX).max(1);
    let mut sorted: Vec<&Counted> = counted.iter().collect();
    sorted.sort_by_key(|c| (c.received_at, c.case));
    let rolling = rule.window == "rolling_30d";
    let (mut out, mut rest) = (Vec::new(), &sorted[..]);
    while let Some(first) = rest.first() {
        let same = |c: &&&Counted| {
            if rolling { c.received_at.since(first.received_at) < WINDOW_MS } else { c.month == first.month }
        };
        let n = rest.iter().take_while(same).count();
        if n >= enough {
            out.push(rest[..n].iter().map(|c| c.case).collect());
            rest = &rest[n..];
        } else {
            rest = &rest[1..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn rule(window: &str) -> ValidComplaintRule {
        let policies = crate::policy::Policies::with_builtin([]).unwrap();
        let auto = policies.resolve("auto_station", "2026-11-01".parse().unwrap()).unwrap();
        ValidComplaintRule { window: window.to_owned(), ..auto.policy.valid_complaint.unwrap() }
    }

    fn at(case: i64, when: &str) -> Counted {
        Counted { case: Id::from_i64(case), received_at: when.parse().unwrap(), month: when[..7].to_owned() }
    }

    fn ids(cases: &[i64]) -> Vec<Id> {
        cases.iter().map(|c| Id::from_i64(*c)).collect()
    }

    fn penalty(state: PenaltyState, cases: &[i64]) -> (Id, Penalty) {
        (Id::from_i64(90), Penalty { station: Id::from_i64(11), state, cases: ids(cases) })
    }

    const MONTH: &str = "calendar_month";

    #[test]
    fn s3_22_the_second_of_a_month_proposes_and_one_in_each_of_two_months_does_not() {
        let (a, b, c) = (
            at(1, "2026-11-02T09:00:00+08:00"),
            at(2, "2026-11-30T09:00:00+08:00"),
            at(3, "2026-12-01T09:00:00+08:00"),
        );
        let rule = rule(MONTH);
        assert_eq!(consequences(&rule, std::slice::from_ref(&a), &[]), []);
        assert_eq!(consequences(&rule, &[b.clone(), c.clone()], &[]), [], "a day apart, but in two months");
        assert_eq!(consequences(&rule, &[c, b.clone(), a.clone()], &[]), [Consequence::Propose(ids(&[1, 2]))]);
        let there = [penalty(PenaltyState::Proposed, &[1, 2])];
        assert_eq!(consequences(&rule, &[a, b], &there), [], "asked again, nothing follows");
    }

    #[test]
    fn a_rolling_window_counts_over_the_end_of_a_month() {
        let (b, c, d) = (
            at(2, "2026-11-30T09:00:00+08:00"),
            at(3, "2026-12-01T09:00:00+08:00"),
            at(4, "2026-12-30T09:00:00+08:00"),
        );
        let rule = rule("rolling_30d");
        assert_eq!(consequences(&rule, &[b.clone(), c], &[]), [Consequence::Propose(ids(&[2, 3]))]);
        assert_eq!(consequences(&rule, &[b, d], &[]), [], "exactly 30 days apart is not within 30 days");
    }

    #[test]
    fn what_is_left_after_a_reversal_decides_whether_the_penalty_stands() {
        let (a, c) = (at(1, "2026-11-02T09:00:00+08:00"), at(3, "2026-11-20T09:00:00+08:00"));
        let (rule, id) = (rule(MONTH), Id::from_i64(90));
        let one = std::slice::from_ref(&a);
        let left = |state| consequences(&rule, one, &[penalty(state, &[1, 2])]);
        assert_eq!(left(PenaltyState::Proposed), [Consequence::Withdraw(id)]);
        assert_eq!(left(PenaltyState::Issued), [Consequence::Reverse(id)]);
        assert_eq!(left(PenaltyState::Dismissed), []);
        let two = [a, c];
        let still = |state| consequences(&rule, &two, &[penalty(state, &[1, 2])]);
        assert_eq!(still(PenaltyState::Proposed), [Consequence::Restate(id, ids(&[1, 3]))]);
        assert_eq!(still(PenaltyState::Issued), [], "a third one holds it");
        assert_eq!(still(PenaltyState::Dismissed), [Consequence::Propose(ids(&[1, 3]))], "another pair");
        assert_eq!(consequences(&rule, &two, &[penalty(PenaltyState::Dismissed, &[1, 3])]), [], "dismissed for good");
    }
}
