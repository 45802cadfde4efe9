//! Delivery reports (RFC 3464): which addresses fail for good, and which message it is about.

use mail_parser::{Message, MimeHeaders, PartType};

use super::body::{bytes, declared};
use super::headers::{every, ids_in, raw};

/// What a report says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Report {
    /// It is a report at all.
    pub is_report: bool,
    /// Failing for good.
    pub failed: Vec<String>,
    /// The message it is about.
    pub about: Option<String>,
}

/// Addresses of one report that are read.
const MOST: usize = 200;

pub(super) fn read(message: &Message<'_>, subject: &str, from: &str) -> Report {
    let mut report = Report::default();
    let Some(root) = message.parts.first() else { return report };
    let multipart_report = declared(root) == "multipart/report";
    let of_delivery = root
        .content_type()
        .and_then(|t| t.attribute("report-type"))
        .is_some_and(|t| t.eq_ignore_ascii_case("delivery-status"));
    report.is_report = multipart_report;
    for part in &message.parts {
        let kind = declared(part);
        match kind.as_str() {
            "message/delivery-status" | "message/global-delivery-status" => {
                report.is_report = true;
                let text = match &part.body {
                    PartType::Message(inner) => String::from_utf8_lossy(&inner.raw_message).into_owned(),
                    _ => String::from_utf8_lossy(&bytes(message, part)).into_owned(),
                };
                let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize);
                let raw = raw.map(|r| String::from_utf8_lossy(r).into_owned()).unwrap_or_default();
                let before = report.failed.len();
                status(&text, &mut report.failed);
                if report.failed.len() == before {
                    status(&raw, &mut report.failed);
                }
            }
            "message/rfc822" | "message/global" => {
                if let PartType::Message(inner) = &part.body
                    && let Some(id) = inner.message_id()
                {
                    report.about.get_or_insert_with(|| format!("<{id}>"));
                }
            }
            "text/rfc822-headers" if multipart_report => {
                let text = String::from_utf8_lossy(&bytes(message, part)).into_owned();
                let line = text.lines().find(|l| l.to_ascii_lowercase().starts_with("message-id:"));
                if let Some(id) = line.and_then(|l| ids_in(l).into_iter().next()) {
                    report.about.get_or_insert(id);
                }
            }
            _ => {}
        }
    }
    for failed in every(message, "X-Failed-Recipients") {
        for one in failed.split(',') {
            push(&mut report.failed, one);
        }
    }
    // Old programs tell it in words only; then the sender and subject must say so.
    let daemon = from.to_ascii_lowercase();
    let daemon = daemon.starts_with("mailer-daemon@") || daemon.starts_with("postmaster@") || daemon == "mailer-daemon";
    let null_path = raw(message, "Return-Path").is_some_and(|p| p.trim() == "<>");
    if report.failed.is_empty() && !of_delivery && (daemon || null_path) && says_failed(subject) {
        for part in message.parts.iter().filter(|p| p.is_text()) {
            let text = String::from_utf8_lossy(&bytes(message, part)).into_owned();
            words(&text, &mut report.failed);
            if report.failed.is_empty() {
                continue;
            }
            report.is_report = true;
            if report.about.is_none() {
                let line = text.lines().find(|l| l.trim_start().to_ascii_lowercase().starts_with("message-id:"));
                report.about = line.and_then(|l| ids_in(l).into_iter().next());
            }
            break;
        }
    }
    report
}

fn push(failed: &mut Vec<String>, address: &str) {
    let address = address.trim().trim_matches(['<', '>', '"', ';', ',']).trim();
    let fits = address.contains('@') && !address.contains(char::is_whitespace) && address.len() <= 320;
    if fits && failed.len() < MOST && !failed.iter().any(|a| a.eq_ignore_ascii_case(address)) {
        failed.push(address.to_owned());
    }
}

/// The groups of fields of a delivery status.
fn status(text: &str, failed: &mut Vec<String>) {
    let text = text.replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ");
    for group in text.split("\n\n") {
        let (mut address, mut original, mut action, mut code) = (None, None, String::new(), String::new());
        for line in group.lines() {
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            let after = value.split_once(';').map_or(value, |(_, a)| a.trim());
            match key.trim().to_ascii_lowercase().as_str() {
                "final-recipient" => address = Some(after.to_owned()),
                "original-recipient" => original = Some(after.to_owned()),
                "action" => action = value.to_ascii_lowercase(),
                "status" => code = value.to_owned(),
                _ => {}
            }
        }
        let failing = action.starts_with("fail") || (action.is_empty() && code.starts_with('5'));
        if failing && let Some(address) = address.or(original) {
            push(failed, &address);
        }
    }
}

fn says_failed(subject: &str) -> bool {
    let subject = subject.to_lowercase();
    [
        "undeliver",
        "failure notice",
        "delivery failed",
        "delivery failure",
        "mail delivery",
        "returned mail",
        "delivery status notification",
        "无法投递",
        "退信",
        "無法投遞",
        "unzustellbar",
        "non remis",
    ]
    .iter()
    .any(|w| subject.contains(w))
}

/// Addresses in brackets or before a colon at the beginning of a line, as qmail and others name them.
fn words(text: &str, failed: &mut Vec<String>) {
    for line in text.lines().take(200) {
        let line = line.trim();
        if line.to_ascii_lowercase().starts_with("--- below this line") || line.starts_with("-----") {
            if failed.is_empty() {
                continue;
            }
            break;
        }
        if let Some((address, _)) = line.strip_prefix('<').and_then(|l| l.split_once('>')) {
            push(failed, address);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_fails_for_good_counts() {
        let mut failed = Vec::new();
        status(
            "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.1\n\n\
             Final-Recipient: rfc822; b@x.example\nAction: delayed\nStatus: 4.4.1\n\n\
             Final-Recipient: rfc822;\n <c@x.example>\nStatus: 5.0.0\n",
            &mut failed,
        );
        assert_eq!(failed, ["a@x.example", "c@x.example"]);
    }
}
