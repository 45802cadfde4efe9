//! WeChat official accounts and WeCom (企业微信): signed by the sorted token, time and nonce, the message as XML, in the
//! clear (official accounts only) or in an envelope. The passive answer goes back in the same form.

use sha1::{Digest as _, Sha1};

use super::message::{Answer, Content, Incoming, Received};
use super::refused::Refused;
use super::request::{Request, fresh, hex, same};
use super::sealed::SealKey;
use super::xml::{cdata, fields};

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Platform {
    /// An official account (公众号): its receiver is the app id; the clear form is allowed.
    OfficialAccount,
    /// WeCom (企业微信): its receiver is the corporation id; always in an envelope.
    WeCom,
}

/// An account with its secrets.
#[derive(Debug, Clone)]
pub struct WeChat {
    /// Which of the two.
    pub platform: Platform,
    /// The token one gave the platform.
    pub token: String,
    /// The key of the envelope; none: messages come in the clear.
    pub key: Option<SealKey>,
    /// App id or corporation id.
    pub receiver: String,
}

/// sha1 of the sorted parts, in hex: the platforms' signature.
pub(super) fn sorted_signature(parts: &[&str]) -> String {
    let mut parts = parts.to_vec();
    parts.sort_unstable();
    hex(&Sha1::digest(parts.concat().as_bytes()))
}

/// The signature of what a mini-program says of its user: sha1 of the raw data and the session key, in hex.
pub fn user_info_signature(raw_data: &str, session_key: &str) -> String {
    hex(&Sha1::digest(format!("{raw_data}{session_key}").as_bytes()))
}

impl WeChat {
    /// What a request says. `now_s` is compared with its timestamp, unless none.
    ///
    /// # Errors
    /// `Refused`.
    pub fn receive(&self, request: &Request, now_s: Option<i64>) -> Result<Received, Refused> {
        let (timestamp, nonce) = (request.param("timestamp")?, request.param("nonce")?);
        let clear = |signature: &str| same(signature, &sorted_signature(&[&self.token, timestamp, nonce]));
        let when = || fresh(timestamp.parse().map_err(|_| Refused::Missing("timestamp"))?, now_s);
        if request.body.is_empty() {
            // The platform tries the address.
            let echo = request.param("echostr")?;
            let said = match (&self.key, request.param("msg_signature")) {
                (Some(key), Ok(signature)) => {
                    self.signed(signature, timestamp, nonce, echo)?;
                    key.open(echo, &self.receiver)?
                }
                _ if self.platform == Platform::WeCom => return Err(Refused::Missing("msg_signature")),
                _ if clear(request.param("signature")?) => echo.to_owned(),
                _ => return Err(Refused::Signature),
            };
            when()?;
            return Ok(Received { message: Incoming::Challenge(said), replay_key: format!("{timestamp}:{nonce}") });
        }
        let inner = match &self.key {
            Some(key) => {
                // The outer XML must be read to find what was signed; nothing of it is believed.
                let outer = fields(request.text()?)?;
                let sealed = outer.get("Encrypt").ok_or(Refused::Missing("Encrypt"))?;
                self.signed(request.param("msg_signature")?, timestamp, nonce, sealed)?;
                when()?;
                fields(&key.open(sealed, &self.receiver)?)?
            }
            None if self.platform == Platform::WeCom => return Err(Refused::Secret("AES key")),
            None => {
                if !clear(request.param("signature")?) {
                    return Err(Refused::Signature);
                }
                when()?;
                fields(request.text()?)?
            }
        };
        let message = said(&inner)?;
        let replay_key = match &message {
            Incoming::Message { id, .. } => id.clone(),
            _ => format!("{timestamp}:{nonce}"),
        };
        Ok(Received { message, replay_key })
    }

    fn signed(&self, given: &str, timestamp: &str, nonce: &str, sealed: &str) -> Result<(), Refused> {
        let wanted = sorted_signature(&[&self.token, timestamp, nonce, sealed]);
        if same(given, &wanted) { Ok(()) } else { Err(Refused::Signature) }
    }

    /// The passive answer with words, in the same breath; `random` is drawn by whoever calls.
    ///
    /// # Errors
    /// When it cannot be sealed.
    pub fn answer(&self, to: &str, from: &str, at_s: i64, words: &str, random: [u8; 16]) -> Result<Answer, Refused> {
        let inner = format!(
            "<xml><ToUserName>{}</ToUserName><FromUserName>{}</FromUserName><CreateTime>{at_s}</CreateTime>\
             <MsgType><![CDATA[text]]></MsgType><Content>{}</Content></xml>",
            cdata(to),
            cdata(from),
            cdata(words)
        );
        let body = match &self.key {
            None => inner,
            Some(key) => {
                let (sealed, at, nonce) =
                    (key.seal(&inner, &self.receiver, random)?, at_s.to_string(), hex(&random[..8]));
                let signature = sorted_signature(&[&self.token, &at, &nonce, &sealed]);
                format!(
                    "<xml><Encrypt>{}</Encrypt><MsgSignature>{}</MsgSignature><TimeStamp>{at}</TimeStamp>\
                     <Nonce>{}</Nonce></xml>",
                    cdata(&sealed),
                    cdata(&signature),
                    cdata(&nonce)
                )
            }
        };
        Ok(Answer { media_type: "application/xml; charset=utf-8", body })
    }
}

fn said(xml: &std::collections::BTreeMap<String, String>) -> Result<Incoming, Refused> {
    let need = |name: &'static str| xml.get(name).filter(|v| !v.is_empty()).cloned().ok_or(Refused::Missing(name));
    let maybe = |name: &str| xml.get(name).filter(|v| !v.is_empty()).cloned();
    let number = |name: &'static str| need(name)?.parse::<f64>().map_err(|_| Refused::Missing(name));
    let (from, to, sort) = (need("FromUserName")?, need("ToUserName")?, need("MsgType")?);
    let at_s = need("CreateTime")?.parse().map_err(|_| Refused::Missing("CreateTime"))?;
    let content = match sort.as_str() {
        "text" => Content::Text(need("Content")?),
        "image" => Content::Image { media: need("MediaId")?, url: maybe("PicUrl") },
        "voice" => Content::Voice {
            media: need("MediaId")?,
            format: maybe("Format").unwrap_or_default(),
            words: maybe("Recognition"),
        },
        "video" | "shortvideo" => Content::Video { media: need("MediaId")? },
        "location" => Content::Location {
            latitude: number("Location_X")?,
            longitude: number("Location_Y")?,
            label: maybe("Label").unwrap_or_default(),
        },
        "link" => Content::Text(
            [maybe("Title"), maybe("Description"), Some(need("Url")?)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("\n"),
        ),
        "event" => Content::Event { name: need("Event")?, key: maybe("EventKey").unwrap_or_default() },
        other => Content::Other(other.to_owned()),
    };
    // Events have no id; the platform says to tell them by sender and time.
    let id = maybe("MsgId").unwrap_or_else(|| format!("{from}:{at_s}:{}", maybe("Event").unwrap_or_default()));
    Ok(Incoming::Message { id, from, to, at_s, content })
}
