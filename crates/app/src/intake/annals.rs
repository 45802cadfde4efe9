//! What every row of one import shares: who brings it, under which policy, into which unit.

use std::sync::Arc;

use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::ids::{CaseNumber, Id};
use bihuan_domain::policy::canonical;
use bihuan_domain::time::UtcMs;
use bihuan_store::nouns::text::NewText;
use rand::Rng as _;
use sha2::{Digest as _, Sha256};

use crate::app::App;
use crate::cases::change::check_text;
use crate::failure::Failure;
use crate::world::World;

/// The unit of an organisation that has none yet.
const FIRST_UNIT: Id = Id::from_i64(1);
/// Who imports at the machine itself, without a user of the product.
const OPERATOR: Id = Id::from_i64(0);

/// One import's surroundings; cheap to clone.
#[derive(Debug, Clone)]
pub struct Annals {
    app: App,
    /// Policies and calendars as they were when the import began; cases open under the chosen policy.
    pub world: Arc<World>,
    /// The import.
    pub actor: Actor,
    /// Where cases go that name no unit.
    pub unit: Id,
    /// Nothing is kept.
    pub dry_run: bool,
}

impl Annals {
    /// Opens an import; `policy` is the one cases open under, the organisation's own if absent.
    ///
    /// # Errors
    /// `Input` when there is no such policy; faults when it does not resolve.
    pub fn open(app: &App, policy: Option<&str>, dry_run: bool) -> Result<Self, Failure> {
        let world = match policy {
            None => app.world(),
            Some(id) => Arc::new(app.world().opening_under(id)?),
        };
        // A policy that does not resolve is said once, not at each row.
        world.for_new(&world.policy_id, app.db().now())?;
        let unit = world.top().unwrap_or(FIRST_UNIT);
        Ok(Self { app: app.clone(), world, actor: Actor::everything(Who::Import(OPERATOR)), unit, dry_run })
    }

    /// The application.
    pub const fn app(&self) -> &App {
        &self.app
    }

    /// Words ready to be kept.
    ///
    /// # Errors
    /// `Input` on unusable words.
    pub(super) fn words(&self, field: &'static str, body: String) -> Result<NewText, Failure> {
        check_text(field, &body)?;
        Ok(NewText::new(self.app.db().new_id(), body))
    }

    /// A person of the other system.
    pub(super) fn person(&self, name: &str) -> Id {
        self.named("person", name)
    }

    /// A unit of the other system.
    pub(super) fn unit_named(&self, name: &str) -> Id {
        self.named("unit", name)
    }

    fn named(&self, what: &str, name: &str) -> Id {
        let digest = Sha256::digest(format!("{what}\0{name}").as_bytes());
        let mut short = [0; 8];
        short.copy_from_slice(&digest[..8]);
        Id::from_i64(i64::from_be_bytes(short) & i64::MAX)
    }

    /// A number for a case received then.
    pub(super) fn number(&self, received_at: UtcMs) -> CaseNumber {
        let day = self.world.zone.business_date(received_at);
        CaseNumber::draw(day.year(), day.month(), rand::rng().next_u64())
    }

    /// Refuses a category that is not of the canonical tree or that the policy does not use.
    ///
    /// # Errors
    /// `Input`, `unknown_category`.
    pub(super) fn check_category(&self, code: &str, received_at: UtcMs) -> Result<(), Failure> {
        let bound = self.world.for_new(&self.world.policy_id, received_at)?;
        if canonical().contains(code) && bound.policy.category(code).is_some() {
            return Ok(());
        }
        Err(Failure::input("category", "unknown_category", format!("{code:?} is no category of the policy")))
    }
}
