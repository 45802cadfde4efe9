//! Signing in and out, sessions, one's own password. A wrong name and a wrong password look alike and take
//! alike; tries are counted before they are judged, so that many at once cannot slip through together.

use std::net::IpAddr;

use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::contact::login_key;
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{Refusal, UserEvent, check_password};
use bihuan_store::journal::{self, Stream};
use bihuan_store::nouns::session::{self, SessionRow};
use bihuan_store::nouns::{second_factor, user};
use bihuan_store::{Fault, Tx};

use crate::access::{Access, AccessRules, SignedIn, must_enrol};
use crate::failure::Failure;
use crate::record::{Decision, record};
use crate::secrets::{self, Secret, discreet};

discreet!(Session, Visit);

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
    /// Must set up a second factor first, because a role asks for one.
    pub must_enrol: bool,
    /// When it ends whatever happens.
    pub expires_at: bihuan_domain::time::UtcMs,
    /// For the cookie by which this browser is known from now on; none when it is known already.
    pub device: Option<Secret>,
}

/// From where somebody signs in.
#[derive(Clone, Default)]
pub struct Visit {
    /// The browser, as it names itself.
    pub user_agent: String,
    /// The address, as far as it is known.
    pub address: Option<IpAddr>,
    /// The cookie of a browser from which somebody signed in before.
    pub device: Option<String>,
}

impl From<&str> for Visit {
    fn from(user_agent: &str) -> Self {
        Self { user_agent: user_agent.to_owned(), ..Self::default() }
    }
}

pub(crate) const LONGEST_SECRET: usize = 1_024;

impl Access {
    /// Signs in. Tries are counted by name and by address; from a browser known from an earlier sign-in they are counted by
    /// that browser instead of the name, so that nobody is locked out by strangers who know their name.
    ///
    /// # Errors
    /// `WrongCredentials`; `SecondFactorNeeded` with a ticket for [`Access::sign_in_further`]; `TooMany`; faults.
    pub async fn sign_in(&self, login: &str, password: &str, visit: impl Into<Visit>) -> Result<Session, Failure> {
        let visit = visit.into();
        if login.len() > LONGEST_SECRET || password.len() > LONGEST_SECRET {
            return Err(Refusal::WrongCredentials.into());
        }
        let (user, counted) = self.prove(login, password, &visit).await?;
        let (rules, secrets) = (*self.rules(), Drawn::new()?);
        let begun = self.db().write("session.begin", move |tx| {
            let stream = Stream::new("user", user.id);
            let version = lock_version(tx, &stream)?;
            // Deactivated or given another password meanwhile.
            let current = user::load(tx, user.id)?.filter(|u| u.active && u.password_hash == user.password_hash);
            let current = current.ok_or(Refusal::WrongCredentials)?;
            forgive(tx, &counted)?;
            let now = tx.now();
            if current.second_factor {
                let ticket = secrets.cookie;
                second_factor::add_ticket(tx, &ticket.digest(), current.id, now, now.plus_ms(-rules.ticket_ms))?;
                return Ok(Err((ticket, now.plus_ms(rules.ticket_ms))));
            }
            let session = begin(tx, &current, secrets, &visit, &rules)?;
            let events = [UserEvent::SignedIn { session: session.id }];
            let decision = decision(&stream, version, tx, Who::User(current.id), "sign_in", &events);
            record(tx, &decision, |tx, proof| Ok(user::touch(tx, proof)?))?;
            Ok::<_, Failure>(Ok(session))
        });
        begun.await?.map_err(|(ticket, expires_at)| Failure::SecondFactorNeeded { ticket, expires_at })
    }

    /// Counts the try, then checks name and password. Answers what was counted, to be taken back when all is well.
    async fn prove(&self, login: &str, password: &str, visit: &Visit) -> Result<(user::User, Vec<Counted>), Failure> {
        let (rules, key, now) = (*self.rules(), login_key(login), self.db().now());
        let mut counted = Vec::with_capacity(2);
        let known = match visit.device.as_deref().filter(|d| d.len() <= LONGEST_SECRET).map(secrets::digest) {
            Some(hash) => {
                let (key, stale) = (key.clone(), now.plus_ms(-rules.device_ms));
                let known = self.db().read(move |conn| session::is_known(conn, &hash, &key, stale)).await?;
                known.then_some(hash)
            }
            None => None,
        };
        counted.push(match known {
            Some(hash) => Counted::new("device", &hash, rules.tries),
            None => Counted { digest: secrets::digest(&key), most: rules.tries, is_own: true },
        });
        if let Some(address) = visit.address {
            counted.push(Counted { is_own: false, ..Counted::new("address", &network(address), rules.address_tries) });
        }
        self.count(&counted).await?;
        let found = self.db().read(move |conn| user::by_login(conn, &key)).await?;
        let hash = found.as_ref().filter(|u| u.active).and_then(|u| u.password_hash.clone());
        let fits = self.passwords().check(password.to_owned(), hash).await?;
        found.filter(|_| fits).map(|user| (user, counted)).ok_or_else(|| Refusal::WrongCredentials.into())
    }

