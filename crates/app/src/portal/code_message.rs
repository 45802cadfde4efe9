//! The message that carries a code to a contact of the customer. It stands in the outbox under `portal_code`. By e-mail it
//! goes out through the first mailbox that sends; a telephone has no gateway yet, so such a message is given up and the log
//! says so. What it says is never logged.

use std::fmt;

use bihuan_domain::ids::CaseNumber;
use bihuan_store::lease::Claimed;
use bihuan_store::{Fault, Tx, outbox};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::failure::Failure;
use crate::mail::{Went, Writing};

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
    /// Sends the code of a claimed outbox row through `carry`, and notes how it went.
    ///
    /// # Errors
    /// Faults of the store; what goes wrong outside is noted.
    pub async fn send_portal_code<F, T>(&self, claimed: Claimed, carry: F) -> Result<(), Failure>
    where
        F: FnOnce(Writing) -> T,
        T: Future<Output = Went>,
    {
        let went = match serde_json::from_str::<CodeMessage>(&claimed.payload) {
            Ok(message) => match self.code_letter(&claimed, message).await? {
                Some(writing) => carry(writing).await,
                None => given_up("no way to send it: no mailbox that sends, or a telephone"),
            },
            Err(_) => given_up("it cannot be read"),
        };
        let done = move |tx: &mut Tx| {
            match &went.error {
                Some(error) if !went.permanent => {
                    outbox::failed(tx, &claimed, error)?;
                }
                error => {
                    if let Some(error) = error {
                        tracing::warn!(key = %claimed.key, %error, "a code was given up");
                    }
                    outbox::sent(tx, &claimed)?;
                }
            }
            Ok::<_, Fault>(())
        };
        Ok(self.db().write("portal_code.went", done).await?)
    }

    /// It as a letter of the first mailbox that sends.
    async fn code_letter(&self, claimed: &Claimed, message: CodeMessage) -> Result<Option<Writing>, Failure> {
        let To::Email(to) = message.to else { return Ok(None) };
        let boxes = self.every_mailbox().await?;
        let found = boxes.into_iter().filter(|b| b.mailbox.enabled).find_map(|b| Some((b.terms.outgoing?, b.mailbox)));
        let Some((server, mailbox)) = found else { return Ok(None) };
        let host = mailbox.address.rsplit('@').next().unwrap_or("localhost").to_owned();
        Ok(Some(Writing {
            server,
            secret: mailbox.outgoing_secret,
            message_id: format!("<code.{}@{host}>", claimed.id),
            from_name: mailbox.name,
            from: mailbox.address,
            reply_to: None,
            to_name: String::new(),
            to,
            subject: message.subject,
            text: message.text,
            html: None,
            in_reply_to: None,
            references: Vec::new(),
            automatic: true,
            files: Vec::new(),
        }))
    }
}

fn given_up(why: &str) -> Went {
    Went { error: Some(why.to_owned()), permanent: true }
}
