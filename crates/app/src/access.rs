//! Who is asking, and what they may. Every request comes here first, so what was found is kept for a few seconds: a hit
//! costs a digest and a map look-up. Each change made here empties the memory at once; one made on another node arrives
//! with the journal ([`Access::heed`]) and at the latest when the few seconds are over.
//!
//! The organisation's tree is held whole: scopes ask it at every turn.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use bihuan_domain::actor::{Actor, Grant, Permission, Place, Who};
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{MIN_PASSWORD_CHARS, OrgTree, narrowed};
use bihuan_domain::time::UtcMs;
use bihuan_store::nouns::{session, token, unit, user};
use bihuan_store::{Conn, Db, Fault};

use crate::failure::Failure;
use crate::secrets::{self, Passwords};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
/// A use is noted this rarely, so that reading stays reading.
const NOTE_USE_MS: i64 = 5 * MINUTE_MS;
/// Answers kept at most.
const KEPT: usize = 20_000;

/// How long things last; times in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessRules {
    /// Shortest password, characters.
    pub min_password_chars: usize,
    /// A session ends after this rest.
    pub idle_ms: i64,
    /// A session ends after this in any case.
    pub absolute_ms: i64,
    /// Wrong passwords allowed for one name within the window.
    pub tries: i64,
    /// Sign-ins tried from one address within the window; good ones are not counted.
    pub address_tries: i64,
    /// The window.
    pub tries_window_ms: i64,
    /// How long the step between password and second factor may take.
    pub ticket_ms: i64,
    /// How long a browser stays known after its last sign-in.
    pub device_ms: i64,
    /// How long a set-up link is good.
    pub setup_ms: i64,
    /// How long an answer is kept in memory.
    pub keep_ms: i64,
    /// Passwords hashed at once.
    pub hash_at_once: usize,
}

impl Default for AccessRules {
    fn default() -> Self {
        Self {
            min_password_chars: MIN_PASSWORD_CHARS,
            idle_ms: 12 * HOUR_MS,
            absolute_ms: 7 * 24 * HOUR_MS,
            tries: 5,
            address_tries: 50,
            tries_window_ms: 15 * MINUTE_MS,
            ticket_ms: 5 * MINUTE_MS,
            device_ms: 180 * 24 * HOUR_MS,
            setup_ms: 7 * 24 * HOUR_MS,
            keep_ms: 5_000,
            hash_at_once: 2,
        }
    }
}

/// Somebody known, by session or token.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who, with what they may.
    pub actor: Arc<Actor>,
    /// The user.
    pub user: Id,
    /// What a form must send back; none for a token, which no browser sends by itself.
    pub csrf: Option<Arc<str>>,
    /// The session; none for a token.
    pub session: Option<Id>,
    /// Must choose a password first; until then the actor has no grant at all.
    pub must_change_password: bool,
    /// Must set up a second factor first, because a role asks for one; until then the actor has no grant at all.
    pub must_enrol: bool,
}

struct Kept {
    who: SignedIn,
    until: UtcMs,
}

struct Inner {
    db: Db,
    rules: AccessRules,
    passwords: Passwords,
    kept: Mutex<HashMap<[u8; 32], Kept>>,
    /// Goes up with each change, so that an answer read before a change is not kept after it.
    turn: AtomicU64,
    tree: RwLock<Arc<OrgTree>>,
}

/// People and what they may; cheap to clone.
#[derive(Clone)]
pub struct Access(Arc<Inner>);

impl Access {
    /// Loads the tree and fills in the permissions a release delivers.
    ///
    /// # Errors
    /// Faults.
    pub async fn open(db: Db, rules: AccessRules) -> Result<Self, Failure> {
        match db.write("access.deliver", user::deliver_permissions).await {
            // A tool beside a running service only reads.
            Ok(()) | Err(Fault::ReadOnly) => {}
            Err(fault) => return Err(fault.into()),
        }
        let access = Self(Arc::new(Inner {
            db,
            rules,
            passwords: Passwords::new(rules.hash_at_once),
            kept: Mutex::default(),
            turn: AtomicU64::new(0),
            tree: RwLock::default(),
        }));
        access.reload_tree().await?;
        Ok(access)
    }

