//! All policies of one house: which versions there are, which is in force on a day, and what it is once resolved.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;

use super::flaw::{Finding, Flaw, Gravity};
use super::load::{Loaded, load, refused};
use super::merge::merge;
use super::own::own;
use super::position::{KeyPath, Places};
use super::resolved::Resolved;
use super::shape::{Layer, Policy, PolicyRef};
use super::whole::whole;
use crate::calendar::CalendarSpec;

/// The policies that ship with the product: file name and text.
pub fn builtin() -> &'static [(&'static str, &'static str)] {
    &[
        ("statutory.cn.2024.toml", include_str!("../../../../policies/statutory.cn.2024.toml")),
        ("statutory.cn.toml", include_str!("../../../../policies/statutory.cn.toml")),
        ("statutory.cn.auto.toml", include_str!("../../../../policies/statutory.cn.auto.toml")),
        ("base.toml", include_str!("../../../../policies/base.toml")),
        ("general.toml", include_str!("../../../../policies/general.toml")),
        ("quality_feedback.toml", include_str!("../../../../policies/quality_feedback.toml")),
        ("ecommerce.toml", include_str!("../../../../policies/ecommerce.toml")),
        ("auto_station.toml", include_str!("../../../../policies/auto_station.toml")),
        ("apparel.toml", include_str!("../../../../policies/apparel.toml")),
    ]
}

/// Calendars that every policy may name; a policy may refine them.
fn default_calendars() -> &'static BTreeMap<String, CalendarSpec> {
    static CALENDARS: LazyLock<BTreeMap<String, CalendarSpec>> = LazyLock::new(|| {
        // A test proves that the embedded file loads; without it every clock would be refused, none misjudged.
        read_calendars("calendars.toml", include_str!("../../../../policies/calendars.toml")).unwrap_or_default()
    });
    &CALENDARS
}

fn read_calendars(file: &str, text: &str) -> Result<BTreeMap<String, CalendarSpec>, Finding> {
    toml::from_str(text).map_err(|e| refused(file, text, &Places::of(text), &e))
}

/// A set of loaded policies.
#[derive(Debug, Clone, Default)]
pub struct Policies {
    loaded: Vec<Loaded>,
}

impl Policies {
    /// Loads files (name and text). Findings of every file that cannot be read, and of versions that overlap.
    pub fn load<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Vec<Finding>> {
        let (policies, mut findings) = Self::load_all(files);
        findings.extend(policies.versions());
        if findings.is_empty() { Ok(policies) } else { Err(findings) }
    }

    /// The policies that ship with the product, and files laid beside them.
    pub fn with_builtin<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Vec<Finding>> {
        let shipped = builtin().iter().copied();
        Self::load(shipped.chain(files))
    }

