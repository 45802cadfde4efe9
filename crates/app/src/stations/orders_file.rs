//! Orders of a month by a file: a table with a station's code and how many orders it had, as a spreadsheet writes it out.
//! Every line is looked at and every flaw told; what has one is taken in by no line. Told again it replaces the month of
//! the stations it names.

use std::collections::HashMap;

use bihuan_domain::actor::{Actor, Permission};
use bihuan_domain::contact::half_width;
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::UnitKind;
use bihuan_store::nouns::{station as store, unit};
use encoding_rs::{Encoding, GB18030, UTF_8};

use super::board::MOST_ORDERS;
use super::{may, month_of};
use crate::app::App;
use crate::failure::Failure;

/// Orders of one station in a month, at most.
const MOST_COUNT: u32 = 100_000_000;
/// The largest file, in bytes.
pub const MOST_BYTES: usize = 1 << 20;

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Its number in the file, from 1.
    pub line: u64,
    /// `station` or `orders`.
    pub column: &'static str,
    /// A stable code.
    pub code: &'static str,
    /// What was given.
    pub given: String,
}

/// A line that can be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrdersLine {
    /// Its number in the file, from 1.
    pub line: u64,
    /// The station.
    pub station: Id,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its orders.
    pub count: u32,
    /// What is known until now.
    pub before: Option<u32>,
}

/// A file as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrdersFile {
    /// Its encoding: `UTF-8` or `gb18030`.
    pub encoding: &'static str,
    /// Good lines, in order.
    pub lines: Vec<OrdersLine>,
    /// Flaws, in order.
    pub flaws: Vec<Flaw>,
}

impl OrdersFile {
    /// The orders, by station.
    pub fn orders(&self) -> Vec<(Id, u32)> {
        self.lines.iter().map(|l| (l.station, l.count)).collect()
    }
}

/// A line as it stands.
#[derive(Debug, PartialEq, Eq)]
struct Cells {
    line: u64,
    station: String,
    orders: String,
}

/// UTF-8, with or without its mark, else GB18030; anything else is no text we read.
fn decoded(bytes: &[u8]) -> Option<(String, &'static Encoding)> {
    for encoding in [UTF_8, GB18030] {
        let (text, broken) = encoding.decode_with_bom_removal(bytes);
        if !broken && !text.contains('\0') {
            return Some((text.into_owned(), encoding));
        }
    }
    None
}

/// The first two cells of each line that is not blank; a first line whose second cell has no digit is the heading.
fn cells(text: &str) -> Result<Vec<Cells>, Flaw> {
    let first = text.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
    let delimiter = [b'\t', b';', b','].into_iter().find(|d| first.contains(char::from(*d))).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut out: Vec<Cells> = Vec::new();
    // A reader stands before the line ends it has yet to pass, so the lines are counted here, each once.
    let (mut line, mut counted) = (1, 0);
    let mut line_at = |position: Option<&csv::Position>| {
        let from = position.and_then(|p| usize::try_from(p.byte()).ok()).unwrap_or(counted).min(text.len());
        let blank = text.as_bytes()[from..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let begins = (from + blank).max(counted);
        line += text.as_bytes()[counted..begins].iter().filter(|b| **b == b'\n').count() as u64;
        counted = begins;
        line
    };
    for (n, record) in reader.records().enumerate() {
        let record = record.map_err(|e| Flaw {
            line: line_at(e.position()),
            column: "station",
            code: "bad_line",
            given: String::new(),
        })?;
        let cell = |i: usize| half_width(record.get(i).unwrap_or_default()).trim().to_owned();
        let (station, orders) = (cell(0), cell(1));
        let blank = record.iter().all(|c| c.trim().is_empty());
        let heading = n == 0 && !orders.is_empty() && !orders.contains(|c: char| c.is_ascii_digit());
        if blank || heading {
            continue;
        }
        out.push(Cells { line: line_at(record.position()), station, orders });
    }
    Ok(out)
}

/// A count as people write it: digits, with commas or blanks between thousands.
fn count(given: &str) -> Result<u32, &'static str> {
    if given.is_empty() {
        return Err("missing_field");
    }
    let digits: String = given.chars().filter(|c| !matches!(c, ',' | ' ' | '\u{a0}')).collect();
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err("bad_number");
    }
    digits.parse().ok().filter(|n| *n <= MOST_COUNT).ok_or("out_of_range")
}

