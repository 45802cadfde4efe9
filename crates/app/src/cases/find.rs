//! Finding cases. Finding is authorising: every finder takes the actor and looks only where a grant of theirs reaches;
//! a case outside is "no such case", never "forbidden". Pages are by key, so the millionth row costs what the first does.
//!
//! How a page is found along the indexes is told in `walk`.

use std::collections::BTreeSet;

use bihuan_domain::actor::{Actor, Permission};
use bihuan_domain::case::Case;
use bihuan_domain::case::event::Party;
use bihuan_domain::ids::{CaseNumber, Id};
use bihuan_domain::time::UtcMs;
use bihuan_store::nouns::case as row;
use bihuan_store::{Conn, Fault, search};

pub use super::filter::{Filter, Sort, Whom};
pub use super::line::{Line, Preview};
use super::line::{cases_of_texts, furnish, states};
use super::walk::{counted, page, paths};
use crate::app::App;
use crate::failure::Failure;
use crate::world::World;

/// The longest page.
pub const MOST_ROWS: u32 = 200;
/// Pages that are looked at closer: 2,000 cases.
const SIFTED_PAGES: usize = 10;
/// Cases that hold the words asked for at most, the latest first.
const WORDED: usize = 1_000;
/// How often texts are looked for.
const WORDED_PAGES: usize = 20;

/// The place after which the next page begins: the sort value and id of the last row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// Sort value.
    pub key: i64,
    /// Case.
    pub id: Id,
}

/// A page of a list.
#[derive(Debug, Clone)]
pub struct Page {
    /// The rows.
    pub lines: Vec<Line>,
    /// Where the next page begins, if there is one.
    pub next: Option<After>,
}

/// Refuses a case the actor may not see, as if it were not there.
///
/// # Errors
/// `NotFound`.
pub fn permit_read(world: &World, actor: &Actor, case: &Case) -> Result<(), Failure> {
    let lineage = world.lineage(case.unit);
    let place = bihuan_domain::actor::Place {
        owner: case.owner.user(),
        handler: case.handler,
        unit: case.unit,
        lineage: &lineage,
    };
    let offered = case.transfer.as_ref().is_some_and(|t| match t.to {
        Party::User(user) => actor.user() == Some(user),
        Party::Unit(unit) => actor.unit == Some(unit),
    });
    // A station may read what it is charged with, wherever the case has gone since.
    let charged = case.course.adjudication.as_ref().is_some_and(|a| {
        let above = world.lineage(a.station);
        let station = bihuan_domain::actor::Place { owner: None, handler: None, unit: a.station, lineage: &above };
        actor.may(Permission::CaseRead, &station)
    });
    let may =
        charged || actor.may(Permission::CaseRead, &place) || (offered && actor.may_somewhere(Permission::CaseRead));
    if may { Ok(()) } else { Err(Failure::NotFound { what: "case" }) }
}

/// The cases that hold every word, latest words first, some at a time and [`WORDED`] at most; a case number finds its case.
pub(crate) struct Worded<'a> {
    asked: &'a str,
    at_once: u32,
    seen: BTreeSet<Id>,
    before: Option<Id>,
    pages: usize,
    over: bool,
}

impl<'a> Worded<'a> {
    pub(crate) const fn of(asked: &'a str) -> Self {
        Self { asked, at_once: MOST_ROWS, seen: BTreeSet::new(), before: None, pages: 0, over: false }
    }

    /// The next of them; none when there are no more.
    pub(crate) fn next(&mut self, conn: &mut Conn) -> Result<Option<Vec<Id>>, Fault> {
        if self.over {
            return Ok(None);
        }
        if let Ok(number) = self.asked.trim().trim_start_matches('#').parse::<CaseNumber>() {
            self.over = true;
            return Ok(Some(row::id_by_number(conn, &number)?.into_iter().collect()));
        }
        let found = search::find(conn, "case", self.asked, self.at_once, self.before)?;
        let owners = cases_of_texts(conn, &found.iter().copied().collect())?;
        let cases = found.iter().filter_map(|text| owners.get(text).copied());
        let mut new: Vec<Id> = cases.filter(|case| self.seen.insert(*case)).collect();
        self.before = found.last().copied();
        self.pages += 1;
        new.truncate((WORDED + new.len()).saturating_sub(self.seen.len()));
        // Bounded: several texts of a case may hold the word.
        self.over = found.len() < self.at_once as usize || self.seen.len() >= WORDED || self.pages >= WORDED_PAGES;
        Ok(Some(new))
    }

    /// All of them.
    pub(crate) fn all(mut self, conn: &mut Conn) -> Result<Vec<Id>, Fault> {
        let mut out = Vec::new();
        while let Some(some) = self.next(conn)? {
            out.extend(some);
        }
        Ok(out)
    }

    /// Rows of the first of them that the actor may see, furnished; no more is looked for than that takes.
    pub(crate) fn visible(
        mut self,
        conn: &mut Conn,
        world: &World,
        actor: &Actor,
        limit: usize,
    ) -> Result<Vec<Line>, Fault> {
        // A case has more than one text, and not all cases are for this actor.
        self.at_once = (2 * limit as u32).clamp(20, MOST_ROWS);
        let mut out = Vec::new();
        while out.len() < limit
            && let Some(some) = self.next(conn)?
        {
            out.extend(visible(conn, world, actor, &some, limit - out.len())?);
        }
        Ok(out)
    }
}

