//! The product's own webhook inwards, for apps, mini-programs, marketplaces and call centres (docs/messaging.md): JSON,
//! signed as `bihuan-signature: v1=hex(hmac-sha256(secret, timestamp "\n" nonce "\n" body))`.

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::Deserialize;
use sha2::Sha256;

use super::message::{Content, Incoming, Received};
use super::refused::Refused;
use super::request::{Request, fresh, hex};

/// Characters of an id, and of words.
const MOST_ID: usize = 200;
const MOST_WORDS: usize = 100_000;

/// What happened to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallEvent {
    /// It rings.
    Offered,
    /// Somebody took it.
    Answered,
    /// The caller hung up before.
    Abandoned,
    /// It is over.
    Ended,
    /// The caller left a message.
    Voicemail,
}

/// The secret shared with whoever sends.
#[derive(Clone, PartialEq, Eq)]
pub struct Generic {
    secret: Vec<u8>,
}

impl std::fmt::Debug for Generic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Generic(…)")
    }
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
enum Body {
    Message {
        id: String,
        from: String,
        #[serde(default)]
        to: String,
        at: jiff::Timestamp,
        content: Said,
    },
    Call {
        id: String,
        event: CallEvent,
        from: String,
        #[serde(default)]
        to: String,
        at: jiff::Timestamp,
        duration_seconds: Option<i64>,
        recording_url: Option<String>,
    },
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
enum Said {
    Text { text: String },
    Image { url: String },
    Voice { url: String, format: Option<String>, words: Option<String> },
    Location { latitude: f64, longitude: f64, label: Option<String> },
}

impl Generic {
    /// With a secret of at least 16 bytes.
    ///
    /// # Errors
    /// `Secret`.
    pub fn new(secret: &str) -> Result<Self, Refused> {
        let secret = secret.trim().as_bytes().to_vec();
        if secret.len() < 16 { Err(Refused::Secret("secret")) } else { Ok(Self { secret }) }
    }

    fn mac(&self, timestamp: &str, nonce: &str, body: &[u8]) -> Result<Hmac<Sha256>, Refused> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.secret).map_err(|_| Refused::Secret("secret"))?;
        mac.update(format!("{timestamp}\n{nonce}\n").as_bytes());
        mac.update(body);
        Ok(mac)
    }

    /// The signature of a message, as the header has it.
    ///
    /// # Errors
    /// `Secret`.
    pub fn sign(&self, timestamp_s: i64, nonce: &str, body: &[u8]) -> Result<String, Refused> {
        let code = self.mac(&timestamp_s.to_string(), nonce, body)?.finalize().into_bytes();
        Ok(format!("v1={}", hex(&code)))
    }

    /// What a request says. `now_s` is compared with its timestamp, unless none.
    ///
    /// # Errors
    /// `Refused`.
    pub fn receive(&self, request: &Request, now_s: Option<i64>) -> Result<Received, Refused> {
        let timestamp = request.header("bihuan-timestamp")?;
        let nonce = request.header("bihuan-nonce")?;
        let given =
            request.header("bihuan-signature")?.strip_prefix("v1=").and_then(unhex).ok_or(Refused::Signature)?;
        if !(8..=MOST_ID).contains(&nonce.len()) {
            return Err(Refused::Missing("bihuan-nonce"));
        }
        self.mac(timestamp, nonce, &request.body)?.verify_slice(&given).map_err(|_| Refused::Signature)?;
        fresh(timestamp.parse().map_err(|_| Refused::Missing("bihuan-timestamp"))?, now_s)?;
        let body = serde_json::from_slice(&request.body).map_err(|_| Refused::Malformed("not a documented message"))?;
        let message = said(body)?;
        Ok(Received { message, replay_key: nonce.to_owned() })
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

fn said(body: Body) -> Result<Incoming, Refused> {
    let short = |name: &'static str, text: &str, least: usize| {
        if (least..=MOST_ID).contains(&text.chars().count()) { Ok(()) } else { Err(Refused::Missing(name)) }
    };
    match body {
        Body::Message { id, from, to, at, content } => {
            short("id", &id, 1)?;
            short("from", &from, 1)?;
            short("to", &to, 0)?;
            let content = match content {
                Said::Text { text } if text.trim().is_empty() || text.chars().count() > MOST_WORDS => {
                    return Err(Refused::Missing("text"));
                }
                Said::Text { text } => Content::Text(text),
                Said::Image { url } => Content::Image { media: web(&url)?, url: Some(url) },
                Said::Voice { url, format, words } => {
                    Content::Voice { media: web(&url)?, format: format.unwrap_or_default(), words }
                }
                Said::Location { latitude, longitude, label } => {
                    if !(-90.0..=90.0).contains(&latitude) || !(-180.0..=180.0).contains(&longitude) {
                        return Err(Refused::Missing("latitude"));
                    }
                    Content::Location { latitude, longitude, label: label.unwrap_or_default() }
                }
            };
            Ok(Incoming::Message { id, from, to, at_s: at.as_second(), content })
        }
        Body::Call { id, event, from, to, at, duration_seconds, recording_url } => {
            short("id", &id, 1)?;
            short("from", &from, 0)?;
            short("to", &to, 0)?;
            if duration_seconds.is_some_and(|s| !(0..=86_400).contains(&s)) {
                return Err(Refused::Missing("duration_seconds"));
            }
            let recording_url = recording_url.map(|url| web(&url)).transpose()?;
            Ok(Incoming::Call {
                id,
                event,
                from,
                to,
                at_s: at.as_second(),
                duration_s: duration_seconds,
                recording_url,
            })
        }
    }
}

/// An address of the web.
fn web(text: &str) -> Result<String, Refused> {
    let url = url::Url::parse(text).ok().filter(|u| matches!(u.scheme(), "https" | "http") && text.len() <= 2_000);
    url.map(|_| text.to_owned()).ok_or(Refused::Missing("url"))
}
