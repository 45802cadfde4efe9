//! The two engines under test: a test body runs once on each.
#![allow(dead_code, clippy::unwrap_used)]

use std::future::Future;

use bihuan_store::{Db, Location, Options, testing};

/// An open store and what must live as long.
pub struct Store {
    pub db: Db,
    pub place: Place,
}

/// Where a test's data lie.
pub struct Place {
    pub location: Location,
    pub dir: tempfile::TempDir,
}

impl Place {
    pub async fn open(&self) -> Db {
        Db::open(&self.location, Options { readers: 2, connections: 6, ..Options::default() }).await.unwrap()
    }
}

pub fn sqlite() -> Place {
    let dir = tempfile::tempdir().unwrap();
    Place { location: testing::sqlite(&dir.path().join("data")), dir }
}

pub fn postgres() -> Place {
    Place { location: testing::postgres(), dir: tempfile::tempdir().unwrap() }
}

/// Runs the body on an empty place of each engine.
pub async fn on_each<F: Future<Output = ()>>(body: impl Fn(Place) -> F) {
    body(sqlite()).await;
    body(postgres()).await;
}

/// Runs the body on an open, empty store of each engine.
pub async fn both<F: Future<Output = ()>>(body: impl Fn(Store) -> F) {
    on_each(|place| async {
        let db = place.open().await;
        let kept = db.clone();
        body(Store { db, place }).await;
        kept.close().await;
    })
    .await;
}

/// Waits until the feed shows every decision: transactions of other tests on the same server hold it back for a moment.
pub async fn settled(db: &Db) {
    let mut changes = db.changes();
    loop {
        let hidden = db
            .read(|c| {
                let mut shown = 0;
                bihuan_store::journal::scan(c, Default::default(), |_| {
                    shown += 1;
                    Ok::<(), bihuan_store::Fault>(())
                })?;
                let all =
                    c.query_one(&bihuan_store::Query::dynamic("SELECT count(*) FROM journal".into()), &[])?.int(0)?;
                Ok::<_, bihuan_store::Fault>(all - shown)
            })
            .await
            .unwrap();
        if hidden == 0 {
            return;
        }
        tokio::time::timeout(std::time::Duration::from_secs(10), changes.changed()).await.unwrap().unwrap();
    }
}
