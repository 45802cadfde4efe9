//! The visitor's side: beginning a visit, saying something, ending it, and what is shown live. The key was drawn by the
//! visitor's browser and a message has an id of its own: whatever is sent again after a lost answer is done once.

use std::collections::BTreeSet;
use std::net::IpAddr;

use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::case::CaseCommand;
use bihuan_domain::case::command::Message;
use bihuan_domain::case::event::{Classification, Complainant, Source};
use bihuan_domain::case::text::Field;
use bihuan_domain::chat::ChatState;
use bihuan_domain::contact::{email_key, phone_key};
use bihuan_domain::ids::{CaseNumber, Id};
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, Kind};
use bihuan_store::nouns::case as case_row;
use bihuan_store::nouns::chat as rows;
use bihuan_store::nouns::policy::{Remembered, remember, remembered};
use bihuan_store::nouns::portal::{self as kept, NewKey};
use sha2::{Digest as _, Sha256};

use super::decide::{Visit, bound, is_open, opens_at};
use super::{Chats, agents};
use crate::cases::change::{NewCase, Registered, subject_of};
use crate::cases::write::Work;
use crate::customers::{NewCustomer, ensure_in};
use crate::failure::Failure;
use crate::portal::{Guest, KEY_MS, MOST_CHARS, Solved, allowance, own_files};
use crate::secrets;
use crate::sign_in::counted;

/// Who a case of chat comes from, with the digest of its key: two beginnings with one key are one.
const SYSTEM: &str = "chat";
/// How long one types without saying so again.
const TYPING_MS: i64 = 6_000;

/// What somebody begins with.
#[derive(Clone, Default)]
pub struct Beginning {
    /// The key that opens it from now on, drawn by the visitor: `bh_` and 64 hexadecimal digits.
    pub key: String,
    /// A key of an earlier visit, so that they are known again.
    pub earlier: Option<String>,
    /// The first message.
    pub text: String,
    /// Name.
    pub name: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Language of the page.
    pub language: String,
    /// A skill the page asks for.
    pub skill: Option<String>,
    /// Code of the unit the page belongs to.
    pub unit: Option<String>,
}

crate::secrets::discreet!(Beginning);

/// A visit that began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// The visit.
    pub chat: Id,
    /// Its case.
    pub number: CaseNumber,
}

/// Whether somebody is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Business hours run.
    pub is_open: bool,
    /// When they begin next, while they do not.
    pub opens_at: Option<UtcMs>,
    /// An agent is there.
    pub is_attended: bool,
}

/// A message that is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// The message.
    pub message: Id,
    /// The version of the case with it.
    pub version: i64,
}

impl Chats {
    /// Whether somebody is there for a unit's visitors.
    ///
    /// # Errors
    /// `Input` with `unknown_unit`; faults.
    pub async fn about(&self, unit: Option<&str>) -> Result<About, Failure> {
        let unit = self.portal.unit(unit, Channel::Chat).await?;
        let (world, now) = (self.app.world(), self.app.db().now());
        let bound = bound(&world, unit, now)?;
        let present = self.app.db().read(move |c| rows::present(c, now)).await?;
        let lineage = world.lineage(unit);
        Ok(About {
            is_open: is_open(&bound, now)?,
            opens_at: opens_at(&bound, now)?,
            is_attended: present.iter().any(|p| lineage.contains(&p.unit)),
        })
    }