impl App {
    /// What a file says of the orders of a month, and every flaw in it; nothing is changed.
    ///
    /// # Errors
    /// `Input` when it is no table of text, or too long; `NotPermitted`; faults.
    pub async fn orders_file(&self, actor: &Actor, month: &str, bytes: &[u8]) -> Result<OrdersFile, Failure> {
        month_of(month)?;
        if bytes.len() > MOST_BYTES {
            return Err(Failure::input("file", "too_long", MOST_BYTES.to_string()));
        }
        let (text, encoding) = decoded(bytes).ok_or_else(|| Failure::input("file", "not_text", ""))?;
        let rows = match cells(&text) {
            Ok(rows) => rows,
            Err(flaw) => {
                return Ok(OrdersFile { encoding: encoding.name(), lines: Vec::new(), flaws: vec![flaw] });
            }
        };
        if rows.is_empty() || rows.len() > MOST_ORDERS {
            return Err(Failure::input("file", "out_of_range", format!("1-{MOST_ORDERS}")));
        }
        let (world, actor, month) = (self.world(), actor.clone(), month.to_owned());
        let found = self.db().read(move |conn| {
            let before = store::orders_of_month(conn, &month)?;
            let is_shown = |u: &unit::Unit| {
                u.kind == UnitKind::Station
                    && u.archived_at.is_none()
                    && may(&world, &actor, Permission::StationRead, u.id)
            };
            let stations: HashMap<String, unit::Unit> =
                unit::all(conn)?.into_iter().filter(is_shown).map(|u| (u.code.to_lowercase(), u)).collect();
            let (mut lines, mut flaws) = (Vec::new(), Vec::new());
            let mut seen: HashMap<Id, u64> = HashMap::new();
            for Cells { line, station, orders } in rows {
                let mut flaw = |column, code, given: &str| {
                    let given = given.chars().take(100).collect();
                    flaws.push(Flaw { line, column, code, given });
                };
                let counted = count(&orders).map_err(|code| flaw("orders", code, &orders));
                let Some(found) = stations.get(&station.to_lowercase()) else {
                    flaw("station", if station.is_empty() { "missing_field" } else { "unknown_unit" }, &station);
                    continue;
                };
                if !may(&world, &actor, Permission::StationManage, found.id) {
                    flaw("station", "not_permitted", &station);
                } else if let Some(first) = seen.insert(found.id, line) {
                    flaw("station", "twice", &format!("{station} ({first})"));
                } else if let Ok(count) = counted {
                    let (code, name) = (found.code.clone(), found.name.clone());
                    let before = before.get(&found.id).copied();
                    lines.push(OrdersLine { line, station: found.id, code, name, count, before });
                }
            }
            Ok::<_, Failure>(OrdersFile { encoding: encoding.name(), lines, flaws })
        });
        found.await
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(bytes: &[u8]) -> (Vec<(u64, String, String)>, &'static str) {
        let (text, encoding) = decoded(bytes).unwrap();
        let rows = cells(&text).unwrap().into_iter().map(|c| (c.line, c.station, c.orders)).collect();
        (rows, encoding.name())
    }

    #[test]
    fn a_file_of_a_spreadsheet_is_read_in_the_encodings_it_is_written_in() {
        let text = "站点编码,工单数\r\nS1,800\r\n\r\nＳ２,\"1,200\"\r\n";
        let rows = vec![(2, "S1".to_owned(), "800".to_owned()), (4, "S2".to_owned(), "1,200".to_owned())];
        assert_eq!(read(text.as_bytes()), (rows.clone(), "UTF-8"));
        assert_eq!(read(format!("\u{feff}{text}").as_bytes()), (rows.clone(), "UTF-8"));
        let (gb, _, unmappable) = GB18030.encode(text);
        assert!(!unmappable);
        assert_eq!(read(&gb), (rows, "gb18030"));
        assert_eq!(read(b"S1;5\nS2;6").0.len(), 2, "without a heading, with semicolons");
        assert_eq!(read(b"code\torders\nS1\t7").0, [(2, "S1".to_owned(), "7".to_owned())]);
    }

    #[test]
    fn what_is_no_text_is_not_guessed_at() {
        assert_eq!(decoded(b"PK\x03\x04\x00\x00"), None);
        assert_eq!(decoded(&[0xff, 0xfe, 0x53, 0x00]), None);
    }

    #[test]
    fn a_count_is_what_people_write_and_nothing_else() {
        assert_eq!(count("1,200"), Ok(1_200));
        assert_eq!(count("0"), Ok(0));
        assert_eq!(
            ["", "-5", "1.5", "many", "999999999999"].map(count),
            [Err("missing_field"), Err("bad_number"), Err("bad_number"), Err("bad_number"), Err("out_of_range")]
        );
    }
}
