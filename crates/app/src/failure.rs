//! The three ways a command does not succeed: the rule says no, the caller gave something unusable, or the machine
//! failed. Each carries data; the edge turns it into a problem document, the console into a sentence.

use bihuan_domain::actor::Permission;
use bihuan_domain::case::Refusal;
use bihuan_domain::organisation;
use bihuan_domain::time::UtcMs;
use bihuan_store::Fault;
use bihuan_store::journal::AppendError;

use crate::secrets::Secret;

/// Why a command did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A rule says no.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// A rule of the organisation or of signing in says no.
    #[error("refused: {0}")]
    Organisation(#[from] organisation::Refusal),
    /// A rule of live chat says no.
    #[error("refused: {0}")]
    Chat(#[from] bihuan_domain::chat::ChatRefusal),
    /// A rule of the shop counter says no.
    #[error("refused: {0}")]
    Counter(#[from] bihuan_domain::counter::CounterRefusal),
    /// The version the caller saw is not the current one.
    #[error("changed meanwhile, version {current} now")]
    Stale {
        /// The version now.
        current: i64,
    },
    /// Something happened since that whoever answers must know of.
    #[error("{} newer events", events.len())]
    Newer {
        /// What, newest first, as the timeline shows it.
        events: Vec<crate::cases::timeline::Item>,
    },
    /// It was left as it is, because a later state is known.
    #[error("a draft with the counter {counter} is known")]
    DraftNewer {
        /// The highest counter known.
        counter: i64,
    },
    /// There is no such thing, or the actor may not know of it: the two look alike on purpose.
    #[error("no such {what}")]
    NotFound {
        /// Glossary code of the noun.
        what: &'static str,
    },
    /// The actor holds no grant for it.
    #[error("needs the permission {0}")]
    NotPermitted(Permission),
    /// Nobody is signed in, or the token is not good.
    #[error("sign in first")]
    NotSignedIn,
    /// The password was right; the second factor is asked next.
    #[error("the second factor is needed")]
    SecondFactorNeeded {
        /// For the next step; opens nothing without the second factor.
        ticket: Secret,
        /// Until when.
        expires_at: UtcMs,
    },
    /// Too many tries.
    #[error("too many tries, wait {retry_after_s} seconds")]
    TooMany {
        /// Seconds to wait.
        retry_after_s: u64,
    },
    /// Unusable input.
    #[error("{field}: {code}")]
    Input {
        /// Which field, as the caller names it.
        field: &'static str,
        /// Stable code of what is wrong.
        code: &'static str,
        /// What was given or what is allowed, shortened.
        detail: String,
    },
    /// Several unusable parts of one body, each with its field and stable code.
    #[error("{} unusable fields", .0.len())]
    Flaws(Vec<(String, &'static str)>),
    /// The machine failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl Failure {
    /// Unusable input.
    pub fn input(field: &'static str, code: &'static str, detail: impl Into<String>) -> Self {
        let mut detail = detail.into();
        if let Some((end, _)) = detail.char_indices().nth(200) {
            detail.truncate(end);
        }
        Self::Input { field, code, detail }
    }
}

impl From<AppendError> for Failure {
    fn from(error: AppendError) -> Self {
        match error {
            AppendError::Stale { current } => Self::Stale { current },
            AppendError::Fault(fault) => Self::Fault(fault),
        }
    }
}
