//! Setting up, signing in and out, sessions, one's own password. A wrong name and a wrong password look alike and take
//! alike; tries are counted before they are judged, so that many at once cannot slip through together.

use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::contact::login_key;
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{Refusal, RoleAt, UnitEvent, UnitKind, UserEvent, check_password};
use bihuan_domain::trade::Role;
use bihuan_store::journal::{self, Stream};
use bihuan_store::nouns::session::{self, SessionRow};
use bihuan_store::nouns::{unit, user};
use bihuan_store::{Fault, Tx};
use serde::Deserialize;

use crate::access::{Access, SignedIn};
use crate::failure::Failure;
use crate::organisation::{check_code, check_name};
use crate::record::{Decision, record};
use crate::secrets::{self, Secret, discreet};
use crate::users::{check_language, check_login};

/// What the first administrator enters.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSetup {
    /// Name of the organisation.
    pub company: String,
    /// Sign-in name of the first administrator.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their password.
    pub password: String,
    /// BCP 47 tag.
    pub language: String,
}

discreet!(NewSetup, Session);

/// A session just begun.
#[derive(Clone)]
pub struct Session {
    /// For the cookie; shown nowhere else.
    pub cookie: Secret,
    /// What a form must send back.
    pub csrf: String,
    /// The session.
    pub id: Id,
    /// The user.
    pub user: Id,
    /// Must choose a password first.
    pub must_change_password: bool,
    /// When it ends whatever happens.
    pub expires_at: bihuan_domain::time::UtcMs,
}

const LONGEST_SECRET: usize = 1_024;

impl Access {
    /// A one-time link secret while there is no user yet; an older one is then no longer good. `None` once set up.
    ///
    /// # Errors
    /// Faults.
    pub async fn setup_link(&self) -> Result<Option<Secret>, Failure> {
        let secret = Secret::draw()?;
        let hash = secret.digest();
        let offered = self.db().write("setup.offer", move |tx| {
            if user::any(tx)? {
                return Ok::<_, Fault>(false);
            }
            let now = tx.now();
            session::offer_setup(tx, &hash, now)?;
            Ok(true)
        });
        Ok(offered.await?.then_some(secret))
    }

    /// Makes the head office and the first administrator; answers the user.
    ///
    /// # Errors
    /// `SetupLinkSpent`, the password's refusals, `Input`; faults.
    pub async fn complete_setup(&self, link: &str, new: NewSetup) -> Result<Id, Failure> {
        check_name("company", &new.company)?;
        check_name("name", &new.name)?;
        check_login(&new.login)?;
        check_language(&new.language)?;
        check_password(&new.password, &new.login, self.rules().min_password_chars)?;
        let hash = secrets::digest(link);
        let password_hash = self.passwords().hash(new.password.clone()).await?;
        let setup_ms = self.rules().setup_ms;
        let made = self.db().write("setup.complete", move |tx| {
            let now = tx.now();
            if user::any(tx)? || !session::spend_setup(tx, &hash, now.plus_ms(-setup_ms))? {
                return Err(Failure::from(Refusal::SetupLinkSpent));
            }
            found(tx, &new, password_hash)
        });
        let user = made.await?;
        self.reload_tree().await?;
        Ok(user)
    }

    /// Signs in.
    ///
    /// # Errors
    /// `WrongCredentials`; `TooMany` after too many tries for the name; faults.
    pub async fn sign_in(&self, login: &str, password: &str, user_agent: &str) -> Result<Session, Failure> {
        if login.len() > LONGEST_SECRET || password.len() > LONGEST_SECRET {
            return Err(Refusal::WrongCredentials.into());
        }
        let user = self.prove(login, password).await?;
        let (rules, agent) = (*self.rules(), shortened(user_agent));
        let tries = try_digest(login);
        let cookie = Secret::draw()?;
        let csrf = Secret::draw()?;
        self.db()
            .write("session.begin", move |tx| {
                let stream = Stream::new("user", user.id);
                let version = lock_version(tx, &stream)?;
                // Deactivated or given another password meanwhile.
                let current = user::load(tx, user.id)?.filter(|u| u.active && u.password_hash == user.password_hash);
                let current = current.ok_or(Refusal::WrongCredentials)?;
                session::forgive(tx, &tries)?;
                let now = tx.now();
                session::forget(tx, now, now.plus_ms(-rules.idle_ms))?;
                let session = begin(tx, &current, cookie, csrf, agent, rules.absolute_ms)?;
                let events = [UserEvent::SignedIn { session: session.id }];
                let decision = decision(&stream, version, tx, Who::User(user.id), "sign_in", &events);
                record(tx, &decision, |tx, proof| Ok(user::touch(tx, proof)?))?;
                Ok(session)
            })
            .await
    }

