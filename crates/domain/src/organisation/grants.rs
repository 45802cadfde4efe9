//! From roles to grants, and the rule against escalation: nobody gives more than they hold.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::role_key::RoleKey;
use super::tree::OrgTree;
use crate::actor::{Grant, Permission, Scope, default_permissions};
use crate::code::codes;
use crate::ids::Id;
use crate::trade::Role;

codes! {
    /// How far a role reaches.
    pub enum Reach {
        /// Cases one owns or handles.
        Own = "own",
        /// One unit.
        Unit = "unit",
        /// A unit and all below it.
        Subtree = "subtree",
        /// Everything.
        All = "all",
    }
}

/// A role as held by a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleAt {
    /// Which role.
    pub role: RoleKey,
    /// How far.
    pub reach: Reach,
    /// At which unit, for `unit` and `subtree`; none: the user's own unit, also after a move.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Id>,
}

impl RoleAt {
    /// A role reaching everywhere.
    pub fn everywhere(role: impl Into<RoleKey>) -> Self {
        Self { role: role.into(), reach: Reach::All, unit: None }
    }

    /// The scope for somebody of a unit.
    pub fn scope(&self, home: Id) -> Scope {
        let unit = self.unit.unwrap_or(home);
        match self.reach {
            Reach::Own => Scope::Own,
            Reach::Unit => Scope::Unit(unit),
            Reach::Subtree => Scope::Subtree(unit),
            Reach::All => Scope::All,
        }
    }
}

/// What each role may, as the organisation has set it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RolePermissions(BTreeMap<RoleKey, BTreeSet<Permission>>);

impl RolePermissions {
    /// As delivered.
    pub fn delivered() -> Self {
        Role::ALL
            .iter()
            .flat_map(|role| default_permissions(*role).into_iter().map(|p| (RoleKey::from(*role), p)))
            .collect()
    }

    /// What a role may. An administrator may everything whatever the table says, so that nobody is ever locked out.
    pub fn of(&self, role: impl Into<RoleKey>) -> Vec<Permission> {
        let key = role.into();
        match key.delivered() {
            Some(Role::Admin) => Permission::ALL.to_vec(),
            Some(Role::System) => Vec::new(),
            _ => self.0.get(&key).map(|set| set.iter().copied().collect()).unwrap_or_default(),
        }
    }

    /// The grants of somebody of a unit with these roles.
    pub fn grants(&self, roles: &[RoleAt], home: Id) -> Vec<Grant> {
        let mut grants: Vec<Grant> = Vec::new();
        for held in roles {
            let scope = held.scope(home);
            for permission in self.of(held.role) {
                let grant = Grant { permission, scope };
                if !grants.contains(&grant) {
                    grants.push(grant);
                }
            }
        }
        grants
    }
}

impl FromIterator<(RoleKey, Permission)> for RolePermissions {
    fn from_iter<I: IntoIterator<Item = (RoleKey, Permission)>>(pairs: I) -> Self {
        let mut table: BTreeMap<RoleKey, BTreeSet<Permission>> = BTreeMap::new();
        for (role, permission) in pairs {
            table.entry(role).or_default().insert(permission);
        }
        Self(table)
    }
}

/// Whether somebody who holds these grants holds at least that one. A permission held anywhere covers it for one's own
/// cases, because which cases are one's own is again decided by who may assign them.
pub fn covers(held: &[Grant], wanted: Grant, tree: &OrgTree) -> bool {
    held.iter().filter(|g| g.permission == wanted.permission).any(|g| match (g.scope, wanted.scope) {
        (Scope::All, _) | (_, Scope::Own) => true,
        (Scope::Unit(a), Scope::Unit(b)) => a == b,
        (Scope::Subtree(top), Scope::Unit(unit) | Scope::Subtree(unit)) => tree.is_under(unit, top),
        _ => false,
    })
}

/// The first wanted grant that is not covered; `None` when nothing exceeds what is held.
pub fn first_excess(held: &[Grant], wanted: &[Grant], tree: &OrgTree) -> Option<Grant> {
    wanted.iter().copied().find(|grant| !covers(held, *grant, tree))
}

