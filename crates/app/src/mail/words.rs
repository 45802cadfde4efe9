//! What goes out in writing: the acknowledgement with number and promised time, in the customer's language; a mailbox may
//! have words of its own for each language.

use bihuan_domain::calendar::Zone;
use bihuan_domain::ids::CaseNumber;
use bihuan_domain::time::UtcMs;

/// Languages there are words for.
pub const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];
/// Characters that are only written so in traditional Chinese, among the most frequent ones.
const TRADITIONAL: &str =
    "們這個為來時會說對點麼還過後開關聽電機買賣問題請謝產貨單價錢發現無處應該從樣經實種壞與幾麗圖號話訂購維";

/// The language somebody wrote in, as far as it can be told.
pub(crate) fn language_of(text: &str) -> &'static str {
    let mut han = 0;
    for c in text.chars().take(2_000) {
        if TRADITIONAL.contains(c) {
            return "zh-Hant";
        }
        han += usize::from(('\u{4e00}'..='\u{9fff}').contains(&c));
    }
    if han > 0 { "zh-Hans" } else { "en" }
}

/// One of ours for a customer's language tag.
pub(super) fn ours(tag: &str) -> &'static str {
    let tag = tag.to_ascii_lowercase();
    match tag.as_str() {
        t if t.starts_with("zh-hant") || t.starts_with("zh-tw") || t.starts_with("zh-hk") => "zh-Hant",
        t if t.starts_with("zh") => "zh-Hans",
        _ => "en",
    }
}

/// What colleagues are told of a message that names a case whose customer did not write it.
pub(super) fn stranger(language: &str, number: &CaseNumber) -> String {
    match language {
        "zh-Hans" => format!("可能与工单 {number} 有关：来信提到该工单，但发件人不是其客户。"),
        "zh-Hant" => format!("可能與工單 {number} 有關：來信提到該工單，但寄件人不是其客戶。"),
        _ => format!("It may belong to case {number}, which it names; but the sender is not that case's customer."),
    }
}

/// The words of an acknowledgement. `own` has `{number}`, `{promised}` and `{subject}` in it.
pub(super) fn acknowledgement(
    language: &str,
    own: Option<&str>,
    number: &CaseNumber,
    promised: Option<UtcMs>,
    zone: &Zone,
    subject: &str,
) -> String {
    let until = promised.map(|at| written(zone, at));
    if let Some(own) = own {
        return own
            .replace("{number}", number.as_str())
            .replace("{promised}", until.as_deref().unwrap_or("-"))
            .replace("{subject}", subject);
    }
    match (language, until) {
        ("zh-Hans", Some(until)) => {
            format!(
                "您好，您的来信已收到，工单号为 {number}。我们将在 {until} 前答复您。\n\n回复本邮件即可补充说明，请保留主题中的工单号。"
            )
        }
        ("zh-Hans", None) => {
            format!(
                "您好，您的来信已收到，工单号为 {number}。我们会尽快答复您。\n\n回复本邮件即可补充说明，请保留主题中的工单号。"
            )
        }
        ("zh-Hant", Some(until)) => {
            format!(
                "您好，您的來信已收到，工單號為 {number}。我們將在 {until} 前答覆您。\n\n回覆本郵件即可補充說明，請保留主旨中的工單號。"
            )
        }
        ("zh-Hant", None) => {
            format!(
                "您好，您的來信已收到，工單號為 {number}。我們會儘快答覆您。\n\n回覆本郵件即可補充說明，請保留主旨中的工單號。"
            )
        }
        (_, Some(until)) => format!(
            "We have received your message; its case number is {number}. We will answer you by {until}.\n\nReply to this \
             e-mail to add anything, and please leave the case number in the subject."
        ),
        (_, None) => format!(
            "We have received your message; its case number is {number}. We will answer you as soon as we can.\n\nReply to \
             this e-mail to add anything, and please leave the case number in the subject."
        ),
    }
}

fn written(zone: &Zone, at: UtcMs) -> String {
    format!("{} ({})", zone.civil(at).strftime("%Y-%m-%d %H:%M"), zone.name())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn s2_03_an_acknowledgement_names_number_and_promised_time_in_the_customers_language() {
        let zone = Zone::named("Asia/Shanghai").unwrap();
        let number = CaseNumber::draw(2026, 11, 1);
        let at = Some("2026-11-02T09:30:00+08:00".parse().unwrap());
        for language in LANGUAGES {
            let words = acknowledgement(language, None, &number, at, &zone, "x");
            assert!(words.contains(number.as_str()) && words.contains("2026-11-02 09:30"), "{words}");
        }
        let own = acknowledgement("en", Some("{number} until {promised}: {subject}"), &number, at, &zone, "drum");
        assert_eq!(own, format!("{number} until 2026-11-02 09:30 (Asia/Shanghai): drum"));
        assert_eq!(language_of("洗衣机坏了"), "zh-Hans");
        assert_eq!(language_of("洗衣機壞了，請處理"), "zh-Hant");
        assert_eq!(language_of("the drum"), "en");
        assert_eq!((ours("zh-TW"), ours("zh-CN"), ours("de")), ("zh-Hant", "zh-Hans", "en"));
    }
}
