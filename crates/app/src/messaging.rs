//! Accounts at messaging platforms, and what comes in through them: words of a customer become a case by the ordinary
//! intake, or a message of the case that is still open. What a request must look like is the outside's (`channels`); here
//! it has been believed already. A delivery made twice is done once.

pub mod answers;
pub mod files;
pub mod trial;

use bihuan_domain::actor::Actor;
use bihuan_domain::case::command::{CaseCommand, Message};
use bihuan_domain::case::event::{Classification, Complainant, Source};
use bihuan_domain::case::text::Field;
use bihuan_domain::ids::Id;
use bihuan_domain::messaging::{MessagingEvent, MessagingPlatform};
use bihuan_domain::trade::{Channel, Kind};
use bihuan_store::journal::Stream;
use bihuan_store::nouns::case as case_row;
use bihuan_store::nouns::messaging::{self as rows, Account, Secrets, Thread};
use bihuan_store::nouns::policy::{Remembered, remember, remembered};
use bihuan_store::{Tx, follower};
use sha2::{Digest as _, Sha256};

use crate::app::App;
use crate::cases::change::{NewCase, Registered, Remember, subject_of};
use crate::cases::write::Work;
use crate::customers::{NewCustomer, ensure_in};
use crate::failure::Failure;
use crate::organisation::check_name;
use crate::paging::{Page, PageAsk};
use crate::record::record;
use crate::sign_in::{decision, first, lock_version};
use crate::webhooks::permit;
pub use files::CameFile;

/// The stream kind of accounts.
pub const KIND: &str = "messaging_account";
const NOTHING: Failure = Failure::NotFound { what: "messaging_account" };
/// Characters of a secret.
const MOST_SECRET: usize = 200;
/// Characters of an address.
const MOST_ADDRESS: usize = 500;
/// The outbox topics of messaging.
pub const TOPICS: [&str; 3] = [answers::ANSWER, files::FILE, trial::TRY];

/// An account as an administrator gives it.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Where it is; does not change.
    pub platform: MessagingPlatform,
    /// What it is for.
    pub name: String,
    /// The unit its cases come into.
    pub unit: Id,
    /// App id, corporation id or app key.
    pub receiver: String,
    /// Its secrets; none: those it has.
    pub secrets: Option<Secrets>,
    /// Whether messages are taken.
    pub enabled: bool,
    /// Address of the platform's API; empty: the platform's own. Of a generic account where answers go.
    pub api_base: String,
    /// Agent id (WeCom) or robot code (DingTalk).
    pub agent: String,
}

/// Words that came in, believed.
#[derive(Debug, Clone)]
pub struct CameIn {
    /// What names the delivery among all of its account.
    pub id: String,
    /// The platform's id of the customer; never empty.
    pub from: String,
    /// How it came.
    pub channel: Channel,
    /// What was said.
    pub words: String,
    /// The file that it names.
    pub file: Option<CameFile>,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// A new case.
    Case(Id),
    /// A message of an open case.
    Message(Id),
    /// It had come before.
    Before,
}

fn check(new: &NewAccount) -> Result<(), Failure> {
    check_name("name", &new.name)?;
    if new.receiver.len() > MOST_SECRET {
        return Err(Failure::input("receiver", "too_long", MOST_SECRET.to_string()));
    }
    if new.agent.len() > MOST_SECRET || new.agent.chars().any(char::is_control) {
        return Err(Failure::input("agent", "too_long", MOST_SECRET.to_string()));
    }
    if new.platform == MessagingPlatform::Wecom && !new.agent.is_empty() && new.agent.parse::<u32>().is_err() {
        return Err(Failure::input("agent", "bad_value", "a number"));
    }
    let sound = |url: url::Url| matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.has_host();
    if !new.api_base.is_empty() && (new.api_base.len() > MOST_ADDRESS || !new.api_base.parse().is_ok_and(sound)) {
        return Err(Failure::input("api_base", "bad_url", "http:// or https://, without a user name"));
    }
    let Some(secrets) = &new.secrets else { return Ok(()) };
    let all = [&secrets.token, &secrets.aes_key, &secrets.encrypt_key, &secrets.app_secret, &secrets.secret];
    if all.into_iter().flatten().any(|s| s.trim().is_empty() || s.len() > MOST_SECRET) {
        return Err(Failure::input("secrets", "bad_value", "1 to 200 characters each"));
    }
    Ok(())
}

