//! Who is asked to take a visit: of those present in the team, with room for one more, whoever has the skills; among equals
//! the nearest team, then the least busy, then who has waited longest for one.

use std::collections::BTreeSet;

use super::rule::ChatRule;
use crate::ids::Id;
use crate::time::UtcMs;

/// An agent who is there for chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// Who.
    pub agent: Id,
    /// Their team.
    pub unit: Id,
    /// What they can: languages and whatever else the organisation names.
    pub skills: BTreeSet<String>,
    /// Visits at once.
    pub capacity: u32,
    /// Visits they serve or are asked to take now.
    pub serving: u32,
    /// When they last took one.
    pub last_taken_at: UtcMs,
}

/// Chooses whom to ask: `lineage` is the visit's unit with everything above it, itself first; `lapsed` are those who let
/// this visit pass, the latest last. Skills are wished for: rather somebody without than nobody. Whoever was not asked
/// yet comes first, then another round begins with anybody but the latest; the latest is asked again only when there is
/// nobody else, and once the pause is over.
pub fn choose(
    present: &[Present],
    lineage: &[Id],
    wanted: &BTreeSet<String>,
    lapsed: &[Id],
    is_pause_over: bool,
) -> Option<Id> {
    let rank = |p: &Present| {
        let distance = lineage.iter().position(|unit| *unit == p.unit)?;
        let missing = wanted.difference(&p.skills).count();
        // Shares in thousandths: whole numbers order and never divide by zero, as capacity is above serving.
        let load = u64::from(p.serving) * 1_000 / u64::from(p.capacity);
        Some((missing, distance, load, p.last_taken_at, p.agent))
    };
    let best = |may: &dyn Fn(Id) -> bool| {
        let fits = |p: &&Present| p.serving < p.capacity && may(p.agent);
        present.iter().filter(fits).filter_map(rank).min().map(|(.., agent)| agent)
    };
    best(&|agent| !lapsed.contains(&agent))
        .or_else(|| best(&|agent| lapsed.last() != Some(&agent)))
        .or_else(|| best(&|_| is_pause_over))
}

/// When a visit that somebody let pass may be offered to the same one again.
pub fn again_at(lapsed_at: UtcMs, rule: &ChatRule) -> UtcMs {
    lapsed_at.plus_ms(i64::from(rule.offer_again_s) * 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORE: i64 = 2;
    const HEAD: i64 = 1;

    fn agent(n: i64, unit: i64, serving: u32, capacity: u32, skills: &[&str]) -> Present {
        Present {
            agent: Id::from_i64(n),
            unit: Id::from_i64(unit),
            skills: skills.iter().map(|s| (*s).to_owned()).collect(),
            capacity,
            serving,
            last_taken_at: UtcMs::new(n),
        }
    }

    fn chosen(present: &[Present], wanted: &[&str], lapsed: &[i64]) -> Option<i64> {
        let wanted = wanted.iter().map(|s| (*s).to_owned()).collect();
        asked(present, &wanted, lapsed, false)
    }

    fn asked(present: &[Present], wanted: &BTreeSet<String>, lapsed: &[i64], is_pause_over: bool) -> Option<i64> {
        let lapsed: Vec<Id> = lapsed.iter().map(|n| Id::from_i64(*n)).collect();
        let lineage = [Id::from_i64(STORE), Id::from_i64(HEAD)];
        choose(present, &lineage, wanted, &lapsed, is_pause_over).map(Id::as_i64)
    }

    #[test]
    fn what_everybody_let_pass_is_offered_again_but_not_twice_in_a_row_to_one_of_several() {
        let all = [agent(10, STORE, 0, 2, &[]), agent(11, STORE, 0, 2, &[])];
        let wanted = BTreeSet::new();
        assert_eq!(asked(&all, &wanted, &[10], true), Some(11), "who was not asked yet comes first");
        assert_eq!(asked(&all, &wanted, &[10, 11], true), Some(10), "another round, not with the latest");
        assert_eq!(asked(&all, &wanted, &[11, 10], true), Some(11));
        let busy = [agent(10, STORE, 0, 2, &[]), agent(11, STORE, 2, 2, &[])];
        assert_eq!(asked(&busy, &wanted, &[11, 10], false), None, "alone with room: after a pause");
        assert_eq!(asked(&busy, &wanted, &[11, 10], true), Some(10));
        assert_eq!(again_at(UtcMs::new(5_000), &ChatRule::default()), UtcMs::new(65_000));
    }

    #[test]
    fn the_skilled_before_the_near_before_the_idle() {
        let near = agent(10, STORE, 0, 3, &["zh-Hans"]);
        let skilled = agent(11, HEAD, 2, 3, &["zh-Hans", "en"]);
        let all = [near, skilled];
        assert_eq!(chosen(&all, &["en"], &[]), Some(11));
        assert_eq!(chosen(&all, &["zh-Hans"], &[]), Some(10), "one's own team");
        assert_eq!(chosen(&all, &["fr"], &[]), Some(10), "rather without the skill than nobody");
    }

    #[test]
    fn load_is_a_share_of_capacity_and_the_longest_idle_breaks_the_tie() {
        let all = [agent(10, STORE, 1, 2, &[]), agent(11, STORE, 1, 4, &[]), agent(12, STORE, 1, 4, &[])];
        assert_eq!(chosen(&all, &[], &[]), Some(11));
        assert_eq!(chosen(&all, &[], &[11]), Some(12), "who let it pass is not asked again");
    }

    #[test]
    fn the_full_and_the_strange_are_never_asked() {
        assert_eq!(
            chosen(&[agent(10, STORE, 2, 2, &[]), agent(11, 9, 0, 2, &[]), agent(12, STORE, 0, 0, &[])], &[], &[]),
            None
        );
    }
}
