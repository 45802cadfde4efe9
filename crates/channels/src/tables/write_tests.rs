#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use crate::tables::{Header, RejectFile, RowError, Rows};
use proptest::prelude::*;
use std::sync::{Arc, Mutex};

#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Vec<u8>>>);

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Memory {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

const NOON_MS: i64 = 1_578_283_778_000;

fn sample() -> [Cell<'static>; 4] {
    [Cell::Text("=1+1"), Cell::Int(-5), Cell::Instant(NOON_MS), Cell::Empty]
}

#[test]
fn csv_shows_chinese_in_excel_and_keeps_formulas_text() {
    let memory = Memory::default();
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    let mut sheet = Sheet::csv(memory.clone(), &["客户原话", "n", "at", "e"]).unwrap().in_zone(zone);
    sheet.row(&sample()).unwrap();
    sheet.row(&[Cell::Text("他说\"不行\",\n走了"), Cell::Int(1), Cell::Empty, Cell::Empty]).unwrap();
    sheet.finish().unwrap();
    let expected =
        "\u{FEFF}客户原话,n,at,e\r\n'=1+1,-5,2020-01-06T12:09:38+08:00,\r\n\"他说\"\"不行\"\",\n走了\",1,,\r\n";
    assert_eq!(memory.text(), expected);
}

#[test]
fn json_lines_keep_types_and_column_order() {
    let memory = Memory::default();
    let mut sheet = Sheet::jsonl(memory.clone(), &["z", "n", "at", "a"]);
    sheet.row(&sample()).unwrap();
    sheet.finish().unwrap();
    assert_eq!(memory.text(), "{\"z\":\"=1+1\",\"n\":-5,\"at\":\"2020-01-06T04:09:38+00:00\",\"a\":null}\n");
}

#[test]
fn a_row_of_another_width_is_refused() {
    let mut sheet = Sheet::jsonl(Memory::default(), &["a"]);
    assert_eq!(sheet.row(&[]).unwrap_err().code(), "wrong_width");
    assert_eq!(Sheet::to_writer(Memory::default(), Format::Xlsx, &["a"]).err().unwrap().code(), "needs_file");
}

#[test]
fn a_workbook_reads_back_and_has_its_name_only_when_finished() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cases.xlsx");
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    let mut sheet = Sheet::create(&path, Format::Xlsx, &["text", "n", "at", "e"], zone).unwrap();
    sheet.row(&sample()).unwrap();
    sheet.row(&[Cell::Text(&"长".repeat(40_000)), Cell::Int(i64::MAX), Cell::Empty, Cell::Empty]).unwrap();
    assert_eq!(sheet.shortened(), 1);
    assert!(!path.exists());
    sheet.finish().unwrap();
    let rows: Vec<_> = Rows::open(&path).unwrap().map(|row| row.unwrap()).collect();
    assert_eq!(rows[0].cells(), ["=1+1", "-5", "2020-01-06 12:09:38", ""]);
    assert_eq!(rows[1].get("n"), Some("9223372036854775807"));
    assert_eq!(rows[1].get("text").unwrap().chars().count(), CELL_UNITS);
}

#[test]
fn a_full_sheet_goes_on_in_a_further_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cases.xlsx");
    let mut sheet = Sheet::xlsx(&["n"], 2).unwrap();
    sheet.rename = Some((path.with_extension("part"), path.clone()));
    for number in 1..=5 {
        sheet.row(&[Cell::Int(number)]).unwrap();
    }
    sheet.finish().unwrap();
    let mut numbers = Vec::new();
    for name in ["Sheet1", "Sheet2", "Sheet3"] {
        let options = crate::tables::ReadOptions { sheet: Some(name.into()), ..Default::default() };
        numbers.extend(Rows::open_with(&path, &options).unwrap().map(|row| row.unwrap().get("n").unwrap().to_owned()));
    }
    assert_eq!(numbers, ["1", "2", "3", "4", "5"]);
}

#[test]
fn a_reject_file_says_why_and_can_be_imported_again() {
    let memory = Memory::default();
    let header = Header::new(["id".to_owned(), "text".to_owned()]).unwrap();
    let mut rejects = RejectFile::new(memory.clone(), &header).unwrap();
    let error = |original: &[&str]| RowError {
        line: 7,
        code: "bad_date",
        column: Some("at".into()),
        detail: "no date".into(),
        original: original.iter().map(|&cell| cell.to_owned()).collect(),
    };
    rejects.push(&error(&["1", "=x"])).unwrap();
    rejects.push(&error(&["2", "y", "surplus"])).unwrap();
    assert_eq!(rejects.count(), 2);
    rejects.finish().unwrap();
    let text = memory.text();
    assert!(text.contains("reject_line,reject_code,reject_reason\r\n1,'=x,7,bad_date,at: no date\r\n"), "{text}");
    assert!(text.contains("surplus cells"), "{text}");
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    let again: Vec<_> = Rows::open(file.path()).unwrap().map(|row| row.unwrap()).collect();
    assert_eq!(again[0].get("text"), Some("=x"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_is_written_as_csv_is_read_back(
        table in proptest::collection::vec(proptest::collection::vec("[ -~\\n\r\t=＝客户é,;\"']{0,12}", 3), 1..6)
    ) {
        let memory = Memory::default();
        let mut sheet = Sheet::csv(memory.clone(), &["a", "b", "c"]).unwrap();
        for row in &table {
            let cells: Vec<Cell<'_>> = row.iter().map(|text| Cell::Text(text)).collect();
            sheet.row(&cells).unwrap();
        }
        sheet.finish().unwrap();
        let text = memory.text();
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &text).unwrap();
        let options = crate::tables::ReadOptions { delimiter: Some(','), encoding: Some("utf-8".into()), sheet: None };
        let ours: Vec<Vec<String>> =
            Rows::open_with(file.path(), &options).unwrap().map(|row| row.unwrap().cells().to_vec()).collect();
        // An independent reader agrees on every cell, and no cell of it is a formula.
        let body = text.trim_start_matches('\u{FEFF}').as_bytes();
        let theirs: Vec<Vec<String>> = csv::Reader::from_reader(body)
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect();
        prop_assert_eq!(&ours, &theirs);
        for (written, read) in table.iter().flatten().zip(ours.iter().flatten()) {
            prop_assert!(!read.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']));
            prop_assert_eq!(crate::tables::guard::unguarded(read), written);
        }
        prop_assert_eq!(ours.len(), table.len());
    }
}