/// Whether the secrets are those that the platform's requests are checked by.
fn whole(platform: MessagingPlatform, secrets: &Secrets) -> Result<(), Failure> {
    let needed = match platform {
        MessagingPlatform::Wechat | MessagingPlatform::Feishu => secrets.token.is_some(),
        MessagingPlatform::Wecom => secrets.token.is_some() && secrets.aes_key.is_some(),
        MessagingPlatform::Dingtalk => {
            secrets.app_secret.is_some() || (secrets.token.is_some() && secrets.aes_key.is_some())
        }
        MessagingPlatform::Generic => secrets.secret.as_ref().is_some_and(|s| s.len() >= 16),
    };
    if needed { Ok(()) } else { Err(Failure::input("secrets", "missing_field", platform.code())) }
}

fn set(platform: MessagingPlatform, new: &NewAccount) -> MessagingEvent {
    MessagingEvent::AccountSet { platform, unit: new.unit, enabled: new.enabled, secrets: new.secrets.is_some() }
}

impl App {
    /// Sets an account up.
    ///
    /// # Errors
    /// `NotPermitted`; `Input`; faults.
    pub async fn create_messaging_account(&self, actor: &Actor, new: NewAccount) -> Result<Account, Failure> {
        permit(actor)?;
        check(&new)?;
        let secrets = new.secrets.clone().ok_or(Failure::input("secrets", "missing_field", ""))?;
        whole(new.platform, &secrets)?;
        self.check_unit(new.unit)?;
        let by = actor.who;
        self.db()
            .write("messaging.create", move |tx| {
                follower::begin(tx, answers::FOLLOWER)?;
                let account = Account {
                    id: tx.new_id(),
                    version: 1,
                    platform: new.platform,
                    name: new.name.trim().to_owned(),
                    unit: new.unit,
                    receiver: new.receiver.trim().to_owned(),
                    secrets,
                    enabled: new.enabled,
                    created_at: tx.now(),
                    api_base: new.api_base.trim().to_owned(),
                    agent: new.agent.trim().to_owned(),
                    token: rows::Token::default(),
                    state: rows::State::default(),
                };
                let (stream, events) = (Stream::new(KIND, account.id), [set(new.platform, &new)]);
                record(tx, &first(&stream, tx.now(), by, "create_messaging_account", &events), |tx, proof| {
                    rows::insert(tx, proof, &account)?;
                    Ok(account)
                })
            })
            .await
    }

    pub(crate) fn check_unit(&self, unit: Id) -> Result<(), Failure> {
        let there = self.world().lineages.contains_key(&unit);
        if there { Ok(()) } else { Err(Failure::input("unit", "unknown_unit", unit.to_string())) }
    }

    /// A page of accounts.
    ///
    /// # Errors
    /// `NotPermitted`; faults.
    pub async fn messaging_accounts(&self, actor: &Actor, ask: PageAsk) -> Result<Page<Account>, Failure> {
        permit(actor)?;
        let found = self.db().read(move |c| rows::page(c, ask.after, ask.rows())).await?;
        Ok(Page::of(found, ask, |a| a.id))
    }

