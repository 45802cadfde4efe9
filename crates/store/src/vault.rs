//! Secrets that lie in the database are sealed: XChaCha20-Poly1305 under a key that lies in a file beside it, never in it.
//! Whoever has the database without the file has no password of a mailbox and no key of a gateway. A sealed value is bound
//! to its row and column, so that it cannot be put elsewhere. A value without the mark is in the clear: it is from before
//! there was a key, or from a test, and is sealed at the next start.
//!
//! A key is replaced by [`rotate`]: the one before still opens, from a file beside, until everything is sealed anew.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

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
second_factors, set_second_factor, probe, set_probe }

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

/// The key, ready to seal and open, and the one before it while something is still sealed with that.
#[derive(Clone)]
pub struct Vault {
    key: XChaCha20Poly1305,
    before: Option<XChaCha20Poly1305>,
}

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

/// The file of the key before, beside that of the key.
pub fn file_before(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".old");
    name.into()
}

type Digits = String;

/// The key of a file as it stands in it; none: there is no such file.
fn kept(file: &Path) -> Result<Option<(Digits, XChaCha20Poly1305)>, Fault> {
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
    let bytes = unhex(digits).filter(|bytes| bytes.len() == KEY);
    let bytes = bytes.ok_or_else(|| locked(&format!("{} holds no key of 64 hexadecimal digits", file.display())))?;
    Ok(Some((digits.to_owned(), XChaCha20Poly1305::new(Key::from_slice(&bytes)))))
}

/// Writes a key into a file that is not there yet and that nobody else may read.
fn write(file: &Path, digits: &str) -> Result<(), Fault> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(file).and_then(|mut f| {
        f.write_all(format!("{digits}\n").as_bytes())?;
        f.sync_all()
    });
    written.map_err(|e| locked(&format!("{}: {e}", file.display())))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

fn unhex(digits: &str) -> Option<Vec<u8>> {
    let byte = |n: usize| digits.get(n * 2..n * 2 + 2).and_then(|d| u8::from_str_radix(d, 16).ok());
    (0..digits.len().div_ceil(2)).map(byte).collect()
}

fn opened(key: &XChaCha20Poly1305, place: &str, sealed: &str) -> Option<String> {
    let bytes = STANDARD_NO_PAD.decode(sealed).ok()?;
    let (nonce, body) = bytes.split_at_checked(NONCE)?;
    let payload = Payload { msg: body, aad: place.as_bytes() };
    String::from_utf8(key.decrypt(XNonce::from_slice(nonce), payload).ok()?).ok()
}

/// Draws a new key into the file; the one that was there stays beside it ([`file_before`]) until [`rotated`]. After a
/// rotation that did not end nothing is drawn: that one goes on. Whatever breaks off in between, one of the two opens.
///
/// # Errors
/// `Unavailable` when there is no key or a file cannot be written.
pub fn rotate(file: &Path) -> Result<Vault, Fault> {
    let (digits, _) = kept(file)?.ok_or_else(|| locked("there is no key yet"))?;
    let before = file_before(file);
    if kept(&before)?.is_none() {
        let bytes: [u8; KEY] = drawn()?;
        for (to, digits) in [(before.as_path(), digits), (file, hex(&bytes))] {
            let mut part = to.as_os_str().to_owned();
            part.push(".part");
            let part = PathBuf::from(part);
            let _ = std::fs::remove_file(&part);
            write(&part, &digits)?;
            std::fs::rename(&part, to).map_err(|e| locked(&format!("{}: {e}", to.display())))?;
        }
    }
    Vault::read(file)?.ok_or_else(|| locked("the key is gone"))
}

/// Nothing is sealed with the key before any more: its file goes.
///
/// # Errors
/// `Unavailable` when it cannot be removed.
pub fn rotated(file: &Path) -> Result<(), Fault> {
    match std::fs::remove_file(file_before(file)) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(locked(&e.to_string())),
        _ => Ok(()),
    }
}

impl Vault {
    /// Reads the key from its file, and the one before it; none: there is no such file.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be read or is no key.
    pub fn read(file: &Path) -> Result<Option<Self>, Fault> {
        let Some((_, key)) = kept(file)? else { return Ok(None) };
        Ok(Some(Self { key, before: kept(&file_before(file))?.map(|(_, key)| key) }))
    }

    /// Draws a key and writes it into a file that nobody else may read.
    ///
    /// # Errors
    /// `Unavailable` when the file is there already or cannot be written.
    pub fn make(file: &Path) -> Result<Self, Fault> {
        let bytes: [u8; KEY] = drawn()?;
        write(file, &hex(&bytes))?;
        Ok(Self { key: XChaCha20Poly1305::new(Key::from_slice(&bytes)), before: None })
    }

    fn seal(&self, place: &str, clear: &str) -> Result<String, Fault> {
        let nonce: [u8; NONCE] = drawn()?;
        let payload = Payload { msg: clear.as_bytes(), aad: place.as_bytes() };
        let sealed =
            self.key.encrypt(XNonce::from_slice(&nonce), payload).map_err(|_| locked("it cannot be sealed"))?;
        Ok(format!("{MARK}{}", STANDARD_NO_PAD.encode([nonce.as_slice(), &sealed].concat())))
    }

    fn open(&self, place: &str, sealed: &str) -> Result<String, Fault> {
        let keys = [Some(&self.key), self.before.as_ref()].into_iter().flatten();
        let clear = keys.into_iter().find_map(|key| opened(key, place, sealed));
        clear.ok_or_else(|| locked("a secret was sealed with another key"))
    }

