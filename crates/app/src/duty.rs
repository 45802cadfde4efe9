//! The duty roster (S0-54): who is asked first, second … when an emergency is declared at a unit or below it. Whoever
//! administers the unit plans it.

use bihuan_domain::actor::{Actor, Permission, Place};
use bihuan_domain::duty::DutyEvent;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::duty::{self, Shift};
use bihuan_store::nouns::user;

use crate::app::App;
use crate::failure::Failure;
use crate::record::{Decision, record};
use crate::sign_in::lock_version;

/// The longest shift: a month.
const LONGEST_MS: i64 = 31 * 86_400_000;
/// The last place.
const LAST_PLACE: u32 = 20;

impl App {
    fn may_plan(&self, actor: &Actor, unit: Id) -> Result<(), Failure> {
        let world = self.world();
        let none = Failure::NotFound { what: "unit" };
        if !world.lineages.contains_key(&unit) {
            return Err(none);
        }
        let lineage = world.lineage(unit);
        let place = Place { owner: None, handler: None, unit, lineage: &lineage };
        if actor.may(Permission::UserAdmin, &place) { Ok(()) } else { Err(none) }
    }

    /// The shifts of a unit that have not ended, with the names of the people.
    ///
    /// # Errors
    /// `NotFound` also when the actor does not administer it; faults.
    pub async fn duty_shifts(&self, actor: &Actor, unit: Id) -> Result<Vec<(Shift, String)>, Failure> {
        self.may_plan(actor, unit)?;
        let now = self.db().now();
        let found = self.db().read(move |c| {
            let shifts = duty::of_unit(c, unit, now)?;
            let users: Vec<Id> = shifts.iter().map(|s| s.user).collect();
            let names: std::collections::BTreeMap<Id, String> = user::names(c, &users)?.into_iter().collect();
            let named = |s: Shift| (s, names.get(&s.user).cloned().unwrap_or_default());
            Ok::<_, Failure>(shifts.into_iter().map(named).collect())
        });
        found.await
    }

    /// Plans a shift.
    ///
    /// # Errors
    /// `NotFound`; `Input`; faults.
    pub async fn plan_duty(
        &self,
        actor: &Actor,
        unit: Id,
        person: Id,
        place: u32,
        from: UtcMs,
        until: UtcMs,
    ) -> Result<Shift, Failure> {
        self.may_plan(actor, unit)?;
        if until <= from || until.since(from) > LONGEST_MS {
            return Err(Failure::input("until", "bad_value", "after from, a month at most"));
        }
        if until <= self.db().now() {
            return Err(Failure::input("until", "in_the_past", ""));
        }
        if !(1..=LAST_PLACE).contains(&place) {
            return Err(Failure::input("place", "out_of_range", LAST_PLACE.to_string()));
        }
        let (who, id) = (actor.who, self.db().new_id());
        let planned = self.db().write("duty.plan", move |tx| {
            if user::load(tx, person)?.is_none_or(|u| !u.active) {
                return Err(Failure::input("user", "unknown_user", person.to_string()));
            }
            let stream = Stream::new("duty_shift", id);
            let events = [DutyEvent::Planned { unit, user: person, place, from, until }];
            let decision = Decision {
                stream: &stream,
                expected_version: None,
                at: tx.now(),
                who,
                command: "plan_duty",
                policy: None,
                events: &events,
            };
            let shift = Shift { id, unit, user: person, place, from, until };
            record(tx, &decision, |tx, proof| Ok(duty::put(tx, proof, &shift)?))?;
            Ok(shift)
        });
        planned.await
    }

    /// Takes a shift away.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn cancel_duty(&self, actor: &Actor, id: Id) -> Result<(), Failure> {
        let none = || Failure::NotFound { what: "duty_shift" };
        let shift = self.db().read(move |c| Ok::<_, Failure>(duty::load(c, id)?)).await?.ok_or_else(none)?;
        self.may_plan(actor, shift.unit).map_err(|_| none())?;
        let who = actor.who;
        let done = self.db().write("duty.cancel", move |tx| {
            let stream = Stream::new("duty_shift", id);
            let version = lock_version(tx, &stream)?;
            if duty::load(tx, id)?.is_none() {
                return Ok(());
            }
            let events = [DutyEvent::Cancelled {}];
            let decision = Decision {
                stream: &stream,
                expected_version: Some(version),
                at: tx.now(),
                who,
                command: "cancel_duty",
                policy: None,
                events: &events,
            };
            record(tx, &decision, |tx, proof| Ok(duty::remove(tx, proof)?))
        });
        done.await
    }
}
