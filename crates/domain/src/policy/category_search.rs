//! Finding a category by what people type: pinyin initials (`zlwt` for 质量问题), whole pinyin, a part of a name in any
//! language, and the beginnings of the names along its path (`zlgz`). Pure: the tree and what was typed in, an order out.
//! It never decides anything; it only says how well something fits.

use pinyin::ToPinyin as _;

use super::shape::Words;

/// What a name is found by beside itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchKeys {
    /// First letters: of the syllables in Chinese, of the words in English.
    pub initials: String,
    /// The whole in letters: pinyin without tones, or the English name, in lower case and without blanks.
    pub letters: String,
}

/// The keys of a name in any language.
pub fn search_keys(name: &str) -> SearchKeys {
    let (mut initials, mut letters, mut in_word) = (String::new(), String::new(), false);
    for c in name.chars() {
        if let Some(syllable) = c.to_pinyin() {
            initials.push_str(syllable.first_letter());
            letters.push_str(syllable.plain());
            in_word = false;
        } else if c.is_alphanumeric() {
            let small: String = c.to_lowercase().collect();
            if !in_word {
                initials.push_str(&small);
            }
            letters.push_str(&small);
            in_word = true;
        } else {
            in_word = false;
        }
    }
    SearchKeys { initials, letters }
}

/// How well a category fits what was asked: less is better; none: not at all. `path` is the names from the root to the
/// category itself.
pub fn fit(asked: &str, path: &[&Words]) -> Option<u8> {
    let asked: String = asked.to_lowercase().chars().filter(|c| !c.is_whitespace()).take(100).collect();
    let own = path.last()?;
    if asked.is_empty() {
        return Some(0);
    }
    let names = [&own.zh_hans, &own.zh_hant, &own.en].map(|n| n.to_lowercase().replace(char::is_whitespace, ""));
    let keys = [&own.zh_hans, &own.zh_hant, &own.en].map(|n| search_keys(n));
    if names.contains(&asked) {
        return Some(0);
    }
    if keys.iter().any(|k| k.initials == asked) {
        return Some(1);
    }
    if names.iter().any(|n| n.starts_with(&asked)) {
        return Some(2);
    }
    if keys.iter().any(|k| k.initials.starts_with(&asked)) {
        return Some(3);
    }
    if keys.iter().any(|k| k.letters.starts_with(&asked)) {
        return Some(4);
    }
    if names.iter().any(|n| n.contains(&asked)) {
        return Some(5);
    }
    let segments: Vec<[SearchKeys; 2]> =
        path.iter().map(|words| [search_keys(&words.zh_hans), search_keys(&words.en)]).collect();
    // From any ancestor down to itself: each name gives its beginning.
    if (0..segments.len()).any(|from| along(&asked, &segments[from..])) {
        return Some(6);
    }
    let hant: Vec<[SearchKeys; 2]> =
        path.iter().map(|words| [search_keys(&words.zh_hant), search_keys(&words.en)]).collect();
    if (0..hant.len()).any(|from| along(&asked, &hant[from..])) {
        return Some(6);
    }
    (asked.chars().count() > 1 && keys.iter().any(|k| k.initials.contains(&asked))).then_some(7)
}

/// Whether what was asked is a beginning of each name of the path, one after the other.
fn along(asked: &str, segments: &[[SearchKeys; 2]]) -> bool {
    let Some((first, rest)) = segments.split_first() else { return asked.is_empty() };
    first.iter().flat_map(|k| [&k.initials, &k.letters]).any(|key| {
        let common = asked.bytes().zip(key.bytes()).take_while(|(a, b)| a == b).count();
        (1..=common).rev().any(|n| asked.get(n..).is_some_and(|left| along(left, rest)))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn words(zh_hans: &str, zh_hant: &str, en: &str) -> Words {
        Words { zh_hans: zh_hans.into(), zh_hant: zh_hant.into(), en: en.into() }
    }

    #[test]
    fn a_name_is_found_by_its_initials_and_its_whole_pinyin() {
        let keys = search_keys("质量问题");
        assert_eq!((keys.initials.as_str(), keys.letters.as_str()), ("zlwt", "zhiliangwenti"));
        assert_eq!(search_keys("質量問題"), keys, "繁體 sounds the same");
        assert_eq!(search_keys("Product quality").initials, "pq");
        assert_eq!(search_keys("APP 闪退").initials, "ast");
    }

    #[test]
    fn the_nearest_comes_first() {
        let quality = words("质量问题", "質量問題", "Quality problem");
        let fault = words("功能故障", "功能故障", "Malfunction");
        let root = [&quality];
        let child = [&quality, &fault];
        assert_eq!(fit("zlwt", &root), Some(1));
        assert_eq!(fit("zl", &root), Some(3));
        assert_eq!(fit("zhiliang", &root), Some(4));
        assert_eq!(fit("質量", &root), Some(2));
        assert_eq!(fit("QUALITY", &root), Some(2));
        assert_eq!(fit("问题", &root), Some(5));
        assert_eq!(fit("zlwtgngz", &child), Some(6), "the whole path");
        assert_eq!(fit("zlgn", &child), Some(6), "beginnings along the path");
        assert_eq!(fit("zhiliangg", &child), Some(6));
        assert_eq!(fit("xyz", &child), None);
        assert_eq!(fit("zlwt", &child), None, "the parent is what was meant");
        assert_eq!(fit(" ", &child), Some(0));
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_has_an_answer(asked in ".{0,40}") {
            let (a, b) = (words("质量问题", "質量問題", "Quality"), words("功能故障", "功能故障", "Malfunction"));
            let _ = fit(&asked, &[&a, &b]);
        }
    }
}
