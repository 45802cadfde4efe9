//! Live chat: visits as rows, who is there for them, and what is shown live. A visit's row is saved against the journal's
//! proof; typing, reading and presence are working state of a moment.

use std::collections::BTreeSet;

use bihuan_domain::chat::{Asked, Chat, Present};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use super::unit::corrupt;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::{Row, Value};

queries! { pub mod sql = "chat.sql"; insert, save, load, of_case, waiting, serving, waiting_places, latest_times, visits, alike, first_case,
begin_live, live, live_since, visitor_typing, visitor_read, agent_read, away, back, agent, put_agent, took, present }

/// Waiting visits looked at, at most.
pub const MOST_WAITING: u32 = 5_000;

/// A visit as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatRow {
    /// Identifier.
    pub id: Id,
    /// Version of its stream.
    pub version: i64,
    /// Whose.
    pub customer: Id,
    /// Skills wished for.
    pub wanted: BTreeSet<String>,
    /// Agents who let it pass in this round, the latest last.
    pub lapsed: Vec<Id>,
    /// When the latest did, while nobody else was asked.
    pub lapsed_at: Option<UtcMs>,
    /// The visit.
    pub chat: Chat,
}

/// What is live of a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatLive {
    /// The visit.
    pub chat: Id,
    /// Its case.
    pub case: Id,
    /// Since when it is so.
    pub changed_at: UtcMs,
    /// The visitor types until then.
    pub typing_until: UtcMs,
    /// The version of the case the visitor has seen.
    pub visitor_read: i64,
    /// The version of the case the agent has seen.
    pub agent_read: i64,
    /// The visitor's page is gone since then.
    pub away_since: Option<UtcMs>,
}

/// Somebody who may be there for chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatAgent {
    /// Who.
    pub user: Id,
    /// Their team.
    pub unit: Id,
    /// They take visits.
    pub available: bool,
    /// Visits at once.
    pub capacity: u32,
    /// What they can.
    pub skills: BTreeSet<String>,
    /// Until when, unless renewed.
    pub until: UtcMs,
    /// When they last took one.
    pub last_taken_at: UtcMs,
}

