//! Writing and sending mail. The caller gives the Message-ID: the same letter sent twice is the same to whoever gets it.

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment as Part, Mailbox, Message, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

use super::Address;
use super::server::{DEADLINE, Login, Security, Server, Trouble, Trust};

/// A server that sends.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// Where.
    pub server: Server,
    /// As whom.
    pub login: Login,
}

/// A file that goes along.
#[derive(Debug, Clone)]
pub struct Enclosed {
    /// Its name.
    pub name: String,
    /// What it is.
    pub content_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A letter to send.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Its id, with brackets; the same at each attempt.
    pub message_id: String,
    /// From whom.
    pub from: Address,
    /// Where an answer is to go, if elsewhere.
    pub reply_to: Option<Address>,
    /// To whom.
    pub to: Vec<Address>,
    /// Subject.
    pub subject: String,
    /// Plain words.
    pub text: String,
    /// The same as HTML, if it is rich.
    pub html: Option<String>,
    /// The message answered, with brackets.
    pub in_reply_to: Option<String>,
    /// The thread, oldest first, with brackets.
    pub references: Vec<String>,
    /// A machine wrote it: it must not be answered by one (RFC 3834).
    pub automatic: bool,
    /// Files.
    pub enclosed: Vec<Enclosed>,
}

fn mailbox(address: &Address) -> Result<Mailbox, Trouble> {
    let parsed = address.address.parse().map_err(|e| Trouble::for_good("bad_address", e))?;
    let name: String = address.name.chars().filter(|c| !c.is_control()).collect();
    Ok(Mailbox::new(Some(name).filter(|n| !n.is_empty()), parsed))
}

/// A header value cannot hold a line end, whoever wrote it.
fn line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

impl Letter {
    fn message(&self) -> Result<Message, Trouble> {
        let unusable = |e: lettre::error::Error| Trouble::for_good("unusable", e);
        let mut builder = Message::builder()
            .message_id(Some(line(&self.message_id)))
            .from(mailbox(&self.from)?)
            .subject(line(&self.subject))
            .date_now();
        for to in &self.to {
            builder = builder.to(mailbox(to)?);
        }
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(mailbox(reply_to)?);
        }
        if let Some(id) = &self.in_reply_to {
            builder = builder.in_reply_to(line(id));
        }
        if !self.references.is_empty() {
            builder = builder.references(line(&self.references.join(" ")));
        }
        if self.automatic {
            for (name, value) in [("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All")] {
                let name = HeaderName::new_from_ascii_str(name);
                builder = builder.raw_header(HeaderValue::new(name, value.to_owned()));
            }
        }
        let plain = || SinglePart::plain(self.text.clone());
        let words = match &self.html {
            Some(html) => MultiPart::alternative().singlepart(plain()).singlepart(SinglePart::html(html.clone())),
            None if self.enclosed.is_empty() => return builder.singlepart(plain()).map_err(unusable),
            None => MultiPart::mixed().singlepart(plain()),
        };
        if self.enclosed.is_empty() {
            return builder.multipart(words).map_err(unusable);
        }
        let mut whole = match &self.html {
            Some(_) => MultiPart::mixed().multipart(words),
            None => words,
        };
        for file in &self.enclosed {
            let kind = ContentType::parse(&file.content_type).unwrap_or(ContentType::TEXT_PLAIN);
            let octets = ContentType::parse("application/octet-stream").unwrap_or(ContentType::TEXT_PLAIN);
            let kind = if file.content_type.contains('/') { kind } else { octets };
            whole = whole.singlepart(Part::new(line(&file.name)).body(file.bytes.clone(), kind));
        }
        builder.multipart(whole).map_err(unusable)
    }

    /// The raw message, as it will be sent.
    ///
    /// # Errors
    /// `bad_address`, `unusable`: it can never be sent.
    pub fn raw(&self) -> Result<Vec<u8>, Trouble> {
        self.message().map(|m| m.formatted())
    }
}

