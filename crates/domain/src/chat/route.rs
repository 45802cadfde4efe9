//! Who is asked to take a visit: of those present in the team, with room for one more, whoever has the skills; among equals
//! the nearest team, then the least busy, then who has waited longest for one.

use std::collections::BTreeSet;

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
/// this visit pass. Skills are wished for: rather somebody without than nobody.
pub fn choose(present: &[Present], lineage: &[Id], wanted: &BTreeSet<String>, lapsed: &BTreeSet<Id>) -> Option<Id> {
    let fits = |p: &&Present| p.serving < p.capacity && !lapsed.contains(&p.agent);
    let rank = |p: &Present| {
        let distance = lineage.iter().position(|unit| *unit == p.unit)?;
        let missing = wanted.difference(&p.skills).count();
        // Shares in thousandths: whole numbers order and never divide by zero, as capacity is above serving.
        let load = u64::from(p.serving) * 1_000 / u64::from(p.capacity);
        Some((missing, distance, load, p.last_taken_at, p.agent))
    };
    present.iter().filter(fits).filter_map(rank).min().map(|(.., agent)| agent)
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
        let lapsed = lapsed.iter().map(|n| Id::from_i64(*n)).collect();
        choose(present, &[Id::from_i64(STORE), Id::from_i64(HEAD)], &wanted, &lapsed).map(Id::as_i64)
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
