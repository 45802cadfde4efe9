//! An online shop with customers who write 简体, 繁體 and English (S2).

use bihuan_domain::case::event::Remedy::{
    Apology, Compensation, Coupon, Exchange, Explanation, PartialRefund, RefundOnly, Reship, ReturnAndRefund,
};

use super::{Lexicon, Trouble};

/// 简体.
pub static SIMPLIFIED: Lexicon = Lexicon {
    products: &[
        "面霜套装",
        "运动手环",
        "进口奶粉三段",
        "车载充电器",
        "四件套床品",
        "无线键盘",
        "坚果礼盒",
        "儿童推车",
        "保温杯500毫升",
        "登山背包",
        "牛排礼包",
        "护眼台灯",
        "猫粮10公斤",
        "瑜伽垫加厚",
    ],
    troubles: &[
        Trouble {
            category: "logistics.delay",
            weight: 24,
            subject: "物流延误",
            symptoms: &[
                "物流五天没有更新了",
                "显示已揽收但一直没发出",
                "预售说好二十号发货，现在还没发",
                "被退回仓库两次",
            ],
            demands: &["要求今天发出", "要求退款", "请给一个准确的到货时间"],
            remedies: &[Coupon, Apology],
        },
        Trouble {
            category: "logistics.lost",
            weight: 8,
            subject: "包裹丢失",
            symptoms: &["显示签收但我根本没收到", "快递说放驿站，驿站说没有"],
            demands: &["要求补发", "要求全额退款"],
            remedies: &[Reship, RefundOnly],
        },
        Trouble {
            category: "logistics.wrong_item",
            weight: 9,
            subject: "发错商品",
            symptoms: &["买的黑色发成白色", "买三件只发了两件", "收到的是别人的订单"],
            demands: &["请补发正确的商品", "要求换货"],
            remedies: &[Reship, Exchange],
        },
        Trouble {
            category: "product_quality.not_as_described",
            weight: 14,
            subject: "与描述不符",
            symptoms: &["和直播间展示的完全不一样", "标注一千毫升，实际只有八百", "材质写纯棉，标签是聚酯纤维"],
            demands: &["要求退一赔三", "要求退货退款"],
            remedies: &[ReturnAndRefund, Compensation],
        },
        Trouble {
            category: "product_quality.defect",
            weight: 14,
            subject: "商品质量",
            symptoms: &["用一次就坏了", "密封圈漏水", "打开有异味，怀疑过期", "接口松动充不进电"],
            demands: &["要求退款", "要求换新"],
            remedies: &[RefundOnly, Exchange],
        },
        Trouble {
            category: "after_sales.refund",
            weight: 14,
            subject: "退款未到账",
            symptoms: &["退货签收十天还没退款", "仅退款申请被拒绝了三次", "退款少退了运费"],
            demands: &["请立即退款", "要求补退运费"],
            remedies: &[RefundOnly, Explanation],
        },
        Trouble {
            category: "price.protection",
            weight: 7,
            subject: "价格保护",
            symptoms: &["刚买完第二天就降价一百", "满减没有生效", "会员价比普通价还贵"],
            demands: &["要求退差价"],
            remedies: &[PartialRefund, Coupon],
        },
        Trouble {
            category: "service_attitude.unprofessional",
            weight: 8,
            subject: "客服敷衍",
            symptoms: &["机器人一直答非所问", "客服复制粘贴同一句话", "问了半天让我看详情页"],
            demands: &["要求人工处理", "要求道歉"],
            remedies: &[Apology, Coupon],
        },
        Trouble {
            category: "safety.injury",
            weight: 1,
            subject: "使用受伤",
            symptoms: &["保温杯炸开烫伤了手", "用了面霜脸上红肿，已经去医院"],
            demands: &["要求赔偿医药费"],
            remedies: &[Compensation, ReturnAndRefund],
        },
    ],
    questions: &[
        ("请问什么时候发货？", "您的订单已打包，今天二十点前发出。"),
        ("可以修改收货地址吗？", "未出库前可以修改，已为您更新地址。"),
        ("优惠券为什么不能用？", "该券限指定品类，已为您补发一张通用券。"),
        ("支持七天无理由退货吗？", "支持，商品完好并保留包装即可申请。"),
        ("发票可以开公司抬头吗？", "可以，请在订单页填写税号，电子发票次日开具。"),
    ],
    praise: &["包装很用心，客服回复也快", "第二次回购了，质量稳定", "建议增加晚间配送", "希望直播讲解再详细一些"],
};

