//! The agents' side: who is there, what waits, taking a visit, asking whether it may end, ending it. Taking one is naming
//! oneself its handler by the ordinary command, in the same transaction.

use std::collections::{BTreeMap, BTreeSet};

use bihuan_domain::actor::{Actor, Permission, Place};
use bihuan_domain::case::{Case, CaseCommand};
use bihuan_domain::chat::{ChatState, ClosingQuestion, HandoffReason, expected_wait_ms, in_order};
use bihuan_domain::ids::{CaseNumber, Id};
use bihuan_domain::time::UtcMs;
use bihuan_store::nouns::chat::{self as rows, ChatAgent, ChatLive, ChatRow};
use bihuan_store::nouns::text;
use bihuan_store::{Conn, Tx};

use super::Chats;
use super::decide::Visit;
use super::handing_off::handed_off_for;
use crate::cases::drafts::{person, readable};
use crate::cases::write::Work;
use crate::failure::Failure;
use crate::world::World;

/// How long somebody is there without renewing it: the console renews every minute, and two may be lost.
const THERE_MS: i64 = 180_000;
/// Service times looked at: those of the last week.
pub(super) const TIMES_SINCE_MS: i64 = 7 * 24 * 3_600_000;
/// Skills of one agent at most, and characters of one.
const MOST_SKILLS: usize = 20;
const SKILL_CHARS: usize = 30;
/// Visits of each sort shown at most: each is asked of the actor's rights.
const MOST_SHOWN: u32 = 50;
const NO_CHAT: Failure = Failure::NotFound { what: "chat" };

/// What changes of one's own switch; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgentPatch {
    /// Takes visits.
    pub available: Option<bool>,
    /// Visits at once.
    pub capacity: Option<u32>,
    /// Languages and whatever else the organisation names.
    pub skills: Option<Vec<String>>,
}

/// A visit as an agent sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attended {
    /// The visit.
    pub row: ChatRow,
    /// Number of its case.
    pub number: CaseNumber,
    /// The words it began with, shortened.
    pub subject: Option<String>,
    /// Its place among those that wait in the same unit.
    pub position: Option<u32>,
    /// How long that will take; none: unknown.
    pub expected_wait_ms: Option<i64>,
    /// What is live of it.
    pub live: Option<ChatLive>,
    /// Until when the visitor has time to answer whether it may end.
    pub answer_until: Option<UtcMs>,
    /// Why a machine handed it off; empty: none did.
    pub handed_off_for: Vec<HandoffReason>,
}

impl Chats {
    /// One's own switch.
    ///
    /// # Errors
    /// `NotFound` for whoever is no person; faults.
    pub async fn own_switch(&self, actor: &Actor) -> Result<ChatAgent, Failure> {
        let (user, unit, most) = (person(actor)?, actor.unit, self.app.world().chat.most_at_once);
        let kept = self.app.db().read(move |c| rows::agent(c, user)).await?;
        let unit = unit.or(kept.as_ref().map(|k| k.unit)).unwrap_or(Id::from_i64(0));
        let off = ChatAgent {
            user,
            unit,
            available: false,
            capacity: most.min(3),
            skills: BTreeSet::new(),
            until: UtcMs::new(0),
            last_taken_at: UtcMs::new(0),
        };
        let now = self.app.db().now();
        let kept = kept.unwrap_or(off);
        Ok(ChatAgent { available: kept.available && kept.until > now, ..kept })
    }

    /// Switches oneself on or off, or renews that one is there.
    ///
    /// # Errors
    /// `NotPermitted` for whoever may not answer in their unit; `Input`; faults.
    pub async fn switch(&self, actor: &Actor, patch: AgentPatch) -> Result<ChatAgent, Failure> {
        let mut kept = self.own_switch(actor).await?;
        let (world, most) = (self.app.world(), self.app.world().chat.most_at_once);
        let unit = actor.unit.ok_or(Failure::NotPermitted(Permission::CaseMessage))?;
        let lineage = world.lineage(unit);
        let there = Place { owner: None, handler: None, unit, lineage: &lineage };
        if !actor.may(Permission::CaseMessage, &there) {
            return Err(Failure::NotPermitted(Permission::CaseMessage));
        }
        if let Some(capacity) = patch.capacity {
            if !(1..=most).contains(&capacity) {
                return Err(Failure::input("capacity", "out_of_bounds", format!("1–{most}")));
            }
            kept.capacity = capacity;
        }
        if let Some(skills) = patch.skills {
            kept.skills = checked_skills(&skills)?;
        }
        kept.capacity = kept.capacity.min(most);
        (kept.available, kept.unit) = (patch.available.unwrap_or(kept.available), unit);
        kept.until = self.app.db().now().plus_ms(THERE_MS);
        let stored = kept.clone();
        self.app.db().write("chat.switch", move |tx| Ok::<_, Failure>(rows::put_agent(tx, &stored)?)).await?;
        if kept.available {
            self.offer().await;
        }
        Ok(kept)
    }

