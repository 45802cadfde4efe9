//! Views: filters with a name. Those built in are codes, the same for everybody, and mean what the asker may see; saved
//! ones are one's own or shared with a unit and all below it, or with everybody. A view gives nobody a case they may not
//! see: it is only a question.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use bihuan_domain::actor::{Actor, Permission, Place, Scope};
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::ViewEvent;
use bihuan_store::Fault;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::view::{self, SavedView};

use crate::app::App;
use crate::cases::find::{Counted, Filter, Sort, Whom};
use crate::cases::walk::{counted, reached};
use crate::failure::Failure;
use crate::organisation::check_name;
use crate::record::record;
use crate::sign_in::{decision, first, lock_version};
use crate::world::World;

/// Views one may have.
pub const MOST_VIEWS: usize = 100;
/// Shared views that are looked at.
const MOST_SHARED: u32 = 500;
/// Columns of a view's table.
pub const MOST_COLUMNS: usize = 40;
/// A count goes no further: "1000+".
pub const COUNT_UP_TO: u32 = 1_000;
/// How old a count may be. Hundreds of agents ask every few seconds; most of them ask the same.
const FRESH: Duration = Duration::from_secs(2);
/// Counts kept at once.
const MOST_KEPT: usize = 4_096;

/// A view that is built in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is named after its code")]
pub enum BuiltIn {
    Mine,
    Unassigned,
    Overdue,
    DueSoon,
    WaitingCustomer,
    WaitingParts,
    Escalated,
    Emergencies,
    OfferedToMe,
    AllOpen,
    RecentlyClosed,
}

impl BuiltIn {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 11] = [
        Self::Mine,
        Self::OfferedToMe,
        Self::Emergencies,
        Self::Overdue,
        Self::DueSoon,
        Self::Unassigned,
        Self::Escalated,
        Self::WaitingCustomer,
        Self::WaitingParts,
        Self::AllOpen,
        Self::RecentlyClosed,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Unassigned => "unassigned",
            Self::Overdue => "overdue",
            Self::DueSoon => "due_soon",
            Self::WaitingCustomer => "waiting_customer",
            Self::WaitingParts => "waiting_parts",
            Self::Escalated => "escalated",
            Self::Emergencies => "emergencies",
            Self::OfferedToMe => "offered_to_me",
            Self::AllOpen => "all_open",
            Self::RecentlyClosed => "recently_closed",
        }
    }

    /// What it asks.
    pub fn filter(self) -> Filter {
        let open = Filter { open: Some(true), ..Filter::default() };
        match self {
            Self::Mine => Filter { mine: Some(true), ..open },
            Self::Unassigned => Filter { handler: Some(Whom::Nobody), ..open },
            Self::Overdue => Filter { overdue: Some(true), ..open },
            // Four hours: half a working day. Our default.
            Self::DueSoon => Filter { overdue: Some(false), due_within_minutes: Some(240), ..open },
            Self::WaitingCustomer => Filter { statuses: vec!["waiting_customer".into()], ..open },
            Self::WaitingParts => Filter { statuses: vec!["waiting_parts".into()], ..open },
            Self::Escalated => Filter { escalated_at_least: Some(1), ..open },
            Self::Emergencies => Filter { emergency: Some(true), ..open },
            Self::OfferedToMe => Filter { offered_to_me: Some(true), ..open },
            Self::AllOpen => open,
            Self::RecentlyClosed => Filter { open: Some(false), closed_within_days: Some(7), ..Filter::default() },
        }
    }

    /// In which order.
    pub const fn sort(self) -> Sort {
        match self {
            Self::DueSoon => Sort::Due,
            Self::RecentlyClosed => Sort::Touched,
            _ => Sort::Queue,
        }
    }
}

impl std::str::FromStr for BuiltIn {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|v| v.code() == s).ok_or(())
    }
}

/// Which view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// One that is built in.
    BuiltIn(BuiltIn),
    /// A saved one.
    Saved(Id),
}

impl std::str::FromStr for Which {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        match s.parse::<BuiltIn>() {
            Ok(view) => Ok(Self::BuiltIn(view)),
            Err(_) => s.parse().map(Self::Saved).map_err(|_| ()),
        }
    }
}

/// With whom a view is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Nobody: one's own.
    Own,
    /// A unit and all below it.
    Unit(Id),
    /// Everybody.
    Everybody,
}

/// A view to be kept.
#[derive(Debug, Clone)]
pub struct NewView {
    /// Its name.
    pub name: String,
    /// What it asks.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
    /// Columns of its table.
    pub columns: Vec<String>,
    /// Its place, ascending.
    pub position: i64,
    /// With whom it is shared.
    pub audience: Audience,
}

/// A saved view as somebody sees it.
#[derive(Debug, Clone)]
pub struct ViewShown {
    /// Identifier.
    pub id: Id,
    /// Version.
    pub version: i64,
    /// It is the asker's own.
    pub own: bool,
    /// What was kept.
    pub view: NewView,
}

