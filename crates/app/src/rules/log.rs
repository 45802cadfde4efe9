//! The log of what fired: on which case, on what, what each condition found and what came of each action. Codes and
//! identifiers, never people's words.

use std::collections::BTreeMap;

use bihuan_domain::actor::Actor;
use bihuan_domain::ids::Id;
use bihuan_store::nouns::case as case_row;
use bihuan_store::nouns::rule::{self, Run};
use bihuan_store::{Conn, Fault};

pub use super::act::{Account, ActionOutcome};
use super::load;
use crate::app::App;
use crate::cases::find::permit_read;
use crate::cases::show::{Name, find};
use crate::failure::Failure;
use crate::paging::{Page, PageAsk};
use crate::webhooks::permit;
use crate::world::World;

/// Firings shown of one case, the latest.
const OF_CASE: u32 = 100;

/// A firing as it is read.
#[derive(Debug, Clone)]
pub struct RunShown {
    /// The firing.
    pub run: Run,
    /// Its account.
    pub account: Account,
    /// Name of the rule, also of one that is gone.
    pub rule_name: String,
    /// Number of the case, if the reader may see it.
    pub number: Option<String>,
}

fn shown(conn: &mut Conn, world: &World, actor: &Actor, runs: Vec<Run>) -> Result<Vec<RunShown>, Fault> {
    let names: BTreeMap<Id, String> = rule::names(conn)?.into_iter().collect();
    let mut numbers: BTreeMap<Id, Option<String>> = BTreeMap::new();
    let mut out = Vec::with_capacity(runs.len());
    for run in runs {
        if let std::collections::btree_map::Entry::Vacant(place) = numbers.entry(run.case) {
            let stored = case_row::load(conn, run.case)?.filter(|s| permit_read(world, actor, &s.case).is_ok());
            place.insert(stored.map(|s| s.case.number.to_string()));
        }
        out.push(RunShown {
            account: serde_json::from_str(&run.detail).map_err(|e| Fault::Corrupt(format!("rule run: {e}")))?,
            rule_name: names.get(&run.rule).cloned().unwrap_or_default(),
            number: numbers.get(&run.case).cloned().flatten(),
            run,
        });
    }
    Ok(out)
}

impl App {
    /// A page of what a rule did, newest first.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub async fn rule_runs(&self, actor: &Actor, id: Id, ask: PageAsk) -> Result<Page<RunShown>, Failure> {
        permit(actor)?;
        let (world, actor) = (self.world(), actor.clone());
        let rows = self.db().read(move |c| {
            load(c, id)?;
            let runs = rule::of_rule(c, id, ask.after, ask.rows())?;
            Ok::<_, Failure>(shown(c, &world, &actor, runs)?)
        });
        Ok(Page::of(rows.await?, ask, |r| r.run.id))
    }

    /// What rules did on a case, the latest first.
    ///
    /// # Errors
    /// `NotFound` also when the actor may not see the case; faults.
    pub async fn case_runs(&self, actor: &Actor, name: &str) -> Result<Vec<RunShown>, Failure> {
        let (world, actor, name) = (self.world(), actor.clone(), name.parse::<Name>()?);
        self.db()
            .read(move |c| {
                let id = find(c, &world, &actor, &name)?.case.id;
                let runs = rule::of_case(c, id, OF_CASE)?;
                Ok::<_, Failure>(shown(c, &world, &actor, runs)?)
            })
            .await
    }
}
