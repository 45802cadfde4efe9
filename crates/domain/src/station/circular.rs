//! The circular as it is worded from data (S3-21): the station, the complaints it rests on with their months, and by which
//! article. A person reads it, changes what must be changed and signs it; what they signed is the circular.

/// What a circular says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts<'a> {
    /// Name of the organisation that issues it.
    pub company: Option<&'a str>,
    /// Name of the station.
    pub station: &'a str,
    /// Number and month of receipt (`YYYY-MM`) of each complaint, in order of receipt.
    pub complaints: &'a [(String, String)],
    /// By which article of the policy: requirement ids and the policy's version.
    pub article: &'a str,
    /// Points each takes off the year, where they count; none where they do not.
    pub deduction: Option<u32>,
    /// The day it is drafted, `YYYY-MM-DD` in the business time zone.
    pub on: &'a str,
}

/// The draft in a language: `zh-Hans` (also for any other), `zh-Hant` or `en`.
pub fn draft(language: &str, facts: &Facts<'_>) -> String {
    let Facts { station, complaints, article, on, .. } = facts;
    let n = complaints.len();
    let months: std::collections::BTreeSet<&str> = complaints.iter().map(|(_, month)| month.as_str()).collect();
    let listed = |separator: &str| {
        let each = |(number, month): &(String, String)| format!("{number} ({month})");
        complaints.iter().map(each).collect::<Vec<_>>().join(separator)
    };
    let months = |separator: &str| months.iter().copied().collect::<Vec<_>>().join(separator);
    let who = facts.company.map(|c| format!("{c}\n")).unwrap_or_default();
    match language {
        "en" => {
            let points = facts
                .deduction
                .map_or_else(String::new, |each| format!(" Each takes {each} points off the annual appraisal."));
            format!(
                "Circular: criticism of {station}\n\n\
                 In {} {station} received {n} valid complaints that it caused: {}.{points}\n\
                 By the service policy ({article}) the station is criticised before the network and penalised.\n\
                 The station corrects the causes and reports the result to the service department.\n\n{who}{on}",
                months(", "),
                listed(", "),
            )
        }
        "zh-Hant" => {
            let points = facts.deduction.map_or_else(String::new, |each| format!("每次扣年度考評 {each} 分。"));
            format!(
                "關於{station}的通報批評\n\n\
                 {station}在 {} 收到由其引起的有效投訴 {n} 次：{}。{points}\n\
                 依據服務政策（{article}），對該站予以通報批評並處罰。\n\
                 請該站限期整改，並將結果報服務管理部。\n\n{who}{on}",
                months("、"),
                listed("、"),
            )
        }
        _ => {
            let points = facts.deduction.map_or_else(String::new, |each| format!("每次扣年度考评 {each} 分。"));
            format!(
                "关于{station}的通报批评\n\n\
                 {station}在 {} 收到由其引起的有效投诉 {n} 次：{}。{points}\n\
                 依据服务政策（{article}），对该站予以通报批评并处罚。\n\
                 请该站限期整改，并将结果报服务管理部。\n\n{who}{on}",
                months("、"),
                listed("、"),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s3_21_a_circular_names_station_complaints_months_and_article_in_each_language() {
        let complaints =
            [("C-2026-000007".to_owned(), "2026-11".to_owned()), ("C-2026-000009".into(), "2026-11".into())];
        let facts = Facts {
            company: Some("好车集团"),
            station: "城北站",
            complaints: &complaints,
            article: "S3-21, S3-22; auto_station@3",
            deduction: Some(2),
            on: "2026-11-30",
        };
        let titles =
            [("zh-Hans", "关于城北站的通报批评"), ("zh-Hant", "關於城北站的通報批評"), ("en", "criticism of 城北站")];
        for (language, title) in titles {
            let text = draft(language, &facts);
            for part in
                [title, "C-2026-000007 (2026-11)", "C-2026-000009", "S3-22; auto_station@3", "好车集团", "2026-11-30"]
            {
                assert!(text.contains(part), "{language}: {part} in {text}");
            }
            assert!(text.contains(" 2 "), "{text}");
            assert_eq!(
                text.matches("2026-11").count(),
                4,
                "the month once, besides each complaint's and the day: {text}"
            );
        }
        let free = draft("en", &Facts { deduction: None, company: None, ..facts });
        assert!(!free.contains("points") && free.ends_with("\n2026-11-30"), "{free}");
    }
}
