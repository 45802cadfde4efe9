//! What the journal keeps of people and units: codes, ids and instants, never a name, a number or an address.

use serde::{Deserialize, Serialize};

use super::grants::RoleAt;
use super::role_key::RoleKey;
use super::{CustomerKind, UnitKind};
use crate::actor::Permission;
use crate::case::text::TextRef;
use crate::code::codes;
use crate::ids::Id;
use crate::time::UtcMs;
use crate::trade::Role;

/// Of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum UnitEvent {
    /// It was made.
    Created {
        /// What it is.
        kind: UnitKind,
        /// Under which unit; none for the top.
        parent: Option<Id>,
    },
    /// Its name or code was changed.
    Renamed {},
    /// It was put under another unit.
    Moved {
        /// From where.
        from: Option<Id>,
        /// To where.
        to: Id,
    },
    /// Its own calendar was set or taken away.
    CalendarSet {
        /// Whether it has one now.
        own: bool,
    },
    /// The serial numbers it answers for were set (S3-09): codes, nobody's name.
    TerritorySet {
        /// Beginnings of serial numbers or VINs, all of them.
        prefixes: Vec<String>,
    },
    /// It is no longer used.
    Archived {},
}

/// Of a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum UserEvent {
    /// They were entered.
    Created {
        /// Into which unit.
        unit: Id,
    },
    /// Name or language was changed.
    Renamed {},
    /// They went to another unit.
    Moved {
        /// From where.
        from: Id,
        /// To where.
        to: Id,
    },
    /// The roles they hold now.
    RolesSet {
        /// All of them.
        roles: Vec<RoleAt>,
    },
    /// A password was set.
    PasswordSet {
        /// Whether they must choose their own at the next sign-in.
        must_change: bool,
    },
    /// They signed in.
    SignedIn {
        /// The session.
        session: Id,
    },
    /// Sessions were ended from outside.
    SessionsEnded {
        /// How many.
        count: u64,
    },
    /// A second factor was set up and proved with a code.
    SecondFactorConfirmed {},
    /// They took their second factor away, with password and code.
    SecondFactorRemoved {},
    /// An administrator took their second factor away, as for a lost telephone.
    SecondFactorReset {},
    /// New recovery codes were drawn; those before are void.
    RecoveryCodesDrawn {
        /// How many.
        count: u64,
    },
    /// A recovery code was used up at sign-in.
    RecoveryCodeUsed {
        /// How many are left.
        left: u64,
    },
    /// They can no longer sign in; their history stays.
    Deactivated {},
    /// They can sign in again.
    Reactivated {},
}

/// Of a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum RoleEvent {
    /// The organisation made it.
    Created {
        /// What it may was copied from this one.
        copy_of: Option<RoleKey>,
        /// What it may.
        permissions: Vec<Permission>,
        /// As which delivered role policies see whoever holds it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ranks_as: Option<Role>,
    },
    /// As which delivered role policies see whoever holds it; none: as none.
    RankSet {
        /// Which.
        ranks_as: Option<Role>,
    },
    /// Its names were changed.
    Renamed {},
    /// What it may was set.
    PermissionsSet {
        /// All of it.
        permissions: Vec<Permission>,
    },
    /// Whether whoever holds it must have a second factor.
    SecondFactorSet {
        /// Must they.
        required: bool,
    },
    /// A delivered role was set back to what was delivered.
    Reset {},
    /// It is gone.
    Deleted {},
}

/// Of a setting of the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum SettingEvent {
    /// A unit's new cases open under a policy of their own.
    UnitPolicySet {
        /// The unit.
        unit: Id,
        /// Id of the policy.
        policy: String,
    },
    /// A unit's new cases open under the policy of the unit above again.
    UnitPolicyTaken {
        /// The unit.
        unit: Id,
    },
    /// The business time zone was set.
    ZoneSet {
        /// IANA name.
        zone: String,
    },
    /// The organisation was named.
    CompanyNamed {},
    /// Live chat was set up.
    ChatSet {
        /// Origins of the pages on which the widget may stand.
        origins: Vec<String>,
        /// Visits one agent may serve at once.
        most_at_once: u32,
    },
}

/// Of an API token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum TokenEvent {
    /// It was made.
    Created {
        /// Whose.
        user: Id,
        /// What it is narrowed to; none: all its user may.
        permissions: Option<Vec<Permission>>,
        /// Until when it is good.
        expires_at: Option<UtcMs>,
    },
    /// It is no longer good.
    Revoked {},
}

/// Of a saved view: what it asks is its maker's own words and stays out of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum ViewEvent {
    /// It was made.
    Created {
        /// Others see it.
        shared: bool,
        /// The unit it is shared with; none: everybody.
        unit: Option<Id>,
    },
    /// It was changed.
    Changed {
        /// Others see it.
        shared: bool,
        /// The unit it is shared with; none: everybody.
        unit: Option<Id>,
    },
    /// It is no more.
    Removed {},
}

codes! {
    /// A field of a customer.
    pub enum CustomerField {
        /// Name.
        Name = "name",
        /// Telephone.
        Phone = "phone",
        /// E-mail.
        Email = "email",
        /// Reference in another system.
        ExternalRef = "external_ref",
        /// Person or company.
        Kind = "kind",
        /// Language.
        Language = "language",
        /// A message of theirs as it came.
        Mail = "mail",
        /// Whether they want care contacts (S3-49).
        CareContacts = "care_contacts",
    }
}

/// Of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum CustomerEvent {
    /// They were entered.
    Created {
        /// Person or company.
        kind: CustomerKind,
        /// Which fields were filled.
        fields: Vec<CustomerField>,
    },
    /// Fields were changed.
    Changed {
        /// Which.
        fields: Vec<CustomerField>,
    },
    /// Somebody saw fields in full (S4-32).
    Revealed {
        /// Which.
        fields: Vec<CustomerField>,
        /// Why, in words kept elsewhere.
        reason: TextRef,
    },
    /// One raw message they wrote was erased, its words in the case stay (B.9, PIPL art. 47).
    MailErased {
        /// Which.
        mail: Id,
        /// Why, in words kept elsewhere.
        reason: TextRef,
    },
    /// Every word about them was erased (B.9, PIPL art. 47).
    Erased {},
}
