//! What goes out: each message of a case that somebody, or the system, says by e-mail where the case has a thread of mail.
//! A follower of the journal makes one outbox row of each, once; a worker sends it. The outbox row's id stands in the
//! Message-ID: a worker that dies after sending sends the same message again, under the same id.

use std::collections::BTreeSet;

use bihuan_domain::case::event::{CaseEvent, Complainant, Direction};
use bihuan_domain::case::text::Field;
use bihuan_domain::contact::email_key;
use bihuan_domain::ids::Id;
use bihuan_domain::trade::Channel;
use bihuan_store::blobs::Digest;
use bihuan_store::lease::{Claimed, Failed};
use bihuan_store::nouns::mail::{self, Goes};
use bihuan_store::nouns::{case as row, customer, mailbox, messaging, text};
use bihuan_store::{Conn, Fault, Tx, follower, journal, outbox};
use bytes::Bytes;
use rand::Rng as _;
use serde_json::json;

use super::boxes::{ServerTerms, terms_of};
use super::thread::plus_address;
use super::{Delivery, MailFile};
use crate::app::App;
use crate::cases::write::STREAM;
use crate::failure::Failure;

/// The follower's name.
pub(super) const FOLLOWER: &str = "mail";
/// The topic of the outbox.
pub const TOPIC: &str = "mail";
/// Decisions looked at in one transaction.
const PAGE: u32 = 200;
/// Ids of a thread that a message names.
const MOST_REFERENCES: usize = 20;

/// A message to be sent, as plain data.
#[derive(Clone)]
pub struct Writing {
    /// By which server.
    pub server: ServerTerms,
    /// Of which mailbox.
    pub mailbox: Id,
    /// Its secret; empty: none.
    pub secret: String,
    /// The secret is an access token that is renewed.
    pub renews: bool,
    /// Its Message-ID, with brackets; the same at each attempt.
    pub message_id: String,
    /// Our name.
    pub from_name: String,
    /// Our address.
    pub from: String,
    /// Where an answer is wanted.
    pub reply_to: Option<String>,
    /// The customer's name.
    pub to_name: String,
    /// The customer's address.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain words.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
    /// The message answered.
    pub in_reply_to: Option<String>,
    /// The thread, oldest first.
    pub references: Vec<String>,
    /// A machine wrote it.
    pub automatic: bool,
    /// Files.
    pub files: Vec<MailFile>,
}

crate::secrets::discreet!(Writing);

/// How sending went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Went {
    /// Why not; none: the server took it.
    pub error: Option<String>,
    /// Trying again will not help.
    pub permanent: bool,
}

impl App {
    /// A letter of the organisation itself, through the first mailbox that sends.
    pub(crate) async fn letter_of_ours(
        &self,
        name: String,
        to: String,
        subject: String,
        text: String,
    ) -> Result<Option<Writing>, Failure> {
        let boxes = self.every_mailbox().await?;
        let found = boxes.into_iter().filter(|b| b.mailbox.enabled).find_map(|b| {
            let renews = b.terms.renews(b.terms.outgoing.as_ref());
            Some((b.terms.outgoing?, b.mailbox, renews))
        });
        let Some((server, mailbox, renews)) = found else { return Ok(None) };
        let host = mailbox.address.rsplit('@').next().unwrap_or("localhost").to_owned();
        Ok(Some(Writing {
            server,
            mailbox: mailbox.id,
            secret: mailbox.outgoing_secret,
            renews,
            message_id: format!("<{name}@{host}>"),
            from_name: mailbox.name,
            from: mailbox.address,
            reply_to: None,
            to_name: String::new(),
            to,
            subject,
            text,
            html: None,
            in_reply_to: None,
            references: Vec::new(),
            automatic: true,
            files: Vec::new(),
        }))
    }

    /// Makes outbox rows of what is said by mail since the last time; answers how many decisions were looked at.
    ///
    /// # Errors
    /// Faults.
    pub async fn hear_for_mail(&self) -> Result<usize, Failure> {
        self.hear_pages(FOLLOWER, "mail.hear", PAGE, hear).await
    }

