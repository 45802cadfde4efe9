//! The whole service for a test: the real router on a loopback port, a fresh database of either engine, a clock the test
//! moves, an administrator's token. Dropping it asserts that no timer, job or outbox row was given up, and no job
//! forgotten. Never part of the product.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test's tool says what broke by panicking"
)]

mod platform;
mod reply;
mod wechat;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bihuan_api::{Web, router};
use bihuan_app::App;
use bihuan_app::access::{Access, AccessRules};
use bihuan_app::set_up::NewSetup;
use bihuan_app::tokens::NewToken;
use bihuan_app::users::NewUser;
use bihuan_app::webhooks::{Came, Outgoing};
pub use bihuan_channels::webhook::prepare_tls;
use bihuan_channels::webhook::{Answer, Reach, Sender};
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{self, RoleAt};
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Role;
use bihuan_store::blobs::Blobs;
use bihuan_store::journal::{self, Cursor};
use bihuan_store::{Db, Fault, Options, Query, jobs, outbox, testing, timers};
use reqwest::Method;
use serde_json::Value;
use tokio::sync::watch;

pub use platform::FakePlatform;
pub use reply::Reply;
pub use wechat::FakeWechat;

/// A minute in milliseconds.
pub const MINUTE: i64 = 60_000;
/// An hour.
pub const HOUR: i64 = 60 * MINUTE;
/// A day.
pub const DAY: i64 = 24 * HOUR;

/// Which engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// In a directory.
    Sqlite,
    /// A temporary server's fresh database.
    Postgres,
}

/// The service under test.
pub struct TestApp {
    /// The application behind it.
    pub app: App,
    /// People.
    pub access: Access,
    /// `http://127.0.0.1:port`.
    pub base: String,
    /// The head office.
    pub unit: Id,
    /// The administrator.
    pub admin: Id,
    /// The administrator's token.
    pub token: String,
    /// For requests of one's own making.
    pub client: reqwest::Client,
    now: Arc<AtomicI64>,
    close: watch::Sender<bool>,
    _dir: tempfile::TempDir,
}

impl TestApp {
    /// Starts it on Tuesday, 22 September 2026, 9:00 in Shanghai.
    ///
    /// # Panics
    /// When it cannot start.
    pub async fn start(engine: Engine) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let start: UtcMs = "2026-09-22T09:00:00+08:00".parse().unwrap();
        let now = Arc::new(AtomicI64::new(start.ms()));
        let clock = Arc::clone(&now);
        let clock = Arc::new(move || UtcMs::new(clock.load(Ordering::SeqCst)));
        let location = match engine {
            Engine::Sqlite => testing::sqlite(&dir.path().join("data")),
            Engine::Postgres => testing::postgres(),
        };
        let db = Db::open(&location, Options { clock, ..Options::default() }).await.unwrap();
        let blobs = Blobs::local(&dir.path().join("files"), 25 << 20).unwrap();
        let app = App::open(db.clone(), blobs).await.unwrap();
        let access = Access::open(db, AccessRules::default()).await.unwrap();
        let (admin, token) = set_up(&access).await;
        app.refresh().await.unwrap();
        let unit = access.actor_of(admin).await.unwrap().unit.unwrap();
        let (close, closing) = watch::channel(false);
        let web = Web::new(app.clone(), access.clone(), false, None, closing.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let service = router(web).into_make_service_with_connect_info::<SocketAddr>();
        let mut stop = closing;
        tokio::spawn(async move {
            let stopped = async move { drop(stop.wait_for(|closing| *closing).await) };
            axum::serve(listener, service).with_graceful_shutdown(stopped).await
        });
        prepare_tls();
        let client = reqwest::Client::new();
        Self { app, access, base, unit, admin, token, client, now, close, _dir: dir }
    }

    /// Lets time pass, in milliseconds, and fires what is due then.
    ///
    /// # Panics
    /// When a timer fails.
    pub async fn pass(&self, ms: i64) {
        self.now.fetch_add(ms, Ordering::SeqCst);
        self.app.tick().await.unwrap();
    }

    /// Makes the webhooks' messages of what happened and sends what is due, on this machine's own network too; answers how
    /// many were tried.
    ///
    /// # Panics
    /// When the store fails.
    pub async fn deliver(&self) -> usize {
        self.settled().await;
        self.app.hear_for_webhooks().await.unwrap();
        let (sender, now) = (Sender::new(Reach::Anywhere).unwrap(), self.now().ms() / 1_000);
        let carry = |out: Outgoing| {
            let sender = sender.clone();
            async move {
                let answer = sender.send(&out.url, &out.secret, &out.id, now, &out.body).await;
                let Answer { status, duration_ms, body, error } = answer;
                Came { status, duration_ms, answer: body, error }
            }
        };
        self.app.deliver_webhooks(carry).await.unwrap()
    }

    /// Lets rules act on everything that happened, also on what they cause; answers how many decisions were looked at.
    ///
    /// # Panics
    /// When the store fails.
    pub async fn rules_act(&self) -> usize {
        let mut all = 0;
        loop {
            self.settled().await;
            match self.app.hear_for_rules().await.unwrap() {
                0 => return all,
                heard => all += heard,
            }
        }
    }