    /// One account.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub async fn messaging_account(&self, actor: &Actor, id: Id) -> Result<Account, Failure> {
        permit(actor)?;
        self.db().read(move |c| rows::load(c, id)).await?.ok_or(NOTHING)
    }

    /// Changes an account; a secret that is left out stays.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; `Stale`; `Input`; faults.
    pub async fn change_messaging_account(
        &self,
        actor: &Actor,
        id: Id,
        version: Option<i64>,
        new: NewAccount,
    ) -> Result<Account, Failure> {
        permit(actor)?;
        check(&new)?;
        self.check_unit(new.unit)?;
        let by = actor.who;
        self.db()
            .write("messaging.change", move |tx| {
                let (stream, mut account, current) = locked(tx, id)?;
                if version.is_some_and(|v| v != current) {
                    return Err(Failure::Stale { current });
                }
                if account.platform != new.platform {
                    return Err(Failure::input("platform", "bad_value", account.platform.code()));
                }
                let events = [set(account.platform, &new)];
                account.name = new.name.trim().to_owned();
                account.receiver = new.receiver.trim().to_owned();
                (account.unit, account.enabled) = (new.unit, new.enabled);
                // A secret goes to the address it was given for and to no other.
                let given = new.secrets.as_ref().is_some_and(|s| s.app_secret.is_some());
                if !given && account.api_base != new.api_base.trim() {
                    account.secrets.app_secret =
                        account.secrets.app_secret.filter(|_| account.platform == MessagingPlatform::Dingtalk);
                }
                account.api_base = new.api_base.trim().to_owned();
                account.agent = new.agent.trim().to_owned();
                account.token = rows::Token::default();
                if let Some(given) = new.secrets {
                    let had = std::mem::take(&mut account.secrets);
                    account.secrets = Secrets {
                        token: given.token.or(had.token),
                        aes_key: given.aes_key.or(had.aes_key),
                        encrypt_key: given.encrypt_key.or(had.encrypt_key),
                        app_secret: given.app_secret.or(had.app_secret),
                        secret: given.secret.or(had.secret),
                    };
                    whole(account.platform, &account.secrets)?;
                }
                let decided = decision(&stream, current, tx, by, "change_messaging_account", &events);
                record(tx, &decided, |tx, proof| {
                    rows::change(tx, proof, &account)?;
                    account.version = proof.version();
                    Ok(account)
                })
            })
            .await
    }

    /// Ends an account; its secrets go with it.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub async fn end_messaging_account(&self, actor: &Actor, id: Id) -> Result<(), Failure> {
        permit(actor)?;
        let by = actor.who;
        self.db()
            .write("messaging.end", move |tx| {
                let (stream, _, current) = locked(tx, id)?;
                let events = [MessagingEvent::AccountEnded {}];
                let decided = decision(&stream, current, tx, by, "end_messaging_account", &events);
                record(tx, &decided, |tx, proof| Ok(rows::end(tx, proof)?))
            })
            .await
    }

    /// The account a request came to, with its secrets, for whoever checks the request; none: there is none, or it takes
    /// nothing.
    ///
    /// # Errors
    /// Faults.
    pub async fn account_called(&self, platform: MessagingPlatform, id: Id) -> Result<Option<Account>, Failure> {
        let found = self.db().read(move |c| rows::load(c, id)).await?;
        Ok(found.filter(|a| a.enabled && a.platform == platform))
    }

    /// Takes words in: into the customer's open case, else as a new one. The same delivery again does nothing.
    ///
    /// # Errors
    /// The rule's refusal; `Input`; faults.
    pub async fn take_message(&self, account: &Account, came: CameIn) -> Result<Taken, Failure> {
        let (peer, file, channel) = (came.from.clone(), came.file.clone(), came.channel);
        let key = format!("{}:{}", account.id, hex(&came.id));
        let (taken, case) = self.take_words(account, came).await?;
        let id = account.id;
        self.db()
            .write("messaging.heard", move |tx| {
                rows::heard(tx, id)?;
                if let (Some(case), Channel::Chat) = (case, channel) {
                    let heard_at = tx.now();
                    rows::keep_thread(tx, &Thread { case, account: id, peer, heard_at })?;
                    if let Some(file) = &file {
                        files::wanted(tx, id, case, &key, file)?;
                    }
                }
                Ok::<_, Failure>(())
            })
            .await?;
        Ok(taken)
    }

    /// Notes that an account heard something that no case keeps.
    ///
    /// # Errors
    /// Faults.
    pub async fn messaging_account_heard(&self, id: Id) -> Result<(), Failure> {
        self.db().write("messaging.heard", move |tx| Ok::<_, Failure>(rows::heard(tx, id)?)).await
    }

    async fn take_words(&self, account: &Account, came: CameIn) -> Result<(Taken, Option<Id>), Failure> {
        let (now, who) = (self.db().now(), Actor::system().who);
        let new = NewCustomer {
            external_ref: Some(format!("{}:{}:{}", account.platform, account.id, came.from)),
            ..NewCustomer::default()
        };
        let (unit, channel) = (account.unit, came.channel);
        let system = format!("{}:{}", account.platform, account.id);
        let (source, id) = (system.clone(), came.id.clone());
        let (customer, open, known) = self
            .db()
            .write("messaging.customer", move |tx| {
                let customer = ensure_in(tx, who, now, &new)?;
                let known = case_row::id_by_source(tx, &source, &id)?;
                Ok::<_, Failure>((customer, rows::open_case(tx, customer, unit, channel)?, known))
            })
            .await?;
        if known.is_some() {
            return Ok((Taken::Before, known));
        }
        let actor = Actor::customer(customer);
        let digest = Sha256::digest(came.id.as_bytes());
        let again: Remember = Remember {
            key: format!("in:{system}:{}", hex(&came.id)),
            request_digest: digest.to_vec(),
            answer: |done| (201, done.case.id.to_string()),
        };
        if let Some(case) = open {
            return self.take_into(case, actor, channel, &came.words, again).await;
        }
        let new = NewCase {
            kind: Kind::Inquiry,
            channel,
            complainant: Complainant::Customer { id: customer },
            reachable: true,
            received_at: None,
            occurred: None,
            unit,
            owner: None,
            texts: vec![(Field::Subject, subject_of(&came.words)), (Field::Verbatim, came.words)],
            source: Some(Source { system, external_id: came.id }),
            classification: Classification::default(),
            wished: Vec::new(),
            fields: std::collections::BTreeMap::new(),
            terms: None,
        };
        match self.register(&actor, new, Some(again)).await {
            Ok(Registered::Now(done)) => Ok((Taken::Case(done.case.id), Some(done.case.id))),
            Ok(Registered::Before(answer, _)) => Ok((Taken::Before, answer.body.parse().ok())),
            // Two deliveries of one message at the same moment: the other one is in.
            Err(Failure::Fault(fault)) if fault.is_unique("case_row", "source") => Ok((Taken::Before, None)),
            Err(failure) => Err(failure),
        }
    }
}

