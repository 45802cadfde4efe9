//! Units: made, renamed, moved, archived. Changes of the organisation come one after another (they all lock the head
//! office's stream first), so that no two moves together make a cycle and no two departures together leave nobody.

use bihuan_domain::actor::{Actor, Permission, Scope};
use bihuan_domain::calendar::CalendarSpec;
use bihuan_domain::contact::login_key;
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{OrgTree, Refusal, UnitEvent, UnitKind, territory};
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::unit;
use bihuan_store::nouns::user::initials;
use bihuan_store::{Fault, Tx};
use serde::{Deserialize, Serialize};

use crate::access::Access;
use crate::failure::Failure;
use crate::paging::{Page, PageAsk};
use crate::record::{Decision, record};
use crate::sign_in::{first, lock_version};
use crate::users::LONGEST_WORDS;

/// A unit to be made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewUnit {
    /// The unit above.
    pub parent: Id,
    /// What it is.
    pub kind: UnitKind,
    /// The organisation's own code, unique.
    pub code: String,
    /// Name.
    pub name: String,
    /// Its own calendar.
    #[serde(default)]
    pub calendar: Option<CalendarSpec>,
}

/// A unit as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitView {
    /// Identifier.
    pub id: Id,
    /// Version.
    pub version: i64,
    /// The unit above.
    pub parent: Option<Id>,
    /// What it is.
    pub kind: UnitKind,
    /// The organisation's own code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Its own calendar.
    pub calendar: Option<CalendarSpec>,
    /// Beginnings of the serial numbers a station answers for (S3-09).
    pub territory: Vec<String>,
    /// When it was archived.
    pub archived_at: Option<UtcMs>,
}

impl From<unit::Unit> for UnitView {
    fn from(u: unit::Unit) -> Self {
        let unit::Unit { id, version, parent, kind, code, name, calendar, territory, archived_at } = u;
        Self { id, version, parent, kind, code, name, calendar, territory, archived_at }
    }
}

impl Access {
    /// Makes a unit; answers its id.
    ///
    /// # Errors
    /// `NotPermitted`/`NotFound` without `UserAdmin` at the parent; `UnitCodeTaken`, `UnitTooDeep`, `UnitArchived`,
    /// `HeadOffice`; `Input`; faults.
    pub async fn create_unit(&self, actor: &Actor, new: NewUnit) -> Result<Id, Failure> {
        let code = check_code(&new.code)?;
        check_name("name", &new.name)?;
        if new.kind == UnitKind::HeadOffice {
            return Err(Refusal::HeadOffice.into());
        }
        self.administers(actor, new.parent)?;
        let who = actor.who;
        let made = self.db().write("unit.create", move |tx| {
            lock_organisation(tx)?;
            let id = tx.new_id();
            let above = living(tx, new.parent)?;
            let (_, depth) = unit::height_and_depth(tx, above.id, above.id)?;
            within_depth(depth + 2)?;
            let made = unit::Unit {
                id,
                version: 1,
                parent: Some(above.id),
                kind: new.kind,
                code,
                name: new.name.trim().to_owned(),
                calendar: new.calendar,
                territory: Vec::new(),
                archived_at: None,
            };
            let stream = Stream::new("unit", id);
            let events = [UnitEvent::Created { kind: new.kind, parent: Some(above.id) }];
            record(tx, &first(&stream, tx.now(), who, "create_unit", &events), |tx, proof| {
                Ok(unit::insert(tx, proof, &made)?)
            })?;
            Ok(id)
        });
        let id = made.await.map_err(code_taken)?;
        self.reload_tree().await?;
        Ok(id)
    }

    /// Changes name and code.
    ///
    /// # Errors
    /// As [`Access::create_unit`]; `Stale`.
    pub async fn rename_unit(
        &self,
        actor: &Actor,
        id: Id,
        seen: impl Into<Option<i64>>,
        code: &str,
        name: &str,
    ) -> Result<i64, Failure> {
        let code = check_code(code)?;
        check_name("name", name)?;
        let name = name.trim().to_owned();
        self.administers(actor, id)?;
        self.change_unit(actor, id, seen.into(), "rename_unit", move |_, unit| {
            unit.code = code;
            unit.name = name;
            Ok(UnitEvent::Renamed {})
        })
        .await
    }

    /// Sets or takes away a unit's own calendar.
    ///
    /// # Errors
    /// As [`Access::rename_unit`].
    pub async fn set_unit_calendar(
        &self,
        actor: &Actor,
        id: Id,
        seen: impl Into<Option<i64>>,
        calendar: Option<CalendarSpec>,
    ) -> Result<i64, Failure> {
        self.administers(actor, id)?;
        self.change_unit(actor, id, seen.into(), "set_unit_calendar", move |_, unit| {
            unit.calendar = calendar;
            Ok(UnitEvent::CalendarSet { own: unit.calendar.is_some() })
        })
        .await
    }

