//! Short messages to people outside, by e-mail or telephone: a portal's code for now. They stand in the outbox under
//! `notice` and are sent by whoever serves the topic; what they say is never logged.

use std::fmt;

use bihuan_domain::ids::CaseNumber;
use bihuan_store::{Tx, outbox};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;

/// The outbox topic.
pub const TOPIC: &str = "notice";

/// Where a notice goes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by", content = "to")]
pub enum To {
    /// A telephone, as a text message.
    Phone(String),
    /// A mailbox.
    Email(String),
}

/// A notice.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Where to.
    pub to: To,
    /// Subject, for a mailbox.
    pub subject: String,
    /// What it says.
    pub text: String,
}

impl fmt::Debug for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.to {
            To::Phone(_) => "Notice(by telephone)",
            To::Email(_) => "Notice(by e-mail)",
        })
    }
}

impl Notice {
    /// The code that opens a case in the portal.
    pub fn portal_code(to: To, language: &str, company: Option<&str>, number: &CaseNumber, code: &str) -> Self {
        let who = company.unwrap_or("bihuan");
        let (subject, text) = match language {
            "en" => (
                format!("{who}: your code for case {number}"),
                format!("{code} is your code for case {number}. It is good for 15 minutes. Give it to nobody. ({who})"),
            ),
            "zh-Hant" => (
                format!("{who}：工單 {number} 的驗證碼"),
                format!("【{who}】工單 {number} 的驗證碼為 {code}，15 分鐘內有效，請勿告知他人。"),
            ),
            _ => (
                format!("{who}：工单 {number} 的验证码"),
                format!("【{who}】工单 {number} 的验证码为 {code}，15 分钟内有效，请勿告知他人。"),
            ),
        };
        Self { to, subject, text }
    }
}

/// Puts a notice into the outbox, once a key.
///
/// # Errors
/// Faults.
pub fn enqueue(tx: &mut Tx, key: &str, notice: &Notice) -> Result<(), Failure> {
    let payload = serde_json::to_string(notice).map_err(|e| bihuan_store::Fault::Sql(e.to_string()))?;
    let now = tx.now();
    outbox::enqueue(tx, TOPIC, key, &payload, now)?;
    Ok(())
}
