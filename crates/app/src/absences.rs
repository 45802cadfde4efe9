//! Absences: somebody says when they are away and who stands in, or their administrator does. New cases of a channel go
//! past whoever is away; cases they have stay theirs, because only a transfer moves a case (S3-42).

use bihuan_domain::actor::Actor;
use bihuan_domain::channel::AbsenceEvent;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::absence::{self, Absence};
use bihuan_store::nouns::user;

use crate::access::Access;
use crate::failure::Failure;
use crate::record::{Decision, record};
use crate::sign_in::lock_version;

/// The longest absence: two years.
const LONGEST_MS: i64 = 2 * 366 * 86_400_000;

impl Access {
    /// Somebody's absence: one's own, or with `UserAdmin` at their unit.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn absence(&self, actor: &Actor, id: Id) -> Result<Option<Absence>, Failure> {
        self.user(actor, id).await?;
        Ok(self.db().read(move |conn| absence::load(conn, id)).await?)
    }

    /// Says when somebody is away, in place of what was said before.
    ///
    /// # Errors
    /// `NotFound`; `Input` when it ends before it begins or has ended, or the deputy is themselves or not active; faults.
    pub async fn set_absence(
        &self,
        actor: &Actor,
        id: Id,
        from: UtcMs,
        until: UtcMs,
        deputy: Option<Id>,
    ) -> Result<(), Failure> {
        self.user(actor, id).await?;
        if until <= from || until.since(from) > LONGEST_MS {
            return Err(Failure::input("until", "bad_value", "after from, two years at most"));
        }
        if until <= self.db().now() {
            return Err(Failure::input("until", "in_the_past", ""));
        }
        if deputy == Some(id) {
            return Err(Failure::input("deputy", "bad_value", "somebody else"));
        }
        let who = actor.who;
        let set = self.db().write("absence.set", move |tx| {
            if let Some(deputy) = deputy
                && user::load(tx, deputy)?.is_none_or(|u| !u.active)
            {
                return Err(Failure::input("deputy", "unknown_user", deputy.to_string()));
            }
            let stream = Stream::new("absence", id);
            let version = lock_version(tx, &stream)?;
            let events = [AbsenceEvent::Set { from, until, deputy }];
            let decision = Decision {
                stream: &stream,
                expected_version: (version > 0).then_some(version),
                at: tx.now(),
                who,
                command: "set_absence",
                policy: None,
                events: &events,
            };
            record(tx, &decision, |tx, proof| Ok(absence::set(tx, proof, &Absence { from, until, deputy })?))
        });
        set.await
    }

    /// Somebody is here again, or will be. None to end is no error.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn end_absence(&self, actor: &Actor, id: Id) -> Result<(), Failure> {
        self.user(actor, id).await?;
        let who = actor.who;
        let ended = self.db().write("absence.end", move |tx| {
            let stream = Stream::new("absence", id);
            let version = lock_version(tx, &stream)?;
            if absence::load(tx, id)?.is_none() {
                return Ok(());
            }
            let events = [AbsenceEvent::Ended {}];
            let decision = Decision {
                stream: &stream,
                expected_version: (version > 0).then_some(version),
                at: tx.now(),
                who,
                command: "end_absence",
                policy: None,
                events: &events,
            };
            record(tx, &decision, |tx, proof| Ok(absence::remove(tx, proof)?))
        });
        ended.await
    }
}
