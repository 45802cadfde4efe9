//! Who acts, and what they may do where. A user has grants: a permission with a scope. The same grants that allow a
//! command also bound what a finder returns ("finding is authorising").

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::ids::Id;
use crate::trade::Role;

codes! {
    /// A thing one may do. The console asks `actions`, never these.
    pub enum Permission {
        /// See cases, their timeline and clocks.
        CaseRead = "case.read",
        /// Register a case; every employee may (S3-38).
        CaseRegister = "case.register",
        /// Set category, severity, emotion, causes.
        CaseClassify = "case.classify",
        /// Lower an emergency or a safety risk (S0-52).
        CaseLower = "case.lower",
        /// Name the handler.
        CaseAssign = "case.assign",
        /// Offer, accept, refuse a transfer.
        CaseTransfer = "case.transfer",
        /// Write to the customer, log contacts.
        CaseMessage = "case.message",
        /// Write notes, attach files.
        CaseNote = "case.note",
        /// Pause and resume.
        CaseWait = "case.wait",
        /// Investigate.
        CaseInvestigate = "case.investigate",
        /// See requests for evidence to one's unit and answer them, and nothing else of the case (S2-17).
        EvidenceAnswer = "evidence.answer",
        /// Propose a solution and record the customer's answer.
        CasePropose = "case.propose",
        /// Sign approvals of what exceeds another's authority (S2-23).
        CaseApprove = "case.approve",
        /// Judge whether a complaint is valid against a station, and decide appeals (S3-19).
        CaseAdjudicate = "case.adjudicate",
        /// Appeal for a station against a valid complaint (S3-22).
        CaseAppeal = "case.appeal",
        /// Carry out and resolve.
        CaseResolve = "case.resolve",
        /// Follow up and confirm results.
        CaseConfirm = "case.confirm",
        /// Close, withdraw, reject.
        CaseClose = "case.close",
        /// Reopen.
        CaseReopen = "case.reopen",
        /// Archive.
        CaseArchive = "case.archive",
        /// Escalate.
        CaseEscalate = "case.escalate",
        /// Link, merge.
        CaseLink = "case.link",
        /// See the months, penalties and appraisal of stations.
        StationRead = "station.read",
        /// Give the orders of stations; issue, or dismiss penalties.
        StationManage = "station.manage",
        /// Share saved views with a unit or everybody.
        ViewShare = "view.share",
        /// See customers, masked.
        CustomerRead = "customer.read",
        /// Create and change customers.
        CustomerWrite = "customer.write",
        /// See contact data in full, with a reason that is recorded (S4-32).
        CustomerReveal = "customer.reveal",
        /// Erase a customer's data for good (B.9, PIPL art. 47).
        CustomerErase = "customer.erase",
        /// Share canned texts with a unit, or with everybody.
        CannedTextWrite = "canned_text.write",
        /// Import and export rows.
        DataTransfer = "data.transfer",
        /// Read the policies.
        PolicyRead = "policy.read",
        /// Put policies in force.
        PolicyWrite = "policy.write",
        /// Import calendar years.
        CalendarWrite = "calendar.write",
        /// Users, roles, units.
        UserAdmin = "user.admin",
        /// Fields of one's own, rules that act by themselves, webhooks.
        AutomationAdmin = "automation.admin",
        /// See sensitive values of one's own fields.
        FieldReveal = "field.reveal",
        /// Read the journal.
        AuditRead = "audit.read",
        /// Read operational metrics.
        MetricsRead = "metrics.read",
    }
}

/// Where a permission holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "over", content = "unit")]
pub enum Scope {
    /// Cases one owns or handles.
    Own,
    /// One unit.
    Unit(Id),
    /// A unit and all below it.
    Subtree(Id),
    /// Everything.
    All,
}

/// A permission with its scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// What.
    pub permission: Permission,
    /// Where.
    pub scope: Scope,
}

/// Who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Who {
    /// A user.
    User(Id),
    /// A customer, through a channel.
    Customer(Id),
    /// The system: timers.
    System,
    /// An import run by a user.
    Import(Id),
    /// A rule that acts by itself.
    Rule(Id),
    /// Whoever holds the link of a request for evidence.
    Respondent(Id),
}

