//! The message that carries a code to a contact of the customer. It stands in the outbox under `portal_code`. By e-mail it
//! goes out through the first mailbox that sends, to a telephone through the first gateway for text messages; where there is
//! none the message is given up and the log says so. What it says is never logged.

use std::fmt;

use bihuan_domain::ids::CaseNumber;
use bihuan_store::lease::Claimed;
use bihuan_store::{Tx, outbox};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::failure::Failure;
use crate::notices::{Carried, Said};

/// The outbox topic.
pub const TOPIC: &str = "portal_code";

/// Where a code goes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by", content = "to")]
pub enum To {
    /// A telephone, as a text message.
    Phone(String),
    /// A mailbox.
    Email(String),
}

/// A code on its way.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeMessage {
    /// Where to.
    pub to: To,
    /// Subject, for a mailbox.
    pub subject: String,
    /// What it says.
    pub text: String,
}

impl fmt::Debug for CodeMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.to {
            To::Phone(_) => "CodeMessage(by telephone)",
            To::Email(_) => "CodeMessage(by e-mail)",
        })
    }
}

impl CodeMessage {
    /// In the customer's language.
    pub fn new(to: To, language: &str, company: Option<&str>, number: &CaseNumber, code: &str) -> Self {
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

/// Puts it into the outbox, once a key.
///
/// # Errors
/// Faults.
pub fn enqueue(tx: &mut Tx, key: &str, message: &CodeMessage) -> Result<(), Failure> {
    let payload = serde_json::to_string(message).map_err(|e| bihuan_store::Fault::Sql(e.to_string()))?;
    let now = tx.now();
    outbox::enqueue(tx, TOPIC, key, &payload, now)?;
    Ok(())
}

impl App {
    /// What the code of a claimed outbox row is carried as.
    pub(crate) async fn portal_code(&self, claimed: &Claimed) -> Result<Said, Failure> {
        Ok(match serde_json::from_str::<CodeMessage>(&claimed.payload) {
            Ok(CodeMessage { to: To::Email(to), subject, text }) => {
                let letter = self.letter_of_ours(format!("code.{}", claimed.id), to, subject, text).await?;
                letter.map(|l| Some(Carried::Letter(Box::new(l)))).ok_or("no mailbox that sends")
            }
            Ok(CodeMessage { to: To::Phone(phone), text, .. }) => {
                let words = self.text_message(claimed.id, phone, text).await?;
                words.map(|w| Some(Carried::Words(Box::new(w)))).ok_or("no gateway for text messages")
            }
            Err(_) => Err("it cannot be read"),
        })
    }
}