    /// Begins a visit with its first message. The same key again answers the same visit.
    ///
    /// # Errors
    /// `Input` on what does not fit, and `challenge_failed`; `TooMany`; the rule's refusal; faults.
    pub async fn begin(&self, given: Beginning, solved: &Solved, address: Option<IpAddr>) -> Result<Begun, Failure> {
        let given = checked(given)?;
        if let Ok(guest) = self.portal.guest(&given.key).await {
            return self.begun(&guest).await;
        }
        let external_id = source(&given.key);
        let asked = external_id.clone();
        let known = self.app.db().read(move |c| case_row::id_by_source(c, SYSTEM, &asked)).await?;
        let case = match known {
            // The case came in, and then something broke: it goes on from there.
            Some(case) => case,
            None => {
                self.portal.take(solved).await?;
                self.portal.counted(address).await?;
                self.register(&given, external_id).await?
            }
        };
        let (world, hash, wanted) = (self.app.world(), secrets::digest(&given.key), wanted(&given)?);
        let written = self.app.db().write("chat.begin", move |tx| {
            let stored = case_row::load(tx, case)?.ok_or(Failure::NotFound { what: "case" })?;
            let Complainant::Customer { id: customer } = stored.case.complainant else {
                return Err(Failure::input("key", "bad_value", ""));
            };
            let expires_at = tx.now().plus_ms(KEY_MS);
            kept::add_key(tx, &NewKey { case, hash, origin: "chat", user: None, expires_at })?;
            Visit::begin(tx, &world, Who::Customer(customer), (case, stored.case.unit, customer), wanted)?;
            Ok(())
        });
        match written.await {
            // The same beginning twice at one moment: the other one is in.
            Err(Failure::Fault(fault)) if fault.is_unique("portal_key", "hash") => {}
            other => other?,
        }
        self.offer().await;
        let guest = self.portal.guest(&given.key).await?;
        self.begun(&guest).await
    }

    async fn begun(&self, guest: &Guest) -> Result<Begun, Failure> {
        let case = guest.case();
        let found = self.app.db().read(move |c| {
            let (Some(row), Some(stored)) = (rows::of_case(c, case)?, case_row::load(c, case)?) else {
                return Ok(None);
            };
            Ok::<_, Failure>(Some(Begun { chat: row.id, number: stored.case.number }))
        });
        found.await?.ok_or(Failure::input("key", "bad_value", ""))
    }

    /// Takes the case in by the ordinary door.
    async fn register(&self, given: &Beginning, external_id: String) -> Result<Id, Failure> {
        let unit = self.portal.unit(given.unit.as_deref(), Channel::Chat).await?;
        let earlier = match &given.earlier {
            Some(key) => self.portal.guest(key).await.ok().and_then(|g| g.actor().who.id()),
            None => None,
        };
        let new = NewCustomer {
            name: given.name.clone(),
            phone: given.phone.clone(),
            email: given.email.clone(),
            external_ref: (given.phone.is_none() && given.email.is_none()).then(|| format!("{SYSTEM}:{external_id}")),
            language: Some(given.language.clone()),
            ..NewCustomer::default()
        };
        let customer = match earlier {
            Some(known) => known,
            None => {
                let entered = self.app.db().write("chat.customer", move |tx| {
                    let now = tx.now();
                    ensure_in(tx, Who::System, now, &new)
                });
                entered.await?
            }
        };
        let reachable = given.phone.is_some() || given.email.is_some();
        let new = NewCase {
            kind: Kind::Inquiry,
            channel: Channel::Chat,
            complainant: Complainant::Customer { id: customer },
            reachable,
            received_at: None,
            occurred: None,
            unit,
            owner: None,
            texts: vec![(Field::Subject, subject_of(&given.text)), (Field::Verbatim, given.text.clone())],
            source: Some(Source { system: SYSTEM.to_owned(), external_id: external_id.clone() }),
            classification: Classification::default(),
            wished: Vec::new(),
            fields: std::collections::BTreeMap::new(),
            terms: None,
        };
        match self.app.register(&Actor::customer(customer), new, None).await {
            Ok(Registered::Now(done)) => Ok(done.case.id),
            Ok(Registered::Before(..)) => Err(bihuan_store::Fault::Corrupt("remembered without a key".into()).into()),
            Err(Failure::Fault(fault)) if fault.is_unique("case_row", "source") => {
                let found = self.app.db().read(move |c| case_row::id_by_source(c, SYSTEM, &external_id)).await?;
                found.ok_or(Failure::NotFound { what: "case" })
            }
            Err(failure) => Err(failure),
        }
    }

