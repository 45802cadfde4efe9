//! PostgreSQL: plain threads, each with its own synchronous connection, so that the closures are the same as on SQLite.
//! (The client runs a runtime of its own and must never be used on a thread of ours that runs tokio.)
//!
//! A dead connection is replaced before the next job; callers meanwhile get `Unavailable` at once rather than queueing
//! behind a server that is not there.

use std::time::{Duration, Instant};

use std::sync::Arc;
use std::sync::atomic::Ordering;

use postgres::config::SslMode;

use super::conn::{Conn, Tx};
use super::draw::{Draw, NO_NODE};
use super::pool::{Shared, SharedQueue, Work, run_after};
use crate::fault::Fault;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const BACK_OFF: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(2));

/// Reads the address; a wrong one is a fault before anything is opened.
pub(crate) fn config(url: &str) -> Result<postgres::Config, Fault> {
    // The address may hold a password: the error must not repeat it.
    let mut config: postgres::Config =
        url.parse().map_err(|_| Fault::Unavailable("the database address cannot be read".into()))?;
    config.connect_timeout(CONNECT_TIMEOUT);
    if config.get_application_name().is_none() {
        config.application_name("bihuan");
    }
    Ok(config)
}

/// A connection with our settings.
pub(crate) fn connect(config: &postgres::Config) -> Result<postgres::Client, Fault> {
    let mut client = if config.get_ssl_mode() == SslMode::Require {
        config.connect(tls()?)?
    } else {
        config.connect(postgres::NoTls)?
    };
    client.batch_execute("SET TIME ZONE 'UTC'; SET lock_timeout = '10s'; SET client_min_messages = warning")?;
    Ok(client)
}

fn tls() -> Result<tokio_postgres_rustls::MakeRustlsConnect, Fault> {
    let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| Fault::Unavailable(e.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(tokio_postgres_rustls::MakeRustlsConnect::new(config))
}

/// A connection that heals, with bounded back-off.
struct Line {
    config: postgres::Config,
    draw: Arc<Draw>,
    tx: Option<Tx>,
    pause: Duration,
    not_before: Option<Instant>,
}

impl Line {
    /// Begins a transaction; a connection that died while idle is replaced without the caller's noticing.
    fn begin(&mut self, begin: &str) -> Result<&mut Tx, Fault> {
        if let Some(mut tx) = self.tx.take()
            && !tx.is_dead()
        {
            match tx.control(begin) {
                Ok(()) => return Ok(self.tx.insert(tx)),
                Err(fault) if !tx.is_dead() => {
                    self.tx = Some(tx);
                    return Err(fault);
                }
                Err(_) => {}
            }
        }
        if self.not_before.is_some_and(|t| Instant::now() < t) {
            return Err(Fault::Unavailable("waiting before the next attempt to connect".into()));
        }
        let opened = connect(&self.config).and_then(|client| {
            let mut tx = Tx::new(Conn::postgres(client), Arc::clone(&self.draw));
            tx.control(begin).map(|()| tx)
        });
        match opened {
            Ok(tx) => {
                (self.pause, self.not_before) = (BACK_OFF.0, None);
                Ok(self.tx.insert(tx))
            }
            Err(fault) => {
                self.not_before = Some(Instant::now() + self.pause);
                self.pause = (self.pause * 2).min(BACK_OFF.1);
                tracing::warn!(%fault, "no connection to PostgreSQL");
                Err(Fault::Unavailable(fault.to_string()))
            }
        }
    }
}

/// A worker's life.
pub(crate) fn work_loop(queue: &SharedQueue, config: postgres::Config, draw: Arc<Draw>, shared: &Shared) {
    let mut line = Line { config, draw, tx: None, pause: BACK_OFF.0, not_before: None };
    while let Some(work) = queue.next() {
        match work {
            Work::Write(mut job) => {
                if line.draw.node.load(Ordering::Acquire) == NO_NODE {
                    job.answer(Err(Fault::Unavailable("this node's number is not held".into())));
                    continue;
                }
                let tx = match line.begin("BEGIN") {
                    Ok(tx) => tx,
                    Err(fault) => {
                        job.answer(Err(fault));
                        continue;
                    }
                };
                tx.renew();
                let kept = job.run(tx);
                let ended = tx.control(if kept { "COMMIT" } else { "ROLLBACK" });
                if kept && ended.is_ok() {
                    run_after(tx.take_after());
                    if tx.journalled {
                        shared.changed();
                    }
                }
                job.answer(if kept { ended } else { Ok(()) });
            }
            Work::Read(mut job) => {
                let tx = match line.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
                    Ok(tx) => tx,
                    Err(fault) => {
                        job.answer(Err(fault));
                        continue;
                    }
                };
                tx.renew();
                let conn: &mut Conn = tx;
                let kept = job.run(conn);
                let ended = conn.control(if kept { "COMMIT" } else { "ROLLBACK" });
                job.answer(if kept { ended } else { Ok(()) });
            }
            Work::Close => {}
        }
    }
}
