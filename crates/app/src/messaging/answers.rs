//! What goes out to a messaging platform: each message of a case that is said by chat where the customer writes through an
//! account. A follower of the journal makes one outbox row of each, once; a worker says it, part by part: what the
//! platform took is not said again. An answer after the platform's window is refused before it is written.

use bihuan_domain::case::event::{CaseEvent, Complainant, Direction};
use bihuan_domain::case::refusal::Refusal;
use bihuan_domain::case::state::Case;
use bihuan_domain::ids::Id;
use bihuan_domain::messaging::answers_until;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Channel;
use bihuan_store::blobs::Digest;
use bihuan_store::lease::{Claimed, Failed};
use bihuan_store::nouns::messaging::{self as rows, Account, Goes, Token};
use bihuan_store::nouns::{case as case_row, customer, text};
use bihuan_store::{Conn, Fault, Tx, follower, journal, outbox};
use serde_json::json;

use crate::app::App;
use crate::cases::write::STREAM;
use crate::failure::Failure;
use crate::mail::MailFile;

/// The follower's name.
pub(super) const FOLLOWER: &str = "messaging";
/// The topic of the outbox.
pub const ANSWER: &str = "messaging";
/// Decisions looked at in one transaction.
const PAGE: u32 = 200;

/// What is to be said, as plain data.
#[derive(Debug, Clone)]
pub struct Saying {
    /// Through which account.
    pub account: Account,
    /// The platform's id of the customer.
    pub to: String,
    /// The words; they are the first part.
    pub text: String,
    /// Files; each is a part.
    pub files: Vec<MailFile>,
    /// Parts that were taken before.
    pub done: i64,
    /// The same at each attempt.
    pub id: Id,
}

/// How saying it went.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// Why not; none: the platform took all of it.
    pub error: Option<String>,
    /// Trying again may help.
    pub passes: bool,
    /// Parts taken by now.
    pub done: i64,
    /// A new access token.
    pub token: Option<Token>,
}

/// Refuses an answer by chat after the platform's window.
///
/// # Errors
/// `ReplyWindowClosed`; faults.
pub(crate) fn permit(conn: &mut Conn, case: &Case, channel: Channel, now: UtcMs) -> Result<(), Failure> {
    if channel != Channel::Chat {
        return Ok(());
    }
    let Some(thread) = rows::thread(conn, case.id)? else { return Ok(()) };
    let Some(account) = rows::load(conn, thread.account)? else { return Ok(()) };
    match answers_until(account.platform, thread.heard_at) {
        Some(closed_at) if closed_at <= now => {
            let them = match case.complainant {
                Complainant::Customer { id } => customer::load(conn, id)?,
                _ => None,
            };
            let ways = [
                (Channel::Phone, them.as_ref().is_some_and(|c| c.phone.is_some())),
                (Channel::Email, them.as_ref().is_some_and(|c| c.email.is_some())),
            ];
            let other_ways = ways.into_iter().filter(|(_, there)| *there).map(|(way, _)| way).collect();
            Err(Refusal::ReplyWindowClosed { closed_at, other_ways }.into())
        }
        _ => Ok(()),
    }
}

impl App {
    /// Makes outbox rows of what is said to platforms since the last time; answers how many decisions were looked at.
    ///
    /// # Errors
    /// Faults.
    pub async fn hear_for_messaging(&self) -> Result<usize, Failure> {
        let ready = self.db().read(|c| {
            let begun = follower::peek(c, FOLLOWER)?.is_some();
            Ok::<_, Fault>((begun, begun || !rows::page(c, None, 1)?.is_empty()))
        });
        match ready.await? {
            (true, _) => self.hear_pages(FOLLOWER, "messaging.hear", PAGE, hear).await,
            (false, false) => Ok(0),
            (false, true) => {
                self.db().write("messaging.begin", |tx| Ok::<_, Failure>(follower::begin(tx, FOLLOWER)?)).await?;
                Ok(0)
            }
        }
    }

