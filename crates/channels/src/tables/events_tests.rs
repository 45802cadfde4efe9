#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;

const ACTIVITY: &str = r#"source = "helpdesk"
zone = "Europe/Rome"
date_formats = ["%Y/%m/%d %H:%M"]
mode = "activity"
[events]
case_id = "case"
activity = "what"
at = "at"
resource = "who"
[activities]
"Open" = "register"
"Wait" = "wait_customer"
"Work" = "investigate"
"Fix" = "resolve"
"Remark" = "note"
[attributes]
severity = "sev"
[translate.severity]
"high" = "1"
"#;

const STATE: &str = r#"source = "desk"
zone = "UTC"
date_formats = ["%Y/%m/%d %H:%M"]
mode = "state"
[file]
empty = ["?"]
[events]
case_id = "case"
state = "what"
at = "at"
opened_at = "opened"
[states]
"New" = "register"
"Active" = "investigate"
"Waiting" = "wait_customer"
"Done" = "resolve"
[[changes]]
column = "who"
action = "assign"
"#;

fn replay(mapping: &str, table: &str) -> (EventLog, Vec<RowError>) {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), table).unwrap();
    let mapping = EventMapping::parse("m.toml", mapping).unwrap();
    let mut rows = Rows::open(file.path()).unwrap();
    mapping.check_header(rows.header()).unwrap();
    let mut rejected = Vec::new();
    let log = read_events(&mut rows, &mapping, |error| rejected.push(error)).unwrap();
    (log, rejected)
}

fn story(case: &EventCase) -> Vec<(&str, Option<Implied>)> {
    case.events.iter().map(|event| (event.action.as_str(), event.implies)).collect()
}

#[test]
fn cases_come_in_time_order_and_equal_times_keep_the_file_order() {
    let (log, rejected) = replay(
        ACTIVITY,
        "case,what,at,who,sev\nB,Open,2012/10/9 10:00,x,high\nA,Work,2012/10/9 09:00,y,\nA,Open,2012/10/9 08:00,,\nA,Fix,2012/10/9 09:00,y,\n",
    );
    assert!(rejected.is_empty());
    assert_eq!(log.cases.iter().map(|case| case.external_id.as_str()).collect::<Vec<_>>(), ["A", "B"]);
    assert_eq!(story(&log.cases[0]), [("register", None), ("investigate", None), ("resolve", None)]);
    let opened = &log.cases[1].events[0];
    assert_eq!((opened.at_ms, opened.attributes["severity"].as_str()), (1_349_769_600_000, "1"));
}

#[test]
fn a_wait_ends_with_the_next_deed_but_not_with_a_remark() {
    let (log, _) = replay(
        ACTIVITY,
        "case,what,at,who,sev\nA,Open,2012/1/1 08:00,,\nA,Wait,2012/1/1 09:00,,\nA,Wait,2012/1/1 10:00,,\nA,Remark,2012/1/1 11:00,,\nA,Fix,2012/1/1 12:00,,\nA,Work,2012/1/1 13:00,,\n",
    );
    let expected = [
        ("register", None),
        ("wait_customer", None),
        ("wait_customer", None),
        ("note", None),
        ("resolve", Some(Implied::Resume)),
        ("investigate", Some(Implied::Reopen)),
    ];
    assert_eq!(story(&log.cases[0]), expected);
}

#[test]
fn snapshots_become_deeds_one_a_row() {
    let (log, _) = replay(
        STATE,
        "case,what,at,who,opened\nA,New,2016/2/29 01:16,?,2016/2/29 01:00\nA,New,2016/2/29 01:20,kim,?\nA,Waiting,2016/2/29 02:00,kim,?\nA,Waiting,2016/2/29 03:00,lee,?\nA,Waiting,2016/2/29 03:30,lee,?\nA,Active,2016/2/29 04:00,lee,?\nA,Done,2016/2/29 05:00,lee,?\nA,Active,2016/2/29 06:00,lee,?\n",
    );
    let expected = [
        ("register", None),
        ("assign", None),
        ("wait_customer", None),
        ("assign", None),
        ("note", None),
        ("investigate", Some(Implied::Resume)),
        ("resolve", None),
        ("investigate", Some(Implied::Reopen)),
    ];
    assert_eq!(story(&log.cases[0]), expected);
    assert_eq!(log.cases[0].opened_at_ms, Some(1_456_707_600_000));
}

#[test]
fn a_row_without_a_known_deed_is_rejected_and_the_case_goes_on() {
    let (log, rejected) = replay(
        ACTIVITY,
        "case,what,at,who,sev\nA,Open,2012/1/1 08:00,,\nA,Dance,2012/1/1 09:00,,\n,Fix,2012/1/1 09:00,,\nA,Fix,yesterday,,\nA,Fix,2012/1/1 10:00,,low\nA,Fix,2012/1/1 10:00,,high\n",
    );
    let codes: Vec<_> = rejected.iter().map(|error| (error.line, error.code)).collect();
    assert_eq!(codes, [(3, "untranslated"), (4, "missing_value"), (5, "bad_date"), (6, "untranslated")]);
    assert_eq!((log.rows, log.cases[0].events.len()), (6, 2));
}

#[test]
fn a_wrong_event_mapping_names_line_and_key() {
    let refused = |text: &str, from: &str, to: &str| {
        assert!(text.contains(from));
        let error = EventMapping::parse("m.toml", &text.replace(from, to)).unwrap_err();
        (error.line, error.key, error.code)
    };
    assert_eq!(refused(ACTIVITY, "\"resolve\"", "\"solve\""), (14, "activities.Fix".into(), "unknown_value"));
    assert_eq!(refused(ACTIVITY, "activity = ", "state = "), (5, "events.activity".into(), "missing_key"));
    assert_eq!(
        refused(ACTIVITY, "\"high\" = \"1\"", "\"high\" = \"9\""),
        (19, "translate.severity.high".into(), "unknown_value")
    );
    assert_eq!(refused(ACTIVITY, "severity = \"sev\"", ""), (18, "translate.severity".into(), "unused_table"));
    assert_eq!(refused(STATE, "\"assign\"", "\"give\""), (17, "changes".into(), "unknown_value"));
    assert_eq!(refused(STATE, "mode = \"state\"", "mode = \"guess\""), (4, "mode".into(), "bad_toml"));
}
