//! Accounts at messaging platforms: what the journal keeps of them; never their secrets.

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::ids::Id;
use crate::time::UtcMs;

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

/// How long an official account may answer after the customer last wrote (WeChat's documentation of customer-service messages).
const WECHAT_ANSWERS_MS: i64 = 48 * 3_600_000;

/// Until when a platform takes answers to somebody who last wrote then; none: it names no end.
pub const fn answers_until(platform: MessagingPlatform, heard_at: UtcMs) -> Option<UtcMs> {
    match platform {
        MessagingPlatform::Wechat => Some(heard_at.plus_ms(WECHAT_ANSWERS_MS)),
        _ => None,
    }
}

codes! {
    /// Where the test of an account failed.
    pub enum MessagingTestStep {
        /// A request signed with its own secrets is not believed.
        Signature = "signature",
        /// The rules did not take the case in.
        Intake = "intake",
        /// The platform gave no access token.
        Token = "token",
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