fn words(text: &str) -> BTreeSet<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn joined<'a, T: ToString + 'a>(all: impl IntoIterator<Item = &'a T>) -> String {
    all.into_iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn u32_of(row: &Row, i: usize) -> Result<u32, Fault> {
    u32::try_from(row.int(i)?).map_err(corrupt)
}

impl ChatRow {
    fn from_row(r: &Row) -> Result<Self, Fault> {
        let code = |i: usize| r.opt_text(i);
        let asked = match (code(14)?, r.opt_at(15)?) {
            (Some(why), Some(at)) => Some(Asked { why: why.parse().map_err(corrupt)?, at }),
            _ => None,
        };
        let ended = match (r.opt_at(16)?, code(17)?) {
            (Some(at), Some(how)) => Some((at, how.parse().map_err(corrupt)?)),
            _ => None,
        };
        Ok(Self {
            id: r.id(0)?,
            version: r.int(1)?,
            customer: r.id(4)?,
            wanted: words(r.str(10)?),
            lapsed: r.str(11)?.split_whitespace().map(str::parse).collect::<Result<_, _>>().map_err(corrupt)?,
            lapsed_at: r.opt_at(19)?,
            chat: Chat {
                case: r.id(2)?,
                unit: r.id(3)?,
                state: r.str(5)?.parse().map_err(corrupt)?,
                agent: r.opt_id(6)?,
                offered: r.opt_id(7)?.zip(r.opt_at(8)?),
                handed_off: r.bool(9)?,
                began_at: r.at(12)?,
                served_at: r.opt_at(13)?,
                asked,
                ended,
                stars: r.opt_int(18)?.and_then(|n| u8::try_from(n).ok()),
            },
        })
    }
}

impl ChatLive {
    fn from_row(r: &Row) -> Result<Self, Fault> {
        Ok(Self {
            chat: r.id(0)?,
            case: r.id(1)?,
            changed_at: r.at(2)?,
            typing_until: r.at(3)?,
            visitor_read: r.int(4)?,
            agent_read: r.int(5)?,
            away_since: r.opt_at(6)?,
        })
    }
}

impl ChatAgent {
    fn from_row(r: &Row) -> Result<Self, Fault> {
        Ok(Self {
            user: r.id(0)?,
            unit: r.id(1)?,
            available: r.bool(2)?,
            capacity: u32_of(r, 3)?,
            skills: words(r.str(4)?),
            until: r.at(5)?,
            last_taken_at: r.at(6)?,
        })
    }
}

/// A visit that begins, with what is live of it.
///
/// # Errors
/// `Fault`.
pub fn insert(tx: &mut Tx, proof: &Appended, row: &ChatRow) -> Result<(), Fault> {
    let chat = &row.chat;
    let values: [Value; 19] = [
        row.id.into(),
        proof.version().into(),
        chat.case.into(),
        chat.unit.into(),
        row.customer.into(),
        chat.state.code().into(),
        chat.agent.into(),
        chat.offered.map(|(agent, _)| agent).into(),
        chat.offered.map(|(_, until)| until).into(),
        chat.handed_off.into(),
        joined(&row.wanted).into(),
        joined(&row.lapsed).into(),
        chat.began_at.into(),
        chat.served_at.into(),
        chat.asked.map(|a| a.why.code()).into(),
        chat.asked.map(|a| a.at).into(),
        chat.ended.map(|(at, _)| at).into(),
        chat.ended.map(|(_, how)| how.code()).into(),
        chat.stars.into(),
    ];
    tx.execute(&sql::insert, &values)?;
    let now = tx.now();
    tx.execute(&sql::begin_live, &[row.id.into(), chat.case.into(), now.into()]).map(|_| ())
}

/// Saves what changed of it.
///
/// # Errors
/// `Fault`.
pub fn save(tx: &mut Tx, proof: &Appended, row: &ChatRow) -> Result<(), Fault> {
    let chat = &row.chat;
    let values: [Value; 15] = [
        row.id.into(),
        proof.version().into(),
        chat.state.code().into(),
        chat.agent.into(),
        chat.offered.map(|(agent, _)| agent).into(),
        chat.offered.map(|(_, until)| until).into(),
        chat.handed_off.into(),
        joined(&row.lapsed).into(),
        chat.served_at.into(),
        chat.asked.map(|a| a.why.code()).into(),
        chat.asked.map(|a| a.at).into(),
        chat.ended.map(|(at, _)| at).into(),
        chat.ended.map(|(_, how)| how.code()).into(),
        chat.stars.into(),
        row.lapsed_at.into(),
    ];
    tx.execute(&sql::save, &values).map(|_| ())
}

/// One, whoever asks.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<ChatRow>, Fault> {
    conn.query_one_opt(&sql::load, &[id.into()])?.map(|r| ChatRow::from_row(&r)).transpose()
}

/// The latest visit of a case.
///
/// # Errors
/// `Fault`.
pub fn of_case(conn: &mut Conn, case: Id) -> Result<Option<ChatRow>, Fault> {
    conn.query_one_opt(&sql::of_case, &[case.into()])?.map(|r| ChatRow::from_row(&r)).transpose()
}

/// Those that wait, in their order.
///
/// # Errors
/// `Fault`.
pub fn waiting(conn: &mut Conn, limit: u32) -> Result<Vec<ChatRow>, Fault> {
    conn.query(&sql::waiting, &[limit.into()])?.iter().map(ChatRow::from_row).collect()
}

/// Those that somebody serves.
///
/// # Errors
/// `Fault`.
pub fn serving(conn: &mut Conn, agent: Id, limit: u32) -> Result<Vec<ChatRow>, Fault> {
    conn.query(&sql::serving, &[agent.into(), limit.into()])?.iter().map(ChatRow::from_row).collect()
}

/// Where each waits, since when, and whether a machine handed it off: visit, unit, arrival, handed off.
///
/// # Errors
/// `Fault`.
pub fn waiting_places(conn: &mut Conn) -> Result<Vec<(Id, Id, UtcMs, bool)>, Fault> {
    let rows = conn.query(&sql::waiting_places, &[MOST_WAITING.into()])?;
    rows.iter().map(|r| Ok((r.id(0)?, r.id(1)?, r.at(2)?, r.bool(3)?))).collect()
}

/// How long the latest visits of a unit were served that ended after an instant, newest first.
///
/// # Errors
/// `Fault`.
pub fn latest_times(conn: &mut Conn, unit: Id, since: UtcMs) -> Result<Vec<i64>, Fault> {
    conn.query(&sql::latest_times, &[unit.into(), since.into()])?.iter().map(|r| r.int(0)).collect()
}

