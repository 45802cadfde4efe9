//! The application: the store, the files, and the world the decisions look at.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use bihuan_domain::calendar::{DayTable, Zone};
use bihuan_domain::custom_field::CustomField;
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::OrgTree;
use bihuan_domain::policy::{Policies, builtin};
use bihuan_store::blobs::Blobs;
use bihuan_store::nouns::{category, channel, field, policy, unit};
use bihuan_store::{Db, Fault};

use crate::chat::{ChatSettings, Hub};
use crate::failure::Failure;
use crate::feed::Feed;
use crate::live::Readings;
use crate::triage::Models;
use crate::views::Counts;
use crate::world::World;

/// Settings an organisation makes once.
pub mod setting {
    /// Business time zone, an IANA name.
    pub const ZONE: &str = "zone";
    /// Id of the policy new cases open under.
    pub const POLICY: &str = "policy";
    /// Name of the organisation.
    pub const COMPANY: &str = "company";
    /// `policy:<unit id>`: id of the policy that new cases of this unit and those below open under. So several trades
    /// live in one database.
    pub const UNIT_POLICY: &str = "policy:";
    /// Live chat, as JSON.
    pub const CHAT: &str = "chat";
}

/// The application; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    db: Db,
    blobs: Blobs,
    world: RwLock<Arc<World>>,
    readings: Readings,
    counts: Counts,
    models: Models,
    learner: OnceLock<PathBuf>,
    public_url: OnceLock<String>,
    hub: Hub,
    feed: Feed,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("App")
    }
}

impl App {
    /// Composes the application over an open store.
    ///
    /// # Errors
    /// `Fault` when stored policies or calendars cannot be read.
    pub async fn open(db: Db, blobs: Blobs) -> Result<Self, Failure> {
        let world = load(&db).await?;
        Ok(Self(Arc::new(Inner {
            db,
            blobs,
            world: RwLock::new(Arc::new(world)),
            readings: Readings::default(),
            counts: Counts::default(),
            models: Models::default(),
            learner: OnceLock::new(),
            public_url: OnceLock::new(),
            hub: Hub::default(),
            feed: Feed::default(),
        })))
    }

    /// The store.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// What views held a moment ago.
    pub(crate) fn counts(&self) -> &Counts {
        &self.0.counts
    }

    /// What triage learned and uses.
    pub(crate) fn models(&self) -> &Models {
        &self.0.models
    }

    /// Names the program that learns in a process of its own (`bihuan triage learn`); without one, learning is done here.
    pub fn learn_by(&self, program: PathBuf) {
        // Named once: whoever names it again means the same program.
        let _ = self.0.learner.set(program);
    }

    /// Names the address by which the outside calls this service, for links that are sent; without one none is sent.
    pub fn called_at(&self, public_url: &str) {
        let _ = self.0.public_url.set(public_url.trim_end_matches('/').to_owned());
    }

    pub(crate) fn public_url(&self) -> Option<&str> {
        self.0.public_url.get().map(String::as_str)
    }

    pub(crate) fn learner(&self) -> Option<PathBuf> {
        self.0.learner.get().cloned()
    }

    /// The journal's feed as this node has read it.
    pub(crate) fn feed(&self) -> &Feed {
        &self.0.feed
    }

    /// Visitors of chat who listen on this node.
    pub(crate) fn hub(&self) -> &Hub {
        &self.0.hub
    }

    /// The files.
    pub fn blobs(&self) -> &Blobs {
        &self.0.blobs
    }

    pub(crate) fn readings(&self) -> &Readings {
        &self.0.readings
    }

    /// The world as it is now.
    pub fn world(&self) -> Arc<World> {
        Arc::clone(&self.0.world.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads policies, calendars and units again, after a change here or on another node.
    ///
    /// # Errors
    /// As [`Self::open`]; the old world stays.
    pub async fn refresh(&self) -> Result<(), Failure> {
        let world = load(&self.0.db).await?;
        *self.0.world.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(world);
        Ok(())
    }
}

async fn load(db: &Db) -> Result<World, Failure> {
    let (texts, tables, zone, policy_id, units, unit_policies, channels, categories, fields, chat) = db
        .read(|c| {
            let texts = policy::all_policies(c)?;
            let tables = policy::all_day_tables(c)?;
            let zone = policy::setting(c, setting::ZONE)?;
            let policy_id = policy::setting(c, setting::POLICY)?;
            let units = unit::all(c)?;
            let unit_policies: HashMap<Id, String> = policy::settings_under(c, setting::UNIT_POLICY)?
                .into_iter()
                .filter_map(|(unit, policy)| Some((unit.parse().ok()?, Some(policy).filter(|p| !p.is_empty())?)))
                .collect();
            let fields: Vec<CustomField> = field::all(c)?.into_iter().map(|s| s.field).collect();
            let (channels, categories) = (channel::all(c)?, category::all(c)?);
            let chat = ChatSettings::read(policy::setting(c, setting::CHAT)?.as_deref());
            Ok::<_, Fault>((texts, tables, zone, policy_id, units, unit_policies, channels, categories, fields, chat))
        })
        .await?;
    let named: Vec<(String, String)> =
        texts.into_iter().map(|(id, v, body)| (format!("{id}@{v}.toml"), body)).collect();
    let files = builtin().iter().copied().chain(named.iter().map(|(n, t)| (n.as_str(), t.as_str())));
    let policies = Policies::load(files).map_err(|f| {
        Fault::Corrupt(format!("stored policies: {}", f.first().map(ToString::to_string).unwrap_or_default()))
    })?;
    let mut by_region: BTreeMap<String, DayTable> = BTreeMap::new();
    by_region.insert("CN".to_owned(), (*DayTable::cn()).clone());
    for (region, body) in tables {
        let newer = DayTable::parse(&body).map_err(|e| Fault::Corrupt(format!("stored calendar {region}: {e}")))?;
        let base = by_region.remove(&region).unwrap_or_else(DayTable::empty);
        by_region.insert(region, base.with(&newer));
    }
    let tables = by_region.into_iter().map(|(r, t)| (r, Arc::new(t))).collect();
    let zone = Zone::named(zone.as_deref().unwrap_or("Asia/Shanghai")).map_err(|e| Fault::Corrupt(e.to_string()))?;
    let policy_id = policy_id.unwrap_or_else(|| "general".to_owned());
    let tree = OrgTree::new(units.iter().map(unit::Unit::node).collect());
    let lineages = units.iter().map(|u| (u.id, tree.lineage(u.id))).collect();
    let territories = units.iter().map(unit::Unit::routed).collect();
    let site_hours = units.into_iter().filter_map(|u| Some((u.id, u.calendar?))).collect();
    Ok(World::new(policies, policy_id, zone, tables, lineages)
        .with_unit_policies(unit_policies)
        .with_site_hours(site_hours)
        .with_territories(territories)
        .with_channels(channels)
        .with_categories(categories)
        .with_fields(fields)
        .with_chat(chat))
}
