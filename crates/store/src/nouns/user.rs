//! The users' table, their roles, and what each role may. A password is kept only as its argon2id text.

use bihuan_domain::actor::{Permission, Scope, default_permissions};
use bihuan_domain::contact::login_key;
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{RoleAt, RoleKey, RolePermissions};
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Role;

use super::unit::corrupt;
use crate::db::{Conn, Query, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::{Row, Value};

queries! { pub mod sql = "user.sql"; insert, update, touch, load, by_login, any, clear_roles, add_role, roles,
other_admins, role_permissions, deliver_permission, give_permission, asks_second_factor }

/// A user as kept.
#[derive(Clone, PartialEq, Eq)]
pub struct User {
    /// Identifier.
    pub id: Id,
    /// Version of their stream.
    pub version: i64,
    /// Sign-in name as written.
    pub login: String,
    /// Name.
    pub name: String,
    /// The password's argon2id text; none: cannot sign in.
    pub password_hash: Option<String>,
    /// Must choose a password before anything else.
    pub must_change_password: bool,
    /// Their unit.
    pub unit: Id,
    /// BCP 47 tag.
    pub language: String,
    /// May sign in.
    pub active: bool,
    /// When they were entered.
    pub created_at: UtcMs,
    /// A second factor is asked of them at sign-in.
    pub second_factor: bool,
}

impl std::fmt::Debug for User {
    // Never a name or a hash in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("User").field("id", &self.id).field("version", &self.version).finish_non_exhaustive()
    }
}

impl User {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            version: row.int(1)?,
            login: row.text(2)?,
            name: row.text(3)?,
            password_hash: row.opt_text(4)?,
            must_change_password: row.bool(5)?,
            unit: row.id(6)?,
            language: row.text(7)?,
            active: row.bool(8)?,
            created_at: row.at(9)?,
            second_factor: row.bool(10)?,
        })
    }
}

/// What a name is found by when only its first letters are typed: of Chinese characters the initials of their pinyin, of
/// other words their first letters, all small: 张伟 is `zw`.
pub fn initials(name: &str) -> String {
    use pinyin::ToPinyin as _;
    let mut out = String::new();
    let mut begins = true;
    for c in name.chars().take(200) {
        if let Some(sound) = c.to_pinyin() {
            out.push_str(sound.first_letter());
            begins = true;
        } else if c.is_alphanumeric() {
            if begins {
                out.extend(c.to_lowercase());
            }
            begins = false;
        } else {
            begins = true;
        }
    }
    out
}

/// A new user; the database keeps sign-in names unique after folding.
///
/// # Errors
/// `Constraint` on `users.login_key`; `Fault`.
pub fn insert(tx: &mut Tx, proof: &Appended, user: &User) -> Result<(), Fault> {
    let values = [
        user.id.into(),
        proof.version().into(),
        user.login.as_str().into(),
        login_key(&user.login).into(),
        user.name.as_str().into(),
        user.password_hash.clone().into(),
        user.must_change_password.into(),
        user.unit.into(),
        user.language.as_str().into(),
        user.active.into(),
        user.created_at.into(),
        user.second_factor.into(),
        initials(&user.name).into(),
    ];
    tx.execute(&sql::insert, &values).map(|_| ())
}

/// A changed user.
///
/// # Errors
/// `Fault`.
pub fn update(tx: &mut Tx, proof: &Appended, user: &User) -> Result<(), Fault> {
    let values = [
        user.id.into(),
        proof.version().into(),
        user.name.as_str().into(),
        user.password_hash.clone().into(),
        user.must_change_password.into(),
        user.unit.into(),
        user.language.as_str().into(),
        user.active.into(),
        user.second_factor.into(),
        initials(&user.name).into(),
    ];
    tx.execute(&sql::update, &values).map(|_| ())
}

/// Only the version went on: a sign-in.
///
/// # Errors
/// `Fault`.
pub fn touch(tx: &mut Tx, proof: &Appended) -> Result<(), Fault> {
    tx.execute(&sql::touch, &[proof.stream().id.into(), proof.version().into()]).map(|_| ())
}

