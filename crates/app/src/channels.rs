//! Channels of units: by which way customers come, who answers for it, how fast (S2-09). A case that comes in without an
//! owner starts with the channel's owner, or with whoever stands in.

pub mod health;
pub mod trial;

use bihuan_domain::actor::{Actor, Permission, Place};
use bihuan_domain::calendar::Span;
use bihuan_domain::case::event::Party;
use bihuan_domain::channel::health::ChannelTestStanding;
use bihuan_domain::channel::{ChannelEvent, ChannelFinding, check_limit};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Channel;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::channel::{self, UnitChannel};
use bihuan_store::nouns::channel_health::{self, Health, Test};
use bihuan_store::nouns::{absence, mailbox, user};
use bihuan_store::{Conn, Fault};

use crate::app::App;
use crate::failure::Failure;
use crate::mail::renewal::is_renewal;
use crate::organisation::check_name;
use crate::record::record;
use crate::sign_in::{decision, first};
use crate::world::World;

/// A channel to be entered, or as it shall be.
#[derive(Debug, Clone)]
pub struct ChannelTerms {
    /// The organisation's own name for it.
    pub name: String,
    /// The number or address that customers are shown.
    pub address: Option<String>,
    /// Who answers for it.
    pub owner: Option<Id>,
    /// Who stands in.
    pub backup: Option<Id>,
    /// Its own response limit.
    pub limit: Option<Span>,
    /// Open to customers.
    pub active: bool,
}

/// A channel with what somebody should look at.
#[derive(Debug, Clone)]
pub struct ChannelShown {
    /// The channel.
    pub channel: UnitChannel,
    /// The policy's own limit: rule and target, where it has one.
    pub policy_limit: Option<(String, Span)>,
    /// What to look at.
    pub findings: Vec<ChannelFinding>,
    /// How it does; none: nobody listened yet.
    pub health: Option<Health>,
    /// How it was tried last.
    pub last_test: Option<Test>,
}

impl App {
    /// The channels of the units whose cases the actor reads.
    ///
    /// # Errors
    /// Faults.
    pub async fn channels(&self, actor: &Actor) -> Result<Vec<ChannelShown>, Failure> {
        let (world, now) = (self.world(), self.db().now());
        let mine: Vec<UnitChannel> =
            world.channels().filter(|c| holds(&world, actor, Permission::CaseRead, c.unit)).cloned().collect();
        self.db().read(move |conn| mine.into_iter().map(|c| shown(conn, &world, c, now)).collect()).await
    }

    /// A channel.
    ///
    /// # Errors
    /// `NotFound` also where the actor reads no cases; faults.
    pub async fn channel(&self, actor: &Actor, id: Id) -> Result<ChannelShown, Failure> {
        let (world, now) = (self.world(), self.db().now());
        let found = self.db().read(move |conn| channel::load(conn, id)).await?;
        let found = found.filter(|c| holds(&world, actor, Permission::CaseRead, c.unit));
        let found = found.ok_or(Failure::NotFound { what: "channel" })?;
        self.db().read(move |conn| shown(conn, &world, found, now)).await
    }

    /// Enters a channel of a unit; answers its id.
    ///
    /// # Errors
    /// `NotPermitted`/`NotFound` without `UserAdmin` at the unit; `ChannelLimitLoosens`; `Input`; a second active one of
    /// the same kind at the unit is a constraint (`taken`); faults.
    pub async fn create_channel(
        &self,
        actor: &Actor,
        unit: Id,
        channel: Channel,
        terms: ChannelTerms,
    ) -> Result<Id, Failure> {
        self.administers_unit(actor, unit)?;
        self.check_terms(unit, channel, &terms)?;
        let (who, world) = (actor.who, self.world());
        let made = self.db().write("channel.create", move |tx| {
            people(tx, &terms)?;
            let made = of(tx.new_id(), 1, channel, unit, tx.now(), terms);
            let events = [event(&made)];
            let stream = Stream::new("channel", made.id);
            record(tx, &first(&stream, tx.now(), who, "create_channel", &events), |tx, proof| {
                channel::insert(tx, proof, &made)?;
                health::begin(tx, &world, &made)?;
                Ok::<_, Failure>(made.id)
            })
        });
        let id = made.await?;
        self.refresh().await?;
        Ok(id)
    }

