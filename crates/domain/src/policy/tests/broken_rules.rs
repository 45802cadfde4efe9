//! Files that read well and make no sense: flows nobody can walk, clocks that never stop, rules that never apply.

use super::broken::expect;
use super::*;

const WORDS: &str = "{ zh_hans = \"甲\", zh_hant = \"甲\", en = \"a\" }";

/// A flow for praise from `(stage, next, mark)`.
fn flow(states: &[(&str, &str, &str)]) -> String {
    let mut text = "[[flow]]\nkinds = [\"praise\"]\n".to_owned();
    for (stage, next, mark) in states {
        text += &format!("[[flow.state]]\naccountable = \"agent\"\nstep = {WORDS}\n");
        let (on_stage, on_next) = if mark.ends_with("next") { ("", "# here") } else { (*mark, "") };
        text += &format!("stage = \"{stage}\" {on_stage}\nnext = {next} {on_next}\n");
    }
    over("base", &text)
}

/// A clock with something changed; the changed line carries the mark.
fn clock(change: &str) -> String {
    let mut rule = vec![
        ("id", "\"ours.a\""),
        ("milestone", "\"resolved\""),
        ("target", "\"P2D\""),
        ("calendar", "\"civil_day\""),
        ("start", "\"received\""),
        ("stop", "[\"resolved\"]"),
        ("basis", "\"ours\""),
    ];
    let (key, value) = change.split_once(" = ").unwrap();
    rule.retain(|(k, _)| *k != key);
    let body: String = rule.iter().map(|(k, v)| format!("{k} = {v}\n")).collect();
    format!("[[clock]]\n{body}{key} = {value} # here\n")
}

#[test]
fn a_flow_can_be_walked_from_new_to_archived() {
    let good = [("new", "[\"closed\"]", ""), ("closed", "[\"archived\"]", ""), ("archived", "[]", "")];
    let found = check(&[("ours.toml", &flow(&good))]);
    assert!(found.is_empty(), "{}", lines(&found));
    let key = |n: usize, part: &str| format!("flow[0].state[{n}].{part}");
    let lost = [good[0], good[1], good[2], ("resolved", "[\"closed\"]", "# here")];
    expect("unreachable_state", &key(3, "stage"), &flow(&lost));
    let end = [("new", "[\"closed\", \"resolved\"]", ""), good[1], good[2], ("resolved", "[]", "# here next")];
    expect("dead_end", &key(3, "next"), &flow(&end));
    let circle =
        [("new", "[\"closed\", \"resolved\"]", ""), good[1], good[2], ("resolved", "[\"resolved\"]", "# here next")];
    expect("dead_end", &key(3, "next"), &flow(&circle));
    let nowhere = [("new", "[\"closed\", \"agreed\"]", "# here next"), good[1], good[2]];
    expect("next_not_in_flow", &key(0, "next[1]"), &flow(&nowhere));
    let first = [("triaged", "[\"closed\"]", "# here"), good[1], good[2]];
    expect("first_not_new", &key(0, "stage"), &flow(&first));
    let twice = [good[0], good[1], good[2], ("closed", "[\"archived\"]", "# here")];
    expect("duplicate_id", &key(3, "stage"), &flow(&twice));
    expect("empty_flow", "flow[0]", &over("base", "[[flow]] # here\nkinds = [\"praise\"]\nstate = []\n"));
}

#[test]
fn each_kind_is_in_exactly_one_flow() {
    expect("kind_without_flow", "", &over("statutory.cn", ""));
    let twice = format!(
        "{}kinds = [\"praise\"] # here\nstate = []\n",
        "[[flow]]\nkinds = [\"praise\"]\nstate = []\n[[flow]]\n"
    );
    expect("kind_in_two_flows", "flow[1].kinds", &over("base", &twice));
}

#[test]
fn a_clock_runs_stops_and_warns_in_time() {
    for (code, part, change) in [
        ("absurd_target", "target", "target = \"P20Y\""),
        ("unknown_calendar", "calendar", "calendar = \"moon\""),
        ("clock_never_stops", "stop", "stop = []"),
        ("starts_and_stops", "stop", "stop = [\"received\"]"),
        ("warn_share", "warn_at[1]", "warn_at = [0.5, 1.5]"),
        ("warn_share", "warn_at[0]", "warn_at = [0.0]"),
        ("warn_after_due", "warn_days[1]", "warn_days = [1, 2]"),
        ("roll_not_statutory", "roll", "roll = true"),
        ("pause_on_hold", "pause[0].reason", "pause = [{ reason = \"on_hold\" }]"),
        ("statutory_written", "statutory", "statutory = true"),
        ("no_basis", "basis", "basis = \" \""),
        ("unknown_category", "when.categories[0]", "when = { categories = [\"weather\"] }"),
        ("unknown_parent_category", "when.categories[0]", "when = { categories = [\"weather.rain\"] }"),
    ] {
        expect(code, &format!("clock[0].{part}"), &over("base", &clock(change)));
    }
    // Praise is never proposed a solution, so this clock would run for ever.
    let never = clock("when = { kinds = [\"praise\"] }").replace(" # here", "");
    let never = never.replace("stop = [\"resolved\"]", "stop = [\"solution_proposed\"] # here");
    expect("clock_never_stops", "clock[0].stop", &over("base", &never));
    let unknown_wait = clock("pause = [{ reason = \"inspection\" }]");
    expect("pause_without_wait", "clock[0].pause[0].reason", &over("statutory.cn", &unknown_wait));
}

