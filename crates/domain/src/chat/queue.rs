//! The queue as a visitor is shown it (B.8, 5.2.1): at which place they stand and how long that will take. A time is never
//! guessed: where too few visits were served lately, or nobody is there, it is unknown.

use crate::ids::Id;
use crate::time::UtcMs;

/// Served visits below which no time is said.
pub const FEWEST_TIMES: usize = 5;

/// Visits that wait, in the order in which they come: those that a machine handed off first, then by arrival. Given as
/// visit, arrival, handed off.
pub fn in_order(mut waiting: Vec<(Id, UtcMs, bool)>) -> Vec<Id> {
    waiting.sort_unstable_by_key(|(id, began_at, handed_off)| (!*handed_off, *began_at, *id));
    waiting.into_iter().map(|(id, ..)| id).collect()
}

/// How long somebody at a place will wait: the mean of the latest service times, shared by as many visits as the agents who
/// are there can serve at once. Less what is served already is not subtracted: rather too long than too short.
pub fn expected_wait_ms(position: u32, latest_ms: &[i64], slots: u32) -> Option<i64> {
    if latest_ms.len() < FEWEST_TIMES || slots == 0 {
        return None;
    }
    let count = i64::try_from(latest_ms.len()).ok()?;
    let mean = latest_ms.iter().map(|ms| (*ms).max(0)).sum::<i64>() / count;
    Some(mean * i64::from(position) / i64::from(slots))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b_8_a_place_is_by_arrival_and_those_handed_off_come_first() {
        let at = |n: i64, ms: i64, handed_off: bool| (Id::from_i64(n), UtcMs::new(ms), handed_off);
        let waiting = vec![at(1, 100, false), at(2, 50, false), at(3, 900, true)];
        assert_eq!(in_order(waiting), [3, 2, 1].map(Id::from_i64));
    }

    #[test]
    fn b_8_a_wait_is_the_mean_over_the_hands_there_are_and_unknown_rather_than_guessed() {
        let five = [60_000, 120_000, 180_000, 240_000, 300_000];
        assert_eq!(expected_wait_ms(1, &five, 1), Some(180_000));
        assert_eq!(expected_wait_ms(4, &five, 6), Some(120_000));
        assert_eq!(expected_wait_ms(1, &five[..4], 1), None, "too few served");
        assert_eq!(expected_wait_ms(1, &five, 0), None, "nobody there");
    }
}
