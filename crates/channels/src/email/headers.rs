//! Headers: the first of each name counts, as people see it; ids keep their brackets.

use std::borrow::Cow;

use mail_parser::{Addr, Address as Parsed, Header, HeaderName, HeaderValue, Message};

use super::Address;
use super::charset::guess;
use super::limits::{MOST_ADDRESSES, MOST_LINE, MOST_REFERENCES, cut, head_end};

/// A message that says twice what it is: the first counts, as everywhere.
pub(super) fn one_type(raw: Cow<'_, [u8]>) -> (Cow<'_, [u8]>, bool) {
    let head = head_end(&raw);
    let (block, rest) = raw.split_at(head);
    let says = |line: &[u8]| line.get(..13).is_some_and(|b| b.eq_ignore_ascii_case(b"content-type:"));
    if block.split(|b| *b == b'\n').filter(|l| says(l)).count() < 2 {
        return (raw, false);
    }
    let (mut made, mut seen, mut skip) = (Vec::with_capacity(raw.len()), false, false);
    for line in block.split_inclusive(|b| *b == b'\n') {
        let folded = matches!(line.first(), Some(b' ' | b'\t'));
        if !folded {
            skip = says(line) && seen;
            seen |= says(line);
        }
        if !skip {
            made.extend_from_slice(line);
        }
    }
    made.extend_from_slice(rest);
    (Cow::Owned(made), true)
}

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
            Parsed::List(list) => found.extend(list.iter().flat_map(person)),
            Parsed::Group(groups) => {
                found.extend(groups.iter().flat_map(|g| g.addresses.iter()).flat_map(person));
            }
        }
    }
    found.truncate(MOST_ADDRESSES);
    found
}

/// Addresses as people write them: two without a comma, a name without brackets, a route before it (RFC 5322, 4.4).
fn person(addr: &Addr<'_>) -> Vec<Address> {
    let Some(address) = addr.address.as_deref().map(str::trim).filter(|a| !a.is_empty()) else { return Vec::new() };
    let name = cut(uncommented(addr.name.as_deref().unwrap_or_default().trim()), MOST_LINE).to_owned();
    let address = match address.rsplit_once(':') {
        Some((route, rest)) if route.starts_with('@') => rest,
        _ => address,
    };
    let closed = address.split_whitespace().collect::<Vec<_>>().join(" ").replace(" .", ".").replace(". ", ".");
    let closed = closed.replace(" @", "@").replace("@ ", "@");
    if !closed.contains(' ') || closed.starts_with('"') {
        return vec![Address { name, address: cut(&closed, MOST_LINE).to_owned() }];
    }
    let (mut found, mut before) = (Vec::new(), Vec::new());
    for word in closed.split(' ') {
        if word.contains('@') {
            let name = if before.is_empty() { name.clone() } else { before.join(" ") };
            before.clear();
            found.push(Address { name, address: cut(word, MOST_LINE).to_owned() });
        } else {
            before.push(word);
        }
    }
    if found.is_empty() {
        found.push(Address { name, address: cut(&closed, MOST_LINE).to_owned() });
    }
    found
}

/// A name without the comments that follow it.
fn uncommented(name: &str) -> &str {
    match name.split_once('(') {
        Some((before, _)) if !before.trim().is_empty() && name.ends_with(')') => before.trim(),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_write_them() {
        let read = |address: &str, name: Option<&str>| {
            let addr = Addr { name: name.map(|n| n.to_owned().into()), address: Some(address.to_owned().into()) };
            person(&addr).into_iter().map(|a| (a.name, a.address)).collect::<Vec<_>>()
        };
        let one = |name: &str, address: &str| vec![(name.to_owned(), address.to_owned())];
        assert_eq!(read("Big Bug bb@bug.example", None), one("Big Bug", "bb@bug.example"));
        assert_eq!(read("@route.example:m@x.example", Some("M (home)")), one("M", "m@x.example"));
        assert_eq!(read("j@test   . example", None), one("", "j@test.example"));
        assert_eq!(read("a@x.example b@x.example", None).len(), 2);
    }
}
