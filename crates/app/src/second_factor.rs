//! The second factor at sign-in: a time-based code (RFC 6238: SHA-1, 6 digits, 30 seconds, one step either way, because
//! that is what every authenticator knows) or one of ten recovery codes. A code is taken once; tries are counted before
//! they are judged, by person, and a good one is taken back.
//!
//! The secret is shown once, at the beginning of the set-up, and never again.

use bihuan_domain::actor::Who;
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{Refusal, UserEvent};
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::{policy, second_factor, user};
use bihuan_store::{Fault, Tx};
use rand::TryRng as _;
use rand::rngs::SysRng;
use totp_rs::{Algorithm, Builder, Totp};

use crate::access::{Access, SignedIn};
use crate::app::setting;
use crate::failure::Failure;
use crate::record::record;
use crate::secrets::{self, discreet};
use crate::sign_in::{Counted, Drawn, LONGEST_SECRET, Session, Visit, begin, decision, forgive, lock_version};

/// Recovery codes drawn at once.
pub const RECOVERY_CODES: usize = 10;
const SECRET_BYTES: usize = 20;
const STEP_S: u64 = 30;
/// Letters and digits of a recovery code: 20 of 32 are 100 bits.
const CODE_CHARS: usize = 20;
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A set-up begun, shown once.
pub struct Enrolment {
    /// The secret in base32, to be typed.
    pub secret: String,
    /// `otpauth://…`, to be drawn as a QR code.
    pub uri: String,
}

discreet!(Enrolment, Proof, RecoveryCodes);

/// Recovery codes, shown once.
pub struct RecoveryCodes(pub Vec<String>);

/// How somebody's second factor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// It is asked at sign-in.
    pub on: bool,
    /// A role asks for it.
    pub required: bool,
    /// Recovery codes left.
    pub codes_left: u64,
}

/// What somebody proves their second factor with.
pub enum Proof {
    /// The code of the moment.
    Code(String),
    /// One of the recovery codes.
    Recovery(String),
}

impl Access {
    /// Begins to set up one's second factor; it counts once [`Access::confirm_second_factor`] has seen a code.
    ///
    /// # Errors
    /// `NotSignedIn` for a token or while a password is to be chosen; `SecondFactorOn`; faults.
    pub async fn begin_second_factor(&self, who: &SignedIn) -> Result<Enrolment, Failure> {
        let id = in_person(who)?;
        let mut secret = [0u8; SECRET_BYTES];
        SysRng.try_fill_bytes(&mut secret).map_err(|e| Fault::Unavailable(format!("randomness: {e}")))?;
        let begun = self.db().write("second_factor.begin", move |tx| {
            let user = user::load(tx, id)?.filter(|u| u.active).ok_or(Failure::NotSignedIn)?;
            let now = tx.now();
            if user.second_factor || !second_factor::put(tx, id, &secret, now)? {
                return Err(Refusal::SecondFactorOn.into());
            }
            Ok::<_, Failure>((user.login, policy::setting(tx, setting::COMPANY)?))
        });
        let (login, company) = begun.await?;
        // A colon parts issuer and account in the URI.
        let plain = |text: String| text.replace(':', " ");
        let issuer = plain(company.unwrap_or_else(|| "bihuan".to_owned()));
        let totp = Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_secret(secret)
            .with_issuer(Some(issuer))
            .with_account_name(plain(login))
            .build()
            .map_err(|e| Fault::Sql(format!("totp: {e}")))?;
        let uri = totp.to_url().map_err(|e| Fault::Sql(format!("totp: {e}")))?;
        Ok(Enrolment { secret: totp_rs::Secret::from(secret).to_base32(), uri })
    }

    /// Proves with a code that the set-up works; from now on it is asked at sign-in. Answers the recovery codes.
    ///
    /// # Errors
    /// `NotSignedIn`; `NoSecondFactor` when none was begun; `SecondFactorOn`; `WrongCode`; `TooMany`; faults.
    pub async fn confirm_second_factor(&self, who: &SignedIn, code: &str) -> Result<RecoveryCodes, Failure> {
        let (id, code) = (in_person(who)?, code.to_owned());
        let counted = self.count_code(id).await?;
        let (codes, hashes) = draw_codes()?;
        let confirmed = self.db().write("second_factor.confirm", move |tx| {
            let stream = Stream::new("user", id);
            let version = lock_version(tx, &stream)?;
            let mut user = user::load(tx, id)?.filter(|u| u.active).ok_or(Failure::NotSignedIn)?;
            if user.second_factor {
                return Err(Refusal::SecondFactorOn.into());
            }
            let factor = second_factor::of_user(tx, id)?.ok_or(Refusal::NoSecondFactor)?;
            let step = fitting_step(&factor.secret, &code, tx.now()).ok_or(Refusal::WrongCode)?;
            forgive(tx, &[counted])?;
            user.second_factor = true;
            let count = hashes.len() as u64;
            let events = [UserEvent::SecondFactorConfirmed {}, UserEvent::RecoveryCodesDrawn { count }];
            let decision = decision(&stream, version, tx, Who::User(id), "confirm_second_factor", &events);
            record(tx, &decision, |tx, proof| {
                second_factor::confirm(tx, proof, step)?;
                second_factor::set_codes(tx, proof, &hashes)?;
                Ok::<_, Failure>(user::update(tx, proof, &user)?)
            })
        });
        confirmed.await?;
        self.forget();
        Ok(codes)
    }

