//! Penalties: counted again in the transaction of every judgement, signed or dismissed by a person, read as circulars by
//! the network.

use bihuan_domain::actor::{Actor, Permission, Who};
use bihuan_domain::calendar::Zone;
use bihuan_domain::case::Case;
use bihuan_domain::ids::Id;
use bihuan_domain::policy::ValidComplaintRule;
use bihuan_domain::station::circular;
use bihuan_domain::station::{Consequence, Penalty, PenaltyEvent, PenaltyState, consequences};
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::station::{self as store, CircularReader, PenaltyRow};
use bihuan_store::nouns::{case as row, policy, unit};
use bihuan_store::{Conn, Tx};
use sha2::{Digest as _, Sha256};

use super::telling::tell_of;
use super::{may, rule};
use crate::app::{App, setting};
use crate::failure::Failure;
use crate::paging::{QueueAsk, QueuePage, through};
use crate::record::{Decision, record};
use crate::sign_in::{decision, first, lock_version};

/// The stream kind of penalties.
pub(crate) const PENALTY: &str = "penalty";
/// What is counted lies within so long before and after a complaint; longer than any window.
const AROUND_MS: i64 = 400 * 24 * 3_600_000;

/// A penalty with what a reader needs beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PenaltyLine {
    /// The penalty.
    pub row: PenaltyRow,
    /// Name of the station.
    pub station_name: String,
    /// Numbers of the cases, in order of receipt.
    pub numbers: Vec<String>,
    /// The reader may sign or dismiss it now.
    pub allowed: bool,
}

/// What the network reads: a circular, or that it was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circular {
    /// Its penalty.
    pub id: Id,
    /// Name of the station.
    pub station_name: String,
    /// When it was issued.
    pub issued_at: UtcMs,
    /// As it was issued.
    pub text: String,
    /// When the correcting circular took it back.
    pub reversed_at: Option<UtcMs>,
    /// The reader has read what stands there now.
    pub read: bool,
    /// The reader may see who has read it.
    pub sees_readers: bool,
}

/// Who of the network has read a circular as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CircularReading {
    /// Those who have, in order.
    pub readers: Vec<CircularReader>,
    /// How many of the network there are.
    pub network: u32,
}

/// Counts a station's valid complaints again and does what follows, by the system, in the transaction of the judgement.
/// The station's row is locked before, so that two who judge at once count one after the other.
pub(crate) fn recount(
    tx: &mut Tx,
    zone: &Zone,
    case: &Case,
    rule: &ValidComplaintRule,
    at: UtcMs,
) -> Result<(), Failure> {
    let Some(judged) = &case.course.adjudication else { return Ok(()) };
    let station = judged.station;
    store::lock(tx, station)?;
    let (from, until) = (case.received_at.plus_ms(-AROUND_MS), case.received_at.plus_ms(AROUND_MS));
    let counted = store::counted(tx, station, from, until)?;
    // Only those that rest on cases of this time are judged by what is counted of it.
    let mut rows: Vec<PenaltyRow> = store::penalties_of(tx, station)?;
    rows.retain(|p| p.proposed_at >= from && (p.penalty.cases.contains(&case.id) || touches(p, &counted)));
    let known: Vec<(Id, Penalty)> = rows.iter().map(|r| (r.id, r.penalty.clone())).collect();
    for consequence in consequences(rule, &counted, &known) {
        match consequence {
            Consequence::Propose(cases) => {
                propose(tx, zone, station, cases, &format!("{}@{}", case.policy.id, case.policy.version), at)?
            }
            Consequence::Restate(id, cases) => follow(tx, zone, id, at, PenaltyEvent::PenaltyRestated { cases })?,
            Consequence::Withdraw(id) => follow(tx, zone, id, at, PenaltyEvent::PenaltyWithdrawn {})?,
            Consequence::Reverse(id) => follow(tx, zone, id, at, PenaltyEvent::PenaltyReversed {})?,
        }
    }
    Ok(())
}

fn touches(row: &PenaltyRow, counted: &[bihuan_domain::station::Counted]) -> bool {
    counted.iter().any(|c| row.penalty.cases.contains(&c.case))
}

fn propose(tx: &mut Tx, zone: &Zone, station: Id, cases: Vec<Id>, policy: &str, at: UtcMs) -> Result<(), Failure> {
    let id = tx.new_id();
    let penalty = Penalty { station, state: PenaltyState::Proposed, cases: cases.clone() };
    let row = PenaltyRow {
        id,
        version: 1,
        penalty,
        proposed_at: at,
        decided_at: None,
        decided_by: None,
        words: None,
        reversed_at: None,
    };
    let events = [PenaltyEvent::PenaltyProposed { station, cases, policy: policy.to_owned() }];
    record(tx, &first(&Stream::new(PENALTY, id), at, Who::System, "propose_penalty", &events), |tx, proof| {
        Ok(store::propose(tx, proof, &row)?)
    })?;
    Ok(tell_of(tx, zone, &row, None, PenaltyState::Proposed)?)
}

