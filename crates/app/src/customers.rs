//! Customers: masked by default, shown in full only for a recorded reason (S4-32), found by exact normalised keys. Who may
//! read customers anywhere may find one by key or id, because a caller must be recognised wherever they call; walking
//! through all of them needs the permission everywhere. The journal has which fields, never what stands in them.

use bihuan_domain::actor::{Actor, Permission, Scope, Who};
use bihuan_domain::contact::{email_key, phone_key};
use bihuan_domain::ids::Id;
use bihuan_domain::masking;
use bihuan_domain::organisation::{CustomerEvent, CustomerField, CustomerKind, Refusal};
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::customer::{self, Customer, Key};
use bihuan_store::nouns::note::{self, NewNote};
use bihuan_store::nouns::policy::{Remembered, remember, remembered};
use bihuan_store::{Conn, Db, Fault, Tx};
use serde::{Deserialize, Serialize};

use crate::cases::change::Remember;
use crate::failure::Failure;
use crate::paging::{Page, PageAsk};
use crate::record::record;
use crate::secrets::discreet;
use crate::sign_in::{decision, first, lock_version};

/// Shortest reason for a reveal, in characters.
pub const MIN_REASON_CHARS: usize = 4;
const MAX_REASON_CHARS: usize = 500;
/// Characters from which the beginning of a name is looked for: one letter would answer with half the customers.
pub const LEAST_OF_A_NAME: usize = 2;

/// A customer to be entered.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewCustomer {
    /// Person or company.
    #[serde(default = "person")]
    pub kind: CustomerKind,
    /// Name.
    #[serde(default)]
    pub name: Option<String>,
    /// Telephone in any writing.
    #[serde(default)]
    pub phone: Option<String>,
    /// E-mail.
    #[serde(default)]
    pub email: Option<String>,
    /// Reference in another system, unique.
    #[serde(default)]
    pub external_ref: Option<String>,
    /// BCP 47 tag.
    #[serde(default)]
    pub language: Option<String>,
}

discreet!(NewCustomer, CustomerPatch, Revealed, CustomerKey);

const fn person() -> CustomerKind {
    CustomerKind::Person
}

impl Default for NewCustomer {
    fn default() -> Self {
        Self { kind: person(), name: None, phone: None, email: None, external_ref: None, language: None }
    }
}

/// What is changed of a customer: what is left out stays, an empty text takes the field away.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CustomerPatch {
    /// Person or company.
    pub kind: Option<CustomerKind>,
    /// Name.
    pub name: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Reference in another system.
    pub external_ref: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// Whether they may be asked how they fare after a complaint (S3-49).
    pub care_contacts: Option<bool>,
}

/// A customer as shown by default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MaskedCustomer {
    /// Identifier.
    pub id: Id,
    /// Version.
    pub version: i64,
    /// Person or company.
    pub kind: CustomerKind,
    /// `王*`; a company's name in full.
    pub name: Option<String>,
    /// `138****5678`.
    pub phone: Option<String>,
    /// `a***@b.com`.
    pub email: Option<String>,
    /// Reference in another system.
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

impl From<Customer> for MaskedCustomer {
    fn from(c: Customer) -> Self {
        let name = match c.kind {
            CustomerKind::Person => c.name.as_deref().map(masking::name),
            CustomerKind::Company => c.name,
        };
        Self {
            id: c.id,
            version: c.version,
            kind: c.kind,
            name,
            phone: c.phone.as_deref().map(masking::phone),
            email: c.email.as_deref().map(masking::email),
            external_ref: c.external_ref,
            language: c.language,
            created_at: c.created_at,
            erased_at: c.erased_at,
            care_declined_at: c.care_declined_at,
        }
    }
}

/// The fields that were asked for, in full.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
pub struct Revealed {
    /// Version: the reveal is part of the record.
    pub version: i64,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// E-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// The outcome of entering a customer once a key.
#[derive(Debug)]
pub enum Entered {
    /// Entered now.
    Now(MaskedCustomer),
    /// Entered before under the same key: what was answered then, and the digest of this request to compare.
    Before(Remembered, Vec<u8>),
}

/// By what a customer is looked for.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by", content = "value")]
pub enum CustomerKey {
    /// Telephone in any writing.
    Phone(String),
    /// E-mail.
    Email(String),
    /// Reference in another system.
    ExternalRef(String),
}

/// The customers' use cases; cheap to clone.
#[derive(Clone)]
pub struct Customers {
    db: Db,
}

impl Customers {
    /// On a store.
    pub const fn new(db: Db) -> Self {
        Self { db }
    }

