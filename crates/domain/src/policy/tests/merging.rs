//! One policy over another: refine by id, add in front, never remove; and what changed between two.

use super::*;
use crate::calendar::Span;
use crate::case::stage::{Signal, Stage, WaitReason};
use proptest::prelude::*;

#[test]
fn the_shipped_policies_have_no_error_and_no_unexplained_warning() {
    let found = check(builtin());
    assert!(found.is_empty(), "{}", lines(&found));
}

#[test]
fn a_rule_with_a_known_id_replaces_it_and_a_new_one_comes_first() {
    let rule = |id: &str, when: &str, target: &str| {
        format!(
            "[[clock]]\nid = \"{id}\"\nmilestone = \"first_response\"\nwhen = {when}\ntarget = \"{target}\"\n\
             calendar = \"24x7\"\nstart = \"received\"\nstop = [\"substantive_reply\"]\nbasis = \"ours\"\n"
        )
    };
    let text = over(
        "base",
        &(rule("ours.vip", "{ priority_at_least = \"high\" }", "PT1H") + &rule("base.first_response", "{}", "PT8H")),
    );
    let policy = resolve_ours(&text).unwrap_or_else(|f| panic!("{}", lines(&f)));
    let of = |facts: ConditionFacts<'static>| {
        let mut rules = policy.matching(&facts).filter(|c| c.milestone == Milestone::FirstResponse);
        (rules.next().map(|c| c.id.clone()), rules.count())
    };
    assert_eq!(of(complaint()), (Some("base.first_response".into()), 0));
    assert_eq!(of(ConditionFacts { priority: Priority::High, ..complaint() }), (Some("ours.vip".into()), 0));
    assert_eq!(policy.clock("base.first_response").unwrap().target, Span::Duration(8 * 3_600_000));
}

#[test]
fn the_first_and_each_further_progress_update_are_two_running_rules() {
    let shop = shipped("ecommerce"); // S2-28
    let facts = complaint();
    let first: Vec<_> = shop.starting(Signal::Received, &facts).map(|c| c.id.as_str()).collect();
    assert!(first.contains(&"ecommerce.first_progress") && !first.contains(&"ecommerce.progress"));
    let next: Vec<_> = shop.starting(Signal::ProgressUpdate, &facts).map(|c| c.id.as_str()).collect();
    assert_eq!(next, ["ecommerce.progress"]);
    assert!(shop.clocks_started_by(Signal::ProgressUpdate).all(|c| c.start == Signal::ProgressUpdate));
}

#[test]
fn a_flow_replaces_the_inherited_one_for_its_kinds_alone() {
    let words = "{ zh_hans = \"甲\", zh_hant = \"甲\", en = \"a\" }";
    let state = |s: &str, n: &str| {
        format!("[[flow.state]]\nstage = \"{s}\"\naccountable = \"auditor\"\nstep = {words}\nnext = {n}\n")
    };
    let flow = state("new", "[\"closed\"]") + &state("closed", "[\"archived\"]") + &state("archived", "[]");
    let policy = resolve_ours(&over("base", &format!("[[flow]]\nkinds = [\"praise\"]\n{flow}"))).unwrap();
    assert_eq!(policy.flow(Kind::Praise).states.len(), 3);
    assert!(policy.state(Kind::Praise, Stage::Resolved).is_none());
    assert!(policy.state(Kind::Inquiry, Stage::Resolved).is_some());
    assert!(!policy.flow(Kind::Inquiry).kinds.contains(&Kind::Praise));
}

#[test]
fn a_table_left_out_is_inherited_and_a_table_written_replaces() {
    let policy = resolve_ours(&over("auto_station", "")).unwrap();
    assert!(policy.policy.intake.demand_required && policy.policy.watch.is_some());
    let policy = resolve_ours(&over("auto_station", "[intake]\nstalled_after_hours = 8\n")).unwrap();
    assert!(!policy.policy.intake.demand_required);
    assert_eq!(policy.policy.escalation.ladder.len(), 3);
}

#[test]
fn look_ups_answer_for_waits_priorities_and_states() {
    let policy = shipped("general");
    assert!(policy.wait(WaitReason::Customer).unwrap().needs_question); // C.4
    assert_eq!(policy.priority_for(Severity::Critical), Priority::Emergency); // S0-52
    assert_eq!(policy.priority_for(Severity::Minor), Priority::Low); // S0-13
    assert!(policy.allows(Kind::Complaint, Stage::SolutionProposed, Stage::Reassessment)); // S0-21
    assert!(!policy.allows(Kind::Complaint, Stage::New, Stage::Confirmed));
    assert_eq!(policy.reference, PolicyRef { id: "general".into(), version: 1 });
    let layers: Vec<_> = policy.sources.iter().map(|s| format!("{}@{}", s.id, s.version)).collect();
    assert_eq!(layers, ["statutory.cn@2", "base@1", "general@1"]);
    assert_eq!(policy.policy.inherits, ["statutory.cn@2", "base@1"]);
}

