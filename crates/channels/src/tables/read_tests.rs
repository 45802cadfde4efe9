#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use encoding_rs::{Encoding, GB18030, UTF_8};
use std::io::Write as _;

const CHINESE: &str = "编号,内容\n1,客户投诉产品质量问题，要求退货退款\n2,门店服务态度很差，等待处理结果\n";

fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn rows(bytes: &[u8]) -> Rows {
    Rows::open(file(bytes).path()).unwrap()
}

fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    rows(bytes).map(|row| row.unwrap().cells().to_vec()).collect()
}

fn codes(bytes: &[u8]) -> Vec<(u64, &'static str)> {
    rows(bytes).filter_map(Result::err).map(|error| (error.line, error.code)).collect()
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn the_same_table_is_read_from_every_encoding() {
    let expected = cells(CHINESE.as_bytes());
    assert_eq!(expected[0][1], "客户投诉产品质量问题，要求退货退款");
    assert_eq!(cells(format!("\u{FEFF}{CHINESE}").as_bytes()), expected);
    assert_eq!(cells(&GB18030.encode(CHINESE).0), expected);
    assert_eq!(cells(&utf16(CHINESE, false)), expected);
    assert_eq!(cells(&utf16(CHINESE, true)), expected);
}

#[test]
fn a_guessed_encoding_says_so_and_a_declared_one_wins() {
    let bytes = GB18030.encode(CHINESE).0.into_owned();
    assert!(rows(&bytes).is_guess());
    let file = file(&bytes);
    let options = ReadOptions { encoding: Some("gbk".into()), ..ReadOptions::default() };
    let declared = Rows::open_with(file.path(), &options).unwrap();
    assert!(!declared.is_guess());
    assert_eq!(declared.header().names()[0], "编号");
    let wrong = ReadOptions { encoding: Some("utf-8".into()), ..ReadOptions::default() };
    assert_eq!(Rows::open_with(file.path(), &wrong).unwrap_err().code(), "bad_header");
}

#[test]
fn gzip_is_known_by_its_content_and_progress_counts_the_file() {
    let mut zip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    zip.write_all(CHINESE.as_bytes()).unwrap();
    let bytes = zip.finish().unwrap();
    let file = file(&bytes);
    let mut rows = Rows::open(file.path()).unwrap();
    assert_eq!(rows.by_ref().filter(Result::is_ok).count(), 2);
    assert_eq!(rows.progress(), Progress { bytes_read: bytes.len() as u64, total_bytes: bytes.len() as u64 });
}

#[test]
fn repeated_and_empty_column_names_stay_apart() {
    let rows = rows(b" Variant ,Variant,,Variant#2\n1,2,3,4\n");
    assert_eq!(rows.header().names(), ["Variant", "Variant#2", "column_3", "Variant#2#2"]);
}

#[test]
fn a_bad_row_costs_one_row() {
    let text = b"id,text\n1,a\n2\n3,b,c\n4,\xFF\n5,ok\n6,\"never closed\n7,end\n";
    let mut bytes = text.to_vec();
    bytes.extend("8,客户投诉产品质量问题要求退货退款等待处理结果\n".repeat(2).as_bytes());
    assert_eq!(
        codes(&bytes),
        [(3, "wrong_column_count"), (4, "wrong_column_count"), (5, "invalid_bytes"), (7, "unclosed_quote")]
    );
    assert_eq!(rows(&bytes).filter(Result::is_ok).count(), 5);
    let error = rows(&bytes).filter_map(Result::err).last().unwrap();
    assert_eq!(error.original, ["6,\"never closed"]);
}

#[test]
fn an_oversized_cell_is_refused_with_its_column() {
    let text = format!("id,text\n1,{}\n2,b\n", "x".repeat(CELL_BYTES + 1));
    let found: Vec<_> = rows(text.as_bytes()).collect();
    let error = found[0].as_ref().unwrap_err();
    assert_eq!((error.code, error.column.as_deref()), ("cell_too_large", Some("text")));
    assert!(found[1].is_ok());
}

#[test]
fn json_lines_find_a_column_that_first_appears_in_the_last_line() {
    let text = "{\"id\":1,\"c\":{\"name\":\"王\"}}\n{broken\n{\"id\":2,\"late\":true}\n";
    let mut rows = rows(text.as_bytes());
    assert_eq!(rows.header().names(), ["id", "c.name", "late"]);
    assert_eq!(rows.next().unwrap().unwrap().cells(), ["1", "王", ""]);
    let error = rows.next().unwrap().unwrap_err();
    assert_eq!(
        (error.line, error.code, error.original.as_slice()),
        (2, "broken_json", ["{broken".to_owned()].as_slice())
    );
    assert_eq!(rows.next().unwrap().unwrap().get("late"), Some("true"));
    assert!(rows.next().is_none());
}

#[test]
fn a_tab_or_semicolon_table_needs_no_declaration() {
    assert_eq!(cells(b"a\tb\n1,5\t2\n"), [["1,5", "2"]]);
    assert_eq!(cells(b"a;b\n1,5;2\n"), [["1,5", "2"]]);
}

#[test]
fn what_is_no_table_is_refused_with_a_code() {
    let code = |bytes: &[u8]| Rows::open(file(bytes).path()).unwrap_err().code();
    assert_eq!(code(b""), "empty_file");
    assert_eq!(code(b"\n\n"), "empty_file");
    assert_eq!(code(b"a\0b\n"), "binary_file");
    assert_eq!(code(b"[{\"a\":1}]"), "binary_file");
    assert_eq!(code(b"PK\x03\x04 no workbook"), "broken_workbook");
    assert_eq!(code(b"\xD0\xCF\x11\xE0old"), "binary_file");
    assert_eq!(code("x,".repeat(5000).as_bytes()), "bad_header");
    assert_eq!(code(b"\x1F\x8Bbroken gzip"), "unreadable_file");
    assert_eq!(Rows::open("no such file").unwrap_err().code(), "unreadable_file");
}

#[test]
fn a_torn_gzip_gives_its_rows_and_then_an_error() {
    let mut zip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    zip.write_all(CHINESE.as_bytes()).unwrap();
    let mut bytes = zip.finish().unwrap();
    bytes.truncate(bytes.len() - 12);
    // The scan for the encoding already meets the tear: nothing is imported from half a file.
    assert_eq!(Rows::open(file(&bytes).path()).unwrap_err().code(), "unreadable_file");
}

#[test]
fn a_workbook_longer_than_the_queue_is_read_to_its_end_or_dropped_half_way() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..5000 {
        sheet.write_string(row, 0, format!("r{row}")).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let mut rows = rows(&bytes);
    assert_eq!(rows.header().names(), ["r0"]);
    assert_eq!(rows.next().unwrap().unwrap().get("r0"), Some("r1"));
    assert_eq!(rows.by_ref().count(), 4998);
    assert_eq!(rows.progress().bytes_read, rows.progress().total_bytes);
    let mut sheet = workbook::open(Path::new("x"), Box::new(io::Cursor::new(bytes)), None).unwrap();
    assert!(sheet.parts.recv().is_ok());
    // The queue is full; once nobody listens, the thread ends instead of waiting for ever.
    let reader = sheet.reader.take().unwrap();
    drop(sheet);
    reader.join().unwrap();
}

#[test]
fn a_workbook_fills_short_rows_and_refuses_long_ones() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, column, text) in [(0, 0, "a"), (0, 1, "b"), (2, 0, "1"), (3, 2, "surplus")] {
        sheet.write_string(row, column, text).unwrap();
    }
    sheet.write_number(4, 0, 12.5).unwrap();
    sheet.write_boolean(4, 1, true).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let found: Vec<_> = rows(&bytes).collect();
    assert_eq!(found[0].as_ref().unwrap().cells(), ["1", ""]);
    assert_eq!(found[0].as_ref().unwrap().line_number, 3);
    assert_eq!(found[1].as_ref().unwrap_err().code, "wrong_column_count");
    assert_eq!(found[2].as_ref().unwrap().cells(), ["12.5", "true"]);
    let options = ReadOptions { sheet: Some("Nope".into()), ..ReadOptions::default() };
    assert_eq!(Rows::open_with(file(&bytes).path(), &options).unwrap_err().code(), "no_such_sheet");
}

#[test]
fn utf8_is_told_from_legacy_encodings_by_the_whole_stream() {
    let text = format!("id,text\n{}9,é\n", "1,plain\n".repeat(40_000));
    let rows = rows(text.as_bytes());
    let expected: &'static Encoding = UTF_8;
    assert_eq!(rows.charset().map(|charset| charset.encoding), Some(expected));
    assert_eq!(rows.last().unwrap().unwrap().get("text"), Some("é"));
}
