//! The few lines of an invitation that people read (RFC 5545): enough to show it, not to keep a calendar.

use super::Invite;
use super::limits::{MOST_LINE, cut};

/// What a `text/calendar` part says; `None` when it holds no event.
pub(super) fn read(text: &str) -> Option<Invite> {
    let mut invite = Invite::default();
    let mut inside = false;
    let unfolded = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    for line in unfolded.lines() {
        let Some((key, value)) = line.split_once(':') else { continue };
        let name = key.split(';').next().unwrap_or(key).to_ascii_uppercase();
        let value = cut(value.trim(), MOST_LINE);
        match (name.as_str(), inside) {
            ("BEGIN", false) if value == "VEVENT" => inside = true,
            ("END", true) if value == "VEVENT" => return Some(invite),
            ("METHOD", false) => invite.method = value.to_ascii_uppercase(),
            ("UID", true) => invite.uid = value.to_owned(),
            ("SUMMARY", true) => invite.summary = plain(value),
            ("LOCATION", true) => invite.location = plain(value),
            ("DTSTART", true) => invite.starts = value.to_owned(),
            ("DTEND", true) => invite.ends = value.to_owned(),
            ("ORGANIZER", true) => {
                invite.organizer = value.trim_start_matches("mailto:").trim_start_matches("MAILTO:").to_owned();
            }
            _ => {}
        }
    }
    inside.then_some(invite)
}

fn plain(value: &str) -> String {
    value.replace("\\n", "\n").replace("\\N", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_is_read_over_folded_lines() {
        let invite = read(
            "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@x\r\nSUMMARY:上门维\r\n 修\\, 洗衣机\r\n\
             DTSTART;TZID=Asia/Shanghai:20261201T090000\r\nORGANIZER;CN=A:mailto:a@x.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        );
        let invite = invite.unwrap_or_default();
        assert_eq!((invite.method.as_str(), invite.summary.as_str()), ("REQUEST", "上门维修, 洗衣机"));
        assert_eq!((invite.starts.as_str(), invite.organizer.as_str()), ("20261201T090000", "a@x.example"));
        assert_eq!(read("BEGIN:VCALENDAR\nEND:VCALENDAR"), None);
    }
}
