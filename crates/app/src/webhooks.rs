//! Webhooks: other systems that hear what happens to cases. Subscriptions are decisions of an administrator; messages are
//! made by a follower of the journal, once each, and sent by a worker that may be killed at any moment: the next attempt
//! carries the same id. The journal's feed is followed, so a closing or an answer waits for no subscription.
//!
//! A message holds ids, codes and instants, never people's words: who may read those asks the API.

use std::collections::BTreeMap;

use base64::Engine as _;
use bihuan_domain::actor::{Actor, Permission, Scope, Who};
use bihuan_domain::automation::{Happening, WebhookEvent};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::deliveries::{self, Claimed, Delivery, Standing, Went};
use bihuan_store::journal::{self, EntryRow, Stream};
use bihuan_store::nouns::case as case_row;
use bihuan_store::nouns::webhook::{self, Webhook};
use bihuan_store::{Conn, Fault, Tx, follower};
use rand::TryRng as _;
use rand::rngs::SysRng;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::app::App;
use crate::cases::write::STREAM;
use crate::failure::Failure;
use crate::organisation::check_name;
use crate::paging::{Page, PageAsk};
use crate::record::record;
use crate::sign_in::{decision, first, lock_version};

/// The stream kind of webhooks.
pub const KIND: &str = "webhook";
/// The follower's name.
const FOLLOWER: &str = "webhooks";
/// Messages that may wait for one webhook; beyond that it is no longer sent to.
pub const MOST_WAITING: i64 = 10_000;
/// Decisions looked at in one transaction.
const PAGE: u32 = 200;
/// Messages claimed at once.
const BATCH: u32 = 50;
/// How long a claimed message belongs to its worker.
pub const LEASE_MS: i64 = 60_000;
/// After this long a worker begins no further message of its claim: the lease must outlive the last call.
const BEGIN_WITHIN: std::time::Duration = std::time::Duration::from_secs(30);
const LONGEST_URL: usize = 2_000;

/// A webhook as an administrator gives it.
#[derive(Debug, Clone)]
pub struct NewWebhook {
    /// What it is for.
    pub name: String,
    /// Where to: http or https.
    pub url: String,
    /// To what; empty: to everything.
    pub events: Vec<Happening>,
    /// Whether it is sent to.
    pub enabled: bool,
}

/// A webhook with how it goes.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The webhook.
    pub webhook: Webhook,
    /// Messages that wait, counted up to [`MOST_WAITING`].
    pub waiting: i64,
    /// Messages given up, counted up to [`MOST_WAITING`].
    pub parked: i64,
}

/// A message on its way out.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// Where to.
    pub url: String,
    /// What to sign with.
    pub secret: String,
    /// The same at each attempt.
    pub id: String,
    /// JSON.
    pub body: String,
}

/// How it went.
#[derive(Debug, Clone)]
pub struct Came {
    /// HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// Milliseconds it took.
    pub duration_ms: i64,
    /// The beginning of the answer.
    pub answer: String,
    /// Why it was not taken; none: it was.
    pub error: Option<String>,
}

/// Refuses whoever may not administer what acts by itself, over everything.
pub(crate) fn permit(actor: &Actor) -> Result<(), Failure> {
    if actor.scopes(Permission::AutomationAdmin).any(|s| s == Scope::All) {
        Ok(())
    } else {
        Err(Failure::NotPermitted(Permission::AutomationAdmin))
    }
}

fn check(new: &NewWebhook) -> Result<(), Failure> {
    check_name("name", &new.name)?;
    let bad = || Failure::input("url", "bad_url", "http:// or https://, without a user name, at most 2000 characters");
    if new.url.len() > LONGEST_URL || new.url.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(bad());
    }
    let url = url::Url::parse(&new.url).map_err(|_| bad())?;
    let plain = matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|h| !h.is_empty());
    if plain && url.username().is_empty() && url.password().is_none() { Ok(()) } else { Err(bad()) }
}

fn draw_secret() -> Result<String, Fault> {
    let mut bytes = [0u8; 32];
    SysRng.try_fill_bytes(&mut bytes).map_err(|e| Fault::Unavailable(format!("randomness: {e}")))?;
    Ok(format!("whsec_{}", base64::engine::general_purpose::STANDARD.encode(bytes)))
}

