//! How a provider of text messages is asked: an address, a header and a body with places in them. What is put into a place is
//! written as the place demands (JSON, form or address), so that no customer's name can break out of it.

use serde_json::Value;
use url::form_urlencoded::byte_serialize;

use super::Call;

/// The places of a template.
const PLACES: [&str; 4] = ["{phone}", "{text}", "{secret}", "{id}"];

/// How it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// With everything in the address.
    Get,
    /// With a body.
    Post,
}

/// How the body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// `application/json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
}

/// A provider's template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Where to, with places.
    pub url: String,
    /// How.
    pub method: Method,
    /// How the body is written.
    pub encoding: Encoding,
    /// The body, with places.
    pub body: String,
    /// One header, `Name: value`, with places; empty: none.
    pub header: String,
    /// What an answer that means "taken" contains; empty: any 2xx does.
    pub success: String,
}

/// What goes into the places.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// Telephone.
    pub phone: &'a str,
    /// What it says.
    pub text: &'a str,
    /// The provider's key.
    pub secret: &'a str,
    /// The same at each attempt.
    pub id: &'a str,
}

/// Why a template cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadTemplate {
    /// The address is none.
    #[error("bad_url")]
    Url,
    /// The body is no JSON once its places are filled.
    #[error("bad_json")]
    Json,
    /// The header is no `Name: value`.
    #[error("bad_header")]
    Header,
    /// Neither telephone nor text has a place.
    #[error("no_place")]
    NoPlace,
}

fn filled(template: &str, with: Text<'_>, write: impl Fn(&str) -> String) -> String {
    // One pass: what is put in is never read again.
    let (mut out, mut rest) = (String::new(), template);
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let Some(place) = PLACES.into_iter().find(|p| from.starts_with(p)) else {
            out.push('{');
            rest = from.get(1..).unwrap_or_default();
            continue;
        };
        out.push_str(&write(match place {
            "{phone}" => with.phone,
            "{text}" => with.text,
            "{secret}" => with.secret,
            _ => with.id,
        }));
        rest = from.get(place.len()..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn in_address(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}

fn in_json(text: &str) -> String {
    let quoted = Value::from(text).to_string();
    quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default().to_owned()
}

fn in_header(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

impl Template {
    /// What to ask so that a telephone gets a text.
    ///
    /// # Errors
    /// What is wrong with the template.
    pub fn call(&self, with: Text<'_>) -> Result<Call, BadTemplate> {
        if !["{phone}", "{text}"].into_iter().all(|p| self.url.contains(p) || self.body.contains(p)) {
            return Err(BadTemplate::NoPlace);
        }
        let url = filled(&self.url, with, in_address);
        let parsed = url::Url::parse(&url).map_err(|_| BadTemplate::Url)?;
        if !matches!(parsed.scheme(), "http" | "https") {
            return Err(BadTemplate::Url);
        }
        let (content_type, body) = match (self.method, self.encoding) {
            (Method::Get, _) => ("text/plain", String::new()),
            (Method::Post, Encoding::Form) => {
                ("application/x-www-form-urlencoded", filled(&self.body, with, in_address))
            }
            (Method::Post, Encoding::Json) => {
                let body = filled(&self.body, with, in_json);
                serde_json::from_str::<Value>(&body).map_err(|_| BadTemplate::Json)?;
                ("application/json", body)
            }
        };
        let headers = if self.header.trim().is_empty() {
            Vec::new()
        } else {
            let (name, value) = self.header.split_once(':').ok_or(BadTemplate::Header)?;
            let token = |c: char| c.is_ascii_alphanumeric() || c == '-';
            if name.is_empty() || !name.chars().all(token) {
                return Err(BadTemplate::Header);
            }
            vec![(name.to_owned(), filled(value.trim(), with, in_header))]
        };
        Ok(Call { url, method: self.method, headers, content_type, body })
    }

    /// Whether an answer with 2xx means that the text was taken.
    pub fn took(&self, answer: &str) -> bool {
        self.success.is_empty() || answer.contains(&self.success)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn json() -> Template {
        Template {
            url: "https://sms.example/send?key={secret}".into(),
            method: Method::Post,
            encoding: Encoding::Json,
            body: r#"{"to":"{phone}","params":{"text":"{text}"},"id":"{id}"}"#.into(),
            header: "Authorization: Bearer {secret}".into(),
            success: r#""code":0"#.into(),
        }
    }

    fn with(text: &str) -> Text<'_> {
        Text { phone: "+86 138", text, secret: "k&1", id: "7" }
    }

    #[test]
    fn what_is_put_in_breaks_out_of_nothing() {
        let call = json().call(with("\"},\"to\":\"{phone}\n案件")).unwrap();
        let body: Value = serde_json::from_str(&call.body).unwrap();
        assert_eq!(body["params"]["text"], "\"},\"to\":\"{phone}\n案件");
        assert_eq!((&body["to"], call.url.as_str()), (&Value::from("+86 138"), "https://sms.example/send?key=k%261"));
        assert_eq!(call.headers, [("Authorization".to_owned(), "Bearer k&1".to_owned())]);
        let form = Template { encoding: Encoding::Form, body: "m={phone}&c={text}".into(), ..json() };
        assert_eq!(form.call(with("a&m=1")).unwrap().body, "m=%2B86+138&c=a%26m%3D1");
    }

    #[test]
    fn a_template_that_cannot_work_says_why() {
        let bad = |t: Template| t.call(with("x")).unwrap_err();
        assert_eq!(bad(Template { url: "ftp://x/{phone}".into(), ..json() }), BadTemplate::Url);
        assert_eq!(bad(Template { body: r#"{"to":{phone},"t":"{text}","#.into(), ..json() }), BadTemplate::Json);
        assert_eq!(bad(Template { body: r#"{"to":"{phone}"}"#.into(), ..json() }), BadTemplate::NoPlace);
        assert_eq!(bad(Template { header: "no header".into(), ..json() }), BadTemplate::Header);
        assert!(json().took(r#"{"code":0}"#) && !json().took(r#"{"code":7}"#));
    }
}
