//! Laying one policy over another. Later layers refine earlier ones by id; what a layer adds comes before what it
//! inherits, because the first matching rule wins and the nearer rule is the more specific one. Nothing is removed.

use std::collections::BTreeMap;

use super::flaw::{Finding, Flaw, Loosening};
use super::law::loosenings;
use super::load::Loaded;
use super::position::KeyPath;
use super::shape::{ClockRule, Layer, Policy};
use crate::calendar::CalendarSpec;

/// Where an element of the merged policy was written: which source, and under which key.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    pub source: usize,
    pub key: KeyPath,
}

/// A merged policy and where each element came from, by `what:id`.
pub(super) struct Merged {
    pub policy: Policy,
    pub origins: BTreeMap<String, Origin>,
    pub findings: Vec<Finding>,
}

/// Merges the sources, statutory layers and parents first, the policy itself last.
pub(super) fn merge(sources: &[&Loaded], defaults: &BTreeMap<String, CalendarSpec>) -> Option<Merged> {
    let (own, _) = sources.split_last()?;
    let mut policy = own.policy.clone();
    policy.calendars = defaults.clone();
    policy.flows.clear();
    policy.clocks.clear();
    policy.channels.clear();
    policy.categories.clear();
    policy.waits.clear();
    policy.closes.clear();
    policy.peak.clear();
    policy.severity_labels.clear();
    policy.priority_by_severity.clear();
    policy.retention.clear();
    policy.cadence.clear();
    let mut merged = Merged { policy, origins: BTreeMap::new(), findings: Vec::new() };
    for (source, layer) in sources.iter().enumerate() {
        merged.lay(source, layer);
    }
    Some(merged)
}

impl Merged {
    fn lay(&mut self, source: usize, layer: &Loaded) {
        self.calendars(source, layer);
        self.clocks(source, layer);
        self.flows(source, layer);
        self.retention(source, layer);
        let from = &layer.policy;
        over(&mut self.policy.channels, &from.channels, |c| c.channel);
        over(&mut self.policy.categories, &from.categories, |c| c.code.clone());
        over(&mut self.policy.waits, &from.waits, |w| w.reason);
        for (what, ids) in [
            ("channel", from.channels.iter().map(|c| c.channel.to_string()).collect::<Vec<_>>()),
            ("category", from.categories.iter().map(|c| c.code.clone()).collect()),
            ("wait", from.waits.iter().map(|w| w.reason.to_string()).collect()),
        ] {
            for (index, id) in ids.into_iter().enumerate() {
                self.note(what, &id, source, KeyPath::of(what).index(index));
            }
        }
        for (name, windows) in &from.peak {
            self.policy.peak.insert(name.clone(), windows.clone());
            self.note("peak", name, source, KeyPath::of("peak").key(name));
        }
        self.policy.severity_labels.extend(from.severity_labels.clone());
        self.policy.priority_by_severity.extend(from.priority_by_severity.iter().map(|(k, v)| (k.clone(), *v)));
        self.policy.cadence.extend(from.cadence.clone());
        if !from.closes.is_empty() {
            self.policy.closes.clone_from(&from.closes);
            self.note("close", "", source, KeyPath::of("close"));
        }
        self.tables(source, layer);
    }

    /// Single tables: what a layer writes replaces what it inherits, as a whole.
    fn tables(&mut self, source: usize, layer: &Loaded) {
        let from = &layer.policy;
        if layer.writes("intake") {
            self.policy.intake = from.intake.clone();
        }
        if layer.writes("transfer") {
            self.policy.transfer = from.transfer.clone();
        }
        if layer.writes("escalation") {
            self.policy.escalation = from.escalation.clone();
            self.note("escalation", "", source, KeyPath::of("escalation"));
        }
        if layer.writes("remedy") {
            self.policy.remedy = from.remedy.clone();
            self.note("remedy", "", source, KeyPath::of("remedy"));
        }
        if layer.writes("investigation") {
            self.policy.investigation = from.investigation.clone();
            self.note("investigation", "", source, KeyPath::of("investigation"));
        }
        if layer.writes("emergency") {
            self.policy.emergency = from.emergency.clone();
        }
        if layer.writes("proposal") {
            self.policy.proposal.steps_required = from.proposal.steps_required;
            over(&mut self.policy.proposal.explainers, &from.proposal.explainers, |e| e.remedy);
        }
        if layer.writes("preliminary") {
            self.policy.preliminary = from.preliminary.clone();
        }
        if layer.writes("dispute") {
            self.policy.dispute = from.dispute.clone();
        }
        if layer.writes("loaner") {
            self.policy.loaner = from.loaner.clone();
        }
        if layer.writes("chat") {
            self.policy.chat = from.chat.clone();
        }
        if layer.writes("reopen") {
            self.policy.reopen = from.reopen.clone();
        }
        if layer.writes("repeat") {
            self.policy.repeat = from.repeat.clone();
        }
        if from.follow_up.is_some() {
            self.policy.follow_up.clone_from(&from.follow_up);
        }
        if from.watch.is_some() {
            self.policy.watch.clone_from(&from.watch);
            self.note("watch", "", source, KeyPath::of("watch"));
        }
        if from.valid_complaint.is_some() {
            self.policy.valid_complaint.clone_from(&from.valid_complaint);
        }
    }

