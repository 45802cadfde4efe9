//! Fields of the organisation's own: defined by an administrator, known to every decision through the world, and their
//! values set on a case by whoever may classify it.

use std::collections::{BTreeMap, BTreeSet};

use bihuan_domain::actor::{Actor, Permission, Place};
use bihuan_domain::case::{Case, CaseCommand};
use bihuan_domain::custom_field::{CustomField, FieldEvent, FieldValue, Given};
use bihuan_domain::ids::Id;
use bihuan_store::Fault;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::field::{self, Stored};
use bihuan_store::nouns::text::NewText;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::app::App;
use crate::cases::change::{NewCase, prepare};
use crate::cases::write::{Beside, Done, Work};
use crate::failure::Failure;
use crate::record::record;
use crate::sign_in::{decision, first, lock_version};
use crate::webhooks::permit;
use crate::world::World;

/// The stream kind of fields.
pub const KIND: &str = "field";
/// Most fields an organisation defines, archived ones included: every decision looks at them.
pub const MOST: usize = 300;

fn digest(field: &CustomField) -> Result<String, Fault> {
    Ok(Sha256::digest(field::text(field)?.as_bytes()).iter().map(|b| format!("{b:02x}")).collect())
}

fn sound(field: &CustomField, others: &[CustomField]) -> Result<(), Failure> {
    field.flaw(others).map_or(Ok(()), |flaw| Err(Failure::input(flaw.part, flaw.code, "")))
}

/// Values by their field, and the words some of them refer to.
pub(crate) type Read = (BTreeMap<Id, Option<FieldValue>>, Vec<NewText>);

fn sees_sensitive(world: &World, reader: &Actor, case: &Case) -> bool {
    let lineage = world.lineage(case.unit);
    let place = Place { owner: case.owner.user(), handler: case.handler, unit: case.unit, lineage: &lineage };
    reader.may(Permission::FieldReveal, &place)
}

/// The fields of a case whose values a reader may not see, wherever they are told.
pub fn hidden_fields(world: &World, reader: &Actor, case: &Case) -> BTreeSet<Id> {
    if sees_sensitive(world, reader, case) {
        return BTreeSet::new();
    }
    world.fields.iter().filter(|f| f.sensitive).map(|f| f.id).collect()
}

/// A value as the API shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownValue {
    /// The field's code.
    pub code: String,
    /// The value as it is given; null when masked or erased.
    pub value: Value,
    /// It is there, but not for this reader.
    pub masked: bool,
}

/// A field as a case has it.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseField {
    /// Its definition.
    pub field: CustomField,
    /// It stands for the case as it is now, and may be set; else the case only keeps a value.
    pub shown: bool,
    /// The value as it is given; null when there is none, or none for this reader.
    pub value: Value,
    /// It has a value, but not for this reader.
    pub masked: bool,
}

/// The fields that stand for a case, with their values for a reader, and those that no longer stand and have one.
fn fields_of(world: &World, reader: &Actor, case: &Case, words: &BTreeMap<Id, String>) -> Vec<CaseField> {
    let lineage = world.lineage(case.unit);
    let mut values: BTreeMap<String, ShownValue> =
        shown_values(world, Some(reader), case, words).into_iter().map(|v| (v.code.clone(), v)).collect();
    let one = |field: &CustomField| {
        let (shown, value) = (field.is_shown(case, &lineage), values.remove(&field.code));
        (shown || value.is_some()).then(|| CaseField {
            field: field.clone(),
            shown,
            masked: value.as_ref().is_some_and(|v| v.masked),
            value: value.map(|v| v.value).unwrap_or_default(),
        })
    };
    world.fields.iter().filter_map(one).collect()
}

/// The values of a case for a reader; without one, sensitive values are masked.
pub fn shown_values(
    world: &World,
    reader: Option<&Actor>,
    case: &Case,
    words: &BTreeMap<Id, String>,
) -> Vec<ShownValue> {
    let sees_all = reader.is_some_and(|actor| sees_sensitive(world, actor, case));
    let show = |(id, value): (&Id, &FieldValue)| {
        let field = world.fields.iter().find(|f| f.id == *id)?;
        let masked = field.sensitive && !sees_all;
        let shown = if masked { Value::Null } else { field.write(value, |id| words.get(&id).cloned()) };
        Some(ShownValue { code: field.code.clone(), value: shown, masked })
    };
    case.fields.iter().filter_map(show).collect()
}

