//! placeholder
use std::process::ExitCode;
use clap::Args;
use crate::trouble::Trouble;
/// Export
#[derive(Args, Debug)]
pub struct Export {}
impl Export {
    /// Runs it.
    pub async fn run(self) -> Result<ExitCode, Trouble> { Ok(ExitCode::SUCCESS) }
}