fn shown(kept: SavedView, actor: &Actor) -> Result<ViewShown, Fault> {
    let bad = |e: &dyn std::fmt::Display| Fault::Corrupt(format!("view {}: {e}", kept.id));
    Ok(ViewShown {
        id: kept.id,
        version: kept.version,
        own: actor.user() == Some(kept.user),
        view: NewView {
            filter: serde_json::from_str(&kept.filter).map_err(|e| bad(&e))?,
            sort: kept.sort.parse().map_err(|()| bad(&"sort"))?,
            columns: serde_json::from_str(&kept.columns).map_err(|e| bad(&e))?,
            position: kept.position,
            audience: match (kept.shared, kept.unit) {
                (false, _) => Audience::Own,
                (true, Some(unit)) => Audience::Unit(unit),
                (true, None) => Audience::Everybody,
            },
            name: kept.name,
        },
    })
}

fn row(id: Id, version: i64, user: Id, new: &NewView, now: bihuan_domain::time::UtcMs) -> Result<SavedView, Fault> {
    let written = |e: serde_json::Error| Fault::Sql(format!("view: {e}"));
    Ok(SavedView {
        id,
        version,
        user,
        unit: if let Audience::Unit(unit) = new.audience { Some(unit) } else { None },
        shared: new.audience != Audience::Own,
        name: new.name.trim().to_owned(),
        filter: serde_json::to_string(&new.filter).map_err(written)?,
        sort: new.sort.code().to_owned(),
        columns: serde_json::to_string(&new.columns).map_err(written)?,
        position: new.position,
        created_at: now,
    })
}

/// Refuses sharing beyond where one may.
fn permit_sharing(world: &World, actor: &Actor, audience: Audience) -> Result<(), Failure> {
    let may = match audience {
        Audience::Own => true,
        Audience::Everybody => actor.scopes(Permission::ViewShare).any(|s| s == Scope::All),
        Audience::Unit(unit) => {
            if !world.lineages.contains_key(&unit) {
                return Err(Failure::input("unit", "unknown_unit", unit.to_string()));
            }
            let lineage = world.lineage(unit);
            actor.may(Permission::ViewShare, &Place { owner: None, handler: None, unit, lineage: &lineage })
        }
    };
    if may { Ok(()) } else { Err(Failure::NotPermitted(Permission::ViewShare)) }
}

/// Whether somebody sees a shared view.
fn sees(world: &World, actor: &Actor, view: &SavedView) -> bool {
    let within = |unit: Id| actor.unit.is_some_and(|mine| world.lineage(mine).contains(&unit));
    actor.user() == Some(view.user) || (view.shared && view.unit.is_none_or(within))
}

fn checked(new: &NewView) -> Result<(), Failure> {
    check_name("name", &new.name)?;
    if new.columns.len() > MOST_COLUMNS || new.columns.iter().any(|c| c.is_empty() || c.len() > 60) {
        return Err(Failure::input("columns", "bad_value", "at most 40 names of columns"));
    }
    Ok(())
}

fn somebody(actor: &Actor) -> Result<Id, Failure> {
    actor.user().ok_or(Failure::NotSignedIn)
}

/// Counts of a moment ago.
#[derive(Debug, Default)]
pub struct Counts(Mutex<HashMap<String, (Instant, Counted)>>);

impl Counts {
    fn kept(&self, key: &str) -> Option<Counted> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(key).filter(|(at, _)| at.elapsed() < FRESH).map(|(_, count)| *count)
    }

    fn keep(&self, new: &[(String, Counted)]) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() + new.len() > MOST_KEPT {
            kept.retain(|_, (at, _)| at.elapsed() < FRESH);
        }
        if kept.len() + new.len() > MOST_KEPT {
            kept.clear();
        }
        let now = Instant::now();
        kept.extend(new.iter().map(|(key, count)| (key.clone(), (now, *count))));
    }
}

impl App {
    /// The saved views somebody sees: their own, then those shared with them.
    ///
    /// # Errors
    /// Faults.
    pub async fn views(&self, actor: &Actor) -> Result<Vec<ViewShown>, Failure> {
        let (world, actor) = (self.world(), actor.clone());
        self.db()
            .read(move |c| {
                let mut all = match actor.user() {
                    Some(me) => view::of_user(c, me, MOST_VIEWS as u32)?,
                    None => Vec::new(),
                };
                let others = view::shared(c, MOST_SHARED)?;
                all.extend(others.into_iter().filter(|v| actor.user() != Some(v.user) && sees(&world, &actor, v)));
                Ok(all.into_iter().map(|v| shown(v, &actor)).collect::<Result<_, Fault>>()?)
            })
            .await
    }

