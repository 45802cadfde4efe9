//! The program itself, run in a directory of its own against each engine.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bihuan_store::{Db, Location, Options, Query, testing};
use serde_json::Value;

/// A place with data of its own.
pub struct Tool {
    pub dir: tempfile::TempDir,
    database: Option<String>,
}

/// What a command said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    /// The JSON answer of a command that did its work.
    pub fn json(&self) -> Value {
        assert!(self.err.is_empty(), "{}", self.err);
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }
}

/// Runs the body on each engine.
pub fn on_each(body: impl Fn(Tool)) {
    body(Tool::sqlite());
    let Location::Postgres { url } = testing::postgres() else { panic!("PostgreSQL was asked for") };
    body(Tool { dir: tempfile::tempdir().unwrap(), database: Some(url) });
}

/// Runs a command without a place.
pub fn run(dir: &Path, args: &[&str], input: &str) -> Said {
    let mut child = Command::new(env!("CARGO_BIN_EXE_bihuan"))
        .args(args)
        .current_dir(dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    Said {
        code: done.status.code().unwrap(),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}

impl Tool {
    /// On the embedded database.
    pub fn sqlite() -> Self {
        Self { dir: tempfile::tempdir().unwrap(), database: None }
    }

    /// A file in the directory.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// What stands in a file of the directory, without a byte-order mark.
    pub fn read(&self, name: &str) -> String {
        let text = std::fs::read_to_string(self.dir.path().join(name)).unwrap();
        text.trim_start_matches('\u{feff}').to_owned()
    }

    /// Runs a command on the place.
    pub fn run(&self, args: &[&str]) -> Said {
        self.run_with(args, "")
    }

    /// Runs a command on the place with something on standard input.
    pub fn run_with(&self, args: &[&str], input: &str) -> Said {
        let mut all: Vec<&str> = args.to_vec();
        if let Some(url) = &self.database {
            all.extend(["--database", url]);
        }
        run(self.dir.path(), &all, input)
    }

    /// The JSON answer of a command that must do its work.
    pub fn json(&self, args: &[&str]) -> Value {
        let said = self.run(&[args, &["--json"]].concat());
        assert_eq!(said.code, 0, "{args:?}: {} {}", said.out, said.err);
        said.json()
    }

    /// The record must be sound; answers how many streams it has.
    pub fn sound(&self) -> u64 {
        let verdict = self.json(&["verify"]);
        assert_eq!(verdict["ok"], true, "{verdict}");
        verdict["streams"].as_u64().unwrap()
    }

    /// Changes the database behind the product's back.
    pub fn meddle(&self, sql: &str) {
        let location = match &self.database {
            Some(url) => Location::Postgres { url: url.clone() },
            None => Location::Sqlite { dir: self.dir.path().join("data") },
        };
        let sql = sql.to_owned();
        tokio::runtime::Runtime::new().unwrap().block_on(async move {
            let db = Db::open(&location, Options::default()).await.unwrap();
            let changed = db.write("meddle", move |tx| tx.execute(&Query::dynamic(sql), &[])).await.unwrap();
            assert!(changed > 0, "nothing was there to change");
            db.close().await;
        });
    }
}