fn follow(tx: &mut Tx, zone: &Zone, id: Id, at: UtcMs, event: PenaltyEvent) -> Result<(), Failure> {
    let stream = Stream::new(PENALTY, id);
    let version = lock_version(tx, &stream)?;
    let Some(mut row) = store::load(tx, id)? else { return Ok(()) };
    let was = row.penalty.state;
    row.penalty = row.penalty.after(&event);
    if matches!(row.penalty.state, PenaltyState::Withdrawn | PenaltyState::Reversed) {
        row.reversed_at = Some(at);
    }
    let events = [event];
    let decided = Decision {
        stream: &stream,
        expected_version: Some(version),
        at,
        who: Who::System,
        command: "recount_penalty",
        policy: None,
        events: &events,
    };
    record(tx, &decided, |tx, proof| Ok(store::save(tx, proof, &row)?))?;
    // That it rests on other complaints now changes nothing for anybody.
    if row.penalty.state != was { Ok(tell_of(tx, zone, &row, None, was)?) } else { Ok(()) }
}

fn furnish(conn: &mut Conn, row: PenaltyRow, allowed: bool) -> Result<PenaltyLine, Failure> {
    let mut numbers = Vec::new();
    for case in &row.penalty.cases {
        numbers.extend(row::load(conn, *case)?.map(|s| s.case.number.to_string()));
    }
    let station_name = unit::load(conn, row.penalty.station)?.map(|u| u.name).unwrap_or_default();
    Ok(PenaltyLine { row, station_name, numbers, allowed })
}

/// The network reads it: issued, also when it was taken back.
fn published(row: &PenaltyRow) -> bool {
    matches!(row.penalty.state, PenaltyState::Issued | PenaltyState::Reversed)
}

impl App {
    /// Penalties of a state at the stations a reader may see, the latest first.
    ///
    /// # Errors
    /// Faults.
    pub async fn penalties(
        &self,
        actor: &Actor,
        state: PenaltyState,
        ask: QueueAsk,
    ) -> Result<QueuePage<PenaltyLine>, Failure> {
        let (world, actor) = (self.world(), actor.clone());
        let found = self.db().read(move |conn| {
            let rows = |c: &mut Conn, (_, id), most| Ok::<_, Failure>(store::penalties_in(c, state, id, most)?);
            let see = |c: &mut Conn, row: PenaltyRow| {
                let station = row.penalty.station;
                if !may(&world, &actor, Permission::StationRead, station) {
                    return Ok(None);
                }
                let allowed = state == PenaltyState::Proposed
                    && actor.user().is_some()
                    && may(&world, &actor, Permission::StationManage, station);
                furnish(c, row, allowed).map(Some)
            };
            through(conn, ask, rows, |row| (row.proposed_at, row.id), see)
        });
        found.await
    }

