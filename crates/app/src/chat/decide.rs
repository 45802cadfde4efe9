//! A visit being changed in a transaction: its head is locked first, each decision is journalled, its row and its one timer
//! follow. The visit is always locked before its case, so that nobody waits for somebody who waits for them.

use std::sync::Arc;

use bihuan_domain::actor::Who;
use bihuan_domain::chat::{Chat, ChatEnd, ChatEvent, ChatRule, ChatState, again_at, choose};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::chat::{self as rows, ChatRow};
use bihuan_store::{Fault, Tx, timers};

use super::{Chats, KIND, WAKE};
use crate::app::App;
use crate::failure::Failure;
use crate::record::record;
use crate::sign_in::{decision, first, lock_version};
use crate::world::{Bound, World};

/// Waiting visits offered in one go.
const OFFERED_AT_ONCE: u32 = 50;

/// A visit with its head locked.
pub(super) struct Visit {
    pub(super) row: ChatRow,
    pub(super) bound: Arc<Bound>,
    stream: Stream,
}

/// The policy a visit of a unit is under: that of the day somebody came.
pub(super) fn bound(world: &World, unit: Id, began_at: UtcMs) -> Result<Arc<Bound>, Failure> {
    world.for_new(world.policy_of(unit), began_at, unit)
}

impl Visit {
    /// Locks and loads one.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub(super) fn open(tx: &mut Tx, world: &World, id: Id) -> Result<Self, Failure> {
        let stream = Stream::new(KIND, id);
        let version = lock_version(tx, &stream)?;
        let mut row = rows::load(tx, id)?.ok_or(Failure::NotFound { what: "chat" })?;
        row.version = version;
        Ok(Self { bound: bound(world, row.chat.unit, row.chat.began_at)?, row, stream })
    }

    /// Begins one; outside business hours it is a message that was left.
    pub(super) fn begin(
        tx: &mut Tx,
        world: &World,
        who: Who,
        (case, unit, customer): (Id, Id, Id),
        wanted: std::collections::BTreeSet<String>,
    ) -> Result<Self, Failure> {
        let (id, now) = (tx.new_id(), tx.now());
        let bound = bound(world, unit, now)?;
        let mut events = vec![ChatEvent::Began { case, unit }];
        if !is_open(&bound, now)? {
            events.push(ChatEvent::Ended { how: ChatEnd::MessageLeft });
        }
        let chat = events.iter().fold(Chat::begun(case, unit, now), |chat, event| chat.after(now, event));
        let row = ChatRow { id, version: 1, customer, wanted, lapsed: Vec::new(), lapsed_at: None, chat };
        let stream = Stream::new(KIND, id);
        record(tx, &first(&stream, now, who, "begin_chat", &events), |tx, proof| Ok(rows::insert(tx, proof, &row)?))?;
        Ok(Self { row, bound, stream })
    }

    pub(super) fn rule(&self) -> &ChatRule {
        &self.bound.policy.policy.chat
    }

    /// Journals what was decided, saves the row, sets the timer. Nothing decided changes nothing.
    ///
    /// # Errors
    /// `Stale`; faults.
    pub(super) fn decide(
        &mut self,
        tx: &mut Tx,
        who: Who,
        command: &'static str,
        events: &[ChatEvent],
    ) -> Result<(), Failure> {
        if events.is_empty() {
            return Ok(());
        }
        let now = tx.now();
        self.row.chat = events.iter().fold(self.row.chat.clone(), |chat, event| chat.after(now, event));
        for event in events {
            match event {
                ChatEvent::OfferLapsed { agent } => {
                    self.row.lapsed.retain(|id| id != agent);
                    self.row.lapsed.push(*agent);
                    self.row.lapsed_at = Some(now);
                }
                ChatEvent::Offered { agent, .. } => {
                    // Everybody let it pass: another round, in which only the latest is not the next one.
                    if self.row.lapsed.contains(agent) {
                        self.row.lapsed = self.row.lapsed.pop().into_iter().collect();
                    }
                    self.row.lapsed_at = None;
                }
                ChatEvent::HandedOff { .. } => {
                    self.row.lapsed.clear();
                    self.row.lapsed_at = None;
                }
                ChatEvent::Taken { agent } => {
                    self.row.lapsed_at = None;
                    rows::took(tx, *agent)?;
                }
                _ => {}
            }
        }
        let decided = decision(&self.stream, self.row.version, tx, who, command, events);
        let row = &self.row;
        self.row.version = record(tx, &decided, |tx, proof| {
            rows::save(tx, proof, row)?;
            Ok(proof.version())
        })?;
        self.wake(tx)
    }

    /// Sets the timer for what time brings next.
    pub(super) fn wake(&self, tx: &mut Tx) -> Result<(), Failure> {
        let away = rows::live(tx, self.row.id)?.and_then(|l| l.away_since);
        // Past it nothing is set: whoever comes or has room again is asked then.
        let waits = self.row.chat.state == ChatState::Waiting && self.row.chat.offered.is_none();
        let lapsed_at = self.row.lapsed_at.filter(|_| waits);
        let again = lapsed_at.map(|at| again_at(at, self.rule())).filter(|at| *at > tx.now());
        match self.row.chat.wakes_at(away, self.rule()).into_iter().chain(again).min() {
            Some(at) => timers::set(tx, &self.stream, WAKE, at)?,
            None => drop(timers::cancel(tx, &self.stream, WAKE)?),
        }
        Ok(())
    }
}

