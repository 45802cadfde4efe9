//! Reading and sending against servers that speak a script: what is said on the line, and what happens when it breaks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bihuan_channels::email::{Address, Inbox, Incoming, Letter, Login, Outgoing, Security, Server, Trust, parse};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;

const RAW: &str = "From: wang@example.com\r\nMessage-ID: <1@x>\r\nSubject: hello\r\n\r\nwords\r\n";

/// What the client said, line by line.
type Said = Arc<Mutex<Vec<String>>>;

/// A server that greets and answers each line by a function of it; `None` hangs up.
async fn server(greeting: &'static str, answer: fn(&str) -> Option<String>) -> (u16, Said) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let said = Said::default();
    let kept = Arc::clone(&said);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (read, mut write) = stream.into_split();
            write.write_all(greeting.as_bytes()).await.unwrap();
            let mut lines = BufReader::new(read).lines();
            while let Ok(Some(line)) = lines.next_line().await {
                kept.lock().unwrap().push(line.clone());
                let Some(answer) = answer(&line) else { break };
                if write.write_all(answer.as_bytes()).await.is_err() {
                    break;
                }
            }
        }
    });
    (port, said)
}

fn imap(line: &str) -> Option<String> {
    let (tag, rest) = line.split_once(' ').unwrap_or((line, ""));
    let upper = rest.to_ascii_uppercase();
    Some(match () {
        () if upper.starts_with("LOGIN") && upper.contains("GOOD") => format!("{tag} OK in\r\n"),
        () if upper.starts_with("LOGIN") => format!("{tag} NO [AUTHENTICATIONFAILED] no\r\n"),
        () if upper.starts_with("CAPABILITY") => format!("* CAPABILITY IMAP4rev1\r\n{tag} OK done\r\n"),
        () if upper.starts_with("SELECT") && upper.contains("INBOX") => {
            format!("* 2 EXISTS\r\n{tag} OK [READ-WRITE] open\r\n")
        }
        () if upper.starts_with("SELECT") => format!("{tag} NO no such folder\r\n"),
        () if upper.starts_with("UID SEARCH") => format!("* SEARCH 9 4\r\n{tag} OK done\r\n"),
        () if upper.starts_with("UID FETCH 4,9") => {
            format!("* 1 FETCH (UID 4 RFC822.SIZE 77)\r\n* 3 FETCH (UID 12 RFC822.SIZE 5)\r\n{tag} OK done\r\n")
        }
        () if upper.starts_with("UID FETCH 4") => {
            format!("* 1 FETCH (UID 4 BODY[]<0> {{{}}}\r\n{RAW})\r\n{tag} OK done\r\n", RAW.len())
        }
        () if upper.starts_with("UID FETCH") => format!("{tag} OK done\r\n"),
        () if upper.starts_with("UID STORE") => format!("{tag} OK done\r\n"),
        () if upper.starts_with("NOOP") => format!("{tag} OK done\r\n"),
        () => return None,
    })
}

fn at(port: u16, password: &str, folder: &str) -> Incoming {
    Incoming {
        server: Server { host: "127.0.0.1".into(), port, security: Security::Plain },
        login: Login::Password { user: "service".into(), password: password.into() },
        folder: folder.into(),
    }
}

#[tokio::test]
async fn a_message_is_fetched_unmarked_and_marked_only_when_that_is_asked() {
    let (port, said) = server("* OK ready\r\n", imap).await;
    let trust = Trust::new(None).unwrap();
    let mut inbox = Inbox::open(&at(port, "good", "INBOX"), &trust).await.unwrap();
    assert_eq!(inbox.unseen(10).await.unwrap(), [4, 9], "oldest first");
    assert_eq!(inbox.sizes(&[4, 9]).await.unwrap(), [(4, 77)], "one is gone meanwhile");
    let found = inbox.fetch(&[4]).await.unwrap();
    assert_eq!(found.len(), 1);
    let raw = &found[0].1;
    assert_eq!(raw, RAW.as_bytes());
    assert_eq!(parse(raw).subject.as_deref(), Some("hello"));
    assert!(inbox.fetch(&[9]).await.unwrap().is_empty(), "gone meanwhile");
    assert!(inbox.fetch(&[]).await.unwrap().is_empty());
    let marked = |said: &Said| said.lock().unwrap().iter().any(|l| l.contains("\\Seen"));
    assert!(!marked(&said));
    assert!(said.lock().unwrap().iter().any(|l| l.contains("BODY.PEEK[]<0.")), "looking marks nothing, and is bounded");
    inbox.seen(&[4]).await.unwrap();
    assert!(marked(&said));
    // The server cannot IDLE: the clock is waited for, then the line is still good.
    let mut inbox = inbox.wait(Duration::from_millis(10)).await.unwrap();
    assert_eq!(inbox.unseen(1).await.unwrap(), [4]);
}

