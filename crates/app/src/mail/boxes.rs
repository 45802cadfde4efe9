//! Mailboxes: which are read and sent from. An administrator names them; their secrets are answered to nobody.

use std::collections::BTreeMap;

use bihuan_domain::actor::Actor;
use bihuan_domain::contact::email_key;
use bihuan_domain::ids::Id;
use bihuan_domain::trade::Kind;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::mail::{self, Came};
use bihuan_store::nouns::mailbox::{self, Mailbox, Renewal};
use bihuan_store::{Fault, follower};
use serde::{Deserialize, Serialize};

use super::KIND;
use super::outbound::FOLLOWER;
use super::words::LANGUAGES;
use crate::app::App;
use crate::failure::Failure;
use crate::organisation::check_name;
use crate::record::record;
use crate::sign_in::{decision, first, lock_version};
use crate::webhooks::permit;

/// Characters of an acknowledgement of one's own.
const MOST_WORDS: usize = 4_000;
/// Characters of a host, name or secret.
const MOST_LINE: usize = 8_000;

/// How a line is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// TLS from the first byte.
    Tls,
    /// TLS after a greeting.
    StartTls,
    /// In the clear, to this machine only.
    Plain,
    /// In the clear, wherever.
    PlainAnywhere,
}

/// A server and the name one signs in by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerTerms {
    /// Name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// How it is protected.
    pub security: Security,
    /// The name; none: without signing in.
    #[serde(default)]
    pub user: Option<String>,
    /// The secret is an OAuth2 access token.
    #[serde(default)]
    pub oauth2: bool,
}

/// Where its access token is renewed (RFC 6749 §6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenewalTerms {
    /// The provider's token endpoint.
    pub token_endpoint: String,
    /// The client.
    pub client_id: String,
    /// Scope; empty: as it was granted.
    #[serde(default)]
    pub scope: String,
}

/// How a mailbox is reached and what is done with its mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailboxTerms {
    /// Read by IMAP here; none: it only sends.
    #[serde(default)]
    pub incoming: Option<ServerTerms>,
    /// The folder that is read.
    #[serde(default = "inbox")]
    pub folder: String,
    /// Sent by SMTP here; none: it only reads.
    #[serde(default)]
    pub outgoing: Option<ServerTerms>,
    /// What a new case is until somebody judges it.
    #[serde(default = "inquiry")]
    pub kind: Kind,
    /// Whether a new case is acknowledged.
    #[serde(default = "yes")]
    pub acknowledge: bool,
    /// Words of the acknowledgement by language, instead of ours.
    #[serde(default)]
    pub acknowledgement: BTreeMap<String, String>,
    /// Whether mail of mailing lists becomes cases.
    #[serde(default)]
    pub lists: bool,
    /// Where its access token is renewed; none: the secrets are what they are.
    #[serde(default)]
    pub renewal: Option<RenewalTerms>,
}

impl MailboxTerms {
    /// Whether one signs in at a server with the token that is renewed.
    pub fn renews(&self, server: Option<&ServerTerms>) -> bool {
        self.renewal.is_some() && server.is_some_and(|s| s.oauth2)
    }
}

fn inbox() -> String {
    "INBOX".to_owned()
}

const fn inquiry() -> Kind {
    Kind::Inquiry
}

const fn yes() -> bool {
    true
}

/// A mailbox as an administrator gives it.
#[derive(Clone)]
pub struct NewMailbox {
    /// What it is for.
    pub name: String,
    /// Its own address.
    pub address: String,
    /// Whether it is read and sent from.
    pub enabled: bool,
    /// How.
    pub terms: MailboxTerms,
    /// Secret for reading; none: as it was.
    pub incoming_secret: Option<String>,
    /// Secret for sending; none: as it was.
    pub outgoing_secret: Option<String>,
    /// Secret of the client that renews the access token; none: as it was.
    pub client_secret: Option<String>,
    /// The refresh token; none: as it was.
    pub refresh_token: Option<String>,
}

crate::secrets::discreet!(NewMailbox);