/// Whether the unit's business hours run.
pub(super) fn is_open(bound: &Bound, now: UtcMs) -> Result<bool, Failure> {
    let hours = bound.calendars.named("business_hours").map_err(calendar)?;
    hours.is_open(now).map_err(calendar)
}

/// When they begin next.
pub(super) fn opens_at(bound: &Bound, now: UtcMs) -> Result<Option<UtcMs>, Failure> {
    if is_open(bound, now)? {
        return Ok(None);
    }
    Ok(bound.calendars.named("business_hours").and_then(|c| c.next_open(now)).ok())
}

fn calendar(error: impl std::fmt::Display) -> Failure {
    Fault::Corrupt(format!("business hours: {error}")).into()
}

impl App {
    /// Offers waiting visits to whoever has room for one, oldest first; each in a transaction of its own, so that no two
    /// visits are locked together.
    ///
    /// # Errors
    /// Faults.
    pub(crate) async fn offer_chats(&self) -> Result<(), Failure> {
        let now = self.db().now();
        let waiting = self.db().read(move |c| {
            if rows::present(c, now)?.iter().all(|p| p.serving >= p.capacity) {
                return Ok(Vec::new());
            }
            rows::waiting(c, OFFERED_AT_ONCE)
        });
        for row in waiting.await?.into_iter().filter(|r| r.chat.offered.is_none()) {
            let world = self.world();
            let offered = self.db().write("chat.offer", move |tx| {
                let mut visit = Visit::open(tx, &world, row.id)?;
                if visit.row.chat.state != ChatState::Waiting || visit.row.chat.offered.is_some() {
                    return Ok(());
                }
                let now = tx.now();
                let (present, lineage) = (rows::present(tx, now)?, world.lineage(visit.row.chat.unit));
                let is_pause_over = visit.row.lapsed_at.is_none_or(|at| again_at(at, visit.rule()) <= now);
                let (wanted, lapsed) = (&visit.row.wanted, &visit.row.lapsed);
                let Some(agent) = choose(&present, &lineage, wanted, lapsed, is_pause_over) else {
                    return Ok(());
                };
                let until = now.plus_ms(i64::from(visit.rule().offer_s) * 1_000);
                visit.decide(tx, Who::System, "offer_chat", &[ChatEvent::Offered { agent, until }])
            });
            match offered.await {
                // Somebody decided meanwhile; the next offer sees it.
                Err(Failure::Stale { .. }) | Ok(()) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }
}

impl Chats {
    pub(super) async fn offer(&self) {
        // Whoever waits sees their place in any case; an offer that failed comes with the next visit or switch.
        if let Err(failure) = self.app.offer_chats().await {
            tracing::warn!(%failure, "offering chats");
        }
    }
}
