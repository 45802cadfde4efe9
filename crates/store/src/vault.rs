//! Secrets that lie in the database are sealed: XChaCha20-Poly1305 under a key that lies in a file beside it, never in it.
//! Whoever has the database without the file has no password of a mailbox and no key of a gateway. A sealed value is bound
//! to its row and column, so that it cannot be put elsewhere. A value without the mark is in the clear: it is from before
//! there was a key, or from a test, and is sealed at the next start.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use rand::TryRng as _;
use rand::rngs::SysRng;

use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::queries;

queries! { pub mod sql = "vault.sql"; mailboxes, gateways, webhooks, accounts, set_mailbox, set_gateway, set_webhook, set_account,
probe, set_probe }

/// What a sealed value begins with.
const MARK: &str = "sealed:1:";
/// The place of the word by which another key is recognised.
const PROBE: &str = "secret_key:1:probe";
/// Bytes of the key.
const KEY: usize = 32;
/// Bytes of the nonce.
const NONCE: usize = 24;
/// The name of the key's file beside the data, unless another is named.
pub const KEY_FILE: &str = "secret.key";

/// The key, ready to seal and open.
#[derive(Clone)]
pub struct Vault(XChaCha20Poly1305);

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault(…)")
    }
}

fn drawn<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).map_err(|e| Fault::Unavailable(format!("randomness: {e}")))?;
    Ok(bytes)
}

fn locked(why: &str) -> Fault {
    Fault::Unavailable(format!("secret_key: {why}"))
}

impl Vault {
    /// Reads the key from its file; none: there is no such file.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be read or is no key.
    pub fn read(file: &Path) -> Result<Option<Self>, Fault> {
        let text = match std::fs::File::open(file) {
            Ok(open) => {
                let mut text = String::new();
                let read = open.take(1_000).read_to_string(&mut text);
                read.map_err(|e| locked(&format!("{}: {e}", file.display())))?;
                text
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(locked(&format!("{}: {e}", file.display()))),
        };
        let digits = text.trim();
        let byte = |n: usize| digits.get(n * 2..n * 2 + 2).and_then(|d| u8::from_str_radix(d, 16).ok());
        let bytes: Option<Vec<u8>> = (0..KEY).map(byte).collect();
        let bytes = bytes.filter(|_| digits.len() == KEY * 2);
        let bytes =
            bytes.ok_or_else(|| locked(&format!("{} holds no key of 64 hexadecimal digits", file.display())))?;
        Ok(Some(Self(XChaCha20Poly1305::new(Key::from_slice(&bytes)))))
    }

    /// Draws a key and writes it into a file that nobody else may read.
    ///
    /// # Errors
    /// `Unavailable` when the file is there already or cannot be written.
    pub fn make(file: &Path) -> Result<Self, Fault> {
        let bytes: [u8; KEY] = drawn()?;
        let mut digits = String::with_capacity(KEY * 2 + 1);
        for byte in bytes {
            let _ = write!(digits, "{byte:02x}");
        }
        digits.push('\n');
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(file).and_then(|mut f| {
            f.write_all(digits.as_bytes())?;
            f.sync_all()
        });
        written.map_err(|e| locked(&format!("{}: {e}", file.display())))?;
        Ok(Self(XChaCha20Poly1305::new(Key::from_slice(&bytes))))
    }

    fn seal(&self, place: &str, clear: &str) -> Result<String, Fault> {
        let nonce: [u8; NONCE] = drawn()?;
        let payload = Payload { msg: clear.as_bytes(), aad: place.as_bytes() };
        let sealed = self.0.encrypt(XNonce::from_slice(&nonce), payload).map_err(|_| locked("it cannot be sealed"))?;
        Ok(format!("{MARK}{}", STANDARD_NO_PAD.encode([nonce.as_slice(), &sealed].concat())))
    }

    fn open(&self, place: &str, sealed: &str) -> Result<String, Fault> {
        let other = || locked("a secret was sealed with another key");
        let bytes = STANDARD_NO_PAD.decode(sealed).map_err(|_| other())?;
        let (nonce, body) = bytes.split_at_checked(NONCE).ok_or_else(other)?;
        let payload = Payload { msg: body, aad: place.as_bytes() };
        let clear = self.0.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| other())?;
        String::from_utf8(clear).map_err(|_| other())
    }
}

