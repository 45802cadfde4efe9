//! `bihuan mail parse`: what a raw message says, one JSON line a file, for anyone to check.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bihuan_channels::email::{self, MOST_BYTES};
use clap::{Args, Subcommand};

use crate::trouble::Trouble;

/// Look into raw e-mail messages
#[derive(Args, Debug)]
pub struct MailTool {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand, Debug)]
enum Act {
    /// Print what each raw message (RFC 5322) says as a line of JSON, as the e-mail channel reads it
    #[command(
        after_help = "The first letters of a message beyond 50 MiB are read, the rest is a defect.\n\nExample:\n  bihuan mail parse message.eml | python3 -m json.tool"
    )]
    Parse {
        /// Files; `-` for standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Print how many messages a second were read to standard error
        #[arg(long)]
        speed: bool,
    },
}

impl MailTool {
    /// Runs it.
    ///
    /// # Errors
    /// When a file cannot be read; what is wrong with a message is among its defects.
    pub fn run(self) -> Result<ExitCode, Trouble> {
        let Act::Parse { files, speed } = self.act;
        let mut out = std::io::stdout().lock();
        let begun = std::time::Instant::now();
        for file in &files {
            let mut line = serde_json::to_value(email::parse(&read(file)?)).map_err(std::io::Error::other)?;
            if let Some(object) = line.as_object_mut() {
                object.insert("file".to_owned(), file.display().to_string().into());
            }
            writeln!(out, "{line}")?;
        }
        if speed {
            let seconds = begun.elapsed().as_secs_f64().max(1e-9);
            #[allow(clippy::cast_precision_loss, reason = "a count of files")]
            let rate = files.len() as f64 / seconds;
            writeln!(std::io::stderr(), "{} messages in {seconds:.3} s: {rate:.0} messages/s", files.len())?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// One byte more than is parsed, so that a larger one is known to be larger.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut raw = Vec::new();
    let most = MOST_BYTES as u64 + 1;
    if path.as_os_str() == "-" {
        std::io::stdin().lock().take(most).read_to_end(&mut raw)?;
    } else {
        File::open(path)?.take(most).read_to_end(&mut raw)?;
    }
    Ok(raw)
}
