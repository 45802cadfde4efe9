//! Why a change of people or units is refused, in the trade's words with the data that explains it.

use serde::Serialize;

use crate::actor::Grant;
use crate::ids::Id;

/// The rule says no.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Refusal {
    /// The sign-in name or the password is not right; which of them is not told.
    #[error("sign-in name or password is wrong")]
    WrongCredentials,
    /// The set-up link was used, replaced or is too old.
    #[error("the set-up link is no longer good")]
    SetupLinkSpent,
    /// The code of the second factor is not right, was used before, or is too old.
    #[error("the code is wrong")]
    WrongCode,
    /// The step between password and second factor is over.
    #[error("the sign-in took too long")]
    TicketSpent,
    /// There is a second factor already.
    #[error("there is a second factor already")]
    SecondFactorOn,
    /// There is no second factor, or its set-up was not begun.
    #[error("there is no second factor")]
    NoSecondFactor,
    /// A role they hold asks for a second factor.
    #[error("a role they hold asks for a second factor")]
    SecondFactorRequired,
    /// The business time zone is fixed: days of cases were counted in it.
    #[error("the business time zone stays once there are cases")]
    ZoneFixed,
    /// A user has this sign-in name.
    #[error("the sign-in name is taken")]
    LoginTaken,
    /// A unit has this code.
    #[error("the unit code is taken")]
    UnitCodeTaken,
    /// A unit cannot be put under itself or what is below it.
    #[error("unit {unit} cannot be put under {parent}")]
    UnitCycle {
        /// The unit.
        unit: Id,
        /// Where it was to go.
        parent: Id,
    },
    /// The organisation would be too deep.
    #[error("units may be {max} deep")]
    UnitTooDeep {
        /// Levels allowed.
        max: usize,
    },
    /// The head office can be neither moved nor archived, and there is one.
    #[error("that cannot be done with the head office")]
    HeadOffice,
    /// The unit is archived.
    #[error("unit {unit} is archived")]
    UnitArchived {
        /// Which.
        unit: Id,
    },
    /// The unit still has units or active users.
    #[error("unit {unit} is still used")]
    UnitInUse {
        /// Which.
        unit: Id,
    },
    /// Nobody gives more than they hold.
    #[error("that would give more than you hold: {}", .grant.permission)]
    ExceedsOwn {
        /// The first grant the giver lacks.
        grant: Grant,
    },
    /// The role is not one for people.
    #[error("no person holds that role")]
    RoleNotForPeople,
    /// A delivered name stays, and the administrator may everything.
    #[error("that of this role is fixed")]
    RoleFixed,
    /// Somebody holds the role.
    #[error("somebody holds the role")]
    RoleInUse,
    /// Somebody must be able to administer.
    #[error("the last administrator cannot go")]
    LastAdmin,
    /// The password is too short.
    #[error("a password has at least {min_chars} characters")]
    PasswordTooShort {
        /// Fewest characters.
        min_chars: usize,
    },
    /// The password is too long.
    #[error("a password has at most {max_bytes} bytes")]
    PasswordTooLong {
        /// Most bytes in UTF-8.
        max_bytes: usize,
    },
    /// The password is the sign-in name.
    #[error("the password is the sign-in name")]
    PasswordIsLogin,
    /// A customer has this reference.
    #[error("the external reference is taken")]
    ExternalRefTaken,
    /// A channel's own limit would loosen the policy's (S2-09).
    #[error("{limit} is longer than {target} of the rule {rule} ({basis})")]
    ChannelLimitLoosens {
        /// The limit given.
        limit: String,
        /// The policy's rule.
        rule: String,
        /// Its target.
        target: String,
        /// Where the rule comes from.
        basis: String,
    },
    /// The policy has no response rule for the channel that a limit could tighten.
    #[error("the policy has no first response for the channel {channel}")]
    ChannelLimitWithoutRule {
        /// Which channel.
        channel: crate::trade::Channel,
    },
    /// The policy version is in force already; only a coming one is withdrawn.
    #[error("{policy}@{version} is in force already")]
    PolicyInForce {
        /// Id of the policy.
        policy: String,
        /// Which version.
        version: u32,
    },
    /// The policy version came with the product.
    #[error("{policy}@{version} came with the product")]
    PolicyShipped {
        /// Id of the policy.
        policy: String,
        /// Which version.
        version: u32,
    },
    /// Another policy builds on the version.
    #[error("other policies build on {policy}@{version}")]
    PolicyBuiltOn {
        /// Id of the policy.
        policy: String,
        /// Which version.
        version: u32,
    },
    /// The customer's data were erased.
    #[error("the customer's data were erased")]
    CustomerErased,
}

impl Refusal {
    /// The stable code, as in the problem document.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WrongCredentials => "wrong_credentials",
            Self::SetupLinkSpent => "setup_link_spent",
            Self::WrongCode => "wrong_code",
            Self::TicketSpent => "ticket_spent",
            Self::SecondFactorOn => "second_factor_on",
            Self::NoSecondFactor => "no_second_factor",
            Self::SecondFactorRequired => "second_factor_required",
            Self::ZoneFixed => "zone_fixed",
            Self::LoginTaken => "login_taken",
            Self::UnitCodeTaken => "unit_code_taken",
            Self::UnitCycle { .. } => "unit_cycle",
            Self::UnitTooDeep { .. } => "unit_too_deep",
            Self::HeadOffice => "head_office",
            Self::UnitArchived { .. } => "unit_archived",
            Self::UnitInUse { .. } => "unit_in_use",
            Self::ExceedsOwn { .. } => "exceeds_own",
            Self::RoleNotForPeople => "role_not_for_people",
            Self::RoleFixed => "role_fixed",
            Self::RoleInUse => "role_in_use",
            Self::LastAdmin => "last_admin",
            Self::PasswordTooShort { .. } => "password_too_short",
            Self::PasswordTooLong { .. } => "password_too_long",
            Self::PasswordIsLogin => "password_is_login",
            Self::ExternalRefTaken => "external_ref_taken",
            Self::ChannelLimitLoosens { .. } => "channel_limit_loosens",
            Self::ChannelLimitWithoutRule { .. } => "channel_limit_without_rule",
            Self::PolicyInForce { .. } => "policy_in_force",
            Self::PolicyShipped { .. } => "policy_shipped",
            Self::PolicyBuiltOn { .. } => "policy_built_on",
            Self::CustomerErased => "customer_erased",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_code_is_the_one_that_is_written() {
        for refusal in
            [Refusal::LastAdmin, Refusal::UnitTooDeep { max: 3 }, Refusal::SetupLinkSpent, Refusal::HeadOffice]
        {
            assert_eq!(serde_json::to_value(&refusal).unwrap()["code"], refusal.code());
        }
    }
}
