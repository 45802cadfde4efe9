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
use bihuan_domain::time::UtcMs;
use bihuan_store::Conn;
use bihuan_store::nouns::{case as row, station as store, unit, user};

use super::find::permit_read;
use super::show::words;
use super::write::{SideRow, facts};
use crate::app::App;
use crate::failure::Failure;
use crate::paging::{QueueAsk, QueuePage, through};
use crate::world::World;

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
    /// A page of the appeals that wait where the reader may adjudicate, the longest first; `mine`: only those they may
    /// decide now.
    ///
    /// # Errors
    /// Faults.
    pub async fn appeals(&self, actor: &Actor, mine: bool, ask: QueueAsk) -> Result<QueuePage<AppealLine>, Failure> {
        let (world, actor, now) = (self.world(), actor.clone(), self.db().now());
        if !actor.may_somewhere(Permission::CaseAdjudicate) {
            return Ok(QueuePage { items: Vec::new(), next: None });
        }
        let found = self.db().read(move |conn| {
            let rows = |c: &mut Conn, at, most| Ok::<_, Failure>(store::appealed(c, at, most)?);
            let see = |c: &mut Conn, (_, case): (UtcMs, Id)| line(c, &world, &actor, now, case, mine);
            through(conn, ask, rows, |place| *place, see)
        });
        found.await
    }
}

/// An appeal that waits, as a reader may see it; none where they may not adjudicate, or, of `mine`, not this one.
fn line(
    conn: &mut Conn,
    world: &World,
    actor: &Actor,
    now: UtcMs,
    case: Id,
    mine: bool,
) -> Result<Option<AppealLine>, Failure> {
    let Some(stored) = row::load(conn, case)? else { return Ok(None) };
    let case = stored.case;
    let judged = case.course.adjudication.clone().filter(|a| a.standing == AdjudicationStanding::Appealed);
    let (Some(adjudication), Ok(())) = (judged, permit_read(world, actor, &case)) else { return Ok(None) };
    let bound = world.pinned(&case.policy, case.received_at, case.unit)?;
    let lineage = world.lineage(case.unit);
    let facts = facts(&case, actor, now, world, &bound, &lineage);
    if facts.permit(Permission::CaseAdjudicate, &case).is_err() {
        return Ok(None);
    }
    let reason = TextRef { id: Id::from_i64(0), digest: String::new() };
    let command = CaseCommand::DecideAppeal { adjudication: adjudication.id, granted: true, reason };
    let refused = decide(Some(&case), &command, &facts).err();
    if mine && refused.is_some() {
        return Ok(None);
    }
    let words = words(conn, case.id)?;
    let subject = case.text(Field::Subject).and_then(|t| words.get(&t.id).cloned());
    let by = adjudication.appeal.as_ref().map(|a| a.by);
    let by_name = user::names(conn, by.as_slice())?.pop().map(|(_, name)| name).unwrap_or_default();
    let station_name = unit::load(conn, adjudication.station)?.map(|u| u.name).unwrap_or_default();
    let version = stored.version;
    Ok(Some(AppealLine { case, version, adjudication, words, subject, station_name, by_name, refused }))
}