    /// The visitor says something. The same id again says nothing twice and answers the same. After a visit has ended a new
    /// one begins in the same case.
    ///
    /// # Errors
    /// `Input`; `TooMany`; the rule's refusal; faults.
    pub async fn say(
        &self,
        guest: &Guest,
        (id, text): (&str, &str),
        files: Vec<Id>,
        address: Option<IpAddr>,
    ) -> Result<Sent, Failure> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        if !(8..=64).contains(&id.len()) || !id.bytes().all(plain) {
            return Err(Failure::input("id", "bad_value", "8 to 64 letters, digits or -"));
        }
        if text.chars().count() > MOST_CHARS {
            return Err(Failure::input("text", "too_long", MOST_CHARS.to_string()));
        }
        let words = self.app.words("text", text)?;
        let (world, guest, case) = (self.app.world(), guest.clone(), guest.case());
        let (key, digest) = (format!("chat:{case}:{id}"), said_digest(text, &files));
        let tries = allowance::of_visit(allowance::SAID_IN_A_VISIT, case, allowance::SAID_FROM_A_PLACE, address);
        let window_ms = self.portal.tries_window_ms();
        let message = self.app.db().new_id();
        let (sent, begun) = self
            .app
            .db()
            .write("chat.say", move |tx| {
                if let Some(before) = remembered(tx, &key)? {
                    return if before.request_digest == digest { read_sent(&before.body) } else { Err(other_words()) };
                }
                counted(tx, &tries, window_ms)??;
                let now = tx.now();
                let row = rows::of_case(tx, case)?.ok_or(Failure::NotFound { what: "chat" })?;
                let mut visit = Visit::open(tx, &world, row.id)?;
                own_files(tx, case, &files)?;
                let mut work = Work::open(tx, &world, case, None)?;
                let said = Message::inbound(message, Channel::Chat, words.reference.clone(), files);
                work.keep([words]);
                work.step(tx, guest.actor(), now, &CaseCommand::RecordMessage(Box::new(said)))?;
                let version = work.finish(tx)?.version;
                rows::visitor_typing(tx, row.id, now)?;
                let who = guest.actor().who;
                let begins = visit.row.chat.state == ChatState::Ended;
                if begins {
                    let wanted = visit.row.wanted.clone();
                    Visit::begin(tx, &world, who, (case, visit.row.chat.unit, visit.row.customer), wanted)?;
                } else if let Some(event) = visit.row.chat.spoke() {
                    visit.decide(tx, who, "continue_chat", &[event])?;
                }
                let body = format!("{message} {version}");
                remember(tx, &key, &Remembered { request_digest: digest, status: 201, body }, now)?;
                Ok((Sent { message, version }, begins))
            })
            .await?;
        if begun {
            self.offer().await;
        }
        Ok(sent)
    }

    /// The visitor ends the visit.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn leave(&self, guest: &Guest) -> Result<(), Failure> {
        let (world, case, who) = (self.app.world(), guest.case(), guest.actor().who);
        self.app
            .db()
            .write("chat.leave", move |tx| {
                let row = rows::of_case(tx, case)?.ok_or(Failure::NotFound { what: "chat" })?;
                let mut visit = Visit::open(tx, &world, row.id)?;
                let event = visit.row.chat.leave();
                visit.decide(tx, who, "leave_chat", event.as_slice())
            })
            .await?;
        self.offer().await;
        Ok(())
    }

    /// The visitor rates how they were served.
    ///
    /// # Errors
    /// `NotFound`; `ChatNotRateable`; faults.
    pub async fn rate(&self, guest: &Guest, stars: u8) -> Result<(), Failure> {
        let (world, case, who) = (self.app.world(), guest.case(), guest.actor().who);
        self.app
            .db()
            .write("chat.rate", move |tx| {
                let row = rows::of_case(tx, case)?.ok_or(Failure::NotFound { what: "chat" })?;
                let mut visit = Visit::open(tx, &world, row.id)?;
                let events = visit.row.chat.rate(stars)?;
                visit.decide(tx, who, "rate_chat", &events)
            })
            .await
    }

    /// The visitor types, or has seen the case up to a version; told live and kept nowhere else.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn moment(&self, guest: &Guest, typing: Option<bool>, read: Option<i64>) -> Result<(), Failure> {
        let case = guest.case();
        self.app
            .db()
            .write("chat.moment", move |tx| {
                let row = rows::of_case(tx, case)?.ok_or(Failure::NotFound { what: "chat" })?;
                let now = tx.now();
                if let Some(typing) = typing {
                    let until = if typing { now.plus_ms(TYPING_MS) } else { now };
                    rows::visitor_typing(tx, row.id, until)?;
                }
                let news = match read {
                    Some(version) => rows::has_read(tx, row.id, false, version)?,
                    None => false,
                };
                if typing.is_some() || news {
                    tx.stir();
                }
                Ok::<_, Failure>(())
            })
            .await
    }

    /// The visitor's page is there, or gone.
    pub(super) async fn is_here(&self, case: Id, here: bool) -> Result<(), Failure> {
        let world = self.app.world();
        self.app
            .db()
            .write("chat.here", move |tx| {
                let Some(row) = rows::of_case(tx, case)? else { return Ok(()) };
                if rows::is_here(tx, row.id, here)? {
                    if row.chat.state == ChatState::Waiting {
                        Visit::open(tx, &world, row.id)?.wake(tx)?;
                    }
                    tx.stir();
                }
                Ok::<_, Failure>(())
            })
            .await
    }
}

