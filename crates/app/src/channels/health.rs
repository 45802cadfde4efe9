//! Following what channels hear (S0-08, S1-12). A follower of the journal notes each arrival and sets the channel's one
//! timer to the moment at which its silence becomes unusual; the timer tells its owner and backup, the next arrival heals
//! it. Nothing is searched for: a channel that hears is never looked at in between.

use std::collections::BTreeMap;

use bihuan_domain::actor::{Actor, Permission, Who};
use bihuan_domain::case::event::{CaseEvent, Direction};
use bihuan_domain::channel::health::{ChannelHealthEvent, LOOK_BACK_MS, slot, unusual_at, usual_silence};
use bihuan_domain::ids::Id;
use bihuan_domain::notification::NotificationKind;
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::{self, Stream};
use bihuan_store::nouns::channel::UnitChannel;
use bihuan_store::nouns::channel_health::{self as rows, Health};
use bihuan_store::nouns::{absence, case as case_row};
use bihuan_store::{Conn, Fault, Tx, follower, outbox, timers};
use serde_json::json;

use super::{ChannelShown, holds, shown, trial};
use crate::app::App;
use crate::cases::write::STREAM;
use crate::failure::Failure;
use crate::notifications::{News, tell};
use crate::record::record;
use crate::sign_in::{decision, first};
use crate::world::World;

/// The stream kind of what is decided about a channel's health.
pub const KIND: &str = "channel_health";
/// The follower's name.
const FOLLOWER: &str = "channel_health";
/// The timer's key.
const SILENCE: &str = "silence";
/// Decisions looked at in one transaction.
const PAGE: u32 = 500;
/// How long a computed usual is good for.
const COMPUTE_AGAIN_MS: i64 = 6 * 3_600_000;

fn calendar(error: bihuan_domain::calendar::ScheduleError) -> Failure {
    Failure::Fault(Fault::Corrupt(format!("opening hours: {error}")))
}

/// The channel as it is in use; none: closed, or not there.
fn in_use(world: &World, id: Id) -> Option<&UnitChannel> {
    world.channels().find(|c| c.id == id && c.active)
}

/// Computes anew how long it is usually silent, when that is due, and sets the timer.
fn arm(tx: &mut Tx, world: &World, channel: &UnitChannel, health: &mut Health, from: UtcMs) -> Result<(), Failure> {
    let now = tx.now();
    let bound = world.for_new(world.policy_of(channel.unit), now, channel.unit)?;
    let hours = bound.calendars.named("business_hours").map_err(calendar)?;
    if health.usual_ms.is_none() || now.since(health.usual_at) >= COMPUTE_AGAIN_MS {
        let oldest = slot(now.plus_ms(-LOOK_BACK_MS));
        rows::forget(tx, channel.id, oldest)?;
        let heard = rows::arrivals(tx, channel.id, oldest)?;
        (health.usual_ms, health.usual_at) = (usual_silence(&heard, hours).map_err(calendar)?, now);
    }
    health.due_at = match health.usual_ms {
        Some(usual) => unusual_at(from, usual, hours).map_err(calendar)?,
        None => None,
    };
    let stream = Stream::new(KIND, channel.id);
    match health.due_at {
        Some(due) => timers::set(tx, &stream, SILENCE, due)?,
        None => drop(timers::cancel(tx, &stream, SILENCE)?),
    }
    Ok(())
}

/// Begins to listen to a channel: what it heard in recent weeks stands in its cases.
///
/// # Errors
/// Faults.
pub(crate) fn begin(tx: &mut Tx, world: &World, channel: &UnitChannel) -> Result<Health, Failure> {
    let now = tx.now();
    let mut health = Health {
        channel: channel.id,
        version: 0,
        last_at: None,
        usual_ms: None,
        usual_at: now,
        due_at: None,
        silent_since: None,
    };
    let mut noted = None;
    for at in rows::received(tx, channel.unit, channel.channel, now.plus_ms(-LOOK_BACK_MS))? {
        if noted != Some(slot(at)) {
            rows::arrived(tx, channel.id, slot(at), at)?;
            noted = Some(slot(at));
        }
        health.last_at = Some(at);
    }
    if channel.active {
        // Of a silence before anybody listened nobody is told: it counts from now.
        arm(tx, world, channel, &mut health, now)?;
    }
    rows::keep(tx, &health)?;
    Ok(health)
}

