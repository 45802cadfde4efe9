//! Rich text made safe: a small part of HTML, cleaned by `ammonia`, and its plain projection for search, preview and
//! channels that know only text. What is cleaned here is what is stored; nothing is trusted that a browser would run.
//! No text is lost but that of scripts, styles and drawings (SVG, MathML).

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use bihuan_domain::ids::Id;

/// Tags one text may hold; what builds the tree is quadratic in the worst case.
pub const MOST_TAGS: usize = 10_000;
/// How a picture of the case stands in a text.
const FILES: &str = "/api/v1/attachments/";

/// Rich text, cleaned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rich {
    /// Safe HTML.
    pub html: String,
    /// The same in plain words.
    pub plain: String,
    /// Attachments shown as pictures in it.
    pub pictures: Vec<Id>,
    /// People called in it.
    pub mentions: Vec<Id>,
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = [
        "p",
        "br",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "a",
        "ul",
        "ol",
        "li",
        "blockquote",
        "code",
        "pre",
        "h3",
        "h4",
        "img",
        "span",
        "details",
        "summary",
    ];
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(tags))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("img", HashSet::from(["src", "alt"])),
            ("span", HashSet::from(["data-mention"])),
        ]))
        .generic_attributes(HashSet::from(["dir"]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer nofollow"))
        .strip_comments(true)
        .attribute_filter(|tag, name, value| match (tag, name) {
            ("a", "href") => leads_out(value).then_some(Cow::Borrowed(value)),
            ("img", "src") => picture(value).map(|id| Cow::Owned(format!("{FILES}{id}/content"))),
            ("span", "data-mention") => value.parse::<Id>().ok().map(|id| Cow::Owned(id.to_string())),
            (_, "dir") => matches!(value, "ltr" | "rtl" | "auto").then_some(Cow::Borrowed(value)),
            (_, "alt") => Some(Cow::Borrowed(value)),
            _ => None,
        });
    builder
});

/// An address with one of the schemes allowed; a relative one would lead into the console.
fn leads_out(address: &str) -> bool {
    let scheme = address.trim_start().split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https" | "mailto" | "tel"))
}

/// The attachment that a picture's address names.
fn picture(address: &str) -> Option<Id> {
    address.strip_prefix(FILES)?.strip_suffix("/content")?.parse().ok()
}

/// Whether a text has more tags than is good.
pub fn too_many_tags(html: &str) -> bool {
    html.bytes().filter(|b| *b == b'<').count() > MOST_TAGS
}

/// Cleans rich text. The caller has bounded it and asked [`too_many_tags`].
pub fn clean(html: &str) -> Rich {
    let html = CLEANER.clean(html).to_string();
    let mut projection = Projection::default();
    projection.read(&html);
    let Projection { out, pictures, mentions, .. } = projection;
    Rich { plain: out.trim_end().to_owned(), html, pictures, mentions }
}

/// Plain words as HTML, for joining the two.
pub fn of_plain(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len() + 16);
    for line in plain.split('\n') {
        out.push_str("<p>");
        out.push_str(&escaped(line));
        out.push_str("</p>");
    }
    out
}

/// Words that stand open, with the whole they were taken from folded below.
pub fn folded(open: &str, whole: &str) -> String {
    format!("{}<details><summary>⋯</summary><pre>{}</pre></details>", of_plain(open), escaped(whole))
}

/// Words as they may stand in HTML.
pub fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[derive(Default)]
struct Projection {
    out: String,
    pictures: Vec<Id>,
    mentions: Vec<Id>,
    /// For each open list: the next number, or none for bullets.
    lists: Vec<Option<u32>>,
    /// Where each open link leads, and where its words began.
    links: Vec<(String, usize)>,
    as_written: u32,
}

impl Projection {
    /// Reads what the cleaner wrote: well formed, attributes in double quotes.
    fn read(&mut self, html: &str) {
        let mut rest = html;
        while let Some(start) = rest.find('<') {
            self.words(&rest[..start]);
            let tag = &rest[start + 1..];
            let end = tag_end(tag);
            self.tag(&tag[..end]);
            rest = tag.get(end + 1..).unwrap_or_default();
        }
        self.words(rest);
    }

