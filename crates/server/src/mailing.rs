//! Between mailboxes and the application: reads what comes, hands it over, marks it once it is kept; sends what the outbox
//! holds. The wire is known to `channels`, cases to `app`; here one is told in the words of the other.

use std::collections::BTreeMap;
use std::time::Duration;

use bihuan_app::App;
use bihuan_app::mail::came::{ERASED, PICTURES, Pictures};
use bihuan_app::mail::trial::{SignedIn, TRY};
use bihuan_app::mail::{self, Mail, MailFile, MailKind, MailboxShown, ServerTerms, Went, Writing};
use bihuan_app::notices::Carried;
use bihuan_channels::email::{
    self, Address, Email, Enclosed, Inbox, Incoming, Kind, Letter, Login, MOST_BYTES, Outgoing, Security, Server,
    Trust, renewal,
};
use bihuan_channels::messaging::asking::{Question, media_type_of};
use bihuan_channels::webhook::Sender;
use bihuan_domain::ids::Id;
use bihuan_store::lease::Claimed;
use bytes::Bytes;
use futures::StreamExt as _;
use tokio::sync::watch;
use tokio::task::{AbortHandle, JoinSet};

use crate::gateways;

/// How often it is looked whether a mailbox was made, changed or ended.
const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// The longest wait for news; servers drop a line that is idle for half an hour.
const IDLE: Duration = Duration::from_secs(4 * 60);
/// Pauses after a failure: doubling up to the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_secs(300);
/// Messages fetched between two looks at what is new.
const BATCH: usize = 500;
/// Messages written in one transaction, and their bytes.
const TOGETHER: usize = 25;
const TOGETHER_BYTES: u64 = 64 << 20;
/// Letters sent at the same time.
const AT_ONCE: usize = 4;
/// The longest one letter may take.
const SEND_WITHIN: Duration = Duration::from_secs(120);
/// After this long a worker begins no further letter of its claim: the lease must outlive the last one.
const BEGIN_WITHIN: Duration = Duration::from_secs(20);

/// Bytes of a token endpoint's answer.
const MOST_ANSWER: usize = 64 << 10;
/// Bytes of one picture of a message, and below which it shows nothing.
const MOST_PICTURE_BYTES: usize = 5 << 20;
const LEAST_PICTURE_BYTES: usize = 200;
/// How long the pictures of one message are fetched.
const PICTURES_WITHIN: Duration = Duration::from_secs(60);

/// Reads every mailbox that is enabled, each by a task of its own; a changed one begins anew.
pub async fn read(app: App, trust: Trust, sender: Sender, mut closing: watch::Receiver<bool>) {
    let mut tasks = JoinSet::new();
    let mut running: BTreeMap<Id, (i64, AbortHandle)> = BTreeMap::new();
    loop {
        match app.every_mailbox().await {
            Ok(all) => {
                let wanted: BTreeMap<Id, MailboxShown> = all
                    .into_iter()
                    .filter(|m| m.mailbox.enabled && m.terms.incoming.is_some())
                    .map(|m| (m.mailbox.id, m))
                    .collect();
                running.retain(|id, (version, task)| {
                    let same = wanted.get(id).is_some_and(|m| m.mailbox.version == *version) && !task.is_finished();
                    if !same {
                        task.abort();
                    }
                    same
                });
                for (id, mailbox) in wanted {
                    running.entry(id).or_insert_with(|| {
                        let version = mailbox.mailbox.version;
                        (version, tasks.spawn(keep_reading(app.clone(), trust.clone(), sender.clone(), mailbox)))
                    });
                }
            }
            Err(failure) => tracing::error!(%failure, "mailboxes"),
        }
        tokio::select! {
            _ = closing.wait_for(|c| *c) => return,
            () = tokio::time::sleep(LOOK_AGAIN) => {}
            Some(_) = tasks.join_next(), if !tasks.is_empty() => {}
        }
    }
}

