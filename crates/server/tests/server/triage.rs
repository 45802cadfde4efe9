//! `bihuan triage`: learned from a table, measured, kept, and asked.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::tool::run;

/// A table of two sorts of text, `rows` rows.
fn table(rows: usize) -> String {
    let sorts = [
        ("logistics", ["快递太慢了", "包裹一直没有送到", "物流信息不更新"]),
        ("quality", ["洗衣机漏水", "用了三天就坏了", "屏幕有裂纹"]),
    ];
    let mut out = "id,原话,分类\n".to_owned();
    for n in 0..rows {
        let (label, texts) = sorts[n % 2];
        out.push_str(&format!("{n},{}，{},{label}\n", texts[n / 2 % 3], texts[n / 6 % 3]));
    }
    out
}

#[test]
fn a_model_is_learned_measured_kept_and_says_why() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.csv"), table(60)).unwrap();
    std::fs::write(dir.path().join("b.csv"), table(12)).unwrap();
    let columns = ["--text", "原话", "--label", "分类"];
    let train = ["triage", "train", "--train", "a.csv", "--test", "b.csv", "--out", "m.bin"];
    let said = run(dir.path(), &[&train[..], &columns, &["--json"]].concat(), "").json();
    assert_eq!((said["texts"].as_u64(), said["quality"]["texts"].as_u64()), (Some(60), Some(12)));
    assert_eq!(said["quality"]["accuracy"], 1.0);
    assert_eq!(said["quality"]["confusion"], serde_json::json!([[6, 0], [0, 6]]));
    let text = run(dir.path(), &[&train[..], &columns].concat(), "");
    assert!(text.out.contains("accuracy 1.0000, macro-F1 1.0000") && text.out.contains("Confusion"), "{}", text.out);

    std::fs::write(dir.path().join("new.csv"), "原话\n洗衣机又漏水\n\" \"\n=快递慢\n").unwrap();
    let predict = ["triage", "predict", "--model", "m.bin", "--text", "原话", "new.csv"];
    let said = run(dir.path(), &[&predict[..], &["--format", "jsonl"]].concat(), "");
    assert_eq!(said.code, 0, "{}", said.err);
    let rows: Vec<serde_json::Value> = said.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!((rows[0]["line"].as_i64(), rows[0]["label"].as_str()), (Some(2), Some("quality")));
    assert!(rows[0]["words"].as_str().unwrap().contains("漏水"), "{rows:?}");
    assert!(rows[1]["label"].is_null(), "nothing is said of nothing");
    assert_eq!(rows[2]["label"], "logistics");
    let csv = run(dir.path(), &predict, "");
    assert!(csv.out.contains("2,quality,"), "{}", csv.out);

    let folds = ["triage", "train", "--train", "a.csv", "--folds", "5", "--json"];
    let said = run(dir.path(), &[&folds[..], &columns].concat(), "").json();
    assert_eq!(said["quality"]["texts"], 60);
}

#[test]
fn what_cannot_be_learned_or_asked_is_refused_by_its_code() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.csv"), table(60)).unwrap();
    std::fs::write(dir.path().join("one.csv"), "t,l\n快递,a\n包裹,a\n").unwrap();
    std::fs::write(dir.path().join("m.bin"), "not a model").unwrap();
    let refused = |args: &[&str], code: &str| {
        let said = run(dir.path(), args, "");
        assert!(said.code == 1 && said.err.starts_with(&format!("bihuan: {code}:")), "{code}: {}", said.err);
    };
    let base = ["triage", "train", "--folds", "3", "--train"];
    refused(&[&base[..], &["a.csv", "--text", "原话", "--label", "无"]].concat(), "unknown_column");
    refused(&[&base[..], &["one.csv", "--text", "t", "--label", "l"]].concat(), "too_little");
    refused(&[&base[..], &["none.csv", "--text", "t", "--label", "l"]].concat(), "unreadable_file");
    refused(&["triage", "predict", "--model", "m.bin", "--text", "原话", "a.csv"], "bad_model");
}
