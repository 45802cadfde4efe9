//! The first run: what the wizard asks becomes the organisation, all of it or nothing of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::stores::{PASSWORD, both};
use bihuan_app::app::App;
use bihuan_app::set_up::{DemoStanding, NewSetup, SetupUnit};
use bihuan_app::settings::SettingsPatch;
use bihuan_app::{Failure, users::NewUser};
use bihuan_domain::organisation::{Refusal, RoleAt, UnitKind};
use bihuan_domain::trade::Role;
use bihuan_store::blobs::Blobs;

fn refused<T: std::fmt::Debug>(result: Result<T, Failure>) -> Refusal {
    match result {
        Err(Failure::Organisation(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

fn wizard() -> NewSetup {
    let unit = |name: &str, kind, children| SetupUnit { name: name.into(), kind, children };
    let stations = vec![unit("城东站", UnitKind::Station, vec![]), unit("城西站", UnitKind::Station, vec![])];
    NewSetup {
        company: "长风汽车".into(),
        login: "admin".into(),
        name: "王芳".into(),
        password: PASSWORD.into(),
        time_zone: "Asia/Urumqi".into(),
        policy: "auto_station".into(),
        units: vec![unit("华东", UnitKind::Region, stations), unit("客服组", UnitKind::Team, vec![])],
        ..NewSetup::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_wizard_asks_becomes_the_organisation() {
    both(|p| async move {
        let link = p.access.setup_link().await.unwrap().unwrap();
        assert!(!p.access.about().await.unwrap().set_up);
        p.access.check_setup_link(link.reveal()).await.unwrap();
        p.access.check_setup_link(link.reveal()).await.unwrap();
        assert_eq!(refused(p.access.check_setup_link("bh_0").await), Refusal::SetupLinkSpent);

        let bad = NewSetup { time_zone: "Mars/Olympus".into(), ..wizard() };
        let told = p.access.complete_setup(link.reveal(), bad).await;
        assert!(matches!(told, Err(Failure::Input { field: "time_zone", .. })), "{told:?}");
        let bad = NewSetup { policy: "base".into(), ..wizard() };
        let told = p.access.complete_setup(link.reveal(), bad).await;
        assert!(matches!(told, Err(Failure::Input { field: "policy", .. })), "{told:?}");
        let many = SetupUnit { name: "站".into(), kind: UnitKind::Station, children: vec![] };
        let bad = NewSetup { units: vec![many; 201], ..wizard() };
        assert!(matches!(
            p.access.complete_setup(link.reveal(), bad).await,
            Err(Failure::Input { field: "units", .. })
        ));
        assert_eq!(p.access.tree().len(), 0, "nothing half-made");

        let admin = p.access.complete_setup(link.reveal(), wizard()).await.unwrap();
        assert_eq!(refused(p.access.check_setup_link(link.reveal()).await), Refusal::SetupLinkSpent);
        let about = p.access.about().await.unwrap();
        assert_eq!((about.set_up, about.company.as_deref()), (true, Some("长风汽车")));
        assert_eq!(p.access.tree().len(), 5);

        let dir = tempfile::tempdir().unwrap();
        let app = App::open(p.db.clone(), Blobs::local(dir.path(), 1 << 20).unwrap()).await.unwrap();
        let actor = p.access.actor_of(admin).await.unwrap();
        let settings = app.settings(&actor).await.unwrap();
        assert_eq!((settings.time_zone.as_str(), settings.policy.as_str()), ("Asia/Urumqi", "auto_station"));
        assert!(settings.time_zone_open);
        assert_eq!(app.demo_progress(&actor).await.unwrap().standing, DemoStanding::None);
        let bound = app.world().in_force_now(p.db.now()).unwrap();
        assert_eq!(bound.policy.policy.id, "auto_station");
        assert_eq!(app.verify().await.unwrap().findings, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_zone_stays_once_cases_were_counted_in_it() {
    both(|p| async move {
        let link = p.access.setup_link().await.unwrap().unwrap();
        let admin = p.access.complete_setup(link.reveal(), NewSetup { demo: true, ..wizard() }).await.unwrap();
        let dir = tempfile::tempdir().unwrap();
        let app = App::open(p.db.clone(), Blobs::local(dir.path(), 1 << 20).unwrap()).await.unwrap();
        let actor = p.access.actor_of(admin).await.unwrap();
        let zone = |zone: &str| SettingsPatch { time_zone: Some(zone.to_owned()), company: None };
        let settings = app.change_settings(&actor, zone("Asia/Shanghai")).await.unwrap();
        assert_eq!(settings.time_zone, "Asia/Shanghai");
        assert_eq!(app.world().zone.name(), "Asia/Shanghai");

        assert_eq!(app.demo_progress(&actor).await.unwrap().standing, DemoStanding::Running);
        app.run_jobs().await.unwrap();
        let told = app.demo_progress(&actor).await.unwrap();
        assert_eq!((told.standing, told.cases), (DemoStanding::Done, told.of));
        assert_eq!(refused(app.change_settings(&actor, zone("Asia/Tokyo")).await), Refusal::ZoneFixed);
        app.change_settings(&actor, zone("Asia/Shanghai")).await.unwrap();
        let renamed = SettingsPatch { company: Some("长风集团".into()), time_zone: None };
        assert_eq!(app.change_settings(&actor, renamed).await.unwrap().company.as_deref(), Some("长风集团"));
        assert!(!app.settings(&actor).await.unwrap().time_zone_open);

        let new = NewUser {
            login: "li".into(),
            name: "李雷".into(),
            unit: actor.unit.unwrap(),
            language: "zh-Hans".into(),
            roles: vec![RoleAt::everywhere(Role::Supervisor)],
            password: None,
        };
        let other = p.access.create_user(&actor, new).await.unwrap();
        let other = p.access.actor_of(other).await.unwrap();
        assert!(matches!(app.settings(&other).await, Err(Failure::NotPermitted(_))));
    })
    .await;
}
