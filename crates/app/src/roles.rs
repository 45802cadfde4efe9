//! Roles: those delivered, which an organisation may change and set back, and its own. Whoever changes what a role may
//! must hold all of it themselves, everywhere, before and after: otherwise a role would be a ladder.
//!
//! The administrator's role may everything, always: nobody can lock everybody out.

use std::collections::HashMap;

use bihuan_domain::actor::{Actor, Grant, Permission, Scope, default_permissions};
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{Refusal, RoleEvent, RoleKey, RolePermissions, first_excess};
use bihuan_domain::trade::Role;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::role::{self, RoleSet};
use bihuan_store::nouns::user;
use bihuan_store::{Fault, Tx};

use crate::access::Access;
use crate::failure::Failure;
use crate::organisation::{check_name, lock_organisation};
use crate::policies::named_stream;
use crate::record::{Decision, record};
use crate::sign_in::lock_version;

/// A name in three languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// Simplified Chinese.
    pub zh_hans: String,
    /// Traditional Chinese.
    pub zh_hant: String,
    /// English.
    pub en: String,
}

/// A role to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRole {
    /// Its name.
    pub names: Names,
    /// What it may; none: what the copied one may, or nothing.
    pub permissions: Option<Vec<Permission>>,
    /// From which role what it may is copied.
    pub copy_of: Option<RoleKey>,
    /// As which delivered role policies see whoever holds it: limits of promises, levels of the ladder; none: as none.
    pub ranks_as: Option<Role>,
    /// Whoever holds it must have a second factor.
    pub second_factor: bool,
}

/// What changes of a role; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RolePatch {
    /// Its name; only of the organisation's own.
    pub names: Option<Names>,
    /// All that it may.
    pub permissions: Option<Vec<Permission>>,
    /// As which delivered role policies see whoever holds it; only of the organisation's own.
    pub ranks_as: Option<Option<Role>>,
    /// Whoever holds it must have a second factor.
    pub second_factor: Option<bool>,
}

/// A role as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleView {
    /// Which.
    pub key: RoleKey,
    /// Version; 0 for a delivered one that was never changed.
    pub version: i64,
    /// Its name.
    pub names: Names,
    /// It comes with the product and differs from what was delivered.
    pub changed: bool,
    /// What it may.
    pub permissions: Vec<Permission>,
    /// What it may cannot be changed.
    pub permissions_fixed: bool,
    /// As which delivered role policies see whoever holds it: itself for a delivered one.
    pub ranks_as: Option<Role>,
    /// Whoever holds it must have a second factor.
    pub second_factor: bool,
    /// How many people hold it.
    pub holders: u64,
}

impl Access {
    /// Every role a person may hold, with what it may.
    ///
    /// # Errors
    /// Faults.
    pub async fn roles(&self) -> Result<Vec<RoleView>, Failure> {
        let found = self.db().read(|c| Ok::<_, Fault>((role::all(c)?, user::role_permissions(c)?, role::holders(c)?)));
        let (set, table, holders) = found.await?;
        let holders: HashMap<RoleKey, u64> = holders.into_iter().collect();
        let delivered = Role::ALL.iter().filter(|r| **r != Role::System).map(|r| RoleKey::from(*r));
        let own = set.iter().map(|s| s.key).filter(|k| k.delivered().is_none());
        let view = |key: RoleKey| {
            let row = set.iter().find(|s| s.key == key);
            let permissions = table.of(key);
            let second_factor = row.is_some_and(|r| r.second_factor);
            let changed =
                key.delivered().is_some_and(|r| second_factor || !same(&permissions, &default_permissions(r)));
            let names = row.map_or_else(|| delivered_names(key), names_of);
            let version = row.map_or(0, |r| r.version);
            let holders = holders.get(&key).copied().unwrap_or(0);
            let ranks_as = key.delivered().or(row.and_then(|r| r.ranks_as));
            let permissions_fixed = permissions_fixed(key);
            RoleView { key, version, names, changed, permissions, permissions_fixed, ranks_as, second_factor, holders }
        };
        Ok(delivered.chain(own).map(view).collect())
    }