    /// Enters a customer; answers them masked.
    ///
    /// # Errors
    /// `NotPermitted` without `CustomerWrite`; `ExternalRefTaken`; `Input`; faults.
    pub async fn create(&self, actor: &Actor, new: NewCustomer) -> Result<MaskedCustomer, Failure> {
        match self.create_once(actor, new, None).await? {
            Entered::Now(made) => Ok(made),
            Entered::Before(..) => Err(Fault::Corrupt("remembered without a key".into()).into()),
        }
    }

    /// Enters a customer once a key: the same key again enters nobody and answers what the first attempt did.
    ///
    /// # Errors
    /// As [`Self::create`].
    pub async fn create_once(
        &self,
        actor: &Actor,
        new: NewCustomer,
        again: Option<Remember<MaskedCustomer>>,
    ) -> Result<Entered, Failure> {
        needs(actor, Permission::CustomerWrite)?;
        let new = checked(new)?;
        let who = actor.who;
        let made = self.db.write("customer.create", move |tx| {
            if let Some(again) = &again
                && let Some(answer) = remembered(tx, &again.key)?
            {
                return Ok(Entered::Before(answer, again.request_digest.clone()));
            }
            let (id, now) = (tx.new_id(), tx.now());
            let made = MaskedCustomer::from(enter(tx, id, who, now, new)?);
            if let Some(again) = again {
                let (status, body) = (again.answer)(&made);
                remember(tx, &again.key, &Remembered { request_digest: again.request_digest, status, body }, now)?;
            }
            Ok(Entered::Now(made))
        });
        made.await.map_err(ref_taken)
    }

    /// Changes a customer; answers them masked.
    ///
    /// # Errors
    /// `NotPermitted`, `NotFound`, `Stale`, `CustomerErased`, `ExternalRefTaken`; `Input`; faults.
    pub async fn change(
        &self,
        actor: &Actor,
        id: Id,
        seen: impl Into<Option<i64>>,
        patch: CustomerPatch,
    ) -> Result<MaskedCustomer, Failure> {
        needs(actor, Permission::CustomerWrite)?;
        let (who, seen) = (actor.who, seen.into());
        let changed = self.db.write("customer.change", move |tx| {
            let (stream, mut customer) = existing(tx, id)?;
            let version = customer.version;
            if seen.is_some_and(|seen| seen != version) {
                return Err(Failure::Stale { current: version });
            }
            let fields = apply(&mut customer, patch, tx.now())?;
            if fields.is_empty() {
                return Ok(customer);
            }
            let care_changes = fields.contains(&CustomerField::CareContacts);
            let events = [CustomerEvent::Changed { fields }];
            let decision = decision(&stream, version, tx, who, "change_customer", &events);
            record(tx, &decision, |tx, proof| {
                customer::update(tx, proof, &customer)?;
                if care_changes {
                    customer::set_care(tx, proof, id, customer.care_declined_at)?;
                }
                customer.version = proof.version();
                Ok(customer)
            })
        });
        Ok(changed.await.map_err(ref_taken)?.into())
    }

    /// A customer, masked.
    ///
    /// # Errors
    /// `NotPermitted` without `CustomerRead`; `NotFound`; faults.
    pub async fn get(&self, actor: &Actor, id: Id) -> Result<MaskedCustomer, Failure> {
        needs(actor, Permission::CustomerRead)?;
        let found = self.db.read(move |conn| customer::load(conn, id)).await?;
        found.map(MaskedCustomer::from).ok_or(Failure::NotFound { what: "customer" })
    }

