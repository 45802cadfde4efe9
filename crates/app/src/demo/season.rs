//! When complaints come in over a year: fewer in the night and over the spring festival, more on Mondays, after the
//! campaigns of 11.11 and 6.18 (B.7), and a little more each month, because the business grows.

use bihuan_domain::time::UtcMs;
use jiff::civil::Date;

use super::chance::Chance;

/// Milliseconds of a minute, an hour, a day.
pub const MINUTE: i64 = 60_000;
/// See [`MINUTE`].
pub const HOUR: i64 = 60 * MINUTE;
/// See [`MINUTE`].
pub const DAY: i64 = 24 * HOUR;
/// China Standard Time, the same all year: the demonstration's companies are all in it.
const OFFSET: i64 = 8 * HOUR;
/// Days told.
pub const DAYS: i64 = 365;

/// Share of arrivals by hour of the day, out of a thousand.
const HOURS: [u32; 24] = [14, 9, 6, 4, 3, 4, 8, 18, 42, 68, 76, 70, 52, 56, 66, 68, 64, 58, 52, 58, 66, 62, 48, 28];

/// Hour of the day at an instant, 0-23, and the minute.
pub const fn hour(at: UtcMs) -> i64 {
    (at.ms() + OFFSET) % DAY / HOUR
}

/// Midnight that begins the day of an instant.
pub const fn midnight(at: UtcMs) -> i64 {
    at.ms() - (at.ms() + OFFSET) % DAY
}

/// How busy a day is; 100 is an ordinary one.
pub fn busyness(day: Date) -> u32 {
    let week = [112, 106, 102, 100, 104, 92, 84][day.weekday().to_monday_zero_offset() as usize];
    let season = match (day.month(), day.day()) {
        (11, 11..=13) => 310,
        (11, 14..=20) => 210,
        (6, 18..=20) => 210,
        (6, 21..=26) => 150,
        (12, 12..=14) => 140,
        (1, 1) | (5, 1..=3) => 75,
        (10, 1..=5) => 80,
        (10, 6..=9) => 125,
        _ => 100,
    };
    let growth = 90 + 2 * day.month() as u32;
    week * season * festival(day) * growth / 1_000_000
}

/// The spring festival moves with the moon; the years are those of the notices and their neighbours.
fn festival(day: Date) -> u32 {
    let new_year = match day.year() {
        2024 => (2, 10),
        2025 => (1, 29),
        2026 => (2, 17),
        2027 => (2, 6),
        2028 => (1, 26),
        _ => return 100,
    };
    let days = jiff::civil::date(day.year(), new_year.0, new_year.1).until(day).map_or(99, |s| s.get_days());
    match days {
        -2..=4 => 35,
        5..=7 => 60,
        8..=14 => 135,
        _ => 100,
    }
}

/// Instants at which `cases` come in during the year that ends at `until`, rising, no two alike.
pub fn arrivals(seed: u64, cases: usize, until: UtcMs) -> Vec<UtcMs> {
    let first = midnight(until) - (DAYS - 1) * DAY;
    let weights: Vec<u64> = (0..DAYS).map(|n| u64::from(busyness(date(first + n * DAY)))).collect();
    let total: u64 = weights.iter().sum::<u64>().max(1);
    let mut out = Vec::with_capacity(cases);
    let (mut sum, mut given) = (0, 0);
    for (n, weight) in weights.iter().enumerate() {
        sum += weight;
        let upto = (cases as u128 * u128::from(sum) / u128::from(total)) as usize;
        let mut chance = Chance::stream(seed, 1, n as u64);
        let begins = first + n as i64 * DAY;
        let mut day: Vec<i64> = (given..upto).map(|_| begins + within_day(&mut chance)).collect();
        // The last day ends when the telling ends.
        if begins + DAY > until.ms() {
            let length = (until.ms() - begins).max(1);
            day.iter_mut().for_each(|at| *at = begins + (*at - begins) * length / DAY);
        }
        day.sort_unstable();
        out.extend(day);
        given = upto;
    }
    for n in 1..out.len() {
        out[n] = out[n].max(out[n - 1] + 1);
    }
    out.into_iter().map(UtcMs::new).collect()
}

fn within_day(chance: &mut Chance) -> i64 {
    chance.weighed(HOURS.into_iter()) as i64 * HOUR + chance.between(0, HOUR - 1)
}

fn date(midnight_ms: i64) -> Date {
    UtcMs::new(midnight_ms + OFFSET).timestamp().to_zoned(jiff::tz::TimeZone::UTC).date()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_year_has_as_many_cases_as_asked_rising_and_ends_in_time() {
        let until: UtcMs = "2026-11-22T06:00:00+08:00".parse().unwrap();
        for cases in [0, 1, 300, 20_000] {
            let all = arrivals(3, cases, until);
            assert_eq!(all.len(), cases);
            assert!(all.windows(2).all(|w| w[0] < w[1]));
            assert!(all.last().is_none_or(|last| last.since(until) < 1_000));
        }
    }

    #[test]
    fn the_campaign_is_busier_the_festival_quieter_and_some_write_at_night() {
        let until: UtcMs = "2026-11-21T23:59:59+08:00".parse().unwrap();
        let all = arrivals(3, 100_000, until);
        let on = |from: &str, to: &str| {
            let (from, to): (UtcMs, UtcMs) = (from.parse().unwrap(), to.parse().unwrap());
            all.iter().filter(|at| (from..to).contains(at)).count()
        };
        let campaign = on("2026-11-11T00:00:00+08:00", "2026-11-14T00:00:00+08:00");
        let before = on("2026-11-04T00:00:00+08:00", "2026-11-07T00:00:00+08:00");
        let festival = on("2026-02-16T00:00:00+08:00", "2026-02-19T00:00:00+08:00");
        assert!(campaign > 2 * before && festival * 2 < before, "{campaign} {before} {festival}");
        let night = all.iter().filter(|at| hour(**at) < 6).count() * 100 / all.len();
        assert!((2..8).contains(&night), "{night} %");
    }
}
