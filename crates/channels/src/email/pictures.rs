//! Pictures that an HTML text only names and that lie elsewhere. Reading a message fetches none of them: whoever fetches one
//! tells its sender that, when and from where it was read. They are found here, and brought when a person asks.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// Pictures of one message that are brought at most.
pub const MOST_PICTURES: usize = 20;
const LONGEST: usize = 2_000;

#[derive(Default)]
struct Found(RefCell<Vec<String>>);

/// Addresses of pictures elsewhere, in their order, each once.
pub(super) fn remote(htmls: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    for html in htmls {
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from_slice(html));
        let tokenizer = Tokenizer::new(Found::default(), TokenizerOpts::default());
        let _ = tokenizer.feed(&queue);
        tokenizer.end();
        for address in tokenizer.sink.0.into_inner() {
            if all.len() < MOST_PICTURES && !all.contains(&address) {
                all.push(address);
            }
        }
    }
    all
}

impl TokenSink for Found {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token
            && tag.kind == TagKind::StartTag
            && &*tag.name == "img"
            && let Some(address) = tag.attrs.iter().find(|a| &*a.name.local == "src").map(|a| a.value.trim())
        {
            let address = if address.starts_with("//") { format!("https:{address}") } else { address.to_owned() };
            let http = |scheme: &str| address.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme));
            if address.len() <= LONGEST && (http("https://") || http("http://")) && self.0.borrow().len() < 1_000 {
                self.0.borrow_mut().push(address);
            }
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_elsewhere_are_found_once_and_nothing_else_is() {
        let html = "<img src='https://a.example/1.png'><IMG SRC=\"//b.example/2.gif\"><img src='cid:x'>\
                    <img src='data:image/png;base64,AA'><img src='HTTP://a.example/3'><img src='https://a.example/1.png'>\
                    <script>'<img src=\"https://c.example/4\">'</script><img src='file:///etc/passwd'>";
        let found = remote(&[html.to_owned()]);
        assert_eq!(
            found.iter().filter(|a| !a.contains("c.example")).collect::<Vec<_>>(),
            ["https://a.example/1.png", "https://b.example/2.gif", "HTTP://a.example/3"]
        );
        let many: String = (0..5_000).map(|n| format!("<img src='https://a.example/{n}'>")).collect();
        assert_eq!(remote(&[many]).len(), MOST_PICTURES);
    }
}
