//! Why a request is not believed, by a stable code.

/// Why a request is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The body is larger than any message of the platform.
    #[error("the body is larger than {0} bytes")]
    TooLarge(usize),
    /// A parameter, header or field is missing or cannot be read.
    #[error("{0} is missing or cannot be read")]
    Missing(&'static str),
    /// No signature fits the secret.
    #[error("the signature does not fit")]
    Signature,
    /// It was signed too long ago, or in the future: this many seconds from now.
    #[error("the timestamp is {0} s from now")]
    Stale(i64),
    /// It cannot be decrypted: cut short, wrongly padded, or with another key.
    #[error("it cannot be decrypted with this key")]
    Encryption,
    /// It was meant for another account.
    #[error("it was meant for another account")]
    Receiver,
    /// The verification token is another one.
    #[error("the verification token does not fit")]
    Token,
    /// The message itself is malformed.
    #[error("the message is malformed: {0}")]
    Malformed(&'static str),
    /// A secret of the account has not the form the platform gives it.
    #[error("the account's {0} has not the form the platform gives it")]
    Secret(&'static str),
}

impl Refused {
    /// Its stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge(_) => "too_large",
            Self::Missing(_) => "missing_field",
            Self::Signature => "wrong_signature",
            Self::Stale(_) => "stale_timestamp",
            Self::Encryption => "not_decryptable",
            Self::Receiver => "wrong_receiver",
            Self::Token => "wrong_token",
            Self::Malformed(_) => "malformed_message",
            Self::Secret(_) => "bad_secret",
        }
    }
}
