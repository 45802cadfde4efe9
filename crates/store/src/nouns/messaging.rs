//! Accounts at messaging platforms, with the secrets their requests are checked by.

use bihuan_domain::ids::Id;
use bihuan_domain::messaging::MessagingPlatform;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Channel;
use serde::{Deserialize, Serialize};

use super::unit::corrupt;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::Row;

queries! { pub mod sql = "messaging.sql"; insert, change, end_account, load, page, open_case, heard, keep_token, account_sent,
account_failed, tested, keep_thread, thread, out_known, send, out, out_of_case, went }

/// Characters of an error that are kept.
const ERROR: usize = 500;

/// What an account's requests are checked by; each platform needs its own of them.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Secrets {
    /// Token.
    pub token: Option<String>,
    /// Key of the envelope.
    pub aes_key: Option<String>,
    /// Encrypt key.
    pub encrypt_key: Option<String>,
    /// App secret.
    pub app_secret: Option<String>,
    /// Shared secret of the generic webhook.
    pub secret: Option<String>,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}

/// An account as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Identifier.
    pub id: Id,
    /// Version of its stream.
    pub version: i64,
    /// Where it is.
    pub platform: MessagingPlatform,
    /// What it is for.
    pub name: String,
    /// The unit its cases come into.
    pub unit: Id,
    /// App id, corporation id or app key; empty where the platform has none.
    pub receiver: String,
    /// Its secrets.
    pub secrets: Secrets,
    /// Whether messages are taken.
    pub enabled: bool,
    /// Since when.
    pub created_at: UtcMs,
    /// Address of the platform's API; empty: the platform's own.
    pub api_base: String,
    /// Agent id (WeCom) or robot code (DingTalk).
    pub agent: String,
    /// The access token and until when it is good.
    pub token: Token,
    /// How it does.
    pub state: State,
}

/// An access token; empty: none.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Token {
    /// The token.
    pub token: String,
    /// Until when it is good.
    pub until: Option<UtcMs>,
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// How an account does: working state, no decision.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// When it last heard something.
    pub heard_at: Option<UtcMs>,
    /// When the platform last took something.
    pub sent_at: Option<UtcMs>,
    /// When the platform last did not.
    pub failed_at: Option<UtcMs>,
    /// Why, while that holds.
    pub last_error: Option<String>,
    /// When it was last tried.
    pub tested_at: Option<UtcMs>,
    /// Milliseconds that took.
    pub test_ms: Option<i64>,
    /// Where it failed; none: it did not.
    pub test_step: Option<String>,
    /// What was said then.
    pub test_fault: Option<String>,
}

fn at(id: Id, column: &str) -> String {
    format!("messaging_account:{id}:{column}")
}

impl Account {
    fn from_row(conn: &Conn, row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            version: row.int(1)?,
            platform: row.str(2)?.parse().map_err(corrupt)?,
            name: row.text(3)?,
            unit: row.id(4)?,
            receiver: row.text(5)?,
            secrets: serde_json::from_str(&conn.unsealed(&at(row.id(0)?, "secrets"), row.str(6)?)?).map_err(corrupt)?,
            enabled: row.bool(7)?,
            created_at: row.at(8)?,
            api_base: row.text(9)?,
            agent: row.text(10)?,
            token: Token { token: conn.unsealed(&at(row.id(0)?, "token"), row.str(11)?)?, until: row.opt_at(12)? },
            state: State {
                heard_at: row.opt_at(13)?,
                sent_at: row.opt_at(14)?,
                failed_at: row.opt_at(15)?,
                last_error: row.opt_text(16)?,
                tested_at: row.opt_at(17)?,
                test_ms: row.opt_int(18)?,
                test_step: row.opt_text(19)?,
                test_fault: row.opt_text(20)?,
            },
        })
    }

    fn kept(&self) -> Result<String, Fault> {
        serde_json::to_string(&self.secrets).map_err(|e| Fault::Sql(e.to_string()))
    }
}

