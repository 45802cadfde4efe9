//! Formula guard: a cell that a spreadsheet would run as a formula is written so that it stays text.
//!
//! Why so: a customer's complaint that begins with `=` must not run on the screen of whoever opens the export. The guard
//! is a bijection, so that a reject file can be corrected and imported again without a stray apostrophe.
//! It must never touch numbers or instants that we write ourselves.

/// Characters (full-width ones included) that make a spreadsheet compute.
fn triggers(first: char) -> bool {
    matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
}

fn dangerous(text: &str) -> bool {
    text.trim_start_matches('\'').chars().next().is_some_and(triggers)
}

/// The text as it may stand in a CSV cell: an apostrophe in front where it would be a formula.
pub fn guarded(text: &str) -> std::borrow::Cow<'_, str> {
    if dangerous(text) { format!("'{text}").into() } else { text.into() }
}

/// Takes off what [`guarded`] put in front.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if dangerous(text) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_complaint_that_looks_like_a_formula_stays_text() {
        for text in ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x"] {
            assert!(guarded(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(guarded("客户投诉"), "客户投诉");
        assert_eq!(guarded("it's = fine"), "it's = fine");
    }

    proptest! {
        #[test]
        fn taking_the_guard_off_gives_the_text_back(text in "['=+@\\-\ta＝]{0,6}") {
            let kept = guarded(&text).into_owned();
            prop_assert!(!kept.chars().next().is_some_and(triggers));
            prop_assert_eq!(unguarded(&kept), text.as_str());
        }
    }
}
