//! What stations are charged with: valid complaints (rows derived from the decisions of cases), penalties (saved against
//! the journal's proof), orders of a month; and the counts of the month board.

use std::collections::HashMap;

use bihuan_domain::case::Case;
use bihuan_domain::complaint::adjudication::AdjudicationStanding;
use bihuan_domain::ids::Id;
use bihuan_domain::station::{Counted, Penalty, PenaltyState};
use bihuan_domain::time::UtcMs;

use super::unit::corrupt;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::{Row, Value};

queries! { pub mod sql = "station.sql"; judge, lock, counted, of_station, appealed, valid_of_month, complaints_between, loads,
orders_of_month, set_orders, propose, save, load, penalties_of, penalties_in, circulars, network, network_size, read_circular, circulars_read,
circular_readers, complaints_of }

/// A penalty as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PenaltyRow {
    /// Identifier.
    pub id: Id,
    /// Version of its stream.
    pub version: i64,
    /// The penalty.
    pub penalty: Penalty,
    /// When it was proposed.
    pub proposed_at: UtcMs,
    /// When a person decided.
    pub decided_at: Option<UtcMs>,
    /// Who.
    pub decided_by: Option<Id>,
    /// The circular as issued, or why it was dismissed.
    pub words: Option<String>,
    /// When it was taken back.
    pub reversed_at: Option<UtcMs>,
}

impl PenaltyRow {
    fn from_row(r: &Row) -> Result<Self, Fault> {
        let cases = serde_json::from_str(&r.text(4)?).map_err(corrupt)?;
        Ok(Self {
            id: r.id(0)?,
            version: r.int(1)?,
            penalty: Penalty { station: r.id(2)?, state: r.str(3)?.parse().map_err(corrupt)?, cases },
            proposed_at: r.at(5)?,
            decided_at: r.opt_at(6)?,
            decided_by: r.opt_id(7)?,
            words: r.opt_text(8)?,
            reversed_at: r.opt_at(9)?,
        })
    }

    fn cases(&self) -> Result<String, Fault> {
        serde_json::to_string(&self.penalty.cases).map_err(corrupt)
    }
}

/// A valid complaint, or one that was judged not to be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Its case.
    pub case: Id,
    /// The case's number.
    pub number: String,
    /// Month of receipt.
    pub month: String,
    /// The reason class.
    pub class: String,
    /// The finding.
    pub finding: Option<String>,
    /// The station caused it.
    pub station_caused: bool,
    /// How it stands.
    pub standing: AdjudicationStanding,
    /// When it was judged.
    pub judged_at: UtcMs,
    /// Until when the station may appeal.
    pub appeal_until: UtcMs,
    /// When the case came in.
    pub received_at: UtcMs,
}

/// What a station has open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    /// Open cases.
    pub open: u32,
    /// Of them with a clock overdue.
    pub overdue: u32,
    /// Of them of the highest severity.
    pub major: u32,
    /// When the next clock is due.
    pub next_due_at: Option<UtcMs>,
}

/// Locks a station's counting until the transaction ends.
///
/// # Errors
/// `Fault`.
pub fn lock(tx: &mut Tx, station: Id) -> Result<(), Fault> {
    tx.execute(&sql::lock, &[station.into()]).map(|_| ())
}

/// What counts against a station of what came in from an instant to another.
///
/// # Errors
/// `Fault`.
pub fn counted(conn: &mut Conn, station: Id, from: UtcMs, until: UtcMs) -> Result<Vec<Counted>, Fault> {
    let rows = conn.query(&sql::counted, &[station.into(), from.into(), until.into()])?;
    rows.iter().map(|r| Ok(Counted { case: r.id(0)?, received_at: r.at(1)?, month: r.text(2)? })).collect()
}

/// What was judged of a station's cases that came in from an instant to another, in order of receipt.
///
/// # Errors
/// `Fault`.
pub fn of_station(conn: &mut Conn, station: Id, from: UtcMs, until: UtcMs) -> Result<Vec<Judged>, Fault> {
    let rows = conn.query(&sql::of_station, &[station.into(), from.into(), until.into()])?;
    let judged = |r: &Row| {
        Ok(Judged {
            case: r.id(0)?,
            number: r.text(1)?,
            month: r.text(2)?,
            class: r.text(3)?,
            finding: r.opt_text(4)?,
            station_caused: r.bool(5)?,
            standing: r.str(6)?.parse().map_err(corrupt)?,
            judged_at: r.at(7)?,
            appeal_until: r.at(8)?,
            received_at: r.at(9)?,
        })
    };
    rows.iter().map(judged).collect()
}

