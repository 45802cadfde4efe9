//! A request as a platform would make it, signed with the account's own secrets: by it an account is tried from inside,
//! through the door that the platform uses. It says a word of ours, from nobody.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bihuan_domain::messaging::MessagingPlatform as P;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::generic::Generic;
use super::refused::Refused;
use super::request::{Request, hex};
use super::sealed::{SealKey, sealed_for_feishu};
use super::wechat::sorted_signature;

/// Whom a knock is from.
pub const KNOCKS: &str = "bihuan-test";

/// The secrets of an account, as its platform has them.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// Token.
    pub token: &'a str,
    /// Key of the envelope.
    pub key: Option<&'a SealKey>,
    /// Encrypt key (Feishu).
    pub encrypt_key: Option<&'a str>,
    /// App secret (a DingTalk robot).
    pub app_secret: Option<&'a str>,
    /// Shared secret (generic).
    pub secret: &'a str,
    /// App id, corporation id or app key.
    pub receiver: &'a str,
}

/// The request; `random` is drawn by whoever calls.
///
/// # Errors
/// `Secret` when a secret is none of this platform's.
pub fn knock(platform: P, known: Known<'_>, now_s: i64, random: [u8; 16]) -> Result<Request, Refused> {
    let (at, nonce) = (now_s.to_string(), hex(&random));
    let escaped = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    match platform {
        P::Wechat | P::Wecom => {
            let inner = format!(
                "<xml><ToUserName>{KNOCKS}</ToUserName><FromUserName>{KNOCKS}</FromUserName>\
                 <CreateTime>{at}</CreateTime><MsgType>text</MsgType><Content>-</Content><MsgId>{nonce}</MsgId></xml>"
            );
            match known.key {
                Some(key) => {
                    let sealed = key.seal(&inner, known.receiver, random)?;
                    let signature = sorted_signature(&[known.token, &at, &nonce, &sealed]);
                    let query = format!("msg_signature={signature}&timestamp={at}&nonce={nonce}");
                    Request::new(&query, [], format!("<xml><Encrypt>{sealed}</Encrypt></xml>").as_bytes())
                }
                None => {
                    let signature = sorted_signature(&[known.token, &at, &nonce]);
                    let query = format!("signature={signature}&timestamp={at}&nonce={nonce}");
                    Request::new(&query, [], inner.as_bytes())
                }
            }
        }
        P::Feishu => {
            let event = json!({ "schema": "2.0",
                "header": { "event_id": nonce, "token": known.token, "event_type": "im.message.receive_v1",
                    "create_time": format!("{at}000") },
                "event": { "sender": { "sender_id": { "open_id": KNOCKS } },
                    "message": { "message_id": nonce, "chat_id": KNOCKS, "create_time": format!("{at}000"),
                        "message_type": "text", "content": "{\"text\":\"-\"}" } } })
            .to_string();
            let Some(key) = known.encrypt_key else { return Request::new("", [], event.as_bytes()) };
            let body = json!({ "encrypt": sealed_for_feishu(key, &event, random)? }).to_string();
            let mut hash = Sha256::new();
            for part in [at.as_str(), &nonce, key, &body] {
                hash.update(part);
            }
            let signature = hex(&hash.finalize());
            let headers = [
                ("x-lark-request-timestamp", at.as_str()),
                ("x-lark-request-nonce", &nonce),
                ("x-lark-signature", &signature),
            ];
            Request::new("", headers, body.as_bytes())
        }
        P::Dingtalk => {
            let ms = format!("{at}000");
            if let Some(secret) = known.app_secret {
                let mut mac =
                    Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(|_| Refused::Secret("secret"))?;
                mac.update(format!("{ms}\n{secret}").as_bytes());
                let sign = STANDARD.encode(mac.finalize().into_bytes());
                let body = json!({ "msgtype": "text", "msgId": nonce, "createAt": now_s * 1_000,
                    "senderStaffId": KNOCKS, "senderId": KNOCKS, "conversationId": KNOCKS, "robotCode": KNOCKS,
                    "text": { "content": "-" } });
                return Request::new("", [("timestamp", ms.as_str()), ("sign", &sign)], body.to_string().as_bytes());
            }
            let key = known.key.ok_or(Refused::Secret("AES key"))?;
            let event = json!({ "EventType": "check_url", "TimeStamp": ms }).to_string();
            let sealed = key.seal(&event, known.receiver, random)?;
            let signature = sorted_signature(&[known.token, &ms, &nonce, &sealed]);
            let query = format!("signature={}&timestamp={ms}&nonce={nonce}", escaped(&signature));
            Request::new(&query, [], json!({ "encrypt": sealed }).to_string().as_bytes())
        }
        P::Generic => {
            let at_text = jiff::Timestamp::from_second(now_s).unwrap_or_default().to_string();
            let body = json!({ "type": "message", "id": nonce, "from": KNOCKS, "at": at_text,
                "content": { "type": "text", "text": "-" } })
            .to_string();
            let signature = Generic::new(known.secret)?.sign(now_s, &nonce, body.as_bytes())?;
            let headers =
                [("bihuan-timestamp", at.as_str()), ("bihuan-nonce", &nonce), ("bihuan-signature", &signature)];
            Request::new("", headers, body.as_bytes())
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::messaging::{DingTalk, Feishu, Incoming, Platform, WeChat};

    const KEY: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    #[test]
    fn s1_12_a_request_of_our_own_is_believed_at_each_platforms_door() {
        let key: SealKey = KEY.parse().unwrap();
        let (token, secret) = ("secret-token", "sixteen bytes at least");
        let known = Known {
            token,
            key: Some(&key),
            encrypt_key: Some("feishu-key"),
            app_secret: None,
            secret,
            receiver: "wx1",
        };
        let (now, random) = (1_790_000_000, [7; 16]);
        let ours = |received: crate::messaging::Received| match received.message {
            Incoming::Message { from, .. } => from,
            Incoming::Challenge(_) => KNOCKS.to_owned(),
            Incoming::Call { .. } => "a call".to_owned(),
        };
        let account = |platform, key| WeChat { platform, token: token.into(), key, receiver: "wx1".into() };
        let sealed = knock(P::Wechat, known, now, random).unwrap();
        let door = account(Platform::OfficialAccount, Some(key.clone()));
        assert_eq!(ours(door.receive(&sealed, Some(now)).unwrap()), KNOCKS);
        let clear = knock(P::Wechat, Known { key: None, ..known }, now, random).unwrap();
        assert_eq!(ours(account(Platform::OfficialAccount, None).receive(&clear, Some(now)).unwrap()), KNOCKS);
        let wecom = knock(P::Wecom, known, now, random).unwrap();
        assert_eq!(ours(account(Platform::WeCom, Some(key.clone())).receive(&wecom, Some(now)).unwrap()), KNOCKS);

        let feishu = |encrypt_key: Option<&str>| {
            let asked = knock(P::Feishu, Known { encrypt_key, ..known }, now, random).unwrap();
            let door = Feishu { token: token.into(), encrypt_key: encrypt_key.map(str::to_owned) };
            ours(door.receive(&asked, Some(now)).unwrap())
        };
        assert_eq!((feishu(None), feishu(Some("feishu-key"))), (KNOCKS.to_owned(), KNOCKS.to_owned()));

        let dingtalk = |app_secret: Option<&str>| {
            let asked = knock(P::Dingtalk, Known { app_secret, ..known }, now, random).unwrap();
            let door = DingTalk {
                token: token.into(),
                key: Some(key.clone()),
                receiver: "wx1".into(),
                app_secret: app_secret.map(str::to_owned),
            };
            ours(door.receive(&asked, Some(now)).unwrap())
        };
        assert_eq!((dingtalk(None), dingtalk(Some("s3"))), (KNOCKS.to_owned(), KNOCKS.to_owned()));
        let generic = knock(P::Generic, known, now, random).unwrap();
        assert_eq!(ours(Generic::new(secret).unwrap().receive(&generic, Some(now)).unwrap()), KNOCKS);
    }
}
