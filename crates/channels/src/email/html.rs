//! HTML to plain words by the tokenizer of `html5ever`: linear in time whatever comes, no tree is built. Quotations become
//! lines with `>`, so that folding works on HTML as on text.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// How a forwarded or answered message begins where a mail program only draws a line.
const SEPARATOR: &str = "-----Original Message-----";
/// The deepest quotation that is written out.
const DEEPEST: usize = 8;

/// The words of an HTML text, a block to a line.
pub fn to_text(html: &str) -> String {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(Words::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let mut state = tokenizer.sink.0.into_inner();
    state.break_line();
    let mut text = state.out;
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    text.trim_matches('\n').to_owned()
}

#[derive(Default)]
struct State {
    out: String,
    line: String,
    space: bool,
    quote: usize,
    pre: usize,
    hidden: usize,
    link: Option<(String, usize)>,
}

#[derive(Default)]
struct Words(RefCell<State>);

impl State {
    fn break_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim_end();
        if line.is_empty() && (self.out.is_empty() || self.out.ends_with("\n\n")) {
            self.space = false;
            return;
        }
        let marks = self.quote.min(DEEPEST);
        if marks > 0 {
            self.out.push_str(&">".repeat(marks));
            self.out.push(' ');
        }
        self.out.push_str(line);
        self.out.push('\n');
        self.space = false;
    }

    fn end_block(&mut self) {
        if !self.line.trim().is_empty() {
            self.break_line();
        }
        self.line.clear();
        self.space = false;
    }

    fn blank(&mut self) {
        self.end_block();
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.break_line();
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden > 0 {
            return;
        }
        if self.pre > 0 {
            for piece in text.split_inclusive('\n') {
                self.line.push_str(piece.trim_end_matches(['\r', '\n']));
                if piece.ends_with('\n') {
                    self.break_line();
                }
            }
            return;
        }
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                self.space = true;
            } else {
                if self.space && !self.line.is_empty() {
                    self.line.push(' ');
                }
                self.space = false;
                self.line.push(if c == '\u{a0}' { ' ' } else { c });
            }
        }
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        match name {
            "script" | "style" | "title" | "textarea" | "noscript" | "iframe" if tag.self_closing => {}
            "style" | "iframe" | "noscript" => {
                self.hidden += 1;
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            "script" => {
                self.hidden += 1;
                return TokenSinkResult::RawData(RawKind::ScriptData);
            }
            "title" => {
                self.hidden += 1;
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            "br" => self.break_line(),
            "hr" => self.blank(),
            "p" | "ul" | "ol" | "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.blank(),
            "pre" => {
                self.blank();
                self.pre += 1;
            }
            "li" => {
                self.end_block();
                self.line.push_str("- ");
            }
            "blockquote" => {
                self.end_block();
                self.quote += 1;
            }
            "div" => {
                self.end_block();
                if begins_answered(tag) {
                    self.blank();
                    self.line.push_str(SEPARATOR);
                    self.break_line();
                }
            }
            "tr" | "section" | "article" | "header" | "footer" | "dt" | "dd" | "address" => self.end_block(),
            "td" | "th" => {
                if !self.line.trim().is_empty() {
                    self.line.push('\t');
                }
                self.space = false;
            }
            "a" => {
                let href = attribute(tag, "href").unwrap_or_default();
                if href.starts_with("http://") || href.starts_with("https://") {
                    self.link = Some((href.to_owned(), self.line.len()));
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn end(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        match name {
            "script" | "style" | "title" | "iframe" | "noscript" => self.hidden = self.hidden.saturating_sub(1),
            "p" | "ul" | "ol" | "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.blank(),
            "pre" => {
                self.end_block();
                self.pre = self.pre.saturating_sub(1);
            }
            "blockquote" => {
                self.end_block();
                self.quote = self.quote.saturating_sub(1);
            }
            "div" | "li" | "tr" | "section" | "article" | "header" | "footer" | "dt" | "dd" | "address" => {
                self.end_block()
            }
            "a" => {
                if let Some((href, from)) = self.link.take() {
                    let shown = self.line.get(from..).unwrap_or_default().trim();
                    let same = shown.is_empty() || shown == href || href.trim_end_matches('/').ends_with(shown);
                    if !same && href.len() < 500 {
                        self.line.push_str(&format!(" <{href}>"));
                    }
                }
            }
            _ => {}
        }
    }
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
}

/// Whether a `div` is where a mail program puts the message answered without saying so in words.
fn begins_answered(tag: &Tag) -> bool {
    let id = attribute(tag, "id").unwrap_or_default();
    let class = attribute(tag, "class").unwrap_or_default();
    let style = attribute(tag, "style").unwrap_or_default();
    let outlook = id.ends_with("divRplyFwdMsg") || id.ends_with("appendonsend") || id == "OLK_SRC_BODY_SECTION";
    let ruled = style.contains("border-top:solid #B5C4DF") || style.contains("border-top:solid #E1E1E1");
    outlook || ruled || class.contains("yahoo_quoted") || id.contains("yahoo_quoted")
}

impl TokenSink for Words {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.start(&tag),
            Token::TagToken(tag) => state.end(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_lists_links_and_quotations_become_lines() {
        let text = to_text(
            "<style>p{}</style><p>您好&nbsp;A &amp; B</p><ul><li>one<li>two</ul><a href='https://x.example/a'>here</a>\
             <blockquote>old<blockquote>older</blockquote></blockquote><script>alert(1)</script>",
        );
        assert_eq!(text, "您好 A & B\n\n- one\n- two\n\nhere <https://x.example/a>\n> old\n>> older");
    }

    #[test]
    fn what_never_ends_ends() {
        let deep = "<div>".repeat(200_000) + "words";
        assert_eq!(to_text(&deep), "words");
        assert!(to_text(&("<blockquote>".repeat(100_000) + "x")).ends_with("x"));
        assert_eq!(to_text("<style>never closed"), "");
    }
}