impl App {
    /// Every field with its version, archived ones too, in their order.
    ///
    /// # Errors
    /// Faults.
    pub async fn fields(&self) -> Result<Vec<Stored>, Failure> {
        Ok(self.db().read(field::all).await?)
    }

    /// Defines a field; its id is drawn here, and it comes last.
    ///
    /// # Errors
    /// `NotPermitted`; `Input` with the part that is wrong; faults.
    pub async fn define_field(&self, actor: &Actor, mut new: CustomField) -> Result<Stored, Failure> {
        permit(actor)?;
        let by = actor.who;
        let made = self.db().write("field.define", move |tx| {
            let before = field::all(tx)?;
            let place = before.last().map_or(0, |s| s.place + 1);
            let others: Vec<CustomField> = before.into_iter().map(|s| s.field).collect();
            if others.len() >= MOST {
                return Err(Failure::input("code", "too_many", MOST.to_string()));
            }
            if others.iter().any(|o| o.code == new.code) {
                return Err(Failure::input("code", "taken", new.code));
            }
            new.id = tx.new_id();
            sound(&new, &others)?;
            let stream = Stream::new(KIND, new.id);
            let events = [FieldEvent::Defined { code: new.code.clone(), sort: new.sort, digest: digest(&new)? }];
            record(tx, &first(&stream, tx.now(), by, "define_field", &events), |tx, proof| {
                Ok(field::insert(tx, proof, &new, place)?)
            })?;
            Ok(Stored { field: new, version: 1, place })
        });
        let made = made.await?;
        self.refresh().await?;
        Ok(made)
    }

    /// Changes a definition: names, options, conditions, what it is required before, or whether it is still used.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; `Stale`; `Input` with the part that is wrong or never changes; faults.
    pub async fn change_field(
        &self,
        actor: &Actor,
        id: Id,
        version: Option<i64>,
        mut new: CustomField,
    ) -> Result<Stored, Failure> {
        permit(actor)?;
        let by = actor.who;
        new.id = id;
        let made = self.db().write("field.change", move |tx| {
            let stream = Stream::new(KIND, id);
            let current = lock_version(tx, &stream)?;
            let all = field::all(tx)?;
            let nothing = || Failure::NotFound { what: "field" };
            let before = all.iter().find(|s| s.field.id == id).ok_or_else(nothing)?;
            let place = before.place;
            if version.is_some_and(|v| v != current) {
                return Err(Failure::Stale { current });
            }
            if let Some(flaw) = new.keeps(&before.field) {
                return Err(Failure::input(flaw.part, flaw.code, ""));
            }
            let others: Vec<CustomField> = all.iter().map(|s| s.field.clone()).filter(|f| f.id != id).collect();
            sound(&new, &others)?;
            let events = [FieldEvent::Changed { digest: digest(&new)?, archived: new.archived }];
            let change = decision(&stream, current, tx, by, "change_field", &events);
            record(tx, &change, |tx, proof| Ok(field::change(tx, proof, &new)?))?;
            Ok(Stored { field: new, version: current + 1, place })
        });
        let made = made.await?;
        self.refresh().await?;
        Ok(made)
    }

    /// Puts the fields in order: every one of them, archived ones too, first to last. Forms follow it.
    ///
    /// # Errors
    /// `NotPermitted`; `Input` (`not_all`) when one is missing, unknown or named twice; faults.
    pub async fn order_fields(&self, actor: &Actor, order: Vec<Id>) -> Result<Vec<Stored>, Failure> {
        permit(actor)?;
        let by = actor.who;
        let ordered = self.db().write("field.order", move |tx| {
            let mut known = field::lock_all(tx)?;
            let mut given = order.clone();
            given.sort_unstable();
            known.sort_unstable();
            if given != known {
                return Err(Failure::input("fields", "not_all", "every field once"));
            }
            let before = field::all(tx)?;
            for (place, id) in (0u32..).zip(&order) {
                if before.iter().any(|s| s.field.id == *id && s.place == place) {
                    continue;
                }
                let stream = Stream::new(KIND, *id);
                let current = lock_version(tx, &stream)?;
                let events = [FieldEvent::Moved { place }];
                let moved = decision(&stream, current, tx, by, "move_field", &events);
                record(tx, &moved, |tx, proof| Ok(field::move_to(tx, proof, place)?))?;
            }
            Ok(field::all(tx)?)
        });
        let ordered = ordered.await?;
        self.refresh().await?;
        Ok(ordered)
    }

