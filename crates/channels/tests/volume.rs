//! A million rows in constant memory: the reader keeps one record and one buffer, whatever the file's size.
//!
//! Why a test and not a bench: a reader that quietly collects its rows passes every other test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write;

use bihuan_channels::tables::Rows;

fn resident_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

#[test]
fn a_million_rows_need_no_million_rows_of_memory() {
    let mut file = std::io::BufWriter::new(tempfile::NamedTempFile::new().unwrap());
    writeln!(file, "编号,内容,日期").unwrap();
    for number in 0..1_000_000 {
        writeln!(file, "{number},\"客户投诉产品质量问题，要求退货退款\",2020/1/6 12:09:38").unwrap();
    }
    let file = file.into_inner().unwrap();
    let before = resident_kib();
    let start = std::time::Instant::now();
    let mut rows = Rows::open(file.path()).unwrap();
    let good = rows.by_ref().filter(Result::is_ok).count();
    println!("{good} rows in {:?}", start.elapsed());
    assert_eq!(good, 1_000_000);
    assert_eq!(rows.progress().bytes_read, rows.progress().total_bytes);
    if let (Some(before), Some(after)) = (before, resident_kib()) {
        println!("peak memory {before} KiB before, {after} KiB after");
        assert!(after < before + 16 * 1024, "{before} KiB before, {after} KiB after");
    }
}
