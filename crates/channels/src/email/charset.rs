//! Bytes to words: by the declared charset where that can be, otherwise by what the bytes are (`chardetng`). Declared
//! charsets are often wrong: `gb2312` means GBK, `us-ascii` and `utf-8` are said of anything.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, WINDOWS_1252};
use mail_parser::decoders::charsets::map::charset_decoder;

/// The words, and what was wrong with their charset.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> (String, Option<&'static str>) {
    let Some(label) = declared.map(|l| l.trim().trim_matches(['"', '\'']).to_ascii_lowercase()) else {
        return match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), None),
            Err(_) => (guess(bytes), Some("charset_missing")),
        };
    };
    if matches!(label.as_str(), "us-ascii" | "ascii" | "utf-8" | "utf8" | "") {
        return match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), None),
            Err(_) => (guess(bytes), Some("charset_wrong")),
        };
    }
    let known = Encoding::for_label(label.as_bytes()).map(|e| if e == GBK { GB18030 } else { e });
    if let Some(encoding) = known.filter(|e| e.name() != "replacement") {
        let (text, wrong) = encoding.decode_without_bom_handling(bytes);
        if wrong && std::str::from_utf8(bytes).is_ok() {
            return (String::from_utf8_lossy(bytes).into_owned(), Some("charset_wrong"));
        }
        return (text.into_owned(), wrong.then_some("charset_wrong"));
    }
    // What `encoding_rs` leaves out on purpose: UTF-7 and a few more.
    if let Some(decoder) = charset_decoder(label.as_bytes()) {
        return (decoder(bytes), None);
    }
    let text = std::str::from_utf8(bytes).map_or_else(|_| guess(bytes), str::to_owned);
    (text, Some("charset_unknown"))
}

/// What the bytes most likely are.
pub(super) fn guess(bytes: &[u8]) -> String {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    // The first part says enough, and keeps a huge body cheap.
    let sample = bytes.get(..64 << 10).unwrap_or(bytes);
    detector.feed(sample, sample.len() == bytes.len());
    let encoding = detector.guess(None, Utf8Detection::Allow);
    let encoding = if encoding == UTF_8 && std::str::from_utf8(bytes).is_err() { WINDOWS_1252 } else { encoding };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gbk_declared_as_gb2312_is_read_and_so_is_what_is_declared_wrongly() {
        let (gbk, _, _) = GBK.encode("洗衣机不脱水，镕基");
        assert_eq!(decode(&gbk, Some("gb2312")), ("洗衣机不脱水，镕基".to_owned(), None));
        let (long, _, _) = GBK.encode("洗好的衣服全是水，怎么回事？请尽快回复，我们已经等了三天。");
        let read = decode(&long, Some("utf-8"));
        assert_eq!(
            read,
            ("洗好的衣服全是水，怎么回事？请尽快回复，我们已经等了三天。".to_owned(), Some("charset_wrong"))
        );
        assert_eq!(decode("王".as_bytes(), Some("us-ascii")).0, "王");
        assert_eq!(decode("王".as_bytes(), Some("x-nothing")), ("王".to_owned(), Some("charset_unknown")));
        let (jp, _, _) = encoding_rs::ISO_2022_JP.encode("日本語のメール");
        assert_eq!(decode(&jp, Some("ISO-2022-JP")).0, "日本語のメール");
    }
}