    /// Says what an outbox row stands for through `carry`, and notes how it went.
    ///
    /// # Errors
    /// Faults of the store; what goes wrong outside is noted.
    pub async fn send_answer<F, T>(&self, claimed: Claimed, carry: F) -> Result<(), Failure>
    where
        F: FnOnce(Saying) -> T,
        T: Future<Output = Said>,
    {
        let id = serde_json::from_str::<serde_json::Value>(&claimed.payload).ok();
        let id: Option<Id> = id.and_then(|v| v.get("out")?.as_str()?.parse().ok());
        let found = match id {
            Some(id) => self.db().read(move |c| rows::out(c, id)).await?,
            None => None,
        };
        let Some(goes) = found.filter(|g| g.standing == "waiting") else {
            return Ok(self.db().write("messaging.done", move |tx| outbox::sent(tx, &claimed).map(|_| ())).await?);
        };
        let said = match self.saying(&goes).await? {
            Ok(saying) => carry(saying).await,
            Err(why) => Said { error: Some(why.to_owned()), done: goes.done, ..Said::default() },
        };
        self.db()
            .write("messaging.went", move |tx| {
                if let Some(token) = &said.token {
                    rows::keep_token(tx, goes.account, token)?;
                }
                let error = said.error.as_deref();
                let standing = match error {
                    None => {
                        outbox::sent(tx, &claimed)?;
                        "sent"
                    }
                    Some(_) if !said.passes => {
                        outbox::sent(tx, &claimed)?;
                        "failed"
                    }
                    Some(error) if outbox::failed(tx, &claimed, error)? == Failed::Parked => "failed",
                    Some(_) => "waiting",
                };
                rows::account_went(tx, goes.account, error)?;
                rows::went(tx, goes.id, standing, said.done, error)?;
                tx.stir();
                Ok::<_, Failure>(())
            })
            .await
    }

    async fn saying(&self, goes: &Goes) -> Result<Result<Saying, &'static str>, Failure> {
        let asked = goes.clone();
        let read = self.db().read(move |c| {
            let Some(account) = rows::load(c, asked.account)?.filter(|a| a.enabled) else {
                return Ok::<_, Fault>(Err("the account is gone or switched off"));
            };
            let words = text::by_ids(c, &[asked.text])?.into_iter().next().and_then(|t| t.body);
            let Some(words) = words else { return Ok(Err("the words were erased")) };
            let named: Vec<Id> = serde_json::from_str(&asked.files).unwrap_or_default();
            let mut files = Vec::new();
            for file in named {
                let Some(row) = c.query_one_opt(&case_row::sql::attachment, &[file.into()])? else { continue };
                let name = text::by_ids(c, &[row.id(4)?])?.into_iter().next().and_then(|t| t.body);
                files.push((name.unwrap_or_else(|| "file".to_owned()), row.text(3)?, row.text(1)?));
            }
            Ok(Ok((account, words, files)))
        });
        let (account, text, files) = match read.await? {
            Ok(found) => found,
            Err(why) => return Ok(Err(why)),
        };
        let mut saying =
            Saying { account, to: goes.peer.clone(), text, files: Vec::new(), done: goes.done, id: goes.id };
        for (name, media_type, digest) in files {
            let digest: Digest = digest.parse().map_err(|_| Fault::Corrupt("attachment digest".into()))?;
            let bytes = self.blobs().get(digest).await.map_err(|e| Failure::Fault(e.into()))?;
            saying.files.push(MailFile { name, media_type, bytes });
        }
        Ok(Ok(saying))
    }
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
            if let CaseEvent::MessageRecorded {
                message,
                direction: Direction::Outbound,
                channel: Channel::Chat,
                text,
                attachments,
                ..
            } = event
            {
                enqueue(tx, entry.stream.id, message, text.id, &attachments)?;
            }
        }
    }
    follower::advance(tx, FOLLOWER, last)?;
    Ok(page.len())
}

/// Only where the customer writes through an account.
fn enqueue(tx: &mut Tx, case: Id, message: Id, words: Id, files: &[Id]) -> Result<(), Failure> {
    let Some(thread) = rows::thread(tx, case)? else { return Ok(()) };
    if rows::goes_out(tx, message)? {
        return Ok(());
    }
    let (id, now) = (tx.new_id(), tx.now());
    let payload = json!({ "out": id }).to_string();
    if outbox::enqueue(tx, ANSWER, &format!("messaging:{message}"), &payload, now)?.is_none() {
        return Ok(());
    }
    let goes = Goes {
        id,
        case,
        message,
        text: words,
        account: thread.account,
        peer: thread.peer,
        files: serde_json::to_string(files).map_err(|e| Fault::Sql(e.to_string()))?,
        done: 0,
        standing: "waiting".to_owned(),
        attempts: 0,
        last_error: None,
        changed_at: now,
    };
    Ok(rows::send(tx, &goes)?)
}