    /// Takes one's second factor away.
    ///
    /// # Errors
    /// `NotSignedIn`; `NoSecondFactor`; `SecondFactorRequired`; `WrongCredentials`, `WrongCode`; `TooMany`; faults.
    pub async fn remove_second_factor(&self, who: &SignedIn, password: &str, code: &str) -> Result<(), Failure> {
        let (id, code) = (in_person(who)?, code.to_owned());
        let counted = self.count_code(id).await?;
        let known = self.db().read(move |c| user::load(c, id)).await?.ok_or(Failure::NotSignedIn)?;
        let hash = known.password_hash.clone();
        if password.len() > LONGEST_SECRET || !self.passwords().check(password.to_owned(), hash).await? {
            return Err(Refusal::WrongCredentials.into());
        }
        let removed = self.db().write("second_factor.remove", move |tx| {
            let stream = Stream::new("user", id);
            let version = lock_version(tx, &stream)?;
            let mut user = user::load(tx, id)?.filter(|u| u.password_hash == known.password_hash);
            let user = user.as_mut().ok_or(Refusal::WrongCredentials)?;
            if user::role_asks_second_factor(tx, id)? {
                return Err(Refusal::SecondFactorRequired.into());
            }
            take_code(tx, id, &code)?;
            forgive(tx, &[counted])?;
            user.second_factor = false;
            let events = [UserEvent::SecondFactorRemoved {}];
            let decision = decision(&stream, version, tx, Who::User(id), "remove_second_factor", &events);
            record(tx, &decision, |tx, proof| {
                second_factor::remove(tx, proof)?;
                Ok::<_, Failure>(user::update(tx, proof, user)?)
            })
        });
        removed.await?;
        self.forget();
        Ok(())
    }

    /// Draws one's recovery codes anew; those before are void.
    ///
    /// # Errors
    /// `NotSignedIn`; `NoSecondFactor`; `WrongCode`; `TooMany`; faults.
    pub async fn renew_recovery_codes(&self, who: &SignedIn, code: &str) -> Result<RecoveryCodes, Failure> {
        let (id, code) = (in_person(who)?, code.to_owned());
        let counted = self.count_code(id).await?;
        let (codes, hashes) = draw_codes()?;
        let drawn = self.db().write("second_factor.codes", move |tx| {
            let stream = Stream::new("user", id);
            let version = lock_version(tx, &stream)?;
            take_code(tx, id, &code)?;
            forgive(tx, &[counted])?;
            let events = [UserEvent::RecoveryCodesDrawn { count: hashes.len() as u64 }];
            let decision = decision(&stream, version, tx, Who::User(id), "draw_recovery_codes", &events);
            record(tx, &decision, |tx, proof| {
                second_factor::set_codes(tx, proof, &hashes)?;
                Ok::<_, Failure>(user::touch(tx, proof)?)
            })
        });
        drawn.await?;
        Ok(codes)
    }

    /// How one's second factor stands.
    ///
    /// # Errors
    /// Faults.
    pub async fn second_factor(&self, who: &SignedIn) -> Result<Standing, Failure> {
        let id = who.user;
        let found = self.db().read(move |c| {
            let on = user::load(c, id)?.is_some_and(|u| u.second_factor);
            let required = user::role_asks_second_factor(c, id)?;
            Ok::<_, Fault>(Standing {
                on,
                required,
                codes_left: if on { second_factor::codes_left(c, id)? } else { 0 },
            })
        });
        Ok(found.await?)
    }

    /// The second step of signing in.
    ///
    /// # Errors
    /// `TicketSpent`; `WrongCode`; `TooMany`; faults.
    pub async fn sign_in_further(
        &self,
        ticket: &str,
        proof: Proof,
        visit: impl Into<Visit>,
    ) -> Result<Session, Failure> {
        let (visit, rules, secrets) = (visit.into(), *self.rules(), Drawn::new()?);
        let (hash, stale) = (secrets::digest(ticket), self.db().now().plus_ms(-rules.ticket_ms));
        let whose = self.db().read(move |c| second_factor::ticket(c, &hash, stale)).await?;
        let id = whose.ok_or(Refusal::TicketSpent)?;
        let counted = self.count_code(id).await?;
        let begun = self.db().write("session.begin", move |tx| {
            let stream = Stream::new("user", id);
            let version = lock_version(tx, &stream)?;
            let user = user::load(tx, id)?.filter(|u| u.active).ok_or(Refusal::TicketSpent)?;
            if !second_factor::spend_ticket(tx, &hash)? {
                return Err(Refusal::TicketSpent.into());
            }
            let mut events = Vec::new();
            match &proof {
                Proof::Code(code) => take_code(tx, id, code)?,
                Proof::Recovery(code) => {
                    if !second_factor::spend_code(tx, id, &code_digest(code))? {
                        return Err(Refusal::WrongCode.into());
                    }
                    events.push(UserEvent::RecoveryCodeUsed { left: second_factor::codes_left(tx, id)? });
                }
            }
            forgive(tx, &[counted])?;
            let session = begin(tx, &user, secrets, &visit, &rules)?;
            events.push(UserEvent::SignedIn { session: session.id });
            let decision = decision(&stream, version, tx, Who::User(id), "sign_in", &events);
            record(tx, &decision, |tx, proof| Ok(user::touch(tx, proof)?))?;
            Ok::<_, Failure>(session)
        });
        begun.await
    }

