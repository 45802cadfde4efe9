//! The customers' table: everything here is people's own data and erasable; the journal has ids and field codes. Contact
//! data are found by normalised keys only.

use bihuan_domain::contact::{email_key, phone_key};
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::CustomerKind;
use bihuan_domain::time::UtcMs;

use super::unit::corrupt;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::{Row, Value};

queries! { pub mod sql = "customer.sql"; insert, update, touch, load, by_phone, by_email, by_ref, by_name, page, key_owner, claim_key,
drop_keys, set_care, decline_care, care_declined }

/// A customer as kept, in full: never answer this without a reveal.
#[derive(Clone, PartialEq, Eq)]
pub struct Customer {
    /// Identifier.
    pub id: Id,
    /// Version of their stream.
    pub version: i64,
    /// Person or company.
    pub kind: CustomerKind,
    /// Name.
    pub name: Option<String>,
    /// Telephone as written.
    pub phone: Option<String>,
    /// E-mail as written.
    pub email: Option<String>,
    /// Reference in another system, unique.
    pub external_ref: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// When they were entered.
    pub created_at: UtcMs,
    /// When their data were erased.
    pub erased_at: Option<UtcMs>,
    /// Since when they want no care contacts (S3-49).
    pub care_declined_at: Option<UtcMs>,
}

impl std::fmt::Debug for Customer {
    // Never contact data in a log (S4-32).
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Customer").field("id", &self.id).field("version", &self.version).finish_non_exhaustive()
    }
}

