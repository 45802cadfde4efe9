//! Valid complaints: the row a judgement leaves, and the appeals that wait.

use std::collections::BTreeMap;

use bihuan_domain::actor::{Actor, Permission};
use bihuan_domain::case::command::CaseCommand;
use bihuan_domain::case::decide::decide;
use bihuan_domain::case::event::CaseEvent;
use bihuan_domain::case::text::{Field, TextRef};
use bihuan_domain::case::{Case, Refusal};
use bihuan_domain::complaint::adjudication::{Adjudication, AdjudicationStanding};
use bihuan_domain::ids::Id;
use bihuan_store::nouns::{case as row, station as store, unit, user};

use super::find::permit_read;
use super::show::words;
use super::write::{SideRow, facts};
use crate::app::App;
use crate::failure::Failure;
use crate::world::World;

/// Appeals looked at for a page.
const LOOKED_AT: u32 = 500;

/// The station an adjudication names, and everything above it.
pub(super) fn station_lineage<'w>(world: &'w World, case: Option<&Case>) -> &'w [Id] {
    let station = case.and_then(|c| c.course.adjudication.as_ref()).map(|a| a.station);
    station.and_then(|s| world.lineages.get(&s)).map(Vec::as_slice).unwrap_or_default()
}

/// Whether an event lets a valid complaint come or go.
pub(super) const fn is_about_counting(event: &CaseEvent) -> bool {
    matches!(event, CaseEvent::ComplaintAdjudicated { .. } | CaseEvent::AdjudicationReversed { .. })
}

/// The row an event leaves; `case` is as it is after it.
pub(super) fn row(case: &Case, event: &CaseEvent) -> Option<SideRow> {
    let about = is_about_counting(event)
        || matches!(event, CaseEvent::AdjudicationAppealed { .. } | CaseEvent::AppealDecided { .. });
    let a = case.course.adjudication.as_ref().filter(|_| about)?;
    let values = vec![
        case.id.into(),
        a.id.into(),
        a.station.into(),
        case.received_at.into(),
        a.month.as_str().into(),
        a.class.as_str().into(),
        a.finding.as_deref().into(),
        a.station_caused.into(),
        a.standing.code().into(),
        a.counts().into(),
        a.at.into(),
        a.appeal_until.into(),
    ];
    Some(SideRow { query: &store::sql::judge, values })
}

/// An appeal that waits, with its case.
#[derive(Debug, Clone)]
pub struct AppealLine {
    /// Its case.
    pub case: Case,
    /// Its version.
    pub version: i64,
    /// What is appealed against.
    pub adjudication: Adjudication,
    /// Words of the case, those of the appeal among them.
    pub words: BTreeMap<Id, String>,
    /// The case's subject.
    pub subject: Option<String>,
    /// Name of the station.
    pub station_name: String,
    /// Name of whoever appealed.
    pub by_name: String,
    /// Why the reader may not decide it.
    pub refused: Option<Refusal>,
}

impl App {
    /// Appeals that wait where the reader may adjudicate, the longest first.
    ///
    /// # Errors
    /// Faults.
    pub async fn appeals(&self, actor: &Actor) -> Result<Vec<AppealLine>, Failure> {
        let (world, actor, now) = (self.world(), actor.clone(), self.db().now());
        if !actor.may_somewhere(Permission::CaseAdjudicate) {
            return Ok(Vec::new());
        }
        let found = self.db().read(move |conn| {
            let mut lines = Vec::new();
            for id in store::appealed(conn, LOOKED_AT)? {
                let Some(stored) = row::load(conn, id)? else { continue };
                let case = stored.case;
                let judged = case.course.adjudication.clone().filter(|a| a.standing == AdjudicationStanding::Appealed);
                let (Some(adjudication), Ok(())) = (judged, permit_read(&world, &actor, &case)) else { continue };
                let bound = world.pinned(&case.policy, case.received_at, case.unit)?;
                let lineage = world.lineage(case.unit);
                let facts = facts(&case, &actor, now, &world, &bound, &lineage);
                if facts.permit(Permission::CaseAdjudicate, &case).is_err() {
                    continue;
                }
                let reason = TextRef { id: Id::from_i64(0), digest: String::new() };
                let command = CaseCommand::DecideAppeal { adjudication: adjudication.id, granted: true, reason };
                let refused = decide(Some(&case), &command, &facts).err();
                let words = words(conn, case.id)?;
                let subject = case.text(Field::Subject).and_then(|t| words.get(&t.id).cloned());
                let by = adjudication.appeal.as_ref().map(|a| a.by);
                let by_name = user::names(conn, by.as_slice())?.pop().map(|(_, name)| name).unwrap_or_default();
                let station = unit::load(conn, adjudication.station)?;
                let station_name = station.map(|u| u.name).unwrap_or_default();
                let version = stored.version;
                lines.push(AppealLine { case, version, adjudication, words, subject, station_name, by_name, refused });
            }
            Ok::<_, Failure>(lines)
        });
        found.await
    }
}