    /// Changes a channel; its kind and unit stay.
    ///
    /// # Errors
    /// As [`Self::create_channel`]; `Stale`.
    pub async fn change_channel(
        &self,
        actor: &Actor,
        id: Id,
        version: i64,
        terms: ChannelTerms,
    ) -> Result<i64, Failure> {
        let nothing = || Failure::NotFound { what: "channel" };
        let found = self.db().read(move |conn| channel::load(conn, id)).await?.ok_or_else(nothing)?;
        self.administers_unit(actor, found.unit).map_err(|f| match f {
            Failure::NotFound { .. } => nothing(),
            other => other,
        })?;
        self.check_terms(found.unit, found.channel, &terms)?;
        let (who, world) = (actor.who, self.world());
        let changed = self.db().write("channel.change", move |tx| {
            people(tx, &terms)?;
            let found = channel::load(tx, id)?.ok_or(Failure::NotFound { what: "channel" })?;
            let mut next = of(id, found.version, found.channel, found.unit, tx.now(), terms);
            if next.limit == found.limit {
                next.limit_since = found.limit_since;
            }
            let events = [event(&next)];
            let stream = Stream::new("channel", id);
            record(tx, &decision(&stream, version, tx, who, "change_channel", &events), |tx, proof| {
                channel::update(tx, proof, &next)?;
                if next.active != found.active {
                    health::switched(tx, &world, &next)?;
                }
                Ok::<_, Failure>(proof.version())
            })
        });
        let version = changed.await?;
        self.refresh().await?;
        Ok(version)
    }

    /// Whether the actor administers a unit; one they may not administer is not there for them.
    pub(crate) fn administers_unit(&self, actor: &Actor, unit: Id) -> Result<(), Failure> {
        if !actor.may_somewhere(Permission::UserAdmin) {
            return Err(Failure::NotPermitted(Permission::UserAdmin));
        }
        let world = self.world();
        let there = world.lineages.contains_key(&unit) && holds(&world, actor, Permission::UserAdmin, unit);
        if there { Ok(()) } else { Err(Failure::NotFound { what: "unit" }) }
    }

    fn check_terms(&self, unit: Id, channel: Channel, terms: &ChannelTerms) -> Result<(), Failure> {
        check_name("name", &terms.name)?;
        if let Some(address) = &terms.address {
            check_name("address", address)?;
        }
        if let Some(limit) = &terms.limit {
            let world = self.world();
            let bound = world.for_new(world.policy_of(unit), self.db().now(), unit)?;
            check_limit(&bound.policy, channel, limit)?;
        }
        Ok(())
    }
}

fn holds(world: &World, actor: &Actor, permission: Permission, unit: Id) -> bool {
    let lineage = world.lineage(unit);
    actor.may(permission, &Place { owner: None, handler: None, unit, lineage: &lineage })
}

fn of(id: Id, version: i64, channel: Channel, unit: Id, now: UtcMs, terms: ChannelTerms) -> UnitChannel {
    let ChannelTerms { name, address, owner, backup, limit, active } = terms;
    let (name, address) = (name.trim().to_owned(), address.map(|a| a.trim().to_owned()));
    UnitChannel { id, version, channel, unit, name, address, owner, backup, limit, limit_since: now, active }
}

fn event(c: &UnitChannel) -> ChannelEvent {
    let (channel, unit, active) = (c.channel, c.unit, c.active);
    ChannelEvent::Set { channel, unit, owner: c.owner, backup: c.backup, limit: c.limit, active }
}

