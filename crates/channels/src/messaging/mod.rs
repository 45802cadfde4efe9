//! What messaging platforms send us, and what they want to hear: WeChat official accounts, WeCom, Feishu, DingTalk, and
//! the product's own signed webhook for everything else. Each is a pure function of a captured request and the account's
//! secrets, so that a request can be checked anywhere, also by `bihuan webhook verify`.
//!
//! A signature is compared in constant time and before anything is decrypted or parsed. It must never know what a case is,
//! never keep anything (whoever calls remembers what was seen, by [`Received::replay_key`]), and never call out.

pub mod asking;
mod dingtalk;
mod feishu;
mod generic;
mod knock;
mod message;
mod refused;
mod request;
mod sealed;
#[cfg(test)]
mod tests;
mod wechat;
mod xml;

pub use dingtalk::DingTalk;
pub use feishu::Feishu;
pub use generic::{CallEvent, Generic};
pub use knock::{KNOCKS, Known, knock};
pub use message::{Answer, Content, Incoming, Received};
pub use refused::Refused;
pub use request::{MOST_BYTES, Request, WINDOW_S};
pub use sealed::{SealKey, opened_by_feishu};
pub use wechat::{Platform, WeChat, user_info_signature};
