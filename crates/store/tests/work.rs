//! Timers, outbox, jobs and search on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod engines;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::Stream;
use bihuan_store::lease::{ATTEMPTS, Failed, back_off_ms};
use bihuan_store::search::{self, Tokens};
use bihuan_store::{Db, Fault, Options, jobs, outbox, timers};
use engines::{both, on_each};

const NOON: i64 = 1_800_000_000_000;

fn case(n: i64) -> Stream {
    Stream::new("case", Id::from_i64(n))
}

#[tokio::test(flavor = "multi_thread")]
async fn due_timers_are_claimed_once_by_several_workers() {
    both(|t| async move {
        t.db.write("test", |tx| {
            for n in 0..500 {
                timers::set(tx, &case(n), "response.due", UtcMs::new(NOON + n))?;
            }
            timers::set(tx, &case(1000), "response.due", UtcMs::new(NOON + 60_000))
        })
        .await
        .unwrap();
        let workers: Vec<_> = (0..4)
            .map(|_| {
                let db = t.db.clone();
                tokio::spawn(async move {
                    let mut mine = Vec::new();
                    loop {
                        let got =
                            db.write("test", |tx| timers::claim_due(tx, UtcMs::new(NOON + 1000), 40, 60_000)).await;
                        let got: Vec<timers::Timer> = got.unwrap();
                        if got.is_empty() {
                            return mine;
                        }
                        mine.extend(got.iter().map(|t| t.stream.id));
                        db.write("test", move |tx| {
                            got.iter().try_for_each(|t| timers::done(tx, t).map(|done| assert!(done)))
                        })
                        .await
                        .unwrap_or_else(|e: Fault| panic!("{e}"));
                    }
                })
            })
            .collect();
        let mut all = Vec::new();
        for worker in workers {
            all.extend(worker.await.unwrap());
        }
        assert_eq!(all.len(), 500);
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 500);
        assert_eq!(t.db.read(timers::next_due).await.unwrap(), Some(UtcMs::new(NOON + 60_000)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_timer_set_anew_while_claimed_is_not_lost_and_a_cancelled_one_does_not_fire() {
    both(|t| async move {
        t.db.write("test", |tx| {
            timers::set(tx, &case(1), "due", UtcMs::new(NOON))?;
            timers::set(tx, &case(2), "due", UtcMs::new(NOON))
        })
        .await
        .unwrap();
        let claimed: Vec<timers::Timer> =
            t.db.write("test", |tx| timers::claim_due(tx, UtcMs::new(NOON), 1, 60_000)).await.unwrap();
        assert_eq!(claimed[0].stream, case(1));
        t.db.write("test", move |tx| {
            timers::set(tx, &case(1), "due", UtcMs::new(NOON + 5))?;
            assert!(!timers::done(tx, &claimed[0])?, "the old claim must not end the new timer");
            assert!(timers::cancel(tx, &case(2), "due")?);
            Ok::<(), Fault>(())
        })
        .await
        .unwrap();
        let left: Vec<timers::Timer> =
            t.db.write("test", |tx| timers::claim_due(tx, UtcMs::new(NOON + 10), 10, 60_000)).await.unwrap();
        assert_eq!(left.iter().map(|t| (t.stream.clone(), t.due_at.ms())).collect::<Vec<_>>(), [(case(1), NOON + 5)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_effect_is_enqueued_once_leased_retried_with_pauses_and_parked() {
    on_each(|place| async move {
        let at = Arc::new(AtomicI64::new(NOON));
        let clock = Arc::clone(&at);
        let options =
            Options { clock: Arc::new(move || UtcMs::new(clock.load(Ordering::SeqCst))), ..Options::default() };
        let db = Db::open(&place.location, options).await.unwrap();
        let first = db.write("test", |tx| outbox::enqueue(tx, "email", "case-1/ack", "{}", tx.now())).await.unwrap();
        let again = db.write("test", |tx| outbox::enqueue(tx, "email", "case-1/ack", "{}", tx.now())).await.unwrap();
        assert!(first.is_some() && again.is_none(), "one key, one effect");
        let claim = |db: Db| async move { db.write("test", |tx| outbox::claim_due(tx, 10, 30_000)).await.unwrap() };
        let lost = claim(db.clone()).await.remove(0);
        assert!(claim(db.clone()).await.is_empty(), "leased");
        at.fetch_add(30_000, Ordering::SeqCst);
        let mut held = claim(db.clone()).await.remove(0);
        assert_eq!((held.id, held.attempt), (first.unwrap(), 2));
        let late: bool = db.write("test", move |tx| outbox::sent(tx, &lost)).await.unwrap();
        assert!(!late, "whoever lost the lease reports nothing");
        loop {
            let (attempt, reported) = (held.attempt, held.clone());
            let outcome = db.write("test", move |tx| outbox::failed(tx, &reported, "550 no such user")).await.unwrap();
            let now = at.load(Ordering::SeqCst);
            if attempt == ATTEMPTS {
                assert_eq!(outcome, Failed::Parked);
                break;
            }
            assert_eq!(outcome, Failed::Again(UtcMs::new(now + back_off_ms(attempt))));
            at.fetch_add(back_off_ms(attempt) - 1, Ordering::SeqCst);
            assert!(claim(db.clone()).await.is_empty());
            at.fetch_add(1, Ordering::SeqCst);
            held = claim(db.clone()).await.remove(0);
        }
        let waiting = db.read(outbox::waiting).await.unwrap();
        assert_eq!((waiting.open, waiting.parked), (0, 1));
        let id = held.id;
        assert!(db.write("test", move |tx| outbox::revive(tx, id)).await.unwrap());
        let held = claim(db.clone()).await.remove(0);
        assert!(db.write("test", move |tx| outbox::sent(tx, &held)).await.unwrap());
        at.fetch_add(1, Ordering::SeqCst);
        assert_eq!(db.write("test", |tx| outbox::prune(tx, tx.now(), 10)).await.unwrap(), 1);
        db.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_of_a_rolled_back_command_does_not_exist() {
    both(|t| async move {
        let refused: Result<(), Fault> =
            t.db.write("test", |tx| {
                jobs::enqueue(tx, "seal", "seal/1", "{}", tx.now())?;
                Err(Fault::Sql("refused".into()))
            })
            .await;
        assert!(refused.is_err());
        assert_eq!(t.db.read(jobs::next_due).await.unwrap(), None);
        t.db.write("test", |tx| jobs::enqueue(tx, "seal", "seal/1", "{}", tx.now())).await.unwrap();
        let claimed = t.db.write("test", |tx| jobs::claim_due(tx, 10, 30_000)).await.unwrap();
        assert_eq!((claimed[0].topic.as_str(), claimed[0].key.as_str()), ("seal", "seal/1"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_saved_is_found_in_either_script_newest_first() {
    both(|t| async move {
        let docs = [
            (1, "case", "客户投诉产品质量问题，要求退货退款"),
            (2, "case", "客戶投訴產品質量問題，要求換貨"),
            (3, "case", "发动机异响 ＶＩＮ ＬＳＶＡＡ４９１３２"),
            (4, "customer", "产品质量部 张三"),
        ];
        t.db.write("test", move |tx| {
            docs.iter().try_for_each(|(id, kind, text)| search::index(tx, Id::from_i64(*id), kind, &Tokens::of(text)))
        })
        .await
        .unwrap_or_else(|e: Fault| panic!("{e}"));
        let find = |asked: &'static str, before: Option<i64>| {
            let db = t.db.clone();
            async move {
                let found: Result<Vec<Id>, Fault> =
                    db.read(move |c| search::find(c, "case", asked, 10, before.map(Id::from_i64))).await;
                found.unwrap().into_iter().map(Id::as_i64).collect::<Vec<_>>()
            }
        };
        assert_eq!(find("质量", None).await, [2, 1]);
        assert_eq!(find("質量", Some(2)).await, [1]);
        assert_eq!(find("产品质量 退款", None).await, [1]);
        assert_eq!(find("vin lsvaa49132", None).await, [3]);
        assert_eq!(find("ｖｉｎ", None).await, [3]);
        for nothing in ["", "  ，。", "不存在的词", "\" OR \"", "'; DROP TABLE journal; --"] {
            assert_eq!(find(nothing, None).await, Vec::<i64>::new(), "{nothing}");
        }
        t.db.write("test", |tx| {
            search::remove(tx, Id::from_i64(2))?;
            search::index(tx, Id::from_i64(1), "case", &Tokens::of("已改写"))
        })
        .await
        .unwrap_or_else(|e: Fault| panic!("{e}"));
        assert_eq!(find("质量", None).await, Vec::<i64>::new());
        assert_eq!(find("改写", None).await, [1]);
    })
    .await;
}