/// Whoever is named is there and active.
fn people(conn: &mut Conn, terms: &ChannelTerms) -> Result<(), Failure> {
    for (field, named) in [("owner", terms.owner), ("backup", terms.backup)] {
        let Some(id) = named else { continue };
        match user::load(conn, id)? {
            None => return Err(Failure::input(field, "unknown_user", id.to_string())),
            Some(user) if !user.active => return Err(Failure::input(field, "inactive_user", id.to_string())),
            Some(_) => {}
        }
    }
    Ok(())
}

fn shown(conn: &mut Conn, world: &World, channel: UnitChannel, now: UtcMs) -> Result<ChannelShown, Failure> {
    use ChannelFinding as F;
    let mut findings = Vec::new();
    let people = [
        (channel.owner, F::OwnerMissing, F::OwnerInactive, F::OwnerAbsent),
        (channel.backup, F::BackupMissing, F::BackupInactive, F::BackupAbsent),
    ];
    for (named, missing, inactive, absent) in people {
        let Some(id) = named else {
            findings.push(missing);
            continue;
        };
        if user::load(conn, id)?.is_none_or(|u| !u.active) {
            findings.push(inactive);
        } else if absence::load(conn, id)?.is_some_and(|a| a.holds(now)) {
            findings.push(absent);
        }
    }
    if channel.owner.is_some() && channel.owner == channel.backup {
        findings.push(F::BackupIsOwner);
    }
    let bound = world.for_new(world.policy_of(channel.unit), now, channel.unit)?;
    let rule = bihuan_domain::channel::policy_limit(&bound.policy, channel.channel);
    let beyond = channel.limit.is_some_and(|l| check_limit(&bound.policy, channel.channel, &l).is_err());
    if beyond {
        findings.push(F::LimitBeyondPolicy);
    }
    let policy_limit = rule.map(|r| (r.id.clone(), r.target));
    let (health, last_test) = (channel_health::load(conn, channel.id)?, channel_health::last_test(conn, channel.id)?);
    if health.as_ref().is_some_and(|h| channel.active && h.silent_since.is_some()) {
        findings.push(F::Silent);
    }
    if last_test.as_ref().is_some_and(|t| t.standing == ChannelTestStanding::Failed) {
        findings.push(F::TestFailed);
    }
    if channel.active && channel.channel == Channel::Email {
        let failing = mailbox::failing_of_unit(conn, channel.unit)?;
        let (renewal, other): (Vec<_>, Vec<_>) = failing.iter().partition(|error| is_renewal(error));
        findings.extend((!renewal.is_empty()).then_some(F::AccessNotRenewed));
        findings.extend((!other.is_empty()).then_some(F::MailboxFails));
    }
    Ok(ChannelShown { channel, policy_limit, findings, health, last_test })
}

/// Whether somebody is here now: active and not away.
fn is_here(conn: &mut Conn, id: Id, now: UtcMs) -> Result<bool, Fault> {
    let active = user::load(conn, id)?.is_some_and(|u| u.active);
    Ok(active && !absence::load(conn, id)?.is_some_and(|a| a.holds(now)))
}

/// With whom a case that comes in by a channel starts when nobody is named: its owner, its backup, or the deputy of the
/// absent owner; none where the unit has no such channel, or nobody of it is here.
///
/// # Errors
/// Faults.
pub(crate) fn starts_with(
    conn: &mut Conn,
    world: &World,
    unit: Id,
    channel: Channel,
    now: UtcMs,
) -> Result<Option<Party>, Fault> {
    let Some(channel) = world.channel(unit, channel) else { return Ok(None) };
    let deputy = channel.owner.map(|o| absence::load(conn, o)).transpose()?.flatten().and_then(|a| a.deputy);
    for person in [channel.owner, channel.backup, deputy].into_iter().flatten() {
        if is_here(conn, person, now)? {
            return Ok(Some(Party::User(person)));
        }
    }
    Ok(None)
}