/// A channel was closed, or opened again: then its silence counts from now.
///
/// # Errors
/// Faults.
pub(crate) fn switched(tx: &mut Tx, world: &World, channel: &UnitChannel) -> Result<(), Failure> {
    let Some(mut health) = rows::load(tx, channel.id)? else { return begin(tx, world, channel).map(|_| ()) };
    (health.silent_since, health.due_at) = (None, None);
    if channel.active {
        let now = tx.now();
        arm(tx, world, channel, &mut health, now)?;
    } else {
        timers::cancel(tx, &Stream::new(KIND, channel.id), SILENCE)?;
    }
    Ok(rows::keep(tx, &health)?)
}

/// Decides something of a channel's health.
pub(super) fn decide(
    tx: &mut Tx,
    health: &mut Health,
    who: Who,
    command: &str,
    event: ChannelHealthEvent,
) -> Result<(), Failure> {
    let (stream, events) = (Stream::new(KIND, health.channel), [event]);
    let decided = match health.version {
        0 => first(&stream, tx.now(), who, command, &events),
        version => decision(&stream, version, tx, who, command, &events),
    };
    record(tx, &decided, |tx, proof| Ok(rows::save(tx, proof, health)?))
}

/// A channel heard something.
fn heard(tx: &mut Tx, world: &World, channel: &UnitChannel, arrivals: &[UtcMs]) -> Result<(), Failure> {
    let now = tx.now();
    let mut health = match rows::load(tx, channel.id)? {
        Some(health) => health,
        None => begin(tx, world, channel)?,
    };
    let mut fresh = false;
    for at in arrivals.iter().copied().filter(|at| *at <= now && now.since(*at) < LOOK_BACK_MS) {
        fresh |= rows::arrived(tx, channel.id, slot(at), at)?;
        health.last_at = health.last_at.max(Some(at));
    }
    let Some(last) = health.last_at else { return Ok(()) };
    if fresh {
        arm(tx, world, channel, &mut health, last)?;
    }
    match health.silent_since {
        Some(since) if last > since => {
            health.silent_since = None;
            let healed = ChannelHealthEvent::HeardAgain { silent_since: since };
            decide(tx, &mut health, Who::System, "channel_heard", healed)
        }
        _ => Ok(rows::keep(tx, &health)?),
    }
}

/// A timer of a channel rang: its silence became unusual, or a test has waited long enough.
///
/// # Errors
/// Faults.
pub(crate) fn ring(tx: &mut Tx, world: &World, id: Id, key: &str) -> Result<(), Failure> {
    if key != SILENCE {
        return trial::ring(tx, key);
    }
    let (now, stream) = (tx.now(), Stream::new(KIND, id));
    let (Some(channel), Some(mut health)) = (in_use(world, id), rows::load(tx, id)?) else { return Ok(()) };
    let (Some(due), Some(usual_ms), None) = (health.due_at, health.usual_ms, health.silent_since) else {
        return Ok(());
    };
    if due > now {
        return Ok(timers::set(tx, &stream, SILENCE, due)?);
    }
    let since = health.last_at.unwrap_or(now);
    health.silent_since = Some(since);
    let silent = ChannelHealthEvent::FellSilent { since, usual_ms };
    decide(tx, &mut health, Who::System, "channel_silent", silent)?;
    let (kind, data) = (NotificationKind::ChannelSilent, json!({ "channel": channel.channel, "unit_channel": id }));
    let key = format!("channel:{id}:{}", health.version);
    for person in people(tx, channel, now)? {
        tell(tx, &world.zone, person, News { kind, case: None, by: None, data: &data, key: &key })?;
    }
    let alert = json!({ "unit": channel.unit, "number": channel.name, "data": data }).to_string();
    outbox::enqueue(tx, kind.code(), &key, &alert, now)?;
    Ok(())
}