#[test]
fn an_id_names_one_rule() {
    let twice = format!("{}{}", clock("target = \"P1D\"").replace(" # here", ""), clock("target = \"P1D\""));
    let twice = twice.replace(" # here", "");
    let text = over("base", &twice);
    let second = text.rfind("[[clock]]").unwrap();
    let text = format!("{}[[clock]] # here{}", &text[..second], &text[second + 9..]);
    expect("duplicate_id", "clock[1]", &text);
}

#[test]
fn a_rule_behind_a_wider_one_is_pointed_out() {
    let wide = clock("basis = \"ours\"").replace(" # here", "");
    let narrow = clock("when = { kinds = [\"complaint\"] }").replace("ours.a", "ours.b").replace(" # here", "");
    let text = over("base", &format!("{wide}{}", narrow.replace("[[clock]]", "[[clock]] # here")));
    expect("clock_shadowed", "clock[1]", &text);
    assert!(check(&[("ours.toml", &over("base", &format!("{narrow}{wide}")))]).is_empty());
    let close = "[[close]]\nneeds = \"informed\"\nbasis = \"ours\"\n[[close]] # here\nneeds = \"satisfied\"\nbasis = \"ours\"\n";
    expect("close_shadowed", "close[1]", &over("base", close));
}

#[test]
fn an_emergency_slower_than_the_ordinary_case_is_a_warning() {
    // A.7 no. 10: both numbers are in the sources.
    let text = over("base", "").replace("[\"base\"]", "[\"general\", \"auto_station\"]");
    let found = check(&[("ours.toml", &text)]);
    let warned = found.iter().find(|f| f.code() == "emergency_slower").unwrap_or_else(|| panic!("{}", lines(&found)));
    assert_eq!((warned.file.as_str(), warned.gravity()), ("general.toml", Gravity::Warning));
    assert_eq!(&resolve_ours(&text).unwrap().warnings[..], std::slice::from_ref(warned));
    let slow = clock("target = \"P9D\"").replace("start", "when = { priority_at_least = \"emergency\" }\nstart");
    let quick = clock("target = \"P2D\"").replace("ours.a", "ours.b").replace(" # here", "");
    expect("emergency_slower", "clock[0].target", &over("base", &format!("{slow}{quick}")));
}

#[test]
fn every_channel_has_a_limit_that_applies_to_it_and_a_second_person() {
    // S2-09.
    let duty = |limit: &str, backup: &str| {
        let line = |key: &str, value: &str, ok: &str| {
            format!("{key} = \"{value}\"{}\n", if value == ok { "" } else { " # here" })
        };
        let limit = line("limit", limit, "base.first_response");
        format!("[[channel]]\nchannel = \"email\"\nowner = \"agent\"\n{}{limit}", line("backup", backup, "supervisor"))
    };
    expect("limit_names_no_clock", "channel[0].limit", &over("base", &duty("none", "supervisor")));
    let text = over("general", &duty("general.answer_call", "supervisor"));
    expect("limit_not_for_channel", "channel[0].limit", &text);
    expect("backup_is_owner", "channel[0].backup", &over("base", &duty("base.first_response", "agent")));
}

#[test]
fn categories_and_severities_are_the_canonical_ones() {
    let category = |code: &str| format!("[[category]]\ncode = \"{code}\" # here\nname = {WORDS}\nroute = \"agent\"\n");
    expect("unknown_category", "category[0].code", &over("base", &category("product_quality.smell")));
    expect("unknown_parent_category", "category[0].code", &over("base", &category("weather.rain")));
    expect("severity_without_label", "severity_labels", &over("statutory.cn", ""));
    expect("severity_without_priority", "priority_by_severity", &over("statutory.cn", ""));
    let label = over("base", &format!("[severity_labels]\nhuge = {WORDS} # here\n"));
    expect("unknown_severity", "severity_labels.huge", &label);
}