impl Who {
    /// The stored code of the kind.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::User(_) => "user",
            Self::Customer(_) => "customer",
            Self::System => "system",
            Self::Import(_) => "import",
            Self::Rule(_) => "rule",
            Self::Respondent(_) => "respondent",
        }
    }

    /// The user, customer or rule, if there is one.
    pub const fn id(self) -> Option<Id> {
        match self {
            Self::User(id) | Self::Customer(id) | Self::Import(id) | Self::Rule(id) | Self::Respondent(id) => Some(id),
            Self::System => None,
        }
    }

    /// Nobody looked: the system or a rule. What they do keeps no case from counting as untouched.
    pub const fn is_nobody(self) -> bool {
        matches!(self, Self::System | Self::Rule(_))
    }
}

/// Where a case is, as far as scopes ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The user who owns it.
    pub owner: Option<Id>,
    /// The user who handles it.
    pub handler: Option<Id>,
    /// Its unit.
    pub unit: Id,
    /// The unit and everything above it.
    pub lineage: &'a [Id],
}

/// Who acts, with what they may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub who: Who,
    /// The unit they belong to.
    pub unit: Option<Id>,
    /// What they may.
    pub grants: Vec<Grant>,
    /// The delivered roles they hold, and where: authority over money follows the role (S2-23).
    pub roles: Vec<(Role, Scope)>,
}

impl Actor {
    /// The system itself: may everything everywhere; used by timers and imports only.
    pub fn system() -> Self {
        Self::everything(Who::System)
    }

    /// Somebody who may everything everywhere: the system, an import, the first administrator in a test.
    pub fn everything(who: Who) -> Self {
        let grants = Permission::ALL.iter().map(|p| Grant { permission: *p, scope: Scope::All }).collect();
        Self { who, unit: None, grants, roles: vec![(Role::Admin, Scope::All)] }
    }

    /// Whoever answers a request for evidence, with what that needs: to add files. To which request they may answer,
    /// whoever makes this actor has proved: by the unit it was put to, or by its link. It is given to no finder.
    pub fn answering(who: Who) -> Self {
        let grants = vec![Grant { permission: Permission::CaseNote, scope: Scope::All }];
        Self { who, unit: None, grants, roles: Vec::new() }
    }

    /// A customer, with what their own commands need (A.6): to begin a case, to write, add files, answer, confirm, withdraw,
    /// demand. On whose case, whoever makes this actor has proved: by a key, by the address a message comes from. It is
    /// given to no finder.
    pub fn customer(id: Id) -> Self {
        use Permission as P;
        let all = [
            P::CaseRegister,
            P::CaseMessage,
            P::CaseNote,
            P::CasePropose,
            P::CaseConfirm,
            P::CaseClose,
            P::CaseEscalate,
        ];
        let grants = all.into_iter().map(|permission| Grant { permission, scope: Scope::All }).collect();
        Self { who: Who::Customer(id), unit: None, grants, roles: Vec::new() }
    }

    /// The user, if it is one.
    pub const fn user(&self) -> Option<Id> {
        match self.who {
            Who::User(id) => Some(id),
            _ => None,
        }
    }

    /// Whether a permission holds at a place.
    pub fn may(&self, permission: Permission, place: &Place<'_>) -> bool {
        self.grants.iter().filter(|g| g.permission == permission).any(|g| self.reaches(g.scope, place))
    }

    fn reaches(&self, scope: Scope, place: &Place<'_>) -> bool {
        match scope {
            Scope::All => true,
            Scope::Own => self.user().is_some_and(|me| place.owner == Some(me) || place.handler == Some(me)),
            Scope::Unit(unit) => place.unit == unit,
            Scope::Subtree(top) => place.lineage.contains(&top),
        }
    }

    /// The delivered roles that reach a place.
    pub fn roles_at(&self, place: &Place<'_>) -> Vec<Role> {
        self.roles.iter().filter(|(_, scope)| self.reaches(*scope, place)).map(|(role, _)| *role).collect()
    }

    /// Whether a permission is held anywhere at all.
    pub fn may_somewhere(&self, permission: Permission) -> bool {
        self.grants.iter().any(|g| g.permission == permission)
    }

    /// The scopes in which a permission is held; what a finder filters by.
    pub fn scopes(&self, permission: Permission) -> impl Iterator<Item = Scope> {
        self.grants.iter().filter(move |g| g.permission == permission).map(|g| g.scope)
    }
}

