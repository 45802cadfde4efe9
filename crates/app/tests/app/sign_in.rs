//! Setting up, signing in, sessions, passwords and tokens, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::stores::{PASSWORD, both};
use bihuan_app::failure::Failure;
use bihuan_app::paging::PageAsk;
use bihuan_app::set_up::NewSetup;
use bihuan_app::tokens::NewToken;
use bihuan_app::users::NewUser;
use bihuan_domain::actor::Permission;
use bihuan_domain::organisation::{Refusal, RoleAt};
use bihuan_domain::trade::Role;
use bihuan_store::journal::{self, Stream};

fn setup(login: &str) -> NewSetup {
    NewSetup {
        company: "长风电器".into(),
        login: login.into(),
        name: "王芳".into(),
        password: PASSWORD.into(),
        language: "zh-CN".into(),
        ..NewSetup::default()
    }
}

fn refused<T: std::fmt::Debug>(result: Result<T, Failure>) -> Refusal {
    match result.unwrap_err() {
        Failure::Organisation(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn setting_up_happens_once_and_only_by_the_last_link() {
    both(|p| async move {
        let older = p.access.setup_link().await.unwrap().unwrap();
        let link = p.access.setup_link().await.unwrap().unwrap();
        assert_eq!(refused(p.access.complete_setup(older.reveal(), setup("a")).await), Refusal::SetupLinkSpent);
        let mut weak = setup("a");
        weak.password = "short".into();
        assert_eq!(
            refused(p.access.complete_setup(link.reveal(), weak).await),
            Refusal::PasswordTooShort { min_chars: 12 }
        );

        let (one, two) = tokio::join!(
            p.access.complete_setup(link.reveal(), setup("a")),
            p.access.complete_setup(link.reveal(), setup("b"))
        );
        let results = [one, two];
        assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 1);
        assert!(p.access.setup_link().await.unwrap().is_none());
        assert_eq!(p.access.tree().len(), 1);
        let admin = results.into_iter().find_map(Result::ok).unwrap();
        let actor = p.access.actor_of(admin).await.unwrap();
        assert_eq!(actor.grants.len(), Permission::ALL.len());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_up_link_grows_old() {
    both(|p| async move {
        let link = p.access.setup_link().await.unwrap().unwrap();
        p.pass_minutes(7 * 24 * 60);
        assert_eq!(refused(p.access.complete_setup(link.reveal(), setup("a")).await), Refusal::SetupLinkSpent);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_name_and_a_wrong_password_look_alike() {
    both(|p| async move {
        p.set_up().await;
        assert_eq!(refused(p.access.sign_in("admin", "not the password", "").await), Refusal::WrongCredentials);
        assert_eq!(refused(p.access.sign_in("nobody", PASSWORD, "").await), Refusal::WrongCredentials);
        let session = p.access.sign_in(" ＡＤＭＩＮ", PASSWORD, "Firefox").await.unwrap();
        let who = p.who(&session).await;
        assert_eq!(who.csrf.as_deref(), Some(session.csrf.as_str()));
        let history = p.db.read(move |c| journal::read(c, &Stream::new("user", who.user))).await.unwrap();
        let last = history.last().unwrap();
        assert_eq!(last.command, "sign_in");
        assert!(history.iter().all(|row| !row.body.contains("王芳") && !row.body.contains("admin@")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_five_wrong_tries_even_the_right_password_waits() {
    both(|p| async move {
        p.set_up().await;
        for login in ["admin", "nobody"] {
            for _ in 0..5 {
                assert_eq!(refused(p.access.sign_in(login, "not the password", "").await), Refusal::WrongCredentials);
            }
            let throttled = p.access.sign_in(login, PASSWORD, "").await.unwrap_err();
            let Failure::TooMany { retry_after_s } = throttled else { panic!("{throttled:?}") };
            assert!((800..=901).contains(&retry_after_s), "{retry_after_s}");
        }
        p.pass_minutes(16);
        p.sign_in("admin").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tries_sent_all_at_once_do_not_slip_through() {
    both(|p| async move {
        p.set_up().await;
        let tries = (0..12).map(|_| {
            let access = p.access.clone();
            tokio::spawn(async move { access.sign_in("admin", "not the password", "").await })
        });
        let mut judged = 0;
        for task in tries.collect::<Vec<_>>() {
            match task.await.unwrap().unwrap_err() {
                Failure::Organisation(Refusal::WrongCredentials) => judged += 1,
                Failure::TooMany { .. } => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(judged, 5);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_by_rest_by_age_and_by_signing_out() {
    both(|p| async move {
        p.set_up().await;
        let resting = p.sign_in("admin").await;
        p.pass_minutes(12 * 60);
        assert!(matches!(p.access.actor_by_session(resting.cookie.reveal()).await, Err(Failure::NotSignedIn)));

        let used = p.sign_in("admin").await;
        for _ in 0..14 {
            p.who(&used).await;
            p.pass_minutes(11 * 60);
        }
        assert!(p.access.actor_by_session(used.cookie.reveal()).await.is_ok());
        p.pass_minutes(14 * 60);
        assert!(matches!(p.access.actor_by_session(used.cookie.reveal()).await, Err(Failure::NotSignedIn)), "7 days");

        let left = p.sign_in("admin").await;
        let who = p.who(&left).await;
        assert_eq!(p.access.sessions(&who.actor).await.unwrap().len(), 1);
        p.access.sign_out(left.cookie.reveal()).await.unwrap();
        assert!(matches!(p.access.actor_by_session(left.cookie.reveal()).await, Err(Failure::NotSignedIn)));
        assert!(matches!(p.access.actor_by_session("bh_0").await, Err(Failure::NotSignedIn)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_every_other_session() {
    both(|p| async move {
        p.set_up().await;
        let (other, mine) = (p.sign_in("admin").await, p.sign_in("admin").await);
        let who = p.who(&mine).await;
        p.who(&other).await;
        let new = "another long password";
        assert_eq!(
            refused(p.access.change_password(&who, "wrong old password", new, "").await),
            Refusal::WrongCredentials
        );
        assert_eq!(
            refused(p.access.change_password(&who, PASSWORD, "admin", "").await),
            Refusal::PasswordTooShort { min_chars: 12 }
        );
        let next = p.access.change_password(&who, PASSWORD, new, "").await.unwrap();
        for ended in [other, mine] {
            assert!(matches!(p.access.actor_by_session(ended.cookie.reveal()).await, Err(Failure::NotSignedIn)));
        }
        p.who(&next).await;
        assert_eq!(refused(p.access.sign_in("admin", PASSWORD, "").await), Refusal::WrongCredentials);
        p.access.sign_in("admin", new, "").await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_given_password_opens_nothing_until_it_is_changed() {
    both(|p| async move {
        let (admin, top) = p.set_up().await;
        let new = NewUser {
            login: "li.lei".into(),
            name: "李雷".into(),
            unit: top,
            language: "zh-CN".into(),
            roles: vec![RoleAt::everywhere(Role::Agent)],
            password: Some(PASSWORD.into()),
        };
        p.access.create_user(&admin, new).await.unwrap();
        let first = p.sign_in("li.lei").await;
        assert!(first.must_change_password);
        let who = p.who(&first).await;
        assert!(who.actor.grants.is_empty());
        let token = NewToken { name: "early".into(), permissions: None, expires_at: None };
        assert!(matches!(p.access.create_token(&who, token).await, Err(Failure::NotSignedIn)));
        let changed = p.access.change_password(&who, PASSWORD, "a password of his own", "").await.unwrap();
        let who = p.who(&changed).await;
        assert!(who.actor.may_somewhere(Permission::CaseRegister));
        assert!(!who.actor.may_somewhere(Permission::UserAdmin));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_narrowed_expires_and_is_revoked() {
    both(|p| async move {
        let (admin, _) = p.set_up().await;
        let session = p.sign_in("admin").await;
        let who = p.who(&session).await;
        let narrow =
            NewToken { name: "import".into(), permissions: Some(vec![Permission::CaseRegister]), expires_at: None };
        let (id, secret) = p.access.create_token(&who, narrow).await.unwrap();
        assert!(secret.reveal().starts_with("bh_"));
        let by_token = p.access.actor_by_token(secret.reveal()).await.unwrap();
        assert!(by_token.actor.may_somewhere(Permission::CaseRegister));
        assert!(!by_token.actor.may_somewhere(Permission::UserAdmin));
        let wide = NewToken { name: "wider".into(), permissions: None, expires_at: None };
        assert!(
            matches!(p.access.create_token(&by_token, wide).await, Err(Failure::NotSignedIn)),
            "a token makes no tokens"
        );
        assert!(
            matches!(p.access.actor_by_session(secret.reveal()).await, Err(Failure::NotSignedIn)),
            "no token as a cookie"
        );
        assert!(
            matches!(p.access.actor_by_token(session.cookie.reveal()).await, Err(Failure::NotSignedIn)),
            "nor the other way"
        );

        let soon = p.db.now().plus_ms(3_600_000);
        let short = NewToken { name: "short".into(), permissions: None, expires_at: Some(soon) };
        let (_, short) = p.access.create_token(&who, short).await.unwrap();
        p.access.actor_by_token(short.reveal()).await.unwrap();
        p.pass_minutes(60);
        assert!(matches!(p.access.actor_by_token(short.reveal()).await, Err(Failure::NotSignedIn)));

        assert_eq!(p.access.tokens(&admin, who.user, PageAsk::first(1)).await.unwrap().items.len(), 1);
        p.access.revoke_token(&admin, id).await.unwrap();
        p.access.revoke_token(&admin, id).await.unwrap();
        assert!(matches!(p.access.actor_by_token(secret.reveal()).await, Err(Failure::NotSignedIn)));
        let past = NewToken { name: "past".into(), permissions: None, expires_at: Some(soon) };
        assert!(matches!(p.access.create_token(&who, past).await, Err(Failure::Input { code: "in_the_past", .. })));
    })
    .await;
}
