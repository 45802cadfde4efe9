//! The five trades of the demonstration, one for each template (B.2-B.6): who they are, how they are reached, what is
//! said to them in which language.

use bihuan_domain::trade::Channel::{
    self, App, Chat, Email, Letter, Phone, Proactive, Regulator, SocialMedia, Voicemail, WalkIn, Web,
};

use super::words::{Language, Lexicon, apparel, appliances, feedback, online_shop, stations};

/// A trade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trade {
    /// Appliances and electronics (S0).
    Appliances,
    /// A quality-feedback department (S1).
    Feedback,
    /// An online shop (S2).
    OnlineShop,
    /// Service stations for cars (S3).
    Stations,
    /// Clothing (S4).
    Apparel,
}

impl Trade {
    /// All five.
    pub const ALL: [Self; 5] = [Self::Appliances, Self::Feedback, Self::OnlineShop, Self::Stations, Self::Apparel];

    /// The policy its cases open under.
    pub const fn policy(self) -> &'static str {
        match self {
            Self::Appliances => "general",
            Self::Feedback => "quality_feedback",
            Self::OnlineShop => "ecommerce",
            Self::Stations => "auto_station",
            Self::Apparel => "apparel",
        }
    }

    /// Its share of all cases, out of a hundred.
    pub const fn share(self) -> u32 {
        match self {
            Self::Appliances => 20,
            Self::Feedback => 12,
            Self::OnlineShop => 35,
            Self::Stations => 16,
            Self::Apparel => 17,
        }
    }

    /// Languages its customers write, out of a hundred.
    pub const fn languages(self) -> &'static [(Language, u32)] {
        match self {
            Self::OnlineShop => &[(Language::Simplified, 72), (Language::Traditional, 22), (Language::English, 6)],
            _ => &[(Language::Simplified, 100)],
        }
    }

    /// What is said in it.
    pub const fn lexicon(self, language: Language) -> &'static Lexicon {
        match (self, language) {
            (Self::OnlineShop, Language::Traditional) => &online_shop::TRADITIONAL,
            (Self::OnlineShop, Language::English) => &online_shop::ENGLISH,
            (Self::OnlineShop, Language::Simplified) => &online_shop::SIMPLIFIED,
            (Self::Appliances, _) => &appliances::SIMPLIFIED,
            (Self::Feedback, _) => &feedback::SIMPLIFIED,
            (Self::Stations, _) => &stations::SIMPLIFIED,
            (Self::Apparel, _) => &apparel::SIMPLIFIED,
        }
    }

    /// Channels by day, out of a hundred.
    pub const fn channels(self) -> &'static [(Channel, u32)] {
        match self {
            Self::Appliances => {
                &[(Phone, 38), (WalkIn, 20), (Web, 14), (App, 14), (Chat, 9), (Email, 3), (Regulator, 1), (Letter, 1)]
            }
            Self::Feedback => &[(Phone, 40), (Web, 24), (Email, 16), (Proactive, 10), (App, 8), (Letter, 2)],
            Self::OnlineShop => {
                &[(Chat, 52), (App, 22), (Web, 9), (Phone, 9), (Email, 5), (SocialMedia, 2), (Regulator, 1)]
            }
            Self::Stations => &[(Phone, 52), (WalkIn, 24), (App, 12), (Web, 8), (SocialMedia, 3), (Regulator, 1)],
            Self::Apparel => &[(WalkIn, 36), (Phone, 22), (Chat, 22), (App, 12), (Web, 8)],
        }
    }

    /// Channels that also work at night.
    pub const fn channels_at_night(self) -> &'static [(Channel, u32)] {
        match self {
            Self::Appliances => &[(Web, 40), (App, 38), (Voicemail, 22)],
            Self::OnlineShop => &[(Chat, 60), (App, 30), (Web, 10)],
            _ => &[(Web, 50), (App, 50)],
        }
    }

    /// Hours its people work, from and to.
    pub const fn hours(self) -> (i64, i64) {
        match self {
            Self::Appliances => (9, 20),
            Self::Feedback => (9, 18),
            Self::OnlineShop => (8, 23),
            Self::Stations => (8, 18),
            Self::Apparel => (10, 21),
        }
    }

    /// Shops, teams or stations with their places.
    pub const fn places(self) -> &'static [(&'static str, &'static [&'static str])] {
        match self {
            Self::Appliances => &[(
                "家电事业部",
                &["中山路店", "人民广场店", "高新区店", "滨江店", "大学城店", "开发区店", "火车站店", "城西店"],
            )],
            Self::Feedback => &[("家居售后服务部", &["质量反馈一组", "质量反馈二组", "配送反馈组"])],
            Self::OnlineShop => &[("电商事业部", &["售前咨询组", "售后一组", "售后二组", "港澳台组", "投诉专席"])],
            Self::Stations => &[
                ("华东大区", &["杭州站", "南京站", "苏州站", "合肥站", "宁波站", "无锡站", "温州站", "徐州站"]),
                ("华南大区", &["广州站", "深圳站", "东莞站", "佛山站", "南宁站", "海口站", "厦门站", "泉州站"]),
                ("华北大区", &["天津站", "石家庄站", "太原站", "济南站", "青岛站", "郑州站", "保定站", "唐山站"]),
                ("西南大区", &["成都站", "重庆站", "昆明站", "贵阳站", "绵阳站", "遵义站", "大理站", "宜宾站"]),
            ],
            Self::Apparel => &[(
                "服饰事业部",
                &[
                    "万象城店",
                    "解放路店",
                    "步行街店",
                    "奥莱店",
                    "银泰店",
                    "吾悦店",
                    "百货一店",
                    "百货二店",
                    "新天地店",
                    "网店客服组",
                ],
            )],
        }
    }
}
