//! Telling stations of their penalties and the network of circulars, in the transaction of what is told. A station's people
//! are those who lead it; the network is whoever may see stations.

use bihuan_domain::calendar::Zone;
use bihuan_domain::ids::Id;
use bihuan_domain::notification::NotificationKind as Kind;
use bihuan_domain::station::PenaltyState;
use bihuan_domain::trade::Role;
use bihuan_store::nouns::station::{self as store, PenaltyRow};
use bihuan_store::nouns::{notification, unit};
use bihuan_store::{Fault, Tx};
use serde_json::json;

use crate::notifications::{News, tell};

/// People of the network who are told of a circular, at most; whoever is beyond reads it among the circulars.
pub(super) const MOST_TOLD: u32 = 5_000;

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
    let name = unit::load(tx, station)?.map(|u| u.name).unwrap_or_default();
    let data = json!({ "penalty": row.id, "station": station, "station_name": name, "state": state });
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
    let circular = match state {
        PenaltyState::Issued => Kind::CircularPublished,
        PenaltyState::Reversed if was == PenaltyState::Issued => Kind::CircularRetracted,
        _ => return Ok(()),
    };
    // Whom it charges has heard of it already.
    let network: Vec<Id> = store::network(tx, MOST_TOLD)?.into_iter().filter(|u| !people.contains(u)).collect();
    let key = format!("circular:{}:{state}", row.id);
    each(tx, zone, &network, News { kind: circular, case: None, by, data: &data, key: &key })
}

fn each(tx: &mut Tx, zone: &Zone, people: &[Id], news: News<'_>) -> Result<(), Fault> {
    for user in people.iter().filter(|u| Some(**u) != news.by) {
        tell(tx, zone, *user, news)?;
    }
    Ok(())
}
