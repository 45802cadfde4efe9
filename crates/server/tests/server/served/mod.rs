//! The real `bihuan serve` as a child process, started and killed by the tests, and what its callers were promised.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod books;
pub mod callers;
pub mod house;
pub mod ledger;

use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use bihuan_app::access::{Access, AccessRules};
use bihuan_app::set_up::NewSetup;
use bihuan_app::tokens::NewToken;
use bihuan_domain::actor::{Actor, Who};
use bihuan_store::{Db, Location, Options};
use serde_json::Value;

/// Nothing that a test waits for may take longer.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The binary under test.
pub fn bihuan() -> Command {
    Command::new(env!("CARGO_BIN_EXE_bihuan"))
}

/// Where the data of a test lie.
#[derive(Clone)]
pub struct Place {
    /// Database and files; with PostgreSQL only the files.
    pub data: PathBuf,
    /// PostgreSQL.
    pub database: Option<String>,
}

impl Place {
    /// As the store names it.
    pub fn location(&self) -> Location {
        match &self.database {
            Some(url) => Location::Postgres { url: url.clone() },
            None => Location::Sqlite { dir: self.data.clone() },
        }
    }

    /// A command of the binary on this place.
    pub fn run(&self, command: &[&str]) -> Output {
        let mut child = bihuan();
        child.args(command).arg("--data").arg(&self.data);
        if let Some(url) = &self.database {
            child.args(["--database", url]);
        }
        child.output().expect("the binary runs")
    }

    /// What `bihuan verify --json` says, and its exit code.
    pub fn verify(&self) -> (Value, i32) {
        let out = self.run(&["verify", "--json"]);
        let said = String::from_utf8_lossy(&out.stdout);
        let verdict = serde_json::from_str(&said)
            .unwrap_or_else(|e| panic!("{e}: {said} {}", String::from_utf8_lossy(&out.stderr)));
        (verdict, out.status.code().expect("it ended by itself"))
    }

    /// Panics unless the record is sound.
    pub fn assert_sound(&self) -> Value {
        let (verdict, code) = self.verify();
        assert_eq!((code, &verdict["found"]), (0, &Value::from(0)), "{verdict}");
        verdict
    }
}

/// A running server.
pub struct Served {
    child: Child,
    /// `http://127.0.0.1:port`.
    pub base: String,
    log: PathBuf,
}

impl Served {
    /// Starts it on a free port; it may not be ready yet.
    pub fn begin(place: &Place) -> Self {
        Self::begin_as(bihuan(), place)
    }

    /// Starts it by another command that ends in the arguments of the binary (a name space, limits).
    pub fn begin_as(command: Command, place: &Place) -> Self {
        Self::begin_with(command, place, &[])
    }

    /// The same with more arguments.
    pub fn begin_with(mut command: Command, place: &Place, more: &[&str]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let listen = format!("127.0.0.1:{port}");
        let log = place.data.with_extension(format!("{port}.log"));
        let out = File::options().create(true).append(true).open(&log).unwrap();
        command.arg("serve").arg("--data").arg(&place.data).args(["--listen", &listen]).args(more);
        if let Some(url) = &place.database {
            command.args(["--database", url]);
        }
        let child = command
            .stdin(Stdio::null())
            .stdout(out.try_clone().unwrap())
            .stderr(out)
            .spawn()
            .expect("the binary starts");
        Self { child, base: format!("http://{listen}"), log }
    }

    /// Starts it and waits until it is ready.
    pub async fn start(place: &Place) -> Self {
        let mut served = Self::begin(place);
        served.ready().await;
        served
    }

    /// Waits until it answers that it is ready.
    pub async fn ready(&mut self) {
        let began = Instant::now();
        let address = format!("{}/readyz", self.base);
        loop {
            bihuan_testkit::prepare_tls();
            if let Ok(answer) = reqwest::get(&address).await
                && answer.status().is_success()
            {
                return;
            }
            if let Some(status) = self.child.try_wait().unwrap() {
                panic!("the server ended with {status}: {}", self.said());
            }
            assert!(began.elapsed() < PATIENCE, "the server does not become ready: {}", self.said());
            tokio::task::spawn_blocking(std::thread::yield_now).await.unwrap();
        }
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it printed.
    pub fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Ends it as a power cut does.
    pub fn kill(&mut self) -> ExitStatus {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            let said = self.said();
            let tail: Vec<&str> = said.lines().rev().take(30).collect();
            eprintln!("--- the server's last words");
            for line in tail.into_iter().rev() {
                eprintln!("{line}");
            }
        }
    }
}

/// A directory for data, beside which the logs lie.
pub fn data_in(dir: &Path) -> PathBuf {
    dir.join("data")
}

/// Opens the house before anybody serves it: head office, an administrator, and a token of theirs.
pub async fn open_house(place: &Place) -> String {
    std::fs::create_dir_all(&place.data).unwrap();
    let db = Db::open(&place.location(), Options::default()).await.unwrap();
    let access = Access::open(db.clone(), AccessRules::default()).await.unwrap();
    let link = access.setup_link().await.unwrap().expect("an empty house");
    let new = NewSetup {
        company: "闭环家电".into(),
        login: "admin".into(),
        name: "管理员".into(),
        password: "长长的密码 2026 for tests".into(),
        language: "zh-Hans".into(),
        ..NewSetup::default()
    };
    let user = access.complete_setup(link.reveal(), new).await.unwrap();
    let token = NewToken { name: "callers".into(), permissions: None, expires_at: None };
    let (_, secret) = access.issue_token(&Actor::everything(Who::User(user)), user, token).await.unwrap();
    db.close().await;
    secret.reveal().to_owned()
}
