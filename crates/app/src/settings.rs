//! What an organisation sets once: its name, its business time zone, the policy of a unit. Each is a decision in the
//! history of its own, so that it can be told later who fixed in which zone days are counted.

use bihuan_domain::actor::{Actor, Permission, Place, Scope, Who};
use bihuan_domain::calendar::Zone;
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{Refusal, SettingEvent};
use bihuan_domain::policy::Layer;
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::{self, Stream};
use bihuan_store::nouns::{case, policy};
use bihuan_store::{Fault, Tx};
use serde::Serialize;

use crate::app::{App, setting};
use crate::failure::Failure;
use crate::organisation::check_name;
use crate::policies::named_stream;
use crate::record::{Decision, record};
use crate::world::Standing;

/// The service policies of which one is chosen at the set-up.
pub const TEMPLATES: [&str; 5] = ["general", "quality_feedback", "ecommerce", "auto_station", "apparel"];

/// The organisation's settings as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settings {
    /// Name of the organisation.
    pub company: Option<String>,
    /// Business time zone, an IANA name.
    pub time_zone: String,
    /// Whether the time zone can still be changed: only while there are no cases.
    pub time_zone_open: bool,
    /// Id of the policy that new cases of the head office open under.
    pub policy: String,
}

/// What is changed; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettingsPatch {
    /// Name of the organisation.
    pub company: Option<String>,
    /// Business time zone, an IANA name.
    pub time_zone: Option<String>,
}

impl App {
    /// The organisation's settings.
    ///
    /// # Errors
    /// `NotPermitted` without `UserAdmin` over everything; faults.
    pub async fn settings(&self, actor: &Actor) -> Result<Settings, Failure> {
        over_everything(actor)?;
        let world = self.world();
        let (company, any) =
            self.db().read(|c| Ok::<_, Fault>((policy::setting(c, setting::COMPANY)?, case::any(c)?))).await?;
        let top = world.top().unwrap_or(Id::from_i64(0));
        Ok(Settings {
            company,
            time_zone: world.zone.name().to_owned(),
            time_zone_open: !any,
            policy: world.policy_of(top).to_owned(),
        })
    }

    /// Changes settings.
    ///
    /// # Errors
    /// `NotPermitted`; `Input`; `ZoneFixed` once there are cases: their due times, days and months were counted in the
    /// present zone, and a record that tells another day afterwards is none; faults.
    pub async fn change_settings(&self, actor: &Actor, patch: SettingsPatch) -> Result<Settings, Failure> {
        over_everything(actor)?;
        if let Some(company) = &patch.company {
            check_name("company", company)?;
        }
        let zone = patch.time_zone.as_deref().map(check_zone).transpose()?;
        let who = actor.who;
        self.db()
            .write("settings.change", move |tx| {
                let at = tx.now();
                if let Some(company) = patch.company {
                    set_company(tx, who, at, company.trim())?;
                }
                if let Some(zone) = zone
                    && policy::setting(tx, setting::ZONE)?.as_deref() != Some(zone.as_str())
                {
                    if case::any(tx)? {
                        return Err(Refusal::ZoneFixed.into());
                    }
                    set_zone(tx, who, at, &zone)?;
                }
                Ok::<_, Failure>(())
            })
            .await?;
        self.refresh().await?;
        self.settings(actor).await
    }
}

fn over_everything(actor: &Actor) -> Result<(), Failure> {
    let all = actor.scopes(Permission::UserAdmin).any(|s| s == Scope::All);
    if all { Ok(()) } else { Err(Failure::NotPermitted(Permission::UserAdmin)) }
}

/// The name of a time zone there is, as the zone itself writes it.
///
/// # Errors
/// `Input`.
pub fn check_zone(name: &str) -> Result<String, Failure> {
    let zone = Zone::named(name.trim()).map_err(|e| Failure::input("time_zone", "unknown_zone", e.to_string()))?;
    Ok(zone.name().to_owned())
}

/// The id of a service policy that can be chosen at the set-up.
///
/// # Errors
/// `Input`.
pub fn check_template(id: &str) -> Result<String, Failure> {
    let found = TEMPLATES.into_iter().find(|t| *t == id);
    found.map(str::to_owned).ok_or_else(|| Failure::input("policy", "unknown_policy", TEMPLATES.join(", ")))
}