impl Customer {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id(0)?,
            version: row.int(1)?,
            kind: row.str(2)?.parse().map_err(corrupt)?,
            name: row.opt_text(3)?,
            phone: row.opt_text(4)?,
            email: row.opt_text(5)?,
            external_ref: row.opt_text(6)?,
            language: row.opt_text(7)?,
            created_at: row.at(8)?,
            erased_at: row.opt_at(9)?,
            care_declined_at: row.opt_at(10)?,
        })
    }

    fn columns(&self, version: i64) -> Vec<Value> {
        vec![
            self.id.into(),
            version.into(),
            self.kind.code().into(),
            self.name.clone().into(),
            self.phone.clone().into(),
            self.email.clone().into(),
            self.external_ref.clone().into(),
            self.language.clone().into(),
            self.phone.as_deref().and_then(phone_key).into(),
            self.email.as_deref().and_then(email_key).into(),
        ]
    }

    /// Every key under which this customer may be found, the strongest first.
    pub fn keys(&self) -> Vec<String> {
        let key = |sort: &str, value: Option<String>| value.map(|v| format!("{sort}:{v}"));
        let phone = self.phone.as_deref().and_then(phone_key);
        let email = self.email.as_deref().and_then(email_key);
        [key("ref", self.external_ref.clone()), key("phone", phone), key("email", email)]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// What to look for; each is compared after normalising.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key<'a> {
    /// A telephone number in any writing.
    Phone(&'a str),
    /// An e-mail address.
    Email(&'a str),
    /// The reference in another system.
    ExternalRef(&'a str),
}

/// A new customer.
///
/// # Errors
/// `Constraint` on `customer.external_ref`; `Fault`.
pub fn insert(tx: &mut Tx, proof: &Appended, customer: &Customer) -> Result<(), Fault> {
    let mut values = customer.columns(proof.version());
    values.push(customer.created_at.into());
    tx.execute(&sql::insert, &values)?;
    claim(tx, customer)
}

/// A changed customer.
///
/// # Errors
/// `Constraint` on `customer.external_ref`; `Fault`.
pub fn update(tx: &mut Tx, proof: &Appended, customer: &Customer) -> Result<(), Fault> {
    let mut values = customer.columns(proof.version());
    values.push(customer.erased_at.into());
    tx.execute(&sql::update, &values)?;
    tx.execute(&sql::drop_keys, &[customer.id.into()])?;
    claim(tx, customer)
}

/// Since when a customer wants no care contacts; none: they may be asked (S3-49). Apart from their other data: a case sets it
/// too, and must not be overwritten by whoever corrects a telephone number meanwhile.
///
/// # Errors
/// `Fault`.
pub fn set_care(tx: &mut Tx, _proof: &Appended, id: Id, declined_at: Option<UtcMs>) -> Result<(), Fault> {
    tx.execute(&sql::set_care, &[id.into(), declined_at.into()]).map(|_| ())
}

/// Whether a customer wants no care contacts (S3-49).
///
/// # Errors
/// `Fault`.
pub fn care_declined(conn: &mut Conn, id: Id) -> Result<bool, Fault> {
    conn.query_one_opt(&sql::care_declined, &[id.into()])?.map_or(Ok(false), |row| row.bool(0))
}

fn claim(tx: &mut Tx, customer: &Customer) -> Result<(), Fault> {
    for key in customer.keys() {
        tx.execute(&sql::claim_key, &[key.into(), customer.id.into()])?;
    }
    Ok(())
}

/// Who answers for a key of [`Customer::keys`].
///
/// # Errors
/// `Fault`.
pub fn key_owner(conn: &mut Conn, key: &str) -> Result<Option<Id>, Fault> {
    conn.query_one_opt(&sql::key_owner, &[key.into()])?.map(|row| row.id(0)).transpose()
}

/// Claims a key for a customer about to be made. `Some`: somebody has it already. On PostgreSQL this waits for another
/// transaction that claims the same key, so that two imports agree.
///
/// # Errors
/// `Fault`.
pub fn claim_or_owner(tx: &mut Tx, key: &str, id: Id) -> Result<Option<Id>, Fault> {
    if tx.execute(&sql::claim_key, &[key.into(), id.into()])? == 1 {
        return Ok(None);
    }
    key_owner(tx, key)
}

/// Only the version went on: a reveal.
///
/// # Errors
/// `Fault`.
pub fn touch(tx: &mut Tx, proof: &Appended) -> Result<(), Fault> {
    tx.execute(&sql::touch, &[proof.stream().id.into(), proof.version().into()]).map(|_| ())
}

/// One customer, whoever asks: for the write path, which judges itself.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<Customer>, Fault> {
    conn.query_one_opt(&sql::load, &[id.into()])?.map(|row| Customer::from_row(&row)).transpose()
}

/// Customers with a key, oldest first; nothing for what cannot be a key.
///
/// # Errors
/// `Fault`.
pub fn by_key(conn: &mut Conn, key: Key<'_>, after: Option<Id>, limit: u32) -> Result<Vec<Customer>, Fault> {
    let (query, value) = match key {
        Key::Phone(phone) => (&sql::by_phone, phone_key(phone)),
        Key::Email(email) => (&sql::by_email, email_key(email)),
        Key::ExternalRef(reference) => (&sql::by_ref, Some(reference.to_owned())),
    };
    let Some(value) = value else { return Ok(Vec::new()) };
    let values = [value.into(), after.map_or(0, Id::as_i64).into(), limit.into()];
    conn.query(query, &values)?.iter().map(Customer::from_row).collect()
}

/// Customers whose name begins so, by name; after another of them, where one is named.
///
/// # Errors
/// `Fault`.
pub fn by_name(conn: &mut Conn, beginning: &str, after: Option<Id>, limit: u32) -> Result<Vec<Customer>, Fault> {
    let plain = beginning.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let values = [
        beginning.into(),
        format!("{beginning}\u{10ffff}").into(),
        format!("{plain}%").into(),
        after.map_or(0, Id::as_i64).into(),
        limit.into(),
    ];
    conn.query(&sql::by_name, &values)?.iter().map(Customer::from_row).collect()
}

/// A page of all customers, by id.
///
/// # Errors
/// `Fault`.
pub fn page(conn: &mut Conn, after: Option<Id>, limit: u32) -> Result<Vec<Customer>, Fault> {
    let values = [after.map_or(0, Id::as_i64).into(), limit.into()];
    conn.query(&sql::page, &values)?.iter().map(Customer::from_row).collect()
}
