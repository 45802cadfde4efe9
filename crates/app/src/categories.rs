//! The category tree as an organisation has it (S1-14): the canonical tree with leaves of its own, its words, its order,
//! what it hides, and what it suggests. A code is never used again; a case keeps the code it has, and figures roll up to
//! the canonical parent because a leaf's code begins with its parent's.

use std::collections::BTreeMap;

use bihuan_domain::actor::{Actor, Permission, Scope};
use bihuan_domain::ids::Id;
use bihuan_domain::policy::{CategoryEvent, Words, canonical};
use bihuan_domain::trade::Severity;
use bihuan_store::Fault;
use bihuan_store::nouns::category::{self, CategoryRow};

use crate::app::App;
use crate::failure::Failure;
use crate::organisation::check_name;
use crate::policies::named_stream;
use crate::record::{Decision, record};
use crate::sign_in::lock_version;

/// Most leaves of an organisation's own.
const MOST_OWN: usize = 5_000;

/// What an organisation says of a category.
#[derive(Debug, Clone, Default)]
pub struct CategoryTerms {
    /// Its words; none: the canonical ones. A leaf of one's own needs them.
    pub name: Option<Words>,
    /// Not offered for new cases.
    pub hidden: bool,
    /// Its place among its siblings.
    pub place: Option<i64>,
    /// Severity suggested for it.
    pub severity: Option<Severity>,
    /// Unit suggested for it.
    pub unit: Option<Id>,
}

impl App {
    /// Adds a leaf under a canonical category, or under another of one's own leaves; answers its code.
    ///
    /// # Errors
    /// `NotPermitted`; `Input` (`unknown_category`, `bad_category_code`, `category_taken` also for a code that is hidden);
    /// faults.
    pub async fn create_category(
        &self,
        actor: &Actor,
        parent: &str,
        leaf: &str,
        terms: CategoryTerms,
    ) -> Result<String, Failure> {
        permit(actor)?;
        let world = self.world();
        if !canonical().contains(parent) {
            return Err(Failure::input("parent", "unknown_category", parent));
        }
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        if leaf.is_empty() || leaf.len() > 60 || !leaf.bytes().all(plain) {
            return Err(Failure::input("code", "bad_category_code", "1 to 60 of a-z, 0-9, _"));
        }
        let code = format!("{parent}.{leaf}");
        if canonical().contains(&code) {
            return Err(Failure::input("code", "category_taken", code));
        }
        if world.categories.values().filter(|c| c.own).count() >= MOST_OWN {
            return Err(Failure::input("code", "too_many", MOST_OWN.to_string()));
        }
        if terms.name.is_none() {
            return Err(Failure::input("name", "missing_field", ""));
        }
        self.check_category(&terms)?;
        let row = row(&code, true, terms);
        self.write_category(actor, row, true).await?;
        Ok(code)
    }

    /// Says what the organisation makes of a category, canonical or its own; what is left out falls back.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; `Input`; `Stale`; faults.
    pub async fn change_category(&self, actor: &Actor, code: &str, terms: CategoryTerms) -> Result<(), Failure> {
        permit(actor)?;
        let own = self.world().categories.get(code).is_some_and(|c| c.own);
        if !own && !canonical().contains(code) {
            return Err(Failure::NotFound { what: "category" });
        }
        if own && terms.name.is_none() {
            return Err(Failure::input("name", "missing_field", ""));
        }
        self.check_category(&terms)?;
        self.write_category(actor, row(code, own, terms), false).await
    }

    fn check_category(&self, terms: &CategoryTerms) -> Result<(), Failure> {
        if let Some(name) = &terms.name {
            check_name("name.zh_hans", &name.zh_hans)?;
            check_name("name.zh_hant", &name.zh_hant)?;
            check_name("name.en", &name.en)?;
        }
        match terms.unit.filter(|u| !self.world().lineages.contains_key(u)) {
            Some(unit) => Err(Failure::input("unit", "unknown_unit", unit.to_string())),
            None => Ok(()),
        }
    }