    fn calendars(&mut self, source: usize, layer: &Loaded) {
        for (name, spec) in &layer.policy.calendars {
            let redefined = self.policy.calendars.get(name).is_some_and(|known| known != spec);
            let of_the_law = self.policy.clocks.iter().any(|c| c.statutory && c.calendar == *name);
            let key = KeyPath::of("calendars").key(name);
            if redefined && of_the_law && layer.policy.layer == Layer::Service {
                let rule = format!("calendar {name}");
                let flaw = Flaw::LoosensLaw { rule, how: Loosening::OtherCalendar };
                self.findings.push(layer.finding(&key, flaw));
                continue;
            }
            self.policy.calendars.insert(name.clone(), spec.clone());
            self.note("calendar", name, source, key);
        }
    }

    fn clocks(&mut self, source: usize, layer: &Loaded) {
        let statutory = layer.policy.layer == Layer::Statutory;
        let mut added: Vec<ClockRule> = Vec::new();
        for (index, rule) in layer.policy.clocks.iter().enumerate() {
            let key = KeyPath::of("clock").index(index);
            let mut rule = ClockRule { statutory, ..rule.clone() };
            if let Some(law) = self.policy.clocks.iter_mut().find(|c| c.statutory && c.id == rule.id) {
                let weaker = if statutory { Vec::new() } else { loosenings(&rule, law) };
                for (part, how) in &weaker {
                    let flaw = Flaw::LoosensLaw { rule: rule.id.clone(), how: *how };
                    self.findings.push(layer.finding(&key.key(part), flaw));
                }
                if weaker.is_empty() {
                    rule.statutory = true;
                    let id = rule.id.clone();
                    *law = rule;
                    self.note("clock", &id, source, key);
                }
                continue;
            }
            self.note("clock", &rule.id, source, key);
            added.push(rule);
        }
        let inherited = std::mem::take(&mut self.policy.clocks);
        let (law, rest): (Vec<_>, Vec<_>) = inherited.into_iter().partition(|c| c.statutory);
        let rest: Vec<_> = rest.into_iter().filter(|c| !added.iter().any(|a| a.id == c.id)).collect();
        self.policy.clocks = law;
        self.policy.clocks.extend(added);
        self.policy.clocks.extend(rest);
    }

    fn flows(&mut self, source: usize, layer: &Loaded) {
        for (index, flow) in layer.policy.flows.iter().enumerate() {
            for kind in &flow.kinds {
                for inherited in &mut self.policy.flows {
                    inherited.kinds.retain(|k| k != kind);
                }
                self.note("flow", kind.code(), source, KeyPath::of("flow").index(index));
            }
            self.policy.flows.retain(|f| !f.kinds.is_empty());
            self.policy.flows.push(flow.clone());
        }
    }

    fn retention(&mut self, source: usize, layer: &Loaded) {
        for (class, own) in &layer.policy.retention {
            let key = KeyPath::of("retention").key(class);
            let least = self.policy.retention.get(class).map_or(0, |r| r.years);
            let of_the_law = self.origins.contains_key(&format!("law-retention:{class}"));
            if of_the_law && own.years < least && layer.policy.layer == Layer::Service {
                let rule = format!("retention {class}");
                let flaw = Flaw::LoosensLaw { rule, how: Loosening::ShorterRetention };
                self.findings.push(layer.finding(&key.key("years"), flaw));
                continue;
            }
            if layer.policy.layer == Layer::Statutory {
                self.note("law-retention", class, source, key);
            }
            self.policy.retention.insert(class.clone(), own.clone());
        }
    }

    fn note(&mut self, what: &str, id: &str, source: usize, key: KeyPath) {
        self.origins.insert(format!("{what}:{id}"), Origin { source, key });
    }
}

/// What a layer writes comes first; inherited elements with other ids follow.
fn over<T: Clone, K: PartialEq>(base: &mut Vec<T>, own: &[T], id: impl Fn(&T) -> K) {
    let inherited = std::mem::take(base);
    base.extend(own.iter().cloned());
    base.extend(inherited.into_iter().filter(|i| !own.iter().any(|o| id(o) == id(i))));
}
