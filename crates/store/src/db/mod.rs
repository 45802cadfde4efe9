//! The database: `read` and `write` are the only doors. Closures are plain synchronous Rust; engines stand behind
//! threads, so that the async edge never blocks and a closure can never wait for the network in the middle of a
//! transaction. Prepare outside (parse, hash, segment, render), write rows inside.

mod conn;
mod draw;
mod job;
mod migrate;
mod nodes;
mod pool;
mod postgres;
mod postgres_cells;
mod queries;
mod reach;
mod sqlite;

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use tokio::sync::{mpsc, oneshot, watch};

pub use conn::{Conn, Tx};
pub use draw::Clock;
pub use migrate::{MIGRATIONS, Migration, render};
pub use queries::{Engine, Query, QueryFile};

pub(crate) use self::postgres::{config as postgres_config, connect as postgres_connect};
pub(crate) use conn::Link;
pub(crate) use migrate::migrate;
pub(crate) use sqlite::{Use as SqliteUse, connect as sqlite_connect, file as sqlite_file, lock as sqlite_lock};

use crate::fault::Fault;
use crate::vault::Vault;
use draw::Draw;
use job::{Again, Call, Closure, Once};
use pool::{Shared, SharedQueue, Work};

/// Where the data lie.
#[derive(Clone)]
pub enum Location {
    /// `bihuan.db` and its files in one directory.
    Sqlite {
        /// The directory; made when missing.
        dir: PathBuf,
    },
    /// A PostgreSQL 13+ server, `postgres://…` or `host=… dbname=…`.
    Postgres {
        /// May hold a password: never logged.
        url: String,
    },
}

impl std::fmt::Debug for Location {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite { dir } => f.debug_tuple("Sqlite").field(dir).finish(),
            Self::Postgres { .. } => f.write_str("Postgres(…)"),
        }
    }
}

/// How to open; `Options::default()` serves.
#[derive(Clone)]
pub struct Options {
    /// Where "now" comes from.
    pub clock: Clock,
    /// SQLite reader threads.
    pub readers: usize,
    /// PostgreSQL connections for reads and writes.
    pub connections: usize,
    /// Commands that may wait; more callers wait to enter (back-pressure, not an error).
    pub queue: usize,
    /// A tool beside a running service: no lock, no migration, no writes.
    pub read_only: bool,
    /// A tool that fills a database and has the machine to itself: SQLite's writer holds half a gigabyte of pages and
    /// lets its log grow to a quarter, so that a page of an index is read once and written seldom.
    pub filling: bool,
    /// What seals and opens secrets; none: they lie in the clear.
    pub vault: Option<Vault>,
}

impl Default for Options {
    fn default() -> Self {
        let clock: Clock = Arc::new(|| UtcMs::new(jiff::Timestamp::now().as_millisecond()));
        Self { clock, readers: 3, connections: 8, queue: 1024, read_only: false, filling: false, vault: None }
    }
}

struct Inner {
    engine: Engine,
    location: Location,
    reads: mpsc::Sender<Work>,
    writes: Option<mpsc::Sender<Work>>,
    draw: Arc<Draw>,
    shared: Arc<Shared>,
    finished: Mutex<Option<mpsc::Receiver<()>>>,
    neighbours: Option<nodes::Neighbours>,
}

/// The store's handle; cheap to clone. The last one dropped lets queued work finish.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

impl Db {
    /// Opens, migrates and starts the threads.
    ///
    /// # Errors
    /// `Locked` when another process serves the directory, `Migration` when releases do not fit, engine faults.
    pub async fn open(location: &Location, options: Options) -> Result<Self, Fault> {
        let location = location.clone();
        // The synchronous PostgreSQL client must not be touched on a runtime's thread.
        aside("bihuan-open", move || Self::open_here(&location, &options)).await
    }

    fn open_here(location: &Location, options: &Options) -> Result<Self, Fault> {
        let draw = Arc::new(Draw::new(Arc::clone(&options.clock)));
        match location {
            Location::Sqlite { dir } => Self::open_sqlite(dir, options, draw),
            Location::Postgres { url } => Self::open_postgres(url, options, draw),
        }
    }

    fn open_sqlite(dir: &std::path::Path, options: &Options, draw: Arc<Draw>) -> Result<Self, Fault> {
        let lock = if options.read_only { None } else { Some(sqlite::lock(dir)?) };
        let shared = Arc::new(Shared::new(None));
        let (reads, read_queue) = mpsc::channel(options.queue);
        let (alive, finished) = mpsc::channel(1);
        let mut writes = None;
        if !options.read_only {
            let mut conn = sqlite::connect(dir, if options.filling { sqlite::Use::Fill } else { sqlite::Use::Write })?;
            migrate::migrate(&mut conn, MIGRATIONS, draw.now())?;
            conn.vault.clone_from(&options.vault);
            let (sender, queue) = mpsc::channel(options.queue);
            writes = Some(sender);
            let tx = Tx::new(conn, Arc::clone(&draw));
            let (alive, shared) = (alive.clone(), Arc::clone(&shared));
            spawn("bihuan-writer", move || {
                sqlite::write_loop(queue, tx, &shared);
                // Only now may another process serve the directory.
                drop((lock, alive));
            })?;
        }
        let queue = SharedQueue::new(read_queue);
        for _ in 0..options.readers.max(1) {
            let mut conn = sqlite::connect(dir, sqlite::Use::Read)?;
            conn.vault.clone_from(&options.vault);
            let (queue, alive) = (queue.clone(), alive.clone());
            spawn("bihuan-reader", move || {
                sqlite::read_loop(&queue, conn);
                drop(alive);
            })?;
        }
        let finished = Mutex::new(Some(finished));
        let inner = Inner {
            engine: Engine::Sqlite,
            location: Location::Sqlite { dir: dir.to_owned() },
            reads,
            writes,
            draw,
            shared,
            finished,
            neighbours: None,
        };
        Ok(Self(Arc::new(inner)))
    }