#[tokio::test]
async fn what_is_wrong_with_a_mailbox_is_said_by_code() {
    let (port, _) = server("* OK ready\r\n", imap).await;
    let trust = Trust::new(None).unwrap();
    let code = async |at: Incoming| Inbox::open(&at, &trust).await.unwrap_err().code;
    assert_eq!(code(at(port, "bad", "INBOX")).await, "wrong_credentials");
    assert_eq!(code(at(port, "good", "Nowhere")).await, "no_such_folder");
    assert_eq!(code(at(1, "good", "INBOX")).await, "unreachable");
    let tls = Incoming {
        server: Server { host: "localhost".into(), port, security: Security::Tls },
        ..at(port, "good", "INBOX")
    };
    assert_eq!(code(tls).await, "no_tls", "never in the clear instead");
    let (hangs_up, _) = server("* OK ready\r\n", |_| None).await;
    assert_eq!(code(at(hangs_up, "good", "INBOX")).await, "wrong_credentials");
    let (garbage, _) = server("\0\0\0 garbage\r\n", imap).await;
    assert_eq!(code(at(garbage, "good", "INBOX")).await, "unreachable");
}

/// An SMTP server that takes one message; recipients named `busy` and `gone` are refused for now and for good.
async fn smtp() -> (u16, Said) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let said = Said::default();
    let kept = Arc::clone(&said);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            stream.write_all(b"220 ready\r\n").await.unwrap();
            let (mut data, mut whole) = (false, String::new());
            let mut buffer = [0; 4_096];
            while let Ok(n) = stream.read(&mut buffer).await {
                if n == 0 {
                    break;
                }
                whole.push_str(&String::from_utf8_lossy(&buffer[..n]));
                if data {
                    if whole.ends_with("\r\n.\r\n") {
                        kept.lock().unwrap().push(std::mem::take(&mut whole));
                        data = false;
                        stream.write_all(b"250 kept\r\n").await.unwrap();
                    }
                    continue;
                }
                let line = std::mem::take(&mut whole).to_ascii_lowercase();
                let answer = match () {
                    () if line.contains("busy@") => "451 later\r\n",
                    () if line.contains("gone@") => "550 no such user\r\n",
                    () if line.starts_with("data") => {
                        data = true;
                        "354 go on\r\n"
                    }
                    () if line.starts_with("quit") => "221 bye\r\n",
                    () => "250 ok\r\n",
                };
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        }
    });
    (port, said)
}

#[tokio::test]
async fn a_letter_is_sent_and_what_may_help_later_is_told_from_what_never_will() {
    let (port, said) = smtp().await;
    let trust = Trust::new(None).unwrap();
    let out =
        Outgoing { server: Server { host: "127.0.0.1".into(), port, security: Security::Plain }, login: Login::None };
    let letter = |to: &str| Letter {
        message_id: "<bh-1@example.org>".into(),
        from: Address { name: "示例服务".into(), address: "service@example.org".into() },
        reply_to: None,
        to: vec![Address { name: String::new(), address: to.into() }],
        subject: "您好".into(),
        text: "第一行\n.\n第三行".into(),
        html: None,
        in_reply_to: None,
        references: Vec::new(),
        automatic: false,
        enclosed: Vec::new(),
    };
    out.test(&trust).await.unwrap();
    out.send(&letter("wang@example.com"), &trust).await.unwrap();
    let whole = said.lock().unwrap()[0].clone();
    let read = parse(whole.trim_end_matches(".\r\n").as_bytes());
    assert_eq!(read.message_id.as_deref(), Some("<bh-1@example.org>"));
    assert_eq!(read.subject.as_deref(), Some("您好"));
    assert!(read.plain.contains("第三行"), "a line with one point does not end it: {}", read.plain);
    let busy = out.send(&letter("busy@example.com"), &trust).await.unwrap_err();
    assert_eq!((busy.code, busy.permanent), ("unreachable", false));
    let gone = out.send(&letter("gone@example.com"), &trust).await.unwrap_err();
    assert_eq!((gone.code, gone.permanent), ("refused", true));
    let tls = Outgoing { server: Server { security: Security::StartTls, ..out.server.clone() }, ..out };
    assert!(tls.send(&letter("wang@example.com"), &trust).await.is_err(), "never in the clear instead");
}
