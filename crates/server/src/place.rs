//! Where the data lie: the arguments every command shares, and how they are opened.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use bihuan_app::App;
use bihuan_store::blobs::Blobs;
use bihuan_store::vault::{self, KEY_FILE, Vault};
use bihuan_store::{Db, Engine, Location, Options, seals};
use clap::Args;
use serde::Serialize;

use crate::trouble::Trouble;

/// The largest attachment, in bytes.
pub const MOST_FILE_BYTES: u64 = 25 << 20;

/// Where the data lie.
#[derive(Args, Debug, Clone)]
pub struct Place {
    /// Directory of the embedded database and of the files
    #[arg(long, value_name = "DIR", default_value = "./data")]
    pub data: PathBuf,
    /// PostgreSQL instead of the embedded database, e.g. postgres://user@host/name; files stay in --data
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// File of the key that seals passwords and other secrets in the database; `secret.key` in --data unless named
    #[arg(long, value_name = "FILE")]
    pub secret_key_file: Option<PathBuf>,
}

impl Place {
    /// Where the database is.
    pub fn location(&self) -> Location {
        match &self.database {
            Some(url) => Location::Postgres { url: url.clone() },
            None => Location::Sqlite { dir: self.data.clone() },
        }
    }

    /// The files.
    ///
    /// # Errors
    /// When their directory cannot be made.
    pub fn blobs(&self) -> Result<Blobs, Trouble> {
        Ok(Blobs::local(&self.data.join("files"), MOST_FILE_BYTES)?)
    }

    /// The file of the key that seals secrets.
    pub fn key_file(&self) -> PathBuf {
        self.secret_key_file.clone().unwrap_or_else(|| self.data.join(KEY_FILE))
    }

    /// The application for a command that writes; nobody else may be serving the directory.
    ///
    /// # Errors
    /// `store_locked` beside a running server on the embedded database; faults.
    pub async fn open(&self) -> Result<App, Trouble> {
        self.with(Options::default()).await
    }

    /// The application for a command that fills an empty database.
    ///
    /// # Errors
    /// Faults.
    pub async fn open_to_fill(&self) -> Result<App, Trouble> {
        self.with(Options { filling: true, ..Options::default() }).await
    }

    /// The application for a command that only reads, beside a running server too.
    ///
    /// # Errors
    /// `no_data` when there is none; faults.
    pub async fn open_to_read(&self) -> Result<App, Trouble> {
        if self.database.is_none() && !self.data.join("bihuan.db").exists() {
            return Err(Trouble::argument("no_data", format!("there is no database in {}", self.data.display())));
        }
        self.with(Options { read_only: true, ..Options::default() }).await
    }

    async fn with(&self, options: Options) -> Result<App, Trouble> {
        let blobs = self.blobs()?;
        let vault = Vault::read(&self.key_file())?;
        let db = Db::open(&self.location(), Options { vault, ..options }).await?;
        Ok(App::open(db, blobs).await?)
    }

    /// The application for a server: its secrets are sealed from the first start on. With `forget` those that the key does
    /// not open are emptied, to be given anew.
    ///
    /// # Errors
    /// `secret_key` when secrets are sealed with another key, or with one that is missing; faults.
    pub async fn open_sealed(&self, options: Options, forget: bool) -> Result<App, Trouble> {
        let (blobs, file) = (self.blobs()?, self.key_file());
        let known = Vault::read(&file)?;
        let is_new = known.is_none();
        if is_new {
            // A key is made only where nothing waits for another one.
            let db = Db::open(&self.location(), options.clone()).await?;
            let standing = db.write("secrets.look", move |tx| vault::settle(tx, forget)).await?;
            db.close().await;
            if standing.locked > 0 && !forget {
                return Err(other_key(standing.locked, &file));
            }
        }
        let made = match known {
            Some(vault) => vault,
            None => Vault::make(&file)?,
        };
        let db = Db::open(&self.location(), Options { vault: Some(made), ..options }).await?;
        let standing = db.write("secrets.seal", move |tx| vault::settle(tx, forget)).await?;
        if standing.locked > 0 && !forget {
            db.close().await;
            return Err(other_key(standing.locked, &file));
        }
        if standing.locked > 0 {
            tracing::warn!(forgotten = standing.locked, "secrets that no key opens were forgotten: give them anew");
        }
        if is_new {
            tracing::info!(file = %file.display(), "a key that seals secrets was made: keep a copy apart from backups");
        }
        Ok(App::open(db, blobs).await?)
    }
}

impl Place {
    /// Takes a new key and seals every secret with it; answers how many. One that breaks off goes on when asked again, and
    /// until then both keys open.
    ///
    /// # Errors
    /// `store_locked` beside a running server on the embedded database; `secret_key` when a secret opens with no key; faults.
    pub async fn rotate_key(&self) -> Result<usize, Trouble> {
        let file = self.key_file();
        let options = |vault| Options { vault, ..Options::default() };
        let db = Db::open(&self.location(), options(Vault::read(&file)?)).await?;
        let before = db.write("secrets.look", |tx| vault::settle(tx, false)).await?;
        db.close().await;
        if before.locked > 0 {
            return Err(other_key(before.locked, &file));
        }
        let db = Db::open(&self.location(), options(Some(vault::rotate(&file)?))).await?;
        let after = db.write("secrets.seal", |tx| vault::settle(tx, false)).await?;
        db.close().await;
        if after.locked > 0 {
            return Err(other_key(after.locked, &file));
        }
        vault::rotated(&file)?;
        Ok(after.sealed)
    }
}

/// Closes what was written to, sealed to the last decision: the seals of an import are its own work, and not that of the
/// service that starts after it. Several nodes on PostgreSQL seal by the hour alone.
pub async fn close_sealed(app: &App) {
    if app.db().engine() == Engine::Sqlite
        && let Err(error) = seals::seal(app.db(), app.blobs(), app.db().now()).await
    {
        tracing::warn!(%error, "the last seal was not written");
    }
    app.db().close().await;
}

fn other_key(count: usize, file: &std::path::Path) -> Trouble {
    let detail = format!(
        "{count} values in this database are sealed with a key that is not in {}; put the key file of the machine they \
         come from there (or name it by --secret-key-file), or start once with --forget-secrets and give them anew",
        file.display()
    );
    Trouble::argument("secret_key", detail)
}

/// How a command answers.
#[derive(Args, Debug, Clone)]
pub struct Answer {
    /// Answer as JSON, for programs
    #[arg(long)]
    pub json: bool,
}

impl Answer {
    /// Answers: one JSON document, or the text for people.
    ///
    /// # Errors
    /// When standard output is gone.
    pub fn give(&self, value: &impl Serialize, text: impl FnOnce() -> String) -> Result<ExitCode, Trouble> {
        let mut out = std::io::stdout().lock();
        if self.json {
            let json = serde_json::to_string(value).map_err(std::io::Error::other)?;
            writeln!(out, "{json}")?;
        } else {
            writeln!(out, "{}", text().trim_end())?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
