//! The record cannot be changed unseen: journal, heads, feed, seals, verify, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod engines;

use std::collections::BTreeSet;

use bihuan_domain::ids::Id;
use bihuan_store::blobs::{BlobError, Blobs};
use bihuan_store::journal::{self, AppendError, Appended, Cursor, Entry, Stream};
use bihuan_store::verify::{Verified, verify};
use bihuan_store::{ConstraintKind, Db, Engine, Fault, seals};
use engines::{Store, both, postgres, settled};

fn case(n: i64) -> Stream {
    Stream::new("case", Id::from_i64(n))
}

async fn decide(db: &Db, n: i64, expected: Option<i64>, body: &'static str) -> Result<Appended, AppendError> {
    db.write("test", move |tx| {
        let stream = case(n);
        journal::append(
            tx,
            &Entry {
                stream: &stream,
                expected_version: expected,
                at: tx.now(),
                actor_kind: "agent",
                actor_id: Some(Id::from_i64(9)),
                command: "case.register",
                policy: Some("general/1"),
                body,
            },
        )
    })
    .await
}

/// Two cases of three decisions each.
async fn two_cases(db: &Db) {
    for n in [1, 2] {
        decide(db, n, None, r#"["registered"]"#).await.unwrap();
        decide(db, n, Some(1), r#"["classified"]"#).await.unwrap();
        decide(db, n, Some(2), r#"["closed"]"#).await.unwrap();
    }
}

async fn verified(t: &Store) -> Verified {
    verify(&t.db, &blobs(t), |_, _, _| Ok(vec![])).await.unwrap()
}

async fn seal(t: &Store) -> Result<Vec<seals::Seal>, BlobError> {
    settled(&t.db).await;
    seals::seal(&t.db, &blobs(t), t.db.now()).await
}

fn blobs(t: &Store) -> Blobs {
    Blobs::local(&t.place.dir.path().join("blobs"), 1 << 20).unwrap()
}

/// What somebody with access to the file or server could do: triggers dropped, rows changed.
async fn tamper(db: &Db, sql: &'static str) {
    let drop = match db.engine() {
        Engine::Sqlite => "DROP TRIGGER IF EXISTS journal_no_update; DROP TRIGGER IF EXISTS journal_no_delete;",
        Engine::Postgres => "DROP TRIGGER IF EXISTS journal_no_change ON journal;",
    };
    db.write("test", move |tx| tx.execute_batch(&format!("{drop} {sql}"))).await.unwrap();
}

async fn assert_named(t: &Store, code: &str, n: i64, version: i64) {
    let found: Vec<_> =
        verified(t).await.findings.into_iter().map(|f| (f.code, f.stream.unwrap(), f.version.unwrap())).collect();
    assert_eq!(found.iter().map(|f| (f.0, &f.1, f.2)).collect::<Vec<_>>(), [(code, &case(n), version)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn decisions_are_chained_and_read_back_as_written() {
    both(|t| async move {
        two_cases(&t.db).await;
        let rows = t.db.read(|c| journal::read(c, &case(1))).await.unwrap();
        assert_eq!(rows.iter().map(|r| r.version).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(rows[0].prev_hash, journal::GENESIS);
        assert_eq!(rows[1].prev_hash, rows[0].hash);
        assert!(rows.iter().all(|r| r.computed_hash() == r.hash));
        assert_eq!(rows[2].body, r#"["closed"]"#);
        assert_eq!(rows[2].policy.as_deref(), Some("general/1"));
        let all = verified(&t).await;
        assert_eq!((all.streams, all.entries, all.found), (2, 6, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_on_a_stale_version_is_refused_with_the_current_one() {
    both(|t| async move {
        two_cases(&t.db).await;
        assert_eq!(decide(&t.db, 1, Some(2), "[]").await, Err(AppendError::Stale { current: 3 }));
        assert_eq!(decide(&t.db, 1, None, "[]").await, Err(AppendError::Stale { current: 3 }));
        assert_eq!(decide(&t.db, 7, Some(1), "[]").await, Err(AppendError::Stale { current: 0 }));
        assert_eq!(verified(&t).await.entries, 6);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_decide_on_one_version_one_wins() {
    both(|t| async move {
        decide(&t.db, 1, None, "[]").await.unwrap();
        let callers: Vec<_> = (0..16)
            .map(|_| {
                let db = t.db.clone();
                tokio::spawn(async move { decide(&db, 1, Some(1), "[]").await })
            })
            .collect();
        let mut won = 0;
        for caller in callers {
            match caller.await.unwrap() {
                Ok(appended) => {
                    won += 1;
                    assert_eq!(appended.version(), 2);
                }
                Err(AppendError::Stale { current }) => assert_eq!(current, 2),
                Err(AppendError::Fault(fault)) => panic!("{fault}"),
            }
        }
        assert_eq!(won, 1);
        assert_eq!(verified(&t).await.found, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_locked_in_any_order_never_wait_for_each_other() {
    both(|t| async move {
        two_cases(&t.db).await;
        let callers: Vec<_> = (0..20)
            .map(|i| {
                let db = t.db.clone();
                tokio::spawn(async move {
                    db.write("test", move |tx| {
                        let pair = if i % 2 == 0 { [case(1), case(2)] } else { [case(2), case(1)] };
                        journal::lock(tx, &pair)?;
                        for stream in &pair {
                            let version = journal::version(tx, stream)?;
                            let entry = Entry {
                                stream,
                                expected_version: Some(version),
                                at: tx.now(),
                                actor_kind: "system",
                                actor_id: None,
                                command: "case.merge",
                                policy: None,
                                body: "[]",
                            };
                            journal::append(tx, &entry)?;
                        }
                        Ok::<(), AppendError>(())
                    })
                    .await
                })
            })
            .collect();
        for caller in callers {
            caller.await.unwrap().unwrap();
        }
        assert_eq!(verified(&t).await.entries, 6 + 40);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_journal_and_the_seals_refuse_every_change() {
    both(|t| async move {
        two_cases(&t.db).await;
        seal(&t).await.unwrap();
        let mut attempts = vec![
            ("journal", "UPDATE journal SET body = '[]'"),
            ("journal", "DELETE FROM journal"),
            ("seal", "UPDATE seal SET streams = 0"),
            ("seal", "DELETE FROM seal"),
        ];
        match t.db.engine() {
            Engine::Postgres => attempts.extend([("journal", "TRUNCATE journal"), ("seal", "TRUNCATE seal")]),
            Engine::Sqlite => attempts.push((
                "journal",
                "INSERT OR REPLACE INTO journal (position, stream_kind, stream_id, version, at_ms, actor_kind, command, body,
                 prev_hash, hash) VALUES (1, 'case', 1, 1, 0, 'x', 'x', '[]', x'00', x'00')",
            )),
        }
        for (table, sql) in attempts {
            let refused: Result<(), Fault> = t.db.write("test", move |tx| tx.execute_batch(sql)).await;
            let name = format!("{table}_append_only");
            assert_eq!(refused, Err(Fault::Constraint { kind: ConstraintKind::Check, name }), "{sql}");
        }
        assert_eq!(verified(&t).await.found, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_names_a_flipped_byte() {
    both(|t| async move {
        two_cases(&t.db).await;
        tamper(&t.db, "UPDATE journal SET body = '[\"closed!\"]' WHERE stream_id = 2 AND version = 2").await;
        assert_named(&t, "changed_row", 2, 2).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_names_a_deleted_row_in_the_middle_and_at_the_end() {
    both(|t| async move {
        two_cases(&t.db).await;
        tamper(&t.db, "DELETE FROM journal WHERE stream_id = 1 AND version = 2").await;
        assert_named(&t, "deleted_row", 1, 2).await;
    })
    .await;
    both(|t| async move {
        two_cases(&t.db).await;
        tamper(&t.db, "DELETE FROM journal WHERE stream_id = 1 AND version = 3").await;
        assert_named(&t, "deleted_row", 1, 3).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_names_reordered_rows() {
    both(|t| async move {
        two_cases(&t.db).await;
        tamper(
            &t.db,
            "UPDATE journal SET version = 99 WHERE stream_id = 1 AND version = 2;
             UPDATE journal SET version = 2 WHERE stream_id = 1 AND version = 3;
             UPDATE journal SET version = 3 WHERE stream_id = 1 AND version = 99;",
        )
        .await;
        assert_named(&t, "reordered_row", 1, 2).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_names_a_deleted_stream_with_and_without_its_head() {
    both(|t| async move {
        two_cases(&t.db).await;
        tamper(&t.db, "DELETE FROM journal WHERE stream_id = 1").await;
        assert_named(&t, "deleted_stream", 1, 3).await;
    })
    .await;
    both(|t| async move {
        two_cases(&t.db).await;
        let sealed = seal(&t).await.unwrap();
        assert_eq!((sealed.len(), sealed[0].streams), (1, 2));
        tamper(&t.db, "DELETE FROM journal WHERE stream_id = 1; DELETE FROM stream WHERE id = 1").await;
        assert_named(&t, "deleted_stream", 1, 3).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_names_a_forged_head_and_a_shortened_stream() {
    both(|t| async move {
        two_cases(&t.db).await;
        tamper(&t.db, "UPDATE stream SET hash = (SELECT hash FROM stream WHERE id = 1) WHERE id = 2").await;
        assert_named(&t, "forged_head", 2, 3).await;
    })
    .await;
    both(|t| async move {
        two_cases(&t.db).await;
        seal(&t).await.unwrap();
        tamper(
            &t.db,
            "DELETE FROM journal WHERE stream_id = 2 AND version = 3;
             UPDATE stream SET version = 2, hash = (SELECT hash FROM journal WHERE stream_id = 2 AND version = 2) WHERE id = 2",
        )
        .await;
        assert_named(&t, "deleted_row", 2, 3).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn seals_follow_each_other_and_a_changed_or_missing_file_shows() {
    both(|t| async move {
        let dir = t.place.dir.path().join("blobs").join("seals");
        two_cases(&t.db).await;
        let first = seal(&t).await.unwrap().remove(0);
        assert!(seal(&t).await.unwrap().is_empty(), "nothing changed");
        decide(&t.db, 1, Some(3), "[]").await.unwrap();
        let second = seal(&t).await.unwrap().remove(0);
        assert_eq!((second.number, second.prev_hash, second.streams), (2, first.hash, 1));
        let all = verified(&t).await;
        assert_eq!((all.seals, all.found), (2, 0));

        let file = dir.join(first.file().trim_start_matches("seals/"));
        let kept = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, kept.replace("case 1 3", "case 1 2")).unwrap();
        assert_eq!(verified(&t).await.findings.iter().map(|f| f.code).collect::<Vec<_>>(), ["seal_forged"]);
        std::fs::remove_file(&file).unwrap();
        assert_eq!(verified(&t).await.findings.iter().map(|f| f.code).collect::<Vec<_>>(), ["seal_missing"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_fold_sees_each_intact_stream_and_reports_rows_that_differ() {
    both(|t| async move {
        two_cases(&t.db).await;
        let report = verify(&t.db, &blobs(&t), |c, stream, entries| {
            assert_eq!(journal::version(c, stream)?, entries.len() as i64);
            Ok(if stream.id == Id::from_i64(2) { vec!["status".to_owned()] } else { vec![] })
        })
        .await
        .unwrap();
        let found: Vec<_> =
            report.findings.iter().map(|f| (f.code, f.stream.clone().unwrap(), f.detail.as_str())).collect();
        assert_eq!(found, [("row_differs", case(2), "status")]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_feed_shows_every_decision_once_while_others_commit() {
    both(|t| async move {
        let mut changes = t.db.changes();
        let writers: Vec<_> = (0..8)
            .map(|w| {
                let db = t.db.clone();
                tokio::spawn(async move {
                    for n in 0..25 {
                        decide(&db, 1 + w * 100 + n, None, "[]").await.unwrap();
                    }
                })
            })
            .collect();
        let mut cursor = Cursor::default();
        let mut seen = BTreeSet::new();
        while seen.len() < 200 {
            let page = t.db.read(move |c| journal::after(c, cursor, 30)).await.unwrap();
            if page.is_empty() {
                tokio::time::timeout(std::time::Duration::from_secs(5), changes.changed()).await.unwrap().unwrap();
            }
            for row in page {
                assert!(row.cursor > cursor, "the feed only goes on");
                cursor = row.cursor.to_string().parse().unwrap();
                assert!(seen.insert(row.stream.id), "{:?} came twice", row.stream);
            }
        }
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(t.db.read(journal::latest).await.unwrap(), cursor);
        assert_eq!(t.db.read(journal::committed).await.unwrap(), cursor);
        let copied = t.db.read(move |c| journal::between(c, Cursor::default(), cursor, 500)).await.unwrap();
        assert_eq!(copied.len(), 200, "a copy has every decision");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_commit_is_not_overtaken_in_the_feed() {
    let place = postgres();
    let db = place.open().await;
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let (begun, has_begun) = tokio::sync::oneshot::channel();
    let slow = {
        let db = db.clone();
        tokio::spawn(async move {
            db.write("test", move |tx| {
                let (stream, at) = (case(1), tx.now());
                let entry = Entry {
                    stream: &stream,
                    expected_version: None,
                    at,
                    actor_kind: "agent",
                    actor_id: None,
                    command: "slow",
                    policy: None,
                    body: "[]",
                };
                let appended = journal::append(tx, &entry)?;
                begun.send(()).unwrap();
                wait.recv().unwrap();
                Ok::<_, AppendError>(appended)
            })
            .await
        })
    };
    has_begun.await.unwrap();
    decide(&db, 2, None, "[]").await.unwrap();
    let early = db.read(|c| journal::after(c, Cursor::default(), 10)).await.unwrap();
    assert_eq!(early, [], "the later transaction waits for the earlier one");
    let to = db.read(journal::committed).await.unwrap();
    let copied = db.read(move |c| journal::between(c, Cursor::default(), to, 10)).await.unwrap();
    assert_eq!(copied.iter().map(|r| r.stream.id.as_i64()).collect::<Vec<_>>(), [2], "a copy does not wait");
    go.send(()).unwrap();
    slow.await.unwrap().unwrap();
    settled(&db).await;
    let all = db.read(|c| journal::after(c, Cursor::default(), 10)).await.unwrap();
    assert_eq!(all.iter().map(|r| r.stream.id.as_i64()).collect::<Vec<_>>(), [1, 2]);
    db.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_hear_each_other_and_draw_different_ids() {
    let place = postgres();
    let (one, two) = (place.open().await, place.open().await);
    let mut heard = two.changes();
    heard.mark_unchanged();
    decide(&one, 1, None, "[]").await.unwrap();
    tokio::time::timeout(std::time::Duration::from_secs(5), heard.changed()).await.unwrap().unwrap();
    let node = |id: Id| (id.as_i64() >> 12) & 0x3ff;
    assert_ne!(node(one.new_id()), node(two.new_id()));
    one.close().await;
    two.close().await;
}
