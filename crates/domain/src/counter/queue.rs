//! Whose turn it is, and which number comes next.

use crate::ids::Id;
use crate::time::UtcMs;

/// The number after the last one of a shop on a business day. A day that has none begins with 1: the days are told apart by
/// whoever asks, so that numbers begin anew with each.
pub const fn next_number(last: Option<u32>) -> u32 {
    match last {
        Some(last) => last.saturating_add(1),
        None => 1,
    }
}

/// Those that wait, in the order of their coming: whoever the tablet told of late keeps the place of their arrival. At one
/// instant the lower number is first.
pub fn in_order(mut waiting: Vec<(Id, UtcMs, u32)>) -> Vec<Id> {
    waiting.sort_unstable_by_key(|(id, arrived_at, number)| (*arrived_at, *number, *id));
    waiting.into_iter().map(|(id, ..)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_with_one_and_each_number_is_one_more() {
        assert_eq!([next_number(None), next_number(Some(1)), next_number(Some(41))], [1, 2, 42]);
    }

    #[test]
    fn who_came_first_is_first_however_late_the_tablet_told_it() {
        let [a, b, c] = [1, 2, 3].map(Id::from_i64);
        let at = UtcMs::new;
        assert_eq!(in_order(vec![(a, at(10), 1), (b, at(30), 2), (c, at(20), 3)]), [a, c, b]);
        assert_eq!(in_order(vec![(b, at(10), 2), (a, at(10), 1)]), [a, b], "at one instant by number");
    }
}