    /// Keeps a view.
    ///
    /// # Errors
    /// `Input`; `NotPermitted` when it is shared further than the actor may; faults.
    pub async fn save_view(&self, actor: &Actor, new: NewView) -> Result<ViewShown, Failure> {
        let me = somebody(actor)?;
        checked(&new)?;
        permit_sharing(&self.world(), actor, new.audience)?;
        let actor = actor.clone();
        self.db()
            .write("view.create", move |tx| {
                if view::of_user(tx, me, MOST_VIEWS as u32)?.len() >= MOST_VIEWS {
                    return Err(Failure::input("name", "too_many", MOST_VIEWS.to_string()));
                }
                let kept = row(tx.new_id(), 1, me, &new, tx.now())?;
                let stream = Stream::new("view", kept.id);
                let events = [ViewEvent::Created { shared: kept.shared, unit: kept.unit }];
                record(tx, &first(&stream, tx.now(), actor.who, "create_view", &events), |tx, proof| {
                    view::insert(tx, proof, &kept)?;
                    Ok(shown(kept, &actor)?)
                })
            })
            .await
    }

    /// Changes a view: one's own, or a shared one where one may share.
    ///
    /// # Errors
    /// `NotFound`, `Stale`, `NotPermitted`, `Input`; faults.
    pub async fn change_view(
        &self,
        actor: &Actor,
        id: Id,
        seen: Option<i64>,
        new: NewView,
    ) -> Result<ViewShown, Failure> {
        checked(&new)?;
        let (world, actor) = (self.world(), actor.clone());
        permit_sharing(&world, &actor, new.audience)?;
        self.db()
            .write("view.change", move |tx| {
                let (stream, version, old) = theirs(tx, &world, &actor, id)?;
                if seen.is_some_and(|v| v != version) {
                    return Err(Failure::Stale { current: version });
                }
                let mut kept = row(id, version + 1, old.user, &new, old.created_at)?;
                let events = [ViewEvent::Changed { shared: kept.shared, unit: kept.unit }];
                let decision = decision(&stream, version, tx, actor.who, "change_view", &events);
                record(tx, &decision, |tx, proof| {
                    view::update(tx, proof, &kept)?;
                    kept.version = proof.version();
                    Ok(shown(kept, &actor)?)
                })
            })
            .await
    }

    /// Takes a view away.
    ///
    /// # Errors
    /// `NotFound`, `NotPermitted`; faults.
    pub async fn remove_view(&self, actor: &Actor, id: Id) -> Result<(), Failure> {
        let (world, actor) = (self.world(), actor.clone());
        self.db()
            .write("view.remove", move |tx| {
                let (stream, version, _) = theirs(tx, &world, &actor, id)?;
                let events = [ViewEvent::Removed {}];
                let decision = decision(&stream, version, tx, actor.who, "remove_view", &events);
                record(tx, &decision, |tx, proof| Ok(view::remove(tx, proof)?))
            })
            .await
    }

    /// How many cases each view holds for the actor, up to a bound; a view that is not there has none. Not older than two
    /// seconds.
    ///
    /// # Errors
    /// Faults.
    pub async fn view_counts(
        &self,
        actor: &Actor,
        asked: Vec<(String, Which)>,
    ) -> Result<Vec<(String, Counted)>, Failure> {
        let saved =
            if asked.iter().any(|(_, w)| matches!(w, Which::Saved(_))) { self.views(actor).await? } else { Vec::new() };
        let (world, now) = (self.world(), self.db().now());
        let reach = reached(&world, actor);
        let (mut out, mut missing) = (Vec::new(), Vec::new());
        for (name, which) in asked {
            let filter = match which {
                Which::BuiltIn(view) => Some(view.filter()),
                Which::Saved(id) => saved.iter().find(|v| v.id == id).map(|v| v.view.filter.clone()),
            };
            let Some(filter) = filter else { continue };
            let text = serde_json::to_string(&filter).map_err(|e| Fault::Sql(e.to_string()))?;
            let me = if filter.is_personal() { actor.user() } else { None };
            let key = format!("{reach}|{me:?}|{text}");
            match self.counts().kept(&key) {
                Some(count) => out.push((name, count)),
                None => missing.push((name, key, filter)),
            }
        }
        if !missing.is_empty() {
            let actor = actor.clone();
            let found = self.db().read(move |c| {
                missing
                    .into_iter()
                    .map(|(name, key, filter)| Ok((name, key, counted(c, &world, &actor, &filter, now, COUNT_UP_TO)?)))
                    .collect::<Result<Vec<_>, Fault>>()
            });
            let found = found.await?;
            let fresh: Vec<_> = found.iter().map(|(_, key, count)| (key.clone(), *count)).collect();
            self.counts().keep(&fresh);
            out.extend(found.into_iter().map(|(name, _, count)| (name, count)));
        }
        Ok(out)
    }
}

/// A view the actor may change, with its stream locked.
fn theirs(
    tx: &mut bihuan_store::Tx,
    world: &World,
    actor: &Actor,
    id: Id,
) -> Result<(Stream, i64, SavedView), Failure> {
    let stream = Stream::new("view", id);
    let version = lock_version(tx, &stream)?;
    let kept = view::load(tx, id)?.filter(|v| sees(world, actor, v)).ok_or(Failure::NotFound { what: "view" })?;
    if actor.user() != Some(kept.user) {
        let audience = kept.unit.map_or(Audience::Everybody, Audience::Unit);
        permit_sharing(world, actor, audience)?;
    }
    Ok((stream, version, kept))
}