    async fn write_category(&self, actor: &Actor, row: CategoryRow, new: bool) -> Result<(), Failure> {
        let (who, code) = (actor.who, row.code.clone());
        let written = self.db().write("category.set", move |tx| {
            let stream = named_stream("category", &row.code);
            let version = lock_version(tx, &stream)?;
            let events = [CategoryEvent::Set {
                category: row.code.clone(),
                own: row.own,
                hidden: row.hidden,
                place: row.place,
                severity: row.severity,
                unit: row.unit,
            }];
            let decision = Decision {
                stream: &stream,
                expected_version: (version > 0).then_some(version),
                at: tx.now(),
                who,
                command: "set_category",
                policy: None,
                events: &events,
            };
            record(tx, &decision, |tx, proof| {
                if new {
                    category::insert(tx, proof, &row)?
                } else {
                    category::save(tx, proof, &row)?
                }
                Ok::<_, Failure>(())
            })
        });
        written.await.map_err(|failure| match failure {
            Failure::Fault(Fault::Constraint { .. }) if new => Failure::input("code", "category_taken", code),
            other => other,
        })?;
        self.refresh().await
    }
}

fn permit(actor: &Actor) -> Result<(), Failure> {
    // The tree is one for all units: a grant for some of them is not enough.
    if actor.scopes(Permission::PolicyWrite).any(|s| s == Scope::All) {
        Ok(())
    } else {
        Err(Failure::NotPermitted(Permission::PolicyWrite))
    }
}

fn row(code: &str, own: bool, terms: CategoryTerms) -> CategoryRow {
    let words = terms.name;
    let word = |of: fn(&Words) -> &String| words.as_ref().map(|w| of(w).trim().to_owned());
    CategoryRow {
        code: code.to_owned(),
        version: 0,
        own,
        zh_hans: word(|w| &w.zh_hans),
        zh_hant: word(|w| &w.zh_hant),
        en: word(|w| &w.en),
        hidden: terms.hidden,
        place: terms.place,
        severity: terms.severity,
        unit: terms.unit,
    }
}

/// A category as an organisation has it.
#[derive(Debug, Clone)]
pub struct OneCategory {
    /// Code with dots.
    pub code: String,
    /// The words that hold when the policy has none of its own.
    pub canonical: Option<Words>,
    /// The organisation's own words.
    pub own_name: Option<Words>,
    /// What the organisation says of it.
    pub row: Option<CategoryRow>,
}

impl OneCategory {
    /// Code of its parent.
    pub fn parent(&self) -> Option<&str> {
        self.code.rsplit_once('.').map(|(parent, _)| parent)
    }
}

/// The whole tree in the organisation's order: a parent before its children, siblings by their places, then by code.
pub fn tree(rows: &BTreeMap<String, CategoryRow>) -> Vec<OneCategory> {
    let mut all: BTreeMap<String, OneCategory> = canonical()
        .iter()
        .map(|c| {
            let name = Some(c.name.clone());
            (c.code.clone(), OneCategory { code: c.code.clone(), canonical: name, own_name: None, row: None })
        })
        .collect();
    for row in rows.values() {
        let blank = || OneCategory { code: row.code.clone(), canonical: None, own_name: None, row: None };
        let one = all.entry(row.code.clone()).or_insert_with(blank);
        if let (Some(zh_hans), Some(zh_hant), Some(en)) = (&row.zh_hans, &row.zh_hant, &row.en) {
            one.own_name = Some(Words { zh_hans: zh_hans.clone(), zh_hant: zh_hant.clone(), en: en.clone() });
        }
        one.row = Some(row.clone());
    }
    let place = |code: &str| rows.get(code).and_then(|r| r.place).unwrap_or(i64::MAX);
    // The path of places down to a category sorts parents before children and siblings by place.
    let key = |code: &str| {
        let ends = code.match_indices('.').map(|(n, _)| n).chain([code.len()]);
        ends.map(|n| (place(&code[..n]), code[..n].to_owned())).collect::<Vec<_>>()
    };
    let mut list: Vec<OneCategory> = all.into_values().collect();
    list.sort_by_cached_key(|c| key(&c.code));
    list
}
