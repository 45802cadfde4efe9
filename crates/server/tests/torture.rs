//! The kill test: the real server under concurrent writes is killed again and again; what it answered is kept, nothing
//! happens twice, no timer and no outbox row is lost or doubled, the record stays sound (REC; "Faults and bad input").
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod served;

use std::time::{Duration, Instant};

use bihuan_store::testing::Cluster;
use rand::RngExt as _;
use served::books::compare;
use served::callers::{Caller, new_case};
use served::ledger::Ledger;
use served::{PATIENCE, Place, Served, data_in, open_house};

const CALLERS: usize = 8;
/// Cases one caller takes in at most between two kills.
const CASES: usize = 200;
/// From the moment PostgreSQL answers again, over HTTP.
const HEALING: Duration = Duration::from_secs(2);

fn rounds(otherwise: usize) -> usize {
    std::env::var("BIHUAN_TORTURE_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(otherwise)
}

/// Sends every command again under its key: an answered one is answered the same and changes nothing, an unanswered one
/// happens now if it had not.
async fn repeat(caller: &Caller, base: &str, ledger: &Ledger) {
    for (key, sent) in ledger.all() {
        if sent.refused {
            continue;
        }
        let again = caller.command(base, ledger, &key, &sent).await.unwrap_or_else(|| panic!("{key} is not answered"));
        let Some((case, version)) = sent.answered else { continue };
        assert!(again.replayed, "{key} was answered before and is done again");
        assert_eq!(again.body["id"], case.to_string(), "{key}");
        assert!(again.body["version"].as_i64().unwrap() >= version, "{key}");
    }
}

/// Callers at work until told otherwise.
fn load(caller: &Caller, base: &str, ledger: &Ledger) -> tokio::task::JoinHandle<()> {
    let (caller, base, ledger) = (caller.clone(), base.to_owned(), ledger.clone());
    tokio::spawn(async move {
        let working = (0..CALLERS).map(|_| caller.work(&base, &ledger, CASES));
        futures::future::join_all(working).await;
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn torture_a_killed_server_keeps_every_answered_command() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place { data: data_in(dir.path()), database: None };
    let caller = Caller::new(&open_house(&place).await);
    let all = Ledger::default();
    let rounds = rounds(50);
    let began = Instant::now();
    for round in 1..=rounds {
        let ledger = Ledger::default();
        let mut served = Served::start(&place).await;
        let mut working = load(&caller, &served.base, &ledger);
        let life = Duration::from_millis(rand::rng().random_range(50..400));
        let finished = tokio::time::timeout(life, &mut working).await;
        served.kill();
        if finished.is_err() {
            working.await.unwrap();
        }
        if round % 5 == 0 {
            // Killed while it recovers, too.
            Served::begin(&place).kill();
        }
        let mut served = Served::start(&place).await;
        repeat(&caller, &served.base, &ledger).await;
        served.kill();
        all.extend(&ledger);
        if round % 10 == 0 || round == rounds {
            let compared = compare(&place, &all).await;
            place.assert_sound();
            println!("round {round}: {compared:?} after {:?}", began.elapsed());
        }
    }
    assert!(all.count_answered() > rounds, "the callers were hardly answered: nothing was tested");
}

#[tokio::test(flavor = "multi_thread")]
async fn torture_a_server_whose_postgresql_is_killed_heals_and_keeps_every_answered_command() {
    let dir = tempfile::tempdir().unwrap();
    let cluster = Cluster::start(true);
    let place = Place { data: data_in(dir.path()), database: Some(cluster.fresh()) };
    std::fs::create_dir_all(&place.data).unwrap();
    let caller = Caller::new(&open_house(&place).await);
    let all = Ledger::default();
    let mut served = Served::start(&place).await;
    for round in 1..=rounds(6).min(20) {
        let ledger = Ledger::default();
        let mut working = load(&caller, &served.base, &ledger);
        let life = Duration::from_millis(rand::rng().random_range(100..500));
        let finished = tokio::time::timeout(life, &mut working).await;
        if round % 2 == 0 { cluster.stop() } else { cluster.crash() }
        if finished.is_err() {
            tokio::time::timeout(PATIENCE, working).await.expect("callers hang while PostgreSQL is away").unwrap();
        }
        let (key, sent) = new_case();
        let down = caller.command(&served.base, &Ledger::with(&key, &sent), &key, &sent).await;
        assert!(down.is_none(), "answered without a database: {down:?}");
        cluster.start_again();
        let back = Instant::now();
        ledger.intend(&key, sent.clone());
        while caller.command(&served.base, &ledger, &key, &sent).await.is_none() {
            assert!(back.elapsed() < HEALING, "it does not come back");
        }
        println!("round {round}: back after {:?}, {} answered", back.elapsed(), ledger.count_answered());
        repeat(&caller, &served.base, &ledger).await;
        all.extend(&ledger);
    }
    served.kill();
    println!("{:?}", compare(&place, &all).await);
    place.assert_sound();
}
