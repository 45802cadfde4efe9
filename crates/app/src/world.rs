//! What every decision looks at besides the case: policies with their calendars, the business time zone, the tree of
//! units. A snapshot in memory, replaced as a whole when an administrator changes something, so that one decision never
//! sees half of a change.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use bihuan_domain::calendar::{CalendarSpec, Calendars, DayTable, PeakWindows, Zone};
use bihuan_domain::channel::ChannelLimit;
use bihuan_domain::custom_field::CustomField;
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::territory::Territory;
use bihuan_domain::policy::{OwnCategories, Policies, PolicyRef, Resolved};
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Channel;
use bihuan_store::Fault;
use bihuan_store::nouns::category::CategoryRow;
use bihuan_store::nouns::channel::UnitChannel;
use jiff::civil::Date;

use crate::chat::ChatSettings;
use crate::failure::Failure;

/// A policy ready to decide with: resolved over the law of a day, its calendars and peaks resolved.
#[derive(Debug)]
pub struct Bound {
    /// The policy.
    pub policy: Resolved,
    /// Its calendars by name.
    pub calendars: Calendars,
    /// Its busy hours.
    pub peaks: Vec<PeakWindows>,
}

/// How a policy version stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// New cases open under it.
    InForce,
    /// It begins on a later day.
    Coming,
    /// Its last day is past.
    Over,
    /// A later version is in force.
    Superseded,
}

/// What one binding is good for: a policy version, a stretch of days with the same law, a site's hours.
type Binding = (PolicyRef, usize, Option<Id>);

/// Policies, calendars, zone, units.
pub struct World {
    /// Every policy and layer.
    pub policies: Policies,
    /// The policy new cases open under.
    pub policy_id: String,
    /// Business time zone.
    pub zone: Zone,
    /// Day tables by region.
    tables: Vec<(String, Arc<DayTable>)>,
    /// Each unit with everything above it, itself first.
    pub lineages: HashMap<Id, Vec<Id>>,
    /// Units with opening hours of their own (S0-27, per site); those below follow them.
    site_hours: HashMap<Id, CalendarSpec>,
    /// Every unit with the serial numbers it answers for (S3-09).
    pub territories: Arc<Vec<Territory>>,
    /// The organisation's own fields, archived ones too.
    pub fields: Vec<CustomField>,
    /// Live chat as the administrator set it.
    pub chat: ChatSettings,
    /// Units whose new cases open under a policy of their own.
    unit_policies: HashMap<Id, String>,
    /// Active channels by unit and kind.
    channels: Arc<HashMap<(Id, Channel), UnitChannel>>,
    /// Every channel in the order of entering, those that are closed among them.
    every_channel: Arc<Vec<UnitChannel>>,
    /// What the organisation makes of the category tree, by code.
    pub categories: Arc<BTreeMap<String, CategoryRow>>,
    /// The same as the rules ask it.
    pub own_categories: Arc<OwnCategories>,
    /// The days on which some layer begins or ends: between two of them the law is the same.
    boundaries: Vec<Date>,
    bound: Mutex<HashMap<Binding, Arc<Bound>>>,
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World")
            .field("policy_id", &self.policy_id)
            .field("zone", &self.zone.name())
            .finish_non_exhaustive()
    }
}

impl World {
    /// Composes a world.
    pub fn new(
        policies: Policies,
        policy_id: String,
        zone: Zone,
        tables: Vec<(String, Arc<DayTable>)>,
        lineages: HashMap<Id, Vec<Id>>,
    ) -> Self {
        let mut boundaries: Vec<Date> = policies
            .iter()
            .flat_map(|p| [Some(p.effective_from), p.effective_to.and_then(|d| d.tomorrow().ok())])
            .flatten()
            .collect();
        boundaries.sort_unstable();
        boundaries.dedup();
        Self {
            policies,
            policy_id,
            zone,
            tables,
            lineages,
            site_hours: HashMap::new(),
            territories: Arc::default(),
            fields: Vec::new(),
            chat: ChatSettings::default(),
            unit_policies: HashMap::new(),
            channels: Arc::default(),
            every_channel: Arc::default(),
            categories: Arc::default(),
            own_categories: Arc::default(),
            boundaries,
            bound: Mutex::new(HashMap::new()),
        }
    }

    /// Gives units a policy of their own; those below follow them, unless they have one themselves.
    #[must_use]
    pub fn with_unit_policies(mut self, unit_policies: HashMap<Id, String>) -> Self {
        self.unit_policies = unit_policies;
        self
    }

    /// Gives it the organisation's own fields.
    #[must_use]
    pub fn with_fields(mut self, fields: Vec<CustomField>) -> Self {
        self.fields = fields;
        self
    }

    /// Gives it what the administrator set for live chat.
    #[must_use]
    pub fn with_chat(mut self, chat: ChatSettings) -> Self {
        self.chat = chat;
        self
    }