/// Replaces the roles somebody holds.
///
/// # Errors
/// `Constraint` on an unknown unit; `Fault`.
pub fn set_roles(tx: &mut Tx, proof: &Appended, roles: &[RoleAt]) -> Result<(), Fault> {
    let user = proof.stream().id;
    tx.execute(&sql::clear_roles, &[user.into()])?;
    for held in roles {
        let values = [user.into(), held.role.to_string().into(), held.reach.code().into(), held.unit.into()];
        tx.execute(&sql::add_role, &values)?;
    }
    Ok(())
}

/// One user, whoever asks: for sign-in and the write path, which judge themselves.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<User>, Fault> {
    conn.query_one_opt(&sql::load, &[id.into()])?.map(|row| User::from_row(&row)).transpose()
}

/// The user of a sign-in name, however it is written.
///
/// # Errors
/// `Fault`.
pub fn by_login(conn: &mut Conn, login: &str) -> Result<Option<User>, Fault> {
    conn.query_one_opt(&sql::by_login, &[login_key(login).into()])?.map(|row| User::from_row(&row)).transpose()
}

/// Whether anybody may sign in: people known only from an import do not count.
///
/// # Errors
/// `Fault`.
pub fn any(conn: &mut Conn) -> Result<bool, Fault> {
    Ok(conn.query_one_opt(&sql::any, &[])?.is_some())
}

/// Which users.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Part of the name or sign-in name, or the beginning of the name's initials.
    pub words: Option<String>,
    /// In this unit or below it.
    pub unit: Option<Id>,
    /// Who hold this role.
    pub role: Option<RoleKey>,
    /// Who may sign in, or may not.
    pub active: Option<bool>,
}

/// A page of the users in the scopes, by id; `scopes` empty finds nobody.
///
/// # Errors
/// `Fault`.
pub fn page(
    conn: &mut Conn,
    scopes: &[Scope],
    filter: &Filter,
    after: Option<Id>,
    limit: u32,
) -> Result<Vec<User>, Fault> {
    let mut values: Vec<Value> = vec![after.map_or(0, Id::as_i64).into(), limit.into()];
    let mut place = |value: Value| {
        values.push(value);
        values.len()
    };
    let mut all = Vec::new();
    if !scopes.contains(&Scope::All) {
        let mut either = Vec::new();
        for scope in scopes {
            let (unit, only) = match scope {
                Scope::Unit(unit) => (unit, "c.depth = 0 AND "),
                Scope::Subtree(unit) => (unit, ""),
                Scope::Own | Scope::All => continue,
            };
            either.push(format!("({only}c.ancestor = ${})", place((*unit).into())));
        }
        if either.is_empty() {
            return Ok(Vec::new());
        }
        let either = either.join(" OR ");
        all.push(format!("unit_id IN (SELECT c.descendant FROM unit_closure c WHERE {either})"));
    }
    if let Some(words) = filter.words.as_deref().map(str::trim).filter(|w| !w.is_empty()) {
        let part = place(format!("%{}%", escaped(&login_key(words))).into());
        let begin = place(format!("{}%", escaped(&login_key(words))).into());
        all.push(format!(
            "(lower(name) LIKE ${part} ESCAPE '!' OR login_key LIKE ${part} ESCAPE '!' OR initials LIKE ${begin} ESCAPE '!')"
        ));
    }
    if let Some(unit) = filter.unit {
        let at = place(unit.into());
        all.push(format!("unit_id IN (SELECT d.descendant FROM unit_closure d WHERE d.ancestor = ${at})"));
    }
    if let Some(role) = filter.role {
        let at = place(role.to_string().into());
        all.push(format!("id IN (SELECT r.user_id FROM user_role r WHERE r.role = ${at})"));
    }
    if let Some(active) = filter.active {
        let at = place(active.into());
        all.push(format!("active = ${at}"));
    }
    let more: String = all.iter().map(|one| format!(" AND {one}")).collect();
    let query = Query::dynamic(format!(
        "SELECT id, version, login, name, password_hash, must_change_password, unit_id, language, active, created_at,
         second_factor FROM users WHERE id > $1{more} ORDER BY id LIMIT $2"
    ));
    conn.query(&query, &values)?.iter().map(User::from_row).collect()
}

