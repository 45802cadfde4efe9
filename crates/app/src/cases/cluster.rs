//! "Who else" (S0-52, B.16): cases of the policy's last days about the same product, batch or serial number. What is the
//! same is the written word, folded; a case that tells neither has no like.

use std::collections::{BTreeMap, BTreeSet};

use bihuan_domain::actor::Actor;
use bihuan_domain::case::Case;
use bihuan_domain::case::text::Field;
use bihuan_domain::ids::Id;
use bihuan_store::nouns::{case as row, text};
use bihuan_store::search;

use super::find::permit_read;
use super::kin::folded;
use super::line::cases_of_texts;
use super::show::{Name, find};
use crate::app::App;
use crate::failure::Failure;

/// Cases looked at for one word, the latest.
const LOOKED_AT: u32 = 200;
/// Cases listed.
const MOST: usize = 50;
/// Shorter words name nothing.
const SHORTEST: usize = 3;

/// A case of the cluster.
#[derive(Debug, Clone)]
pub struct Like {
    /// The case.
    pub case: Case,
    /// Its subject; none once erased.
    pub subject: Option<String>,
    /// By what it is alike.
    pub same: BTreeSet<Field>,
}

/// The cluster a case stands in.
#[derive(Debug, Clone, Default)]
pub struct Cluster {
    /// Days looked back.
    pub within_days: u32,
    /// How many there are by field, as far as they were looked at; this case not among them.
    pub counts: BTreeMap<Field, usize>,
    /// How many of them bear a safety risk too.
    pub at_risk: usize,
    /// The latest of them that the reader may see.
    pub cases: Vec<Like>,
}

impl App {
    /// The cluster a case stands in.
    ///
    /// # Errors
    /// `NotFound` also when the actor may not see it; faults.
    pub async fn cluster(&self, actor: &Actor, name: &str) -> Result<Cluster, Failure> {
        let (world, actor, name) = (self.world(), actor.clone(), name.parse::<Name>()?);
        let found = self.db().read(move |c| {
            let case = find(c, &world, &actor, &name)?.case;
            let bound = world.pinned(&case.policy, case.received_at, case.unit)?;
            let within_days = bound.policy.policy.emergency.cluster_days;
            let from = case.received_at.plus_ms(-i64::from(within_days) * 86_400_000);
            let own: BTreeMap<Id, String> =
                text::of_case(c, case.id)?.into_iter().filter_map(|t| Some((t.id, t.body?))).collect();
            let mut alike: BTreeMap<Id, (Case, BTreeSet<Field>)> = BTreeMap::new();
            for field in [Field::Serial, Field::Product] {
                let Some(word) = case.text(field).and_then(|t| own.get(&t.id)) else { continue };
                if folded(word).chars().count() < SHORTEST {
                    continue;
                }
                let texts = search::find(c, "case", word, LOOKED_AT, None)?;
                let ids: BTreeSet<Id> = cases_of_texts(c, &texts.into_iter().collect())?.into_values().collect();
                for id in ids.into_iter().filter(|id| *id != case.id) {
                    let Some(other) = row::load(c, id)?.map(|s| s.case).filter(|o| o.received_at >= from) else {
                        continue;
                    };
                    let Some(reference) = other.text(field).map(|t| t.id) else { continue };
                    let said = text::by_ids(c, &[reference])?.pop().and_then(|t| t.body);
                    if said.is_some_and(|s| folded(&s) == folded(word)) {
                        alike.entry(id).or_insert_with(|| (other, BTreeSet::new())).1.insert(field);
                    }
                }
            }
            let mut cluster = Cluster { within_days, ..Cluster::default() };
            for (other, same) in alike.into_values().rev() {
                if permit_read(&world, &actor, &other).is_err() {
                    continue;
                }
                for field in &same {
                    *cluster.counts.entry(*field).or_default() += 1;
                }
                cluster.at_risk += usize::from(other.classification.safety_risk);
                if cluster.cases.len() < MOST {
                    let subject = other.text(Field::Subject).map(|t| t.id);
                    let subject = text::by_ids(c, &Vec::from_iter(subject))?.pop().and_then(|t| t.body);
                    cluster.cases.push(Like { case: other, subject, same });
                }
            }
            Ok::<_, Failure>(cluster)
        });
        found.await
    }
}