    pub(crate) fn db(&self) -> &Db {
        &self.0.db
    }

    pub(crate) fn rules(&self) -> &AccessRules {
        &self.0.rules
    }

    pub(crate) fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }

    /// The organisation as it is now.
    pub fn tree(&self) -> Arc<OrgTree> {
        Arc::clone(&self.0.tree.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The unit and everything above it, itself first.
    pub fn lineage(&self, unit: Id) -> Vec<Id> {
        self.tree().lineage(unit)
    }

    /// The unit and everything below it.
    pub fn subtree(&self, unit: Id) -> Vec<Id> {
        self.tree().subtree(unit)
    }

    /// Whether an actor holds a permission at a unit.
    pub fn may_at(&self, actor: &Actor, permission: Permission, unit: Id) -> bool {
        let lineage = self.lineage(unit);
        actor.may(permission, &Place { owner: None, handler: None, unit, lineage: &lineage })
    }

    pub(crate) async fn reload_tree(&self) -> Result<(), Failure> {
        let units = self.0.db.read(unit::all).await?;
        let tree = Arc::new(OrgTree::new(units.iter().map(unit::Unit::node).collect()));
        *self.0.tree.write().unwrap_or_else(PoisonError::into_inner) = tree;
        self.forget();
        Ok(())
    }

    /// Forgets what is kept in memory; the next request reads.
    pub fn forget(&self) {
        self.0.turn.fetch_add(1, Ordering::AcqRel);
        self.0.kept.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Takes note of a decision that another node may have made; give it every journal row's stream kind.
    ///
    /// # Errors
    /// Faults while the tree is read again.
    pub async fn heed(&self, stream_kind: &str) -> Result<(), Failure> {
        match stream_kind {
            "unit" => self.reload_tree().await,
            "user" | "token" | "role" => {
                self.forget();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn recall(&self, hash: &[u8; 32], now: UtcMs) -> Option<SignedIn> {
        let kept = self.0.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(hash).filter(|k| now < k.until).map(|k| k.who.clone())
    }

    fn keep(&self, hash: [u8; 32], who: &SignedIn, until: UtcMs, turn: u64) {
        let mut kept = self.0.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if self.0.turn.load(Ordering::Acquire) != turn {
            return;
        }
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(hash, Kept { who: who.clone(), until });
    }

    /// Who sends this session cookie.
    ///
    /// # Errors
    /// `NotSignedIn` when the session is unknown, ended or its user inactive; faults.
    pub async fn actor_by_session(&self, cookie: &str) -> Result<SignedIn, Failure> {
        let (hash, now) = (secrets::digest(cookie), self.0.db.now());
        // A token in a cookie would escape the check of forms.
        if let Some(who) = self.recall(&hash, now).filter(|who| who.session.is_some()) {
            return Ok(who);
        }
        let turn = self.0.turn.load(Ordering::Acquire);
        let idle_ms = self.0.rules.idle_ms;
        let found = self.0.db.read(move |conn| {
            let Some(session) = session::by_hash(conn, &hash)? else { return Ok::<_, Fault>(None) };
            if session.expires_at <= now || session.last_seen_at.plus_ms(idle_ms) <= now {
                return Ok(None);
            }
            let Some((user, actor)) = resolve(conn, session.user)? else { return Ok(None) };
            let must_enrol = must_enrol(conn, &user)?;
            Ok(Some((session, user, actor, must_enrol)))
        });
        let (session, user, mut actor, must_enrol) = found.await?.ok_or(Failure::NotSignedIn)?;
        if now.since(session.last_seen_at) >= NOTE_USE_MS {
            note_use(self.0.db.write("session.seen", move |tx| session::seen(tx, &hash, now)).await);
        }
        if user.must_change_password || must_enrol {
            actor.grants.clear();
        }
        let who = SignedIn {
            actor: Arc::new(actor),
            user: user.id,
            csrf: Some(session.csrf.into()),
            session: Some(session.id),
            must_change_password: user.must_change_password,
            must_enrol,
        };
        self.keep(hash, &who, now.plus_ms(self.0.rules.keep_ms).min(session.expires_at), turn);
        Ok(who)
    }

    /// Who sends this API token. They may what their user may, narrowed to what the token is for.
    ///
    /// # Errors
    /// `NotSignedIn` when the token is unknown, expired or revoked, or its user inactive; faults.
    pub async fn actor_by_token(&self, secret: &str) -> Result<SignedIn, Failure> {
        let (hash, now) = (secrets::digest(secret), self.0.db.now());
        if let Some(who) = self.recall(&hash, now).filter(|who| who.session.is_none()) {
            return Ok(who);
        }
        let turn = self.0.turn.load(Ordering::Acquire);
        let found = self.0.db.read(move |conn| {
            let Some(token) = token::by_hash(conn, &hash)? else { return Ok::<_, Fault>(None) };
            if token.revoked_at.is_some() || token.expires_at.is_some_and(|end| end <= now) {
                return Ok(None);
            }
            Ok(resolve(conn, token.user)?.map(|user| (token, user)))
        });
        let (token, (user, mut actor)) = found.await?.ok_or(Failure::NotSignedIn)?;
        if token.last_used_at.is_none_or(|last| now.since(last) >= NOTE_USE_MS) {
            note_use(self.0.db.write("token.used", move |tx| token::used(tx, token.id, now)).await);
        }
        actor.grants = narrowed(actor.grants, token.permissions.as_deref());
        let who = SignedIn {
            actor: Arc::new(actor),
            user: user.id,
            csrf: None,
            session: None,
            must_change_password: false,
            must_enrol: false,
        };
        let until = now.plus_ms(self.0.rules.keep_ms);
        self.keep(hash, &who, token.expires_at.map_or(until, |end| until.min(end)), turn);
        Ok(who)
    }

    /// An active user as an actor, as automation and imports act for them.
    ///
    /// # Errors
    /// `NotFound` when there is no such active user; faults.
    pub async fn actor_of(&self, user: Id) -> Result<Actor, Failure> {
        let found = self.0.db.read(move |conn| resolve(conn, user)).await?;
        let (_, actor) = found.ok_or(Failure::NotFound { what: "user" })?;
        Ok(actor)
    }
}

/// Who only reads is served also when nothing can be written, as on a full disk.
fn note_use(noted: Result<(), Fault>) {
    if let Err(fault) = noted {
        tracing::warn!(code = fault.code(), "a use could not be noted");
    }
}

/// An active user with what they may.
fn resolve(conn: &mut Conn, id: Id) -> Result<Option<(user::User, Actor)>, Fault> {
    let Some(found) = user::load(conn, id)?.filter(|u| u.active) else { return Ok(None) };
    let held = user::held(conn, id)?;
    let roles = held.iter().filter_map(|(at, rank)| Some(((*rank)?, at.scope(found.unit)))).collect();
    let held: Vec<_> = held.into_iter().map(|(at, _)| at).collect();
    let grants = user::role_permissions(conn)?.grants(&held, found.unit);
    let actor = Actor { who: Who::User(id), unit: Some(found.unit), grants, roles };
    Ok(Some((found, actor)))
}

/// An active user as an actor, read where one stands; `None` when there is no such active user.
pub(crate) fn actor_in(conn: &mut Conn, user: Id) -> Result<Option<Actor>, Fault> {
    Ok(resolve(conn, user)?.map(|(_, actor)| actor))
}

/// What a user may, by their roles.
pub(crate) fn grants_of(conn: &mut Conn, user: &user::User) -> Result<Vec<Grant>, Fault> {
    let roles = user::roles(conn, user.id)?;
    Ok(user::role_permissions(conn)?.grants(&roles, user.unit))
}

/// Whether somebody has yet to set up the second factor that one of their roles asks for.
pub(crate) fn must_enrol(conn: &mut Conn, user: &user::User) -> Result<bool, Fault> {
    Ok(!user.second_factor && user::role_asks_second_factor(conn, user.id)?)
}