    /// What waits where one may read, in its order, and what one serves.
    ///
    /// # Errors
    /// Faults.
    pub async fn attended(&self, actor: &Actor) -> Result<Vec<Attended>, Failure> {
        let (world, actor, now) = (self.app.world(), actor.clone(), self.app.db().now());
        self.app
            .db()
            .read(move |c| {
                let mut all = match actor.user() {
                    Some(user) => rows::serving(c, user, MOST_SHOWN)?,
                    None => Vec::new(),
                };
                all.extend(rows::waiting(c, MOST_SHOWN)?);
                let mut queue = Queue::new(c, now)?;
                let mut out = Vec::with_capacity(all.len());
                for row in all {
                    match readable(c, &world, &actor, row.chat.case) {
                        Ok(stored) => out.push(attended(c, &world, row, &stored.case, &mut queue)?),
                        Err(Failure::NotFound { .. }) => {}
                        Err(other) => return Err(other),
                    }
                }
                Ok(out)
            })
            .await
    }

    /// The latest visit of a case, if there ever was one.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn of_case(&self, actor: &Actor, case: &str) -> Result<Option<Attended>, Failure> {
        let (world, actor, now) = (self.app.world(), actor.clone(), self.app.db().now());
        let name = case.parse::<crate::cases::show::Name>()?;
        self.app
            .db()
            .read(move |c| {
                let case = crate::cases::show::find(c, &world, &actor, &name)?.case;
                let Some(row) = rows::of_case(c, case.id)? else { return Ok(None) };
                let mut queue = Queue::new(c, now)?;
                attended(c, &world, row, &case, &mut queue).map(Some)
            })
            .await
    }

    /// Takes a visit: whoever takes it becomes the handler of its case, when that has none.
    ///
    /// # Errors
    /// `NotFound`; `NotPermitted`; `ChatTaken`; `ChatEnded`; faults.
    pub async fn take(&self, actor: &Actor, chat: Id) -> Result<(), Failure> {
        let (world, actor, user) = (self.app.world(), actor.clone(), person(actor)?);
        self.app
            .db()
            .write("chat.take", move |tx| {
                let (mut visit, case) = answerable(tx, &world, &actor, chat)?;
                let events = visit.row.chat.take(user)?;
                visit.decide(tx, actor.who, "take_chat", &events)?;
                if !events.is_empty() && case.handler.is_none() {
                    let mut work = Work::open(tx, &world, case.id, None)?;
                    let now = tx.now();
                    match work.step(tx, &actor, now, &CaseCommand::Assign { handler: user, unit: case.unit }) {
                        Ok(()) => drop(work.finish(tx)?),
                        // Whoever may answer but not handle serves the chat all the same.
                        Err(Failure::Refused(_)) => {}
                        Err(other) => return Err(other),
                    }
                }
                Ok(())
            })
            .await
    }

    /// Asks the visitor whether it may end.
    ///
    /// # Errors
    /// `NotFound`; `NotPermitted`; `ChatNotServed`; `ChatTaken`; `ChatEnded`; faults.
    pub async fn ask(&self, actor: &Actor, chat: Id, why: ClosingQuestion) -> Result<(), Failure> {
        let (world, actor, user) = (self.app.world(), actor.clone(), person(actor)?);
        self.app
            .db()
            .write("chat.ask", move |tx| {
                let (mut visit, _) = answerable(tx, &world, &actor, chat)?;
                let events = visit.row.chat.ask(user, why)?;
                visit.decide(tx, actor.who, "ask_to_end_chat", &events)
            })
            .await
    }

    /// Ends a visit that the visitor was asked about.
    ///
    /// # Errors
    /// As [`Self::ask`], and `ChatNotAsked`.
    pub async fn end(&self, actor: &Actor, chat: Id) -> Result<(), Failure> {
        let (world, actor, user) = (self.app.world(), actor.clone(), person(actor)?);
        self.app
            .db()
            .write("chat.end", move |tx| {
                let (mut visit, _) = answerable(tx, &world, &actor, chat)?;
                let events = visit.row.chat.end(user, tx.now(), visit.rule())?;
                visit.decide(tx, actor.who, "end_chat", &events)
            })
            .await?;
        self.offer().await;
        Ok(())
    }

    /// The agent has seen the case up to a version.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn agent_read(&self, actor: &Actor, chat: Id, version: i64) -> Result<(), Failure> {
        let (world, actor, user) = (self.app.world(), actor.clone(), person(actor)?);
        self.app
            .db()
            .write("chat.read", move |tx| {
                let row = rows::load(tx, chat)?.ok_or(NO_CHAT)?;
                let stored = readable(tx, &world, &actor, row.chat.case).map_err(hidden)?;
                // Only whoever serves it speaks for us.
                if row.chat.agent == Some(user) && rows::has_read(tx, chat, true, version.min(stored.version))? {
                    tx.stir();
                }
                Ok::<_, Failure>(())
            })
            .await
    }
}

