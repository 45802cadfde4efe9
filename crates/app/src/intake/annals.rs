//! What every row of one import shares: who brings it, under which policy, into which unit.

use std::sync::Arc;

use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::ids::{CaseNumber, Id};
use bihuan_domain::policy::canonical;
use bihuan_domain::time::UtcMs;
use bihuan_store::nouns::text::NewText;
use rand::Rng as _;

use super::roll::{self, Roll};
use crate::app::App;
use crate::cases::change::check_text;
use crate::failure::Failure;
use crate::world::World;

/// Who imports at the machine itself, without a user of the product.
const OPERATOR: Id = Id::from_i64(0);

/// Whoever works at the machine itself: imports, and what its administrator does without signing in.
pub fn operator() -> Actor {
    Actor::everything(Who::Import(OPERATOR))
}

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
    pub(super) roll: Arc<Roll>,
}

impl Annals {
    /// Opens an import; `policy` is the one cases open under, the organisation's own if absent.
    ///
    /// # Errors
    /// `Input` when there is no such policy; faults when it does not resolve.
    pub async fn open(app: &App, policy: Option<&str>, dry_run: bool) -> Result<Self, Failure> {
        let world = match policy {
            None => app.world(),
            Some(id) => Arc::new(app.world().opening_under(id)?),
        };
        // A policy that does not resolve is said once, not at each row.
        let actor = operator();
        let unit = roll::top(app, actor.who, dry_run).await?;
        world.for_new(world.policy_of(unit), app.db().now(), unit)?;
        Ok(Self { app: app.clone(), world, actor, unit, dry_run, roll: Arc::default() })
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
        let bound = self.world.for_new(self.world.policy_of(self.unit), received_at, self.unit)?;
        if canonical().contains(code) && bound.policy.category(code).is_some() {
            return Ok(());
        }
        Err(Failure::input("category", "unknown_category", format!("{code:?} is no category of the policy")))
    }
}
