//! Creating a case over HTTP, durable, 64 callers, against a floor in the same run: a bare handler in the same server
//! that inserts the same number of rows through the same writer, with no rules, no hash, no index of words. A second
//! floor inserts the very rows of a case into their own tables with their indexes: what is left above it is ours (rules,
//! hashes, words, JSON), what is below it is the price of keeping a case findable.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use bihuan_api::{Web, router};
use bihuan_app::App;
use bihuan_app::access::{Access, AccessRules};
use bihuan_app::set_up::NewSetup;
use bihuan_app::tokens::NewToken;
use bihuan_domain::actor::{Actor, Who};
use bihuan_store::blobs::Blobs;
use bihuan_store::{Conn, Db, Engine, Fault, Location, Options, Query, Value};
use tokio::sync::watch;

use crate::Bad;
use crate::http::Caller;
use crate::report::Report;

/// Callers at once.
pub const CALLERS: usize = 64;

/// What an agent enters: the words of a common complaint.
pub const BODY: &str = r#"{"kind":"complaint","channel":"phone","reachable":true,"complainant":{"kind":"anonymous","reason":"refused"},
"texts":{"subject":"滚筒洗衣机：产品故障","verbatim":"上周刚买的洗衣机，运行时噪音大得像拖拉机，要求更换一台新的，希望尽快解决","demand":"要求更换一台新的","product":"滚筒洗衣机XQ10"},
"classification":{"category":"product_quality.defect","severity":"general","complexity":"complex","emotional_state":"upset","remedy_demanded":true}}"#;

/// A service in this process.
pub struct Here {
    app: App,
    address: SocketAddr,
    token: String,
    close: watch::Sender<bool>,
    rows: Arc<AtomicU64>,
    case: Arc<OnceLock<Vec<Copied>>>,
}

#[derive(Clone)]
struct Floor {
    db: Db,
    rows: Arc<AtomicU64>,
    case: Arc<OnceLock<Vec<Copied>>>,
}

/// A row of a case that is there, to be inserted again under other ids.
struct Copied {
    insert: Query,
    columns: Vec<String>,
    values: Vec<Value>,
}

/// The tables of a case and the column that says whose row it is; the words to be found by are not among them.
const TABLES: [(&str, &str); 7] = [
    ("stream", "id"),
    ("journal", "stream_id"),
    ("case_row", "id"),
    ("case_text", "case_id"),
    ("timer", "stream_id"),
    ("case_read", "case_id"),
    ("search_doc", "id"),
];

/// Reads the rows of the newest case, each with the statement that inserts it.
fn copy(conn: &mut Conn) -> Result<Vec<Copied>, Fault> {
    let newest = Query::dynamic("SELECT id FROM case_row ORDER BY id DESC LIMIT 1".to_owned());
    let case = conn.query_one(&newest, &[])?.id(0)?;
    let first = Query::dynamic("SELECT min(id) FROM case_text WHERE case_id = $1".to_owned());
    let document = conn.query_one(&first, &[case.into()])?.id(0)?;
    let mut copies = Vec::new();
    for (table, whose) in TABLES {
        let columns = match conn.engine() {
            Engine::Sqlite => format!("SELECT name FROM pragma_table_info('{table}')"),
            Engine::Postgres => {
                format!("SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}'")
            }
        };
        let mut names: Vec<String> =
            conn.query(&Query::dynamic(columns), &[])?.iter().map(|r| r.text(0)).collect::<Result<_, _>>()?;
        // Drawn by the engine, or not of a kind that a value can hold.
        names.retain(|n| !matches!((table, n.as_str()), ("journal", "position" | "txid") | ("search_doc", "tokens")));
        let select = format!("SELECT {} FROM {table} WHERE {whose} = $1", names.join(", "));
        let marks: Vec<String> = (1..=names.len()).map(|n| format!("${n}")).collect();
        let extra = table == "search_doc" && conn.engine() == Engine::Postgres;
        let (more, empty) = if extra { (", tokens", ", ''") } else { ("", "") };
        let insert = format!("INSERT INTO {table} ({}{more}) VALUES ({}{empty})", names.join(", "), marks.join(", "));
        let of = if table == "search_doc" { document } else { case };
        for row in conn.query(&Query::dynamic(select), &[of.into()])? {
            let values = (0..names.len())
                .map(|n| match names[n].as_str() {
                    name if name.starts_with("is_") || name == "satisfied" => row.opt_bool(n).map(Value::from),
                    _ => row.value(n).cloned(),
                })
                .collect::<Result<_, _>>()?;
            copies.push(Copied { insert: Query::dynamic(insert.clone()), columns: names.clone(), values });
        }
    }
    Ok(copies)
}