    fn open_postgres(url: &str, options: &Options, draw: Arc<Draw>) -> Result<Self, Fault> {
        let config = postgres::config(url)?;
        let (herald, words) = crossbeam_channel::bounded(1);
        let shared = Arc::new(Shared::new(Some(herald)));
        let (alive, finished) = mpsc::channel(1);
        let closing = Arc::new(AtomicBool::new(false));
        if !options.read_only {
            let mut conn = Conn::postgres(postgres::connect(&config)?);
            migrate::migrate(&mut conn, MIGRATIONS, draw.now())?;
        }
        let listener = if options.read_only { None } else { Some(nodes::join(&config, &draw, 0)?) };
        if let Some(client) = listener {
            let herald_config = config.clone();
            let (config, draw, shared, closing, alive) =
                (config.clone(), Arc::clone(&draw), Arc::clone(&shared), Arc::clone(&closing), alive.clone());
            spawn("bihuan-listener", move || {
                nodes::listen_loop(client, &config, &draw, &shared, &closing);
                drop(alive);
            })?;
            spawn("bihuan-herald", move || nodes::herald_loop(&words, &herald_config))?;
        }
        let (sender, queue) = mpsc::channel(options.queue);
        let queue = SharedQueue::new(queue);
        let reach = Arc::new(reach::Reach::new());
        for _ in 0..options.connections.max(1) {
            let (queue, config, draw, reach) = (queue.clone(), config.clone(), Arc::clone(&draw), Arc::clone(&reach));
            let (shared, alive, vault) = (Arc::clone(&shared), alive.clone(), options.vault.clone());
            spawn("bihuan-postgres", move || {
                postgres::work_loop(&queue, config, draw, reach, vault, &shared);
                drop(alive);
            })?;
        }
        let inner = Inner {
            engine: Engine::Postgres,
            location: Location::Postgres { url: url.to_owned() },
            writes: (!options.read_only).then(|| sender.clone()),
            reads: sender,
            draw,
            shared,
            finished: Mutex::new(Some(finished)),
            neighbours: Some(nodes::Neighbours { closing }),
        };
        Ok(Self(Arc::new(inner)))
    }

    /// Reads on one consistent snapshot.
    ///
    /// # Errors
    /// What the closure answers; any [`Fault`] as `E`.
    pub async fn read<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let (call, answer) = Call::new("read", Once(Some(closure)));
        self.0.reads.send(Work::Read(Box::new(call))).await.map_err(|_| Fault::Closed)?;
        answer.await.map_err(|_| Fault::Closed)?
    }

    /// Writes in one transaction: all of it or nothing. Answers after the commit is durable. `label` names the command
    /// in logs. An `Err` of the closure, a panic, or a statement fault it swallowed rolls it back.
    ///
    /// # Errors
    /// What the closure answers; any [`Fault`] as `E`.
    pub async fn write<T, E, F>(&self, label: &'static str, closure: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        self.send(label, Once(Some(closure))).await
    }

    /// As [`Db::write`], with a closure that may be run again: it changes nothing but the transaction. On SQLite it then
    /// needs no savepoint of its own, for which every page it changes would be copied first; should it fail, the group it
    /// was in is taken back and the others are run again. For what is often done and seldom fails.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub async fn write_repeatable<T, E, F>(&self, label: &'static str, closure: F) -> Result<T, E>
    where
        F: Fn(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        self.send(label, Again(closure)).await
    }

    async fn send<T, E, F>(&self, label: &'static str, closure: F) -> Result<T, E>
    where
        F: Closure<Tx, T, E> + 'static,
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let writes = self.0.writes.as_ref().ok_or(Fault::ReadOnly)?;
        let (call, answer) = Call::new(label, closure);
        writes.send(Work::Write(Box::new(call))).await.map_err(|_| Fault::Closed)?;
        answer.await.map_err(|_| Fault::Closed)?
    }

    /// A fresh id.
    pub fn new_id(&self) -> Id {
        self.0.draw.id()
    }

    /// The instant of the clock given at open.
    pub fn now(&self) -> UtcMs {
        self.0.draw.now()
    }

    /// Where the data lie; may hold a password.
    pub fn location(&self) -> &Location {
        &self.0.location
    }

    /// Which engine serves.
    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// Changes whenever the journal grew, here or on another node. The number means nothing by itself; read the feed.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.0.shared.subscribe()
    }

    /// Finishes what is queued, then ends the threads. Later calls answer `Fault::Closed`.
    pub async fn close(&self) {
        if let Some(neighbours) = &self.0.neighbours {
            neighbours.closing.store(true, std::sync::atomic::Ordering::Release);
        }
        if let Some(writes) = &self.0.writes {
            let _ = writes.send(Work::Close).await;
        }
        let _ = self.0.reads.send(Work::Close).await;
        let finished = self.0.finished.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(mut finished) = finished {
            // Never a message: it ends when the last thread drops its end.
            let _ = finished.recv().await;
        }
    }
}

/// Runs on a thread of its own: for work with the synchronous clients outside the queues (backup, restore).
pub(crate) async fn aside<T: Send + 'static>(
    name: &str,
    run: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let (answer, done) = oneshot::channel();
    spawn(name, move || {
        let _ = answer.send(run());
    })?;
    done.await.map_err(|_| Fault::Panicked("a thread ended without an answer".into()))?
}

/// A named thread of ours.
fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> Result<(), Fault> {
    std::thread::Builder::new().name(name.to_owned()).spawn(run)?;
    Ok(())
}