impl Conn {
    /// A secret as it is kept at its place (`table:id:column`); without a key in the clear, and nothing stays nothing.
    ///
    /// # Errors
    /// `Unavailable` when there is no randomness.
    pub fn sealed(&self, place: &str, clear: &str) -> Result<String, Fault> {
        match &self.vault {
            Some(vault) if !clear.is_empty() => vault.seal(place, clear),
            _ => Ok(clear.to_owned()),
        }
    }

    /// A secret from how it is kept at its place.
    ///
    /// # Errors
    /// `Unavailable` when it is sealed and the key is missing or another one.
    pub fn unsealed(&self, place: &str, kept: &str) -> Result<String, Fault> {
        match (kept.strip_prefix(MARK), &self.vault) {
            (None, _) => Ok(kept.to_owned()),
            (Some(sealed), Some(vault)) => vault.open(place, sealed),
            (Some(_), None) => Err(locked("the key that sealed the secrets is missing")),
        }
    }
}

/// How the secrets of a database stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// Sealed just now.
    pub sealed: usize,
    /// Sealed with another key, or with a key that is missing.
    pub locked: usize,
}

/// Seals what lies in the clear, and counts what the key does not open; with `forget` those are emptied.
///
/// # Errors
/// `Fault`.
pub fn settle(tx: &mut Tx, forget: bool) -> Result<Standing, Fault> {
    let mut standing = Standing::default();
    let probe = tx.query_one_opt(&sql::probe, &[])?.map(|row| row.text(0)).transpose()?;
    let other = probe.as_deref().is_some_and(|kept| tx.unsealed(PROBE, kept).is_err());
    standing.locked += usize::from(other);
    if tx.vault.is_some() && (probe.is_none() || (other && forget)) {
        let probe = tx.sealed(PROBE, "bihuan")?;
        tx.execute(&sql::set_probe, &[probe.into()])?;
    }
    let tables: [(&str, &crate::db::Query, &crate::db::Query, &[&str], &str); 4] = [
        ("mailbox", &sql::mailboxes, &sql::set_mailbox, &["incoming_secret", "outgoing_secret"], ""),
        ("gateway", &sql::gateways, &sql::set_gateway, &["secret"], ""),
        ("webhook", &sql::webhooks, &sql::set_webhook, &["secret"], ""),
        ("messaging_account", &sql::accounts, &sql::set_account, &["secrets", "token"], "{}"),
    ];
    for (table, all, set, columns, nothing) in tables {
        for row in tx.query(all, &[])? {
            let (id, mut changed) = (row.id(0)?, false);
            let mut values = vec![id.into()];
            for (n, column) in columns.iter().enumerate() {
                let (place, mut kept) = (format!("{table}:{id}:{column}"), row.text(n + 1)?);
                if kept.starts_with(MARK) {
                    if tx.unsealed(&place, &kept).is_err() {
                        standing.locked += 1;
                        if forget {
                            // What an account has is JSON; a token of it is none.
                            kept = if *column == "token" { String::new() } else { nothing.to_owned() };
                            changed = true;
                        }
                    }
                } else if !kept.is_empty() && tx.vault.is_some() {
                    kept = tx.sealed(&place, &kept)?;
                    standing.sealed += 1;
                    changed = true;
                }
                values.push(kept.into());
            }
            if changed {
                tx.execute(set, &values)?;
            }
        }
    }
    Ok(standing)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_sealed_opens_at_its_place_with_its_key_and_nowhere_else() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join(KEY_FILE);
        assert!(Vault::read(&file).unwrap().is_none());
        let vault = Vault::make(&file).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        let kept = vault.seal("mailbox:1:incoming_secret", "hunter2").unwrap();
        assert!(kept.starts_with(MARK) && !kept.contains("hunter2"), "{kept}");
        let sealed = kept.strip_prefix(MARK).unwrap();
        let again = Vault::read(&file).unwrap().unwrap();
        assert_eq!(again.open("mailbox:1:incoming_secret", sealed).unwrap(), "hunter2");
        assert!(again.open("mailbox:2:incoming_secret", sealed).is_err(), "another row");
        let other = Vault::make(&dir.path().join("other")).unwrap();
        let fault = other.open("mailbox:1:incoming_secret", sealed).unwrap_err();
        assert!(fault.to_string().contains("another key"), "{fault}");
        assert!(Vault::make(&file).is_err(), "a key is never written over");
        std::fs::write(&file, "no key").unwrap();
        assert!(Vault::read(&file).is_err());
    }
}