    fn load_all<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Self, Vec<Finding>) {
        let (mut loaded, mut findings) = (Vec::new(), Vec::new());
        for (file, text) in files {
            match load(file, text) {
                Ok(policy) => loaded.push(policy),
                Err(finding) => findings.push(finding),
            }
        }
        (Self { loaded }, findings)
    }

    /// These policies with a draft laid beside them, in the place of its own version if that is there: to look at it before
    /// it is put in force.
    #[must_use]
    pub fn with_draft(&self, draft: Loaded) -> Self {
        let same = |l: &&Loaded| l.policy.id == draft.policy.id && l.policy.version == draft.policy.version;
        let mut loaded: Vec<Loaded> = self.loaded.iter().filter(|l| !same(l)).cloned().collect();
        loaded.push(draft);
        Self { loaded }
    }

    /// Every policy and layer as written.
    pub fn iter(&self) -> impl Iterator<Item = &Policy> {
        self.loaded.iter().map(|l| &l.policy)
    }

    /// A policy or layer as written, by id and version; without a version the newest.
    pub fn get(&self, id: &str, version: Option<u32>) -> Option<&Policy> {
        let mine = self.iter().filter(|p| p.id == id && version.is_none_or(|v| v == p.version));
        mine.max_by_key(|p| p.version)
    }

    /// The policy in force on a day (a case takes its received date), with the law of that day.
    pub fn resolve(&self, id: &str, on: Date) -> Result<Resolved, Vec<Finding>> {
        let own = self.in_force(id, on).ok_or_else(|| vec![self.not_found(id, None, on)])?;
        self.resolve_loaded(own, on)
    }

    /// A pinned version, with the law of the day on which the case was received.
    pub fn resolve_version(&self, id: &str, version: u32, on: Date) -> Result<Resolved, Vec<Finding>> {
        let own = self.version(id, version).ok_or_else(|| vec![self.not_found(id, Some(version), on)])?;
        self.resolve_loaded(own, on)
    }

    fn in_force(&self, id: &str, on: Date) -> Option<&Loaded> {
        let mine = self.loaded.iter().filter(|l| l.policy.id == id);
        let valid = mine.filter(|l| l.policy.effective_from <= on && l.policy.effective_to.is_none_or(|to| on <= to));
        valid.max_by_key(|l| l.policy.effective_from)
    }

    fn version(&self, id: &str, version: u32) -> Option<&Loaded> {
        self.loaded.iter().find(|l| l.policy.id == id && l.policy.version == version)
    }

    fn not_found(&self, id: &str, version: Option<u32>, on: Date) -> Finding {
        let id = id.to_owned();
        let flaw = match (self.iter().any(|p| p.id == id), version) {
            (false, _) => Flaw::UnknownPolicy { id },
            (true, Some(version)) => Flaw::UnknownVersion { id, version },
            (true, None) => Flaw::NotInForce { id, on },
        };
        Finding::new("", Places::of("").at_offset(0), &KeyPath::root(), flaw)
    }

    fn resolve_loaded(&self, loaded: &Loaded, on: Date) -> Result<Resolved, Vec<Finding>> {
        if loaded.policy.layer == Layer::Statutory {
            let flaw = Flaw::NotAServicePolicy { id: loaded.policy.id.clone() };
            return Err(vec![loaded.finding(&KeyPath::of("layer"), flaw)]);
        }
        let Lineage { order, mut findings, .. } = Lineage::of(self, loaded, on);
        let has_law = loaded.policy.inherits.iter().any(|i| self.leads_to_law(i, 0));
        if !has_law {
            findings.push(loaded.finding(&KeyPath::of("inherits"), Flaw::NoStatutoryLayer));
        }
        findings.extend(order.iter().flat_map(|l| own(l)));
        let Some(mut merged) = merge(&order, default_calendars()) else { return Err(findings) };
        findings.append(&mut merged.findings);
        findings.extend(whole(&merged, &order));
        if findings.iter().any(|f| f.gravity() == Gravity::Error) {
            return Err(findings);
        }
        let sources = order.iter().map(|l| reference(&l.policy)).collect::<Vec<_>>();
        let mut policy = merged.policy;
        policy.inherits = sources.iter().rev().skip(1).rev().map(|s| format!("{}@{}", s.id, s.version)).collect();
        Ok(Resolved::index(policy, sources, findings))
    }

    /// Whether a layer is the law or stands on it, on whatever day; bounded against cycles.
    fn leads_to_law(&self, inherited: &str, depth: usize) -> bool {
        let (id, _) = split(inherited);
        depth < 16
            && self
                .iter()
                .filter(|p| p.id == id)
                .any(|p| p.layer == Layer::Statutory || p.inherits.iter().any(|i| self.leads_to_law(i, depth + 1)))
    }

    /// The days on which a policy means something new: its first, and each on which something it builds on changes.
    fn days_to_check(&self, policy: &Policy) -> BTreeSet<Date> {
        let changes = self.iter().map(|p| p.effective_from);
        let valid = |day: &Date| *day >= policy.effective_from && policy.effective_to.is_none_or(|to| *day <= to);
        changes.filter(valid).chain([policy.effective_from]).collect()
    }

    /// Versions of one id that are defined twice or in force at the same time.
    fn versions(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (n, later) in self.loaded.iter().enumerate() {
            for earlier in self.loaded[..n].iter().filter(|e| e.policy.id == later.policy.id) {
                let (a, b) = (&earlier.policy, &later.policy);
                let (id, version) = (b.id.clone(), b.version);
                if a.version == version {
                    let flaw = Flaw::DuplicateVersion { id, version };
                    findings.push(later.finding(&KeyPath::of("version"), flaw));
                } else if !(gives_way(a, b) || gives_way(b, a)) {
                    let flaw = Flaw::OverlappingVersions { id, version, other: a.version };
                    findings.push(later.finding(&KeyPath::of("effective_from"), flaw));
                }
            }
        }
        findings
    }
}

/// Whether the earlier version is over when the later one begins. An open end lasts until the next version, so a new
/// version needs no change to the old text, which cases have pinned.
fn gives_way(earlier: &Policy, later: &Policy) -> bool {
    earlier.effective_from < later.effective_from
        && earlier.version < later.version
        && earlier.effective_to.is_none_or(|to| to < later.effective_from)
}