impl Outgoing {
    fn transport(&self, trust: &Trust) -> Result<AsyncSmtpTransport<Tokio1Executor>, Trouble> {
        self.server.check()?;
        let tls = || {
            let no_tls = |e: lettre::transport::smtp::Error| Trouble::for_good("no_tls", e);
            let mut parameters = TlsParameters::builder(self.server.host.clone());
            if !trust.extra.is_empty() {
                parameters = parameters.add_root_certificate(Certificate::from_pem(&trust.extra).map_err(no_tls)?);
            }
            parameters.build_rustls().map_err(no_tls)
        };
        let tls = match self.server.security {
            Security::Tls => Tls::Wrapper(tls()?),
            Security::StartTls => Tls::Required(tls()?),
            Security::Plain | Security::PlainAnywhere => Tls::None,
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&self.server.host)
            .port(self.server.port)
            .timeout(Some(DEADLINE))
            .tls(tls);
        match &self.login {
            Login::None => {}
            Login::Password { user, password } => {
                builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
            }
            Login::OAuth2 { user, token } => {
                builder = builder
                    .credentials(Credentials::new(user.clone(), token.clone()))
                    .authentication(vec![Mechanism::Xoauth2]);
            }
        }
        Ok(builder.build())
    }

    /// Whether the server can be reached and takes the name and password.
    ///
    /// # Errors
    /// What went wrong.
    pub async fn test(&self, trust: &Trust) -> Result<(), Trouble> {
        match self.transport(trust)?.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(Trouble::new("lost", "the server does not answer")),
            Err(error) => Err(trouble(&error)),
        }
    }

    /// Hands a letter to the server; what it then does is the server's.
    ///
    /// # Errors
    /// What went wrong, and whether trying again may help.
    pub async fn send(&self, letter: &Letter, trust: &Trust) -> Result<(), Trouble> {
        let message = letter.message()?;
        self.transport(trust)?.send(message).await.map(|_| ()).map_err(|e| trouble(&e))
    }
}

fn trouble(error: &lettre::transport::smtp::Error) -> Trouble {
    let mut told = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        told = format!("{told}: {inner}");
        source = inner.source();
    }
    let status = error.status().map(u16::from);
    let code = match status {
        Some(530 | 534 | 535 | 538) => "wrong_credentials",
        _ if error.is_permanent() => "refused",
        _ if error.is_tls() => "no_tls",
        _ if error.is_timeout() => "timeout",
        _ => "unreachable",
    };
    // A wrong password is set right by somebody; the letter waits for that.
    Trouble { permanent: code == "refused", ..Trouble::new(code, told) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::email::{Kind, parse};

    fn letter() -> Letter {
        let address = |name: &str, address: &str| Address { name: name.into(), address: address.into() };
        Letter {
            message_id: "<bh-1@example.org>".into(),
            from: address("示例服务", "service@example.org"),
            reply_to: Some(address("", "service+abc@example.org")),
            to: vec![address("王女士", "wang@example.com")],
            subject: "您的工单 [#202611-12345678]\r\nBcc: evil@example.com".into(),
            text: "您好，已收到。".into(),
            html: None,
            in_reply_to: Some("<a1@example.com>".into()),
            references: vec!["<a0@example.com>".into(), "<a1@example.com>".into()],
            automatic: true,
            enclosed: vec![Enclosed {
                name: "发票.pdf".into(),
                content_type: "application/pdf".into(),
                bytes: b"%PDF-1.7".to_vec(),
            }],
        }
    }

    #[test]
    fn what_we_write_is_read_as_we_meant_it() {
        let read = parse(&letter().raw().unwrap());
        assert_eq!(read.message_id.as_deref(), Some("<bh-1@example.org>"));
        assert_eq!(read.references, ["<a0@example.com>", "<a1@example.com>"]);
        assert_eq!(read.in_reply_to.as_deref(), Some("<a1@example.com>"));
        assert_eq!(read.from[0].name, "示例服务");
        assert_eq!(read.reply_to[0].address, "service+abc@example.org");
        assert_eq!(read.plain.trim(), "您好，已收到。");
        assert_eq!(
            (read.attachments[0].name.as_deref(), read.attachments[0].bytes.as_slice()),
            (Some("发票.pdf"), b"%PDF-1.7".as_slice())
        );
        assert_eq!(read.kind, Kind::AutoReply, "no machine may answer it");
        assert_eq!(read.to.len(), 1, "no header is smuggled in by a subject");
        assert!(read.subject.unwrap().contains("Bcc: evil"));
    }

    #[test]
    fn a_letter_to_nobody_real_can_never_be_sent() {
        let mut bad = letter();
        bad.to[0].address = "not an address".into();
        let trouble = bad.raw().unwrap_err();
        assert_eq!((trouble.code, trouble.permanent), ("bad_address", true));
    }
}
