//! What is shown of a customer's contact data by default (S4-32, B.9: least privilege). The whole is shown only after a
//! reveal with a reason, which is recorded. A mask never tells the length of what it hides in a name or address.

/// `王*`, `M* R*`: the first character of each of the first two words; a single character is hidden whole.
pub fn name(name: &str) -> String {
    let trimmed = name.trim();
    if trimmed.chars().count() <= 1 {
        return if trimmed.is_empty() { String::new() } else { "*".to_owned() };
    }
    let initials = trimmed.split_whitespace().take(2).filter_map(|word| word.chars().next());
    initials.map(|c| format!("{c}*")).collect::<Vec<_>>().join(" ")
}

/// `138****5678`, `+86138****5678`, `021****5678`: from eleven digits on three (and a country code) and four stay, of ten
/// two and four, of eight or nine four, of five to seven two, of fewer none.
pub fn phone(phone: &str) -> String {
    let folded = crate::contact::half_width(phone);
    let digits: Vec<char> = folded.chars().filter(char::is_ascii_digit).collect();
    let country = if folded.trim_start().starts_with('+') { digits.len().saturating_sub(11).min(3) } else { 0 };
    let (head, tail) = match digits.len() {
        0..=4 => (0, 0),
        5..=7 => (0, 2),
        8..=9 => (0, 4),
        10 => (2, 4),
        11..=13 => (3 + country, 4),
        // Something with an extension or a list of numbers: show no more than of one.
        _ => (3, 0),
    };
    if digits.is_empty() && folded.trim().is_empty() {
        return String::new();
    }
    let plus = if country > 0 { "+" } else { "" };
    let shown: String = digits.iter().take(head).collect();
    let end: String = digits.iter().skip(digits.len() - tail).collect();
    format!("{plus}{shown}****{end}")
}

/// `a***@b.com`; a local part of one character is hidden whole; what is no address is hidden whole.
pub fn email(email: &str) -> String {
    let trimmed = email.trim();
    match trimmed.rsplit_once('@') {
        Some((local, domain)) if !local.is_empty() && !domain.is_empty() => {
            let shown: String = if local.chars().count() > 1 { local.chars().take(1).collect() } else { String::new() };
            format!("{shown}***@{domain}")
        }
        _ if trimmed.is_empty() => String::new(),
        _ => "***".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_mobile_keeps_its_first_three_and_last_four() {
        assert_eq!(phone("13812345678"), "138****5678");
        assert_eq!(phone("138 1234 5678"), "138****5678");
        assert_eq!(phone("１３８１２３４５６７８"), "138****5678");
        assert_eq!(phone("+86 138-1234-5678"), "+86138****5678");
    }

    #[test]
    fn landlines_and_short_numbers_hide_at_least_half() {
        assert_eq!(phone("021-12345678"), "021****5678");
        assert_eq!(phone("87654321"), "****4321");
        assert_eq!(phone("0571-876543"), "05****6543");
        assert_eq!(phone("12315"), "****15");
        assert_eq!(phone("110"), "****");
        assert_eq!(phone("021-12345678转8001"), "021****");
        assert_eq!(phone("nobody"), "****");
        assert_eq!(phone(""), "");
    }

    #[test]
    fn names_of_every_script_keep_one_character_a_word() {
        assert_eq!(name("王芳"), "王*");
        assert_eq!(name("欧阳小明"), "欧*");
        assert_eq!(name("王"), "*");
        assert_eq!(name("Maria Rossi"), "M* R*");
        assert_eq!(name("Ólafur"), "Ó*");
        assert_eq!(name("Дмитрий Иванов Петрович"), "Д* И*");
        assert_eq!(name("𠮷野家"), "𠮷*");
        assert_eq!(name("  "), "");
    }

    #[test]
    fn an_address_keeps_one_character_and_its_domain() {
        assert_eq!(email("anna@b.com"), "a***@b.com");
        assert_eq!(email("a@b.com"), "***@b.com");
        assert_eq!(email("李雷@例子.公司"), "李***@例子.公司");
        assert_eq!(email("not an address"), "***");
        assert_eq!(email(""), "");
    }

    proptest! {
        #[test]
        fn a_mask_never_shows_four_digits_in_the_middle(digits in "1[3-9][0-9]{9}") {
            let masked = phone(&digits);
            prop_assert_eq!(masked.chars().filter(char::is_ascii_digit).count(), 7);
        }

        #[test]
        fn any_text_can_be_masked(text in ".{0,40}") {
            let _ = (name(&text), phone(&text), email(&text));
            prop_assert!(name(&text).chars().filter(|c| *c != '*' && *c != ' ').count() <= 2);
        }
    }
}
