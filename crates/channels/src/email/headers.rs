//! Headers: the first of each name counts, as people see it; ids keep their brackets.

use std::borrow::Cow;

use mail_parser::{Addr, Address as Parsed, Header, HeaderName, HeaderValue, Message};

use super::Address;
use super::charset::guess;
use super::limits::{MOST_ADDRESSES, MOST_LINE, MOST_REFERENCES, cut, head_end};

/// A header block that is not UTF-8 is read as what it most likely is, before anything is parsed.
pub(super) fn readable(raw: Cow<'_, [u8]>) -> (Cow<'_, [u8]>, bool) {
    let head = head_end(&raw);
    let (block, rest) = raw.split_at(head);
    if std::str::from_utf8(block).is_ok() {
        return (raw, false);
    }
    // Line by line: one header in GBK must not spoil another in UTF-8.
    let mut made = Vec::with_capacity(raw.len() + 1_024);
    for line in block.split_inclusive(|b| *b == b'\n') {
        match std::str::from_utf8(line) {
            Ok(_) => made.extend_from_slice(line),
            Err(_) => made.extend_from_slice(guess(line).as_bytes()),
        }
    }
    made.extend_from_slice(rest);
    (Cow::Owned(made), true)
}

fn first<'a>(message: &'a Message<'a>, name: &str) -> Option<&'a Header<'a>> {
    message.parts.first()?.headers.iter().find(|h| h.name.as_str().eq_ignore_ascii_case(name))
}

/// The first header of a name as it stands there, unfolded; none when empty.
pub(super) fn raw(message: &Message<'_>, name: &str) -> Option<String> {
    raw_of(first(message, name)?, &message.raw_message)
}

fn raw_of(header: &Header<'_>, raw: &[u8]) -> Option<String> {
    let bytes = raw.get(header.offset_start as usize..header.offset_end as usize)?;
    let text = String::from_utf8_lossy(bytes);
    let text: String = text.chars().filter(|c| !matches!(c, '\r' | '\n')).collect();
    let text = cut(text.trim(), 16_384);
    (!text.is_empty()).then(|| text.to_owned())
}

/// Every header of a name, as it stands there.
pub(super) fn every(message: &Message<'_>, name: &str) -> Vec<String> {
    let Some(root) = message.parts.first() else { return Vec::new() };
    let named = root.headers.iter().filter(|h| h.name.as_str().eq_ignore_ascii_case(name));
    named.filter_map(|h| raw_of(h, &message.raw_message)).take(20).collect()
}

/// A header in decoded words.
pub(super) fn text(message: &Message<'_>, name: &str) -> Option<String> {
    let words = match &first(message, name)?.value {
        HeaderValue::Text(t) => t.to_string(),
        HeaderValue::TextList(list) => list.join(" "),
        _ => return None,
    };
    let words: String = words.chars().filter(|c| !matches!(c, '\r' | '\n' | '\0')).collect();
    Some(cut(words.trim(), MOST_LINE).to_owned()).filter(|w| !w.is_empty())
}

/// The ids of a header, with brackets.
pub(super) fn ids(message: &Message<'_>, name: &str) -> Vec<String> {
    raw(message, name).map_or_else(Vec::new, |text| ids_in(&text))
}

/// The ids in a text, with brackets.
pub(super) fn ids_in(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        let Some((id, next)) = after.split_once('>') else { break };
        let id: String = id.chars().filter(|c| !c.is_whitespace()).collect();
        if !id.is_empty() && id.len() <= 998 && found.len() < MOST_REFERENCES {
            found.push(format!("<{id}>"));
        }
        rest = next;
    }
    found
}

/// The people of a header.
pub(super) fn people(message: &Message<'_>, name: HeaderName<'static>) -> Vec<Address> {
    let Some(root) = message.parts.first() else { return Vec::new() };
    let mut found = Vec::new();
    for header in root.headers.iter().filter(|h| h.name == name) {
        let HeaderValue::Address(address) = &header.value else { continue };
        match address {
            Parsed::List(list) => found.extend(list.iter().filter_map(person)),
            Parsed::Group(groups) => {
                found.extend(groups.iter().flat_map(|g| g.addresses.iter()).filter_map(person));
            }
        }
    }
    found.truncate(MOST_ADDRESSES);
    found
}

fn person(addr: &Addr<'_>) -> Option<Address> {
    let address = addr.address.as_deref().map(str::trim).filter(|a| !a.is_empty())?;
    let name = addr.name.as_deref().unwrap_or_default().trim();
    Some(Address { name: cut(name, MOST_LINE).to_owned(), address: cut(address, MOST_LINE).to_owned() })
}
