//! `bihuan webhook verify`: whether a captured message came from us, for whoever writes the other side; or from a messaging
//! platform, for whoever sets an account up.

use std::io::Read as _;
use std::path::PathBuf;
use std::process::ExitCode;

use bihuan_channels::messaging::{DingTalk, Feishu, Generic, Incoming, Platform, Received, Refused, Request, WeChat};
use bihuan_channels::webhook::{BadSignature, Secret, verify};
use clap::{Args, Subcommand, ValueEnum};
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
        after_help = "The captured request is its headers, an empty line and its body, as a proxy or `nc -l` shows it.\n\nExample:\n  BIHUAN_WEBHOOK_SECRET=whsec_… bihuan webhook verify request.txt\n  BIHUAN_PLATFORM_TOKEN=… bihuan webhook verify --platform wechat request.txt"
    )]
    Verify {
        /// The captured request; standard input if absent
        file: Option<PathBuf>,
        /// The secret, as it was shown once
        #[arg(long, env = "BIHUAN_WEBHOOK_SECRET", hide_env_values = true, value_name = "SECRET")]
        secret: Option<String>,
        /// Who sent it
        #[arg(long, value_enum, default_value = "bihuan")]
        platform: Sender,
        #[command(flatten)]
        account: Account,
        /// Also refuse a message older than five minutes
        #[arg(long)]
        fresh: bool,
        #[command(flatten)]
        answer: Answer,
    },
}

/// Who sent a captured request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Sender {
    /// We: a message of a webhook
    Bihuan,
    /// A WeChat official account
    Wechat,
    /// WeCom
    Wecom,
    /// Feishu
    Feishu,
    /// DingTalk: an event or a robot's message
    Dingtalk,
    /// The signed webhook inwards of docs/messaging.md
    Generic,
}

/// The secrets of an account at a platform. Through the environment they stand in no list of processes.
#[derive(Args, Debug)]
struct Account {
    /// Token of the account
    #[arg(long, env = "BIHUAN_PLATFORM_TOKEN", hide_env_values = true, value_name = "TOKEN")]
    token: Option<String>,
    /// Key of the envelope, 43 characters
    #[arg(long, env = "BIHUAN_PLATFORM_AES_KEY", hide_env_values = true, value_name = "KEY")]
    aes_key: Option<String>,
    /// App id, corporation id or app key: whom the envelope is for
    #[arg(long, value_name = "ID")]
    receiver: Option<String>,
    /// Encrypt key (Feishu)
    #[arg(long, env = "BIHUAN_PLATFORM_ENCRYPT_KEY", hide_env_values = true, value_name = "KEY")]
    encrypt_key: Option<String>,
    /// App secret (a DingTalk robot)
    #[arg(long, env = "BIHUAN_PLATFORM_APP_SECRET", hide_env_values = true, value_name = "SECRET")]
    app_secret: Option<String>,
}

fn needed(value: Option<&String>, name: &str) -> Result<String, Trouble> {
    value.cloned().ok_or_else(|| Trouble::argument("missing_secret", format!("--{name} is needed for this platform")))
}

fn refused(refused: Refused) -> Trouble {
    Trouble::argument(refused.code(), refused.to_string())
}

impl Account {
    /// What the platform's request says, or why it is not believed.
    fn receive(
        &self,
        sender: Sender,
        secret: Option<&String>,
        request: &Request,
        now_s: Option<i64>,
    ) -> Result<Result<Received, Refused>, Trouble> {
        let key = self.aes_key.as_deref().map(str::parse).transpose().map_err(refused)?;
        let receiver = self.receiver.clone().unwrap_or_default();
        let token = || needed(self.token.as_ref(), "token");
        Ok(match sender {
            Sender::Wechat | Sender::Wecom => {
                let platform = if sender == Sender::Wecom { Platform::WeCom } else { Platform::OfficialAccount };
                WeChat { platform, token: token()?, key, receiver }.receive(request, now_s)
            }
            Sender::Feishu => Feishu { token: token()?, encrypt_key: self.encrypt_key.clone() }.receive(request, now_s),
            Sender::Dingtalk => {
                let token = self.token.clone().unwrap_or_default();
                DingTalk { token, key, receiver, app_secret: self.app_secret.clone() }.receive(request, now_s)
            }
            Sender::Generic | Sender::Bihuan => {
                Generic::new(&needed(secret, "secret")?).map_err(refused)?.receive(request, now_s)
            }
        })
    }
}

/// What a believed request says, in a word.
fn sort(message: &Incoming) -> String {
    match message {
        Incoming::Challenge(_) => "challenge".to_owned(),
        Incoming::Message { id, .. } => format!("message {id}"),
        Incoming::Call { id, .. } => format!("call {id}"),
    }
}

/// The query string of a captured request line.
fn query_of(head: &str) -> &str {
    let target = head.lines().next().and_then(|line| line.split_whitespace().nth(1)).unwrap_or_default();
    target.split_once('?').map_or("", |(_, query)| query)
}

impl WebhookTool {
    /// Runs it.
    ///
    /// # Errors
    /// When the request or the secret cannot be read; what is wrong with the signature is its answer.
    pub fn run(self) -> Result<ExitCode, Trouble> {
        let Act::Verify { file, secret, platform, account, fresh, answer } = self.act;
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
        if platform != Sender::Bihuan {
            let headers = head.lines().filter_map(|line| line.split_once(':'));
            let request = Request::new(query_of(&head), headers, body).map_err(refused)?;
            let outcome = account.receive(platform, secret.as_ref(), &request, now_s)?;
            let code = outcome.as_ref().err().map(Refused::code);
            let error = outcome.as_ref().err().map(Refused::to_string);
            let what = outcome.as_ref().ok().map(|received| sort(&received.message));
            answer.give(
                &json!({ "genuine": outcome.is_ok(), "code": code, "error": error, "what": what }),
                || match (&what, code, &error) {
                    (Some(what), ..) => format!("genuine: {what}"),
                    (None, code, error) => {
                        format!("not genuine: {}: {}", code.unwrap_or_default(), error.as_deref().unwrap_or_default())
                    }
                },
            )?;
            return Ok(if outcome.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        let secret: Secret = needed(secret.as_ref(), "secret")?
            .parse()
            .map_err(|_| Trouble::argument("bad_secret", "whsec_ and base64"))?;
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
    fn the_query_is_that_of_the_request_line() {
        assert_eq!(query_of("POST /in/wechat/a?x=1&y=2 HTTP/1.1\nhost: h"), "x=1&y=2");
        assert_eq!(query_of("host: h"), "");
    }

    #[test]
    fn a_captured_request_is_its_headers_and_its_body() {
        let (head, body) = parts(b"POST / HTTP/1.1\r\nwebhook-id: m1\r\n\r\n{\"a\":\n\n1}").unwrap();
        assert!(head.ends_with("webhook-id: m1") && body == b"{\"a\":\n\n1}");
        assert_eq!(parts(b"a: b\n\nbody").unwrap().1, b"body");
        assert!(parts(b"no empty line").is_none());
    }
}
