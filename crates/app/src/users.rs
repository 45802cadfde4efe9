//! Users and the roles they hold. Only `UserAdmin` at the user's unit changes them, nobody gives more than they hold or
//! changes somebody who holds more, and an administrator of everything always remains.

use bihuan_domain::actor::{Actor, Permission, Scope};
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{Reach, Refusal, RoleAt, UserEvent, check_password, first_excess};
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Role;
use bihuan_store::Tx;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::user::Filter;
use bihuan_store::nouns::{second_factor, session, user};
use serde::{Deserialize, Serialize};

use crate::access::{Access, grants_of};
use crate::failure::Failure;
use crate::organisation::{check_name, living, lock_organisation};
use crate::paging::{Page, PageAsk};
use crate::record::{Decision, record};
use crate::roles::known;
use crate::secrets::discreet;
use crate::sign_in::{first, lock_version};

/// Longest words to find people or units by, in characters.
pub const LONGEST_WORDS: usize = 100;

/// Most roles one person holds.
const MAX_ROLES: usize = 50;

/// A user to be entered.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    /// Sign-in name, unique whatever its case or width.
    pub login: String,
    /// Name.
    pub name: String,
    /// Their unit.
    pub unit: Id,
    /// BCP 47 tag.
    pub language: String,
    /// The roles they hold.
    #[serde(default)]
    pub roles: Vec<RoleAt>,
    /// A first password, to be changed at the first sign-in; without one they cannot sign in.
    #[serde(default)]
    pub password: Option<String>,
}

discreet!(NewUser);

/// What is changed of a user; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UserPatch {
    /// Name.
    pub name: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// Their unit.
    pub unit: Option<Id>,
}

/// A user as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UserView {
    /// Identifier.
    pub id: Id,
    /// Version.
    pub version: i64,
    /// Sign-in name.
    pub login: String,
    /// Name.
    pub name: String,
    /// Their unit.
    pub unit: Id,
    /// BCP 47 tag.
    pub language: String,
    /// May sign in.
    pub active: bool,
    /// Must choose a password at the next sign-in.
    pub must_change_password: bool,
    /// A second factor is asked of them at sign-in.
    pub second_factor: bool,
    /// When they were entered.
    pub created_at: UtcMs,
    /// The roles they hold; left out in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<RoleAt>>,
}

impl UserView {
    fn of(u: user::User, roles: Option<Vec<RoleAt>>) -> Self {
        let user::User {
            id,
            version,
            login,
            name,
            unit,
            language,
            active,
            must_change_password,
            created_at,
            second_factor,
            ..
        } = u;
        Self {
            id,
            version,
            login,
            name,
            unit,
            language,
            active,
            must_change_password,
            second_factor,
            created_at,
            roles,
        }
    }
}

impl Access {
    /// Enters a user; answers their id.
    ///
    /// # Errors
    /// `NotPermitted`/`NotFound` without `UserAdmin` at the unit; `ExceedsOwn`, `RoleNotForPeople`, `LoginTaken`,
    /// `UnitArchived`, the password's refusals; `Input`; faults.
    pub async fn create_user(&self, actor: &Actor, new: NewUser) -> Result<Id, Failure> {
        check_login(&new.login)?;
        check_name("name", &new.name)?;
        check_language(&new.language)?;
        self.administers(actor, new.unit)?;
        let roles = self.check_roles(actor, &new.roles)?;
        let password_hash = match &new.password {
            Some(password) => {
                check_password(password, &new.login, self.rules().min_password_chars)?;
                Some(self.passwords().hash(password.clone()).await?)
            }
            None => None,
        };
        let (access, actor) = (self.clone(), actor.clone());
        let made = self.db().write("user.create", move |tx| {
            lock_organisation(tx)?;
            living(tx, new.unit)?;
            access.check_gift(tx, &actor, &roles, new.unit)?;
            let entered = user::User {
                id: tx.new_id(),
                version: 1,
                login: new.login.trim().to_owned(),
                name: new.name.trim().to_owned(),
                must_change_password: password_hash.is_some(),
                password_hash,
                unit: new.unit,
                language: new.language,
                active: true,
                created_at: tx.now(),
                second_factor: false,
            };
            let stream = Stream::new("user", entered.id);
            let events = [UserEvent::Created { unit: entered.unit }, UserEvent::RolesSet { roles: roles.clone() }];
            record(tx, &first(&stream, tx.now(), actor.who, "create_user", &events), |tx, proof| {
                user::insert(tx, proof, &entered)?;
                user::set_roles(tx, proof, &roles)?;
                Ok(entered.id)
            })
        });
        made.await.map_err(|failure| match failure {
            Failure::Fault(f) if f.is_unique("users", "login_key") => Refusal::LoginTaken.into(),
            other => other,
        })
    }