#[test]
fn waits_closing_watching_and_penalties_make_sense() {
    let wait = "[[wait]]\nreason = \"on_hold\"\nmax = \"PT72H\"\nmax_total = \"PT24H\" # here\n";
    expect("wait_total_below_max", "wait[0].max_total", &over("base", wait));
    let close = "[[close]] # here\nwhen = { kinds = [\"rma\"] }\nneeds = \"informed\"\nbasis = \"ours\"\n";
    expect("close_without_catch_all", "close", &over("base", close));
    let watch = "[watch]\nlength = \"P3M\"\ncheckpoint_days = [30, 120] # here\nbasis = \"ours\"\n";
    expect("checkpoint_beyond_watch", "watch.checkpoint_days[1]", &over("base", watch));
    let valid = |window: &str, threshold: &str| {
        format!(
            "[valid_complaint]\nauto_classes = []\nconditional_findings = []\nwindow = {window}\nthreshold = {threshold}\n\
             appeal_working_days = 5\naffects_annual = true\nbasis = \"ours\"\n"
        )
    };
    expect("unknown_window", "valid_complaint.window", &over("base", &valid("\"a_while\" # here", "2")));
    expect("zero_threshold", "valid_complaint.threshold", &over("base", &valid("\"rolling_30d\"", "0 # here")));
}

#[test]
fn limits_of_money_can_be_meant() {
    let limit = |change: &str| {
        let mut rule = vec![("role", "\"agent\""), ("per_case_minor", "20_000"), ("basis", "\"S2-23\"")];
        let (key, value) = change.split_once(" = ").unwrap();
        rule.retain(|(k, _)| *k != key);
        let body: String = rule.iter().map(|(k, v)| format!("{k} = {v}\n")).collect();
        over("base", &format!("[remedy]\n[[remedy.authority]]\n{body}{key} = {value} # here\n"))
    };
    let codes = |text: String| check(&[("ours.toml", &text)]).iter().map(|f| f.flaw.code()).collect::<Vec<_>>();
    assert_eq!(codes(limit("per_case_minor = 1")), [] as [&str; 0]);
    assert_eq!(codes(limit("per_case_minor = -1")), ["remedy_money"]);
    let standard = |most: &str| {
        let text = "[remedy]\n[[remedy.standard]]\nid = \"late\"\nremedy = \"compensation\"\nleast_minor = 100\nbasis = \"S2-20\"\n";
        over("base", &format!("{text}most_minor = {most}\n"))
    };
    assert_eq!(codes(standard("100")), [] as [&str; 0]);
    assert_eq!(codes(standard("99")), ["remedy_money"]);
    let calendar = "[remedy]\ncalendar = \"moon\"\n[[remedy.authority]]\nrole = \"agent\"\nbasis = \"S2-23\"\n";
    assert_eq!(codes(over("base", calendar)), ["unknown_calendar"]);
}

#[test]
fn an_escalation_has_a_calendar_and_no_more_levels_than_its_ladder() {
    let rule =
        |more: &str| over("base", &format!("[escalation]\nladder = [\"supervisor\", \"management\"]\n{more} # here\n"));
    let three = "take_up_within = [\"PT1H\", \"PT1H\", \"PT1H\"]";
    expect("beyond_ladder", "escalation.take_up_within", &rule(three));
    expect("beyond_ladder", "escalation.sponsor_level", &rule("sponsor_level = 3"));
    expect("beyond_ladder", "escalation.unsatisfied_level", &rule("unsatisfied_level = 3"));
    expect("unknown_calendar", "escalation.calendar", &rule("take_up_within = [\"PT1H\"]\ncalendar = \"moon\""));
    let fine = check(&[("ours.toml", &rule("take_up_within = [\"PT1H\", \"PT8H\"]"))]);
    assert_eq!(fine.iter().map(|f| f.flaw.code()).collect::<Vec<_>>(), [] as [&str; 0]);
}

#[test]
fn steps_of_an_investigation_can_be_meant() {
    let words = "{ zh_hans = \"问\", zh_hant = \"問\", en = \"Asked\" }";
    let step = |more: &str| {
        format!(
            "[[investigation.step]]\nid = \"asked\"\nname = {words}\nsort = \"by_hand\"\nbasis = \"S1-17\"\n{more}\n"
        )
    };
    let codes = |body: String| {
        let text = over("base", &format!("[investigation]\n{body}"));
        check(&[("ours.toml", &text)]).iter().map(|f| f.flaw.code()).collect::<Vec<_>>()
    };
    assert_eq!(codes(step("before = \"resolved\"")), [] as [&str; 0]);
    assert_eq!(codes(step("before = \"closed\"")), ["investigation_step"]);
    assert_eq!(codes(step("attempts = 3")), ["investigation_step"]);
    assert_eq!(codes(step("") + &step("")), ["investigation_step"]);
    let request = "[[investigation.request]]\nwithin = \"P1D\"\ncalendar = \"moon\"\nbasis = \"S2-17\"\n";
    assert_eq!(codes(request.to_owned()), ["unknown_calendar"]);
}
