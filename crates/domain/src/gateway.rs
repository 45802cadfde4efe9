//! Gateways: the doors through which the organisation speaks by text message, or to a group of its own people. What the
//! journal keeps of them; never their secrets or addresses.

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::ids::Id;
use crate::notification::NotificationKind;

codes! {
    /// What a gateway speaks to.
    pub enum GatewayKind {
        /// A provider of text messages, asked by HTTP after a template (短信网关).
        Sms = "sms",
        /// A robot in a WeCom group (企业微信群机器人).
        WecomRobot = "wecom_robot",
        /// A robot in a DingTalk group (钉钉群机器人).
        DingtalkRobot = "dingtalk_robot",
        /// A robot in a Feishu group (飞书群机器人).
        FeishuRobot = "feishu_robot",
    }
}

codes! {
    /// How a provider of text messages is asked.
    pub enum GatewayWording {
        /// `GET`, everything in the address.
        Address = "address",
        /// `POST` with JSON.
        Json = "json",
        /// `POST` with a form.
        Form = "form",
    }
}

impl GatewayKind {
    /// Whether it tells a group what happens to cases.
    pub const fn is_robot(self) -> bool {
        !matches!(self, Self::Sms)
    }
}

/// Of a gateway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum GatewayEvent {
    /// It was set up, or changed.
    GatewaySet {
        /// What it speaks to.
        kind: GatewayKind,
        /// The unit whose cases a group hears of, with those below it.
        unit: Id,
        /// Of what the group hears.
        hears: Vec<NotificationKind>,
        /// Whether it is used.
        enabled: bool,
        /// Its secret is new.
        secret: bool,
    },
    /// It is gone, its secret too.
    GatewayEnded {},
}