fn other_words() -> Failure {
    Failure::input("id", "message_id_reused", "")
}

fn read_sent(body: &str) -> Result<(Sent, bool), Failure> {
    let read = body
        .split_once(' ')
        .and_then(|(message, version)| Some(Sent { message: message.parse().ok()?, version: version.parse().ok()? }));
    read.map(|sent| (sent, false)).ok_or_else(|| bihuan_store::Fault::Corrupt("remembered message".into()).into())
}

fn said_digest(text: &str, files: &[Id]) -> Vec<u8> {
    let named: Vec<String> = files.iter().map(ToString::to_string).collect();
    Sha256::digest(format!("{}\n{text}", named.join(" "))).to_vec()
}

/// The name a visit's case has among all of chat; no digest that anything is looked up by.
fn source(key: &str) -> String {
    let digest = Sha256::digest(format!("{SYSTEM} {key}"));
    digest.iter().take(16).map(|b| format!("{b:02x}")).collect()
}

fn wanted(given: &Beginning) -> Result<BTreeSet<String>, Failure> {
    given.skill.iter().chain([&given.language]).map(|s| agents::skill(s)).collect()
}

/// What somebody begins with, without blanks around it and without what is empty.
fn checked(given: Beginning) -> Result<Beginning, Failure> {
    let clean = |text: Option<String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    let given = Beginning {
        key: given.key,
        earlier: clean(given.earlier),
        text: given.text.trim().to_owned(),
        name: clean(given.name),
        phone: clean(given.phone),
        email: clean(given.email),
        language: given.language.trim().to_owned(),
        skill: clean(given.skill),
        unit: clean(given.unit),
    };
    let hex = given.key.strip_prefix(secrets::PREFIX).unwrap_or_default();
    if hex.len() != 64 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Failure::input("key", "bad_value", "bh_ and 64 hexadecimal digits"));
    }
    crate::cases::change::check_text("text", &given.text)?;
    if given.text.chars().count() > MOST_CHARS {
        return Err(Failure::input("text", "too_long", MOST_CHARS.to_string()));
    }
    wanted(&given).map_err(|_| Failure::input("language", "bad_value", given.language.clone()))?;
    match (&given.phone, &given.email) {
        (Some(phone), _) if phone_key(phone).is_none() => Err(Failure::input("phone", "bad_phone", "")),
        (_, Some(email)) if email_key(email).is_none() => Err(Failure::input("email", "bad_email", "")),
        _ => Ok(given),
    }
}