/// Rows of these cases in this order, furnished.
fn lines(conn: &mut Conn, actor: &Actor, keys: &[After]) -> Result<Vec<Line>, Fault> {
    let mut found: std::collections::HashMap<Id, (Case, i64)> =
        states(conn, &keys.iter().map(|k| k.id).collect())?.into_iter().map(|(c, v)| (c.id, (c, v))).collect();
    let take = |k: &After| found.remove(&k.id).map(|(case, version)| Line::bare(case, version));
    let mut lines: Vec<Line> = keys.iter().filter_map(take).collect();
    furnish(conn, actor, &mut lines)?;
    Ok(lines)
}

/// Rows of those of the cases that the actor may see, in the order given, furnished.
pub(crate) fn visible(
    conn: &mut Conn,
    world: &World,
    actor: &Actor,
    ids: &[Id],
    limit: usize,
) -> Result<Vec<Line>, Fault> {
    let mut out: Vec<Line> = Vec::new();
    for some in ids.chunks(limit.clamp(20, MOST_ROWS as usize)) {
        let mut found: std::collections::HashMap<Id, (Case, i64)> =
            states(conn, &some.iter().copied().collect())?.into_iter().map(|(c, v)| (c.id, (c, v))).collect();
        for id in some {
            let Some((case, version)) = found.remove(id) else { continue };
            if out.len() < limit && permit_read(world, actor, &case).is_ok() {
                out.push(Line::bare(case, version));
            }
        }
        if out.len() >= limit {
            break;
        }
    }
    furnish(conn, actor, &mut out)?;
    Ok(out)
}

/// How many, up to a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Cases that fit, not more than was asked for.
    pub count: u32,
    /// There are more, or there may be: not all rows were looked at.
    pub more: bool,
}

/// What a closer look at open cases found.
#[derive(Debug, Clone)]
pub struct Sifted {
    /// Cases that fit.
    pub count: u32,
    /// There may be more: not all were looked at.
    pub more: bool,
    /// The first of them.
    pub lines: Vec<Line>,
}

/// Looks closer at the open cases an actor may see, those of a filter, a bounded number in the order of the queue: for
/// questions that no index answers.
pub(crate) fn sift(
    conn: &mut Conn,
    world: &World,
    actor: &Actor,
    filter: &Filter,
    now: UtcMs,
    show: usize,
    mut fits: impl FnMut(&mut Conn, &Case) -> Result<bool, Fault>,
) -> Result<Sifted, Fault> {
    let paths = paths(world, actor, filter, Sort::Queue, now, None);
    let (mut after, mut count, mut first) = (None, 0, Vec::new());
    for _ in 0..SIFTED_PAGES {
        let (keys, next) = page(conn, &paths, Sort::Queue, after, MOST_ROWS as usize)?;
        let found: std::collections::HashMap<Id, Case> =
            states(conn, &keys.iter().map(|k| k.id).collect())?.into_iter().map(|(c, _)| (c.id, c)).collect();
        for key in keys {
            let Some(case) = found.get(&key.id) else { continue };
            if fits(conn, case)? {
                count += 1;
                if first.len() < show {
                    first.push(key);
                }
            }
        }
        after = next;
        if after.is_none() {
            break;
        }
    }
    Ok(Sifted { count, more: after.is_some(), lines: lines(conn, actor, &first)? })
}

impl App {
    /// A page of the cases an actor may see.
    ///
    /// # Errors
    /// Faults.
    pub async fn find(
        &self,
        actor: &Actor,
        filter: Filter,
        sort: Sort,
        after: Option<After>,
        limit: u32,
    ) -> Result<Page, Failure> {
        let (world, actor, now) = (self.world(), actor.clone(), self.db().now());
        let limit = limit.clamp(1, MOST_ROWS) as usize;
        self.db()
            .read(move |c| {
                let words = filter.q.as_deref().map(|q| Worded::of(q).all(c)).transpose()?;
                let paths = paths(&world, &actor, &filter, sort, now, words.as_deref());
                let (keys, next) = page(c, &paths, sort, after, limit)?;
                Ok::<_, Failure>(Page { lines: lines(c, &actor, &keys)?, next })
            })
            .await
    }

    /// How many cases fit, counted up to a bound: what a view shows beside its name.
    ///
    /// # Errors
    /// Faults.
    pub async fn count(&self, actor: &Actor, filter: Filter, up_to: u32) -> Result<Counted, Failure> {
        let (world, actor, now) = (self.world(), actor.clone(), self.db().now());
        self.db().read(move |c| Ok::<_, Failure>(counted(c, &world, &actor, &filter, now, up_to)?)).await
    }

    /// Cases that hold every word asked for, newest words first; a case number finds its case.
    ///
    /// # Errors
    /// Faults.
    pub async fn search(&self, actor: &Actor, asked: &str, limit: u32) -> Result<Vec<Line>, Failure> {
        let (world, actor, asked) = (self.world(), actor.clone(), asked.to_owned());
        let limit = limit.clamp(1, MOST_ROWS) as usize;
        self.db().read(move |c| Ok::<_, Failure>(Worded::of(&asked).visible(c, &world, &actor, limit)?)).await
    }
}
