//! How channels do: when they heard something, how long they are silent, how they were tried. Arrivals and the times of a
//! row are working state; what was decided (silent, heard again, tried) stands in the stream `channel_health`.

use bihuan_domain::channel::health::{ChannelTestStanding, ChannelTestStep, ChannelTestWay};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Channel;

use super::unit::corrupt;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::Row;

queries! { pub mod sql = "channel_health.sql"; arrived, arrivals, forget, received, load, silent, keep, begin_test, end_test, tests,
last_test, test, test_by_mark, prune_tests }

/// Characters of a fault that are kept.
const FAULT: usize = 500;

/// How a channel does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Which channel.
    pub channel: Id,
    /// Version of its stream; 0 before anything was decided.
    pub version: i64,
    /// When it last heard something.
    pub last_at: Option<UtcMs>,
    /// The longest it is usually silent, in open time; none: unknown.
    pub usual_ms: Option<i64>,
    /// When that was computed.
    pub usual_at: UtcMs,
    /// When its silence becomes unusual.
    pub due_at: Option<UtcMs>,
    /// Since when it is silent beyond its usual: the last arrival before.
    pub silent_since: Option<UtcMs>,
}

impl Health {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            channel: row.id(0)?,
            version: row.int(1)?,
            last_at: row.opt_at(2)?,
            usual_ms: row.opt_int(3)?,
            usual_at: row.at(4)?,
            due_at: row.opt_at(5)?,
            silent_since: row.opt_at(6)?,
        })
    }
}

/// A test of a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// Identifier.
    pub id: Id,
    /// Of which channel.
    pub channel: Id,
    /// How it is tried.
    pub way: ChannelTestWay,
    /// How it stands.
    pub standing: ChannelTestStanding,
    /// What a message of ours is recognised by.
    pub mark: String,
    /// Who tried.
    pub by: Id,
    /// When.
    pub begun_at: UtcMs,
    /// When it was known.
    pub done_at: Option<UtcMs>,
    /// Milliseconds it took.
    pub took_ms: Option<i64>,
    /// Where it failed.
    pub step: Option<ChannelTestStep>,
    /// What the other side or the rule said.
    pub fault: Option<String>,
}

impl Test {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            channel: row.id(1)?,
            way: row.str(2)?.parse().map_err(corrupt)?,
            standing: row.str(3)?.parse().map_err(corrupt)?,
            mark: row.text(4)?,
            by: row.id(5)?,
            begun_at: row.at(6)?,
            done_at: row.opt_at(7)?,
            took_ms: row.opt_int(8)?,
            step: row.opt_text(9)?.map(|s| s.parse().map_err(corrupt)).transpose()?,
            fault: row.opt_text(10)?,
        })
    }
}

/// Notes an arrival; true when it is the first of its slot.
///
/// # Errors
/// `Fault`.
pub fn arrived(tx: &mut Tx, channel: Id, slot: i64, at: UtcMs) -> Result<bool, Fault> {
    Ok(tx.execute(&sql::arrived, &[channel.into(), slot.into(), at.into()])? > 0)
}

/// Arrivals since a slot, oldest first, at most 5,000.
///
/// # Errors
/// `Fault`.
pub fn arrivals(conn: &mut Conn, channel: Id, since_slot: i64) -> Result<Vec<UtcMs>, Fault> {
    conn.query(&sql::arrivals, &[channel.into(), since_slot.into()])?.iter().map(|row| row.at(0)).collect()
}

/// Forgets arrivals before a slot.
///
/// # Errors
/// `Fault`.
pub fn forget(tx: &mut Tx, channel: Id, before_slot: i64) -> Result<(), Fault> {
    tx.execute(&sql::forget, &[channel.into(), before_slot.into()]).map(|_| ())
}

/// When cases came into a unit by a channel since an instant, oldest first, at most 20,000: what a channel heard before
/// anybody listened.
///
/// # Errors
/// `Fault`.
pub fn received(conn: &mut Conn, unit: Id, channel: Channel, since: UtcMs) -> Result<Vec<UtcMs>, Fault> {
    conn.query(&sql::received, &[unit.into(), channel.code().into(), since.into()])?
        .iter()
        .map(|row| row.at(0))
        .collect()
}