    /// Changes name, language or unit; answers the version.
    ///
    /// # Errors
    /// As [`Access::create_user`]; `Stale`.
    pub async fn change_user(
        &self,
        actor: &Actor,
        id: Id,
        seen: impl Into<Option<i64>>,
        patch: UserPatch,
    ) -> Result<i64, Failure> {
        if let Some(name) = &patch.name {
            check_name("name", name)?;
        }
        if let Some(language) = &patch.language {
            check_language(language)?;
        }
        if let Some(unit) = patch.unit {
            self.administers(actor, unit)?;
        }
        let (access, mover) = (self.clone(), actor.clone());
        self.change(actor, id, seen.into(), "change_user", move |tx, user| {
            let mut events = Vec::new();
            if let Some(to) = patch.unit.filter(|to| *to != user.unit) {
                living(tx, to)?;
                // Roles at the own unit move along, so the move may itself be a gift.
                let roles = user::roles(tx, user.id)?;
                access.check_gift(tx, &mover, &roles, to)?;
                events.push(UserEvent::Moved { from: user.unit, to });
                user.unit = to;
            }
            if patch.name.is_some() || patch.language.is_some() {
                events.push(UserEvent::Renamed {});
                user.name = patch.name.map_or_else(|| user.name.clone(), |n| n.trim().to_owned());
                user.language = patch.language.unwrap_or_else(|| user.language.clone());
            }
            Ok(events)
        })
        .await
    }

    /// Sets all the roles somebody holds; answers the version.
    ///
    /// # Errors
    /// `LastAdmin`, and as [`Access::create_user`]; `Stale`.
    pub async fn set_roles(
        &self,
        actor: &Actor,
        id: Id,
        seen: impl Into<Option<i64>>,
        roles: &[RoleAt],
    ) -> Result<i64, Failure> {
        let roles = self.check_roles(actor, roles)?;
        let (access, giver) = (self.clone(), actor.clone());
        self.change(actor, id, seen.into(), "set_roles", move |tx, user| {
            access.check_gift(tx, &giver, &roles, user.unit)?;
            if !roles.iter().any(is_admin_of_all) {
                another_admin_remains(tx, user)?;
            }
            Ok(vec![UserEvent::RolesSet { roles }])
        })
        .await
    }

    /// Gives somebody a password to be changed at the next sign-in, and ends their sessions; answers the version. `seen`
    /// is the version the caller saw, if they say.
    ///
    /// # Errors
    /// The password's refusals, and as [`Access::change_user`].
    pub async fn set_password(
        &self,
        actor: &Actor,
        id: Id,
        seen: impl Into<Option<i64>>,
        password: &str,
    ) -> Result<i64, Failure> {
        let login = self.user(actor, id).await?.login;
        check_password(password, &login, self.rules().min_password_chars)?;
        let hash = self.passwords().hash(password.to_owned()).await?;
        self.change(actor, id, seen.into(), "set_password", move |tx, user| {
            user.password_hash = Some(hash);
            user.must_change_password = true;
            let count = session::end_all(tx, user.id)?;
            session::forget_devices(tx, user.id)?;
            second_factor::void_tickets(tx, user.id)?;
            Ok(vec![UserEvent::PasswordSet { must_change: true }, UserEvent::SessionsEnded { count }])
        })
        .await
    }

    /// Takes somebody's second factor away, as for a lost telephone, and ends their sessions; answers the version.
    ///
    /// # Errors
    /// `NoSecondFactor`, and as [`Access::change_user`].
    pub async fn reset_second_factor(
        &self,
        actor: &Actor,
        id: Id,
        seen: impl Into<Option<i64>>,
    ) -> Result<i64, Failure> {
        self.change(actor, id, seen.into(), "reset_second_factor", move |tx, user| {
            if !user.second_factor {
                return Err(Refusal::NoSecondFactor.into());
            }
            user.second_factor = false;
            let count = session::end_all(tx, user.id)?;
            Ok(vec![UserEvent::SecondFactorReset {}, UserEvent::SessionsEnded { count }])
        })
        .await
    }

    /// Ends all the sessions of somebody; answers the version.
    ///
    /// # Errors
    /// As [`Access::change_user`].
    pub async fn end_sessions_of(&self, actor: &Actor, id: Id) -> Result<i64, Failure> {
        self.change(actor, id, None, "end_sessions", move |tx, user| {
            Ok(vec![UserEvent::SessionsEnded { count: session::end_all(tx, user.id)? }])
        })
        .await
    }

