//! A little work asked of whoever knocks at a door that anybody may knock at: find a number so that the digest of the
//! challenge and that number begins with so many zero bits. A telephone finds one while somebody types; a program that
//! sends thousands pays for each. A challenge is signed by us, is good for some minutes, and is taken once.

use std::fmt::Write as _;

use bihuan_store::nouns::policy;
use bihuan_store::nouns::portal as kept;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use super::{MINUTE_MS, Portal};
use crate::failure::Failure;
use crate::secrets::{Secret, digest};

/// Zero bits asked for: some 33,000 digests on average.
pub const BITS: u32 = 15;
/// How long a challenge is good.
const GOOD_MS: i64 = 60 * MINUTE_MS;
/// Setting with the key that signs challenges: the same on every node.
const SIGNING: &str = "portal_signing";
/// Characters of the longest answer.
const LONGEST: usize = 200;

/// A challenge to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// The challenge.
    pub text: String,
    /// Zero bits asked for.
    pub bits: u32,
}

/// A challenge answered: the text, and a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solved {
    /// The challenge as it was given.
    pub challenge: String,
    /// What was found.
    pub answer: String,
}

impl Portal {
    /// A fresh challenge.
    ///
    /// # Errors
    /// Faults.
    pub async fn challenge(&self) -> Result<Challenge, Failure> {
        let key = self.signing_key().await?;
        let until = self.app.db().now().plus_ms(GOOD_MS).ms();
        let nonce = &Secret::draw()?.reveal()[3..35].to_owned();
        let text = format!("{until}.{nonce}");
        Ok(Challenge { text: format!("{text}.{}", signed(&key, &text)?), bits: BITS })
    }

    /// Takes an answered challenge, once.
    ///
    /// # Errors
    /// `Input` with `challenge_failed` when it is not ours, too old, taken before or not solved; faults.
    pub(crate) async fn take(&self, solved: &Solved) -> Result<(), Failure> {
        let failed = || Failure::input("challenge", "challenge_failed", "");
        if solved.challenge.len() > LONGEST || solved.answer.len() > LONGEST {
            return Err(failed());
        }
        let (text, mark) = solved.challenge.rsplit_once('.').ok_or_else(failed)?;
        let key = self.signing_key().await?;
        if !verified(&key, text, mark) || !is_solved(&solved.challenge, &solved.answer, BITS) {
            return Err(failed());
        }
        let until: i64 = text.split('.').next().and_then(|t| t.parse().ok()).ok_or_else(failed)?;
        if until < self.app.db().now().ms() {
            return Err(failed());
        }
        let hash = digest(&solved.challenge);
        let fresh = self.app.db().write("portal.challenge", move |tx| {
            let old = tx.now().plus_ms(-GOOD_MS);
            Ok::<_, Failure>(kept::spend_challenge(tx, &hash, old)?)
        });
        if fresh.await? { Ok(()) } else { Err(failed()) }
    }

    /// The key that signs challenges; drawn the first time somebody asks, and then the same on all nodes.
    async fn signing_key(&self) -> Result<String, Failure> {
        let stored = self.app.db().read(|c| Ok::<_, Failure>(policy::setting(c, SIGNING)?)).await?;
        if let Some(key) = stored {
            return Ok(key);
        }
        let drawn = Secret::draw()?.reveal().to_owned();
        self.app
            .db()
            .write("portal.signing", move |tx| {
                policy::draw(tx, SIGNING, &drawn)?;
                Ok::<_, Failure>(policy::setting(tx, SIGNING)?.unwrap_or(drawn))
            })
            .await
    }
}

fn mac(key: &str, text: &str) -> Result<Hmac<Sha256>, bihuan_store::Fault> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes())
        .map_err(|e| bihuan_store::Fault::Corrupt(format!("portal key: {e}")))?;
    mac.update(text.as_bytes());
    Ok(mac)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

fn signed(key: &str, text: &str) -> Result<String, bihuan_store::Fault> {
    Ok(hex(&mac(key, text)?.finalize().into_bytes()))
}

/// In constant time.
fn verified(key: &str, text: &str, mark: &str) -> bool {
    let bytes: Option<Vec<u8>> =
        (0..mark.len() / 2).map(|n| u8::from_str_radix(mark.get(2 * n..2 * n + 2)?, 16).ok()).collect();
    let Some(bytes) = bytes.filter(|_| mark.len() == 64) else { return false };
    mac(key, text).is_ok_and(|mac| mac.verify_slice(&bytes).is_ok())
}

/// Whether the digest of `challenge:answer` begins with so many zero bits.
fn is_solved(challenge: &str, answer: &str, bits: u32) -> bool {
    let digest = Sha256::digest(format!("{challenge}:{answer}").as_bytes());
    let mut zeros = 0;
    for byte in digest {
        zeros += byte.leading_zeros();
        if byte != 0 {
            break;
        }
    }
    zeros >= bits
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_signed_is_ours_and_nothing_else_is() {
        let mark = signed("key", "1.abc").unwrap();
        assert!(verified("key", "1.abc", &mark));
        assert!(!verified("key", "2.abc", &mark));
        assert!(!verified("other", "1.abc", &mark));
        for wrong in ["", "zz", &mark[..62], "ä".repeat(32).as_str()] {
            assert!(!verified("key", "1.abc", wrong), "{wrong}");
        }
    }

    #[test]
    fn an_answer_has_the_bits_it_claims() {
        let found = (0..).find(|n| is_solved("c", &n.to_string(), 10)).unwrap();
        assert!(is_solved("c", &found.to_string(), 9));
        assert!(!is_solved("d", &found.to_string(), 60));
        assert!(is_solved("c", "anything", 0));
    }
}
