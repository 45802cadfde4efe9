//! Words that belong to no trade: when, how it feels, how an agent answers.

use super::Language;

/// Turns of phrase of a language.
#[derive(Debug)]
pub struct Common {
    /// When it was bought or happened.
    pub when: &'static [&'static str],
    /// How the customer feels, calm first, angry last.
    pub feelings: &'static [&'static str],
    /// Between what is wrong and what is wanted.
    pub stop: &'static str,
    /// Between clauses.
    pub comma: &'static str,
    /// What the customer asks when nothing happens (催单).
    pub chasers: &'static [&'static str],
    /// Acknowledgements.
    pub acknowledgements: &'static [&'static str],
    /// Questions of the agent.
    pub questions: &'static [&'static str],
    /// Answers of the customer.
    pub answers: &'static [&'static str],
    /// Findings.
    pub findings: &'static [&'static str],
    /// Proposals.
    pub proposals: &'static [&'static str],
    /// Proposals after a rejection.
    pub better_proposals: &'static [&'static str],
    /// How a solution is carried out, step by step.
    pub steps: &'static str,
    /// How it stands.
    pub updates: &'static [&'static str],
    /// Results told to the customer.
    pub results: &'static [&'static str],
}

/// The common words of a language.
pub const fn common(language: Language) -> &'static Common {
    match language {
        Language::Simplified => &SIMPLIFIED,
        Language::Traditional => &TRADITIONAL,
        Language::English => &ENGLISH,
    }
}

/// Reasons for a transfer, internal notes, reopening: the staff's own words are 简体.
pub const TRANSFER: &[&str] =
    &["客户所在区域由贵处负责", "需要技术人员上门判断", "属于配送环节的问题", "客户要求由原购买门店处理"];
/// Reasons not to take a transfer.
pub const REFUSED: &[&str] = &["不在我处服务范围", "资料不全，请补充后再转", "首问人员仍在跟进，无需转派"];
/// Internal notes.
pub const NOTES: &[&str] = &[
    "已与仓库核对出库记录",
    "客户态度缓和，约明天下午再联系",
    "同批次已有类似反馈，建议质量部关注",
    "客户希望发短信，不要在上班时间打电话",
    "历史工单显示曾更换过同一部件",
    "已申请加急，等待主管确认",
    "系统显示物流停滞超过四十八小时",
    "已向客户解释三包规定",
];
/// Reasons to open again.
pub const REOPENED: &[&str] =
    &["修好不到一周又出现同样的问题", "承诺的补偿一直没有到账", "换来的新品仍有同样的缺陷", "客户来电表示问题并未解决"];
/// Results told to head office.
pub const REPORTED: &[&str] = &[
    "当日已联系客户，检测结果和处理方案已上报",
    "已报总部：客户接受返工，费用由服务站承担",
    "已报总部：待配件到货后安排复检",
];
/// Why a judgement changed.
pub const JUDGED_ANEW: &[&str] =
    &["检测后确认影响主要功能", "客户补充了照片，判定为轻微外观问题", "多位客户反馈同一现象，上调严重程度"];
/// Agent's summaries.
pub const SUMMARIES: &[&str] = &[
    "客户反映产品故障，要求尽快处理",
    "客户对处理速度不满，已致歉并重新约定时间",
    "客户接受方案，等待执行",
    "多次联系未果，客户情绪较激动",
];

static SIMPLIFIED: Common = Common {
    when: &[
        "上周刚买的",
        "今天早上收到的",
        "用了不到三个月的",
        "去年双十一买的",
        "前天送货上门的",
        "在你们店里买的",
        "给父母买的",
        "才用了两次的",
        "昨天下午刚拿到的",
        "还在保修期内的",
        "国庆期间买的",
        "朋友推荐买的",
    ],
    feelings: &[
        "麻烦帮忙看一下",
        "请问应该怎么处理",
        "希望能尽快解决",
        "有点失望",
        "体验非常不好",
        "已经打了三次电话都没人管",
        "太让人生气了",
        "再不处理我就打12315",
        "你们到底管不管",
    ],
    stop: "。",
    comma: "，",
    chasers: &[
        "已经过去两天了，怎么还没有消息？",
        "请问我的工单处理得怎么样了？",
        "说好今天回电话的，到现在也没有人联系我。",
        "能不能快一点？等得很着急。",
    ],
    acknowledgements: &[
        "您好，我们已收到您的反馈，处理时限内会有专人联系您。",
        "非常抱歉给您带来不便，工单已登记，请留意来电。",
        "已为您登记，我们会尽快核实并回复。",
    ],
    questions: &[
        "请问故障是一开机就出现，还是使用一段时间后出现？",
        "麻烦您拍一张产品铭牌和问题部位的照片。",
        "请问订单的收货人姓名和手机尾号是多少？",
        "请问您方便的上门时间是哪一天？",
    ],
    answers: &[
        "一直都是这样，照片已经发过去了。",
        "收货人是我本人，尾号没错。",
        "周六上午都可以。",
        "用了大约半小时之后就出现了。",
    ],
    findings: &[
        "经核实情况属实，属于产品质量问题。",
        "调取物流记录，包裹在转运中受损。",
        "监控与通话录音显示服务用语不当。",
        "检测为主要部件故障，符合三包条件。",
        "核对订单，确系仓库发错型号。",
        "现场检测未发现异常，疑为使用环境所致。",
        "账单重复扣费一次，金额已核对。",
    ],
    proposals: &[
        "为您免费更换新品，三日内送达。",
        "安排工程师上门维修，人工与配件免费。",
        "为您办理退货退款，运费由我们承担。",
        "补发缺少的配件并赠送优惠券一张。",
        "退还差价，并对当班人员进行培训。",
        "免费返工，并承担您的交通费用。",
    ],
    steps: "一、当天登记；二、次日办理；三、办妥后电话告知。",
    better_proposals: &["主管已批准退货退款，并补偿优惠券。", "为您换新并延长一年保修。", "全额退款，原商品无需寄回。"],
    updates: &["配件已下单，预计后天到货。", "仓库正在核对，今天下班前给您答复。", "新机已发出，单号稍后短信通知您。"],
    results: &[
        "问题已处理完成，感谢您的耐心等待。",
        "退款已原路返回，请注意查收。",
        "新品已签收，旧机已收回。",
        "维修已完成，试机正常。",
        "已为您补发并到账，如有问题请随时联系。",
    ],
};

