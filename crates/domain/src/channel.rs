//! A channel of a unit: who answers for it and how fast (S2-09). Its own limit may be shorter than the policy's, never
//! longer: the policy is what the organisation promised everybody. Nothing here knows how a message travels.

pub mod health;

use serde::{Deserialize, Serialize};

use crate::calendar::Span;
use crate::code::codes;
use crate::ids::Id;
use crate::organisation::Refusal;
use crate::policy::{ClockRule, Milestone, Resolved, not_longer};
use crate::trade::Channel;

codes! {
    /// What somebody should look at in a channel (S2-09).
    pub enum ChannelFinding {
        /// Nobody answers for it.
        OwnerMissing = "owner_missing",
        /// Nobody stands in.
        BackupMissing = "backup_missing",
        /// Owner and backup are one person.
        BackupIsOwner = "backup_is_owner",
        /// The owner has left.
        OwnerInactive = "owner_inactive",
        /// The backup has left.
        BackupInactive = "backup_inactive",
        /// The owner is away now.
        OwnerAbsent = "owner_absent",
        /// The backup is away now.
        BackupAbsent = "backup_absent",
        /// A newer policy is stricter than its limit: the policy's holds.
        LimitBeyondPolicy = "limit_beyond_policy",
        /// It is silent beyond its usual.
        Silent = "silent",
        /// Its last test failed.
        TestFailed = "test_failed",
        /// The access to a mailbox of it could not be renewed: what the provider granted ended or was taken back.
        AccessNotRenewed = "access_not_renewed",
        /// A mailbox of it cannot be read.
        MailboxFails = "mailbox_fails",
    }
}

/// The limit of a channel as a case's clock keeps it: with whom it came from, so that the due time can say so later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelLimit {
    /// The channel.
    pub channel: Id,
    /// How long at most.
    pub target: Span,
}

impl ChannelLimit {
    /// Whether it shortens a rule: the first response, and only where it is not longer.
    pub fn tightens(&self, rule: &ClockRule) -> bool {
        rule.milestone == Milestone::FirstResponse && !rule.statutory && not_longer(&self.target, &rule.target)
    }
}

/// The policy's own limit for a channel: its slowest rule of the first response that may apply there.
pub fn policy_limit(policy: &Resolved, channel: Channel) -> Option<&ClockRule> {
    let applies = |c: &&ClockRule| {
        c.milestone == Milestone::FirstResponse && (c.when.channels.is_empty() || c.when.channels.contains(&channel))
    };
    policy.clocks().iter().filter(applies).reduce(
        |slow, rule| {
            if not_longer(&rule.target, &slow.target) { slow } else { rule }
        },
    )
}

/// Refuses a limit that would loosen the policy's.
///
/// # Errors
/// `ChannelLimitLoosens` with the rule; `ChannelLimitWithoutRule` where the policy has none that it could tighten.
pub fn check_limit(policy: &Resolved, channel: Channel, limit: &Span) -> Result<(), Refusal> {
    let rule = policy_limit(policy, channel).ok_or(Refusal::ChannelLimitWithoutRule { channel })?;
    if not_longer(limit, &rule.target) {
        return Ok(());
    }
    Err(Refusal::ChannelLimitLoosens {
        limit: limit.to_string(),
        rule: rule.id.clone(),
        target: rule.target.to_string(),
        basis: rule.basis.clone(),
    })
}

/// Of a channel, in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum ChannelEvent {
    /// It was entered or changed; its name and address are not kept here.
    Set {
        /// Which channel.
        channel: Channel,
        /// Whose.
        unit: Id,
        /// Who answers for it.
        owner: Option<Id>,
        /// Who stands in.
        backup: Option<Id>,
        /// Its own limit.
        limit: Option<Span>,
        /// Open to customers.
        active: bool,
    },
}

/// Of an absence, in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum AbsenceEvent {
    /// Somebody is away.
    Set {
        /// From.
        from: crate::time::UtcMs,
        /// Until; not included.
        until: crate::time::UtcMs,
        /// Who stands in.
        deputy: Option<Id>,
    },
    /// They are not, or no longer.
    Ended {},
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::policy::Policies;

    #[test]
    fn s2_09_a_limit_may_tighten_the_policys_and_never_loosen_it() {
        let general = Policies::with_builtin([]).unwrap().resolve("general", jiff::civil::date(2026, 11, 22)).unwrap();
        let check = |limit: &str| check_limit(&general, Channel::Email, &limit.parse().unwrap());
        assert_eq!(check("PT2H"), Ok(()));
        assert_eq!(check("PT24H"), Ok(()));
        let quoted = Refusal::ChannelLimitLoosens {
            limit: "PT48H".into(),
            rule: "base.first_response".into(),
            target: "PT24H".into(),
            basis: "C.1, S4-02 (default, not from the source)".into(),
        };
        assert_eq!(check("PT48H"), Err(quoted));
        assert!(check("P1D").is_err(), "a day may end later than 24 hours from now");
    }
}