/// How a channel does; none: nobody listened yet.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, channel: Id) -> Result<Option<Health>, Fault> {
    conn.query_one_opt(&sql::load, &[channel.into()])?.as_ref().map(Health::from_row).transpose()
}

/// The channels that are silent beyond their usual, longest first, at most 200.
///
/// # Errors
/// `Fault`.
pub fn silent(conn: &mut Conn) -> Result<Vec<Health>, Fault> {
    conn.query(&sql::silent, &[])?.iter().map(Health::from_row).collect()
}

/// Keeps the times of a row; no decision, working state.
///
/// # Errors
/// `Fault`.
pub fn keep(tx: &mut Tx, health: &Health) -> Result<(), Fault> {
    let values = [
        health.channel.into(),
        health.version.into(),
        health.last_at.into(),
        health.usual_ms.into(),
        health.usual_at.into(),
        health.due_at.into(),
        health.silent_since.into(),
    ];
    tx.execute(&sql::keep, &values).map(|_| ())
}

/// Keeps what was decided of a channel's silence.
///
/// # Errors
/// `Fault`.
pub fn save(tx: &mut Tx, proof: &Appended, health: &mut Health) -> Result<(), Fault> {
    health.version = proof.version();
    keep(tx, health)
}

/// Keeps a test.
///
/// # Errors
/// `Fault`.
pub fn begin_test(tx: &mut Tx, test: &Test) -> Result<(), Fault> {
    let values = [
        test.id.into(),
        test.channel.into(),
        test.way.code().into(),
        test.standing.code().into(),
        test.mark.as_str().into(),
        test.by.into(),
        test.begun_at.into(),
        test.done_at.into(),
        test.took_ms.into(),
        test.step.map(|s| s.code().to_owned()).into(),
        test.fault.clone().into(),
    ];
    tx.execute(&sql::begin_test, &values).map(|_| ())
}

/// Keeps how a test that ran went; false when it was known before.
///
/// # Errors
/// `Fault`.
pub fn end_test(tx: &mut Tx, id: Id, took_ms: i64, failed: Option<(ChannelTestStep, &str)>) -> Result<bool, Fault> {
    let standing = if failed.is_some() { ChannelTestStanding::Failed } else { ChannelTestStanding::Passed };
    let fault: Option<String> = failed.map(|(_, fault)| fault.chars().filter(|c| *c != '\0').take(FAULT).collect());
    let values = [
        id.into(),
        standing.code().into(),
        tx.now().into(),
        took_ms.into(),
        failed.map(|(step, _)| step.code().to_owned()).into(),
        fault.into(),
    ];
    Ok(tx.execute(&sql::end_test, &values)? > 0)
}

/// The newest tests of a channel, at most 50.
///
/// # Errors
/// `Fault`.
pub fn tests(conn: &mut Conn, channel: Id) -> Result<Vec<Test>, Fault> {
    conn.query(&sql::tests, &[channel.into()])?.iter().map(Test::from_row).collect()
}

/// The newest test of a channel.
///
/// # Errors
/// `Fault`.
pub fn last_test(conn: &mut Conn, channel: Id) -> Result<Option<Test>, Fault> {
    conn.query_one_opt(&sql::last_test, &[channel.into()])?.as_ref().map(Test::from_row).transpose()
}

/// One test.
///
/// # Errors
/// `Fault`.
pub fn test(conn: &mut Conn, id: Id) -> Result<Option<Test>, Fault> {
    conn.query_one_opt(&sql::test, &[id.into()])?.as_ref().map(Test::from_row).transpose()
}

/// The test a message of ours belongs to.
///
/// # Errors
/// `Fault`.
pub fn test_by_mark(conn: &mut Conn, mark: &str) -> Result<Option<Test>, Fault> {
    conn.query_one_opt(&sql::test_by_mark, &[mark.into()])?.as_ref().map(Test::from_row).transpose()
}

/// Forgets old tests of a channel.
///
/// # Errors
/// `Fault`.
pub fn prune_tests(tx: &mut Tx, channel: Id, before: UtcMs) -> Result<(), Fault> {
    tx.execute(&sql::prune_tests, &[channel.into(), before.into()]).map(|_| ())
}
