//! Codes to scan (S4-05, S0-10): an administrator makes one for a shop, a product or a single machine; it opens the portal's
//! form, fills in what it stands for and brings the case to its unit. What stands in the address is drawn and cannot be
//! guessed. A withdrawn code still opens the form, says so, and fills in nothing.

use bihuan_domain::actor::{Actor, Permission, Place};
use bihuan_domain::ids::Id;
use bihuan_store::Fault;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::intake_code::{self as rows, IntakeCode};
use bihuan_store::nouns::unit;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::failure::Failure;
use crate::record::record;
use crate::secrets::Secret;
use crate::sign_in::{decision, first, lock_version};
use crate::world::World;

/// Codes that are good at once, at most.
const MOST: i64 = 5_000;
/// Codes shown at most, the newest.
const MOST_SHOWN: u32 = 5_000;
/// Characters of a label, and of what is filled in.
const LABEL_CHARS: usize = 100;
const FILLED_CHARS: usize = 200;
/// Hexadecimal digits of what stands in the address: 64 bits, of which nobody meets a good one by trying.
const TOKEN_CHARS: usize = 16;
/// Days of scans that are summed up in the list.
const DAYS_SUMMED: i32 = 30;
/// Days of scans shown of one.
const DAYS_SHOWN: u32 = 90;
/// The name of the source in a case that came by a code.
pub const SYSTEM: &str = "qr";

/// Of a code, in the journal: what it fills in lies in its row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
enum CodeEvent {
    /// It was made.
    Made {
        /// For which unit.
        unit: Id,
    },
    /// It fills in nothing any more.
    Withdrawn {},
}

/// A code to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewCode {
    /// What stands under it on the sheet.
    pub label: String,
    /// Product it fills in.
    pub product: Option<String>,
    /// Serial number it fills in.
    pub serial: Option<String>,
}

/// A code with how often it was scanned lately.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The code.
    pub code: IntakeCode,
    /// Scans of the last 30 days.
    pub scans: u32,
}

/// What a scanned code opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scanned {
    /// Name of the shop.
    pub unit: String,
    /// Product to fill in.
    pub product: Option<String>,
    /// Serial number to fill in.
    pub serial: Option<String>,
    /// It was withdrawn; nothing is filled in.
    pub is_withdrawn: bool,
}

impl App {
    /// The codes of the units that the actor administers.
    ///
    /// # Errors
    /// `NotPermitted`; faults.
    pub async fn intake_codes(&self, actor: &Actor) -> Result<Vec<Listed>, Failure> {
        if !actor.may_somewhere(Permission::UserAdmin) {
            return Err(Failure::NotPermitted(Permission::UserAdmin));
        }
        let (world, actor) = (self.world(), actor.clone());
        let today = world.zone.business_date(self.db().now());
        let since = today.checked_sub(jiff::Span::new().days(DAYS_SUMMED)).unwrap_or(today).to_string();
        self.db()
            .read(move |c| {
                let (all, scans) = (rows::all(c, MOST_SHOWN)?, rows::scans_since(c, &since)?);
                let mine = all.into_iter().filter(|code| administers(&world, &actor, code.unit));
                Ok(mine.map(|code| Listed { scans: scans.get(&code.id).copied().unwrap_or(0), code }).collect())
            })
            .await
    }

    /// Makes one.
    ///
    /// # Errors
    /// `NotFound` for a unit the actor does not administer; `Input`; faults.
    pub async fn make_intake_code(&self, actor: &Actor, unit: Id, new: NewCode) -> Result<Listed, Failure> {
        let new = checked(new)?;
        let (world, actor) = (self.world(), actor.clone());
        let token = Secret::draw()?.reveal()[3..3 + TOKEN_CHARS].to_owned();
        self.db()
            .write("intake_code.make", move |tx| {
                let there = unit::load(tx, unit)?.filter(|u| u.archived_at.is_none());
                if there.is_none() || !administers(&world, &actor, unit) {
                    return Err(Failure::NotFound { what: "unit" });
                }
                if rows::count(tx)? >= MOST {
                    return Err(Failure::input("label", "too_many", MOST.to_string()));
                }
                let (id, now) = (tx.new_id(), tx.now());
                let code = IntakeCode {
                    id,
                    version: 1,
                    unit,
                    token,
                    label: new.label,
                    product: new.product,
                    serial: new.serial,
                    made_at: now,
                    withdrawn_at: None,
                };
                let (stream, events) = (Stream::new("intake_code", id), [CodeEvent::Made { unit }]);
                record(tx, &first(&stream, now, actor.who, "make_intake_code", &events), |tx, proof| {
                    Ok(rows::insert(tx, proof, &code)?)
                })?;
                Ok(Listed { code, scans: 0 })
            })
            .await
    }

