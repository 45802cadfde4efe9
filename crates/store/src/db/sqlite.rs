//! SQLite: one writer thread with group commit, a few reader threads on WAL snapshots.
//!
//! With `synchronous=FULL` a commit costs a flush; sharing it among the commands that wait meanwhile gives ten thousand
//! commands a second where one commit a command gives six hundred. Each command is undone by itself ([`Group`]), so a
//! refusal or a panic hurts nobody else, and nobody hears "done" before the COMMIT that holds his rows.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tokio::sync::mpsc;

use super::conn::{Conn, Link, Tx};
use super::job::WriteJob;
use super::pool::{Shared, SharedQueue, Work, answer_all, run_after};
use crate::fault::Fault;
use crate::search;

/// Commands a COMMIT covers at most, and how long a group may gather.
const GROUP: usize = 128;
const GROUP_TIME: Duration = Duration::from_millis(50);
/// On a full disk the log is emptied at most this often.
const RELIEF: Duration = Duration::from_secs(1);

/// Where the database stands in its directory.
pub(crate) fn file(dir: &Path) -> PathBuf {
    dir.join("bihuan.db")
}

/// The lock that keeps a second serving process out; it goes with the process, also when it is killed.
pub(crate) fn lock(dir: &Path) -> Result<File, Fault> {
    std::fs::create_dir_all(dir)?;
    let file = File::options().create(true).truncate(false).write(true).open(dir.join("bihuan.lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(Fault::Locked(dir.display().to_string())),
        Err(std::fs::TryLockError::Error(e)) => Err(e.into()),
    }
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    Read,
    Write,
    /// Writes very much, with nothing else on the machine.
    Fill,
}

/// A connection with our settings.
pub(crate) fn connect(dir: &Path, use_for: Use) -> Result<Conn, Fault> {
    if use_for == Use::Read && !file(dir).exists() {
        return Err(Fault::File(format!("no database in {}", dir.display())));
    }
    let link = rusqlite::Connection::open(file(dir))?;
    link.busy_timeout(Duration::from_secs(10))?;
    let (cache_kb, log_pages) = match use_for {
        Use::Read => (12_000, 16_000),
        Use::Write => (64_000, 16_000),
        Use::Fill => (512_000, 64_000),
    };
    // A checkpoint writes a page once however often it changed since the last: 64 MB of log between them halves what a
    // filling database writes.
    // Recursive triggers, because only then does `INSERT OR REPLACE` meet the journal's delete trigger.
    link.execute_batch(&format!(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;
         PRAGMA temp_store=MEMORY; PRAGMA cache_size=-{cache_kb}; PRAGMA wal_autocheckpoint={log_pages};
         PRAGMA journal_size_limit=100663296;"
    ))?;
    if use_for == Use::Read {
        link.execute_batch("PRAGMA query_only=ON")?;
    }
    Ok(Conn::sqlite(link))
}

/// The writer's life: until the queue is closed and empty.
pub(crate) fn write_loop(mut queue: mpsc::Receiver<Work>, mut tx: Tx, shared: &Shared) {
    let mut relieved: Option<Instant> = None;
    while let Some(work) = queue.blocking_recv() {
        match work {
            Work::Write(first) => {
                let full = group(&mut queue, &mut tx, first, shared) == Err(Fault::DiskFull);
                if full && relieved.is_none_or(|at| at.elapsed() > RELIEF) {
                    // What stands in the log is moved into the database as far as that fits; the log is then written from
                    // its beginning again and needs no more room. Waits for no reader. What fails here is tried again.
                    let _ = tx.control("PRAGMA wal_checkpoint(PASSIVE)");
                    relieved = Some(Instant::now());
                }
            }
            Work::Read(job) => job.answer(Err(Fault::Closed)),
            Work::Close => queue.close(),
        }
    }
}

fn group(queue: &mut mpsc::Receiver<Work>, tx: &mut Tx, first: WriteJob, shared: &Shared) -> Result<(), Fault> {
    let began = Instant::now();
    if let Err(fault) = tx.control("BEGIN IMMEDIATE") {
        first.answer(Err(fault.clone()));
        return Err(fault);
    }
    let mut group = Group::default();
    let mut broken = None;
    let mut next = Some(first);
    while let Some(job) = next.take() {
        broken = group.take(tx, job).err();
        if broken.is_some() || group.jobs.len() >= GROUP || began.elapsed() > GROUP_TIME {
            break;
        }
        match queue.try_recv() {
            Ok(Work::Write(job)) => next = Some(job),
            Ok(Work::Read(job)) => job.answer(Err(Fault::Closed)),
            Ok(Work::Close) => queue.close(),
            Err(_) => {}
        }
    }
    let Group { jobs, after, findable, journalled, .. } = group;
    let outcome = match broken {
        Some(fault) => Err(fault),
        None => {
            tx.renew();
            findable.iter().try_for_each(|change| search::apply(tx, change)).and_then(|()| tx.control("COMMIT"))
        }
    };
    match &outcome {
        Ok(()) => {
            run_after(after);
            if journalled {
                shared.changed();
            }
            answer_all(jobs, &outcome);
        }
        Err(fault) => {
            // Fails only when SQLite has already rolled back by itself.
            let _ = tx.control("ROLLBACK");
            tracing::error!(code = fault.code(), %fault, commands = jobs.len(), "a group was rolled back");
            answer_all(jobs, &outcome);
        }
    }
    outcome
}

/// The commands of one transaction.
///
/// A savepoint costs a copy of each page that its command is the first to change: two fifths of what writing a new case
/// takes. So the group begins with commands that can be run again without savepoints, until one of them fails having
/// written something (then everything is taken back and run again, each in its savepoint) or one comes that cannot.
#[derive(Default)]
struct Group {
    jobs: Vec<WriteJob>,
    after: Vec<Box<dyn FnOnce() + Send>>,
    findable: Vec<search::Change>,
    journalled: bool,
    /// Each command has a savepoint from now on.
    apart: bool,
}

impl Group {
    /// Runs a command. Err: the whole transaction is lost (SQLite rolls it back by itself when the disk is full).
    fn take(&mut self, tx: &mut Tx, mut job: WriteJob) -> Result<(), Fault> {
        self.apart |= !job.is_repeatable();
        let kept = if self.apart { in_savepoint(tx, &mut job) } else { self.bare(tx, &mut job) };
        if matches!(kept, Ok(true)) {
            self.keep(tx);
        }
        self.jobs.push(job);
        kept.map(|_| ())
    }

    fn keep(&mut self, tx: &mut Tx) {
        self.after.append(&mut tx.take_after());
        self.findable.append(&mut tx.take_findable());
        self.journalled |= tx.journalled;
    }

    /// Without a savepoint. Only commands that can be run again were before it.
    fn bare(&mut self, tx: &mut Tx, job: &mut WriteJob) -> Result<bool, Fault> {
        let written = tx.changes();
        tx.renew();
        let kept = job.run(tx);
        lost(tx)?;
        if kept || tx.changes() == written {
            return Ok(kept);
        }
        self.apart = true;
        tx.control("ROLLBACK")?;
        tx.control("BEGIN IMMEDIATE")?;
        (self.after, self.findable, self.journalled) = (Vec::new(), Vec::new(), false);
        let mut earlier = std::mem::take(&mut self.jobs);
        for job in &mut earlier {
            if in_savepoint(tx, job)? {
                self.keep(tx);
            }
        }
        self.jobs = earlier;
        in_savepoint(tx, job)
    }
}

/// True: kept. Err: the whole transaction is lost.
fn in_savepoint(tx: &mut Tx, job: &mut WriteJob) -> Result<bool, Fault> {
    tx.control_one("SAVEPOINT command")?;
    tx.renew();
    let kept = job.run(tx);
    lost(tx)?;
    if !kept {
        tx.control_one("ROLLBACK TO command")?;
    }
    tx.control_one("RELEASE command")?;
    Ok(kept)
}

/// Err: SQLite has ended the transaction by itself.
fn lost(tx: &Tx) -> Result<(), Fault> {
    if matches!(&tx.link, Link::Sqlite(c) if c.is_autocommit()) {
        return Err(tx.poison.clone().unwrap_or_else(|| Fault::Sql("a closure ended the transaction".into())));
    }
    Ok(())
}

/// A reader's life.
pub(crate) fn read_loop(queue: &SharedQueue, mut conn: Conn) {
    while let Some(work) = queue.next() {
        let Work::Read(mut job) = work else { continue };
        (conn.poison, conn.lenient) = (None, false);
        conn.known.clear();
        if let Err(fault) = conn.control("BEGIN") {
            job.answer(Err(fault));
            continue;
        }
        let kept = job.run(&mut conn);
        let ended = conn.control(if kept { "COMMIT" } else { "ROLLBACK" });
        job.answer(if kept { ended } else { Ok(()) });
    }
}
