//! A year of cases served by the real program: how soon it answers, how much memory it holds, how long an agent waits
//! for a queue, a case, a search.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use bihuan_app::App;
use bihuan_app::access::{Access, AccessRules};
use bihuan_app::demo::Demo;
use bihuan_app::tokens::NewToken;
use bihuan_app::users::NewUser;
use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{Reach, RoleAt};
use bihuan_domain::trade::Role;
use bihuan_store::blobs::Blobs;
use bihuan_store::{Db, Engine, Location, Options, Query};

use crate::Bad;
use crate::create::{BODY, CALLERS};
use crate::http::Caller;
use crate::report::{Report, percentile};

/// Requests of one sort.
const REQUESTS: usize = 600;
/// Words of which one stands in about a hundredth of the cases.
const WORDS: &[&str] =
    &["面霜", "手环", "奶粉", "坚果", "漏水", "缺货", "褪色", "冰箱", "床垫", "牛仔裤", "异响", "发票", "手册", "清关"];

/// A database of cases: where its rows lie, and the directory of its files.
pub struct Cases {
    /// The directory of the program's `--data`.
    pub dir: PathBuf,
    /// The address of its `--database`, on PostgreSQL.
    pub url: Option<String>,
}

impl Cases {
    /// Its name in the report.
    pub const fn engine(&self) -> &'static str {
        if self.url.is_some() { "postgresql" } else { "sqlite" }
    }

    /// Opens it in this process.
    ///
    /// # Errors
    /// Faults.
    pub async fn open(&self, options: Options) -> Result<App, Bad> {
        let location = match &self.url {
            Some(url) => Location::Postgres { url: url.clone() },
            None => Location::Sqlite { dir: self.dir.clone() },
        };
        let db = Db::open(&location, options).await?;
        Ok(App::open(db, Blobs::local(&self.dir.join("files"), 1 << 20)?).await?)
    }
}

/// Makes the database, unless an earlier run left it.
pub async fn prepare(place: &Cases, cases: usize, report: &mut Report) -> Result<(), Bad> {
    let told = place.dir.join("told.json");
    if told.exists() {
        return Ok(());
    }
    let _ = std::fs::remove_dir_all(&place.dir);
    let app = place.open(Options { filling: true, ..Options::default() }).await?;
    let until = app.db().now();
    let began = Instant::now();
    let demo = Demo { cases, seed: 1, until, admin_password_hash: None, tellers: 1 };
    let summary = app.demo(demo, |_| {}).await?;
    let seconds = began.elapsed().as_secs_f64();
    let detail = format!("{cases} cases, {} decisions, {} refused", summary.decisions, summary.refused);
    let minutes = seconds * 1e6 / cases as f64 / 60.0;
    match place.engine() {
        "sqlite" => report.at_most("demo, for 1,000,000 cases", "sqlite", minutes, 10.0, "min", detail),
        engine => report.note("demo, for 1,000,000 cases", engine, minutes, "min", detail),
    }
    app.db().close().await;
    std::fs::write(told, serde_json::to_string(&summary)?)?;
    Ok(())
}

