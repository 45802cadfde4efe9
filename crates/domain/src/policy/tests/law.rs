//! The law is a floor: what it demands is in every template, and a policy may tighten it, never loosen it.

use super::*;
use crate::calendar::Span;

fn days(n: u32) -> Span {
    Span::Days(n)
}

/// A policy that restates the red line with something changed.
fn red_line(change: &str) -> String {
    let mut rule = vec![
        ("milestone", "\"legal_redline\""),
        ("when", "{ remedy_demanded = true }"),
        ("target", "\"P15D\""),
        ("calendar", "\"civil_day\""),
        ("start", "\"received\""),
        ("stop", "[\"resolved\"]"),
        ("warn_days", "[7, 10, 13]"),
        ("basis", "\"ours\""),
    ];
    let (key, value) = change.split_once(" = ").unwrap();
    rule.retain(|(k, _)| *k != key);
    rule.push((key, value));
    let body: String = rule.iter().map(|(k, v)| format!("{k} = {v}\n")).collect();
    over("base", &format!("[[clock]]\nid = \"law.redline_15d\"\n{body}"))
}

#[test]
fn every_template_carries_the_red_line_and_nothing_of_ours_pauses_it() {
    let demanded = ConditionFacts { remedy_demanded: true, ..complaint() };
    for id in ["base", "general", "quality_feedback", "ecommerce", "auto_station", "apparel"] {
        let policy = shipped(id);
        let rule = policy.matching(&demanded).find(|c| c.milestone == Milestone::LegalRedline).unwrap();
        assert!(rule.statutory && rule.pause.is_empty() && !rule.roll, "{id}");
        assert_eq!((rule.target, rule.warn_days.as_slice()), (days(15), [7, 10, 13].as_slice()), "{id}");
        assert!(!policy.matching(&complaint()).any(|c| c.milestone == Milestone::LegalRedline), "{id}");
    }
}

#[test]
fn a_station_answers_in_10_and_finishes_in_20_working_days() {
    let demanded = ConditionFacts { remedy_demanded: true, ..complaint() };
    let auto = shipped("auto_station"); // 令43 art. 28
    let due =
        |m: Milestone| auto.matching(&demanded).find(|c| c.milestone == m).map(|c| (c.target, c.calendar.clone()));
    assert_eq!(due(Milestone::StatutoryAnswer), Some((days(10), "working_day".into())));
    assert_eq!(due(Milestone::StatutoryCompletion), Some((days(20), "working_day".into())));
    assert!(!shipped("general").clocks().iter().any(|c| c.milestone == Milestone::StatutoryAnswer));
}

#[test]
fn the_law_of_the_received_date_applies() {
    let policies = Policies::with_builtin([]).unwrap();
    let mediation = |on: &str| {
        let policy = policies.resolve("general", day(on)).unwrap();
        let rule = policy.clock("law.regulator_mediation").unwrap();
        (rule.target, rule.calendar.clone(), policy.sources[0].version)
    };
    assert_eq!(mediation("2026-04-14"), (days(45), "working_day".into(), 1)); // 令20
    assert_eq!(mediation("2026-04-15"), (days(60), "civil_day".into(), 2)); // 令121
    let old = policies.resolve("general", day("2010-10-10")).unwrap();
    assert!(old.clocks().iter().all(|c| !c.statutory));
    assert_eq!(old.warnings[0].code(), "layer_not_in_force");
}

#[test]
fn refund_regulator_and_safety_deadlines_are_the_laws() {
    let policy = shipped("ecommerce");
    let of = |facts: ConditionFacts<'static>, m: Milestone| {
        let mut rules = policy.clocks().iter().filter(|c| c.milestone == m && c.when.holds(&facts));
        rules.next().map(|c| (c.target, c.calendar.clone(), c.statutory))
    };
    let rma = ConditionFacts { kind: Kind::Rma, remedy_demanded: true, ..complaint() };
    assert_eq!(of(rma, Milestone::Refund), Some((days(7), "civil_day".into(), true)));
    let passed_on = ConditionFacts { channel: Channel::Regulator, ..complaint() };
    assert_eq!(of(passed_on, Milestone::RegulatorAcceptance), Some((days(7), "working_day".into(), true)));
    let danger = ConditionFacts { severity: Some(Severity::Critical), ..complaint() };
    assert_eq!(of(danger, Milestone::SafetyReport), Some((days(2), "working_day".into(), true)));
}