    /// Takes away the right to sign in; sessions end, tokens stop, the history stays. Answers the version.
    ///
    /// # Errors
    /// `LastAdmin`, and as [`Access::change_user`].
    pub async fn deactivate_user(&self, actor: &Actor, id: Id, seen: impl Into<Option<i64>>) -> Result<i64, Failure> {
        self.change(actor, id, seen.into(), "deactivate_user", move |tx, user| {
            another_admin_remains(tx, user)?;
            user.active = false;
            let count = session::end_all(tx, user.id)?;
            Ok(vec![UserEvent::Deactivated {}, UserEvent::SessionsEnded { count }])
        })
        .await
    }

    /// Gives back the right to sign in; answers the version.
    ///
    /// # Errors
    /// As [`Access::change_user`].
    pub async fn reactivate_user(&self, actor: &Actor, id: Id, seen: impl Into<Option<i64>>) -> Result<i64, Failure> {
        self.change(actor, id, seen.into(), "reactivate_user", move |tx, user| {
            living(tx, user.unit)?;
            user.active = true;
            Ok(vec![UserEvent::Reactivated {}])
        })
        .await
    }

    async fn change(
        &self,
        actor: &Actor,
        id: Id,
        version: Option<i64>,
        command: &'static str,
        change: impl FnOnce(&mut Tx, &mut user::User) -> Result<Vec<UserEvent>, Failure> + Send + 'static,
    ) -> Result<i64, Failure> {
        if !actor.may_somewhere(Permission::UserAdmin) {
            return Err(Failure::NotPermitted(Permission::UserAdmin));
        }
        let (access, actor) = (self.clone(), actor.clone());
        let changed = self.db().write(command, move |tx| {
            lock_organisation(tx)?;
            let stream = Stream::new("user", id);
            let current = lock_version(tx, &stream)?;
            let mut user = user::load(tx, id)?.ok_or(Failure::NotFound { what: "user" })?;
            access.administers(&actor, user.unit).map_err(|_| Failure::NotFound { what: "user" })?;
            let held = grants_of(tx, &user)?;
            if let Some(grant) = first_excess(&actor.grants, &held, &access.tree()) {
                return Err(Refusal::ExceedsOwn { grant }.into());
            }
            let expected = version.unwrap_or(current);
            if expected != current {
                return Err(Failure::Stale { current });
            }
            let events = change(tx, &mut user)?;
            if events.is_empty() {
                return Ok(current);
            }
            let decision = Decision {
                stream: &stream,
                expected_version: Some(expected),
                at: tx.now(),
                who: actor.who,
                command,
                policy: None,
                events: &events,
            };
            record(tx, &decision, |tx, proof| {
                user::update(tx, proof, &user)?;
                for event in &events {
                    match event {
                        UserEvent::RolesSet { roles } => user::set_roles(tx, proof, roles)?,
                        UserEvent::SecondFactorReset {} => second_factor::remove(tx, proof)?,
                        _ => {}
                    }
                }
                Ok(proof.version())
            })
        });
        let version = changed.await?;
        self.forget();
        Ok(version)
    }