    /// Sends what an outbox row stands for through `carry`, and notes how it went on both.
    ///
    /// # Errors
    /// Faults of the store; what goes wrong outside is noted.
    pub async fn send_mail<F, T>(&self, claimed: Claimed, carry: F) -> Result<(), Failure>
    where
        F: FnOnce(Writing) -> T,
        T: Future<Output = Went>,
    {
        let id = serde_json::from_str::<serde_json::Value>(&claimed.payload).ok();
        let id: Option<Id> = id.and_then(|v| v.get("mail")?.as_str()?.parse().ok());
        let found = match id {
            Some(id) => self.db().read(move |c| mail::out(c, id)).await?,
            None => None,
        };
        let Some(goes) = found.filter(|g| g.standing == "waiting") else {
            return Ok(self.db().write("mail.done", move |tx| outbox::sent(tx, &claimed).map(|_| ())).await?);
        };
        let went = match self.writing(&goes).await? {
            Ok(writing) => carry(writing).await,
            Err(went) => went,
        };
        let id = goes.id;
        self.db()
            .write("mail.went", move |tx| {
                match went.error {
                    None => {
                        outbox::sent(tx, &claimed)?;
                        mail::went(tx, id, "sent", true, None)?;
                    }
                    Some(error) if went.permanent => {
                        outbox::sent(tx, &claimed)?;
                        mail::went(tx, id, "failed", true, Some(&error))?;
                    }
                    Some(error) => {
                        let parked = outbox::failed(tx, &claimed, &error)? == Failed::Parked;
                        mail::went(tx, id, if parked { "failed" } else { "waiting" }, true, Some(&error))?;
                    }
                }
                tx.stir();
                Ok::<_, Fault>(())
            })
            .await?;
        Ok(())
    }

    async fn writing(&self, goes: &Goes) -> Result<Result<Writing, Went>, Failure> {
        let asked = goes.clone();
        let read = self.db().read(move |c| write(c, &asked)).await?;
        let (mut writing, files) = match read {
            Ok(found) => found,
            Err(went) => return Ok(Err(went)),
        };
        for (name, media_type, digest) in files {
            let digest: Digest = digest.parse().map_err(|_| Fault::Corrupt("attachment digest".into()))?;
            let bytes: Bytes = self.blobs().get(digest).await.map_err(|e| Failure::Fault(e.into()))?;
            writing.files.push(MailFile { name, media_type, bytes });
        }
        Ok(Ok(writing))
    }

    /// How what went out of a case stands, by mail and through messaging platforms, newest first. Whoever may read the case may know.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn deliveries_of_case(
        &self,
        actor: &bihuan_domain::actor::Actor,
        case: Id,
    ) -> Result<Vec<Delivery>, Failure> {
        let (world, actor) = (self.world(), actor.clone());
        self.db()
            .read(move |c| {
                crate::cases::drafts::readable(c, &world, &actor, case)?;
                Ok(deliveries(c, case)?)
            })
            .await
    }
}

/// How what went out of a case stands, newest first.
///
/// # Errors
/// Faults.
pub(crate) fn deliveries(conn: &mut Conn, case: Id) -> Result<Vec<Delivery>, Fault> {
    let mut all: Vec<Delivery> = mail::out_of_case(conn, case)?.into_iter().map(Delivery::from).collect();
    all.extend(messaging::out_of_case(conn, case)?.into_iter().map(Delivery::from));
    all.sort_by_key(|d| std::cmp::Reverse(d.message));
    Ok(all)
}

fn hear(tx: &mut Tx) -> Result<usize, Failure> {
    let Some(stand) = follower::take(tx, FOLLOWER)? else { return Ok(0) };
    let page = journal::after(tx, stand.cursor, PAGE)?;
    let Some(last) = page.last().map(|e| e.cursor) else { return Ok(0) };
    for entry in page.iter().filter(|e| e.stream.kind == STREAM && e.actor_kind != "import") {
        if !entry.body.contains("message_recorded") {
            continue;
        }
        let events: Vec<CaseEvent> = serde_json::from_str(&entry.body).unwrap_or_default();
        for event in events {
            let CaseEvent::MessageRecorded { message, direction, channel, text, attachments, .. } = event else {
                continue;
            };
            if direction == Direction::Outbound && channel == Channel::Email {
                let automatic = entry.actor_kind == "system" || entry.actor_kind == "rule";
                enqueue(tx, entry.stream.id, message, text.id, automatic, &attachments)?;
            }
        }
    }
    follower::advance(tx, FOLLOWER, last)?;
    Ok(page.len())
}