fn reference(policy: &Policy) -> PolicyRef {
    PolicyRef { id: policy.id.clone(), version: policy.version }
}

fn split(inherited: &str) -> (&str, Option<&str>) {
    inherited.split_once('@').map_or((inherited, None), |(id, version)| (id, Some(version)))
}

/// The walk through `inherits`, ancestors first.
struct Lineage<'a> {
    policies: &'a Policies,
    on: Date,
    order: Vec<&'a Loaded>,
    open: Vec<&'a str>,
    findings: Vec<Finding>,
}

impl<'a> Lineage<'a> {
    fn of(policies: &'a Policies, loaded: &'a Loaded, on: Date) -> Self {
        let mut line = Self { policies, on, order: Vec::new(), open: Vec::new(), findings: Vec::new() };
        line.walk(loaded);
        line
    }

    fn walk(&mut self, loaded: &'a Loaded) {
        self.open.push(&loaded.policy.id);
        for (n, inherited) in loaded.policy.inherits.iter().enumerate() {
            let key = KeyPath::of("inherits").index(n);
            let (id, version) = split(inherited);
            if self.open.contains(&id) {
                let flaw = Flaw::CyclicInheritance { through: id.to_owned() };
                self.findings.push(loaded.finding(&key, flaw));
                continue;
            }
            let parent = match version {
                Some(version) => version.parse().ok().and_then(|v| self.policies.version(id, v)),
                None => self.policies.in_force(id, self.on),
            };
            match parent {
                Some(parent) => self.parent(loaded, parent, &key),
                // A case older than the oldest law we carry: said, not guessed.
                None if version.is_none()
                    && self.policies.get(id, None).is_some_and(|p| p.effective_from > self.on) =>
                {
                    let flaw = Flaw::LayerNotInForce { layer: id.to_owned(), on: self.on };
                    self.findings.push(loaded.finding(&key, flaw));
                }
                None => {
                    let flaw = Flaw::UnknownInherited { inherited: inherited.clone() };
                    self.findings.push(loaded.finding(&key, flaw));
                }
            }
        }
        self.open.pop();
        if !self.order.iter().any(|l| l.policy.id == loaded.policy.id) {
            self.order.push(loaded);
        }
    }

    fn parent(&mut self, child: &Loaded, parent: &'a Loaded, key: &KeyPath) {
        if child.policy.layer == Layer::Statutory && parent.policy.layer == Layer::Service {
            let flaw = Flaw::LawInheritsService { inherited: parent.policy.id.clone() };
            self.findings.push(child.finding(key, flaw));
        } else {
            self.walk(parent);
        }
    }
}

/// Everything wrong with these files, given the policies that ship with the product; for `bihuan policy check`.
/// A shipped policy given again unchanged is no duplicate; changed, it needs a new version, because cases have pinned
/// the old one. A finding may stand in a file that is inherited, when
/// it only arises together with the policy that inherits it.
pub fn check(files: &[(&str, &str)]) -> Vec<Finding> {
    let shipped = builtin().iter().copied().filter(|(_, text)| !files.iter().any(|(_, given)| given == text));
    let (policies, mut findings) = Policies::load_all(shipped.chain(files.iter().copied()));
    findings.extend(policies.versions());
    for loaded in policies.loaded.iter().filter(|l| files.iter().any(|(file, _)| *file == l.file)) {
        for on in policies.days_to_check(&loaded.policy) {
            if loaded.policy.layer == Layer::Statutory {
                findings.extend(own(loaded));
                findings.extend(Lineage::of(&policies, loaded, on).findings);
            } else {
                findings.extend(policies.resolve_loaded(loaded, on).map_or_else(|wrong| wrong, |r| r.warnings));
            }
        }
    }
    // A day before the oldest law is a matter of the case, not of the file.
    findings.retain(|f| !matches!(f.flaw, Flaw::LayerNotInForce { .. }));
    let mut once: Vec<Finding> = Vec::new();
    for finding in findings {
        if !once.contains(&finding) {
            once.push(finding);
        }
    }
    once.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    once
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_four_calendars_are_always_there() {
        let read = read_calendars("c", include_str!("../../../../policies/calendars.toml")).unwrap();
        let names: Vec<_> = read.keys().map(String::as_str).collect();
        assert_eq!(names, ["24x7", "business_hours", "civil_day", "working_day"]);
    }
}
