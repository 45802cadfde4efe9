//! Secrets: session cookies, API tokens and links are 256 random bits of which only the sha256 is kept, so a stolen
//! database opens nothing and a look-up by digest tells nothing by its timing. Passwords are argon2id with the parameters
//! of OWASP (m = 19,456 KiB, t = 2, p = 1), hashed on the blocking pool and a few at a time: each takes 19 MiB.
//!
//! A secret is never logged: its `Debug` is dots.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use bihuan_store::Fault;
use rand::TryRng as _;
use rand::rngs::SysRng;
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;

/// People's data may be carried about but never written into a log: `Debug` names the type and nothing else.
macro_rules! discreet {
    ($($type:ident),+) => {$(
        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($type), "(…)"))
            }
        }
    )+};
}
pub(crate) use discreet;

/// What our secrets begin with, so that a leaked one can be recognised.
pub const PREFIX: &str = "bh_";
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// No password has this hash; checking against it takes as long as against a real one.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LW5vYm9keS1ub2JvZHk$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A secret in the clear, for the one moment it is shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

discreet!(Secret);

impl Secret {
    /// A fresh one: `bh_` and 64 hexadecimal digits.
    ///
    /// # Errors
    /// `Unavailable` when the system gives no randomness.
    pub fn draw() -> Result<Self, Fault> {
        let mut bytes = [0u8; 32];
        SysRng.try_fill_bytes(&mut bytes).map_err(|e| Fault::Unavailable(format!("randomness: {e}")))?;
        let hex: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
        Ok(Self(format!("{PREFIX}{hex}")))
    }

    /// One that was drawn and written in another way.
    pub(crate) const fn of(written: String) -> Self {
        Self(written)
    }

    /// In the clear.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept.
    pub fn digest(&self) -> [u8; 32] {
        digest(&self.0)
    }
}

/// The digest of a presented secret.
pub fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// Hashes and checks passwords, a few at a time.
#[derive(Debug, Clone)]
pub struct Passwords(Arc<Semaphore>);

impl Passwords {
    /// At most this many at once.
    pub fn new(at_once: usize) -> Self {
        Self(Arc::new(Semaphore::new(at_once.max(1))))
    }

    /// The argon2id text of a password.
    ///
    /// # Errors
    /// `Fault` when there is no randomness or memory.
    pub async fn hash(&self, password: String) -> Result<String, Fault> {
        self.run(move || {
            let mut salt = [0u8; 16];
            SysRng.try_fill_bytes(&mut salt).map_err(|e| Fault::Unavailable(format!("randomness: {e}")))?;
            let hash = hasher()?.hash_password_with_salt(password.as_bytes(), &salt);
            hash.map(|h| h.to_string()).map_err(|e| Fault::Unavailable(format!("argon2: {e}")))
        })
        .await
    }

    /// Whether a password is the one of the hash; without a hash the answer is no, after the same time.
    ///
    /// # Errors
    /// `Corrupt` when the kept text is no hash.
    pub async fn check(&self, password: String, hash: Option<String>) -> Result<bool, Fault> {
        self.run(move || {
            let text = hash.as_deref().unwrap_or(NOBODYS);
            let parsed = PasswordHash::new(text).map_err(|e| Fault::Corrupt(format!("password hash: {e}")))?;
            let fits = hasher()?.verify_password(password.as_bytes(), &parsed).is_ok();
            Ok(fits && hash.is_some())
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let permit = Arc::clone(&self.0).acquire_owned().await.map_err(|_| Fault::Closed)?;
        let done = tokio::task::spawn_blocking(move || {
            let result = work();
            drop(permit);
            result
        });
        done.await.map_err(|e| Fault::Panicked(e.to_string()))?
    }
}

fn hasher() -> Result<Argon2<'static>, Fault> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|e| Fault::Sql(format!("argon2: {e}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn secrets_differ_and_are_not_written_into_logs() {
        let (a, b) = (Secret::draw().unwrap(), Secret::draw().unwrap());
        assert_ne!(a, b);
        assert_eq!(a.reveal().len(), 3 + 64);
        assert_eq!(format!("{a:?}"), "Secret(…)");
        assert_eq!(a.digest(), digest(a.reveal()));
    }

    #[tokio::test]
    async fn a_password_is_kept_as_argon2id_and_nobody_has_none() {
        let passwords = Passwords::new(2);
        let hash = passwords.hash("a long password".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(passwords.check("a long password".into(), Some(hash.clone())).await.unwrap());
        assert!(!passwords.check("another password".into(), Some(hash)).await.unwrap());
        assert!(!passwords.check("a long password".into(), None).await.unwrap());
        assert!(matches!(passwords.check("x".into(), Some("plain".into())).await, Err(Fault::Corrupt(_))));
    }
}
