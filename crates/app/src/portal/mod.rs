//! The customer's side: whoever holds a key to one case sees and does there what a customer may, and nothing else. A key is
//! 256 random bits of which only the digest is kept; it comes with a submission, by a link that staff made, or for a code
//! that was sent to a contact of the customer. Who guesses is counted and made to wait, and every door that anybody may
//! knock at asks for a little work first (`challenge`). Nothing here tells whether a case number exists.

pub mod allowance;
mod challenge;
mod code;
pub mod code_message;
mod intake;
mod own;
mod said;

use bihuan_domain::actor::{Actor, Permission, Place};
use bihuan_domain::case::CaseCommand;
use bihuan_domain::case::event::Complainant;
use bihuan_domain::ids::Id;
use bihuan_domain::masking;
use bihuan_store::Tx;
use bihuan_store::nouns::customer;
use bihuan_store::nouns::portal::{self as kept, NewKey};

use crate::access::Access;
use crate::app::App;
use crate::cases::show::Shown;
use crate::cases::write::Work;
use crate::failure::Failure;
use crate::secrets::{self, Secret, discreet};

pub use challenge::{BITS, Challenge, Solved};
pub use intake::{KINDS, Submission, Submitted};
pub(crate) use own::entries_after;
pub use own::{OwnCase, OwnEntry, OwnFile, OwnLoaner, OwnProposal};
pub(crate) use said::own_files;
pub use said::{MOST_CHARS, Said};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// How long a key is good: the longest watch period and then some, so that a link in an old message still opens the case.
pub(crate) const KEY_MS: i64 = 180 * DAY_MS;
/// The use of a key is written this often at most.
const USED_EVERY_MS: i64 = 10 * MINUTE_MS;

/// The portal's use cases; cheap to clone.
#[derive(Clone)]
pub struct Portal {
    app: App,
    access: Access,
}

/// Somebody who showed a good key: the one case they may see, and who they are. Only [`Portal::guest`] makes one.
#[derive(Debug, Clone)]
pub struct Guest {
    case: Id,
    key: Id,
    actor: Actor,
}

impl Guest {
    /// The case.
    pub const fn case(&self) -> Id {
        self.case
    }

    /// The customer.
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }
}

/// A key to a case, for the one moment it is shown.
#[derive(Clone)]
pub struct NewLink {
    /// For the address of the portal.
    pub key: Secret,
    /// Until when it is good.
    pub expires_at: bihuan_domain::time::UtcMs,
}

discreet!(Portal, NewLink);

impl Portal {
    /// Over the application.
    pub const fn new(app: App, access: Access) -> Self {
        Self { app, access }
    }

    /// Who holds a key.
    ///
    /// # Errors
    /// `NotSignedIn` when the key is none or no longer good; faults.
    pub async fn guest(&self, key: &str) -> Result<Guest, Failure> {
        if key.len() > 100 {
            return Err(Failure::NotSignedIn);
        }
        let (hash, now) = (secrets::digest(key), self.app.db().now());
        let found = self.app.db().read(move |c| {
            let Some((key, case)) = kept::by_hash(c, &hash, now)? else { return Ok(None) };
            let Some(stored) = bihuan_store::nouns::case::load(c, case)? else { return Ok(None) };
            let Complainant::Customer { id } = stored.case.complainant else {
                // Nobody we know: whoever holds the key is known by their case alone.
                return Ok(Some((key, case, case)));
            };
            // Whose data were erased is nobody who could hold a key.
            let there = customer::load(c, id)?.is_some_and(|c| c.erased_at.is_none());
            Ok::<_, Failure>(there.then_some((key, case, id)))
        });
        let (key, case, id) = found.await?.ok_or(Failure::NotSignedIn)?;
        Ok(Guest { case, key, actor: Actor::customer(id) })
    }

    /// Makes a link for the customer of a case, to be given to them by whoever may write to them.
    ///
    /// # Errors
    /// `NotFound`; `NotPermitted`; `Input` when the case has no customer; faults.
    pub async fn link(&self, actor: &Actor, case: &str) -> Result<NewLink, Failure> {
        let shown = self.writable(actor, case).await?;
        if !matches!(shown.case.complainant, Complainant::Customer { .. }) {
            return Err(Failure::input("case", "no_customer", ""));
        }
        let (id, user, secret) = (shown.case.id, actor.user(), Secret::draw()?);
        let (app, world, actor) = (self.app.clone(), self.app.world(), actor.clone());
        self.app
            .db()
            .write("portal.link", move |tx| {
                let mut work = Work::open(tx, &world, id, None)?;
                let words = meant_for(tx, &shown.case.complainant)?.map(|to| app.words("to", &to)).transpose()?;
                let link = give(tx, id, "staff", user, secret)?;
                let text = words.as_ref().map(|w| w.reference.clone());
                work.keep(words);
                let (now, command) = (tx.now(), CaseCommand::MakePortalLink { until: link.expires_at, text });
                work.step(tx, &actor, now, &command)?;
                work.finish(tx)?;
                Ok(link)
            })
            .await
    }

    /// No key to a case is good any more.
    ///
    /// # Errors
    /// As [`Self::link`].
    pub async fn revoke(&self, actor: &Actor, case: &str) -> Result<(), Failure> {
        let id = self.writable(actor, case).await?.case.id;
        let (world, actor) = (self.app.world(), actor.clone());
        self.app
            .db()
            .write("portal.revoke", move |tx| {
                let mut work = Work::open(tx, &world, id, None)?;
                // Where there was none nothing happened.
                if kept::revoke(tx, id)? > 0 {
                    let now = tx.now();
                    work.step(tx, &actor, now, &CaseCommand::RevokePortalLinks {})?;
                    work.finish(tx)?;
                }
                Ok(())
            })
            .await
    }

    /// A case to whose customer the actor may write.
    async fn writable(&self, actor: &Actor, case: &str) -> Result<Shown, Failure> {
        let shown = self.app.case(actor, case).await?;
        let lineage = self.app.world().lineage(shown.case.unit);
        let (owner, handler) = (shown.case.owner.user(), shown.case.handler);
        let place = Place { owner, handler, unit: shown.case.unit, lineage: &lineage };
        if actor.may(Permission::CaseMessage, &place) {
            Ok(shown)
        } else {
            Err(Failure::NotPermitted(Permission::CaseMessage))
        }
    }
}

/// The contact of a case's customer, masked: by which whoever made a link may be asked whom it was for.
fn meant_for(tx: &mut Tx, complainant: &Complainant) -> Result<Option<String>, Failure> {
    let Complainant::Customer { id } = complainant else { return Ok(None) };
    let Some(customer) = customer::load(tx, *id)? else { return Ok(None) };
    let phone = customer.phone.as_deref().map(masking::phone);
    Ok(phone.or_else(|| customer.email.as_deref().map(masking::email)).filter(|to| !to.trim().is_empty()))
}

/// Keeps a key and hands it out.
fn give(
    tx: &mut Tx,
    case: Id,
    origin: &'static str,
    user: Option<Id>,
    secret: Secret,
) -> Result<NewLink, bihuan_store::Fault> {
    let expires_at = tx.now().plus_ms(KEY_MS);
    kept::add_key(tx, &NewKey { case, hash: secret.digest(), origin, user, expires_at })?;
    Ok(NewLink { key: secret, expires_at })
}