#[test]
fn a_difference_is_told_by_id_and_not_by_position() {
    let one = load("a", &over("base", "[repeat]\nwithin_days = 90\n")).unwrap().policy;
    let mut two = one.clone();
    assert!(diff(&one, &two).is_empty());
    two.repeat.within_days = 30;
    let law = shipped("general").policy;
    two.clocks = vec![law.clocks[0].clone()];
    let changes = diff_text(&one, &two);
    assert!(changes.contains("repeat.within_days: 90 -> 30\n"), "{changes}");
    assert!(changes.contains(&format!("clock.{}: - -> {{", law.clocks[0].id)), "{changes}");
    let mut moved = law.clone();
    moved.clocks.reverse();
    moved.categories.reverse();
    assert!(diff(&law, &moved).is_empty());
    moved.clocks[0].target = Span::Days(3);
    let path = format!("clock.{}.target", moved.clocks[0].id);
    assert_eq!(diff(&law, &moved).iter().map(|c| c.path.clone()).collect::<Vec<_>>(), [path]);
}

#[test]
fn a_policy_is_shown_with_its_states_deadlines_and_sources() {
    let text = show(&shipped("auto_station"));
    for part in ["statutory.cn.auto@1 < statutory.cn@2", "S3-10", "PT10M 24x7", "[law]", "default, not from the source"]
    {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let law = Policies::with_builtin([]).unwrap();
    assert!(show_layer(law.get("statutory.cn", Some(1)).unwrap()).contains("P45D working_day"));
}

#[test]
fn the_example_in_the_documentation_checks_clean() {
    let page = include_str!("../../../../../docs/policies.md");
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let found = check(&[("ours.toml", example)]);
    assert!(found.is_empty(), "{}", lines(&found));
}

#[test]
fn a_policy_written_as_json_reads_back_the_same() {
    for id in ["general", "auto_station"] {
        let policy = shipped(id).policy;
        let json = serde_json::to_string(&policy).unwrap();
        assert_eq!(serde_json::from_str::<Policy>(&json).unwrap(), policy);
    }
}

fn any_facts() -> impl Strategy<Value = ConditionFacts<'static>> {
    let lists = (0..Kind::ALL.len(), 0..Channel::ALL.len(), 0..5_usize, 0..4_usize, 0..3_usize);
    (lists, any::<(bool, bool, bool)>()).prop_map(|((k, c, s, p, x), (hours, peak, remedy))| ConditionFacts {
        kind: Kind::ALL[k],
        channel: Channel::ALL[c],
        severity: Severity::ALL.get(s).copied(),
        priority: Priority::ALL[p],
        complexity: Complexity::ALL.get(x).copied(),
        category: Some("logistics.delay"),
        period: PeriodSet::of(hours, peak),
        remedy_demanded: remedy,
    })
}

proptest! {
    #[test]
    fn resolving_is_deterministic_and_ignores_the_order_of_files(flip in any::<bool>(), n in 0..5_usize) {
        let id = ["general", "quality_feedback", "ecommerce", "auto_station", "apparel"][n];
        let mut files = builtin().to_vec();
        if flip { files.reverse() }
        let again = Policies::load(files).unwrap().resolve(id, today()).unwrap();
        prop_assert_eq!(&again.digest, &shipped(id).digest);
    }

    #[test]
    fn every_case_has_one_closing_rule_and_one_service_clock_a_milestone_and_start(facts in any_facts(), n in 0..5_usize) {
        let id = ["general", "quality_feedback", "ecommerce", "auto_station", "apparel"][n];
        let policy = shipped(id);
        prop_assert!(policy.close_rule(&facts).is_some());
        let mut seen = std::collections::BTreeSet::new();
        for clock in policy.matching(&facts) {
            prop_assert!(clock.when.holds(&facts));
            prop_assert!(clock.statutory || seen.insert((clock.milestone, clock.start)));
        }
        let law = policy.clocks().iter().filter(|c| c.statutory && c.when.holds(&facts)).count();
        prop_assert_eq!(law, policy.matching(&facts).filter(|c| c.statutory).count());
    }

    #[test]
    fn a_covering_condition_holds_wherever_the_narrower_one_does(facts in any_facts(), a in 0..200_usize, b in 0..200_usize) {
        let clocks: Vec<_> = ["general", "ecommerce", "apparel", "auto_station"].iter().flat_map(|id| shipped(id).policy.clocks).collect();
        let (a, b) = (&clocks[a % clocks.len()].when, &clocks[b % clocks.len()].when);
        prop_assert!(!a.covers(b) || !b.holds(&facts) || a.holds(&facts));
    }
}
