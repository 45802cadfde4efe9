//! Units, users and customers against their journals. What the journal does not hold (names, sign-in names, contacts)
//! cannot be compared with it; whether it is there at all can, and everything that decides what somebody may.

use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{CustomerEvent, CustomerField, RoleAt, UnitEvent, UserEvent};
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::EntryRow;
use bihuan_store::nouns::{customer, unit, user};
use bihuan_store::{Conn, Fault};
use serde::de::DeserializeOwned;

const MISSING: &str = "the row is missing";

/// What differs, column by column.
#[derive(Default)]
struct Differs(Vec<String>);

impl Differs {
    fn hold<T: PartialEq>(&mut self, column: &str, told: &T, kept: &T) {
        if told != kept {
            self.0.push(format!("column {column}"));
        }
    }
}

/// Each decision's events with its instant; the text says which cannot be read.
fn told<E: DeserializeOwned>(entries: &[EntryRow]) -> Result<Vec<(UtcMs, E)>, String> {
    let mut out = Vec::new();
    for entry in entries {
        let events: Vec<E> = serde_json::from_str(&entry.body)
            .map_err(|e| format!("version {}: events cannot be read: {e}", entry.version))?;
        out.extend(events.into_iter().map(|event| (UtcMs::new(entry.at_ms), event)));
    }
    Ok(out)
}

fn version(entries: &[EntryRow]) -> i64 {
    entries.last().map_or(0, |e| e.version)
}

/// How a unit's row differs from its journal; empty when it does not.
pub(super) fn unit(c: &mut Conn, id: Id, entries: &[EntryRow]) -> Result<Vec<String>, Fault> {
    let events = match told::<UnitEvent>(entries) {
        Ok(events) => events,
        Err(said) => return Ok(vec![said]),
    };
    let Some(row) = unit::load(c, id)? else { return Ok(vec![MISSING.to_owned()]) };
    let mut territory = Vec::new();
    let (mut kind, mut parent, mut own_calendar, mut archived_at) = (row.kind, None, row.calendar.is_some(), None);
    for (at, event) in events {
        match event {
            UnitEvent::Created { kind: made, parent: above } => (kind, parent) = (made, above),
            UnitEvent::Moved { to, .. } => parent = Some(to),
            UnitEvent::CalendarSet { own } => own_calendar = own,
            UnitEvent::TerritorySet { prefixes } => territory = prefixes,
            UnitEvent::Archived {} => archived_at = Some(at),
            UnitEvent::Renamed {} => {}
        }
    }
    let mut differs = Differs::default();
    differs.hold("version", &version(entries), &row.version);
    differs.hold("kind", &kind, &row.kind);
    differs.hold("parent_id", &parent, &row.parent);
    differs.hold("calendar", &own_calendar, &row.calendar.is_some());
    differs.hold("territory", &territory, &row.territory);
    differs.hold("archived_at", &archived_at, &row.archived_at);
    Ok(differs.0)
}

/// How a user's row and roles differ from their journal; empty when they do not.
pub(super) fn user(c: &mut Conn, id: Id, entries: &[EntryRow]) -> Result<Vec<String>, Fault> {
    let events = match told::<UserEvent>(entries) {
        Ok(events) => events,
        Err(said) => return Ok(vec![said]),
    };
    let Some(row) = user::load(c, id)? else { return Ok(vec![MISSING.to_owned()]) };
    let (mut home, mut active, mut second_factor) = (row.unit, true, false);
    let mut roles: Vec<RoleAt> = Vec::new();
    // A first password given when somebody was entered is no event of its own.
    let mut must_change = row.must_change_password;
    for (_, event) in events {
        match event {
            UserEvent::Created { unit } => home = unit,
            UserEvent::Moved { to, .. } => home = to,
            UserEvent::RolesSet { roles: held } => roles = held,
            UserEvent::PasswordSet { must_change: must } => must_change = must,
            UserEvent::Deactivated {} => active = false,
            UserEvent::Reactivated {} => active = true,
            UserEvent::SecondFactorConfirmed {} => second_factor = true,
            UserEvent::SecondFactorRemoved {} | UserEvent::SecondFactorReset {} => second_factor = false,
            UserEvent::Renamed {}
            | UserEvent::SignedIn { .. }
            | UserEvent::SessionsEnded { .. }
            | UserEvent::RecoveryCodesDrawn { .. }
            | UserEvent::RecoveryCodeUsed { .. } => {}
        }
    }
    let mut held = user::roles(c, id)?;
    held.sort();
    roles.sort();
    let mut differs = Differs::default();
    differs.hold("version", &version(entries), &row.version);
    differs.hold("unit_id", &home, &row.unit);
    differs.hold("active", &active, &row.active);
    differs.hold("second_factor", &second_factor, &row.second_factor);
    differs.hold("must_change_password", &must_change, &row.must_change_password);
    if roles != held {
        differs.0.push("the roles held".to_owned());
    }
    Ok(differs.0)
}

/// How a customer's row differs from their journal; empty when it does not.
pub(super) fn customer(c: &mut Conn, id: Id, entries: &[EntryRow]) -> Result<Vec<String>, Fault> {
    let events = match told::<CustomerEvent>(entries) {
        Ok(events) => events,
        Err(said) => return Ok(vec![said]),
    };
    let Some(row) = customer::load(c, id)? else { return Ok(vec![MISSING.to_owned()]) };
    let (mut kind, mut erased_at) = (Some(row.kind), None);
    let mut filled: Vec<CustomerField> = Vec::new();
    let mut changed: Vec<CustomerField> = Vec::new();
    for (at, event) in events {
        match event {
            CustomerEvent::Created { kind: entered, fields } => (kind, filled) = (Some(entered), fields),
            CustomerEvent::Changed { fields } => changed.extend(fields),
            CustomerEvent::Erased {} => erased_at = Some(at),
            CustomerEvent::Revealed { .. } | CustomerEvent::MailErased { .. } => {}
        }
    }
    let mut differs = Differs::default();
    differs.hold("version", &version(entries), &row.version);
    // To what a field was changed stands nowhere but in the row.
    if !changed.contains(&CustomerField::Kind) {
        differs.hold("kind", &kind, &Some(row.kind));
    }
    differs.hold("erased_at", &erased_at, &row.erased_at);
    let fields = [
        (CustomerField::Name, row.name.is_some()),
        (CustomerField::Phone, row.phone.is_some()),
        (CustomerField::Email, row.email.is_some()),
        (CustomerField::ExternalRef, row.external_ref.is_some()),
        (CustomerField::Language, row.language.is_some()),
    ];
    for (field, is_there) in fields {
        let ought = match erased_at {
            Some(_) => Some(false),
            None if changed.contains(&field) => None,
            None => Some(filled.contains(&field)),
        };
        if let Some(ought) = ought {
            differs.hold(field.code(), &ought, &is_there);
        }
    }
    Ok(differs.0)
}
