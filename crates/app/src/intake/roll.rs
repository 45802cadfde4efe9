//! Units and people of the other system: found here by code or sign-in name, or made once. A person known only from
//! history cannot sign in; they stand in the record so that each act of it has its actor's name.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use bihuan_domain::actor::Who;
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{UnitEvent, UnitKind, UserEvent};
use bihuan_store::Tx;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::{unit, user};

use super::annals::Annals;
use crate::app::App;
use crate::failure::Failure;
use crate::organisation::check_name;
use crate::record::record;
use crate::set_up::ensure_head_office;
use crate::sign_in::first;

/// Stands for the top unit in a dry run, which makes none.
const NOBODY: Id = Id::from_i64(1);
/// The longest code of a unit, in characters.
const CODE_CHARS: usize = 40;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Name {
    Unit(String),
    Person(String),
}

/// Who was found or made so far.
#[derive(Debug, Default)]
pub struct Roll(Mutex<HashMap<Name, Id>>);

/// The unit above all others.
///
/// # Errors
/// Faults.
pub(super) async fn top(app: &App, who: Who, dry_run: bool) -> Result<Id, Failure> {
    match app.db().read(unit::root).await? {
        Some(id) => Ok(id),
        None if dry_run => Ok(NOBODY),
        None => ensure_head_office(app.db(), who).await,
    }
}

impl Annals {
    /// A unit by its code, made under the top unit when there is none. Not on a runtime's own thread.
    ///
    /// # Errors
    /// `Input` on a name that no unit can have; faults.
    pub(super) fn unit_named(&self, name: &str) -> Result<Id, Failure> {
        check_name("unit", name)?;
        let folded = name.trim().to_uppercase();
        let code: String = folded.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).take(CODE_CHARS).collect();
        let (name, top, who) = (name.trim().to_owned(), self.unit, self.actor.who);
        self.known(Name::Unit(code.clone()), move |tx| match unit::by_code(tx, &code)? {
            Some(id) => Ok(id),
            None => make_unit(tx, top, who, code, name),
        })
    }

    /// A person of the source: the user of that sign-in name, or somebody known only from history.
    ///
    /// # Errors
    /// `Input` on a name nobody can have; faults.
    pub(super) fn person(&self, source: &str, name: &str) -> Result<Id, Failure> {
        check_name("resource", name)?;
        let (name, unit, who) = (name.trim().to_owned(), self.unit, self.actor.who);
        let login = format!("{source}:{name}");
        self.known(Name::Person(login.clone()), move |tx| {
            for login in [&name, &login] {
                if let Some(user) = user::by_login(tx, login)? {
                    return Ok(user.id);
                }
            }
            make_person(tx, unit, who, login, name)
        })
    }

    /// One at a time, so that nobody is made twice.
    fn known(
        &self,
        name: Name,
        find: impl FnOnce(&mut Tx) -> Result<Id, Failure> + Send + 'static,
    ) -> Result<Id, Failure> {
        let mut known = self.roll.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(id) = known.get(&name) {
            return Ok(*id);
        }
        let id = if self.dry_run {
            self.app().db().new_id()
        } else {
            tokio::runtime::Handle::current().block_on(self.app().db().write("import.roll", find))?
        };
        known.insert(name, id);
        Ok(id)
    }
}

fn make_unit(tx: &mut Tx, top: Id, who: Who, code: String, name: String) -> Result<Id, Failure> {
    let kind = UnitKind::Department;
    let made = unit::Unit {
        id: tx.new_id(),
        version: 1,
        parent: Some(top),
        kind,
        code,
        name,
        calendar: None,
        territory: Vec::new(),
        archived_at: None,
    };
    let stream = Stream::new("unit", made.id);
    let events = [UnitEvent::Created { kind, parent: Some(top) }];
    record(tx, &first(&stream, tx.now(), who, "create_unit", &events), |tx, proof| {
        Ok(unit::insert(tx, proof, &made)?)
    })?;
    Ok(made.id)
}

fn make_person(tx: &mut Tx, unit: Id, who: Who, login: String, name: String) -> Result<Id, Failure> {
    let made = user::User {
        id: tx.new_id(),
        version: 1,
        login,
        name,
        password_hash: None,
        must_change_password: false,
        unit,
        language: "zh-Hans".to_owned(),
        active: false,
        created_at: tx.now(),
        second_factor: false,
    };
    let stream = Stream::new("user", made.id);
    let events = [UserEvent::Created { unit }, UserEvent::Deactivated {}];
    record(tx, &first(&stream, tx.now(), who, "create_user", &events), |tx, proof| {
        Ok(user::insert(tx, proof, &made)?)
    })?;
    Ok(made.id)
}