/// The rows of a case in their own tables.
async fn same_rows(State(floor): State<Floor>, _body: String) -> StatusCode {
    let case = Arc::clone(&floor.case);
    let made = floor.db.write("floor.same", move |tx| {
        let id = tx.new_id();
        for row in case.get().into_iter().flatten() {
            let mut values = row.values.clone();
            for (name, value) in row.columns.iter().zip(&mut values) {
                match name.as_str() {
                    "id" if row.columns.iter().any(|c| c == "case_id" || c == "stream_id") => {
                        *value = tx.new_id().into()
                    }
                    "id" | "stream_id" | "case_id" => *value = id.into(),
                    "number" => *value = id.to_string().into(),
                    _ => {}
                }
            }
            tx.execute(&row.insert, &values)?;
        }
        Ok::<_, Fault>(())
    });
    if made.await.is_ok() { StatusCode::CREATED } else { StatusCode::INTERNAL_SERVER_ERROR }
}

/// As many rows of middling size as a case needs.
async fn floor(State(floor): State<Floor>, body: String) -> StatusCode {
    let rows = floor.rows.load(Ordering::Relaxed);
    let made = floor.db.write("floor", move |tx| {
        let insert = Query::dynamic("INSERT INTO bench_floor (id, body) VALUES ($1, $2)".to_owned());
        for _ in 0..rows {
            let id = tx.new_id();
            tx.execute(&insert, &[id.into(), body.as_str().into()])?;
        }
        Ok::<_, Fault>(())
    });
    if made.await.is_ok() { StatusCode::CREATED } else { StatusCode::INTERNAL_SERVER_ERROR }
}

/// The organisation a bench begins with.
pub fn setup() -> NewSetup {
    NewSetup {
        company: "bench".to_owned(),
        login: "bench".to_owned(),
        name: "bench".to_owned(),
        password: "correct horse battery staple".to_owned(),
        language: "en".to_owned(),
        ..NewSetup::default()
    }
}

