//! Databases for tests: a directory for SQLite, and one temporary PostgreSQL cluster a test process, with a database a
//! test. The cluster ends with the process, also when that is killed, because its keeper reads a pipe from us and ends
//! it when the pipe closes. `BIHUAN_TEST_POSTGRES` (an address whose user may create databases) is used instead when set.
//! Without PostgreSQL tests fail; they are never skipped.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};

use crate::db::Location;

/// Starts, restarts and ends the server on orders from its standard input; runs as an unprivileged user.
/// A server that was killed may leave processes that still hold its memory for a moment; a new one then refuses to start,
/// so the keeper tries again until it answers. `syncfs`, because after a kill a durable server would otherwise flush each
/// of its thousand files by itself before it starts, which takes 2 to 20 s on a busy disk and tests nothing of ours.
const KEEPER: &str = r#"
bin=$1 dir=$2 fsync=$3
"$bin/initdb" -D "$dir/data" -U bihuan -A trust -E UTF8 --locale=C --no-sync >"$dir/initdb.log" 2>&1 || { echo failed; exit 1; }
start() {
  i=0
  while [ $i -lt 600 ]; do
    kill -0 "$pid" 2>/dev/null || {
      "$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= -c fsync=$fsync -c full_page_writes=$fsync \
        -c recovery_init_sync_method=syncfs -c max_connections=300 -c shared_buffers=64MB -c jit=off >>"$dir/server.log" 2>&1 &
      pid=$!
    }
    "$bin/pg_isready" -q -h "$dir" && { echo ready; return; }
    sleep 0.05
    i=$((i+1))
  done
  echo failed
}
stop() {
  kill -$1 $pid $(if [ $1 = KILL ]; then cat /proc/$pid/task/$pid/children; fi)
  wait $pid 2>/dev/null
  pid=none
}
pid=none
start
while read -r order; do
  case $order in
    restart) stop QUIT; start;;
    stop) stop QUIT; echo ready;;
    crash) stop KILL; echo ready;;
    start) start;;
  esac
done
[ $pid = none ] || stop INT
rm -rf "$dir"
"#;

/// A temporary PostgreSQL server.
pub struct Cluster {
    dir: PathBuf,
    orders: Mutex<(ChildStdin, BufReader<ChildStdout>)>,
    _keeper: Child,
}

impl Cluster {
    /// Makes and starts one; `durable` for tests that kill it.
    ///
    /// # Panics
    /// When PostgreSQL is not installed or does not start.
    #[allow(clippy::panic, clippy::expect_used)]
    pub fn start(durable: bool) -> Self {
        let Some(bin) = binaries() else { panic!("PostgreSQL is not installed: run scripts/setup") };
        let dir = tempfile::Builder::new().prefix("bihuan-pg-").tempdir().expect("a temporary directory").keep();
        std::fs::set_permissions(&dir, std::fs::Permissions::from_mode(0o700)).expect("permissions");
        let mut command = as_unprivileged(&dir);
        let fsync = if durable { "on" } else { "off" };
        command.args(["sh", "-c", KEEPER, "keeper"]).arg(bin).arg(&dir).arg(fsync);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).current_dir(&dir);
        let mut keeper = command.spawn().expect("the keeper of the test cluster");
        let orders = keeper.stdin.take().expect("piped");
        let answers = BufReader::new(keeper.stdout.take().expect("piped"));
        let cluster = Self { dir, orders: Mutex::new((orders, answers)), _keeper: keeper };
        cluster.await_ready();
        cluster
    }

    #[allow(clippy::panic, clippy::expect_used)]
    fn await_ready(&self) {
        let mut line = String::new();
        let mut pipes = self.orders.lock().expect("orders");
        pipes.1.read_line(&mut line).expect("the keeper answers");
        assert_eq!(line.trim(), "ready", "the test cluster did not start, see {}", self.dir.display());
    }

    #[allow(clippy::expect_used)]
    fn order(&self, order: &str) {
        writeln!(self.orders.lock().expect("orders").0, "{order}").expect("the keeper listens");
        self.await_ready();
    }

    /// Kills the server at once, without a checkpoint, and starts it again.
    pub fn restart(&self) {
        self.order("restart");
    }

    /// Ends the server at once, without a checkpoint.
    pub fn stop(&self) {
        self.order("stop");
    }

    /// Kills every process of the server, so that none can say a word to its clients (as a power cut does).
    pub fn crash(&self) {
        self.order("crash");
    }

    /// Starts it after [`Cluster::stop`] or [`Cluster::crash`].
    pub fn start_again(&self) {
        self.order("start");
    }

    /// Address of a database of this server.
    pub fn url(&self, database: &str) -> String {
        format!("host={} user=bihuan dbname={database}", self.dir.display())
    }

    /// A fresh database; answers its address.
    pub fn fresh(&self) -> String {
        let name = fresh_name();
        create(&self.url("postgres"), &name);
        self.url(&name)
    }
}

