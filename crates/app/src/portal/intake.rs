//! A submission through the web form (S1-12, S2-08, S4-05): the customer is found by their contact or entered, the case is
//! taken in by the ordinary door, and a key to it is handed out. It comes into the unit whose counter or leaflet was
//! scanned, else into the unit that answers for the web, else into the head office.

use std::collections::BTreeMap;
use std::net::IpAddr;

use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::case::event::{AnonymousReason, Classification, Complainant, Remedy, Source};
use bihuan_domain::case::text::Field;
use bihuan_domain::contact::{email_key, phone_key};
use bihuan_domain::ids::{CaseNumber, Id};
use bihuan_domain::public_page::PageKind;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, Kind};
use bihuan_store::nouns::portal::{self as kept, NewKey};
use bihuan_store::nouns::unit;

use super::{KEY_MS, NewLink, Portal, Solved, give};
use crate::cases::change::{NewCase, Registered, subject_of};
use crate::customers::{NewCustomer, ensure_in};
use crate::failure::Failure;
use crate::secrets::{Secret, digest};

/// What is told of the matter, in characters.
const MOST_CHARS: usize = 10_000;
/// What a customer may submit (issue: complaint, inquiry, return, repair, suggestion, praise).
pub const KINDS: [Kind; 7] =
    [Kind::Complaint, Kind::Inquiry, Kind::Rma, Kind::Repair, Kind::QualityIssue, Kind::Suggestion, Kind::Praise];

/// What somebody submits.
#[derive(Clone, Default)]
pub struct Submission {
    /// What it is.
    pub kind: Option<Kind>,
    /// Name.
    pub name: Option<String>,
    /// Telephone; this or an e-mail address is needed (S0-11), unless they stay anonymous.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Order number.
    pub order_ref: Option<String>,
    /// Product or service.
    pub product: Option<String>,
    /// Serial number.
    pub serial: Option<String>,
    /// In their own words.
    pub text: String,
    /// What they want.
    pub demand: Option<String>,
    /// The same, as remedies (S2-21); empty = not said.
    pub wished: Vec<Remedy>,
    /// Language of the page.
    pub language: String,
    /// Code of the unit whose counter or leaflet was scanned.
    pub unit: Option<String>,
    /// What stands in the address of a scanned code; it says the unit before the other does.
    pub code: Option<String>,
    /// They give no contact, and know that nobody can call them back.
    pub is_anonymous: bool,
    /// Version of the promise page, with its prices, that stood beside the form (S0-60).
    pub terms: Option<i64>,
}

crate::secrets::discreet!(Submission);

/// What came of it.
#[derive(Debug, Clone)]
pub struct Submitted {
    /// The case.
    pub number: CaseNumber,
    /// The key to it.
    pub link: NewLink,
    /// For whoever gave no contact: what opens the case together with its number, as long as the key would.
    pub code: Option<Secret>,
    /// By when something is to be heard, if a clock says so.
    pub expected_at: Option<UtcMs>,
}

impl Portal {
    /// Takes a submission in.
    ///
    /// # Errors
    /// `Input` on what does not fit, and `challenge_failed`; `TooMany`; the rule's refusal; faults.
    pub async fn submit(
        &self,
        given: Submission,
        solved: &Solved,
        address: Option<IpAddr>,
    ) -> Result<Submitted, Failure> {
        let given = checked(given)?;
        if given.terms.is_some() {
            // One that never held was shown to nobody.
            let shown = self.app.version_shown(PageKind::Promise, given.terms).await;
            shown.map_err(|failure| match failure {
                Failure::NotFound { .. } => Failure::input("terms", "bad_value", ""),
                other => other,
            })?;
        }
        self.take(solved).await?;
        self.counted(address).await?;
        let scanned = match &given.code {
            Some(token) => self.app.good_intake_code(token).await?,
            None => None,
        };
        let unit = match &scanned {
            Some(code) => code.unit,
            None => self.unit(given.unit.as_deref(), Channel::Web).await?,
        };
        let source = scanned.map(|code| Source {
            system: crate::intake_codes::SYSTEM.to_owned(),
            // Unique together, so each case has its own.
            external_id: format!("{}:{}", code.token, self.app.db().new_id()),
        });
        let (complainant, actor) = self.complainant(&given).await?;
        let texts = [
            (Field::Subject, Some(subject_of(&given.text))),
            (Field::Verbatim, Some(given.text)),
            (Field::Demand, given.demand),
            (Field::OrderRef, given.order_ref),
            (Field::Product, given.product),
            (Field::Serial, given.serial),
        ];
        let new = NewCase {
            kind: given.kind.unwrap_or(Kind::Complaint),
            channel: Channel::Web,
            complainant,
            reachable: !given.is_anonymous,
            received_at: None,
            occurred: None,
            unit,
            owner: None,
            texts: texts.into_iter().filter_map(|(field, text)| Some((field, text?))).collect(),
            source,
            classification: Classification::default(),
            wished: given.wished,
            fields: BTreeMap::new(),
            terms: given.terms,
        };
        let Registered::Now(done) = self.app.register(&actor, new, None).await? else {
            return Err(bihuan_store::Fault::Corrupt("remembered without a key".into()).into());
        };
        let (id, secret) = (done.case.id, Secret::draw()?);
        let code = given.is_anonymous.then(kept_code).transpose()?;
        let hash = code.as_ref().map(|code| kept_hash(id, code.reveal()));
        let link = self.app.db().write("portal.key", move |tx| {
            if let Some(hash) = hash {
                let expires_at = tx.now().plus_ms(KEY_MS);
                kept::add_key(tx, &NewKey { case: id, hash, origin: "kept_code", user: None, expires_at })?;
            }
            Ok::<_, Failure>(give(tx, id, "intake", None, secret)?)
        });
        let link = link.await?;
        Ok(Submitted { expected_at: done.case.answer_due_at(), number: done.case.number, link, code })
    }