    /// Sets values of a case's fields by their codes; null takes one away.
    ///
    /// # Errors
    /// `Input` for an unknown field or a value that is none of it; the rule's refusal; `Stale`; `NotFound`; faults.
    pub async fn set_fields(
        &self,
        actor: &Actor,
        case: Id,
        seen: Option<i64>,
        given: BTreeMap<String, Value>,
    ) -> Result<Done, Failure> {
        let (values, texts) = self.read_fields(given).await?;
        self.change(actor, case, seen, CaseCommand::SetFields { values }, texts).await
    }

    /// The own fields of a case, in their order.
    ///
    /// # Errors
    /// `NotFound` also when the actor may not see the case; faults.
    pub async fn case_fields(&self, actor: &Actor, name: &str) -> Result<Vec<CaseField>, Failure> {
        let world = self.world();
        let shown = self.case(actor, name).await?;
        Ok(fields_of(&world, actor, &shown.case, &shown.words))
    }

    /// The own fields that would stand for a case that is just being told, by taking it in dry; none where it could not be
    /// taken in as it is told yet.
    ///
    /// # Errors
    /// `Input`; faults.
    pub async fn fields_for_new(&self, actor: &Actor, mut new: NewCase) -> Result<Vec<CaseField>, Failure> {
        let (world, now) = (self.world(), self.db().now());
        let (values, _) = self.read_fields(std::mem::take(&mut new.fields)).await?;
        let (command, _) = prepare(self, actor, new, now)?;
        let mut work = Work::new(&world, self.db().new_id());
        match work.decide(actor, now, &command, Beside::default()) {
            Err(Failure::Refused(_)) => return Ok(Vec::new()),
            other => other?,
        }
        let Some(mut case) = work.case().cloned() else { return Ok(Vec::new()) };
        case.fields = values.into_iter().filter_map(|(id, value)| Some((id, value?))).collect();
        let mut found = fields_of(&world, actor, &case, &BTreeMap::new());
        found.retain(|f| f.shown);
        Ok(found)
    }

    /// Reads values by their fields' codes; null takes one away.
    ///
    /// # Errors
    /// `Input` for an unknown field or a value that is none of it; faults.
    pub(crate) async fn read_fields(&self, given: BTreeMap<String, Value>) -> Result<Read, Failure> {
        let world = self.world();
        let (mut values, mut texts): Read = Default::default();
        for (code, given) in given {
            let field = world.fields.iter().find(|f| f.code == code);
            let field = field.ok_or_else(|| Failure::input("values", "unknown_field", code.as_str()))?;
            let value = if given.is_null() {
                None
            } else {
                match field.read(&given).map_err(|_| Failure::input("values", "bad_value", code.as_str()))? {
                    Given::Words(words) => {
                        let text = self.words("values", &words)?;
                        let reference = text.reference.clone();
                        texts.push(text);
                        Some(FieldValue::Text(reference))
                    }
                    Given::Value(FieldValue::Unit(unit)) if !world.lineages.contains_key(&unit) => {
                        return Err(Failure::input("values", "unknown_unit", unit.to_string()));
                    }
                    Given::Value(FieldValue::User(user)) => {
                        let known = self.db().read(move |c| bihuan_store::nouns::user::load(c, user)).await?;
                        known.ok_or_else(|| Failure::input("values", "unknown_user", user.to_string()))?;
                        Some(FieldValue::User(user))
                    }
                    Given::Value(value) => Some(value),
                }
            };
            values.insert(field.id, value);
        }
        Ok((values, texts))
    }
}