    /// One role.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn role(&self, key: RoleKey) -> Result<RoleView, Failure> {
        let found = self.roles().await?.into_iter().find(|r| r.key == key);
        found.ok_or(Failure::NotFound { what: "role" })
    }

    /// Makes a role; answers which.
    ///
    /// # Errors
    /// `NotPermitted` without `UserAdmin` over everything; `ExceedsOwn`; `NotFound` for the copied one; `Input`; faults.
    pub async fn create_role(&self, actor: &Actor, new: NewRole) -> Result<RoleKey, Failure> {
        over_everything(actor)?;
        let names = checked_names(new.names)?;
        let (access, actor) = (self.clone(), actor.clone());
        let made = self.db().write("role.create", move |tx| {
            lock_organisation(tx)?;
            let table = user::role_permissions(tx)?;
            if role::all(tx)?.len() >= role::MAX_ROLES as usize {
                return Err(Failure::input("roles", "too_many", role::MAX_ROLES.to_string()));
            }
            if let Some(key) = new.copy_of {
                known(tx, key)?;
            }
            let copied = || new.copy_of.map(|key| table.of(key)).unwrap_or_default();
            let permissions = sorted(new.permissions.unwrap_or_else(copied));
            access.holds_all(&actor, &permissions)?;
            let ranks_as = new.ranks_as;
            access.may_rank(&actor, ranks_as, &table)?;
            let id = tx.new_id();
            let key = RoleKey::Own(id);
            let Names { zh_hans, zh_hant, en } = names;
            let second_factor = new.second_factor;
            let made = RoleSet { id, version: 1, key, zh_hans, zh_hant, en, second_factor, ranks_as };
            let permissions_given = permissions.clone();
            let mut events =
                vec![RoleEvent::Created { copy_of: new.copy_of, permissions: permissions_given, ranks_as }];
            if new.second_factor {
                events.push(RoleEvent::SecondFactorSet { required: true });
            }
            save(tx, &actor, 0, "create_role", &events, &made, Some(&permissions))?;
            Ok(key)
        });
        let key = made.await?;
        self.forget();
        Ok(key)
    }

    /// Changes a role; answers its version.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; `ExceedsOwn`; `RoleFixed` for a delivered name or rank, or what the administrator may; `Stale`;
    /// `Input`; faults.
    pub async fn change_role(
        &self,
        actor: &Actor,
        key: RoleKey,
        seen: impl Into<Option<i64>>,
        patch: RolePatch,
    ) -> Result<i64, Failure> {
        over_everything(actor)?;
        let delivered = key.delivered().is_some();
        let fixed = (delivered && (patch.names.is_some() || patch.ranks_as.is_some()))
            || (patch.permissions.is_some() && permissions_fixed(key));
        if fixed {
            return Err(Refusal::RoleFixed.into());
        }
        let names = patch.names.map(checked_names).transpose()?;
        let (access, actor, seen) = (self.clone(), actor.clone(), seen.into());
        let changed = self.db().write("role.change", move |tx| {
            lock_organisation(tx)?;
            let (mut row, version) = at_version(tx, key, seen)?;
            let held = user::role_permissions(tx)?.of(key);
            access.holds_all(&actor, &held)?;
            let mut events = Vec::new();
            if let Some(names) = names.filter(|n| *n != names_of(&row)) {
                (row.zh_hans, row.zh_hant, row.en) = (names.zh_hans, names.zh_hant, names.en);
                events.push(RoleEvent::Renamed {});
            }
            let permissions = patch.permissions.map(sorted).filter(|p| !same(p, &held));
            if let Some(permissions) = &permissions {
                access.holds_all(&actor, permissions)?;
                events.push(RoleEvent::PermissionsSet { permissions: permissions.clone() });
            }
            if let Some(ranks_as) = patch.ranks_as.filter(|r| *r != row.ranks_as) {
                // Also what is taken away may not exceed what one holds.
                let table = user::role_permissions(tx)?;
                access.may_rank(&actor, row.ranks_as, &table)?;
                access.may_rank(&actor, ranks_as, &table)?;
                row.ranks_as = ranks_as;
                events.push(RoleEvent::RankSet { ranks_as });
            }
            if let Some(required) = patch.second_factor.filter(|r| *r != row.second_factor) {
                row.second_factor = required;
                events.push(RoleEvent::SecondFactorSet { required });
            }
            if events.is_empty() {
                return Ok(version);
            }
            save(tx, &actor, version, "change_role", &events, &row, permissions.as_deref())
        });
        let version = changed.await?;
        self.forget();
        Ok(version)
    }

    /// Takes a role of the organisation's own away, or sets a delivered one back to what was delivered.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; `ExceedsOwn`; `RoleInUse` while somebody holds it; `Stale`; faults.
    pub async fn delete_role(&self, actor: &Actor, key: RoleKey, seen: impl Into<Option<i64>>) -> Result<(), Failure> {
        over_everything(actor)?;
        let (access, actor, seen) = (self.clone(), actor.clone(), seen.into());
        let deleted = self.db().write("role.delete", move |tx| {
            lock_organisation(tx)?;
            let (mut row, version) = at_version(tx, key, seen)?;
            let held = user::role_permissions(tx)?.of(key);
            access.holds_all(&actor, &held)?;
            let Some(delivered) = key.delivered() else {
                if role::is_held(tx, key)? {
                    return Err(Refusal::RoleInUse.into());
                }
                let (stream, events) = (stream_of(key), [RoleEvent::Deleted {}]);
                let decision = decided(tx, &stream, version, &actor, "delete_role", &events);
                return record(tx, &decision, |tx, proof| Ok(role::remove(tx, proof, key)?));
            };
            let permissions = default_permissions(delivered);
            access.holds_all(&actor, &permissions)?;
            if !row.second_factor && same(&held, &permissions) {
                return Ok(());
            }
            row.second_factor = false;
            save(tx, &actor, version, "reset_role", &[RoleEvent::Reset {}], &row, Some(&permissions)).map(|_| ())
        });
        deleted.await?;
        self.forget();
        Ok(())
    }

    /// Who ranks as a role signs and leads as it does: all that it may must be held by whoever says so.
    fn may_rank(&self, actor: &Actor, ranks_as: Option<Role>, table: &RolePermissions) -> Result<(), Failure> {
        match ranks_as {
            None => Ok(()),
            Some(Role::System) => Err(Failure::input("ranks_as", "bad_value", "")),
            Some(role) => self.holds_all(actor, &table.of(role)),
        }
    }

    /// Nobody gives more than they hold: a role is given anywhere, so all of it must be held everywhere.
    fn holds_all(&self, actor: &Actor, permissions: &[Permission]) -> Result<(), Failure> {
        let wanted: Vec<Grant> = permissions.iter().map(|p| Grant { permission: *p, scope: Scope::All }).collect();
        match first_excess(&actor.grants, &wanted, &self.tree()) {
            Some(grant) => Err(Refusal::ExceedsOwn { grant }.into()),
            None => Ok(()),
        }
    }
}

