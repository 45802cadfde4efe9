//! A share with its interval. Never a bare percentage: n and the interval belong to the number.

use serde::Serialize;

/// A proportion: `hits` of `of`, with what was left out and what has not matured yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Proportion {
    /// Numerator.
    pub hits: u64,
    /// Denominator.
    pub of: u64,
    /// Left out by rule (merged, rejected as spam …): shown, never hidden.
    pub excluded: u64,
    /// Cannot be judged yet (the window still runs).
    pub maturing: u64,
}

impl Proportion {
    /// The share from 0 to 1; `None` = no data.
    pub fn share(&self) -> Option<f64> {
        (self.of > 0).then(|| self.hits as f64 / self.of as f64)
    }

    /// Wilson's 95 % interval, both ends from 0 to 1; `None` = no data.
    pub fn interval(&self) -> Option<(f64, f64)> {
        const Z: f64 = 1.959_963_984_540_054;
        let p = self.share()?;
        let n = self.of as f64;
        let centre = p + Z * Z / (2.0 * n);
        let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        let scale = 1.0 + Z * Z / n;
        Some((((centre - half) / scale).max(0.0), ((centre + half) / scale).min(1.0)))
    }

    /// Counts one case.
    pub fn count(&mut self, hit: bool) {
        self.of += 1;
        self.hits += u64::from(hit);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn nothing_counted_is_no_data_and_not_zero() {
        assert_eq!(Proportion::default().share(), None);
        assert_eq!(Proportion::default().interval(), None);
    }

    #[test]
    fn the_interval_is_wilsons() {
        // 8 of 10: the textbook gives 0.490 to 0.943.
        let (low, high) = Proportion { hits: 8, of: 10, ..Default::default() }.interval().unwrap();
        assert!((low - 0.4902).abs() < 1e-3 && (high - 0.9433).abs() < 1e-3, "{low} {high}");
        let (low, high) = Proportion { hits: 10, of: 10, ..Default::default() }.interval().unwrap();
        assert!(low > 0.7 && (high - 1.0).abs() < 1e-9);
    }
}
