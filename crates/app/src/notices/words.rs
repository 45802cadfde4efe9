//! The lines that go out, in three languages. The words of codes are the console's own: there is one list of them.

use std::sync::LazyLock;

use bihuan_domain::notification::NotificationKind as Kind;
use serde_json::Value;

/// What a text message can hold without being cut in pieces.
const SHORT_CHARS: usize = 140;

static CODES: LazyLock<[Value; 3]> = LazyLock::new(|| {
    [
        include_str!("../../../../web/console/src/i18n/zh-Hans/codes.json"),
        include_str!("../../../../web/console/src/i18n/zh-Hant/codes.json"),
        include_str!("../../../../web/console/src/i18n/en/codes.json"),
    ]
    .map(|text| serde_json::from_str(text).unwrap_or(Value::Null))
});

fn place(language: &str) -> usize {
    match language {
        "zh-Hant" => 1,
        "en" => 2,
        _ => 0,
    }
}

/// The word of a code; the code itself where there is none.
fn word(language: &str, list: &str, code: &str) -> String {
    let found = CODES.get(place(language)).and_then(|all| all.get(list)?.get(code)?.as_str());
    found.unwrap_or(code).to_owned()
}

/// What happened, on which case, to which clock or channel.
pub(super) fn line(language: &str, kind: Kind, number: Option<&str>, data: &str) -> String {
    let data: Value = serde_json::from_str(data).unwrap_or(Value::Null);
    let named = |key: &str, list: &str| data.get(key).and_then(Value::as_str).map(|c| word(language, list, c));
    let about = named("clock", "Milestone").or_else(|| named("channel", "Channel"));
    let station = || data.get("station_name").and_then(Value::as_str).map(str::to_owned);
    let about = about.or_else(station);
    let (what, english) = (word(language, "NotificationKind", kind.code()), language == "en");
    let mut out = number.map(|n| if english { format!("{n}: ") } else { format!("{n}：") }).unwrap_or_default();
    out.push_str(&what);
    if let Some(about) = about {
        out.push_str(&if english { format!(" ({about})") } else { format!("（{about}）") });
    }
    out
}

/// Subject of a letter: the line itself, or how many there are.
pub(super) fn subject(language: &str, lines: &[String]) -> String {
    match (lines, language) {
        ([only], _) => only.clone(),
        (many, "en") => format!("{} notifications", many.len()),
        (many, _) => format!("{} 条通知", many.len()).replace("条", if language == "zh-Hant" { "則" } else { "条" }),
    }
}

/// As many lines as a text message holds, and how many more there are.
pub(super) fn short(language: &str, lines: &[String]) -> String {
    let mut out = String::new();
    for (n, line) in lines.iter().enumerate() {
        let more = lines.len() - n;
        if n > 0 && out.chars().count() + line.chars().count() > SHORT_CHARS {
            out.push_str(&match language {
                "en" => format!("; {more} more"),
                "zh-Hant" => format!("；另有 {more} 則"),
                _ => format!("；另有 {more} 条"),
            });
            return out;
        }
        if n > 0 {
            out.push_str(if language == "en" { "; " } else { "；" });
        }
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_words_in_each_language() {
        for language in ["zh-Hans", "zh-Hant", "en"] {
            for kind in Kind::ALL {
                assert_ne!(word(language, "NotificationKind", kind.code()), kind.code(), "{language}");
            }
        }
        let data = r#"{"clock":"first_response"}"#;
        assert_eq!(line("zh-Hans", Kind::DueSoon, Some("C-7"), data), "C-7：即将到期（首次响应）");
        assert_eq!(line("en", Kind::DueSoon, Some("C-7"), data), "C-7: Due soon (First response)");
    }

    #[test]
    fn a_text_message_stays_short_and_says_what_is_missing() {
        let lines: Vec<String> = (0..40).map(|n| format!("C-2026-{n:06}：已超时")).collect();
        let text = short("zh-Hans", &lines);
        assert!(text.chars().count() <= SHORT_CHARS + 12 && text.ends_with("条"), "{text}");
        assert_eq!(short("en", &lines[..1]), lines[0]);
    }
}