/// The administrator may everything, always.
fn permissions_fixed(key: RoleKey) -> bool {
    key == Role::Admin
}

fn over_everything(actor: &Actor) -> Result<(), Failure> {
    let all = actor.scopes(Permission::UserAdmin).any(|s| s == Scope::All);
    if all { Ok(()) } else { Err(Failure::NotPermitted(Permission::UserAdmin)) }
}

/// Whether there is such a role for people.
pub(crate) fn known(tx: &mut Tx, key: RoleKey) -> Result<(), Failure> {
    let there = match key {
        RoleKey::Delivered(role) => role != Role::System,
        RoleKey::Own(_) => role::load(tx, key)?.is_some(),
    };
    if there { Ok(()) } else { Err(Failure::NotFound { what: "role" }) }
}

fn stream_of(key: RoleKey) -> Stream {
    match key {
        RoleKey::Own(id) => Stream::new("role", id),
        RoleKey::Delivered(role) => named_stream("role", role.code()),
    }
}

/// The role as it is, for a change of the version seen. A delivered one that was never set gets its first row here.
fn at_version(tx: &mut Tx, key: RoleKey, seen: Option<i64>) -> Result<(RoleSet, i64), Failure> {
    known(tx, key)?;
    let stream = stream_of(key);
    let version = lock_version(tx, &stream)?;
    if seen.is_some_and(|seen| seen != version) {
        return Err(Failure::Stale { current: version });
    }
    let row = role::load(tx, key)?.unwrap_or_else(|| {
        let Names { zh_hans, zh_hant, en } = delivered_names(key);
        RoleSet { id: stream.id, version, key, zh_hans, zh_hant, en, second_factor: false, ranks_as: None }
    });
    Ok((row, version))
}