    /// Gives units opening hours of their own.
    #[must_use]
    pub fn with_site_hours(mut self, site_hours: HashMap<Id, CalendarSpec>) -> Self {
        self.site_hours = site_hours;
        self
    }

    /// Gives stations their territories; every unit is named, for where a complaint is taken in matters too.
    #[must_use]
    pub fn with_territories(mut self, territories: Vec<Territory>) -> Self {
        self.territories = Arc::new(territories);
        self
    }

    /// Gives units their channels.
    #[must_use]
    pub fn with_channels(mut self, channels: Vec<UnitChannel>) -> Self {
        let active = channels.iter().filter(|c| c.active);
        self.channels = Arc::new(active.map(|c| ((c.unit, c.channel), c.clone())).collect());
        self.every_channel = Arc::new(channels);
        self
    }

    /// Gives the organisation its categories.
    #[must_use]
    pub fn with_categories(mut self, rows: Vec<CategoryRow>) -> Self {
        self.own_categories = Arc::new(OwnCategories(rows.iter().map(|r| (r.code.clone(), r.hidden)).collect()));
        self.categories = Arc::new(rows.into_iter().map(|r| (r.code.clone(), r)).collect());
        self
    }

    /// The active channel of a kind at a unit.
    pub fn channel(&self, unit: Id, channel: Channel) -> Option<&UnitChannel> {
        self.channels.get(&(unit, channel))
    }

    /// Every channel, in the order of entering.
    pub fn channels(&self) -> impl Iterator<Item = &UnitChannel> {
        self.every_channel.iter()
    }

    /// The limit a case's channel has at its unit, if the case came in under it.
    pub fn channel_limit(&self, unit: Id, channel: Channel, received_at: UtcMs) -> Option<ChannelLimit> {
        let found = self.channel(unit, channel).filter(|c| c.limit_since <= received_at)?;
        found.limit.map(|target| ChannelLimit { channel: found.id, target })
    }

    /// The policy a unit was given itself.
    pub fn own_policy_of(&self, unit: Id) -> Option<&str> {
        self.unit_policies.get(&unit).map(String::as_str)
    }

    /// The policy that new cases of a unit open under: its own, that of the nearest unit above, or the default.
    pub fn policy_of(&self, unit: Id) -> &str {
        if self.unit_policies.is_empty() {
            return &self.policy_id;
        }
        let above = self.lineages.get(&unit).map(Vec::as_slice).unwrap_or_default();
        std::iter::once(&unit).chain(above).find_map(|u| self.unit_policies.get(u)).unwrap_or(&self.policy_id)
    }

    /// The same world in which new cases open under another policy: for an import of history.
    ///
    /// # Errors
    /// `Input` when there is no such policy.
    pub fn opening_under(&self, policy_id: &str) -> Result<Self, Failure> {
        if self.policies.get(policy_id, None).is_none() {
            return Err(Failure::input("policy", "unknown_policy", policy_id));
        }
        Ok(Self {
            policies: self.policies.clone(),
            policy_id: policy_id.to_owned(),
            zone: self.zone.clone(),
            tables: self.tables.clone(),
            lineages: self.lineages.clone(),
            site_hours: self.site_hours.clone(),
            territories: Arc::clone(&self.territories),
            fields: self.fields.clone(),
            chat: self.chat.clone(),
            unit_policies: HashMap::new(),
            channels: Arc::clone(&self.channels),
            every_channel: Arc::clone(&self.every_channel),
            categories: Arc::clone(&self.categories),
            own_categories: Arc::clone(&self.own_categories),
            boundaries: self.boundaries.clone(),
            // This policy for every unit.
            bound: Mutex::new(HashMap::new()),
        })
    }

    /// The unit above all others; `None` before the organisation was set up.
    pub fn top(&self) -> Option<Id> {
        self.lineages.iter().filter(|(_, above)| above.len() == 1).map(|(unit, _)| *unit).min()
    }

    /// The day table of a region.
    pub fn table(&self, region: &str) -> Option<Arc<DayTable>> {
        self.tables.iter().find(|(r, _)| r == region).map(|(_, table)| Arc::clone(table))
    }

    /// The day tables by region.
    pub fn tables(&self) -> impl Iterator<Item = (&str, &DayTable)> {
        self.tables.iter().map(|(region, table)| (region.as_str(), table.as_ref()))
    }

    /// A unit and everything above it; at least itself.
    pub fn lineage(&self, unit: Id) -> Vec<Id> {
        self.lineages.get(&unit).cloned().unwrap_or_else(|| vec![unit])
    }

    /// A unit and everything below it.
    pub fn subtree(&self, top: Id) -> Vec<Id> {
        let mut units: Vec<Id> =
            self.lineages.iter().filter(|(_, above)| above.contains(&top)).map(|(unit, _)| *unit).collect();
        if !units.contains(&top) {
            units.push(top);
        }
        units.sort_unstable();
        units
    }