/// New cases of a unit and those below open under this policy.
///
/// # Errors
/// Faults.
pub fn set_unit_policy(tx: &mut Tx, who: Who, at: UtcMs, unit: Id, policy: &str) -> Result<(), Failure> {
    let key = format!("{}{unit}", setting::UNIT_POLICY);
    let event = SettingEvent::UnitPolicySet { unit, policy: policy.to_owned() };
    set(tx, Stream::new("setting", unit), who, at, "set_unit_policy", event, &key, policy)
}

impl App {
    /// Gives a unit a policy of its own, or takes it away; new cases there and below open under it.
    ///
    /// # Errors
    /// `NotPermitted` without `PolicyWrite` at the unit, `NotFound` for a unit beyond it; `Input` when there is no such
    /// service policy in force; faults.
    pub async fn choose_policy(&self, actor: &Actor, unit: Id, policy_id: Option<&str>) -> Result<(), Failure> {
        if !actor.may_somewhere(Permission::PolicyWrite) {
            return Err(Failure::NotPermitted(Permission::PolicyWrite));
        }
        let world = self.world();
        let lineage = world.lineage(unit);
        let there = Place { owner: None, handler: None, unit, lineage: &lineage };
        if !world.lineages.contains_key(&unit) || !actor.may(Permission::PolicyWrite, &there) {
            return Err(Failure::NotFound { what: "unit" });
        }
        if let Some(id) = policy_id {
            let usable = world.policies.iter().any(|p| {
                p.id == id && p.layer == Layer::Service && world.standing(p, self.db().now()) == Standing::InForce
            });
            if !usable {
                return Err(Failure::input("policy", "unknown_policy", id));
            }
        }
        let (who, chosen) = (actor.who, policy_id.map(str::to_owned));
        self.db()
            .write("setting.unit_policy", move |tx| {
                let at = tx.now();
                match chosen {
                    Some(policy) => set_unit_policy(tx, who, at, unit, &policy),
                    None => {
                        let (key, event) =
                            (format!("{}{unit}", setting::UNIT_POLICY), SettingEvent::UnitPolicyTaken { unit });
                        // An empty setting is none; rows of settings are not deleted.
                        set(tx, Stream::new("setting", unit), who, at, "set_unit_policy", event, &key, "")
                    }
                }
            })
            .await?;
        self.refresh().await
    }
}

/// Days are counted in this zone.
///
/// # Errors
/// Faults.
pub(crate) fn set_zone(tx: &mut Tx, who: Who, at: UtcMs, zone: &str) -> Result<(), Failure> {
    let event = SettingEvent::ZoneSet { zone: zone.to_owned() };
    set(tx, named_stream("setting", setting::ZONE), who, at, "set_zone", event, setting::ZONE, zone)
}

/// The organisation's name.
///
/// # Errors
/// Faults.
pub(crate) fn set_company(tx: &mut Tx, who: Who, at: UtcMs, company: &str) -> Result<(), Failure> {
    let stream = named_stream("setting", setting::COMPANY);
    set(tx, stream, who, at, "name_company", SettingEvent::CompanyNamed {}, setting::COMPANY, company)
}

/// Live chat, as text under its key.
///
/// # Errors
/// Faults.
pub(crate) fn set_chat(
    tx: &mut Tx,
    who: Who,
    at: UtcMs,
    event: SettingEvent,
    key: &str,
    value: &str,
) -> Result<(), Failure> {
    set(tx, named_stream("setting", key), who, at, "set_chat", event, key, value)
}

#[expect(clippy::too_many_arguments, reason = "a decision has this many parts, and this is its one place")]
fn set(
    tx: &mut Tx,
    stream: Stream,
    who: Who,
    at: UtcMs,
    command: &str,
    event: SettingEvent,
    key: &str,
    value: &str,
) -> Result<(), Failure> {
    journal::lock(tx, std::slice::from_ref(&stream))?;
    let version = journal::version(tx, &stream)?;
    let expected_version = (version > 0).then_some(version);
    let events = [event];
    let decision = Decision { stream: &stream, expected_version, at, who, command, policy: None, events: &events };
    record(tx, &decision, |tx, proof| Ok(policy::set(tx, proof, key, value)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_delivered() {
        let delivered = bihuan_domain::policy::builtin();
        for template in TEMPLATES {
            assert!(delivered.iter().any(|(name, _)| *name == format!("{template}.toml")), "{template}");
        }
    }
}