    /// Sets the serial numbers a station answers for (S3-09), by their beginnings; none takes the territory away.
    ///
    /// # Errors
    /// `Input` for what cannot begin a serial number and for a unit that is no station; as [`Access::rename_unit`].
    pub async fn set_unit_territory(
        &self,
        actor: &Actor,
        id: Id,
        seen: impl Into<Option<i64>>,
        given: &[String],
    ) -> Result<i64, Failure> {
        self.administers(actor, id)?;
        let prefixes = territory::prefixes(given).ok_or_else(|| Failure::input("prefixes", "bad_serial_prefix", ""))?;
        self.change_unit(actor, id, seen.into(), "set_unit_territory", move |_, unit| {
            if unit.kind != UnitKind::Station {
                return Err(Failure::input("prefixes", "not_a_station", ""));
            }
            unit.territory = prefixes;
            Ok(UnitEvent::TerritorySet { prefixes: unit.territory.clone() })
        })
        .await
    }

    /// Puts a unit with all below it under another. Needs `UserAdmin` at the unit it leaves and the one it goes to.
    ///
    /// # Errors
    /// `UnitCycle`, `HeadOffice`, and as [`Access::rename_unit`].
    pub async fn move_unit(&self, actor: &Actor, id: Id, seen: impl Into<Option<i64>>, to: Id) -> Result<i64, Failure> {
        self.administers(actor, id)?;
        self.administers(actor, to)?;
        let parent = self.tree().get(id).and_then(|n| n.parent).ok_or(Refusal::HeadOffice)?;
        self.administers(actor, parent)?;
        self.change_unit(actor, id, seen.into(), "move_unit", move |tx, unit| {
            // Moved meanwhile: the actor was judged at another place.
            if unit.parent != Some(parent) {
                return Err(Failure::Stale { current: unit.version });
            }
            living(tx, to)?;
            if unit::is_under(tx, to, id)? {
                return Err(Refusal::UnitCycle { unit: id, parent: to }.into());
            }
            let (height, depth) = unit::height_and_depth(tx, id, to)?;
            within_depth(height + depth + 2)?;
            unit.parent = Some(to);
            Ok(UnitEvent::Moved { from: Some(parent), to })
        })
        .await
    }

    /// Archives a unit that has neither living units below nor active users. Whether cases are open there is asked by the
    /// caller.
    ///
    /// # Errors
    /// `UnitInUse`, `HeadOffice`, and as [`Access::rename_unit`].
    pub async fn archive_unit(&self, actor: &Actor, id: Id, seen: impl Into<Option<i64>>) -> Result<i64, Failure> {
        let parent =
            self.tree().get(id).ok_or(Failure::NotFound { what: "unit" })?.parent.ok_or(Refusal::HeadOffice)?;
        self.administers(actor, parent)?;
        self.change_unit(actor, id, seen.into(), "archive_unit", move |tx, unit| {
            if unit::is_in_use(tx, id)? {
                return Err(Refusal::UnitInUse { unit: id }.into());
            }
            unit.archived_at = Some(tx.now());
            Ok(UnitEvent::Archived {})
        })
        .await
    }

    async fn change_unit(
        &self,
        actor: &Actor,
        id: Id,
        seen: Option<i64>,
        command: &'static str,
        change: impl FnOnce(&mut Tx, &mut unit::Unit) -> Result<UnitEvent, Failure> + Send + 'static,
    ) -> Result<i64, Failure> {
        let who = actor.who;
        let changed = self.db().write(command, move |tx| {
            lock_organisation(tx)?;
            let mut unit = living(tx, id)?;
            let version = unit.version;
            if seen.is_some_and(|seen| seen != version) {
                return Err(Failure::Stale { current: version });
            }
            let events = [change(tx, &mut unit)?];
            let stream = Stream::new("unit", id);
            let decision = Decision {
                stream: &stream,
                expected_version: Some(version),
                at: tx.now(),
                who,
                command,
                policy: None,
                events: &events,
            };
            record(tx, &decision, |tx, proof| {
                unit::update(tx, proof, &unit)?;
                if let [UnitEvent::Moved { to, .. }] = &events {
                    unit::reparent(tx, proof, id, *to)?;
                }
                Ok(proof.version())
            })
        });
        let version = changed.await.map_err(code_taken)?;
        self.reload_tree().await?;
        Ok(version)
    }

