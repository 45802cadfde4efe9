//! `bihuan policy`: service policies checked, shown and compared, without a database.

use std::path::PathBuf;
use std::process::ExitCode;

use bihuan_domain::policy::{Finding, Gravity, Policies, check, diff, diff_text, show};
use clap::{Args, Subcommand};
use jiff::civil::Date;

use crate::place::Answer;
use crate::trouble::Trouble;

/// Check, show and compare service policies
#[derive(Args, Debug)]
pub struct PolicyTool {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand, Debug)]
enum Act {
    /// Say what is wrong with policy files, with file, line and key; ends with 1 on an error
    #[command(after_help = "Example:\n  bihuan policy check my-policy.toml")]
    Check {
        /// The files; a file named like a shipped one stands in its place
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        answer: Answer,
    },
    /// Show a policy as it is in force, the law included
    #[command(after_help = "Example:\n  bihuan policy show general --on 2026-11-22")]
    Show {
        /// Id of a shipped policy, or of one of the files
        id: String,
        /// The day; today if absent
        #[arg(long, value_name = "DATE")]
        on: Option<Date>,
        /// Policy files beside the shipped ones
        #[arg(long = "file", value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        answer: Answer,
    },
    /// Say what differs between two policies
    #[command(after_help = "Example:\n  bihuan policy diff general@1 my-policy.toml")]
    Diff {
        /// `ID`, `ID@VERSION` or a file
        before: String,
        /// `ID`, `ID@VERSION` or a file
        after: String,
        #[command(flatten)]
        answer: Answer,
    },
}

fn read(files: &[PathBuf]) -> Result<Vec<(String, String)>, Trouble> {
    files
        .iter()
        .map(|path| match std::fs::read_to_string(path) {
            Ok(text) => Ok((path.display().to_string(), text)),
            Err(error) => Err(Trouble::argument("unreadable_file", format!("{}: {error}", path.display()))),
        })
        .collect()
}

fn load(files: &[(String, String)]) -> Result<Policies, Trouble> {
    let files = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    Policies::with_builtin(files).map_err(wrong)
}

fn wrong(findings: Vec<Finding>) -> Trouble {
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    Trouble::argument("policy_not_usable", lines.join("\n"))
}

fn named(text: &str) -> Result<(Policies, String, Option<u32>), Trouble> {
    let path = PathBuf::from(text);
    if path.is_file() {
        let files = read(&[path])?;
        let id = bihuan_domain::policy::load(&files[0].0, &files[0].1).map_err(|f| wrong(vec![f]))?.policy;
        return Ok((load(&files)?, id.id, Some(id.version)));
    }
    let (id, version) = match text.split_once('@') {
        None => (text, None),
        Some((id, version)) => {
            let version = version.parse().map_err(|_| Trouble::argument("bad_version", text))?;
            (id, Some(version))
        }
    };
    Ok((load(&[])?, id.to_owned(), version))
}

impl PolicyTool {
    /// Runs it.
    ///
    /// # Errors
    /// When a file cannot be read or a policy is not there; what `check` finds is its answer.
    pub async fn run(self) -> Result<ExitCode, Trouble> {
        match self.act {
            Act::Check { files, answer } => {
                let files = read(&files)?;
                let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
                let findings = check(&files);
                answer.give(&findings, || match findings.is_empty() {
                    true => "nothing to object".to_owned(),
                    false => findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
                })?;
                let fails = findings.iter().any(|f| f.gravity() == Gravity::Error);
                Ok(if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS })
            }
            Act::Show { id, on, files, answer } => {
                let policies = load(&read(&files)?)?;
                let resolved = policies.resolve(&id, on.unwrap_or_else(|| jiff::Zoned::now().date())).map_err(wrong)?;
                answer.give(&resolved.policy, || show(&resolved))
            }
            Act::Diff { before, after, answer } => {
                let (old, old_id, old_version) = named(&before)?;
                let (new, new_id, new_version) = named(&after)?;
                let none = |text: &str| Trouble::argument("unknown_policy", format!("there is no policy {text}"));
                let old = old.get(&old_id, old_version).ok_or_else(|| none(&before))?;
                let new = new.get(&new_id, new_version).ok_or_else(|| none(&after))?;
                answer.give(&diff(old, new), || diff_text(old, new))
            }
        }
    }
}
