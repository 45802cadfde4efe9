//! Fields of the organisation's own, and the side table of their values by which lists are filtered. The side rows are
//! derived from the case's state by one function, which the checker asks too.

use bihuan_domain::case::Case;
use bihuan_domain::custom_field::CustomField;
use bihuan_domain::ids::Id;

use super::unit::corrupt;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::Value;

queries! { pub mod sql = "field.sql"; insert, change, move_to, lock_all, all, clear_case, add_value, of_case }

/// A definition with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The definition.
    pub field: CustomField,
    /// Version of its stream.
    pub version: i64,
    /// Its place in the order, from 0; those of one place stand as they were defined.
    pub place: u32,
}

/// A definition as it is kept; its digest stands in the journal.
///
/// # Errors
/// `Fault`.
pub fn text(field: &CustomField) -> Result<String, Fault> {
    serde_json::to_string(field).map_err(|e| Fault::Sql(e.to_string()))
}

/// A new field.
///
/// # Errors
/// `Constraint` when the code is taken; `Fault`.
pub fn insert(tx: &mut Tx, proof: &Appended, field: &CustomField, place: u32) -> Result<(), Fault> {
    let values = [
        field.id.into(),
        proof.version().into(),
        field.code.as_str().into(),
        text(field)?.into(),
        proof.at().into(),
        place.into(),
    ];
    tx.execute(&sql::insert, &values).map(|_| ())
}

/// A changed field.
///
/// # Errors
/// `Fault`.
pub fn change(tx: &mut Tx, proof: &Appended, field: &CustomField) -> Result<(), Fault> {
    let archived = field.archived.then_some(proof.at());
    tx.execute(&sql::change, &[field.id.into(), proof.version().into(), text(field)?.into(), archived.into()])
        .map(|_| ())
}

/// Puts one elsewhere in the order.
///
/// # Errors
/// `Fault`.
pub fn move_to(tx: &mut Tx, proof: &Appended, place: u32) -> Result<(), Fault> {
    tx.execute(&sql::move_to, &[proof.stream().id.into(), proof.version().into(), place.into()]).map(|_| ())
}

/// Ids of all, held until the transaction ends, so that two orders do not mix.
///
/// # Errors
/// `Fault`.
pub fn lock_all(tx: &mut Tx) -> Result<Vec<Id>, Fault> {
    tx.query(&sql::lock_all, &[])?.iter().map(|row| row.id(0)).collect()
}

/// All of them, in their order.
///
/// # Errors
/// `Fault`.
pub fn all(conn: &mut Conn) -> Result<Vec<Stored>, Fault> {
    let read = |r: &crate::value::Row| {
        Ok(Stored {
            version: r.int(0)?,
            field: serde_json::from_str(r.str(1)?).map_err(corrupt)?,
            place: u32::try_from(r.int(2)?).map_err(corrupt)?,
        })
    };
    conn.query(&sql::all, &[])?.iter().map(read).collect()
}

/// The side rows of a case: field, slot, code, number.
pub fn side_rows(case: &Case) -> Vec<[Value; 4]> {
    let mut rows = Vec::new();
    for (field, value) in &case.fields {
        if let Some(number) = value.number() {
            rows.push([(*field).into(), 0i64.into(), Value::Null, number.into()]);
        }
        for (slot, code) in (0i64..).zip(value.codes()) {
            rows.push([(*field).into(), slot.into(), code.into(), Value::Null]);
        }
    }
    rows
}

/// Saves the side rows of a changed case.
///
/// # Errors
/// `Fault`.
pub fn save_values(tx: &mut Tx, proof: &Appended, case: &Case) -> Result<(), Fault> {
    let id = proof.stream().id;
    tx.execute(&sql::clear_case, &[id.into()])?;
    for [field, slot, code, number] in side_rows(case) {
        tx.execute(&sql::add_value, &[id.into(), field, slot, code, number])?;
    }
    Ok(())
}

/// The side rows as stored.
///
/// # Errors
/// `Fault`.
pub fn stored_rows(conn: &mut Conn, case: Id) -> Result<Vec<[Value; 4]>, Fault> {
    let rows = conn.query(&sql::of_case, &[case.into()])?;
    rows.iter()
        .map(|r| Ok([r.value(0)?.clone(), r.value(1)?.clone(), r.value(2)?.clone(), r.value(3)?.clone()]))
        .collect()
}