/// What a role may by default; an organisation may change the copy in its database.
pub fn default_permissions(role: Role) -> Vec<Permission> {
    use Permission::*;
    let front = [
        CaseRead,
        CaseRegister,
        CaseClassify,
        CaseTransfer,
        CaseMessage,
        CaseNote,
        CaseWait,
        CaseInvestigate,
        EvidenceAnswer,
        CasePropose,
        CaseResolve,
        CaseConfirm,
        CaseClose,
        CaseReopen,
        CaseEscalate,
        CaseLink,
        CustomerRead,
        CustomerWrite,
        CustomerReveal,
        PolicyRead,
    ];
    let lead = [CaseAssign, CaseApprove, CaseLower, CaseArchive, FieldReveal, AuditRead, CannedTextWrite, ViewShare];
    let network = [CaseAdjudicate, StationRead, StationManage];
    let read = [CaseRead, CustomerRead, PolicyRead, AuditRead];
    match role {
        Role::Agent | Role::StoreStaff => front.to_vec(),
        Role::StationStaff => [&front[..], &[StationRead]].concat(),
        Role::Supervisor => [&front[..], &lead[..]].concat(),
        Role::StationManager => [&front[..], &lead[..], &[CaseAppeal, StationRead]].concat(),
        Role::ServiceManagement => [&front[..], &lead[..], &network[..]].concat(),
        Role::QualityManager => {
            [&front[..], &lead[..], &network[..], &[DataTransfer, PolicyWrite, CalendarWrite, MetricsRead]].concat()
        }
        Role::Technician | Role::Department | Role::Manufacturer => {
            vec![
                CaseRead,
                CaseRegister,
                CaseNote,
                CaseInvestigate,
                EvidenceAnswer,
                CaseTransfer,
                CustomerRead,
                PolicyRead,
            ]
        }
        Role::Management => [&read[..], &[CaseRegister, CaseNote, CaseApprove, StationRead]].concat(),
        Role::QaInspector => [&read[..], &[CaseRegister, CaseNote]].concat(),
        Role::PrivacyOfficer => [&read[..], &[CaseRegister, CaseNote, CustomerErase]].concat(),
        Role::Archivist => vec![CaseRead, CaseRegister, CaseArchive, PolicyRead],
        Role::Trainer | Role::Counsellor => vec![CaseRegister, PolicyRead],
        Role::Admin => Permission::ALL.to_vec(),
        Role::Auditor => [&read[..], &[MetricsRead]].concat(),
        Role::System => vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATION: Id = Id::from_i64(3);
    const REGION: Id = Id::from_i64(2);
    const ME: Id = Id::from_i64(9);

    fn with(scope: Scope) -> Actor {
        Actor {
            who: Who::User(ME),
            unit: None,
            grants: vec![Grant { permission: Permission::CaseRead, scope }],
            roles: vec![],
        }
    }

    #[test]
    fn a_station_sees_only_its_own_and_a_region_sees_its_stations() {
        let lineage = [STATION, REGION];
        let at = Place { owner: None, handler: None, unit: STATION, lineage: &lineage };
        assert!(with(Scope::Unit(STATION)).may(Permission::CaseRead, &at));
        assert!(!with(Scope::Unit(REGION)).may(Permission::CaseRead, &at));
        assert!(with(Scope::Subtree(REGION)).may(Permission::CaseRead, &at));
        assert!(!with(Scope::Subtree(Id::from_i64(7))).may(Permission::CaseRead, &at));
        assert!(!with(Scope::All).may(Permission::CaseClose, &at));
    }

    #[test]
    fn own_means_owner_or_handler() {
        let at = |owner, handler| Place { owner, handler, unit: STATION, lineage: &[] };
        assert!(with(Scope::Own).may(Permission::CaseRead, &at(Some(ME), None)));
        assert!(with(Scope::Own).may(Permission::CaseRead, &at(None, Some(ME))));
        assert!(!with(Scope::Own).may(Permission::CaseRead, &at(Some(STATION), None)));
    }

    #[test]
    fn every_employee_role_may_register_a_case() {
        for role in Role::ALL.iter().filter(|r| !matches!(r, Role::System | Role::Auditor)) {
            assert!(default_permissions(*role).contains(&Permission::CaseRegister), "{role}");
        }
        assert!(!default_permissions(Role::Auditor).contains(&Permission::CaseRegister));
    }
}
