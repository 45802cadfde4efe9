//! The audit log: the journal as somebody reads it who must answer for it, with the names of who decided and what it was
//! about. It goes over all units, so it needs the permission everywhere; whoever may read only some units uses the
//! timelines of their cases.
//!
//! Names are looked up when the log is read and stand nowhere in it: an erased customer has none.

use std::collections::HashMap;

use bihuan_domain::actor::{Actor, Permission, Scope};
use bihuan_domain::ids::Id;
use bihuan_store::journal::{Cursor, EntryRow};
use bihuan_store::journal_search::{Asked, look};
use bihuan_store::nouns::{case, rule, unit, user};
use bihuan_store::{Conn, Fault};

use crate::app::App;
use crate::failure::Failure;
use crate::roles;

/// Most entries of a page.
pub const MOST_ENTRIES: u32 = 500;

/// A decision with names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audited {
    /// The row.
    pub row: EntryRow,
    /// Name of who decided, if it is a user.
    pub actor_name: Option<String>,
    /// Name or number of what it is about: the number of a case, the name of a user, unit or role. Customers are not named
    /// here: who reads the log need not know them.
    pub subject: Option<String>,
}

/// A page of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditPage {
    /// The entries; there may be none while there is more to look through.
    pub entries: Vec<Audited>,
    /// Where to look on; none: that was all.
    pub next: Option<Cursor>,
}

impl App {
    /// Looks through the journal from a place on.
    ///
    /// # Errors
    /// `NotPermitted` without `AuditRead` over everything; faults.
    pub async fn audit(
        &self,
        actor: &Actor,
        asked: Asked,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<AuditPage, Failure> {
        if !actor.scopes(Permission::AuditRead).any(|s| s == Scope::All) {
            return Err(Failure::NotPermitted(Permission::AuditRead));
        }
        let limit = limit.clamp(1, MOST_ENTRIES);
        let page = self.db().read(move |c| {
            let found = look(c, &asked, after, limit)?;
            let names = Names::of(c, &found.rows)?;
            let entries = found.rows.into_iter().map(|row| names.entry(row)).collect();
            Ok::<_, Fault>(AuditPage { entries, next: found.next })
        });
        Ok(page.await?)
    }
}

struct Names {
    users: HashMap<Id, String>,
    subjects: HashMap<(String, Id), String>,
}

impl Names {
    fn of(c: &mut Conn, rows: &[EntryRow]) -> Result<Self, Fault> {
        let mut ids: HashMap<&str, Vec<Id>> = HashMap::new();
        for row in rows {
            ids.entry(row.stream.kind.as_ref()).or_default().push(row.stream.id);
            if let (Some(id), "user" | "import") = (row.actor_id, row.actor_kind.as_str()) {
                ids.entry("user").or_default().push(id);
            }
        }
        for list in ids.values_mut() {
            list.sort_unstable();
            list.dedup();
        }
        let of = |kind: &str| ids.get(kind).map(Vec::as_slice).unwrap_or_default();
        let mut users = HashMap::new();
        for some in of("user").chunks(500) {
            users.extend(user::names(c, some)?);
        }
        let mut subjects = HashMap::new();
        if rows.iter().any(|r| r.actor_kind == "rule" || r.stream.kind == "rule") {
            let named = rule::names(c)?;
            subjects.extend(named.into_iter().map(|(id, name)| (("rule".to_owned(), id), name)));
        }
        for some in of("unit").chunks(200) {
            subjects.extend(unit::by_ids(c, some)?.into_iter().map(|u| (("unit".to_owned(), u.id), u.name)));
        }
        for some in of("case").chunks(500) {
            subjects.extend(case::numbers(c, some)?.into_iter().map(|(id, number)| (("case".to_owned(), id), number)));
        }
        let named = roles::names_by_id(c, of("role"))?;
        subjects.extend(named.into_iter().map(|(id, name)| (("role".to_owned(), id), name)));
        subjects.extend(users.iter().map(|(id, name)| (("user".to_owned(), *id), name.clone())));
        Ok(Self { users, subjects })
    }

    fn entry(&self, row: EntryRow) -> Audited {
        let actor_name = match row.actor_kind.as_str() {
            "user" | "import" => row.actor_id.and_then(|id| self.users.get(&id).cloned()),
            "rule" => row.actor_id.and_then(|id| self.subjects.get(&("rule".to_owned(), id)).cloned()),
            _ => None,
        };
        let subject = self.subjects.get(&(row.stream.kind.to_string(), row.stream.id)).cloned();
        Audited { row, actor_name, subject }
    }
}