/// Only where the case has a thread of mail: a message somebody wrote elsewhere and records here is not sent again.
fn enqueue(tx: &mut Tx, case: Id, message: Id, words: Id, automatic: bool, files: &[Id]) -> Result<(), Failure> {
    let Some(mailbox) = mail::of_case(tx, case)?.first().map(|c| c.mailbox) else { return Ok(()) };
    let Some(mailbox) = mailbox::load(tx, mailbox)? else { return Ok(()) };
    if terms_of(&mailbox)?.outgoing.is_none() || mail::goes_out(tx, message)? {
        return Ok(());
    }
    let (id, now) = (tx.new_id(), tx.now());
    let payload = json!({ "mail": id }).to_string();
    let Some(effect) = outbox::enqueue(tx, TOPIC, &format!("mail:{message}"), &payload, now)? else { return Ok(()) };
    let domain = email_key(&mailbox.address).and_then(|k| k.rsplit_once('@').map(|(_, d)| d.to_owned()));
    // The random part keeps a stranger from naming a thread they never saw.
    let secret = rand::rng().next_u64();
    let message_id = format!("<bh-{effect}-{secret:016x}@{}>", domain.as_deref().unwrap_or("localhost"));
    let files = serde_json::to_string(files).map_err(|e| Fault::Sql(e.to_string()))?;
    let goes = Goes {
        id,
        case,
        message,
        text: words,
        mailbox: mailbox.id,
        message_id,
        automatic,
        files,
        standing: "waiting".to_owned(),
        attempts: 0,
        last_error: None,
        changed_at: now,
    };
    Ok(mail::send(tx, &goes)?)
}

type Read = Result<(Writing, Vec<(String, String, String)>), Went>;

fn write(conn: &mut Conn, goes: &Goes) -> Result<Read, Fault> {
    let never = |why: &str| Ok(Err(Went { error: Some(why.to_owned()), permanent: true }));
    let Some(stored) = row::load(conn, goes.case)? else { return never("no such case") };
    let case = stored.case;
    let Some(mailbox) = mailbox::load(conn, goes.mailbox)? else { return never("the mailbox is gone") };
    let terms = terms_of(&mailbox)?;
    let renews = terms.renews(terms.outgoing.as_ref());
    let Some(server) = terms.outgoing.filter(|_| mailbox.enabled) else {
        return Ok(Err(Went { error: Some("the mailbox does not send".to_owned()), permanent: false }));
    };
    let Complainant::Customer { id } = case.complainant else { return never("the case has no customer") };
    let Some(them) = customer::load(conn, id)? else { return never("the case has no customer") };
    let Some((to, key)) = them.email.clone().and_then(|e| email_key(&e).map(|k| (e, k))) else {
        return never("the customer has no e-mail address");
    };
    if mail::failing(conn, &key)?.is_some() {
        return never("the address failed for good before");
    }
    let mut wanted = vec![goes.text];
    let subject_id = case.texts.get(Field::Subject.code()).map(|t| t.id);
    wanted.extend(subject_id);
    let found = text::by_ids(conn, &wanted)?;
    let Some(words) = found.iter().find(|t| t.id == goes.text) else { return never("the words are gone") };
    let Some(body) = words.body.clone() else { return never("the words were erased") };
    let subject = found.iter().find(|t| Some(t.id) == subject_id).and_then(|t| t.body.clone()).unwrap_or_default();
    let came = mail::of_case(conn, goes.case)?;
    let mut thread: Vec<(Id, String)> = came.iter().filter_map(|c| Some((c.id, c.message_id.clone()?))).collect();
    thread.extend(
        mail::out_of_case(conn, goes.case)?.into_iter().filter(|g| g.id != goes.id).map(|g| (g.id, g.message_id)),
    );
    thread.retain(|(id, name)| *id < goes.id && name.starts_with('<') && name.ends_with('>'));
    thread.sort();
    let references: Vec<String> = thread
        .into_iter()
        .rev()
        .take(MOST_REFERENCES)
        .map(|(_, id)| id)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let in_reply_to = came.iter().find(|c| c.id < goes.id).and_then(|c| c.message_id.clone());
    let mut files = Vec::new();
    let named: BTreeSet<Id> = serde_json::from_str(&goes.files).unwrap_or_default();
    for file in named {
        let Some(row) = conn.query_one_opt(&row::sql::attachment, &[file.into()])? else { continue };
        let name = text::by_ids(conn, &[row.id(4)?])?.into_iter().next().and_then(|t| t.body);
        files.push((name.unwrap_or_else(|| "file".to_owned()), row.text(3)?, row.text(1)?));
    }
    let answered = subject.trim();
    let prefix = if answered.to_ascii_lowercase().starts_with("re:") { "" } else { "Re: " };
    let writing = Writing {
        server,
        mailbox: mailbox.id,
        secret: mailbox.outgoing_secret.clone(),
        renews,
        message_id: goes.message_id.clone(),
        from_name: mailbox.name.clone(),
        from: mailbox.address.clone(),
        reply_to: plus_address(&mailbox.address, &case.number),
        to_name: them.name.unwrap_or_default(),
        to,
        subject: format!("{prefix}{answered} [{}]", case.number),
        text: body,
        html: words.html.clone(),
        in_reply_to: in_reply_to.filter(|id| id.starts_with('<') && id.ends_with('>')),
        references,
        automatic: goes.automatic,
        files: Vec::new(),
    };
    Ok(Ok((writing, files)))
}
