//! One row a customer, masked. In full only for a user who may, with a reason, and each customer's record says so (S4-32).

use bihuan_app::App;
use bihuan_app::access::{Access, AccessRules};
use bihuan_app::customers::{Customers, MaskedCustomer, Revealed};
use bihuan_domain::actor::Actor;
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::CustomerField;
use bihuan_store::nouns::{customer, user};

use super::{Own, PAGE, Table};
use crate::trouble::Trouble;

/// Reveals under way at once: recorded together.
const TOGETHER: usize = 50;

/// The columns in order.
pub const COLUMNS: &[&str] = &[
    "customer_id",
    "customer_version",
    "customer_kind",
    "name",
    "phone",
    "email",
    "external_ref",
    "language",
    "created_at",
    "erased_at",
];

/// Who sees contacts in full, and why.
pub struct Reveal {
    actor: Actor,
    reason: String,
}

impl Reveal {
    /// By the user of a sign-in name.
    ///
    /// # Errors
    /// `unknown_user`; faults.
    pub async fn by(app: &App, login: &str, reason: &str) -> Result<Self, Trouble> {
        let asked = login.to_owned();
        let found = app.db().read(move |c| user::by_login(c, &asked)).await?;
        let user = found.ok_or_else(|| Trouble::argument("unknown_user", format!("there is no user {login}")))?;
        let access = Access::open(app.db().clone(), AccessRules::default()).await?;
        Ok(Self { actor: access.actor_of(user.id).await?, reason: reason.to_owned() })
    }
}

/// Writes them all.
///
/// # Errors
/// `NotPermitted`, a reason that is none; faults; when the sheet cannot be written.
pub async fn write(app: &App, table: &mut Table, reveal: Option<Reveal>) -> Result<(), Trouble> {
    let customers = Customers::new(app.db().clone());
    let mut after: Option<Id> = None;
    loop {
        let rows = app.db().read(move |c| customer::page(c, after, PAGE)).await?;
        let more = rows.len() == PAGE as usize;
        after = rows.last().map(|c| c.id);
        let mut rows = rows.into_iter().map(MaskedCustomer::from).peekable();
        while rows.peek().is_some() {
            let some: Vec<MaskedCustomer> = rows.by_ref().take(TOGETHER).collect();
            let full = futures::future::join_all(some.iter().map(|c| seen(&customers, reveal.as_ref(), c))).await;
            for (masked, full) in some.into_iter().zip(full) {
                table.row(&cells(masked, full?))?;
            }
        }
        if !more {
            return Ok(());
        }
    }
}

async fn seen(
    customers: &Customers,
    reveal: Option<&Reveal>,
    masked: &MaskedCustomer,
) -> Result<Option<Revealed>, Trouble> {
    let Some(reveal) = reveal.filter(|_| masked.erased_at.is_none()) else { return Ok(None) };
    let fields = [CustomerField::Name, CustomerField::Phone, CustomerField::Email];
    Ok(Some(customers.reveal(&reveal.actor, masked.id, &fields, &reveal.reason).await?))
}

fn cells(masked: MaskedCustomer, full: Option<Revealed>) -> Vec<Own> {
    let (version, name, phone, email) = match full {
        Some(full) => (full.version, full.name, full.phone, full.email),
        None => (masked.version, masked.name, masked.phone, masked.email),
    };
    vec![
        Own::text(masked.id.to_string()),
        Own::Int(version),
        Own::text(masked.kind.code()),
        Own::maybe(name),
        Own::maybe(phone),
        Own::maybe(email),
        Own::maybe(masked.external_ref),
        Own::maybe(masked.language),
        Own::At(masked.created_at),
        Own::at(masked.erased_at),
    ]
}