    /// Whether only the key before opens it.
    fn is_old(&self, place: &str, kept: &str) -> bool {
        let sealed = kept.strip_prefix(MARK);
        self.before.is_some() && sealed.is_some_and(|sealed| opened(&self.key, place, sealed).is_none())
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

    /// Bytes as they are kept: in the clear without a key, else sealed in a text of their own; one of the two is empty.
    ///
    /// # Errors
    /// `Unavailable` when there is no randomness.
    pub fn sealed_bytes(&self, place: &str, clear: &[u8]) -> Result<(Vec<u8>, String), Fault> {
        match &self.vault {
            Some(vault) if !clear.is_empty() => Ok((Vec::new(), vault.seal(place, &hex(clear))?)),
            _ => Ok((clear.to_vec(), String::new())),
        }
    }

    /// Bytes from how they are kept.
    ///
    /// # Errors
    /// As [`Self::unsealed`].
    pub fn unsealed_bytes(&self, place: &str, clear: Vec<u8>, kept: &str) -> Result<Vec<u8>, Fault> {
        if kept.is_empty() {
            return Ok(clear);
        }
        unhex(&self.unsealed(place, kept)?).ok_or_else(|| Fault::Corrupt(format!("{place}: no digits")))
    }

    /// How a kept secret is to be kept from now on; none: it is right as it is. Counts it.
    fn resealed(&self, standing: &mut Standing, place: &str, kept: &str) -> Result<Option<String>, Fault> {
        let Some(vault) = &self.vault else {
            standing.locked += usize::from(kept.starts_with(MARK));
            return Ok(None);
        };
        if kept.is_empty() || (kept.starts_with(MARK) && !vault.is_old(place, kept)) {
            standing.locked += usize::from(self.unsealed(place, kept).is_err());
            return Ok(None);
        }
        let Ok(clear) = self.unsealed(place, kept) else {
            standing.locked += 1;
            return Ok(None);
        };
        standing.sealed += 1;
        self.sealed(place, &clear).map(Some)
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

/// Seals what lies in the clear and anew what only the key before opens, and counts what no key opens; with `forget` that
/// is emptied.
///
/// # Errors
/// `Fault`.
pub fn settle(tx: &mut Tx, forget: bool) -> Result<Standing, Fault> {
    let mut standing = Standing::default();
    let probe = tx.query_one_opt(&sql::probe, &[])?.map(|row| row.text(0)).transpose()?;
    let other = probe.as_deref().is_some_and(|kept| tx.unsealed(PROBE, kept).is_err());
    let old = probe.as_deref().is_some_and(|kept| tx.vault.as_ref().is_some_and(|v| v.is_old(PROBE, kept)));
    standing.locked += usize::from(other);
    if tx.vault.is_some() && (probe.is_none() || if other { forget } else { old }) {
        let probe = tx.sealed(PROBE, "bihuan")?;
        tx.execute(&sql::set_probe, &[probe.into()])?;
    }
    let tables: [(&str, &crate::db::Query, &crate::db::Query, &[&str], &str); 4] = [
        ("mailbox", &sql::mailboxes, &sql::set_mailbox, &["incoming_secret", "outgoing_secret", "renewal"], ""),
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
                let locked = standing.locked;
                if let Some(anew) = tx.resealed(&mut standing, &place, &kept)? {
                    (kept, changed) = (anew, true);
                } else if forget && standing.locked > locked {
                    // What an account has is JSON; a token of it is none.
                    kept = if *column == "token" { String::new() } else { nothing.to_owned() };
                    changed = true;
                }
                values.push(kept.into());
            }
            if changed {
                tx.execute(set, &values)?;
            }
        }
    }
    for row in tx.query(&sql::second_factors, &[])? {
        let (user, clear, kept) = (row.id(0)?, row.bytes(1)?, row.text(2)?);
        let (place, locked) = (format!("second_factor:{user}:secret"), standing.locked);
        let anew = if kept.is_empty() && tx.vault.is_some() && !clear.is_empty() {
            standing.sealed += 1;
            Some(tx.sealed_bytes(&place, &clear)?.1)
        } else {
            tx.resealed(&mut standing, &place, &kept)?
        };
        // A factor that no key opens takes no code any more: recovery codes and a reset by an administrator remain.
        let anew = anew.or_else(|| (forget && standing.locked > locked).then(String::new));
        if let Some(anew) = anew {
            tx.execute(&sql::set_second_factor, &[user.into(), Vec::<u8>::new().into(), anew.into()])?;
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

    #[test]
    fn the_key_before_opens_until_its_file_goes_and_a_broken_rotation_goes_on() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join(KEY_FILE);
        assert!(rotate(&file).is_err(), "no key yet");
        let kept = Vault::make(&file).unwrap().seal("webhook:1:secret", "hunter2").unwrap();
        let sealed = kept.strip_prefix(MARK).unwrap();
        let both = rotate(&file).unwrap();
        assert_eq!(both.open("webhook:1:secret", sealed).unwrap(), "hunter2");
        assert!(both.is_old("webhook:1:secret", &kept));
        let digits = std::fs::read(&file).unwrap();
        let again = rotate(&file).unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), digits, "the one that was begun");
        let anew = again.seal("webhook:1:secret", "hunter2").unwrap();
        assert!(!again.is_old("webhook:1:secret", &anew));
        rotated(&file).unwrap();
        let alone = Vault::read(&file).unwrap().unwrap();
        assert!(alone.open("webhook:1:secret", sealed).is_err());
        assert_eq!(alone.open("webhook:1:secret", anew.strip_prefix(MARK).unwrap()).unwrap(), "hunter2");
    }
}
