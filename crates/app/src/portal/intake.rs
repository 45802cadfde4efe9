//! A submission through the web form (S1-12, S2-08, S4-05): the customer is found by their contact or entered, the case is
//! taken in by the ordinary door, and a key to it is handed out. It comes into the unit whose counter or leaflet was
//! scanned, else into the unit that answers for the web, else into the head office.

use std::collections::BTreeMap;
use std::net::IpAddr;

use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::case::event::{Classification, Complainant};
use bihuan_domain::case::text::Field;
use bihuan_domain::contact::{email_key, phone_key};
use bihuan_domain::ids::{CaseNumber, Id};
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, Kind};
use bihuan_store::nouns::unit;

use super::{NewLink, Portal, Solved, give};
use crate::cases::change::{NewCase, Registered, subject_of};
use crate::customers::{NewCustomer, ensure_in};
use crate::failure::Failure;
use crate::secrets::Secret;

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
    /// Telephone; this or an e-mail address is needed (S0-11).
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
    /// Language of the page.
    pub language: String,
    /// Code of the unit whose counter or leaflet was scanned.
    pub unit: Option<String>,
}

crate::secrets::discreet!(Submission);

/// What came of it.
#[derive(Debug, Clone)]
pub struct Submitted {
    /// The case.
    pub number: CaseNumber,
    /// The key to it.
    pub link: NewLink,
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
        self.take(solved).await?;
        self.counted(address).await?;
        let unit = self.unit(given.unit.as_deref(), Channel::Web).await?;
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
        let customer = entered.await?;
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
            complainant: Complainant::Customer { id: customer },
            reachable: true,
            received_at: None,
            occurred: None,
            unit,
            owner: None,
            texts: texts.into_iter().filter_map(|(field, text)| Some((field, text?))).collect(),
            source: None,
            classification: Classification::default(),
            fields: BTreeMap::new(),
        };
        let Registered::Now(done) = self.app.register(&Actor::customer(customer), new, None).await? else {
            return Err(bihuan_store::Fault::Corrupt("remembered without a key".into()).into());
        };
        let (id, secret) = (done.case.id, Secret::draw()?);
        let link = self.app.db().write("portal.key", move |tx| Ok::<_, Failure>(give(tx, id, "intake", None, secret)?));
        let link = link.await?;
        Ok(Submitted { expected_at: done.case.answer_due_at(), number: done.case.number, link })
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
        language: given.language,
        unit: given.unit,
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