    /// The customer by their contact, found or entered; or somebody without one.
    async fn complainant(&self, given: &Submission) -> Result<(Complainant, Actor), Failure> {
        if given.is_anonymous {
            let nobody = Actor::customer(self.app.db().new_id());
            return Ok((Complainant::Anonymous { reason: AnonymousReason::Refused }, nobody));
        }
        let new = NewCustomer {
            name: given.name.clone(),
            phone: given.phone.clone(),
            email: given.email.clone(),
            language: Some(given.language.clone()),
            ..NewCustomer::default()
        };
        let entered = self.app.db().write("portal.customer", move |tx| {
            let now = tx.now();
            ensure_in(tx, Who::System, now, &new)
        });
        let id = entered.await?;
        Ok((Complainant::Customer { id }, Actor::customer(id)))
    }

    /// The unit that what comes by a channel comes into: the one named, else the one that answers for the channel, else the
    /// head office.
    pub(crate) async fn unit(&self, code: Option<&str>, channel: Channel) -> Result<Id, Failure> {
        let (tree, world) = (self.access.tree(), self.app.world());
        if let Some(code) = code.map(str::trim).filter(|c| !c.is_empty()) {
            let asked = code.to_owned();
            let found = self.app.db().read(move |c| Ok::<_, Failure>(unit::by_code(c, &asked)?)).await?;
            let found = found.filter(|id| tree.get(*id).is_some_and(|n| !n.is_archived));
            return found.ok_or_else(|| Failure::input("unit", "unknown_unit", code));
        }
        let answering = world.channels().filter(|c| c.active && c.channel == channel).map(|c| c.unit);
        answering
            .min_by_key(|id| (tree.lineage(*id).len(), *id))
            .or_else(|| tree.root())
            .ok_or_else(|| Failure::input("unit", "unknown_unit", ""))
    }
}

/// Digits of the code that is kept by whoever gave no contact: 80 bits.
pub(super) const KEPT_DIGITS: usize = 20;

/// A code to be written down: hexadecimal digits in fives.
fn kept_code() -> Result<Secret, Failure> {
    let drawn = Secret::draw()?;
    let digits: Vec<char> = drawn.reveal()[3..3 + KEPT_DIGITS].chars().collect();
    Ok(Secret::of(digits.chunks(5).map(String::from_iter).collect::<Vec<_>>().join("-")))
}

/// The digest of such a code, written in whichever way.
pub(super) fn kept_hash(case: Id, code: &str) -> [u8; 32] {
    let digits: String = code.chars().filter(char::is_ascii_hexdigit).map(|c| c.to_ascii_lowercase()).collect();
    digest(&format!("{case} {digits}"))
}

/// What was submitted, without blanks around it and without what is empty.
fn checked(given: Submission) -> Result<Submission, Failure> {
    let clean = |text: Option<String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    let given = Submission {
        kind: given.kind,
        name: clean(given.name),
        phone: clean(given.phone),
        email: clean(given.email),
        order_ref: clean(given.order_ref),
        product: clean(given.product),
        serial: clean(given.serial),
        text: given.text.trim().to_owned(),
        demand: clean(given.demand),
        wished: given.wished,
        language: given.language,
        unit: given.unit,
        code: clean(given.code),
        is_anonymous: given.is_anonymous,
        terms: given.terms,
    };
    if given.kind.is_some_and(|k| !KINDS.contains(&k)) {
        return Err(Failure::input("kind", "unknown_code", ""));
    }
    if given.text.is_empty() {
        return Err(Failure::input("text", "empty", ""));
    }
    if given.text.chars().count() > MOST_CHARS {
        return Err(Failure::input("text", "too_long", MOST_CHARS.to_string()));
    }
    // Whoever says that they give none gives none.
    if given.is_anonymous {
        let silent = given.phone.is_none() && given.email.is_none() && given.name.is_none();
        return if silent { Ok(given) } else { Err(Failure::input("anonymous", "contact_given", "")) };
    }
    match (&given.phone, &given.email) {
        (None, None) => Err(Failure::input("phone", "no_contact", "")),
        (Some(phone), _) if phone_key(phone).is_none() => Err(Failure::input("phone", "bad_phone", "")),
        (_, Some(email)) if email_key(email).is_none() => Err(Failure::input("email", "bad_email", "")),
        _ => Ok(given),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn s0_11_one_reachable_contact_is_needed() {
        let told = |phone: &str, email: &str| {
            let given = Submission {
                text: "门不关".into(),
                phone: Some(phone.into()),
                email: Some(email.into()),
                ..Submission::default()
            };
            checked(given).map(|_| ()).map_err(|f| format!("{f:?}"))
        };
        assert!(told("", " ").unwrap_err().contains("no_contact"));
        assert!(told("12", "").unwrap_err().contains("bad_phone"));
        assert!(told("", "nobody").unwrap_err().contains("bad_email"));
        told("138 1234 5678", "").unwrap();
        told("", "li@example.com").unwrap();
    }
}
