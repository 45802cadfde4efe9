//! PostgreSQL: plain threads, each with its own synchronous connection, so that the closures are the same as on SQLite.
//! (The client runs a runtime of its own and must never be used on a thread of ours that runs tokio.)
//!
//! A dead connection is replaced before the next job; callers meanwhile get `Unavailable` at once rather than queueing
//! behind a server that is not there ([`super::reach`]).

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use postgres::config::SslMode;

use super::conn::{Conn, Tx};
use super::draw::{Draw, NO_NODE};
use super::pool::{Shared, SharedQueue, Work, run_after};
use super::reach::Reach;
use crate::fault::Fault;
use crate::vault::Vault;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
/// A server that vanished without a word (power, cable) is given up after this.
const SILENCE: Duration = Duration::from_secs(10);

/// Reads the address; a wrong one is a fault before anything is opened.
pub(crate) fn config(url: &str) -> Result<postgres::Config, Fault> {
    // The address may hold a password: the error must not repeat it.
    let mut config: postgres::Config =
        url.parse().map_err(|_| Fault::Unavailable("the database address cannot be read".into()))?;
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(CONNECT_TIMEOUT);
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(SILENCE);
    }
    config.keepalives_idle(SILENCE.min(config.get_keepalives_idle()));
    if config.get_keepalives_interval().is_none() {
        config.keepalives_interval(Duration::from_secs(3));
    }
    if config.get_keepalives_retries().is_none() {
        config.keepalives_retries(3);
    }
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

/// A worker's connection, replaced when it died.
struct Line {
    config: postgres::Config,
    draw: Arc<Draw>,
    reach: Arc<Reach>,
    vault: Option<Vault>,
    tx: Option<Tx>,
}

impl Line {
    /// Lets the others have the next job while this worker has no connection and they do: a worker that only answers
    /// "unavailable" is always the first at the queue, and would eat it.
    fn stand_back(&self) {
        while self.tx.is_none()
            && let Some(wait) = self.reach.stand_back()
        {
            std::thread::sleep(wait);
        }
    }

    /// Begins a transaction; a connection that died while idle is replaced without the caller's noticing.
    fn begin(&mut self, begin: &str) -> Result<&mut Tx, Fault> {
        if let Some(mut tx) = self.tx.take() {
            match tx.control(begin) {
                Ok(()) => return Ok(self.tx.insert(tx)),
                Err(fault) if !tx.is_dead() => {
                    self.tx = Some(tx);
                    return Err(fault);
                }
                Err(_) => self.reach.lost(),
            }
        }
        self.reach.may_try()?;
        let opened = connect(&self.config).and_then(|client| {
            let mut conn = Conn::postgres(client);
            conn.vault.clone_from(&self.vault);
            let mut tx = Tx::new(conn, Arc::clone(&self.draw));
            tx.control(begin).map(|()| tx)
        });
        match opened {
            Ok(tx) => {
                self.reach.reached();
                Ok(self.tx.insert(tx))
            }
            Err(fault) => {
                self.reach.failed();
                tracing::warn!(%fault, "no connection to PostgreSQL");
                Err(Fault::Unavailable(fault.to_string()))
            }
        }
    }

    /// After a job: a dead connection is given back at once, so that the next job does not find it.
    fn end(&mut self) {
        if self.tx.as_ref().is_some_and(|tx| tx.is_dead()) {
            self.tx = None;
            self.reach.lost();
        }
    }
}

/// A worker's life.
pub(crate) fn work_loop(
    queue: &SharedQueue,
    config: postgres::Config,
    draw: Arc<Draw>,
    reach: Arc<Reach>,
    vault: Option<Vault>,
    shared: &Shared,
) {
    let mut line = Line { config, draw, reach, vault, tx: None };
    loop {
        line.stand_back();
        let Some(work) = queue.next() else { return };
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
        line.end();
    }
}
