//! How much of a case somebody has read. Working state of one person and no business fact: no journal, nobody else sees
//! it. What counts as news is [`Case::news`](bihuan_domain::case::Case): what people and customers do, not the system.

use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::case::Case;
use bihuan_domain::case::event::CaseEvent;
use bihuan_domain::case::evolve::{Decided, evolve};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::{self, Stream};
use bihuan_store::nouns::case as row;
use bihuan_store::{Conn, Fault, Tx};

use super::find::permit_read;
use super::write::STREAM;
use crate::app::App;
use crate::failure::Failure;
use crate::verified::who;

/// How far somebody has read a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadMark {
    /// The case.
    pub case: Id,
    /// Something happened since.
    pub unread: bool,
    /// The last version by which nothing more had happened; none: never read, or marked as unread.
    pub version: Option<i64>,
}

/// Whoever takes a case in has read it.
pub(super) fn taken_in(tx: &mut Tx, who: Who, case: &Case) -> Result<(), Fault> {
    let Who::User(user) = who else { return Ok(()) };
    put(tx, user, case.id, i64::from(case.news))
}

/// Whoever had read everything stays so by what they do themselves.
pub(super) fn own_act(tx: &mut Tx, actor: &Actor, before: u32, case: &Case) -> Result<(), Fault> {
    let Who::User(user) = actor.who else { return Ok(()) };
    if before == case.news {
        return Ok(());
    }
    let now = tx.now();
    let values = [user.into(), case.id.into(), before.into(), case.news.into(), now.into()];
    tx.execute(&row::sql::keep_mark, &values).map(|_| ())
}

fn put(tx: &mut Tx, user: Id, case: Id, seen: i64) -> Result<(), Fault> {
    let now = tx.now();
    tx.execute(&row::sql::mark, &[user.into(), case.into(), seen.into(), now.into()]).map(|_| ())
}

/// How much had happened in a case by each of its versions.
fn news(conn: &mut Conn, id: Id) -> Result<Vec<(i64, i64)>, Fault> {
    let (mut case, mut out) = (None, Vec::new());
    for entry in journal::read(conn, &Stream::new(STREAM, id))? {
        let when = Decided { case: id, at: UtcMs::new(entry.at_ms), by: who(&entry) };
        let events: Vec<CaseEvent> =
            serde_json::from_str(&entry.body).map_err(|e| Fault::Corrupt(format!("case events: {e}")))?;
        case = events.iter().fold(case, |case, event| evolve(case, event, &when));
        out.push((entry.version, case.as_ref().map_or(0, |c| i64::from(c.news))));
    }
    Ok(out)
}

/// How much had happened in a case by a version.
fn news_by(conn: &mut Conn, id: Id, version: i64) -> Result<i64, Fault> {
    Ok(news(conn, id)?.into_iter().rev().find(|(v, _)| *v <= version).map_or(0, |(_, news)| news))
}

/// The last version by which no more than this had happened.
fn version_of(conn: &mut Conn, id: Id, seen: i64) -> Result<Option<i64>, Fault> {
    Ok(news(conn, id)?.into_iter().rev().find(|(_, news)| *news <= seen).map(|(version, _)| version))
}

impl App {
    /// How far the actor has read a case.
    ///
    /// # Errors
    /// `NotFound`; `Input` when nobody in particular asks; faults.
    pub async fn how_far_read(&self, actor: &Actor, name: &str) -> Result<ReadMark, Failure> {
        let id = self.case_id(actor, name).await?;
        let (world, actor) = (self.world(), actor.clone());
        let user = actor.user().ok_or_else(|| Failure::input("case", "not_a_person", ""))?;
        self.db()
            .read(move |c| {
                let stored = row::load(c, id)?.ok_or(Failure::NotFound { what: "case" })?;
                permit_read(&world, &actor, &stored.case)?;
                let mark = c.query_one_opt(&row::sql::marked, &[user.into(), id.into()])?;
                let seen = mark.map(|r| r.int(1)).transpose()?.unwrap_or(0);
                let unread = seen < i64::from(stored.case.news);
                let version = match (unread, seen) {
                    (false, _) => Some(stored.version),
                    (true, 0) => None,
                    (true, seen) => version_of(c, id, seen)?,
                };
                Ok(ReadMark { case: id, unread, version })
            })
            .await
    }

    /// Marks a case as read by the actor, up to a version or to where it stands; version 0 makes it unread again.
    ///
    /// # Errors
    /// `NotFound`; `Input` on a version that is not there yet, or when nobody in particular asks; faults.
    pub async fn mark_read(&self, actor: &Actor, name: &str, version: Option<i64>) -> Result<ReadMark, Failure> {
        let id = self.case_id(actor, name).await?;
        let (world, actor) = (self.world(), actor.clone());
        let user = actor.user().ok_or_else(|| Failure::input("case", "not_a_person", ""))?;
        self.db()
            .write("case.read", move |tx| {
                let stored = row::load(tx, id)?.ok_or(Failure::NotFound { what: "case" })?;
                permit_read(&world, &actor, &stored.case)?;
                let news = i64::from(stored.case.news);
                let seen = match version {
                    Some(v) if v > stored.version => {
                        return Err(Failure::input("version", "not_there_yet", stored.version.to_string()));
                    }
                    Some(v) if v < stored.version => news_by(tx, id, v)?,
                    _ => news,
                };
                put(tx, user, id, seen)?;
                let version = match version {
                    Some(0) => None,
                    Some(version) => Some(version),
                    None => Some(stored.version),
                };
                Ok(ReadMark { case: id, unread: seen < news, version })
            })
            .await
    }
}