    /// Waits until the feed shows every decision: on PostgreSQL transactions of other tests hold it back for a moment.
    ///
    /// # Panics
    /// When it never does.
    pub async fn settled(&self) {
        let mut changes = self.app.db().changes();
        loop {
            let hidden = self.app.db().read(|c| {
                let mut shown = 0;
                journal::scan(c, Cursor::default(), |_| {
                    shown += 1;
                    Ok::<(), Fault>(())
                })?;
                Ok::<_, Fault>(
                    c.query_one(&Query::dynamic("SELECT count(*) FROM journal".into()), &[])?.int(0)? - shown,
                )
            });
            if hidden.await.unwrap() == 0 {
                return;
            }
            tokio::time::timeout(std::time::Duration::from_secs(10), changes.changed()).await.unwrap().unwrap();
        }
    }

    /// Lets time pass without anybody noticing.
    pub fn let_time_pass(&self, ms: i64) {
        self.now.fetch_add(ms, Ordering::SeqCst);
    }

    /// A PNG of so many pixels.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn picture(&self, width: u32, height: u32) -> Vec<u8> {
        let mut out = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_rgb8(width, height).write_to(&mut out, image::ImageFormat::Png).unwrap();
        out.into_inner()
    }

    /// Now.
    pub fn now(&self) -> UtcMs {
        UtcMs::new(self.now.load(Ordering::SeqCst))
    }

    /// A token of a fresh user with one role over everything.
    ///
    /// # Panics
    /// When the user cannot be made.
    pub async fn token_of(&self, role: Role) -> String {
        self.token_at(
            &format!("a-{}", role.code().replace('_', "-")),
            RoleAt { role: role.into(), reach: organisation::Reach::All, unit: None },
        )
        .await
    }

    /// A token of a fresh user with a role at a reach.
    ///
    /// # Panics
    /// When the user cannot be made.
    pub async fn token_at(&self, login: &str, role: RoleAt) -> String {
        let actor = self.access.actor_of(self.admin).await.unwrap();
        let new = NewUser {
            login: login.to_owned(),
            name: login.to_owned(),
            unit: self.unit,
            language: "zh-Hans".into(),
            roles: vec![role],
            password: None,
        };
        let user = self.access.create_user(&actor, new).await.unwrap();
        let token = NewToken { name: "test".into(), permissions: None, expires_at: None };
        self.access.issue_token(&actor, user, token).await.unwrap().1.reveal().to_owned()
    }

    /// A request with the administrator's token; `path` below `/api/v1`.
    pub fn ask(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.client.request(method, format!("{}/api/v1{path}", self.base)).bearer_auth(&self.token)
    }

    /// `GET`.
    pub async fn get(&self, path: &str) -> Reply {
        Reply::of(self.ask(Method::GET, path)).await
    }

    /// `POST` of JSON.
    pub async fn post(&self, path: &str, body: Value) -> Reply {
        Reply::of(self.ask(Method::POST, path).json(&body)).await
    }

    /// `PUT` of JSON.
    pub async fn put(&self, path: &str, body: Value) -> Reply {
        Reply::of(self.ask(Method::PUT, path).json(&body)).await
    }

    /// `DELETE`, with a reason when there is one.
    pub async fn delete(&self, path: &str, body: Option<Value>) -> Reply {
        let request = self.ask(Method::DELETE, path);
        Reply::of(match body {
            Some(body) => request.json(&body),
            None => request,
        })
        .await
    }

    /// A complaint that says all that intake asks, as the API takes it.
    pub fn complaint(&self) -> Value {
        serde_json::json!({
            "kind": "complaint", "channel": "phone", "reachable": true,
            "complainant": { "kind": "anonymous", "reason": "not_given" },
            "texts": { "subject": "电视机无法开机", "verbatim": "我上周买的电视，今天早上就打不开了，你们必须给我换！",
                "symptom": "按电源键无反应", "demand": "换货", "product": "TV-55" },
        })
    }
}

async fn set_up(access: &Access) -> (Id, String) {
    let link = access.setup_link().await.unwrap().expect("a fresh database");
    let new = NewSetup {
        company: "闭环电器".into(),
        login: "admin".into(),
        name: "管理员".into(),
        password: "correct horse battery".into(),
        language: "zh-Hans".into(),
        ..NewSetup::default()
    };
    let admin = access.complete_setup(link.reveal(), new).await.unwrap();
    let actor = access.actor_of(admin).await.unwrap();
    let token = NewToken { name: "test".into(), permissions: None, expires_at: None };
    let (_, secret) = access.issue_token(&actor, admin, token).await.unwrap();
    (admin, secret.reveal().to_owned())
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.close.send_replace(true);
        if std::thread::panicking() {
            return;
        }
        let db = self.app.db().clone();
        // On a thread of its own: a test's runtime may not be waited for from within.
        let left = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            runtime.block_on(db.read(|c| Ok::<_, Fault>((timers::waiting(c)?, outbox::waiting(c)?, jobs::waiting(c)?))))
        });
        let (timers, outbox, jobs) = left.join().unwrap().unwrap();
        assert_eq!((timers.parked, outbox.parked, jobs.parked), (0, 0, 0), "given up: timers, outbox rows, jobs");
        assert_eq!(jobs.open, 0, "forgotten jobs");
    }
}