    /// A unit the actor may know of.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn unit(&self, actor: &Actor, id: Id) -> Result<UnitView, Failure> {
        let nothing = Failure::NotFound { what: "unit" };
        if !visible_units(actor, &self.tree()).contains(&id) {
            return Err(nothing);
        }
        let found = self.db().read(move |conn| unit::load(conn, id)).await?;
        found.map(UnitView::from).ok_or(nothing)
    }

    /// A page of the units the actor may know of, by id: where they hold anything, what is above it (to show the path), and
    /// their own.
    ///
    /// # Errors
    /// Faults.
    pub async fn units(&self, actor: &Actor, ask: PageAsk) -> Result<Page<UnitView>, Failure> {
        let mut ids = visible_units(actor, &self.tree());
        ids.retain(|id| ask.after.is_none_or(|after| *id > after));
        ids.truncate(ask.rows() as usize);
        let page = Page::of(ids, ask, |id| *id);
        let (ids, next) = (page.items, page.next);
        let units = self.db().read(move |conn| unit::by_ids(conn, &ids)).await?;
        Ok(Page { items: units.into_iter().map(UnitView::from).collect(), next })
    }

    /// As [`Access::units`], of those whose name or code has the words in it, or whose name's initials begin with them.
    ///
    /// # Errors
    /// `Input` for words that are too long; faults.
    pub async fn find_units(&self, actor: &Actor, words: &str, ask: PageAsk) -> Result<Page<UnitView>, Failure> {
        if words.chars().count() > LONGEST_WORDS {
            return Err(Failure::input("q", "too_long", LONGEST_WORDS.to_string()));
        }
        let (visible, words) = (visible_units(actor, &self.tree()), login_key(words));
        let mut units = self.db().read(unit::all).await?;
        units.retain(|u| {
            ask.after.is_none_or(|after| u.id > after)
                && visible.binary_search(&u.id).is_ok()
                && (login_key(&u.name).contains(&words)
                    || login_key(&u.code).contains(&words)
                    || initials(&u.name).starts_with(&words))
        });
        units.truncate(ask.rows() as usize);
        Ok(Page::of(units, ask, |u| u.id).map(UnitView::from))
    }

    /// Whether the actor may administer at a unit; if they may elsewhere, this unit does not exist for them.
    pub(crate) fn administers(&self, actor: &Actor, unit: Id) -> Result<(), Failure> {
        if !actor.may_somewhere(Permission::UserAdmin) {
            return Err(Failure::NotPermitted(Permission::UserAdmin));
        }
        if self.tree().get(unit).is_some() && self.may_at(actor, Permission::UserAdmin, unit) {
            Ok(())
        } else {
            Err(Failure::NotFound { what: "unit" })
        }
    }
}

/// Sorted ids.
fn visible_units(actor: &Actor, tree: &OrgTree) -> Vec<Id> {
    let mut ids: Vec<Id> = actor.unit.map(|unit| tree.lineage(unit)).unwrap_or_default();
    let mut scopes: Vec<Scope> = Vec::new();
    for grant in &actor.grants {
        if !scopes.contains(&grant.scope) {
            scopes.push(grant.scope);
        }
    }
    for scope in scopes {
        match scope {
            Scope::Own => {}
            Scope::Unit(unit) => ids.extend(tree.lineage(unit)),
            Scope::Subtree(top) => {
                ids.extend(tree.lineage(top));
                ids.extend(tree.subtree(top));
            }
            Scope::All => ids.extend(tree.root().map(|root| tree.subtree(root)).unwrap_or_default()),
        }
    }
    ids.sort();
    ids.dedup();
    ids
}

/// Changes of the organisation come one after another, also from several nodes.
pub(crate) fn lock_organisation(tx: &mut Tx) -> Result<(), Failure> {
    let root = unit::root(tx)?.ok_or(Failure::NotFound { what: "unit" })?;
    lock_version(tx, &Stream::new("unit", root))?;
    Ok(())
}

/// A unit in use.
pub(crate) fn living(tx: &mut Tx, id: Id) -> Result<unit::Unit, Failure> {
    let found = unit::load(tx, id)?.ok_or(Failure::NotFound { what: "unit" })?;
    if found.archived_at.is_some() { Err(Refusal::UnitArchived { unit: id }.into()) } else { Ok(found) }
}

fn within_depth(levels: i64) -> Result<(), Refusal> {
    let max = OrgTree::MAX_DEPTH;
    if levels > max as i64 { Err(Refusal::UnitTooDeep { max }) } else { Ok(()) }
}

fn code_taken(failure: Failure) -> Failure {
    match failure {
        Failure::Fault(fault) => taken(fault),
        other => other,
    }
}

fn taken(fault: Fault) -> Failure {
    if fault.is_unique("unit", "code") { Refusal::UnitCodeTaken.into() } else { fault.into() }
}

/// A unit code: 1 to 40 letters, digits, `-`, `_`, `.`; the answer is in upper case.
pub(crate) fn check_code(code: &str) -> Result<String, Failure> {
    let code = code.trim().to_uppercase();
    let plain = code.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
    if plain && (1..=40).contains(&code.chars().count()) {
        Ok(code)
    } else {
        Err(Failure::input("code", "bad_unit_code", "1 to 40 letters, digits, -, _ or ."))
    }
}

/// A name: 1 to 200 characters without control characters.
pub(crate) fn check_name(field: &'static str, name: &str) -> Result<(), Failure> {
    let plain = !name.chars().any(char::is_control);
    if plain && (1..=200).contains(&name.trim().chars().count()) {
        Ok(())
    } else {
        Err(Failure::input(field, "bad_name", "1 to 200 characters in one line"))
    }
}
