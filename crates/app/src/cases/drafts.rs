//! Drafts on the server: begun at one desk, gone on with at another. Reading the case is all one needs; whether it may be
//! sent is asked when it is sent.

use bihuan_domain::actor::Actor;
use bihuan_domain::case::text::WritingSort;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::nouns::case as row;
use bihuan_store::nouns::draft::{self, Draft, Place};
use bihuan_store::{Conn, Fault, Tx};

use super::find::permit_read;
use super::written::Written;
use crate::app::App;
use crate::failure::Failure;
use crate::world::World;

/// A draft as its writer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftShown {
    /// What was written.
    pub written: Written,
    /// The writer's counter; the next save must be higher.
    pub counter: i64,
    /// When it was saved.
    pub updated_at: UtcMs,
}

impl DraftShown {
    fn of(draft: &Draft) -> Result<Self, Fault> {
        Ok(Self { written: Written::read(&draft.content)?, counter: draft.counter, updated_at: draft.updated_at })
    }
}

/// The user behind an actor; drafts belong to people.
pub(crate) fn person(actor: &Actor) -> Result<Id, Failure> {
    actor.user().ok_or(Failure::NotSignedIn)
}

/// Refuses a case the actor may not read.
pub(crate) fn readable(conn: &mut Conn, world: &World, actor: &Actor, case: Id) -> Result<row::Stored, Failure> {
    let stored = row::load(conn, case)?.ok_or(Failure::NotFound { what: "case" })?;
    permit_read(world, actor, &stored.case)?;
    Ok(stored)
}

/// Puts something back into the draft of its place, before what was begun there since.
pub(crate) fn put_back(tx: &mut Tx, place: Place, written: Written) -> Result<DraftShown, Failure> {
    let begun = draft::load(tx, place)?.map(|d| Written::read(&d.content)).transpose()?;
    let whole = match begun {
        Some(later) => written.followed_by(later),
        None => written,
    };
    let counter = draft::last_counter(tx, place)? + 1;
    let kept = Draft { content: whole.stored()?, counter, updated_at: tx.now() };
    draft::save(tx, place, &kept)?;
    Ok(DraftShown { written: whole, counter, updated_at: kept.updated_at })
}

impl App {
    /// One's own draft in a case, if one was begun.
    ///
    /// # Errors
    /// `NotFound` when there is no such case; faults.
    pub async fn draft(&self, actor: &Actor, case: Id, sort: WritingSort) -> Result<Option<DraftShown>, Failure> {
        let (world, user, actor) = (self.world(), person(actor)?, actor.clone());
        let found = self.db().read(move |c| {
            readable(c, &world, &actor, case)?;
            Ok::<_, Failure>(draft::load(c, Place { user, case, sort })?)
        });
        Ok(found.await?.as_ref().map(DraftShown::of).transpose()?)
    }

    /// Saves one's own draft.
    ///
    /// # Errors
    /// `DraftNewer` when a higher counter is known; `Input`; `NotFound`; faults.
    pub async fn save_draft(
        &self,
        actor: &Actor,
        case: Id,
        sort: WritingSort,
        written: Written,
        counter: i64,
    ) -> Result<DraftShown, Failure> {
        let written = written.checked(sort)?;
        let content = written.stored()?;
        let (world, user, actor) = (self.world(), person(actor)?, actor.clone());
        let saved = self.db().write("draft.save", move |tx| {
            readable(tx, &world, &actor, case)?;
            let (place, updated_at) = (Place { user, case, sort }, tx.now());
            if draft::save(tx, place, &Draft { content, counter, updated_at })? {
                return Ok(updated_at);
            }
            Err(Failure::DraftNewer { counter: draft::last_counter(tx, place)? })
        });
        Ok(DraftShown { written, counter, updated_at: saved.await? })
    }

    /// Throws one's own draft away; saves up to `counter` come too late then. One that is not there is no error.
    ///
    /// # Errors
    /// `NotFound` of the case; faults.
    pub async fn drop_draft(&self, actor: &Actor, case: Id, sort: WritingSort, counter: i64) -> Result<(), Failure> {
        let (world, user, actor) = (self.world(), person(actor)?, actor.clone());
        self.db()
            .write("draft.drop", move |tx| {
                readable(tx, &world, &actor, case)?;
                Ok::<_, Failure>(draft::remove(tx, Place { user, case, sort }, counter)?)
            })
            .await
    }
}
