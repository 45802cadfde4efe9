//! `bihuan serve` and `bihuan work`: the service itself, and its background part alone.

use std::io::{IsTerminal as _, Write as _};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use bihuan_api::{Web, router};
use bihuan_app::App;
use bihuan_app::access::{Access, AccessRules};
use bihuan_channels::email::Trust;
use bihuan_channels::webhook::{Reach, Sender};
use bihuan_store::Options;
use clap::Args;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;

use crate::place::{Place, close_sealed};
use crate::trouble::Trouble;
use crate::{background, inbound};

/// Requests that are still running when the service stops have this long.
const LAST_ANSWERS: Duration = Duration::from_secs(25);

/// Serves the API and does the background work
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  bihuan serve --data ./data --listen 127.0.0.1:8080\n  bihuan serve --database postgres://bihuan@db/bihuan --log-json"
)]
pub struct Serve {
    #[command(flatten)]
    place: Place,
    /// Address to listen on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// How the outside calls this service; with https, cookies are marked Secure
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// A proxy stands in front and nobody comes past it: believe the last address of X-Forwarded-For
    #[arg(long)]
    behind_proxy: bool,
    #[command(flatten)]
    running: Running,
}

/// Does the background work alone: timers, alerts, seals; for PostgreSQL beside other nodes
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  bihuan work --database postgres://bihuan@db/bihuan")]
pub struct Work {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    running: Running,
}

/// How it runs.
#[derive(Args, Debug)]
struct Running {
    /// Database threads: readers of the embedded database, connections to PostgreSQL
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=200))]
    workers: Option<u16>,
    /// Let webhooks call this machine and its own network too; for trying out
    #[arg(long)]
    allow_private_webhooks: bool,
    /// Believe the certificates in this PEM file too when mail is fetched and sent
    #[arg(long, value_name = "FILE")]
    mail_ca: Option<std::path::PathBuf>,
    /// Forget passwords and other secrets that the key does not open, as after a restore without it
    #[arg(long)]
    forget_secrets: bool,
    /// Log lines as JSON
    #[arg(long)]
    log_json: bool,
}

impl Running {
    fn log(&self) {
        let filter = EnvFilter::try_from_env("BIHUAN_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
        let lines = tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_ansi(std::io::stderr().is_terminal())
            .with_writer(std::io::stderr);
        // A second logger in one process (tests) is no trouble: the first one stays.
        let _ = if self.log_json { lines.json().try_init() } else { lines.try_init() };
    }

    fn sender(&self) -> Result<Sender, Trouble> {
        let reach = if self.allow_private_webhooks { Reach::Anywhere } else { Reach::Public };
        Sender::new(reach).map_err(|e| Trouble::argument("tls", e))
    }

    fn trust(&self) -> Result<Trust, Trouble> {
        let extra = self.mail_ca.as_ref().map(std::fs::read).transpose()?;
        Trust::new(extra.as_deref()).map_err(|e| Trouble::argument("mail_ca", e.to_string()))
    }

    async fn open(&self, place: &Place) -> Result<App, Trouble> {
        let mut options = Options::default();
        if let Some(workers) = self.workers.map(usize::from) {
            (options.readers, options.connections) = (workers, workers);
        }
        let app = place.open_sealed(options, self.forget_secrets).await?;
        // What learning takes in memory goes with the process that did it.
        if let Ok(program) = std::env::current_exe() {
            app.learn_by(program);
        }
        Ok(app)
    }
}

impl Serve {
    /// Serves until it is told to stop.
    ///
    /// # Errors
    /// When the data or the address cannot be opened.
    pub async fn run(self) -> Result<ExitCode, Trouble> {
        self.running.log();
        let app = self.running.open(&self.place).await?;
        let figures = figures()?;
        let (close, closing) = watch::channel(false);
        let listener = TcpListener::bind(self.listen).await?;
        let here = listener.local_addr()?;
        let https = self.public_url.as_ref().is_some_and(|u| u.starts_with("https://"));
        let access = Access::open(app.db().clone(), AccessRules::default()).await?;
        if let Some(url) = &self.public_url {
            app.called_at(url);
        }
        greet(&access, &self.public_url.unwrap_or_else(|| format!("http://{here}"))).await?;
        let web = Web::new(app.clone(), access.clone(), https, Some(figures), closing.clone())
            .behind_proxy(self.behind_proxy);
        let background = background::start(&app, Some(access), self.running.sender()?, self.running.trust()?, &closing);
        tracing::info!(address = %here, engine = ?app.db().engine(), "serving");
        let service = inbound::doors(&app).merge(router(web)).into_make_service_with_connect_info::<SocketAddr>();
        let mut stop = closing.clone();
        let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
            let _ = stop.wait_for(|closing| *closing).await;
        });
        let mut serving = tokio::spawn(async move { serving.await });
        tokio::select! {
            () = told_to_stop() => {}
            ended = &mut serving => tracing::error!(?ended, "the listener ended"),
        }
        close.send_replace(true);
        if !serving.is_finished() && tokio::time::timeout(LAST_ANSWERS, &mut serving).await.is_err() {
            tracing::warn!("some requests did not end in time");
            serving.abort();
        }
        end(app, background).await;
        Ok(ExitCode::SUCCESS)
    }
}

impl Work {
    /// Works until it is told to stop.
    ///
    /// # Errors
    /// When the data cannot be opened.
    pub async fn run(self) -> Result<ExitCode, Trouble> {
        self.running.log();
        let app = self.running.open(&self.place).await?;
        let (close, closing) = watch::channel(false);
        let background = background::start(&app, None, self.running.sender()?, self.running.trust()?, &closing);
        tracing::info!(engine = ?app.db().engine(), "working");
        told_to_stop().await;
        close.send_replace(true);
        end(app, background).await;
        Ok(ExitCode::SUCCESS)
    }
}

/// At the first start, when there is no user: prints the link by which the first administrator sets the service up.
async fn greet(access: &Access, address: &str) -> Result<(), Trouble> {
    if let Some(link) = access.setup_link().await? {
        let mut out = std::io::stdout().lock();
        writeln!(out, "Set up here, once: {address}/setup#{}", link.reveal())?;
        writeln!(out, "or: bihuan admin user --help")?;
        out.flush()?;
    }
    Ok(())
}

/// Lets the background finish what it is at, then closes the store: what was acknowledged is on disk.
async fn end(app: App, mut background: tokio::task::JoinSet<()>) {
    let finished = async { while background.join_next().await.is_some() {} };
    if tokio::time::timeout(LAST_ANSWERS, finished).await.is_err() {
        tracing::warn!("background work did not end in time");
        background.abort_all();
    }
    close_sealed(&app).await;
    tracing::info!("stopped");
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}

fn figures() -> Result<PrometheusHandle, Trouble> {
    let seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
    let other = |e: metrics_exporter_prometheus::BuildError| Trouble::argument("metrics", e.to_string());
    PrometheusBuilder::new().set_buckets(&seconds).map_err(other)?.install_recorder().map_err(other)
}