fn digest(url: &str) -> String {
    Sha256::digest(url.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}

fn events(mut given: Vec<Happening>) -> Vec<Happening> {
    given.sort();
    given.dedup();
    given
}

const NOTHING: Failure = Failure::NotFound { what: "webhook" };

fn seen(conn: &mut Conn, webhook: Webhook) -> Result<Seen, Fault> {
    let (waiting, parked) = deliveries::waiting(conn, webhook.id, MOST_WAITING)?;
    Ok(Seen { webhook, waiting, parked })
}

impl App {
    /// Subscribes; the secret is answered this once.
    ///
    /// # Errors
    /// `NotPermitted`; `Input`; faults.
    pub async fn create_webhook(&self, actor: &Actor, new: NewWebhook) -> Result<(Seen, String), Failure> {
        permit(actor)?;
        check(&new)?;
        let owner = actor.user().ok_or(Failure::NotSignedIn)?;
        let (secret, by) = (draw_secret()?, actor.who);
        let kept = secret.clone();
        let made = self.db().write("webhook.create", move |tx| {
            follower::begin(tx, FOLLOWER)?;
            let webhook = Webhook {
                id: tx.new_id(),
                version: 1,
                name: new.name.trim().to_owned(),
                url: new.url,
                events: events(new.events),
                secret: kept,
                enabled: new.enabled,
                owner,
                created_at: tx.now(),
            };
            let event = [WebhookEvent::Created {
                owner,
                url_digest: digest(&webhook.url),
                events: webhook.events.clone(),
                enabled: webhook.enabled,
            }];
            let stream = Stream::new(KIND, webhook.id);
            record(tx, &first(&stream, tx.now(), by, "create_webhook", &event), |tx, proof| {
                Ok(webhook::insert(tx, proof, &webhook)?)
            })?;
            Ok::<_, Failure>(Seen { webhook, waiting: 0, parked: 0 })
        });
        Ok((made.await?, secret))
    }

    /// A page of webhooks.
    ///
    /// # Errors
    /// `NotPermitted`; faults.
    pub async fn webhooks(&self, actor: &Actor, ask: PageAsk) -> Result<Page<Seen>, Failure> {
        permit(actor)?;
        let rows = self.db().read(move |conn| {
            let found = webhook::page(conn, ask.after, ask.rows())?;
            found.into_iter().map(|w| seen(conn, w)).collect::<Result<Vec<_>, Fault>>()
        });
        Ok(Page::of(rows.await?, ask, |s| s.webhook.id))
    }

    /// One webhook.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub async fn webhook(&self, actor: &Actor, id: Id) -> Result<Seen, Failure> {
        permit(actor)?;
        self.db()
            .read(move |conn| {
                let found = webhook::load(conn, id)?.ok_or(NOTHING)?;
                Ok::<_, Failure>(seen(conn, found)?)
            })
            .await
    }

    /// Changes a subscription.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; `Stale`; `Input`; faults.
    pub async fn change_webhook(
        &self,
        actor: &Actor,
        id: Id,
        version: Option<i64>,
        new: NewWebhook,
    ) -> Result<Seen, Failure> {
        permit(actor)?;
        check(&new)?;
        let by = actor.who;
        self.db()
            .write("webhook.change", move |tx| {
                let stream = Stream::new(KIND, id);
                let current = lock_version(tx, &stream)?;
                let mut webhook = webhook::load(tx, id)?.ok_or(NOTHING)?;
                if version.is_some_and(|v| v != current) {
                    return Err(Failure::Stale { current });
                }
                (webhook.name, webhook.url) = (new.name.trim().to_owned(), new.url);
                (webhook.events, webhook.enabled) = (events(new.events), new.enabled);
                let event = [WebhookEvent::Changed {
                    url_digest: digest(&webhook.url),
                    events: webhook.events.clone(),
                    enabled: webhook.enabled,
                }];
                let change = decision(&stream, current, tx, by, "change_webhook", &event);
                record(tx, &change, |tx, proof| Ok(webhook::change(tx, proof, &webhook)?))?;
                webhook.version = current + 1;
                Ok(seen(tx, webhook)?)
            })
            .await
    }

    /// Ends a subscription: what waits is given up, the secret forgotten.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub async fn delete_webhook(&self, actor: &Actor, id: Id) -> Result<(), Failure> {
        permit(actor)?;
        let by = actor.who;
        self.db()
            .write("webhook.delete", move |tx| {
                let stream = Stream::new(KIND, id);
                let current = lock_version(tx, &stream)?;
                webhook::load(tx, id)?.ok_or(NOTHING)?;
                let delete = decision(&stream, current, tx, by, "delete_webhook", &[WebhookEvent::Deleted {}]);
                record(tx, &delete, |tx, proof| Ok(webhook::delete(tx, proof)?))?;
                deliveries::drop_open(tx, id, "webhook_deleted")?;
                Ok(())
            })
            .await
    }

    /// Enqueues a message that says nothing, to try the other side.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub async fn test_webhook(&self, actor: &Actor, id: Id) -> Result<Delivery, Failure> {
        permit(actor)?;
        self.db()
            .write("webhook.test", move |tx| {
                webhook::load(tx, id)?.ok_or(NOTHING)?;
                let body = json!({ "type": "test", "timestamp": tx.now(), "data": { "webhook": id } }).to_string();
                let key = format!("test:{}", tx.new_id());
                let made = deliveries::enqueue(tx, id, "test", &key, &body)?.unwrap_or(id);
                deliveries::load(tx, id, made)?.ok_or(NOTHING)
            })
            .await
    }

    /// A page of a webhook's log, newest first; of one standing, if it is named.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub async fn deliveries(
        &self,
        actor: &Actor,
        id: Id,
        standing: Option<Standing>,
        ask: PageAsk,
    ) -> Result<Page<Delivery>, Failure> {
        permit(actor)?;
        let rows = self.db().read(move |conn| {
            webhook::load(conn, id)?.ok_or(NOTHING)?;
            Ok::<_, Failure>(deliveries::of_webhook(conn, id, standing, ask.after, ask.rows())?)
        });
        Ok(Page::of(rows.await?, ask, |d| d.id))
    }

    /// Sends a message once more, with the same id.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub async fn deliver_again(&self, actor: &Actor, id: Id, delivery: Id) -> Result<Delivery, Failure> {
        permit(actor)?;
        self.db()
            .write("webhook.again", move |tx| {
                webhook::load(tx, id)?.ok_or(NOTHING)?;
                let nothing = || Failure::NotFound { what: "delivery" };
                if !deliveries::again(tx, id, delivery)? {
                    return Err(nothing());
                }
                deliveries::load(tx, id, delivery)?.ok_or_else(nothing)
            })
            .await
    }

    /// Makes the messages of what happened since the last time; answers how many decisions were looked at.
    ///
    /// # Errors
    /// Faults.
    pub async fn hear_for_webhooks(&self) -> Result<usize, Failure> {
        self.hear_pages(FOLLOWER, "webhooks.hear", PAGE, hear).await
    }

    /// Sends what is due through `carry`; answers how many messages were tried. Each webhook's messages go out one after
    /// another in their order, different webhooks at the same time.
    ///
    /// # Errors
    /// Faults of the store; what goes wrong outside is noted on the message.
    pub async fn deliver_webhooks<F, T>(&self, carry: F) -> Result<usize, Failure>
    where
        F: Fn(Outgoing) -> T + Sync,
        T: Future<Output = Came> + Send,
    {
        let claimed = self.db().write("webhooks.claim", |tx| {
            let mut by_webhook: BTreeMap<Id, (Option<Webhook>, Vec<Claimed>)> = BTreeMap::new();
            for one in deliveries::claim_due(tx, BATCH, LEASE_MS)? {
                by_webhook.entry(one.webhook).or_default().1.push(one);
            }
            for (id, (webhook, _)) in &mut by_webhook {
                *webhook = webhook::load(tx, *id)?;
            }
            Ok::<_, Failure>(by_webhook)
        });
        let claimed = claimed.await?;
        let count = claimed.values().map(|(_, messages)| messages.len()).sum();
        let begun = std::time::Instant::now();
        let all =
            claimed.into_values().map(|(webhook, messages)| self.deliver_in_order(webhook, messages, begun, &carry));
        for one in futures::future::join_all(all).await {
            one?;
        }
        Ok(count)
    }

    async fn deliver_in_order<F, T>(
        &self,
        webhook: Option<Webhook>,
        messages: Vec<Claimed>,
        begun: std::time::Instant,
        carry: &F,
    ) -> Result<(), Failure>
    where
        F: Fn(Outgoing) -> T + Sync,
        T: Future<Output = Came> + Send,
    {
        for message in messages {
            if begun.elapsed() > BEGIN_WITHIN {
                self.db().write("webhook.later", move |tx| deliveries::give_back(tx, &message)).await?;
                continue;
            }
            let at = self.db().now();
            let came = match &webhook {
                Some(webhook) => {
                    let (url, secret) = (webhook.url.clone(), webhook.secret.clone());
                    carry(Outgoing { url, secret, id: message.id.to_string(), body: message.payload.clone() }).await
                }
                None => Came {
                    status: None,
                    duration_ms: 0,
                    answer: String::new(),
                    error: Some("webhook_deleted".to_owned()),
                },
            };
            self.db().write("webhook.went", move |tx| note(tx, &message, at, came)).await?;
        }
        Ok(())
    }
}

