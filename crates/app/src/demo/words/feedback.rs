//! A department that takes quality feedback on products and deliveries (S1).

use bihuan_domain::case::event::Remedy::{
    Apology, Compensation, Coupon, Exchange, Explanation, Reship, ReturnAndRefund,
};

use super::{Lexicon, Trouble};

/// 简体.
pub static SIMPLIFIED: Lexicon = Lexicon {
    products: &["实木餐桌", "记忆棉床垫", "儿童书桌", "布艺沙发", "人体工学椅", "衣柜五门", "乳胶枕", "玻璃茶几"],
    troubles: &[
        Trouble {
            category: "product_quality.defect",
            weight: 30,
            subject: "质量反馈",
            symptoms: &["椅子气杆自动下沉", "床垫睡了两个月就塌陷", "柜门铰链断裂", "桌腿高低不平一直晃"],
            demands: &["要求更换", "要求退货"],
            remedies: &[Exchange, ReturnAndRefund],
        },
        Trouble {
            category: "product_quality.not_as_described",
            weight: 14,
            subject: "与描述不符",
            symptoms: &["说是实木，实际是贴皮", "颜色和样品差很多", "尺寸比标注小五厘米"],
            demands: &["要求退货退款", "要求补差价"],
            remedies: &[ReturnAndRefund, Coupon],
        },
        Trouble {
            category: "product_quality.workmanship",
            weight: 14,
            subject: "做工粗糙",
            symptoms: &["边角没有打磨，划伤了手", "缝线多处脱开", "油漆起泡，有刺鼻气味"],
            demands: &["请派人处理", "要求换货"],
            remedies: &[Exchange, Compensation],
        },
        Trouble {
            category: "logistics.delay",
            weight: 18,
            subject: "配送延误",
            symptoms: &["承诺七天送到，现在二十天了", "送货日期改了四次", "楼上不送，只放在小区门口"],
            demands: &["要求明确送货时间", "要求赔偿误工"],
            remedies: &[Compensation, Apology],
        },
        Trouble {
            category: "logistics.damaged_in_transit",
            weight: 10,
            subject: "运输破损",
            symptoms: &["包装完好但玻璃碎了", "转角处磕掉一大块漆"],
            demands: &["请补发", "要求更换"],
            remedies: &[Reship],
        },
        Trouble {
            category: "service_attitude.passed_on",
            weight: 10,
            subject: "互相推诿",
            symptoms: &["门店让找厂家，厂家让找门店", "换了四个客服，每次都要重新说一遍"],
            demands: &["请指定一个人负责到底"],
            remedies: &[Apology, Explanation],
        },
    ],
    questions: &[
        ("床垫可以拆洗吗？", "外套可拆洗，内芯请勿水洗，通风晾晒即可。"),
        ("甲醛检测报告在哪里查看？", "扫描合格证上的二维码可查看本批次检测报告。"),
        ("旧沙发可以上门回收吗？", "可以，下单时选择旧家具回收，免费搬运。"),
    ],
    praise: &[
        "送货师傅帮忙组装到很晚，辛苦了",
        "建议增加床头柜的配套尺寸",
        "产品比想象中结实，点赞",
        "希望包装少用泡沫",
    ],
};