/// A fresh, empty PostgreSQL database of the process's cluster (or of `BIHUAN_TEST_POSTGRES`).
pub fn postgres() -> Location {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    if let Ok(url) = std::env::var("BIHUAN_TEST_POSTGRES") {
        let name = fresh_name();
        create(&url, &name);
        return Location::Postgres { url: with_database(&url, &name) };
    }
    Location::Postgres { url: CLUSTER.get_or_init(|| Cluster::start(false)).fresh() }
}

/// A SQLite location in a directory the caller keeps.
pub fn sqlite(dir: &Path) -> Location {
    Location::Sqlite { dir: dir.to_owned() }
}

fn fresh_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("bihuan_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A URL's path or a `dbname=` replaced.
fn with_database(url: &str, name: &str) -> String {
    if !url.contains("://") {
        return format!("{url} dbname={name}");
    }
    let (address, options) = url.split_once('?').map_or((url, None), |(a, o)| (a, Some(o)));
    let scheme_end = address.find("://").map_or(0, |i| i + 3);
    let host_end = address[scheme_end..].find('/').map_or(address.len(), |i| scheme_end + i);
    let options = options.map(|o| format!("?{o}")).unwrap_or_default();
    format!("{}/{name}{options}", &address[..host_end])
}

#[allow(clippy::expect_used)]
fn create(admin_url: &str, name: &str) {
    let (url, sql) = (admin_url.to_owned(), format!("CREATE DATABASE {name} TEMPLATE template0"));
    // On its own thread: the synchronous client must not run inside a test's runtime.
    std::thread::spawn(move || {
        let mut client = postgres::Client::connect(&url, postgres::NoTls).expect("the test server");
        client.batch_execute(&sql).expect("a fresh database");
    })
    .join()
    .expect("creating a database");
}

fn binaries() -> Option<PathBuf> {
    let has = |dir: &Path| ["initdb", "postgres", "pg_isready"].iter().all(|b| dir.join(b).exists());
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut homes: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|e| Some(e.ok()?.path().join("bin")))
        .collect();
    homes.sort();
    homes.into_iter().rev().chain(std::env::split_paths(&path)).find(|dir| has(dir))
}

/// PostgreSQL refuses to run as root; then `postgres` or `nobody` owns the directory and runs it.
#[allow(clippy::expect_used)]
fn as_unprivileged(dir: &Path) -> Command {
    let owner = std::fs::metadata(dir).expect("the directory").uid();
    let mut command = Command::new("env");
    if owner == 0 {
        let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
        let ids = |name: &str| {
            let line = users.lines().find(|l| l.split(':').next() == Some(name))?;
            let mut fields = line.split(':').skip(2);
            Some((fields.next()?.parse::<u32>().ok()?, fields.next()?.parse::<u32>().ok()?))
        };
        let (uid, gid) = ids("postgres").or_else(|| ids("nobody")).unwrap_or((65534, 65534));
        std::os::unix::fs::chown(dir, Some(uid), Some(gid)).expect("chown as root");
        command = Command::new("setpriv");
        command.args([&format!("--reuid={uid}"), &format!("--regid={gid}"), "--clear-groups"]);
    }
    command
}