    /// Counts the try, then checks name and password.
    async fn prove(&self, login: &str, password: &str) -> Result<user::User, Failure> {
        let (tries, rules, key) = (try_digest(login), *self.rules(), login_key(login));
        let counted = self.db().write("sign_in.try", move |tx| {
            let now = tx.now();
            let (count, first_at) = session::count_try(tx, &tries, now, now.plus_ms(-rules.tries_window_ms))?;
            Ok::<_, Fault>((count, first_at.plus_ms(rules.tries_window_ms).since(now)))
        });
        let (count, wait_ms) = counted.await?;
        if count > rules.tries {
            return Err(Failure::TooMany { retry_after_s: u64::try_from(wait_ms / 1000 + 1).unwrap_or(1) });
        }
        let found = self.db().read(move |conn| user::by_login(conn, &key)).await?;
        let hash = found.as_ref().filter(|u| u.active).and_then(|u| u.password_hash.clone());
        let fits = self.passwords().check(password.to_owned(), hash).await?;
        found.filter(|_| fits).ok_or_else(|| Refusal::WrongCredentials.into())
    }

    /// Ends the session of a cookie; a session already ended is no error.
    ///
    /// # Errors
    /// Faults.
    pub async fn sign_out(&self, cookie: &str) -> Result<(), Failure> {
        let hash = secrets::digest(cookie);
        self.db().write("session.end", move |tx| session::end(tx, &hash)).await?;
        self.forget();
        Ok(())
    }

    /// One's own sessions, the newest first.
    ///
    /// # Errors
    /// `NotSignedIn` for what is no user; faults.
    pub async fn sessions(&self, actor: &Actor) -> Result<Vec<SessionRow>, Failure> {
        let user = actor.user().ok_or(Failure::NotSignedIn)?;
        let (now, idle_ms) = (self.db().now(), self.rules().idle_ms);
        let mut rows = self.db().read(move |conn| session::of_user(conn, user)).await?;
        rows.retain(|s| s.expires_at > now && s.last_seen_at.plus_ms(idle_ms) > now);
        Ok(rows)
    }

    /// Ends one of one's own sessions.
    ///
    /// # Errors
    /// `NotFound` when it is not one of them; faults.
    pub async fn end_session(&self, actor: &Actor, session: Id) -> Result<(), Failure> {
        let user = actor.user().ok_or(Failure::NotSignedIn)?;
        let ended = self.db().write("session.end", move |tx| session::end_one(tx, user, session)).await?;
        self.forget();
        if ended { Ok(()) } else { Err(Failure::NotFound { what: "session" }) }
    }

    /// Changes one's own password: all sessions end and a new one begins.
    ///
    /// # Errors
    /// `NotSignedIn` for a token; `WrongCredentials`, `TooMany`; the password's refusals; faults.
    pub async fn change_password(
        &self,
        who: &SignedIn,
        current: &str,
        new: &str,
        user_agent: &str,
    ) -> Result<Session, Failure> {
        who.session.ok_or(Failure::NotSignedIn)?;
        let id = who.user;
        let known = self.db().read(move |conn| user::load(conn, id)).await?.ok_or(Failure::NotSignedIn)?;
        check_password(new, &known.login, self.rules().min_password_chars)?;
        let proven = self.prove(&known.login, current).await?;
        let hash = self.passwords().hash(new.to_owned()).await?;
        let (rules, agent) = (*self.rules(), shortened(user_agent));
        let tries = try_digest(&known.login);
        let cookie = Secret::draw()?;
        let csrf = Secret::draw()?;
        let changed = self.db().write("user.change_password", move |tx| {
            let stream = Stream::new("user", id);
            let version = lock_version(tx, &stream)?;
            let same = user::load(tx, id)?.filter(|u| u.active && u.password_hash == proven.password_hash);
            let mut user = same.ok_or(Refusal::WrongCredentials)?;
            user.password_hash = Some(hash);
            user.must_change_password = false;
            session::forgive(tx, &tries)?;
            session::end_all(tx, id)?;
            let session = begin(tx, &user, cookie, csrf, agent, rules.absolute_ms)?;
            let events = [UserEvent::PasswordSet { must_change: false }, UserEvent::SignedIn { session: session.id }];
            let decision = decision(&stream, version, tx, Who::User(id), "change_password", &events);
            record(tx, &decision, |tx, proof| Ok(user::update(tx, proof, &user)?))?;
            Ok::<_, Failure>(session)
        });
        let session = changed.await?;
        self.forget();
        Ok(session)
    }
}

