//! Files that cannot be used: each finding names file, line and key. `# here` marks the expected line.

use super::*;

/// Checks a file and asserts that the finding stands on the marked line (line 1 without a mark) under that key.
pub(super) fn expect(code: &str, key: &str, text: &str) {
    let found = check(&[("ours.toml", text)]);
    let hits: Vec<_> = found.iter().filter(|f| f.code() == code).collect();
    let line = text.lines().position(|l| l.contains("# here")).map_or(1, |n| n + 1);
    let places: Vec<_> = hits.iter().map(|f| (f.file.as_str(), f.line as usize, f.key.as_str())).collect();
    assert!(places.contains(&("ours.toml", line, key)), "{code} at line {line} {key}, but found:\n{}", lines(&found));
    let sentence = hits[0].to_string();
    assert!(sentence.starts_with("ours.toml:") && sentence.ends_with(&format!("[{code}]")), "{sentence}");
}

#[test]
fn what_is_no_toml_is_named_by_its_line() {
    expect("syntax", "", "id = \"ours\"\nversion = = 1 # here\n");
}

#[test]
fn a_key_nobody_knows_is_refused() {
    expect("unknown_key", "colour", &over("base", "colour = \"red\" # here\n"));
    let clock = "[[clock]]\nid = \"a\"\ntargett = \"P1D\" # here\n";
    expect("unknown_key", "clock[0].targett", &over("base", clock));
}

#[test]
fn a_key_that_is_missing_is_named() {
    // A channel without a limit, an owner or a backup (S2-09); a wait without a maximum; a category without a route.
    for (left_out, rest) in [
        ("limit", "[[channel]] # here\nchannel = \"phone\"\nowner = \"agent\"\nbackup = \"supervisor\"\n"),
        ("owner", "[[channel]] # here\nchannel = \"phone\"\nbackup = \"agent\"\nlimit = \"base.first_response\"\n"),
        ("backup", "[[channel]] # here\nchannel = \"phone\"\nowner = \"agent\"\nlimit = \"base.first_response\"\n"),
    ] {
        let found = check(&[("ours.toml", &over("base", rest))]);
        assert!(found[0].to_string().contains(left_out), "{}", lines(&found));
        expect("missing_key", "channel[0]", &over("base", rest));
    }
    expect("missing_key", "wait[0]", &over("base", "[[wait]] # here\nreason = \"on_hold\"\n"));
    let category = "[[category]] # here\ncode = \"other\"\nname = { zh_hans = \"甲\", zh_hant = \"甲\", en = \"a\" }\n";
    expect("missing_key", "category[0]", &over("base", category));
}

#[test]
fn a_stage_without_somebody_accountable_is_refused() {
    // S0-04.
    let flow = "[[flow]]\nkinds = [\"praise\"]\n[[flow.state]] # here\nstage = \"new\"\nnext = []\n\
                step = { zh_hans = \"甲\", zh_hant = \"甲\", en = \"a\" }\n";
    expect("missing_key", "flow[0].state[0]", &over("base", flow));
}

#[test]
fn a_value_of_the_wrong_kind_is_named() {
    let wrong = "[[clock]]\nid = \"a\"\nmilestone = \"soon\" # here\n";
    expect("wrong_value", "clock[0].milestone", &over("base", wrong));
    let zero = "[[clock]]\nid = \"a\"\nmilestone = \"resolved\"\ntarget = \"PT0S\" # here\n";
    expect("wrong_value", "clock[0].target", &over("base", zero));
}

#[test]
fn words_are_given_in_three_languages() {
    let absent = "[severity_labels]\nminor = { zh_hans = \"轻\", en = \"a\" } # here\n";
    expect("missing_words", "severity_labels.minor", &over("base", absent));
    let blank = "[severity_labels]\nminor = { zh_hans = \"轻\", zh_hant = \" \", en = \"a\" } # here\n";
    expect("missing_words", "severity_labels.minor.zh_hant", &over("base", blank));
}

