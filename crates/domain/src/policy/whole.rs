//! What only the merged policy can be asked: whether every kind has a way to the archive, every clock a calendar and an
//! end, every channel a limit, and every case a closing rule.

use super::flaw::{Finding, Flaw};
use super::load::Loaded;
use super::merge::Merged;
use super::position::KeyPath;
use super::shape::{ClockRule, Flow, State};
use crate::calendar::{Calendars, PeakWindows, Span};
use crate::case::stage::{Signal, Stage};
use crate::trade::{Kind, Priority, Severity};

/// All findings of a merged policy.
pub(super) fn whole(merged: &Merged, sources: &[&Loaded]) -> Vec<Finding> {
    let mut check = Check { merged, sources, findings: Vec::new() };
    check.flows();
    check.calendars();
    check.clocks();
    check.emergencies();
    check.channels();
    check.severities();
    check.closes();
    check.findings
}

struct Check<'a> {
    merged: &'a Merged,
    sources: &'a [&'a Loaded],
    findings: Vec<Finding>,
}

impl<'a> Check<'a> {
    /// A finding at the element's own file, `below` naming the key inside it.
    fn note(&mut self, what: &str, id: &str, below: &[&str], flaw: Flaw) {
        let origin = self.merged.origins.get(&format!("{what}:{id}"));
        let (source, mut key) = origin.map_or((self.sources.len() - 1, KeyPath::root()), |o| (o.source, o.key.clone()));
        for step in below {
            key = step.parse().map_or_else(|_| key.key(step), |index| key.index(index));
        }
        if let Some(loaded) = self.sources.get(source) {
            self.findings.push(loaded.finding(&key, flaw));
        }
    }

    fn flows(&mut self) {
        for kind in Kind::ALL {
            if !self.merged.policy.flows.iter().any(|f| f.kinds.contains(kind)) {
                self.note("", "", &[], Flaw::KindWithoutFlow { kind: *kind });
            }
        }
        for flow in &self.merged.policy.flows {
            self.flow(flow);
        }
    }

    fn flow(&mut self, flow: &'a Flow) {
        let (Some(kind), Some(first)) = (flow.kinds.first().copied(), flow.states.first()) else {
            let id = flow.kinds.first().map_or("", |k| k.code());
            return self.note("flow", id, &[], Flaw::EmptyFlow);
        };
        if first.stage != Stage::New {
            self.note("flow", kind.code(), &["state", "0", "stage"], Flaw::FirstNotNew { stage: first.stage });
        }
        let reached = spread(&flow.states, first.stage, |from, to| from.next.contains(&to.stage));
        let ending = spread(&flow.states, Stage::Archived, |from, to| to.next.contains(&from.stage));
        for (index, state) in flow.states.iter().enumerate() {
            let (at, stage) = (index.to_string(), state.stage);
            for (n, next) in state.next.iter().enumerate() {
                if !flow.states.iter().any(|s| s.stage == *next) {
                    let below = ["state", at.as_str(), "next", &n.to_string()];
                    self.note("flow", kind.code(), &below, Flaw::NextNotInFlow { stage, next: *next });
                }
            }
            if !reached.contains(&stage) {
                self.note("flow", kind.code(), &["state", &at, "stage"], Flaw::UnreachableState { kind, stage });
            }
            if !ending.contains(&stage) {
                self.note("flow", kind.code(), &["state", &at, "next"], Flaw::DeadEnd { kind, stage });
            }
        }
    }

    fn escalation(&mut self) {
        let policy = &self.merged.policy;
        let rule = &policy.escalation;
        let counts = !rule.take_up_within.is_empty() || rule.sponsor_severity.is_some() || rule.sponsor_level.is_some();
        if counts && !policy.calendars.contains_key(&rule.calendar) {
            let (clock, calendar) = ("escalation.take_up_within".to_owned(), rule.calendar.clone());
            self.note("escalation", "", &["calendar"], Flaw::UnknownCalendar { clock, calendar });
        }
        let levels = rule.ladder.len();
        if rule.take_up_within.len() > levels {
            self.note(
                "escalation",
                "",
                &["take_up_within"],
                Flaw::BeyondLadder { level: rule.take_up_within.len(), levels },
            );
        }
        let named = [
            ("sponsor_level", rule.sponsor_level),
            ("unsatisfied_level", rule.unsatisfied_level),
            ("plan_level", rule.plan_level),
        ];
        for (key, level) in named.into_iter().filter_map(|(key, level)| Some((key, usize::from(level?)))) {
            if !(1..=levels).contains(&level) {
                self.note("escalation", "", &[key], Flaw::BeyondLadder { level, levels });
            }
        }
    }

