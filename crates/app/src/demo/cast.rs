//! Who plays: one group with five divisions, their regions, stations, shops and teams, the people in them, and the
//! customers. All names are drawn; telephone numbers stand in a block that is plainly made up (13800138xxx and
//! 1390000xxxx), mails at example.com and example.cn (RFC 2606).

use std::collections::HashMap;

use bihuan_domain::actor::{Actor, Grant, Scope, Who, default_permissions};
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{Reach, RoleAt, UnitKind};
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Role;

use super::chance::Chance;
use super::season::DAY;
use super::trade::Trade;
use crate::customers::NewCustomer;

/// Ids of what is told belong to no node (1023 is never taken) and to the instant they are told of, so that they are the
/// same for the same seed and no live id ever meets them.
pub const NO_NODE: u16 = 1023;

const FAMILY: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "孙", "马", "朱", "胡", "林", "郭", "何", "高",
    "罗", "欧阳", "司马",
];
const GIVEN: &[&str] = &[
    "伟", "芳", "娜", "敏", "静", "强", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛", "明", "超", "秀英", "建国",
    "子涵", "雨桐", "欣怡", "浩然", "思远", "晓峰", "玉兰", "志强", "美玲", "家豪",
];

/// A unit to be made.
#[derive(Debug)]
pub struct Unit {
    /// Identifier.
    pub id: Id,
    /// Above it.
    pub parent: Id,
    /// What it is.
    pub kind: UnitKind,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// The policy of a division.
    pub policy: Option<&'static str>,
}

/// Somebody who works there.
#[derive(Debug)]
pub struct Person {
    /// Login.
    pub login: String,
    /// Name.
    pub name: String,
    /// Their unit.
    pub unit: Id,
    /// Their role and its reach.
    pub role: RoleAt,
    /// As whom they act.
    pub actor: Actor,
}

impl Person {
    /// Identifier.
    pub fn id(&self) -> Id {
        self.actor.user().unwrap_or(Id::from_i64(0))
    }
}

/// A place where cases are handled: its unit, who leads it, who works there (places in [`Cast::people`]).
#[derive(Debug)]
pub struct Desk {
    /// The unit.
    pub unit: Id,
    /// Its head.
    pub lead: usize,
    /// The others.
    pub staff: Vec<usize>,
}

/// Everybody.
#[derive(Debug)]
pub struct Cast {
    /// Head office.
    pub top: Id,
    /// Units below it, parents first.
    pub units: Vec<Unit>,
    /// People; the last one is the management's.
    pub people: Vec<Person>,
    /// Desks by trade, in the order of [`Trade::ALL`].
    pub desks: Vec<Vec<Desk>>,
    by_id: HashMap<Id, usize>,
}

impl Cast {
    /// Draws the cast of a year that begins at `first`; `top` is the head office, if there is one already.
    pub fn draw(seed: u64, first: UtcMs, top: Option<Id>) -> Self {
        let mut ids = (0_u16..).map(|n| Id::from_parts(first.ms() - 2 * DAY, NO_NODE, n));
        let mut next = move || ids.next().unwrap_or(Id::from_i64(0));
        let top = top.unwrap_or_else(&mut next);
        let mut chance = Chance::stream(seed, 4, 0);
        let mut cast = Self { top, units: Vec::new(), people: Vec::new(), desks: Vec::new(), by_id: HashMap::new() };
        for (t, trade) in Trade::ALL.into_iter().enumerate() {
            let mut desks = Vec::new();
            for (d, (division, places)) in trade.places().iter().enumerate() {
                let kind = if trade == Trade::Feedback { UnitKind::Department } else { UnitKind::Region };
                let code = format!("D{}{}", t + 1, d + 1);
                let above = next();
                let policy = Some(trade.policy());
                cast.units.push(Unit {
                    id: above,
                    parent: top,
                    kind,
                    code: code.clone(),
                    name: (*division).to_owned(),
                    policy,
                });
                cast.hire(
                    next(),
                    above,
                    RoleAt { role: Role::ServiceManagement.into(), reach: Reach::Subtree, unit: None },
                    &mut chance,
                );
                for (p, place) in places.iter().enumerate() {
                    let unit = next();
                    let kind = if matches!(trade, Trade::Feedback | Trade::OnlineShop) {
                        UnitKind::Team
                    } else {
                        UnitKind::Station
                    };
                    let code = format!("{code}-{:02}", p + 1);
                    cast.units.push(Unit {
                        id: unit,
                        parent: above,
                        kind,
                        code,
                        name: (*place).to_owned(),
                        policy: None,
                    });
                    let (head, hand) = roles(trade);
                    let lead = cast.hire(
                        next(),
                        unit,
                        RoleAt { role: head.into(), reach: Reach::Unit, unit: None },
                        &mut chance,
                    );
                    let many = if trade == Trade::OnlineShop { 14 } else { chance.between(3, 6) };
                    let at = RoleAt { role: hand.into(), reach: Reach::Unit, unit: None };
                    let staff = (0..many).map(|_| cast.hire(next(), unit, at, &mut chance)).collect();
                    desks.push(Desk { unit, lead, staff });
                }
            }
            cast.desks.push(desks);
        }
        let everything = RoleAt { role: Role::Management.into(), reach: Reach::All, unit: None };
        cast.hire(next(), top, everything, &mut Chance::stream(seed, 4, 1));
        cast
    }

