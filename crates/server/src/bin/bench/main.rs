//! `bihuan-bench`: the numbers of docs/performance.md, ratios against floors measured in the same run. Run it by
//! `make bench`, alone on the machine; it needs `bihuan` beside it and PostgreSQL's programs.

mod chat;
mod create;
mod decide;
mod http;
mod reads;
mod report;
mod ticker;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use bihuan_store::Location;
use bihuan_store::testing::Cluster;
use clap::Parser;

use reads::Cases;
use report::Report;

/// Whatever went wrong; a bench is for people who read the message.
pub type Bad = Box<dyn std::error::Error + Send + Sync>;

/// Measures and prints a table; with --json also a file for programs
#[derive(Parser)]
#[command(name = "bihuan-bench", after_help = "Example:\n  bihuan-bench --cases 1000000 --json bench.json")]
struct Bench {
    /// Cases of the database that is read
    #[arg(long, default_value_t = 1_000_000)]
    cases: usize,
    /// Where databases are kept between runs
    #[arg(long, default_value = "target/bench-data")]
    data: PathBuf,
    /// How long a rate is measured
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Only these parts: create, ticker, reads, decide, chat
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Visitors of the chat
    #[arg(long, default_value_t = 2_000)]
    visitors: usize,
    /// Agents who serve them
    #[arg(long, default_value_t = 100)]
    agents: usize,
    /// Messages a second in the chat, half from each side
    #[arg(long, default_value_t = 200)]
    messages: u64,
    /// Only this engine: sqlite, postgresql
    #[arg(long)]
    engine: Option<String>,
    /// How often reading and deciding are measured: in a later round the database has settled after it was filled
    #[arg(long, default_value_t = 1)]
    rounds: u32,
    /// Where the figures go as JSON
    #[arg(long)]
    json: Option<PathBuf>,
}

impl Bench {
    fn wants(&self, part: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|p| p == part)
    }

    fn on(&self, engine: &str) -> bool {
        self.engine.as_ref().is_none_or(|e| e == engine)
    }

    async fn run(&self) -> Result<Report, Bad> {
        let (mut report, time) = (Report::default(), Duration::from_secs(self.seconds.max(1)));
        std::fs::create_dir_all(&self.data)?;
        let room = || {
            let dir = self.data.join("scratch");
            let _ = std::fs::remove_dir_all(&dir);
            std::fs::create_dir_all(&dir).map(|()| dir)
        };
        // Durable: what it answers survives a power cut, as SQLite's does.
        let clustered = self.on("postgresql") && ["create", "ticker", "reads", "decide"].iter().any(|p| self.wants(p));
        let cluster = clustered.then(|| Cluster::start(true));
        if self.wants("create") {
            if self.on("sqlite") {
                let dir = room()?;
                create::measure(&Location::Sqlite { dir: dir.clone() }, "sqlite", &dir, time, &mut report).await?;
            }
            if let Some(cluster) = &cluster {
                create::measure(
                    &Location::Postgres { url: cluster.fresh() },
                    "postgresql",
                    &room()?,
                    time,
                    &mut report,
                )
                .await?;
            }
        }
        if self.wants("ticker") {
            if self.on("sqlite") {
                let dir = room()?;
                ticker::measure(&Location::Sqlite { dir: dir.clone() }, "sqlite", &dir, &mut report).await?;
            }
            if let Some(cluster) = &cluster {
                ticker::measure(&Location::Postgres { url: cluster.fresh() }, "postgresql", &room()?, &mut report)
                    .await?;
            }
        }
        if self.wants("chat") && self.on("sqlite") {
            let crowd = chat::Crowd { visitors: self.visitors, agents: self.agents, rate: self.messages };
            chat::measure(&room()?, crowd, time, &mut report).await?;
        }
        if self.wants("reads") || self.wants("decide") {
            let mut places = Vec::new();
            if self.on("sqlite") {
                places.push(Cases { dir: self.data.join(self.cases.to_string()), url: None });
            }
            // Its rows are gone with the cluster, so they are made anew each time.
            if let Some(cluster) = &cluster {
                places.push(Cases { dir: room()?, url: Some(cluster.fresh()) });
            }
            for place in places {
                reads::prepare(&place, self.cases, &mut report).await?;
                for _ in 0..self.rounds.max(1) {
                    if self.wants("reads") {
                        reads::measure(&place, time, &mut report).await?;
                    }
                    if self.wants("decide") {
                        decide::measure(&place, &mut report).await?;
                    }
                }
            }
        }
        Ok(report)
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let bench = Bench::parse();
    let written = match bench.run().await {
        Ok(report) => match (&bench.json, serde_json::to_string_pretty(&report)) {
            (Some(path), Ok(text)) => std::fs::write(path, text).map_err(Bad::from),
            (_, Err(error)) => Err(error.into()),
            (None, Ok(_)) => Ok(()),
        },
        Err(error) => Err(error),
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
