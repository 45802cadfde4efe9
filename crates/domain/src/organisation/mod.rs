//! The organisation: units in a tree, roles given at a reach, and who may give which. Pure; the rows lie in the store.
//!
//! A role is given *at a reach* (own cases, one unit, a unit with all below, everything), so that a station sees its own
//! cases and a region those of its stations (S3-48).

mod event;
mod grants;
mod password;
mod refusal;
mod role_key;
pub mod territory;
mod tree;

pub use event::{CustomerEvent, CustomerField, RoleEvent, SettingEvent, TokenEvent, UnitEvent, UserEvent, ViewEvent};
pub use grants::{Reach, RoleAt, RolePermissions, covers, first_excess, narrowed};
pub use password::{MIN_PASSWORD_CHARS, check_password};
pub use refusal::Refusal;
pub use role_key::RoleKey;
pub use tree::{OrgTree, UnitNode};

use crate::code::codes;

codes! {
    /// What a unit is.
    pub enum UnitKind {
        /// The top; there is one.
        HeadOffice = "head_office",
        /// A region.
        Region = "region",
        /// 特约服务站, a shop.
        Station = "station",
        /// A responsible department.
        Department = "department",
        /// A team.
        Team = "team",
    }
}

codes! {
    /// What a customer is.
    pub enum CustomerKind {
        /// Somebody.
        Person = "person",
        /// A firm; its name is no personal data and is not masked.
        Company = "company",
    }
}