/// A mailbox with what is known of it.
#[derive(Debug, Clone)]
pub struct MailboxShown {
    /// As kept; its secrets go no further.
    pub mailbox: Mailbox,
    /// How.
    pub terms: MailboxTerms,
}

/// Of a mailbox, in the journal: neither address nor host nor secret.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case", tag = "event")]
enum MailboxEvent {
    Created { unit: Id, reads: bool, sends: bool, enabled: bool },
    Changed { reads: bool, sends: bool, enabled: bool, new_secret: bool },
    Deleted {},
}

const NOTHING: Failure = Failure::NotFound { what: "mailbox" };

pub(super) fn terms_of(mailbox: &Mailbox) -> Result<MailboxTerms, Fault> {
    serde_json::from_str(&mailbox.terms).map_err(|e| Fault::Corrupt(format!("mailbox: {e}")))
}

/// Whether a mailbox sends as it stands.
pub(crate) fn sends(mailbox: &Mailbox) -> Result<bool, Fault> {
    Ok(mailbox.enabled && terms_of(mailbox)?.outgoing.is_some())
}

fn shown(mailbox: Mailbox) -> Result<MailboxShown, Fault> {
    Ok(MailboxShown { terms: terms_of(&mailbox)?, mailbox })
}

fn plain(field: &'static str, text: &str) -> Result<(), Failure> {
    let sound = !text.trim().is_empty() && text.len() <= MOST_LINE && !text.chars().any(char::is_control);
    if sound { Ok(()) } else { Err(Failure::input(field, "unusable", "one line, not empty")) }
}

fn check(new: &NewMailbox) -> Result<(), Failure> {
    check_name("name", &new.name)?;
    if email_key(&new.address).is_none() {
        return Err(Failure::input("address", "bad_address", "an e-mail address"));
    }
    let terms = &new.terms;
    if terms.incoming.is_none() && terms.outgoing.is_none() {
        return Err(Failure::input("terms", "nothing_given", "incoming or outgoing"));
    }
    plain("terms.folder", &terms.folder)?;
    for (server, user) in [(&terms.incoming, "terms.incoming.user"), (&terms.outgoing, "terms.outgoing.user")] {
        let Some(server) = server else { continue };
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '_');
        if server.host.is_empty() || server.host.len() > 253 || !server.host.chars().all(fits) || server.port == 0 {
            return Err(Failure::input("terms", "bad_host", "a host name and a port"));
        }
        if let Some(name) = &server.user {
            plain(user, name)?;
        }
    }
    if terms.incoming.as_ref().is_some_and(|s| s.user.is_none()) {
        return Err(Failure::input("terms.incoming.user", "missing_field", "IMAP wants a name"));
    }
    for (language, words) in &terms.acknowledgement {
        if !LANGUAGES.contains(&language.as_str()) {
            return Err(Failure::input("terms.acknowledgement", "unknown_language", language.clone()));
        }
        if words.chars().count() > MOST_WORDS || !words.contains("{number}") || words.contains('\0') {
            return Err(Failure::input("terms.acknowledgement", "without_number", "{number} must stand in it"));
        }
    }
    if let Some(renewal) = &terms.renewal {
        let endpoint = url::Url::parse(&renewal.token_endpoint).ok();
        let fits = |u: &url::Url| matches!(u.scheme(), "https" | "http") && u.host().is_some();
        if renewal.token_endpoint.len() > MOST_LINE || !endpoint.as_ref().is_some_and(fits) {
            return Err(Failure::input("terms.renewal.token_endpoint", "bad_url", "https://…"));
        }
        plain("terms.renewal.client_id", &renewal.client_id)?;
        if !renewal.scope.is_empty() {
            plain("terms.renewal.scope", &renewal.scope)?;
        }
    }
    let secrets = [&new.incoming_secret, &new.outgoing_secret, &new.client_secret, &new.refresh_token];
    for secret in secrets.into_iter().flatten() {
        if secret.len() > MOST_LINE || secret.chars().any(char::is_control) {
            return Err(Failure::input("incoming_secret", "unusable", "one line"));
        }
    }
    Ok(())
}

