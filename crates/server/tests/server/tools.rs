//! The tools by their own words: what is imported, replayed, exported, proved and restored, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::tool::{Tool, on_each, run};

const MAPPING: &str = r#"
source = "old"
zone = "Asia/Shanghai"
date_formats = ["%Y-%m-%d %H:%M"]
[columns]
external_id = "编号"
received_at = "时间"
closed_at = "结束"
channel = { constant = "phone" }
kind = { constant = "complaint" }
category = "分类"
subject = "主题"
verbatim = "原话"
customer_phone = "电话"
customer_name = "姓名"
unit = "部门"
status = "状态"
[columns.custom]
"门店" = "门店"
[translate.status]
"完结" = "closed"
"处理中" = "in_progress"
"已解决" = "resolved"
"撤诉" = "withdrawn"
"*" = "new"
"#;

const TABLE: &str = "编号,时间,结束,分类,主题,原话,电话,姓名,部门,状态,门店\n\
    1,2020-01-06 12:00,2020-03-06 12:00,product_quality,屏幕闪烁,我的屏幕一直闪,138-0013-8000,王小明,华东,完结,3号店\n\
    2,2020-01-07 12:00,,billing,多收费,=多收了十元,13800138000,王小明,华东,处理中,\n\
    3,2020-01-08 12:00,,after_sales.nonsense,没人理,没人理我,,,,新,\n\
    4,昨天,,billing,多收费,多收了,,,,新,\n\
    1,2020-01-09 12:00,,billing,重复的编号,又来,,,,新,\n\
    5,2020-01-10 12:00,2020-01-11 12:00,logistics.delay,慢,太慢,,,,已解决,\n\
    6,2020-01-10 12:00,,logistics.delay,慢,算了,,,,撤诉,\n";

fn import(t: &Tool, more: &[&str]) -> serde_json::Value {
    t.file("m.toml", MAPPING);
    t.file("t.csv", TABLE);
    t.json(&[&["import", "--mapping", "m.toml", "t.csv"], more].concat())
}

fn figures(answer: &serde_json::Value) -> Vec<u64> {
    ["read", "added", "existing", "rejected"].iter().map(|f| answer[*f].as_u64().unwrap()).collect()
}

#[test]
fn a_table_imported_twice_adds_its_good_rows_once_and_keeps_the_bad_ones_with_the_reason() {
    on_each(|t| {
        assert_eq!(figures(&import(&t, &["--dry-run"])), [7, 4, 1, 2]);
        assert_eq!(t.json(&["export", "cases", "-o", "none.csv"])["rows"], 0, "a dry run keeps nothing");
        let first = import(&t, &["--reject", "bad.csv"]);
        assert_eq!(figures(&first), [7, 4, 1, 2]);
        let bad = t.read("bad.csv");
        assert!(bad.contains("没人理我") && bad.contains(",4,unknown_category,"), "{bad}");
        assert!(bad.contains("昨天") && bad.contains(",5,bad_date,"), "{bad}");
        // Four cases, the head office, one unit, one customer.
        assert_eq!(t.sound(), 7);
        assert_eq!(figures(&import(&t, &[])), [7, 0, 5, 2]);
        assert_eq!(t.sound(), 7);
    });
}

