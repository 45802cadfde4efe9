//! Signatures of the Standard Webhooks convention: `webhook-signature: v1,base64(hmac-sha256(secret, "id.timestamp.body"))`.
//! The timestamp is signed too, so that a captured message cannot be played again later.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// What a secret begins with.
pub const PREFIX: &str = "whsec_";
/// A message older or newer than this, in seconds, is not to be believed.
pub const TOLERANCE_S: i64 = 300;

/// A secret that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a secret is whsec_ and base64")]
pub struct BadSecret;

/// Why a message is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadSignature {
    /// A header is missing or cannot be read.
    #[error("the header {0} is missing or cannot be read")]
    Header(&'static str),
    /// No signature fits the secret.
    #[error("no signature fits this secret, id, timestamp and body")]
    Wrong,
    /// It fits, but was signed too long ago or in the future.
    #[error("the timestamp is {0} s from now; at most 300 are believed")]
    Stale(i64),
}

/// A signing secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl std::str::FromStr for Secret {
    type Err = BadSecret;
    fn from_str(text: &str) -> Result<Self, BadSecret> {
        let key = STANDARD.decode(text.trim().strip_prefix(PREFIX).ok_or(BadSecret)?).map_err(|_| BadSecret)?;
        if key.is_empty() { Err(BadSecret) } else { Ok(Self(key)) }
    }
}

impl Secret {
    fn mac(&self, id: &str, timestamp_s: i64, body: &[u8]) -> Option<Hmac<Sha256>> {
        // HMAC takes keys of any length; the type says otherwise.
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        mac.update(id.as_bytes());
        mac.update(format!(".{timestamp_s}.").as_bytes());
        mac.update(body);
        Some(mac)
    }

    /// The `webhook-signature` of a message.
    pub fn sign(&self, id: &str, timestamp_s: i64, body: &[u8]) -> String {
        let code = self.mac(id, timestamp_s, body).map(|mac| mac.finalize().into_bytes().to_vec()).unwrap_or_default();
        format!("v1,{}", STANDARD.encode(code))
    }
}

/// Whether a captured message came from whoever holds the secret. `headers` are names in lower case with their values;
/// `now_s` is compared with its timestamp, unless `None`.
///
/// # Errors
/// What is wrong with it.
pub fn verify(
    secret: &Secret,
    header: impl Fn(&str) -> Option<String>,
    body: &[u8],
    now_s: Option<i64>,
) -> Result<(), BadSignature> {
    let need = |name: &'static str| header(name).ok_or(BadSignature::Header(name));
    let (id, timestamp, signatures) = (need("webhook-id")?, need("webhook-timestamp")?, need("webhook-signature")?);
    let timestamp: i64 = timestamp.trim().parse().map_err(|_| BadSignature::Header("webhook-timestamp"))?;
    let fits = signatures.split_whitespace().filter_map(|s| s.strip_prefix("v1,")).any(|given| {
        let Ok(given) = STANDARD.decode(given) else { return false };
        secret.mac(id.trim(), timestamp, body).is_some_and(|mac| mac.verify_slice(&given).is_ok())
    });
    if !fits {
        return Err(BadSignature::Wrong);
    }
    match now_s.map(|now| now.saturating_sub(timestamp)) {
        Some(away) if away.abs() > TOLERANCE_S => Err(BadSignature::Stale(away)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The vector of the convention's own documentation.
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const BODY: &[u8] = br#"{"test": 2432232314}"#;
    const SIGNED: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    fn asked(secret: &str, body: &[u8], signed: &str, now: Option<i64>) -> Result<(), BadSignature> {
        let header = |name: &str| match name {
            "webhook-id" => Some(ID.to_owned()),
            "webhook-timestamp" => Some("1614265330".to_owned()),
            _ => Some(signed.to_owned()),
        };
        verify(&secret.parse().unwrap(), header, body, now)
    }

    #[test]
    fn the_conventions_own_vector_is_signed_and_believed() {
        let secret: Secret = SECRET.parse().unwrap();
        assert_eq!(secret.sign(ID, 1_614_265_330, BODY), SIGNED);
        assert_eq!(asked(SECRET, BODY, SIGNED, None), Ok(()));
        assert_eq!(asked(SECRET, BODY, &format!("v1,AAAA {SIGNED}"), Some(1_614_265_400)), Ok(()));
    }

    #[test]
    fn another_body_another_secret_or_an_old_message_is_not_believed() {
        assert_eq!(asked(SECRET, b"{}", SIGNED, None), Err(BadSignature::Wrong));
        assert_eq!(asked("whsec_AAAA", BODY, SIGNED, None), Err(BadSignature::Wrong));
        assert_eq!(asked(SECRET, BODY, "v2,abc", None), Err(BadSignature::Wrong));
        assert_eq!(asked(SECRET, BODY, SIGNED, Some(1_614_265_330 + 301)), Err(BadSignature::Stale(301)));
        assert_eq!("secret".parse::<Secret>(), Err(BadSecret));
        assert_eq!("whsec_".parse::<Secret>(), Err(BadSecret));
    }
}