impl NewMailbox {
    fn stored(&self) -> Result<String, Fault> {
        serde_json::to_string(&self.terms).map_err(|e| Fault::Sql(e.to_string()))
    }
}

impl App {
    /// Makes a mailbox.
    ///
    /// # Errors
    /// `NotPermitted`; `Input`; faults.
    pub async fn create_mailbox(&self, actor: &Actor, unit: Id, new: NewMailbox) -> Result<MailboxShown, Failure> {
        permit(actor)?;
        check(&new)?;
        if !self.world().lineages.contains_key(&unit) {
            return Err(Failure::input("unit", "unknown_unit", unit.to_string()));
        }
        let (by, terms) = (actor.who, new.stored()?);
        self.db()
            .write("mailbox.create", move |tx| {
                follower::begin(tx, FOLLOWER)?;
                let mailbox = Mailbox {
                    id: tx.new_id(),
                    version: 1,
                    name: new.name.trim().to_owned(),
                    address: new.address.trim().to_owned(),
                    unit,
                    enabled: new.enabled,
                    terms,
                    incoming_secret: new.incoming_secret.unwrap_or_default(),
                    outgoing_secret: new.outgoing_secret.unwrap_or_default(),
                    renewal: Renewal {
                        client_secret: new.client_secret.unwrap_or_default(),
                        refresh_token: new.refresh_token.unwrap_or_default(),
                        access_token: String::new(),
                    },
                    access_until: None,
                    created_at: tx.now(),
                    looked_at: None,
                    came_at: None,
                    failed_at: None,
                    last_error: None,
                    tested_at: None,
                    test_incoming: None,
                    test_outgoing: None,
                };
                let (reads, sends) = (new.terms.incoming.is_some(), new.terms.outgoing.is_some());
                let event = [MailboxEvent::Created { unit, reads, sends, enabled: mailbox.enabled }];
                let stream = Stream::new(KIND, mailbox.id);
                record(tx, &first(&stream, tx.now(), by, "create_mailbox", &event), |tx, proof| {
                    Ok(mailbox::insert(tx, proof, &mailbox)?)
                })?;
                Ok(shown(mailbox)?)
            })
            .await
    }

    /// Changes a mailbox; a secret that is left out stays.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; `Stale`; `Input`; faults.
    pub async fn change_mailbox(
        &self,
        actor: &Actor,
        id: Id,
        version: Option<i64>,
        new: NewMailbox,
    ) -> Result<MailboxShown, Failure> {
        permit(actor)?;
        check(&new)?;
        let (by, terms) = (actor.who, new.stored()?);
        self.db()
            .write("mailbox.change", move |tx| {
                let stream = Stream::new(KIND, id);
                let current = lock_version(tx, &stream)?;
                let mut mailbox = mailbox::load(tx, id)?.ok_or(NOTHING)?;
                if version.is_some_and(|v| v != current) {
                    return Err(Failure::Stale { current });
                }
                // A secret goes to the server it was given for and to no other.
                let (before, moved) = (terms_of(&mailbox)?, |a: &Option<ServerTerms>, b: &Option<ServerTerms>| {
                    let place = |s: &ServerTerms| (s.host.clone(), s.port, s.security, s.user.clone());
                    a.as_ref().map(place) != b.as_ref().map(place)
                });
                if new.incoming_secret.is_none() && moved(&before.incoming, &new.terms.incoming) {
                    mailbox.incoming_secret = String::new();
                }
                if new.outgoing_secret.is_none() && moved(&before.outgoing, &new.terms.outgoing) {
                    mailbox.outgoing_secret = String::new();
                }
                let renewed_at =
                    |t: &MailboxTerms| t.renewal.as_ref().map(|r| (r.token_endpoint.clone(), r.client_id.clone()));
                if renewed_at(&before) != renewed_at(&new.terms) {
                    mailbox.renewal = Renewal::default();
                }
                let renews_otherwise =
                    before.renewal != new.terms.renewal || new.client_secret.is_some() || new.refresh_token.is_some();
                if renews_otherwise {
                    mailbox.renewal.access_token = String::new();
                    mailbox.access_until = None;
                }
                mailbox.renewal.client_secret = new.client_secret.clone().unwrap_or(mailbox.renewal.client_secret);
                mailbox.renewal.refresh_token = new.refresh_token.clone().unwrap_or(mailbox.renewal.refresh_token);
                let given = [&new.incoming_secret, &new.outgoing_secret, &new.client_secret, &new.refresh_token];
                let new_secret = given.iter().any(|s| s.is_some());
                (mailbox.name, mailbox.address) = (new.name.trim().to_owned(), new.address.trim().to_owned());
                (mailbox.enabled, mailbox.terms) = (new.enabled, terms);
                mailbox.incoming_secret = new.incoming_secret.unwrap_or(mailbox.incoming_secret);
                mailbox.outgoing_secret = new.outgoing_secret.unwrap_or(mailbox.outgoing_secret);
                let (reads, sends) = (new.terms.incoming.is_some(), new.terms.outgoing.is_some());
                let event = [MailboxEvent::Changed { reads, sends, enabled: mailbox.enabled, new_secret }];
                let change = decision(&stream, current, tx, by, "change_mailbox", &event);
                record(tx, &change, |tx, proof| Ok(mailbox::change(tx, proof, &mailbox)?))?;
                mailbox.version = current + 1;
                Ok(shown(mailbox)?)
            })
            .await
    }