    /// A user within the actor's `UserAdmin`, or oneself.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn user(&self, actor: &Actor, id: Id) -> Result<UserView, Failure> {
        let nothing = || Failure::NotFound { what: "user" };
        let found = self.db().read(move |conn| {
            let Some(found) = user::load(conn, id)? else { return Ok::<_, bihuan_store::Fault>(None) };
            let roles = user::roles(conn, id)?;
            Ok(Some((found, roles)))
        });
        let (found, roles) = found.await?.ok_or_else(nothing)?;
        if actor.user() != Some(id) && !self.may_at(actor, Permission::UserAdmin, found.unit) {
            return Err(nothing());
        }
        Ok(UserView::of(found, Some(roles)))
    }

    /// A page of the users in the units where the actor holds the permission: `UserAdmin` to administer, `CaseAssign` or
    /// `CaseTransfer` to choose somebody.
    ///
    /// # Errors
    /// `NotPermitted`; faults.
    pub async fn users(&self, actor: &Actor, by: Permission, ask: PageAsk) -> Result<Page<UserView>, Failure> {
        self.find_users(actor, by, Filter::default(), ask).await
    }

    /// As [`Access::users`], of those the filter leaves.
    ///
    /// # Errors
    /// As [`Access::users`]; `Input` for words that are too long.
    pub async fn find_users(
        &self,
        actor: &Actor,
        by: Permission,
        filter: Filter,
        ask: PageAsk,
    ) -> Result<Page<UserView>, Failure> {
        if !matches!(by, Permission::UserAdmin | Permission::CaseAssign | Permission::CaseTransfer)
            || !actor.may_somewhere(by)
        {
            return Err(Failure::NotPermitted(by));
        }
        let scopes: Vec<Scope> = actor.scopes(by).collect();
        self.page_of_users(scopes, filter, ask).await
    }

    /// A page of the people the actor may hand cases to: active users in the units where they may assign or transfer. For
    /// whoever may do neither there is nobody.
    ///
    /// # Errors
    /// `Input` for words that are too long; faults.
    pub async fn people(&self, actor: &Actor, words: Option<String>, ask: PageAsk) -> Result<Page<UserView>, Failure> {
        let both = [Permission::CaseAssign, Permission::CaseTransfer];
        let scopes: Vec<Scope> = both.into_iter().flat_map(|p| actor.scopes(p)).collect();
        self.page_of_users(scopes, Filter { words, active: Some(true), ..Filter::default() }, ask).await
    }

    async fn page_of_users(&self, scopes: Vec<Scope>, filter: Filter, ask: PageAsk) -> Result<Page<UserView>, Failure> {
        if filter.words.as_ref().is_some_and(|w| w.chars().count() > LONGEST_WORDS) {
            return Err(Failure::input("q", "too_long", LONGEST_WORDS.to_string()));
        }
        let rows = self.db().read(move |conn| user::page(conn, &scopes, &filter, ask.after, ask.rows())).await?;
        Ok(Page::of(rows, ask, |u| u.id).map(|u| UserView::of(u, None)))
    }

    /// Names of users for showing who did something; every employee may know them. At most 500 ids.
    ///
    /// # Errors
    /// Faults.
    pub async fn user_names(&self, ids: Vec<Id>) -> Result<Vec<(Id, String)>, Failure> {
        Ok(self.db().read(move |conn| user::names(conn, &ids)).await?)
    }

    /// The shape of a set of roles; sorted, each once.
    fn check_roles(&self, actor: &Actor, roles: &[RoleAt]) -> Result<Vec<RoleAt>, Failure> {
        if roles.len() > MAX_ROLES {
            return Err(Failure::input("roles", "too_many", MAX_ROLES.to_string()));
        }
        let tree = self.tree();
        for held in roles {
            if held.role == Role::System {
                return Err(Refusal::RoleNotForPeople.into());
            }
            if let Some(unit) = held.unit {
                if matches!(held.reach, Reach::Own | Reach::All) {
                    return Err(Failure::input("roles", "unit_without_meaning", held.reach.code()));
                }
                if tree.get(unit).is_none() || !self.may_at(actor, Permission::UserAdmin, unit) {
                    return Err(Failure::NotFound { what: "unit" });
                }
            }
        }
        let mut sorted = roles.to_vec();
        sorted.sort();
        sorted.dedup();
        Ok(sorted)
    }

    /// Nobody gives more than they hold.
    fn check_gift(&self, tx: &mut Tx, actor: &Actor, roles: &[RoleAt], home: Id) -> Result<(), Failure> {
        for held in roles {
            known(tx, held.role)?;
        }
        let given = user::role_permissions(tx)?.grants(roles, home);
        match first_excess(&actor.grants, &given, &self.tree()) {
            Some(grant) => Err(Refusal::ExceedsOwn { grant }.into()),
            None => Ok(()),
        }
    }
}

fn is_admin_of_all(held: &RoleAt) -> bool {
    held.role == Role::Admin && held.reach == Reach::All
}

/// Called under the organisation's lock, so that two cannot leave together.
fn another_admin_remains(tx: &mut Tx, user: &user::User) -> Result<(), Failure> {
    let is_one = user.active && user::roles(tx, user.id)?.iter().any(is_admin_of_all);
    if is_one && !user::has_other_admin(tx, user.id)? { Err(Refusal::LastAdmin.into()) } else { Ok(()) }
}

/// A sign-in name: 1 to 100 characters without blanks inside.
pub(crate) fn check_login(login: &str) -> Result<(), Failure> {
    let login = login.trim();
    let plain = !login.chars().any(|c| c.is_whitespace() || c.is_control());
    if plain && (1..=100).contains(&login.chars().count()) {
        Ok(())
    } else {
        Err(Failure::input("login", "bad_login", "1 to 100 characters without blanks"))
    }
}

/// A language tag as in BCP 47, by its shape.
pub(crate) fn check_language(tag: &str) -> Result<(), Failure> {
    let part = |p: &str| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric());
    if (2..=35).contains(&tag.len()) && tag.split('-').all(part) {
        Ok(())
    } else {
        Err(Failure::input("language", "bad_language", tag))
    }
}