#[test]
fn an_import_tells_history_at_its_own_times_and_loses_nothing_of_the_row() {
    on_each(|t| {
        import(&t, &[]);
        t.json(&["export", "cases", "--format", "jsonl", "--with-words", "-o", "c.jsonl"]);
        let cases: Vec<serde_json::Value> =
            t.read("c.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let of = |id: &str| cases.iter().find(|c| c["source_id"] == id).unwrap();
        assert_eq!((of("1")["stage"].as_str(), of("1")["closure_reason"].as_str()), (Some("closed"), Some("imported")));
        assert_eq!(of("1")["closed_at"], "2020-03-06T12:00:00+08:00");
        assert!(of("1")["clocks_breached"].as_i64().unwrap() > 0, "two months were too long: {}", of("1"));
        assert_eq!(of("1")["customer"], of("2")["customer"], "one telephone, one customer");
        assert_eq!(of("1")["unit"], "华东");
        assert_eq!(of("2")["stage"], "new", "not judged yet, so nobody investigates");
        assert_eq!(of("5")["first_resolved_at"], "2020-01-11T12:00:00+08:00");
        assert_eq!(of("6")["closure_reason"], "withdrawn");
        assert_eq!(of("2")["verbatim"], "=多收了十元");
        t.json(&["export", "cases", "--with-words", "-o", "c.csv"]);
        assert!(t.read("c.csv").contains("'=多收了十元"), "a formula is made harmless");
        t.json(&["export", "cases", "--format", "xlsx", "-o", "c.xlsx"]);
        assert!(std::fs::read(t.dir.path().join("c.xlsx")).unwrap().starts_with(b"PK"));
        t.json(&["export", "journal", "--format", "jsonl", "-o", "j.jsonl"]);
        let journal = t.read("j.jsonl");
        assert!(!journal.contains("王小明") && !journal.contains("屏幕"), "the journal holds no words");
        assert!(
            journal.lines().any(|l| l.contains("clock_breached") && l.contains("\"at\":\"2020-")),
            "breached then, not now"
        );
        assert_eq!(
            journal.lines().filter(|l| l.contains("\"command\":\"note\"")).count(),
            1,
            "the column no field has"
        );
    });
}

#[test]
fn customers_leave_masked_and_in_full_only_on_the_record() {
    on_each(|t| {
        import(&t, &[]);
        t.json(&["export", "customers", "-o", "masked.csv"]);
        let masked = t.read("masked.csv");
        assert!(masked.contains("王") && !masked.contains("王小明") && !masked.contains("8000138000"), "{masked}");
        let made = t.run_with(
            &["admin", "user", "--login", "chen", "--name", "陈", "--role", "admin"],
            "a long enough password\n",
        );
        assert_eq!(made.code, 0, "{}", made.err);
        let made = t.run(&["admin", "user", "--login", "li", "--name", "李", "--role", "archivist", "--no-password"]);
        assert_eq!(made.code, 0, "{}", made.err);
        let full = ["export", "customers", "-o", "full.csv", "--reveal", "--reason", "recall letter", "--user"];
        let refused = t.run(&[&full[..], &["li"]].concat());
        assert_eq!(refused.code, 1);
        assert!(refused.err.contains("not_permitted"), "{}", refused.err);
        assert!(!t.dir.path().join("full.csv").exists());
        t.json(&[&full[..], &["chen"]].concat());
        assert!(t.read("full.csv").contains("王小明"));
        t.json(&["export", "journal", "-o", "j.csv"]);
        assert!(t.read("j.csv").contains("reveal_customer"));
        let token = t.json(&["admin", "token", "--login", "chen", "--permissions", "case.read"]);
        assert!(token["token"].as_str().unwrap().starts_with("bh_"));
        assert_eq!(t.run(&["admin", "token", "--login", "nobody"]).code, 1);
        t.sound();
    });
}

const LOG_MAPPING: &str = r#"
source = "desk"
zone = "Asia/Shanghai"
date_formats = ["%Y-%m-%d %H:%M"]
mode = "activity"
[events]
case_id = "case"
activity = "did"
at = "at"
resource = "who"
[activities]
"open" = "register"
"take" = "assign"
"judge" = "classify"
"ask" = "wait_customer"
"vendor" = "wait_third_party"
"done" = "resolve"
"end" = "close"
"talk" = "note"
[attributes]
severity = "sev"
unit = "team"
"#;

/// B waits for the customer longer than the policy lets anybody wait, and says so again; C has an event after its end.
const LOG: &str = "case,did,at,who,sev,team\n\
    A,open,2012-03-05 09:00,,3,Desk 1\n\
    A,take,2012-03-05 09:30,Ann,3,Desk 1\n\
    A,judge,2012-03-05 09:40,Ann,3,Desk 1\n\
    A,ask,2012-03-05 10:00,Ann,3,Desk 1\n\
    A,take,2012-03-06 10:00,Bob,3,Desk 1\n\
    A,vendor,2012-03-06 11:00,Bob,3,Desk 1\n\
    A,done,2012-03-08 11:00,Bob,3,Desk 1\n\
    A,end,2012-03-09 11:00,Bob,3,Desk 1\n\
    B,open,2012-03-05 09:00,,,\n\
    B,ask,2012-03-05 10:00,Ann,,\n\
    B,ask,2012-03-12 10:00,Ann,,\n\
    B,end,2012-03-13 10:00,Ann,,\n\
    C,end,2012-03-05 09:00,Ann,,\n\
    C,talk,2012-03-06 09:00,Ann,,\n";

#[test]
fn a_log_is_replayed_with_its_waits_as_pauses_and_every_event_lands() {
    on_each(|t| {
        t.file("m.toml", LOG_MAPPING);
        t.file("log.csv", LOG);
        let args = ["import-events", "--mapping", "m.toml", "log.csv"];
        let dry = t.json(&[&args[..], &["--dry-run"]].concat());
        let answer = t.json(&args);
        for (field, want) in [
            ("read", 14),
            ("added", 3),
            ("rejected", 0),
            ("events", 14),
            ("pauses", 3),
            ("pauses_renewed", 1),
            ("decided", 13),
            ("noted", 1),
        ] {
            assert_eq!(answer[field], want, "{field}: {answer}");
            assert_eq!(dry[field], want, "dry {field}: {dry}");
        }
        t.sound();
        t.json(&["export", "cases", "--format", "jsonl", "-o", "c.jsonl"]);
        let cases: Vec<serde_json::Value> =
            t.read("c.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let of = |id: &str| cases.iter().find(|c| c["source_id"] == id).unwrap();
        let hours = |n: i64| n * 3_600_000;
        // A day for the customer, two for the vendor.
        assert_eq!(of("A")["waited_ms"], hours(24 + 48));
        assert_eq!(of("A")["severity"], "general");
        assert_eq!(of("A")["unit"], "DESK-1");
        // The policy ends a wait for the customer after 72 hours; the log waits again for a day.
        assert_eq!(of("B")["waited_ms"], hours(72 + 24));
        assert_eq!(of("A")["closed_at"], "2012-03-09T11:00:00+08:00");
        t.json(&["export", "journal", "--format", "jsonl", "-o", "j.jsonl"]);
        let ended =
            t.read("j.jsonl").lines().any(|l| l.contains("max_reached") && l.contains("2012-03-08T10:00:00+08:00"));
        assert!(ended, "the longest wait ended at its own time");
        let again = t.json(&args);
        assert_eq!((again["added"].as_u64(), again["existing"].as_u64()), (Some(0), Some(3)));
    });
}

#[test]
fn tampering_is_found_and_named() {
    on_each(|t| {
        import(&t, &[]);
        t.json(&["seal"]);
        t.sound();
        t.meddle("UPDATE case_row SET priority = 'low' WHERE source_id = '2'");
        let said = t.run(&["verify", "--json"]);
        assert_eq!(said.code, 1);
        let verdict = said.json();
        assert_eq!(
            (verdict["ok"].as_bool(), verdict["findings"][0]["code"].as_str()),
            (Some(false), Some("row_differs"))
        );
        t.meddle("UPDATE case_row SET priority = 'normal' WHERE source_id = '2'");
        t.sound();
        t.meddle("UPDATE case_text SET body = '好' WHERE body = '=多收了十元'");
        let said = t.run(&["verify"]);
        assert_eq!(said.code, 1);
        assert!(said.out.contains("the record was changed") && said.out.contains("text "), "{}", said.out);
    });
}

#[test]
fn a_backup_restored_elsewhere_is_the_same_record() {
    let t = Tool::sqlite();
    import(&t, &[]);
    t.json(&["backup", "kept"]);
    let restored = t.json(&["restore", "kept", "--data", "other"]);
    assert_eq!(restored["engine"], "sqlite");
    let verdict = t.json(&["verify", "--data", "other"]);
    assert_eq!((verdict["ok"].as_bool(), verdict["streams"].as_u64()), (Some(true), Some(7)));
    assert_eq!(t.run(&["backup", "kept"]).code, 1, "never over another backup");
    assert_eq!(t.run(&["restore", "kept", "--data", "other"]).code, 1, "never over data");
}

#[test]
fn an_unusable_argument_is_one_line_with_a_code() {
    let t = Tool::sqlite();
    t.file("m.toml", "source = 1");
    t.file("t.csv", TABLE);
    for (args, code) in [
        (&["import", "--mapping", "m.toml", "t.csv"][..], "m.toml:1"),
        (&["import", "--mapping", "absent.toml", "t.csv"], "absent.toml"),
        (&["export", "cases", "--format", "pdf"], "unknown_format"),
        (&["verify", "--data", "nowhere"], "no_data"),
        (&["policy", "show", "nobody"], "nobody"),
    ] {
        let said = t.run(args);
        assert_eq!(said.code, 1, "{args:?}");
        assert!(said.err.starts_with("bihuan: ") && said.err.contains(code), "{args:?}: {}", said.err);
    }
    t.file("m.toml", MAPPING);
    let said = t.run(&["import", "--mapping", "m.toml", "t.csv", "--policy", "nobody"]);
    assert!(said.err.contains("unknown_policy"), "{}", said.err);
}

#[test]
fn the_clock_answers_line_by_line() {
    let dir = tempfile::tempdir().unwrap();
    let asked = r#"{"id":1,"op":"due","from":"2026-02-13T16:00:00+08:00","span":"P3D","calendar":{"kind":"working_day","region":"CN","zone":"Asia/Shanghai"}}
nonsense
{"id":3,"op":"elapsed","from":"2010-12-24T17:00:00+01:00","to":"2010-12-27T10:00:00+01:00","calendar":{"kind":"business_hours","zone":"Europe/Rome","week":{"mon":[["09:00","12:00"],["13:00","18:00"]],"fri":[["09:00","18:00"]]},"holidays":["2010-12-25"]}}
"#;
    let said = run(dir.path(), &["clock"], asked);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let lines: Vec<serde_json::Value> = said.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines[0]["due"], "2026-02-25T16:00:00.000Z");
    assert_eq!(lines[1]["error"]["code"], "bad_json");
    assert_eq!(lines[2]["elapsed_ms"], 2 * 3_600_000);
}

#[test]
fn a_policy_is_checked_with_file_and_line_shown_and_compared() {
    let t = Tool::sqlite();
    let shown = run(t.dir.path(), &["policy", "show", "general", "--on", "2026-11-22"], "");
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(shown.out.contains("general@"), "{}", shown.out);
    t.file("bad.toml", "id = \"bad\"\nversion = \"one\"\n");
    let checked = run(t.dir.path(), &["policy", "check", "bad.toml"], "");
    assert_eq!(checked.code, 1);
    assert!(checked.out.contains("bad.toml:2"), "{}", checked.out);
    let same = run(t.dir.path(), &["policy", "diff", "general", "general"], "");
    assert_eq!((same.code, same.out.trim()), (0, ""));
    let differ = run(t.dir.path(), &["policy", "diff", "general", "ecommerce", "--json"], "");
    assert!(differ.json().as_array().unwrap().iter().any(|c| c["path"] == "id"));
}