    fn words(&mut self, raw: &str) {
        let words = unescaped(raw);
        if self.as_written > 0 {
            self.out.push_str(&words);
            return;
        }
        for c in words.chars() {
            if c.is_ascii_whitespace() {
                if !self.out.is_empty() && !self.out.ends_with([' ', '\n']) {
                    self.out.push(' ');
                }
            } else {
                self.out.push(c);
            }
        }
    }

    fn new_line(&mut self) {
        let kept = self.out.trim_end_matches(' ').len();
        self.out.truncate(kept);
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn tag(&mut self, tag: &str) {
        let (closing, tag) = tag.strip_prefix('/').map_or((false, tag), |t| (true, t));
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        match (name, closing) {
            ("br", _) => self.out.push('\n'),
            ("ul", false) => self.lists.push(None),
            ("ol", false) => self.lists.push(Some(1)),
            ("ul" | "ol", true) => {
                self.lists.pop();
                self.new_line();
            }
            ("li", false) => {
                self.new_line();
                match self.lists.last_mut() {
                    Some(Some(n)) => {
                        self.out.push_str(&format!("{n}. "));
                        *n += 1;
                    }
                    _ => self.out.push_str("- "),
                }
            }
            ("pre", open) => {
                self.new_line();
                self.as_written = if open { self.as_written.saturating_sub(1) } else { self.as_written + 1 };
            }
            ("p" | "li" | "blockquote" | "h3" | "h4", _) if !self.out.ends_with("- ") => self.new_line(),
            ("a", false) => self.links.push((attribute(tag, "href").unwrap_or_default(), self.out.len())),
            ("a", true) => {
                if let Some((address, began)) = self.links.pop() {
                    let shown = self.out.get(began..).unwrap_or_default().trim();
                    let bare = address.trim_start_matches("mailto:").trim_start_matches("tel:");
                    if !address.is_empty() && shown != address && shown != bare {
                        self.out.push_str(&format!(" ({bare})"));
                    }
                }
            }
            ("img", _) => {
                self.pictures.extend(attribute(tag, "src").and_then(|src| picture(&src)));
                let alt = attribute(tag, "alt").filter(|a| !a.trim().is_empty());
                self.out.push_str(&alt.map_or_else(|| "🖼".to_owned(), |a| format!("[{}]", a.trim())));
            }
            ("span", false) => {
                self.mentions.extend(attribute(tag, "data-mention").and_then(|id| id.parse::<Id>().ok()))
            }
            _ => {}
        }
    }
}

/// Where a tag ends; a `>` inside a quoted value does not end it.
fn tag_end(tag: &str) -> usize {
    let mut quoted = false;
    for (at, b) in tag.bytes().enumerate() {
        match b {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at,
            _ => {}
        }
    }
    tag.len()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split_once(&format!(" {name}=\""))?.1;
    Some(unescaped(value.split('"').next().unwrap_or_default()))
}

fn unescaped(raw: &str) -> String {
    let plain = raw.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&nbsp;", "\u{a0}");
    plain.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn what_is_folded_is_whole_and_as_safe_as_what_is_cleaned() {
        let html = folded("门 <坏>了", "门 <坏>了\n\n> 您好 <script>alert(1)</script>");
        assert!(html.contains("&lt;script&gt;") && !html.contains("<script"), "{html}");
        assert_eq!(clean(&html).html, html, "nothing of it would be cleaned away");
    }

    #[test]
    fn nothing_that_runs_comes_through() {
        for bad in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)><script>alert(1)</script></svg>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<a href=\" java\nscript:alert(1)\">x</a>",
            "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
            "<a href=\"//evil.example/x\">x</a>",
            "<a href=\"vbscript:x\">x</a>",
            "<iframe src=\"https://evil.example\"></iframe>",
            "<object data=x></object><embed src=x>",
            "<form action=\"https://evil.example\"><input name=a></form>",
            "<style>*{background:url(https://evil.example)}</style>",
            "<p style=\"position:fixed\" class=\"x\" id=\"y\" onclick=\"alert(1)\">x</p>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<img src=\"https://evil.example/track.png\"><img src=\"data:image/png;base64,AAAA\">",
            "<b><i><a href=\"https://a.example\" onmouseover=alert(1)><b>x</i></b>",
            "<meta http-equiv=refresh content=\"0;url=https://evil.example\"><base href=\"https://evil.example\">",
            "<template><script>alert(1)</script></template>",
            "<!--><script>alert(1)</script>-->",
        ] {
            let html = clean(bad).html.to_lowercase();
            for run in [
                "<script",
                "onerror",
                "onload",
                "onclick",
                "onmouseover",
                "javascript:",
                "vbscript:",
                "data:",
                "<svg",
                "<iframe",
                "<object",
                "<embed",
                "<form",
                "<input",
                "<style",
                "style=",
                "class=",
                "<math",
                "evil.example",
                "<meta",
                "<base",
            ] {
                // What was text may speak of anything; only a tag or an attribute of ours could run.
                let tags: String = html.split('<').skip(1).map(|t| format!("<{}", &t[..tag_end(t)])).collect();
                assert!(!tags.contains(run), "{run} in {html} from {bad}");
            }
        }
    }

    #[test]
    fn what_is_text_stays_in_every_script() {
        let rich = clean(
            "<p>您好 👨‍👩‍👧 🇨🇳</p><p dir=\"rtl\">مرحبا</p><svg><text>drawn</text></svg><custom>left</custom><svg><p>behind a drawing</p>",
        );
        assert_eq!(rich.plain, "您好 👨‍👩‍👧 🇨🇳\nمرحبا\nleft\nbehind a drawing");
        assert!(rich.html.contains("<p dir=\"rtl\">مرحبا</p>"), "{}", rich.html);
        let rich = clean("1 < 2 & \"3\" > 2 &lt;b&gt; <p>unclosed <b>bold");
        assert_eq!(rich.plain, "1 < 2 & \"3\" > 2 <b>\nunclosed bold");
    }

    #[test]
    fn the_plain_projection_reads_as_it_looks() {
        let html = "<h3>退货</h3><ol><li>登记</li><li><p>寄回</p></li></ol><ul><li>发票</li></ul><pre>a\n  b</pre>\
                    <p>见 <a href=\"https://a.example/x?a=1&amp;b=2\">说明</a>，<a href=\"tel:12315\">12315</a><br>谢谢</p>";
        let wanted = "退货\n1. 登记\n2. \n寄回\n- 发票\na\n  b\n见 说明 (https://a.example/x?a=1&b=2)，12315\n谢谢";
        assert_eq!(clean(html).plain, wanted.replace("2. \n", "2.\n"));
    }

    #[test]
    fn pictures_are_of_the_case_and_mentions_of_people() {
        let id = Id::from_i64(77);
        let html = format!(
            "<img src=\"/api/v1/attachments/{id}/content\" alt=\"发票\"><span data-mention=\"{id}\" class=x>@王芳</span>\
             <img src=\"/api/v1/attachments/{id}/../../session\"><span data-mention=\"me\">@x</span>"
        );
        let rich = clean(&html);
        assert_eq!((rich.pictures.as_slice(), rich.mentions.as_slice()), (&[id][..], &[id][..]));
        assert!(rich.html.contains(&format!("<span data-mention=\"{id}\">@王芳</span>")), "{}", rich.html);
        assert!(!rich.html.contains("session"), "{}", rich.html);
        assert!(rich.plain.starts_with("[发票]@王芳"), "{}", rich.plain);
    }

    #[test]
    fn cleaning_again_changes_nothing() {
        let once = clean("<p>a<ul><li>b<blockquote>c</p><a href=https://a.example>d</a>").html;
        assert_eq!(clean(&once).html, once);
        assert_eq!(clean(&of_plain("a < b\n\"c\"")).plain, "a < b\n\"c\"");
    }
}
