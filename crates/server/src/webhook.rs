//! `bihuan webhook verify`: whether a captured message came from us, for whoever writes the other side.

use std::io::Read as _;
use std::path::PathBuf;
use std::process::ExitCode;

use bihuan_channels::webhook::{BadSignature, Secret, verify};
use clap::{Args, Subcommand};
use serde_json::json;

use crate::place::Answer;
use crate::trouble::Trouble;

/// The largest captured message that is read, in bytes.
const MOST_BYTES: u64 = 1 << 20;

/// Check captured webhook messages
#[derive(Args, Debug)]
pub struct WebhookTool {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand, Debug)]
enum Act {
    /// Say whether a captured request was signed with a secret; ends with 1 when it was not
    #[command(
        after_help = "The captured request is its headers, an empty line and its body, as a proxy or `nc -l` shows it.\n\nExample:\n  BIHUAN_WEBHOOK_SECRET=whsec_… bihuan webhook verify request.txt"
    )]
    Verify {
        /// The captured request; standard input if absent
        file: Option<PathBuf>,
        /// The secret, as it was shown once
        #[arg(long, env = "BIHUAN_WEBHOOK_SECRET", hide_env_values = true, value_name = "SECRET")]
        secret: String,
        /// Also refuse a message older than five minutes
        #[arg(long)]
        fresh: bool,
        #[command(flatten)]
        answer: Answer,
    },
}

impl WebhookTool {
    /// Runs it.
    ///
    /// # Errors
    /// When the request or the secret cannot be read; what is wrong with the signature is its answer.
    pub fn run(self) -> Result<ExitCode, Trouble> {
        let Act::Verify { file, secret, fresh, answer } = self.act;
        let secret: Secret = secret.parse().map_err(|_| Trouble::argument("bad_secret", "whsec_ and base64"))?;
        let mut captured = Vec::new();
        match &file {
            Some(path) => std::fs::File::open(path)?.take(MOST_BYTES).read_to_end(&mut captured)?,
            None => std::io::stdin().lock().take(MOST_BYTES).read_to_end(&mut captured)?,
        };
        let (head, body) = parts(&captured)
            .ok_or_else(|| Trouble::argument("bad_request", "the headers, an empty line and the body are wanted"))?;
        let header = |name: &str| {
            head.lines().find_map(|line| {
                let (given, value) = line.split_once(':')?;
                given.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
            })
        };
        let now_s = fresh.then(|| jiff::Timestamp::now().as_second());
        let outcome = verify(&secret, header, body, now_s);
        let error = outcome.as_ref().err().map(BadSignature::to_string);
        answer.give(&json!({ "genuine": outcome.is_ok(), "error": error }), || match &error {
            None => "genuine".to_owned(),
            Some(error) => format!("not genuine: {error}"),
        })?;
        Ok(if outcome.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// The headers and the body of a captured request.
fn parts(captured: &[u8]) -> Option<(String, &[u8])> {
    let split = |mark: &[u8]| captured.windows(mark.len()).position(|w| w == mark).map(|at| (at, at + mark.len()));
    let (end, body) = match (split(b"\r\n\r\n"), split(b"\n\n")) {
        (Some(a), Some(b)) => a.min(b),
        (a, b) => a.or(b)?,
    };
    Some((String::from_utf8_lossy(&captured[..end]).into_owned(), &captured[body..]))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_captured_request_is_its_headers_and_its_body() {
        let (head, body) = parts(b"POST / HTTP/1.1\r\nwebhook-id: m1\r\n\r\n{\"a\":\n\n1}").unwrap();
        assert!(head.ends_with("webhook-id: m1") && body == b"{\"a\":\n\n1}");
        assert_eq!(parts(b"a: b\n\nbody").unwrap().1, b"body");
        assert!(parts(b"no empty line").is_none());
    }
}
