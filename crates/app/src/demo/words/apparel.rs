//! A clothing company with shops (S4).

use bihuan_domain::case::event::Remedy::{
    Apology, Coupon, Exchange, Explanation, PartialRefund, Repair, ReturnAndRefund,
};

use super::{Lexicon, Trouble};

/// 简体.
pub static SIMPLIFIED: Lexicon = Lexicon {
    products: &["羊毛大衣", "羽绒服", "真丝衬衫", "牛仔裤", "针织连衣裙", "童装外套", "西装套装", "运动卫衣"],
    troubles: &[
        Trouble {
            category: "product_quality.size",
            weight: 22,
            subject: "尺码不符",
            symptoms: &["标签是M，实际像S", "袖长短了三厘米", "两条裤腿长短不一"],
            demands: &["要求换大一码", "要求退货"],
            remedies: &[Exchange, ReturnAndRefund],
        },
        Trouble {
            category: "product_quality.colour",
            weight: 16,
            subject: "褪色",
            symptoms: &["第一次洗就掉色，把别的衣服染了", "两只袖子有色差", "晒了一次就泛黄"],
            demands: &["要求退款", "要求赔偿被染的衣服"],
            remedies: &[ReturnAndRefund, PartialRefund],
        },
        Trouble {
            category: "product_quality.workmanship",
            weight: 24,
            subject: "做工问题",
            symptoms: &["穿两次腋下开线", "拉链头掉了", "羽绒服跑绒严重", "起球像旧衣服", "扣子掉了两颗"],
            demands: &["要求免费修补", "要求换新"],
            remedies: &[Repair, Exchange],
        },
        Trouble {
            category: "after_sales.return",
            weight: 16,
            subject: "退换货",
            symptoms: &["吊牌没拆，门店说打折商品不退", "线上买的门店不给换"],
            demands: &["要求按规定退货"],
            remedies: &[ReturnAndRefund, Explanation],
        },
        Trouble {
            category: "repair_quality.duration",
            weight: 8,
            subject: "修补太慢",
            symptoms: &["送去改裤脚两周没消息", "修补回来线头没剪"],
            demands: &["要求尽快取回"],
            remedies: &[Repair, Coupon],
        },
        Trouble {
            category: "service_attitude.rude",
            weight: 8,
            subject: "导购态度",
            symptoms: &["试了两件不买就甩脸色", "当着别人的面说我胖"],
            demands: &["要求道歉"],
            remedies: &[Apology, Coupon],
        },
    ],
    questions: &[
        ("羊毛大衣可以机洗吗？", "请干洗，低温熨烫并垫布。"),
        ("可以跨店换码吗？", "可以，持小票在任意门店三十天内更换。"),
        ("会员积分什么时候清零？", "积分有效期两年，每年年底清理到期部分。"),
    ],
    praise: &["导购搭配得很好，一次买齐了", "改裤脚又快又免费", "建议多出加大码", "希望童装少用化纤"],
};
