//! How the stations take complaints in, side by side (S3-37), with the behaviour that caused them (S3-06).

use bihuan_domain::actor::{Actor, Permission};
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::UnitKind;
use bihuan_domain::station::handling::{Handling, handling};
use bihuan_store::nouns::{station as store, unit};

use super::{may, month_of};
use crate::app::App;
use crate::failure::Failure;

/// Complaints of one station in a month that are looked at.
const MOST: u32 = 2_000;

/// A station's month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationHandling {
    /// The station.
    pub station: Id,
    /// How it took complaints in.
    pub handling: Handling,
    /// There are more complaints than were looked at.
    pub more: bool,
}

impl App {
    /// How the stations a reader may see took in the complaints received in a month; those without a complaint are left
    /// out.
    ///
    /// # Errors
    /// `Input` for no month; faults.
    pub async fn station_handling(&self, actor: &Actor, month: &str) -> Result<Vec<StationHandling>, Failure> {
        let (world, actor) = (self.world(), actor.clone());
        let (year, number) = month_of(month)?;
        let out_of_range = |_| Failure::input("month", "bad_value", "1970-9998");
        let from = world.zone.month_start(year, number).map_err(out_of_range)?;
        let until = world.zone.month_end(year, number).map_err(out_of_range)?;
        let found = self.db().read(move |conn| {
            let there = store::complaints_between(conn, from, until)?;
            let mut out = Vec::new();
            for unit in unit::all(conn)? {
                let is_station = unit.kind == UnitKind::Station && unit.archived_at.is_none();
                if !is_station
                    || !there.contains_key(&unit.id)
                    || !may(&world, &actor, Permission::StationRead, unit.id)
                {
                    continue;
                }
                let complaints = store::complaints_of(conn, unit.id, from, until, MOST + 1)?;
                let more = complaints.len() > MOST as usize;
                let handling = handling(complaints.iter().take(MOST as usize));
                out.push(StationHandling { station: unit.id, handling, more });
            }
            Ok::<_, Failure>(out)
        });
        found.await
    }
}