/// The head office by its name: made, or renamed when an import that came before the set-up has made it.
fn head_office(tx: &mut Tx, who: Who, name: &str) -> Result<Id, Failure> {
    let now = tx.now();
    if let Some(id) = unit::root(tx)? {
        let stream = Stream::new("unit", id);
        let version = lock_version(tx, &stream)?;
        let mut top = unit::load(tx, id)?.ok_or(Failure::NotFound { what: "unit" })?;
        top.name = name.to_owned();
        let events = [UnitEvent::Renamed {}];
        let renamed = decision(&stream, version, tx, who, "setup", &events);
        record(tx, &renamed, |tx, proof| Ok(unit::update(tx, proof, &top)?))?;
        return Ok(id);
    }
    let id = tx.new_id();
    make_head_office(tx, id, who, now, name)?;
    Ok(id)
}

/// The unit above all others; made when the organisation was not set up yet, and named at the set-up.
///
/// # Errors
/// Faults.
pub async fn ensure_head_office(db: &bihuan_store::Db, who: Who) -> Result<Id, Failure> {
    if let Some(id) = db.read(unit::root).await? {
        return Ok(id);
    }
    let made = db.write("setup.head_office", move |tx| {
        if let Some(id) = unit::root(tx)? {
            return Ok(id);
        }
        let (id, now) = (tx.new_id(), tx.now());
        make_head_office(tx, id, who, now, "HQ")?;
        Ok::<_, Failure>(id)
    });
    made.await
}

/// The unit above all others.
fn make_head_office(tx: &mut Tx, id: Id, who: Who, at: bihuan_domain::time::UtcMs, name: &str) -> Result<(), Failure> {
    let top = unit::Unit {
        id,
        version: 1,
        parent: None,
        kind: UnitKind::HeadOffice,
        code: check_code("HQ")?,
        name: name.to_owned(),
        calendar: None,
        archived_at: None,
    };
    let stream = Stream::new("unit", id);
    let events = [UnitEvent::Created { kind: UnitKind::HeadOffice, parent: None }];
    record(tx, &first(&stream, at, who, "setup", &events), |tx, proof| Ok(unit::insert(tx, proof, &top)?))
}

/// The head office and its first administrator.
fn found(tx: &mut Tx, new: &NewSetup, password_hash: String) -> Result<Id, Failure> {
    let (user_id, now) = (tx.new_id(), tx.now());
    let who = Who::User(user_id);
    let unit_id = head_office(tx, who, new.company.trim())?;
    let admin = user::User {
        id: user_id,
        version: 1,
        login: new.login.trim().to_owned(),
        name: new.name.trim().to_owned(),
        password_hash: Some(password_hash),
        must_change_password: false,
        unit: unit_id,
        language: new.language.clone(),
        active: true,
        created_at: now,
    };
    let roles = vec![RoleAt::everywhere(Role::Admin)];
    let stream = Stream::new("user", user_id);
    let events = [UserEvent::Created { unit: unit_id }, UserEvent::RolesSet { roles: roles.clone() }];
    record(tx, &first(&stream, now, who, "setup", &events), |tx, proof| {
        user::insert(tx, proof, &admin)?;
        Ok(user::set_roles(tx, proof, &roles)?)
    })?;
    Ok(user_id)
}

fn begin(
    tx: &mut Tx,
    user: &user::User,
    cookie: Secret,
    csrf: Secret,
    user_agent: String,
    absolute_ms: i64,
) -> Result<Session, Fault> {
    let now = tx.now();
    let row = SessionRow {
        id: tx.new_id(),
        user: user.id,
        csrf: csrf.reveal().to_owned(),
        user_agent,
        created_at: now,
        last_seen_at: now,
        expires_at: now.plus_ms(absolute_ms),
    };
    session::insert(tx, &cookie.digest(), &row)?;
    let must_change_password = user.must_change_password;
    Ok(Session { cookie, csrf: row.csrf, id: row.id, user: user.id, must_change_password, expires_at: row.expires_at })
}

fn try_digest(login: &str) -> [u8; 32] {
    secrets::digest(&login_key(login))
}

fn shortened(user_agent: &str) -> String {
    user_agent.chars().filter(|c| !c.is_control()).take(200).collect()
}

/// Locks a stream and tells its version, for changes that no caller saw a version of.
pub(crate) fn lock_version(tx: &mut Tx, stream: &Stream) -> Result<i64, Fault> {
    journal::lock(tx, std::slice::from_ref(stream))?;
    journal::version(tx, stream)
}

/// A decision of now on a known version.
pub(crate) fn decision<'a, E>(
    stream: &'a Stream,
    version: i64,
    tx: &Tx,
    who: Who,
    command: &'a str,
    events: &'a [E],
) -> Decision<'a, E> {
    Decision { stream, expected_version: Some(version), at: tx.now(), who, command, policy: None, events }
}

/// The first decision of a stream.
pub(crate) fn first<'a, E>(
    stream: &'a Stream,
    at: bihuan_domain::time::UtcMs,
    who: Who,
    command: &'a str,
    events: &'a [E],
) -> Decision<'a, E> {
    Decision { stream, expected_version: None, at, who, command, policy: None, events }
}
