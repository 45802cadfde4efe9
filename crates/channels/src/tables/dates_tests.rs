#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use proptest::prelude::*;

fn read(pattern: &str, zone: &str, text: &str) -> String {
    let moment = DateFormats::new(&[pattern], zone).unwrap().parse(text).unwrap();
    let day = if moment.date_only { " day" } else { "" };
    format!("{}{day}", Timestamp::from_millisecond(moment.at_ms).unwrap())
}

#[test]
fn dates_of_real_exports_are_read() {
    for (pattern, text, expected) in [
        ("%d-%m-%y", "24-06-15", "2015-06-24T00:00:00Z day"),
        ("%d-%b-%y", "04-Jun-15", "2015-06-04T00:00:00Z day"),
        ("%Y/%m/%d", "2019/4/5", "2019-04-05T00:00:00Z day"),
        ("%Y/%m/%d %H:%M:%S", "2020/1/6 2:09:38", "2020-01-06T02:09:38Z"),
        ("%d/%m/%Y %H:%M", "29/2/2016 01:16", "2016-02-29T01:16:00Z"),
        ("%Y/%m/%d %H:%M:%S%.f", "2012/10/09 14:50:17.250", "2012-10-09T14:50:17.25Z"),
        ("rfc3339", "2026-02-13T16:00:00+08:00", "2026-02-13T08:00:00Z"),
        ("excel", "43836.5", "2020-01-06T12:00:00Z"),
        ("excel", "43836", "2020-01-06T00:00:00Z day"),
        ("epoch_s", "1578312578", "2020-01-06T12:09:38Z"),
        ("epoch_ms", "1578312578000", "2020-01-06T12:09:38Z"),
        ("%Y年%m月%d日 %H时%M分", "2020年1月6日 12时09分", "2020-01-06T12:09:00Z"),
        ("%Y年%m月%d日", "２０２０年１月６日", "2020-01-06T00:00:00Z day"),
        ("%Y/%m/%d %H:%M", "２０２０／１／６　１２：０９", "2020-01-06T12:09:00Z"),
        ("%Y-%m-%d %H:%M:%S %z", "2020-01-06 12:00:00 +0800", "2020-01-06T04:00:00Z"),
    ] {
        assert_eq!(read(pattern, "UTC", text), expected, "{pattern} {text}");
    }
}

#[test]
fn patterns_are_tried_in_order() {
    let formats = DateFormats::new(&["%d-%m-%y", "%d-%b-%y"], "UTC").unwrap();
    assert_eq!(formats.parse("24-06-15").unwrap(), formats.parse("24-Jun-15").unwrap());
}

#[test]
fn a_local_time_counts_in_its_zone() {
    assert_eq!(read("%Y/%m/%d %H:%M", "Asia/Shanghai", "2020/1/6 12:09"), "2020-01-06T04:09:00Z");
}

#[test]
fn a_time_in_the_gap_is_read_after_it_and_one_in_the_fold_is_the_first() {
    assert_eq!(read("%Y/%m/%d %H:%M", "Europe/Rome", "2012/03/25 02:30"), "2012-03-25T01:30:00Z");
    assert_eq!(read("%Y/%m/%d %H:%M", "Europe/Rome", "2012/10/28 02:30"), "2012-10-28T00:30:00Z");
}

#[test]
fn date_and_time_columns_are_joined() {
    let formats = DateFormats::new(&["%d-%m-%y"], "UTC").unwrap();
    for (time, expected) in [
        ("3:53:50 PM", "2015-06-24T15:53:50Z"),
        ("12:00:01 AM", "2015-06-24T00:00:01Z"),
        ("03:53", "2015-06-24T03:53:00Z"),
        ("0.5", "2015-06-24T12:00:00Z"),
        ("", "2015-06-24T00:00:00Z"),
    ] {
        let moment = formats.parse_parts("24-06-15", time).unwrap();
        assert_eq!(Timestamp::from_millisecond(moment.at_ms).unwrap().to_string(), expected, "{time}");
        assert_eq!(moment.date_only, time.is_empty());
    }
    assert_eq!(formats.parse_parts("24-06-15", "tea").unwrap_err().code(), "bad_date");
}

#[test]
fn impossible_dates_are_refused_with_a_code() {
    let code = |pattern: &str, text: &str| DateFormats::new(&[pattern], "UTC").unwrap().parse(text).unwrap_err().code();
    assert_eq!(code("%Y/%m/%d", "2015/02/29"), "bad_date");
    assert_eq!(code("%Y/%m/%d", "1969/12/31"), "date_out_of_range");
    assert_eq!(code("%Y/%m/%d", "2015/2/3 or so"), "bad_date");
    assert_eq!(code("epoch_ms", "999999999999999999"), "bad_date");
    assert_eq!(code("%Y/%m/%d", ""), "bad_date");
    assert_eq!(DateFormats::new(&["%Y"], "UTC").unwrap_err().code(), "bad_date_format");
    assert_eq!(DateFormats::new(&["soon"], "UTC").unwrap_err().code(), "bad_date_format");
    assert_eq!(DateFormats::new(&["%Y/%m/%d"], "Europe/Atlantis").unwrap_err().code(), "unknown_zone");
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_stumble(text in "\\PC{0,30}") {
        let formats = DateFormats::new(&["%d-%m-%y", "excel", "epoch_s", "rfc3339", "%Y年%m月%d日 %H时%M分"], "Asia/Shanghai").unwrap();
        if let Ok(moment) = formats.parse(&text) {
            prop_assert!((-86_400_000..=LAST_MS).contains(&moment.at_ms));
        }
    }
}