    /// Whoever stands above all regions.
    pub fn management(&self) -> Option<&Actor> {
        self.people.last().map(|p| &p.actor)
    }

    fn hire(&mut self, id: Id, unit: Id, role: RoleAt, chance: &mut Chance) -> usize {
        let place = self.people.len();
        let scope = role.scope(unit);
        let scope = if matches!(scope, Scope::Own) { Scope::Unit(unit) } else { scope };
        let grants = role
            .role
            .delivered()
            .map(default_permissions)
            .unwrap_or_default()
            .into_iter()
            .map(|permission| Grant { permission, scope })
            .collect();
        let name = format!("{}{}", chance.one(FAMILY), chance.one(GIVEN));
        let roles = role.role.delivered().map(|role| (role, scope)).into_iter().collect();
        let actor = Actor { who: Who::User(id), unit: Some(unit), grants, roles };
        self.people.push(Person { login: format!("p{place:04}"), name, unit, role, actor });
        self.by_id.insert(id, place);
        place
    }

    /// As whom a user acts; the head of nothing when unknown.
    pub fn actor(&self, user: Id) -> Option<&Actor> {
        self.by_id.get(&user).and_then(|p| self.people.get(*p)).map(|p| &p.actor)
    }

    /// Who leads the region above a unit.
    pub fn region_head(&self, unit: Id) -> Option<&Actor> {
        let above = self.units.iter().find(|u| u.id == unit)?.parent;
        self.people.iter().find(|p| p.unit == above).map(|p| &p.actor)
    }

    /// The desk of a unit, within a trade.
    pub fn desk(&self, trade: Trade, unit: Id) -> Option<&Desk> {
        self.desks_of(trade).iter().find(|d| d.unit == unit)
    }

    /// The desks of a trade.
    pub fn desks_of(&self, trade: Trade) -> &[Desk] {
        let place = Trade::ALL.iter().position(|t| *t == trade).unwrap_or(0);
        &self.desks[place]
    }
}

const fn roles(trade: Trade) -> (Role, Role) {
    match trade {
        Trade::Stations => (Role::StationManager, Role::StationStaff),
        Trade::Apparel => (Role::Supervisor, Role::StoreStaff),
        _ => (Role::Supervisor, Role::Agent),
    }
}

/// How many customers a number of cases comes from.
pub const fn customers(cases: usize) -> usize {
    cases * 6 / 10 + 1
}

/// The id of a customer.
pub fn customer_id(first: UtcMs, number: usize) -> Id {
    Id::from_parts(first.ms() - DAY + (number / 4096) as i64, NO_NODE, (number % 4096) as u16)
}

/// A customer's data.
pub fn customer(seed: u64, number: usize) -> NewCustomer {
    let mut chance = Chance::stream(seed, 5, number as u64);
    let name = format!("{}{}", chance.one(FAMILY), chance.one(GIVEN));
    // Few numbers are free for examples; a reference tells apart who shares one.
    let phone = if chance.once_in(500) {
        format!("13800138{:03}", chance.below(1_000))
    } else {
        format!("1390000{:04}", chance.below(10_000))
    };
    let mail =
        chance.once_in(300).then(|| format!("user{number}@example.{}", if chance.once_in(500) { "com" } else { "cn" }));
    NewCustomer {
        name: Some(name),
        phone: Some(phone),
        email: mail,
        external_ref: Some(format!("DEMO-{number:07}")),
        language: Some("zh-Hans".to_owned()),
        ..NewCustomer::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_stations_enough_every_desk_has_hands_and_no_two_share_an_id() {
        let cast = Cast::draw(1, UtcMs::new(1_760_000_000_000), None);
        assert!(cast.desks_of(Trade::Stations).len() >= 30);
        assert!(cast.desks.iter().flatten().all(|d| d.staff.len() >= 3));
        let mut ids: Vec<Id> = cast.units.iter().map(|u| u.id).chain(cast.people.iter().map(Person::id)).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
        assert_eq!(cast.units.iter().filter(|u| u.policy.is_some()).count(), 8);
    }

    #[test]
    fn contacts_are_plainly_made_up() {
        for n in 0..500 {
            let c = customer(1, n);
            let phone = c.phone.unwrap_or_default();
            assert!(phone.len() == 11 && (phone.starts_with("13800138") || phone.starts_with("1390000")), "{phone}");
            assert!(c.email.is_none_or(|m| m.ends_with("@example.com") || m.ends_with("@example.cn")));
        }
    }
}