/// For `LIKE … ESCAPE '!'`: what stands for itself.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '%' | '_' | '!') {
            out.push('!');
        }
        out.push(c);
    }
    out
}

/// Names of users, for showing who did something; unknown ids are left out. At most 500.
///
/// # Errors
/// `Fault`.
pub fn names(conn: &mut Conn, ids: &[Id]) -> Result<Vec<(Id, String)>, Fault> {
    let ids: Vec<Value> = ids.iter().take(500).map(|id| (*id).into()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=ids.len()).map(|i| format!("${i}")).collect();
    let query = Query::dynamic(format!("SELECT id, name FROM users WHERE id IN ({})", places.join(", ")));
    conn.query(&query, &ids)?.iter().map(|row| Ok((row.id(0)?, row.text(1)?))).collect()
}

/// The roles somebody holds.
///
/// # Errors
/// `Fault`.
pub fn roles(conn: &mut Conn, user: Id) -> Result<Vec<RoleAt>, Fault> {
    Ok(held(conn, user)?.into_iter().map(|(at, _)| at).collect())
}

/// The roles somebody holds, each with the delivered role policies see in it: itself, or what the organisation's own one
/// ranks as.
///
/// # Errors
/// `Fault`.
pub fn held(conn: &mut Conn, user: Id) -> Result<Vec<(RoleAt, Option<Role>)>, Fault> {
    let read = |row: &Row| {
        let role: RoleKey = row.str(0)?.parse().map_err(corrupt)?;
        let at = RoleAt { role, reach: row.str(1)?.parse().map_err(corrupt)?, unit: row.opt_id(2)? };
        let ranks_as = row.opt_text(3)?.map(|r| r.parse()).transpose().map_err(corrupt)?;
        Ok((at, role.delivered().or(ranks_as)))
    };
    conn.query(&sql::roles, &[user.into()])?.iter().map(read).collect()
}

/// Whether an active administrator of everything remains when this user goes.
///
/// # Errors
/// `Fault`.
pub fn has_other_admin(conn: &mut Conn, user: Id) -> Result<bool, Fault> {
    Ok(conn.query_one_opt(&sql::other_admins, &[user.into()])?.is_some())
}

/// Whether a role somebody holds asks for a second factor.
///
/// # Errors
/// `Fault`.
pub fn role_asks_second_factor(conn: &mut Conn, user: Id) -> Result<bool, Fault> {
    Ok(conn.query_one_opt(&sql::asks_second_factor, &[user.into()])?.is_some())
}

/// What each role may. Codes this release does not know are passed over.
///
/// # Errors
/// `Fault`.
pub fn role_permissions(conn: &mut Conn) -> Result<RolePermissions, Fault> {
    let rows = conn.query(&sql::role_permissions, &[])?;
    let mut pairs: Vec<(RoleKey, Permission)> = Vec::with_capacity(rows.len());
    for row in rows {
        if let (Ok(role), Ok(permission)) = (row.str(0)?.parse(), row.str(1)?.parse()) {
            pairs.push((role, permission));
        }
    }
    Ok(pairs.into_iter().collect())
}

/// Fills in the delivered permissions that this database has never seen.
///
/// # Errors
/// `Fault`.
pub fn deliver_permissions(tx: &mut Tx) -> Result<(), Fault> {
    for permission in Permission::ALL {
        if tx.execute(&sql::deliver_permission, &[permission.code().into()])? == 0 {
            continue;
        }
        for role in Role::ALL.iter().filter(|role| default_permissions(**role).contains(permission)) {
            tx.execute(&sql::give_permission, &[role.code().into(), permission.code().into()])?;
        }
    }
    Ok(())
}
