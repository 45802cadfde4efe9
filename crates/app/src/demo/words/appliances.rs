//! A shop of household appliances and electronics (S0).

use bihuan_domain::case::event::Remedy::{
    Apology, Compensation, Exchange, Explanation, PartialRefund, Repair, Reship, ReturnAndRefund,
};

use super::{Lexicon, Trouble};

/// The product whose batch goes wrong in the demonstration (S2-44), its batch and what is wrong.
pub const BAD_PRODUCT: &str = "净水器JS-300";
/// See [`BAD_PRODUCT`].
pub const BAD_BATCH: &str = "B2609A";
/// See [`BAD_PRODUCT`].
pub const BAD_SYMPTOMS: &[&str] = &[
    "滤芯接口一直漏水，橱柜都泡坏了",
    "半夜接头爆开，厨房全是水",
    "装好三天就从底部滴水",
    "漏水把邻居家天花板也弄湿了",
];

/// 简体.
pub static SIMPLIFIED: Lexicon = Lexicon {
    products: &[
        "滚筒洗衣机XQ10",
        "对开门冰箱BCD-560",
        "净水器JS-300",
        "扫地机器人T8",
        "55寸液晶电视",
        "变频空调1.5匹",
        "电饭煲IH40",
        "空气炸锅K6",
        "吸油烟机CX90",
        "蓝牙耳机P3",
        "平板电脑M11",
        "电热水器60升",
    ],
    troubles: &[
        Trouble {
            category: "product_quality.defect",
            weight: 30,
            subject: "产品故障",
            symptoms: &[
                "按电源键没有任何反应",
                "运行时噪音大得像拖拉机",
                "制冷效果很差，食物都坏了",
                "屏幕出现一条竖线",
                "脱水时跳到阳台门口",
                "充电一晚上还是没电",
                "频繁自动重启",
                "遥控器按键失灵",
            ],
            demands: &["要求更换一台新的", "请上门维修", "要求退货退款"],
            remedies: &[Exchange, Repair],
        },
        Trouble {
            category: "product_quality.damaged",
            weight: 12,
            subject: "外观破损",
            symptoms: &["开箱就发现外壳开裂", "门板有明显凹陷", "玻璃面板碎了一角"],
            demands: &["要求换新", "希望补偿差价"],
            remedies: &[Exchange, PartialRefund],
        },
        Trouble {
            category: "product_quality.missing_parts",
            weight: 8,
            subject: "缺少配件",
            symptoms: &["说明书上的支架没有找到", "少了一根进水管", "包装里没有电源线"],
            demands: &["请补发配件"],
            remedies: &[Reship],
        },
        Trouble {
            category: "after_sales.installation",
            weight: 12,
            subject: "安装问题",
            symptoms: &["安装师傅打孔把墙砖打裂了", "约好上午安装，等到晚上也没来", "装完发现管路接反"],
            demands: &["要求赔偿墙砖", "请重新安排安装", "要求道歉并重装"],
            remedies: &[Apology, Compensation],
        },
        Trouble {
            category: "after_sales.timeliness",
            weight: 12,
            subject: "维修超时",
            symptoms: &["报修一周了没有人上门", "送修半个月还没修好", "三次预约三次改期"],
            demands: &["要求今天给出明确时间", "要求提供备用机"],
            remedies: &[Repair, Apology],
        },
        Trouble {
            category: "service_attitude.rude",
            weight: 6,
            subject: "服务态度",
            symptoms: &["店员说爱买不买", "维修人员进门不穿鞋套还抽烟", "客服中途挂断电话"],
            demands: &["要求当事人道歉", "希望加强培训"],
            remedies: &[Apology],
        },
        Trouble {
            category: "billing.wrong_amount",
            weight: 7,
            subject: "收费争议",
            symptoms: &["保修期内还收了上门费", "材料费和价目表不一样", "发票金额开少了"],
            demands: &["要求退还多收的费用", "请重开发票"],
            remedies: &[PartialRefund, Explanation],
        },
        Trouble {
            category: "safety.hazard",
            weight: 2,
            subject: "安全隐患",
            symptoms: &["插头发烫冒烟，差点着火", "外壳漏电，手被麻了一下", "电池鼓包，把后盖顶开了"],
            demands: &["要求立即上门检测", "要求赔偿并召回"],
            remedies: &[ReturnAndRefund, Compensation],
        },
    ],
    questions: &[
        ("请问怎么恢复出厂设置？", "长按电源键八秒，听到提示音后松开即可，操作视频已发给您。"),
        ("保修期是从购买日还是安装日算？", "从发票日期起算，请保留好购机凭证。"),
        ("滤芯多久需要更换一次？", "前置滤芯建议半年，主滤芯十二个月更换。"),
        ("以旧换新活动还有吗？", "活动持续到本月底，到店评估后可直接抵扣。"),
        ("电视怎么连接家里的无线网络？", "进入设置、网络、无线，选择名称并输入密码即可。"),
    ],
    praise: &[
        "安装师傅非常专业，走的时候还把垃圾带走了",
        "客服耐心教了半个小时，特别感谢",
        "建议说明书字体再大一点，老人看不清",
        "希望能开通周末维修",
    ],
};
