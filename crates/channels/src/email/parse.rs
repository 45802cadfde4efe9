//! The whole of it: raw bytes in, an [`Email`] out.

use jiff::Timestamp;
use mail_parser::{HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::body::{bytes, declared, file, is_file, name, words};
use super::headers::{every, ids, one_type, people, raw, readable, text};
use super::html::to_text;
use super::limits::bounded;
use super::pictures;
use super::uuencode::{blocks, decode_part};
use super::visible::visible;
use super::{Attachment, Email, Invite, Kind, Nested, calendar, kind, report};

/// Files of one message.
const MOST_FILES: usize = 200;
/// Levels of messages in messages that are looked into.
const DEEPEST: usize = 10;

/// Reads a message. It never fails: what cannot be read is a defect, and the raw message says the rest.
pub fn parse(raw: &[u8]) -> Email {
    let (raw, mut defects) = bounded(raw);
    let (raw, unreadable) = readable(raw);
    if unreadable {
        defects.push("header_charset");
    }
    let (raw, twice) = one_type(raw);
    if twice {
        defects.push("two_content_types");
    }
    match MessageParser::default().parse(raw.as_ref()) {
        Some(message) => read(&message, defects),
        None => {
            defects.push("no_header");
            let body = super::charset::guess(&raw);
            let body = super::limits::cut(&body, super::limits::MOST_TEXT);
            let mut email = Email { defects, ..nothing() };
            if !body.trim().is_empty() {
                email.body_type = Some("text/plain".to_owned());
                email.body_text = Some(body.to_owned());
                email.plain = body.to_owned();
                email.visible_text = visible(body);
            }
            email
        }
    }
}

fn nothing() -> Email {
    Email {
        message_id: None,
        in_reply_to: None,
        references: Vec::new(),
        subject: None,
        from: Vec::new(),
        reply_to: Vec::new(),
        to: Vec::new(),
        cc: Vec::new(),
        delivered_to: Vec::new(),
        date: None,
        date_utc: None,
        body_type: None,
        body_text: None,
        html: None,
        plain: String::new(),
        visible_text: String::new(),
        attachments: Vec::new(),
        inline: Vec::new(),
        nested: Vec::new(),
        invite: None,
        kind: Kind::Message,
        auto_submitted: None,
        bounced_addresses: Vec::new(),
        bounced_message_id: None,
        pictures: Vec::new(),
        defects: Vec::new(),
    }
}

/// What the parts hold.
#[derive(Default)]
struct Gathered {
    texts: Vec<String>,
    htmls: Vec<String>,
    files: Vec<Attachment>,
    inline: Vec<Attachment>,
    nested: Vec<Nested>,
    invite: Option<Invite>,
    defects: Vec<&'static str>,
}

fn read(message: &Message<'_>, mut defects: Vec<&'static str>) -> Email {
    let mut all = Gathered::default();
    gather(message, DEEPEST, true, &mut all);
    defects.append(&mut all.defects);

    let first_text = all.texts.first().cloned();
    let html = all.htmls.first().cloned();
    let (body_type, body_text) = match (&first_text, &html) {
        (Some(text), _) => (Some("text/plain"), Some(text.clone())),
        (None, Some(html)) => (Some("text/html"), Some(html.clone())),
        (None, None) => (None, None),
    };
    // A plain part that says nothing beside an HTML part that does is a program's courtesy.
    let spoken = all.texts.iter().any(|t| !t.trim().is_empty());
    let plain =
        if spoken { all.texts.join("\n") } else { all.htmls.iter().map(|h| to_text(h)).collect::<Vec<_>>().join("\n") };

    let from = people(message, HeaderName::From);
    let subject = text(message, "Subject");
    let sender = from.first().map_or("", |a| a.address.as_str());
    let report = report::read(message, subject.as_deref().unwrap_or_default(), sender);
    let kind = kind::judge(message, &report, all.invite.as_ref());
    let date = date(message, &mut defects);
    if from.is_empty() {
        defects.push("no_sender");
    }
    let message_id = ids(message, "Message-ID").into_iter().next().or_else(|| raw(message, "Message-ID"));
    if message_id.is_none() {
        defects.push("no_message_id");
    }
    let mut references = ids(message, "References");
    for id in ids(message, "In-Reply-To") {
        if !references.contains(&id) {
            references.push(id);
        }
    }
    defects.sort_unstable();
    defects.dedup();
    let delivered_to = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Delivered-To"];
    Email {
        message_id,
        in_reply_to: raw(message, "In-Reply-To"),
        references,
        subject,
        from,
        reply_to: people(message, HeaderName::ReplyTo),
        to: people(message, HeaderName::To),
        cc: people(message, HeaderName::Cc),
        delivered_to: delivered_to.iter().flat_map(|n| every(message, n)).collect(),
        date,
        date_utc: date.and_then(|d| Timestamp::from_second(d).ok()).map(|t| t.to_string()),
        body_type: body_type.map(str::to_owned),
        body_text,
        html,
        visible_text: visible(&plain),
        plain,
        attachments: all.files,
        inline: all.inline,
        nested: all.nested,
        invite: all.invite,
        kind,
        auto_submitted: raw(message, "Auto-Submitted"),
        bounced_addresses: report.failed,
        bounced_message_id: report.about,
        pictures: pictures::remote(&all.htmls),
        defects,
    }
}

fn date(message: &Message<'_>, defects: &mut Vec<&'static str>) -> Option<i64> {
    let Some(written) = raw(message, "Date") else {
        defects.push("no_date");
        return None;
    };
    let parsed = message.date().filter(|d| d.is_valid()).map(mail_parser::DateTime::to_timestamp);
    let sound = parsed.filter(|t| (-5_000_000_000..=60_000_000_000).contains(t));
    if sound.is_none() || written.is_empty() {
        defects.push("bad_date");
    }
    sound
}

fn gather(message: &Message<'_>, deep: usize, outer: bool, all: &mut Gathered) {
    for part in &message.parts {
        if part.is_encoding_problem {
            all.defects.push("encoding");
        }
        match &part.body {
            PartType::Multipart(_) => {}
            PartType::Message(inner) => nested(inner, deep, all),
            _ => leaf(message, part, outer, all),
        }
    }
}

fn nested(inner: &Message<'_>, deep: usize, all: &mut Gathered) {
    if deep == 0 || all.nested.len() >= MOST_FILES {
        all.defects.push("too_deep");
        return;
    }
    all.nested.push(Nested {
        message_id: ids(inner, "Message-ID").into_iter().next(),
        subject: text(inner, "Subject"),
        from: people(inner, HeaderName::From).into_iter().next().map(|a| a.address),
    });
    gather(inner, deep - 1, false, all);
}

fn leaf(message: &Message<'_>, part: &MessagePart<'_>, outer: bool, all: &mut Gathered) {
    let kind = declared(part);
    let called = name(part);
    let content_id = part.content_id().map(|id| id.trim_matches(['<', '>']).to_owned());
    if kind == "text/calendar" && all.invite.is_none() {
        let words = words(message, part, &mut Vec::new());
        all.invite = calendar::read(&words);
        if let (Some(invite), Some(method)) = (&mut all.invite, part.content_type().and_then(|t| t.attribute("method")))
        {
            invite.method = method.to_ascii_uppercase();
        }
    }
    let uuencoded = part.content_transfer_encoding().is_some_and(|e| {
        let e = e.trim().to_ascii_lowercase();
        matches!(e.as_str(), "x-uuencode" | "uuencode" | "x-uue" | "uue")
    });
    if uuencoded && let Some(found) = decode_part(&bytes(message, part)) {
        push_file(all, file(called.or(Some(found.name)), kind, content_id, found.bytes));
        return;
    }
    if is_file(part) || called.is_some() {
        push_file(all, file(called, kind, content_id, bytes(message, part)));
        return;
    }
    if part.is_text() && (kind == "text/plain" || kind == "text/html" || !kind.starts_with("text/")) {
        if !outer {
            return;
        }
        let words = words(message, part, &mut all.defects);
        if part.is_text_html() {
            all.htmls.push(words);
            return;
        }
        let (rest, found) = blocks(&words, MOST_FILES);
        all.texts.push(rest);
        for one in found {
            push_file(all, file(Some(one.name), "application/octet-stream".to_owned(), None, one.bytes));
        }
        return;
    }
    if all.inline.len() < MOST_FILES {
        all.inline.push(file(None, kind, content_id, bytes(message, part)));
    } else {
        all.defects.push("too_many_files");
    }
}

fn push_file(all: &mut Gathered, file: Attachment) {
    if all.files.len() < MOST_FILES {
        all.files.push(file);
    } else {
        all.defects.push("too_many_files");
    }
}
