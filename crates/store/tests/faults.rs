//! What happens when things go wrong below, and that it comes back: locks, full disks, restarts, restores.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod engines;

use std::time::{Duration, Instant};

use bihuan_domain::ids::Id;
use bihuan_store::blobs::Blobs;
use bihuan_store::journal::{self, AppendError, Cursor, Entry, Stream};
use bihuan_store::search::{self, Tokens};
use bihuan_store::testing::{self, Cluster};
use bihuan_store::verify::verify;
use bihuan_store::{Db, Engine, Fault, Location, Options, Query, backup, seals, timers};
use engines::{both, on_each, settled, sqlite};

/// From the moment the server answers again.
const HEALING: Duration = Duration::from_secs(2);

fn q(sql: &str) -> Query {
    Query::dynamic(sql.to_owned())
}

async fn decide(db: &Db, n: i64) -> Result<(), AppendError> {
    db.write("test", move |tx| {
        let stream = Stream::new("case", Id::from_i64(n));
        let at = tx.now();
        let entry = Entry {
            stream: &stream,
            expected_version: None,
            at,
            actor_kind: "agent",
            actor_id: None,
            command: "case.register",
            policy: None,
            body: "[\"\\t\\n\"]",
        };
        journal::append(tx, &entry)?;
        search::index(tx, stream.id, "case", &Tokens::of("产品质量"))?;
        timers::set(tx, &stream, "due", at)?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn one_directory_is_served_by_one_process_and_tools_may_read_beside_it() {
    let place = sqlite();
    let db = place.open().await;
    decide(&db, 1).await.unwrap();
    let second = Db::open(&place.location, Options::default()).await;
    assert!(matches!(second, Err(Fault::Locked(_))));
    let tool = Db::open(&place.location, Options { read_only: true, ..Options::default() }).await.unwrap();
    let seen = tool.read(|c| journal::after(c, Cursor::default(), 10)).await.unwrap();
    assert_eq!(seen.len(), 1);
    assert_eq!(decide(&tool, 2).await, Err(AppendError::Fault(Fault::ReadOnly)));
    tool.close().await;
    db.close().await;
    place.open().await.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_migration_or_a_newer_database_is_refused() {
    on_each(|place| async move {
        let db = place.open().await;
        let insert =
            "INSERT INTO migration (number, name, sha256, applied_at) SELECT 9999, 'later', sha256, 0 FROM migration
            WHERE number = 1";
        db.write("test", move |tx| tx.execute(&q(insert), &[])).await.unwrap();
        db.close().await;
        assert!(matches!(Db::open(&place.location, Options::default()).await, Err(Fault::Migration(_))));
    })
    .await;
    on_each(|place| async move {
        let db = place.open().await;
        db.write("test", |tx| tx.execute(&q("UPDATE migration SET sha256 = $1"), &[[7u8; 32].into()])).await.unwrap();
        db.close().await;
        assert!(matches!(Db::open(&place.location, Options::default()).await, Err(Fault::Migration(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_fails_commands_clearly_and_writes_nothing_by_half() {
    let place = sqlite();
    let db = place.open().await;
    decide(&db, 1).await.unwrap();
    let pages = |limit: &'static str| {
        let db = db.clone();
        async move { db.write("test", move |tx| tx.query(&q(limit), &[])).await.map(|_| ()) }
    };
    pages("PRAGMA max_page_count = 1").await.unwrap();
    let mut full = 0;
    for n in 2..400 {
        match decide(&db, n).await {
            Ok(()) => {}
            Err(AppendError::Fault(Fault::DiskFull)) => full += 1,
            Err(other) => panic!("{other}"),
        }
    }
    assert!(full > 0, "the disk never filled");
    pages("PRAGMA max_page_count = 1000000").await.unwrap();
    decide(&db, 1000).await.unwrap();
    let kept = db.read(|c| c.query_one(&q("SELECT count(*) FROM journal"), &[])?.int(0)).await.unwrap();
    let timers = db.read(timers::waiting).await.unwrap();
    assert_eq!(kept, timers.open, "a decision without its timer");
    assert_eq!(kept, 1 + (398 - full) + 1);
    db.close().await;
}

/// Decides until it is heard; how long that took.
async fn healed(db: &Db, n: i64) -> Duration {
    let began = Instant::now();
    while let Err(fault) = decide(db, n).await {
        assert!(matches!(fault, AppendError::Fault(Fault::Unavailable(_))), "{fault}");
        assert!(began.elapsed() < HEALING, "it does not come back: {fault}");
        tokio::task::yield_now().await;
    }
    began.elapsed()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restarted_server_heals_by_itself_and_every_acknowledged_decision_is_there() {
    let cluster = Cluster::start(true);
    let location = Location::Postgres { url: cluster.fresh() };
    let db = Db::open(&location, Options { connections: 4, ..Options::default() }).await.unwrap();
    let mut acknowledged = Vec::new();
    for round in 0..4 {
        for n in 0..20 {
            decide(&db, round * 100 + n).await.unwrap();
            acknowledged.push(round * 100 + n);
        }
        if round % 2 == 0 {
            cluster.stop()
        } else {
            cluster.crash()
        }
        // Long enough that every worker has met the dead server more than once.
        for n in 0..50 {
            let asked = Instant::now();
            let down = decide(&db, 90_000 + n).await;
            assert!(matches!(down, Err(AppendError::Fault(Fault::Unavailable(_)))), "{down:?}");
            assert!(asked.elapsed() < Duration::from_secs(1), "a caller waited for a server that is not there");
        }
        cluster.start_again();
        let took = healed(&db, 50_000 + round).await;
        acknowledged.push(50_000 + round);
        println!("round {round}: back after {took:?}");
        // Once one call is through, all are: no worker is left behind in a back-off of its own.
        for n in 0..40 {
            decide(&db, 60_000 + round * 100 + n).await.unwrap();
        }
    }
    settled(&db).await;
    let rows = db.read(|c| journal::after(c, Cursor::default(), 1000)).await.unwrap();
    let found: std::collections::BTreeSet<_> = rows.iter().map(|r| r.stream.id.as_i64()).collect();
    assert!(acknowledged.iter().all(|n| found.contains(n)));
    assert!(!found.contains(&90_000), "a refused decision must not appear later");
    db.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_made_while_serving_restores_into_an_empty_place() {
    both(|t| async move {
        let blobs = Blobs::local(&t.place.dir.path().join("blobs"), 1 << 20).unwrap();
        for n in 0..50 {
            decide(&t.db, n).await.unwrap();
        }
        let digest = blobs.put("发票".as_bytes().to_vec().into()).await.unwrap();
        settled(&t.db).await;
        seals::seal(&t.db, &blobs, t.db.now()).await.unwrap();
        let busy = {
            let db = t.db.clone();
            tokio::spawn(async move {
                for n in 1000..1100 {
                    decide(&db, n).await.unwrap();
                }
            })
        };
        let dir = t.place.dir.path().join("backup");
        let made = backup::backup(&t.db, &blobs, &dir).await.unwrap();
        busy.await.unwrap();
        let rows = |name: &str| made.tables.iter().find(|t| t.name == name).unwrap().rows;
        assert!(rows("journal") >= 50);
        assert_eq!((rows("journal"), made.files), (rows("timer"), 2), "one instant");
        assert!(matches!(backup::backup(&t.db, &blobs, &dir).await, Err(Fault::File(_))), "not over another backup");

        let elsewhere = t.place.dir.path().join("restored");
        let location = match t.db.engine() {
            Engine::Sqlite => testing::sqlite(&elsewhere),
            Engine::Postgres => testing::postgres(),
        };
        let files = Blobs::local(&elsewhere.join("blobs"), 1 << 20).unwrap();
        backup::restore(&location, &files, &dir).await.unwrap();
        assert!(backup::restore(&location, &files, &dir).await.is_err(), "only into an empty place");
        let db = Db::open(&location, Options::default()).await.unwrap();
        let report = verify(&db, &files, |_, _, _| Ok(vec![])).await.unwrap();
        assert_eq!((report.entries, report.seals, report.found), (rows("journal"), 1, 0));
        assert_eq!(files.get(digest).await.unwrap(), "发票".as_bytes());
        decide(&db, 5000).await.unwrap();
        assert_eq!(db.read(|c| search::find(c, "case", "質量", 1, None)).await.unwrap(), [Id::from_i64(5000)]);
        settled(&db).await;
        let feed = db.read(|c| journal::after(c, Cursor::default(), 1000)).await.unwrap();
        assert_eq!(feed.len() as u64, rows("journal") + 1);
        assert_eq!(feed.last().unwrap().stream.id, Id::from_i64(5000), "what is new comes last");
        settled(&db).await;
        seals::seal(&db, &files, db.now()).await.unwrap();
        assert_eq!(verify(&db, &files, |_, _, _| Ok(vec![])).await.unwrap().found, 0);
        db.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_backup_is_not_restored() {
    both(|t| async move {
        let blobs = Blobs::local(&t.place.dir.path().join("blobs"), 1 << 20).unwrap();
        decide(&t.db, 1).await.unwrap();
        let dir = t.place.dir.path().join("backup");
        backup::backup(&t.db, &blobs, &dir).await.unwrap();
        let (file, location) = match t.db.engine() {
            Engine::Sqlite => ("bihuan.db", testing::sqlite(&t.place.dir.path().join("restored"))),
            Engine::Postgres => ("journal.copy", testing::postgres()),
        };
        let mut bytes = std::fs::read(dir.join(file)).unwrap();
        let last = bytes.len() - 2;
        bytes[last] ^= 1;
        std::fs::write(dir.join(file), bytes).unwrap();
        assert!(matches!(backup::restore(&location, &blobs, &dir).await, Err(Fault::Corrupt(_))));
    })
    .await;
}