static TRADITIONAL: Common = Common {
    when: &[
        "上星期剛買的",
        "今早收到的",
        "用了不到兩個月的",
        "雙十一搶購的",
        "送給朋友的",
        "前天順豐送到的",
        "第一次在你們店買的",
        "寄到香港的",
    ],
    feelings: &[
        "麻煩跟進一下",
        "請問可以怎樣處理",
        "希望盡快回覆",
        "有點失望",
        "非常不滿意",
        "客服一直敷衍我",
        "太過分了",
        "再不處理我會向消委會投訴",
    ],
    stop: "。",
    comma: "，",
    chasers: &["已經過了三天，為什麼還沒有回覆？", "請問我的個案進度如何？", "說好昨天退款，現在還沒有到賬。"],
    acknowledgements: &["您好，我們已收到您的反映，會有專人與您聯繫。", "非常抱歉造成不便，個案已登記，請留意訊息。"],
    questions: &["請問可以提供商品和外包裝的照片嗎？", "請問訂單編號和收件人姓名是？", "請問您希望換貨還是退款？"],
    answers: &["照片已經傳給你們了。", "收件人就是我本人。", "我希望退款。"],
    findings: &[
        "經核實，商品確有瑕疵，屬質量問題。",
        "倉庫確認發錯款式。",
        "物流記錄顯示包裹在清關時延誤。",
        "客服對話記錄顯示回覆不當。",
    ],
    proposals: &[
        "為您安排退貨退款，運費由本店承擔。",
        "今日補發正確款式，並附贈優惠券。",
        "部分退款，商品您可以保留。",
        "優先重新派送，並補償運費。",
    ],
    steps: "一、當天登記；二、次日辦理；三、辦妥後電話告知。",
    better_proposals: &["主管已批准全額退款，商品無需退回。", "換新並加送禮品一份。"],
    updates: &["包裹已重新寄出，稍後提供單號。", "退款申請已提交，正在審批。"],
    results: &["退款已完成，請查收。", "新商品已簽收，感謝您的諒解。", "問題已處理完成，謝謝您的耐心。"],
};

static ENGLISH: Common = Common {
    when: &[
        "bought last week",
        "delivered this morning",
        "ordered for 11.11",
        "less than a month old",
        "bought as a gift",
    ],
    feelings: &[
        "please advise",
        "could you look into it",
        "I am quite disappointed",
        "this is not acceptable",
        "nobody answers my calls",
        "I will report this",
    ],
    stop: ". ",
    comma: ", ",
    chasers: &["Any news on my case?", "You promised a call yesterday and nobody rang."],
    acknowledgements: &[
        "Thank you, we have registered your case and will come back to you.",
        "We are sorry for the trouble; a colleague will contact you.",
    ],
    questions: &["Could you send us a photo of the label and the damage?", "Which day would suit you for a visit?"],
    answers: &["Photo attached, it happens every time.", "Saturday morning is fine."],
    findings: &[
        "Confirmed: a manufacturing fault.",
        "The parcel was damaged in transit.",
        "The wrong model was packed.",
    ],
    proposals: &[
        "We will replace it free of charge within three days.",
        "We will refund you in full and pay for the return.",
        "We will send the missing parts today.",
    ],
    steps: "1. Booked today. 2. Done tomorrow. 3. We call you once it is done.",
    better_proposals: &[
        "Our supervisor approved a full refund; keep the item.",
        "A new unit and one more year of warranty.",
    ],
    updates: &["The parts are on order and due the day after tomorrow.", "The replacement has left our warehouse."],
    results: &["Your refund has been paid.", "The replacement has been delivered.", "The repair is done and tested."],
};

/// Why a station is liable.
pub const STATION_LIABLE: &str = "维修记录与用户陈述一致，由本站造成";

/// Why a complaint is judged valid.
pub const STATION_JUDGED: &str = "核对工单和录音后属实，记有效投诉一次";