async fn keep_reading(app: App, trust: Trust, sender: Sender, mailbox: MailboxShown) {
    let id = mailbox.mailbox.id;
    let (mut pause, mut anew) = (FIRST_PAUSE, false);
    loop {
        let reading = Reading { app: &app, trust: &trust, sender: &sender, mailbox: &mailbox };
        let Err(trouble) = reading.until_lost(&mut pause, anew).await;
        // A token that the server does not take is renewed, however long it ought to be good.
        anew = trouble.starts_with("wrong_credentials");
        tracing::warn!(mailbox = %id, %trouble, "mailbox");
        if let Err(failure) = app.mailbox_looked(id, Some(trouble)).await {
            tracing::error!(%failure, "mailbox");
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// A mailbox that is read.
struct Reading<'a> {
    app: &'a App,
    trust: &'a Trust,
    sender: &'a Sender,
    mailbox: &'a MailboxShown,
}

impl Reading<'_> {
    /// Never ends but by a failure.
    async fn until_lost(&self, pause: &mut Duration, anew: bool) -> Result<std::convert::Infallible, String> {
        let (app, id) = (self.app, self.mailbox.mailbox.id);
        let at = incoming(app, self.sender, self.mailbox, anew).await?.ok_or("unusable: nothing to read")?;
        let mut inbox = Inbox::open(&at, self.trust).await.map_err(|t| t.to_string())?;
        loop {
            let mut stuck = 0;
            loop {
                let uids = inbox.unseen(BATCH + stuck).await.map_err(|t| t.to_string())?;
                let fresh: Vec<u32> = uids.into_iter().skip(stuck).collect();
                if fresh.is_empty() {
                    break;
                }
                let sizes = inbox.sizes(&fresh).await.map_err(|t| t.to_string())?;
                // Gone meanwhile, or nothing that can be fetched: not asked for again until the next look.
                stuck += fresh.len() - sizes.len();
                for group in groups(&sizes) {
                    let raws = inbox.fetch(&group).await.map_err(|t| t.to_string())?;
                    stuck += group.len() - raws.len();
                    let kept = take(app, id, raws, &mut stuck).await?;
                    inbox.seen(&kept).await.map_err(|t| t.to_string())?;
                }
            }
            app.mailbox_looked(id, None).await.map_err(|f| f.to_string())?;
            *pause = FIRST_PAUSE;
            if self.mailbox.terms.renews(self.mailbox.terms.incoming.as_ref()) {
                // Before it ends; that it cannot be renewed stands at the mailbox while this line still holds.
                let renewed = access(app, self.sender, id, false).await;
                if let Err(trouble) = renewed {
                    tracing::warn!(mailbox = %id, %trouble, "mailbox");
                }
            }
            inbox = inbox.wait(if stuck > 0 { LOOK_AGAIN * 6 } else { IDLE }).await.map_err(|t| t.to_string())?;
        }
    }
}

/// An access token that is good now.
async fn access(app: &App, sender: &Sender, mailbox: Id, anew: bool) -> Result<String, String> {
    let carry = |of: bihuan_app::mail::renewal::Renewing| async move {
        let bihuan_app::mail::renewal::Renewing { endpoint, client_id, client_secret, refresh_token, scope } = of;
        let of = renewal::Renewing { endpoint, client_id, client_secret, refresh_token, scope };
        let reply = sender.question(&renewal::question(&of), MOST_ANSWER).await?;
        let renewal::Renewed { access_token, lasts_s, refresh_token } = renewal::answer(&reply)?;
        Ok(bihuan_app::mail::renewal::Renewed { access_token, lasts_s, refresh_token })
    };
    app.mail_access(mailbox, anew, carry).await.map_err(|f| f.to_string())?
}

/// Messages fetched and written together: a few, and not too much of them at once in memory.
fn groups(sizes: &[(u32, u32)]) -> Vec<Vec<u32>> {
    let mut groups: Vec<(u64, Vec<u32>)> = Vec::new();
    for (uid, size) in sizes {
        let size = u64::from(*size).min(MOST_BYTES as u64);
        match groups.last_mut() {
            Some((bytes, group)) if group.len() < TOGETHER && *bytes + size <= TOGETHER_BYTES => {
                *bytes += size;
                group.push(*uid);
            }
            _ => groups.push((size, vec![*uid])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Parses messages off the reactor and hands them over; answers those that are kept.
async fn take(app: &App, mailbox: Id, raws: Vec<(u32, Vec<u8>)>, stuck: &mut usize) -> Result<Vec<u32>, String> {
    let (uids, raws): (Vec<u32>, Vec<Vec<u8>>) = raws.into_iter().unzip();
    let parsed = tokio::task::spawn_blocking(move || {
        let read = |raw: Vec<u8>| {
            let (email, fingerprint) = (email::parse(&raw), email::fingerprint(&raw));
            told(email, fingerprint, raw)
        };
        raws.into_iter().map(read).collect::<Vec<Mail>>()
    });
    let mails = parsed.await.map_err(|e| e.to_string())?;
    let all = app.take_mails(mailbox, mails).await.map_err(|f| f.to_string())?;
    let mut kept = Vec::with_capacity(uids.len());
    for (uid, taken) in uids.into_iter().zip(all) {
        match taken {
            Ok(_) => kept.push(uid),
            Err(failure) => {
                // It stays unmarked and comes again with the next look; the others go on.
                tracing::error!(mailbox = %mailbox, uid, %failure, "a message could not be taken in");
                *stuck += 1;
            }
        }
    }
    metrics::counter!("bihuan_mail_in_total").increment(kept.len() as u64);
    Ok(kept)
}

fn told(email: Email, fingerprint: String, raw: Vec<u8>) -> Mail {
    let Email { message_id, references, subject, from, to, cc, delivered_to, visible_text, plain, .. } = email;
    let sender = from.into_iter().next();
    let named = |a: Address| a.address;
    let file = |a: email::Attachment, fallback: &str| MailFile {
        name: a.name.unwrap_or_else(|| fallback.to_owned()),
        media_type: a.content_type,
        bytes: Bytes::from(a.bytes),
    };
    let mut files: Vec<MailFile> = email.attachments.into_iter().map(|a| file(a, "file")).collect();
    files.extend(email.inline.into_iter().map(|a| file(a, "inline")));
    // Of one that is larger than is parsed only the beginning is here: it is whole in its mailbox alone.
    let raw = if raw.len() > MOST_BYTES { raw.get(..MOST_BYTES).unwrap_or_default().to_vec() } else { raw };
    Mail {
        fingerprint,
        raw: Bytes::from(raw),
        message_id,
        references,
        sender_name: sender.as_ref().map(|a| a.name.clone()).unwrap_or_default(),
        sender: sender.map(named),
        recipients: to.into_iter().chain(cc).map(named).chain(delivered_to).collect(),
        subject,
        visible: visible_text,
        plain,
        kind: match email.kind {
            Kind::Message => MailKind::Message,
            Kind::AutoReply => MailKind::AutoReply,
            Kind::AutoGenerated => MailKind::AutoGenerated,
            Kind::Bounce => MailKind::Bounce,
            Kind::Report => MailKind::Report,
            Kind::List => MailKind::List,
            Kind::Calendar => MailKind::Calendar,
        },
        bounced: email.bounced_addresses,
        bounced_message_id: email.bounced_message_id,
        files,
        pictures: u32::try_from(email.pictures.len()).unwrap_or(u32::MAX),
    }
}

fn server(terms: &ServerTerms) -> Server {
    let security = match terms.security {
        mail::Security::Tls => Security::Tls,
        mail::Security::StartTls => Security::StartTls,
        mail::Security::Plain => Security::Plain,
        mail::Security::PlainAnywhere => Security::PlainAnywhere,
    };
    Server { host: terms.host.clone(), port: terms.port, security }
}

fn login(terms: &ServerTerms, secret: &str) -> Login {
    match &terms.user {
        None => Login::None,
        Some(user) if terms.oauth2 => Login::OAuth2 { user: user.clone(), token: secret.to_owned() },
        Some(user) => Login::Password { user: user.clone(), password: secret.to_owned() },
    }
}

/// How a mailbox is read; none: it is not.
async fn incoming(app: &App, sender: &Sender, mailbox: &MailboxShown, anew: bool) -> Result<Option<Incoming>, String> {
    let Some(terms) = &mailbox.terms.incoming else { return Ok(None) };
    let secret = if mailbox.terms.renews(Some(terms)) {
        access(app, sender, mailbox.mailbox.id, anew).await?
    } else {
        mailbox.mailbox.incoming_secret.clone()
    };
    let (server, login, folder) = (server(terms), login(terms, &secret), mailbox.terms.folder.clone());
    Ok(Some(Incoming { server, login, folder }))
}

/// Sends the letters among claimed outbox rows, a few at a time; each is noted on its own row.
pub async fn send(app: &App, trust: &Trust, sender: &Sender, rows: Vec<Claimed>) {
    let begun = std::time::Instant::now();
    let sending = futures::stream::iter(rows).map(|row| async move {
        // The lease of one that is not begun runs out, and it is claimed again.
        if begun.elapsed() > BEGIN_WITHIN {
            return;
        }
        let outcome = match row.topic.as_str() {
            TRY => app.try_mailbox(row, |mailbox| sign_in(app, sender, mailbox, trust)).await,
            PICTURES => app.bring_pictures(row, |raw| bring(raw, sender)).await,
            ERASED => app.drop_raw(row).await,
            _ => app.send_mail(row, |writing| post(app, sender, writing, trust)).await,
        };
        if let Err(failure) = outcome {
            tracing::error!(%failure, "mail out");
        }
    });
    sending.buffer_unordered(AT_ONCE).collect::<Vec<()>>().await;
}

/// Sends codes, and what people and groups are told, among claimed outbox rows, a few at a time.
pub async fn send_notices(app: &App, trust: &Trust, sender: &Sender, rows: Vec<Claimed>) {
    let begun = std::time::Instant::now();
    let sending = futures::stream::iter(rows).map(|row| async move {
        if begun.elapsed() > BEGIN_WITHIN {
            return;
        }
        let sent = app.send_notice(row, |carried| carry(app, carried, trust, sender)).await;
        if let Err(failure) = sent {
            tracing::error!(%failure, "notice out");
        }
    });
    sending.buffer_unordered(AT_ONCE).collect::<Vec<()>>().await;
}

async fn carry(app: &App, carried: Carried, trust: &Trust, sender: &Sender) -> Went {
    match carried {
        Carried::Letter(writing) => post(app, sender, *writing, trust).await,
        Carried::Words(words) => gateways::speak(*words, sender).await,
    }
}

/// Signs in at both servers of a mailbox, reads and sends nothing.
async fn sign_in(app: &App, sender: &Sender, mailbox: MailboxShown, trust: &Trust) -> SignedIn {
    let (terms, id) = (&mailbox.terms, mailbox.mailbox.id);
    let renews = terms.renews(terms.incoming.as_ref()) || terms.renews(terms.outgoing.as_ref());
    // Whether it can be renewed is what is tried, not whether the last one is still good.
    let token = if renews { access(app, sender, id, true).await } else { Ok(String::new()) };
    let reading = async {
        let at = match incoming(app, sender, &mailbox, false).await {
            Ok(at) => at?,
            Err(trouble) => return Some(trouble),
        };
        match tokio::time::timeout(SEND_WITHIN, Inbox::open(&at, trust)).await {
            Ok(Ok(_)) => None,
            Ok(Err(trouble)) => Some(trouble.to_string()),
            Err(_) => Some("timeout: the server took too long".to_owned()),
        }
    };
    let sending = async {
        let terms = mailbox.terms.outgoing.as_ref()?;
        let secret = match (&token, mailbox.terms.renews(Some(terms))) {
            (Err(trouble), true) => return Some(trouble.clone()),
            (Ok(token), true) => token,
            (_, false) => &mailbox.mailbox.outgoing_secret,
        };
        let at = Outgoing { server: server(terms), login: login(terms, secret) };
        match tokio::time::timeout(SEND_WITHIN, at.test(trust)).await {
            Ok(Ok(())) => None,
            Ok(Err(trouble)) => Some(trouble.to_string()),
            Err(_) => Some("timeout: the server took too long".to_owned()),
        }
    };
    let (incoming, outgoing) = tokio::join!(reading, sending);
    SignedIn { incoming, outgoing }
}

async fn post(app: &App, sender: &Sender, writing: Writing, trust: &Trust) -> Went {
    let address = |name: String, address: String| Address { name, address };
    let secret = if writing.renews {
        match access(app, sender, writing.mailbox, false).await {
            Ok(token) => token,
            Err(error) => return Went { error: Some(error), permanent: false },
        }
    } else {
        writing.secret
    };
    let outgoing = Outgoing { server: server(&writing.server), login: login(&writing.server, &secret) };
    let letter = Letter {
        message_id: writing.message_id,
        from: address(writing.from_name, writing.from),
        reply_to: writing.reply_to.map(|a| address(String::new(), a)),
        to: vec![address(writing.to_name, writing.to)],
        subject: writing.subject,
        text: writing.text,
        html: writing.html,
        in_reply_to: writing.in_reply_to,
        references: writing.references,
        automatic: writing.automatic,
        enclosed: writing
            .files
            .into_iter()
            .map(|f| Enclosed { name: f.name, content_type: f.media_type, bytes: f.bytes.to_vec() })
            .collect(),
    };
    let Ok(sent) = tokio::time::timeout(SEND_WITHIN, outgoing.send(&letter, trust)).await else {
        return Went { error: Some("timeout: the server took too long".to_owned()), permanent: false };
    };
    match sent {
        Ok(()) => {
            metrics::counter!("bihuan_mail_out_total").increment(1);
            Went { error: None, permanent: false }
        }
        Err(trouble) => Went { error: Some(trouble.to_string()), permanent: trouble.permanent },
    }
}

/// Fetches the pictures a message names: without cookies or referrer, never from this machine's own network, each small, and
/// only what its bytes prove to be a picture.
async fn bring(raw: Bytes, sender: &Sender) -> Pictures {
    let addresses = match tokio::task::spawn_blocking(move || email::parse(&raw).pictures).await {
        Ok(addresses) => addresses,
        Err(e) => return Pictures { trouble: Some(e.to_string()), ..Pictures::default() },
    };
    let begun = std::time::Instant::now();
    let mut brought = Pictures::default();
    for (n, url) in addresses.into_iter().enumerate() {
        if begun.elapsed() > PICTURES_WITHIN {
            brought.trouble = Some("timeout".to_owned());
            break;
        }
        let asked = Question { url, headers: vec![("accept", "image/*".to_owned())], body: None };
        match sender.question(&asked, MOST_PICTURE_BYTES).await {
            Ok(reply) if (200..300).contains(&reply.status) => {
                let media_type = media_type_of(&reply.bytes);
                let name = match media_type {
                    "image/png" => "png",
                    "image/jpeg" => "jpg",
                    "image/gif" => "gif",
                    "image/webp" => "webp",
                    _ => {
                        brought.trouble = Some("no_picture".to_owned());
                        continue;
                    }
                };
                // A picture of one point is there to be counted, not to be seen.
                if reply.bytes.len() > LEAST_PICTURE_BYTES {
                    let name = format!("picture-{}.{name}", n + 1);
                    let (media_type, bytes) = (media_type.to_owned(), Bytes::from(reply.bytes));
                    brought.files.push(MailFile { name, media_type, bytes });
                }
            }
            Ok(reply) => brought.trouble = Some(format!("status {}", reply.status)),
            Err(trouble) => brought.trouble = Some(trouble),
        }
    }
    brought
}

#[cfg(test)]
mod renewal_tests;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use bihuan_channels::webhook::Reach;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;

    #[tokio::test]
    async fn pictures_are_fetched_for_a_person_without_cookies_and_never_from_inside() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.resize(400, 0);
        let serving = tokio::spawn(async move {
            let mut heads = Vec::new();
            for body in [png, b"<script>alert(1)</script>".to_vec()] {
                let (mut line, _) = listener.accept().await.unwrap();
                let mut head = vec![0; 4_096];
                let read = line.read(&mut head).await.unwrap();
                heads.push(String::from_utf8_lossy(&head[..read]).to_lowercase());
                let answer = format!(
                    "HTTP/1.1 200 OK\r\nset-cookie: who=you\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
                    body.len()
                );
                line.write_all(answer.as_bytes()).await.unwrap();
                line.write_all(&body).await.unwrap();
            }
            heads
        });
        let raw = Bytes::from(format!(
            "From: a@example.com\r\nContent-Type: text/html\r\n\r\n<img src='http://127.0.0.1:{port}/a.png'>\
             <img src='http://127.0.0.1:{port}/b.png'>"
        ));
        let refused = bring(raw.clone(), &Sender::new(Reach::Public).unwrap()).await;
        assert_eq!((refused.files.len(), refused.trouble.as_deref()), (0, Some("private_address")));
        let brought = bring(raw, &Sender::new(Reach::Anywhere).unwrap()).await;
        assert_eq!(brought.files.iter().map(|f| f.media_type.as_str()).collect::<Vec<_>>(), ["image/png"]);
        assert_eq!(brought.trouble.as_deref(), Some("no_picture"));
        let heads = serving.await.unwrap();
        assert!(heads.iter().all(|h| !h.contains("cookie:") && !h.contains("referer:")), "{heads:?}");
    }

    #[test]
    fn messages_are_taken_together_while_they_are_few_and_small() {
        let small: Vec<(u32, u32)> = (1..=60).map(|uid| (uid, 2_000)).collect();
        assert_eq!(groups(&small).iter().map(Vec::len).collect::<Vec<_>>(), [25, 25, 10]);
        let large = [(1, 40 << 20), (2, 40 << 20), (3, 10)];
        assert_eq!(groups(&large), [vec![1], vec![2, 3]]);
        assert_eq!(groups(&[(1, u32::MAX), (2, 1)]), [vec![1, 2]], "only the beginning of it is fetched");
    }
}