/// A new account.
///
/// # Errors
/// `Fault`.
pub fn insert(tx: &mut Tx, proof: &Appended, account: &Account) -> Result<(), Fault> {
    let values = [
        account.id.into(),
        proof.version().into(),
        account.platform.code().into(),
        account.name.as_str().into(),
        account.unit.into(),
        account.receiver.as_str().into(),
        tx.sealed(&at(account.id, "secrets"), &account.kept()?)?.into(),
        account.enabled.into(),
        account.created_at.into(),
        account.api_base.as_str().into(),
        account.agent.as_str().into(),
    ];
    tx.execute(&sql::insert, &values).map(|_| ())
}

/// Saves what may change of it.
///
/// # Errors
/// `Fault`.
pub fn change(tx: &mut Tx, proof: &Appended, account: &Account) -> Result<(), Fault> {
    let values = [
        account.id.into(),
        proof.version().into(),
        account.name.as_str().into(),
        account.unit.into(),
        account.receiver.as_str().into(),
        tx.sealed(&at(account.id, "secrets"), &account.kept()?)?.into(),
        account.enabled.into(),
        account.api_base.as_str().into(),
        account.agent.as_str().into(),
    ];
    tx.execute(&sql::change, &values).map(|_| ())
}

/// It is gone; its secrets too.
///
/// # Errors
/// `Fault`.
pub fn end(tx: &mut Tx, proof: &Appended) -> Result<(), Fault> {
    let values = [proof.stream().id.into(), proof.version().into(), proof.at().into()];
    tx.execute(&sql::end_account, &values).map(|_| ())
}

/// One, whoever asks.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<Account>, Fault> {
    let found = conn.query_one_opt(&sql::load, &[id.into()])?;
    found.map(|row| Account::from_row(conn, &row)).transpose()
}

/// A page of them, by id.
///
/// # Errors
/// `Fault`.
pub fn page(conn: &mut Conn, after: Option<Id>, limit: u32) -> Result<Vec<Account>, Fault> {
    let rows = conn.query(&sql::page, &[after.map_or(0, Id::as_i64).into(), limit.into()])?;
    rows.iter().map(|row| Account::from_row(conn, row)).collect()
}

/// The newest open case of a customer in a unit by a channel: where their next words belong.
///
/// # Errors
/// `Fault`.
pub fn open_case(conn: &mut Conn, customer: Id, unit: Id, channel: Channel) -> Result<Option<Id>, Fault> {
    let values = [customer.into(), unit.into(), channel.code().into()];
    conn.query_one_opt(&sql::open_case, &values)?.map(|row| row.id(0)).transpose()
}

/// With whom a case talks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// The case.
    pub case: Id,
    /// At which account.
    pub account: Id,
    /// The platform's id of the customer.
    pub peer: String,
    /// When they last wrote.
    pub heard_at: UtcMs,
}

/// A message that goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goes {
    /// Identifier.
    pub id: Id,
    /// Of which case.
    pub case: Id,
    /// Which message of it.
    pub message: Id,
    /// Its words.
    pub text: Id,
    /// Through which account.
    pub account: Id,
    /// To whom.
    pub peer: String,
    /// Files of the case that go along, as JSON.
    pub files: String,
    /// Parts that were taken: its words, then its files.
    pub done: i64,
    /// `waiting`, `sent`, `failed`.
    pub standing: String,
    /// Attempts so far.
    pub attempts: i64,
    /// Why the last one failed.
    pub last_error: Option<String>,
    /// Since when it stands so.
    pub changed_at: UtcMs,
}

impl Goes {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            case: row.id(1)?,
            message: row.id(2)?,
            text: row.id(3)?,
            account: row.id(4)?,
            peer: row.text(5)?,
            files: row.text(6)?,
            done: row.int(7)?,
            standing: row.text(8)?,
            attempts: row.int(9)?,
            last_error: row.opt_text(10)?,
            changed_at: row.at(11)?,
        })
    }
}

fn short(error: &str) -> String {
    error.chars().filter(|c| *c != '\0').take(ERROR).collect()
}

