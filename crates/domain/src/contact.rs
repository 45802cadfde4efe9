//! Look-up keys for what people write in many ways: a telephone number, an e-mail address, a sign-in name. Two writings
//! of the same thing have the same key; keys are for finding, never for showing. Nothing here checks that a number
//! exists.

/// Full-width forms and the ideographic space to their half-width twins, as Chinese keyboards produce both.
pub fn half_width(text: &str) -> String {
    let fold = |c: char| match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(fold).collect()
}

/// The key of a sign-in name: half-width, without outer blanks, lower case.
pub fn login_key(login: &str) -> String {
    half_width(login).trim().to_lowercase()
}

/// The key of an e-mail address: as [`login_key`]; `None` when it is not `local@domain` of at most 254 characters.
pub fn email_key(email: &str) -> Option<String> {
    let key = login_key(email);
    let (local, domain) = key.rsplit_once('@')?;
    let plain = |part: &str| !part.is_empty() && !part.chars().any(|c| c.is_whitespace() || c.is_control() || c == '@');
    (key.len() <= 254 && plain(local) && plain(domain)).then_some(key)
}

/// The key of a telephone number: digits with the country code; a number without one is taken as Chinese (a mobile, or a
/// landline with its area code), and a local one keeps its digits behind `l`. Extensions are left out. `None` when there
/// are fewer than 5 or more than 17 digits, or letters inside.
pub fn phone_key(phone: &str) -> Option<String> {
    let folded = half_width(phone).trim().to_lowercase();
    let number = without_extension(&folded);
    let has_plus = number.starts_with('+');
    let mut digits = String::new();
    for c in number.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '+' | '-' | ' ' | '(' | ')' | '.' | '/' | '\u{2010}'..='\u{2015}' | '\u{a0}' => {}
            _ => return None,
        }
    }
    if !(5..=17).contains(&digits.len()) {
        return None;
    }
    if has_plus {
        return Some(digits);
    }
    if let Some(international) = digits.strip_prefix("00") {
        return Some(international.to_owned());
    }
    if is_cn_mobile(&digits) {
        return Some(format!("86{digits}"));
    }
    if digits.strip_prefix("86").is_some_and(is_cn_mobile) {
        return Some(digits);
    }
    match digits.strip_prefix('0') {
        Some(landline) if (9..=11).contains(&landline.len()) => Some(format!("86{landline}")),
        _ => Some(format!("l{digits}")),
    }
}

fn is_cn_mobile(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes.len() == 11 && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1])
}

/// Cuts at the first sign of an extension.
fn without_extension(number: &str) -> &str {
    ["转", "轉", "ext", "x", "#", "分机", "分機", ","].iter().fold(number, |n, mark| n.split(mark).next().unwrap_or(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mobile_written_in_seven_ways_is_one_key() {
        for written in [
            "13812345678",
            "138 1234 5678",
            "+86 138-1234-5678",
            "0086 13812345678",
            "86-13812345678",
            "１３８１２３４５６７８",
            "(138)12345678 转 801",
        ] {
            assert_eq!(phone_key(written).as_deref(), Some("8613812345678"), "{written}");
        }
    }

    #[test]
    fn a_landline_is_the_same_with_and_without_the_country_code() {
        assert_eq!(phone_key("010-12345678"), phone_key("+86 10 1234 5678"));
        assert_eq!(phone_key("0571-87654321-"), phone_key("+86 571 8765 4321"));
        assert_eq!(phone_key("12345678").as_deref(), Some("l12345678"));
        assert_ne!(phone_key("+1 312 345 6780"), phone_key("13123456780"));
    }

    #[test]
    fn what_is_no_number_or_address_has_no_key() {
        for bad in ["", "1234", "abc", "123456789012345678", "138x", "call me 13812345678"] {
            assert_eq!(phone_key(bad), None, "{bad}");
        }
        for bad in ["", "a", "@b.com", "a@", "a b@c.com", "a@b@c com"] {
            assert_eq!(email_key(bad), None, "{bad}");
        }
        assert_eq!(email_key(" Wang.Fang＠Example.COM ").as_deref(), Some("wang.fang@example.com"));
    }
}