impl Here {
    async fn open(location: &Location, dir: &std::path::Path) -> Result<Self, Bad> {
        let db = Db::open(location, Options::default()).await?;
        let app = App::open(db.clone(), Blobs::local(&dir.join("files"), 1 << 20)?).await?;
        let access = Access::open(db.clone(), AccessRules::default()).await?;
        let link = access.setup_link().await?.ok_or("somebody is there already")?;
        let user = access.complete_setup(link.reveal(), setup()).await?;
        app.refresh().await?;
        let asked = NewToken { name: "bench".to_owned(), permissions: None, expires_at: None };
        let (_, secret) = access.issue_token(&Actor::everything(Who::System), user, asked).await?;
        db.write("floor.table", |tx| {
            tx.execute_batch("CREATE TABLE bench_floor (id BIGINT PRIMARY KEY, body TEXT NOT NULL)")
        })
        .await?;
        let rows = Arc::new(AtomicU64::new(0));
        let (close, closing) = watch::channel(false);
        let case = Arc::new(OnceLock::new());
        let floors = Floor { db, rows: Arc::clone(&rows), case: Arc::clone(&case) };
        let bare = Router::new().route("/floor", post(floor)).route("/same", post(same_rows)).with_state(floors);
        let service = router(Web::new(app.clone(), access, false, None, closing.clone())).merge(bare);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let mut stop = closing;
        tokio::spawn(async move {
            let service = service.into_make_service_with_connect_info::<SocketAddr>();
            let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
                let _ = stop.wait_for(|c| *c).await;
            });
            let _ = serving.await;
        });
        Ok(Self { app, address, token: secret.reveal().to_owned(), close, rows, case })
    }

    async fn rows(&self) -> Result<i64, Bad> {
        let mut all = 0;
        let words = if self.app.db().engine() == Engine::Sqlite { 2 } else { 1 };
        for (table, each) in [
            ("journal", 1),
            ("stream", 1),
            ("case_row", 1),
            ("case_text", 1),
            ("search_doc", words),
            ("timer", 1),
            ("outbox", 1),
            ("idempotency", 1),
            ("case_read", 1),
        ] {
            let count = Query::dynamic(format!("SELECT count(*) FROM {table}"));
            all += each * self.app.db().read(move |c| c.query_one(&count, &[])?.int(0)).await?;
        }
        Ok(all)
    }

    /// Requests a second of 64 callers.
    async fn rate(&self, path: &str, body: &str, time: Duration) -> Result<f64, Bad> {
        let (done, stop) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        let mut callers = Vec::new();
        for _ in 0..CALLERS {
            let mut caller = Caller::connect(self.address, &self.token).await?;
            let (done, stop, path, body) = (Arc::clone(&done), Arc::clone(&stop), path.to_owned(), body.to_owned());
            callers.push(tokio::spawn(async move {
                while !stop.load(Ordering::Relaxed) {
                    let (status, answer, _) = caller.call("POST", &path, &body).await?;
                    if status != 201 {
                        return Err(std::io::Error::other(format!("{status}: {}", String::from_utf8_lossy(&answer))));
                    }
                    done.fetch_add(1, Ordering::Relaxed);
                }
                Ok(())
            }));
        }
        tokio::time::sleep(time / 4).await;
        let (before, began) = (done.load(Ordering::Relaxed), Instant::now());
        tokio::time::sleep(time).await;
        let rate = (done.load(Ordering::Relaxed) - before) as f64 / began.elapsed().as_secs_f64();
        stop.store(true, Ordering::Relaxed);
        for caller in callers {
            caller.await??;
        }
        Ok(rate)
    }
}

/// Measures on one engine.
pub async fn measure(
    location: &Location,
    engine: &'static str,
    dir: &std::path::Path,
    time: Duration,
    report: &mut Report,
) -> Result<(), Bad> {
    let here = Here::open(location, dir).await?;
    let mut caller = Caller::connect(here.address, &here.token).await?;
    let before = here.rows().await?;
    for _ in 0..10 {
        let (status, answer, _) = caller.call("POST", "/api/v1/cases", BODY).await?;
        if status != 201 {
            return Err(format!("{status}: {}", String::from_utf8_lossy(&answer)).into());
        }
    }
    let rows = (here.rows().await? - before) / 10;
    here.rows.store(rows.unsigned_abs(), Ordering::Relaxed);
    let row = "x".repeat(250);
    let copies = here.app.db().read(copy).await?;
    let copied = copies.len();
    let _ = here.case.set(copies);
    let (mut bare, mut same, mut whole) = (0.0, 0.0, 0.0);
    // In turns, so that a slow minute of the machine hurts both alike.
    for _ in 0..3 {
        bare += here.rate("/floor", &row, time).await? / 3.0;
        same += here.rate("/same", &row, time).await? / 3.0;
        whole += here.rate("/api/v1/cases", BODY, time).await? / 3.0;
    }
    report.note("floor: bare handler, same rows", engine, bare, "/s", format!("{rows} rows each"));
    report.note("floor: a case's rows in their tables", engine, same, "/s", format!("{copied} rows each"));
    report.note("create a case over HTTP, 64 callers", engine, whole, "/s", "durable");
    report.at_least("create against its floor", engine, whole / bare, 0.5, "ratio", "");
    report.at_least("create against the rows in their tables", engine, whole / same, 0.5, "ratio", "");
    here.close.send_replace(true);
    here.app.db().close().await;
    Ok(())
}