/// It heard something.
///
/// # Errors
/// `Fault`.
pub fn heard(tx: &mut Tx, id: Id) -> Result<(), Fault> {
    let now = tx.now();
    tx.execute(&sql::heard, &[id.into(), now.into()]).map(|_| ())
}

/// Keeps an access token.
///
/// # Errors
/// `Fault`.
pub fn keep_token(tx: &mut Tx, id: Id, token: &Token) -> Result<(), Fault> {
    let sealed = tx.sealed(&at(id, "token"), &token.token)?;
    tx.execute(&sql::keep_token, &[id.into(), sealed.into(), token.until.into()]).map(|_| ())
}

/// How the platform last took something.
///
/// # Errors
/// `Fault`.
pub fn account_went(tx: &mut Tx, id: Id, error: Option<&str>) -> Result<(), Fault> {
    let now = tx.now();
    match error {
        None => tx.execute(&sql::account_sent, &[id.into(), now.into()])?,
        Some(error) => tx.execute(&sql::account_failed, &[id.into(), now.into(), short(error).into()])?,
    };
    Ok(())
}

/// How a test went.
///
/// # Errors
/// `Fault`.
pub fn tested(tx: &mut Tx, id: Id, ms: i64, failed: Option<(&str, &str)>) -> Result<(), Fault> {
    let now = tx.now();
    let (step, fault) = (failed.map(|(s, _)| s.to_owned()), failed.map(|(_, f)| short(f)));
    tx.execute(&sql::tested, &[id.into(), now.into(), ms.into(), step.into(), fault.into()]).map(|_| ())
}

/// Somebody wrote in a case: answers go there.
///
/// # Errors
/// `Fault`.
pub fn keep_thread(tx: &mut Tx, thread: &Thread) -> Result<(), Fault> {
    let values = [thread.case.into(), thread.account.into(), thread.peer.as_str().into(), thread.heard_at.into()];
    tx.execute(&sql::keep_thread, &values).map(|_| ())
}

/// With whom a case talks.
///
/// # Errors
/// `Fault`.
pub fn thread(conn: &mut Conn, case: Id) -> Result<Option<Thread>, Fault> {
    let found = conn.query_one_opt(&sql::thread, &[case.into()])?;
    let read =
        |row: Row| Ok(Thread { case: row.id(0)?, account: row.id(1)?, peer: row.text(2)?, heard_at: row.at(3)? });
    found.map(read).transpose()
}

/// Whether a message goes out already.
///
/// # Errors
/// `Fault`.
pub fn goes_out(conn: &mut Conn, message: Id) -> Result<bool, Fault> {
    Ok(conn.query_one_opt(&sql::out_known, &[message.into()])?.is_some())
}

/// A message goes out.
///
/// # Errors
/// `Fault`.
pub fn send(tx: &mut Tx, goes: &Goes) -> Result<(), Fault> {
    let values = [
        goes.id.into(),
        goes.case.into(),
        goes.message.into(),
        goes.text.into(),
        goes.account.into(),
        goes.peer.as_str().into(),
        goes.files.as_str().into(),
        goes.changed_at.into(),
    ];
    tx.execute(&sql::send, &values).map(|_| ())
}

/// One that goes out.
///
/// # Errors
/// `Fault`.
pub fn out(conn: &mut Conn, id: Id) -> Result<Option<Goes>, Fault> {
    conn.query_one_opt(&sql::out, &[id.into()])?.as_ref().map(Goes::from_row).transpose()
}

/// What goes out of a case, newest first, at most 200.
///
/// # Errors
/// `Fault`.
pub fn out_of_case(conn: &mut Conn, case: Id) -> Result<Vec<Goes>, Fault> {
    conn.query(&sql::out_of_case, &[case.into()])?.iter().map(Goes::from_row).collect()
}

/// How an attempt went.
///
/// # Errors
/// `Fault`.
pub fn went(tx: &mut Tx, id: Id, standing: &str, done: i64, error: Option<&str>) -> Result<(), Fault> {
    let now = tx.now();
    tx.execute(&sql::went, &[id.into(), standing.into(), done.into(), error.map(short).into(), now.into()]).map(|_| ())
}