/// How often a customer came after an instant.
///
/// # Errors
/// `Fault`.
pub fn visits(conn: &mut Conn, customer: Id, since: UtcMs) -> Result<u32, Fault> {
    let row = conn.query_one(&sql::visits, &[customer.into(), since.into()])?;
    u32_of(&row, 0)
}

/// How many other cases of a category came since an instant, counted up to a bound; none while the record does not reach
/// back so far.
///
/// # Errors
/// `Fault`.
pub fn alike(conn: &mut Conn, category: &str, since: UtcMs, but: Id, bound: u32) -> Result<Option<u32>, Fault> {
    let first = conn.query_one_opt(&sql::first_case, &[])?.map(|row| row.at(0)).transpose()?;
    if first.is_none_or(|first| first > since) {
        return Ok(None);
    }
    let row = conn.query_one(&sql::alike, &[category.into(), since.into(), but.into(), i64::from(bound).into()])?;
    u32_of(&row, 0).map(Some)
}

/// What is live of a visit.
///
/// # Errors
/// `Fault`.
pub fn live(conn: &mut Conn, chat: Id) -> Result<Option<ChatLive>, Fault> {
    conn.query_one_opt(&sql::live, &[chat.into()])?.map(|r| ChatLive::from_row(&r)).transpose()
}

/// What changed live after an instant, at most 2,000 rows.
///
/// # Errors
/// `Fault`.
pub fn live_since(conn: &mut Conn, since: UtcMs) -> Result<Vec<ChatLive>, Fault> {
    conn.query(&sql::live_since, &[since.into()])?.iter().map(ChatLive::from_row).collect()
}

/// The visitor types until an instant.
///
/// # Errors
/// `Fault`.
pub fn visitor_typing(tx: &mut Tx, chat: Id, until: UtcMs) -> Result<(), Fault> {
    let now = tx.now();
    tx.execute(&sql::visitor_typing, &[chat.into(), now.into(), until.into()]).map(|_| ())
}

/// The visitor, or the agent, has seen the case up to a version; whether that is news.
///
/// # Errors
/// `Fault`.
pub fn has_read(tx: &mut Tx, chat: Id, by_agent: bool, version: i64) -> Result<bool, Fault> {
    let query = if by_agent { &sql::agent_read } else { &sql::visitor_read };
    let now = tx.now();
    Ok(tx.execute(query, &[chat.into(), now.into(), version.into()])? == 1)
}

/// The visitor's page is there, or gone; whether that is news.
///
/// # Errors
/// `Fault`.
pub fn is_here(tx: &mut Tx, chat: Id, here: bool) -> Result<bool, Fault> {
    let query = if here { &sql::back } else { &sql::away };
    let now = tx.now();
    Ok(tx.execute(query, &[chat.into(), now.into()])? == 1)
}

/// Somebody's own switch.
///
/// # Errors
/// `Fault`.
pub fn agent(conn: &mut Conn, user: Id) -> Result<Option<ChatAgent>, Fault> {
    conn.query_one_opt(&sql::agent, &[user.into()])?.map(|r| ChatAgent::from_row(&r)).transpose()
}

/// Keeps it; when they last took one stays.
///
/// # Errors
/// `Fault`.
pub fn put_agent(tx: &mut Tx, agent: &ChatAgent) -> Result<(), Fault> {
    let values = [
        agent.user.into(),
        agent.unit.into(),
        agent.available.into(),
        agent.capacity.into(),
        joined(&agent.skills).into(),
        agent.until.into(),
    ];
    tx.execute(&sql::put_agent, &values).map(|_| ())
}

/// Somebody took a visit now.
///
/// # Errors
/// `Fault`.
pub fn took(tx: &mut Tx, agent: Id) -> Result<(), Fault> {
    let now = tx.now();
    tx.execute(&sql::took, &[agent.into(), now.into()]).map(|_| ())
}

/// Who is there now, with what they serve or are asked to take.
///
/// # Errors
/// `Fault`.
pub fn present(conn: &mut Conn, now: UtcMs) -> Result<Vec<Present>, Fault> {
    let rows = conn.query(&sql::present, &[now.into()])?;
    rows.iter()
        .map(|r| {
            let ChatAgent { user, unit, capacity, skills, last_taken_at, .. } = ChatAgent::from_row(r)?;
            Ok(Present { agent: user, unit, skills, capacity, serving: u32_of(r, 7)?, last_taken_at })
        })
        .collect()
}
