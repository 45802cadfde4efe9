//! What one file can be asked without knowing any other: duplicates, empty words, absurd numbers, reversed dates.

use std::collections::BTreeSet;

use super::categories::canonical;
use super::flaw::{Finding, Flaw};
use super::load::Loaded;
use super::position::KeyPath;
use super::shape::{ClockRule, Layer, Policy, Words};
use crate::calendar::Span;
use crate::case::stage::{Stage, WaitReason};
use crate::complaint::checklist::StepSort;
use crate::money::Currency;

/// Ten years: no promise to a customer is longer, so a longer one is a slip of the keyboard.
const LONGEST_DAYS: u32 = 3653;
const DAY_MS: i64 = 86_400_000;

/// All findings of one file by itself.
pub(super) fn own(loaded: &Loaded) -> Vec<Finding> {
    let mut check = Check { loaded, findings: Vec::new() };
    check.header();
    check.duplicates();
    check.all_words();
    check.clocks();
    check.names();
    check.periods();
    check.checklist();
    check.money();
    check.findings
}

struct Check<'a> {
    loaded: &'a Loaded,
    findings: Vec<Finding>,
}

impl<'a> Check<'a> {
    fn policy(&self) -> &'a Policy {
        &self.loaded.policy
    }

    fn note(&mut self, key: &KeyPath, flaw: Flaw) {
        self.findings.push(self.loaded.finding(key, flaw));
    }

    fn header(&mut self) {
        let policy = self.policy();
        if let Some(to) = policy.effective_to.filter(|to| *to < policy.effective_from) {
            self.note(&KeyPath::of("effective_to"), Flaw::DatesReversed { from: policy.effective_from, to });
        }
        if policy.version == 0 {
            self.note(&KeyPath::of("version"), Flaw::WrongValue { detail: "versions count from 1".to_owned() });
        }
    }

    fn duplicates(&mut self) {
        let policy = self.policy();
        self.twice("clock", policy.clocks.iter().map(|c| c.id.clone()));
        self.twice("channel", policy.channels.iter().map(|c| c.channel.to_string()));
        self.twice("category", policy.categories.iter().map(|c| c.code.clone()));
        self.twice("wait", policy.waits.iter().map(|w| w.reason.to_string()));
        self.twice("proposal.explainer", policy.proposal.explainers.iter().map(|e| e.remedy.to_string()));
        let mut kinds = BTreeSet::new();
        for (index, flow) in policy.flows.iter().enumerate() {
            for kind in &flow.kinds {
                if !kinds.insert(*kind) {
                    self.note(&KeyPath::of("flow").index(index).key("kinds"), Flaw::KindInTwoFlows { kind: *kind });
                }
            }
            let mut stages = BTreeSet::new();
            for (n, state) in flow.states.iter().enumerate() {
                if !stages.insert(state.stage) {
                    let key = KeyPath::of("flow").index(index).key("state").index(n).key("stage");
                    self.note(&key, Flaw::DuplicateId { what: "stage".to_owned(), id: state.stage.to_string() });
                }
            }
        }
    }

    fn twice(&mut self, what: &str, ids: impl Iterator<Item = String>) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            if !seen.insert(id.clone()) {
                self.note(&KeyPath::of(what).index(index), Flaw::DuplicateId { what: what.to_owned(), id });
            }
        }
    }

    fn all_words(&mut self) {
        let policy = self.policy();
        self.words(&KeyPath::of("name"), &policy.name);
        for (f, flow) in policy.flows.iter().enumerate() {
            for (s, state) in flow.states.iter().enumerate() {
                let key = KeyPath::of("flow").index(f).key("state").index(s);
                self.words(&key.key("step"), &state.step);
                for (part, words) in [("name", &state.name), ("next_for_customer", &state.next_for_customer)] {
                    if let Some(words) = words {
                        self.words(&key.key(part), words);
                    }
                }
            }
        }
        for (n, step) in policy.investigation.steps.iter().enumerate() {
            self.words(&KeyPath::of("investigation").key("step").index(n).key("name"), &step.name);
        }
        for (n, explainer) in policy.proposal.explainers.iter().enumerate() {
            self.words(&KeyPath::of("proposal").key("explainer").index(n).key("words"), &explainer.words);
        }
        for (n, category) in policy.categories.iter().enumerate() {
            self.words(&KeyPath::of("category").index(n).key("name"), &category.name);
        }
        for (severity, words) in &policy.severity_labels {
            self.words(&KeyPath::of("severity_labels").key(severity), words);
        }
    }

    fn words(&mut self, key: &KeyPath, words: &Words) {
        for (language, text) in [("zh_hans", &words.zh_hans), ("zh_hant", &words.zh_hant), ("en", &words.en)] {
            if text.trim().is_empty() {
                self.note(&key.key(language), Flaw::MissingWords { language: language.to_owned() });
            }
        }
    }

    fn clocks(&mut self) {
        let policy = self.policy();
        for (index, rule) in policy.clocks.iter().enumerate() {
            let key = KeyPath::of("clock").index(index);
            self.clock(&key, rule);
            self.pauses(&key, rule);
            for (n, category) in rule.when.categories.iter().enumerate() {
                self.known_category(&key.key("when").key("categories").index(n), category);
            }
        }
    }

    fn clock(&mut self, key: &KeyPath, rule: &ClockRule) {
        let clock = || rule.id.clone();
        if rule.statutory {
            self.note(&key.key("statutory"), Flaw::StatutoryWritten { clock: clock() });
        }
        if rule.roll && self.policy().layer == Layer::Service {
            self.note(&key.key("roll"), Flaw::RollNotStatutory { clock: clock() });
        }
        if is_absurd(&rule.target) {
            let target = rule.target.to_string();
            self.note(&key.key("target"), Flaw::AbsurdTarget { clock: clock(), target });
        }
        if rule.stop.is_empty() {
            self.note(&key.key("stop"), Flaw::ClockNeverStops { clock: clock() });
        }
        // A repeating clock restarts on the very signal that stops it (S2-28); any other would be met at once.
        if rule.stop.contains(&rule.start) && !rule.repeats {
            self.note(&key.key("stop"), Flaw::StartsAndStops { clock: clock(), signal: rule.start });
        }
        if rule.basis.trim().is_empty() {
            self.note(&key.key("basis"), Flaw::NoBasis { what: format!("clock {}", rule.id) });
        }
        for (n, share) in rule.warn_at.iter().enumerate() {
            if !(*share > 0.0 && *share < 1.0) {
                self.note(&key.key("warn_at").index(n), Flaw::WarnShare { clock: clock(), share: *share });
            }
        }
        if let Span::Days(due) = rule.target {
            for (n, day) in rule.warn_days.iter().enumerate().filter(|(_, day)| **day >= due) {
                self.note(&key.key("warn_days").index(n), Flaw::WarnAfterDue { clock: clock(), day: *day });
            }
        }
    }

    fn pauses(&mut self, key: &KeyPath, rule: &ClockRule) {
        for (n, pause) in rule.pause.iter().enumerate() {
            if pause.reason == WaitReason::OnHold {
                let key = key.key("pause").index(n).key("reason");
                self.note(&key, Flaw::PauseOnHold { clock: rule.id.clone() });
            }
        }
    }

    fn names(&mut self) {
        let policy = self.policy();
        for (n, category) in policy.categories.iter().enumerate() {
            self.known_category(&KeyPath::of("category").index(n).key("code"), &category.code);
        }
        let labels = policy.severity_labels.keys().map(|s| ("severity_labels", s));
        let priorities = policy.priority_by_severity.keys().map(|s| ("priority_by_severity", s));
        for (table, given) in labels.chain(priorities) {
            if given.parse::<crate::trade::Severity>().is_err() {
                self.note(&KeyPath::of(table).key(given), Flaw::UnknownSeverity { given: given.clone() });
            }
        }
        for (n, duty) in policy.channels.iter().enumerate().filter(|(_, d)| d.owner == d.backup) {
            let key = KeyPath::of("channel").index(n).key("backup");
            self.note(&key, Flaw::BackupIsOwner { channel: duty.channel });
        }
    }

    fn known_category(&mut self, key: &KeyPath, code: &str) {
        if !canonical().contains(code) {
            let category = code.to_owned();
            match code.rsplit_once('.') {
                Some((parent, _)) if !canonical().contains(parent) => {
                    let parent = parent.to_owned();
                    self.note(key, Flaw::UnknownParentCategory { category, parent });
                }
                _ => self.note(key, Flaw::UnknownCategory { category }),
            }
        }
    }

    /// Steps of the checklist: each has an id of its own, and may bar a stage only where a case still works.
    fn checklist(&mut self) {
        let steps = &self.policy().investigation.steps;
        for (n, step) in steps.iter().enumerate() {
            let at = KeyPath::of("investigation").key("step").index(n);
            let flaw = |detail: &str| Flaw::InvestigationStep { step: step.id.clone(), detail: detail.to_owned() };
            if step.id.trim().is_empty() || steps[..n].iter().any(|s| s.id == step.id) {
                self.note(&at.key("id"), flaw("none, or the same id twice"));
            }
            if step.before.is_some_and(Stage::is_over) {
                self.note(&at.key("before"), flaw("a step bars no end: withdrawn and rejected cases end without it"));
            }
            if step.attempts > 0 && step.sort != StepSort::ContactCustomer {
                self.note(&at.key("attempts"), flaw("attempts count for contact_customer only"));
            }
        }
    }

    /// Limits and standards of money: what cannot be meant.
    fn money(&mut self) {
        let rule = &self.policy().remedy;
        let key = KeyPath::of("remedy");
        let flaw = |what: &str, detail: &str| Flaw::RemedyMoney { what: what.to_owned(), detail: detail.to_owned() };
        if Currency::new(&rule.currency).is_err() {
            self.note(&key.key("currency"), flaw("currency", "three capital letters, e.g. CNY"));
        }
        for (n, limit) in rule.authorities.iter().enumerate() {
            let at = key.key("authority").index(n);
            for (name, amount) in
                [("per_case_minor", limit.per_case_minor), ("per_customer_year_minor", limit.per_customer_year_minor)]
            {
                if amount.is_some_and(|a| a < 0) {
                    self.note(&at.key(name), flaw(limit.role.code(), "a limit below zero"));
                }
            }
            if rule.authorities[..n].iter().any(|l| l.role == limit.role && l.remedies == limit.remedies) {
                self.note(&at, flaw(limit.role.code(), "two limits for the same remedies"));
            }
        }
        for (n, standard) in rule.standards.iter().enumerate() {
            let at = key.key("standard").index(n);
            if standard.least_minor < 0 || standard.most_minor < standard.least_minor {
                self.note(&at.key("most_minor"), flaw(&standard.id, "at most is less than at least, or below zero"));
            }
            if standard.percent_of_price.is_some_and(|p| p > 1_000) {
                self.note(&at.key("percent_of_price"), flaw(&standard.id, "more than ten times the price"));
            }
            if rule.standards[..n].iter().any(|s| s.id == standard.id) {
                self.note(&at.key("id"), flaw(&standard.id, "the same id twice"));
            }
        }
    }

    fn periods(&mut self) {
        let policy = self.policy();
        for (n, wait) in policy.waits.iter().enumerate() {
            let shorter = match (&wait.max, &wait.max_total) {
                (Span::Duration(one), Some(Span::Duration(all))) => all < one,
                (Span::Days(one), Some(Span::Days(all))) | (Span::Months(one), Some(Span::Months(all))) => all < one,
                _ => false,
            };
            if shorter {
                let key = KeyPath::of("wait").index(n).key("max_total");
                self.note(&key, Flaw::WaitTotalBelowMax { reason: wait.reason });
            }
        }
        if let Some(watch) = &policy.watch {
            let longest = days_at_most(&watch.length);
            for (n, day) in watch.checkpoint_days.iter().enumerate().filter(|(_, day)| **day > longest) {
                let key = KeyPath::of("watch").key("checkpoint_days").index(n);
                self.note(&key, Flaw::CheckpointBeyondWatch { day: *day });
            }
        }
        if let Some(valid) = &policy.valid_complaint {
            let key = KeyPath::of("valid_complaint");
            if !matches!(valid.window.as_str(), "calendar_month" | "rolling_30d") {
                self.note(&key.key("window"), Flaw::UnknownWindow { given: valid.window.clone() });
            }
            if valid.threshold == 0 {
                self.note(&key.key("threshold"), Flaw::ZeroThreshold);
            }
        }
    }
}

fn days_at_most(span: &Span) -> u32 {
    match span {
        Span::Duration(ms) => u32::try_from(ms / DAY_MS).unwrap_or(u32::MAX),
        Span::Days(days) => *days,
        // 31 days a month would let day 93 into three months of 89; 92 is the longest run of three.
        Span::Months(months) => months.saturating_mul(92).div_ceil(3),
        Span::EndOfCivilDay { .. } => 1,
    }
}

fn is_absurd(span: &Span) -> bool {
    match span {
        Span::Duration(ms) => *ms < 1000 || *ms > i64::from(LONGEST_DAYS) * DAY_MS,
        Span::Days(days) => *days == 0 || *days > LONGEST_DAYS,
        Span::Months(months) => *months == 0 || *months > 120,
        Span::EndOfCivilDay { .. } => false,
    }
}
