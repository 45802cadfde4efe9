//! The promises of the store, each kept on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod engines;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use bihuan_store::{ConstraintKind, Db, Engine, Fault, Query, Value};
use engines::{both, on_each};

fn q(sql: &str) -> Query {
    Query::dynamic(sql.to_owned())
}

async fn count(db: &Db, table: &str) -> i64 {
    let sql = q(&format!("SELECT count(*) FROM {table}"));
    db.read(move |c| c.query_one(&sql, &[])?.int(0)).await.unwrap()
}

async fn note_table(db: &Db) {
    db.write("test", |tx| {
        tx.execute_batch("CREATE TABLE note (id BIGINT PRIMARY KEY, body TEXT NOT NULL, ok BOOLEAN, digest BYTEA)")
    })
    .await
    .unwrap();
}

async fn add_note(db: &Db, id: i64) -> Result<(), Fault> {
    let sql = q("INSERT INTO note (id, body, ok) VALUES ($1, $2, $3)");
    db.write("test", move |tx| tx.execute(&sql, &[id.into(), "正文".into(), true.into()]).map(|_| ())).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_named_query_is_accepted_and_every_name_declared() {
    both(|t| async move {
        for file in bihuan_store::registry() {
            let mut declared: Vec<_> = file.queries.iter().map(|q| q.name().to_owned()).collect();
            declared.sort();
            assert_eq!(declared, file.names_in_file(), "{}", file.path);
            for query in file.queries {
                assert!(query.is_for(Engine::Sqlite) || query.is_for(Engine::Postgres), "{}", query.name());
                if !query.is_for(t.db.engine()) {
                    continue;
                }
                let prepared: Result<(), Fault> = t.db.read(|c| c.prepare(query)).await;
                prepared.unwrap_or_else(|e| panic!("{} {} on {:?}: {e}", file.path, query.name(), t.db.engine()));
            }
        }
    })
    .await;
}

#[test]
fn every_sql_file_of_the_source_is_registered() {
    fn walk(dir: &std::path::Path, out: &mut Vec<String>) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| e == "sql") {
                out.push(path.file_name().unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    let mut found = Vec::new();
    walk(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found.sort();
    let mut registered: Vec<_> =
        bihuan_store::registry().iter().map(|f| f.path.rsplit('/').next().unwrap().to_owned()).collect();
    registered.sort();
    assert_eq!(found, registered);
}

#[tokio::test(flavor = "multi_thread")]
async fn values_come_back_as_they_went_in() {
    both(|t| async move {
        note_table(&t.db).await;
        let insert = q("INSERT INTO note (id, body, ok, digest) VALUES ($1, $2, $3, $4)");
        let id = t.db.new_id();
        t.db.write("test", move |tx| {
            tx.execute(&insert, &[id.into(), "退货「全」".into(), false.into(), vec![0u8, 255].into()])?;
            tx.execute(&insert, &[2i64.into(), "".into(), Value::Null, Value::Null])
        })
        .await
        .unwrap();
        let select = q("SELECT id, body, ok, digest FROM note ORDER BY id DESC");
        let rows = t.db.read(move |c| c.query(&select, &[])).await.unwrap();
        assert_eq!(rows[0].id(0).unwrap(), id);
        assert_eq!(rows[0].text(1).unwrap(), "退货「全」");
        assert!(!rows[0].bool(2).unwrap());
        assert_eq!(rows[0].bytes(3).unwrap(), [0, 255]);
        assert_eq!(rows[1].opt_bool(2).unwrap(), None);
        assert_eq!(rows[1].opt_bytes(3).unwrap(), None);
        assert!(matches!(rows[1].int(1), Err(Fault::Sql(_))), "a text is not a number");
        let sum = q("SELECT sum(id) FROM note WHERE id < $1");
        assert_eq!(t.db.read(move |c| c.query_one(&sum, &[10i64.into()])?.int(0)).await.unwrap(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_writers_lose_nothing() {
    both(|t| async move {
        note_table(&t.db).await;
        let callers = (0..64).map(|c| {
            let db = t.db.clone();
            tokio::spawn(async move {
                for n in 0..20 {
                    add_note(&db, c * 100 + n).await.unwrap();
                }
            })
        });
        for caller in callers.collect::<Vec<_>>() {
            caller.await.unwrap();
        }
        assert_eq!(count(&t.db, "note").await, 64 * 20);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_or_panicking_command_hurts_nobody_else() {
    both(|t| async move {
        note_table(&t.db).await;
        let ran = Arc::new(AtomicU32::new(0));
        let mut callers = Vec::new();
        for i in 0..60i64 {
            let (db, ran) = (t.db.clone(), Arc::clone(&ran));
            callers.push(tokio::spawn(async move {
                let sql = q("INSERT INTO note (id, body) VALUES ($1, 'x')");
                db.write("test", move |tx| {
                    tx.after_commit(Box::new(move || {
                        ran.fetch_add(1, Ordering::SeqCst);
                    }));
                    tx.execute(&sql, &[i.into()])?;
                    match i % 3 {
                        0 => Ok(()),
                        1 => Err(Fault::Sql("refused".into())),
                        _ => panic!("a defect"),
                    }
                })
                .await
            }));
        }
        for (i, caller) in callers.into_iter().enumerate() {
            match (i % 3, caller.await.unwrap()) {
                (0, Ok(())) => {}
                (1, Err(Fault::Sql(m))) => assert_eq!(m, "refused"),
                (2, Err(Fault::Panicked(m))) => assert!(m.contains("a defect")),
                (_, other) => panic!("{i}: {other:?}"),
            }
        }
        assert_eq!(count(&t.db, "note").await, 20);
        assert_eq!(ran.load(Ordering::SeqCst), 20, "after-commit of rolled back commands must not run");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_swallowed_statement_fault_rolls_the_command_back() {
    both(|t| async move {
        note_table(&t.db).await;
        add_note(&t.db, 1).await.unwrap();
        let (a, b) =
            (q("INSERT INTO note (id, body) VALUES (2, 'x')"), q("INSERT INTO note (id, body) VALUES (1, 'x')"));
        let swallowed: Result<(), Fault> =
            t.db.write("test", move |tx| {
                tx.execute(&a, &[])?;
                let _ = tx.execute(&b, &[]);
                Ok(())
            })
            .await;
        assert!(swallowed.unwrap_err().is_unique("note", "id"));
        assert_eq!(count(&t.db, "note").await, 1);
        let (a, b) =
            (q("INSERT INTO note (id, body) VALUES (2, 'x')"), q("INSERT INTO note (id, body) VALUES (1, 'x')"));
        t.db.write("test", move |tx| {
            tx.execute(&a, &[])?;
            let part = tx.attempt(|tx| tx.execute(&b, &[]));
            assert!(part.is_err());
            Ok::<(), Fault>(())
        })
        .await
        .unwrap();
        assert_eq!(count(&t.db, "note").await, 2, "what may fail goes into an attempt");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_constraints_are_named() {
    both(|t| async move {
        note_table(&t.db).await;
        t.db.write("test", |tx| {
            tx.execute_batch(
                "CREATE TABLE child (id BIGINT PRIMARY KEY, note_id BIGINT NOT NULL REFERENCES note (id),
                 n BIGINT CONSTRAINT child_n_positive CHECK (n > 0), code TEXT UNIQUE)",
            )
        })
        .await
        .unwrap();
        add_note(&t.db, 1).await.unwrap();
        let run = |sql: &'static str| {
            let db = t.db.clone();
            async move { db.write("test", move |tx| tx.execute(&q(sql), &[])).await }
        };
        let kind = |r: Result<u64, Fault>| match r {
            Err(Fault::Constraint { kind, name }) => (kind, name),
            other => panic!("{other:?}"),
        };
        run("INSERT INTO child VALUES (1, 1, 1, 'a')").await.unwrap();
        let twice = run("INSERT INTO child VALUES (2, 1, 1, 'a')").await;
        assert!(twice.as_ref().unwrap_err().is_unique("child", "code"));
        assert_eq!(kind(twice).0, ConstraintKind::Unique);
        assert_eq!(kind(run("INSERT INTO child VALUES (3, 9, 1, 'b')").await).0, ConstraintKind::ForeignKey);
        assert_eq!(
            kind(run("INSERT INTO child VALUES (4, 1, 0, 'c')").await),
            (ConstraintKind::Check, "child_n_positive".into())
        );
        assert_eq!(
            kind(run("INSERT INTO child VALUES (5, NULL, 1, 'd')").await),
            (ConstraintKind::NotNull, "child.note_id".into())
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_finishes_what_is_queued_and_a_reopened_store_has_it() {
    on_each(|place| async move {
        let db = place.open().await;
        note_table(&db).await;
        let callers: Vec<_> = (0..100)
            .map(|i| {
                let db = db.clone();
                tokio::spawn(async move { add_note(&db, i).await })
            })
            .collect();
        db.close().await;
        let mut acknowledged = 0;
        for caller in callers {
            match caller.await.unwrap() {
                Ok(()) => acknowledged += 1,
                Err(Fault::Closed) => {}
                Err(other) => panic!("{other}"),
            }
        }
        assert!(matches!(add_note(&db, 1000).await, Err(Fault::Closed)));
        drop(db);
        let db = place.open().await;
        assert_eq!(count(&db, "note").await, acknowledged);
        db.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeatable_command_that_fails_hurts_nobody_beside_it() {
    both(|t| async move {
        note_table(&t.db).await;
        // While one command holds the writer, the others gather to one group.
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let holding = {
            let db = t.db.clone();
            tokio::spawn(async move {
                db.write("test", move |_| {
                    wait.recv().unwrap();
                    Ok::<_, Fault>(())
                })
                .await
            })
        };
        let told = Arc::new(AtomicU32::new(0));
        let commands: Vec<_> = (0..40_i64)
            .map(|n| {
                let (db, told) = (t.db.clone(), Arc::clone(&told));
                tokio::spawn(async move {
                    let insert = q("INSERT INTO note (id, body, ok) VALUES ($1, $2, $3)");
                    db.write_repeatable("test", move |tx| {
                        tx.execute(&insert, &[n.into(), "正文".into(), true.into()])?;
                        let told = Arc::clone(&told);
                        tx.after_commit(Box::new(move || {
                            told.fetch_add(1, Ordering::SeqCst);
                        }));
                        match n {
                            // A refusal after something was written, a statement that fails, a panic.
                            7 => Err(Fault::Closed),
                            18 => tx.execute(&insert, &[n.into(), "又".into(), true.into()]).map(|_| n),
                            29 => panic!("on purpose"),
                            _ => Ok(n),
                        }
                    })
                    .await
                })
            })
            .collect();
        tokio::task::yield_now().await;
        go.send(()).unwrap();
        holding.await.unwrap().unwrap();
        let mut kept = Vec::new();
        for command in commands {
            kept.extend(command.await.unwrap().ok());
        }
        assert_eq!(kept, (0..40).filter(|n| ![7, 18, 29].contains(n)).collect::<Vec<_>>());
        assert_eq!(count(&t.db, "note").await, 37);
        assert_eq!(told.load(Ordering::SeqCst), 37, "each that was kept is told of once");
        add_note(&t.db, 7).await.unwrap();
    })
    .await;
}
