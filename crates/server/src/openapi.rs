//! `bihuan openapi`: prints the document of the API.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;

use crate::trouble::Trouble;

/// Prints the OpenAPI document of the service
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  bihuan openapi > openapi.json\n  bihuan openapi -o openapi.json")]
pub struct OpenApi {
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<std::path::PathBuf>,
}

impl OpenApi {
    /// Prints it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn run(self) -> Result<ExitCode, Trouble> {
        let text = bihuan_api::document::pretty();
        match self.output {
            Some(file) => std::fs::write(file, text)?,
            None => std::io::stdout().lock().write_all(text.as_bytes())?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
