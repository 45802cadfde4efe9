//! The number display of a shop: whoever has its key sees numbers, and nothing about anybody.

use bihuan_domain::actor::Actor;
use bihuan_domain::counter::{CounterState, DisplayEvent, in_order};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::Tx;
use bihuan_store::journal::{Appended, Stream};
use bihuan_store::nouns::counter as rows;
use bihuan_store::nouns::unit;

use super::{Counter, day_of, workplace};
use crate::failure::Failure;
use crate::record::{Decision, record};
use crate::secrets::{self, Secret};
use crate::sign_in::lock_version;

/// Numbers of those called that are shown, the latest first.
const CALLED_SHOWN: usize = 6;
/// Numbers of those that come next.
const NEXT_SHOWN: usize = 8;
/// Visits of a day looked at.
const MOST_LOOKED_AT: u32 = 500;

/// An address for a display, for the one moment it is shown.
#[derive(Debug, Clone)]
pub struct NewDisplay {
    /// For the address.
    pub key: Secret,
}

/// What a display shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Display {
    /// Name of the organisation.
    pub company: Option<String>,
    /// Name of the shop.
    pub shop: String,
    /// Numbers that were called and whose turn it is now, the latest first.
    pub called: Vec<(u32, UtcMs)>,
    /// Numbers that come next, in their order.
    pub next: Vec<u32>,
    /// How many wait.
    pub waiting: usize,
    /// When this was so.
    pub at: UtcMs,
}

impl Counter {
    /// Gives the display of a shop an address; the one before is void.
    ///
    /// # Errors
    /// `NotFound`; `NoCounter`; faults.
    pub async fn open_display(&self, actor: &Actor, unit: Id) -> Result<NewDisplay, Failure> {
        let (key, event) = (Secret::draw()?, DisplayEvent::Opened { unit });
        let hash = key.digest();
        self.set_display(actor, unit, "open_counter_display", event, move |tx, proof| {
            Ok(rows::open_display(tx, proof, unit, &hash)?)
        })
        .await?;
        Ok(NewDisplay { key })
    }

    /// The display of a shop has no address any more.
    ///
    /// # Errors
    /// As [`Self::open_display`].
    pub async fn shut_display(&self, actor: &Actor, unit: Id) -> Result<(), Failure> {
        let event = DisplayEvent::Shut { unit };
        self.set_display(actor, unit, "shut_counter_display", event, move |tx, proof| {
            Ok(rows::shut_display(tx, proof, unit)?)
        })
        .await
    }

    async fn set_display(
        &self,
        actor: &Actor,
        unit: Id,
        command: &'static str,
        event: DisplayEvent,
        save: impl Fn(&mut Tx, &Appended) -> Result<(), Failure> + Send + Sync + 'static,
    ) -> Result<(), Failure> {
        let (world, actor) = (self.app.world(), actor.clone());
        self.app
            .db()
            .write("counter.display", move |tx| {
                workplace(tx, &world, &actor, unit)?;
                let stream = Stream::new("counter_display", unit);
                let version = lock_version(tx, &stream)?;
                let (at, events) = (tx.now(), [event]);
                let decided = Decision {
                    stream: &stream,
                    expected_version: (version > 0).then_some(version),
                    at,
                    who: actor.who,
                    command,
                    policy: None,
                    events: &events,
                };
                record(tx, &decided, |tx, proof| save(tx, proof))
            })
            .await
    }

    /// What the display with a key shows.
    ///
    /// # Errors
    /// `NotFound` when the key is none or no longer good; faults.
    pub async fn display(&self, key: &str) -> Result<Display, Failure> {
        let none = || Failure::NotFound { what: "counter_display" };
        if key.len() > 100 {
            return Err(none());
        }
        let company = self.access.about().await?.company;
        let (world, hash, now) = (self.app.world(), secrets::digest(key), self.app.db().now());
        let found = self.app.db().read(move |c| {
            let Some(shop) = rows::display_unit(c, &hash)? else { return Ok(None) };
            let Some(shop) = unit::load(c, shop)?.filter(|u| u.archived_at.is_none()) else { return Ok(None) };
            let today = rows::of_day(c, shop.id, &day_of(&world, now), MOST_LOOKED_AT)?;
            Ok::<_, Failure>(Some((shop, today)))
        });
        let (shop, today) = found.await?.ok_or_else(none)?;
        let at = |state| today.iter().filter(move |r| r.visit.state == state);
        let mut called: Vec<(u32, UtcMs)> =
            at(CounterState::Called).filter_map(|r| Some((r.visit.number, r.visit.called_at?))).collect();
        called.sort_by_key(|(number, at)| (std::cmp::Reverse(*at), *number));
        called.truncate(CALLED_SHOWN);
        let waiting: Vec<_> = at(CounterState::Waiting).map(|r| (r.id, r.visit.arrived_at, r.visit.number)).collect();
        let numbers: std::collections::BTreeMap<Id, u32> = waiting.iter().map(|(id, _, n)| (*id, *n)).collect();
        let waits = waiting.len();
        let next = in_order(waiting).into_iter().filter_map(|id| numbers.get(&id).copied()).take(NEXT_SHOWN).collect();
        Ok(Display { company, shop: shop.name, called, next, waiting: waits, at: now })
    }
}
