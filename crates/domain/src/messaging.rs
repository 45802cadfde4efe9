//! Accounts at messaging platforms: what the journal keeps of them; never their secrets.

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::ids::Id;

codes! {
    /// Where an account is.
    pub enum MessagingPlatform {
        /// A WeChat official account (公众号).
        Wechat = "wechat",
        /// WeCom (企业微信).
        Wecom = "wecom",
        /// Feishu (飞书).
        Feishu = "feishu",
        /// DingTalk (钉钉).
        Dingtalk = "dingtalk",
        /// The product's own signed webhook inwards.
        Generic = "generic",
    }
}

/// Of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum MessagingEvent {
    /// It was set up, or changed.
    AccountSet {
        /// Where it is.
        platform: MessagingPlatform,
        /// The unit its cases come into.
        unit: Id,
        /// Whether messages are taken.
        enabled: bool,
        /// Its secrets are new.
        secrets: bool,
    },
    /// It is gone, its secrets too.
    AccountEnded {},
}