#[test]
fn dates_and_versions_make_one_history() {
    let text = over("base", "").replace("inherits", "effective_to = \"2025-12-31\" # here\ninherits");
    expect("dates_reversed", "effective_to", &text);
    let one = over("base", "");
    let again = over("base", "").replace("version = 1", "version = 1 # here");
    let found = check(&[("one.toml", &one), ("again.toml", &again)]);
    let hit = found.iter().find(|f| f.code() == "duplicate_version").unwrap();
    assert_eq!((hit.file.as_str(), hit.line, hit.key.as_str()), ("again.toml", 2, "version"));
    let two = over("base", "").replace("version = 1", "version = 2");
    let found = check(&[("one.toml", &one), ("two.toml", &two)]);
    let hit = found.iter().find(|f| f.code() == "overlapping_versions").unwrap();
    assert_eq!((hit.file.as_str(), hit.line, hit.key.as_str()), ("two.toml", 4, "effective_from"));
}

#[test]
fn a_new_version_takes_over_from_an_open_one_and_a_pinned_one_stays() {
    let one = over("base", "");
    let two = over("base", "").replace("version = 1", "version = 2").replace("2026-01-01", "2026-06-01");
    let policies = Policies::with_builtin([("one.toml", one.as_str()), ("two.toml", two.as_str())]).unwrap();
    let version = |on: &str| policies.resolve("ours", day(on)).unwrap().reference.version;
    assert_eq!((version("2026-05-31"), version("2026-06-01")), (1, 2));
    assert_eq!(policies.resolve_version("ours", 1, today()).unwrap().reference.version, 1);
    let backwards = two.replace("2026-06-01", "2025-06-01");
    let found = check(&[("one.toml", &one), ("two.toml", &backwards)]);
    assert!(found.iter().any(|f| f.code() == "overlapping_versions"), "{}", lines(&found));
}

#[test]
fn a_shipped_policy_changed_without_a_new_version_is_refused() {
    let (name, text) = *builtin().iter().find(|(name, _)| *name == "general.toml").unwrap();
    assert!(check(&[(name, text)]).is_empty());
    let edited = text.replace("PT30S", "PT90S");
    assert!(check(&[(name, &edited)]).iter().any(|f| f.code() == "duplicate_version"));
}

#[test]
fn inheritance_leads_to_the_law_and_not_in_circles() {
    let nobody = over("base", "").replace("[\"base\"]", "[\"base\", \"nobody\"] # here");
    expect("unknown_inherited", "inherits[1]", &nobody);
    let version = over("base", "").replace("[\"base\"]", "[\"base@99\"] # here");
    expect("unknown_inherited", "inherits[0]", &version);
    let circle = over("base", "").replace("[\"base\"]", "[\"base\", \"ours\"] # here");
    expect("cyclic_inheritance", "inherits[1]", &circle);
    let lawless = over("base", "").replace("[\"base\"]", "[] # here");
    expect("no_statutory_layer", "inherits", &lawless);
    let law = over("base", "layer = \"statutory\"\n").replace("[\"base\"]", "[\"base\"] # here");
    expect("law_inherits_service", "inherits[0]", &law);
}

#[test]
fn asking_for_what_is_not_there_is_answered_with_a_code() {
    let policies = Policies::with_builtin([("ours.toml", over("base", "").as_str())]).unwrap();
    let code = |r: Result<Resolved, Vec<Finding>>| r.unwrap_err()[0].code();
    assert_eq!(code(policies.resolve("nobody", today())), "unknown_policy");
    assert_eq!(code(policies.resolve("ours", day("2025-12-31"))), "not_in_force");
    assert_eq!(code(policies.resolve_version("ours", 7, today())), "unknown_version");
    assert_eq!(code(policies.resolve("statutory.cn", today())), "not_a_service_policy");
}

#[test]
fn calendars_that_are_never_open_are_refused() {
    let text = "[calendars.site] # here\nkind = \"business_hours\"\nzone = \"Asia/Shanghai\"\n";
    expect("impossible_calendar", "calendars.site", &over("base", text));
}

#[test]
fn no_text_whatever_makes_the_reader_panic() {
    use proptest::prelude::*;
    proptest!(|(text in "\\PC{0,200}", cut in 0usize..4000)| {
        let _ = check(&[("ours.toml", &text)]);
        let shipped = include_str!("../../../../../policies/general.toml");
        let cut = (0..=cut.min(shipped.len())).rev().find(|n| shipped.is_char_boundary(*n)).unwrap();
        let _ = load("ours.toml", &shipped[..cut]);
    });
}
