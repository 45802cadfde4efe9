//! To which case a message may belong: by the ids of its thread, by our address with the case's number behind a plus, by a
//! number in the subject. That it *may* belong is not that it does: whoever writes must be the case's customer.

use std::str::FromStr as _;

use bihuan_domain::contact::email_key;
use bihuan_domain::ids::CaseNumber;

/// Numbers of one message that are looked at.
const MOST: usize = 5;

/// Case numbers a subject names.
pub(super) fn numbers_in(text: &str) -> Vec<CaseNumber> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{ff10}'..='\u{ff19}');
    let words = text.split(|c: char| !is_part(c)).filter(|w| (13..=40).contains(&w.chars().count()));
    words.filter_map(|w| CaseNumber::from_str(w.trim_matches('-')).ok()).take(MOST).collect()
}

/// The case numbers that recipients name behind a plus in the mailbox's own address.
pub(super) fn plus_numbers(own: &str, recipients: &[String]) -> Vec<CaseNumber> {
    let Some((local, domain)) =
        email_key(own).and_then(|k| k.rsplit_once('@').map(|(l, d)| (l.to_owned(), d.to_owned())))
    else {
        return Vec::new();
    };
    let found = recipients.iter().filter_map(|r| {
        let key = email_key(r)?;
        let (there, at) = key.rsplit_once('@')?;
        let tag = there.strip_prefix(local.as_str())?.strip_prefix('+')?;
        (at == domain).then(|| CaseNumber::from_str(tag).ok()).flatten()
    });
    found.take(MOST).collect()
}

/// Our address with a case's number in it, where answers are wanted.
pub(super) fn plus_address(own: &str, number: &CaseNumber) -> Option<String> {
    let (local, domain) = own.rsplit_once('@')?;
    let digits: String = number.as_str().chars().filter(char::is_ascii_digit).collect();
    Some(format!("{local}+{digits}@{domain}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_number_is_found_in_a_subject_and_behind_a_plus_and_a_wrong_one_is_none() {
        let number = CaseNumber::draw(2026, 11, 48_305_172);
        let text = number.as_str().to_owned();
        assert_eq!(numbers_in(&format!("Re: 您的工单 [{text}] 洗衣机")), std::slice::from_ref(&number));
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(numbers_in(&format!("AW: {digits}")), std::slice::from_ref(&number));
        let last = if text.ends_with('0') { '1' } else { '0' };
        assert!(numbers_in(&format!("{}{last}", &text[..text.len() - 1])).is_empty());
        assert!(numbers_in("order 12345, call 13812345678").is_empty());
        let plus = plus_address("Service@Example.org", &number).unwrap();
        assert_eq!(plus_numbers("service@example.org", std::slice::from_ref(&plus)), [number]);
        assert!(plus_numbers("other@example.org", &[plus]).is_empty());
    }
}
