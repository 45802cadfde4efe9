//! Roles of the organisation's own, delivered roles changed and set back, and finding people.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::stores::{PASSWORD, Place, both};
use bihuan_app::Failure;
use bihuan_app::paging::PageAsk;
use bihuan_app::roles::{Names, NewRole, RolePatch};
use bihuan_app::users::NewUser;
use bihuan_domain::actor::{Actor, Permission, default_permissions};
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{Reach, Refusal, RoleAt, RoleKey};
use bihuan_domain::trade::Role;
use bihuan_store::nouns::user::Filter;

fn refused<T>(result: Result<T, Failure>) -> Refusal {
    match result {
        Err(Failure::Organisation(refusal)) => refusal,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("not refused"),
    }
}

fn names(zh: &str) -> Names {
    Names { zh_hans: zh.into(), zh_hant: zh.into(), en: "Night desk".into() }
}

fn night(permissions: Option<Vec<Permission>>, copy_of: Option<RoleKey>) -> NewRole {
    NewRole { names: names("夜班坐席"), permissions, copy_of, ranks_as: None, second_factor: false }
}

async fn hire(p: &Place, by: &Actor, login: &str, name: &str, roles: Vec<RoleAt>) -> Id {
    let new = NewUser {
        login: login.into(),
        name: name.into(),
        unit: by.unit.unwrap(),
        language: "zh-Hans".into(),
        roles,
        password: Some(PASSWORD.into()),
    };
    p.access.create_user(by, new).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_is_copied_changed_held_and_taken_away() {
    both(|p| async move {
        let (admin, _) = p.set_up().await;
        let key = p.access.create_role(&admin, night(None, Some(Role::Agent.into()))).await.unwrap();
        let made = p.access.role(key).await.unwrap();
        assert_eq!(made.permissions.len(), default_permissions(Role::Agent).len());
        assert_eq!((made.names.zh_hans.as_str(), made.version, made.holders), ("夜班坐席", 1, 0));

        let at = RoleAt { role: key, reach: Reach::All, unit: None };
        let li = hire(&p, &admin, "li", "李雷", vec![at]).await;
        assert!(p.access.actor_of(li).await.unwrap().may_somewhere(Permission::CaseMessage));
        let only = RolePatch { permissions: Some(vec![Permission::CaseRegister]), ..RolePatch::default() };
        assert_eq!(p.access.change_role(&admin, key, 1, only.clone()).await.unwrap(), 2);
        assert!(matches!(p.access.change_role(&admin, key, 1, only).await, Err(Failure::Stale { current: 2 })));
        let grants = p.access.actor_of(li).await.unwrap().grants;
        assert_eq!(grants.iter().map(|g| g.permission).collect::<Vec<_>>(), [Permission::CaseRegister]);

        assert_eq!(p.access.role(key).await.unwrap().holders, 1);
        assert_eq!(refused(p.access.delete_role(&admin, key, None).await), Refusal::RoleInUse);
        p.access.set_roles(&admin, li, None, &[]).await.unwrap();
        p.access.delete_role(&admin, key, None).await.unwrap();
        assert!(matches!(p.access.role(key).await, Err(Failure::NotFound { .. })));
        assert!(matches!(p.access.set_roles(&admin, li, None, &[at]).await, Err(Failure::NotFound { what: "role" })));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delivered_role_is_changed_and_set_back() {
    both(|p| async move {
        let (admin, _) = p.set_up().await;
        let agent = RoleKey::from(Role::Agent);
        assert!(!p.access.role(agent).await.unwrap().changed);
        let fixed = (p.access.role(agent).await.unwrap(), p.access.role(Role::Admin.into()).await.unwrap());
        assert_eq!((fixed.0.permissions_fixed, fixed.1.permissions_fixed), (false, true));
        let less = RolePatch { permissions: Some(vec![Permission::CaseRead]), ..RolePatch::default() };
        p.access.change_role(&admin, agent, None, less).await.unwrap();
        assert!(p.access.role(agent).await.unwrap().changed);
        let named = RolePatch { names: Some(names("坐席")), ..RolePatch::default() };
        assert_eq!(refused(p.access.change_role(&admin, agent, None, named).await), Refusal::RoleFixed);
        let none = RolePatch { permissions: Some(vec![]), ..RolePatch::default() };
        assert_eq!(refused(p.access.change_role(&admin, Role::Admin.into(), None, none).await), Refusal::RoleFixed);
        p.access.delete_role(&admin, agent, None).await.unwrap();
        let back = p.access.role(agent).await.unwrap();
        assert!(!back.changed);
        assert_eq!(back.permissions.len(), default_permissions(Role::Agent).len());
        assert!(matches!(p.access.role(Role::System.into()).await, Err(Failure::NotFound { .. })));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_makes_a_role_that_may_more_than_they() {
    both(|p| async move {
        let (admin, _) = p.set_up().await;
        let few = Some(vec![Permission::UserAdmin, Permission::CaseRead]);
        let clerk = p.access.create_role(&admin, night(few, None)).await.unwrap();
        let at = RoleAt { role: clerk, reach: Reach::All, unit: None };
        let clerk = p.access.actor_of(hire(&p, &admin, "clerk", "韩梅梅", vec![at]).await).await.unwrap();
        let more = p.access.create_role(&clerk, night(Some(vec![Permission::CustomerErase]), None)).await;
        assert!(matches!(refused(more), Refusal::ExceedsOwn { .. }));
        let copied = p.access.create_role(&clerk, night(None, Some(Role::Supervisor.into()))).await;
        assert!(matches!(refused(copied), Refusal::ExceedsOwn { .. }));
        let less = RolePatch { permissions: Some(vec![]), ..RolePatch::default() };
        let lowered = p.access.change_role(&clerk, Role::Supervisor.into(), None, less).await;
        assert!(matches!(refused(lowered), Refusal::ExceedsOwn { .. }), "nor weakens whoever may more");
        let chief = NewRole { ranks_as: Some(Role::Management), ..night(Some(vec![Permission::CaseRead]), None) };
        let ranked = p.access.create_role(&clerk, chief).await;
        assert!(matches!(refused(ranked), Refusal::ExceedsOwn { .. }), "nor ranks above what they hold");
        let own = p.access.create_role(&clerk, night(Some(vec![Permission::CaseRead]), None)).await.unwrap();
        let up = RolePatch { ranks_as: Some(Some(Role::Management)), ..RolePatch::default() };
        let raised = p.access.change_role(&clerk, own, None, up).await;
        assert!(matches!(refused(raised), Refusal::ExceedsOwn { .. }));
        p.access.delete_role(&clerk, own, None).await.unwrap();
        let here = RoleAt { role: Role::Admin.into(), reach: Reach::Subtree, unit: None };
        let local = p.access.actor_of(hire(&p, &admin, "local", "王强", vec![here]).await).await.unwrap();
        assert!(matches!(p.access.create_role(&local, night(None, None)).await, Err(Failure::NotPermitted(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_asks_for_a_second_factor_leads_to_it_first() {
    both(|p| async move {
        let (admin, _) = p.set_up().await;
        let session = p.sign_in("admin").await;
        assert!(!session.must_enrol);
        let strict = RolePatch { second_factor: Some(true), ..RolePatch::default() };
        p.access.change_role(&admin, Role::Admin.into(), None, strict).await.unwrap();
        let who = p.who(&session).await;
        assert!(who.must_enrol && who.actor.grants.is_empty(), "also for whoever is signed in already");
        let session = p.sign_in("admin").await;
        assert!(session.must_enrol);
        let who = p.who(&session).await;
        let begun = p.access.begin_second_factor(&who).await.unwrap();
        let secret = totp_rs::Secret::try_from_base32(&begun.secret).unwrap();
        let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
        let code = |p: &Place| totp.generate(u64::try_from(p.db.now().ms() / 1_000).unwrap()).to_string();
        p.access.confirm_second_factor(&who, &code(&p)).await.unwrap();
        let who = p.who(&session).await;
        assert!(!who.must_enrol && who.actor.may_somewhere(Permission::UserAdmin));
        p.pass_minutes(1);
        let kept = p.access.remove_second_factor(&who, PASSWORD, &code(&p)).await;
        assert_eq!(refused(kept), Refusal::SecondFactorRequired);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_found_by_name_initials_unit_and_role() {
    both(|p| async move {
        let (admin, top) = p.set_up().await;
        let agent = vec![RoleAt { role: Role::Agent.into(), reach: Reach::Own, unit: None }];
        let zhang = hire(&p, &admin, "z.wei", "张伟", agent.clone()).await;
        let li = hire(&p, &admin, "li_lei", "李雷", agent).await;
        let gone = hire(&p, &admin, "old", "赵芜", vec![]).await;
        p.access.deactivate_user(&admin, gone, None).await.unwrap();
        let find = |words: &'static str| {
            let (p, admin) = (p.clone(), admin.clone());
            async move {
                let found = p.access.people(&admin, Some(words.into()), PageAsk::first(50)).await.unwrap();
                found.items.into_iter().map(|u| u.id).collect::<Vec<_>>()
            }
        };
        for words in ["zw", "ZW", "张", "z.we"] {
            assert_eq!(find(words).await, [zhang], "{words}");
        }
        assert_eq!(find("i_l").await, [li], "an underscore is an underscore");
        assert_eq!(find("%").await, []);
        let agents =
            Filter { role: Some(Role::Agent.into()), unit: Some(top), active: Some(true), ..Filter::default() };
        let found = p.access.find_users(&admin, Permission::UserAdmin, agents, PageAsk::first(50)).await.unwrap();
        assert_eq!(found.items.iter().map(|u| u.id).collect::<Vec<_>>(), [zhang, li]);
        let inactive = Filter { active: Some(false), ..Filter::default() };
        let found = p.access.find_users(&admin, Permission::UserAdmin, inactive, PageAsk::first(50)).await.unwrap();
        assert_eq!(found.items.iter().map(|u| u.id).collect::<Vec<_>>(), [gone]);
        let auditor = vec![RoleAt::everywhere(Role::Auditor)];
        let auditor = p.access.actor_of(hire(&p, &admin, "aud", "陈静", auditor).await).await.unwrap();
        let nobody = p.access.people(&auditor, None, PageAsk::first(50)).await.unwrap();
        assert!(nobody.items.is_empty(), "who hands over no cases has nobody to choose");
        let units = p.access.find_units(&admin, "长风", PageAsk::first(5)).await.unwrap();
        assert_eq!(units.items.iter().map(|u| u.id).collect::<Vec<_>>(), [top]);
    })
    .await;
}
