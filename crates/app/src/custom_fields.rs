//! Fields of the organisation's own: defined by an administrator, known to every decision through the world, and their
//! values set on a case by whoever may classify it.

use std::collections::BTreeMap;

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
use crate::cases::write::Done;
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

/// The values of a case for a reader; without one, sensitive values are masked.
pub fn shown_values(
    world: &World,
    reader: Option<&Actor>,
    case: &Case,
    words: &BTreeMap<Id, String>,
) -> Vec<ShownValue> {
    let lineage = world.lineage(case.unit);
    let place = Place { owner: case.owner.user(), handler: case.handler, unit: case.unit, lineage: &lineage };
    let sees_all = reader.is_some_and(|actor| actor.may(Permission::FieldReveal, &place));
    let show = |(id, value): (&Id, &FieldValue)| {
        let field = world.fields.iter().find(|f| f.id == *id)?;
        let masked = field.sensitive && !sees_all;
        let shown = if masked { Value::Null } else { field.write(value, |id| words.get(&id).cloned()) };
        Some(ShownValue { code: field.code.clone(), value: shown, masked })
    };
    case.fields.iter().filter_map(show).collect()
}

impl App {
    /// Every field with its version, archived ones too, in the order they were defined.
    ///
    /// # Errors
    /// Faults.
    pub async fn fields(&self) -> Result<Vec<Stored>, Failure> {
        Ok(self.db().read(field::all).await?)
    }

    /// Defines a field; its id is drawn here.
    ///
    /// # Errors
    /// `NotPermitted`; `Input` with the part that is wrong; faults.
    pub async fn define_field(&self, actor: &Actor, mut new: CustomField) -> Result<Stored, Failure> {
        permit(actor)?;
        let by = actor.who;
        let made = self.db().write("field.define", move |tx| {
            let others: Vec<CustomField> = field::all(tx)?.into_iter().map(|s| s.field).collect();
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
                Ok(field::insert(tx, proof, &new)?)
            })?;
            Ok(Stored { field: new, version: 1 })
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
            Ok(Stored { field: new, version: current + 1 })
        });
        let made = made.await?;
        self.refresh().await?;
        Ok(made)
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
        let world = self.world();
        let (mut values, mut texts): (BTreeMap<Id, Option<FieldValue>>, Vec<NewText>) = Default::default();
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
        self.change(actor, case, seen, CaseCommand::SetFields { values }, texts).await
    }
}