/// Cases whose appeal waits with when they were judged, the longest first, after a place.
///
/// # Errors
/// `Fault`.
pub fn appealed(conn: &mut Conn, after: (UtcMs, Id), most: u32) -> Result<Vec<(UtcMs, Id)>, Fault> {
    let rows = conn.query(&sql::appealed, &[after.0.into(), after.1.into(), most.into()])?;
    rows.iter().map(|r| Ok((r.at(1)?, r.id(0)?))).collect()
}

fn number(r: &Row, column: usize) -> Result<u32, Fault> {
    u32::try_from(r.int(column)?).map_err(corrupt)
}

/// Valid complaints of a month by station: those that count, those whose appeal waits.
///
/// # Errors
/// `Fault`.
pub fn valid_of_month(conn: &mut Conn, month: &str) -> Result<HashMap<Id, (u32, u32)>, Fault> {
    let rows = conn.query(&sql::valid_of_month, &[month.into()])?;
    rows.iter().map(|r| Ok((r.id(0)?, (number(r, 1)?, number(r, 2)?)))).collect()
}

/// Complaints that came in from an instant to another, by the unit they are at.
///
/// # Errors
/// `Fault`.
pub fn complaints_between(conn: &mut Conn, from: UtcMs, until: UtcMs) -> Result<HashMap<Id, u32>, Fault> {
    let rows = conn.query(&sql::complaints_between, &[from.into(), until.into()])?;
    rows.iter().map(|r| Ok((r.id(0)?, number(r, 1)?))).collect()
}

/// What is open, by unit.
///
/// # Errors
/// `Fault`.
pub fn loads(conn: &mut Conn) -> Result<HashMap<Id, Load>, Fault> {
    let load = |r: &Row| {
        let load =
            Load { open: number(r, 1)?, overdue: number(r, 2)?, major: number(r, 3)?, next_due_at: r.opt_at(4)? };
        Ok((r.id(0)?, load))
    };
    conn.query(&sql::loads, &[])?.iter().map(load).collect()
}

/// Orders of a month, by station; what nobody gave is not there.
///
/// # Errors
/// `Fault`.
pub fn orders_of_month(conn: &mut Conn, month: &str) -> Result<HashMap<Id, u32>, Fault> {
    let rows = conn.query(&sql::orders_of_month, &[month.into()])?;
    rows.iter().map(|r| Ok((r.id(0)?, number(r, 1)?))).collect()
}

/// Keeps a station's orders of a month.
///
/// # Errors
/// `Fault`.
pub fn set_orders(tx: &mut Tx, _proof: &Appended, station: Id, month: &str, orders: u32) -> Result<(), Fault> {
    tx.execute(&sql::set_orders, &[station.into(), month.into(), orders.into()]).map(|_| ())
}

/// A new penalty.
///
/// # Errors
/// `Fault`.
pub fn propose(tx: &mut Tx, proof: &Appended, row: &PenaltyRow) -> Result<(), Fault> {
    let values: [Value; 5] = [
        row.id.into(),
        proof.version().into(),
        row.penalty.station.into(),
        row.cases()?.as_str().into(),
        row.proposed_at.into(),
    ];
    tx.execute(&sql::propose, &values).map(|_| ())
}

/// Saves what changed of a penalty.
///
/// # Errors
/// `Fault`.
pub fn save(tx: &mut Tx, proof: &Appended, row: &PenaltyRow) -> Result<(), Fault> {
    let values: [Value; 8] = [
        row.id.into(),
        proof.version().into(),
        row.penalty.state.code().into(),
        row.cases()?.as_str().into(),
        row.decided_at.into(),
        row.decided_by.into(),
        row.words.as_deref().into(),
        row.reversed_at.into(),
    ];
    tx.execute(&sql::save, &values).map(|_| ())
}

/// One, whoever asks.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<PenaltyRow>, Fault> {
    conn.query_one_opt(&sql::load, &[id.into()])?.map(|r| PenaltyRow::from_row(&r)).transpose()
}

