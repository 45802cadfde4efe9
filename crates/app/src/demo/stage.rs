//! Setting the stage: units, people and customers are entered through the same record as everybody's.

use bihuan_domain::actor::Who;
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{RoleAt, UnitEvent, UnitKind, UserEvent};
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Role;
use bihuan_store::Tx;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::{unit, user};

use super::Demo;
use super::cast::{self, Cast};
use super::season::DAY;
use crate::app::App;
use crate::customers;
use crate::failure::Failure;
use crate::record::record;
use crate::settings::set_unit_policy;
use crate::sign_in::first as first_decision;

/// Customers entered a transaction.
const CUSTOMERS: usize = 1_000;

impl App {
    /// Enters units, people and customers; answers who plays.
    pub(super) async fn set_stage(&self, demo: &Demo, first: UtcMs) -> Result<Cast, Failure> {
        let (seed, at, hash) = (demo.seed, first.plus_ms(-2 * DAY), demo.admin_password_hash.clone());
        let cast = self
            .db()
            .write("demo.stage", move |tx| {
                user::deliver_permissions(tx)?;
                let there = unit::root(tx)?;
                let cast = Cast::draw(seed, first, there);
                if there.is_none() {
                    enter_unit(tx, at, cast.top, None, UnitKind::HeadOffice, "HQ", "闭环演示集团")?;
                }
                for unit in &cast.units {
                    enter_unit(tx, at, unit.id, Some(unit.parent), unit.kind, &unit.code, &unit.name)?;
                    if let Some(policy) = unit.policy {
                        set_unit_policy(tx, Who::System, at, unit.id, policy)?;
                    }
                }
                if let (Some(hash), false) = (hash, user::any(tx)?) {
                    let admin = (tx.new_id(), "demo", "演示管理员", cast.top);
                    enter_user(tx, at, admin, Some(hash), RoleAt::everywhere(Role::Admin))?;
                }
                for person in &cast.people {
                    // Without a password: they act in the story, nobody signs in as them.
                    enter_user(tx, at, (person.id(), &person.login, &person.name, person.unit), None, person.role)?;
                }
                Ok::<_, Failure>(cast)
            })
            .await?;
        let customers = cast::customers(demo.cases);
        for from in (0..customers).step_by(CUSTOMERS) {
            let people: Vec<_> = (from..customers.min(from + CUSTOMERS))
                .map(|n| (cast::customer_id(first, n), cast::customer(seed, n)))
                .collect();
            self.db()
                .write_repeatable("demo.customers", move |tx| {
                    for (id, new) in &people {
                        customers::enter(tx, *id, Who::System, at, new.clone())?;
                    }
                    Ok::<_, Failure>(())
                })
                .await?;
        }
        Ok(cast)
    }
}

fn enter_unit(
    tx: &mut Tx,
    at: UtcMs,
    id: Id,
    parent: Option<Id>,
    kind: UnitKind,
    code: &str,
    name: &str,
) -> Result<(), Failure> {
    let made = unit::Unit {
        id,
        version: 1,
        parent,
        kind,
        code: code.to_owned(),
        name: name.to_owned(),
        calendar: None,
        territory: Vec::new(),
        archived_at: None,
    };
    let events = [UnitEvent::Created { kind, parent }];
    record(tx, &first_decision(&Stream::new("unit", id), at, Who::System, "create_unit", &events), |tx, proof| {
        Ok(unit::insert(tx, proof, &made)?)
    })
}

fn enter_user(
    tx: &mut Tx,
    at: UtcMs,
    who: (Id, &str, &str, Id),
    password_hash: Option<String>,
    role: RoleAt,
) -> Result<(), Failure> {
    let (id, login, name, unit) = who;
    let entered = user::User {
        id,
        version: 1,
        login: login.to_owned(),
        name: name.to_owned(),
        password_hash,
        must_change_password: false,
        unit,
        language: "zh-Hans".to_owned(),
        active: true,
        created_at: at,
        second_factor: false,
    };
    let roles = vec![role];
    let events = [UserEvent::Created { unit }, UserEvent::RolesSet { roles: roles.clone() }];
    record(tx, &first_decision(&Stream::new("user", id), at, Who::System, "create_user", &events), |tx, proof| {
        user::insert(tx, proof, &entered)?;
        Ok(user::set_roles(tx, proof, &roles)?)
    })
}
