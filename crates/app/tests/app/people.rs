//! Units, users and customers, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use crate::stores::{Place, both};
use bihuan_app::access::{Access, AccessRules};
use bihuan_app::customers::{CustomerKey, CustomerPatch, NewCustomer, ensure_in};
use bihuan_app::failure::Failure;
use bihuan_app::organisation::NewUnit;
use bihuan_app::paging::PageAsk;
use bihuan_app::tokens::NewToken;
use bihuan_app::users::{NewUser, UserPatch};
use bihuan_domain::actor::{Actor, Grant, Permission, Scope, Who};
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{CustomerField, Reach, Refusal, RoleAt, UnitKind};
use bihuan_domain::trade::Role;
use bihuan_store::Query;
use bihuan_store::journal::{self, Stream};
use bihuan_store::nouns::note;

fn refused<T: std::fmt::Debug>(result: Result<T, Failure>) -> Refusal {
    match result.unwrap_err() {
        Failure::Organisation(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

fn unit(parent: Id, kind: UnitKind, code: &str) -> NewUnit {
    NewUnit { parent, kind, code: code.into(), name: format!("单位{code}"), calendar: None }
}

fn user(login: &str, unit: Id, roles: &[RoleAt]) -> NewUser {
    NewUser {
        login: login.into(),
        name: "李雷".into(),
        unit,
        language: "zh-CN".into(),
        roles: roles.to_vec(),
        password: None,
    }
}

fn at(role: Role, reach: Reach) -> RoleAt {
    RoleAt { role: role.into(), reach, unit: None }
}

async fn closure(p: &Place) -> Vec<(i64, i64, i64)> {
    let all = Query::dynamic("SELECT ancestor, descendant, depth FROM unit_closure ORDER BY 1, 2".into());
    let rows = p.db.read(move |c| c.query(&all, &[])).await.unwrap();
    rows.iter().map(|r| (r.int(0).unwrap(), r.int(1).unwrap(), r.int(2).unwrap())).collect()
}

/// What the closure ought to be, from the tree in memory.
fn closure_of_tree(p: &Place, units: &[Id]) -> Vec<(i64, i64, i64)> {
    let pairs = units.iter().flat_map(|unit| {
        let line = p.access.lineage(*unit);
        line.into_iter()
            .enumerate()
            .map(|(depth, above)| (above.as_i64(), unit.as_i64(), depth as i64))
            .collect::<Vec<_>>()
    });
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort();
    pairs
}

#[tokio::test(flavor = "multi_thread")]
async fn a_station_moves_with_all_below_it_and_never_under_itself() {
    both(|p| async move {
        let (admin, top) = p.set_up().await;
        let north = p.access.create_unit(&admin, unit(top, UnitKind::Region, "north")).await.unwrap();
        let south = p.access.create_unit(&admin, unit(top, UnitKind::Region, "south")).await.unwrap();
        let station = p.access.create_unit(&admin, unit(north, UnitKind::Station, "s1")).await.unwrap();
        let team = p.access.create_unit(&admin, unit(station, UnitKind::Team, "s1.a")).await.unwrap();
        let units = [top, north, south, station, team];
        assert_eq!(closure(&p).await, closure_of_tree(&p, &units));
        assert_eq!(p.access.lineage(team), [team, station, north, top]);

        assert_eq!(p.access.move_unit(&admin, station, 1, south).await.unwrap(), 2);
        assert_eq!(p.access.lineage(team), [team, station, south, top]);
        assert_eq!(p.access.subtree(south), [south, station, team]);
        assert_eq!(closure(&p).await, closure_of_tree(&p, &units));

        let cycle = p.access.move_unit(&admin, south, 1, team).await;
        assert_eq!(refused(cycle), Refusal::UnitCycle { unit: south, parent: team });
        assert_eq!(refused(p.access.move_unit(&admin, top, 1, south).await), Refusal::HeadOffice);
        assert!(matches!(p.access.move_unit(&admin, station, 1, north).await, Err(Failure::Stale { current: 2 })));
        assert_eq!(
            refused(p.access.create_unit(&admin, unit(top, UnitKind::Region, "South")).await),
            Refusal::UnitCodeTaken
        );
        assert_eq!(refused(p.access.archive_unit(&admin, station, 2).await), Refusal::UnitInUse { unit: station });
        p.access.archive_unit(&admin, team, 1).await.unwrap();
        assert_eq!(
            refused(p.access.create_unit(&admin, unit(team, UnitKind::Team, "x")).await),
            Refusal::UnitArchived { unit: team }
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_station_sees_itself_and_the_way_up_but_not_its_neighbour() {
    both(|p| async move {
        let (admin, top) = p.set_up().await;
        let one = p.access.create_unit(&admin, unit(top, UnitKind::Station, "s1")).await.unwrap();
        let two = p.access.create_unit(&admin, unit(top, UnitKind::Station, "s2")).await.unwrap();
        let id = p.access.create_user(&admin, user("han", one, &[at(Role::StationStaff, Reach::Unit)])).await.unwrap();
        let han = p.access.actor_of(id).await.unwrap();
        let seen: Vec<Id> =
            p.access.units(&han, PageAsk::first(200)).await.unwrap().items.iter().map(|u| u.id).collect();
        assert_eq!(seen, [top, one]);
        assert!(matches!(p.access.unit(&han, two).await, Err(Failure::NotFound { what: "unit" })));
        assert!(p.access.may_at(&han, Permission::CaseRead, one));
        assert!(!p.access.may_at(&han, Permission::CaseRead, two));
        let first = p.access.units(&admin, PageAsk::first(2)).await.unwrap();
        let rest = p.access.units(&admin, PageAsk { after: first.next, limit: 2 }).await.unwrap();
        assert_eq!((first.items.len(), rest.items.len(), rest.next), (2, 1, None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gives_more_than_they_hold() {
    both(|p| async move {
        let (admin, top) = p.set_up().await;
        let station = p.access.create_unit(&admin, unit(top, UnitKind::Station, "s1")).await.unwrap();
        let other = p.access.create_unit(&admin, unit(top, UnitKind::Station, "s2")).await.unwrap();
        let boss =
            p.access.create_user(&admin, user("boss", station, &[at(Role::Admin, Reach::Subtree)])).await.unwrap();
        let boss_actor = p.access.actor_of(boss).await.unwrap();

        let agent =
            p.access.create_user(&boss_actor, user("agent", station, &[at(Role::Agent, Reach::Unit)])).await.unwrap();
        for roles in [[RoleAt::everywhere(Role::Agent)], [RoleAt::everywhere(Role::Admin)]] {
            assert!(matches!(
                refused(p.access.set_roles(&boss_actor, agent, 1, &roles).await),
                Refusal::ExceedsOwn { .. }
            ));
        }
        let abroad = RoleAt { role: Role::Agent.into(), reach: Reach::Unit, unit: Some(other) };
        assert!(matches!(
            p.access.set_roles(&boss_actor, agent, 1, &[abroad]).await,
            Err(Failure::NotFound { what: "unit" })
        ));
        assert!(matches!(
            p.access.create_user(&boss_actor, user("x", other, &[])).await,
            Err(Failure::NotFound { what: "unit" })
        ));
        let system = p.access.set_roles(&admin, agent, 1, &[at(Role::System, Reach::Own)]).await;
        assert_eq!(refused(system), Refusal::RoleNotForPeople);

        // Somebody of the station who holds more than its administrator is not theirs to change.
        let visitor = user("visitor", station, &[RoleAt::everywhere(Role::QualityManager)]);
        let visitor = p.access.create_user(&admin, visitor).await.unwrap();
        let password = p.access.set_password(&boss_actor, visitor, None, "a password of theirs").await;
        assert!(matches!(refused(password), Refusal::ExceedsOwn { .. }));
        assert!(matches!(refused(p.access.deactivate_user(&boss_actor, visitor, 1).await), Refusal::ExceedsOwn { .. }));

        let plain = p.access.actor_of(agent).await.unwrap();
        assert!(matches!(
            p.access.set_roles(&plain, agent, 1, &[RoleAt::everywhere(Role::Admin)]).await,
            Err(Failure::NotPermitted(Permission::UserAdmin))
        ));
        assert!(matches!(p.access.user(&plain, boss).await, Err(Failure::NotFound { what: "user" })));
        assert_eq!(p.access.user(&plain, agent).await.unwrap().login, "agent");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_become_grants_at_the_own_unit_and_move_along() {
    both(|p| async move {
        let (admin, top) = p.set_up().await;
        let one = p.access.create_unit(&admin, unit(top, UnitKind::Station, "s1")).await.unwrap();
        let two = p.access.create_unit(&admin, unit(top, UnitKind::Station, "s2")).await.unwrap();
        let id = p.access.create_user(&admin, user("han", one, &[at(Role::Technician, Reach::Unit)])).await.unwrap();
        let read = |scope| Grant { permission: Permission::CaseRead, scope };
        assert!(p.access.actor_of(id).await.unwrap().grants.contains(&read(Scope::Unit(one))));
        let moved = UserPatch { unit: Some(two), ..UserPatch::default() };
        assert_eq!(p.access.change_user(&admin, id, 1, moved).await.unwrap(), 2);
        let grants = p.access.actor_of(id).await.unwrap().grants;
        assert!(grants.contains(&read(Scope::Unit(two))) && !grants.contains(&read(Scope::Unit(one))));
        p.access.set_roles(&admin, id, 2, &[]).await.unwrap();
        assert!(p.access.actor_of(id).await.unwrap().grants.is_empty());
        let stale = p.access.set_roles(&admin, id, 2, &[]).await;
        assert!(matches!(stale, Err(Failure::Stale { current: 3 })));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_felt_at_once_though_answers_are_kept_in_memory() {
    both(|p| async move {
        let (admin, _) = p.set_up().await;
        let me = admin.user().unwrap();
        let session = p.sign_in("admin").await;
        let actor = p.who(&session).await.actor;
        assert!(Arc::ptr_eq(&actor, &p.who(&session).await.actor), "kept");
        let second = user("second", admin.unit.unwrap(), &[RoleAt::everywhere(Role::Admin)]);
        let second = p
            .access
            .create_user(&admin, NewUser { password: Some(crate::stores::PASSWORD.into()), ..second })
            .await
            .unwrap();
        let second = p.access.actor_of(second).await.unwrap();
        let version = p.access.user(&admin, me).await.unwrap().version;
        p.access.set_roles(&second, me, version, &[at(Role::Auditor, Reach::All)]).await.unwrap();
        assert!(!p.who(&session).await.actor.may_somewhere(Permission::UserAdmin));
        p.access.deactivate_user(&second, me, version + 1).await.unwrap();
        assert!(matches!(p.access.actor_by_session(session.cookie.reveal()).await, Err(Failure::NotSignedIn)));
        assert_eq!(refused(p.access.sign_in("admin", crate::stores::PASSWORD, "").await), Refusal::WrongCredentials);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_node_learns_of_changes_from_the_journal() {
    both(|p| async move {
        let (admin, top) = p.set_up().await;
        let other = Access::open(p.db.clone(), AccessRules::default()).await.unwrap();
        let session = p.sign_in("admin").await;
        other.actor_by_session(session.cookie.reveal()).await.unwrap();
        let station = p.access.create_unit(&admin, unit(top, UnitKind::Station, "s1")).await.unwrap();
        assert!(other.tree().get(station).is_none());
        other.heed("unit").await.unwrap();
        assert_eq!(other.lineage(station), [station, top]);

        other.actor_by_session(session.cookie.reveal()).await.unwrap();
        p.access.end_sessions_of(&admin, admin.user().unwrap()).await.unwrap();
        other.heed("case").await.unwrap();
        assert!(other.actor_by_session(session.cookie.reveal()).await.is_ok(), "kept for a few seconds");
        other.heed("user").await.unwrap();
        assert!(matches!(other.actor_by_session(session.cookie.reveal()).await, Err(Failure::NotSignedIn)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_not_issued_for_nobody() {
    both(|p| async move {
        let (admin, _) = p.set_up().await;
        let new = NewToken { name: "x".into(), permissions: None, expires_at: None };
        let nobody = p.access.issue_token(&admin, Id::from_i64(4), new).await;
        assert!(matches!(nobody, Err(Failure::NotFound { what: "user" })));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_administrator_cannot_go_also_when_two_try_together() {
    both(|p| async move {
        let (admin, top) = p.set_up().await;
        let me = admin.user().unwrap();
        let version = p.access.user(&admin, me).await.unwrap().version;
        assert_eq!(refused(p.access.deactivate_user(&admin, me, version).await), Refusal::LastAdmin);
        assert_eq!(refused(p.access.set_roles(&admin, me, version, &[]).await), Refusal::LastAdmin);
        let second = user("second", top, &[RoleAt::everywhere(Role::Admin)]);
        let second = p
            .access
            .create_user(&admin, NewUser { password: Some(crate::stores::PASSWORD.into()), ..second })
            .await
            .unwrap();
        let (one, two) =
            tokio::join!(p.access.deactivate_user(&admin, me, version), p.access.deactivate_user(&admin, second, 1));
        assert_eq!([&one, &two].iter().filter(|r| r.is_ok()).count(), 1, "{one:?} {two:?}");
        let left = [one, two].into_iter().find(Result::is_err).unwrap();
        assert_eq!(refused(left), Refusal::LastAdmin);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_take_a_sign_in_name_at_once_one_hears_that_it_is_taken() {
    both(|p| async move {
        let (admin, top) = p.set_up().await;
        let (one, two) = tokio::join!(
            p.access.create_user(&admin, user("Li.Lei", top, &[])),
            p.access.create_user(&admin, user("ｌｉ.lei", top, &[]))
        );
        assert_eq!([&one, &two].iter().filter(|r| r.is_ok()).count(), 1);
        assert_eq!(refused([one, two].into_iter().find(Result::is_err).unwrap()), Refusal::LoginTaken);
        let page = p.access.users(&admin, Permission::UserAdmin, PageAsk::first(1)).await.unwrap();
        assert!(page.next.is_some());
        let rest =
            p.access.users(&admin, Permission::CaseAssign, PageAsk { after: page.next, limit: 200 }).await.unwrap();
        assert_eq!((page.items.len(), rest.items.len(), rest.next), (1, 1, None));
    })
    .await;
}

fn wang() -> NewCustomer {
    NewCustomer {
        name: Some("王小明".into()),
        phone: Some("138 1234 5678".into()),
        email: Some("Xiaoming@example.com".into()),
        ..NewCustomer::default()
    }
}

fn may(permissions: &[Permission], scope: Scope) -> Actor {
    let grants = permissions.iter().map(|p| Grant { permission: *p, scope }).collect();
    Actor { who: Who::User(Id::from_i64(77)), unit: None, grants, roles: vec![] }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_telephone_number_is_shown_only_for_a_reason_that_is_recorded() {
    both(|p| async move {
        use Permission::{CustomerRead, CustomerReveal, CustomerWrite};
        let agent = may(&[CustomerRead, CustomerWrite, CustomerReveal], Scope::Own);
        let made = p.customers.create(&agent, wang()).await.unwrap();
        assert_eq!(made.phone.as_deref(), Some("138****5678"));
        assert_eq!(made.name.as_deref(), Some("王*"));
        assert_eq!(made.email.as_deref(), Some("X***@example.com"));

        let fields = [CustomerField::Phone];
        let short = p.customers.reveal(&agent, made.id, &fields, " 回访 ").await;
        assert!(matches!(short, Err(Failure::Input { field: "reason", .. })));
        let reader = may(&[CustomerRead], Scope::All);
        let barred = p.customers.reveal(&reader, made.id, &fields, "回访客户确认结果").await;
        assert!(matches!(barred, Err(Failure::NotPermitted(CustomerReveal))));
        let seen = p.customers.reveal(&agent, made.id, &fields, "回访客户确认结果").await.unwrap();
        assert_eq!((seen.version, seen.phone.as_deref(), seen.email), (2, Some("138 1234 5678"), None));

        let stream = Stream::new("customer", made.id);
        let kept = stream.clone();
        let (history, notes) =
            p.db.read(move |c| {
                Ok::<_, bihuan_store::Fault>((journal::read(c, &stream)?, note::of_subject(c, &kept, None, 10)?))
            })
            .await
            .unwrap();
        assert_eq!(history.len(), 2);
        assert_eq!((history[1].command.as_str(), history[1].actor_id), ("reveal_customer", agent.user()));
        assert!(history[1].body.contains(r#""fields":["phone"]"#), "{}", history[1].body);
        for row in &history {
            for secret in ["1234", "王", "回访", "xiaoming"] {
                assert!(!row.body.to_lowercase().contains(secret), "{}", row.body);
            }
        }
        assert_eq!(notes[0].1.as_deref(), Some("回访客户确认结果"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_is_recognised_by_any_writing_but_nobody_walks_through_all() {
    both(|p| async move {
        use Permission::{CustomerRead, CustomerWrite};
        let agent = may(&[CustomerRead, CustomerWrite], Scope::Own);
        let one = p.customers.create(&agent, wang()).await.unwrap();
        let wife = NewCustomer { name: Some("李梅".into()), email: None, ..wang() };
        let two = p.customers.create(&agent, wife).await.unwrap();
        let by_phone = |written: &str| CustomerKey::Phone(written.into());
        let found = p.customers.find(&agent, by_phone("+86 138-1234-5678"), PageAsk::first(10)).await.unwrap();
        assert_eq!(found.items.iter().map(|c| c.id).collect::<Vec<_>>(), [one.id, two.id], "a household");
        let page = p.customers.find(&agent, by_phone("13812345678"), PageAsk::first(1)).await.unwrap();
        assert_eq!((page.items.len(), page.next), (1, Some(one.id)));
        let mail = CustomerKey::Email("XIAOMING@EXAMPLE.COM".into());
        assert_eq!(p.customers.find(&agent, mail, PageAsk::first(10)).await.unwrap().items.len(), 1);
        let no_number = p.customers.find(&agent, by_phone("138%"), PageAsk::first(10)).await;
        assert!(matches!(no_number, Err(Failure::Input { code: "bad_phone", .. })));
        assert!(matches!(p.customers.list(&agent, PageAsk::first(10)).await, Err(Failure::NotPermitted(CustomerRead))));
        let all = may(&[CustomerRead], Scope::All);
        assert_eq!(p.customers.list(&all, PageAsk::first(10)).await.unwrap().items.len(), 2);
        let nobody = may(&[Permission::CaseRead], Scope::All);
        assert!(matches!(p.customers.get(&nobody, one.id).await, Err(Failure::NotPermitted(CustomerRead))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_changed_on_the_version_seen_and_erased_for_good() {
    both(|p| async move {
        use Permission::{CustomerErase, CustomerRead, CustomerReveal, CustomerWrite};
        let agent = may(&[CustomerRead, CustomerWrite, CustomerReveal], Scope::Own);
        let made = p.customers.create(&agent, wang()).await.unwrap();
        let patch = || CustomerPatch {
            phone: Some("13900001111".into()),
            email: Some(String::new()),
            ..CustomerPatch::default()
        };
        let changed = p.customers.change(&agent, made.id, 1, patch()).await.unwrap();
        assert_eq!((changed.version, changed.phone.as_deref(), changed.email), (2, Some("139****1111"), None));
        assert_eq!(changed.name.as_deref(), Some("王*"), "left out stays");
        assert!(matches!(p.customers.change(&agent, made.id, 1, patch()).await, Err(Failure::Stale { current: 2 })));
        assert_eq!(
            p.customers.change(&agent, made.id, 2, patch()).await.unwrap().version,
            2,
            "nothing changed, nothing recorded"
        );

        let own = may(&[CustomerErase], Scope::Own);
        assert!(matches!(p.customers.erase(&own, made.id, 2).await, Err(Failure::NotPermitted(CustomerErase))));
        let officer = may(&[CustomerErase, CustomerRead], Scope::All);
        let erased = p.customers.erase(&officer, made.id, 2).await.unwrap();
        assert_eq!((erased.name, erased.phone), (None, None));
        assert!(erased.erased_at.is_some());
        let reveal = p.customers.reveal(&agent, made.id, &[CustomerField::Phone], "回访客户确认结果").await;
        assert_eq!(refused(reveal), Refusal::CustomerErased);
        let found =
            p.customers.find(&agent, CustomerKey::Phone("13900001111".into()), PageAsk::first(10)).await.unwrap();
        assert!(found.items.is_empty());
    })
    .await;
}

async fn ensure(p: &Place, new: NewCustomer) -> Result<Id, Failure> {
    let who = Who::Import(Id::from_i64(5));
    p.db.write("test", move |tx| {
        let now = tx.now();
        ensure_in(tx, who, now, &new)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_run_twice_makes_each_customer_once() {
    both(|p| async move {
        let with_ref = |reference: &str| NewCustomer { external_ref: Some(reference.into()), ..wang() };
        let by_ref = ensure(&p, with_ref("CRM-1")).await.unwrap();
        assert_eq!(ensure(&p, with_ref("CRM-1")).await.unwrap(), by_ref);
        assert_eq!(ensure(&p, NewCustomer { email: None, ..wang() }).await.unwrap(), by_ref, "by telephone");
        assert_eq!(ensure(&p, NewCustomer { phone: None, ..wang() }).await.unwrap(), by_ref, "by e-mail");
        let other = ensure(&p, with_ref("CRM-2")).await.unwrap();
        assert_ne!(other, by_ref, "another reference on the same telephone is another person");
        assert_eq!(ensure(&p, with_ref("CRM-2")).await.unwrap(), other);
        assert!(matches!(ensure(&p, NewCustomer::default()).await, Err(Failure::Input { code: "nothing_given", .. })));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn imports_side_by_side_agree_on_one_customer() {
    both(|p| async move {
        let tasks = (0..8).map(|_| {
            let p = p.clone();
            tokio::spawn(async move { ensure(&p, NewCustomer { email: None, ..wang() }).await })
        });
        let mut ids = Vec::new();
        for task in tasks.collect::<Vec<_>>() {
            ids.push(task.await.unwrap().unwrap());
        }
        ids.dedup();
        assert_eq!(ids.len(), 1);
        let twice = NewCustomer { external_ref: Some("CRM-9".into()), ..NewCustomer::default() };
        let everyone = Actor::everything(Who::User(Id::from_i64(1)));
        p.customers.create(&everyone, twice.clone()).await.unwrap();
        assert_eq!(refused(p.customers.create(&everyone, twice).await), Refusal::ExternalRefTaken);
    })
    .await;
}