fn note(tx: &mut Tx, message: &Claimed, at: UtcMs, came: Came) -> Result<(), Fault> {
    let went = Went { at, status: came.status, duration_ms: came.duration_ms, answer: came.answer };
    match came.error {
        None => deliveries::taken(tx, message, &went).map(|_| ()),
        Some(error) => deliveries::failed(tx, message, &went, &error).map(|_| ()),
    }
}

/// One page of the feed: messages for what was subscribed to, and the follower's place, in one transaction.
fn hear(tx: &mut Tx) -> Result<usize, Failure> {
    let Some(stand) = follower::take(tx, FOLLOWER)? else { return Ok(0) };
    let page = journal::after(tx, stand.cursor, PAGE)?;
    let Some(last) = page.last().map(|e| e.cursor) else { return Ok(0) };
    let mut webhooks = webhook::enabled(tx)?;
    let mut waiting = BTreeMap::new();
    for webhook in &webhooks {
        waiting.insert(webhook.id, deliveries::waiting(tx, webhook.id, MOST_WAITING)?.0);
    }
    // History that comes in long after alerts nobody.
    for entry in page.iter().filter(|e| e.stream.kind == STREAM && e.actor_kind != "import") {
        let happened: Vec<Value> = serde_json::from_str(&entry.body).unwrap_or_default();
        let mut number = None;
        for (n, event) in happened.iter().enumerate() {
            let Some(happening) = Happening::of(event) else { continue };
            for webhook in webhooks.iter().filter(|w| w.wants(happening)) {
                if number.is_none() {
                    number = case_row::load(tx, entry.stream.id)?.map(|s| s.case.number.to_string());
                }
                let body = message(entry, happening, event, number.as_deref());
                let key = format!("{}:{}:{n}", webhook.id, entry.cursor);
                deliveries::enqueue(tx, webhook.id, happening.code(), &key, &body)?;
                *waiting.entry(webhook.id).or_default() += 1;
            }
        }
        for full in webhooks.extract_if(.., |w| waiting.get(&w.id).is_some_and(|n| *n >= MOST_WAITING)) {
            overrun(tx, full)?;
        }
    }
    follower::advance(tx, FOLLOWER, last)?;
    Ok(page.len())
}

fn message(entry: &EntryRow, happening: Happening, event: &Value, number: Option<&str>) -> String {
    json!({
        "type": format!("case.{happening}"),
        "timestamp": UtcMs::new(entry.at_ms),
        "data": {
            "case": entry.stream.id, "number": number, "version": entry.version, "cursor": entry.cursor.to_string(),
            "actor": { "kind": entry.actor_kind, "id": entry.actor_id }, "event": event,
        },
    })
    .to_string()
}

/// The other side takes nothing any more: what waits stays, nothing is added.
fn overrun(tx: &mut Tx, mut webhook: Webhook) -> Result<(), Failure> {
    let stream = Stream::new(KIND, webhook.id);
    let version = lock_version(tx, &stream)?;
    webhook.enabled = false;
    let events = [WebhookEvent::Overrun { waiting: MOST_WAITING }];
    let stopped = decision(&stream, version, tx, Who::System, "stop_webhook", &events);
    record(tx, &stopped, |tx, proof| Ok(webhook::change(tx, proof, &webhook)?))
}