    async fn count_code(&self, user: Id) -> Result<Counted, Failure> {
        let counted = Counted::new("code", &user.as_i64().to_be_bytes(), self.rules().tries);
        self.count(&[counted]).await?;
        Ok(counted)
    }
}

/// Only a session may: a token that could change the second factor would be one. A password set by somebody else comes
/// first; setting up is what `must_enrol` waits for.
fn in_person(who: &SignedIn) -> Result<Id, Failure> {
    who.session.filter(|_| !who.must_change_password).ok_or(Failure::NotSignedIn)?;
    Ok(who.user)
}

/// Takes the code of the moment, once.
fn take_code(tx: &mut Tx, user: Id, code: &str) -> Result<(), Failure> {
    let factor = second_factor::of_user(tx, user)?.filter(|f| f.confirmed_at.is_some());
    let factor = factor.ok_or(Refusal::NoSecondFactor)?;
    let step = fitting_step(&factor.secret, code, tx.now()).ok_or(Refusal::WrongCode)?;
    if second_factor::step_on(tx, user, step)? { Ok(()) } else { Err(Refusal::WrongCode.into()) }
}

fn totp(secret: &[u8]) -> Option<Totp> {
    Builder::new().with_algorithm(Algorithm::SHA1).with_secret(secret).with_step_duration(STEP_S).build().ok()
}

/// The time step whose code this is: the present one or a neighbour.
fn fitting_step(secret: &[u8], code: &str, now: UtcMs) -> Option<i64> {
    let code: String = bihuan_domain::contact::half_width(code).chars().filter(|c| !c.is_whitespace()).collect();
    let fits = code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit());
    let seconds = u64::try_from(now.ms() / 1_000).ok()?;
    let step = totp(secret)?.check(&code, seconds).filter(|_| fits)?;
    i64::try_from(step).ok()
}

fn draw_codes() -> Result<(RecoveryCodes, Vec<[u8; 32]>), Fault> {
    let mut bytes = [0u8; CODE_CHARS * RECOVERY_CODES];
    SysRng.try_fill_bytes(&mut bytes).map_err(|e| Fault::Unavailable(format!("randomness: {e}")))?;
    let one = |chunk: &[u8]| {
        let plain: String = chunk.iter().map(|b| char::from(ALPHABET[usize::from(b & 31)])).collect();
        plain.as_bytes().chunks(5).map(|part| String::from_utf8_lossy(part).into_owned()).collect::<Vec<_>>().join("-")
    };
    let codes: Vec<String> = bytes.chunks(CODE_CHARS).map(one).collect();
    let hashes = codes.iter().map(|code| code_digest(code)).collect();
    Ok((RecoveryCodes(codes), hashes))
}

/// As people write it down: without hyphens and blanks, in capitals, with O for 0 and I or L for 1.
fn code_digest(code: &str) -> [u8; 32] {
    let typed = bihuan_domain::contact::half_width(code);
    let plain: String = typed
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(64)
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    secrets::digest(&format!("recovery {plain}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// RFC 6238, appendix B, SHA-1: the last six of eight digits.
    #[test]
    fn the_vectors_of_the_standard() {
        let secret = b"12345678901234567890";
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            let now = UtcMs::new(seconds * 1_000);
            assert_eq!(fitting_step(secret, code, now), Some(seconds / 30), "{seconds}");
            assert_eq!(fitting_step(secret, code, now.plus_ms(30_000)), Some(seconds / 30), "one step late");
            assert_eq!(fitting_step(secret, code, now.plus_ms(60_000)), None, "two steps late");
        }
        assert_eq!(fitting_step(secret, "0081804", UtcMs::new(1_111_111_109_000)), None);
        assert_eq!(fitting_step(secret, " 081 804 ", UtcMs::new(1_111_111_109_000)), Some(1_111_111_109 / 30));
    }

    #[test]
    fn a_recovery_code_is_taken_as_people_write_it() {
        let (codes, hashes) = draw_codes().unwrap();
        assert_eq!((codes.0.len(), hashes.len()), (RECOVERY_CODES, RECOVERY_CODES));
        for (code, hash) in codes.0.iter().zip(hashes) {
            assert_eq!(code.len(), 23);
            let written = code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            assert_eq!(code_digest(&written), hash);
        }
    }
}