/// 繁體.
pub static TRADITIONAL: Lexicon = Lexicon {
    products: &[
        "保濕面霜套裝",
        "藍牙喇叭",
        "行李箱24吋",
        "羊毛圍巾",
        "即沖咖啡禮盒",
        "兒童拼圖",
        "電動牙刷",
        "瑜伽服套裝",
    ],
    troubles: &[
        Trouble {
            category: "logistics.delay",
            weight: 26,
            subject: "物流延誤",
            symptoms: &["包裹卡在清關一個星期", "集運倉說沒有收到", "派送員沒有打電話就退件"],
            demands: &["請盡快派送", "要求退款"],
            remedies: &[Coupon, Apology],
        },
        Trouble {
            category: "product_quality.not_as_described",
            weight: 18,
            subject: "貨不對辦",
            symptoms: &["顏色和圖片相差很遠", "尺寸比說明細很多", "收到的是二手貨"],
            demands: &["要求退貨退款", "要求換貨"],
            remedies: &[ReturnAndRefund, Exchange],
        },
        Trouble {
            category: "product_quality.defect",
            weight: 16,
            subject: "商品質量",
            symptoms: &["用了兩次就壞了", "拉鏈拉不上", "一開機就發出怪聲"],
            demands: &["要求換新", "要求退款"],
            remedies: &[Exchange, RefundOnly],
        },
        Trouble {
            category: "after_sales.refund",
            weight: 14,
            subject: "退款未到賬",
            symptoms: &["退貨兩星期仍未退款", "退款金額不對"],
            demands: &["請立即退款"],
            remedies: &[RefundOnly],
        },
        Trouble {
            category: "service_attitude.unprofessional",
            weight: 10,
            subject: "客服態度",
            symptoms: &["客服只會叫我等", "對話中途被關閉"],
            demands: &["要求主管回覆", "要求道歉"],
            remedies: &[Apology],
        },
    ],
    questions: &[
        ("請問可以寄到台灣嗎？", "可以，運費會在結帳時顯示，約五至七日送達。"),
        ("請問有順豐自取點嗎？", "結帳時選擇自取即可看到附近的自取點。"),
        ("請問發票抬頭可以更改嗎？", "出貨前可以更改，請提供統一編號。"),
    ],
    praise: &["出貨很快，客服也很親切", "包裝精美，送禮很體面", "建議增加貨到付款"],
};

/// English.
pub static ENGLISH: Lexicon = Lexicon {
    products: &["wireless keyboard", "travel backpack", "desk lamp", "baby stroller", "fitness band"],
    troubles: &[
        Trouble {
            category: "logistics.delay",
            weight: 24,
            subject: "Late delivery",
            symptoms: &["tracking has not moved for a week", "the courier returned it without calling"],
            demands: &["I want a delivery date", "please refund me"],
            remedies: &[Coupon, Apology],
        },
        Trouble {
            category: "product_quality.defect",
            weight: 20,
            subject: "Faulty item",
            symptoms: &["it stopped working on the second day", "the zip broke at once"],
            demands: &["please replace it", "I want my money back"],
            remedies: &[Exchange, RefundOnly],
        },
        Trouble {
            category: "logistics.wrong_item",
            weight: 12,
            subject: "Wrong item",
            symptoms: &["I ordered black and got white", "one piece is missing"],
            demands: &["send the right one"],
            remedies: &[Reship],
        },
        Trouble {
            category: "service_attitude.unprofessional",
            weight: 8,
            subject: "Poor service",
            symptoms: &["the agent only pasted the same sentence"],
            demands: &["let me speak to a supervisor"],
            remedies: &[Apology, Explanation],
        },
    ],
    questions: &[
        ("When will my order ship?", "It is packed and leaves our warehouse today."),
        ("Can I change the address?", "Done, before it left the warehouse."),
    ],
    praise: &["Great packaging and quick replies", "Please offer evening delivery"],
};
