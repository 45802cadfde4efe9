//! A policy ready for use: merged over the law, checked, with look-ups that allocate nothing. Only
//! [`Policies`](super::Policies) makes one, so whoever holds one needs no further check.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::condition::ConditionFacts;
use super::flaw::Finding;
use super::shape::{
    CategoryName, ClockRule, CloseRule, Flow, Milestone, Policy, PolicyRef, State, WaitRule, WatchRule,
};
use crate::case::stage::{Signal, Stage, WaitReason};
use crate::trade::{Kind, Priority, Severity};

const STAGES: usize = Stage::ALL.len();

/// A checked policy with the statutory layers it stands on.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The merged policy; rules of the law are marked `statutory` and come first.
    pub policy: Policy,
    /// Which policy this is.
    pub reference: PolicyRef,
    /// Every layer it was merged from, the policy itself last.
    pub sources: Vec<PolicyRef>,
    /// SHA-256 of the merged policy in lower-case hex: two nodes that agree on it apply the same rules.
    pub digest: String,
    /// What somebody should look at.
    pub warnings: Vec<Finding>,
    flow_of: [usize; Kind::ALL.len()],
    /// Per flow and stage: the index of the state and the set of following stages.
    stages: Vec<[Option<(usize, u32)>; STAGES]>,
    clock_by_id: BTreeMap<String, usize>,
    started_by: Vec<Vec<usize>>,
    category_by_code: BTreeMap<String, usize>,
    priority_of: [Priority; Severity::ALL.len()],
}

impl Resolved {
    /// Indexes a merged policy that passed every check.
    pub(super) fn index(policy: Policy, sources: Vec<PolicyRef>, warnings: Vec<Finding>) -> Self {
        let mut flow_of = [0; Kind::ALL.len()];
        let mut stages = Vec::with_capacity(policy.flows.len());
        for (n, flow) in policy.flows.iter().enumerate() {
            for kind in &flow.kinds {
                flow_of[*kind as usize] = n;
            }
            let mut row = [None; STAGES];
            for (index, state) in flow.states.iter().enumerate() {
                let next = state.next.iter().fold(0, |set, stage| set | bit(*stage));
                row[state.stage as usize] = Some((index, next));
            }
            stages.push(row);
        }
        let mut started_by = vec![Vec::new(); Signal::ALL.len()];
        let mut clock_by_id = BTreeMap::new();
        for (index, clock) in policy.clocks.iter().enumerate() {
            started_by[clock.start as usize].push(index);
            clock_by_id.insert(clock.id.clone(), index);
        }
        let category_by_code = policy.categories.iter().enumerate().map(|(n, c)| (c.code.clone(), n)).collect();
        let mut priority_of = [Priority::Normal; Severity::ALL.len()];
        for severity in Severity::ALL {
            if let Some(priority) = policy.priority_by_severity.get(severity.code()) {
                priority_of[*severity as usize] = *priority;
            }
        }
        let reference = PolicyRef { id: policy.id.clone(), version: policy.version };
        let digest = digest(&policy);
        Self {
            policy,
            reference,
            sources,
            digest,
            warnings,
            flow_of,
            stages,
            clock_by_id,
            started_by,
            category_by_code,
            priority_of,
        }
    }

    /// The way a kind of case goes.
    pub fn flow(&self, kind: Kind) -> &Flow {
        &self.policy.flows[self.flow_of[kind as usize]]
    }

    /// A stage of that way, if it is on it.
    pub fn state(&self, kind: Kind, stage: Stage) -> Option<&State> {
        let (index, _) = self.stages[self.flow_of[kind as usize]][stage as usize]?;
        self.flow(kind).states.get(index)
    }

    /// Where a case of this kind begins.
    pub fn first_stage(&self, kind: Kind) -> Stage {
        self.flow(kind).states.first().map_or(Stage::New, |s| s.stage)
    }

    /// Whether a case may go from one stage to another.
    pub fn allows(&self, kind: Kind, from: Stage, to: Stage) -> bool {
        let row = &self.stages[self.flow_of[kind as usize]];
        row[from as usize].is_some_and(|(_, next)| next & bit(to) != 0)
    }

    /// All deadlines, those of the law first.
    pub fn clocks(&self) -> &[ClockRule] {
        &self.policy.clocks
    }

    /// A deadline by id.
    pub fn clock(&self, id: &str) -> Option<&ClockRule> {
        self.policy.clocks.get(*self.clock_by_id.get(id)?)
    }

    /// Deadlines that a signal starts, whatever their conditions.
    pub fn clocks_started_by(&self, signal: Signal) -> impl Iterator<Item = &ClockRule> {
        self.started_by[signal as usize].iter().filter_map(|n| self.policy.clocks.get(*n))
    }

    /// Deadlines that apply to a case: every statutory one that holds, and of the service rules the first that holds
    /// for each milestone and start signal (so "the first update" and "each further update" run as two rules).
    pub fn matching<'p, 'c>(
        &'p self,
        facts: &'c ConditionFacts<'c>,
    ) -> impl Iterator<Item = &'p ClockRule> + use<'p, 'c> {
        let mut taken = [0_u64; Milestone::ALL.len()];
        self.policy.clocks.iter().filter(move |clock| {
            if !clock.when.holds(facts) {
                return false;
            }
            if clock.statutory {
                return true;
            }
            let seen = &mut taken[clock.milestone as usize];
            let start = 1_u64 << (clock.start as u64);
            let first = *seen & start == 0;
            *seen |= start;
            first
        })
    }

    /// Deadlines that apply to a case and that a signal starts.
    pub fn starting<'p, 'c>(
        &'p self,
        signal: Signal,
        facts: &'c ConditionFacts<'c>,
    ) -> impl Iterator<Item = &'p ClockRule> + use<'p, 'c> {
        self.matching(facts).filter(move |clock| clock.start == signal)
    }

    /// The rule for a reason to wait; none = a case may not wait for it.
    pub fn wait(&self, reason: WaitReason) -> Option<&WaitRule> {
        self.policy.waits.iter().find(|w| w.reason == reason)
    }

    /// What closing this case needs: the first rule that holds.
    pub fn close_rule(&self, facts: &ConditionFacts<'_>) -> Option<&CloseRule> {
        self.policy.closes.iter().find(|c| c.when.holds(facts))
    }

    /// The watch period of this case, if it has one (S3-30).
    pub fn watch(&self, facts: &ConditionFacts<'_>) -> Option<&WatchRule> {
        self.policy.watch.as_ref().filter(|w| w.when.holds(facts))
    }

    /// The policy's name and route for a canonical category, or for its nearest ancestor that has one.
    pub fn category(&self, code: &str) -> Option<&CategoryName> {
        let mut code = code;
        loop {
            if let Some(index) = self.category_by_code.get(code) {
                return self.policy.categories.get(*index);
            }
            code = code.rsplit_once('.')?.0;
        }
    }

    /// The priority that follows from a severity (S0-13).
    pub fn priority_for(&self, severity: Severity) -> Priority {
        self.priority_of[severity as usize]
    }
}

const fn bit(stage: Stage) -> u32 {
    1 << (stage as u32)
}

/// SHA-256 over the canonical JSON of a policy, in lower-case hex.
pub fn digest(policy: &Policy) -> String {
    // A policy is plain data with string keys, so writing it as JSON cannot fail.
    let json = serde_json::to_vec(policy).unwrap_or_default();
    Sha256::digest(&json).iter().map(|byte| format!("{byte:02x}")).collect()
}
