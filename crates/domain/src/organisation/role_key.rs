//! Which role: one that is delivered, by its code, or one an organisation made, by its id. As text the two never meet: a
//! delivered code is small letters, an id is thirteen capitals and digits.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::code::UnknownCode;
use crate::ids::Id;
use crate::trade::Role;

/// A role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoleKey {
    /// One that comes with the product.
    Delivered(Role),
    /// One of the organisation's own.
    Own(Id),
}

impl RoleKey {
    /// The delivered role, if it is one.
    pub const fn delivered(self) -> Option<Role> {
        match self {
            Self::Delivered(role) => Some(role),
            Self::Own(_) => None,
        }
    }
}

impl From<Role> for RoleKey {
    fn from(role: Role) -> Self {
        Self::Delivered(role)
    }
}

impl PartialEq<Role> for RoleKey {
    fn eq(&self, other: &Role) -> bool {
        *self == Self::Delivered(*other)
    }
}

impl fmt::Display for RoleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Delivered(role) => role.fmt(f),
            Self::Own(id) => id.fmt(f),
        }
    }
}

impl FromStr for RoleKey {
    type Err = UnknownCode;
    fn from_str(given: &str) -> Result<Self, UnknownCode> {
        match given.parse() {
            Ok(role) => Ok(Self::Delivered(role)),
            Err(unknown) => given.parse().map(Self::Own).map_err(|_| unknown),
        }
    }
}

impl Serialize for RoleKey {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RoleKey {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let given = std::borrow::Cow::<'de, str>::deserialize(d)?;
        given.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_role_is_written_as_it_is_read() {
        for role in Role::ALL {
            let key = RoleKey::from(*role);
            assert_eq!(key.to_string().parse::<RoleKey>().unwrap(), key);
            assert!(key == *role);
        }
        let own = RoleKey::Own(Id::from_i64(77));
        assert_eq!(own.to_string().parse::<RoleKey>().unwrap(), own);
        assert_eq!(serde_json::to_value(own).unwrap(), serde_json::json!(Id::from_i64(77).to_string()));
        assert!("boss".parse::<RoleKey>().is_err());
    }
}