fn decided<'a>(
    tx: &Tx,
    stream: &'a Stream,
    version: i64,
    actor: &Actor,
    command: &'a str,
    events: &'a [RoleEvent],
) -> Decision<'a, RoleEvent> {
    let expected_version = (version > 0).then_some(version);
    Decision { stream, expected_version, at: tx.now(), who: actor.who, command, policy: None, events }
}

fn save(
    tx: &mut Tx,
    actor: &Actor,
    version: i64,
    command: &str,
    events: &[RoleEvent],
    row: &RoleSet,
    permissions: Option<&[Permission]>,
) -> Result<i64, Failure> {
    let stream = stream_of(row.key);
    let decision = decided(tx, &stream, version, actor, command, events);
    record(tx, &decision, |tx, proof| {
        role::put(tx, proof, row)?;
        if let Some(permissions) = permissions {
            role::set_permissions(tx, proof, row.key, permissions)?;
        }
        Ok(proof.version())
    })
}

fn sorted(mut permissions: Vec<Permission>) -> Vec<Permission> {
    permissions.sort_unstable();
    permissions.dedup();
    permissions
}

fn same(a: &[Permission], b: &[Permission]) -> bool {
    sorted(a.to_vec()) == sorted(b.to_vec())
}

fn names_of(row: &RoleSet) -> Names {
    Names { zh_hans: row.zh_hans.clone(), zh_hant: row.zh_hant.clone(), en: row.en.clone() }
}

fn checked_names(names: Names) -> Result<Names, Failure> {
    check_name("zh_hans", &names.zh_hans)?;
    check_name("zh_hant", &names.zh_hant)?;
    check_name("en", &names.en)?;
    let trim = |s: String| s.trim().to_owned();
    Ok(Names { zh_hans: trim(names.zh_hans), zh_hant: trim(names.zh_hant), en: trim(names.en) })
}

/// Names as in the glossary.
fn delivered_names(key: RoleKey) -> Names {
    let (zh_hans, zh_hant, en) = match key.delivered() {
        Some(Role::Agent) => ("客服人员", "客服人員", "Agent"),
        Some(Role::Technician) => ("技师", "技師", "Technician"),
        Some(Role::StoreStaff) => ("门店人员", "門店人員", "Store staff"),
        Some(Role::StationStaff) => ("服务站人员", "服務站人員", "Station staff"),
        Some(Role::StationManager) => ("服务站负责人", "服務站負責人", "Station manager"),
        Some(Role::Supervisor) => ("客服主管", "客服主管", "Supervisor"),
        Some(Role::Department) => ("责任部门", "責任部門", "Responsible department"),
        Some(Role::ServiceManagement) => ("服务管理部", "服務管理部", "Service management dept."),
        Some(Role::Manufacturer) => ("制造厂", "製造廠", "Manufacturer"),
        Some(Role::Management) => ("管理层", "管理層", "Management"),
        Some(Role::QualityManager) => ("质量经理", "質量經理", "Quality manager"),
        Some(Role::QaInspector) => ("质检员", "質檢員", "QA inspector"),
        Some(Role::Trainer) => ("培训师", "培訓師", "Trainer"),
        Some(Role::Counsellor) => ("情绪疏导员", "情緒疏導員", "Counsellor"),
        Some(Role::Archivist) => ("档案员", "檔案員", "Archivist"),
        Some(Role::PrivacyOfficer) => ("个人信息保护负责人", "個人信息保護負責人", "Privacy officer"),
        Some(Role::Admin) => ("系统管理员", "系統管理員", "Administrator"),
        Some(Role::Auditor) => ("审计员", "審計員", "Auditor"),
        Some(Role::System) | None => ("系统", "系統", "System"),
    };
    Names { zh_hans: zh_hans.to_owned(), zh_hant: zh_hant.to_owned(), en: en.to_owned() }
}

/// Names of roles by id, for showing what a decision was about.
///
/// # Errors
/// Faults.
pub(crate) fn names_by_id(c: &mut bihuan_store::Conn, wanted: &[Id]) -> Result<Vec<(Id, String)>, Fault> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let mut named: Vec<(Id, String)> = role::all(c)?.into_iter().map(|r| (r.id, r.zh_hans)).collect();
    named.retain(|(id, _)| wanted.contains(id));
    Ok(named)
}
