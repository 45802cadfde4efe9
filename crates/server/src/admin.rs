//! placeholder
use std::process::ExitCode;
use clap::Args;
use crate::trouble::Trouble;
/// Admin
#[derive(Args, Debug)]
pub struct Admin {}
impl Admin {
    /// Runs it.
    pub async fn run(self) -> Result<ExitCode, Trouble> { Ok(ExitCode::SUCCESS) }
}