    /// Withdraws one; twice is once.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn withdraw_intake_code(&self, actor: &Actor, id: Id) -> Result<(), Failure> {
        let (world, actor) = (self.world(), actor.clone());
        self.db()
            .write("intake_code.withdraw", move |tx| {
                let stream = Stream::new("intake_code", id);
                let version = lock_version(tx, &stream)?;
                let found = rows::load(tx, id)?.filter(|code| administers(&world, &actor, code.unit));
                let code = found.ok_or(Failure::NotFound { what: "intake_code" })?;
                if code.withdrawn_at.is_some() {
                    return Ok(());
                }
                let events = [CodeEvent::Withdrawn {}];
                let decided = decision(&stream, version, tx, actor.who, "withdraw_intake_code", &events);
                record(tx, &decided, |tx, proof| Ok(rows::withdraw(tx, proof)?))
            })
            .await
    }

    /// How often one was scanned on each day it was, the latest first.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn intake_scans(&self, actor: &Actor, id: Id) -> Result<Vec<(String, u32)>, Failure> {
        let (world, actor) = (self.world(), actor.clone());
        self.db()
            .read(move |c| {
                let found = rows::load(c, id)?.filter(|code| administers(&world, &actor, code.unit));
                found.ok_or(Failure::NotFound { what: "intake_code" })?;
                Ok(rows::scans_of(c, id, DAYS_SHOWN)?)
            })
            .await
    }

    /// Somebody scanned one: it is counted, and what it fills in is told.
    ///
    /// # Errors
    /// `NotFound` when there never was such a code; faults.
    pub async fn scan(&self, token: &str) -> Result<Scanned, Failure> {
        let (token, day) = (token.to_owned(), self.world().zone.business_date(self.db().now()).to_string());
        self.db()
            .write("intake_code.scan", move |tx| {
                let code = rows::by_token(tx, &token)?.ok_or(Failure::NotFound { what: "intake_code" })?;
                rows::scanned(tx, code.id, &day)?;
                let unit = unit::load(tx, code.unit)?;
                let is_withdrawn = code.withdrawn_at.is_some() || unit.as_ref().is_none_or(|u| u.archived_at.is_some());
                let good = |text: Option<String>| text.filter(|_| !is_withdrawn);
                let unit = unit.map(|u| u.name).unwrap_or_default();
                Ok(Scanned { unit, product: good(code.product), serial: good(code.serial), is_withdrawn })
            })
            .await
    }

    /// The good code that an address names; none for a withdrawn one.
    pub(crate) async fn good_intake_code(&self, token: &str) -> Result<Option<IntakeCode>, Fault> {
        let token = token.to_owned();
        let found = self.db().read(move |c| rows::by_token(c, &token)).await?;
        let world = self.world();
        Ok(found.filter(|code| code.withdrawn_at.is_none() && world.lineages.contains_key(&code.unit)))
    }
}

fn administers(world: &World, actor: &Actor, unit: Id) -> bool {
    let lineage = world.lineage(unit);
    actor.may(Permission::UserAdmin, &Place { owner: None, handler: None, unit, lineage: &lineage })
}

fn checked(new: NewCode) -> Result<NewCode, Failure> {
    let clean = |text: Option<String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    let new = NewCode { label: new.label.trim().to_owned(), product: clean(new.product), serial: clean(new.serial) };
    if new.label.is_empty() || new.label.chars().any(char::is_control) || new.label.chars().count() > LABEL_CHARS {
        return Err(Failure::input("label", "bad_name", ""));
    }
    for (field, text) in [("product", &new.product), ("serial", &new.serial)] {
        let text = text.as_deref().unwrap_or_default();
        if text.chars().count() > FILLED_CHARS {
            return Err(Failure::input(field, "too_long", FILLED_CHARS.to_string()));
        }
        if text.chars().any(char::is_control) {
            return Err(Failure::input(field, "control_character", ""));
        }
    }
    Ok(new)
}