/// Penalties of a station, the latest first.
///
/// # Errors
/// `Fault`.
pub fn penalties_of(conn: &mut Conn, station: Id) -> Result<Vec<PenaltyRow>, Fault> {
    conn.query(&sql::penalties_of, &[station.into()])?.iter().map(PenaltyRow::from_row).collect()
}

/// Penalties of a state proposed before one, the latest first; before the zero id: from the latest on.
///
/// # Errors
/// `Fault`.
pub fn penalties_in(conn: &mut Conn, state: PenaltyState, before: Id, most: u32) -> Result<Vec<PenaltyRow>, Fault> {
    let before = if before.as_i64() == 0 { i64::MAX } else { before.as_i64() };
    let rows = conn.query(&sql::penalties_in, &[state.code().into(), before.into(), most.into()])?;
    rows.iter().map(PenaltyRow::from_row).collect()
}

/// Circulars published before a place, the latest first, also those taken back; before the zero place: from the latest on.
///
/// # Errors
/// `Fault`.
pub fn circulars(conn: &mut Conn, (at, id): (UtcMs, Id), most: u32) -> Result<Vec<PenaltyRow>, Fault> {
    let (at, id) = if id.as_i64() == 0 { (i64::MAX, i64::MAX) } else { (at.ms(), id.as_i64()) };
    let rows = conn.query(&sql::circulars, &[at.into(), id.into(), most.into()])?;
    rows.iter().map(PenaltyRow::from_row).collect()
}

/// Whoever may see stations anywhere: the network that reads circulars; in the order of their ids after one, so many.
///
/// # Errors
/// `Fault`.
pub fn network(conn: &mut Conn, after: Id, most: u32) -> Result<Vec<Id>, Fault> {
    conn.query(&sql::network, &[after.into(), most.into()])?.iter().map(|r| r.id(0)).collect()
}

/// How many may see stations anywhere.
///
/// # Errors
/// `Fault`.
pub fn network_size(conn: &mut Conn) -> Result<u32, Fault> {
    conn.query_one_opt(&sql::network_size, &[])?.map_or(Ok(0), |r| number(&r, 0))
}

/// Somebody has read a circular, or its correction; again it stays as it was.
///
/// # Errors
/// `Fault`.
pub fn read_circular(tx: &mut Tx, _: &Appended, penalty: Id, user: Id, is_reversal: bool) -> Result<(), Fault> {
    let now = tx.now();
    tx.execute(&sql::read_circular, &[penalty.into(), user.into(), is_reversal.into(), now.into()]).map(|_| ())
}

/// What somebody has read: penalty, and whether it was the correction.
///
/// # Errors
/// `Fault`.
pub fn circulars_read(conn: &mut Conn, user: Id) -> Result<Vec<(Id, bool)>, Fault> {
    conn.query(&sql::circulars_read, &[user.into()])?.iter().map(|r| Ok((r.id(0)?, r.bool(1)?))).collect()
}

/// Who has read a circular.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CircularReader {
    /// Who.
    pub user: Id,
    /// Their name.
    pub name: String,
    /// Name of their unit.
    pub unit_name: String,
    /// When.
    pub read_at: UtcMs,
    /// It was the correction.
    pub is_reversal: bool,
}

/// Who has read a circular and its correction, in order.
///
/// # Errors
/// `Fault`.
pub fn circular_readers(conn: &mut Conn, penalty: Id) -> Result<Vec<CircularReader>, Fault> {
    let reader = |r: &Row| {
        Ok(CircularReader {
            user: r.id(0)?,
            name: r.text(1)?,
            unit_name: r.text(2)?,
            read_at: r.at(3)?,
            is_reversal: r.bool(4)?,
        })
    };
    conn.query(&sql::circular_readers, &[penalty.into()])?.iter().map(reader).collect()
}

/// Complaints that came in from an instant to another and are at a unit, in order, at most so many.
///
/// # Errors
/// `Fault`.
pub fn complaints_of(conn: &mut Conn, unit: Id, from: UtcMs, until: UtcMs, most: u32) -> Result<Vec<Case>, Fault> {
    let rows = conn.query(&sql::complaints_of, &[unit.into(), from.into(), until.into(), most.into()])?;
    rows.iter().map(|r| super::case::parse(&r.text(0)?)).collect()
}