    /// The customers with a key, masked; several may share a telephone.
    ///
    /// # Errors
    /// `NotPermitted` without `CustomerRead`; `Input` when it cannot be a key; faults.
    pub async fn find(&self, actor: &Actor, key: CustomerKey, ask: PageAsk) -> Result<Page<MaskedCustomer>, Failure> {
        needs(actor, Permission::CustomerRead)?;
        match &key {
            CustomerKey::Phone(phone) if phone_key(phone).is_none() => {
                return Err(Failure::input("phone", "bad_phone", ""));
            }
            CustomerKey::Email(email) if email_key(email).is_none() => {
                return Err(Failure::input("email", "bad_email", ""));
            }
            _ => {}
        }
        let rows = self.db.read(move |conn| {
            let key = match &key {
                CustomerKey::Phone(phone) => Key::Phone(phone),
                CustomerKey::Email(email) => Key::Email(email),
                CustomerKey::ExternalRef(reference) => Key::ExternalRef(reference),
            };
            customer::by_key(conn, key, ask.after, ask.rows())
        });
        Ok(Page::of(rows.await?, ask, |c| c.id).map(MaskedCustomer::from))
    }

    /// The customers somebody may mean, masked: by a telephone, an e-mail or a reference exactly, else by the beginning of
    /// their name, then by name. The first of these that finds anybody answers.
    ///
    /// # Errors
    /// `NotPermitted` without `CustomerRead`; faults.
    pub async fn search(&self, actor: &Actor, asked: &str, ask: PageAsk) -> Result<Page<MaskedCustomer>, Failure> {
        needs(actor, Permission::CustomerRead)?;
        let asked = asked.trim().to_owned();
        let rows = self.db.read(move |conn| meant(conn, &asked, ask)).await?;
        Ok(Page::of(rows, ask, |c| c.id).map(MaskedCustomer::from))
    }

    /// A page of all customers, masked, by id.
    ///
    /// # Errors
    /// `NotPermitted` without `CustomerRead` everywhere; faults.
    pub async fn list(&self, actor: &Actor, ask: PageAsk) -> Result<Page<MaskedCustomer>, Failure> {
        needs_everywhere(actor, Permission::CustomerRead)?;
        let rows = self.db.read(move |conn| customer::page(conn, ask.after, ask.rows())).await?;
        Ok(Page::of(rows, ask, |c| c.id).map(MaskedCustomer::from))
    }

    /// Shows fields in full; who saw what and why goes into the record before anything is answered.
    ///
    /// # Errors
    /// `NotPermitted` without `CustomerReveal`; `NotFound`, `CustomerErased`; `Input` for a reason under four characters or
    /// a field that is never masked; faults.
    pub async fn reveal(
        &self,
        actor: &Actor,
        id: Id,
        fields: &[CustomerField],
        reason: &str,
    ) -> Result<Revealed, Failure> {
        needs(actor, Permission::CustomerReveal)?;
        let reason = reason_of(reason)?;
        let masked = [CustomerField::Name, CustomerField::Phone, CustomerField::Email];
        let mut fields = fields.to_vec();
        fields.sort();
        fields.dedup();
        if fields.is_empty() || fields.iter().any(|f| !masked.contains(f)) {
            return Err(Failure::input("fields", "bad_fields", "name, phone, email"));
        }
        let words = NewNote::new(self.db.new_id(), reason);
        let who = actor.who;
        let seen = self.db.write("customer.reveal", move |tx| {
            let (stream, customer) = existing(tx, id)?;
            let events = [CustomerEvent::Revealed { fields: fields.clone(), reason: words.reference.clone() }];
            let decision = decision(&stream, customer.version, tx, who, "reveal_customer", &events);
            record(tx, &decision, |tx, proof| {
                note::save(tx, proof, &words)?;
                customer::touch(tx, proof)?;
                let full = |field, value: Option<String>| value.filter(|_| fields.contains(&field));
                Ok::<_, Failure>(Revealed {
                    version: proof.version(),
                    name: full(CustomerField::Name, customer.name),
                    phone: full(CustomerField::Phone, customer.phone),
                    email: full(CustomerField::Email, customer.email),
                })
            })
        });
        seen.await
    }

