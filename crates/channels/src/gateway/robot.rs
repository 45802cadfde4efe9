//! Robots of groups. A message is a line or a few of plain text; DingTalk and Feishu sign with the robot's secret when it has
//! one: DingTalk in the address, Feishu in the body, each over the time and the secret as their documents say.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use super::{Call, Method};

/// Whose robot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Robot {
    /// Of a WeCom group: the key in its address is all there is.
    Wecom,
    /// Of a DingTalk group.
    Dingtalk,
    /// Of a Feishu group.
    Feishu,
}

fn signed(key: &str, over: &str) -> String {
    // A key of any length is one for HMAC.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else { return String::new() };
    mac.update(over.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

impl Robot {
    /// What to ask so that the group reads `text`. `now_ms`: UTC milliseconds; a signature is good for an hour.
    pub fn call(self, url: &str, secret: &str, text: &str, now_ms: i64) -> Call {
        let words = json!({ "content": text });
        let (url, body) = match self {
            Self::Wecom => (url.to_owned(), json!({ "msgtype": "text", "text": words })),
            Self::Dingtalk => {
                let url = if secret.is_empty() {
                    url.to_owned()
                } else {
                    let sign = signed(secret, &format!("{now_ms}\n{secret}"));
                    let query = [("timestamp", now_ms.to_string()), ("sign", sign)];
                    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
                    format!("{url}{}{query}", if url.contains('?') { '&' } else { '?' })
                };
                (url, json!({ "msgtype": "text", "text": words }))
            }
            Self::Feishu => {
                let mut body = json!({ "msg_type": "text", "content": { "text": text } });
                if !secret.is_empty() {
                    let now = now_ms.div_euclid(1_000).to_string();
                    // The text to sign is the key, and what is signed is nothing: so their document has it.
                    body["sign"] = json!(signed(&format!("{now}\n{secret}"), ""));
                    body["timestamp"] = json!(now);
                }
                (url.to_owned(), body)
            }
        };
        Call {
            url,
            method: Method::Post,
            headers: Vec::new(),
            content_type: "application/json",
            body: body.to_string(),
        }
    }
}

/// Whether a robot's answer means that the message was taken: a status of 2xx says nothing, the code inside does.
///
/// # Errors
/// The code and what the platform says.
pub fn robot_took(answer: &str) -> Result<(), String> {
    let answer: Value = serde_json::from_str(answer).map_err(|_| "no JSON in the answer".to_owned())?;
    let code = ["errcode", "code", "StatusCode"].into_iter().find_map(|k| answer.get(k)?.as_i64());
    match code {
        Some(0) => Ok(()),
        Some(code) => {
            let said = ["errmsg", "msg", "StatusMessage"].into_iter().find_map(|k| answer.get(k)?.as_str());
            Err(format!("{code}: {}", said.unwrap_or_default()))
        }
        None => Err("no code in the answer".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn dingtalk_signs_in_the_address_and_feishu_in_the_body() {
        // Computed with Python's hmac over the documents' descriptions.
        let ding =
            Robot::Dingtalk.call("https://robot.example/send?access_token=t", "SEC1", "案件超时", 1_700_000_000_000);
        assert_eq!(
            ding.url,
            "https://robot.example/send?access_token=t&timestamp=1700000000000&sign=ukR4%2BWoOOBTGaOauYqugxVrMSFyr92q4hPxJxuOkiio%3D"
        );
        let feishu = Robot::Feishu.call("https://robot.example/hook/1", "SEC1", "案件超时", 1_700_000_000_000);
        let body: Value = serde_json::from_str(&feishu.body).unwrap();
        assert_eq!(body["sign"], "s3Va4ru9IQUY6HTJcYx7OEVyXl0V0S/y32v4ZbfOHCI=");
        assert_eq!((&body["timestamp"], &body["content"]["text"]), (&json!("1700000000"), &json!("案件超时")));
        let bare = Robot::Wecom.call("https://robot.example/send?key=k", "", "案件超时", 0);
        assert_eq!(bare.url, "https://robot.example/send?key=k");
    }

    #[test]
    fn a_platform_that_answers_200_with_a_code_has_not_taken_it() {
        assert_eq!(robot_took(r#"{"errcode":0,"errmsg":"ok"}"#), Ok(()));
        assert_eq!(robot_took(r#"{"StatusCode":0,"code":0,"msg":"success"}"#), Ok(()));
        assert_eq!(
            robot_took(r#"{"errcode":45009,"errmsg":"freq out of limit"}"#),
            Err("45009: freq out of limit".into())
        );
        assert!(robot_took("<html>").is_err() && robot_took("{}").is_err());
    }
}
