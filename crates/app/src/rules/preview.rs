//! Which of the cases open now a rule would hold for, before it is written: among those whoever asks may see, and a
//! bounded number of them.

use bihuan_domain::actor::Actor;
use bihuan_domain::automation::{Conditions, RuleCondition, Subject, Trigger, standing, windows};

use super::check;
use super::look::Look;
use super::ring::stage_since;
use crate::app::App;
pub use crate::cases::find::Sifted as Previewed;
use crate::cases::find::{Filter, sift};
use crate::failure::Failure;
use crate::webhooks::permit;

/// Cases shown.
const SHOWN: usize = 20;

impl App {
    /// The open cases that fit now; for a time rule those whose moment has come, on which it would act at once.
    ///
    /// # Errors
    /// `NotPermitted`; `Flaws`; faults.
    pub async fn preview_rule(
        &self,
        actor: &Actor,
        trigger: Option<Trigger>,
        conditions: Conditions,
    ) -> Result<Previewed, Failure> {
        permit(actor)?;
        let (world, actor, now) = (self.world(), actor.clone(), self.db().now());
        check::conditions(&world, &conditions)?;
        let time = match trigger {
            Some(Trigger::Time { moment, minutes }) => Some((moment, minutes)),
            _ => None,
        };
        self.db()
            .read(move |c| {
                let filter = narrowed(&conditions);
                let fits = |c: &mut bihuan_store::Conn, case: &bihuan_domain::case::Case| {
                    if !Look::of(c, &world, case, [&conditions])?.judge(case, &conditions).holds {
                        return Ok(false);
                    }
                    let Some((moment, minutes)) = time else { return Ok(true) };
                    let entered = stage_since(c, case, moment)?;
                    Ok(standing(&windows(case, entered, moment, minutes), now).since.is_some())
                };
                Ok::<_, Failure>(sift(c, &world, &actor, &filter, now, SHOWN, fits)?)
            })
            .await
    }
}

/// A filter that lets through at least what the conditions do, so that indexes help where they can.
fn narrowed(conditions: &Conditions) -> Filter {
    let mut filter = Filter { open: Some(true), ..Filter::default() };
    for RuleCondition { on, any_of, not, .. } in &conditions.all {
        if *not || any_of.iter().any(|v| v == "none") {
            continue;
        }
        let one = || if let [only] = any_of.as_slice() { Some(only.as_str()) } else { None };
        let flag = || one().map(|v| v == "yes");
        match on {
            Subject::Kind => filter.kinds = any_of.iter().filter_map(|v| v.parse().ok()).collect(),
            Subject::Channel => filter.channels = any_of.iter().filter_map(|v| v.parse().ok()).collect(),
            Subject::Priority => filter.priorities = any_of.iter().filter_map(|v| v.parse().ok()).collect(),
            Subject::Stage => filter.stages = any_of.iter().filter_map(|v| v.parse().ok()).collect(),
            Subject::Customer => filter.customer = one().and_then(|v| v.parse().ok()),
            Subject::BrandRisk => filter.brand_risk = flag(),
            Subject::Emergency => filter.emergency = flag(),
            Subject::Overdue => filter.overdue = flag(),
            Subject::Reopened => filter.reopened = flag(),
            _ => {}
        }
    }
    filter
}
