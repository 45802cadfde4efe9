//! The kill test: the real server under concurrent writes is killed again and again; what it answered is kept, nothing
//! happens twice, no timer and no outbox row is lost or doubled, the record stays sound (REC; "Faults and bad input").
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::time::{Duration, Instant};

use crate::served::books::compare;
use crate::served::callers::{Caller, new_case};
use crate::served::ledger::Ledger;
use crate::served::{PATIENCE, Place, Served, data_in, open_house};
use bihuan_store::testing::Cluster;
use rand::RngExt as _;

const CALLERS: usize = 8;
/// Cases one caller takes in at most between two kills.
const CASES: usize = 200;
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
    let mut last = Ledger::default();
    let rounds = rounds(50);
    let began = Instant::now();
    for round in 1..=rounds {
        let mut served = Served::start(&place).await;
        repeat(&caller, &served.base, &last).await;
        all.extend(&last);
        last = Ledger::default();
        // The first command of a process reads the dictionary; only then begins the life that is to be cut short.
        caller.work(&served.base, &last, 1).await;
        let mut working = load(&caller, &served.base, &last);
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
        if round % 10 == 0 || round == rounds {
            let mut served = Served::start(&place).await;
            repeat(&caller, &served.base, &last).await;
            served.kill();
            all.extend(&last);
            last = Ledger::default();
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
        caller.work(&served.base, &ledger, 1).await;
        let mut working = load(&caller, &served.base, &ledger);
        let life = Duration::from_millis(rand::rng().random_range(100..500));
        let finished = tokio::time::timeout(life, &mut working).await;
        if round % 2 == 0 {
            cluster.stop()
        } else {
            cluster.crash()
        }
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
            assert!(back.elapsed() < PATIENCE, "it does not come back");
        }
        println!("round {round}: back after {:?}, {} answered", back.elapsed(), ledger.count_answered());
        repeat(&caller, &served.base, &ledger).await;
        all.extend(&ledger);
    }
    served.kill();
    println!("{:?}", compare(&place, &all).await);
    place.assert_sound();
}

/// Reads a stream of events until one names the case.
async fn heard(stream: &mut reqwest::Response, case: &str) {
    let mut all = String::new();
    let listening = async {
        while let Some(part) = stream.chunk().await.unwrap() {
            all.push_str(&String::from_utf8_lossy(&part));
            if all.contains(case) {
                return;
            }
        }
        panic!("the stream ended: {all}");
    };
    tokio::time::timeout(PATIENCE, listening).await.expect("the other node hears of it");
}

#[tokio::test(flavor = "multi_thread")]
async fn torture_of_two_nodes_on_one_postgresql_one_is_killed_and_the_other_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let cluster = Cluster::start(true);
    let url = cluster.fresh();
    let first = Place { data: dir.path().join("a"), database: Some(url.clone()) };
    let second = Place { data: dir.path().join("b"), database: Some(url) };
    std::fs::create_dir_all(&second.data).unwrap();
    let caller = Caller::new(&open_house(&first).await);
    let ledger = Ledger::default();
    let mut a = Served::start(&first).await;
    // Every node has the key that seals secrets.
    std::fs::copy(first.data.join("secret.key"), second.data.join("secret.key")).unwrap();
    let mut b = Served::start(&second).await;

    let mut events = caller.listen(&b.base).await;
    let (key, sent) = new_case();
    ledger.intend(&key, sent.clone());
    let made = caller.command(&a.base, &ledger, &key, &sent).await.unwrap();
    heard(&mut events, made.body["id"].as_str().unwrap()).await;
    drop(events);

    let working = [load(&caller, &a.base, &ledger), load(&caller, &b.base, &ledger)];
    let both = futures::future::join_all(working);
    tokio::pin!(both);
    let _ = tokio::time::timeout(Duration::from_millis(800), &mut both).await;
    a.kill();
    let _ = tokio::time::timeout(Duration::from_millis(300), &mut both).await;
    let by_then = ledger.count_answered();
    let (key, sent) = new_case();
    ledger.intend(&key, sent.clone());
    assert!(caller.command(&b.base, &ledger, &key, &sent).await.is_some(), "the node that lives goes on");
    b.kill();
    tokio::time::timeout(PATIENCE, both).await.expect("callers hang").into_iter().for_each(Result::unwrap);

    // What the killed node left unanswered is done, or found done, by another.
    let mut c = Served::start(&second).await;
    repeat(&caller, &c.base, &ledger).await;
    c.kill();
    println!("{by_then} answered by two nodes; {:?}", compare(&second, &ledger).await);
    assert!(by_then > CALLERS, "the nodes were hardly used: nothing was tested");
}