    /// Ends a mailbox: it is neither read nor sent from, its secrets are forgotten.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub async fn delete_mailbox(&self, actor: &Actor, id: Id) -> Result<(), Failure> {
        permit(actor)?;
        let by = actor.who;
        self.db()
            .write("mailbox.delete", move |tx| {
                let stream = Stream::new(KIND, id);
                let current = lock_version(tx, &stream)?;
                mailbox::load(tx, id)?.ok_or(NOTHING)?;
                let delete = decision(&stream, current, tx, by, "delete_mailbox", &[MailboxEvent::Deleted {}]);
                record(tx, &delete, |tx, proof| Ok(mailbox::delete(tx, proof)?))
            })
            .await
    }

    /// The mailboxes.
    ///
    /// # Errors
    /// `NotPermitted`; faults.
    pub async fn mailboxes(&self, actor: &Actor) -> Result<Vec<MailboxShown>, Failure> {
        permit(actor)?;
        self.every_mailbox().await
    }

    /// One mailbox.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub async fn mailbox(&self, actor: &Actor, id: Id) -> Result<MailboxShown, Failure> {
        permit(actor)?;
        self.db().read(move |c| Ok(shown(mailbox::load(c, id)?.ok_or(NOTHING)?)?)).await
    }

    /// What came into a mailbox lately and what became of it.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub async fn mail_of_mailbox(&self, actor: &Actor, id: Id) -> Result<Vec<Came>, Failure> {
        permit(actor)?;
        self.db()
            .read(move |c| {
                mailbox::load(c, id)?.ok_or(NOTHING)?;
                Ok::<_, Failure>(mail::of_mailbox(c, id)?)
            })
            .await
    }

    /// The mailboxes, for the work that nobody asks for.
    ///
    /// # Errors
    /// Faults.
    pub async fn every_mailbox(&self) -> Result<Vec<MailboxShown>, Failure> {
        let all = self.db().read(mailbox::all).await?;
        Ok(all.into_iter().map(shown).collect::<Result<_, _>>()?)
    }

    /// Notes how a look into a mailbox went.
    ///
    /// # Errors
    /// Faults.
    pub async fn mailbox_looked(&self, id: Id, error: Option<String>) -> Result<(), Failure> {
        let note = move |tx: &mut bihuan_store::Tx| match &error {
            None => mailbox::looked(tx, id),
            Some(error) => mailbox::failed(tx, id, error),
        };
        Ok(self.db().write("mailbox.looked", note).await?)
    }
}
