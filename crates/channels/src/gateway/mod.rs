//! Doors to people by HTTP: providers of text messages, each asked after a template of its own, and the robots of WeCom,
//! DingTalk and Feishu groups. Pure: what is to be asked, and whether an answer means that it was taken; the client that asks is
//! [`crate::webhook::Sender`].

mod robot;
mod template;

pub use robot::{Robot, robot_took};
pub use template::{BadTemplate, Encoding, Method, Template, Text};

/// A question by HTTP. Its address and headers may hold secrets: it is not to be logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Call {
    /// Where to.
    pub url: String,
    /// How.
    pub method: Method,
    /// Headers besides the content type.
    pub headers: Vec<(String, String)>,
    /// Content type of the body.
    pub content_type: &'static str,
    /// The body; empty with GET.
    pub body: String,
}

impl std::fmt::Debug for Call {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Call(…)")
    }
}
