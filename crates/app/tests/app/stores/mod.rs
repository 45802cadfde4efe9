//! The two engines under test with a clock that stands until a test moves it.
#![allow(dead_code, clippy::unwrap_used)]

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bihuan_app::access::{Access, AccessRules, SignedIn};
use bihuan_app::customers::Customers;
use bihuan_app::set_up::NewSetup;
use bihuan_app::sign_in::Session;
use bihuan_domain::actor::Actor;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::vault::Vault;
use bihuan_store::{Db, Location, Options, testing};

pub const PASSWORD: &str = "correct horse battery";

/// An open, empty store with access and customers upon it.
#[derive(Clone)]
pub struct Place {
    pub db: Db,
    pub access: Access,
    pub customers: Customers,
    clock: Arc<AtomicI64>,
}

impl Place {
    async fn open(location: &Location) -> Self {
        Self::open_with(location, None).await
    }

    /// Opened with the key that seals secrets.
    pub async fn open_with(location: &Location, vault: Option<Vault>) -> Self {
        let clock = Arc::new(AtomicI64::new(1_795_000_000_000));
        let at = Arc::clone(&clock);
        let options = Options {
            clock: Arc::new(move || UtcMs::new(at.load(Ordering::SeqCst))),
            readers: 2,
            connections: 6,
            vault,
            ..Options::default()
        };
        let db = Db::open(location, options).await.unwrap();
        let access = Access::open(db.clone(), AccessRules::default()).await.unwrap();
        Self { customers: Customers::new(db.clone()), db, access, clock }
    }

    pub fn pass_minutes(&self, minutes: i64) {
        self.clock.fetch_add(minutes * 60_000, Ordering::SeqCst);
    }

    /// The first administrator, signed in.
    pub async fn set_up(&self) -> (Arc<Actor>, Id) {
        let link = self.access.setup_link().await.unwrap().unwrap();
        let new = NewSetup {
            company: "长风电器".into(),
            login: "admin".into(),
            name: "王芳".into(),
            password: PASSWORD.into(),
            language: "zh-CN".into(),
            ..NewSetup::default()
        };
        self.access.complete_setup(link.reveal(), new).await.unwrap();
        let session = self.sign_in("admin").await;
        let who = self.who(&session).await;
        (Arc::clone(&who.actor), who.actor.unit.unwrap())
    }

    pub async fn sign_in(&self, login: &str) -> Session {
        self.access.sign_in(login, PASSWORD, "test").await.unwrap()
    }

    pub async fn who(&self, session: &Session) -> SignedIn {
        self.access.actor_by_session(session.cookie.reveal()).await.unwrap()
    }
}

/// Runs the body on an empty place of each engine.
pub async fn both<F: Future<Output = ()>>(body: impl Fn(Place) -> F) {
    let dir = tempfile::tempdir().unwrap();
    for location in [testing::sqlite(&dir.path().join("data")), testing::postgres()] {
        let place = Place::open(&location).await;
        let db = place.db.clone();
        body(place).await;
        db.close().await;
    }
}
