#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use crate::tables::Rows;

const MAPPING: &str = r#"source = "old_crm"
zone = "Asia/Shanghai"
date_formats = ["%Y/%m/%d"]

[file]
empty = ["无"]

[columns]
external_id = "编号"
received_date = "日期"
received_time = "时间"
channel = { column = "渠道", default = "phone" }
kind = { constant = "complaint" }
category = "分类"
subject = { join = ["产品", "问题"], separator = "：" }
demand = { column = "诉求", required = true }
tags = "标签"
custom.city = "城市"

[translate.channel]
"电话" = "phone"
"微信" = "chat"

[translate.category]
"质量" = "product_quality.defect"
"*" = "other"
"#;

fn table(rows: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    let text = format!("编号,日期,时间,渠道,分类,产品,问题,诉求,标签,城市\n{rows}\n");
    std::fs::write(file.path(), text).unwrap();
    file
}

fn read(mapping: &str, row: &str) -> Result<ImportRow, RowError> {
    let file = table(row);
    let mapping = Mapping::parse("m.toml", mapping).unwrap();
    let mut rows = Rows::open(file.path()).unwrap();
    mapping.check_header(rows.header()).unwrap();
    mapping.row(&rows.next().unwrap().unwrap())
}

fn refused(from: &str, to: &str) -> (usize, String, &'static str) {
    assert!(MAPPING.contains(from));
    let error = Mapping::parse("m.toml", &MAPPING.replace(from, to)).unwrap_err();
    (error.line, error.key, error.code)
}

#[test]
fn a_row_becomes_plain_data() {
    let row = read(MAPPING, "7,2020/1/6,12:09:38,微信,质量,手机,黑屏,退货,急，VIP、急,无").unwrap();
    assert_eq!(row.external_id, "7");
    assert_eq!((row.received_at_ms, row.received_date_only), (1_578_283_778_000, false));
    assert_eq!(row.channel.as_deref(), Some("chat"));
    assert_eq!(row.category.as_deref(), Some("product_quality.defect"));
    assert_eq!(row.subject.as_deref(), Some("手机：黑屏"));
    assert_eq!(row.tags, ["急", "VIP"]);
    assert!(row.custom.is_empty(), "a word for nothing is nothing");
}

#[test]
fn an_empty_cell_takes_the_default_and_an_unknown_category_the_fallback() {
    let row = read(MAPPING, "7,2020/1/6,,,奇怪,手机,,退货,,上海").unwrap();
    assert_eq!((row.channel.as_deref(), row.category.as_deref()), (Some("phone"), Some("other")));
    assert!(row.received_date_only);
    assert_eq!(row.subject.as_deref(), Some("手机"));
    assert_eq!(row.custom["city"], "上海");
}

#[test]
fn a_bad_value_rejects_its_row_with_column_and_code() {
    for (row, column, code) in [
        ("7,2020/1/6,,传真,质量,,,退货,,", "channel", "untranslated"),
        ("7,2020/13/6,,,质量,,,退货,,", "received_date", "bad_date"),
        ("7,1950/1/6,,,质量,,,退货,,", "received_date", "date_out_of_range"),
        ("7,2020/1/6,,,质量,,,,,", "demand", "missing_value"),
        (",2020/1/6,,,质量,,,退货,,", "external_id", "missing_value"),
    ] {
        let error = read(MAPPING, row).unwrap_err();
        assert_eq!((error.column.as_deref(), error.code, error.line), (Some(column), code, 2), "{row}");
        assert_eq!(error.original.len(), 10);
    }
    let without_table = MAPPING.replace("\n[translate.channel]\n\"电话\" = \"phone\"\n\"微信\" = \"chat\"\n", "");
    assert_eq!(read(&without_table, "7,2020/1/6,,传真,质量,,,退货,,").unwrap_err().code, "unknown_value");
}

#[test]
fn a_wrong_mapping_names_line_and_key() {
    assert_eq!(refused("\"Asia/Shanghai\"", "\"Mars\""), (2, "zone".into(), "unknown_zone"));
    assert_eq!(refused("\"%Y/%m/%d\"", "\"%Y\""), (3, "date_formats".into(), "bad_date_format"));
    assert_eq!(refused("external_id", "externel_id"), (9, "externel_id".into(), "bad_toml"));
    assert_eq!(
        refused("constant = \"complaint\"", "constant = \"moan\""),
        (13, "columns.kind".into(), "unknown_value")
    );
    assert_eq!(refused("\"chat\"", "\"wechat\""), (22, "translate.channel.微信".into(), "unknown_value"));
    assert_eq!(refused("product_quality.defect", "quality"), (25, "translate.category.质量".into(), "unknown_value"));
    assert_eq!(refused("[translate.category]", "[translate.topic]"), (24, "translate.topic".into(), "unused_table"));
    assert_eq!(refused("required = true", "translate = \"x\""), (16, "columns.demand".into(), "unknown_table"));
    assert_eq!(refused("received_date = ", "closed_at = "), (8, "columns.received_at".into(), "missing_key"));
    assert_eq!(refused("{ constant = \"complaint\" }", "{ }"), (13, "columns.kind".into(), "bad_rule"));
    assert_eq!(refused("[file]", "[file"), (5, String::new(), "bad_toml"));
}

#[test]
fn a_mapping_for_another_table_is_refused_before_the_first_row() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "id,text\n1,a\n").unwrap();
    let mapping = Mapping::parse("m.toml", MAPPING).unwrap();
    let error = mapping.check_header(Rows::open(file.path()).unwrap().header()).unwrap_err();
    assert_eq!((error.line, error.key.as_str(), error.code), (9, "columns.external_id", "unknown_column"));
    assert!(error.to_string().starts_with("m.toml:9: columns.external_id: "));
}
