//! DingTalk (钉钉): events of an app come in the same envelope as WeChat's, as JSON; a robot's messages in the clear,
//! signed in headers by the app's secret.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::Value;
use sha2::Sha256;

use super::message::{Answer, Content, Incoming, Received};
use super::refused::Refused;
use super::request::{Request, fresh, hex, same};
use super::sealed::SealKey;
use super::wechat::sorted_signature;

/// An app with its secrets.
#[derive(Debug, Clone)]
pub struct DingTalk {
    /// The token of event subscriptions.
    pub token: String,
    /// The key of the envelope of event subscriptions.
    pub key: Option<SealKey>,
    /// App key or corporation id: whom the envelope is for.
    pub receiver: String,
    /// The app's secret, by which a robot's messages are signed.
    pub app_secret: Option<String>,
}

impl DingTalk {
    /// What a request says: an event in an envelope, or a robot's message. `now_s` is compared with its timestamp, unless
    /// none.
    ///
    /// # Errors
    /// `Refused`.
    pub fn receive(&self, request: &Request, now_s: Option<i64>) -> Result<Received, Refused> {
        let body = request.json()?;
        match body["encrypt"].as_str() {
            Some(sealed) => self.event(request, sealed, now_s),
            None => self.robot(request, &body, now_s),
        }
    }

    fn event(&self, request: &Request, sealed: &str, now_s: Option<i64>) -> Result<Received, Refused> {
        let key = self.key.as_ref().ok_or(Refused::Secret("AES key"))?;
        let given = request.param("signature").or_else(|_| request.param("msg_signature"))?;
        let (timestamp, nonce) = (request.param("timestamp")?, request.param("nonce")?);
        if !same(given, &sorted_signature(&[&self.token, timestamp, nonce, sealed])) {
            return Err(Refused::Signature);
        }
        fresh(timestamp.parse::<i64>().map_err(|_| Refused::Missing("timestamp"))? / 1_000, now_s)?;
        let event: Value =
            serde_json::from_str(&key.open(sealed, &self.receiver)?).map_err(|_| Refused::Malformed("not JSON"))?;
        let name = event["EventType"].as_str().ok_or(Refused::Missing("EventType"))?.to_owned();
        let replay_key = format!("{timestamp}:{nonce}");
        if name == "check_url" || name == "check_create_suite_url" || name == "check_update_suite_url" {
            return Ok(Received { message: Incoming::Challenge("success".to_owned()), replay_key });
        }
        let at_s = event["TimeStamp"].as_str().and_then(|t| t.parse::<i64>().ok()).or(event["TimeStamp"].as_i64());
        let message = Incoming::Message {
            id: replay_key.clone(),
            from: event["UserId"].as_str().unwrap_or_default().to_owned(),
            to: event["CorpId"].as_str().unwrap_or(&self.receiver).to_owned(),
            at_s: at_s.unwrap_or_default() / 1_000,
            content: Content::Event { name, key: String::new() },
        };
        Ok(Received { message, replay_key })
    }

    fn robot(&self, request: &Request, body: &Value, now_s: Option<i64>) -> Result<Received, Refused> {
        let secret = self.app_secret.as_ref().ok_or(Refused::Secret("app secret"))?;
        let (timestamp, given) = (request.header("timestamp")?, request.header("sign")?);
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(|_| Refused::Secret("app secret"))?;
        mac.update(format!("{timestamp}\n{secret}").as_bytes());
        let given = STANDARD.decode(given).map_err(|_| Refused::Signature)?;
        mac.verify_slice(&given).map_err(|_| Refused::Signature)?;
        fresh(timestamp.parse::<i64>().map_err(|_| Refused::Missing("timestamp"))? / 1_000, now_s)?;
        let text = |v: &Value, name: &'static str| v.as_str().map(str::to_owned).ok_or(Refused::Missing(name));
        let id = text(&body["msgId"], "msgId")?;
        let content = match body["msgtype"].as_str().unwrap_or_default() {
            "text" => Content::Text(text(&body["text"]["content"], "content")?.trim().to_owned()),
            "picture" => Content::Image { media: text(&body["content"]["downloadCode"], "downloadCode")?, url: None },
            "audio" => Content::Voice {
                media: text(&body["content"]["downloadCode"], "downloadCode")?,
                format: "amr".to_owned(),
                words: body["content"]["recognition"].as_str().map(str::to_owned),
            },
            "video" => Content::Video { media: text(&body["content"]["downloadCode"], "downloadCode")? },
            "file" => Content::File {
                media: text(&body["content"]["downloadCode"], "downloadCode")?,
                name: body["content"]["fileName"].as_str().unwrap_or_default().to_owned(),
            },
            other => Content::Other(other.to_owned()),
        };
        let from = text(&body["senderStaffId"], "senderStaffId").or_else(|_| text(&body["senderId"], "senderId"))?;
        let to = body["chatbotUserId"].as_str().unwrap_or_default().to_owned();
        let at_s = body["createAt"].as_i64().ok_or(Refused::Missing("createAt"))? / 1_000;
        Ok(Received { replay_key: id.clone(), message: Incoming::Message { id, from, to, at_s, content } })
    }

    /// What an event is answered with: `success`, in an envelope. `random` is drawn by whoever calls.
    ///
    /// # Errors
    /// When there is no key.
    pub fn answer(&self, at_ms: i64, random: [u8; 16]) -> Result<Answer, Refused> {
        let key = self.key.as_ref().ok_or(Refused::Secret("AES key"))?;
        let (sealed, at, nonce) = (key.seal("success", &self.receiver, random)?, at_ms.to_string(), hex(&random[..8]));
        let signature = sorted_signature(&[&self.token, &at, &nonce, &sealed]);
        let body =
            serde_json::json!({ "msg_signature": signature, "timeStamp": at, "nonce": nonce, "encrypt": sealed });
        Ok(Answer { media_type: "application/json", body: body.to_string() })
    }
}