/// The grants narrowed to some permissions, as a token has them.
pub fn narrowed(grants: Vec<Grant>, to: Option<&[Permission]>) -> Vec<Grant> {
    match to {
        None => grants,
        Some(only) => grants.into_iter().filter(|g| only.contains(&g.permission)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::UnitKind;
    use super::super::tree::UnitNode;
    use super::*;

    const TOP: Id = Id::from_i64(1);
    const REGION: Id = Id::from_i64(2);
    const STATION: Id = Id::from_i64(3);

    fn tree() -> OrgTree {
        let node = |id, parent, kind| UnitNode { id, parent, kind, is_archived: false };
        OrgTree::new(vec![
            node(TOP, None, UnitKind::HeadOffice),
            node(REGION, Some(TOP), UnitKind::Region),
            node(STATION, Some(REGION), UnitKind::Station),
        ])
    }

    fn read(scope: Scope) -> Grant {
        Grant { permission: Permission::CaseRead, scope }
    }

    #[test]
    fn a_region_covers_its_stations_and_not_the_other_way_round() {
        let held = [read(Scope::Subtree(REGION))];
        assert!(covers(&held, read(Scope::Unit(STATION)), &tree()));
        assert!(covers(&held, read(Scope::Subtree(STATION)), &tree()));
        assert!(covers(&held, read(Scope::Own), &tree()));
        assert!(!covers(&held, read(Scope::Subtree(TOP)), &tree()));
        assert!(!covers(&held, read(Scope::All), &tree()));
        assert!(!covers(&[read(Scope::Unit(STATION))], read(Scope::Subtree(STATION)), &tree()));
        assert!(!covers(&[read(Scope::Own)], read(Scope::Unit(STATION)), &tree()));
    }

    #[test]
    fn a_role_at_the_own_unit_moves_with_the_user() {
        let role = RoleAt { role: Role::Agent.into(), reach: Reach::Subtree, unit: None };
        assert_eq!(role.scope(REGION), Scope::Subtree(REGION));
        assert_eq!(role.scope(STATION), Scope::Subtree(STATION));
    }

    /// The base of the endpoint test: what each role may, spelt out, so that a change of a default is seen in review.
    #[test]
    fn what_each_role_may_as_delivered() {
        use Permission::*;
        let table = RolePermissions::delivered();
        let may = |role: Role, p: Permission| table.of(role).contains(&p);
        let holders =
            |p: Permission| Role::ALL.iter().copied().filter(|r| may(*r, p)).map(Role::code).collect::<Vec<_>>();
        assert_eq!(holders(UserAdmin), ["admin"]);
        assert_eq!(holders(CustomerErase), ["privacy_officer", "admin"]);
        assert_eq!(holders(PolicyWrite), ["quality_manager", "admin"]);
        assert_eq!(holders(CalendarWrite), ["quality_manager", "admin"]);
        assert_eq!(holders(DataTransfer), ["quality_manager", "admin"]);
        assert_eq!(holders(MetricsRead), ["quality_manager", "admin", "auditor"]);
        let front = [
            "agent",
            "store_staff",
            "station_staff",
            "station_manager",
            "supervisor",
            "service_management_dept",
            "quality_manager",
            "admin",
        ];
        for permission in [CustomerReveal, CustomerWrite, CaseClassify, CaseMessage, CaseClose, CaseReopen, CaseConfirm]
        {
            assert_eq!(holders(permission), front, "{permission}");
        }
        let lead = ["station_manager", "supervisor", "service_management_dept", "quality_manager", "admin"];
        for permission in [CaseAssign, CaseLower] {
            assert_eq!(holders(permission), lead, "{permission}");
        }
        assert!(table.of(Role::System).is_empty());
        assert!(table.of(Role::Auditor).iter().all(|p| p.code().ends_with(".read")));
    }

    #[test]
    fn an_administrator_is_never_locked_out() {
        assert_eq!(RolePermissions::default().of(Role::Admin), Permission::ALL);
        assert!(RolePermissions::default().of(Role::Agent).is_empty());
    }

    #[test]
    fn a_token_only_ever_narrows() {
        let grants = vec![read(Scope::All)];
        assert_eq!(narrowed(grants.clone(), None), grants);
        assert!(narrowed(grants, Some(&[Permission::UserAdmin])).is_empty());
    }
}
