//! Chance that can be repeated: each case has a stream of its own, drawn from seed and place, so that it comes out the
//! same whichever thread tells it and whatever was told before. Not for secrets.

/// A stream of draws (SplitMix64, S. Vigna 2015: the same on every machine and in every release).
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The stream `number` of a seed; `of` keeps streams of different things apart.
    pub const fn stream(seed: u64, of: u64, number: u64) -> Self {
        let mut start = Self(seed ^ of.wrapping_mul(0xA076_1D64_78BD_642F));
        let mixed = start.draw() ^ number.wrapping_mul(0xE703_7ED1_A0B4_28DB);
        Self(mixed)
    }

    /// 64 even bits.
    pub const fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below a bound; 0 for the bound 0.
    pub const fn below(&mut self, bound: usize) -> usize {
        if bound == 0 { 0 } else { ((self.draw() as u128 * bound as u128) >> 64) as usize }
    }

    /// From `low` to `high`, both included.
    pub const fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1) as usize) as i64
    }

    /// True in `per_mille` of a thousand draws.
    pub const fn once_in(&mut self, per_mille: u32) -> bool {
        self.below(1_000) < per_mille as usize
    }

    /// One of a list that is not empty.
    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// One of a list of weights, by place; the last when they sum to nothing.
    pub fn weighed(&mut self, weights: impl Iterator<Item = u32> + Clone) -> usize {
        let total: u32 = weights.clone().sum();
        let mut left = self.below(total as usize) as u32;
        let mut place = 0;
        for weight in weights {
            if left < weight {
                return place;
            }
            left -= weight;
            place += 1;
        }
        usize::saturating_sub(place, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_repeats_and_neighbours_differ() {
        let three = |n| {
            let mut chance = Chance::stream(7, 1, n);
            [chance.draw(), chance.draw(), chance.draw()]
        };
        assert_eq!(three(5), three(5));
        assert_ne!(three(5), three(6));
        assert_ne!(Chance::stream(8, 1, 5).draw(), Chance::stream(7, 1, 5).draw());
        assert_ne!(Chance::stream(7, 2, 5).draw(), Chance::stream(7, 1, 5).draw());
    }

    #[test]
    fn weights_are_kept_to_and_zero_is_never_drawn() {
        let mut chance = Chance::stream(1, 1, 1);
        let mut hits = [0_u32; 3];
        for _ in 0..10_000 {
            hits[chance.weighed([30, 0, 70].into_iter())] += 1;
        }
        assert_eq!(hits[1], 0);
        assert!((2_700..3_300).contains(&hits[0]), "{hits:?}");
    }
}