#[test]
fn the_law_may_be_tightened_and_stays_the_law() {
    for change in ["target = \"P10D\"", "target = \"PT240H\"", "when = {}", "warn_days = [5, 7, 10, 13]"] {
        let policy = resolve_ours(&red_line(change)).unwrap_or_else(|f| panic!("{change}: {}", lines(&f)));
        let rule = policy.clock("law.redline_15d").unwrap();
        assert!(rule.statutory && rule.basis == "ours", "{change}");
    }
}

#[test]
fn the_law_is_not_loosened_in_any_way() {
    let ways = [
        ("target = \"P16D\"", Loosening::LongerTarget, "target"),
        ("target = \"P1M\"", Loosening::LongerTarget, "target"),
        ("calendar = \"working_day\"", Loosening::OtherCalendar, "calendar"),
        ("pause = [{ reason = \"waiting_customer\" }]", Loosening::AddedPause, "pause"),
        ("stop = [\"resolved\", \"substantive_reply\"]", Loosening::OtherStop, "stop"),
        ("start = \"triaged\"", Loosening::OtherStart, "start"),
        ("when = { remedy_demanded = true, severity_at_least = \"major\" }", Loosening::NarrowerCondition, "when"),
        ("when = { remedy_demanded = true, kinds = [\"complaint\"] }", Loosening::NarrowerCondition, "when"),
        ("milestone = \"resolved\"", Loosening::OtherMilestone, "milestone"),
        ("roll = true", Loosening::AddedRoll, "roll"),
        ("warn_days = [13]", Loosening::FewerWarnings, "warn_days"),
        ("judged = \"mean\"", Loosening::OtherJudgement, "judged"),
    ];
    for (change, how, key) in ways {
        let text = red_line(change);
        let found = resolve_ours(&text).expect_err(change);
        let finding = found.iter().find(|f| matches!(&f.flaw, Flaw::LoosensLaw { how: h, .. } if *h == how));
        let finding = finding.unwrap_or_else(|| panic!("{change}: {}", lines(&found)));
        let line = 1 + text.lines().position(|l| l.starts_with(&format!("{key} = "))).unwrap();
        assert_eq!((finding.code().as_str(), finding.line as usize), ("loosens_law", line), "{change}");
        assert_eq!((finding.file.as_str(), finding.key.as_str()), ("ours.toml", format!("clock[0].{key}").as_str()));
    }
}

#[test]
fn the_calendars_and_the_retention_of_the_law_are_kept() {
    let calendar = over(
        "base",
        "[calendars.civil_day]\nkind = \"business_hours\"\nzone = \"Asia/Shanghai\"\nweek = { mon = [[\"09:00\", \"10:00\"]] }\n",
    );
    let retention = over("base", "[retention.trade_records]\nyears = 1\nbasis = \"ours\"\n");
    for (text, how, key) in [
        (calendar, Loosening::OtherCalendar, "calendars.civil_day"),
        (retention, Loosening::ShorterRetention, "retention.trade_records.years"),
    ] {
        let found = resolve_ours(&text).expect_err(key);
        let hit = found.iter().find(|f| f.key == key).unwrap_or_else(|| panic!("{}", lines(&found)));
        assert!(matches!(&hit.flaw, Flaw::LoosensLaw { how: h, .. } if *h == how));
    }
    let longer = over("base", "[retention.trade_records]\nyears = 10\nbasis = \"ours\"\n");
    assert_eq!(resolve_ours(&longer).unwrap().policy.retention["trade_records"].years, 10);
}
