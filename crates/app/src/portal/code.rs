//! A case number and a code that was sent to a contact of its customer buy a key. Whether the number exists, whose it is and
//! whether anything was sent is never told; tries are counted by case and by address.

use std::net::IpAddr;

use bihuan_domain::case::event::Complainant;
use bihuan_domain::contact::{email_key, phone_key};
use bihuan_domain::ids::CaseNumber;
use bihuan_store::nouns::{case as row, customer, portal as kept};
use rand::TryRng as _;
use rand::rngs::SysRng;

use super::code_message::{self, CodeMessage, To};
use super::intake::{KEPT_DIGITS, kept_hash};
use super::{MINUTE_MS, NewLink, Portal, Solved, give};
use crate::failure::Failure;
use crate::secrets::{Secret, digest};
use crate::sign_in::{Counted, network};

/// How long a code is good.
const CODE_MS: i64 = 15 * MINUTE_MS;
/// Tries at one code.
const TRIES: i64 = 5;
/// Codes sent for one case in the window of tries.
const CODES_A_CASE: i64 = 3;
/// Codes asked for or tried from one network in that window.
const ASKED_FROM_ONE_PLACE: i64 = 30;

impl Portal {
    /// Sends a code to a contact, if the case is there and the contact is its customer's. Answers the same in any case.
    ///
    /// # Errors
    /// `Input` with `challenge_failed`; `TooMany`; faults.
    pub async fn send_code(
        &self,
        number: &str,
        contact: &str,
        language: &str,
        solved: &Solved,
        address: Option<IpAddr>,
    ) -> Result<(), Failure> {
        self.take(solved).await?;
        self.counted(address).await?;
        let (Ok(number), contact) = (number.trim().trim_start_matches('#').parse::<CaseNumber>(), contact.to_owned())
        else {
            return Ok(());
        };
        let asked = Counted::new("portal-code", number.as_str().as_bytes(), CODES_A_CASE);
        if self.access.count(&[asked]).await.is_err() {
            // Told to nobody: it would tell that the number exists.
            return Ok(());
        }
        let (code, language) = (drawn()?, language.to_owned());
        let company = self.access.about().await?.company;
        self.app
            .db()
            .write("portal.code", move |tx| {
                let Some(id) = row::id_by_number(tx, &number)? else { return Ok(()) };
                let Some(stored) = row::load(tx, id)? else { return Ok(()) };
                let Complainant::Customer { id: customer } = stored.case.complainant else { return Ok(()) };
                let Some(customer) = customer::load(tx, customer)?.filter(|c| c.erased_at.is_none()) else {
                    return Ok(());
                };
                let by_phone = phone_key(&contact).is_some()
                    && phone_key(&contact) == customer.phone.as_deref().and_then(phone_key);
                let by_email = email_key(&contact).is_some()
                    && email_key(&contact) == customer.email.as_deref().and_then(email_key);
                let to = match (by_phone, by_email) {
                    (true, _) => To::Phone(customer.phone.unwrap_or_default()),
                    (_, true) => To::Email(customer.email.unwrap_or_default()),
                    _ => return Ok(()),
                };
                let now = tx.now();
                kept::put_code(tx, id, &digest(&format!("{id} {code}")), now.plus_ms(CODE_MS))?;
                let message = CodeMessage::new(to, &language, company.as_deref(), &number, &code);
                code_message::enqueue(tx, &format!("portal-code:{id}:{}", now.ms()), &message)?;
                Ok::<_, Failure>(())
            })
            .await
    }

    /// A key for a number and its code.
    ///
    /// # Errors
    /// `Input` with `wrong_code` for whatever does not fit; `TooMany`; faults.
    pub async fn open(&self, number: &str, code: &str, address: Option<IpAddr>) -> Result<NewLink, Failure> {
        self.counted(address).await?;
        let wrong = || Failure::input("code", "wrong_code", "");
        let number = number.trim().trim_start_matches('#').parse::<CaseNumber>().map_err(|_| wrong())?;
        let (code, secret) = (code.trim().to_owned(), Secret::draw()?);
        let opened = self.app.db().write("portal.open", move |tx| {
            let Some(id) = row::id_by_number(tx, &number)? else { return Ok(None) };
            // What whoever gave no contact wrote down; nobody finds 80 bits by trying.
            if code.chars().filter(char::is_ascii_hexdigit).count() == KEPT_DIGITS {
                let now = tx.now();
                let good = kept::by_hash(tx, &kept_hash(id, &code), now)?.is_some_and(|(_, case)| case == id);
                return if good { Ok(Some(give(tx, id, "code", None, secret)?)) } else { Ok(None) };
            }
            // The try is counted whatever comes of it.
            let Some((hash, tries)) = kept::try_code(tx, id)? else { return Ok(None) };
            if tries > TRIES || hash != digest(&format!("{id} {code}")) {
                return Ok(None);
            }
            kept::spend_code(tx, id)?;
            Ok::<_, Failure>(Some(give(tx, id, "code", None, secret)?))
        });
        opened.await?.ok_or_else(wrong)
    }

    /// How long tries are counted together.
    pub(crate) fn tries_window_ms(&self) -> i64 {
        self.access.rules().tries_window_ms
    }

    /// Counts whoever knocks, by network.
    pub(crate) async fn counted(&self, address: Option<IpAddr>) -> Result<(), Failure> {
        let Some(address) = address else { return Ok(()) };
        self.access.count(&[Counted::new("portal", &network(address), ASKED_FROM_ONE_PLACE)]).await
    }
}

/// Six digits, each as likely as the other.
fn drawn() -> Result<String, Failure> {
    loop {
        let mut bytes = [0u8; 4];
        SysRng.try_fill_bytes(&mut bytes).map_err(|e| bihuan_store::Fault::Unavailable(format!("randomness: {e}")))?;
        let number = u32::from_be_bytes(bytes);
        // What lies beyond the last whole million is drawn again.
        if number < u32::MAX / 1_000_000 * 1_000_000 {
            return Ok(format!("{:06}", number % 1_000_000));
        }
    }
}