/// Who answers for a channel: its owner, its backup, and the deputy of an owner who is away.
fn people(conn: &mut Conn, channel: &UnitChannel, now: UtcMs) -> Result<Vec<Id>, Fault> {
    let mut people: Vec<Id> = channel.owner.into_iter().chain(channel.backup).collect();
    if let Some(owner) = channel.owner
        && let Some(away) = absence::load(conn, owner)?
        && away.holds(now)
    {
        people.extend(away.deputy);
    }
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// What channels heard, as a page of the journal tells it.
fn heard_in(conn: &mut Conn, world: &World, page: &[journal::EntryRow]) -> Result<BTreeMap<Id, Vec<UtcMs>>, Fault> {
    let mut out: BTreeMap<Id, Vec<UtcMs>> = BTreeMap::new();
    let tells = |body: &str| body.contains("\"registered\"") || body.contains("\"message_recorded\"");
    for entry in page.iter().filter(|e| e.stream.kind == STREAM && tells(&e.body)) {
        let events: Vec<CaseEvent> = serde_json::from_str(&entry.body).unwrap_or_default();
        for event in events {
            let found = match event {
                CaseEvent::Registered { channel, unit, received_at, .. } => Some((unit, channel, received_at)),
                CaseEvent::MessageRecorded { direction: Direction::Inbound, channel, .. } => {
                    case_row::load(conn, entry.stream.id)?
                        .map(|stored| (stored.case.unit, channel, UtcMs::new(entry.at_ms)))
                }
                _ => None,
            };
            if let Some((unit, kind, at)) = found
                && let Some(channel) = world.channel(unit, kind)
            {
                out.entry(channel.id).or_default().push(at);
            }
        }
    }
    Ok(out)
}

impl App {
    /// Notes what channels heard since the last time; answers how many decisions were looked at.
    ///
    /// # Errors
    /// Faults.
    pub async fn hear_for_channels(&self) -> Result<usize, Failure> {
        let mut all = 0;
        loop {
            let count = self.hear_channels_page().await?;
            all += count;
            if count < PAGE as usize {
                return Ok(all);
            }
        }
    }

    async fn hear_channels_page(&self) -> Result<usize, Failure> {
        let world = self.world();
        let reading = std::sync::Arc::clone(&world);
        let read = self.db().read(move |c| {
            let Some(stand) = follower::peek(c, FOLLOWER)? else { return Ok::<_, Fault>(None) };
            let page = journal::after(c, stand.cursor, PAGE)?;
            let heard =
                if reading.channels().any(|c| c.active) { heard_in(c, &reading, &page)? } else { BTreeMap::new() };
            Ok(Some((stand.cursor, page.len(), page.last().map(|e| e.cursor), heard)))
        });
        let Some((cursor, looked, last, found)) = read.await? else {
            let begin = move |tx: &mut Tx| {
                follower::begin(tx, FOLLOWER)?;
                for channel in world.channels().filter(|c| c.active) {
                    if rows::load(tx, channel.id)?.is_none() {
                        begin(tx, &world, channel)?;
                    }
                }
                Ok::<_, Failure>(())
            };
            self.db().write("channels.begin", begin).await?;
            return Ok(0);
        };
        let Some(last) = last else { return Ok(0) };
        self.db()
            .write("channels.hear", move |tx| {
                // Another node may have been here since the page was read; then it is looked at again.
                if follower::take(tx, FOLLOWER)?.is_some_and(|stand| stand.cursor == cursor) {
                    for (id, arrivals) in &found {
                        if let Some(channel) = in_use(&world, *id) {
                            heard(tx, &world, channel, arrivals)?;
                        }
                    }
                    follower::advance(tx, FOLLOWER, last)?;
                }
                Ok::<_, Failure>(())
            })
            .await?;
        Ok(looked)
    }

    /// The channels that are silent beyond their usual and concern the actor: who answers for them, or administers their
    /// unit. Longest first.
    ///
    /// # Errors
    /// Faults.
    pub async fn silent_channels(&self, actor: &Actor) -> Result<Vec<ChannelShown>, Failure> {
        let (world, now, actor) = (self.world(), self.db().now(), actor.clone());
        self.db()
            .read(move |conn| {
                let mut out = Vec::new();
                for health in rows::silent(conn)? {
                    let Some(channel) = in_use(&world, health.channel) else { continue };
                    let me = actor.user();
                    let answers = me.is_some() && (channel.owner == me || channel.backup == me);
                    if answers || holds(&world, &actor, Permission::UserAdmin, channel.unit) {
                        out.push(shown(conn, &world, channel.clone(), now)?);
                    }
                }
                Ok(out)
            })
            .await
    }
}
