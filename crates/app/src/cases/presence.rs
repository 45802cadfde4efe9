//! Who is at a case: looks at it, or types. Renewed every quarter of a minute by whoever is there; it ends by itself.

use bihuan_domain::actor::Actor;
use bihuan_domain::ids::Id;
use bihuan_store::nouns::presence::{self, Presence};

use super::drafts::{person, readable};
use crate::app::App;
use crate::failure::Failure;

/// How long somebody is here without renewing it: two renewals may be lost.
pub const LASTS_MS: i64 = 40_000;

impl App {
    /// One is here, looking or typing.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn be_present(&self, actor: &Actor, case: Id, state: &'static str) -> Result<(), Failure> {
        let (world, user, actor) = (self.world(), person(actor)?, actor.clone());
        self.db()
            .write("presence.here", move |tx| {
                readable(tx, &world, &actor, case)?;
                let until = tx.now().plus_ms(LASTS_MS);
                if presence::here(tx, case, user, state, until)? {
                    tx.stir();
                }
                Ok::<_, Failure>(())
            })
            .await
    }

    /// One is here no longer.
    ///
    /// # Errors
    /// Faults.
    pub async fn be_gone(&self, actor: &Actor, case: Id) -> Result<(), Failure> {
        let user = person(actor)?;
        self.db()
            .write("presence.left", move |tx| {
                if presence::left(tx, case, user)? {
                    tx.stir();
                }
                Ok::<_, Failure>(())
            })
            .await
    }

    /// Who is at a case.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn present(&self, actor: &Actor, case: Id) -> Result<Vec<Presence>, Failure> {
        let (world, now, actor) = (self.world(), self.db().now(), actor.clone());
        self.db()
            .read(move |c| {
                readable(c, &world, &actor, case)?;
                Ok(presence::of_case(c, case, now)?)
            })
            .await
    }
}
