//! AES as the platforms use it: 256-bit CBC. WeChat, WeCom and DingTalk share one envelope (16 random bytes, the length,
//! the message, the receiver, padded to 32); Feishu has one of its own. The signature was checked before anything comes here.

use aes::Aes256;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt as _, BlockModeEncrypt as _, KeyIvInit as _};
use base64::Engine as _;
use base64::alphabet;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use sha2::{Digest as _, Sha256};

use super::refused::Refused;

/// The block that WeChat, WeCom and DingTalk pad to, in bytes.
const PADDED_TO: usize = 32;
/// The last character of a platform's key carries bits that mean nothing, and it has no padding.
const KEYS: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The key of an account: 43 characters as the platform shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct SealKey([u8; 32]);

impl std::fmt::Debug for SealKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealKey(…)")
    }
}

impl std::str::FromStr for SealKey {
    type Err = Refused;
    fn from_str(text: &str) -> Result<Self, Refused> {
        let bad = Refused::Secret("AES key");
        if text.len() != 43 {
            return Err(bad);
        }
        KEYS.decode(text).ok().and_then(|b| b.try_into().ok()).map(Self).ok_or(bad)
    }
}

fn decrypt(key: &[u8; 32], iv: &[u8], sealed: &mut [u8]) -> Result<(), Refused> {
    if sealed.is_empty() || !sealed.len().is_multiple_of(16) {
        return Err(Refused::Encryption);
    }
    let cipher = cbc::Decryptor::<Aes256>::new_from_slices(key, iv).map_err(|_| Refused::Encryption)?;
    cipher.decrypt_padded::<NoPadding>(sealed).map(|_| ()).map_err(|_| Refused::Encryption)
}

/// What is left without PKCS#7 padding of up to `block` bytes.
fn unpadded(plain: &[u8], block: usize) -> Result<&[u8], Refused> {
    let count = usize::from(*plain.last().ok_or(Refused::Encryption)?);
    let (rest, padding) = plain.split_at_checked(plain.len().wrapping_sub(count)).ok_or(Refused::Encryption)?;
    let good = (1..=block).contains(&count) && padding.iter().all(|b| usize::from(*b) == count);
    if good { Ok(rest) } else { Err(Refused::Encryption) }
}

impl SealKey {
    /// The message of an envelope that was meant for `receiver`.
    ///
    /// # Errors
    /// `Encryption`, `Receiver`.
    pub fn open(&self, sealed: &str, receiver: &str) -> Result<String, Refused> {
        let mut bytes = STANDARD.decode(sealed.trim()).map_err(|_| Refused::Encryption)?;
        decrypt(&self.0, &self.0[..16], &mut bytes)?;
        let plain = unpadded(&bytes, PADDED_TO)?;
        let (head, rest) = plain.split_at_checked(20).ok_or(Refused::Encryption)?;
        let length = u32::from_be_bytes([head[16], head[17], head[18], head[19]]) as usize;
        let (message, meant_for) = rest.split_at_checked(length).ok_or(Refused::Encryption)?;
        if !super::request::same(&String::from_utf8_lossy(meant_for), receiver) {
            return Err(Refused::Receiver);
        }
        String::from_utf8(message.to_vec()).map_err(|_| Refused::Malformed("not UTF-8"))
    }

    /// An envelope for an answer. `random` is drawn by whoever calls.
    ///
    /// # Errors
    /// `Encryption` when it is too long to be sent.
    pub fn seal(&self, message: &str, receiver: &str, random: [u8; 16]) -> Result<String, Refused> {
        let length = u32::try_from(message.len()).map_err(|_| Refused::Encryption)?;
        let mut plain = random.to_vec();
        plain.extend(length.to_be_bytes());
        plain.extend(message.as_bytes());
        plain.extend(receiver.as_bytes());
        let count = PADDED_TO - plain.len() % PADDED_TO;
        plain.extend(std::iter::repeat_n(count as u8, count));
        let length = plain.len();
        let cipher =
            cbc::Encryptor::<Aes256>::new_from_slices(&self.0, &self.0[..16]).map_err(|_| Refused::Encryption)?;
        cipher.encrypt_padded::<NoPadding>(&mut plain, length).map_err(|_| Refused::Encryption)?;
        Ok(STANDARD.encode(plain))
    }
}

/// A message that Feishu encrypted: the key is a digest, the first 16 bytes begin the chain.
///
/// # Errors
/// `Encryption`.
pub fn opened_by_feishu(encrypt_key: &str, sealed: &str) -> Result<String, Refused> {
    let bytes = STANDARD.decode(sealed.trim()).map_err(|_| Refused::Encryption)?;
    let (iv, body) = bytes.split_at_checked(16).ok_or(Refused::Encryption)?;
    let (key, mut body) = (Sha256::digest(encrypt_key.as_bytes()), body.to_vec());
    decrypt(&key.into(), iv, &mut body)?;
    String::from_utf8(unpadded(&body, 16)?.to_vec()).map_err(|_| Refused::Encryption)
}

/// A message as Feishu encrypts it; `random` begins the chain and is drawn by whoever calls.
///
/// # Errors
/// `Encryption`.
pub(super) fn sealed_for_feishu(encrypt_key: &str, message: &str, random: [u8; 16]) -> Result<String, Refused> {
    let key: [u8; 32] = Sha256::digest(encrypt_key.as_bytes()).into();
    let mut plain = message.as_bytes().to_vec();
    let count = 16 - plain.len() % 16;
    plain.extend(std::iter::repeat_n(count as u8, count));
    let length = plain.len();
    let cipher = cbc::Encryptor::<Aes256>::new_from_slices(&key, &random).map_err(|_| Refused::Encryption)?;
    cipher.encrypt_padded::<NoPadding>(&mut plain, length).map_err(|_| Refused::Encryption)?;
    Ok(STANDARD.encode([random.as_slice(), &plain].concat()))
}