    /// Signs a proposed penalty with the text of its circular, or dismisses it with the reason.
    ///
    /// # Errors
    /// `NotFound` also where the actor may not look; `NotPermitted`; `PenaltyDecided`; faults.
    pub async fn decide_penalty(
        &self,
        actor: &Actor,
        id: Id,
        issued: bool,
        words: String,
    ) -> Result<PenaltyLine, Failure> {
        let (world, actor) = (self.world(), actor.clone());
        self.db()
            .write("stations.penalty", move |tx| {
                let stream = Stream::new(PENALTY, id);
                let none = Failure::NotFound { what: "penalty" };
                let station = store::load(tx, id)?.map(|r| r.penalty.station);
                let Some(station) = station.filter(|s| may(&world, &actor, Permission::StationRead, *s)) else {
                    return Err(none);
                };
                if !may(&world, &actor, Permission::StationManage, station) {
                    return Err(Failure::NotPermitted(Permission::StationManage));
                }
                // In the order of the counting: the station, then the penalty.
                store::lock(tx, station)?;
                let version = lock_version(tx, &stream)?;
                let Some(mut row) = store::load(tx, id)? else { return Err(none) };
                row.penalty.waits()?;
                let digest = Sha256::digest(words.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
                let event = if issued {
                    PenaltyEvent::PenaltyIssued { digest }
                } else {
                    PenaltyEvent::PenaltyDismissed { digest }
                };
                row.penalty = row.penalty.after(&event);
                (row.decided_at, row.decided_by, row.words) = (Some(tx.now()), actor.user(), Some(words));
                let events = [event];
                let command = if issued { "issue_penalty" } else { "dismiss_penalty" };
                let decided = decision(&stream, version, tx, actor.who, command, &events);
                record(tx, &decided, |tx, proof| Ok(store::save(tx, proof, &row)?))?;
                tell_of(tx, &world.zone, &row, actor.user(), PenaltyState::Proposed)?;
                furnish(tx, row, false)
            })
            .await
    }

    /// The circular of a proposed penalty as it is worded from data, for whoever may sign it, in a language.
    ///
    /// # Errors
    /// `NotFound` also where the actor may not look; `NotPermitted`; `PenaltyDecided`; faults.
    pub async fn circular_draft(&self, actor: &Actor, id: Id, language: &'static str) -> Result<String, Failure> {
        let (world, actor, now) = (self.world(), actor.clone(), self.db().now());
        let found = self.db().read(move |conn| {
            let row =
                store::load(conn, id)?.filter(|r| may(&world, &actor, Permission::StationRead, r.penalty.station));
            let row = row.ok_or(Failure::NotFound { what: "penalty" })?;
            let station = row.penalty.station;
            if !may(&world, &actor, Permission::StationManage, station) {
                return Err(Failure::NotPermitted(Permission::StationManage));
            }
            row.penalty.waits()?;
            let mut complaints = Vec::new();
            for case in &row.penalty.cases {
                let Some(case) = row::load(conn, *case)?.map(|s| s.case) else { continue };
                let month = case.course.adjudication.as_ref().map(|a| a.month.clone()).unwrap_or_default();
                complaints.push((case.number.to_string(), month));
            }
            let rule = rule(&world, station, now)?;
            let bound = world.for_new(world.policy_of(station), now, station)?;
            let policy_name = format!("{}@{}", bound.policy.policy.id, bound.policy.policy.version);
            let article = rule.as_ref().map_or_else(|| policy_name.clone(), |r| format!("{}; {policy_name}", r.basis));
            let company = policy::setting(conn, setting::COMPANY)?;
            let station_name = unit::load(conn, station)?.map(|u| u.name).unwrap_or_default();
            let on = world.zone.business_date(now).to_string();
            let facts = circular::Facts {
                company: company.as_deref(),
                station: &station_name,
                complaints: &complaints,
                article: &article,
                deduction: rule.as_ref().filter(|r| r.affects_annual).map(|r| r.annual_deduction),
                on: &on,
            };
            Ok::<_, Failure>(circular::draft(language, &facts))
        });
        found.await
    }

    /// Circulars of the network, the latest first: whoever sees stations reads them all (S3-21).
    ///
    /// # Errors
    /// Faults.
    pub async fn circulars(&self, actor: &Actor, ask: QueueAsk) -> Result<QueuePage<Circular>, Failure> {
        let (world, actor) = (self.world(), actor.clone());
        let found = self.db().read(move |conn| {
            let read = actor.user().map(|me| store::circulars_read(conn, me)).transpose()?.unwrap_or_default();
            let rows = |c: &mut Conn, at, most| Ok::<_, Failure>(store::circulars(c, at, most)?);
            let see = |c: &mut Conn, row: PenaltyRow| {
                let (Some(issued_at), Some(text)) = (row.decided_at, row.words) else { return Ok(None) };
                let station = row.penalty.station;
                let station_name = unit::load(c, station)?.map(|u| u.name).unwrap_or_default();
                let now = (row.id, row.reversed_at.is_some());
                Ok(Some(Circular {
                    id: row.id,
                    station_name,
                    issued_at,
                    text,
                    reversed_at: row.reversed_at,
                    read: read.contains(&now),
                    sees_readers: may(&world, &actor, Permission::StationManage, station),
                }))
            };
            through(conn, ask, rows, |row| (row.decided_at.unwrap_or_default(), row.id), see)
        });
        found.await
    }

    /// The actor has read a circular as it stands now; once read stays read.
    ///
    /// # Errors
    /// `NotFound` for what is no circular; faults.
    pub async fn read_circular(&self, actor: &Actor, id: Id) -> Result<(), Failure> {
        let (me, who) = (actor.user().ok_or(Failure::NotSignedIn)?, actor.who);
        let done = self.db().write("stations.read_circular", move |tx| {
            let stream = Stream::new(PENALTY, id);
            let none = Failure::NotFound { what: "circular" };
            if !store::load(tx, id)?.is_some_and(|row| published(&row)) {
                return Err(none);
            }
            // What stands there once nobody can take it back any more.
            let version = lock_version(tx, &stream)?;
            let Some(row) = store::load(tx, id)? else { return Err(none) };
            let now = (id, row.penalty.state == PenaltyState::Reversed);
            if store::circulars_read(tx, me)?.contains(&now) {
                return Ok(());
            }
            let events = [PenaltyEvent::CircularRead { is_reversal: now.1 }];
            record(tx, &decision(&stream, version, tx, who, "read_circular", &events), |tx, proof| {
                store::save(tx, proof, &row)?;
                Ok(store::read_circular(tx, proof, id, me, now.1)?)
            })
        });
        done.await
    }

    /// Who of the network has read a circular as it stands now.
    ///
    /// # Errors
    /// `NotFound` for what is no circular; `NotPermitted`; faults.
    pub async fn circular_reading(&self, actor: &Actor, id: Id) -> Result<CircularReading, Failure> {
        let (world, actor) = (self.world(), actor.clone());
        let found = self.db().read(move |conn| {
            let row = store::load(conn, id)?.filter(published).ok_or(Failure::NotFound { what: "circular" })?;
            if !may(&world, &actor, Permission::StationManage, row.penalty.station) {
                return Err(Failure::NotPermitted(Permission::StationManage));
            }
            let is_reversal = row.penalty.state == PenaltyState::Reversed;
            let mut readers = store::circular_readers(conn, id)?;
            readers.retain(|r| r.is_reversal == is_reversal);
            Ok(CircularReading { readers, network: store::network_size(conn)? })
        });
        found.await
    }
}
