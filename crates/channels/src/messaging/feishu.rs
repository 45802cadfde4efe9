//! Feishu (飞书): events as JSON, signed by the encrypt key over time, nonce, key and body, and in an envelope of the same
//! key; without an encrypt key only the verification token says who sent it.

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::message::{Content, Incoming, Received};
use super::refused::Refused;
use super::request::{Request, fresh, hex, same};
use super::sealed::opened_by_feishu;

/// An app with its secrets.
#[derive(Debug, Clone)]
pub struct Feishu {
    /// The verification token.
    pub token: String,
    /// The encrypt key; none: events come in the clear.
    pub encrypt_key: Option<String>,
}

impl Feishu {
    /// What a request says. `now_s` is compared with its timestamp, unless none.
    ///
    /// # Errors
    /// `Refused`.
    pub fn receive(&self, request: &Request, now_s: Option<i64>) -> Result<Received, Refused> {
        let outer = request.json()?;
        let event = match &self.encrypt_key {
            None => outer,
            Some(key) => {
                // The first trial of the address comes without a signature; everything else must have one.
                let signed = self.signed(key, request, now_s);
                let sealed = outer["encrypt"].as_str().ok_or(Refused::Missing("encrypt"))?;
                match signed {
                    Err(Refused::Missing(_)) => {
                        let event = parsed(&opened_by_feishu(key, sealed)?)?;
                        if event["type"] != "url_verification" {
                            return Err(Refused::Missing("x-lark-signature"));
                        }
                        event
                    }
                    Err(refused) => return Err(refused),
                    Ok(()) => parsed(&opened_by_feishu(key, sealed)?)?,
                }
            }
        };
        let token = event["header"]["token"].as_str().or(event["token"].as_str()).ok_or(Refused::Missing("token"))?;
        if !same(token, &self.token) {
            return Err(Refused::Token);
        }
        if event["type"] == "url_verification" {
            let challenge = event["challenge"].as_str().ok_or(Refused::Missing("challenge"))?.to_owned();
            let replay_key = format!("challenge:{challenge}");
            return Ok(Received { message: Incoming::Challenge(challenge), replay_key });
        }
        said(&event)
    }

    fn signed(&self, key: &str, request: &Request, now_s: Option<i64>) -> Result<(), Refused> {
        let timestamp = request.header("x-lark-request-timestamp")?;
        let nonce = request.header("x-lark-request-nonce")?;
        let given = request.header("x-lark-signature")?;
        let mut hash = Sha256::new();
        hash.update(timestamp);
        hash.update(nonce);
        hash.update(key);
        hash.update(&request.body);
        if !same(given, &hex(&hash.finalize())) {
            return Err(Refused::Signature);
        }
        fresh(timestamp.parse().map_err(|_| Refused::Missing("x-lark-request-timestamp"))?, now_s)
    }
}

fn parsed(text: &str) -> Result<Value, Refused> {
    serde_json::from_str(text).map_err(|_| Refused::Malformed("not JSON"))
}

fn said(event: &Value) -> Result<Received, Refused> {
    let text = |v: &Value, name: &'static str| v.as_str().map(str::to_owned).ok_or(Refused::Missing(name));
    let header = &event["header"];
    let replay_key = text(&header["event_id"], "event_id")?;
    let name = text(&header["event_type"], "event_type")?;
    let ms = |v: &Value| v.as_str().and_then(|s| s.parse::<i64>().ok()).or(v.as_i64());
    let to = header["app_id"].as_str().unwrap_or_default().to_owned();
    let body = &event["event"];
    let message = &body["message"];
    if name != "im.message.receive_v1" {
        let at_s = ms(&header["create_time"]).unwrap_or_default() / 1_000;
        let content = Content::Event { name, key: String::new() };
        return Ok(Received {
            message: Incoming::Message { id: replay_key.clone(), from: String::new(), to, at_s, content },
            replay_key,
        });
    }
    let inner = parsed(&text(&message["content"], "content")?)?;
    let field = |name: &'static str| text(&inner[name], name);
    let content = match message["message_type"].as_str().unwrap_or_default() {
        "text" => Content::Text(field("text")?),
        "image" => Content::Image { media: field("image_key")?, url: None },
        "audio" => Content::Voice { media: field("file_key")?, format: "opus".to_owned(), words: None },
        "media" => Content::Video { media: field("file_key")? },
        "file" => Content::File { media: field("file_key")?, name: field("file_name").unwrap_or_default() },
        "location" => {
            let number = |name: &'static str| {
                let v = &inner[name];
                v.as_f64().or_else(|| v.as_str()?.parse().ok()).ok_or(Refused::Missing(name))
            };
            let (latitude, longitude) = (number("latitude")?, number("longitude")?);
            Content::Location { latitude, longitude, label: field("name").unwrap_or_default() }
        }
        other => Content::Other(other.to_owned()),
    };
    let from = text(&body["sender"]["sender_id"]["open_id"], "open_id")?;
    let at_s = ms(&message["create_time"]).ok_or(Refused::Missing("create_time"))? / 1_000;
    let id = text(&message["message_id"], "message_id")?;
    Ok(Received { message: Incoming::Message { id, from, to, at_s, content }, replay_key })
}