fn hidden(failure: Failure) -> Failure {
    if matches!(failure, Failure::NotFound { .. }) { NO_CHAT } else { failure }
}

/// A visit, locked, in whose case the actor may answer.
fn answerable(tx: &mut Tx, world: &World, actor: &Actor, chat: Id) -> Result<(Visit, Case), Failure> {
    let visit = Visit::open(tx, world, chat)?;
    let case = readable(tx, world, actor, visit.row.chat.case).map_err(hidden)?.case;
    let lineage = world.lineage(case.unit);
    let place = Place { owner: case.owner.user(), handler: case.handler, unit: case.unit, lineage: &lineage };
    if actor.may(Permission::CaseMessage, &place) {
        Ok((visit, case))
    } else {
        Err(Failure::NotPermitted(Permission::CaseMessage))
    }
}

fn checked_skills(given: &[String]) -> Result<BTreeSet<String>, Failure> {
    if given.len() > MOST_SKILLS {
        return Err(Failure::input("skills", "too_many", MOST_SKILLS.to_string()));
    }
    given.iter().map(|s| skill(s)).collect()
}

/// A skill is one word: letters, digits, `-` and `_`.
///
/// # Errors
/// `Input`.
pub(super) fn skill(given: &str) -> Result<String, Failure> {
    let word = given.trim();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    if word.is_empty() || word.chars().count() > SKILL_CHARS || !word.chars().all(plain) {
        return Err(Failure::input("skills", "bad_value", given));
    }
    Ok(word.to_owned())
}

/// The queue at one moment: places, and per unit how fast it went lately.
pub(super) struct Queue {
    /// By visit: its unit, and its place there.
    places: BTreeMap<Id, (Id, u32)>,
    slots: Vec<(Id, u32)>,
    times: BTreeMap<Id, Vec<i64>>,
    now: UtcMs,
}

impl Queue {
    pub(super) fn new(conn: &mut Conn, now: UtcMs) -> Result<Self, Failure> {
        let mut by_unit: BTreeMap<Id, Vec<(Id, UtcMs, bool)>> = BTreeMap::new();
        for (chat, unit, began_at, handed_off) in rows::waiting_places(conn)? {
            by_unit.entry(unit).or_default().push((chat, began_at, handed_off));
        }
        let mut places = BTreeMap::new();
        for (unit, waiting) in by_unit {
            let ordered = (1..).zip(in_order(waiting));
            places.extend(ordered.map(|(place, chat)| (chat, (unit, place))));
        }
        let slots = match places.is_empty() {
            true => Vec::new(),
            false => rows::present(conn, now)?.into_iter().map(|p| (p.unit, p.capacity)).collect(),
        };
        Ok(Self { places, slots, times: BTreeMap::new(), now })
    }

    /// Everybody who waits, with their unit.
    pub(super) fn all(&self) -> Vec<(Id, Id)> {
        self.places.iter().map(|(chat, (unit, _))| (*chat, *unit)).collect()
    }

    /// Place and expected wait of a visit that waits.
    pub(super) fn of(
        &mut self,
        conn: &mut Conn,
        world: &World,
        chat: Id,
        unit: Id,
    ) -> Result<(Option<u32>, Option<i64>), Failure> {
        let Some((_, place)) = self.places.get(&chat).copied() else { return Ok((None, None)) };
        if !self.times.contains_key(&unit) {
            let latest = rows::latest_times(conn, unit, self.now.plus_ms(-TIMES_SINCE_MS))?;
            self.times.insert(unit, latest);
        }
        let lineage = world.lineage(unit);
        let slots = self.slots.iter().filter(|(team, _)| lineage.contains(team)).map(|(_, capacity)| capacity).sum();
        let latest = self.times.get(&unit).map(Vec::as_slice).unwrap_or_default();
        Ok((Some(place), expected_wait_ms(place, latest, slots)))
    }
}

fn attended(conn: &mut Conn, world: &World, row: ChatRow, case: &Case, queue: &mut Queue) -> Result<Attended, Failure> {
    let (position, expected_wait_ms) = match row.chat.state {
        ChatState::Waiting => queue.of(conn, world, row.id, row.chat.unit)?,
        _ => (None, None),
    };
    let subject = case.text(bihuan_domain::case::text::Field::Subject).map(|t| t.id);
    let subject = match subject {
        Some(id) => text::by_ids(conn, &[id])?.into_iter().next().and_then(|t| t.body),
        None => None,
    };
    let bound = super::decide::bound(world, row.chat.unit, row.chat.began_at)?;
    Ok(Attended {
        number: case.number.clone(),
        subject,
        position,
        expected_wait_ms,
        live: rows::live(conn, row.id)?,
        answer_until: row.chat.answer_until(&bound.policy.policy.chat),
        handed_off_for: if row.chat.handed_off { handed_off_for(conn, row.id)? } else { Vec::new() },
        row,
    })
}