impl App {
    /// Takes words into an open case of whoever wrote them, once a key.
    async fn take_into(
        &self,
        case: Id,
        actor: Actor,
        channel: Channel,
        words: &str,
        again: Remember,
    ) -> Result<(Taken, Option<Id>), Failure> {
        let (world, text) = (self.world(), self.words("text", words)?);
        self.db()
            .write("messaging.message", move |tx| {
                if let Some(answer) = remembered(tx, &again.key)? {
                    return Ok((Taken::Before, answer.body.parse().ok()));
                }
                let now = tx.now();
                let mut work = Work::open(tx, &world, case, None)?;
                let said = Message::inbound(tx.new_id(), channel, text.reference.clone(), Vec::new());
                work.keep([text]);
                work.step(tx, &actor, now, &CaseCommand::RecordMessage(Box::new(said)))?;
                let done = work.finish(tx)?;
                let (status, body) = (again.answer)(&done);
                remember(tx, &again.key, &Remembered { request_digest: again.request_digest, status, body }, now)?;
                Ok((Taken::Message(done.case.id), Some(done.case.id)))
            })
            .await
    }
}

fn hex(id: &str) -> String {
    Sha256::digest(id.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}

/// The account with its head locked.
fn locked(tx: &mut Tx, id: Id) -> Result<(Stream, Account, i64), Failure> {
    let stream = Stream::new(KIND, id);
    let current = lock_version(tx, &stream)?;
    let account = rows::load(tx, id)?.ok_or(NOTHING)?;
    Ok((stream, account, current))
}
