//! A network of service stations for cars (S3).

use bihuan_domain::case::event::Remedy::{Apology, Compensation, Explanation, Loaner, PartialRefund, Repair};

use super::{Lexicon, Trouble};

/// 简体.
pub static SIMPLIFIED: Lexicon = Lexicon {
    products: &["轿车A5", "越野车H7", "纯电车E3", "商务车M8", "微型车K1", "混动车P6"],
    troubles: &[
        Trouble {
            category: "repair_quality.rework",
            weight: 28,
            subject: "返修",
            symptoms: &["异响修了三次还在", "刚保养完就漏机油", "故障灯熄灭两天又亮", "换了刹车片还是抖"],
            demands: &["要求彻底修好", "要求免费返工并提供代步车"],
            remedies: &[Repair, Loaner],
        },
        Trouble {
            category: "repair_quality.misdiagnosis",
            weight: 8,
            subject: "误诊",
            symptoms: &["说是变速箱问题，换完才发现是传感器", "更换的零件根本没坏"],
            demands: &["要求退还材料费"],
            remedies: &[PartialRefund, Apology],
        },
        Trouble {
            category: "after_sales.timeliness",
            weight: 18,
            subject: "维修等待过长",
            symptoms: &["预约九点，十一点才接车", "钣喷说三天，拖了十二天", "站里说没有工位"],
            demands: &["要求给出交车时间", "要求补偿误工"],
            remedies: &[Apology, Compensation],
        },
        Trouble {
            category: "parts.shortage",
            weight: 14,
            subject: "配件缺货",
            symptoms: &["大灯总成等了一个月", "电池模组一直没有货", "说配件在调拨，没有下文"],
            demands: &["要求加急调货", "要求提供代步车"],
            remedies: &[Loaner, Repair],
        },
        Trouble {
            category: "price.violation",
            weight: 10,
            subject: "收费不合理",
            symptoms: &["工时费比公示高一倍", "结算单多出一项清洗费", "保养套餐强制搭售"],
            demands: &["要求退还多收费用"],
            remedies: &[PartialRefund, Explanation],
        },
        Trouble {
            category: "service_attitude.rude",
            weight: 10,
            subject: "服务态度",
            symptoms: &["前台爱答不理", "服务顾问说不想修就别来", "投诉后被站里打电话质问"],
            demands: &["要求道歉", "要求更换服务顾问"],
            remedies: &[Apology],
        },
        Trouble {
            category: "warranty.denied",
            weight: 8,
            subject: "拒绝保修",
            symptoms: &["说改装过不给保修，其实只贴了膜", "电池衰减超标却说正常"],
            demands: &["要求按三包处理"],
            remedies: &[Repair, Explanation],
        },
        Trouble {
            category: "safety.driving",
            weight: 2,
            subject: "行驶安全",
            symptoms: &["高速上突然失去动力", "刹车踏板踩到底才有反应", "维修后方向盘锁死一次"],
            demands: &["要求立即拖车检测", "要求厂家出具结论"],
            remedies: &[Repair, Compensation],
        },
    ],
    questions: &[
        ("首保需要带什么资料？", "请带行驶证和保修手册，首保免费。"),
        ("冬季胎压应该打多少？", "冷胎建议二点四，满载可加零点二。"),
        ("电池质保是几年？", "八年或十五万公里，以先到者为准。"),
    ],
    praise: &["服务顾问主动帮忙洗车，很满意", "救援半小时就到了，感谢", "建议增加周日保养名额"],
};
