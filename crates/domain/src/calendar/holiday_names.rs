//! What the holidays of the embedded notices are called in the three languages. The notices are in simplified Chinese; a
//! name that is not here is shown as it was announced, and never guessed at.

/// A holiday's name as announced, in traditional Chinese and in English; `None` for one we have no words for.
pub fn holiday_names(announced: &str) -> Option<(&'static str, &'static str)> {
    Some(match announced {
        "元旦" => ("元旦", "New Year's Day"),
        "春节" => ("春節", "Spring Festival"),
        "清明" | "清明节" => ("清明節", "Qingming Festival"),
        "劳动节" => ("勞動節", "Labour Day"),
        "端午" | "端午节" => ("端午節", "Dragon Boat Festival"),
        "中秋" | "中秋节" => ("中秋節", "Mid-Autumn Festival"),
        "国庆节" => ("國慶節", "National Day"),
        "国庆节、中秋节" | "中秋节、国庆节" => ("國慶節、中秋節", "National Day and Mid-Autumn Festival"),
        "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日" => (
            "中國人民抗日戰爭暨世界反法西斯戰爭勝利70周年紀念日",
            "70th anniversary of the victory in the war against Japanese aggression and fascism",
        ),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::calendar::DayTable;

    #[test]
    fn every_holiday_of_the_embedded_notices_has_its_names() {
        let cn = DayTable::cn();
        let first = jiff::civil::date(2004, 1, 1);
        let days = first.series(jiff::Span::new().days(1)).take_while(|d| d.year() <= 2026);
        for (_, name) in days.filter_map(|d| cn.day(d)) {
            assert!(holiday_names(name).is_some(), "{name}");
        }
    }
}
