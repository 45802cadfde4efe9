//! The territory of a station (S3-09): beginnings of the serial numbers or VINs it answers for. A complaint taken in above
//! the stations is offered to the one whose beginning fits longest; where two fit alike nobody is chosen, since a person
//! knows better than a coin. A complaint raised at a station stays there, whoever's the serial is (S3-39).

use super::UnitKind;
use crate::ids::Id;

/// Most beginnings one station has (ours, a default).
pub const MOST_PREFIXES: usize = 500;
/// Most characters of a beginning: a VIN has 17, serial numbers seldom more than 40 (ours, a default).
pub const LONGEST_PREFIX: usize = 40;

/// A unit as far as routing asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Territory {
    /// The unit.
    pub unit: Id,
    /// What it is; only stations are offered anything.
    pub kind: UnitKind,
    /// Its name, for the reason.
    pub name: String,
    /// Beginnings as [`serial_key`] writes them.
    pub prefixes: Vec<String>,
    /// No longer used: never offered anything.
    pub is_archived: bool,
}

/// The station a complaint belongs to, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Belongs<'a> {
    /// The station.
    pub station: Id,
    /// Its name.
    pub name: &'a str,
    /// The beginning that fitted.
    pub prefix: &'a str,
}

/// A serial number or VIN as it is compared: upper case, without blanks and hyphens, which people put in at will.
pub fn serial_key(given: &str) -> String {
    given.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_uppercase).collect()
}

/// Beginnings as they are kept: each once, in order. `None`: one is empty, too long or not letters and digits, or there
/// are too many.
pub fn prefixes(given: &[String]) -> Option<Vec<String>> {
    let mut kept: Vec<String> = given.iter().map(|p| serial_key(p)).collect();
    kept.sort();
    kept.dedup();
    let good = |p: &String| (1..=LONGEST_PREFIX).contains(&p.chars().count()) && p.chars().all(char::is_alphanumeric);
    (kept.len() <= MOST_PREFIXES && kept.iter().all(good)).then_some(kept)
}

/// The one station a complaint belongs to by its serial number; `lineage` is the unit it was taken in at, with all above
/// it. `None`: it was raised at a station, nothing fits, or two fit alike.
pub fn belongs<'a>(units: &'a [Territory], lineage: &[Id], serial: &str) -> Option<Belongs<'a>> {
    let at_a_station = |t: &Territory| t.kind == UnitKind::Station && lineage.contains(&t.unit);
    if units.iter().any(at_a_station) {
        return None;
    }
    let serial = serial_key(serial);
    let mut best: Option<Belongs<'a>> = None;
    let mut tie = false;
    for unit in units.iter().filter(|t| t.kind == UnitKind::Station && !t.is_archived) {
        let fitting = unit.prefixes.iter().filter(|p| serial.starts_with(p.as_str()));
        let Some(prefix) = fitting.max_by_key(|p| p.len()) else { continue };
        let longest = best.map_or(0, |b| b.prefix.len());
        if prefix.len() >= longest {
            tie = prefix.len() == longest;
            best = Some(Belongs { station: unit.unit, name: &unit.name, prefix });
        }
    }
    best.filter(|_| !tie)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const TOP: Id = Id::from_i64(1);
    const ONE: Id = Id::from_i64(11);
    const TWO: Id = Id::from_i64(12);

    fn unit(unit: Id, kind: UnitKind, given: &[&str]) -> Territory {
        let given: Vec<String> = given.iter().map(|p| (*p).to_owned()).collect();
        let prefixes = prefixes(&given).unwrap();
        Territory { unit, kind, name: format!("{unit}"), prefixes, is_archived: false }
    }

    fn network(one: &[&str], two: &[&str]) -> Vec<Territory> {
        vec![unit(TOP, UnitKind::HeadOffice, &[]), unit(ONE, UnitKind::Station, one), unit(TWO, UnitKind::Station, two)]
    }

    fn chosen(units: &[Territory], at: &[Id], serial: &str) -> Option<Id> {
        belongs(units, at, serial).map(|b| b.station)
    }

    #[test]
    fn s3_09_the_longest_beginning_wins_in_whatever_order_stations_stand() {
        for units in [network(&["LSV"], &["LSVAG"]), network(&["LSVAG", "X"], &["LSV", "Y"])] {
            let longest = units.iter().find(|t| t.prefixes.contains(&"LSVAG".to_owned())).unwrap().unit;
            let other = if longest == ONE { TWO } else { ONE };
            assert_eq!(chosen(&units, &[TOP], "LSVAG22E123456789"), Some(longest));
            assert_eq!(chosen(&units, &[TOP], "LSVXX22E123456789"), Some(other));
            assert_eq!(chosen(&units, &[TOP], "WVW0000"), None, "nobody's");
        }
        let units = network(&["LSV"], &["LSVAG"]);
        assert_eq!(belongs(&units, &[TOP], "LSVAG2").unwrap().prefix, "LSVAG", "and says by which");
    }

    #[test]
    fn s3_09_where_two_fit_alike_nobody_is_chosen() {
        let mut units = network(&["LSV"], &["LSV"]);
        assert_eq!(chosen(&units, &[TOP], "LSV1"), None);
        units.push(unit(Id::from_i64(13), UnitKind::Station, &["LSV1"]));
        assert_eq!(chosen(&units, &[TOP], "LSV1"), Some(Id::from_i64(13)), "a longer one ends the tie");
        units.swap(0, 3);
        assert_eq!(chosen(&units, &[TOP], "LSV1"), Some(Id::from_i64(13)), "wherever it stands");
    }

    #[test]
    fn s3_09_a_station_no_longer_used_is_offered_nothing_nor_is_what_is_no_station() {
        let mut units = network(&["LSV"], &["LSVAG"]);
        units[2].is_archived = true;
        assert_eq!(chosen(&units, &[TOP], "LSVAG2"), Some(ONE));
        units[1].kind = UnitKind::Department;
        assert_eq!(chosen(&units, &[TOP], "LSVAG2"), None);
    }

    #[test]
    fn s3_39_what_is_raised_at_a_station_stays_there_whoever_has_the_serial() {
        let units = network(&["LSV"], &["WVW"]);
        assert_eq!(chosen(&units, &[TWO, TOP], "LSV1"), None);
        let team = Id::from_i64(21);
        assert_eq!(chosen(&units, &[team, TWO, TOP], "LSV1"), None, "nor from a team of the station");
    }

    #[test]
    fn serial_numbers_are_compared_as_people_write_them() {
        let units = network(&["lsv-ag"], &[]);
        assert_eq!(chosen(&units, &[TOP], " lsv ag22 e"), Some(ONE));
        assert_eq!(prefixes(&["a-1".into(), "A1".into()]), Some(vec!["A1".to_owned()]));
        for bad in ["", " - ", "A*", &"A".repeat(41)] {
            assert_eq!(prefixes(&[bad.to_owned()]), None, "{bad:?}");
        }
        assert_eq!(prefixes(&(0..501).map(|n| format!("{n:03}")).collect::<Vec<_>>()), None);
    }
}
