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

/// How much had happened in a case by a version.
fn news_by(conn: &mut Conn, id: Id, version: i64) -> Result<i64, Fault> {
    let mut case = None;
    for entry in journal::read(conn, &Stream::new(STREAM, id))?.iter().filter(|e| e.version <= version) {
        let when = Decided { case: id, at: UtcMs::new(entry.at_ms), by: who(entry) };
        let events: Vec<CaseEvent> =
            serde_json::from_str(&entry.body).map_err(|e| Fault::Corrupt(format!("case events: {e}")))?;
        case = events.iter().fold(case, |case, event| evolve(case, event, &when));
    }
    Ok(case.map_or(0, |c| i64::from(c.news)))
}

impl App {
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
                Ok(ReadMark { case: id, unread: seen < news })
            })
            .await
    }
}