/// What the callers need to know of the database.
struct Known {
    /// Scope and token.
    tokens: Vec<(&'static str, String)>,
    cases: Vec<Id>,
    word: &'static str,
    share: f64,
}

async fn learn(place: &Cases) -> Result<Known, Bad> {
    let app = place.open(Options::default()).await?;
    let access = Access::open(app.db().clone(), AccessRules::default()).await?;
    let boss = Actor::everything(Who::System);
    let top = access.tree().root().ok_or("no head office")?;
    // Not head office, where an earlier round's load was taken in: it has no division above it.
    let busiest = Query::dynamic(
        "SELECT unit_id, count(*) FROM case_row WHERE is_open AND unit_id <> $1 GROUP BY unit_id ORDER BY 2 DESC LIMIT 1"
            .to_owned(),
    );
    let unit = app.db().read(move |c| c.query_one(&busiest, &[top.into()])?.id(0)).await?;
    let above = access.tree().get(unit).and_then(|n| n.parent).ok_or("no division")?;
    let busy = Query::dynamic("SELECT handler_id, count(*) FROM case_row WHERE is_open AND handler_id IS NOT NULL GROUP BY handler_id ORDER BY 2 DESC LIMIT 1".to_owned());
    let handler = app.db().read(move |c| c.query_one(&busy, &[])?.id(0)).await?;
    let mut tokens = Vec::new();
    for (scope, role, home) in [
        ("all", RoleAt::everywhere(Role::Admin), top),
        ("subtree", RoleAt { role: Role::ServiceManagement.into(), reach: Reach::Subtree, unit: None }, above),
        ("unit", RoleAt { role: Role::Agent.into(), reach: Reach::Unit, unit: None }, unit),
        ("own", RoleAt { role: Role::Agent.into(), reach: Reach::Own, unit: None }, unit),
    ] {
        let user = if scope == "own" {
            let version = access.user(&boss, handler).await?.version;
            // Refused when they hold it already from an earlier run.
            let _ = access.set_roles(&boss, handler, version, &[role]).await;
            handler
        } else {
            let login = format!("bench-{scope}-{}", app.db().new_id());
            let new = NewUser {
                login,
                name: "bench".to_owned(),
                password: None,
                unit: home,
                language: "en".to_owned(),
                roles: vec![role],
            };
            access.create_user(&boss, new).await?
        };
        let asked = NewToken { name: "bench".to_owned(), permissions: None, expires_at: None };
        tokens.push((scope, access.issue_token(&boss, user, asked).await?.1.reveal().to_owned()));
    }
    let cases = app.db().read(|c| {
        let ends = c.query_one(&Query::dynamic("SELECT min(id), max(id), count(*) FROM case_row".to_owned()), &[])?;
        let (first, last) = (ends.int(0)?, ends.int(1)?);
        let next = Query::dynamic("SELECT id FROM case_row WHERE id >= $1 ORDER BY id LIMIT 1".to_owned());
        let step = (last - first) / REQUESTS as i64;
        let ids: Result<Vec<Id>, bihuan_store::Fault> =
            (0..REQUESTS as i64).map(|n| c.query_one(&next, &[(first + n * step).into()])?.id(0)).collect();
        Ok::<_, bihuan_store::Fault>((ids?, ends.int(2)?))
    });
    let (cases, all) = cases.await?;
    let shares = app.db().read(move |c| {
        let (found, is_quoted) = match c.engine() {
            Engine::Sqlite => ("SELECT rowid FROM search_tokens WHERE search_tokens MATCH $1", true),
            Engine::Postgres => ("SELECT id FROM search_doc WHERE tokens @@ CAST($1::text AS tsquery)", false),
        };
        let holding = Query::dynamic(format!("SELECT count(DISTINCT case_id) FROM case_text WHERE id IN ({found})"));
        WORDS
            .iter()
            .map(|word| {
                let asked = if is_quoted { format!("\"{word}\"") } else { (*word).to_owned() };
                Ok((*word, c.query_one(&holding, &[asked.into()])?.int(0)? as f64 / all as f64))
            })
            .collect::<Result<Vec<_>, bihuan_store::Fault>>()
    });
    let nearest = shares.await?.into_iter().min_by(|a, b| (a.1 - 0.01).abs().total_cmp(&(b.1 - 0.01).abs()));
    let (word, share) = nearest.ok_or("no words")?;
    app.db().close().await;
    Ok(Known { tokens, cases, word, share })
}

/// The program, ended when dropped.
pub struct Served {
    child: Child,
    address: SocketAddr,
    first_answer: Duration,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    /// Starts it on a directory, or on it and a PostgreSQL database.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn start(dir: &Path, url: Option<&str>) -> Result<Self, Bad> {
        let program = std::env::current_exe()?.with_file_name("bihuan");
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let began = Instant::now();
        let child = Command::new(program)
            .args(["serve", "--listen", &port.to_string(), "--data"])
            .arg(dir)
            .args(url.map(|url| format!("--database={url}")))
            .env("BIHUAN_LOG", "warn")
            .stdout(Stdio::null())
            .spawn()?;
        let mut served = Self { child, address: port, first_answer: Duration::ZERO };
        while began.elapsed() < Duration::from_secs(60) {
            if let Ok(mut caller) = Caller::connect(port, "").await
                && let Ok((200, ..)) = caller.call("GET", "/readyz", "").await
            {
                served.first_answer = began.elapsed();
                return Ok(served);
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Err("the service did not answer within a minute".into())
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Resident memory in MB.
    pub fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
        line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0) / 1_024.0
    }
}

async fn times(address: SocketAddr, token: &str, paths: &[String]) -> Result<Vec<Duration>, Bad> {
    let mut caller = Caller::connect(address, token).await?;
    let mut out = Vec::with_capacity(paths.len());
    for (n, path) in paths.iter().enumerate() {
        let (status, answer, took) = caller.call("GET", path, "").await?;
        if status != 200 {
            return Err(format!("{path}: {status} {}", String::from_utf8_lossy(&answer)).into());
        }
        // The first few open connections and fill caches.
        if n >= 5 {
            out.push(took);
        }
    }
    Ok(out)
}

/// Measures the program on the database.
pub async fn measure(place: &Cases, time: Duration, report: &mut Report) -> Result<(), Bad> {
    let engine = place.engine();
    let known = learn(place).await?;
    let served = Served::start(&place.dir, place.url.as_deref()).await?;
    report.at_most("cold start to the first answer", engine, served.first_answer.as_secs_f64(), 1.0, "s", "/readyz");
    tokio::time::sleep(Duration::from_secs(5)).await;
    report.at_most("memory, idle", engine, served.memory(), 80.0, "MB", "5 s after the first answer");
    // A first start works off the past: warm up only when that is done.
    let admin = known.tokens.first().map(|t| t.1.clone()).unwrap_or_default();
    times(served.address, &admin, &vec!["/api/v1/cases?open=true".to_owned(); 20]).await?;
    for (scope, token) in &known.tokens {
        for (name, query) in [
            ("queue", "open=true&sort=queue&limit=50"),
            ("queue, filtered", "open=true&kind=complaint&severity_at_least=2&sort=queue&limit=50"),
        ] {
            let mut taken = times(served.address, token, &vec![format!("/api/v1/cases?{query}"); REQUESTS]).await?;
            let p50 = percentile(&mut taken, 50);
            report.at_most(
                format!("{name}, scope {scope}, p99"),
                engine,
                percentile(&mut taken, 99),
                15.0,
                "ms",
                format!("p50 {p50:.2}"),
            );
        }
    }
    let paths: Vec<String> = known
        .cases
        .iter()
        .flat_map(|id| [format!("/api/v1/cases/{id}"), format!("/api/v1/cases/{id}/timeline")])
        .collect();
    let taken = times(served.address, &admin, &[vec![paths[0].clone(); 5], paths].concat()).await?;
    let mut both: Vec<Duration> = taken.chunks(2).map(|two| two.iter().sum()).collect();
    let p50 = percentile(&mut both, 50);
    report.at_most(
        "a case with its timeline, p99",
        engine,
        percentile(&mut both, 99),
        10.0,
        "ms",
        format!("p50 {p50:.2}, two requests"),
    );
    let mut hex = String::new();
    for byte in known.word.bytes() {
        hex.push_str(&format!("%{byte:02X}"));
    }
    let mut taken = times(served.address, &admin, &vec![format!("/api/v1/search?q={hex}&limit=50"); REQUESTS]).await?;
    let p50 = percentile(&mut taken, 50);
    let detail = format!("{} in {:.2} % of cases, p50 {p50:.2}", known.word, known.share * 100.0);
    report.at_most("search of a word, p99", engine, percentile(&mut taken, 99), 50.0, "ms", detail);
    load(&served, &admin, &known, time, engine, report).await
}

/// Everything at once, and the memory meanwhile.
async fn load(
    served: &Served,
    admin: &str,
    known: &Known,
    time: Duration,
    engine: &'static str,
    report: &mut Report,
) -> Result<(), Bad> {
    let stop = Arc::new(AtomicBool::new(false));
    let mut callers = Vec::new();
    for n in 0..CALLERS {
        let mut caller = Caller::connect(served.address, admin).await?;
        let (stop, cases) = (Arc::clone(&stop), known.cases.clone());
        callers.push(tokio::spawn(async move {
            let mut done = 0_usize;
            while !stop.load(Ordering::Relaxed) {
                let case = cases[(n * 31 + done) % cases.len()];
                match (n + done) % 4 {
                    0 => caller.call("POST", "/api/v1/cases", BODY).await?,
                    1 => caller.call("GET", &format!("/api/v1/cases/{case}/timeline"), "").await?,
                    2 => caller.call("GET", "/api/v1/cases?open=true&limit=50", "").await?,
                    _ => caller.call("GET", "/api/v1/search?q=%E6%BC%8F%E6%B0%B4&limit=20", "").await?,
                };
                done += 1;
            }
            Ok::<_, std::io::Error>(done)
        }));
    }
    let (began, mut most) = (Instant::now(), 0.0_f64);
    while began.elapsed() < time * 2 {
        most = most.max(served.memory());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    stop.store(true, Ordering::Relaxed);
    let mut done = 0;
    for caller in callers {
        done += caller.await??;
    }
    let detail = format!(
        "64 callers, {:.0} requests/s: create, timeline, queue, search",
        done as f64 / began.elapsed().as_secs_f64()
    );
    report.at_most("memory, under load", engine, most, 300.0, "MB", detail);
    Ok(())
}
