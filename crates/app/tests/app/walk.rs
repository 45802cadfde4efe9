//! Lists over a network of units, on both engines: page after page, in every order, filtered and not, whoever looks at
//! all units through their subtree sees just what stands in the rows, each case once and in order.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_app::App;
use bihuan_app::cases::find::{Filter, Sort};
use bihuan_app::demo::Demo;
use bihuan_domain::actor::{Actor, Grant, Permission, Scope, Who};
use bihuan_domain::ids::Id;
use bihuan_domain::trade::Kind;
use bihuan_store::blobs::Blobs;
use bihuan_store::{Db, Location, Options, testing};

const CASES: usize = 400;

fn looking(scopes: impl IntoIterator<Item = Scope>) -> Actor {
    let grants = scopes.into_iter().map(|scope| Grant { permission: Permission::CaseRead, scope }).collect();
    Actor { who: Who::User(Id::from_i64(7)), unit: None, grants, roles: vec![] }
}

async fn pages(app: &App, actor: &Actor, filter: &Filter, sort: Sort, limit: u32) -> Vec<Id> {
    let (mut ids, mut after) = (Vec::new(), None);
    for _ in 0..CASES {
        let page = app.find(actor, filter.clone(), sort, after, limit).await.unwrap();
        ids.extend(page.lines.iter().map(|l| l.case.id));
        after = page.next;
        if after.is_none() {
            return ids;
        }
    }
    panic!("the pages do not end")
}

async fn network(location: &Location, dir: &std::path::Path) {
    let db = Db::open(location, Options::default()).await.unwrap();
    let app = App::open(db, Blobs::local(&dir.join("files"), 1 << 20).unwrap()).await.unwrap();
    let until = "2026-11-22T18:00:00+08:00".parse().unwrap();
    let demo = Demo { cases: CASES, seed: 3, until, admin_password_hash: None, tellers: 2 };
    app.demo(demo, |_| {}).await.unwrap();
    app.refresh().await.unwrap();

    let everything = looking([Scope::All]);
    let all = app.find(&everything, Filter::default(), Sort::Newest, None, 200).await.unwrap();
    let top = *app.world().lineage(all.lines[0].case.unit).last().unwrap();
    let units = app.world().subtree(top);
    assert!(units.len() > 16, "a network of {} units proves little", units.len());
    let several = looking(units.iter().copied().map(Scope::Unit));
    let subtree = looking([Scope::Subtree(top)]);

    let open = Filter { open: Some(true), ..Filter::default() };
    let complaints = Filter { kinds: vec![Kind::Complaint], severity_at_least: Some(2), ..open.clone() };
    let rare = Filter { escalated_at_least: Some(1), ..Filter::default() };
    for (name, filter) in [("all", Filter::default()), ("open", open), ("complaints", complaints), ("rare", rare)] {
        for sort in Sort::ALL {
            let expected = pages(&app, &everything, &filter, sort, 200).await;
            assert!(!expected.is_empty(), "{name}");
            for (who, actor, limit) in [("subtree", &subtree, 7), ("units", &several, 50)] {
                let seen = pages(&app, actor, &filter, sort, limit).await;
                assert_eq!(seen, expected, "{name} by {} for {who}", sort.code());
            }
        }
        let counted = app.count(&subtree, filter.clone(), 1_000).await.unwrap();
        assert_eq!(counted.count as usize, pages(&app, &everything, &filter, Sort::Newest, 200).await.len(), "{name}");
    }
    app.db().close().await;
}

#[tokio::test]
async fn a_network_is_paged_without_a_gap_or_a_repeat_on_sqlite() {
    let dir = tempfile::tempdir().unwrap();
    network(&testing::sqlite(&dir.path().join("data")), dir.path()).await;
}

#[tokio::test]
async fn a_network_is_paged_without_a_gap_or_a_repeat_on_postgres() {
    let dir = tempfile::tempdir().unwrap();
    network(&testing::postgres(), dir.path()).await;
}