    /// Erases every word about a customer for good, the raw messages they wrote too; the id stays, so that cases and the
    /// record stay whole. Whether a statutory retention or a legal hold forbids it is asked by the caller.
    ///
    /// # Errors
    /// `NotPermitted` without `CustomerErase` everywhere; `NotFound`, `Stale`, `CustomerErased`; faults.
    pub async fn erase(&self, actor: &Actor, id: Id, seen: impl Into<Option<i64>>) -> Result<MaskedCustomer, Failure> {
        needs_everywhere(actor, Permission::CustomerErase)?;
        let (who, seen) = (actor.who, seen.into());
        let erased = self.db.write("customer.erase", move |tx| {
            let (stream, mut customer) = existing(tx, id)?;
            let version = customer.version;
            if seen.is_some_and(|seen| seen != version) {
                return Err(Failure::Stale { current: version });
            }
            let decision = decision(&stream, version, tx, who, "erase_customer", &[CustomerEvent::Erased {}]);
            record(tx, &decision, |tx, proof| {
                (customer.name, customer.phone, customer.email) = (None, None, None);
                (customer.external_ref, customer.language) = (None, None);
                customer.erased_at = Some(proof.at());
                customer::update(tx, proof, &customer)?;
                crate::mail::came::forget_raw(tx, id)?;
                customer.version = proof.version();
                Ok::<_, Failure>(customer)
            })
        });
        Ok(erased.await?.into())
    }
}

/// A reason for seeing what is masked.
pub(crate) fn reason_of(reason: &str) -> Result<&str, Failure> {
    let reason = reason.trim();
    if (MIN_REASON_CHARS..=MAX_REASON_CHARS).contains(&reason.chars().count()) {
        return Ok(reason);
    }
    Err(Failure::input("reason", "bad_reason", "4 to 500 characters"))
}

fn meant(conn: &mut Conn, asked: &str, ask: PageAsk) -> Result<Vec<Customer>, Fault> {
    for (key, is_one) in [
        (Key::Phone(asked), phone_key(asked).is_some()),
        (Key::Email(asked), email_key(asked).is_some()),
        (Key::ExternalRef(asked), !asked.is_empty()),
    ] {
        // Whether a key answers is told by its first page, so that the next goes on with the same.
        if is_one && !customer::by_key(conn, key, None, 1)?.is_empty() {
            return customer::by_key(conn, key, ask.after, ask.rows());
        }
    }
    if asked.chars().count() < LEAST_OF_A_NAME {
        return Ok(Vec::new());
    }
    customer::by_name(conn, asked, ask.after, ask.rows())
}

/// The customer of these data within a write transaction, entered when there is none: by reference, else telephone, else
/// e-mail. Data already kept are not changed. Somebody with another reference is somebody else, also on the same telephone:
/// taking two people for one would show one's affairs to the other. Two imports at once agree, because a key has one owner.
///
/// # Errors
/// `Input`; faults (`Unavailable` when two PostgreSQL transactions claim keys crosswise: try again).
pub fn ensure_in(tx: &mut Tx, who: Who, at: UtcMs, new: &NewCustomer) -> Result<Id, Failure> {
    let new = checked(new.clone())?;
    let id = tx.new_id();
    let keys = as_row(id, at, new.clone()).keys();
    for key in &keys {
        let Some(owner) = customer::key_owner(tx, key)? else { continue };
        let has_other_ref = match &new.external_ref {
            None => false,
            Some(given) => {
                customer::load(tx, owner)?.and_then(|c| c.external_ref).is_some_and(|theirs| theirs != *given)
            }
        };
        if !has_other_ref {
            return Ok(owner);
        }
    }
    if let Some(strongest) = keys.first()
        && let Some(owner) = customer::claim_or_owner(tx, strongest, id)?
    {
        return Ok(owner);
    }
    enter(tx, id, who, at, new).map(|c| c.id)
}

/// Enters a customer under an id drawn before.
pub(crate) fn enter(tx: &mut Tx, id: Id, who: Who, at: UtcMs, new: NewCustomer) -> Result<Customer, Failure> {
    let customer = as_row(id, at, new);
    let fields = filled(&customer);
    let stream = Stream::new("customer", id);
    let events = [CustomerEvent::Created { kind: customer.kind, fields }];
    record(tx, &first(&stream, at, who, "create_customer", &events), |tx, proof| {
        customer::insert(tx, proof, &customer)?;
        Ok(customer)
    })
}

fn as_row(id: Id, at: UtcMs, new: NewCustomer) -> Customer {
    let NewCustomer { kind, name, phone, email, external_ref, language } = new;
    Customer {
        id,
        version: 1,
        kind,
        name,
        phone,
        email,
        external_ref,
        language,
        created_at: at,
        erased_at: None,
        care_declined_at: None,
    }
}

fn filled(c: &Customer) -> Vec<CustomerField> {
    use CustomerField::{Email, ExternalRef, Language, Name, Phone};
    let all = [
        (Name, &c.name),
        (Phone, &c.phone),
        (Email, &c.email),
        (ExternalRef, &c.external_ref),
        (Language, &c.language),
    ];
    all.into_iter().filter(|(_, value)| value.is_some()).map(|(field, _)| field).collect()
}

/// Locked, so that the version holds until the commit.
pub(crate) fn existing(tx: &mut Tx, id: Id) -> Result<(Stream, Customer), Failure> {
    let stream = Stream::new("customer", id);
    lock_version(tx, &stream)?;
    let customer = customer::load(tx, id)?.ok_or(Failure::NotFound { what: "customer" })?;
    if customer.erased_at.is_some() {
        return Err(Refusal::CustomerErased.into());
    }
    Ok((stream, customer))
}

/// Changes the row; answers which fields really changed.
fn apply(customer: &mut Customer, patch: CustomerPatch, now: UtcMs) -> Result<Vec<CustomerField>, Failure> {
    let kept = |given: Option<String>, now: &Option<String>| given.map_or_else(|| now.clone(), Some);
    let new = checked(NewCustomer {
        kind: patch.kind.unwrap_or(customer.kind),
        name: kept(patch.name, &customer.name),
        phone: kept(patch.phone, &customer.phone),
        email: kept(patch.email, &customer.email),
        external_ref: kept(patch.external_ref, &customer.external_ref),
        language: kept(patch.language, &customer.language),
    })?;
    let care_declined_at = match patch.care_contacts {
        None => customer.care_declined_at,
        Some(true) => None,
        Some(false) => customer.care_declined_at.or(Some(now)),
    };
    let (version, row) = (customer.version, as_row(customer.id, customer.created_at, new));
    let before = std::mem::replace(customer, Customer { version, care_declined_at, ..row });
    let pairs = [
        (CustomerField::Kind, before.kind != customer.kind),
        (CustomerField::Name, before.name != customer.name),
        (CustomerField::Phone, before.phone != customer.phone),
        (CustomerField::Email, before.email != customer.email),
        (CustomerField::ExternalRef, before.external_ref != customer.external_ref),
        (CustomerField::Language, before.language != customer.language),
        (CustomerField::CareContacts, before.care_declined_at != customer.care_declined_at),
    ];
    Ok(pairs.into_iter().filter(|(_, changed)| *changed).map(|(field, _)| field).collect())
}

/// Trims, takes empty texts as missing, checks lengths. A telephone or address that has no key is kept as written (an import
/// must not lose it) but cannot be found by.
fn checked(new: NewCustomer) -> Result<NewCustomer, Failure> {
    let clean = |field: &'static str, value: Option<String>, max: usize| {
        let value = value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
        match &value {
            Some(v) if v.chars().count() > max => Err(Failure::input(field, "too_long", max.to_string())),
            Some(v) if v.chars().any(char::is_control) => Err(Failure::input(field, "control_character", "")),
            _ => Ok(value),
        }
    };
    let checked = NewCustomer {
        kind: new.kind,
        name: clean("name", new.name, 200)?,
        phone: clean("phone", new.phone, 60)?,
        email: clean("email", new.email, 254)?,
        external_ref: clean("external_ref", new.external_ref, 200)?,
        language: clean("language", new.language, 35)?,
    };
    if let Some(tag) = &checked.language {
        crate::users::check_language(tag)?;
    }
    if checked.name.is_none() && checked.phone.is_none() && checked.email.is_none() && checked.external_ref.is_none() {
        return Err(Failure::input("customer", "nothing_given", "name, phone, email or external_ref"));
    }
    Ok(checked)
}

fn needs(actor: &Actor, permission: Permission) -> Result<(), Failure> {
    if actor.may_somewhere(permission) { Ok(()) } else { Err(Failure::NotPermitted(permission)) }
}

fn needs_everywhere(actor: &Actor, permission: Permission) -> Result<(), Failure> {
    if actor.scopes(permission).any(|s| s == Scope::All) { Ok(()) } else { Err(Failure::NotPermitted(permission)) }
}

fn ref_taken(failure: Failure) -> Failure {
    match failure {
        Failure::Fault(f) if f.is_unique("customer", "external_ref") => Refusal::ExternalRefTaken.into(),
        other => other,
    }
}
