//! Telling stations of their penalties in the transaction of what is told, and after it, some people at a time, the network
//! of circulars. A station's people are those who lead it; the network is whoever may see stations.

use bihuan_domain::calendar::Zone;
use bihuan_domain::ids::Id;
use bihuan_domain::notification::NotificationKind as Kind;
use bihuan_domain::station::PenaltyState;
use bihuan_domain::trade::Role;
use bihuan_store::nouns::station::{self as store, PenaltyRow};
use bihuan_store::nouns::{notification, unit};
use bihuan_store::{Fault, Tx, jobs};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::app::App;
use crate::failure::Failure;
use crate::notifications::{News, tell};

/// The job that tells the network of a circular.
pub(crate) const TELL_NETWORK: &str = "tell_network";
/// People told in one transaction: thousands in one would hold up everybody else who writes.
const AT_ONCE: u32 = 25;

/// What the network is to hear.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Telling {
    penalty: Id,
    state: PenaltyState,
    by: Option<Id>,
}

/// Tells of a penalty as it stands now; `by`: who decided.
///
/// # Errors
/// Faults.
pub(super) fn tell_of(
    tx: &mut Tx,
    zone: &Zone,
    row: &PenaltyRow,
    by: Option<Id>,
    was: PenaltyState,
) -> Result<(), Fault> {
    let station = row.penalty.station;
    let state = row.penalty.state;
    let data = data_of(tx, row, state)?;
    let mut people = notification::holders(tx, Role::StationManager, station)?;
    let kind = match state {
        PenaltyState::Proposed => {
            people.extend(notification::holders(tx, Role::ServiceManagement, station)?);
            Kind::PenaltyProposed
        }
        PenaltyState::Issued | PenaltyState::Dismissed => Kind::PenaltyDecided,
        PenaltyState::Withdrawn | PenaltyState::Reversed => Kind::PenaltyReversed,
    };
    each(tx, zone, &people, News { kind, case: None, by, data: &data, key: &format!("penalty:{}:{state}", row.id) })?;
    let published = state == PenaltyState::Issued;
    if published || state == PenaltyState::Reversed && was == PenaltyState::Issued {
        let telling = json!(Telling { penalty: row.id, state, by }).to_string();
        let (key, now) = (format!("{TELL_NETWORK}:{}:{state}", row.id), tx.now());
        jobs::enqueue(tx, TELL_NETWORK, &key, &telling, now)?;
    }
    Ok(())
}

impl App {
    /// Tells the network of a circular; again, it tells whoever has not heard.
    ///
    /// # Errors
    /// Faults.
    pub(crate) async fn tell_network(&self, payload: &str) -> Result<(), Failure> {
        let telling: Telling = serde_json::from_str(payload).map_err(|e| Fault::Corrupt(format!("telling: {e}")))?;
        let mut after = Id::from_i64(0);
        loop {
            let (world, telling, from) = (self.world(), telling.clone(), after);
            let told = self.db().write("stations.tell_network", move |tx| {
                Ok::<_, Failure>(tell_some(tx, &world.zone, &telling, from)?)
            });
            let Some(last) = told.await? else { return Ok(()) };
            after = last;
        }
    }
}

/// Tells the next of the network; answers after whom to go on, none once all were told.
fn tell_some(tx: &mut Tx, zone: &Zone, telling: &Telling, after: Id) -> Result<Option<Id>, Fault> {
    let Telling { penalty, state, by } = *telling;
    let people = store::network(tx, after, AT_ONCE)?;
    let (Some(row), Some(last)) = (store::load(tx, penalty)?, people.last().copied()) else { return Ok(None) };
    // Whom it charges has heard of it already.
    let charged = notification::holders(tx, Role::StationManager, row.penalty.station)?;
    let data = data_of(tx, &row, state)?;
    let kind = if state == PenaltyState::Issued { Kind::CircularPublished } else { Kind::CircularRetracted };
    let others: Vec<Id> = people.into_iter().filter(|u| !charged.contains(u)).collect();
    each(tx, zone, &others, News { kind, case: None, by, data: &data, key: &format!("circular:{penalty}:{state}") })?;
    Ok(Some(last))
}

fn data_of(tx: &mut Tx, row: &PenaltyRow, state: PenaltyState) -> Result<Value, Fault> {
    let station = row.penalty.station;
    let name = unit::load(tx, station)?.map(|u| u.name).unwrap_or_default();
    Ok(json!({ "penalty": row.id, "station": station, "station_name": name, "state": state }))
}

fn each(tx: &mut Tx, zone: &Zone, people: &[Id], news: News<'_>) -> Result<(), Fault> {
    for user in people.iter().filter(|u| Some(**u) != news.by) {
        tell(tx, zone, *user, news)?;
    }
    Ok(())
}