    /// Counts a try under each; refuses when one of them has had too many.
    pub(crate) async fn count(&self, all: &[Counted]) -> Result<(), Failure> {
        let (window_ms, all) = (self.rules().tries_window_ms, all.to_vec());
        // What is refused stays counted: a refusal is no failure of the transaction.
        self.db().write("sign_in.try", move |tx| counted(tx, &all, window_ms)).await?
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
        visit: impl Into<Visit>,
    ) -> Result<Session, Failure> {
        who.session.ok_or(Failure::NotSignedIn)?;
        let (id, visit) = (who.user, visit.into());
        let known = self.db().read(move |conn| user::load(conn, id)).await?.ok_or(Failure::NotSignedIn)?;
        check_password(new, &known.login, self.rules().min_password_chars)?;
        let (proven, counted) = self.prove(&known.login, current, &visit).await?;
        let hash = self.passwords().hash(new.to_owned()).await?;
        let (rules, secrets) = (*self.rules(), Drawn::new()?);
        let changed = self.db().write("user.change_password", move |tx| {
            let stream = Stream::new("user", id);
            let version = lock_version(tx, &stream)?;
            let same = user::load(tx, id)?.filter(|u| u.active && u.password_hash == proven.password_hash);
            let mut user = same.ok_or(Refusal::WrongCredentials)?;
            user.password_hash = Some(hash);
            user.must_change_password = false;
            forgive(tx, &counted)?;
            session::end_all(tx, id)?;
            session::forget_devices(tx, id)?;
            second_factor::void_tickets(tx, id)?;
            let session = begin(tx, &user, secrets, &visit, &rules)?;
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

/// What a try is counted under.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counted {
    digest: [u8; 32],
    most: i64,
    /// Forgotten whole after a good sign-in; what is shared with others only loses the good try.
    is_own: bool,
}

impl Counted {
    /// By a kind and what tells one of it from another.
    pub(crate) fn new(kind: &str, which: &[u8], most: i64) -> Self {
        // A blank stands in no folded sign-in name, so that no name is counted under an address.
        let text: String = which.iter().map(|b| format!("{b:02x}")).collect();
        Self { digest: secrets::digest(&format!("{kind} {text}")), most, is_own: true }
    }
}

/// Counts a try under each within a transaction. The inner error: one of them has had too many.
///
/// # Errors
/// Faults.
pub(crate) fn counted(tx: &mut Tx, all: &[Counted], window_ms: i64) -> Result<Result<(), Failure>, Fault> {
    let now = tx.now();
    let mut wait_ms = 0;
    for one in all {
        let (count, first_at) = session::count_try(tx, &one.digest, now, now.plus_ms(-window_ms))?;
        if count > one.most {
            wait_ms = wait_ms.max(first_at.plus_ms(window_ms).since(now)).max(1);
        }
    }
    let retry_after_s = u64::try_from(wait_ms / 1000 + 1).unwrap_or(1);
    Ok(if wait_ms == 0 { Ok(()) } else { Err(Failure::TooMany { retry_after_s }) })
}

/// After a good try.
pub(crate) fn forgive(tx: &mut Tx, counted: &[Counted]) -> Result<(), Fault> {
    for one in counted {
        if one.is_own { session::forgive(tx, &one.digest)? } else { session::give_back(tx, &one.digest)? }
    }
    Ok(())
}

/// One household or office: of IPv6 the first 64 bits, because one line is given as many addresses as it likes.
pub(crate) fn network(address: IpAddr) -> Vec<u8> {
    match address.to_canonical() {
        IpAddr::V4(four) => four.octets().to_vec(),
        IpAddr::V6(six) => six.octets()[..8].to_vec(),
    }
}

/// Secrets drawn before the transaction.
pub(crate) struct Drawn {
    cookie: Secret,
    csrf: Secret,
    device: Secret,
}

impl Drawn {
    pub(crate) fn new() -> Result<Self, Fault> {
        Ok(Self { cookie: Secret::draw()?, csrf: Secret::draw()?, device: Secret::draw()? })
    }
}

/// A session of somebody proved; sessions that ended are forgotten, and the browser is known from now on.
pub(crate) fn begin(
    tx: &mut Tx,
    user: &user::User,
    drawn: Drawn,
    visit: &Visit,
    rules: &AccessRules,
) -> Result<Session, Fault> {
    let now = tx.now();
    session::forget(tx, now, now.plus_ms(-rules.idle_ms))?;
    let row = SessionRow {
        id: tx.new_id(),
        user: user.id,
        csrf: drawn.csrf.reveal().to_owned(),
        user_agent: shortened(&visit.user_agent),
        created_at: now,
        last_seen_at: now,
        expires_at: now.plus_ms(rules.absolute_ms),
    };
    session::insert(tx, &drawn.cookie.digest(), &row)?;
    let stale = now.plus_ms(-rules.device_ms);
    let known = match visit.device.as_deref().map(secrets::digest) {
        Some(hash) if session::is_known(tx, &hash, &login_key(&user.login), stale)? => Some(hash),
        _ => None,
    };
    session::know_device(tx, &known.unwrap_or_else(|| drawn.device.digest()), user.id, now, stale)?;
    Ok(Session {
        cookie: drawn.cookie,
        csrf: row.csrf,
        id: row.id,
        user: user.id,
        must_change_password: user.must_change_password,
        must_enrol: must_enrol(tx, user)?,
        expires_at: row.expires_at,
        device: known.is_none().then_some(drawn.device),
    })
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