    fn calendars(&mut self) {
        let known = Calendars::embedded();
        for (name, spec) in &self.merged.policy.calendars {
            if let Err(error) = known.resolve(spec) {
                let flaw = Flaw::ImpossibleCalendar { calendar: name.clone(), detail: error.code().to_owned() };
                self.note("calendar", name, &[], flaw);
            }
        }
        let approval = &self.merged.policy.remedy;
        if !approval.authorities.is_empty() && !self.merged.policy.calendars.contains_key(&approval.calendar) {
            let (clock, calendar) = ("remedy.approve_within".to_owned(), approval.calendar.clone());
            self.note("remedy", "", &["calendar"], Flaw::UnknownCalendar { clock, calendar });
        }
        self.escalation();
        let rule = &self.merged.policy.investigation;
        let asked = rule.requests.iter().map(|r| ("investigation.request.within", &r.calendar));
        let support = std::iter::once(("investigation.support_within", &rule.support_calendar));
        let support = support.filter(|_| !rule.support_roles.is_empty());
        for (clock, calendar) in asked.chain(support) {
            if !self.merged.policy.calendars.contains_key(calendar) {
                let flaw = Flaw::UnknownCalendar { clock: clock.to_owned(), calendar: calendar.clone() };
                self.note("investigation", "", &[], flaw);
            }
        }
        for (name, spec) in &self.merged.policy.peak {
            if let Err(error) = PeakWindows::resolve(spec) {
                let flaw = Flaw::ImpossibleCalendar { calendar: name.clone(), detail: error.code().to_owned() };
                self.note("peak", name, &[], flaw);
            }
        }
    }

    fn clocks(&mut self) {
        let merged = self.merged;
        let clocks = &merged.policy.clocks;
        for (index, rule) in clocks.iter().enumerate() {
            let clock = || rule.id.clone();
            if !merged.policy.calendars.contains_key(&rule.calendar) {
                let calendar = rule.calendar.clone();
                self.note("clock", &rule.id, &["calendar"], Flaw::UnknownCalendar { clock: clock(), calendar });
            }
            if !rule.stop.is_empty() && !self.can_stop(rule) {
                self.note("clock", &rule.id, &["stop"], Flaw::ClockNeverStops { clock: clock() });
            }
            for (n, pause) in rule.pause.iter().enumerate() {
                if !merged.policy.waits.iter().any(|w| w.reason == pause.reason) {
                    let below = ["pause", &n.to_string(), "reason"];
                    let flaw = Flaw::PauseWithoutWait { clock: clock(), reason: pause.reason };
                    self.note("clock", &rule.id, &below, flaw);
                }
            }
            let before = clocks[..index].iter().filter(|e| !e.statutory && !rule.statutory);
            let shadow = before
                .filter(|e| e.milestone == rule.milestone && e.start == rule.start)
                .find(|earlier| earlier.when.covers(&rule.when));
            if let Some(by) = shadow {
                self.note("clock", &rule.id, &[], Flaw::ClockShadowed { clock: clock(), by: by.id.clone() });
            }
        }
    }

    /// Whether at least one kind the clock applies to can give one of its stop signals.
    fn can_stop(&self, rule: &ClockRule) -> bool {
        let mut flows = self.merged.policy.flows.iter();
        flows.any(|flow| {
            let applies = rule.when.kinds.is_empty() || flow.kinds.iter().any(|k| rule.when.kinds.contains(k));
            applies && rule.stop.iter().any(|signal| can_give(flow, *signal))
        })
    }

