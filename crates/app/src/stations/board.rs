//! The month board of the network and a station's year. Orders that nobody gave are unknown, and so are the rate and the
//! silence that would be judged by them.

use std::collections::HashMap;

use bihuan_domain::actor::{Actor, Permission, Who};
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::UnitKind;
use bihuan_domain::station::{is_silent, per_thousand, points};
use bihuan_store::journal::Stream;
use bihuan_store::nouns::station::{self as store, Judged, Load, PenaltyRow};
use bihuan_store::nouns::unit;
use serde::Serialize;

use super::{may, month_of, rule};
use crate::app::App;
use crate::failure::Failure;
use crate::record::record;
use crate::sign_in::first;

/// The stream of orders given for a month.
const ORDERS: &str = "station_orders";
/// Stations whose orders are given at once.
pub const MOST_ORDERS: usize = 5_000;

/// A station's month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationMonth {
    /// The station.
    pub station: Id,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Complaints received in the month that are with it.
    pub complaints: u32,
    /// Valid complaints it caused.
    pub valid: u32,
    /// Judgements of the month whose appeal waits.
    pub appealed: u32,
    /// Orders of the month; none = nobody gave them.
    pub orders: Option<u32>,
    /// Valid complaints per 1,000 orders, in thousandths.
    pub per_thousand_milli: Option<u64>,
    /// Work but not one complaint.
    pub silent: Option<bool>,
    /// What it has open now.
    pub load: Load,
}

/// A station's year: the annual appraisal with every deduction's case (S3-23).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationYear {
    /// The station.
    pub station: Id,
    /// Its name.
    pub name: String,
    /// What was judged, in order of receipt.
    pub judged: Vec<Judged>,
    /// Penalties, the latest first.
    pub penalties: Vec<PenaltyRow>,
    /// Points at the beginning, taken off by each valid complaint, and left; none where they do not count.
    pub points: Option<(u32, u32, u32)>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum OrdersEvent<'a> {
    StationOrdersGiven { month: &'a str, orders: &'a [(Id, u32)] },
}

impl App {
    /// The stations a reader may see in a month, those with the most valid complaints first.
    ///
    /// # Errors
    /// `Input` for no month; faults.
    pub async fn station_board(&self, actor: &Actor, month: &str) -> Result<Vec<StationMonth>, Failure> {
        let (world, actor, now, month) = (self.world(), actor.clone(), self.db().now(), month.to_owned());
        let (year, number) = month_of(&month)?;
        let out_of_range = |_| Failure::input("month", "bad_value", "1970-9998");
        let from = world.zone.month_start(year, number).map_err(out_of_range)?;
        let until = world.zone.month_end(year, number).map_err(out_of_range)?;
        let found = self.db().read(move |conn| {
            let valid = store::valid_of_month(conn, &month)?;
            let complaints = store::complaints_between(conn, from, until)?;
            let loads = store::loads(conn)?;
            let orders = store::orders_of_month(conn, &month)?;
            let mut rules = HashMap::new();
            let mut out = Vec::new();
            for unit in unit::all(conn)? {
                let is_station = unit.kind == UnitKind::Station && unit.archived_at.is_none();
                if !is_station || !may(&world, &actor, Permission::StationRead, unit.id) {
                    continue;
                }
                let policy = world.policy_of(unit.id);
                if !rules.contains_key(policy) {
                    rules.insert(policy.to_owned(), rule(&world, unit.id, now)?);
                }
                let rule = rules.get(policy).and_then(Option::as_ref);
                let count = complaints.get(&unit.id).copied().unwrap_or(0);
                let (counts, appealed) = valid.get(&unit.id).copied().unwrap_or_default();
                let orders = orders.get(&unit.id).copied();
                out.push(StationMonth {
                    station: unit.id,
                    code: unit.code,
                    name: unit.name,
                    complaints: count,
                    valid: counts,
                    appealed,
                    orders,
                    per_thousand_milli: per_thousand(counts, orders),
                    silent: rule.and_then(|r| is_silent(r, count, orders)),
                    load: loads.get(&unit.id).copied().unwrap_or_default(),
                });
            }
            out.sort_by(|a, b| (b.valid, b.complaints, &a.code).cmp(&(a.valid, a.complaints, &b.code)));
            Ok::<_, Failure>(out)
        });
        found.await
    }

    /// A station's year.
    ///
    /// # Errors
    /// `NotFound` also where the reader may not look; `Input`; faults.
    pub async fn station_year(&self, actor: &Actor, station: Id, year: i16) -> Result<StationYear, Failure> {
        let (world, actor, now) = (self.world(), actor.clone(), self.db().now());
        let out_of_range = |_| Failure::input("year", "out_of_range", "1970-9998");
        let from = world.zone.month_start(year, 1).map_err(out_of_range)?;
        let until = world.zone.month_end(year, 12).map_err(out_of_range)?;
        let found = self.db().read(move |conn| {
            let none = Failure::NotFound { what: "station" };
            let unit = unit::load(conn, station)?.filter(|u| u.kind == UnitKind::Station);
            let Some(unit) = unit.filter(|u| may(&world, &actor, Permission::StationRead, u.id)) else {
                return Err(none);
            };
            let judged = store::of_station(conn, station, from, until)?;
            let counts = judged.iter().filter(|j| j.standing.counts() && j.station_caused).count();
            let counts = u32::try_from(counts).unwrap_or(u32::MAX);
            let rule = rule(&world, station, now)?;
            let points = rule.as_ref().and_then(|r| Some((r.annual_points, r.annual_deduction, points(r, counts)?)));
            let penalties = store::penalties_of(conn, station)?;
            Ok(StationYear { station, name: unit.name, judged, penalties, points })
        });
        found.await
    }

    /// Keeps the orders of a month, by station: typed in, from a file, or told by another system; told again they are
    /// replaced, and what says nothing new is not recorded.
    ///
    /// # Errors
    /// `NotPermitted` for one where the actor may not; `Input`; faults.
    pub async fn give_orders(&self, actor: &Actor, month: &str, orders: Vec<(Id, u32)>) -> Result<(), Failure> {
        let (world, actor, month) = (self.world(), actor.clone(), month.to_owned());
        month_of(&month)?;
        if orders.is_empty() || orders.len() > MOST_ORDERS {
            return Err(Failure::input("orders", "out_of_range", MOST_ORDERS.to_string()));
        }
        self.db()
            .write("stations.orders", move |tx| {
                for (station, _) in &orders {
                    let unit = unit::load(tx, *station)?.filter(|u| u.kind == UnitKind::Station);
                    if unit.is_none() {
                        return Err(Failure::input("station", "unknown_unit", station.to_string()));
                    }
                    if !may(&world, &actor, Permission::StationManage, *station) {
                        return Err(Failure::NotPermitted(Permission::StationManage));
                    }
                }
                let before = store::orders_of_month(tx, &month)?;
                if orders.iter().all(|(station, count)| before.get(station) == Some(count)) {
                    return Ok(());
                }
                let (id, now) = (tx.new_id(), tx.now());
                let events = [OrdersEvent::StationOrdersGiven { month: &month, orders: &orders }];
                let who: Who = actor.who;
                record(tx, &first(&Stream::new(ORDERS, id), now, who, "give_station_orders", &events), |tx, proof| {
                    for (station, count) in &orders {
                        store::set_orders(tx, proof, *station, &month, *count)?;
                    }
                    Ok(())
                })
            })
            .await
    }
}
