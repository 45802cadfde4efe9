//! The demonstration on both engines: a small year is told without a mistake, every template is in it, shares are
//! believable, the record proves itself, and the same seed tells the same.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_app::App;
use bihuan_app::cases::find::{Filter, Sort};
use bihuan_app::demo::{Demo, Told};
use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::ids::Id;
use bihuan_store::blobs::Blobs;
use bihuan_store::{Db, Location, Options, testing};

async fn shop(dir: &std::path::Path, location: &Location) -> App {
    let db = Db::open(location, Options::default()).await.unwrap();
    App::open(db, Blobs::local(&dir.join("blobs"), 1 << 20).unwrap()).await.unwrap()
}

async fn tell(app: &App, seed: u64, cases: usize) -> Told {
    let until = "2026-11-22T18:00:00+08:00".parse().unwrap();
    app.demo(Demo { cases, seed, until, admin_password_hash: None, tellers: 2 }, |_| {}).await.unwrap()
}

async fn year(location: impl FnOnce(&std::path::Path) -> Location) -> Told {
    let dir = tempfile::tempdir().unwrap();
    let app = shop(dir.path(), &location(dir.path())).await;
    let told = tell(&app, 1, 300).await;
    assert_eq!(told.refusals, Vec::<String>::new());
    assert_eq!(told.cases, 300);
    assert_eq!(told.by_policy.len(), 5, "{:?}", told.by_policy);
    let verified = app.verify().await.unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);

    let admin = Actor::everything(Who::User(Id::from_i64(7)));
    let open = Filter { open: Some(true), ..Filter::default() };
    assert_eq!(app.count(&admin, open, 1_000).await.unwrap().count as usize, told.open);
    let page = app.find(&admin, Filter::default(), Sort::Newest, None, 50).await.unwrap();
    assert_eq!(page.lines.len(), 50);
    assert!(page.lines.iter().all(|l| l.subject.is_some()));
    let station = app.world().policy_of(page.lines[0].case.unit).to_owned();
    assert_eq!(station, page.lines[0].case.policy.id, "a new case of that unit opens under the same policy");
    assert!(!app.search(&admin, "洗衣机", 10).await.unwrap().is_empty());

    // A second telling would mix two years.
    let again = Demo { cases: 1, seed: 1, until: app.db().now(), admin_password_hash: None, tellers: 1 };
    assert!(app.demo(again, |_| {}).await.is_err());
    app.db().close().await;
    told
}

#[tokio::test]
async fn both_engines_tell_the_same_year_and_prove_it() {
    let sqlite = year(testing::sqlite).await;
    let postgres = year(|_| testing::postgres()).await;
    assert_eq!(sqlite, postgres);
}

#[tokio::test]
async fn shares_are_believable_and_another_seed_tells_another_year() {
    let dir = tempfile::tempdir().unwrap();
    let app = shop(dir.path(), &testing::sqlite(&dir.path().join("a"))).await;
    let told = tell(&app, 2, 3_000).await;
    app.db().close().await;
    assert_eq!(told.refusals, Vec::<String>::new());
    let per_mille = |what: &str| told.by_trait.get(what).copied().unwrap_or(0) * 1_000 / told.cases;
    for (what, low, high) in [
        ("breached", 80, 330),
        ("reopened", 3, 40),
        ("rejected_solution", 15, 90),
        ("waited", 50, 200),
        ("transferred", 8, 60),
        ("chased", 20, 120),
        ("repeat", 8, 50),
        ("emergency", 4, 50),
        ("closed:unreachable", 8, 40),
        ("closed:withdrawn", 3, 25),
        ("at_night", 30, 150),
        ("complaint", 400, 750),
    ] {
        let share = per_mille(what);
        assert!((low..=high).contains(&share), "{what}: {share} in a thousand");
    }
    let open = told.open * 1_000 / told.cases;
    assert!((30..=70).contains(&open), "{open} in a thousand are open");
    assert!(told.decisions < told.cases as u64 * 30, "{} decisions", told.decisions);

    let dir = tempfile::tempdir().unwrap();
    let app = shop(dir.path(), &testing::sqlite(&dir.path().join("b"))).await;
    let other = tell(&app, 3, 3_000).await;
    app.db().close().await;
    assert_ne!(told.by_trait, other.by_trait);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_calls_in_the_last_minutes_of_the_year_has_a_case_too() {
    let dir = tempfile::tempdir().unwrap();
    let app = shop(dir.path(), &Location::Sqlite { dir: dir.path().to_owned() }).await;
    // The last day is five minutes long, so that many telephones ring as it ends.
    let until = "2026-11-22T00:05:00+08:00".parse().unwrap();
    let told = app.demo(Demo { cases: 8_000, seed: 1, until, admin_password_hash: None, tellers: 2 }, |_| {}).await;
    let told = told.unwrap();
    assert_eq!((told.cases, told.refused), (8_000, 0), "{:?}", told.refusals);
    app.db().close().await;
}
