//! Parts: which are the body, which are files, and what a file's bytes are.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};
use sha2::{Digest as _, Sha256};

use super::Attachment;
use super::charset::decode;
use super::limits::{MOST_LINE, MOST_TEXT, cut};

/// Declared `type/subtype`, lower case.
pub(super) fn declared(part: &MessagePart<'_>) -> String {
    match part.content_type() {
        Some(t) => match t.subtype() {
            Some(sub) => format!("{}/{sub}", t.ctype()).to_ascii_lowercase(),
            None => "text/plain".to_owned(),
        },
        None => match &part.body {
            PartType::Html(_) => "text/html".to_owned(),
            PartType::Binary(_) | PartType::InlineBinary(_) => "application/octet-stream".to_owned(),
            _ => "text/plain".to_owned(),
        },
    }
}

/// The bytes of a leaf as sent, with the transfer encoding undone but before any charset.
pub(super) fn bytes(message: &Message<'_>, part: &MessagePart<'_>) -> Vec<u8> {
    if let PartType::Binary(b) | PartType::InlineBinary(b) = &part.body {
        return b.to_vec();
    }
    let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    let decoded = match part.encoding {
        Encoding::Base64 => base64_decode(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::None => None,
    };
    decoded.unwrap_or_else(|| raw.to_vec())
}

/// The words of a leaf.
pub(super) fn words(message: &Message<'_>, part: &MessagePart<'_>, defects: &mut Vec<&'static str>) -> String {
    let charset = part.content_type().and_then(|t| t.attribute("charset"));
    let bytes = bytes(message, part);
    let kept = bytes.get(..MOST_TEXT).unwrap_or(bytes.as_slice());
    if kept.len() < bytes.len() {
        defects.push("body_too_long");
    }
    let (text, wrong) = decode(kept, charset);
    defects.extend(wrong);
    if text.contains('\0') { text.replace('\0', "") } else { text }
}

/// A leaf's name: what the sender calls the file.
pub(super) fn name(part: &MessagePart<'_>) -> Option<String> {
    let name = part.attachment_name()?;
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    Some(cut(&name, MOST_LINE).to_owned()).filter(|n| !n.is_empty())
}

/// Whether it is sent as a file.
pub(super) fn is_file(part: &MessagePart<'_>) -> bool {
    part.content_disposition().is_some_and(|d| d.ctype().eq_ignore_ascii_case("attachment"))
}

/// A file of these bytes.
pub(super) fn file(
    name: Option<String>,
    declared_type: String,
    content_id: Option<String>,
    bytes: Vec<u8>,
) -> Attachment {
    let content_type = content_type(&bytes, &declared_type);
    let sha256 = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
    Attachment { name, content_type, declared_type, size: bytes.len(), sha256, content_id, bytes }
}

/// What the bytes are; what only the sender says counts where bytes cannot tell, and never for what they would show.
fn content_type(bytes: &[u8], declared: &str) -> String {
    if let Some(known) = infer::get(bytes) {
        let known = known.mime_type();
        // Office files are archives; a sender who says which says more than the first bytes.
        let vague = known == "application/zip" && declared.starts_with("application/vnd.");
        let same = matches!((known, declared), ("application/gzip", "application/x-gzip"));
        return if vague || same { declared.to_owned() } else { known.to_owned() };
    }
    let text = !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok();
    let shows = ["image/", "audio/", "video/", "font/"].iter().any(|k| declared.starts_with(k));
    if declared == "application/pdf" || (shows && declared != "image/svg+xml") || declared.is_empty() {
        return if text { "text/plain".to_owned() } else { "application/octet-stream".to_owned() };
    }
    declared.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_named_as_a_picture_is_what_its_bytes_are() {
        assert_eq!(
            content_type(b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0", "image/jpeg"),
            "application/vnd.microsoft.portable-executable"
        );
        assert_eq!(content_type(b"plain words", "image/png"), "text/plain");
        assert_eq!(content_type(b"\xff\xfe\0x", "image/png"), "application/octet-stream");
        assert_eq!(content_type(b"%PDF-1.7 ...", "application/octet-stream"), "application/pdf");
        assert_eq!(content_type(b"puts 1", "text/x-ruby-script"), "text/x-ruby-script");
    }
}
