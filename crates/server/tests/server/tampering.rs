//! `bihuan verify` names what was done to the record behind its back: a flipped byte, a deleted row, reordered rows, a
//! deleted stream; through the real binary, which ends with 1 (REC).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::path::Path;

use crate::served::callers::Caller;
use crate::served::ledger::Ledger;
use crate::served::{Place, Served, data_in, open_house};
use bihuan_domain::ids::Id;
use bihuan_store::journal::{self, Cursor, EntryRow};
use bihuan_store::{Db, Options};

/// Cases with a history, sealed; the server is gone.
struct Record {
    place: Place,
    entries: Vec<EntryRow>,
    _dir: tempfile::TempDir,
}

impl Record {
    async fn made() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let place = Place { data: data_in(dir.path()), database: None };
        let caller = Caller::new(&open_house(&place).await);
        let mut served = Served::start(&place).await;
        caller.work(&served.base, &Ledger::default(), 3).await;
        served.kill();
        let sealed = place.run(&["seal", "--json"]);
        assert!(sealed.status.success(), "{}", String::from_utf8_lossy(&sealed.stderr));
        let db = Db::open(&place.location(), Options { read_only: true, ..Options::default() }).await.unwrap();
        let entries = db.read(|c| journal::after(c, Cursor::default(), 1_000)).await.unwrap();
        db.close().await;
        place.assert_sound();
        Self { place, entries, _dir: dir }
    }

    /// The first case with at least three decisions, by the stream's number.
    fn case(&self) -> Id {
        let third = self.entries.iter().find(|e| e.stream.kind == "case" && e.version == 3).unwrap();
        third.stream.id
    }

    /// A copy to be tampered with.
    fn copy(&self) -> (tempfile::TempDir, Place) {
        let dir = tempfile::tempdir().unwrap();
        let place = Place { data: data_in(dir.path()), database: None };
        copy(&self.place.data, &place.data);
        (dir, place)
    }

    /// What verify says after somebody edited the database with its guards removed: code, stream and version of each
    /// finding.
    fn after(&self, sql: &str) -> Vec<(String, String, i64)> {
        let (_dir, place) = self.copy();
        let file = rusqlite::Connection::open(place.data.join("bihuan.db")).unwrap();
        file.execute_batch("DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete;").unwrap();
        file.execute_batch(&sql.replace("{case}", &self.case().as_i64().to_string())).unwrap();
        drop(file);
        named(&place)
    }

    fn finding(&self, code: &str, version: i64) -> Vec<(String, String, i64)> {
        vec![(code.to_owned(), format!("case/{}", self.case()), version)]
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Verify must end with 1.
fn named(place: &Place) -> Vec<(String, String, i64)> {
    let (verdict, code) = place.verify();
    assert_eq!(code, 1, "{verdict}");
    assert_eq!(verdict["ok"], false);
    let text = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
    let findings = verdict["findings"].as_array().unwrap();
    findings.iter().map(|f| (text(&f["code"]), text(&f["stream"]), f["version"].as_i64().unwrap_or(0))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_names_each_kind_of_tampering_and_ends_with_1() {
    let record = Record::made().await;

    let changed =
        record.after("UPDATE journal SET body = replace(body, '\"', '''') WHERE stream_id = {case} AND version = 2");
    assert_eq!(changed, record.finding("changed_row", 2));

    let middle = record.after("DELETE FROM journal WHERE stream_id = {case} AND version = 2");
    assert_eq!(middle, record.finding("deleted_row", 2));

    let reordered = record.after(
        "UPDATE journal SET version = 99 WHERE stream_id = {case} AND version = 2;
         UPDATE journal SET version = 2 WHERE stream_id = {case} AND version = 3;
         UPDATE journal SET version = 3 WHERE stream_id = {case} AND version = 99;",
    );
    assert_eq!(reordered, record.finding("reordered_row", 2));

    let last = record.entries.iter().filter(|e| e.stream.id == record.case()).map(|e| e.version).max().unwrap();
    let stream = record.after(
        "DELETE FROM journal WHERE stream_id = {case}; DELETE FROM stream WHERE id = {case};
         DELETE FROM case_text WHERE case_id = {case}; DELETE FROM case_row WHERE id = {case};",
    );
    assert_eq!(stream, record.finding("deleted_stream", last));

    let row = record.after("UPDATE case_row SET priority = 'low' WHERE id = {case}");
    assert_eq!(row.iter().map(|f| f.0.as_str()).collect::<Vec<_>>(), ["row_differs"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_names_the_row_of_a_byte_that_flipped_on_the_disk() {
    let record = Record::made().await;
    let entry = record.entries.iter().find(|e| e.stream.id == record.case() && e.version == 2).unwrap();
    let body = entry.body.as_bytes();
    let (_dir, place) = record.copy();
    let file = place.data.join("bihuan.db");
    let sound = std::fs::read(&file).unwrap();
    let places: Vec<usize> =
        sound.windows(body.len()).enumerate().filter(|(_, w)| *w == body).map(|(at, _)| at).collect();
    assert!(!places.is_empty(), "the decision stands in the file");
    // The low bit gives another letter, the high bit what is no text at all.
    for bit in [0x01, 0x80] {
        for offset in [0, body.len() / 2, body.len() - 1] {
            let mut damaged = sound.clone();
            for at in &places {
                damaged[at + offset] ^= bit;
            }
            std::fs::write(&file, damaged).unwrap();
            assert_eq!(named(&place), record.finding("changed_row", 2), "bit {bit:#x} of byte {offset}");
        }
    }
}