    /// How a policy version stands at an instant. A version begins with its first day in the business time zone, on every
    /// node by itself: nobody switches it.
    pub fn standing(&self, policy: &bihuan_domain::policy::Policy, now: UtcMs) -> Standing {
        let today = self.day(now);
        if policy.effective_from > today {
            Standing::Coming
        } else if policy.effective_to.is_some_and(|to| to < today) {
            Standing::Over
        } else {
            let later = |p: &&bihuan_domain::policy::Policy| {
                p.id == policy.id && p.version > policy.version && p.effective_from <= today
            };
            if self.policies.iter().any(|p| later(&p)) { Standing::Superseded } else { Standing::InForce }
        }
    }

    /// A policy as a new case opens under it: the version in force on the day of receipt; for older receipts (an import
    /// of years past) the earliest version, under the earliest law we carry.
    ///
    /// # Errors
    /// `Fault` when no version of the policy resolves: an administrator's check would have said so.
    pub fn for_new(&self, policy_id: &str, received_at: UtcMs, unit: Id) -> Result<Arc<Bound>, Failure> {
        let day = self.day(received_at);
        let mine = || self.policies.iter().filter(|p| p.id == policy_id);
        let in_force = mine()
            .filter(|p| p.effective_from <= day && p.effective_to.is_none_or(|to| day <= to))
            .max_by_key(|p| p.version);
        let policy = in_force.or_else(|| mine().min_by_key(|p| p.effective_from));
        let version = policy.map(|p| p.version).ok_or_else(|| self.broken(policy_id, "no such policy"))?;
        self.pinned(&PolicyRef { id: policy_id.to_owned(), version }, received_at, unit)
    }

    /// The organisation's policy as a case received now would open under it.
    ///
    /// # Errors
    /// As [`Self::for_new`].
    pub fn in_force_now(&self, now: UtcMs) -> Result<Arc<Bound>, Failure> {
        let top = self.top().unwrap_or(Id::from_i64(0));
        self.for_new(self.policy_of(top), now, top)
    }

    /// The policy a case has pinned, with the law of the day it was received and the opening hours of its site.
    ///
    /// # Errors
    /// As [`Self::for_new`].
    pub fn pinned(&self, reference: &PolicyRef, received_at: UtcMs, unit: Id) -> Result<Arc<Bound>, Failure> {
        let own = self.policies.get(&reference.id, Some(reference.version));
        let first = own.map_or(jiff::civil::date(2026, 1, 1), |p| p.effective_from);
        let day = self.day(received_at).max(first);
        let site = self.site_of(unit);
        let key = (reference.clone(), self.boundaries.partition_point(|b| *b <= day), site);
        let mut cache = self.bound.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bound) = cache.get(&key) {
            return Ok(Arc::clone(bound));
        }
        let bound = Arc::new(self.bind(reference, day, site)?);
        cache.insert(key, Arc::clone(&bound));
        Ok(bound)
    }

    /// The nearest unit with opening hours of its own.
    fn site_of(&self, unit: Id) -> Option<Id> {
        if self.site_hours.is_empty() {
            return None;
        }
        self.lineage(unit).into_iter().find(|u| self.site_hours.contains_key(u))
    }

    fn bind(&self, reference: &PolicyRef, day: Date, site: Option<Id>) -> Result<Bound, Failure> {
        let policy = self.policies.resolve_version(&reference.id, reference.version, day).map_err(|findings| {
            self.broken(&reference.id, &findings.first().map(ToString::to_string).unwrap_or_default())
        })?;
        let mut calendars = Calendars::embedded();
        for (region, table) in &self.tables {
            calendars.set_table(region, Arc::clone(table));
        }
        for (name, spec) in &policy.policy.calendars {
            calendars.name(name, spec).map_err(|e| self.broken(&reference.id, &format!("calendar {name}: {e}")))?;
        }
        if let Some(hours) = site.and_then(|s| self.site_hours.get(&s)) {
            calendars
                .name("business_hours", hours)
                .map_err(|e| self.broken(&reference.id, &format!("opening hours of the site: {e}")))?;
        }
        let peaks = policy
            .policy
            .peak
            .values()
            .map(PeakWindows::resolve)
            .collect::<Result<Vec<_>, _>>()
            .map_err(|e| self.broken(&reference.id, &e.to_string()))?;
        Ok(Bound { policy, calendars, peaks })
    }

    fn broken(&self, policy_id: &str, detail: &str) -> Failure {
        Failure::Fault(Fault::Corrupt(format!("policy {policy_id}: {detail}")))
    }

    fn day(&self, at: UtcMs) -> Date {
        self.zone.business_date(at)
    }
}