    fn emergencies(&mut self) {
        let clocks = &self.merged.policy.clocks;
        for rule in clocks.iter().filter(|r| is_for_emergencies(r)) {
            let ordinary = clocks
                .iter()
                .filter(|o| o.milestone == rule.milestone && o.statutory == rule.statutory && !is_for_emergencies(o));
            let faster = ordinary.filter(|o| pace(o) < pace(rule)).map(|o| o.id.clone()).next();
            if let Some(than) = faster {
                let flaw = Flaw::EmergencySlower { clock: rule.id.clone(), than };
                self.note("clock", &rule.id, &["target"], flaw);
            }
        }
    }

    fn channels(&mut self) {
        for duty in &self.merged.policy.channels {
            let (channel, limit) = (duty.channel, duty.limit.clone());
            let clock = self.merged.policy.clocks.iter().find(|c| c.id == limit);
            let flaw = match clock {
                None => Flaw::LimitNamesNoClock { channel, limit },
                Some(c) if !c.when.channels.is_empty() && !c.when.channels.contains(&channel) => {
                    Flaw::LimitNotForChannel { channel, limit }
                }
                Some(_) => continue,
            };
            self.note("channel", channel.code(), &["limit"], flaw);
        }
    }

    fn severities(&mut self) {
        for severity in Severity::ALL {
            if !self.merged.policy.severity_labels.contains_key(severity.code()) {
                self.note("", "", &["severity_labels"], Flaw::SeverityWithoutLabel { severity: *severity });
            }
            if !self.merged.policy.priority_by_severity.contains_key(severity.code()) {
                self.note("", "", &["priority_by_severity"], Flaw::SeverityWithoutPriority { severity: *severity });
            }
        }
    }

    fn closes(&mut self) {
        let closes = &self.merged.policy.closes;
        if !closes.iter().any(|c| c.when.is_always()) {
            self.note("close", "", &[], Flaw::CloseWithoutCatchAll);
        }
        for (index, rule) in closes.iter().enumerate() {
            if let Some(by) = closes[..index].iter().position(|earlier| earlier.when.covers(&rule.when)) {
                self.note("close", "", &[&index.to_string()], Flaw::CloseShadowed { index, by });
            }
        }
    }
}

/// All stages that a step relation leads to, beginning with one that must exist.
fn spread(states: &[State], from: Stage, leads: impl Fn(&State, &State) -> bool) -> Vec<Stage> {
    let mut found: Vec<Stage> = states.iter().filter(|s| s.stage == from).map(|s| s.stage).take(1).collect();
    let mut at = 0;
    while let Some(stage) = found.get(at).copied() {
        at += 1;
        for here in states.iter().filter(|s| s.stage == stage) {
            for there in states {
                if leads(here, there) && !found.contains(&there.stage) {
                    found.push(there.stage);
                }
            }
        }
    }
    found
}

/// Whether a flow can give a signal; only stages decide it, and signals that need no stage can always come.
fn can_give(flow: &Flow, signal: Signal) -> bool {
    let has = |stage: Stage| flow.states.iter().any(|s| s.stage == stage);
    match signal {
        Signal::SolutionProposed | Signal::SolutionRejected | Signal::SolutionAgreed => has(Stage::SolutionProposed),
        Signal::Resolved => has(Stage::Resolved),
        Signal::Closed => has(Stage::Closed),
        Signal::Reopened => has(Stage::Reopened),
        _ => true,
    }
}

fn is_for_emergencies(rule: &ClockRule) -> bool {
    rule.when.priority_at_least == Some(Priority::Emergency)
        || rule.when.severity_at_least == Some(Severity::Critical)
        || rule.start == Signal::EmergencyDeclared
}

/// About how many milliseconds a customer waits; good enough to compare two rules of one milestone.
fn pace(rule: &ClockRule) -> i64 {
    const HOUR: i64 = 3_600_000;
    let days = |n: u32| i64::from(n) * 24 * HOUR;
    let target = match rule.target {
        Span::Duration(ms) => ms,
        Span::Days(n) => days(n),
        Span::Months(n) => days(n.saturating_mul(30)),
        Span::EndOfCivilDay { .. } => 24 * HOUR,
    };
    match rule.calendar.as_str() {
        "24x7" | "civil_day" => target,
        // Five days of seven.
        _ => target.saturating_mul(7) / 5,
    }
}
